"""Learned taste: what is counted and learned of all shoppers, over the products of one state of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from recommender.belonging.together import CountedTogether
from recommender.copurchases import CoPurchases
from recommender.demand import Demand
from recommender.events import Event
from recommender.fitted_store import RankerDamagedError, open_blend, trusted_of
from recommender.learned_blend import LearnedBlend
from recommender.profile import Profiler
from recommender.ranking import WeightedScorers
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer
from recommender.trusted_ratings import NO_DOUBTS, Rated
from retrieval.catalog import Catalog
from retrieval.store import Store


@dataclass(frozen=True, slots=True)
class LearnedTaste:
    profiler: Profiler
    together: CoPurchases
    counted: CountedTogether
    popularity: PopularityScorer
    blend: LearnedBlend | WeightedScorers
    new: Mapping[str, float]  # how new each product is, by id


def learned_taste(
    store: Store, catalog: Catalog, events: Sequence[Event], now: datetime, before: LearnedTaste | None = None
) -> LearnedTaste:
    """From the store's events; where the recommender was not trained, or its files are damaged, weighed by hand.

    Where the products changed, what was bought together is taken from `before`, and counted anew at the next opening.
    """
    from recommender.recommender_training import UNLEARNED

    together = before.together if before else CoPurchases(events)
    counted = before.counted.over(catalog) if before else CountedTogether(catalog, events)
    latest = max((e.at for e in events), default=now)
    popularity = PopularityScorer(catalog, events, now=latest, trusted=_trusted(store))
    profiler = Profiler(catalog)
    by_hand: dict[str, tuple[Scorer, float]] = {
        "history": (HistoryOverlapScorer(catalog, together, profiler), UNLEARNED["history"]),
        "popularity": (popularity, UNLEARNED["popularity"]),
    }
    blend = _learned_blend(store, catalog, profiler, events) or WeightedScorers(by_hand)
    numbers = {product.id: number for number, product in enumerate(catalog)}
    newness = Demand(events, numbers).newness(now)
    new = {product_id: float(newness[n]) for product_id, n in numbers.items()}
    return LearnedTaste(profiler, together, counted, popularity, blend, new)


def _trusted(store: Store) -> Mapping[str, Rated]:
    try:
        return trusted_of(store.path)
    except RankerDamagedError:
        return NO_DOUBTS  # whoever opens the blend says so


def _learned_blend(store: Store, catalog: Catalog, profiler: Profiler, events: Sequence[Event]) -> LearnedBlend | None:
    """What `shelftalk train recommender` learned; a shop opens without it, too."""
    try:
        return open_blend(store.path, catalog, profiler, events)
    except RankerDamagedError as error:
        structlog.get_logger(__name__).warning("the learned ranking cannot be used", error=str(error))
        return None
