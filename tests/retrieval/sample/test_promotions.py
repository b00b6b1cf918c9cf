"""The sample store's promotions: of every kind, some on at any day, and each says in words what its fields say."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from retrieval.catalog import Promotion
from retrieval.feeds.feed import Read
from retrieval.feeds.promotions import read_promotions
from retrieval.sample.assortment import Assortment, RangeError, read_assortment
from retrieval.sample.products import choices
from retrieval.sample.promotions import in_words, month, promotions, season

TODAY = date(2026, 11, 21)
DAYS = [date(2026, number, 1 + (7 * number) % 28) for number in range(1, 13)]


@pytest.fixture(scope="module")
def assortment() -> Assortment:
    return read_assortment()


@pytest.fixture(scope="module")
def rows(assortment: Assortment) -> list[dict[str, Any]]:
    """Those of every test day, each once."""
    found = [row for day in DAYS for row in promotions(assortment, today=day)]
    return list({(row["id"], row["starts_on"]): row for row in found}.values())


def imported(folder: Path, found: list[dict[str, Any]]) -> list[Promotion]:
    path = folder / "promotions.json"
    path.write_text(json.dumps(found), "utf-8")
    read = list(read_promotions(path))
    assert all(isinstance(r, Read) for r in read), read
    return [r.record for r in read if isinstance(r, Read) and isinstance(r.record, Promotion)]


def test_there_are_some_of_every_kind_and_condition(assortment: Assortment) -> None:
    found = promotions(assortment, today=TODAY)
    assert 14 <= len(found) <= 18
    assert len({row["id"] for row in found}) == len(found)
    assert {row["kind"] for row in found} == {
        "percent_off", "amount_off", "buy_x_get_y", "bundle_price", "member_price", "free_shipping", "gift",
    }  # fmt: skip
    assert {name for row in found for name in row["conditions"]} == {
        "category", "kinds", "brand", "product_ids", "together", "subtotal_at_least", "first_order", "members_only",
        "not_category", "quantity_at_least",
    }  # fmt: skip
    assert {bool(row["coupon_code"]) for row in found} == {True, False}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_at_any_day_some_run_one_is_over_and_one_is_to_come(assortment: Assortment, tmp_path: Path, day: date) -> None:
    rows = promotions(assortment, today=day)
    found = imported(tmp_path, rows)
    assert len(found) == len(rows)
    running = [p for p in found if p.runs(day)]
    assert len([p for p in running if p.ends_on]) >= 2
    assert len(running) >= 5
    assert any(p.ends_on and p.ends_on < day for p in found)
    assert any(p.starts_on and p.starts_on > day for p in found)
    for row, promotion in zip(rows, found, strict=True):
        assert promotion.active is (row["is_active"] == "1")
        assert promotion.active or not promotion.runs(day)
        assert promotion.active is not bool(promotion.ends_on and promotion.ends_on < day)
        assert promotion.kind == row["kind"]


def test_two_promotions_never_share_a_code_on_one_day(assortment: Assortment, tmp_path: Path) -> None:
    for day in DAYS:
        codes = [p.code for p in imported(tmp_path, promotions(assortment, today=day)) if p.code and p.runs(day)]
        assert len(set(codes)) == len(codes)


def test_the_words_say_what_the_fields_say(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        words, value = row["description"], row["value"]
        code = re.findall(r"code ([A-Z]+\d*)", words)
        assert code == ([row["coupon_code"]] if row["coupon_code"] else []), row["id"]
        assert bool(code) is not ("No code needed" in words)
        if row["ends_on"]:
            starts, ends = (in_words(date.fromisoformat(row[side])) for side in ("starts_on", "ends_on"))
            assert f"From {starts} to {ends}." in words
        else:
            assert "It has no end date." in words
        if row["kind"] in ("percent_off", "member_price"):
            assert f"{value}% off" in words
            assert value in row["name"]
        if row["kind"] in ("amount_off", "bundle_price"):
            assert f"${value}.00" in words
            assert f"${value}" in row["name"]
        if at_least := row["conditions"].get("subtotal_at_least"):
            assert f"${at_least['amount'] // 100}.00" in words
        if row["conditions"].get("members_only"):
            assert "Wren Club" in words
        if row["conditions"].get("first_order"):
            assert "first order" in words
        if row["conditions"].get("together"):
            assert re.search(r"one of each|in the same order", words)
        if brand := row["conditions"].get("brand"):
            assert brand in words


def test_kinds_and_products_are_those_of_the_words_and_of_the_range(
    rows: list[dict[str, Any]], assortment: Assortment
) -> None:
    by_path: dict[str, set[str]] = {}
    for kind in assortment.kinds.values():
        by_path.setdefault(kind.path, set()).add(kind.name)
    by_id = {item.id: item for _, item in assortment.items()}
    for row in rows:
        asked = row["conditions"]
        for kind_name, path in zip(asked.get("kinds", []), asked.get("category", []), strict=True):
            assert by_path[path] == {kind_name}, "a category path must hold this kind alone"
            kind = assortment.kinds[kind_name]
            assert kind.name in row["description"] or kind.plural in row["description"], (row["id"], kind_name)
        for product_id in [*asked.get("product_ids", []), *([row["gift_id"]] if "gift_id" in row else [])]:
            assert by_id[product_id].title in row["description"]


def test_a_bundle_costs_less_than_its_parts(rows: list[dict[str, Any]], assortment: Assortment) -> None:
    by_id = {item.id: item for _, item in assortment.items()}
    for row in rows:
        if row["kind"] == "bundle_price":
            items = [by_id[product_id] for product_id in row["conditions"]["product_ids"]]
            cheapest = [item.price + Decimal(min(c.surcharge for c in choices(item))) / 100 for item in items]
            assert sum(cheapest) * Decimal("0.8") < Decimal(row["value"]) < sum(cheapest)


def test_a_brand_of_the_month_has_things_to_sell(rows: list[dict[str, Any]], assortment: Assortment) -> None:
    brands = [row["conditions"]["brand"] for row in rows if "brand" in row["conditions"]]
    assert len(set(brands)) == 12
    for brand in brands:
        assert sum(item.brand == brand for _, item in assortment.items()) >= 3, brand


def test_a_season_is_the_one_that_is_nearest() -> None:
    winter = ("11-15", "01-31")
    this, next_ = (date(2025, 11, 15), date(2026, 1, 31)), (date(2026, 11, 15), date(2027, 1, 31))
    for day in (this[0] - timedelta(days=42), this[0], date(2026, 1, 1), this[1], date(2026, 6, 1)):
        assert season(*winter, day) == this
    assert season(*winter, date(2026, 10, 5)) == next_
    assert season("06-15", "08-31", date(2026, 1, 1)) == (date(2025, 6, 15), date(2025, 8, 31))


@pytest.mark.parametrize(
    ("offset", "today", "first", "last"),
    [
        (0, date(2026, 2, 14), date(2026, 2, 1), date(2026, 2, 28)),
        (-1, date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        (1, date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31)),
    ],
)
def test_months(offset: int, today: date, first: date, last: date) -> None:
    assert month(offset, today) == (first, last)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("kind: gift, gift_id: nothing", "'nothing'"),
        ("kind: percent_off, conditions: {kinds: [zorb]}", "'zorb'"),
        ("kind: percent_off, conditions: {product_ids: [zorb]}", "'zorb'"),
        ("kind: percent_off, conditions: {weather: rain}", "weather"),
        ("kind: percent_off, months: [0], brands: [A, A, A, A, A, A, A, A, A, A, A, A]", "'A'"),
    ],
)
def test_what_the_range_does_not_have_is_named(assortment: Assortment, tmp_path: Path, said: str, wrong: str) -> None:
    path = tmp_path / "promotions.yaml"
    path.write_text(f"- {{id: p, name: P, description: D, {said}}}", "utf-8")
    with pytest.raises(RangeError, match=rf"promotions\.yaml: p: .*{wrong}"):
        promotions(assortment, today=TODAY, written=path)
