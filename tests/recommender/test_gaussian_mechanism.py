"""The noise is exactly what the definition of differential privacy asks for."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from recommender.gaussian_mechanism import epsilon_of, leak, noise_for

Epsilons = st.floats(0.05, 20)
Deltas = st.floats(1e-9, 0.1)


@settings(deadline=None)
@given(Epsilons, Deltas)
def test_the_noise_is_the_smallest_that_keeps_the_promise(epsilon: float, delta: float) -> None:
    sigma = noise_for(epsilon, delta)
    assert leak(epsilon, sigma) <= delta * (1 + 1e-9)
    assert leak(epsilon, sigma * 0.999) > delta


@settings(deadline=None)
@given(Epsilons, Deltas)
def test_epsilon_of_noise_is_the_one_it_was_made_for(epsilon: float, delta: float) -> None:
    assert epsilon_of(noise_for(epsilon, delta), delta) == pytest.approx(epsilon, rel=1e-6)


@settings(deadline=None)
@given(st.floats(0.2, 8), st.floats(0.2, 5))
def test_a_leak_is_the_largest_difference_that_any_event_can_have(epsilon: float, sigma: float) -> None:
    """P(A | with) - e^epsilon P(A | without) is largest on a half line, for N(1, sigma) against N(0, sigma)."""
    edges = [0.5 + epsilon * sigma**2, *(at / 10 for at in range(-50, 200))]
    with_, without = norm.sf(edges, loc=1, scale=sigma), norm.sf(edges, loc=0, scale=sigma)
    largest = float((with_ - exp(epsilon) * without).max())
    assert largest <= leak(epsilon, sigma) + 1e-12
    assert largest == pytest.approx(leak(epsilon, sigma), abs=1e-12)


def test_noise_of_the_usual_settings() -> None:
    """Less than the classical sqrt(2 log(1.25 / delta)) / epsilon, which is 4.84 at epsilon 1."""
    assert noise_for(1.0, 1e-5) == pytest.approx(3.73, abs=0.01)


@pytest.mark.parametrize(("epsilon", "delta"), [(0, 1e-5), (-1, 1e-5), (1, 0), (1, 1)])
def test_promises_that_are_none_are_refused(epsilon: float, delta: float) -> None:
    with pytest.raises(ValueError, match="Epsilon"):
        noise_for(epsilon, delta)
