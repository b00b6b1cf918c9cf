"""Measures in notes: "<=60 decibels", "140 wide", "six of us" as the values of the slot that measures it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.naming.qualities import QUALITIES
from assistant.quantities.amounts import number
from assistant.quantities.measures import PERSONS, Measures, kind_of_unit
from retrieval.query import Constraint, Operator
from retrieval.tokens import STOP_WORDS, stem, tokens
from retrieval.vocabulary import Vocabulary

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:[.,]\d+)?|[a-z]+", re.IGNORECASE)
_UNIT = re.compile(r"[\s-]*([^\W\d_]+|°\s?[CF]?|[\"″%])", re.IGNORECASE)
_OR_LESS = re.compile(
    r"\b(?:or (?:less|lower|under|below|smaller|narrower|shorter|lighter|fewer|quieter|cooler|cheaper)|max(?:imum)?|"
    r"tops|"
    r"at most|up to|under|below|less than|no more than)\b|以下|以内|不超过|最多",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\b(?:or (?:more|over|above|higher|bigger|larger|longer|wider|better|up)|and (?:up|above|over)|min(?:imum)?|"
    r"at least|over|above|more than)\b|\+|以上|至少|起码",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approx\w*|ish)\b|左右|大概|大约", re.IGNORECASE)
_OF_PERSONS = re.compile(r"\b(?:of us|us|adults?|kids|friends|guests|heads|at a time|persons?|people|players?)\b", re.I)
_HALF_ONE = re.compile(r"\bhalf an? (?=[a-z])", re.IGNORECASE)
_ONE = re.compile(r"^an? (?=hour|minute|day|year|liter|litre|pound|kilo|meter|metre|foot|inch|gram)", re.IGNORECASE)
_OPERATORS = {"<=": Operator.AT_MOST, ">=": Operator.AT_LEAST, "~": Operator.ABOUT, "=": Operator.IS}

_SAYS = {
    Operator.AT_MOST: (_OR_LESS, "at most"),
    Operator.AT_LEAST: (_OR_MORE, "at least"),
    Operator.ABOUT: (_ABOUT, "about"),
}
# "It must carry 5 kilos", "I am 145 kg": what is laid on a thing, not what it weighs.
_LOADED = re.compile(
    r"\b(?:carr(?:y|ies)|holds?|takes?|supports?|bears?|copes?|handles?|withstands?|(?:i|he|she) weighs?)\b|"
    r"\b(?:i ?am|i'?m|he'?s|she'?s)\s\s",  # right before the number, which is not among the words around it
    re.IGNORECASE,
)
_BOUNDS = frozenset({"max", "min"})  # "75 max" names no `max_load`
_BYTES = re.compile(r"\d\s?([GT])\b")
_LEAST_KELVIN = 1000  # no lamp's light is redder


@dataclass(frozen=True, slots=True)
class Measure:
    """As said: from `low` to `high`, the same but for a range, in a unit that may not be known (or said)."""

    operator: Operator
    low: Decimal
    high: Decimal
    unit: str
    words: str


def _as_said(measure: Measure) -> str:
    """A bound as a chip says it, "at most 60 decibels"; nothing for the very measure, which the values say."""
    words = re.sub(r" ?\.\. ?", " to ", measure.words)
    if measure.operator in (Operator.IS, Operator.BETWEEN):
        return words if measure.operator is Operator.BETWEEN else ""
    spoken, bound = _SAYS[measure.operator]
    return words if spoken.search(words) else f"{bound} {words}"


class NoteMeasures:
    """Grounds the measures of notes in one store."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._measures = Measures(vocabulary)
        kinds = {kind for unit in self._measures.units for kind, _ in [kind_of_unit(unit)]}
        self._units = sorted(self._measures.units)
        self._kinds = sorted(kinds)

    def is_unit(self, word: str) -> bool:
        """Whether the store measures anything in this unit."""
        return bool(self._known(word.lower()))

    def read(self, sign: str, words: str) -> Measure | None:
        """The measure that an operator of a note and words in English say; None for words without a number."""
        counted = _ONE.sub("1 ", _HALF_ONE.sub("0.5 ", words.strip()))
        ends = [end for end in re.split(r" ?\.\. ?", counted) if end]
        said = [(value, rest) for end in ends if (value := _number(end)) is not None for rest in [value[1]]]
        if not said or len(said) != len(ends):
            return None
        amounts = sorted(value for (value, _), _ in said)
        rest = said[-1][1]
        operator = Operator.BETWEEN if len(said) > 1 else _OPERATORS.get(sign, Operator.IS)
        if operator is Operator.IS:
            for said_so, meant in (
                (_OR_LESS, Operator.AT_MOST),
                (_OR_MORE, Operator.AT_LEAST),
                (_ABOUT, Operator.ABOUT),
            ):
                operator = meant if said_so.search(words) else operator
        unit = _UNIT.match(rest)
        if unit and unit[1] in "kK" and amounts[-1] < _LEAST_KELVIN:  # "4K" is how sharp a screen is
            return None
        return Measure(operator, amounts[0], amounts[-1], unit[1].strip().lower() if unit else "", words)

    def ground(self, measure: Measure, kinds: Sequence[str], around: str) -> Constraint | None:
        """The values that keep it, of the slot that the words `around` name, else of the one that the `kinds` state.

        Where no value keeps it the slot with the words as said, which nothing fits; None where no slot measures it.
        """
        unit = self._of_storage(measure, kinds) or self._known(measure.unit)
        persons = not unit and _OF_PERSONS.search(f"{measure.words} {around}")
        is_cold = not measure.unit and measure.low < 0  # only temperatures are below nothing
        units = {kind_of_unit(unit or "°")} if unit or is_cold else {(PERSONS, Decimal(1))} if persons else set()
        found = [(kind, factor, slot) for kind, factor in units for slot in self._measures.slots_of(kind)]
        if not (unit or persons or is_cold):  # "140 wide"
            found += [
                (kind, factor, slot)
                for kind in self._kinds
                for slot in self._measures.slots_of(kind)
                for factor in [self._own_factor(kind, slot)]
            ]
        naming = measure.words if measure.unit and not unit else f"{measure.words} {around}"
        named = [one for one in found if self._is_named(one[2], naming)]
        if not (unit or persons or is_cold) and not named:
            stated = {
                one for one in found if one[0] == PERSONS and self._share(one[2], kinds) >= 0.5 and not measure.unit
            }
            named = sorted(stated) if len({slot for _, _, slot in stated}) == 1 else []
            if not named:
                return None
        if not found:
            return None
        in_kind = [one for one in named or found if self._share(one[2], kinds)]
        if kinds and not in_kind and unit and not named:  # "40 min by bike", of backpacks, says nothing of them
            return None
        in_kind = in_kind or named or found
        kind, factor, slot = max(in_kind, key=lambda one: (self._share(one[2], kinds), self._n(one[2]), one[2]))
        kept = self._measures.keeping(kind, slot, measure.operator, measure.low * factor, measure.high * factor)
        values = tuple(kept) or (measure.words,)
        said = _as_said(measure)
        if len(values) == 1:
            return Constraint(slot, Operator.IS, values[0], said=said)
        return Constraint(slot, Operator.ONE_OF, values, said=said)

    def _share(self, slot: str, kinds: Sequence[str]) -> float:
        return self._vocabulary.share_stating(slot, kinds) if kinds else 0.0

    def _n(self, slot: str) -> int:
        return sum(self._vocabulary.n_products(slot, value) for value in self._vocabulary.values(slot))

    def _of_storage(self, measure: Measure, kinds: Sequence[str]) -> str:
        """ "128G", of memory cards, are gigabytes; empty where the kind stores nothing."""
        said = _BYTES.search(measure.words)
        whole = f"{said[1].lower()}b" if said else ""
        stored = self._measures.slots_of(kind_of_unit(whole)[0]) if whole else ()
        return whole if any(self._share(slot, kinds) for slot in stored) else ""

    def _known(self, unit: str) -> str:
        """The unit as the store writes it, of a misspelt one the nearest; empty for a word that is none."""
        if not unit:
            return ""
        unit = {'"': "in", "″": "in"}.get(unit, unit)
        if kind_of_unit(unit)[0] in self._kinds:
            return unit
        if len(unit) < 4:
            return ""
        near = process.extractOne(
            unit,
            [known for known in self._units if len(known) > 3],
            scorer=OSA.distance,
            score_cutoff=1 + (len(unit) > 5),
        )
        return near[0] if near and near[0][0] == unit[0] else ""

    def _own_factor(self, kind: str, slot: str) -> Decimal:
        """What one of the commonest value's unit is: "140 wide" is in cm where widths are."""
        first = next((v for v in self._vocabulary.values(slot) if (m := _UNIT_OF.search(v)) and m), "")
        match = _UNIT_OF.search(first)
        own, factor = kind_of_unit(match[1]) if match else ("", Decimal(1))
        return factor if own == kind else Decimal(1)

    @staticmethod
    def _is_named(slot: str, words: str) -> bool:
        own = {stem(word) for word in slot.split("_") if word not in STOP_WORDS | _BOUNDS}
        if "load" in own and _LOADED.search(words):
            return True
        for token in tokens(words):
            quality = QUALITIES.get(token.stem) or QUALITIES.get(stem(token.word.removesuffix("er")))
            if token.stem in own or (quality and slot == quality.slot_among([slot])):
                return True
        return False


_UNIT_OF = re.compile(r"\d\s*([^\W\d_]+|°[CF]?)$")


def _number(words: str) -> tuple[Decimal, str] | None:
    """The first number of the words, and what follows it; ranges within a word ("10-15") are no number."""
    for match in _NUMBER.finditer(words):
        said = match.group()
        if said[-1].isdigit():
            value = number(said.removeprefix("-"))
            return (-value if said.startswith("-") else value), words[match.end() :]
        if said.lower() in ("zero", "nought") or number(said):
            value = number(said)
            rest = words[match.end() :]
            half = re.match(r"\s+and a half\b", rest, re.IGNORECASE)
            return (value + Decimal("0.5"), rest[half.end() :]) if half else (value, rest)
    return None
