"""A note is held against the words beside what it copied: bounds, units, wishes, questions, what it passes over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.notes.mending import NoteMender
from assistant.notes.notation import Note, plain, read
from assistant.state import DialogueState, Shown, TurnBegan
from retrieval.query import Constraint, Operator

MENDER = NoteMender(lambda word: word.lower() in {"db", "cm", "w", "kg", "kilo"})
STANDING = (
    DialogueState()
    .after(TurnBegan("desks"))
    .after(
        ShopperAct(
            Intent.FIND,
            (Constraint("price", Operator.AT_MOST, 60), Constraint("color", Operator.IS, "Blue")),  # type: ignore[arg-type]
            text="desk",
        )
    )
)
SHOWN = STANDING.after(Shown(("a", "b", "c"), ("a-1", "b-1", "c-1")))


def mended(message: str, notes: str, state: DialogueState = STANDING) -> list[Note]:
    return MENDER.mended(read(notes), plain(message), state)


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("a desk, 80 cm or narrower", "find text=desk with=80 cm", "find text=desk with<=80 cm"),
        ("a desk, 80 cm or wider", "find text=desk with=80 cm", "find text=desk with>=80 cm"),
        ("at least 80 cm", "refine with=80 cm", "refine with>=80 cm"),
        ("桌子,不超过80 cm", "find text=桌子 with=80 cm", "find text=桌子 with<=80 cm"),
        ("sixty is all I can spend", "refine price~sixty", "refine price<=sixty"),
        ("forty is my limit", "refine price=forty", "refine price<=forty"),
        ("70 dB at most, quiet", "refine price~70 with=quiet", "refine with<=70 dB with=quiet"),
        ("four stars and up", "refine with=four stars", "refine rating>=four"),
        ("I take a 29", "refine price<=29", "refine size=29"),
        ("boots US 9 for men", "find text=boots size=9", "find text=boots size=US 9"),
        ("boots in 8.5 UK", "find text=boots size=8.5", "find text=boots size=8.5 UK"),
        ("we won't go above 60", "refine price>=60", "refine price<=60"),
        ("none that cost over 60", "refine price>=60", "refine price<=60"),
        # what is signed already, or stands twice, or has nothing beside it, stays
        ("a desk of 80 cm", "find text=desk with=80 cm", "find text=desk with=80 cm"),
        ("under 80 cm or 80 cm", "refine with=80 cm", "refine with=80 cm"),
        ("about 60, no more chatter", "refine price~60", "refine price~60"),
        ("not over 80 cm", "refine with!=80 cm", "refine with!=80 cm"),
    ],
)
def test_what_stands_beside_a_number_signs_it(message: str, notes: str, expected: str) -> None:
    assert mended(message, notes) == read(expected)


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("blue if possible", "refine color=blue", "refine color~blue"),
        ("leather would be lovely but it's no must", "refine material=leather", "refine material~leather"),
        ("她喜欢酒红 没有也没关系", "refine color=酒红", "refine color~酒红"),
        ("oak, ideally blue", "refine material=oak color=blue", "refine material=oak color~blue"),
        ("it must be blue", "refine color=blue", "refine color=blue"),
        ("kids pyjamas with stars", "find text=kids pyjamas with=stars", "find text=kids pyjamas with=stars"),
        ("a poster, neon stars", "find text=poster with=neon stars", "find text=poster with=neon stars"),
        ("four stars at least", "refine with=four stars", "refine rating>=four"),
        ("4+ stars", "refine with=4+ stars", "refine rating>=4+"),
        ("a dress, on june 12", "find text=dress by=june 12 price<=12", "find text=dress by=june 12"),
        ("12 dollars, on june 12", "find by=june 12 price<=12", "find by=june 12 price<=12"),
        ("平底锅 不沾的", "find text=平底锅 with!=沾", "find text=平底锅 with=不沾"),
        ("手套 不要皮的", "find text=手套 material!=皮", "find text=手套 material!=皮"),
        ("no red, ideally cheap", "refine color!=red sort=cheapest", "refine color!=red sort=cheapest"),
    ],
)
def test_a_wish_is_none_but_in_its_own_clause(message: str, notes: str, expected: str) -> None:
    assert mended(message, notes) == read(expected)


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("could both stand 450 degrees?", "refine with=450 degrees", "ask ref=both text=could both stand 450 degrees?"),
        ("any of them in oak?", "refine with=oak", "ask ref=1,2,3 text=any of them in oak?"),
        ("do you have it in green", "refine color=green", "ask ref=it text=do you have it in green"),
        ("green ones please", "refine color=green", "refine color=green"),
        ("do you have green ones?", "refine color=green", "refine color=green"),
    ],
)  # fmt: skip
def test_a_question_about_what_is_shown_refines_nothing(message: str, notes: str, expected: str) -> None:
    assert mended(message, notes, SHOWN) == read(expected)
    assert mended(message, notes) == read(notes), "there is nothing that it could be about"


def test_what_set_words_give_up_falls_only_where_it_stands() -> None:
    assert mended("forget the budget, anything in oak", "refine with=oak") == read("refine with=oak any=price")
    assert mended("多少钱都行", "unclear") == read("refine any=price")
    assert mended("I don't mind about the colour", "other") == read("refine any=color")
    assert mended("the size doesn't matter", "refine with=oak") == read("refine with=oak"), "no size stands"
    assert mended("forget the budget, make it 90", "refine price<=90") == read("refine price<=90")
    free = DialogueState()
    assert mended("forget the budget", "unclear", free) == read("unclear")


def test_more_and_a_person_are_not_passed_over() -> None:
    assert mended("not the mug. what else", "reject ref=2", SHOWN) == read("reject ref=2; more")
    assert mended("can I talk to a human please", "other") == read("person")
    assert mended("a human skeleton model", "find text=human skeleton model") == read("find text=human skeleton model")


def test_a_range_is_no_thing_to_look_for() -> None:
    assert mended("589! anything from 200 to 300?", "find text=200 to 300 price<=589") == [
        replace(read("find price=200..300")[0])
    ]
    assert mended("45 maybe", "find text=45 recipient=45") == read("find recipient=45")


def test_a_discount_counts_no_pieces() -> None:
    assert mended("add it. do I get 10% off", "add ref=it qty=10", SHOWN) == read("add ref=it")
    assert mended("add 10", "add ref=it qty=10", SHOWN) == read("add ref=it qty=10")
