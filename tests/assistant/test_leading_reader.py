"""Which of two readings stands where a tuned model leads."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.second_reading import led
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


def test_what_notes_have_no_word_for_is_heard_beside_the_model() -> None:
    liked = ShopperAct(Intent.LIKE, product_ids=("rain",))
    rules = Understanding((liked, ShopperAct(Intent.FIND, text="returns")))
    assert led(rules, model(Intent.ASK_POLICY)).acts == (liked, *model(Intent.ASK_POLICY).acts)
    assert led(rules, model(Intent.NOT_UNDERSTOOD)).acts == rules.acts


def test_a_no_that_is_taken_back_is_not_said_again() -> None:
    back = ShopperAct(Intent.TAKE_BACK, product_ids=("rain",))
    assert led(Understanding((back,)), model(Intent.REJECT)).acts == (back,)
