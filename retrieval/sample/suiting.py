"""Which of the sentences written for a kind of thing can be said of one product without contradicting it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.tokens import STOP_WORDS, Token, tokens

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FOR_MEN = re.compile(r"\b(?:husband|boyfriend|son|brother|father|dad|grandfather|uncle|nephew)\b", re.I)
_FOR_WOMEN = re.compile(r"\b(?:wife|girlfriend|daughter|sister|mother|mom|grandmother|aunt|niece)\b", re.I)
_NOT_SPOKEN_OF = frozenset(("care", "safety", "country", "warranty", "size_system", "energy_class"))
# How many months somebody must have had a thing to say so.
_TIMES = (
    (re.compile(r"\b(?:years|winters|summers|seasons|third (?:season|winter|summer|year))\b", re.I), 24),
    (re.compile(r"\b(?:year|second (?:season|winter|summer))\b", re.I), 12),
    (re.compile(r"\b(?:months|winter|summer|season|spring|autumn)\b", re.I), 5),
    (re.compile(r"\b(?:month|weeks)\b", re.I), 1),
)


class Suiting:
    """Judges sentences for one product."""

    def __init__(self, assortment: Assortment, kind: Kind, item: Item) -> None:
        colors = {name.lower() for name in assortment.colors}
        stated = " ".join(value for slot in {**item.attributes, **item.options} for value in item.values(slot))
        self._numbers = set(_NUMBER.findall(stated))
        self._other_colors = colors - {color.lower() for color in item.values("color")}
        self._missing = _missing_parts(kind, item, stated)
        gender = item.values("gender")
        self._not_for = _FOR_MEN if gender == ("Women",) else _FOR_WOMEN if gender == ("Men",) else None

    def suited(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Those without a number or a color that the product has not, nor a person it is not made for.

        Lines about a part or a material that only others of its kind have are left out too, unless no line is left.
        """
        possible = [line for line in lines if self._is_possible(line)]
        best = tuple(line for line in possible if not self._missing & _stems([line]))
        return best or tuple(possible)

    def _is_possible(self, line: str) -> bool:
        words = {token.word for token in _tokens(line)}
        return (
            set(_NUMBER.findall(line)) <= self._numbers
            and not words & self._other_colors
            and not (self._not_for and self._not_for.search(line))
        )


def is_old_enough(line: str, months: float) -> bool:
    """Whether somebody who has had it for so many months can say this: "third winter" takes two years."""
    return months >= _months_needed(line)


@cache
def _months_needed(line: str) -> int:
    return next((needed for pattern, needed in _TIMES if pattern.search(line)), 0)


def _missing_parts(kind: Kind, item: Item, stated: str) -> set[str]:
    """The stems of what the kind's other products state of features, materials and so on: "Pit zips" is about zips."""
    values = {
        value
        for other in kind.items
        for slot, values in other.attributes.items()
        if slot not in _NOT_SPOKEN_OF
        for value in values
        if not _NUMBER.search(value)
    }
    last = {found[-1].stem for value in values if (found := _tokens(value))}
    return last - _stems([item.title, item.line, stated, kind.name, *kind.aspects])


def _stems(texts: Iterable[str]) -> set[str]:
    return {token.stem for text in texts for token in _tokens(text) if token.word not in STOP_WORDS}


@cache  # the same sentences are judged for every product of a kind
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))
