"""Records: every happening and every event survives JSON, exactly."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Shop, acts, reply, state
from assistant.acts import Intent, ShopperAct
from assistant.records import UnknownRecordError, dumps, loads
from assistant.workbench.change import BenchChange, Do
from retrieval import money, query
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Order, Query
from tests.assistant import strategies


def test_who_turned_down_what_comes_back() -> None:
    now = state.DialogueState(rejections=frozenset({("dad", "rain"), ("", "mug")}))
    assert loads(dumps(now)) == now


@settings(max_examples=50, deadline=None)
@given(st.lists(strategies.happenings, max_size=4).map(tuple))
def test_happenings_come_back_as_they_were(happened: tuple[state.Happening, ...]) -> None:
    assert loads(dumps(happened)) == happened


@settings(max_examples=50, deadline=None)
@given(st.lists(strategies.events, max_size=3).map(tuple))
def test_events_come_back_as_they_were(events: tuple[reply.ReplyEvent, ...]) -> None:
    assert loads(dumps(events)) == events


def test_a_cart_comes_back_with_what_its_promotions_do(shop: Shop) -> None:
    cart = shop.session().act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue", quantity=2)).cart
    assert cart.priced
    assert cart.priced.not_applied
    assert loads(dumps(cart)) == cart


def test_the_strategies_leave_no_kind_of_record_out() -> None:
    assert set(strategies.HAPPENINGS) == set(get_args(state.Happening))
    assert set(strategies.EVENTS) == set(get_args(reply.ReplyEvent))


ASSISTANT_ACTS = (
    acts.Recommend(Query("jacket", (Constraint("color", Operator.IS, "Blue"),), 50, exclude=frozenset({"b", "a"}))),
    acts.ProposeBundle((Query("tee"),), Decimal("99.90"), ("pack",)),
    acts.Compare(("a", "b")),
    acts.AnswerProduct(("a",), "is it warm?"),
    acts.AnswerPolicy("returns?"),
    acts.AnswerCatalog("how many in blue?", (Constraint("color", Operator.IS, "Blue"),)),
    acts.ExplainShown(("a",)),
    acts.ChangeCart("a-1", 2),
    acts.UndoCart(),
    acts.ShowCart(),
    acts.AskVariant("a", "size", ("S", "M"), missed="XL"),
    acts.Say("greet"),
    acts.HandOff("a person"),
    acts.LeavePerson(),
    acts.QuoteDelivery("Friday 27 November"),
    acts.NameConflict(Constraint("color", Operator.IS, "Blue"), Constraint("color", Operator.NOT, "Blue")),
    acts.TellOverruled(((Constraint("size", Operator.IS, "M"), Constraint("size", Operator.IS, "L")),)),
    acts.ChangeBundle((BenchChange(Do.SWAP, ("tents",), than="lighter"),), Decimal(250)),
    acts.TendProfile(acts.ShopperAct(acts.Intent.FORGET, text="green", about="again")),
    acts.SwitchSignal(acts.ShopperAct(acts.Intent.SWITCH, text="your history", about="off")),
    acts.AskWhich(("a", "b"), acts.ShopperAct(acts.Intent.ADD_TO_CART, product_ids=("a",), quantity=2)),
)


@pytest.mark.parametrize("act", ASSISTANT_ACTS, ids=lambda act: type(act).__name__)
def test_what_the_assistant_does_comes_back_too(act: acts.AssistantAct) -> None:
    assert loads(dumps(act)) == act


def test_that_was_every_act() -> None:
    assert {type(act) for act in ASSISTANT_ACTS} == set(get_args(acts.AssistantAct))


@settings(max_examples=50, deadline=None)
@given(st.lists(strategies.happenings, max_size=6))
def test_a_whole_state_comes_back(happened: list[state.Happening]) -> None:
    now = state.DialogueState()
    for happening in happened:
        now = now.after(happening)
    assert loads(dumps(now)) == now


@pytest.mark.parametrize(
    "value",
    [
        Money(Decimal("0.10"), "USD"),
        Money(Decimal("1234567890.99"), "EUR"),
        Constraint("price", Operator.BETWEEN, (Decimal("19.90"), Decimal("20.00"))),
        Candidate("rain", "rain-1", 0.25, {"words": 0.25}),
        Order.CHEAPEST,
        Intent.FIND,
        (),
        ("", "ünïcode 🧥", "\u2028\x00\n\"'\\</script>"),
        None,
        True,
        0.1,
        {"$": "dict in disguise", "v": ["not", "a record"]},
    ],
    ids=repr,
)
def test_values_are_exact(value: object) -> None:
    back = loads(dumps(value))
    assert type(back) is type(value)
    assert dumps(back) == dumps(value)
    assert back == value or isinstance(value, dict)


def test_lists_come_back_as_tuples() -> None:
    assert loads(dumps([1, [2]])) == (1, (2,))


def test_a_record_of_another_version_is_refused_by_name() -> None:
    with pytest.raises(UnknownRecordError, match=r"'Teleported'.*another version"):
        loads('{"$":"Teleported","to":"mars"}')


def test_a_field_that_is_gone_is_left_out_and_a_new_one_has_its_default() -> None:
    plain = json.loads(dumps(ShopperAct(Intent.FIND, text="jacket")))
    plain["mood"] = "happy"
    del plain["quantity"]
    assert loads(json.dumps(plain)) == ShopperAct(Intent.FIND, text="jacket")


def test_no_two_records_have_one_name() -> None:
    """A record is found by its name alone."""
    found: dict[str, type] = {}
    for module in (acts, reply, state, money, query):
        for name, cls in vars(module).items():
            if isinstance(cls, type) and dataclasses.is_dataclass(cls):
                assert found.setdefault(name, cls) is cls
