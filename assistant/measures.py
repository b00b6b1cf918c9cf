"""Measures: "at least 20 l", "under 1.2 kg" as bounds on the store's numeric attributes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from assistant.amounts import Amount, number
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

_VALUE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)")
_LEAST = r"at least|min(?:imum)?(?: of)?|over|more than|above|from|bigger than|longer than|no less than"
_MOST = r"at most|max(?:imum)?(?: of)?|up to|under|below|less than|lighter than|smaller than|quieter than|no more than"
_ABOUT = r"about|around|roughly|approximately"
_OPERATORS = {Operator.AT_LEAST: _LEAST, Operator.AT_MOST: _MOST, Operator.ABOUT: _ABOUT}


class Measures:
    """Knows which slots of a store are stated in which unit. Numbers are compared as written, so only in slots of one unit."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        by_unit: dict[str, Counter[str]] = defaultdict(Counter)
        for slot in vocabulary.slots:
            measured = [(value, m) for value in vocabulary.values(slot) if (m := _VALUE.fullmatch(value.strip()))]
            units = {m[2].lower() for _, m in measured}
            if len(units) == 1:  # "500 ml" beside "1 l" cannot be compared as written
                by_unit[units.pop()][slot] += sum(vocabulary.n_products(slot, value) for value, _ in measured)
        self._slots = {unit: [slot for slot, _ in slots.most_common()] for unit, slots in by_unit.items()}
        units = "|".join(sorted(map(re.escape, self._slots), key=len, reverse=True)) or "(?!)"
        self._patterns = [
            (operator, re.compile(rf"\b(?:{words})\s*(?P<n>\d+(?:[.,]\d+)?)\s?(?P<unit>{units})\b", re.IGNORECASE))
            for operator, words in _OPERATORS.items()
        ]

    def read(self, text: str) -> list[Amount]:
        """Bounds in units that the store uses; the slot named in the text if one is, else the commonest."""
        found = []
        said = {t.stem for t in tokens(text)}
        for operator, pattern in self._patterns:
            for match in pattern.finditer(text):
                slots = self._slots[match["unit"].lower()]
                named = [s for s in slots if said & {t.stem for t in tokens(s.replace("_", " "))}]
                constraint = Constraint((named or slots)[0], operator, number(match["n"]))
                found.append(Amount(constraint, *match.span()))
        return found
