"""Which of two readings stands where a tuned model leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.reading.second_reading import led
from assistant.understanding import Understanding
from retrieval.query import Constraint, Operator

BAGS = Understanding((ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Bags"),)),))
WORDS = Understanding((ShopperAct(Intent.FIND, text="crossfit"),))


def model(intent: Intent) -> Understanding:
    return Understanding((ShopperAct(intent),), "model")


@pytest.mark.parametrize(
    ("rules", "read", "expected"),
    [
        (BAGS, Intent.NOT_UNDERSTOOD, BAGS.acts),
        (BAGS, Intent.OUT_OF_SCOPE, BAGS.acts),  # it names what the store sells
        (WORDS, Intent.OUT_OF_SCOPE, model(Intent.OUT_OF_SCOPE).acts),
        (BAGS, Intent.ASK_POLICY, model(Intent.ASK_POLICY).acts),
    ],
)
def test_the_model_leads_unless_it_understood_nothing_or_turns_away_a_kind_of_the_store(
    rules: Understanding, read: Intent, expected: tuple[ShopperAct, ...]
) -> None:
    assert led(rules, model(read)).acts == expected


def test_what_is_outside_by_its_meaning_stays_turned_away_whatever_it_names() -> None:
    cup, away = BAGS, model(Intent.OUT_OF_SCOPE)  # "who wins the world cup"
    assert led(cup, away, is_outside=True).acts == away.acts
    assert led(cup, model(Intent.NOT_UNDERSTOOD), is_outside=True).acts == cup.acts


@pytest.mark.parametrize("read", [Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD])
def test_a_model_that_is_certain_that_nothing_is_looked_for_is_believed(read: Intent) -> None:
    blown = Understanding((ShopperAct(read),), "model", certainty=0.95)  # "my tent blew away"
    assert led(BAGS, blown).acts == blown.acts
    assert led(BAGS, replace(blown, certainty=0.8)).acts == BAGS.acts
    cart = Understanding((ShopperAct(Intent.SHOW_CART),))  # what set words ask for is never turned away
    assert led(cart, replace(blown, acts=(ShopperAct(Intent.NOT_UNDERSTOOD),))).acts == cart.acts


def test_a_search_that_rules_know_every_word_of_is_believed_over_a_model_that_doubts() -> None:
    away = Understanding((ShopperAct(Intent.OUT_OF_SCOPE),), "model", certainty=0.3)
    pink = Understanding((ShopperAct(Intent.FIND, (Constraint("color", Operator.IS, "Pink"),)),), plain=True)
    assert led(pink, away).acts == pink.acts
    assert led(replace(pink, plain=False), away).acts == away.acts
    assert led(pink, away, is_outside=True).acts == away.acts
    assert led(pink, replace(away, certainty=0.95)).acts == away.acts


def test_what_notes_have_no_word_for_is_heard_beside_the_model() -> None:
    liked = ShopperAct(Intent.LIKE, product_ids=("rain",))
    rules = Understanding((liked, ShopperAct(Intent.FIND, text="returns")))
    assert led(rules, model(Intent.ASK_POLICY)).acts == (liked, *model(Intent.ASK_POLICY).acts)
    assert led(rules, model(Intent.NOT_UNDERSTOOD)).acts == rules.acts


def test_a_no_that_is_taken_back_is_not_said_again() -> None:
    back = ShopperAct(Intent.TAKE_BACK, product_ids=("rain",))
    assert led(Understanding((back,)), model(Intent.REJECT)).acts == (back,)
