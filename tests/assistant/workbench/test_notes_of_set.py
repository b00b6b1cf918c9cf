"""What a tuned model notes of a set on the table, as changes of it."""

from __future__ import annotations

import pytest

from assistant import Shop
from assistant.acts import Intent
from assistant.notes.notation import read
from assistant.notes.reader import NoteReader
from assistant.reading.model_understanding import need_line
from assistant.state import CartChanged, CartLine, DialogueState, Focused
from assistant.workbench.change import Do
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def reader(outdoors: Shop) -> NoteReader:
    return NoteReader(outdoors.catalog, Vocabulary.learn(outdoors.catalog), completing=False)


@pytest.fixture(scope="module")
def laid(outdoors: Shop) -> DialogueState:
    """A tent, a sleeping bag and a lantern on the table, in this order."""
    session = outdoors.session()
    session.say("camping gear under 300")
    state = session.state
    titles = [outdoors.catalog.product(i).title.split()[-1] for i in state.shown.product_ids]
    assert sorted(titles) == ["Bag", "Lantern", "Tent"]
    return state


def place(state: DialogueState, shop: Shop, last_word: str) -> int:
    titles = [shop.catalog.product(i).title for i in state.shown.product_ids]
    return next(n for n, title in enumerate(titles, start=1) if title.endswith(last_word))


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("tent too heavy", "change ref={tent} with~too heavy", [(Do.SWAP, ("Tents",), "lighter")]),
        ("can that tent be lighter", "change ref={tent} with=lighter", [(Do.SWAP, ("Tents",), "lighter")]),
        ("the tent isn't for me", "change ref={tent}", [(Do.SWAP, ("Tents",), "")]),
        ("帐篷太大", "change ref={tent} with~太大", [(Do.SWAP, ("Tents",), "smaller")]),
        ("the tent at 80 tops", "change ref={tent} price<=80", [(Do.SWAP, ("Tents",), "cheaper")]),
        (
            "keep the tent, the others can go",
            "keep ref={tent}; change ref=the others",
            [(Do.LOCK, ("Tents",), ""), (Do.SWAP, ("Sleeping Bags",), ""), (Do.SWAP, ("Lanterns",), "")],
        ),
        ("the tent is way too heavy for me", "reject ref={tent}", [(Do.SWAP, ("Tents",), "lighter")]),
        ("the tent is too green for me", "reject ref={tent}", [(Do.SWAP, ("Tents",), "")]),
        ("spend more on the tent", "change ref={tent} price>=300", [(Do.SWAP, ("Tents",), "")]),
        ("not that tent, the red", "reject ref={tent} color=red", [(Do.SWAP, ("Tents",), "")]),
        ("make the tent silver", "change ref={tent} color=silver", [(Do.SWAP, ("Tents",), "")]),
        (
            "two bags, warmer ones",
            "change ref={bag} qty=two with=warmer",
            [(Do.COUNT, ("Sleeping Bags",), ""), (Do.SWAP, ("Sleeping Bags",), "warmer")],
        ),
        ("we need two of those bags", "change ref={bag} qty=two", [(Do.COUNT, ("Sleeping Bags",), "")]),
        ("the tent can stay as far as i care", "keep ref={tent}", [(Do.LOCK, ("Tents",), "")]),
        (
            "don't touch the tent or the bag",
            "keep ref={tent},{bag}",
            [(Do.LOCK, ("Tents",), ""), (Do.LOCK, ("Sleeping Bags",), "")],
        ),
        ("no need for light out there", "remove ref={lantern}", [(Do.REMOVE, ("Lanterns",), "")]),
        ("the lantern thing can go", "remove ref=lantern", [(Do.REMOVE, ("Lanterns",), "")]),
        ("i own a tent", "refine owns=tent", [(Do.OWN, ("Tents",), "")]),
        ("the lot for 250 would be good", "refine price<=250", [(Do.BUDGET, (), "")]),
        ("that's us sorted, the lot", "add", [(Do.ADD_ALL, (), "")]),
        (
            "lose the lantern, and the whole thing 250 tops please",
            "remove ref={lantern}; refine price<=250",
            [(Do.REMOVE, ("Lanterns",), ""), (Do.BUDGET, (), "")],
        ),
    ],
)
def test_notes_of_a_set_change_it(
    reader: NoteReader,
    laid: DialogueState,
    outdoors: Shop,
    message: str,
    notes: str,
    expected: list[tuple[Do, tuple[str, ...], str]],
) -> None:
    places = {name.lower(): place(laid, outdoors, name) for name in ("Tent", "Bag", "Lantern")}
    (act,), _ = reader.acts(read(notes.format(**places)), message, laid)
    assert act.intent is Intent.CHANGE_BUNDLE
    assert [(change.do, change.slots, change.than) for change in act.changes] == expected


