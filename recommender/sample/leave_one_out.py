"""How far apart popularity, item-kNN and the truth are: the gap is what a recommender can learn from the sample.

Leave one out: of each shopper the last look at a product that was new to them is left out, with all that came after.
All products are ranked, those of the history are filtered out, and ties count at their mean rank. Statistics come
from all shoppers' histories before their own target. Shoppers whose first product is their last are left aside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.sample.happenings import Moment
from recommender.sample.shelf import Floats
from recommender.sample.simulation import Simulated

TOP = 10
DECAY = 0.85  # weight that a product keeps for every newer one in the history
_N_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hit rate and NDCG at 10 with 95 % bootstrap intervals over shoppers; `ranks` has one rank for each of them."""

    name: str
    hit_rate: float
    hit_rate_between: tuple[float, float]
    ndcg: float
    ndcg_between: tuple[float, float]
    ranks: Floats


def compare(simulated: Simulated, *, seed: int) -> list[Ranking]:
    """Popularity, item-kNN and the truth's own ranking, in this order. Raises `ValueError` with nobody to rank for."""
    cases = [(m, h) for m, h in zip(simulated.moments, _histories(simulated), strict=True) if h]
    if not cases:
        raise ValueError(f"None of {len(simulated.shoppers)} shoppers saw a second product; simulate more shoppers.")
    n_products = len(simulated.shelf)
    seen = np.zeros((len(cases), n_products))
    for row, (_, history) in enumerate(cases):
        seen[row, history] = 1.0
    popularity = seen.sum(axis=0)
    likeness = cosine(seen)
    scores = {
        "popularity": [popularity for _ in cases],
        "item-kNN": [knn(likeness, history) for _, history in cases],
        "truth": [moment.utilities.astype(np.float64) for moment, _ in cases],
    }
    return [_ranking(name, cases, found, seed) for name, found in scores.items()]


def cosine(seen: Floats) -> Floats:
    """`(n_products, n_products)` from `(n_shoppers, n_products)`: shared shoppers / sqrt(n_a n_b), 0 with itself."""
    together = seen.T @ seen
    n = np.maximum(np.diag(together), 1.0)
    likeness: Floats = together / np.sqrt(np.outer(n, n))
    np.fill_diagonal(likeness, 0.0)
    return likeness


def knn(likeness: Floats, history: list[int]) -> Floats:
    """Every product's likeness to those of the history (oldest first), the newer ones counting more."""
    weights = DECAY ** np.arange(len(history) - 1, -1, -1)
    scores: Floats = weights @ likeness[history]
    return scores


def _histories(simulated: Simulated) -> list[list[int]]:
    """Of each moment, the products in the shopper's events before it: each once, by its latest event, oldest first."""
    before = {moment.shopper_id: moment.at for moment in simulated.moments}
    latest: dict[str, dict[int, None]] = {shopper_id: {} for shopper_id in before}
    for happening in simulated.happenings:
        if happening.lines and happening.at < before.get(happening.shopper_id, 0):
            history = latest[happening.shopper_id]
            for line in happening.lines:
                history.pop(line.product, None)
                history[line.product] = None
    return [list(latest[moment.shopper_id]) for moment in simulated.moments]


def _ranking(name: str, cases: list[tuple[Moment, list[int]]], scores: list[Floats], seed: int) -> Ranking:
    ranks = np.array([_rank(found, moment.product, h) for found, (moment, h) in zip(scores, cases, strict=True)])
    hits = (ranks <= TOP).astype(np.float64)
    gains = np.where(ranks <= TOP, 1.0 / np.log2(ranks + 1.0), 0.0)
    drawn = np.random.default_rng(seed).integers(0, len(ranks), (_N_RESAMPLES, len(ranks)))
    return Ranking(name, float(hits.mean()), _between(hits[drawn]), float(gains.mean()), _between(gains[drawn]), ranks)


def _rank(scores: Floats, target: int, history: list[int]) -> float:
    left = np.delete(scores, history)
    own = scores[target]
    return 1.0 + float((left > own).sum()) + (float((left == own).sum()) - 1.0) / 2.0


def _between(resampled: Floats) -> tuple[float, float]:
    low, high = np.percentile(resampled.mean(axis=1), (2.5, 97.5))
    return float(low), float(high)
