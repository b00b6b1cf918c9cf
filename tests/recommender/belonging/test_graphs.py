"""Graphs of what is taken together: lift, direction, time, and nobody's own basket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from recommender.belonging.graphs import SHOPPERS, complements, substitutes
from recommender.events import Event
from tests.conftest import NOW


def baskets(
    of: Sequence[tuple[str, ...]], *, name: str = "purchase", at: datetime = NOW, who: str = ""
) -> Iterator[Event]:
    """A basket each, every one of another shopper unless `who` is named."""
    for basket, products in enumerate(of):
        for product in products:
            key = f"{name}{at:%j}{who}{basket}"
            yield Event(f"{key}{product}", name, who or f"shopper{key}", at, product, basket_id=key)


OFTEN = [("lamp", "bulb")] * 10 + [("bulb",)] * 20 + [("tea", "cup")] * 10 + [("tea",)] * 5


def test_what_is_bought_together_has_an_edge_with_its_counts() -> None:
    graph = complements(baskets(OFTEN), NOW)
    edge = graph.edge("lamp", "bulb")
    assert edge is not None
    assert (edge.n_together, edge.n_baskets) == (10, 10)
    assert 0 < edge.points <= 1
    assert graph.edge("lamp", "tea") is None


def test_the_bulb_is_more_the_lamps_than_the_lamp_the_bulbs() -> None:
    graph = complements(baskets(OFTEN), NOW)
    one, other = graph.edge("lamp", "bulb"), graph.edge("bulb", "lamp")
    assert one is not None
    assert other is not None
    assert one.points > other.points


def test_what_everybody_buys_anyway_has_fewer_points() -> None:
    """Bread is in every basket: with butter too, but no more than with anything."""
    graph = complements(baskets([("butter", "knife", "bread")] * 6 + [("milk", "bread")] * 30), NOW)
    assert [edge.other for edge in graph.of("butter")] == ["knife"]


def test_few_shoppers_make_no_edge_however_often_they_buy() -> None:
    often = [("lamp", "bulb")] * 10
    alone = list(baskets(often, who="ada"))
    chance = list(baskets([("tea",)] * 30))
    assert len(complements([*alone, *chance], NOW)) == 0
    few = list(baskets([("lamp", "bulb")] * (SHOPPERS - 1)))
    assert len(complements([*few, *chance], NOW)) == 0
    enough = list(baskets([("lamp", "bulb")] * SHOPPERS))
    assert len(complements([*enough, *chance], NOW)) == 2


def test_old_baskets_count_less() -> None:
    others = list(baskets([("tea",)] * 40))
    fresh = complements([*baskets([("lamp", "bulb")] * 8), *others], NOW).edge("lamp", "bulb")
    old = complements([*baskets([("lamp", "bulb")] * 8, at=NOW - timedelta(days=700)), *others], NOW).edge(
        "lamp", "bulb"
    )
    assert fresh is not None
    assert old is not None
    assert fresh.points > old.points


def test_things_may_be_kinds_and_unknown_ones_are_left_out() -> None:
    kinds = {"lamp": "lights", "bulb": "parts", "tea": "drinks"}
    graph = complements(baskets(OFTEN), NOW, of=lambda product: kinds.get(product, ""))
    assert graph.edge("lights", "parts") is not None
    assert len(graph) == 2


def test_alternatives_are_looked_at_together_and_not_bought_together() -> None:
    looks = [*baskets([("red", "blue", "bulb")] * 10, name="view_item"), *baskets([("tea",)] * 40, name="view_item")]
    bought = baskets([("blue", "bulb")] * 10)
    graph = substitutes([*looks, *bought], NOW)
    assert graph.edge("red", "blue") is not None
    # the same sessions would have to hold both; here other baskets do, so that the looks still speak
    joint = [Event(f"j{e.id}", "purchase", e.shopper_id, e.at, e.product_id, basket_id=e.basket_id) for e in looks]
    assert (
        substitutes([*looks, *(e for e in joint if e.product_id in ("red", "blue"))], NOW).edge("red", "blue") is None
    )


def test_no_events_make_an_empty_graph() -> None:
    assert complements([], NOW).of("lamp") == ()
    assert len(substitutes([], NOW)) == 0
