"""The hand-written range: as large as promised, and no product says two different things of itself."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from retrieval.sample import TODAY
from retrieval.sample.assortment import DEPARTMENTS, Item, Kind, read_assortment
from retrieval.sample.description import description
from retrieval.sample.products import choices, product_row
from retrieval.sample.slots import SlotError, amount

ASSORTMENT = read_assortment()
ITEMS = list(ASSORTMENT.items())
EVERY = pytest.mark.parametrize(("kind", "item"), [pytest.param(k, i, id=i.id) for k, i in ITEMS])

# One-letter units and "in" are words or letters of their own too often to be looked for in prose.
UNITS = {u for slot in ASSORTMENT.slots.values() for u in slot.units if len(u) > 1} - {"in", "people"}
SAID = re.compile(rf"(?<![\w.])(\d+(?:[.,]\d+)?) ?({'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})\b")
NOT = re.compile(
    r"\b(?:not|no|never|without|isn't|doesn't|less|neither|nor|rather than|instead of|than|if)\b", re.IGNORECASE
)
# A word in the text, and what must then stand in the product's attributes or options somewhere.
CLAIMS = {
    r"waterproof": "waterproof|water_column|water_resistance|ipx?\\d",
    r"rechargeable": "rechargeable|usb|battery",
    r"dishwasher": "dishwasher",
    r"dimmable": "dimm",
    r"noise.cancell?ing": "noise.cancel|noise_reduction",
    r"cordless": "cordless|battery|rechargeable",
    r"foldable": "fold|packable",
    r"organic": "organic",
    r"vegan": "vegan",
    r"merino": "merino",
    r"leather": "leather|suede|nubuck",
    r"titanium": "titanium",
    r"cast.iron": "cast.iron",
    r"bamboo": "bamboo",
    r"walnut": "walnut",
    r"induction": "induction",
    r"caffeine.free|decaf": "caffeine|decaf",
    r"for women|women's": "women",
    r"for men|men's": "men|women",
    r"wireless": "wireless|bluetooth|2\\.4|radio|qi",
}  # fmt: skip

NO_COLOR = re.compile("Brown Bag|Black Tea|Shoe Cream|Cream$|Silver Polish")  # names, not what the thing looks like


def stated(item: Item) -> dict[str, tuple[str, ...]]:
    return {**item.attributes, **{slot: tuple(values) for slot, values in item.options.items()}}


def test_it_is_as_large_as_promised() -> None:
    assert set(DEPARTMENTS) == {kind.department for kind in ASSORTMENT.kinds.values()}
    assert len(ASSORTMENT.kinds) >= 60
    assert 550 <= len(ITEMS) <= 680
    assert 1800 <= sum(len(choices(item)) for _, item in ITEMS) <= 2600
    assert len({item.brand for _, item in ITEMS}) >= 40
    per_department = Counter(kind.department for kind, _ in ITEMS)
    assert min(per_department.values()) >= 90


def test_it_has_what_a_real_range_has() -> None:
    items = [item for _, item in ITEMS]
    assert 0.08 < sum(item.was is not None for item in items) / len(items) < 0.2
    assert sum(item.new > 0 for item in items) >= 30
    assert sum(bool(item.replaces) for item in items) >= 5
    assert sum(len(item.options) > 1 for item in items) >= 100
    assert sum(bool(item.hidden) for item in items) >= 0.4 * len(items)
    known = {item.id for item in items}
    assert {item.replaces for item in items if item.replaces} <= known


def test_every_kind_can_be_compared_and_filtered() -> None:
    """What all things of a kind state, apart from where they come from: at least three slots of their own."""
    told = {}
    for kind in ASSORTMENT.kinds.values():
        common = set.intersection(*(set(stated(item)) for item in kind.items))
        told[kind.name] = common - {"country", "warranty", "care", "feature", "safety"}
    assert {name: slots for name, slots in told.items() if len(slots) < 3} == {}


@EVERY
def test_a_description_is_whole_sentences_of_one_person(kind: Kind, item: Item) -> None:
    text = description(kind, item)
    sentences = re.split(r"(?<=[.!?])\s+", text)
    assert 2 <= len(sentences) <= 6
    assert 80 <= len(text) <= 700
    assert len(set(sentences)) == len(sentences)
    assert text[0].isupper() or text[0].isdigit()
    assert text[-1] in ".!?"
    assert not re.search(r"[{}]|\s{2,}|\.\.", text)


def test_no_two_products_begin_alike() -> None:
    begins = Counter(item.line for _, item in ITEMS)
    assert [line for line, n in begins.items() if n > 1] == []
    first_words = Counter(" ".join(item.line.split()[:4]).lower() for _, item in ITEMS)
    assert [words for words, n in first_words.most_common() if n > 8] == []


@EVERY
def test_numbers_in_the_text_are_those_of_the_attributes(kind: Kind, item: Item) -> None:
    said = stated(item)
    known = {amount_of(value) for values in said.values() for value in values} - {None}
    words = " ".join(value for values in said.values() for value in values)
    for number, unit in SAID.findall(f"{item.title}. {description(kind, item)}"):
        value = f"{number.replace(',', '')} {unit}"
        assert value in words or amount_of(value) in known, f"{value!r} is in no attribute: {sorted(said.items())}"


def amount_of(value: str) -> Any:
    try:
        return amount(value), re.sub(r"[^a-zA-Z]", "", value)[-2:] in ("g", "kg")
    except SlotError:
        return None


@EVERY
def test_what_the_text_claims_the_attributes_state(kind: Kind, item: Item) -> None:
    record = " ".join(f"{slot} {' '.join(values)}" for slot, values in stated(item).items()).lower()
    for sentence in re.split(r"(?<=[.!?;,:])\s+", f"{item.title}. {description(kind, item)}"):
        if NOT.search(sentence):
            continue
        for claim, proof in CLAIMS.items():
            if re.search(claim, sentence, re.IGNORECASE):
                assert re.search(proof, record), f"{sentence!r} claims {claim}, and the attributes do not"


@EVERY
def test_colors_in_a_title_are_those_it_comes_in(kind: Kind, item: Item) -> None:
    colors = set(stated(item).get("color", ()))
    for word in NO_COLOR.sub("", item.title).split():
        if word in ASSORTMENT.colors and colors:
            assert word in colors


@EVERY
def test_prices_are_whole_cents_and_variants_differ(kind: Kind, item: Item) -> None:
    row = product_row(kind, item, seed=7, today=TODAY)
    ids = [variant["id"] for variant in row["variants"]]
    assert len(set(ids)) == len(ids)
    for variant in row["variants"]:
        assert variant["price"]["amount"] > 0
        if was := variant.get("list_price"):
            assert was["amount"] > variant["price"]["amount"]
        stock = variant["availability"]
        assert stock["available"] == (stock["status"] != "out_of_stock")
        if "restock_on" in stock:
            assert date.fromisoformat(stock["restock_on"]) > TODAY


def test_ids_are_unique_over_the_store() -> None:
    ids = Counter(choice.id for _, item in ITEMS for choice in choices(item))
    assert [variant_id for variant_id, n in ids.items() if n > 1] == []


def test_some_are_sold_out_and_most_are_not() -> None:
    rows = [product_row(kind, item, seed=7, today=TODAY) for kind, item in ITEMS]
    states = Counter(v["availability"]["status"] for row in rows for v in row["variants"])
    n = sum(states.values())
    assert 0.04 < states["out_of_stock"] / n < 0.1
    assert states["in_stock"] / n > 0.85
    assert sum("restock_on" in v["availability"] for row in rows for v in row["variants"]) > 50
