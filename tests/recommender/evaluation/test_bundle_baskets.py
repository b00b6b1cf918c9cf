"""Foretelling a store's last baskets: what is held out, and where the left-out product stands."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.bundle_baskets import Basket, basket_ranks, last_baskets
from recommender.events import Event
from tests.conftest import NOW


def log(n: int) -> list[Event]:
    return [
        Event(f"{day}{product}", "purchase", "ada", NOW + timedelta(days=day), product, basket_id=f"b{day}")
        for day in range(n)
        for product in ("lamp", "bulb", f"p{day}")[: 3 if day % 2 else 1]
    ]


def test_nothing_of_a_held_out_basket_or_after_it_is_learned_from() -> None:
    before, baskets = last_baskets(reversed(log(20)))
    assert {event.basket_id for event in before} == {f"b{day}" for day in range(16)}
    assert [basket.products for basket in baskets] == [("bulb", "lamp", "p17"), ("bulb", "lamp", "p19")]


def test_too_few_baskets_hold_nothing_out() -> None:
    before, baskets = last_baskets(log(2))
    assert (len(before), baskets) == (4, [])


def test_the_left_out_product_is_ranked_by_the_others_and_without_them() -> None:
    ids = ["bulb", "cup", "lamp", "tea"]
    asked: list[str] = []

    def points(given: str) -> NDArray[np.float32]:
        asked.append(given)
        return np.array([3, 9, 3, 0], dtype=np.float32)

    ranks = basket_ranks([Basket("ada", ("bulb", "lamp"))] * 20, ids, points, 7)
    assert set(ranks.tolist()) == {2.0}  # the cup is above; the given one, which scores the same, is left out
    assert set(asked) == {"bulb", "lamp"}
