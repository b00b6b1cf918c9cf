"""ROUGE: how much of a human summary's words another summary has (Lin 2004, aclanthology.org/W04-1013)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.tokens import stem

_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Rouge:
    """F of single words, of pairs of words and of the longest common subsequence of the whole texts; each 0..1."""

    one: float
    two: float
    longest: float


def rouge(summary: str, references: Sequence[str]) -> Rouge:
    """The mean over the references; words by their stems, without regard to case. Raises `ValueError` for none."""
    if not references:
        raise ValueError("There is no reference to compare a summary with. Give at least one.")
    own = _words(summary)
    found = [_against(own, _words(reference)) for reference in references]
    n = len(found)
    return Rouge(*(sum(getattr(r, part) for r in found) / n for part in ("one", "two", "longest")))


def _against(own: list[str], other: list[str]) -> Rouge:
    one, two = (_f(_shared(own, other, n), len(own) - n + 1, len(other) - n + 1) for n in (1, 2))
    return Rouge(one, two, _f(longest_common(own, other), len(own), len(other)))


def _shared(own: list[str], other: list[str], n: int) -> int:
    runs = [Counter(zip(*(words[at:] for at in range(n)), strict=False)) for words in (own, other)]
    return (runs[0] & runs[1]).total()


def longest_common(own: Sequence[str], other: Sequence[str]) -> int:
    """Words of the longest subsequence of both."""
    row = [0] * (len(other) + 1)
    for word in own:
        before = 0
        for at, theirs in enumerate(other, start=1):
            before, row[at] = row[at], before + 1 if word == theirs else max(row[at], row[at - 1])
    return row[-1]


def _f(n_shared: int, n_own: int, n_other: int) -> float:
    return 2 * n_shared / (n_own + n_other) if n_own > 0 and n_other > 0 else 0.0


def _words(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower())]
