"""History overlap: what is like the past is lifted, what was bought is not sold again, what goes with it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.scorers.history import DISMISSED, OWNED, HistoryOverlapScorer
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
    # A viewed pack weighs 0.3. Bottle: Gear is shared and Bottles not (0.4 * 1/2), Tarn is (0.15), steel is not
    # (0), and $18.00 is less than half of $64.50 (0).
    assert scored(catalog, shopper("view_item pack"), "bottle") == [pytest.approx(0.3 / 1.3 * (0.4 * 0.5 + 0.15))]


def test_more_weighs_more_and_the_latest_most(catalog: Catalog) -> None:
    (viewed,) = scored(catalog, shopper("view_item rain"), "fleece")
    (carted,) = scored(catalog, shopper("add_to_cart rain"), "fleece")
    (bought,) = scored(catalog, shopper("purchase rain"), "fleece")
    (taken_out,) = scored(catalog, shopper("view_item rain", "add_to_cart rain", "remove_from_cart rain"), "fleece")
    assert viewed < carted < bought
    assert taken_out == viewed
    (fresh,) = scored(catalog, shopper("view_item bottle", "view_item rain"), "fleece")
    (stale,) = scored(catalog, shopper("view_item rain", "view_item bottle"), "fleece")
    assert fresh > stale


def test_what_was_bought_once_is_not_sold_again_but_supplies_are(catalog: Catalog) -> None:
    (once,) = scored(catalog, shopper("purchase rain"), "rain")
    assert once == -OWNED
    (twice,) = scored(catalog, shopper("purchase rain", "purchase rain"), "rain")
    assert twice > 0


def test_a_no_is_remembered(catalog: Catalog) -> None:
    assert scored(catalog, shopper("dismissed tee"), "tee", "rain") == [-DISMISSED, 0.0]


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
