"""What a model's reading may not do without a word for it."""

from __future__ import annotations

import pytest

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.notes.guards import guarded, without_idle
from assistant.notes.notation import read
from assistant.state import Asked, DialogueState
from retrieval.query import Constraint, Operator

RED = Constraint("color", Operator.IS, "Red")
SHOWN = DialogueState()


def told(message: str, notes: str, act: ShopperAct, state: DialogueState = SHOWN) -> ShopperAct | None:
    return guarded(act, read(notes)[0], message, state)


ADD = ShopperAct(Intent.ADD_TO_CART, product_ids=("rain",))


@pytest.mark.parametrize("message", ["the last one", "in the gym", "hm, that thing there"])
def test_pointing_at_a_thing_asks_of_it_and_buys_nothing(message: str) -> None:
    found = told(message, "add ref=1", ADD)
    assert found is not None
    assert (found.intent, found.product_ids) == (Intent.ASK_PRODUCT, ("rain",))


@pytest.mark.parametrize(
    "message", ["the last one then", "i'll take the last one", "that one please", "3 of those", "拿这个", "sold!"]
)
def test_a_word_of_taking_is_enough(message: str) -> None:
    assert told(message, "add ref=1", ADD) == ADD


def test_a_colour_said_of_a_list_refines_it_and_one_said_of_a_thing_takes_that() -> None:
    red = ShopperAct(Intent.ADD_TO_CART, (RED,), product_ids=("rain",))
    assert told("ok red", "add color=red", red) == ShopperAct(Intent.REFINE, (RED,))
    assert told("the second in red", "add ref=2 color=red", red) == red
    assert told("add it in red", "add color=red", red) == red


def test_while_a_variant_is_asked_for_its_name_answers() -> None:
    red = ShopperAct(Intent.ADD_TO_CART, (RED,), product_ids=("rain",))
    waiting = DialogueState(asked=Asked("color", ("Red", "Blue"), AskVariant("rain", "color", ("Red", "Blue"))))
    assert told("ok red", "add color=red", red, waiting) == red


@pytest.mark.parametrize(
    ("message", "stays"),
    [
        ("I've just started running, doctor's orders haha", False),
        ("in order to sleep better", False),
        ("is it made to order?", False),
        ("where is my order", True),
        ("my parcel never came", True),
        ("我的订单到哪了", True),
    ],
)
def test_an_order_is_looked_up_where_one_is_spoken_of(message: str, *, stays: bool) -> None:
    assert (told(message, "order", ShopperAct(Intent.ASK_ORDER)) is not None) is stays


def test_a_question_brings_no_new_list_of_what_it_asks_about() -> None:
    asks = ShopperAct(Intent.ASK_PRODUCT, product_ids=("rain",), text="does it come in red?")
    assert without_idle([asks, ShopperAct(Intent.REFINE, (RED,))]) == [asks]
    cheaper = ShopperAct(Intent.REFINE, (Constraint("price", Operator.AT_MOST, 60),))
    assert without_idle([asks, cheaper]) == [asks, cheaper]


def test_refining_by_nothing_is_nothing() -> None:
    assert without_idle([ShopperAct(Intent.REFINE)]) == []
    assert without_idle([ShopperAct(Intent.REFINE, (RED,))]) == [ShopperAct(Intent.REFINE, (RED,))]
