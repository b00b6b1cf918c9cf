"""Attacks by made-up shoppers who push products, and how far they get."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import BATCH, TOP, without_history
from recommender.sequences import ProductNumbers, Sequences, SequenceScorer

AttackKind = Literal["bandwagon", "sequential", "random", "segment"]
KINDS: tuple[AttackKind, ...] = get_args(AttackKind)
FILLERS = 8  # products of a made-up profile beside the target: as many as real shoppers have on average
SEGMENT = 20  # products that go with each other, of which a segment attack takes its fillers
PUSHED_SEEN = (1, 4)  # a product worth pushing is hardly known


def pushed_targets(sequences: Sequences, n: int, seed: int) -> ProductNumbers:
    """`n` products that were taken one to four times, drawn by the seed. ValueError where there are fewer."""
    counts = sequences.counts()
    rare = np.flatnonzero((counts >= PUSHED_SEEN[0]) & (counts <= PUSHED_SEEN[1]))
    if rare.size < n:
        raise ValueError(f"Only {rare.size} products were taken one to four times; {n} are to be pushed.")
    return np.sort(np.random.default_rng(seed).choice(rare, n, replace=False)).astype(np.int32)


def fake_profiles(
    kind: AttackKind, sequences: Sequences, targets: ProductNumbers, n: int, *, popular: int, seed: int
) -> list[ProductNumbers]:
    """`n` made-up lists for each target: eight different products in any order, and the target.

    Lam and Riedl 2004; Mobasher et al. 2007. `bandwagon`: of the `popular` most taken products, the target anywhere.
    `sequential`: the same, the target last. `random`: of all products. `segment`: of those that one popular product is
    most often taken with, another for each target, the target last.
    """
    rng = np.random.default_rng(seed)
    most = np.argsort(-sequences.counts(), kind="stable")[:popular]
    made = []
    for target in targets:
        pool = np.arange(sequences.n_products) if kind == "random" else most
        if kind == "segment":
            pool = _segment(sequences, int(rng.choice(most)))
        pool = pool[pool != target]
        for _ in range(n):
            fillers = rng.choice(pool, min(FILLERS, pool.size), replace=False)
            last = kind in ("sequential", "segment")
            at = fillers.size if last else int(rng.integers(fillers.size + 1))
            made.append(np.insert(fillers, at, target).astype(np.int32))
    return made


def with_profiles(sequences: Sequences, profiles: Sequence[ProductNumbers]) -> Sequences:
    """The lists of real and of made-up shoppers; nothing tells the one from the other."""
    return Sequences(sequences.n_products, (*sequences.lists, *profiles))


def shown_share(scorer: SequenceScorer, histories: Sequence[ProductNumbers], targets: ProductNumbers) -> float:
    """Mean over targets of the share of histories whose first ten show it; a tie across the edge shows nothing."""
    n_shown = 0
    for start in range(0, len(histories), BATCH):
        batch = histories[start : start + BATCH]
        scores = without_history(scorer.scores(batch), batch)
        edge = np.partition(scores, -TOP - 1, axis=1)[:, -TOP - 1]  # the eleventh
        n_shown += int((scores[:, targets] > edge[:, None]).sum())
    return n_shown / (len(histories) * len(targets)) if len(histories) and len(targets) else 0.0


def _segment(sequences: Sequences, core: int) -> NDArray[np.int64]:
    """The product and those that most shoppers took with it."""
    beside = [np.unique(products) for products in sequences.lists if core in products]
    together = np.bincount(np.concatenate(beside), minlength=sequences.n_products)
    return np.argsort(-together, kind="stable")[:SEGMENT]
