"""No pay-to-play: nothing that a store may say of a product beside what it is moves it up, for anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.lanes import Lanes
from recommender.list_guards import ListGuards
from recommender.profile import Profiler
from recommender.ranking import BlendRanker, WeightedScorers
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Conditions, Product, Promotion, Relation
from retrieval.query import Candidate, Query
from tests.recommender.small_store import BEGIN, their_events, two_camps

EVENTS = their_events()
PUSHED = "kettles3"
NOW = BEGIN + timedelta(days=30)
SHOPPERS = (
    Shopper("guest", now=NOW),
    Shopper("who0", tuple(e for e in EVENTS if e.shopper_id == "who0"), now=NOW),
    Shopper("who1", tuple(e for e in EVENTS if e.shopper_id == "who1"), now=NOW),
)


def orders(
    products: Iterable[Product], relations: Iterable[Relation] = (), promotions: Iterable[Promotion] = ()
) -> list[list[str]]:
    """What each shopper gets, as a list and as a lane."""
    catalog = Catalog(products, currency="USD", relations=relations, promotions=promotions)
    profiler, together = Profiler(catalog), CoPurchases(EVENTS)
    blend = WeightedScorers({
        "history": (HistoryOverlapScorer(catalog, together, profiler), 0.65),
        "popularity": (PopularityScorer(catalog, EVENTS, now=NOW), 0.35),
    })  # fmt: skip
    ranker = BlendRanker(catalog, blend, ListGuards(profiler.features))
    lanes = Lanes(catalog, profiler, blend, together)
    found = []
    for shopper in SHOPPERS:
        candidates = [Candidate(p.id, p.id, 0.5, {"words": 0.5}) for p in catalog]
        found.append([c.product_id for c in ranker.rank(candidates, shopper, Query())])
        for lane in (lanes.for_you(shopper), lanes.because(shopper), lanes.new_in(shopper)):
            found.append(list(lane.product_ids) if lane else [])
    return found


def with_attribute(name: str, value: str) -> list[Product]:
    return [replace(p, attributes={**p.attributes, name: (value,)}) if p.id == PUSHED else p for p in two_camps()]


@pytest.mark.parametrize("name", ["sponsored", "priority", "margin", "boost", "featured", "bid"])
def test_an_attribute_that_says_pay_moves_nothing(name: str) -> None:
    assert orders(with_attribute(name, "yes")) == orders(two_camps())


def test_the_order_of_the_feed_moves_nothing() -> None:
    assert orders(reversed(list(two_camps()))) == orders(two_camps())


def test_an_upsell_moves_nothing() -> None:
    pushed = [Relation("upsell", p.id, PUSHED) for p in two_camps() if p.id != PUSHED]
    assert orders(two_camps(), relations=pushed) == orders(two_camps())


def test_a_promotion_moves_nothing_but_the_price_that_it_really_lowers() -> None:
    push = Promotion("push", "Buy this kettle", conditions=Conditions(product_ids=(PUSHED,)))
    assert orders(two_camps(), promotions=[push]) == orders(two_camps())


def test_the_shops_own_clicks_are_the_shops_and_count_once_by_their_id() -> None:
    """Events are the one thing that moves ranks: the same one told a thousand times is one."""
    catalog = two_camps()
    once = [*EVENTS, Event("own", "view_item", "shop", NOW, PUSHED)]
    again = [*once, *[Event("own", "view_item", "shop", NOW, PUSHED)] * 1000]
    ids = [p.id for p in catalog]
    guest = Shopper("guest")
    of_once, of_many = (PopularityScorer(catalog, events, now=NOW).score(ids, guest) for events in (once, again))
    assert of_once.tolist() == of_many.tolist()
