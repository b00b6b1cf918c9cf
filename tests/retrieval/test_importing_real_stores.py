"""Three real stores come in whole; their counts are those of their files."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.catalog import Catalog, Product
from retrieval.importing import import_feed
from retrieval.report import Changes, ImportReport
from retrieval.store import open_store

STORES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "stores"
NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def imported(name: str, folder: Path, currency: str | None = None) -> tuple[ImportReport, Catalog, Path]:
    if not (STORES / name).is_dir():
        pytest.skip(f"the {name} store is not on this machine (expected in {STORES})")
    store = folder / name
    report = import_feed(STORES / name, store, now=NOW, currency=currency)
    with open_store(store) as opened:
        return report, opened.catalog, store


@pytest.fixture(scope="module")
def luma(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Catalog, Path]:
    return imported("luma", tmp_path_factory.mktemp("stores"))


def texts(product: Product) -> list[str]:
    values = [value for values in product.attributes.values() for value in values]
    return [product.title, product.description, *product.categories, *values]


def test_luma_counts(luma: tuple[ImportReport, Catalog, Path]) -> None:
    report, catalog, _ = luma
    counts = (report.n_products, report.n_variants, report.n_variants_with_options, report.n_reviews)
    assert counts == (196, 1896, 1847, 500)
    assert (report.n_promotions, report.n_documents, report.currency) == (4, 3, "USD")
    assert (len(catalog), catalog.n_variants) == (196, 1896)
    assert [(r.file, r.line, r.field) for r in report.rejected] == [("policies/home-page.md", 1, "text")]
    dangling = next(d for d in report.warnings if d.text.startswith("relations name"))
    repeated = next(d for d in report.warnings if d.text.startswith("relations repeat"))
    n_links = sum(
        len(json.loads(line)["linked"]) for line in (STORES / "luma" / "related.jsonl").read_text("utf-8").splitlines()
    )
    assert report.n_relations + dangling.n_rows + repeated.n_rows == n_links


def test_luma_is_said_in_plain_words(luma: tuple[ImportReport, Catalog, Path]) -> None:
    _, catalog, _ = luma
    everything = [text for product in catalog for text in texts(product)]
    assert not [
        text for text in everything if "&trade;" in text or "&reg;" in text or "&frac14;" in text or "  " in text
    ]
    assert catalog.product("MH01").attributes["gender"] == ("Men",)
    assert "¼ zip" in {value for p in catalog for value in p.attributes.get("style_general", ())}
    assert not [
        path for p in catalog for path in p.categories if " > Collections > " in path or " > Promotions > " in path
    ]
    assert catalog.product("24-WB01").rating is not None


def test_every_price_of_luma_is_the_feeds(luma: tuple[ImportReport, Catalog, Path]) -> None:
    _, catalog, _ = luma
    for line in (STORES / "luma" / "products.jsonl").read_text("utf-8").splitlines():
        for variant in json.loads(line)["variants"]:
            assert catalog.variant(variant["id"])[1].offer.price.minor == variant["price"]["amount"]


def test_every_picture_of_luma_is_in_the_store(luma: tuple[ImportReport, Catalog, Path]) -> None:
    report, catalog, store = luma
    shown = {path for p in catalog for path in (*p.media, *(m for v in p.variants for m in v.media))}
    assert len(shown) == report.n_pictures
    assert all((store / path).is_file() for path in shown)
    assert all(p.media or any(v.media for v in p.variants) for p in catalog if not p.id.startswith("240-"))


def test_luma_again_changes_nothing(luma: tuple[ImportReport, Catalog, Path]) -> None:
    _, catalog, store = luma
    assert import_feed(STORES / "luma", store, now=NOW).changes == Changes(unchanged=196)
    with open_store(store) as opened:
        assert list(opened.catalog) == list(catalog)


def test_retail_demo(tmp_path: Path) -> None:
    report, catalog, _ = imported("retail_demo", tmp_path)
    assert (report.n_products, report.n_rejected, report.currency) == (2465, 0, "USD")
    assert '"Venice Adventure" Travel Poster' in {p.title for p in catalog}
    assert {v for p in catalog for v in p.attributes.get("gender", ())} == {"Men", "Women"}
    assert "apparel > jacket" in {path for p in catalog for path in p.categories}


def test_uci(tmp_path: Path) -> None:
    report, catalog, _ = imported("uci", tmp_path, "GBP")
    assert (report.n_products, report.n_variants, report.n_rejected) == (3579, 3579, 0)
    assert [(d.text, d.n_rows) for d in report.warnings] == [("price is 0", 1)]
    with (STORES / "uci" / "products_shopify.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            product = catalog.product(row["Handle"])
            assert product.title == " ".join(row["Title"].split())
            (variant,) = product.variants
            assert (variant.sku, variant.options) == (row["Variant SKU"], {})
            assert variant.offer.price.amount == Decimal(row["Variant Price"])
            assert variant.offer.price.currency == "GBP"
