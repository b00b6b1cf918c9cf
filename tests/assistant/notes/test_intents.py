"""What is done, where set words say it more surely than a note; and what a note's counted places are held against."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.naming.references import Reference
from assistant.notes.intents import meant
from assistant.notes.notation import read
from assistant.notes.pointing import pointed
from assistant.state import DialogueState, Shown

SHOWN = DialogueState().after(ShopperAct(Intent.FIND, text="lamp")).after(Shown(("a", "b", "c"), ("a1", "b1", "c1")))


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("you're an absolute legend", "other", "thanks"),
        ("ur a hero", "unclear", "thanks"),
        ("who is the best footballer", "other", "other"),
        ("I'd take no. 2 in red", "reject ref=2 color=red", "add ref=2 color=red"),
        ("I'd take another, not no. 2", "reject ref=2", "reject ref=2"),
        ("the second, twice", "add ref=2", "add ref=2 qty=twice"),
        ("a couple of those", "add ref=1", "add ref=1 qty=couple"),
        ("the second for a couple of friends", "add ref=2", "add ref=2"),
        ("not a single one of these", "reject ref=1", "reject ref=1,2,3"),
        ("the first goes in. does it tip over", "add ref=1; policy text=tip over", "add ref=1; ask text=tip over"),
        ("can i return it", "policy text=return it", "policy text=return it"),
        ("brass not available?", "refine material!=brass", "ask ref=1,2,3 text=brass not available?"),
        ("no brass please", "refine material!=brass", "refine material!=brass"),
        ("just three?", "refine qty=three", "more"),
        ("just three", "refine qty=three", "refine qty=three"),
        ("shade to match, no silk", "refine with=shade material!=silk", "refine text=shade material!=silk"),
        ("same price, all of them?", "compare ref=them", "compare ref=1,2,3"),
        ("which of them is lighter", "compare ref=them", "compare ref=them"),
        ("too hard then. add the book", "reject ref=3; add ref=3", "reject; add ref=3"),
        ("not the first, add the third", "reject ref=1; add ref=3", "reject ref=1; add ref=3"),
        ("these are all too bright", "reject ref=1", "refine with~too bright"),
        ("the first is too bright", "reject ref=1", "reject ref=1"),
    ],
)
def test_set_words_say_what_is_done(message: str, notes: str, expected: str) -> None:
    assert meant(read(notes), message, SHOWN) == read(expected)


def test_whether_there_is_any_asks_nothing_of_an_empty_screen() -> None:
    assert meant(read("refine color!=white"), "white not available?", DialogueState()) == read("refine color=white")


PLACES = {
    "the first": ("a",),
    "the other two": ("b", "c"),
    "the last one": ("c",),
    "the last one and the first": ("c", "a"),
}


def _resolve(words: str) -> Reference:
    if words.lower().startswith(("number ", "nr ")):
        n = int(words.split()[-1])
        return Reference(("a", "b", "c")[n - 1 : n]) if n <= 3 else Reference(unresolved=words)
    return Reference(PLACES.get(words.lower(), ()))


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("add the first", "add ref=2", "add ref=the first"),
        ("add the first", "add ref=1", "add ref=1"),
        ("One of each, please.", "add qty=One", "add ref=One of each"),
        ("one of each for the kids", "add qty=one", "add qty=one"),
        ("nr 5 please", "add ref=3", "add ref=nr 5"),
        ("the last one and the first: what are they made of", "ask ref=3 text=made of",
         "ask ref=The last one and the first text=made of"),
        ("Not the brass. How bright are the other two?", "reject ref=1; ask ref=2 text=bright",
         "reject ref=1; ask ref=the other two text=bright"),
        ("the first is nice, the last one not", "add ref=1; reject ref=3", "add ref=1; reject ref=3"),
        ("add it, it is my first order", "add ref=2", "add ref=2"),
        ("the first time I buy here: add it", "add ref=2", "add ref=2"),
    ],
)  # fmt: skip
def test_places_are_held_against_pointing_words(message: str, notes: str, expected: str) -> None:
    found = pointed(read(notes), message, _resolve)
    assert [(n.intent, [(p.key, p.value.lower()) for p in n.pairs]) for n in found] == [
        (n.intent, [(p.key, p.value.lower()) for p in n.pairs]) for n in read(expected)
    ]
