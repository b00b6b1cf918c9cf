"""Wishes for the whole of a bundle: which days and colours are heard, and which are said of something else."""

from __future__ import annotations

import pytest

from assistant.workbench.change import Do
from assistant.workbench.chinese_cues import bench_words
from assistant.workbench.wholes import day_said, whole_wished, without_whole


@pytest.mark.parametrize(
    ("said", "words", "before"),
    [
        ("everything by Friday", "friday", False),
        ("it all has to arrive before the 3rd", "the 3rd", True),
        ("I need all of it here by tomorrow", "tomorrow", False),
        ("by the end of the week please", "the end of the week", False),
        ("全部周五之前送到", "friday", False),
        ("12月3号之前要到", "3 december", False),
        ("下周三前全部送到", "next wednesday", False),
    ],
)
def test_a_day_for_all_of_it(said: str, words: str, before: bool) -> None:
    change = day_said(bench_words(said))
    assert change is not None
    assert change.needed_by is not None
    assert (change.needed_by.words.removeprefix("the "), change.needed_by.before) == (
        words.removeprefix("the "),
        before,
    )


@pytest.mark.parametrize(
    "said",
    [
        "the tent by Friday",
        "is it here by Friday",
        "by her birthday",
        "everything",
        "a red dress by Friday",
        "可以退货吗",
    ],
)
def test_what_says_something_else_or_tells_no_day_is_left_to_other_readers(said: str) -> None:
    assert day_said(bench_words(said)) is None


@pytest.mark.parametrize(
    "message",
    [
        "a wedding outfit under 300 in matching colours",
        "camping gear for two, all in the same color",
        "an outfit for winter, colours should match",
        "露营套装，颜色统一",
    ],
)
def test_a_first_message_may_wish_one_colour(message: str) -> None:
    assert [change.do for change in whole_wished(message)] == [Do.SAME_COLOR]


@pytest.mark.parametrize(
    "message", ["a bag in the same colour as my shoes", "colours that match my sofa", "a colourful outfit for summer"]
)
def test_a_colour_beside_something_else_is_no_wish_for_the_whole(message: str) -> None:
    assert whole_wished(message) == ()


def test_its_words_are_not_searched_for() -> None:
    assert without_whole("wedding outfit matching colours") == "wedding outfit"
