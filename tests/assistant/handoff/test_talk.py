"""When a person is offered: a question first, and never twice where it was declined."""

from __future__ import annotations

import pytest

from assistant import Shop
from assistant.session import Session

OFFER = "Would you like to talk to a person of the shop?"


def labels(session: Session, message: str) -> list[str]:
    return [chip.label for chip in session.say(message).follow_ups]


def test_two_turns_in_a_row_that_came_to_nothing_are_worth_an_offer(session: Session) -> None:
    assert OFFER not in session.say("qwerty zxcv").text
    reply = session.say("asdf ghjk")
    assert OFFER in reply.text
    assert [chip.label for chip in reply.follow_ups][-2:] == ["Yes, a person please", "No, go on here"]
    assert session.state.hands.who == "assistant"  # nothing is done before the shopper says so


def test_one_that_came_to_something_in_between_is_no_reason(session: Session) -> None:
    session.say("qwerty zxcv")
    session.say("jackets")
    assert OFFER not in session.say("asdf ghjk").text


def test_nothing_found_is_a_failure_too(session: Session) -> None:
    session.say("jackets under 2")
    assert OFFER in session.say("qwerty zxcv").text


def test_yes_asks_and_keeps_the_reason_of_the_offer(session: Session) -> None:
    session.say("I was charged twice")
    reply = session.say("yes please")
    assert session.state.hands.who == "waiting"
    assert session.state.hands.reason == "a payment that is disputed"
    assert "I have asked for a person" in reply.text


def test_no_goes_on_and_is_not_asked_again_soon(session: Session) -> None:
    session.say("qwerty zxcv")
    session.say("asdf ghjk")
    assert session.say("no thanks").text.startswith("All right")
    session.say("qwerty zxcv")
    assert OFFER not in session.say("asdf ghjk").text
    assert session.state.hands.who == "assistant"


def test_a_bad_mood_is_offered_a_person_once(session: Session) -> None:
    assert "I am sorry this is not going well. " + OFFER in session.say("this is so frustrating").text
    session.say("jackets")
    assert OFFER not in session.say("this is so frustrating").text


@pytest.mark.parametrize("message", ["my jacket arrived torn", "I was charged twice", "I want to make a complaint"])
def test_a_matter_of_a_persons_is_offered_one_and_nothing_is_searched(session: Session, message: str) -> None:
    reply = session.say(message)
    assert "better settled with a person" in reply.text
    assert reply.cards == ()
    assert session.state.text == ""


def test_what_is_looked_for_beside_is_still_found(session: Session) -> None:
    assert session.say("my jacket arrived torn, show me jackets").cards


def test_without_a_desk_nobody_is_offered(shop: Shop, session: Session) -> None:
    shop.desk.staffed_by(lambda: False)
    session.say("qwerty zxcv")
    assert OFFER not in session.say("asdf ghjk").text
    assert "better settled" not in session.say("I was charged twice").text


def test_a_matter_told_while_one_waits_is_noted_for_who_comes(session: Session) -> None:
    session.say("can I talk to a person")
    assert session.say("I was charged twice").text == "Noted for the person who comes."


def test_asking_again_while_one_waits_says_how_it_stands(session: Session) -> None:
    session.say("can I talk to a person")
    n = len(session.history())
    assert "You have asked for a person" in session.say("where is that person, let me talk to someone").text
    assert len(session.history()) == n + 1
    assert session.state.hands.who == "waiting"
