"""Scorers: how well products suit a shopper, as numbers; and the plainest one, popularity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import log1p
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from recommender.events import Event
from recommender.shopper import Shopper
from recommender.trusted_ratings import NO_DOUBTS, Rated
from retrieval.catalog import Catalog

Scores = NDArray[np.float64]


class Scorer(Protocol):
    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        """`(len(product_ids),)` float64, all finite, in the order of the ids.

        Calibrated by the scorer: 1 is as much as can speak for a product, 0 is "nothing known", down to -1 speaks
        against it. An id the scorer does not know gets 0 and is no error. Same arguments, same scores; a
        product's score does not depend on which others are asked about.
        """
        ...


# What one event says about demand, in views. A purchase costs money, a basket a thought.
EVENT_WEIGHTS: Mapping[str, float] = MappingProxyType({"view_item": 1.0, "add_to_cart": 3.0, "purchase": 6.0})
HALF_LIFE_DAYS = 90.0  # a season: what sold last winter counts half by spring
PSEUDO_REVIEWS = 5.0  # a product's own rating outweighs the store's mean from 5 reviews on
ENOUGH_EVENTS = 100.0  # with this many events, ratings and events weigh the same; with more, events lead
LEAST_PRIOR = 0.1  # however many events there are, ratings keep a tenth


class PopularityScorer:
    """What is in demand in the shop, the same for every shopper.

    `(1 - share) * log(1 + demand) / log(1 + largest demand) + share * prior`, where demand is the sum of
    `weight * 0.5 ** (age / half-life)` over a product's events, prior is the Bayesian mean rating mapped to 0-1,
    and `share = max(0.1, 100 / (100 + n_events))`: a store without events is ordered by its reviews.
    """

    def __init__(
        self,
        catalog: Catalog,
        events: Iterable[Event] = (),
        *,
        now: datetime,
        trusted: Mapping[str, Rated] = NO_DOUBTS,
    ) -> None:
        """Fitted at once. `now` is when demand is measured; for a log that ended long ago, pass its end.

        `trusted`: what products with suspicious reviews count as rated.
        """
        demand: dict[str, float] = {}
        bought: dict[str, set[str]] = {}
        seen: set[str] = set()
        for event in events:
            weight = EVENT_WEIGHTS.get(event.name)
            if weight is None or event.id in seen or event.product_id not in catalog:
                continue
            seen.add(event.id)
            age_days = max(0.0, (now - event.at).total_seconds() / 86_400)
            demand[event.product_id] = demand.get(event.product_id, 0.0) + weight * 0.5 ** (age_days / HALF_LIFE_DAYS)
            if event.name == "purchase":
                bought.setdefault(event.product_id, set()).add(event.basket_id or event.id)
        self.n_bought: Mapping[str, int] = MappingProxyType({key: len(baskets) for key, baskets in bought.items()})
        self._scores = _blended(demand, ratings(catalog, trusted), len(seen))

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:  # noqa: ARG002  # the same for everybody
        return np.array([self._scores.get(product_id, 0.0) for product_id in product_ids], dtype=np.float64)


def _blended(demand: Mapping[str, float], priors: Mapping[str, float], n_events: int) -> dict[str, float]:
    share = max(LEAST_PRIOR, ENOUGH_EVENTS / (ENOUGH_EVENTS + n_events))
    most = log1p(max(demand.values(), default=0.0)) or 1.0
    return {
        product_id: (1 - share) * log1p(demand.get(product_id, 0.0)) / most + share * prior
        for product_id, prior in priors.items()
    }


def ratings(catalog: Catalog, trusted: Mapping[str, Rated] = NO_DOUBTS) -> dict[str, float]:
    """Bayesian mean rating of every product, 1-5 mapped to 0-1; the store's mean where there is no review.

    Products in `trusted` count as rated there.
    """
    told = {
        p.id: trusted.get(p.id) or Rated(p.rating, p.n_reviews)
        for p in catalog
        if p.rating is not None and p.n_reviews > 0
    }
    rated = [one for one in told.values() if one.n > 0]
    n_reviews = sum(n for _, n in rated)
    mean = sum(rating * n for rating, n in rated) / n_reviews if n_reviews else 3.0
    priors = {}
    for product in catalog:
        own, n = told.get(product.id, Rated(mean, 0.0))
        priors[product.id] = ((PSEUDO_REVIEWS * mean + n * own) / (PSEUDO_REVIEWS + n) - 1.0) / 4.0
    return priors
