"""Which products of a session are bundles: a trivial way, clusters, and subsets judged one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.bundle_pairs import Pair, folds, foretold
from recommender.evaluation.bundle_sets import MarkedSessions

ALL_SUBSETS = 8  # products of a session up to which every subset is judged: 247
MOST = 4  # bundles that are told for a session
GOALS = (0.80, 0.80, 0.85)
_TREES: Mapping[str, Any] = {
    "learning_rate": 0.05,
    "max_leaf_nodes": 15,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
    "early_stopping": False,
}

Subset = frozenset[int]
Chances = Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Of a session's predictions: the share that are a subset of a marked bundle, the share of its marked bundles
    that have such a subset, and of each such subset how much it covers of the smallest bundle around it."""

    precision: float
    recall: float
    covered: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Choosing:
    """How subsets are chosen: by `hit * covered ** size`, and further ones that hit with `least` and overlap with each
    chosen one by at most `overlap` (Jaccard)."""

    size: float
    least: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A subset with the probability that a marked bundle has all of it, and how much of that it then is."""

    products: Subset
    hit: float
    covered: float


def found(predicted: Sequence[Subset], marked: Sequence[Subset]) -> Found:
    covered = [max((len(p) / len(b) for b in marked if p <= b), default=0.0) for p in predicted]
    hit = [c for c in covered if c]
    reached = sum(any(p <= b for p in predicted) for b in marked)
    return Found(len(hit) / len(predicted) if predicted else 0.0, reached / len(marked), tuple(hit))


def measures(all_found: Sequence[Found]) -> tuple[float, float, float]:
    """Precision and recall are means over sessions, coverage over all predictions that hit."""
    covered = [c for one in all_found for c in one.covered]
    return (
        float(np.mean([one.precision for one in all_found])),
        float(np.mean([one.recall for one in all_found])),
        float(np.mean(covered)) if covered else 0.0,
    )


def least_reached(all_found: Sequence[Found]) -> float:
    """The share of its goal that the measure farthest from its own reaches."""
    return min(value / goal for value, goal in zip(measures(all_found), GOALS, strict=True))


def clusters(products: Iterable[int], chances: Chances, least: float) -> list[Subset]:
    """Products merged from the nearest on, while the mean chance between two groups is at least `least`; a group of
    one is none."""
    return [group for group in list(_merged(products, chances, least))[-1] if len(group) > 1]


def _merged(products: Iterable[int], chances: Chances, least: float) -> Iterator[list[Subset]]:
    """The groups before the first and after every merge."""
    groups = [frozenset((product,)) for product in sorted(products)]
    yield groups
    while len(groups) > 1:
        near = {
            (a, b): float(np.mean([chances[min(i, j), max(i, j)] for i in groups[a] for j in groups[b]]))
            for a, b in combinations(range(len(groups)), 2)
        }
        a, b = max(near, key=near.__getitem__)
        if near[a, b] < least:
            return
        groups = [*(group for at, group in enumerate(groups) if at not in (a, b)), groups[a] | groups[b]]
        yield groups


def subsets(products: Iterable[int], chances: Chances) -> list[Subset]:
    """What may be a bundle: every subset of a small session; of a large one all pairs, what clustering goes through,
    and each product with those that are surest beside all taken before."""
    ordered = sorted(products)
    n = len(ordered)
    if n <= ALL_SUBSETS:
        return [frozenset(some) for size in range(2, n + 1) for some in combinations(ordered, size)]
    made = {frozenset(pair) for pair in combinations(ordered, 2)} | {frozenset(ordered)}
    made |= {group for groups in _merged(ordered, chances, 0.0) for group in groups if len(group) > 1}
    for start in ordered:
        grown = [start]
        while len(grown) < ALL_SUBSETS:
            rest = [p for p in ordered if p not in grown]
            grown.append(max(rest, key=lambda p: min(chances[min(p, g), max(p, g)] for g in grown)))
            made.add(frozenset(grown))
    return sorted(made, key=sorted)


def subset_features(
    some: Sequence[Subset], chances: Chances, table: NDArray[np.float32], paths: Sequence[Sequence[str]]
) -> NDArray[np.float32]:
    """`(n_subsets, n_features)` of subsets of one session: their sizes, the chances and likenesses within them and
    between them and the rest, and of how many kinds they are."""
    products = sorted({p for pair in chances for p in pair})
    place = {p: at for at, p in enumerate(products)}
    n = len(products)
    chance = np.zeros((n, n))
    for (one, other), value in chances.items():
        chance[place[one], place[other]] = chance[place[other], place[one]] = value
    likeness = table[:, products][:, :, products]
    usual = chance.sum() / (n * (n - 1))
    rows = []
    for subset in some:
        own = np.array([place[p] for p in sorted(subset)])
        rest = np.setdiff1d(np.arange(n), own)
        upper = np.triu_indices(own.size, 1)
        inside = chance[np.ix_(own, own)][upper]
        outside = chance[np.ix_(own, rest)] if rest.size else np.zeros((own.size, 1))
        alike = likeness[:, own][:, :, own][:, upper[0], upper[1]]
        kinds = [len({tuple(paths[p][:depth]) for p in subset}) for depth in (2, 3)]
        rows.append(
            [
                *(n, own.size, own.size / n, usual, inside.min(), inside.mean(), inside.max(), inside.mean() - usual),
                *(np.log(inside).sum(), outside.max(), outside.mean(), outside.min(axis=0).max()),
                *(outside.mean(axis=0).max(), inside.min() - outside.min(axis=0).max(), *kinds),
                *(*alike.min(axis=1), *alike.mean(axis=1)),
            ]
        )
    return np.array(rows, dtype=np.float32)


class SubsetJudge:
    """Says of subsets of sessions how likely a marked bundle has all of each, and how much of it each then is.

    Boosted trees on all candidate subsets of the training sessions; a session of many weighs the square root of as
    many. `judged` of training sessions is by models that were fitted without them.
    """

    def __init__(self, marked: MarkedSessions, table: NDArray[np.float32], seed: int) -> None:
        self._marked, self._table, self._seed = marked, table, seed

    def fit(self, chances: Mapping[int, Chances], truth: Mapping[int, Sequence[Subset]]) -> dict[int, list[Judged]]:
        """Learns, and gives the training sessions' subsets as judged without their fold."""
        made = self._made(chances)
        features = np.concatenate([rows for _, rows in made.values()])
        of = np.repeat(np.array(list(made)), [len(some) for some, _ in made.values()])
        covered = np.array(
            [max((len(s) / len(b) for b in truth[at] if s <= b), default=0.0) for at in made for s in made[at][0]]
        )
        n_of = Counter(of.tolist())
        weights = np.array([1.0 / np.sqrt(n_of[session]) for session in of.tolist()])
        hit, fold = covered > 0, folds(of, self._seed)
        hits = foretold(_hit(self._seed), features, hit, fold, sample_weight=weights)
        sizes = np.empty(hit.size)
        for own in np.unique(fold):
            rest = (fold != own) & hit
            model = _covered(self._seed).fit(features[rest], covered[rest], sample_weight=weights[rest])
            sizes[fold == own] = model.predict(features[fold == own])
        self._hit = _hit(self._seed).fit(features, hit, sample_weight=weights)
        self._covered = _covered(self._seed).fit(features[hit], covered[hit], sample_weight=weights[hit])
        return _grouped(made, hits, sizes)

    def judged(self, chances: Mapping[int, Chances]) -> dict[int, list[Judged]]:
        made = self._made(chances)
        features = np.concatenate([rows for _, rows in made.values()])
        return _grouped(made, self._hit.predict_proba(features)[:, 1], self._covered.predict(features))

    def _made(self, chances: Mapping[int, Chances]) -> dict[int, tuple[list[Subset], NDArray[np.float32]]]:
        made = {}
        for session, own in chances.items():
            some = subsets(self._marked.sessions[session], own)
            made[session] = (some, subset_features(some, own, self._table, self._marked.paths))
        return made


