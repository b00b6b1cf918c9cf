"""The Agentic Commerce Protocol feed: every field to its place, every bad row named."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from retrieval.catalog import Answer, PolicyDocument, Product, Promotion, Question, Relation, Review
from retrieval.feeds.acp import read_acp
from retrieval.feeds.feed import Read, Rejected, Source, Warned
from retrieval.money import Money
from retrieval.progress import silent

NOW = datetime(2026, 1, 15, tzinfo=UTC)
PRICE = {"amount": 5200, "currency": "USD"}
STOCK = {"available": True, "status": "in_stock"}


def variant(variant_id: str = "V", **more: Any) -> dict[str, Any]:
    return {"id": variant_id, "title": "T", "price": PRICE, "availability": STOCK, **more}


def product(product_id: str = "P", **more: Any) -> dict[str, Any]:
    return {"id": product_id, "title": "T", "variants": [variant(f"{product_id}-1")], **more}


def read(folder: Path, *rows: Any, **beside: str | bytes) -> list[Read | Rejected | Warned]:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "products.jsonl").write_text("\n".join(lines), "utf-8")
    for name, content in beside.items():
        path = folder / name.replace("__", "/").replace("_json", ".json").replace("_md", ".md")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    source = Source("acp", folder / "products.jsonl", folder)
    return list(read_acp(source, currency=None, now=NOW, progress=silent))


def rejections(found: list[Read | Rejected | Warned]) -> list[tuple[int, str, str]]:
    return [(r.line, r.field, r.value) for r in found if isinstance(r, Rejected)]


def records(found: list[Read | Rejected | Warned]) -> list[Any]:
    return [read.record for read in found if isinstance(read, Read)]


def test_a_whole_product(tmp_path: Path) -> None:
    categories = [{"value": "Men > Tops", "taxonomy": "merchant"}]
    first = variant(
        "P-M",
        title="Tee &trade; - M",
        list_price={"amount": 6000, "currency": "usd"},
        variant_options=[{"name": "Size", "value": " M "}, {"name": "Colour", "value": "Blue"}],
        categories=categories,
        media=[{"type": "image", "url": "a.jpg"}, {"type": "video", "url": "a.mp4"}],
    )
    sold_out = variant(
        "P-L",
        availability={"available": False, "status": "preorder", "quantity": 0, "restock_on": "2026-02-01"},
        sku="S",
    )
    row = product(
        "P",
        title="Frankie  Tee&trade;",
        description={"html": "<p>Warm &amp; light</p><script>x()</script>"},
        brand="Tarn",
        url="https://shop.example/p",
        variants=[first, sold_out],
        attributes={"Material": ["Cocona&reg;", "Wool"], "new": "Yes", "Weight g": 120, "rating": 5},
        media=[{"type": "image", "url": "images/p.jpg"}],
    )
    found = read(tmp_path, row)
    (got,) = records(found)
    assert isinstance(got, Product)
    assert (got.id, got.title, got.brand, got.description) == ("P", "Frankie Tee™", "Tarn", "Warm & light")
    assert got.categories == ("Men > Tops",)
    assert got.attributes == {"material": ("Cocona®", "Wool"), "new": ("Yes",), "weight_g": ("120",)}
    assert (got.url, got.media) == ("https://shop.example/p", ("images/p.jpg",))
    medium, large = got.variants
    assert medium.options == {"size": "M", "color": "Blue"}
    assert medium.offer.price == Money(Decimal("52.00"), "USD")
    assert medium.offer.list_price == Money(Decimal("60.00"), "USD")
    assert (medium.title, medium.media) == ("Tee ™ - M", ("a.jpg",))
    assert (large.offer.available, large.offer.status, large.offer.quantity) == (False, "preorder", 0)
    assert (large.offer.restock_on, large.sku, large.options) == (date(2026, 2, 1), "S", {})
    assert [(w.field, w.value) for w in found if isinstance(w, Warned)] == [("attributes.rating", "5")]


def test_a_was_price_below_the_price_is_none(tmp_path: Path) -> None:
    (got,) = records(read(tmp_path, product(variants=[variant(list_price={"amount": 100, "currency": "USD"})])))
    assert got.variants[0].offer.list_price is None


def test_without_a_word_about_stock_it_is_unknown(tmp_path: Path) -> None:
    bare = {"id": "V", "price": PRICE}
    (got,) = records(read(tmp_path, product(variants=[bare], title="Mug")))
    assert (got.variants[0].title, got.variants[0].offer.status, got.variants[0].offer.available) == (
        "Mug",
        "unknown",
        True,
    )


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"price": {"amount": -1, "currency": "USD"}}, "price.amount", "-1"),
        ({"price": {"amount": 10**13, "currency": "USD"}}, "price.amount", str(10**13)),
        ({"price": {"amount": 52.5, "currency": "USD"}}, "price.amount", "52.5"),
        ({"price": {"amount": "5200", "currency": "USD"}}, "price.amount", "5200"),
        ({"price": {"amount": True, "currency": "USD"}}, "price.amount", "True"),
        ({"price": {"amount": 5200, "currency": "dollars"}}, "price.currency", "dollars"),
        ({"price": {"amount": 5200}}, "price.currency", ""),
        ({"price": None}, "price", "None"),
        ({"id": ""}, "id", ""),
        ({"id": "a\nb"}, "id", "a b"),
        ({"availability": {"status": "maybe"}}, "availability.status", "maybe"),
        ({"availability": {"available": True, "quantity": -3}}, "availability.quantity", "-3"),
    ],
)
def test_a_bad_variant_is_named_and_the_others_stay(
    tmp_path: Path, change: dict[str, Any], field: str, value: str
) -> None:
    found = read(tmp_path, product(variants=[variant("good"), variant("bad") | change]))
    assert rejections(found) == [(1, f"variants[1].{field}", value)]
    assert [v.id for v in records(found)[0].variants] == ["good"]


def test_missing_price_says_missing(tmp_path: Path) -> None:
    found = read(tmp_path, product(variants=[{"id": "V", "title": "T"}]))
    assert [(r.field, r.reason) for r in found if isinstance(r, Rejected)] == [
        ("variants[0].price", "is missing"),
        ("variants", "none of 1 can be used: no product"),
    ]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ('{"id": "x", ', ""),
        ("[]", ""),
        ({"title": "T", "variants": [variant()]}, "id"),
        ({"id": "P", "title": " ", "variants": [variant()]}, "title"),
        ({"id": "P", "title": "T"}, "variants"),
        ({"id": "P", "title": "T", "variants": []}, "variants"),
        ({"id": "P", "title": "T", "variants": ["x"]}, "variants[0]"),
        ({"id": "P" * 300, "title": "T", "variants": [variant()]}, "id"),
        ({"id": "P", "title": {"en": "T"}, "variants": [variant()]}, "title"),
        ({"id": "P", "title": "T", "description": "x" * 200_000, "variants": [variant()]}, "description.plain"),
    ],
)
def test_a_bad_product_is_named_and_the_next_is_read(tmp_path: Path, row: Any, field: str) -> None:
    found = read(tmp_path, product("A"), row, product("B"))
    assert [p.id for p in records(found)] == ["A", "B"]
    assert {(line, name) for line, name, _ in rejections(found)} == {(2, field)}


def test_a_script_as_address_is_no_link(tmp_path: Path) -> None:
    found = read(tmp_path, product(url="javascript:alert(1)", title="<script>alert(1)</script>"))
    (got,) = records(found)
    assert got.url == ""
    assert got.title == "<script>alert(1)</script>"  # text: whoever shows it escapes it
    assert [w.field for w in found if isinstance(w, Warned)] == ["url"]


def test_reviews(tmp_path: Path) -> None:
    said = {"product_id": "P", "rating": 4, "title": "Nice ", "body": "Warm.\nLight.", "reviewer": "Ada"}
    lines = [said, said | {"rating": "5", "id": 7, "at": "2026-01-02T03:04:05+01:00"}]
    lines += [said | {"rating": rating} for rating in (0, 6, 3.5, None, "good", 10**6)]
    found = read(tmp_path, product(), reviews_jsonl="\n".join(map(json.dumps, lines)))
    first, second = [r for r in records(found) if isinstance(r, Review)]
    assert (first.product_id, first.rating, first.title, first.body, first.author) == (
        "P",
        4,
        "Nice",
        "Warm.\nLight.",
        "Ada",
    )
    assert first.id
    assert first.at is None
    assert (second.id, second.rating, second.at) == ("7", 5, datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC))
    assert [(line, field) for line, field, _ in rejections(found)] == [(n, "rating") for n in range(3, 9)]


def test_a_review_without_id_has_the_same_one_every_time(tmp_path: Path) -> None:
    lines = [json.dumps({"product_id": "P", "rating": 4, "body": body}) for body in ("a", "b", "a")]
    found = read(tmp_path, product(), reviews_jsonl="\n".join(lines))
    a, b, again = (r.id for r in records(found) if isinstance(r, Review))
    assert a == again != b


def test_questions_with_their_answers(tmp_path: Path) -> None:
    answer = {"text": "Yes, both &amp; more.", "by": "Wrenmoor", "at": "2026-01-02T03:04:05+01:00", "is_store": True}
    said = {"product_id": "P", "question": " Is it loud?", "asked_by": "Ada", "asked_at": "2026-01-01"}
    lines = [said | {"id": 7, "answers": [answer, {"text": "No."}]}, said, said | {"answers": None}]
    lines += [
        said | {"answers": [bad]} for bad in ({"by": "Ada"}, {"text": ""}, "yes", {"text": "a", "is_store": "so"})
    ]
    lines += [said | {"question": "  "}, {"product_id": "P"}]
    found = read(tmp_path, product(), questions_jsonl="\n".join(map(json.dumps, lines)))
    first, second = [r for r in records(found) if isinstance(r, Question)]
    asked_at, answered_at = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)
    answers = (Answer("Yes, both & more.", "Wrenmoor", answered_at, is_store=True), Answer("No."))
    assert first == Question("7", "P", "Is it loud?", "Ada", asked_at, answers)
    assert second.id
    assert second.answers == ()
    assert [(line, field) for line, field, _ in rejections(found)] == [
        (3, "answers"),
        (4, "answers[0].text"),
        (5, "answers[0].text"),
        (6, "answers[0]"),
        (7, "answers[0].is_store"),
        (8, "question"),
        (9, "question"),
    ]


def test_promotions_know_their_line(tmp_path: Path) -> None:
    entries = [
        {"name": "Buy 3 &amp; save", "description": "d", "coupon_code": "H20", "is_active": "1"},
        {"description": 'nameless, with ], [ and a " in it'},
        {"id": "x", "title": "Off", "active": False},
    ]
    found = read(tmp_path, product(), promotions_json=json.dumps(entries, indent=0))
    assert [r for r in records(found) if isinstance(r, Promotion)] == [
        Promotion("buy_3_save", "Buy 3 & save", "d", "H20", True),
        Promotion("x", "Off", "", "", False),
    ]
    (rejected,) = [r for r in found if isinstance(r, Rejected)]
    assert (rejected.file, rejected.line) == ("promotions.json", 8)


@pytest.mark.parametrize("content", ['{"name": "x"}', "[1, 2", b"[\x81\xff]"])
def test_promotions_that_are_none(tmp_path: Path, content: str | bytes) -> None:
    found = read(tmp_path, product(), promotions_json=content)
    assert len(records(found)) == 1
    assert [r.file for r in found if isinstance(r, Rejected)] == ["promotions.json"]


def test_policies(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        product(),
        **{
            "policies__home-page_md": '# Home Page\n\n{"title": "Home Page", "identifier": "home", "text": ""}\n',
            "policies__wrapped_md": '# Wrapped\n\n{"text": "Inside &amp; out"}',
            "policies__returns_md": "Thirty  days.\n\nNo fee.",
            "policies__html_md": "# Delivery &amp; more\n<p>Two days</p><script>x</script>",
            "policies__odd_md": "# Odd\n{not json} but words",
            "policies__latin_md": "# Café\nthé".encode("latin-1"),
        },
    )
    documents = {r.id: r for r in records(found) if isinstance(r, PolicyDocument)}
    assert documents == {
        "wrapped": PolicyDocument("wrapped", "Wrapped", "Inside & out"),
        "returns": PolicyDocument("returns", "Returns", "Thirty days.\n\nNo fee."),
        "html": PolicyDocument("html", "Delivery & more", "Two days"),
        "odd": PolicyDocument("odd", "Odd", "{not json} but words"),
        "latin": PolicyDocument("latin", "Café", "thé"),
    }
    (rejected,) = [r for r in found if isinstance(r, Rejected)]
    assert (rejected.file, rejected.field) == ("policies/home-page.md", "text")


def test_a_page_that_is_a_link_to_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "feed"
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "about.md").symlink_to(tmp_path / "secret.txt")
    found = read(folder, product())
    assert len(records(found)) == 1
    assert ["leads out" in r.reason for r in found if isinstance(r, Rejected)] == [True]


def test_a_page_with_a_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    with open(bytes(tmp_path / "policies") + b"/re\xffturns.md", "w") as file:
        file.write("Thirty days.")
    documents = [r for r in records(read(tmp_path, product())) if isinstance(r, PolicyDocument)]
    assert documents == [PolicyDocument("returns", "Returns", "Thirty days.")]


def test_relations(tmp_path: Path) -> None:
    lines = [
        {"type": "related", "sku": "P", "linked": ["A", "B"]},
        {"kind": "cross-sell", "product_id": "P", "other_id": "A"},
        {"type": "friend", "sku": "P", "linked": ["A"]},
        {"type": "upsell", "sku": "P"},
    ]
    found = read(tmp_path, product(), related_jsonl="\n".join(map(json.dumps, lines)))
    assert [r for r in records(found) if isinstance(r, Relation)] == [
        Relation("related", "P", "A"),
        Relation("related", "P", "B"),
        Relation("crosssell", "P", "A"),
    ]
    assert [(line, field) for line, field, _ in rejections(found)] == [(3, "type"), (4, "linked")]
