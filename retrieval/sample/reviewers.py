"""Made-up people and what they think of a product: drawn around its hidden quality."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from retrieval.sample.assortment import Kind
from retrieval.sample.quality import SIZE, VALUE

GOOD, BAD, MIXED = "good", "bad", "mixed"
_NOISE = 0.4  # how far one's own experience lies from the truth
_TEMPER = 0.75  # harsh or mild: stars more or less
_TASTE = 0.5  # how differently people weigh the aspects
_MIDDLE, _STRETCH = 3.6, 2.7  # stars of a product that is neither good nor bad, and how many more the best gets
_VALUE_WEIGHT = 0.15  # of the price, against all aspects together
_MISHAP = 0.03  # of orders go wrong whatever the product is like
_MEANT = 0.1  # nearer to 0 somebody is of two minds


@dataclass(frozen=True, slots=True)
class Opinion:
    """One person's: stars, and what they speak of. The mentions agree with the stars."""

    rating: int
    mentions: tuple[tuple[str, str], ...]  # aspect and good, bad or mixed; what carries the stars comes first
    value: str  # what they think of the price: good, bad or mixed
    size: str = ""  # small, large or true where they speak of it
    is_mishap: bool = False  # what went wrong was the order


def opinion(kind: Kind, truth: Mapping[str, float], chance: Random, *, is_worn: bool) -> Opinion:
    """What one more person thinks. `is_worn` things come in sizes that may be remarked on.

    `stars = 3.6 + 2.7 * satisfaction + N(0, 0.75)`, rounded; satisfaction is the mean of the experienced aspects
    (truth + N(0, 0.4)), weighted by the kind's weights times the person's own taste, and less for a wrong size.
    """
    aspects = {aspect: said for aspect, said in kind.aspects.items() if aspect in truth}
    felt = {aspect: max(-1.0, min(1.0, chance.gauss(truth[aspect], _NOISE))) for aspect in (*aspects, VALUE)}
    taste = {aspect: said.weight * math.exp(chance.gauss(0, _TASTE)) for aspect, said in aspects.items()}
    weights = {**taste, VALUE: taste.get(VALUE, _VALUE_WEIGHT * sum(taste.values()))}
    satisfaction = sum(weights[aspect] * felt[aspect] for aspect in weights) / sum(weights.values())
    size = _size(truth[SIZE], chance) if is_worn else ""
    if size not in ("", "true"):
        satisfaction -= 0.25 * abs(truth[SIZE])
    is_mishap = chance.random() < _MISHAP
    stars = _MIDDLE + _STRETCH * satisfaction + chance.gauss(0, _TEMPER)
    rating = chance.choice((1, 1, 1, 2, 2, 3)) if is_mishap else max(1, min(5, round(stars)))
    ordered = sorted(taste, key=lambda a: (-(chance.random() ** (1 / (taste[a] * (0.3 + abs(felt[a]))))), a))
    n = chance.choices((0, 1, 2, 3), (12, 40, 33, 15))[0]
    return Opinion(rating, _mentions(ordered, felt, rating, n), _stance(felt[VALUE]), size, is_mishap)


def _mentions(ordered: list[str], felt: Mapping[str, float], rating: int, n: int) -> tuple[tuple[str, str], ...]:
    """At most `n` of the aspects: those that come first and go with the stars."""
    found: list[tuple[str, str]] = []
    for aspect in ordered:
        stance = _stance(felt[aspect])
        others = [s for _, s in found if s != (GOOD if rating >= 4 else BAD)]
        fits = {
            5: stance == GOOD,
            4: stance == GOOD or not others,
            3: True,
            2: stance == BAD or not others,
            1: stance == BAD,
        }[rating]
        if fits and len(found) < n:
            found.append((aspect, stance))
    if rating in (2, 4) and not any(s == (GOOD if rating == 4 else BAD) for _, s in found):
        found = [mention for mention in found if mention[1] == MIXED]
    first = {GOOD: 0, MIXED: 1, BAD: 2} if rating >= 3 else {BAD: 0, MIXED: 1, GOOD: 2}
    return tuple(sorted(found, key=lambda mention: first[mention[1]]))


def _stance(felt: float) -> str:
    return GOOD if felt > _MEANT else BAD if felt < -_MEANT else MIXED


def _size(truth: float, chance: Random) -> str:
    """Who notices says so; one in seven finds the opposite of what most find, or nothing amiss."""
    if not truth:
        return "true" if chance.random() < 0.06 else ""
    if chance.random() > 0.2 + 0.35 * abs(truth):
        return ""
    usual, unusual = ("small", "large") if truth < 0 else ("large", "small")
    return chance.choices((usual, "true", unusual), (86, 11, 3))[0]
