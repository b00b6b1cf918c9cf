"""Lists: what ranked lists are worth against what is right, by the measures of ir-measures."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worth:
    """Means over `n` queries, each with half the width of its 95 % interval; all from 0 to 1."""

    n: int
    recall_10: float
    recall_100: float
    mrr: float
    recall_10_within: float
    mrr_within: float


def worth(right: Mapping[str, Collection[str]], lists: Mapping[str, Sequence[str]]) -> Worth:
    """What the lists are worth, by query; a query without a list counts as one for which nothing was found.

    Recall is the share of the right products among the first 10 or 100; MRR the mean of 1 / place of the first right
    one, wherever it stands. Raises `ValueError` when there is no query, or one with nothing right.
    """
    import ir_measures
    from ir_measures import RR, R

    empty = [query for query, ids in right.items() if not ids]
    if empty or not right:
        raise ValueError(f"There must be queries, each with something right; {empty[:1] or 'none'} is not so.")
    graded = {query: dict.fromkeys(ids, 1) for query, ids in right.items()}
    # Places as scores: ties of the measured system are already broken, and must not be broken again.
    run = {query: {i: 1.0 / (at + 1) for at, i in enumerate(lists[query])} for query in right if lists.get(query)}
    of: dict[str, dict[str, float]] = {str(measure): dict.fromkeys(right, 0.0) for measure in (R @ 10, R @ 100, RR)}
    for found in ir_measures.iter_calc([R @ 10, R @ 100, RR], graded, run):
        of[str(found.measure)][found.query_id] = float(found.value)
    recall_10, recall_100, reciprocal = ([*of[str(measure)].values()] for measure in (R @ 10, R @ 100, RR))
    return Worth(
        len(right), _mean(recall_10), _mean(recall_100), _mean(reciprocal), _within(recall_10), _within(reciprocal)
    )


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _within(values: Sequence[float]) -> float:
    mean = _mean(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)
    return 1.96 * math.sqrt(variance / len(values))
