"""eval campaigns: what was bought before foresees the coupon; nothing of the day itself or later is looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recommender.campaigns import Offers, worth
from ui.eval.campaigns import Campaign, Moment, Purchases, auc, measure_campaigns, measured, told
from ui.eval.frame import EvalError

OFFERS = Offers.of(np.array([0, 1, 1, 2]), np.array([0, 1, 2, 3]), np.array([0, 1, 1, 2, 1]))
BOTH = np.array([0, 1, 2])


def household(product: int, day: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.array([[day, product]] * 3)


def journey(bought_on: int = 1) -> tuple[list[Moment], list[Campaign], Offers, Purchases]:
    """Nine households, each buys one offer's product and then redeems that offer."""
    bought = {h: household((0, 4, 3)[h % 3], bought_on) for h in range(9)}
    moments = [Moment(h, 5 + h, BOTH, h % 3) for h in range(9)]
    campaigns = [Campaign(30, np.array([0]), tuple(range(9)), np.arange(9) % 3 == 0)]
    return moments, campaigns, OFFERS, Purchases(bought, 5)


def test_an_offer_suits_by_its_products_and_by_products_of_their_kinds() -> None:
    taken = np.array([0, 0, 0, 0, 2], dtype=np.float32)  # of the second offer's kind, not on it
    own, kinds, popular = OFFERS.suiting(taken, np.array([7, 0, 0, 0, 0], dtype=np.float32)).T
    assert own.tolist() == [0, 0, 0]
    assert kinds.tolist() == pytest.approx([0, np.log(3), 0])
    assert popular.tolist() == pytest.approx([np.log(8), 0, 0])
    assert worth(OFFERS, taken).argmax() == 1
    assert not worth(OFFERS, np.zeros(5, dtype=np.float32)).any()


def test_what_was_bought_before_foresees_the_coupon_and_who_redeems() -> None:
    figures = measured(*journey()).figures
    assert figures["matched_ndcg@10"] == 1.0
    assert figures["popularity_ndcg@10"] < 0.9
    assert figures["matched_auc"] == 1.0
    assert figures["activity_auc"] == 0.5


def test_what_was_bought_on_the_day_or_later_is_not_looked_at() -> None:
    figures = measured(*journey(bought_on=40)).figures
    assert figures["matched_ndcg@10"] < 0.9
    assert figures["matched_auc"] == 0.5


def test_auc_counts_pairs_and_ties_half() -> None:
    assert auc(np.array([3.0, 1.0, 1.0]), np.array([True, True, False])) == 0.75


def test_tables_that_are_not_there_are_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(EvalError, match="has no campaigns, campaign_descriptions"):
        measure_campaigns(tmp_path)


def test_the_tables_are_read_as_they_come() -> None:
    pandas = pytest.importorskip("pandas")
    day = pandas.Timestamp
    tables = {
        "transactions": pandas.DataFrame({
            "household_id": [1, 1, 2], "product_id": [20, 10, 99],
            "transaction_timestamp": [day("2017-03-05 10:00"), day("2017-03-01 09:00"), day("2017-03-01")],
        }),
        "products": pandas.DataFrame({
            "product_id": [10, 20, 30], "product_category": ["TEA", "TEA", None],
            "product_type": ["GREEN", "GREEN", None],
        }),
        "coupons": pandas.DataFrame({"campaign_id": [1, 1, 1], "coupon_upc": [7, 7, 8], "product_id": [10, 20, 30]}),
        "campaigns": pandas.DataFrame({"campaign_id": [1, 1], "household_id": [1, 2]}),
        "campaign_descriptions": pandas.DataFrame({
            "campaign_id": [1], "start_date": [day("2017-03-02")], "end_date": [day("2017-03-30")],
        }),
        "coupon_redemptions": pandas.DataFrame({
            "household_id": [1], "coupon_upc": [8], "campaign_id": [1], "redemption_date": [day("2017-03-09")],
        }),
    }  # fmt: skip
    (moment,), (campaign,), offers, purchases = told(tables)
    assert (moment.household, moment.candidates.tolist(), moment.chosen) == (1, [0, 1], 1)
    assert campaign.redeemed.tolist() == [True, False]
    assert offers.products.toarray().tolist() == [[1, 1, 0], [0, 0, 1]]
    assert purchases.before(1, campaign.start).tolist() == [1, 0, 0]
    assert purchases.before(1, moment.day).tolist() == [1, 1, 0]
    assert purchases.by_all(moment.day).tolist() == [1, 1, 0]
