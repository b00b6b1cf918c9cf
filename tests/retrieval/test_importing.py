"""Importing: the report accounts for every row, a second import changes only what changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from retrieval.catalog import Product
from retrieval.feeds.feed import FeedError
from retrieval.importing import EmptyFeedError, import_feed
from retrieval.report import Changes, ImportReport
from retrieval.store import open_store

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def product(product_id: str, *, amount: Any = 1000, currency: str = "USD", **more: Any) -> dict[str, Any]:
    variant = {"id": more.pop("variant_id", product_id), "price": {"amount": amount, "currency": currency}}
    return {"id": product_id, "title": product_id.title(), "variants": [variant], **more}


def write(folder: Path, *rows: dict[str, Any] | str, **beside: list[dict[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, lines in {"products": rows, **beside}.items():
        content = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in lines)
        (folder / f"{name}.jsonl").write_text(content, "utf-8")
    return folder


def run(tmp_path: Path, *rows: dict[str, Any] | str, currency: str | None = None, **beside: Any) -> ImportReport:
    return import_feed(write(tmp_path / "feed", *rows, **beside), tmp_path / "store", now=NOW, currency=currency)


def catalog(tmp_path: Path) -> dict[str, Product]:
    with open_store(tmp_path / "store") as store:
        return {p.id: p for p in store.catalog}


def rejections(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(r.line, r.field, r.value) for r in report.rejected]


def test_every_row_is_in_the_catalog_or_in_the_report(tmp_path: Path) -> None:
    report = run(
        tmp_path,
        product("mug"),
        '{"id": "broken"',
        product("minus", amount=-5),
        product("bag", variant_id="bag-1"),
        product("mug", amount=1),
        {"id": "no title"},
        "x" * 10_000_000,
        product("bag2", variant_id="bag-1"),
        product("tent"),
    )
    assert (report.n_products, report.n_variants, report.n_variants_with_options) == (3, 3, 0)
    assert sorted(catalog(tmp_path)) == ["bag", "mug", "tent"]
    assert {line for line, _, _ in rejections(report)} == {2, 3, 5, 6, 7, 8}
    assert report.n_rejected == len(report.rejected) == 8  # rows 3 and 8 as variants and as products
    assert report.n_rejected_rows == 6
    by_line = {r.line: r for r in report.rejected}
    assert "line 1" in by_line[5].reason
    assert by_line[5].value == "mug"
    assert catalog(tmp_path)["mug"].variants[0].offer.price.minor == 1000  # the first one stays
    assert len(json.dumps(report.as_json())) < 10_000


def test_a_second_import_says_what_changed(tmp_path: Path) -> None:
    first = run(tmp_path, product("same"), product("price"), product("text"), product("gone"))
    assert first.changes == Changes(new=4)
    rows = [
        product("new"),
        product("price", amount=900),
        product("text", description="Now with words"),
        product("same"),
    ]
    second = run(tmp_path, *rows)
    assert second.changes == Changes(new=1, updated=2, unchanged=1, removed=1)
    now = catalog(tmp_path)
    assert list(now) == ["new", "price", "text", "same"]  # in the feed's order of today
    assert now["price"].variants[0].offer.price.minor == 900
    assert now["text"].description == "Now with words"
    assert run(tmp_path, *rows).changes == Changes(unchanged=4)


def test_unchanged_products_are_not_written_again(tmp_path: Path) -> None:
    run(tmp_path, product("same"), product("price"))
    with open_store(tmp_path / "store") as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE products SET description = 'mark'"))
    run(tmp_path, product("same"), product("price", amount=1))
    assert [p.description for p in catalog(tmp_path).values()] == ["mark", ""]


def test_a_variant_may_move_to_another_product(tmp_path: Path) -> None:
    run(tmp_path, product("a", variant_id="v"), product("b", variant_id="w"))
    run(tmp_path, product("a", variant_id="w"), product("b", variant_id="v"))
    assert {p.id: p.variants[0].id for p in catalog(tmp_path).values()} == {"a": "w", "b": "v"}


def test_reviews_make_the_rating_and_orphans_are_kept(tmp_path: Path) -> None:
    reviews = [{"product_id": p, "rating": r, "id": n} for n, (p, r) in enumerate([("mug", 5), ("mug", 2), ("old", 1)])]
    report = run(tmp_path, product("mug"), product("bag"), reviews=[*reviews, reviews[0]])
    assert report.n_reviews == 3
    assert rejections(report) == [(4, "id", "0")]
    assert ["1x" for d in report.warnings if "does not have; they are kept" in d.text and d.n_rows == 1] == ["1x"]
    now = catalog(tmp_path)
    assert (now["mug"].rating, now["mug"].n_reviews, now["bag"].rating) == (3.5, 2, None)
    later = run(tmp_path, product("mug"), product("bag"), reviews=reviews[:1])
    assert later.changes == Changes(unchanged=2)
    assert catalog(tmp_path)["mug"].rating == 5.0


def test_questions_are_counted_and_replaced_as_a_whole(tmp_path: Path) -> None:
    asked = [
        {"product_id": p, "question": "Is it light?", "answers": [{"text": "Yes."}]} for p in ("mug", "bag", "old")
    ]
    report = run(tmp_path, product("mug"), product("bag"), questions=[*asked, asked[0], asked[0] | {"question": ""}])
    assert report.n_questions == 3
    assert [(line, field) for line, field, _ in rejections(report)] == [(4, "id"), (5, "question")]
    assert [d.n_rows for d in report.warnings if d.text.startswith("questions are about products")] == [1]
    assert run(tmp_path, product("mug"), questions=asked[:1]).n_questions == 1


def test_relations_find_their_products_by_variant_and_sku_too(tmp_path: Path) -> None:
    bag = product("bag", variant_id="bag-1")
    bag["variants"][0]["sku"] = "SKU9"
    lines = [("mug", ["bag-1", "tent"]), ("SKU9", ["mug", "bag"]), ("gone", ["mug"]), ("mug", ["bag", "lost"])]
    related = [{"type": "related", "sku": sku, "linked": linked} for sku, linked in lines]
    report = run(tmp_path, product("mug"), bag, product("tent"), related=related)
    assert report.n_relations == 3
    told = {d.text: d.n_rows for d in report.warnings}
    assert told == {
        "relations name products that the feed does not have: gone (1), lost (1)": 2,
        "relations repeat another one, or lead from a product to itself": 2,
    }
    with open_store(tmp_path / "store") as store:
        assert [r.other_id for r in store.catalog.related("mug")] == ["bag", "tent"]
        assert [r.other_id for r in store.catalog.related("bag")] == ["mug"]


def test_one_store_one_currency(tmp_path: Path) -> None:
    report = run(tmp_path, product("a"), product("b", currency="EUR"), product("c"))
    assert report.currency == "USD"
    assert rejections(report) == [(2, "price", "€10.00"), (2, "variants", "b")]
    report = run(tmp_path, product("a"), product("b", currency="EUR"), product("c"), currency="eur")
    assert (report.currency, report.n_products) == ("EUR", 1)
    with pytest.raises(FeedError, match=r"The currency 'euros' is not a currency code"):
        run(tmp_path, product("a"), currency="euros")


def test_a_feed_without_one_good_row_fails_and_says_why(tmp_path: Path) -> None:
    run(tmp_path, product("old"))
    with pytest.raises(
        EmptyFeedError, match=r"2 rows were rejected. The first: products.jsonl, line 1: {bad is not valid"
    ) as e:
        run(tmp_path, "{bad", '{"id": 1}')
    assert [r.line for r in e.value.rejected] == [1, 2]
    assert list(catalog(tmp_path)) == ["old"]
    with pytest.raises(EmptyFeedError, match="0 rows were rejected"):
        run(tmp_path, "")


def test_doubts_are_counted_by_kind_with_the_first_of_each(tmp_path: Path) -> None:
    twins = product("twins")
    twins["variants"].append({"id": "t2", "price": {"amount": 5, "currency": "USD"}})
    report = run(tmp_path, product("a", amount=0), product("b", amount=0), twins, product("c", url="javascript:x"))
    told = {d.text: (d.n_rows, d.first.line if d.first else 0) for d in report.warnings}
    assert told == {
        "price is 0": (2, 1),
        "url is not an http(s) address: left out": (1, 4),
        "variant_options are the same for several variants: shoppers cannot tell these apart": (1, 3),
    }
    assert catalog(tmp_path)["a"].variants[0].offer.price.minor == 0


def test_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "export.csv").write_bytes("Handle,Title,Variant Price\ncafe,Café crème,5\n".encode("latin-1"))
    report = import_feed(folder, tmp_path / "store", now=NOW, currency="EUR")
    assert catalog(tmp_path)["cafe"].title == "Café crème"
    assert [d.text.split(":")[0] for d in report.warnings] == [
        "export.csv is not UTF-8 (byte 35 (0xE9)); read as Windows-1252. Save it as UTF-8 to be sure"
    ]


def test_a_page_with_an_odd_name(tmp_path: Path) -> None:
    (tmp_path / "feed" / "policies").mkdir(parents=True)
    (tmp_path / "feed" / "policies" / "a  &amp; b.md").write_bytes("# Café".encode("latin-1"))
    (tmp_path / "feed" / "policies" / "b.md").write_bytes("Café".encode("latin-1"))
    report = run(tmp_path, product("a"))
    assert report.n_documents == 1
    assert [r.file for r in report.rejected] == ["policies/a & b.md"]
    assert [d.text.split(" is ")[0] for d in report.warnings] == ["policies/b.md"]


def test_a_feed_may_say_what_the_store_is_and_offer_first_messages(tmp_path: Path) -> None:
    run(tmp_path, product("a"))
    offered = {"description": " Mugs\nand more. ", "openers": [" A  mug ", 5, "", "x" * 500, *"abcdefgh"]}
    (tmp_path / "feed" / "metadata.json").write_text(json.dumps(offered))
    run(tmp_path, product("a"))
    with open_store(tmp_path / "store") as store:
        assert store.manifest.about == "Mugs and more."
        assert store.manifest.openers == ("A mug", "x" * 120, *"abcdef")


def test_a_store_is_named_by_its_metadata_or_its_folder(tmp_path: Path) -> None:
    run(tmp_path, product("a"))
    with open_store(tmp_path / "store") as store:
        assert (store.manifest.name, store.manifest.source) == ("feed", str(tmp_path / "feed" / "products.jsonl"))
    for content in ("{broken", "[]", '{"id": 5}'):
        (tmp_path / "feed" / "metadata.json").write_text(content)
        run(tmp_path, product("a"))
    (tmp_path / "feed" / "metadata.json").write_text('{"id": "luma"}')
    run(tmp_path, product("a"))
    with open_store(tmp_path / "store") as store:
        assert store.manifest.name == "luma"


def test_events_are_no_products(tmp_path: Path) -> None:
    folder = write(tmp_path / "feed")
    (folder / "products.jsonl").unlink()
    (folder / "events.jsonl").write_text('{"event_name": "purchase"}')
    with pytest.raises(FeedError, match="holds events, not products"):
        import_feed(folder, tmp_path / "store", now=NOW)
    assert not (tmp_path / "store").exists()


def test_text_in_a_feed_stays_text(tmp_path: Path) -> None:
    evil = "'); DROP TABLE products; -- <script>alert(1)</script> {{7*7}} ${x} %s"
    run(tmp_path, product("a", description=evil) | {"title": evil}, product("b'; DELETE FROM products; --"))
    now = catalog(tmp_path)
    assert len(now) == 2
    assert (now["a"].title, now["a"].description) == (evil, evil)
