"""Quantities: "2000 g", "1.5 m", "20-25 l", "60 x 40 cm", "1/2 in" as amounts that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from retrieval.units import NONE, Unit, unit

_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_DENOMINATORS = {2, 3, 4, 8, 16, 32, 64}  # of inches and cups; 1000/3000 is two grits, 24/7 a promise
_NUMBER = r"[-+−]?\d+[ -]\d+/\d+(?![\d/])|[-+−]?\d+/\d+(?![\d/])|[-+−]?\d+(?:[.,]\d+)*"
# "in" before a number is a preposition: a "2 in 1" is not two inches.
_UNIT = (
    r"(?:[ \t-]?(?P<{0}>fl\.?\s?oz|sq\.?\s?ft|°\s?[CF]?(?![^\W\d_])|[\"″”'′’]|in(?![^\W\d_/])\.?(?![\s-]*\d)|"
    r"(?!in(?![^\W\d_/])|x(?![^\W\d_])|to\b|by\b)[^\W\d_]+[²]?(?:/[^\W\d_]+)?\.?))?"
)
_LEAD = r"(?:(?:up to|at most|at least|about|approx\.?|approximately|ca\.?|max\.?|min\.?|over)\s+)?"
_PLAIN = re.compile(rf"\s*{_LEAD}(?P<n>{_NUMBER})\s?{_UNIT.format('unit')}", re.IGNORECASE)
_SPAN = re.compile(
    rf"\s*{_LEAD}(?P<low>{_NUMBER})\s?{_UNIT.format('first')}\s*(?:-|–|—|\bto\b)\s*"
    rf"(?P<high>(?:\d+/\d+|\d+(?:[.,]\d+)*))(?![\d/])\s?{_UNIT.format('unit')}",
    re.IGNORECASE,
)
_SIDES = re.compile(
    rf"\s*{_LEAD}(?P<a>{_NUMBER})\s?{_UNIT.format('ua')}\s*(?:x|×|\bby\b)\s*(?P<b>{_NUMBER})\s?{_UNIT.format('ub')}"
    rf"(?:\s*(?:x|×|\bby\b)\s*(?P<c>{_NUMBER})\s?{_UNIT.format('uc')})?",
    re.IGNORECASE,
)
_FEET = re.compile(
    r"\s*(?P<ft>\d+)\s*(?:ft\.?|feet|foot|['′’])\s*-?\s*(?P<in>\d+(?:\.\d+)?)\s*(?:in\.?|inch|inches|[\"″”])", re.I
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """From `low` to `high` in the own unit of a `kind`; the same, unless it is a span ("20-25 l").

    Of several sides (`sides`, as written) it is the longest. `kind` is empty for a number without a unit.
    `is_whole`: the text says nothing else.
    """

    low: Decimal
    high: Decimal
    kind: str
    is_whole: bool
    sides: tuple[Decimal, ...] = ()
    unit: str = ""  # as written

    def is_same(self, other: Quantity) -> bool:
        """Whether both say the very same amount of the same thing. Bare numbers do not: size 00 is not size 0."""
        return (
            bool(self.kind or self.sides)
            and self.is_whole
            and other.is_whole
            and (self.kind, self.low, self.high, self.sides) == (other.kind, other.low, other.high, other.sides)
        )


def quantity(text: str, default: str = "") -> Quantity | None:
    """The quantity a text begins with; None when it begins with none. A bare number is in the unit `default`."""
    text = _plain_fractions(text)
    if match := _FEET.match(text):
        amount = _amount(match["ft"], unit("ft")) + _amount(match["in"], unit("in"))
        return Quantity(amount, amount, "length", _ends(text, match), unit="ft")
    if match := _SIDES.match(text):
        return _of_sides(text, match, default)
    if (match := _SPAN.match(text)) and (found := _of_span(text, match, default)):
        return found
    match = _PLAIN.match(text)
    if not match or _number(match["n"]) is None:
        return None
    name = match["unit"] or default
    amount = _amount(match["n"], unit(name))
    return Quantity(amount, amount, unit(name).kind, _ends(text, match), unit=name)


def _of_span(text: str, match: re.Match[str], default: str) -> Quantity | None:
    name = match["unit"] or match["first"] or default
    if _number(match["low"]) is None or _number(match["high"]) is None:
        return None
    low = _amount(match["low"], unit(match["first"] or name))
    high = _amount(match["high"], unit(name))
    if low > high or unit(match["first"] or name).kind != unit(name).kind:
        return None
    return Quantity(low, high, unit(name).kind, _ends(text, match), unit=name)


def _of_sides(text: str, match: re.Match[str], default: str) -> Quantity | None:
    names = [match["uc"], match["ub"], match["ua"]]
    last = next((name for name in names if name), default)
    pairs = [(match[n], match[u] or last) for n, u in (("a", "ua"), ("b", "ub"), ("c", "uc")) if match[n]]
    if any(_number(number) is None or unit(name).kind != unit(last).kind for number, name in pairs):
        return None
    sides = tuple(_amount(number, unit(name)) for number, name in pairs)
    return Quantity(max(sides), max(sides), unit(last).kind, _ends(text, match), sides, last)


def _ends(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 and not text[match.end() :].strip() and not _LEADS.match(text)


_LEADS = re.compile(r"\s*(?!\d)[^\W\d_]")


def _plain_fractions(text: str) -> str:
    for sign, fraction in _VULGAR.items():
        text = re.sub(rf"(?<=\d){sign}", f" {fraction}", text).replace(sign, fraction)
    return text


def _amount(number: str, of: Unit) -> Decimal:
    return of.amount(_number(number) or Decimal(0))


def _number(said: str) -> Decimal | None:
    """The number that is written; None for versions, dates and two numbers with a stroke between."""
    said = said.replace("−", "-")
    if "/" in said:
        sign = -1 if said.startswith("-") else 1
        *whole, fraction = re.split(r"[ -]", said.lstrip("+-"))
        over, under = (int(part) for part in fraction.split("/"))
        if under not in _DENOMINATORS or (whole and over >= under):
            return None
        return sign * ((Decimal(whole[0]) if whole else Decimal(0)) + Decimal(over) / under)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", said):
        return Decimal(said.replace(",", ""))
    said = said.replace(",", ".")
    return Decimal(said) if said.count(".") <= 1 else None


def commonest_unit(values: Iterable[str], slot: str) -> str:
    """The unit that most of a slot's values are written in; of equals the first by name; empty for none.

    Numbers without a unit are in the one that the slot's name ends in (`weight_kg`), if it ends in one.
    """
    named = slot.rpartition("_")[2] if "_" in slot and unit(slot.rpartition("_")[2]).kind in _NAMED else ""
    counts: dict[str, int] = {}
    for value in values:
        found = quantity(value, named)
        if found:
            name = found.unit.casefold().rstrip(".")
            counts[name] = counts.get(name, 0) + 1
    return min(counts, key=lambda name: (-counts[name], name), default=NONE)


_NAMED = {"length", "mass", "volume", "time", "power", "energy", "charge", "voltage", "storage", "area"}
