"""Ties by baskets: what chance alone would put together is no reason."""

from __future__ import annotations

from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.ties import is_no_chance
from tests.conftest import NOW


def baskets(*held: str) -> CoPurchases:
    return CoPurchases(
        Event(f"{n}{p}", "purchase", f"s{n}", NOW, p, basket_id=f"b{n}")
        for n, products in enumerate(held)
        for p in products
    )


def test_three_baskets_of_two_things_that_many_buy_are_chance() -> None:
    together = baskets(*["kb"] * 3, *["k"] * 30, *["b"] * 30, *["x"] * 40)
    assert together.n_together("k", "b") == 3
    assert not is_no_chance(together, "k", "b")  # 33 * 33 / 103 = 10 were to be expected


def test_the_same_three_of_two_things_that_few_buy_are_not() -> None:
    together = baskets(*["kb"] * 3, *["k"] * 2, *["b"] * 2, *["x"] * 900)
    assert is_no_chance(together, "k", "b")


def test_of_a_few_baskets_nothing_can_be_said() -> None:
    assert is_no_chance(baskets(*["kb"] * 7), "k", "b")