@pytest.mark.parametrize(
    ("message", "notes", "intent"),
    [
        ("everything in black please", "refine color=black", Intent.REFINE),
        ("250 and all of it black", "refine price<=250 color=black", Intent.REFINE),
        ("just show me tents", "find text=tents", Intent.FIND),
        ("what do you take back", "policy text=take back", Intent.ASK_POLICY),
        ("remove the book from my cart", "remove ref=book", Intent.REMOVE_FROM_CART),
        ("take the tent out of my basket", "remove ref={tent}", Intent.REMOVE_FROM_CART),
    ],
)
def test_what_is_no_change_of_the_set_is_read_as_ever(
    reader: NoteReader, laid: DialogueState, outdoors: Shop, message: str, notes: str, intent: Intent
) -> None:
    laid = laid.after(CartChanged((CartLine("cedar-1", 1),)))
    (act, *_), _ = reader.acts(read(notes.format(tent=place(laid, outdoors, "Tent"))), message, laid)
    assert act.intent is intent


def test_it_is_what_was_talked_of(reader: NoteReader, laid: DialogueState) -> None:
    of_tent = laid.after(Focused((laid.shown.product_ids[0],)))
    (one,), _ = reader.acts(read("add"), "ok add it", of_tent)
    assert (one.intent, one.product_ids) == (Intent.ADD_TO_CART, laid.shown.product_ids[:1])
    (everything,), _ = reader.acts(read("add"), "ok add everything", of_tent)
    assert [change.do for change in everything.changes] == [Do.ADD_ALL]


def test_the_model_is_told_of_the_set(laid: DialogueState) -> None:
    assert need_line(laid).startswith("set: ")
    assert not need_line(DialogueState()).startswith("set")


def test_without_a_set_a_change_is_a_condition_or_a_no(outdoors: Shop, reader: NoteReader) -> None:
    session = outdoors.session()
    session.say("tents")
    state, first = session.state, session.state.shown.product_ids[0]
    (condition,), _ = reader.acts(read("change ref=1 price<=95"), "swap it for 95 max", state)
    assert (condition.intent, [c.slot for c in condition.constraints]) == (Intent.REFINE, ["price"])
    assert reader.acts(read("change qty=two"), "make it for two", state)[0] == ()
    (no,), _ = reader.acts(read("change ref=1"), "swap the first", state)
    assert (no.intent, no.product_ids) == (Intent.REJECT, (first,))
    (praise,), _ = reader.acts(read("keep ref=1"), "love the first", state)
    assert (praise.intent, praise.product_ids) == (Intent.LIKE, (first,))


def test_rules_know_the_others_too(outdoors: Shop) -> None:
    session = outdoors.session()
    session.say("camping gear under 300")
    (act,) = session.say("keep the tent and swap the others").acts
    assert [(c.do, c.slots) for c in act.changes] == [(Do.LOCK, ("Tents",)), (Do.SWAP, ("Sleeping Bags", "Lanterns"))]
