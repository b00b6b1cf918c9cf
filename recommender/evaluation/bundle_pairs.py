"""Will two products of a session be marked as one bundle? Features of a pair, and models that tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.bundle_sets import MarkedBundle, MarkedSessions
from recommender.likeness import shared_path

FOLDS = 5
Pair = tuple[int, int]  # the smaller number first


@dataclass(frozen=True, slots=True, eq=False)
class SessionPairs:
    """All pairs of the products of sessions; `together[i]` says whether some bundle has both of `pairs[i]`."""

    pairs: NDArray[np.int64]  # (n, 2)
    sessions: NDArray[np.int64]  # (n,)
    together: NDArray[np.bool_]  # (n,)


def session_pairs(marked: MarkedSessions, sessions: Iterable[int]) -> SessionPairs:
    by_session = bundles_of(marked, sessions)
    pairs, of, together = [], [], []
    for session, bundles in by_session.items():
        for pair in combinations(sorted(marked.sessions[session]), 2):
            pairs.append(pair)
            of.append(session)
            together.append(any(set(pair) <= bundle for bundle in bundles))
    return SessionPairs(np.array(pairs).reshape(-1, 2), np.array(of), np.array(together, dtype=bool))


def drawn_pairs(marked: MarkedSessions, bundles: Sequence[MarkedBundle], seed: int) -> SessionPairs:
    """Pairs of bundles, and as many of one product of each with one drawn from all: what chance puts together."""
    random = np.random.default_rng(seed)
    right = sorted({(*pair, b.session) for b in bundles for pair in combinations(sorted(b.products), 2)})
    wrong = [(pair[random.integers(2)], int(random.integers(len(marked.titles))), pair[2]) for pair in right]
    every = np.array([*right, *wrong]).reshape(-1, 3)
    return SessionPairs(every[:, :2], every[:, 2], np.arange(len(every)) < len(right))


def bundles_of(marked: MarkedSessions, sessions: Iterable[int]) -> dict[int, list[frozenset[int]]]:
    """The different bundles of each session."""
    found: dict[int, list[frozenset[int]]] = {session: [] for session in sessions}
    for bundle in marked.of(found):
        if bundle.products not in found[bundle.session]:
            found[bundle.session].append(bundle.products)
    return found


def own_features(made: SessionPairs, table: NDArray[np.float32], marked: MarkedSessions) -> NDArray[np.float32]:
    """`(n, n_measures + 2)`: the pair's likenesses, how far down their paths are one, whether the first word is."""
    ones, others = made.pairs.T
    depth = [len(shared_path((marked.paths[one], marked.paths[other]))) for one, other in made.pairs]
    first = [title.lower().split(" ")[0] for title in marked.titles]
    brand = [first[one] == first[other] for one, other in made.pairs]
    return np.column_stack([table[:, ones, others].T, depth, brand]).astype(np.float32)


def in_session(made: SessionPairs, table: NDArray[np.float32], marked: MarkedSessions) -> NDArray[np.float32]:
    """`(n, 1 + 4 n_measures)`: how many products the session has, and for each likeness how near both are to all
    others, the nearer and the farther one's nearest neighbour, and how alike the whole session is."""
    known: dict[int, tuple[dict[int, int], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]] = {}
    rows = []
    for (one, other), session in zip(made.pairs.tolist(), made.sessions.tolist(), strict=True):
        if session not in known:
            products = sorted(marked.sessions[session])
            near = table[:, products][:, :, products].copy()
            n = len(products)
            near[:, range(n), range(n)] = 0.0
            means = near.sum(axis=2) / (n - 1)
            known[session] = ({p: at for at, p in enumerate(products)}, means, near.max(axis=2), means.mean(axis=1))
        places, means, most, whole = known[session]
        a, b = places[one], places[other]
        parts = (
            means[:, a] + means[:, b],
            np.minimum(most[:, a], most[:, b]),
            np.maximum(most[:, a], most[:, b]),
            whole,
        )
        rows.append(np.concatenate([[len(places)], *parts]))
    return np.array(rows, dtype=np.float32)


def boosted(seed: int) -> Any:
    """Small boosted trees (histogram gradient boosting): shallow and slow, for some ten thousand noisy examples."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.04,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=seed,
    )


def straight(seed: int) -> Any:
    """Logistic regression on standardised features."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000, C=0.3, random_state=seed))


def folds(sessions: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """A fold for each entry, the same for all entries of a session."""
    known = np.unique(sessions)
    of = np.random.default_rng(seed).permutation(known.size) % FOLDS
    return np.asarray(of[np.searchsorted(known, sessions)], dtype=np.int64)


def foretold(
    model: Any, features: NDArray[np.float32], right: NDArray[np.bool_], fold: NDArray[np.int64], **fitting: Any
) -> NDArray[np.float64]:
    """Each entry's probability by a model that was fitted without its fold: what training may learn further from."""
    from sklearn.base import clone

    found = np.empty(right.size, dtype=np.float64)
    for own in np.unique(fold):
        rest = fold != own
        weights = {key: value[rest] for key, value in fitting.items()}
        found[~rest] = clone(model).fit(features[rest], right[rest], **weights).predict_proba(features[~rest])[:, 1]
    return found


def by_session(made: SessionPairs, chances: NDArray[np.float64]) -> dict[int, dict[Pair, float]]:
    found: dict[int, dict[Pair, float]] = {}
    for (one, other), session, chance in zip(
        made.pairs.tolist(), made.sessions.tolist(), chances.tolist(), strict=True
    ):
        found.setdefault(session, {})[one, other] = chance
    return found


def auc(right: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """The chance that a right pair scores above a wrong one, ties half (Mann-Whitney)."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(right, scores))
