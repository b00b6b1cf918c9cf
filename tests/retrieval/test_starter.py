"""The starter store of the tests hangs together: every id leads somewhere, every picture is there and only draws."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from retrieval.svg import svg_danger
from tests.stores import STARTER

FEED = STARTER


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FEED / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def products() -> list[dict[str, Any]]:
    return rows("products.jsonl")


@pytest.fixture(scope="module")
def variants(products: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {variant["id"]: variant for product in products for variant in product["variants"]}


def test_it_is_a_store_worth_looking_at(products: list[dict[str, Any]], variants: dict[str, Any]) -> None:
    assert 40 <= len(products) <= 50
    assert 150 <= len(variants) <= 180
    assert len({p["brand"] for p in products}) >= 6
    paths = {c["value"] for v in variants.values() for c in v["categories"]}
    assert {path.split(" > ")[0] for path in paths} == {"Outdoor", "Home Office", "Kitchen", "Gifts"}
    assert all(p["title"] and p["attributes"] and len(p["description"]["plain"]) > 80 for p in products)


def test_ids_are_unique(products: list[dict[str, Any]], variants: dict[str, Any]) -> None:
    assert len({p["id"] for p in products}) == len(products)
    assert len(variants) == sum(len(p["variants"]) for p in products)


def test_variants_of_a_product_differ_in_the_same_options(products: list[dict[str, Any]]) -> None:
    for product in products:
        chosen = [tuple((o["name"], o["value"]) for o in v["variant_options"]) for v in product["variants"]]
        assert len(set(chosen)) == len(chosen), product["id"]
        assert len({tuple(name for name, _ in options) for options in chosen}) == 1, product["id"]
        assert not {name for name, _ in chosen[0]} & product["attributes"].keys(), product["id"]


def test_prices_are_whole_cents_and_was_prices_higher(variants: dict[str, dict[str, Any]]) -> None:
    for variant in variants.values():
        price = variant["price"]
        assert type(price["amount"]) is int, variant["id"]
        assert price["amount"] > 0, variant["id"]
        assert price["currency"] == "USD", variant["id"]
        was = variant.get("list_price")
        assert was is None or (was["amount"] > price["amount"] and was["currency"] == "USD"), variant["id"]
    assert sum("list_price" in v for v in variants.values()) >= 10


def test_stock_says_one_thing(variants: dict[str, dict[str, Any]]) -> None:
    for variant in variants.values():
        stock = variant["availability"]
        assert stock["status"] in ("in_stock", "out_of_stock", "backorder"), variant["id"]
        assert stock["available"] == (stock["status"] != "out_of_stock"), variant["id"]
        if "quantity" in stock:
            assert (stock["quantity"] > 0) == stock["available"], variant["id"]
        if "restock_on" in stock:
            assert date.fromisoformat(stock["restock_on"]) > date(2026, 11, 21), variant["id"]
    assert sum(not v["availability"]["available"] for v in variants.values()) >= 8


def test_every_picture_is_there_and_only_draws(products: list[dict[str, Any]]) -> None:
    named = {m["url"] for p in products for owner in (p, *p["variants"]) for m in owner["media"]}
    assert named == {f"images/{path.name}" for path in (FEED / "images").iterdir()}
    assert all(m["alt_text"] for p in products for m in p["media"])
    for url in named:
        content = (FEED / url).read_bytes()
        assert svg_danger(content) == "", url
        assert b"viewBox='0 0 400 400'" in content, url
        assert b"http" not in content.replace(b"http://www.w3.org/2000/svg", b""), url


def test_every_product_and_color_has_a_picture_of_its_own(products: list[dict[str, Any]]) -> None:
    looks: dict[bytes, tuple[str, str]] = {}
    for product in products:
        assert product["media"], product["id"]
        for variant in product["variants"]:
            options = {o["name"]: o["value"] for o in variant["variant_options"]}
            content = (FEED / variant["media"][0]["url"]).read_bytes()
            look = (product["id"], options.get("color", ""))
            assert looks.setdefault(content, look) == look, variant["id"]


def test_relations_lead_from_product_to_product(products: list[dict[str, Any]]) -> None:
    known = {p["id"] for p in products}
    relations = rows("related.jsonl")
    assert {r["type"] for r in relations} == {"related", "crosssell", "needs"}
    for relation in relations:
        assert relation["sku"] in known
        assert set(relation["linked"]) <= known - {relation["sku"]}
        assert len(set(relation["linked"])) == len(relation["linked"]) > 0
    needs = {r["sku"]: r["linked"] for r in relations if r["type"] == "needs"}
    assert needs["lark-2-tent"] == ["grip-tent-pegs"]
    assert known - {r["sku"] for r in relations} == {"wrenmoor-gift-card"}


def test_reviews_praise_and_blame(products: list[dict[str, Any]]) -> None:
    known = {p["id"] for p in products}
    reviews = rows("reviews.jsonl")
    assert len({r["id"] for r in reviews}) == len(reviews)
    by_product: dict[str, list[int]] = {}
    for review in reviews:
        assert review["product_id"] in known
        assert review["rating"] in (1, 2, 3, 4, 5)
        assert all(review[key] for key in ("title", "body", "reviewer"))
        assert date.fromisoformat(review["created_at"]).year == 2026
        by_product.setdefault(review["product_id"], []).append(review["rating"])
    assert len(by_product) >= 0.9 * len(known)
    assert all(3 <= len(ratings) <= 10 for ratings in by_product.values())
    assert sum(min(ratings) <= 3 for ratings in by_product.values()) >= 0.7 * len(by_product)


def test_shoppers_did_what_the_store_knows(variants: dict[str, dict[str, Any]]) -> None:
    events = rows("events_ga4.jsonl")
    assert len({e["user_id"] for e in events}) == 12
    assert {e["event_name"] for e in events} == {"view_item", "add_to_cart", "purchase"}
    assert [e["event_timestamp"] for e in events] == sorted(e["event_timestamp"] for e in events)
    for event in events:
        assert datetime.fromisoformat(event["event_timestamp"]).year == 2026
        params = event["params"]
        for item in params["items"]:
            assert round(item["price"] * 100) == variants[item["item_id"]]["price"]["amount"], item["item_id"]
        assert params["value"] == round(sum(i["price"] * i["quantity"] for i in params["items"]), 2)
    bought = [e["params"]["transaction_id"] for e in events if e["event_name"] == "purchase"]
    assert len(set(bought)) == len(bought) >= 40


def test_it_says_openly_that_it_is_made_up() -> None:
    metadata = json.loads((FEED / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["id"] == "wrenmoor"
    assert "made-up" in metadata["description"]
    assert "made-up store" in (FEED / "policies" / "about-us.md").read_text(encoding="utf-8")


def test_policies_say_something() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (FEED / "policies").iterdir()}
    assert pages.keys() == {"about-us", "contact", "delivery", "privacy", "returns", "warranty"}
    assert all(page.startswith("# ") and len(page) > 300 for page in pages.values())
    assert "30 days" in pages["returns"]
    assert "$4.90" in pages["delivery"]
    assert "$60.00" in pages["delivery"]


def test_promotions_have_a_name_and_an_end() -> None:
    promotions = json.loads((FEED / "promotions.json").read_text(encoding="utf-8"))
    assert len({p["id"] for p in promotions}) == len(promotions)
    assert all(p["name"] and p["description"] for p in promotions)
    assert {p["is_active"] for p in promotions} == {"0", "1"}
    assert all(p["coupon_code"] in p["description"] for p in promotions)


def test_it_is_small_enough_to_ship() -> None:
    n_bytes = sum(path.stat().st_size for path in _package_data(FEED))
    assert n_bytes < 1_500_000


def _package_data(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
