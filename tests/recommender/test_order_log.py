"""Orders: read from a file, kept in the store, found by shopper and by number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from recommender.order_log import OrderLog, OrderReport, import_orders
from recommender.orders import Order, OrderLine, OrderReturn
from retrieval.money import Money
from retrieval.store import open_engine

PLACED = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
USD = {"amount": 1200, "currency": "USD"}
SAID: dict[str, Any] = {
    "id": "W1", "shopper_id": "ada", "placed_at": "2026-01-15T13:00:00+01:00", "status": "delivered",
    "lines": [{"variant_id": "mug-s", "product_id": "mug", "title": "Camp Mug", "quantity": 2, "price": USD}],
    "total": {"amount": 2890, "currency": "USD"}, "shipping": {"amount": 490, "currency": "USD"},
    "carrier": "Hopwell", "tracking": "HW1", "delivered_at": "2026-01-19T09:00:00Z",
    "returns": [{"variant_id": "mug-s", "quantity": 1, "reason": "chipped", "at": "2026-01-25T00:00:00Z"}],
}  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.dispose()


def run(tmp_path: Path, engine: Engine, *orders: dict[str, Any] | str) -> OrderReport:
    lines = [order if isinstance(order, str) else json.dumps(order) for order in orders]
    path = tmp_path / "orders.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return import_orders(path, engine)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def test_an_order_comes_back_as_it_was(tmp_path: Path, engine: Engine) -> None:
    report = run(tmp_path, engine, SAID)
    assert (report.n_orders, report.n_new, report.n_rejected) == (1, 1, 0)
    expected = Order(
        "W1", "ada", PLACED, "delivered", (OrderLine("mug-s", "mug", "Camp Mug", 2, usd("12.00")),),
        usd("28.90"), usd("4.90"), "Hopwell", "HW1", None, datetime(2026, 1, 19, 9, tzinfo=UTC),
        (OrderReturn("mug-s", 1, "chipped", datetime(2026, 1, 25, tzinfo=UTC), ""),),
    )  # fmt: skip
    assert OrderLog(engine).order("W1") == expected
    assert OrderLog(engine).of("ada") == (expected,)
    assert OrderLog(engine).of("bob") == ()
    with pytest.raises(KeyError):
        OrderLog(engine).order("W2")


def test_the_latest_order_comes_first_and_a_repeated_one_is_brought_up_to_date(tmp_path: Path, engine: Engine) -> None:
    run(tmp_path, engine, {**SAID, "status": "shipped"}, {**SAID, "id": "W2", "placed_at": "2026-02-01T00:00:00Z"})
    report = run(tmp_path, engine, SAID)
    assert (report.n_orders, report.n_new) == (1, 0)
    assert [(order.id, order.status) for order in OrderLog(engine).of("ada")] == [
        ("W2", "delivered"),
        ("W1", "delivered"),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lines": []}, "lines"),
        ({"status": "lost"}, "status"),
        ({"total": {"amount": -1, "currency": "USD"}}, "total.amount"),
        ({"placed_at": "yesterday"}, "placed_at"),
    ],
)
def test_what_is_no_order_is_reported_and_the_rest_is_kept(
    tmp_path: Path, engine: Engine, wrong: dict[str, Any], field: str
) -> None:
    report = run(tmp_path, engine, {**SAID, **wrong}, {**SAID, "id": "W2"}, "{")
    assert (report.n_orders, report.n_rejected) == (1, 2)
    assert [(r.line, r.field) for r in report.rejected] == [(1, field), (3, "")]
    assert len(OrderLog(engine)) == 1
