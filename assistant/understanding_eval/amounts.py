"""Amounts with units, compared as numbers.

The units are a table of their own: a yardstick must not share a mistake with what it measures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from retrieval.query import Operator

_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*[-–]\s*(\d+(?:[.,]\d+)?))?\s*([^\W\d_]*)\.?")
_UNITS = {
    "ml": ("volume", "0.001"), "cl": ("volume", "0.01"), "l": ("volume", "1"), "litre": ("volume", "1"),
    "liter": ("volume", "1"), "g": ("mass", "1"), "gram": ("mass", "1"), "kg": ("mass", "1000"),
    "oz": ("ounces", "1"), "lb": ("ounces", "16"), "mm": ("length", "1"), "cm": ("length", "10"),
    "m": ("length", "1000"), "in": ("inches", "1"), "inch": ("inches", "1"), "ft": ("inches", "12"),
    "foot": ("inches", "12"), "feet": ("inches", "12"), "w": ("power", "1"), "watt": ("power", "1"),
    "kw": ("power", "1000"), "min": ("time", "1"), "minute": ("time", "1"), "h": ("time", "60"),
    "hour": ("time", "60"), "people": ("persons", "1"), "person": ("persons", "1"), "player": ("persons", "1"),
}  # fmt: skip
_ABOUT = Decimal("0.2")  # as `Operator.ABOUT` has it


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` of what `unit` measures; the two are the same unless it is a span ("2-6 players")."""

    low: Decimal
    high: Decimal
    unit: str  # "" for a bare number

    def meets(self, operator: Operator, bound: Span) -> bool:
        """Whether a product that has this keeps the bound; False where the two measure different things."""
        if self.unit != bound.unit:
            return False
        if operator is Operator.AT_LEAST:
            return self.high >= bound.low
        if operator is Operator.AT_MOST:
            return self.low <= bound.high
        return self.low - _ABOUT * bound.low <= bound.low <= self.high + _ABOUT * bound.low


def span_of(value: object) -> Span | None:
    """The amount that a value is: of 60, "60", "1.2 kg", "2-6 players"; None for what is no amount."""
    match = _AMOUNT.fullmatch(str(value).strip())
    if not match:
        return None
    word = match[3].lower()
    unit, factor = _UNITS.get(word, _UNITS.get(word.removesuffix("s"), (word, "1")))
    low, high = (Decimal(one.replace(",", ".")) * Decimal(factor) for one in (match[1], match[2] or match[1]))
    return Span(low, high, unit)
