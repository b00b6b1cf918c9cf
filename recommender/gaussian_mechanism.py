"""How much Gaussian noise keeps one person's part in a sum deniable, exactly."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

import numpy as np
from scipy.special import log_ndtr

BISECTIONS = 100


def leak(epsilon: float, sigma: float) -> float:
    """The least delta for which a sum with noise of deviation `sigma`, to which one person adds a vector of length 1
    at most, is (epsilon, delta)-differentially private: Balle and Wang 2018 (ICML), theorem 8."""
    half = 0.5 / sigma
    return float(np.exp(log_ndtr(half - epsilon * sigma)) - exp(epsilon) * np.exp(log_ndtr(-half - epsilon * sigma)))


def noise_for(epsilon: float, delta: float) -> float:
    """The smallest deviation of noise, for vectors of length 1, that is (epsilon, delta)-private.

    ValueError for an epsilon of 0 or less, or a delta outside 0-1.
    """
    if epsilon <= 0 or not 0 < delta < 1:
        raise ValueError(f"Epsilon is {epsilon} and delta {delta}; expected epsilon above 0 and delta between 0 and 1.")
    return _least(lambda sigma: leak(epsilon, sigma) <= delta)


def epsilon_of(sigma: float, delta: float) -> float:
    """The smallest epsilon that noise of deviation `sigma` gives at this delta; the inverse of `noise_for`."""
    return _least(lambda epsilon: leak(epsilon, sigma) <= delta)


def _least(is_enough: Callable[[float], bool]) -> float:
    """The least number above 0 that is enough, where all above one are; by bisection."""
    low, high = 0.0, 1.0
    while not is_enough(high):
        high *= 2.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