def chosen(judged: Sequence[Judged], how: Choosing) -> list[Subset]:
    """At most four; the first always."""
    order = sorted(judged, key=lambda one: (-one.hit * max(one.covered, 0.0) ** how.size, sorted(one.products)))
    taken: list[Subset] = []
    for one in order:
        new = all(len(one.products & t) <= how.overlap * len(one.products | t) for t in taken)
        if not taken or (one.hit >= how.least and new):
            taken.append(one.products)
        if len(taken) == MOST:
            break
    return taken


def best_choosing(judged: Mapping[int, Sequence[Judged]], truth: Mapping[int, Sequence[Subset]]) -> Choosing:
    """The way whose worst measure is nearest to its goal: precision, recall and coverage pull against each other."""
    grid = product((0.5, 0.7, 0.8, 0.9, 1.0, 1.3), (0.6, 0.7, 0.8, 0.9), (0.0, 0.2, 0.34, 0.5))

    def reached(how: Choosing) -> float:
        return least_reached([found(chosen(judged[s], how), truth[s]) for s in truth])

    return max((Choosing(*one) for one in grid), key=reached)


def _grouped(
    made: Mapping[int, tuple[Sequence[Subset], Any]], hits: NDArray[np.float64], sizes: NDArray[np.float64]
) -> dict[int, list[Judged]]:
    grouped, at = {}, 0
    for session, (some, _) in made.items():
        end = at + len(some)
        grouped[session] = [
            Judged(*one) for one in zip(some, hits[at:end].tolist(), sizes[at:end].tolist(), strict=True)
        ]
        at = end
    return grouped


def _hit(seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(max_iter=150, random_state=seed, **_TREES)


def _covered(seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingRegressor

    return HistGradientBoostingRegressor(max_iter=100, random_state=seed, **_TREES)
