"""Bundles of a session: how predictions are judged, and how subsets are made and chosen."""

from __future__ import annotations

from itertools import combinations

import pytest

from recommender.evaluation.bundle_finding import (
    ALL_SUBSETS,
    Choosing,
    Judged,
    chosen,
    clusters,
    found,
    measures,
    subsets,
)


def sets(*words: str) -> list[frozenset[int]]:
    return [frozenset(map(int, word)) for word in words]


def test_a_prediction_counts_when_a_marked_bundle_has_all_of_it() -> None:
    one = found(sets("12", "34"), sets("123", "456"))
    assert (one.precision, one.recall) == (0.5, 0.5)
    assert one.covered == (pytest.approx(2 / 3),)


def test_one_prediction_reaches_every_bundle_around_it_and_covers_the_smallest() -> None:
    one = found(sets("12"), sets("12", "123"))
    assert (one.precision, one.recall, one.covered) == (1.0, 1.0, (1.0,))


def test_no_prediction_has_no_precision() -> None:
    assert measures([found([], sets("12")), found(sets("12"), sets("12"))]) == (0.5, 0.5, 1.0)


def two_groups(n: int) -> dict[tuple[int, int], float]:
    """Even products belong together, odd ones too."""
    return {(a, b): 0.9 if a % 2 == b % 2 else 0.1 for a, b in combinations(range(n), 2)}


def test_clusters_are_merged_until_too_unlikely() -> None:
    assert sorted(clusters(range(6), two_groups(6), 0.5), key=min) == sets("024", "135")
    assert clusters(range(6), two_groups(6), 0.05) == sets("012345")
    assert clusters(range(3), two_groups(3), 0.5) == sets("02")  # 1 alone is no bundle


def test_small_sessions_are_tried_whole_and_large_ones_where_it_may_pay() -> None:
    assert len(subsets(range(5), two_groups(5))) == 2**5 - 5 - 1
    n = ALL_SUBSETS + 4
    some = subsets(range(n), two_groups(n))
    assert len(some) == len(set(some)) < 300
    assert {frozenset(range(0, n, 2)), frozenset(range(n)), frozenset((0, 1))} <= set(some)


def test_the_first_is_always_chosen_and_others_only_where_sure_and_new() -> None:
    judged = [
        Judged(*one) for one in zip(sets("123", "12", "45", "67"), (0.8, 0.9, 0.7, 0.4), (1, 0.6, 0.5, 1), strict=True)
    ]
    assert chosen(judged, Choosing(size=1.0, least=0.6, overlap=0.3)) == sets("123", "45")
    assert chosen(judged, Choosing(size=0.0, least=0.6, overlap=0.7)) == sets("12", "123", "45")
    assert chosen(judged[3:], Choosing(size=1.0, least=0.6, overlap=0.0)) == sets("67")
