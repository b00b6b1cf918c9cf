"""Google Merchant TSV: prices and sales, groups of variants, details, stock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.catalog import Product
from retrieval.feeds.feed import Read, Rejected, Source, Warned
from retrieval.feeds.google_merchant import read_google_merchant
from retrieval.money import Money
from retrieval.progress import silent

NOW = datetime(2026, 1, 15, tzinfo=UTC)
GOOD = {"id": "1", "title": "Mug", "availability": "in_stock", "price": "9.00 USD"}


def read(
    folder: Path, *rows: dict[str, str], currency: str | None = None, delimiter: str = "\t"
) -> list[Read | Rejected | Warned]:
    columns = list(dict.fromkeys([*GOOD, *(name for row in rows for name in row)]))
    lines = [delimiter.join(columns), *(delimiter.join((GOOD | row).get(c, "") for c in columns) for row in rows)]
    path = folder / "feed.tsv"
    path.write_text("\r\n".join(lines), "utf-8", newline="")
    source = Source("google_merchant", path, folder)
    return list(read_google_merchant(source, currency=currency, now=NOW, progress=silent))


def products(found: list[Read | Rejected | Warned]) -> list[Product]:
    return [r.record for r in found if isinstance(r, Read) and isinstance(r.record, Product)]


def test_a_single_line_is_a_product_with_one_variant(tmp_path: Path) -> None:
    row = {
        "description": "<p>An enamel mug</p>", "link": "https://shop.example/1", "image_link": "https://cdn.example/1.jpg",
        "additional image link": "b.jpg, c.jpg", "brand": "Tarn", "product type": "Home > Kitchen > Mugs",
        "google_product_category": "Home & Garden", "color": "Red", "material": "Steel/Enamel", "gender": "unisex",
        "product_detail": "General:Capacity:350 ml,General:Capacity:0.35 l,Care:Dishwasher:Yes, gentle", "mpn": "M-1",
        "custom_label_0": "margin", "condition": "used",
    }  # fmt: skip
    (mug,) = products(read(tmp_path, row))
    assert (mug.id, mug.title, mug.brand, mug.description) == ("1", "Mug", "Tarn", "An enamel mug")
    assert mug.categories == ("Home > Kitchen > Mugs", "Home & Garden")
    assert mug.attributes == {
        "color": ("Red",), "material": ("Steel", "Enamel"), "gender": ("unisex",), "capacity": ("350 ml", "0.35 l"),
        "dishwasher": ("Yes, gentle",), "condition": ("used",),
    }  # fmt: skip
    assert mug.media == ("https://cdn.example/1.jpg", "b.jpg", "c.jpg")
    (only,) = mug.variants
    assert (only.id, only.options, only.sku, only.offer.price) == ("1", {}, "M-1", Money(Decimal("9.00"), "USD"))


def test_lines_of_a_group_are_one_product_wherever_they_lie(tmp_path: Path) -> None:
    def line(size: str, color: str, price: str = "19.00 USD") -> dict[str, str]:
        named = {"id": f"tee-{size}-{color}", "title": f"Plain Cotton Tee - {size}, {color}", "price": price}
        return {"item_group_id": "tee", "size": size, "color": color, "material": "Cotton", **named}

    single = {"id": "9", "title": "Mug"}
    found = read(tmp_path, line("S", "White"), line("S", "Black"), single, line("M", "White", "21.00 USD"))
    mug, tee = products(found)
    assert (mug.id, tee.id, tee.title) == ("9", "tee", "Plain Cotton Tee")
    assert [(v.id, dict(v.options)) for v in tee.variants] == [
        ("tee-S-White", {"size": "S", "color": "White"}),
        ("tee-S-Black", {"size": "S", "color": "Black"}),
        ("tee-M-White", {"size": "M", "color": "White"}),
    ]
    assert tee.attributes == {"material": ("Cotton",)}
    assert tee.variants[2].offer.price.amount == Decimal("21.00")
    assert [r.line for r in found if isinstance(r, Read)] == [4, 2]


@pytest.mark.parametrize(
    ("titles", "common"),
    [
        (("Fell Pack 20 l", "Fell Pack 25 l"), "Fell Pack"),
        (("Rain Jacket (Blue)", "Rain Jacket (Green)"), "Rain Jacket"),
        (("Tee", "Tee"), "Tee"),
        (("Tee", "Tee Large"), "Tee"),
        (("Brook", "Bramble"), "Brook"),
        (("Sock S", "Socks M"), "Sock S"),
    ],
)
def test_a_groups_title_is_what_its_titles_share(tmp_path: Path, titles: tuple[str, str], common: str) -> None:
    rows = [{"id": str(n), "title": title, "item_group_id": "g", "size": str(n)} for n, title in enumerate(titles)]
    (product,) = products(read(tmp_path, *rows))
    assert product.title == common


@pytest.mark.parametrize(
    ("interval", "price", "was"),
    [
        ("", "7.00", "9.00"),
        ("2026-01-01T00:00+0000/2026-02-01T00:00+0000", "7.00", "9.00"),
        ("2026-01-01/2026-02-01", "7.00", "9.00"),
        ("2025-01-01T00:00Z/2025-02-01T00:00Z", "9.00", None),
        ("2026-02-01T00:00Z/2026-03-01T00:00Z", "9.00", None),
    ],
)
def test_a_sale_is_the_price_while_it_lasts(tmp_path: Path, interval: str, price: str, was: str | None) -> None:
    (product,) = products(read(tmp_path, {"sale_price": "7 USD", "sale_price_effective_date": interval}))
    offer = product.variants[0].offer
    assert offer.price == Money(Decimal(price), "USD")
    assert offer.list_price == (Money(Decimal(was), "USD") if was else None)


def test_a_sale_above_the_price_is_a_doubt(tmp_path: Path) -> None:
    found = read(tmp_path, {"sale_price": "11.00 USD"})
    assert products(found)[0].variants[0].offer.price.amount == Decimal("9.00")
    assert [(w.field, w.value) for w in found if isinstance(w, Warned)] == [("sale_price", "11.00 USD")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": "-5.00 USD"}, "price"),
        ({"price": "free"}, "price"),
        ({"price": ""}, "price"),
        ({"price": "9.00"}, "price"),
        ({"price": "9.00 EUROS"}, "price"),
        ({"sale_price": "cheap"}, "sale_price"),
        ({"availability": "maybe"}, "availability"),
        ({"availability": ""}, "availability"),
        ({"title": "  "}, "title"),
        ({"id": ""}, "id"),
        ({"availability_date": "soon"}, "availability_date"),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_read(tmp_path: Path, change: dict[str, str], field: str) -> None:
    found = read(tmp_path, change, {"id": "2"})
    assert [p.id for p in products(found)] == ["2"]
    (rejected,) = [r for r in found if isinstance(r, Rejected)]
    assert (rejected.line, rejected.field) == (2, field)


def test_a_currency_from_outside_helps_prices_without_one(tmp_path: Path) -> None:
    (product,) = products(read(tmp_path, {"price": "9.00"}, currency="EUR"))
    assert product.variants[0].offer.price == Money(Decimal("9.00"), "EUR")


def test_stock_words_old_and_new(tmp_path: Path) -> None:
    states = ["in stock", "out of stock", "preorder", "backorder"]
    rows = [{"id": s, "availability": s, "availability_date": "2026-03-01T08:00Z"} for s in states]
    offers = [p.variants[0].offer for p in products(read(tmp_path, *rows))]
    assert [(o.available, o.status) for o in offers] == [
        (True, "in_stock"), (False, "out_of_stock"), (True, "preorder"), (True, "backorder"),
    ]  # fmt: skip
    assert [o.restock_on for o in offers] == [None, None, date(2026, 3, 1), date(2026, 3, 1)]


def test_several_paths_but_not_a_comma_in_a_name(tmp_path: Path) -> None:
    rows = [{"product_type": "Home > Mugs, Sale > Mugs"}, {"id": "2", "product_type": "Arts, Crafts > Beads"}]
    assert [p.categories for p in products(read(tmp_path, *rows))] == [
        ("Home > Mugs", "Sale > Mugs"), ("Arts, Crafts > Beads",),
    ]  # fmt: skip


def test_a_number_of_a_taxonomy_is_no_category(tmp_path: Path) -> None:
    (product,) = products(read(tmp_path, {"google_product_category": "2169"}))
    assert product.categories == ()


def test_commas_between_columns_are_fine_too(tmp_path: Path) -> None:
    assert [p.title for p in products(read(tmp_path, GOOD, delimiter=","))] == ["Mug"]
