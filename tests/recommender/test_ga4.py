"""GA4 events: each item finds its product or is reported; the same file twice counts once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from recommender.event_log import EventLog
from recommender.ga4 import EventReport, currency_of_events, import_events
from recommender.items import Found, Items
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.importing import import_feed
from retrieval.money import Money
from retrieval.staging import staged
from retrieval.store import open_engine

STORES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "stores"


def product(product_id: str, title: str, *variants: tuple[str, str, dict[str, str]]) -> Product:
    offer = Offer(Money(Decimal(1), "GBP"))
    return Product(product_id, title, tuple(Variant(v, title, offer, options, sku) for v, sku, options in variants))


CATALOG = Catalog(
    [
        product("mug", "Camp Mug", ("mug-1", "SKU1", {})),
        product(
            "tee", "Plain Tee",
            ("tee-s", "T1", {"size": "S", "color": "Blue"}), ("tee-m", "T2", {"size": "M", "color": "Blue"}),
        ),
        product("red", "RED BOWL", ("red-1", "SHARED", {})),
        product("blue", "BLUE BOWL", ("blue-1", "SHARED", {})),
        product("twin", "Twin", ("twin-1", "TWINS", {})),
        product("twin-2", "Twin", ("twin-2-1", "TWINS", {})),
    ],
    currency="GBP",
)  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.dispose()


def happening(name: str = "purchase", *items: dict[str, Any], **params: Any) -> dict[str, Any]:
    said = {"items": list(items) or [{"item_id": "SKU1"}], **params}
    return {"event_name": name, "event_timestamp": "2026-01-15T12:00:00Z", "user_id": "ada", "params": said}


def run(tmp_path: Path, engine: Engine, *lines: dict[str, Any] | str) -> EventReport:
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return import_events(path, engine, CATALOG)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (("tee-m", "", ""), Found("tee", "tee-m")),
        (("tee", "", ""), Found("tee", "")),
        (("tee", "", "m / blue"), Found("tee", "tee-m")),
        (("tee", "", "M"), Found("tee", "")),
        (("mug", "", ""), Found("mug", "mug-1")),
        (("T2", "", ""), Found("tee", "tee-m")),
        (("SHARED", "blue bowl", ""), Found("blue", "blue-1")),
        (("", "Blue Bowl", ""), Found("blue", "blue-1")),
        (("unknown", "CAMP MUG", ""), Found("mug", "mug-1")),
        (("unknown", "Unknown", ""), None),
        (("", "", ""), None),
    ],
)
def test_items_find_their_product(item: tuple[str, str, str], found: Found | None) -> None:
    assert Items(CATALOG).find(*item) == found


@pytest.mark.parametrize(
    "item", [("SHARED", "", ""), ("SHARED", "Green Bowl", ""), ("TWINS", "Twin", ""), ("", "Twin", "")]
)
def test_of_equal_ones_the_first_is_taken_and_counted(item: tuple[str, str, str]) -> None:
    found = Items(CATALOG).find(*item)
    assert found is not None
    assert found.product_id in ("red", "twin")
    assert found.is_first_of_several


def test_a_purchase_is_one_event_an_item(tmp_path: Path, engine: Engine) -> None:
    bought = happening(
        "purchase",
        {"item_id": "SKU1", "quantity": 6}, {"item_id": "SHARED", "item_name": "RED  BOWL"}, {"item_id": "SKU1"},
        transaction_id="t1", currency="GBP",
    )  # fmt: skip
    report = run(tmp_path, engine, bought)
    assert (report.n_lines, report.n_items, report.n_new, report.n_shoppers) == ({"purchase": 1}, 3, 3, 1)
    assert report.currencies == ("GBP",)
    first, second, third = EventLog(engine).of("ada")
    assert (first.id, first.product_id, first.variant_id, first.quantity) == ("purchase:t1:0", "mug", "mug-1", 6)
    assert (second.product_id, second.basket_id) == ("red", "t1")
    assert third.id == "purchase:t1:2"
    assert first.at == datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_the_same_file_twice_counts_once(tmp_path: Path, engine: Engine) -> None:
    lines = [happening(transaction_id="t1"), happening("view_item"), happening("view_item", ga_session_id=7)]
    assert run(tmp_path, engine, *lines).n_new == 3
    again = run(tmp_path, engine, *lines, happening("view_item", {"item_id": "T1"}))
    assert (again.n_items, again.n_new) == (4, 1)
    assert {e.basket_id for e in EventLog(engine).all()} == {"t1", "", "7"}


def test_ga4s_own_exports_are_read_too(tmp_path: Path, engine: Engine) -> None:
    micros = 1768478400000000  # 2026-01-15 12:00 UTC
    bigquery = {
        "event_name": "purchase", "event_timestamp": micros, "user_id": None, "user_pseudo_id": "123.456",
        "ecommerce": {"transaction_id": "b1"}, "items": [{"item_id": "SKU1", "item_name": None, "quantity": None}],
    }  # fmt: skip
    report = run(tmp_path, engine, bigquery, happening("view_item") | {"event_timestamp": str(micros)})
    assert report.rejected == ()
    (bought,) = EventLog(engine).of("123.456")
    (viewed,) = EventLog(engine).of("ada")
    assert bought.at == viewed.at == datetime(2026, 1, 15, 12, tzinfo=UTC)
    assert (bought.basket_id, bought.quantity, bought.variant_id) == ("b1", 1, "mug-1")


def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, engine: Engine) -> None:
    report = run(
        tmp_path,
        engine,
        happening(),
        "{broken",
        happening(
            "purchase", {"item_id": "SKU1"}, {"item_id": "85123A", "item_name": "GONE LANTERN"}, transaction_id="t"
        ),
        happening() | {"event_timestamp": "yesterday"},
        happening() | {"user_id": ""},
        happening("add_to_cart", {"item_id": "SKU1", "quantity": 0}),
        happening("view_item", {"item_id": "nowhere"}),
        {"event_name": "purchase", "event_timestamp": "2026-01-15T12:00:00Z", "user_id": "ada", "params": {}},
        {"event_timestamp": "2026-01-15T12:00:00Z", "user_id": "ada", "params": {"items": []}},
        happening() | {"event_timestamp": 10**20},
    )
    assert [(r.line, r.field, r.value) for r in report.rejected] == [
        (2, "", "{broken"),
        (3, "items[1]", "85123A GONE LANTERN"),
        (4, "event_timestamp", "yesterday"),
        (5, "user_id", ""),
        (6, "items[0].quantity", "0"),
        (7, "items[0]", "nowhere"),
        (8, "items", ""),
        (9, "event_name", ""),
        (10, "event_timestamp", "1" + "0" * 20),
    ]
    assert report.n_rejected == 9
    assert (report.n_lines, report.n_new) == ({"purchase": 2}, 2)


def test_events_about_no_product_are_counted_not_rejected(tmp_path: Path, engine: Engine) -> None:
    report = run(tmp_path, engine, happening("search", search_term="mug"), happening("page_view"), happening("search"))
    assert (report.n_other, report.n_rejected, report.n_new) == ({"search": 1, "page_view": 1}, 0, 1)


def test_searches_are_kept_with_their_words_and_session(tmp_path: Path, engine: Engine) -> None:
    said = happening("search", search_term=" warm  mug ", ga_session_id="s1")
    report = run(tmp_path, engine, said, said, happening("view_item", ga_session_id="s1"))
    [search] = EventLog(engine).searches()
    assert (search.shopper_id, search.words, search.session_id) == ("ada", "warm mug", "s1")
    assert [event.basket_id for event in EventLog(engine).all()] == ["s1"]
    assert (report.n_lines, report.n_new) == ({"search": 2, "view_item": 1}, 2)


def test_ratings_and_refunds(tmp_path: Path, engine: Engine) -> None:
    report = run(
        tmp_path, engine,
        happening("rate_item", rating=4), happening("rate_item", rating=9), happening("refund", transaction_id="t1"),
    )  # fmt: skip
    assert {(e.name, e.rating, e.basket_id) for e in EventLog(engine).all()} == {
        ("rate_item", 4, ""),
        ("refund", None, "t1"),
    }
    assert [(r.field, r.value) for r in report.rejected] == [("params.rating", "9")]


@pytest.mark.parametrize(
    ("currencies", "expected"),
    [(["GBP", "gbp "], "GBP"), (["GBP", "EUR"], ""), ([None], ""), (["pounds"], ""), ([5], "")],
)
def test_the_currency_events_name(tmp_path: Path, currencies: list[Any], expected: str) -> None:
    path = tmp_path / "events.jsonl"
    lines = ["{broken", *(json.dumps({"event_name": "purchase", "params": {"currency": c}}) for c in currencies)]
    path.write_text("\n".join(lines))
    assert currency_of_events(path) == expected


def test_uci_loses_no_purchase(tmp_path: Path) -> None:
    feed = STORES / "uci"
    if not feed.is_dir():
        pytest.skip(f"the uci store is not on this machine (expected in {STORES})")
    events = feed / "events_ga4.jsonl"
    assert currency_of_events(events) == "GBP"
    import_feed(feed, tmp_path / "uci", now=datetime(2026, 1, 15, tzinfo=UTC), currency="GBP")
    told: list[tuple[int, int]] = []
    with staged(tmp_path / "uci") as staging:
        report = import_events(
            events, staging.engine, staging.catalog(), lambda what, done, total: told.append((done, total))
        )
        log = EventLog(staging.engine)
        assert len(log) == report.n_new
        shoppers = log.shopper_ids("purchase")
    with events.open(encoding="utf-8") as lines:
        n_items = [line.count('{"item_id": ') for line in lines]
    assert report.n_lines == {"purchase": len(n_items)} == {"purchase": 11804}
    assert report.n_items == report.n_new == sum(n_items)
    assert (report.n_rejected, report.n_shoppers, len(shoppers)) == (0, 3362, 3362)
    assert told[-1] == (events.stat().st_size, events.stat().st_size)
