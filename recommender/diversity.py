"""Lists that are not more of the same: variety with a dial, a shopper's tastes in proportion, rest for what was shown.

Nothing here drops or adds a product: each function gives an order of all that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Product = TypeVar("Product", bound=Hashable)
Gain = Callable[[list[int]], NDArray[np.float64]]  # of every product, after those chosen
TASTE_FLOOR = 0.01  # of a taste is taken as shown already, so that a kind not yet in the list costs finitely much


def varied(scores: NDArray[np.float64], likeness: NDArray[np.float64], dial: float, n: int) -> list[int]:
    """The order of MMR: the first `n` places go one by one to the largest
    `(1 - dial) * score - dial * likeness to the likest one above it`, the others follow by score.

    Carbonell and Goldstein 1998 (SIGIR). `scores` `(m,)`, taken from 0 to 1 between the lowest and the highest;
    `likeness` `(m, m)`, 0-1. Ties go to the earlier position. Dial 0 is the order of the scores, whatever the likeness.
    ValueError for a dial outside 0-1.
    """
    _check(dial)
    worth = _unit(scores)
    likest = np.zeros(worth.size)

    def gain(chosen: list[int]) -> NDArray[np.float64]:
        if chosen:
            np.maximum(likest, likeness[chosen[-1]], out=likest)
        return np.asarray((1.0 - dial) * worth - dial * likest, dtype=np.float64)

    return _greedy(scores, n, gain)


def calibrated(
    scores: NDArray[np.float64], kinds: NDArray[np.float64], taste: NDArray[np.float64], dial: float, n: int
) -> list[int]:
    """An order whose first `n` have a shopper's kinds in the shares that their taste has them.

    Steck 2018 (RecSys): greedily the largest `(1 - dial) * score - dial * KL(taste, kinds in the list)`, scores as
    the mean of the list.
    `scores` `(m,)`, taken from 0 to 1; `kinds` `(m, n_kinds)`, rows that sum to 1; `taste` `(n_kinds,)` sums to 1, or
    is all zero: nothing known, the order of the scores. Dial 0 is that order, too. ValueError for a dial outside 0-1.
    """
    _check(dial)
    worth, in_list = _unit(scores), np.zeros(taste.size)
    liked = taste > 0

    def gain(chosen: list[int]) -> NDArray[np.float64]:
        if chosen:
            in_list[:] += kinds[chosen[-1]]
        shares = (in_list + kinds) / (len(chosen) + 1)
        seen = (1.0 - TASTE_FLOOR) * shares[:, liked] + TASTE_FLOOR * taste[liked]
        apart = (taste[liked] * np.log(taste[liked] / seen)).sum(axis=1)
        return np.asarray((1.0 - dial) * worth / (len(chosen) + 1) - dial * apart, dtype=np.float64)

    return _greedy(scores, n, gain)


def rested(
    ranked: Sequence[Product],
    shown: Sequence[Sequence[Product]],
    *,
    answered: Collection[Product] = (),
    leading: int = 3,
    lists: int = 2,
) -> list[Product]:
    """Not the same three again: what led one of the last `lists` lists, and was not answered, leaves the lead.

    `shown` are the lists shown before, oldest first; `answered` what was opened, liked or carted since. The first
    `leading` places go to the best that did not lead; everything else keeps its order. Where too few others are left
    to lead, those that led fill up, best first.
    """
    tired = {product for list_ in shown[-lists:] for product in list_[:leading]} if lists else set()
    tired -= set(answered)
    lead = [product for product in ranked if product not in tired][:leading]
    up = set(lead)
    return lead + [product for product in ranked if product not in up]


def _greedy(scores: NDArray[np.float64], n: int, gain: Gain) -> list[int]:
    by_score = np.argsort(-scores, kind="stable").tolist()
    chosen: list[int] = []
    left = np.ones(scores.size, dtype=bool)
    for _ in range(min(n, scores.size)):
        gains = np.where(left, gain(chosen), -np.inf)
        best = next(at for at in by_score if gains[at] == gains.max())
        chosen.append(best)
        left[best] = False
    return chosen + [at for at in by_score if left[at]]


def _unit(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    low, high = float(scores.min(initial=np.inf)), float(scores.max(initial=-np.inf))
    return np.asarray((scores - low) / (high - low) if high > low else np.zeros(scores.size), dtype=np.float64)


def _check(dial: float) -> None:
    if not 0.0 <= dial <= 1.0:
        raise ValueError(f"The dial is {dial}; expected 0 (by score alone) to 1 (variety alone).")
