"""Fitted scorers: a model of the next product, learned from a store's events, as a scorer of the store's products."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.choices import by_shopper
from recommender.events import Event
from recommender.profile import STRENGTH, Profiler, standing
from recommender.scorers.blend import FLOOR
from recommender.scorers.popularity import Scores
from recommender.scorers.weighted_histories import largest_of_rows
from recommender.sequences import ProductNumbers, Sequences, SequenceScorer
from recommender.shopper import Shopper

TAKEN = frozenset(name for name, strength in STRENGTH.items() if strength > 0)
KEPT = 200  # of what follows a product, the strongest
_BLOCK = 512  # products asked about at once
_SURE = float(np.log1p(1.0 / FLOOR))


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """A model that is linear in the history: `decay`-weighted history times `matrix`, `(n, n)` float32 CSR."""

    matrix: Any
    decay: float

    @staticmethod
    def of(model: SequenceScorer, sequences: Sequences, decay: float) -> Rules:
        """Fits the model and reads its rules off: what it says after each single product.

        Exact for every model whose score is a recency-weighted sum over the history (SeqRules, item-kNN, EASE,
        linear transitions), but for the `KEPT` largest of each row.
        """
        from scipy.sparse import csr_array, vstack

        model.fit(sequences)
        n = sequences.n_products
        blocks = []
        for start in range(0, n, _BLOCK):
            rows = range(start, min(n, start + _BLOCK))
            blocks.append(
                largest_of_rows(csr_array(model.scores([np.array([row], dtype=np.int32) for row in rows])), KEPT)
            )
        return Rules(vstack(blocks).tocsr() if blocks else csr_array((n, n), dtype=np.float32), decay)

    def save(self, file: Path) -> None:
        from scipy.sparse import save_npz

        save_npz(file, self.matrix)

    @staticmethod
    def load(file: Path, decay: float) -> Rules:
        from scipy.sparse import csr_array, load_npz

        return Rules(csr_array(load_npz(file)), decay)


class FittedScorer:
    """What a fitted model says after the shopper's latest products, calibrated to -1 to 1.

    `numbers` says as what number the model knows each product: a number of its own, or that of its kind, where a
    model of kinds is meant. With s the score over the best one outside the history, held between -1 and 1,

        score = sign(s) * log(1 + |s| / .02) / log(1 + 1 / .02)

    so that half as likely as the best is near the best, and a tenth is not nothing: likelihoods differ by factors. The
    history is the profile's: events of the session count at once, what was forgotten or switched off does not. A
    guest, and one whose products the model does not know, gets zeros.
    """

    def __init__(
        self, rules: Rules, numbers: Mapping[str, int], profiler: Profiler, *, may_repeat: bool = False
    ) -> None:
        """`may_repeat`: the best may be in the history, as kinds of things are looked at again and again."""
        self._rules = rules
        self._numbers = numbers
        self._profiler = profiler
        self._may_repeat = may_repeat
        # The same candidates are asked about with every scorer, and often turn by turn.
        self._asked = lru_cache(maxsize=8)(self._numbered)

    def _numbered(self, product_ids: tuple[str, ...]) -> NDArray[np.intp]:
        return np.array([self._numbers.get(p, -1) for p in product_ids], dtype=np.intp)

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        latest = [self._numbers[p] for p in self._profiler.profile(shopper).latest if p in self._numbers]
        if not latest:
            return np.zeros(len(product_ids), dtype=np.float64)
        said = np.append(self._calibrated(latest), 0.0)
        return np.asarray(said[self._asked(tuple(product_ids))], dtype=np.float64)

    def _calibrated(self, latest: Sequence[int]) -> NDArray[np.float64]:
        """Of every number; `latest` are those of the history, the latest first, each counting by its last time."""
        matrix, ago = self._rules.matrix, dict[int, int]()
        for steps, number in enumerate(latest):
            ago.setdefault(number, steps)
        rows = matrix[list(ago)]
        weights = np.repeat([self._rules.decay**steps for steps in ago.values()], np.diff(rows.indptr))
        raw = np.bincount(rows.indices, weights=rows.data * weights, minlength=matrix.shape[1])
        open_ = raw.copy()
        if not self._may_repeat:
            open_[list(ago)] = 0.0
        best = open_.max(initial=0.0)
        if best <= 0:
            return np.zeros(raw.size, dtype=np.float64)
        share = np.clip(raw / best, -1.0, 1.0)
        return np.asarray(np.sign(share) * np.log1p(np.abs(share) / FLOOR) / _SURE, dtype=np.float64)


def sequences_of(events: Iterable[Event], numbers: Mapping[str, int], *, only: frozenset[str] = TAKEN) -> Sequences:
    """Each shopper's taken products as numbers, oldest first; the same number twice in a row is told once."""
    n = 1 + max(numbers.values(), default=-1)
    lists = [_told(standing(own), numbers, only) for own in by_shopper(events).values()]
    return Sequences(n, tuple(taken for taken in lists if taken.size))


def _told(deeds: Iterable[Event], numbers: Mapping[str, int], only: frozenset[str]) -> ProductNumbers:
    found: list[int] = []
    for event in deeds:
        number = numbers.get(event.product_id)
        if number is not None and event.name in only and (not found or found[-1] != number):
            found.append(number)
    return np.array(found, dtype=np.int32)
