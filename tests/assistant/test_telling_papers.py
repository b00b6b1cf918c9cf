"""What the shop's papers, guides and promotions answer in a conversation, on the day it is held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent
from tests.assistant.conftest import opened
from tests.conftest import NOW


def said(shop: Shop, message: str) -> str:
    return shop.session().say(message).text


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("how do I choose a jacket?", "“Begin with the weather, then with the weight.” (How to choose a jacket)"),
        ("What does water column mean?", "The water column tells how much rain the cloth holds out."),
        ("hi, what should I look for in a rain jacket", "(How to choose a jacket)"),
        ("how long does delivery take?", "“Delivery takes 2 to 4 working days."),
        ("what should I know about delivery?", "(Delivery)"),
    ],
)
def test_advice_comes_from_guides_and_rules_from_policies(counter: Shop, message: str, words: str) -> None:
    assert words in said(counter, message)


@pytest.mark.parametrize("message", ["how do I choose a mug?", "show me rain jackets", "how heavy is the rain jacket?"])
def test_without_a_guide_for_it_or_a_wish_for_advice_things_are_shown(counter: Shop, message: str) -> None:
    reply = counter.session().say(message)
    assert all(act.intent is not Intent.ASK_POLICY for act in reply.acts)
    assert "How to choose" not in reply.text


def test_a_guide_advises_beside_what_is_shown(counter: Shop) -> None:
    session = counter.session()
    session.say("show me jackets")
    assert "(How to choose a jacket)" in session.say("how do I choose a jacket?").text


def test_only_promotions_that_run_today_are_named(counter: Shop) -> None:
    named = said(counter, "any discounts?")
    day = NOW.date()
    assert "• 10% off your first order (code HELLO10)\n" in named
    assert f"• Two mugs for one, until {day.day} {day:%B %Y}" in named
    assert not [code for code in ("OVER5", "SOON7", "OFF9") if code in named]


def test_another_day_has_other_promotions(store: Path) -> None:
    with opened(store, clock=lambda: NOW + timedelta(days=1)) as shop:
        named = said(shop, "any discounts?")
        assert "SOON7" in named
        assert "mugs" not in named
        assert "SOON7" in said(shop, "is there a discount on jackets?")
    with opened(store, clock=lambda: NOW - timedelta(days=1)) as shop:
        named = said(shop, "any discounts?")
        assert "OVER5" in named
        assert not [words for words in ("SOON7", "mugs") if words in named]


def test_a_promotion_that_is_asked_for_is_told_in_full(counter: Shop) -> None:
    named = said(counter, "is there a special offer on mugs?")
    assert "Take two mugs, pay one." in named
    assert "HELLO10" not in named
    assert "1 other promotion" in named
    for message in ("is there a discount on backpacks?", "any discount codes for jackets"):  # over, not begun
        assert not [code for code in ("OVER5", "SOON7") if code in said(counter, message)]
