"""Counterfactuals: whether a signal matters to where a candidate stands, by ranking it once more without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from retrieval.query import Candidate


class Signal(StrEnum):
    """What the parts of a score come from, as people would call it."""

    WORDS = "your words"
    PAST = "your history"
    CROWD = "other shoppers"
    OFFER = "the store's offer"
    OTHER = "variety"


_SEARCH = frozenset(("words", "meaning", "wished", "reread"))
_CROWD = frozenset(("popularity", "demand", "rating", "new", "stock"))
_OTHER = frozenset(("repeat", "variety", "rest"))


@cache
def signal_of(part: str) -> Signal:
    """What a part of a candidate's score comes from; parts of a learned blend are of the shopper unless known else."""
    if part in _SEARCH:
        return Signal.WORDS
    if part in _CROWD:
        return Signal.CROWD
    if part == "offer":
        return Signal.OFFER
    return Signal.OTHER if part in _OTHER else Signal.PAST


def points(parts: Mapping[str, float], signal: Signal) -> float:
    """What a signal adds to the score; below 0 where it speaks against."""
    return sum(value for part, value in parts.items() if signal_of(part) is signal)


def place(shown: Candidate, ranked: Sequence[Candidate], without: Signal | None = None) -> int:
    """Where it stands among the ranked, from 1; or would, if a signal were switched off for all of them."""

    def key(candidate: Candidate) -> tuple[float, str]:
        return -(candidate.score - (points(candidate.parts, without) if without else 0.0)), candidate.product_id

    own = key(shown)
    return 1 + sum(key(other) < own for other in ranked if other.product_id != shown.product_id)


def matters(shown: Candidate, ranked: Sequence[Candidate], signal: Signal) -> bool:
    """Whether the signal lifts it: switched off, it would stand further down.

    Of candidates without parts nothing is known of the rank, and nothing is denied: they were not ranked.
    """
    if not any(candidate.parts for candidate in ranked):
        return True
    return points(shown.parts, signal) > 0 and place(shown, ranked, signal) > place(shown, ranked)
