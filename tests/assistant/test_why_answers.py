"""Questions after the why, in a conversation."""

from __future__ import annotations

import pytest

from assistant import Shop


@pytest.mark.parametrize(
    ("said", "question", "told"),
    [
        ("a jacket", "why the first one?", "number 1 of 2 that fit."),
        ("a jacket", "why not the second one?", "number 2 of 2 that fit"),
        ("a steel bottle", "why is it on sale?", "The Steel Water Bottle costs"),
        ("a jacket", "为什么推荐第一个？", "number 1 of 2 that fit."),
    ],
)
def test_what_is_asked_after_the_cards(shop: Shop, said: str, question: str, told: str) -> None:
    session = shop.session()
    assert session.say(said).cards
    assert told in session.say(question).text


def test_what_fits_no_more_is_told_with_what_it_misses(shop: Shop) -> None:
    session = shop.session()
    session.say("a jacket")
    session.say("under 61")
    answer = session.say("why not the Brook Rain Jacket?").text
    assert answer == "Brook Rain Jacket: $79.00 is over your $61.00 by $18.00."
