"""What every scorer promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
EVENTS = [
    Event(f"e{n}", name, f"shopper-{n % 3}", NOW - timedelta(days=n), product_id, basket_id=f"basket-{n // 2}")
    for n, (name, product_id) in enumerate(
        [("purchase", "rain"), ("purchase", "pack"), ("view_item", "tee"), ("add_to_cart", "mug"), ("purchase", "rain")]
    )
]
SCORERS: dict[str, Callable[[Catalog], Scorer]] = {
    "popularity": lambda catalog: PopularityScorer(catalog, EVENTS, now=NOW),
    "popularity without events": lambda catalog: PopularityScorer(catalog, now=NOW),
    "history": HistoryOverlapScorer,
    "history with baskets": lambda catalog: HistoryOverlapScorer(catalog, CoPurchases(EVENTS)),
}
SHOPPERS = {
    "guest": Shopper("guest"),
    "regular": Shopper(
        "ada",
        (
            Event("a1", "purchase", "ada", NOW, "rain", basket_id="a"),
            Event("a2", "view_item", "ada", NOW, "bottle"),
            Event("a3", "add_to_cart", "ada", NOW, "tee"),
            Event("a4", "dismissed", "ada", NOW, "mug"),
        ),
    ),
    "of another store": Shopper("eve", (Event("x1", "purchase", "eve", NOW, "gone"),)),
}


@pytest.fixture(params=SCORERS)
def scorer(request: pytest.FixtureRequest, catalog: Catalog) -> Scorer:
    return SCORERS[request.param](catalog)


@pytest.fixture(params=SHOPPERS)
def shopper(request: pytest.FixtureRequest) -> Shopper:
    return SHOPPERS[request.param]


def test_one_finite_score_an_id_between_minus_one_and_one(scorer: Scorer, shopper: Shopper, catalog: Catalog) -> None:
    ids = [product.id for product in catalog]
    scores = scorer.score(ids, shopper)
    assert scores.shape == (len(ids),)
    assert scores.dtype == np.float64
    assert np.all(np.isfinite(scores))
    assert np.all(np.abs(scores) <= 1)


def test_scores_follow_their_ids_and_not_their_company(scorer: Scorer, shopper: Shopper, catalog: Catalog) -> None:
    ids = [product.id for product in catalog]
    alone = [float(scorer.score([product_id], shopper)[0]) for product_id in ids]
    assert scorer.score(ids, shopper).tolist() == alone
    assert scorer.score(ids[::-1], shopper).tolist() == alone[::-1]


def test_an_unknown_id_scores_nothing(scorer: Scorer, shopper: Shopper) -> None:
    assert scorer.score(["never heard of", "rain"], shopper)[0] == 0


def test_no_ids_no_scores(scorer: Scorer, shopper: Shopper) -> None:
    assert scorer.score([], shopper).shape == (0,)
