"""Public sets beside our own dialogues: what they have in common."""

from __future__ import annotations

from math import sqrt

_Z = 1.96  # 95 %


class SetError(ValueError):
    """A set's file is not there or is not what it should be; the message says which and where."""


def interval(n_right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's, which holds near 0 and 1 too). Of nothing, anything: (0, 1)."""
    if not n:
        return 0.0, 1.0
    share, spread = n_right / n, _Z**2 / n
    middle = share + spread / 2
    width = _Z * sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (middle - width) / (1 + spread)), min(1.0, (middle + width) / (1 + spread))
