"""Contradictions: conditions of one need that exclude each other, and earlier words that later words go against."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from assistant.merging import contradicted
from retrieval.query import Constraint


def conflict(constraints: Sequence[Constraint]) -> tuple[Constraint, Constraint] | None:
    """The first two required conditions that no product whatever can meet together; None when there are none."""
    required = [c for c in constraints if c.required]
    return next(((a, b) for a, b in combinations(required, 2) if contradicted(a, b)), None)


def overruled(
    standing: Sequence[Constraint], said: Sequence[Constraint], now: Sequence[Constraint]
) -> tuple[tuple[Constraint, Constraint], ...]:
    """Each standing condition that stands no longer `now` because something `said` goes against it, with that."""
    gone = [c for c in standing if c.required and c not in now]
    return tuple((old, new) for old in gone for new in said if new.required and new in now and contradicted(old, new))
