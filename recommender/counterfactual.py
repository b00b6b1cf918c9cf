"""Counterfactuals: whether a signal matters to where a candidate stands, by ranking it once more without."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrieval.query import Candidate


class Signal(StrEnum):
    """What the parts of a score come from, as people would call it."""

    WORDS = "your words"
    PAST = "your history"
    CROWD = "other shoppers"
    OFFER = "the store's offer"
    RANGE = "the store's range"
    OTHER = "variety"


SWITCHED = (Signal.WORDS, Signal.PAST, Signal.CROWD, Signal.OFFER)  # what a shopper may switch off
_SEARCH = frozenset(("words", "meaning", "wished", "reread"))
_CROWD = frozenset(
    ("popularity", "demand", "rating", "follows", "taken by the same", "linear", "kinds follow", "kinds linear")
)
_RANGE = frozenset(("new", "stock"))
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
    if part in _RANGE:
        return Signal.RANGE
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


Anew = Callable[[Signal], Sequence[Candidate]]  # all candidates ranked once more without the signal, best first


@dataclass(frozen=True, slots=True)
class Swayed:
    """A signal that lifts a product: where it stands, and where it would without, both from 1."""

    signal: Signal
    place: int
    without: int

    @property
    def n_places(self) -> int:
        return self.without - self.place


def swayed(product_id: str, ranked: Sequence[Candidate], anew: Anew) -> tuple[Swayed, ...]:
    """The signals without which the product would stand further down, the one that lifts it furthest first.

    Told by ranking anew without each, so that none is named whose switching off would change nothing. Empty for what
    is not among the ranked.
    """
    place = place_of(product_id, ranked)
    found = [Swayed(signal, place, place_of(product_id, anew(signal))) for signal in SWITCHED] if place else []
    lifting = [one for one in found if one.n_places > 0]
    return tuple(sorted(lifting, key=lambda one: (-one.n_places, SWITCHED.index(one.signal))))


def place_of(product_id: str, ranked: Sequence[Candidate]) -> int:
    """From 1; 0 for what is not there."""
    return next((n for n, candidate in enumerate(ranked, 1) if candidate.product_id == product_id), 0)
