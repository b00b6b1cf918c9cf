"""Polarity: whether a clause praises or blames, by hand-written words and by what the store's own stars teach.

`log odds of praise = words + learned + stars`, where `words` is the lexicon's sum (`recommender.opinions.words`),
`learned` a linear model of the store's own reviews, and `stars` what the review's rating makes likely. The linear model
is a logistic regression over the clauses of the store's reviews, each labelled with its review's stars (4 and 5 praise,
1 and 2 blame), with the lexicon's sum as a fixed part of it and a Gaussian prior around 0: so the lexicon speaks where
the store has said little, and the store's own words ("whistles", "drains") where it has said enough. English clauses
are stems and pairs of stems, marked under a "not"; Chinese ones are runs of one to three characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from recommender.opinions.clauses import Clause, clauses
from recommender.opinions.words import Said, judged, judged_chinese, said
from recommender.scorers.weighted_histories import single_blas_thread
from retrieval.catalog import Review

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_STARS = {1: -1.6, 2: -1.1, 3: -0.2, 4: 0.7, 5: 1.4}  # log odds, by a review's stars
_WORDS = 0.8  # log odds of one point of the lexicon
_MOST_SAID = 5.0  # points of the lexicon: many words of praise are not many proofs
_SURE = 0.35  # log odds within which nobody knows
_TAUGHT = {1: 1.0, 2: 0.8, 4: 0.5, 5: 1.0}  # how much a clause of so many stars teaches
_FEWEST_TAUGHT, _FEWEST_SEEN, _MOST_KEPT = 200, 3, 20_000
_PRIOR = 4.0  # 1 / variance of a learned weight
_LEAST_WEIGHT = 0.03
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Read:
    """A clause with its words, read once for everybody who asks something of it."""

    clause: Clause
    said: Said
    turned: frozenset[int]
    points: float  # of the lexicon


def read(clause: Clause) -> Read:
    if clause.is_chinese:
        return Read(clause, Said((), ()), frozenset(), judged_chinese(clause.text))
    own = said(clause.text)
    found = judged(own)
    return Read(clause, own, found.turned, found.value)


def read_review(review: Review) -> tuple[Read, ...]:
    """All clauses of its title and body."""
    return tuple(read(clause) for clause in (*clauses(review.title), *clauses(review.body)))


@dataclass(frozen=True, slots=True)
class Polarity:
    """Tells praise from blame; `weights` are the learned ones, by feature, none where nothing was learned."""

    weights: Mapping[str, float] = field(default_factory=dict)

    def of(self, clause: Read, rating: int | None = None) -> float:
        """Log odds that the clause praises; with the stars of its review if they are known."""
        return self.of_text(clause) + (_STARS[rating] if rating else 0.0)

    def of_text(self, clause: Read) -> float:
        """Log odds by the words alone."""
        learned = sum(self.weights.get(feature, 0.0) for feature in features(clause)) if self.weights else 0.0
        return _points(clause) + learned


def stance(log_odds: float) -> int:
    """1 praise, -1 blame, 0 where it cannot be told."""
    return 1 if log_odds > _SURE else -1 if log_odds < -_SURE else 0


def learned(reviews: Iterable[Review], reading: Callable[[Review], Sequence[Read]] = read_review) -> Polarity:
    """What the stars of a store's reviews teach; the hand-written words alone where these are too few."""
    taught = [(own, review.rating) for review in reviews if review.rating in _TAUGHT for own in reading(review)]
    return learned_of([own for own, _ in taught], [stars for _, stars in taught])


def learned_of(read_clauses: Sequence[Read], stars: Sequence[int]) -> Polarity:
    """The same of clauses that were read, with the stars of the review of each."""
    n_blamed = sum(rating < 3 for rating in stars)
    if len(stars) < _FEWEST_TAUGHT or not 20 <= n_blamed <= len(stars) - 20:
        return Polarity()
    import numpy as np

    found = [features(own) for own in read_clauses]
    seen = Counter(feature for own in found for feature in own)
    names = [feature for feature, n in seen.most_common(_MOST_KEPT) if n >= _FEWEST_SEEN]
    praised = np.array([rating > 3 for rating in stars])
    counts = np.array([_TAUGHT[rating] for rating in stars])
    counts[praised] *= counts[~praised].sum() / counts[praised].sum()  # both sides are heard alike
    counts *= len(counts) / counts.sum()
    fixed = np.array([_points(own) for own in read_clauses])
    weights = _fitted(_matrix(found, names), praised, counts, fixed)
    return Polarity({n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= _LEAST_WEIGHT})


def features(clause: Read) -> list[str]:
    """What a clause is to the linear model, each once; in the same order in every process."""
    if clause.clause.is_chinese:
        runs = _HAN_RUN.findall(clause.clause.text)
        return list(
            dict.fromkeys(run[at : at + n] for run in runs for n in (1, 2, 3) for at in range(len(run) - n + 1))
        )
    marked = [f"not_{word}" if at in clause.turned else word for at, word in enumerate(clause.said.stems)]
    return list(dict.fromkeys((*marked, *(f"{a} {b}" for a, b in pairwise(marked)))))


def _points(clause: Read) -> float:
    return _WORDS * max(-_MOST_SAID, min(_MOST_SAID, clause.points))


def _matrix(found: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """`(n_clauses, n_features)`: 1 where a clause has a feature."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {name: at for at, name in enumerate(names)}
    columns = [[place[feature] for feature in own if feature in place] for own in found]
    starts = np.cumsum([0, *(len(own) for own in columns)])
    flat = np.array([at for own in columns for at in own], dtype=np.int32)
    return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(found), len(names)))


def _fitted(
    matrix: csr_matrix, praised: NDArray[np.bool_], counts: NDArray[np.float64], fixed: NDArray[np.float64]
) -> NDArray[np.float64]:
    """`(n_features,)`: the weights of the greatest posterior, beside the fixed log odds; an intercept is not kept."""
    import numpy as np
    from scipy.optimize import minimize

    sign = np.where(praised, 1.0, -1.0)

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (matrix @ point[:-1] + point[-1] + fixed)
        pull = -sign * counts / (1.0 + np.exp(np.clip(margin, -40, 40)))
        gradient = np.append(matrix.T @ pull + _PRIOR * point[:-1], pull.sum())
        value = float(counts @ np.logaddexp(0.0, -margin) + 0.5 * _PRIOR * point[:-1] @ point[:-1])
        return value, gradient

    start = np.zeros(matrix.shape[1] + 1)
    with single_blas_thread():  # vectors of 20,000 numbers: several threads only wait for each other
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60})
    return np.asarray(found.x[:-1], dtype=np.float64)
