from __future__ import annotations

import pytest

from retrieval.fusion import Relevance, Weights, fuse

FOUND = Relevance(words={"a": 1.0, "b": 0.5}, meaning={"a": 0.25, "c": 0.5, "d": -0.5, "e": 0.0})


def test_parts_are_weighted_and_named() -> None:
    assert fuse(FOUND, Weights(words=0.4, meaning=0.6)) == {
        "a": {"words": pytest.approx(0.4), "meaning": pytest.approx(0.15)},
        "b": {"words": pytest.approx(0.2)},
        "c": {"meaning": pytest.approx(0.3)},
        "d": {},  # pointing away counts for nothing, not against
        "e": {},
    }


def test_nothing_is_stretched_to_fit() -> None:
    """The best of a bad lot keeps its low score: what a filter leaves does not change what a thing is worth."""
    left = FOUND.among({"b"})
    assert fuse(left, Weights())["b"] == fuse(FOUND, Weights())["b"]


def test_what_is_known_can_be_narrowed_and_counted() -> None:
    assert len(FOUND) == 5
    assert FOUND.among({"a", "c", "unknown"}) == Relevance({"a": 1.0}, {"a": 0.25, "c": 0.5})
    assert len(Relevance({}, {})) == 0
    assert fuse(Relevance({}, {}), Weights()) == {}
