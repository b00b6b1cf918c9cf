"""The context: a pure fold over what acts add and take back, one for each recipient."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.acts import Intent, ShopperAct
from assistant.context import Context, ContextChange, Feeling, NeededBy, person
from assistant.quantities.needed_by import day
from assistant.records import dumps, loads
from assistant.state import DialogueState, TurnBegan
from retrieval.query import Constraint, Operator
from tests.assistant import strategies

FRIDAY = NeededBy("friday", on=date(2026, 11, 27))
DAD = ContextChange("dad", occasion="birthday", needed_by=FRIDAY, owns=("rod",), quantity=2)


def find(change: ContextChange, intent: Intent = Intent.FIND) -> ShopperAct:
    return ShopperAct(intent, text="a thing", context=change)


def told(*acts: ShopperAct) -> Context:
    state = DialogueState()
    for act in acts:
        state = state.after(TurnBegan("")).after(act)
    return state.context


def test_what_is_said_adds_up() -> None:
    context = told(
        find(ContextChange("dad")),
        find(ContextChange(occasion="birthday", owns=("rod",)), Intent.REFINE),
        find(ContextChange(needed_by=FRIDAY, owns=("boots", "rod"), quantity=2), Intent.REFINE),
    )
    assert context == Context("dad", False, "birthday", FRIDAY, ("rod", "boots"), 2)


def test_a_new_search_stays_with_whom_it_is_for_but_not_with_how_many() -> None:
    context = told(find(DAD), find(ContextChange()))
    assert context == Context("dad", occasion="birthday", needed_by=FRIDAY, owns=("rod",))


def test_another_recipient_begins_with_their_own_need_and_finds_it_again() -> None:
    wife = told(find(DAD), find(ContextChange("my wife", owns=("hat",))))
    assert (wife.recipient, wife.occasion, wife.needed_by, wife.owns) == ("my wife", "", None, ("hat",))
    back = told(find(DAD), find(ContextChange("my wife", owns=("hat",))), find(ContextChange("father", owns=("net",))))
    assert (back.recipient, back.occasion, back.needed_by, back.owns) == ("father", "birthday", FRIDAY, ("rod", "net"))
    assert [one.recipient for one in back.others] == ["my wife"]


def test_what_the_shopper_has_is_theirs_and_not_the_friends() -> None:
    own = find(ContextChange(owns=("chair",), needed_by=FRIDAY))
    gift = told(own, find(ContextChange("a friend", gift=True)))
    assert (gift.owns, gift.needed_by, gift.for_other) == ((), None, True)
    again = told(own, find(ContextChange("a friend", gift=True)), find(ContextChange("me")))
    assert (again.owns, again.needed_by, again.for_other) == (("chair",), FRIDAY, False)


def test_to_say_for_whom_a_gift_is_keeps_what_is_known_of_it() -> None:
    context = told(find(ContextChange(gift=True, needed_by=FRIDAY)), find(ContextChange("dad")))
    assert (context.recipient, context.needed_by, context.others) == ("dad", FRIDAY, ())


def test_a_correction_changes_the_recipient_alone() -> None:
    context = told(find(DAD), find(ContextChange("mum"), Intent.REFINE))
    assert (context.recipient, context.occasion, context.needed_by) == ("mum", "birthday", FRIDAY)
    assert context.others == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (ContextChange(), False),
        (ContextChange("me"), False),
        (ContextChange("myself", gift=True), False),
        (ContextChange("dad"), True),
        (ContextChange(gift=True), True),
    ],
)
def test_for_other_is_whatever_is_not_for_the_shopper(change: ContextChange, expected: bool) -> None:
    assert told(find(change)).for_other is expected


@pytest.mark.parametrize("slot", ["recipient", "occasion", "needed_by", "owns", "quantity"])
def test_each_condition_can_be_taken_back_by_its_slot_or_itself(slot: str) -> None:
    context = told(find(DAD))
    condition = next(c for c in context.conditions if c.slot == slot)
    rest = tuple(c for c in context.conditions if c != condition)
    for act in (
        ShopperAct(Intent.REFINE, dropped=(slot,)),
        ShopperAct(Intent.REFINE, removed=(condition,)),
        ShopperAct(Intent.REFINE, context=ContextChange(taken_back=(slot,))),
    ):
        assert told(find(DAD), act).conditions == rest


def test_one_of_several_owned_things_is_taken_back_alone() -> None:
    has = find(ContextChange(owns=("rod", "boots")))
    boots = Constraint("owns", Operator.IS, "boots")
    assert told(has, ShopperAct(Intent.REFINE, removed=(boots,))).owns == ("rod",)
    assert told(has, find(ContextChange(not_owned=("rod",)), Intent.REFINE)).owns == ("boots",)


def test_a_condition_of_the_store_with_the_same_name_takes_nothing_back() -> None:
    other = Constraint("occasion", Operator.IS, "Wedding")
    assert told(find(DAD), ShopperAct(Intent.REFINE, removed=(other,))).occasion == "birthday"


def test_labels_say_it_as_people_do() -> None:
    context = told(find(DAD))
    labels = [context.label(c) for c in context.conditions]
    assert labels == ["for dad", "birthday", "needed by Friday 27 November", "has: rod", "2 wanted"]
    assert context.conditions[-1].value == Decimal(2)


def test_a_feeling_stays_until_another_and_the_first_upset_turn_is_known() -> None:
    upset = ShopperAct(Intent.NOT_UNDERSTOOD, context=ContextChange(feeling=Feeling.FRUSTRATED))
    glad = ShopperAct(Intent.THANK, context=ContextChange(feeling=Feeling.DELIGHTED))
    assert told(find(DAD)).feeling is Feeling.CALM
    context = told(find(DAD), upset, find(ContextChange("mum")), upset)
    assert (context.feeling, context.upset_in) == (Feeling.FRUSTRATED, 2)
    assert told(find(DAD), upset, glad).feeling is Feeling.DELIGHTED


@pytest.mark.parametrize(("one", "other"), [("father", "dad"), ("my Mom", "mum"), ("a friend", "friend")])
def test_one_person_has_several_names(one: str, other: str) -> None:
    assert person(one) == person(other)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("wednesday", "2026-11-25"),
        ("next wednesday", "2026-12-02"),
        ("this friday", "2026-11-27"),
        ("the weekend", "2026-11-28"),
        ("end of the week", "2026-11-27"),
        ("next week", "2026-12-06"),
        ("the end of the month", "2026-11-30"),
        ("3 days", "2026-11-28"),
        ("christmas eve", "2026-12-24"),
        ("new year's eve", "2026-12-31"),
        ("valentine's day", "2027-02-14"),
        ("dec 24th", "2026-12-24"),
        ("1 march", "2027-03-01"),
        ("29 february", "2028-02-29"),
        ("the 26th", "2026-11-26"),
        ("the 3rd", "2026-12-03"),
        ("the 31st", "2026-12-31"),
    ],
)
def test_days_are_worked_out_from_a_given_today(words: str, expected: str) -> None:
    assert day(words, date(2026, 11, 25)) == date.fromisoformat(expected)  # a Wednesday


@pytest.mark.parametrize("words", ["her birthday", "my trip", "easter", "31 june"])
def test_words_that_tell_no_day_give_none(words: str) -> None:
    assert day(words, date(2026, 11, 25)) is None


# --- kept ---------------------------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None)
@given(st.lists(strategies.happenings, max_size=8))
def test_the_same_happenings_give_the_same_context_after_they_were_kept(happened: list[object]) -> None:
    state, again = DialogueState(), DialogueState()
    for happening in happened:
        state = state.after(happening)  # type: ignore[arg-type]
        again = again.after(loads(dumps(happening)))
    assert again.context == state.context
    assert loads(dumps(state.context)) == state.context


def test_what_was_kept_before_there_was_a_context_is_read() -> None:
    old = json.loads(dumps(ShopperAct(Intent.FIND, text="jacket")))
    del old["context"]
    act = loads(json.dumps(old))
    assert act == ShopperAct(Intent.FIND, text="jacket")
    state = json.loads(dumps(DialogueState(text="jacket")))
    del state["context"]
    assert loads(json.dumps(state)) == DialogueState(text="jacket")
    offer = json.loads(dumps(Context("dad")))
    assert loads(json.dumps({"$": "Context", "recipient": offer["recipient"]})) == Context("dad")
