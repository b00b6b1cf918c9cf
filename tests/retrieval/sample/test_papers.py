"""The sample store's papers and guides: all of them import, and what is said twice is said alike."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from retrieval.catalog import PolicyDocument
from retrieval.documents import PassageIndex
from retrieval.feeds.feed import Read
from retrieval.feeds.papers import read_papers
from retrieval.guides import GuideIndex
from retrieval.sample.assortment import Assortment, read_assortment
from retrieval.sample.promotions import promotions
from retrieval.sample.writing import PAPERS

TODAY = date(2026, 11, 21)
SUBJECTS = {
    "about-us", "accessibility", "contact", "delivery", "exchange", "gifts", "payment", "price-match", "privacy",
    "recycling", "returns", "sizes-clothing", "sizes-kids", "sizes-shoes", "sizes-trousers", "warranty",
}  # fmt: skip
_REFERENCE = re.compile(r"https?:|www\.|\.com\b|[®™]")


@pytest.fixture(scope="module")
def assortment() -> Assortment:
    return read_assortment()


@pytest.fixture(scope="module")
def documents() -> dict[str, PolicyDocument]:
    found = list(read_papers(PAPERS))
    assert all(isinstance(read, Read) for read in found), found
    read = [r.record for r in found if isinstance(r, Read) and isinstance(r.record, PolicyDocument)]
    assert len({document.id for document in read}) == len(read)
    return {document.id: document for document in read}


@pytest.fixture(scope="module")
def policies(documents: dict[str, PolicyDocument]) -> dict[str, str]:
    return {d.id: d.text for d in documents.values() if d.kind == "policy"}


@pytest.fixture(scope="module")
def guides(documents: dict[str, PolicyDocument]) -> list[PolicyDocument]:
    return [document for document in documents.values() if document.kind == "guide"]


def test_every_subject_has_its_paper(policies: dict[str, str]) -> None:
    assert policies.keys() >= SUBJECTS


def test_pages_have_titles_of_their_own_and_short_paragraphs(
    documents: dict[str, PolicyDocument],
) -> None:
    assert len({d.title for d in documents.values()}) == len(documents)
    for document in documents.values():
        raw = (PAPERS / {"policy": "policies", "guide": "guides"}[document.kind] / f"{document.id}.md").read_text(
            "utf-8"
        )
        assert f"# {document.title}\n" in raw, "its title is its first heading"
        assert not _REFERENCE.search(document.text), document.id
        longest = max(len(paragraph) for paragraph in document.text.split("\n"))
        assert longest <= 460, f"{document.id} has a paragraph that no answer can quote whole"


def test_guides_are_about_kinds_that_the_range_has(guides: list[PolicyDocument], assortment: Assortment) -> None:
    assert len(guides) >= 12
    for guide in guides:
        assert guide.about
        assert set(guide.about) <= assortment.kinds.keys(), guide.id
        assert guide.summary.endswith(".")
        assert 300 <= len(guide.text.split()) <= 600, guide.id


def test_guides_name_no_product_brand_or_price(guides: list[PolicyDocument], assortment: Assortment) -> None:
    names = [*assortment.brands, *(item.title for _, item in assortment.items())]
    for guide in guides:
        said = f"{guide.title} {guide.summary} {guide.text}"
        assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", said)] == [], guide.id
        assert "$" not in said, guide.id


def test_the_measures_that_guides_explain_are_slots_of_the_range(
    guides: list[PolicyDocument], assortment: Assortment
) -> None:
    by_id = {guide.id: guide.text.lower() for guide in guides}
    explained = {
        "choosing-a-tent": ["sleeps", "weight", "water_column", "setup_time", "packed_length"],
        "sleeping-warm-outside": ["comfort_temperature", "fill_power", "r_value"],
        "layering-for-cold-weather": ["water_column", "fabric_weight", "fill_power"],
        "monitors-and-mounting": ["vesa", "resolution", "refresh_rate", "data_rate", "field_of_view"],
        "quiet-appliances": ["noise", "runtime"],
        "kitchen-knives-and-pans": ["hardness", "hob"],
        "a-first-camera": ["mount", "focal_length", "aperture", "sensor"],
        "bed-linen-and-towels": ["thread_count", "density"],
        "board-games-by-group": ["players", "play_time", "difficulty"],
    }
    for guide_id, slots in explained.items():
        assert set(slots) <= assortment.slots.keys()
        about = next(guide.about for guide in guides if guide.id == guide_id)
        kinds = [kind for kind in assortment.kinds.values() if kind.name in about]
        stated = {slot for kind in kinds for item in kind.items for slot in (*item.attributes, *item.options)}
        for slot in slots:
            assert slot.replace("_", " ") in by_id[guide_id].replace("-", " "), (guide_id, slot)
            assert slot in stated, (guide_id, slot)


def test_it_says_openly_that_it_is_made_up(policies: dict[str, str]) -> None:
    about = policies["about-us"]
    assert "made-up store" in about
    assert "Nothing you see here can be bought" in about
    for invented in ("brands", "products", "pictures", "reviews", "shoppers", "orders"):
        assert invented in about


def test_amounts_are_said_alike_wherever_they_are_said(policies: dict[str, str], assortment: Assortment) -> None:
    told = {row["id"]: row for row in promotions(assortment, today=TODAY)}
    assert "costs $4.90 and is free for orders of $60.00 or more" in policies["delivery"]
    assert "3 to 5 working days" in policies["delivery"]
    free = told["free-delivery-60"]
    assert free["conditions"]["subtotal_at_least"] == {"amount": 6000, "currency": "USD"}
    assert "$60.00" in free["description"]
    assert "label costs $4.90" in policies["returns"]
    club = told["club-coffee"]
    assert f"{club['value']}% off coffee beans and tea" in policies["club"]
    for text in (policies["returns"], policies["exchange"], policies["gifts"]):
        assert "30 days of the day it arrived" in text
    for paper in ("delivery", "gifts"):
        assert "Gift cards come by e-mail within minutes, at no charge" in policies[paper]
    for paper in ("returns", "gifts"):
        assert re.search(r"Gift cards\b[^.]* cannot be returned", policies[paper])
    for paper in ("payment", "privacy"):
        assert "Never type a card number there." in policies[paper]
    numbers = {number for text in policies.values() for number in re.findall(r"\+1[ \d]+\d", text)}
    addresses = {address for text in policies.values() for address in re.findall(r"\S+@\S+[a-z]", text)}
    assert numbers == {"+1 802 555 0142"}
    assert addresses == {"help@wrenmoor.example", "privacy@wrenmoor.example"}


def test_no_promotion_takes_money_off_a_gift_card(policies: dict[str, str], assortment: Assortment) -> None:
    assert "no promotion or coupon takes money off a gift card" in policies["gifts"]
    cards = assortment.kinds["gift card"]
    for day in (date(2026, month, 15) for month in range(1, 13)):
        for row in promotions(assortment, today=day):
            asked = row["conditions"]
            assert asked.get("brand") not in {item.brand for item in cards.items}
            if row["kind"] in ("percent_off", "amount_off", "member_price", "buy_x_get_y", "bundle_price"):
                limited = {"category", "product_ids", "brand"} & asked.keys()
                assert limited or cards.path in asked["not_category"], row["id"]
                assert cards.path not in asked.get("category", []), row["id"]


def test_warranties_are_those_of_the_products(policies: dict[str, str], assortment: Assortment) -> None:
    for kind, words in {
        "tent": "Tents have a warranty of",
        "desk": "desks of",
        "office chair": "office chairs of",
        "kitchen knife": "kitchen knives of",
    }.items():
        stated = [int(item.attributes["warranty"][0].split()[0]) for item in assortment.kinds[kind].items]
        assert f"{words} {min(stated)} to {max(stated)} years" in policies["warranty"], kind


def test_sizes_that_the_range_has_are_in_a_size_guide(policies: dict[str, str], assortment: Assortment) -> None:
    letters = set(re.findall(r"size (X*[SML]+) fits", policies["sizes-clothing"]))
    shoes = set(re.findall(r"EU (\d+) ", policies["sizes-shoes"]))
    kids = set(re.findall(r"size (\d+) fits", policies["sizes-kids"]))
    waists, legs = (set(re.findall(rf"- {side}(\d+) ", policies["sizes-trousers"])) for side in "WL")
    for kind, item in assortment.items():
        system = next(iter(item.values("size_system")), "")
        for size in item.options.get("size", ()) if kind.department == "clothing" else ():
            if system == "Letters":
                assert size in letters, (item.id, size)
            elif system == "EU shoes":
                first, *last = re.findall(r"\d+", size)
                assert {first, *last} <= shoes, (item.id, size)
            elif system == "EU kids":
                assert size in kids, (item.id, size)
            elif system == "Waist and length":
                waist, leg = re.findall(r"\d+", size)
                assert (waist in waists, leg in legs) == (True, True), (item.id, size)


def test_size_tables_go_up_line_by_line(policies: dict[str, str]) -> None:
    shoes = [
        [float(n) for n in re.findall(r"(?:EU|UK|of) (\d+(?:\.\d)?)", line)]
        for line in policies["sizes-shoes"].split("\n")
        if line.startswith("- EU") and "UK" in line
    ]
    assert len(shoes) >= 12
    for before, after in pairwise(shoes):
        assert all(a < b for a, b in zip(before, after, strict=True))
    for line in policies["sizes-clothing"].split("\n"):
        for low, high in re.findall(r"(\d+) to (\d+) cm", line):
            assert int(low) < int(high)


@pytest.mark.parametrize(
    ("question", "paper", "says"),
    [
        ("how long does delivery take?", "delivery", "3 to 5 working days"),
        ("is delivery free?", "delivery", "free for orders of $60.00 or more"),
        ("how much is express delivery?", "delivery", "$12.90"),
        ("do you deliver abroad?", "delivery", "We do not deliver abroad."),
        ("can I cancel an order?", "delivery", "until the parcel leaves us"),
        ("What is your return policy?", "returns", "within 30 days"),
        ("can I return a knife?", "returns", "only in their unopened packaging"),
        ("when do I get my refund?", "returns", "within 5 working days"),
        ("how much does it cost to return something?", "returns", "$4.90"),
        ("can I exchange a size?", "exchange", "within 30 days"),
        ("how long is the warranty?", "warranty", "2 years from the day it arrived"),
        ("do you repair tents?", "warranty", "while we can get the parts"),
        ("do you price match?", "price-match", "price match"),
        ("how much is gift wrapping?", "gifts", "$4.50"),
        ("how long is a gift card valid?", "gifts", "5 years"),
        ("how can I pay?", "payment", "credit card"),
        ("what are your opening hours?", "contact", "Monday to Friday"),
        ("who are you?", "about-us", "a made-up store and not a real one"),
        ("what size does a child of 120 cm wear?", "sizes-kids", "size 122"),
        ("is this a real store?", "about-us", "not a real one"),
        ("which size is EU 42 in US?", "sizes-shoes", "EU 42 is US women's 10"),
        ("what do you do with my personal data?", "privacy", "do not sell your data"),
        ("does it work with a screen reader?", "accessibility", "screen reader"),
        ("do you recycle old electronics?", "recycling", "free of charge"),
    ],
)
def test_a_question_is_answered_by_the_sentence_that_says_it(
    documents: dict[str, PolicyDocument], question: str, paper: str, says: str
) -> None:
    found = PassageIndex(d for d in documents.values() if d.kind == "policy").best(question)
    assert found is not None
    assert (found.document_id, says in found.text) == (paper, True), found


def test_every_kind_that_a_guide_is_about_can_be_asked_for(guides: list[PolicyDocument]) -> None:
    index = GuideIndex(guides)
    for guide in guides:
        for thing in guide.about:
            found = index.best(f"what should I look for in a {thing}?")
            assert found is not None, thing
            assert thing in next(g for g in guides if g.id == found.document_id).about


def test_every_line_of_a_size_table_can_be_asked_for(documents: dict[str, PolicyDocument]) -> None:
    index = PassageIndex(d for d in documents.values() if d.kind == "policy")
    wanted = {f"which US size is EU {n}?": f"EU {n} is US" for n in range(35, 49)}
    wanted |= {f"how tall is a child in size {n}?": f" size {n}" for n in range(92, 165, 6)}
    wanted |= {f"which chest does men's size {s} fit?": f"Men's size {s} fits" for s in ("XS", "S", "M", "L", "XL")}
    for question, says in wanted.items():
        found = index.best(question)
        assert found is not None, question
        assert says in found.text, (question, found.text)
