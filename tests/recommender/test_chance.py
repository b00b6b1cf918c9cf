"""Chance: tails of counts."""

from __future__ import annotations

import pytest

from recommender.chance import poisson_tail


def test_poisson_tails_are_those_of_the_distribution() -> None:
    from scipy.stats import poisson

    for n, expected in ((0, 1.0), (1, 0.5), (5, 1.2), (12, 9.0)):
        assert poisson_tail(n, expected) == pytest.approx(poisson.sf(n - 1, expected))
    assert poisson_tail(200, 1.0) >= 0.0
