"""The grammar of a message: everything that can be meant, nothing that was not said. And reading the notes."""

from __future__ import annotations

from functools import cache

import llguidance
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llguidance.gbnf_to_lark import gbnf_to_lark

from assistant.acts import Intent
from assistant.notes.grammar import NEGATION, understanding_grammar
from assistant.notes.notation import MAX_WORDS, NotationError, Pair, plain, read, runs

SLOTS = ("category", "color", "size", "material")


@cache
def _bytes() -> llguidance.LLTokenizer:
    return llguidance.LLTokenizer("byte")


def allows(grammar: str, line: str) -> bool:
    matcher = llguidance.LLMatcher(_bytes(), llguidance.LLMatcher.grammar_from_lark(gbnf_to_lark(grammar)))
    assert not matcher.is_error(), matcher.get_error()
    return matcher.consume_tokens(list(line.encode())) and matcher.is_accepting()


JACKET = understanding_grammar("I want a blue rain jacket under $60, size M please, not the rest", 0, SLOTS)
SHOWN = understanding_grammar("add two of the second, not the leather one", 3, SLOTS)


@pytest.mark.parametrize(
    "line",
    [
        "find",
        "find text=blue rain jacket color=blue price<=$60 size=M",
        "find size=M color=blue category=jacket",  # keys in any order
        "find text=jacket color!=blue size~M",
        "refine any=price any=size sort=cheapest",
        "hello; find text=rain jacket",
        "find text=I want a blue rain jacket",  # six words
    ],
)
def test_what_was_said_can_be_noted(line: str) -> None:
    assert allows(JACKET, line)


@pytest.mark.parametrize(
    "line",
    [
        "find text=red jacket",  # red was not said
        "find text=jacket under $60, size",  # across punctuation
        "find text=blue jacket",  # not next to each other
        "find text=I want a blue rain jacket under",  # seven words
        "find shade=blue",  # no slot of the store
        "find price<=blue",
        "find price<=50",
        "find text=jacket color=blue price",
        "find ref=1",  # nothing is shown, and a search has no reference
        "add ref=1",
        "jump",
        "hello; find; cart; thanks",  # three clauses, four acts
        "find text=color=blue",
        "find text=blue;hello",
        "",
    ],
)
def test_what_was_not_said_cannot_be_noted(line: str) -> None:
    assert not allows(JACKET, line)


@pytest.mark.parametrize(
    ("message", "most"), [("", 1), ("blue", 1), ("add it and show my cart", 2), ("hi, a. b! c? d; e", 4)]
)
def test_there_are_no_more_acts_than_clauses(message: str, most: int) -> None:
    grammar = understanding_grammar(message, 2, SLOTS)
    assert allows(grammar, "; ".join(["cart"] * most))
    assert not allows(grammar, "; ".join(["cart"] * (most + 1)))


def test_references_are_shown_positions_or_words() -> None:
    assert allows(SHOWN, "add ref=2 qty=two; reject ref=leather one material!=leather")
    assert allows(SHOWN, "compare ref=1,3")
    assert not allows(SHOWN, "why ref=1,3")  # several only where several can be meant
    assert not allows(SHOWN, "add ref=1 ref=2")
    assert not allows(SHOWN, "add ref=4")
    assert not allows(SHOWN, "add ref=2 qty=three")


def test_a_message_without_numbers_has_no_price() -> None:
    grammar = understanding_grammar("something cheap", 0, SLOTS)
    assert "price<=" not in grammar
    assert allows(grammar, "find text=something cheap")


@pytest.mark.parametrize(
    ("message", "excludes"),
    [("a leather bag", False), ("no leather", True), ("I don't like leather", True), ("不要 leather", True)],
)
def test_nothing_is_excluded_without_a_negation(message: str, excludes: bool) -> None:
    assert allows(understanding_grammar(message, 0, SLOTS), "find material!=leather") is excludes


def test_worded_numbers_are_numbers() -> None:
    grammar = understanding_grammar("not more than two hundred bucks", 0, SLOTS)
    assert allows(grammar, "find price<=two hundred")
    assert not allows(grammar, "find price<=bucks")


def test_chinese_is_copied_without_blanks() -> None:
    grammar = understanding_grammar("我要蓝色的夹克，60元以内", 0, SLOTS)
    assert allows(grammar, "find color=蓝色 category=夹克 price<=60")
    assert not allows(grammar, "find color=红色")


