"""Measures: "at least 20 l", "under 1.2 kg" as constraints on the store's measured attributes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.merging import one_of
from assistant.quantities.amounts import ABROAD_AT_LEAST, ABROAD_AT_MOST, Amount, number
from retrieval.query import Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

PERSONS = "persons"  # players, people: how many a thing is for
_VALUE = re.compile(r"(-?\d+(?:[.,]\d+)?)(?:\s*[-–]\s*(\d+(?:[.,]\d+)?))?\s*([^\W\d_]+|°[CF]?)")
# unit -> (what it measures, how much of that): units of one kind can be compared.
_UNITS = {
    "ml": ("volume", "0.001"), "cl": ("volume", "0.01"), "l": ("volume", "1"), "litre": ("volume", "1"),
    "liter": ("volume", "1"), "millilitre": ("volume", "0.001"), "milliliter": ("volume", "0.001"),
    "g": ("mass", "1"), "gram": ("mass", "1"), "kg": ("mass", "1000"), "kilogram": ("mass", "1000"),
    "oz": ("ounces", "1"), "lb": ("ounces", "16"),
    "mm": ("length", "1"), "cm": ("length", "10"), "m": ("length", "1000"), "metre": ("length", "1000"),
    "meter": ("length", "1000"), "centimetre": ("length", "10"), "centimeter": ("length", "10"),
    "millimetre": ("length", "1"), "millimeter": ("length", "1"),
    "in": ("inches", "1"), "inch": ("inches", "1"), "inches": ("inches", "1"), "ft": ("inches", "12"),
    "foot": ("inches", "12"),
    "w": ("power", "1"), "watt": ("power", "1"), "kw": ("power", "1000"),
    "min": ("time", "1"), "h": ("time", "60"), "hour": ("time", "60"), "minute": ("time", "1"), "hr": ("time", "60"),
    "kilo": ("mass", "1000"), "db": ("decibels", "1"), "decibel": ("decibels", "1"),
    "lm": ("lumens", "1"), "lumen": ("lumens", "1"), "hz": ("hertz", "1"), "hertz": ("hertz", "1"),
    "°": ("degrees", "1"), "°c": ("degrees", "1"), "degree": ("degrees", "1"), "celsius": ("degrees", "1"),
    "people": (PERSONS, "1"), "person": (PERSONS, "1"), "player": (PERSONS, "1"), "man": (PERSONS, "1"),
}  # fmt: skip
_WITHIN = Decimal("0.2")  # "about 20 l": within 20 %
_KINDLY = 0.5  # a kind is measured by a slot that so large a share of its products states
_N = r"(?P<n>\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUPLE = r"(?:me and (?:my |the )?(?!self\b)[a-z]+|my [a-z]+ and (?:me|i|myself)|us both|(?:the )?both of us)\b"
FOR_A_COUPLE = re.compile(rf"\bfor {_COUPLE}", re.IGNORECASE)
# "a tent for two", "for the four of us under 300"; not "for two nights", and a larger number is what it may cost
_FOR_SO_MANY = re.compile(
    rf"\bfor (?:{_COUPLE}"
    r"|(?:(?:the|all) )?(?P<n>[2-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: of us|(?: \w+)? (?:adults?|kids|children|friends|guests))?"
    r"(?=\s*(?:$|[,.;:!?()]|(?:under|below|up to|less than|max|with|that|which|in|and|but|or|please|for|at|after|"
    r"then|instead|too|again|now|who|we|i)\b)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A value as a measure: from `low` to `high`, which are the same unless it is a span ("2-6 players")."""

    low: Decimal
    high: Decimal
    value: str


