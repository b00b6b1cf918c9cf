"""What reviews report: failures, returns, how the sizes run; and what only sounds like it."""

from __future__ import annotations

import pytest

from recommender.opinions.clauses import Clause, is_chinese
from recommender.opinions.incidents import FAILED, LARGE, SENT_BACK, SMALL, TRUE, incidents, sizing


def clause(text: str) -> Clause:
    return Clause(text, text, is_chinese(text))


@pytest.mark.parametrize(
    "text",
    [
        "It stopped working after a week",
        "The handle snapped on the first trip",
        "won't turn on any more",
        "it does not charge",
        "Arrived broken",
        "用了两天就坏了",
    ],
)
def test_a_failure_is_one(text: str) -> None:
    assert FAILED in incidents(clause(text))


@pytest.mark.parametrize(
    "text",
    [
        "If it ever breaks, I will get the same again",
        "My old kettle broke",
        "Nothing broke in two years",
        "It never broke",
        "Broken promise",
        "Needs to be broken in",
        "It works",
        "用了一年没坏过",
    ],
)
def test_what_only_sounds_like_a_failure_is_none(text: str) -> None:
    assert FAILED not in incidents(clause(text))


def test_sent_back_is_told_from_might_and_did_not() -> None:
    assert SENT_BACK in incidents(clause("I sent it back the same day"))
    assert SENT_BACK in incidents(clause("质量太差，已退货"))
    assert SENT_BACK not in incidents(clause("I would not have sent it back"))
    assert SENT_BACK not in incidents(clause("If it fails I will send it back"))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Runs small, order one up", SMALL),
        ("Take one size up, they come out small", SMALL),
        ("the sleeves are too short", SMALL),
        ("It runs a bit large", LARGE),
        ("my usual size was far too roomy", LARGE),
        ("Size down", LARGE),
        ("True to size", TRUE),
        ("I ordered my normal size, no surprises", TRUE),
        ("No need to size up or down", TRUE),
        ("尺码偏小，建议买大一号", SMALL),
        ("Small flaws, good jacket", ""),
        ("A big help", ""),
    ],
)
def test_how_the_sizes_run(text: str, runs: str) -> None:
    assert sizing(clause(text)) == runs