GIFT = understanding_grammar(
    "for dad's 60th by friday: a blue or green jacket or a tent, ideally M, 40 to 60 bucks, 2 of them, at least 20 l, "
    "he has a stove, no wait I meant red, the third one, not wool", 3, (*SLOTS, "capacity")
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "find text=jacket color=blue|green price=40..60 qty=2 size~M recipient=dad's occasion=60th by=friday",
        "find owns=stove",
        "find price=60 capacity>=20 l",
        "refine capacity=20..60 bucks material!=wool",
        "fix color=red",
        "fix ref=3",
        "bundle text=jacket|tent price<=60 owns=stove",
    ],
)
def test_what_shoppers_say_around_a_need_can_be_noted(line: str) -> None:
    assert allows(GIFT, line)
    assert read(line)


@pytest.mark.parametrize(
    "line",
    [
        "find text=jacket|tent",  # two things are two searches, or a bundle
        "find recipient=mum",
        "find recipient!=dad's",
        "find price=40..",
        "find price=blue..green",
        "find color=blue|",
        "find color=blue|purple",
        "find capacity>=blue",
        "add ref=1 recipient=dad's",
        "cart owns=stove",
    ],
)
def test_what_shoppers_did_not_say_around_a_need_cannot(line: str) -> None:
    assert not allows(GIFT, line)


@pytest.mark.parametrize("message", ["", "???", '; = <= " \\ |', "🙂", "a" * 20_000, "word " * 5_000])
def test_any_message_gives_a_grammar_that_reads(message: str) -> None:
    assert allows(understanding_grammar(message, 2, SLOTS), "thanks")


def test_long_messages_give_bounded_grammars() -> None:
    words = sum(len(run) for run in runs("one more word " * 5_000))
    assert words == MAX_WORDS
    assert len(understanding_grammar("x" * 19_000 + " one more word" * 5_000, 2, SLOTS)) < 200_000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_copied_words_hold_nothing_that_the_notes_are_made_of(message: str) -> None:
    for run in runs(message):
        for word in run:
            assert word.text in plain(message)
            assert not set(word.text) & set('=<>~;!|"\\ \n')


# --- reading -----------------------------------------------------------------------------------------------


def test_notes_are_read_in_order() -> None:
    find, add = read("find text=rain jacket color!=navy blue price<=$60 size~M; add ref=1,2 qty=two")
    assert find.intent is Intent.FIND
    assert find.pairs == (
        Pair("text", "=", "rain jacket"),
        Pair("color", "!=", "navy blue"),
        Pair("price", "<=", "$60"),
        Pair("size", "~", "M"),
    )
    assert add.intent is Intent.ADD_TO_CART
    assert add.values("ref") == ["1,2"]


def test_ranges_and_alternatives_come_apart() -> None:
    (find,) = read("find price=40..60 color=navy blue|green size=M")
    assert [pair.parts for pair in find.pairs] == [("40", "60"), ("navy blue", "green"), ("M",)]
    assert [pair.is_range for pair in find.pairs] == [True, False, False]
    assert not find.corrects


def test_a_correction_is_a_refinement_that_says_so() -> None:
    (fix,) = read("fix color=green")
    assert fix.intent is Intent.REFINE
    assert fix.corrects


@pytest.mark.parametrize(
    "line", ["", "  ;  ", "buy now", "find blue jacket", "find text=", '{"intent": "find"}', "FIND"]
)
def test_what_does_not_read_is_refused(line: str) -> None:
    with pytest.raises(NotationError):
        read(line)


def test_every_sentence_of_a_grammar_reads() -> None:
    for line in ("find text=I want a blue rain jacket color=blue", "refine any=price; undo", "unclear"):
        assert allows(JACKET, line)
        assert read(line)


@pytest.mark.parametrize(
    "message",
    [
        "it dosnt fit wool",
        "doesnt",
        "dnt want wool",
        "dont",
        "w/out wool",
        "w/o wool",
        "cant stand wool",
        "isnt",
        "won't",
        "drop the wool",
        "wool is out",
        "leave the wool ones out",
        "sick of wool",
        "apart from wool",
        "羊毛免谈",
        "讨厌羊毛",
    ],
)
def test_a_negation_is_heard_however_it_is_spelt(message: str) -> None:
    assert NEGATION.search(message)


@pytest.mark.parametrize(
    "message",
    ["a jacket with wool", "dent", "want wool", "a canteen", "notebook", "out of stock", "a kind of wool"],
)
def test_other_words_negate_nothing(message: str) -> None:
    assert not NEGATION.search(message)