_Keeps = Callable[[_Measured, Decimal], bool]
_OPERATORS: tuple[tuple[str, str, _Keeps], ...] = (  # said before the number, after the unit
    (
        rf"{ABROAD_AT_LEAST}|at least|min(?:imum|\.)?(?: of)?|over|more than|above|"
        r"bigger than|longer than|no less than|>=?",
        r"(?:or|and) (?:more|up|upwards|above|over|longer|bigger|larger|higher|wider|taller|brighter|heavier|stronger)|"
        r"plus|at least|min(?:imum)?",
        lambda own, said: own.high >= said,
    ),
    (
        rf"{ABROAD_AT_MOST}|at most|max(?:imum|\.)?(?: of)?|up to|under|below|less than|"
        r"lighter than|smaller than|quieter than|<=?",
        r"(?:or|and) (?:less|fewer|under|below|shorter|smaller|lower|narrower|lighter|quieter)|"
        r"at most|max(?:imum)?|tops",
        lambda own, said: own.low <= said,
    ),
    (
        r"about|around|roughly|approximately",
        r"or so|more or less",
        lambda own, said: own.low - _WITHIN * said <= said <= own.high + _WITHIN * said,
    ),
)


class Measures:
    """Knows which values of a store's slots are measures. A bound is read as the store's own values that keep it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._measured: dict[str, dict[str, list[_Measured]]] = defaultdict(lambda: defaultdict(list))
        units = set()
        for slot in vocabulary.slots:
            for value in vocabulary.values(slot):
                match = _VALUE.fullmatch(value.strip())
                if match:
                    kind, factor = kind_of_unit(match[3])
                    units.add(match[3].lower())
                    low = number(match[1].removeprefix("-")) * factor * (-1 if match[1].startswith("-") else 1)
                    high = number(match[2]) * factor if match[2] else low
                    self._measured[kind][slot].append(_Measured(low, high, value))
        units |= {unit for unit, (kind, _) in _UNITS.items() if kind in self._measured}
        self._units = frozenset(units)
        said = "|".join(sorted(map(re.escape, units), key=len, reverse=True)) or "(?!)"
        said = said.replace("|in|", r"|in(?=\s*(?:$|[,.;!?]))|")  # "under 30 in black" is no length
        bounded = [
            (rf"(?:\b|(?<=\s))(?:{before})\s*{_N}[\s-]?(?P<unit>{said})s?\b", keeps) for before, _, keeps in _OPERATORS
        ] + [
            (rf"(?<![\w.,$£€]){_N}[\s-]?(?P<unit>{said})s?,?\s+(?:{after})\b", keeps) for _, after, keeps in _OPERATORS
        ]
        self._patterns = [(re.compile(pattern, re.IGNORECASE), keeps) for pattern, keeps in bounded]
        self._plain = re.compile(rf"(?<![\w.,$£€]){_N}[\s-]?(?:(?P<unit>{said})s?\b|(?P<quote>[\"″]))", re.IGNORECASE)

    def read(self, text: str, category: Sequence[str] = ()) -> list[Amount]:
        """Bounds on the slot that the text names, else on the one that most products (of the category) state so.

        A bound that no value keeps names the nearest value's slot with nothing in it: nothing fits, and it is said.
        A measure without a bound is read where the category has one slot for it: "2-6 players" suits 4 players,
        what is for at most 34 in holds 32 in, else it is the very measure.
        """
        found: list[Amount] = []
        stems = {t.stem for t in tokens(text)}
        for pattern, keeps in self._patterns:
            for match in pattern.finditer(text):
                if any(a.start < match.end() and match.start() < a.end for a in found):
                    continue  # "at least 2 m or longer"
                kind, factor = kind_of_unit(match["unit"])
                slots = self._measured.get(kind, {})
                if not slots:
                    continue
                slot = max(
                    self._stated_by(category, _named(slots, stems)) or slots,
                    key=lambda s: (self._vocabulary.share_stating(s, category), self._n_products(kind, s), s),
                )
                kept = self._kept(kind, slot, keeps, number(match["n"]) * factor)
                said = " ".join(match.group().split())
                found.append(Amount(replace(one_of(slot, kept or [said]), said=said), *match.span()))
        taken = [(a.start, a.end) for a in found]
        for match in self._plain.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found += self._very(match, stems, category)
        return found or self.for_people(text, category)

    @property
    def units(self) -> frozenset[str]:
        """Every unit that says something of this store's measures."""
        return self._units

    def slots_of(self, kind: str) -> tuple[str, ...]:
        """The slots that have values of that kind of measure."""
        return tuple(self._measured.get(kind, {}))

    def keeping(self, kind: str, slot: str, operator: Operator, low: Decimal, high: Decimal) -> list[str]:
        """The slot's values that keep a bound, `low` and `high` the same but for a range; for IS, what holds it."""
        keeps: dict[Operator, Callable[[_Measured], bool]] = {
            Operator.AT_MOST: lambda own: own.low <= high,
            Operator.AT_LEAST: lambda own: own.high >= low,
            Operator.BETWEEN: lambda own: own.low <= high and own.high >= low,
            Operator.ABOUT: lambda own: own.low - _WITHIN * low <= low <= own.high + _WITHIN * low,
        }
        very = _holds if slot.startswith("max") else _spans
        bound = keeps.get(operator)
        return self._kept(kind, slot, lambda own, said: bound(own) if bound else very(own, said), low)

    def _very(self, match: re.Match[str], stems: set[str], category: Sequence[str]) -> list[Amount]:
        kind, factor = kind_of_unit(match["unit"] or "in")
        stated = {s for s in self._measured.get(kind, {}) if self._states(s, match, category)}
        slots = _named(stated, stems) or sorted(stated)
        if len(slots) != 1:
            return []
        keeps = _holds if slots[0].startswith("max") else _spans
        kept = self._kept(kind, slots[0], keeps, number(match["n"]) * factor)
        return [Amount(one_of(slots[0], kept), *match.span())] if kept else []

    def for_people(self, text: str, category: Sequence[str]) -> list[Amount]:
        """For how many people it is to be ("for two"), where the category is measured so; else nothing."""
        match = _FOR_SO_MANY.search(text)
        slots = [
            s for s in self.slots_of(PERSONS) if category and self._vocabulary.share_stating(s, category) >= _KINDLY
        ]
        if match is None or len(slots) != 1:
            return []
        kept = self._kept(PERSONS, slots[0], _spans, number(match["n"] or "two"))
        return [Amount(one_of(slots[0], kept), *match.span())] if kept else []

    def _stated_by(self, category: Sequence[str], slots: Sequence[str]) -> list[str]:
        """Those that something of the category states: of "cable 2 m or longer" a lamp's slot `cable` says nothing."""
        return [s for s in slots if not category or self._vocabulary.share_stating(s, category)]

    def _states(self, slot: str, match: re.Match[str], category: Sequence[str]) -> bool:
        """Whether the category is measured so; without one, whether values of the slot are in the very unit said."""
        if category:
            return self._vocabulary.share_stating(slot, category) >= _KINDLY
        unit = (match["unit"] or "").lower().removesuffix("s")
        own = {v.lower().split()[-1].removesuffix("s") for v in self._vocabulary.values(slot)}
        return kind_of_unit(unit)[0] == PERSONS and unit in own

    def _kept(self, kind: str, slot: str, keeps: _Keeps, said: Decimal) -> list[str]:
        own = sorted(self._measured[kind][slot], key=lambda m: (m.low, m.value))
        return [m.value for m in own if keeps(m, said)]

    def _n_products(self, kind: str, slot: str) -> int:
        return sum(self._vocabulary.n_products(slot, m.value) for m in self._measured[kind][slot])


def _spans(own: _Measured, said: Decimal) -> bool:
    return own.low <= said <= own.high


def _holds(own: _Measured, said: Decimal) -> bool:
    return own.high >= said


def _named(slots: Iterable[str], stems: set[str]) -> list[str]:
    return [s for s in slots if stems & {t.stem for t in tokens(s.replace("_", " "))}]


def kind_of_unit(unit: str) -> tuple[str, Decimal]:
    """What the unit measures and how much of that one of it is; an unknown unit measures itself."""
    kind, factor = _UNITS.get(unit.lower(), _UNITS.get(unit.lower().removesuffix("s"), (unit.lower(), "1")))
    return kind, Decimal(factor)
