"""Notes whose act is unlikely by how the message is said: told with a likelier one, where that can be done."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.notes.likelier import LIKELY, UNLIKELY, instead
from assistant.notes.notation import plain, read
from assistant.state import DialogueState
from tests.assistant.notes.test_said_of_shown import MOSS_ALONE, OF_MOSS, READER, SHOWN

CHOOSES = {Intent.ADD_TO_CART: 0.8, Intent.REFINE: 0.1, Intent.FIND: 0.1, Intent.LIKE: 0.1}
REFUSES = {Intent.REJECT: 0.8, Intent.REFINE: 0.1, Intent.LIKE: 0.1}
OF_TERMS = {Intent.ASK_POLICY: 0.8, Intent.ASK_ORDER: 0.1, Intent.WANT_PERSON: 0.1}


def heard(
    message: str, notes: str, likely: dict[Intent, float], state: DialogueState = SHOWN
) -> list[tuple[str, tuple[str, ...], set[str]]]:
    found = READER.acts(read(notes), plain(message), state, likely)[0]
    return [(a.intent.value, a.product_ids, {f"{c.slot}={c.value}" for c in a.constraints}) for a in found]


@pytest.mark.parametrize("state", [OF_MOSS, MOSS_ALONE])
def test_options_of_the_one_choose_it_where_that_is_likely(state: DialogueState) -> None:
    said = ("she wants it in rust, size M", "refine color=rust size=M")
    assert heard(*said, {}, state)[0][0] == "refine"
    assert heard(*said, CHOOSES, state) == [("add_to_cart", ("moss",), {"color=Rust", "size=M"})]


def test_a_product_that_was_looked_for_by_its_name_is_chosen() -> None:
    assert heard("and one dune kettle for dave. sage", "find text=dune kettle color=sage", CHOOSES) == [
        ("add_to_cart", ("dune",), {"color=Sage"})
    ]


def test_what_cannot_be_chosen_stays_as_it_was_noted() -> None:
    assert heard("in rust then", "refine color=rust", CHOOSES)[0][0] == "refine"  # three are shown, none spoken of
    assert heard("in olive then", "refine color=olive", CHOOSES, OF_MOSS)[0][0] != "add_to_cart"  # it has no olive
    assert heard("a tent then", "find text=tent", CHOOSES, OF_MOSS)[0][0] != "add_to_cart"


def test_what_is_likely_enough_stays() -> None:
    doubtful = {**CHOOSES, Intent.REFINE: UNLIKELY + 0.01}
    assert heard("she wants it in rust", "refine color=rust", doubtful, OF_MOSS)[0][0] == "refine"
    weak = {**CHOOSES, Intent.ADD_TO_CART: LIKELY - 0.01}
    assert heard("she wants it in rust", "refine color=rust", weak, OF_MOSS)[0][0] == "refine"


def test_what_is_refused_is_no_condition() -> None:
    assert heard("nah, looks like a toy", "refine with=toy", REFUSES, MOSS_ALONE) == [("reject", ("moss",), set())]
    assert heard("that is what my boss wears, no", "keep ref=2", REFUSES) == [("reject", ("moss",), set())]


@pytest.mark.parametrize("noted", ["order", "person"])
def test_a_question_of_terms_is_no_wish_for_an_order_or_a_person(noted: str) -> None:
    said = "do i need to be at home when it comes?"
    assert [act[0] for act in heard(said, noted, OF_TERMS)] == ["ask_policy"]
    assert [act[0] for act in heard(said, noted, {})] != ["ask_policy"]


def test_an_act_that_another_note_has_is_not_told_twice() -> None:
    (refining,) = read("refine color=sage")
    assert [note.intent for note in instead(refining, {Intent.REFINE}, CHOOSES)] == [Intent.ADD_TO_CART]
    assert list(instead(refining, {Intent.REFINE, Intent.ADD_TO_CART}, CHOOSES)) == []
