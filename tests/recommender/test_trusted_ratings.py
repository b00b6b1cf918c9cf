"""Trusted ratings: a burst of bought stars lifts no product over honest ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from recommender.opinions.suspicious import Doubt, doubts
from recommender.scorers.popularity import PopularityScorer, ratings
from recommender.shopper import Shopper
from recommender.trusted_ratings import Rated, trusted
from retrieval.catalog import Catalog, Review
from tests.recommender.small_store import BEGIN, two_camps


def reviews(product_id: str, *stars: int, every_days: float = 9.0) -> list[Review]:
    return [
        Review(f"{product_id}-{every_days}-{n}", product_id, s, author=f"{product_id}{every_days}{n}",
               at=BEGIN + timedelta(days=n * every_days))
        for n, s in enumerate(stars)
    ]  # fmt: skip


def rated(*told: tuple[str, list[Review]]) -> Catalog:
    """The small store with the feed's own means."""
    of = dict(told)
    products = [
        replace(p, rating=sum(r.rating for r in of[p.id]) / len(of[p.id]), n_reviews=len(of[p.id])) if p.id in of else p
        for p in two_camps()
    ]
    return Catalog(products, currency="USD")


def test_a_burst_of_five_stars_lifts_no_product_over_an_honest_one() -> None:
    honest = reviews("mugs0", *([5, 4, 4, 5, 3, 4] * 3))
    pushed = reviews("mugs1", *([2, 3, 3, 2, 3, 2] * 3)) + reviews("mugs1", *[5] * 40, every_days=0.01)
    catalog = rated(("mugs0", honest), ("mugs1", pushed))
    told = trusted(catalog, honest + pushed, doubts(honest + pushed))
    assert "mugs0" not in told
    assert told["mugs1"].n < len(pushed)
    as_it_came = PopularityScorer(catalog, now=BEGIN).score(["mugs0", "mugs1"], Shopper("x"))
    assert as_it_came[1] > as_it_came[0]
    guarded = PopularityScorer(catalog, now=BEGIN, trusted=told).score(["mugs0", "mugs1"], Shopper("x"))
    assert guarded[1] < guarded[0]


def test_what_is_doubted_is_taken_back_from_the_mean_by_its_doubt() -> None:
    own = reviews("mugs0", 5, 5, 1, 1)
    catalog = rated(("mugs0", own))
    doubted = {own[0].id: Doubt(own[0].id, 0.5, {}), own[1].id: Doubt(own[1].id, 0.5, {})}
    assert trusted(catalog, own, doubted)["mugs0"] == pytest.approx(Rated((12 - 5) / 3, 3.0))


def test_of_a_product_with_nothing_but_doubted_reviews_nothing_is_known() -> None:
    own, others = reviews("mugs0", 5, 5), reviews("mugs1", 3, 4)
    catalog = rated(("mugs0", own), ("mugs1", others))
    told = trusted(catalog, own, {r.id: Doubt(r.id, 1.0, {}) for r in own})
    assert told == {"mugs0": Rated(0.0, 0.0)}
    found = ratings(catalog, told)
    assert found["mugs0"] == found["boots0"] == pytest.approx((3.5 - 1) / 4)
