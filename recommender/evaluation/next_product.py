"""How well models guess the next product: places among all products, exact for one right product each."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from recommender.sequences import ProductNumbers, Sequences, SequenceScorer, Split

TOP = 10
BATCH = 256  # histories scored at once: 256 rows of 20,000 products are 20 MB
TAIL = 5  # a target seen less often than this in training is of the tail


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """`ranks[i]` is the place of target i, from 1, halves where it is tied; `shown` how often each product was in a
    list's first 10."""

    ranks: NDArray[np.float64]
    shown: NDArray[np.int64]
    score_s: float


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over shoppers with half the width of its 95 % interval (normal approximation)."""

    mean: float
    within: float
    n: int


def places(
    models: Mapping[str, SequenceScorer],
    split: Split,
    *,
    leave_out_history: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Places]:
    """Ranks all products for each history of the split, by each model.

    What the history holds is left out of the ranking, unless `leave_out_history` is false. A tie counts as the mean
    of the places it spans: the ids of the public sets are numbered by first appearance, so that ties broken by id
    would give targets away. All models are asked about the same batch before the next one, with the same object, so
    that a blend may share what its parts have scored (`Shared`). `score_s` is the time within `scores` only.
    ValueError for scores that are not finite or not of the promised shape.
    """
    n_products = split.training.n_products
    ranks = {name: np.empty(len(split.histories), dtype=np.float64) for name in models}
    shown = {name: np.zeros(n_products, dtype=np.int64) for name in models}
    score_s = dict.fromkeys(models, 0.0)
    for start in range(0, len(split.histories), BATCH):
        histories = split.histories[start : start + BATCH]
        targets = split.targets[start : start + BATCH]
        for name, model in models.items():
            began = time.perf_counter()
            scores = model.scores(histories)
            score_s[name] += time.perf_counter() - began
            if scores.shape != (len(histories), n_products) or not np.isfinite(scores).all():
                raise ValueError(
                    f"The model '{name}' gave scores of shape {scores.shape}, or some that are not finite; "
                    f"expected {(len(histories), n_products)}, all finite."
                )
            if leave_out_history:
                scores = without_history(scores, histories)
            ranks[name][start : start + BATCH] = target_ranks(scores, targets)
            shown[name] += np.bincount(first(scores, TOP).ravel(), minlength=n_products)
        if progress:
            progress(start + len(histories), len(split.histories))
    return {name: Places(ranks[name], shown[name], score_s[name]) for name in models}


class Shared:
    """A fitted model that scores a batch once, however many ask for it one after the other. Not to be written to."""

    def __init__(self, scorer: SequenceScorer) -> None:
        self.scorer = scorer
        self._last: tuple[Sequence[ProductNumbers], NDArray[np.float32]] | None = None

    def fit(self, sequences: Sequences) -> None:
        self._last = None
        self.scorer.fit(sequences)

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        if self._last is None or self._last[0] is not histories:
            self._last = (histories, self.scorer.scores(histories))
        return self._last[1]


def without_history(scores: NDArray[np.float32], histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
    """A copy with what each history holds below everything, a target that was taken before as well: sparing it alone
    would tell which of them it is."""
    cut = scores.copy()
    rows = np.repeat(np.arange(len(histories)), [history.size for history in histories])
    columns = np.concatenate(histories) if len(histories) else np.empty(0, dtype=np.int32)
    cut[rows, columns] = -np.inf
    return cut


def target_ranks(scores: NDArray[np.float32], targets: ProductNumbers) -> NDArray[np.float64]:
    """`(n,)`: 1 + how many score higher, + half of how many others score the same."""
    own = scores[np.arange(targets.size), targets][:, None]
    higher = (scores > own).sum(axis=1)
    same = (scores == own).sum(axis=1) - 1
    return np.asarray(1.0 + higher + same / 2.0, dtype=np.float64)


def place(scores: NDArray[np.floating], own: np.floating | float) -> float:
    """The place of the one of `scores` that is `own`, from 1; the mean of the places that a tie spans."""
    return float(1.0 + (scores > own).sum() + ((scores == own).sum() - 1) / 2.0)


def first(scores: NDArray[np.float32], n: int) -> NDArray[np.int64]:
    """`(rows, n)`: the products of the `n` highest scores of each row, in no order."""
    n = min(n, scores.shape[1])
    return np.argpartition(-scores, n - 1, axis=1)[:, :n]


def hits(ranks: NDArray[np.float64], n: int = TOP) -> NDArray[np.float64]:
    return (ranks <= n).astype(np.float64)


def gains(ranks: NDArray[np.float64], n: int = TOP) -> NDArray[np.float64]:
    """NDCG@n of one right product: 1 / log2(rank + 1) within the first n."""
    return np.where(ranks <= n, 1.0 / np.log2(ranks + 1.0), 0.0)


def reciprocals(ranks: NDArray[np.float64], n: int = TOP) -> NDArray[np.float64]:
    return np.where(ranks <= n, 1.0 / ranks, 0.0)


def mean(values: NDArray[np.float64]) -> Mean:
    """Zero and no width for no values."""
    if not values.size:
        return Mean(0.0, 0.0, 0)
    spread = float(values.std(ddof=1)) if values.size > 1 else 0.0
    return Mean(float(values.mean()), 1.96 * spread / sqrt(values.size), int(values.size))


def gini(shown: NDArray[np.int64]) -> float:
    """0 when every product is shown equally often, towards 1 when one has everything."""
    ordered = np.sort(shown).astype(np.float64)
    n, total = ordered.size, float(ordered.sum())
    if not n or not total:
        return 0.0
    return float(2.0 * (np.arange(1, n + 1) * ordered).sum() / (n * total) - (n + 1.0) / n)


def coverage(shown: NDArray[np.int64]) -> float:
    """Share of the products that are shown to anybody."""
    return float((shown > 0).mean()) if shown.size else 0.0


def in_tail(split: Split) -> NDArray[np.bool_]:
    """Which targets were taken fewer than 5 times in training."""
    return np.asarray(split.training.counts()[split.targets] < TAIL)


def n_bytes(scorer: SequenceScorer) -> int:
    """What the fitted model takes when it is written: its pickle, counted without being kept."""
    counter = _Counter()
    pickle.dump(scorer, counter, protocol=5)
    return counter.n


class _Counter:
    def __init__(self) -> None:
        self.n = 0

    def write(self, piece: bytes | memoryview | pickle.PickleBuffer) -> int:
        size = memoryview(piece).nbytes
        self.n += size
        return size
