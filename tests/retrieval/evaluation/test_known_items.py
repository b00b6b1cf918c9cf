"""Known items: the same queries every time, made of a product's own words, and slips that are slips."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from retrieval.catalog import Offer, Product, Variant
from retrieval.evaluation.known_items import KnownItem, known_items
from tests.conftest import SIX, usd


def product(product_id: str, title: str, description: str = "") -> Product:
    return Product(product_id, title, (Variant(product_id, title, Offer(usd("10"))),), description=description)


LAMP = product("lamp", "Copper Desk Lamp 12 in.", "Bright and quiet, for reading at night.")


def of(kind: str, items: list[KnownItem]) -> list[str]:
    return [item.query for item in items if item.kind == kind]


def test_the_same_seed_gives_the_same_queries_in_whatever_order_the_products_come() -> None:
    assert known_items(SIX, 4, 7) == known_items(SIX[::-1], 4, 7)
    assert known_items(SIX, 6, 7) != known_items(SIX, 6, 8)
    assert len({i for item in known_items(SIX, 4, 7) for i in item.right}) == 4


def test_every_kind_says_what_the_product_says() -> None:
    items = known_items([LAMP], 1, 7)
    assert {item.kind for item in items} == {"title", "typo", "joined", "described", "measure"}
    assert all(item.right == {"lamp"} for item in items)
    assert set(of("title", items)[0].split()) <= {"copper", "desk", "lamp"}
    assert of("measure", items)[0].endswith('12"')
    told = of("described", items)[0].split()
    assert len(set(told) & {"bright", "quiet", "reading", "night"}) == 2
    assert of("joined", items)[0] in {"copperdesk lamp", "desklamp copper"}


def test_a_typo_is_one_slip_behind_the_first_letter() -> None:
    for seed in range(40):
        items = known_items([LAMP], 1, seed)
        for title, typo in zip(of("title", items), of("typo", items), strict=False):
            assert OSA.distance(title, typo) == 1
            assert [word[0] for word in typo.split()] == [word[0] for word in title.split()]


def test_products_of_one_title_are_all_right() -> None:
    items = known_items([product("a", "Tin Mug"), product("b", "Tin mug"), product("c", "Tin Pan")], 3, 7)
    assert next(item for item in items if item.query == "tin mug").right == {"a", "b"}


def test_a_title_that_says_nothing_is_not_asked_for() -> None:
    assert known_items([product("a", "The one"), product("b", "!!!")], 2, 7) == []
