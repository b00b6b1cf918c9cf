"""Measures: "at least 20 l", "under 1.2 kg" as constraints on the store's measured attributes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from assistant.amounts import Amount, number
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

_VALUE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)")
# unit -> (what it measures, how much of that): units of one kind can be compared.
_UNITS = {
    "ml": ("volume", "0.001"), "cl": ("volume", "0.01"), "l": ("volume", "1"), "litre": ("volume", "1"),
    "g": ("mass", "1"), "kg": ("mass", "1000"), "oz": ("ounces", "1"), "lb": ("ounces", "16"),
    "mm": ("length", "1"), "cm": ("length", "10"), "m": ("length", "1000"),
    "in": ("inches", "1"), "inch": ("inches", "1"), "ft": ("inches", "12"), "foot": ("inches", "12"),
    "w": ("power", "1"), "kw": ("power", "1000"), "min": ("time", "1"), "h": ("time", "60"), "hours": ("time", "60"),
}  # fmt: skip
_WITHIN = Decimal("0.2")  # "about 20 l": within 20 %
_OPERATORS: tuple[tuple[str, Callable[[Decimal, Decimal], bool]], ...] = (
    (
        r"at least|min(?:imum)?(?: of)?|over|more than|above|bigger than|longer than|no less than|>=?",
        lambda own, said: own >= said,
    ),
    (
        r"at most|max(?:imum)?(?: of)?|up to|under|below|less than|lighter than|smaller than|quieter than|<=?",
        lambda own, said: own <= said,
    ),
    (r"about|around|roughly|approximately", lambda own, said: abs(own - said) <= _WITHIN * said),
)


class Measures:
    """Knows which values of a store's slots are measures. A bound is read as the store's own values that keep it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._measured: dict[str, dict[str, list[tuple[Decimal, str]]]] = defaultdict(lambda: defaultdict(list))
        units = set()
        for slot in vocabulary.slots:
            for value in vocabulary.values(slot):
                match = _VALUE.fullmatch(value.strip())
                if match:
                    kind, factor = _kind(match[2])
                    units.add(match[2].lower())
                    self._measured[kind][slot].append((number(match[1]) * factor, value))
        units |= {unit for unit, (kind, _) in _UNITS.items() if kind in self._measured}
        said = "|".join(sorted(map(re.escape, units), key=len, reverse=True)) or "(?!)"
        said = said.replace("|in|", r"|in(?=\s*(?:$|[,.;!?]))|")  # "under 30 in black" is no length
        self._patterns = [
            (
                re.compile(
                    rf"(?:\b|(?<=\s))(?:{words})\s*(?P<n>\d+(?:[.,]\d+)?)\s?(?P<unit>{said})s?\b", re.IGNORECASE
                ),
                keeps,
            )
            for words, keeps in _OPERATORS
        ]

    def read(self, text: str) -> list[Amount]:
        """Bounds on the slot that the text names, else on the one that most products state in such units.

        A bound that no value keeps names the nearest value's slot with nothing in it: nothing fits, and it is said.
        """
        found = []
        stems = {t.stem for t in tokens(text)}
        for pattern, keeps in self._patterns:
            for match in pattern.finditer(text):
                kind, factor = _kind(match["unit"])
                slots = self._measured.get(kind, {})
                if not slots:
                    continue
                named = [s for s in slots if stems & {t.stem for t in tokens(s.replace("_", " "))}]
                slot = max(named or slots, key=lambda s: (self._n_products(kind, s), s))
                kept = [v for own, v in sorted(slots[slot]) if keeps(own, number(match["n"]) * factor)]
                found.append(Amount(_one_of(slot, kept or [match.group()]), *match.span()))
        return found

    def _n_products(self, kind: str, slot: str) -> int:
        return sum(self._vocabulary.n_products(slot, value) for _, value in self._measured[kind][slot])


def _kind(unit: str) -> tuple[str, Decimal]:
    kind, factor = _UNITS.get(unit.lower(), _UNITS.get(unit.lower().removesuffix("s"), (unit.lower(), "1")))
    return kind, Decimal(factor)


def _one_of(slot: str, values: list[str]) -> Constraint:
    if len(values) == 1:
        return Constraint(slot, Operator.IS, values[0])
    return Constraint(slot, Operator.ONE_OF, tuple(values))
