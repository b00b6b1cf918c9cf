"""Popularity: demand fades, an event counts once, and a store without events is ordered by its reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from recommender.events import Event
from recommender.scorers.popularity import ENOUGH_EVENTS, HALF_LIFE_DAYS, PopularityScorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
GUEST = Shopper("guest")


def events(name: str, product_id: str, n: int, *, days_ago: float = 0.0, start: int = 0) -> list[Event]:
    at = NOW - timedelta(days=days_ago)
    return [Event(f"{name}-{product_id}-{start + i}", name, f"s{i}", at, product_id) for i in range(n)]


def order(scorer: PopularityScorer, *ids: str) -> list[str]:
    scores = dict(zip(ids, scorer.score(ids, GUEST), strict=True))
    return sorted(ids, key=lambda product_id: (-scores[product_id], product_id))


def test_without_events_many_good_reviews_beat_few_and_none(catalog: Catalog) -> None:
    scorer = PopularityScorer(catalog, now=NOW)
    assert order(scorer, "tee", "fleece", "rain", "bottle") == ["bottle", "tee", "rain", "fleece"]
    # 40 x 4.8, 12 x 4.5 and 4 x 3.9: the mean of all reviews is 4.67; a product without any is taken to be like it.
    assert scorer.score(["tee"], GUEST)[0] == pytest.approx(((40 * 4.8 + 12 * 4.5 + 4 * 3.9) / 56 - 1) / 4)
    assert scorer.score(["bottle"], GUEST)[0] == pytest.approx(((5 * 4.6714285 + 40 * 4.8) / 45 - 1) / 4)


def test_a_store_without_reviews_and_events_has_no_favourites(catalog: Catalog) -> None:
    plain = Catalog([Product(p.id, p.title, p.variants) for p in catalog], currency="USD")
    assert set(PopularityScorer(plain, now=NOW).score(["rain", "tee", "mug"], GUEST)) == {0.5}


def test_a_purchase_says_more_than_a_cart_and_a_cart_more_than_a_view(catalog: Catalog) -> None:
    log = [*events("purchase", "tee", 50), *events("add_to_cart", "mug", 50), *events("view_item", "pack", 50)]
    assert order(PopularityScorer(catalog, log, now=NOW), "pack", "mug", "tee") == ["tee", "mug", "pack"]


def test_demand_halves_in_a_half_life(catalog: Catalog) -> None:
    old = [*events("purchase", "tee", 40, days_ago=HALF_LIFE_DAYS), *events("purchase", "mug", 20)]
    scores = PopularityScorer(catalog, old, now=NOW).score(["tee", "mug"], GUEST)
    assert scores[0] == pytest.approx(scores[1])
    assert order(PopularityScorer(catalog, [*old, *events("view_item", "mug", 1)], now=NOW), "tee", "mug")[0] == "mug"


def test_an_event_told_twice_counts_once(catalog: Catalog) -> None:
    log = events("purchase", "tee", 3)
    once, twice = (PopularityScorer(catalog, told, now=NOW) for told in (log, log + log))
    assert once.score(["tee", "mug"], GUEST).tolist() == twice.score(["tee", "mug"], GUEST).tolist()
    assert twice.n_bought == {"tee": 3}


def test_what_was_only_shown_or_is_not_sold_here_is_no_demand(catalog: Catalog) -> None:
    log = [*events("shown", "tee", 90), *events("dismissed", "tee", 9), *events("purchase", "gone", 9)]
    scorer = PopularityScorer(catalog, log, now=NOW)
    assert scorer.score(["tee"], GUEST).tolist() == PopularityScorer(catalog, now=NOW).score(["tee"], GUEST).tolist()
    assert scorer.n_bought == {}


def test_with_many_events_demand_outweighs_ratings(catalog: Catalog) -> None:
    n = int(ENOUGH_EVENTS)
    few = PopularityScorer(catalog, events("view_item", "fleece", 1), now=NOW)
    many = PopularityScorer(catalog, events("view_item", "fleece", 20 * n), now=NOW)
    assert order(few, "fleece", "bottle") == ["bottle", "fleece"]
    assert order(many, "fleece", "bottle") == ["fleece", "bottle"]


def test_one_basket_is_one_purchase(catalog: Catalog) -> None:
    log = [Event(f"e{i}", "purchase", "ada", NOW, "tee", basket_id=f"b{i // 2}") for i in range(6)]
    assert PopularityScorer(catalog, log, now=NOW).n_bought == {"tee": 3}
