"""The next basket: what is bought again leads, the newest baskets count most, and others' baskets help."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from recommender.events import Event
from recommender.next_basket import Basket, BasketWeights, NextBasket, baskets, mean_recall, recall, tuned

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
OWN_ONLY = BasketWeights(keep=1.0, alike=0.0, peers=0.0, trend=0.0)


def basket(day: int, *products: int) -> Basket:
    return Basket(BEGIN + timedelta(days=day), np.array(products, dtype=np.int32))


def test_baskets_are_told_by_order_each_product_once() -> None:
    lines = [("a", "o2", 5), ("a", "o1", 1), ("a", "o1", 1), ("b", "o1", 1), ("gone", "o1", 1)]
    events = [
        Event(f"e{n}", "purchase", "x", BEGIN + timedelta(days=day), product, basket_id=order)
        for n, (product, order, day) in enumerate(lines)
    ]
    found = baskets(events, {"a": 0, "b": 1})
    assert [b.products.tolist() for b in found["x"]] == [[0, 1], [0]]


def test_frequency_decides_at_keep_1_and_the_latest_below() -> None:
    own = [basket(0, 0), basket(1, 0), basket(2, 1)]
    at = BEGIN + timedelta(days=3)
    assert NextBasket({"x": own}, 3, OWN_ONLY).scores(own, at).argmax() == 0
    recent = BasketWeights(keep=0.4, alike=0.0, peers=0.0, trend=0.0)
    assert NextBasket({"x": own}, 3, recent).scores(own, at).argmax() == 1


@pytest.mark.parametrize("helps", ["alike", "peers", "trend"])
def test_each_part_brings_up_what_the_shopper_never_took(helps: str) -> None:
    known = {f"y{n}": [basket(n, 0, 1), basket(n + 1, 1)] for n in range(6)}
    own = [basket(0, 0)]
    weights = BasketWeights(keep=1.0, alike=0.0, peers=0.0, trend=0.0)
    model = NextBasket(known, 4, weights)
    at = BEGIN + timedelta(days=9)
    assert model.scores(own, at)[1] == 0
    told = model.reweighted(BasketWeights(**{"keep": 1.0, "alike": 0.0, "peers": 0.0, "trend": 0.0} | {helps: 0.5}))
    assert told.scores(own, at)[1] > told.scores(own, at)[3] == 0


def test_the_trend_knows_nothing_of_later_baskets() -> None:
    known = {"x": [basket(0, 0), basket(9, 1)]}
    model = NextBasket(known, 2, BasketWeights(keep=1.0, alike=0.0, peers=0.0, trend=1.0))
    assert model.scores([], BEGIN + timedelta(days=5)).tolist() == [1.0, 0.0]


def test_recall_is_the_share_of_the_basket_and_tuning_never_ends_worse() -> None:
    assert recall(np.array([3.0, 2.0, 1.0]), basket(0, 0, 2), n=2) == 0.5
    known = {f"x{n}": [basket(0, 0, n % 3), basket(1, n % 3)] for n in range(9)}
    judged = {f"x{n}": basket(2, n % 3) for n in range(9)}
    _, best = tuned(known, judged, 30)
    assert best >= mean_recall(NextBasket(known, 30, BasketWeights()), known, judged)
