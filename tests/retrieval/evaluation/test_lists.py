"""What lists are worth, counted by hand."""

from __future__ import annotations

import pytest

from retrieval.evaluation.lists import worth


def test_recall_and_reciprocal_rank_are_means_over_queries() -> None:
    right = {"one": {"a"}, "two": {"a", "b"}, "none": {"z"}}
    lists = {"one": ["x", "a"], "two": ["b", *(f"x{n}" for n in range(10)), "a"], "none": ["x"]}
    found = worth(right, lists)
    assert found.n == 3
    assert found.recall_10 == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert found.recall_100 == pytest.approx((1 + 1 + 0) / 3)
    assert found.mrr == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert found.recall_10_within == pytest.approx(1.96 * 0.5 / 3**0.5)


def test_a_query_that_finds_nothing_counts() -> None:
    assert worth({"one": {"a"}, "two": {"a"}}, {"one": ["a"], "two": []}).mrr == 0.5
    assert worth({"one": {"a"}, "two": {"a"}}, {"one": ["a"]}).recall_10 == 0.5


def test_the_order_of_the_list_counts_and_not_the_ids() -> None:
    ids = [f"p{n:03}" for n in range(100)]
    assert worth({"q": {"p099"}}, {"q": ids}).mrr == pytest.approx(0.01)
    assert worth({"q": {"p099"}}, {"q": ids[::-1]}).mrr == 1.0


@pytest.mark.parametrize("right", [{}, {"q": set()}])
def test_without_anything_right_nothing_can_be_said(right: dict[str, set[str]]) -> None:
    with pytest.raises(ValueError, match="something right"):
        worth(right, {"q": ["a"]})
