"""Chance: how often counts come to so much by themselves."""

from __future__ import annotations

from math import exp


def poisson_tail(n: int, expected: float) -> float:
    """The chance of `n` or more where `expected` are expected."""
    term, below = exp(-expected), 0.0
    for k in range(n):
        below += term
        term *= expected / (k + 1)
    return max(0.0, 1.0 - below)
