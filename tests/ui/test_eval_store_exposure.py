"""eval exposure --store: shares of the places by brand, price and newness, of what can be bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from recommender.scorers.popularity import Scores
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from tests.recommender.small_store import their_events, two_camps
from ui.eval.store_exposure import measured


class Likes:
    """Those whose id begins with one of the words come first."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        return np.array([float(p.startswith(self._words)) for p in product_ids], dtype=np.float64)


def test_each_groups_share_of_the_places_is_told_beside_its_share_of_the_range() -> None:
    gone = [
        replace(p, variants=tuple(replace(v, offer=replace(v.offer, available=False)) for v in p.variants))
        if p.id == "boots0" else p for p in two_camps()
    ]  # fmt: skip
    found = measured(
        Catalog(gone, currency="USD"), their_events(), {"all": Likes("boots", "mugs"), "mugs": Likes("mugs")},
        seed=7, limit=5,
    )  # fmt: skip
    assert found.figures["shoppers"] == 5
    brands = {row["brand"]: row for row in found.rows if "brand" in row}
    assert brands.keys() == {"Tarn", "Fell"}
    assert sum(float(row["of products"] or 0) for row in brands.values()) == pytest.approx(1.0)
    assert brands["Tarn"]["products"] == 11  # one of its boots is sold out
    assert sum(float(row["of places, mugs"] or 0) for row in brands.values()) == pytest.approx(1.0)
    assert {row["price"] for row in found.rows if "price" in row} == {
        "lower third of prices", "middle third of prices", "upper third of prices",
    }  # fmt: skip
    assert any("taken by" in row for row in found.rows)
