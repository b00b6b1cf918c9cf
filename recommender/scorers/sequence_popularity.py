"""What is in demand, from lists alone: the plainest model of the next product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.weighted_histories import fitted
from recommender.sequences import ProductNumbers, Sequences

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class SequencePopularityConfig:
    half_life_days: float = 90.0  # counted back from the latest time, where times are known
    decay: float = 0.9  # for each step back from a list's end, where they are not


class SequencePopularityScorer:
    """Sum over all lists of `0.5 ** (age / half-life)`, or without times of `decay ** steps from the list's end`.

    The same row for everybody. One pass to fit, a copy to score.
    """

    def __init__(self, config: SequencePopularityConfig | None = None) -> None:
        self.config = config or SequencePopularityConfig()
        self._demand: NDArray[np.float32] | None = None

    def fit(self, sequences: Sequences) -> None:
        weights = self._by_time(sequences) if sequences.times is not None else self._by_step(sequences)
        taken = np.concatenate([*sequences.lists, np.empty(0, dtype=np.int32)])
        demand = np.bincount(taken, weights=weights, minlength=sequences.n_products)
        self._demand = demand.astype(np.float32)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        return np.tile(fitted(self._demand, self), (len(histories), 1))

    def _by_time(self, sequences: Sequences) -> NDArray[np.float64]:
        at = np.concatenate([*(sequences.times or ()), np.empty(0)])
        age_days = (at.max(initial=0.0) - at) / DAY_S
        return np.asarray(0.5 ** (age_days / self.config.half_life_days), dtype=np.float64)

    def _by_step(self, sequences: Sequences) -> NDArray[np.float64]:
        ago = [np.arange(products.size)[::-1] for products in sequences.lists]
        return np.asarray(self.config.decay ** np.concatenate([*ago, np.empty(0)]), dtype=np.float64)
