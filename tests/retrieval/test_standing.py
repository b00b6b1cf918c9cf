from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.catalog import Catalog
from retrieval.standing import Standings
from tests.conftest import SIX

MUG = SIX[5]


def standings(*rated: tuple[float | None, int]) -> tuple[Standings, list[float]]:
    products = [replace(MUG, id=f"p{n}", rating=r, n_reviews=k) for n, (r, k) in enumerate(rated)]
    found = Standings(Catalog(products, currency="USD"))
    return found, [found.of(product) for product in products]


def test_many_good_reviews_stand_above_one_perfect_one() -> None:
    _, (one_perfect, many_good, none) = standings((5.0, 1), (4.6, 60), (None, 0))
    assert many_good > one_perfect > none == 0.0


def test_of_as_many_reviews_the_better_rating_stands_above() -> None:
    _, (better, worse) = standings((4.5, 8), (4.4, 8))
    assert better > worse


def test_five_reviews_count_as_much_as_the_store() -> None:
    found, (five, _) = standings((5.0, 5), (3.0, 15))
    assert found.mean == 3.5
    assert five == pytest.approx(4.25 - 10**-0.5)  # less one standard error of ten reviews


def test_a_store_without_reviews_has_no_standings() -> None:
    assert standings((None, 0))[1] == [0.0]
