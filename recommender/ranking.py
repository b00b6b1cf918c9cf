"""Ranking: which of the found things suit this shopper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from recommender.counterfactual import Signal, signal_of
from recommender.likeness import bare_title
from recommender.list_guards import ListGuards
from recommender.scorers.popularity import Scorer, Scores
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Operator, Query
from retrieval.tokens import STOP_WORDS, tokens


class Ranker(Protocol):
    def rank(self, candidates: list[Candidate], shopper: Shopper, query: Query) -> list[Candidate]:
        """The same candidates, best first; ties break by product id. May change scores, never adds or drops.

        No part of a score comes from a signal that the shopper switched off (`shopper.off`).
        """
        ...


class Parts(Protocol):
    def parts(self, product_ids: Sequence[str], shopper: Shopper) -> Mapping[str, Scores]:
        """Points of each product by the name of what they are for, in the order of the ids; they add up."""
        ...


class WeightedScorers:
    """Parts that are some scorers' scores, each times its weight."""

    def __init__(self, scorers: Mapping[str, tuple[Scorer, float]]) -> None:
        """`scorers` maps a part's name to its scorer and weight; the weights are positive and sum to at most 1."""
        weights = {part: weight for part, (_, weight) in scorers.items()}
        if any(weight <= 0 for weight in weights.values()) or sum(weights.values()) > 1 + 1e-9:
            raise ValueError(f"Weights of scorers must be above 0 and sum to at most 1, not {weights}.")
        self._scorers = dict(scorers)

    def parts(self, product_ids: Sequence[str], shopper: Shopper) -> Mapping[str, Scores]:
        return {part: weight * scorer.score(product_ids, shopper) for part, (scorer, weight) in self._scorers.items()}

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        """The sum of the parts: the blend as a scorer."""
        return sum(self.parts(product_ids, shopper).values(), np.zeros(len(product_ids), dtype=np.float64))


# How far the scorers together may lift a candidate, as a share of the spread of the query matches, by the number
# of content words: who says three words knows what they want, who says one leaves room for taste.
REACH = {0: 0.4, 1: 0.4, 2: 0.2}
REACH_OF_MORE = 0.1
REPEAT = 0.5  # of the reach, taken off for each of the first two better candidates with nearly the same title


class BlendRanker:
    """Adds to each query match what the scorers say of the product, as parts of their names.

    `points = reach * part`, for weighted scorers `part = weight * score`, so that the score stays the sum of its parts
    and a rank can be taken apart exactly. `reach` is a share of the spread of the query matches (`REACH`): a candidate
    that matches better than another by more than three times the reach stays before it. With nothing to tell the
    matches apart, because they are equal or all words said are required of all ("mugs", among the mugs), the reach is
    1 and the scorers decide nearly alone; where the text names a product by its title, they say nothing. Parts of 0
    are left out, so a guest's ranks have no `history`. `repeat` takes points off near-duplicates, so that five sizes
    of one ball, sold as five products, do not fill the screen; `guards` take points off in the same way.
    """

    def __init__(
        self,
        catalog: Catalog,
        scorers: Mapping[str, tuple[Scorer, float]] | Parts,
        guards: ListGuards | None = None,
    ) -> None:
        """`scorers` with their weights (`WeightedScorers`), or what else gives parts: a learned blend."""
        self._catalog, self._guards = catalog, guards
        self._parts: Parts = WeightedScorers(scorers) if isinstance(scorers, Mapping) else scorers

    def rank(self, candidates: list[Candidate], shopper: Shopper, query: Query) -> list[Candidate]:
        if Signal.WORDS in shopper.off:
            candidates = [replace(candidate, score=0.0, parts={}) for candidate in candidates]
        reach = self._reach(candidates, query)
        ids = [candidate.product_id for candidate in candidates]
        parts = {name: of for name, of in self._parts.parts(ids, shopper).items() if signal_of(name) not in shopper.off}
        columns = [(reach * scores).tolist() for scores in parts.values()]
        rows = zip(candidates, *columns, strict=True)
        ranked = [_with(candidate, zip(parts, points, strict=True)) for candidate, *points in rows]
        spread = self._spread(_sorted(ranked), reach)
        return _sorted(self._guards.guarded(spread, shopper, reach)) if self._guards else spread

    def _reach(self, candidates: list[Candidate], query: Query) -> float:
        matches = [candidate.score for candidate in candidates]
        spread = max(matches, default=0.0) - min(matches, default=0.0)
        if not spread:
            return 1.0
        said = {token.stem for token in tokens(query.text) if token.word not in STOP_WORDS}
        if any(self._names(said, candidate) for candidate in candidates):
            return 0.0
        left = said - _met_by_all(query)
        if said and not left and len(query.required) == len(query.constraints):
            return 1.0
        return spread * REACH.get(len(left), REACH_OF_MORE)

    def _names(self, said: set[str], candidate: Candidate) -> bool:
        title = {token.stem for token in tokens(self._catalog.product(candidate.product_id).title)}
        return len(title) > 1 and title <= said

    def _spread(self, ranked: list[Candidate], reach: float) -> list[Candidate]:
        n_seen: Counter[frozenset[str]] = Counter()
        spaced = []
        for candidate in ranked:
            title = bare_title(self._catalog.product(candidate.product_id))
            n_before = min(2, n_seen[title]) if title else 0
            n_seen[title] += 1
            spaced.append(candidate.plus("repeat", -REPEAT * reach * n_before) if n_before and reach else candidate)
        return _sorted(spaced)


def _met_by_all(query: Query) -> set[str]:
    """Stems of what every candidate is anyway: words that say so again tell none from another."""
    values = (str(v) for c in query.required if c.operator is Operator.IS for v in c.values)
    return {token.stem for value in values for token in tokens(value.split(">")[-1])}


def _with(candidate: Candidate, points: Iterable[tuple[str, float]]) -> Candidate:
    """`Candidate.plus` of all parts at once: a learned blend has dozens, and copying for each is most of a ranking."""
    parts, score = dict(candidate.parts), candidate.score
    for part, own in points:
        if own:
            score += own
            parts[part] = parts.get(part, 0.0) + own
    return replace(candidate, score=score, parts=parts)


def _sorted(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.product_id))
