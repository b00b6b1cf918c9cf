"""Shopify CSV: both headers, continuation lines, options, stock rules."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.catalog import Product
from retrieval.feeds.feed import Read, Rejected, Source, Warned
from retrieval.feeds.shopify import read_shopify
from retrieval.money import Money
from retrieval.progress import silent

NOW = datetime(2026, 1, 15, tzinfo=UTC)
OLD = {
    "handle": "Handle", "title": "Title", "body": "Body (HTML)", "vendor": "Vendor", "taxonomy": "Product Category",
    "type": "Type", "tags": "Tags", "published": "Published", "n1": "Option1 Name", "v1": "Option1 Value",
    "n2": "Option2 Name", "v2": "Option2 Value", "sku": "Variant SKU", "tracker": "Variant Inventory Tracker",
    "quantity": "Variant Inventory Qty", "policy": "Variant Inventory Policy", "price": "Variant Price",
    "was": "Variant Compare At Price", "image": "Image Src", "own_image": "Variant Image", "status": "Status",
    "meta": "Fabric (product.metafields.custom.fabric)", "gender": "Google Shopping / Gender",
}  # fmt: skip
NEW = {
    "handle": "URL handle", "title": "Title", "body": "Description", "vendor": "Vendor", "taxonomy": "Product category",
    "type": "Type", "tags": "Tags", "published": "Published on online store", "n1": "Option1 name",
    "v1": "Option1 value", "n2": "Option2 name", "v2": "Option2 value", "sku": "SKU", "tracker": "Inventory tracker",
    "quantity": "Inventory quantity", "policy": "Continue selling when out of stock", "price": "Price",
    "was": "Compare-at price", "image": "Product image URL", "own_image": "Variant image URL", "status": "Status",
    "meta": "Fabric (product.metafields.custom.fabric)", "gender": "Google Shopping / Gender",
}  # fmt: skip
MUG = {"handle": "mug", "title": "Mug", "n1": "Title", "v1": "Default Title", "price": "9.00"}


def read(
    folder: Path,
    *rows: dict[str, str],
    header: dict[str, str] = OLD,
    currency: str | None = "USD",
    leave_out: tuple[str, ...] = (),
) -> list[Read | Rejected | Warned]:
    path = folder / "products.csv"
    columns = {field: name for field, name in header.items() if field not in leave_out}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns.values())
        writer.writerows([row.get(field, "") for field in columns] for row in rows)
    return list(read_shopify(Source("shopify", path, folder), currency=currency, now=NOW, progress=silent))


def products(found: list[Read | Rejected | Warned]) -> list[Product]:
    return [r.record for r in found if isinstance(r, Read) and isinstance(r.record, Product)]


@pytest.mark.parametrize("header", [OLD, NEW])
def test_a_product_over_several_lines(tmp_path: Path, header: dict[str, str]) -> None:
    rows = (
        {
            "handle": "tee", "title": "Plain Tee", "vendor": "Northway", "type": "Tees",
            "body": "<p>Soft &amp; plain,<br>\n\"organic\"</p>", "tags": "summer, basics", "published": "TRUE",
            "taxonomy": "Apparel & Accessories > Clothing",
            "n1": "Size", "v1": "S", "n2": "Colour", "v2": "White", "sku": "T-S", "price": "19.00", "was": "25.00",
            "image": "https://cdn.example/1.jpg", "status": "active", "meta": "cotton; elastane", "gender": "male",
            "tracker": "shopify", "quantity": "3",
        },
        {"handle": "tee", "v1": "M", "v2": "White", "price": "19.00", "was": "0", "own_image": "m.jpg",
         "tracker": "shopify", "quantity": "0"},
        {"handle": "tee", "image": "2.jpg"},
        MUG,
    )  # fmt: skip
    tee, mug = products(read(tmp_path, *rows, header=header))
    assert (tee.id, tee.title, tee.brand, tee.description) == (
        "tee",
        "Plain Tee",
        "Northway",
        'Soft & plain,\n"organic"',
    )
    assert tee.categories == ("Tees", "Apparel & Accessories > Clothing")
    assert tee.attributes == {"fabric": ("cotton", "elastane"), "gender": ("male",), "tag": ("summer", "basics")}
    assert tee.media == ("https://cdn.example/1.jpg", "2.jpg")
    small, medium = tee.variants
    assert (small.id, small.title, small.sku) == ("tee:s:white", "Plain Tee - S / White", "T-S")
    assert small.options == {"size": "S", "color": "White"}
    assert (small.offer.price, small.offer.list_price) == (
        Money(Decimal("19.00"), "USD"),
        Money(Decimal("25.00"), "USD"),
    )
    assert (small.offer.available, small.offer.quantity) == (True, 3)
    assert (medium.offer.list_price, medium.media) == (None, ("m.jpg",))
    assert (medium.offer.available, medium.offer.status) == (False, "out_of_stock")
    assert (mug.variants[0].id, mug.variants[0].options, mug.variants[0].title) == ("mug", {}, "Mug")


@pytest.mark.parametrize(
    ("quantity", "policy", "tracker", "expected"),
    [
        ("5", "deny", "shopify", (True, "in_stock", 5)),
        ("0", "deny", "shopify", (False, "out_of_stock", 0)),
        ("-2", "deny", "shopify", (False, "out_of_stock", 0)),
        ("0", "continue", "shopify", (True, "backorder", 0)),
        ("0", "TRUE", "shopify", (True, "backorder", 0)),
        ("0", "deny", "", (True, "in_stock", None)),  # not tracked: sold whatever the number says
        ("", "deny", "shopify", (True, "in_stock", None)),
    ],
)
def test_stock(
    tmp_path: Path, quantity: str, policy: str, tracker: str, expected: tuple[bool, str, int | None]
) -> None:
    (product,) = products(read(tmp_path, MUG | {"quantity": quantity, "policy": policy, "tracker": tracker}))
    offer = product.variants[0].offer
    assert (offer.available, offer.status, offer.quantity) == expected


def test_without_a_tracker_column_the_number_counts(tmp_path: Path) -> None:
    (product,) = products(read(tmp_path, MUG | {"quantity": "0"}, leave_out=("tracker",)))
    assert not product.variants[0].offer.available


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": ""}, "variant price"),
        ({"price": "-1"}, "variant price"),
        ({"price": "call us"}, "variant price"),
        ({"was": "x"}, "variant compare at price"),
        ({"quantity": "many"}, "variant inventory qty"),
        ({"title": ""}, "title"),
        ({"status": "draft"}, "status"),
        ({"published": "FALSE"}, "published"),
        ({"handle": "h" * 300}, "handle"),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_read(tmp_path: Path, change: dict[str, str], field: str) -> None:
    found = read(tmp_path, MUG | change, MUG | {"handle": "cup", "title": "Cup"})
    assert [p.id for p in products(found)] == ["cup"]
    first = next(r for r in found if isinstance(r, Rejected))
    assert (first.line, first.field) == (2, field)


def test_the_lines_of_a_draft_do_not_hang_on_the_product_before(tmp_path: Path) -> None:
    draft = {"handle": "cup", "title": "Cup", "status": "draft", "price": "5", "image": "cup.jpg"}
    (mug,) = products(read(tmp_path, MUG, draft, {"handle": "cup", "v1": "Blue", "price": "5", "image": "cup2.jpg"}))
    assert (mug.media, len(mug.variants)) == ((), 1)


def test_same_options_twice(tmp_path: Path) -> None:
    first = {"handle": "tee", "title": "Tee", "n1": "Size", "v1": "S", "price": "1"}
    found = read(
        tmp_path, first, {"handle": "tee", "v1": "S", "price": "2"}, {"handle": "tee", "v1": "M", "price": "3"}
    )
    (tee,) = products(found)
    assert [v.id for v in tee.variants] == ["tee:s", "tee:m"]
    assert [(r.line, r.value) for r in found if isinstance(r, Rejected)] == [(3, "S")]


def test_without_a_handle_the_title_names_the_product(tmp_path: Path) -> None:
    found = read(tmp_path, {"title": "Camp Mug", "price": "9"}, header=NEW, leave_out=("handle",))
    assert [p.id for p in products(found)] == ["camp-mug"]


def test_a_line_that_continues_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, {"price": "9.00"}, MUG)
    assert [(r.line, r.field) for r in found if isinstance(r, Rejected)] == [(2, "handle")]
    assert len(products(found)) == 1


def test_without_a_currency_it_is_dollars_and_a_doubt(tmp_path: Path) -> None:
    found = read(tmp_path, MUG, currency=None)
    assert products(found)[0].variants[0].offer.price.currency == "USD"
    assert ["--currency" in w.reason for w in found if isinstance(w, Warned)] == [True]
