"""The promotions a question is about."""

from __future__ import annotations

import pytest

from retrieval.catalog import Conditions, Promotion
from retrieval.promoting import asked_for

TENTS = Promotion("tents", "Summer: 15% off", "With each order.", "CAMP15", conditions=Conditions(kinds=("tent",)))
BRAND = Promotion("brand", "Brand of the month", "For every order by members.", conditions=Conditions(brand="Tarnfell"))
GAMES = Promotion("games", "Buy 2 games, get 1", "In any order.")
ALL = [TENTS, BRAND, GAMES]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("any discount on tents?", [TENTS]),
        ("does CAMP15 give a discount", [TENTS]),
        ("a deal on Tarnfell or games", [BRAND, GAMES]),
        ("a discount for members", [BRAND]),
        ("any discount on my order", []),  # all speak of an order
        ("are there any special offers today?", []),
        ("discount on kettles", []),
    ],
)
def test_what_is_named_is_found(question: str, found: list[Promotion]) -> None:
    assert asked_for(question, ALL) == found
