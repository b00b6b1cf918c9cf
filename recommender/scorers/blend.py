"""A blend: several models' scores, each made comparable first, then added with weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import without_history
from recommender.sequences import ProductNumbers, Sequences, SequenceScorer

FLOOR = 0.02  # share of a row's best below which the logarithm tells little apart


class Weight(NamedTuple):
    """Of a part's share and of the logarithm of it; neither below 0, so that a higher score never counts less."""

    share: float
    log: float = 0.0


class BlendScorer:
    """`sum over parts of share_weight * s + log_weight * log((FLOOR + s) / FLOOR)`, s a score's share of the best.

    Additive, so that every place can be told part by part. The share lets a model that is sure decide; the logarithm
    multiplies opinions, so that what all find good beats what one finds best. Parts that have been fitted already may
    be blended without `fit`. ValueError for a weight without a part, or below 0.
    """

    def __init__(self, parts: Mapping[str, SequenceScorer], weights: Mapping[str, Weight]) -> None:
        unknown = sorted(weights.keys() - parts.keys())
        if unknown or not any(max(weight) > 0 for weight in weights.values()):
            raise ValueError(f"Weights for {', '.join(unknown) or 'nothing'}. Parts: {', '.join(sorted(parts))}.")
        if any(min(weight) < 0 for weight in weights.values()):
            raise ValueError(f"Weights are {dict(weights)}; none may be below 0.")
        self._used = {name: weight for name, weight in weights.items() if max(weight) > 0}
        self._parts = {name: parts[name] for name in self._used}

    @property
    def weights(self) -> Mapping[str, Weight]:
        return MappingProxyType(self._used)

    def fit(self, sequences: Sequences) -> None:
        for part in self._parts.values():
            part.fit(sequences)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        total: NDArray[np.float32] | None = None
        for name, part in self._parts.items():
            share = shares(part.scores(histories), histories)
            weight = self._used[name]
            told = weight.share * share + weight.log * logs(share)
            total = told if total is None else total + told
        return np.asarray(total, dtype=np.float32)


def shares(scores: NDArray[np.float32], histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
    """`(n, n_products)`, 0-1: where a score stands between its row's lowest and its highest outside the history.

    What was taken already is often likest to itself; it is cut to 1, so that it does not press the others together.
    A row without any difference says nothing: zeros.
    """
    open_ = without_history(scores, histories)
    low = scores.min(axis=1, keepdims=True, initial=np.inf)
    high = open_.max(axis=1, keepdims=True, initial=-np.inf)
    span = np.where(high > low, high - low, np.inf)
    return np.asarray(np.clip((scores - low) / span, 0.0, 1.0), dtype=np.float32)


def logs(share: NDArray[np.float32]) -> NDArray[np.float32]:
    """From 0 for a share of 0 to `log(1 + 1 / FLOOR)`, 3.9, for the best."""
    return np.asarray(np.log1p(share / FLOOR), dtype=np.float32)
