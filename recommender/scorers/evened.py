"""Popularity bias taken back: what has more places in lists than most is weighed a little less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import BATCH, TOP, first, without_history
from recommender.scorers.blend import shares
from recommender.scorers.weighted_histories import fitted
from recommender.sequences import ProductNumbers, Sequences, SequenceScorer


@dataclass(frozen=True, slots=True)
class EvenedConfig:
    dial: float = 0.17  # 0: the model as it is; higher: places spread more evenly
    rounds: int = 2  # between which the places are counted again, as they are by then
    kept: int = 2  # of each list's best stay where they are: accuracy lives there, the other places cost little
    asked: int = 8_000  # training lists, drawn by the seed, whose first ten tell who gets the places


class EvenedScorer:
    """A model's shares, each times `((places + mean) / (2 * mean)) ^ -(dial / rounds)`, round after round.

    Products have a price for their places that goes up step by step where they are many, as in dual ascent. Places are
    those of training shoppers, so that no list shown later is needed. Dial 0 keeps every order.
    """

    def __init__(self, model: SequenceScorer, config: EvenedConfig | None = None, *, seed: int = 7) -> None:
        self.model = model
        self.config = config or EvenedConfig()
        self.seed = seed
        self._prices: NDArray[np.float32] | None = None

    def fit(self, sequences: Sequences) -> None:
        self.model.fit(sequences)
        config = self.config
        lists = [products for products in sequences.lists if products.size]
        if config.asked < len(lists):
            rows = np.sort(np.random.default_rng(self.seed).choice(len(lists), config.asked, replace=False))
            lists = [lists[row] for row in rows]
        self._prices = np.zeros(sequences.n_products, dtype=np.float32)
        if not lists or not config.dial:
            return
        for _ in range(config.rounds):
            places = np.zeros(sequences.n_products, dtype=np.int64)
            for start in range(0, len(lists), BATCH):
                batch = lists[start : start + BATCH]
                best = first(without_history(self.scores(batch), batch), TOP)
                places += np.bincount(best.ravel(), minlength=sequences.n_products)
            even = max(float(places.mean()), 1e-9)
            step = config.dial / config.rounds
            self._prices = self._prices + np.float32(step) * np.log((places + even) / (2 * even)).astype(np.float32)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        prices = fitted(self._prices, self)
        share = shares(self.model.scores(histories), histories)
        evened = share * np.exp(-prices)
        kept = min(self.config.kept, share.shape[1])
        if kept and len(histories):
            best = first(without_history(share, histories), kept)
            rows = np.arange(len(histories))[:, None]
            evened[rows, best] = share[rows, best] + np.exp(-float(prices.min()))  # above all that is evened
        return np.asarray(evened, dtype=np.float32)
