"""What the sample store offers on a day: each promotion of `papers/promotions.yaml` with its days and its products.

A season that runs is told of; one that does not is told of beforehand for six weeks, else as the last that ended.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from retrieval.sample.assortment import Assortment, RangeError

WRITTEN = Path(__file__).parent / "papers" / "promotions.yaml"
_CURRENCY = "USD"
_BEFOREHAND = timedelta(days=42)  # long enough to wait for a sale, short enough to be worth naming
_CONDITIONS = frozenset(
    ("kinds", "not_kinds", "product_ids", "together", "quantity_at_least", "subtotal_at_least", "first_order",
     "members_only")
)  # fmt: skip
_Days = tuple[date, date]


def promotions(assortment: Assortment, *, today: date, written: Path = WRITTEN) -> list[dict[str, Any]]:
    """The rows of `promotions.json`. `is_active` is "0" once a promotion is over; before it begins its days tell.

    Raises `RangeError` for a kind, brand or product that the range does not have.
    """
    rows: list[dict[str, Any]] = []
    for said in yaml.safe_load(written.read_text("utf-8")):
        try:
            rows += _rows(said, assortment, today)
        except (KeyError, RangeError) as error:
            raise RangeError(f"{written.name}: {said.get('id')}: {error}") from error
    return rows


def season(first: str, last: str, today: date) -> _Days:
    """The season's days, nearest to today by the rule above; `"11-15"` to `"01-31"` goes over New Year."""
    ends_next_year = int(last < first)
    years = range(today.year - 2, today.year + 2)
    found = [(date.fromisoformat(f"{y}-{first}"), date.fromisoformat(f"{y + ends_next_year}-{last}")) for y in years]
    known = [days for days in found if days[0] <= today + _BEFOREHAND]
    running = [days for days in known if days[0] <= today <= days[1]]
    return (running or known)[-1]


def month(offset: int, today: date) -> _Days:
    """The first and the last day of this month, or of one so many months away."""
    at = today.year * 12 + today.month - 1 + offset
    year, number = at // 12, at % 12 + 1
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def in_words(day: date) -> str:
    """As a shopper reads it: `November 30, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def _rows(said: Mapping[str, Any], assortment: Assortment, today: date) -> Iterator[dict[str, Any]]:
    if "season" in said:
        first, last = said["season"]
        days = season(first, last, today)
        yield _row(said, f"{said['id']}-{days[0].year}", days, "", assortment, today)
    elif "months" in said:
        for offset in said["months"]:
            days = month(offset, today)
            brand = said["brands"][days[0].month - 1] if "brands" in said else ""
            if brand and brand not in assortment.brands:
                raise RangeError(f"brand {brand!r} is not in brands.yaml")
            yield _row(said, f"{said['id']}-{days[0]:%Y-%m}", days, brand, assortment, today)
    else:
        yield _row(said, said["id"], None, "", assortment, today)


def _row(
    said: Mapping[str, Any], promotion_id: str, days: _Days | None, brand: str, assortment: Assortment, today: date
) -> dict[str, Any]:
    words = {"brand": brand}
    if days:
        words |= {"starts": in_words(days[0]), "ends": in_words(days[1]), "month": f"{days[0]:%B}"}
    row: dict[str, Any] = {
        "id": promotion_id,
        "name": said["name"].format(**words),
        "description": said["description"].format(**words),
        "kind": said["kind"],
        "value": str(said["value"]) if "value" in said else "",
        "coupon_code": said.get("code", ""),
        "starts_on": days[0].isoformat() if days else "",
        "ends_on": days[1].isoformat() if days else "",
        "is_active": "0" if days and days[1] < today else "1",
        "conditions": _conditions(said.get("conditions", {}), brand, assortment),
    }
    if "gift_id" in said:
        row["gift_id"] = _product(said["gift_id"], assortment)
    return row


def _conditions(said: Mapping[str, Any], brand: str, assortment: Assortment) -> dict[str, Any]:
    if unknown := said.keys() - _CONDITIONS:
        raise RangeError(f"{', '.join(sorted(unknown))} is none of {', '.join(sorted(_CONDITIONS))}")
    asked = dict(said)
    if brand:
        asked["brand"] = brand
    if "kinds" in asked:
        asked["category"] = [_path(kind, assortment) for kind in asked["kinds"]]
    if "not_kinds" in asked:
        asked["not_category"] = [_path(kind, assortment) for kind in asked.pop("not_kinds")]
    if "product_ids" in asked:
        asked["product_ids"] = [_product(product_id, assortment) for product_id in asked["product_ids"]]
    if "subtotal_at_least" in asked:
        asked["subtotal_at_least"] = {"amount": asked["subtotal_at_least"] * 100, "currency": _CURRENCY}
    return asked


def _path(kind: str, assortment: Assortment) -> str:
    if kind not in assortment.kinds:
        raise RangeError(f"no kind of thing is called {kind!r}")
    return assortment.kinds[kind].path


def _product(product_id: str, assortment: Assortment) -> str:
    if all(item.id != product_id for _, item in assortment.items()):
        raise RangeError(f"no product has the id {product_id!r}")
    return str(product_id)
