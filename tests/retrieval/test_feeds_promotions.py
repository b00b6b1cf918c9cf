"""Promotions beside a feed: their terms, their days, and what is kept of those nobody can count with."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from retrieval.catalog import Conditions, Promotion
from retrieval.feeds.feed import Read, Rejected, Warned
from retrieval.feeds.promotions import read_promotions
from retrieval.money import Money


def read(folder: Path, *entries: Any) -> list[Read | Rejected | Warned]:
    path = folder / "promotions.json"
    path.write_text(json.dumps(entries, indent=0), "utf-8")
    return list(read_promotions(path))


def one(folder: Path, **said: Any) -> Promotion:
    (found,) = read(folder, {"id": "p", "name": "P", **said})
    assert isinstance(found, Read)
    assert isinstance(found.record, Promotion)
    return found.record


def test_everything_a_promotion_says(tmp_path: Path) -> None:
    conditions = {
        "category": "Outdoor > Tents",
        "kinds": ["tent", " sleeping bag "],
        "not_category": ["Gifts > Cards"],
        "brand": "Tarn",
        "product_ids": ["a", 7],
        "together": True,
        "quantity_at_least": 2,
        "subtotal_at_least": {"amount": 6050, "currency": "usd"},
        "first_order": True,
        "members_only": True,
    }
    said = {"description": "All of it.", "coupon_code": "ALL", "starts_on": "2026-05-01", "ends_on": "2026-05-31"}
    assert one(tmp_path, kind="percent_off", value="12.5", conditions=conditions, **said) == Promotion(
        "p",
        "P",
        "All of it.",
        "ALL",
        True,
        "percent_off",
        Decimal("12.5"),
        "",
        date(2026, 5, 1),
        date(2026, 5, 31),
        Conditions(
            kinds=("tent", "sleeping bag"),
            categories=("Outdoor > Tents",),
            not_categories=("Gifts > Cards",),
            brand="Tarn",
            product_ids=("a", "7"),
            together=True,
            quantity_at_least=2,
            subtotal_at_least=Money(Decimal("60.50"), "USD"),
            first_order=True,
            members_only=True,
        ),
    )


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ({"kind": "Amount off", "value": 10}, "amount_off", Decimal(10)),
        ({"kind": "member_price", "value": "8"}, "member_price", Decimal(8)),
        ({"kind": "bundle_price", "value": "58.00"}, "bundle_price", Decimal("58.00")),
        ({"kind": "gift", "gift_id": "mug"}, "gift", Decimal(1)),
        ({"kind": "free_shipping", "value": ""}, "free_shipping", None),
        ({"kind": "buy_x_get_y", "value": 1, "conditions": {"quantity_at_least": 3}}, "buy_x_get_y", Decimal(1)),
        ({}, "", None),
        # as other shop systems write it
        ({"simple_action": "by_percent", "discount_amount": "10"}, "percent_off", Decimal(10)),
        ({"simple_action": "cart_fixed", "discount_amount": "10"}, "amount_off", Decimal(10)),
        ({"simple_action": "by_percent", "discount_amount": "0", "simple_free_shipping": "1"}, "free_shipping", None),
        ({"simple_action": "by_percent", "discount_amount": "0", "simple_free_shipping": "0"}, "", None),
    ],
)
def test_kinds_and_their_values(tmp_path: Path, said: dict[str, Any], kind: str, value: Decimal | None) -> None:
    promotion = one(tmp_path, **said)
    assert (promotion.kind, promotion.value) == (kind, value)


def test_buy_two_get_one_takes_three_pieces(tmp_path: Path) -> None:
    promotion = one(tmp_path, simple_action="buy_x_get_y", discount_amount="1", discount_step="2")
    assert (promotion.kind, promotion.value, promotion.conditions.quantity_at_least) == ("buy_x_get_y", Decimal(1), 3)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "half_moon", "value": 3}, "kind"),
        ({"kind": "percent_off", "value": 3, "conditions": {"weather": "rain"}}, "conditions"),
        ({"simple_action": "by_fixed", "discount_amount": "3"}, "simple_action"),
        (
            {"simple_action": "by_percent", "discount_amount": "3", "conditions_serialized": "{}"},
            "conditions_serialized",
        ),
    ],
)
def test_terms_that_are_not_known_leave_an_announcement(tmp_path: Path, said: dict[str, Any], field: str) -> None:
    warned, found = read(tmp_path, {"name": "P", "description": "Words.", "ends_on": "2026-05-31", **said})
    assert isinstance(warned, Warned)
    assert (warned.field, warned.line) == (field, 2)
    assert isinstance(found, Read)
    assert isinstance(found.record, Promotion)
    assert (found.record.kind, found.record.value, found.record.description) == ("", None, "Words.")
    assert found.record.ends_on == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "percent_off"}, "value"),
        ({"kind": "percent_off", "value": "120"}, "value"),
        ({"kind": "amount_off", "value": "-3"}, "value"),
        ({"kind": "amount_off", "value": "much"}, "value"),
        ({"kind": "gift", "value": "1.5", "gift_id": "mug"}, "value"),
        ({"kind": "gift", "value": "1"}, "gift_id"),
        ({"kind": "buy_x_get_y", "value": 1}, "conditions.quantity_at_least"),
        ({"kind": "buy_x_get_y", "value": 3, "conditions": {"quantity_at_least": 3}}, "conditions.quantity_at_least"),
        ({"starts_on": "2026-05-31", "ends_on": "2026-05-01"}, "ends_on"),
        ({"ends_on": "next summer"}, "ends_on"),
        ({"conditions": {"subtotal_at_least": 60}}, "conditions.subtotal_at_least"),
        ({"conditions": {"quantity_at_least": 0}}, "conditions.quantity_at_least"),
        ({"conditions": ["tents"]}, "conditions"),
    ],
)
def test_terms_that_cannot_be_are_rejected(tmp_path: Path, said: dict[str, Any], field: str) -> None:
    (rejected,) = read(tmp_path, {"name": "P", **said})
    assert isinstance(rejected, Rejected)
    assert rejected.field == field
    assert rejected.reason


@pytest.mark.parametrize(
    ("starts", "ends", "active", "runs"),
    [
        (None, None, True, True),
        (None, None, False, False),
        ("2026-05-10", None, True, True),
        ("2026-05-11", None, True, False),
        (None, "2026-05-10", True, True),
        (None, "2026-05-09", True, False),
        ("2026-05-10", "2026-05-10", True, True),
        ("2026-05-01", "2026-05-31", False, False),
    ],
)
def test_the_first_and_the_last_day_count(starts: str | None, ends: str | None, active: bool, runs: bool) -> None:
    days = [date.fromisoformat(day) if day else None for day in (starts, ends)]
    promotion = Promotion("p", "P", active=active, starts_on=days[0], ends_on=days[1])
    assert promotion.runs(date(2026, 5, 10)) is runs
