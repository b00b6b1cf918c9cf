"""Shares of places by group add up, and products are in the group they belong to."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.exposure import by_newness, exposure_by, widest
from recommender.sequences import Sequences


def test_a_group_is_compared_with_its_size() -> None:
    rows = exposure_by(np.array([6, 2, 0, 2]), ["a", "a", "b", ""])
    assert [(row.group, row.n_products, row.of_products) for row in rows] == [("a", 2, 0.5), ("b", 1, 0.25)]
    assert [row.of_places for row in rows] == pytest.approx([0.8, 0.0])
    assert rows[0].ratio == pytest.approx(1.6)
    assert [row.group for row in widest(rows, 1)] == ["a"]


def test_nothing_shown_is_no_share() -> None:
    assert [row.of_places for row in exposure_by(np.zeros(2, dtype=np.int64), ["a", "b"])] == [0.0, 0.0]


def test_newness_is_by_how_many_took_it() -> None:
    taken = Sequences(4, tuple(np.array(p, dtype=np.int32) for p in [[1, 2]] + [[2, 3]] * 4 + [[3]] * 100))
    assert by_newness(taken) == ["nobody took it", "1-4 took it", "5-19 took it", "100 or more took it"]
