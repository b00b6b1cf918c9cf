"""Returning to an earlier search: by whom it was for, by the kind of thing; and what is no return."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange
from assistant.hearing.returning import returned
from assistant.state import DialogueState
from retrieval.query import Constraint, Operator

TENTS = Constraint("category", Operator.IS, "Tents")
MUGS = Constraint("category", Operator.IS, "Mugs")
UNDER_300 = Constraint("price", Operator.AT_MOST, Decimal(300))
TENT = ShopperAct(Intent.FIND, (TENTS, UNDER_300), text="tent", context=ContextChange(recipient="father"))
MUG = ShopperAct(Intent.FIND, (MUGS,), text="mug", context=ContextChange(recipient="wife"))
KETTLE = ShopperAct(Intent.FIND, text="kettle", context=ContextChange(recipient="me"))


def state_after(*acts: ShopperAct) -> DialogueState:
    state = DialogueState()
    for act in acts:
        state = state.after(act)
    return state


ALL = state_after(TENT, MUG, KETTLE, ShopperAct(Intent.FIND, text="lamp"))


@pytest.mark.parametrize(
    ("said", "text", "recipient"),
    [
        ("back to dad's present", "tent", "father"),
        ("ok, back to my dad", "tent", "father"),
        ("what about my wife's?", "mug", "wife"),
        ("Back to the mugs please", "mug", "wife"),
        ("let's go back to the tent for dad", "tent", "father"),
        ("back to what I was looking at before", "kettle", "me"),
        ("back to mine", "kettle", "me"),
        ("now my wife again", "mug", "wife"),
        ("now for my dad agian", "tent", "father"),
    ],
)
def test_the_search_is_taken_up_as_it_was_left(said: str, text: str, recipient: str) -> None:
    found = returned(said, ALL)
    assert found is not None
    act, _ = found
    assert (act.text, act.context.recipient) == (text, recipient)
    after = ALL.after(act)
    left = next(one for one in ALL.aside if one.text == text)
    assert (after.text, after.constraints) == (left.text, left.constraints)


def test_where_nobody_was_ever_named_nobody_is() -> None:
    found = returned("back to the lamp", state_after(ShopperAct(Intent.FIND, text="lamp"), ShopperAct(Intent.FIND)))
    assert found is not None
    assert not found[0].context
    found = returned("back to the lamp", state_after(ShopperAct(Intent.FIND, text="lamp"), MUG))
    assert found is not None
    assert found[0].context.recipient == "me"


@pytest.mark.parametrize(
    "said", ["back to my sister", "back to the shoes", "a back support", "what about blue?", "dad"]
)
def test_where_nothing_was_left_there_is_no_way_back(said: str) -> None:
    assert returned(said, ALL) is None


def test_without_an_earlier_search_there_is_nothing_to_go_back_to() -> None:
    assert returned("back to dad's present", state_after(TENT)) is None


def test_what_is_said_besides_is_given_back() -> None:
    found = returned("back to dad's present but under 200", ALL)
    assert found is not None
    assert found[1] == "but under 200"
