"""Lanes of an opened shop: true rows for a guest and a known shopper, none twice; personalising off means off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from assistant.lane_views import LaneView, shown
from assistant.shop import Shop
from recommender.across_stores import Carried
from recommender.event_log import EventLog
from recommender.events import Event
from retrieval.store import open_store
from tests.assistant.conftest import opened
from tests.conftest import NOW


def happened(store: Path, *events: Event) -> None:
    with open_store(store) as at_rest:
        EventLog(at_rest.engine).add(events)


def look(product_id: str, n: int = 0) -> Event:
    return Event(f"look{n}", "view_item", "ada", NOW - timedelta(days=1, minutes=-n), product_id)


def row(shop: Shop, name: str, shopper: str = "") -> LaneView:
    return next(lane for lane in shop.lanes(shopper) if lane.name == name)


def test_a_guest_gets_what_holds_for_all(shop: Shop) -> None:
    lane = row(shop, "for_you")
    assert lane.title == "Liked by many here"
    assert lane.why == ""
    for card in lane.cards:
        product, variant = shop.catalog.variant(card.variant_id)
        assert (product.id, card.price) == (card.product_id, variant.offer.price)
        assert variant.offer.available


def test_who_looked_at_something_is_told_why_and_may_read_about_it(store: Path) -> None:
    happened(store, look("rain"))
    with opened(store) as shop:
        assert "Rain Jacket" in row(shop, "for_you", "ada").why
        assert row(shop, "reading", "ada").guides == ("How to choose a jacket",)


def test_nothing_is_in_two_rows(store: Path) -> None:
    happened(store, look("rain"), look("pack", 1))
    with opened(store) as shop:
        ids = [card.product_id for lane in shop.lanes("ada") for card in lane.cards]
        assert len(ids) == len(set(ids))


def test_what_led_today_is_kept_once_and_does_not_lead_tomorrow(store: Path) -> None:
    happened(store, look("rain"))
    with opened(store) as shop:
        today = [card.product_id for card in row(shop, "for_you", "ada").cards]
        assert [card.product_id for card in row(shop, "for_you", "ada").cards] == today  # all day
    with open_store(store) as at_rest:
        assert [e.product_id for e in EventLog(at_rest.engine).of("ada") if e.name == "shown"] == today
    with opened(store, clock=lambda: NOW + timedelta(days=1)) as shop:
        tomorrow = [card.product_id for card in row(shop, "for_you", "ada").cards]
    assert set(tomorrow) == set(today)
    assert tomorrow[0] == today[3]  # the best of those that did not lead


def test_of_who_wants_no_personalising_nothing_is_read_or_kept(store: Path) -> None:
    happened(store, look("rain"))
    with opened(store) as shop:
        shop.session("ada").say("stop personalising")
        assert shop.lanes("ada") == shop.lanes()
    with open_store(store) as at_rest:
        assert not [e for e in EventLog(at_rest.engine).of("ada") if e.name == "shown"]


def test_only_what_is_for_you_counts_as_shown(shop: Shop) -> None:
    lane = row(shop, "for_you")
    other = LaneView("deals", "Reduced today", "", lane.cards)
    assert len(shown([other, lane], "ada", NOW)) == len(lane.cards)
    assert shown([other], "ada", NOW) == ()


def test_a_taste_is_brought_along_and_says_where_it_comes_from(store: Path) -> None:
    happened(store, look("rain"))
    with opened(store) as shop:
        taste = shop.carried("ada")
        assert "Rain Jacket" in taste.things[0][0]
        assert "ada" not in repr(taste)
        brought = shop.lanes(brought=Carried("Tarn", taste.things))[0]
        assert (brought.name, brought.title) == ("elsewhere", "Like what you chose at Tarn")
        assert brought.cards[0].product_id == "rain"
        assert shop.lanes(brought=Carried("Tarn", ())) == shop.lanes()
        shop.session("ada").say("stop personalising")
        assert shop.carried("ada").things == ()
