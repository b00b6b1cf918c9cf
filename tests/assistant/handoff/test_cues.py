"""Cues of handoff: what a bare yes answers, how one goes back, and which matters are a person's."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.handoff.cues import address_in, matter_of, of_hands
from assistant.handoff.hands import Hands

HELD = Hands("agent", agent_id="a", name="Mia")


@pytest.mark.parametrize("said", ["yes", "Yes please!", "ok, do that", "sure", "好的", "要", "yes, I'd like that"])
def test_a_yes_to_the_offer_asks_for_a_person(said: str) -> None:
    act = of_hands(said, Hands(), offered=True)
    assert act is not None
    assert act.intent is Intent.WANT_PERSON


@pytest.mark.parametrize("said", ["no", "No thanks.", "not now", "never mind", "不用了", "no, I'm fine", "算了"])
def test_a_no_to_the_offer_declines(said: str) -> None:
    act = of_hands(said, Hands(), offered=True)
    assert act is not None
    assert act.intent is Intent.NO_PERSON


@pytest.mark.parametrize("said", ["yes", "no", "ok", "not now", "好的"])
def test_without_an_offer_a_bare_yes_or_no_says_nothing_about_people(said: str) -> None:
    assert of_hands(said, Hands(), offered=False) is None


@pytest.mark.parametrize("said", ["yes, a blue one", "no hood please", "a tent for two", "not the red one"])
def test_what_says_more_than_yes_or_no_is_read_as_what_it_says(said: str) -> None:
    assert of_hands(said, Hands(), offered=True) is None


@pytest.mark.parametrize("said", ["转人工", "我要找客服", "有没有真人", "帮我联系客服", "人工服务", "我想和真人聊"])
def test_people_can_be_asked_for_in_chinese(said: str) -> None:
    act = of_hands(said, Hands(), offered=False)
    assert act is not None
    assert act.intent is Intent.WANT_PERSON


@pytest.mark.parametrize("said", ["三人帐篷", "送人的礼物", "有适合两个人的吗", "这件人工皮草多少钱"])
def test_chinese_words_for_people_are_not_always_about_a_person_of_the_shop(said: str) -> None:
    assert of_hands(said, Hands(), offered=False) is None


@pytest.mark.parametrize(
    "said", ["back to the assistant", "I don't need a person any more", "cancel the request", "不用人工了"]
)
def test_the_way_back_is_understood_while_a_person_is_asked_for(said: str) -> None:
    act = of_hands(said, HELD, offered=False)
    assert act is not None
    assert act.intent is Intent.NO_PERSON
    assert of_hands(said, Hands(), offered=False) is None


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        ("my tent arrived broken", "damaged"),
        ("I received the wrong jacket", "damaged"),
        ("my parcel never came", "damaged"),
        ("the kettle gave me an electric shock", "safety"),
        ("the charger caught fire last night", "safety"),
        ("my son got hurt by the zip", "safety"),
        ("I was charged twice", "payment"),
        ("where is my refund", "payment"),
        ("I want to make a complaint", "complaint"),
        ("收到的杯子是坏的", "damaged"),
        ("重复扣款了", "payment"),
        ("我要投诉", "complaint"),
    ],
)
def test_matters_of_a_person(said: str, matter: str) -> None:
    assert matter_of(said) == matter


@pytest.mark.parametrize(
    "said",
    [
        "a tent that never leaks",
        "do reviewers complain about the zip?",
        "is it safe for children?",
        "what is your refund policy",
        "what if it arrives damaged?",
        "a smoking jacket",
        "fire pit under 100",
        "I was shopping for a wrong size chart",
        "a jacket for my sister who got married",
        "how long does delivery take",
        "a shirt that does not hurt my budget",
        "does it come broken in?",
    ],
)
def test_what_only_sounds_like_one_is_none(said: str) -> None:
    assert matter_of(said) == ""


def test_a_mail_address_is_found_in_a_message_and_only_there() -> None:
    assert address_in("write to ada.pell+shop@mail.example.org, please") == "ada.pell+shop@mail.example.org"
    assert address_in("it costs 20 @ the other shop") == ""
    assert address_in("ada@localhost") == ""
