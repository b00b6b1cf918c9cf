"""Two tasks that rank all products: the one that was left out of a bundle, and those of a bundle that is wished for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.belonging.likenesses import Likenesses
from recommender.evaluation.bundle_sets import MarkedBundle, MarkedSessions
from recommender.evaluation.next_product import gains, target_ranks

MOST = 400  # lists that weights are learned from
PASSES = 2
STEPS = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0)  # weights that are tried
LEAST_GAIN = 0.003  # of NDCG, that a changed weight must bring: less is chance
KIND_SHRINKAGE = 3.0  # pairs of kinds that chance adds: two that met once are no rule
NEIGHBOURS = 25  # bundles of training whose intents are nearest to an intent
SHARPNESS = 5.0  # how much more a nearer one's intent counts

Features = NDArray[np.float32]  # (n_products, n_features)


@dataclass(frozen=True, slots=True)
class Asked:
    """One list to rank: `given` are left out of it, `right` are to be found. `session` must not be learned from."""

    given: tuple[int, ...]
    right: tuple[int, ...]
    session: int
    intent: str = ""


def left_out(bundles: Iterable[MarkedBundle]) -> list[Asked]:
    """Every product of every bundle, left out in turn."""
    return [
        Asked(tuple(sorted(bundle.products - {product})), (product,), bundle.session)
        for bundle in bundles
        for product in sorted(bundle.products)
    ]


def wished(bundles: Iterable[MarkedBundle]) -> list[Asked]:
    """Every written intent."""
    return [
        Asked((), tuple(sorted(bundle.products)), bundle.session, intent)
        for bundle in bundles
        for intent in bundle.intents
    ]


class KindsTogether:
    """How much more often than by chance products of two kinds are in one bundle, counted without one session."""

    def __init__(self, marked: MarkedSessions, bundles: Sequence[MarkedBundle]) -> None:
        known: dict[tuple[str, ...], int] = {}
        self._kinds = np.array([known.setdefault(path[-2:], len(known)) for path in marked.paths])
        self._pairs = np.zeros((len(known), len(known)), dtype=np.float32)
        self._by_session: dict[int, list[MarkedBundle]] = {}
        for bundle in bundles:
            self._by_session.setdefault(bundle.session, []).append(bundle)
            self._count(bundle, 1.0)

    def lifts(self, given: Sequence[int], without: int) -> NDArray[np.float32]:
        """`(n_products,)`: the mean over the given of log((pairs + s) / (pairs by chance + s))."""
        own = self._by_session.get(without, [])
        for bundle in own:
            self._count(bundle, -1.0)
        of_kind = self._pairs.sum(axis=1)
        rows = self._kinds[list(given)]
        chance = of_kind[rows][:, None] * of_kind[None] / max(float(of_kind.sum()), 1.0)
        lift = np.log((self._pairs[rows] + KIND_SHRINKAGE) / (chance + KIND_SHRINKAGE)).mean(axis=0)
        for bundle in own:
            self._count(bundle, 1.0)
        return np.asarray(lift[self._kinds], dtype=np.float32)

    def _count(self, bundle: MarkedBundle, sign: float) -> None:
        kinds = self._kinds[sorted(bundle.products)]
        np.add.at(self._pairs, (kinds[:, None], kinds[None]), sign * (1.0 - np.eye(kinds.size, dtype=np.float32)))


class Completing:
    """What speaks for a product beside those that a bundle has: mean and best likeness to them, and its kind."""

    def __init__(self, names: Sequence[str], table: NDArray[np.float32], kinds: KindsTogether) -> None:
        self.names = (*(f"{name}, {how}" for how in ("mean", "best") for name in names), "kinds")
        self._table = table
        self._kinds = kinds

    def __call__(self, asked: Asked) -> Features:
        rows = self._table[:, list(asked.given)]
        kinds = self._kinds.lifts(asked.given, asked.session)
        return np.concatenate([rows.mean(axis=1).T, rows.max(axis=1).T, kinds[:, None]], axis=1)


class Wishing:
    """What speaks for a product that an intent may mean: its own texts, and what was in bundles of such intents."""

    def __init__(
        self,
        likenesses: Likenesses,
        table: NDArray[np.float32],
        bundles: Sequence[MarkedBundle],
        vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None,
    ) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.names = (*(f"its {name}" for name in likenesses.names), *(f"such: {n}" for n in likenesses.names))
        self._likenesses, self._table, self._vectors = likenesses, table, vectors
        self._known = [(bundle, intent) for bundle in bundles for intent in bundle.intents]
        intents = [intent for _, intent in self._known]
        self._letters = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), dtype=np.float32)
        self._spelt = self._letters.fit_transform(intents)
        self._rows = None if vectors is None else vectors(intents)

    def __call__(self, asked: Asked) -> Features:
        intent = asked.intent
        vector = None if self._vectors is None else self._vectors([intent])
        own = self._likenesses.toward([intent], vector)[0]
        near = (self._spelt @ self._letters.transform([intent]).T).toarray().ravel().astype(np.float64)
        if self._rows is not None and vector is not None:
            near += self._rows @ vector[0]
        near[[bundle.session == asked.session for bundle, _ in self._known]] = -np.inf
        best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
        weights = np.exp(SHARPNESS * (near[best] - near[best[0]]))
        such = np.zeros_like(own)
        for place, weight in zip(best, weights / weights.sum(), strict=True):
            such += np.float32(weight) * self._table[:, sorted(self._known[place][0].products)].mean(axis=1).T
        return np.concatenate([own, such], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """`features` `(n_features, n_lists, n_products) float32`; `left` has the given products at -inf, the others at 0;
    list `of[i]` should have product `right[i]` high, one of `n_right[i]`."""

    features: NDArray[np.float32]
    left: NDArray[np.float32]
    of: NDArray[np.int64]
    right: NDArray[np.int64]
    n_right: NDArray[np.int64]

    def worth(self, scores: NDArray[np.float32]) -> float:
        """NDCG@10 of `(n_lists, n_products)`, summed over the right products, ties at their mean place."""
        every, own = scores[self.of], scores[self.of, self.right][:, None]
        ranks = 0.5 + (every > own).sum(axis=1) + (every == own).sum(axis=1) / 2.0
        best = np.array([gains(np.arange(1.0, n + 1)).sum() for n in range(1, self.n_right.max() + 1)])
        return float((gains(ranks) / best[self.n_right - 1]).sum())


def examples_of(features: Callable[[Asked], Features], asked: Sequence[Asked], seed: int) -> Examples:
    """At most 400 of what is asked."""
    drawn = [asked[place] for place in np.random.default_rng(seed).permutation(len(asked))[:MOST]]
    rows = np.stack([features(one).T for one in drawn], axis=1)
    left = np.zeros(rows.shape[1:], dtype=np.float32)
    for row, one in enumerate(drawn):
        left[row, list(one.given)] = -np.inf
    pairs = [(row, product, len(one.right)) for row, one in enumerate(drawn) for product in one.right]
    of, right, n_right = np.array(pairs, dtype=np.int64).T
    return Examples(rows, left, of, right, n_right)


def learned(examples: Examples, kept: NDArray[np.bool_], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """`(n_features,)`, none below 0, and 0 for what is not kept: one weight after the other is set to what ranks the
    right products best (coordinate ascent on NDCG@10, Metzler and Croft 2007), from `start` on.

    A likelihood would be smooth, but most right products are far down, where no weight helps: it learns from those.
    """
    weights = np.where(kept, start, 0.0)
    scores = np.tensordot(weights.astype(np.float32), examples.features, axes=1) + examples.left
    best = examples.worth(scores)
    for _ in range(PASSES):
        for feature in np.flatnonzero(kept):
            rest = scores - np.float32(weights[feature]) * examples.features[feature]
            for weight in STEPS:
                tried = rest + np.float32(weight) * examples.features[feature]
                worth = examples.worth(tried)
                if worth > best * (1.0 + LEAST_GAIN):
                    best, weights[feature], scores = worth, weight, tried
    return weights


def ranks_of(
    asked: Sequence[Asked], scores: Callable[[Asked], Mapping[str, NDArray[np.float32]]]
) -> dict[str, list[NDArray[np.float64]]]:
    """For each way of scoring, the places of the right products of every list, ties at their mean; the given are
    left out."""
    found: dict[str, list[NDArray[np.float64]]] = {}
    for one in asked:
        right = np.array(one.right, dtype=np.int32)
        for name, row in scores(one).items():
            cut = row.astype(np.float32)
            cut[list(one.given)] = -np.inf
            found.setdefault(name, []).append(target_ranks(np.tile(cut, (right.size, 1)), right))
    return found


def ndcg(ranks: NDArray[np.float64], n: int = 10) -> float:
    """Of a list with several right products: their gains over those of the best order."""
    best = gains(np.arange(1, ranks.size + 1, dtype=np.float64), n).sum()
    return float(gains(ranks, n).sum() / best)
