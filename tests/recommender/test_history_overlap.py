"""History overlap: what is like the past is lifted, what was bought is not sold again, what goes with it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.scorers.history import AGAIN, DISMISSED, OWNED, HistoryOverlapScorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def shopper(*deeds: str) -> Shopper:
    """`shopper("view_item rain", "purchase tee")`, oldest first."""
    events = [
        Event(f"e{n}", deed.split()[0], "ada", NOW + timedelta(days=n), deed.split()[1]) for n, deed in enumerate(deeds)
    ]
    return Shopper("ada", tuple(events))


def scored(catalog: Catalog, who: Shopper, *ids: str, together: CoPurchases | None = None) -> list[float]:
    return [float(score) for score in HistoryOverlapScorer(catalog, together).score(ids, who)]


def test_a_guest_has_no_history(catalog: Catalog) -> None:
    assert scored(catalog, Shopper("guest"), "rain", "tee") == [0.0, 0.0]


def test_what_shares_kind_brand_and_price_is_lifted_most(catalog: Catalog) -> None:
    fleece, tee, bottle = scored(catalog, shopper("purchase rain"), "fleece", "tee", "bottle")
    assert fleece > tee == bottle == 0.0
    pack, mug = scored(catalog, shopper("purchase bottle"), "pack", "mug")
    assert mug > pack > 0  # steel besides the brand, and nearer in price


def test_the_overlap_is_the_documented_sum(catalog: Catalog) -> None:
    # A viewed pack weighs 0.2. Bottle: Gear is shared and Bottles not (0.4 * 1/2), Tarn is (0.15), steel is not
    # (0), and three things of a kind have no thirds of prices (0).
    assert scored(catalog, shopper("view_item pack"), "bottle") == [pytest.approx(0.2 / 1.2 * (0.4 * 0.5 + 0.15))]


def test_the_conversation_counts_beside_the_past(catalog: Catalog) -> None:
    looked = Event("e", "view_item", "ada", NOW, "pack", basket_id="s1")
    before, now = Shopper("ada", (looked,)), Shopper("ada", (looked,), session_id="s1")
    (long,), (both,) = scored(catalog, before, "bottle"), scored(catalog, now, "bottle")
    assert both == pytest.approx(2 * long), "the one event is both, here"


def test_a_no_in_the_conversation_pushes_down_what_is_like_it_but_not_its_kind(catalog: Catalog) -> None:
    no = Event("e", "dismissed", "ada", NOW, "bottle", basket_id="s1")
    mug, pack, tee = scored(catalog, Shopper("ada", (no,), session_id="s1"), "mug", "pack", "tee")
    assert mug < pack < tee == 0.0, "steel and the brand; the brand; nothing"
    style = Event("e", "dismissed", "ada", NOW, "bottle", basket_id="s1", about="wrong_style")
    assert scored(catalog, Shopper("ada", (style,), session_id="s1"), "mug", "pack") == [0.0, 0.0]
    back = Event("f", "restored", "ada", NOW + timedelta(minutes=1), "bottle", basket_id="s1")
    assert scored(catalog, Shopper("ada", (no, back), session_id="s1"), "mug", "bottle") == [0.0, 0.0]


def test_what_was_for_somebody_else_says_nothing_of_the_shopper(catalog: Catalog) -> None:
    gift = Event("e", "purchase", "ada", NOW, "rain", recipient="mum")
    ada = Shopper("ada", (gift,))
    assert scored(catalog, ada, "fleece", "rain") == [0.0, 0.0]
    assert scored(catalog, ada.toward("mum"), "fleece")[0] > 0
    assert scored(catalog, ada.toward("dad"), "fleece") == [0.0]


def test_what_runs_out_comes_back_when_it_is_due(catalog: Catalog) -> None:
    bought = tuple(Event(f"e{n}", "purchase", "ada", NOW + timedelta(days=30 * n), "mug") for n in range(4))
    fresh, due = (
        scored(catalog, Shopper("ada", bought, now=NOW + timedelta(days=90 + days)), "mug")[0] for days in (2, 31)
    )
    assert due == pytest.approx(fresh + AGAIN, abs=0.05)


def test_a_deleted_fact_says_nothing_any_more(catalog: Catalog) -> None:
    looked = Event("a", "view_item", "ada", NOW, "pack")
    gone = Event("b", "forgotten", "ada", NOW + timedelta(days=1), "", about="taste:brand:Tarn")
    again = Event("c", "remembered", "ada", NOW + timedelta(days=2), "", about="taste:brand:Tarn")
    with_it, without, back = (
        scored(catalog, Shopper("ada", events, now=NOW), "bottle")[0]
        for events in ((looked,), (looked, gone), (looked, gone, again))
    )
    assert without == pytest.approx(0.2 / 1.2 * 0.4 * 0.5)
    assert without < with_it == back


def test_more_weighs_more_and_the_latest_most(catalog: Catalog) -> None:
    (viewed,) = scored(catalog, shopper("view_item rain"), "fleece")
    (carted,) = scored(catalog, shopper("add_to_cart rain"), "fleece")
    (bought,) = scored(catalog, shopper("purchase rain"), "fleece")
    (taken_out,) = scored(catalog, shopper("view_item rain", "add_to_cart rain", "remove_from_cart rain"), "fleece")
    assert viewed < carted < bought
    assert taken_out == pytest.approx(viewed, rel=0.01)  # two days older
    (fresh,) = scored(catalog, shopper("view_item bottle", "view_item rain"), "fleece")
    (stale,) = scored(catalog, shopper("view_item rain", "view_item bottle"), "fleece")
    assert fresh > stale


def test_what_was_bought_once_is_not_sold_again_but_supplies_are(catalog: Catalog) -> None:
    (once,) = scored(catalog, shopper("purchase rain"), "rain")
    assert once == pytest.approx(-OWNED)
    (twice,) = scored(catalog, shopper("purchase rain", "purchase rain"), "rain")
    assert twice > 0


def test_a_no_is_remembered(catalog: Catalog) -> None:
    tee, rain = scored(catalog, shopper("dismissed tee"), "tee", "rain")
    assert tee < -DISMISSED < rain == 0.0
    (have,) = scored(catalog, Shopper("ada", (Event("e", "dismissed", "ada", NOW, "tee", about="have_it"),)), "tee")
    assert have == pytest.approx(-DISMISSED - OWNED)


def test_products_no_longer_sold_are_forgotten(catalog: Catalog) -> None:
    assert scored(catalog, shopper("purchase gone"), "rain", "gone") == [0.0, 0.0]


def test_what_others_bought_with_it_counts(catalog: Catalog) -> None:
    log = [Event(f"{b}-{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}") for b in range(9) for p in ("pack", "tee")]
    together = CoPurchases(log)
    assert together.n_together("pack", "tee") == 9
    assert together.likeness("pack", "tee") == together.likeness("tee", "pack") == pytest.approx(9 / (9 + 5))
    assert together.n_together("pack", "pack") == together.n_together("gone", "tee") == 0
    before = scored(catalog, shopper("purchase pack"), "tee")[0]
    after, never = scored(catalog, shopper("purchase pack"), "tee", "rain", together=together)
    assert after > before
    assert after > never


def test_only_purchases_in_a_basket_are_bought_together() -> None:
    log = [
        Event("1", "purchase", "ada", NOW, "tee"),
        Event("2", "purchase", "ada", NOW, "mug"),
        Event("3", "view_item", "ada", NOW, "tee", basket_id="b"),
        Event("4", "view_item", "ada", NOW, "mug", basket_id="b"),
    ]
    assert len(CoPurchases(log)) == 0
    assert CoPurchases(log).partners("tee") == {}
