"""Clauses: where a message is cut, and which acts become one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.acts import Intent, ShopperAct
from assistant.hearing.clauses import clauses, joined
from retrieval.query import Constraint, Operator, Order

BLUE = Constraint("color", Operator.IS, "Blue")
M = Constraint("size", Operator.IS, "M")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a blue jacket", ["a blue jacket"]),
        ("I need a jacket. Blue. Under 60.", ["I need a jacket", "Blue", "Under 60"]),
        ("add it and show my cart", ["add it", "show my cart"]),
        ("add it, then compare the others", ["add it", "compare the others"]),
        ("jackets and pants", ["jackets and pants"]),
        ("under 59.90 please", ["under 59.90 please"]),
        ("is it warm? what does it cost?", ["is it warm?", "what does it cost?"]),
        ("thanks, how long is delivery", ["thanks", "how long is delivery"]),
        ("a jacket that packs small and is available in red", ["a jacket that packs small and is available in red"]),
        ("the second, and is it warm", ["the second", "is it warm"]),
        ("...", []),
        ("", []),
    ],
)
def test_a_message_is_cut_where_a_new_thing_is_said(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


WORDS = ["add", "show", "jacket", "blue", "and", "then", "also", "but", ",", ".", "?", "!", ";", "59.90", "é"]


@given(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join) | st.text(max_size=100))
def test_no_word_is_lost_and_no_clause_is_empty(text: str) -> None:
    text = " ".join(text.split())
    parts = clauses(text)
    assert all(part.strip(" ,.!?") for part in parts)
    assert _words(" ".join(parts)) == _words(text)


def _words(text: str) -> list[str]:
    """All but those that only join clauses."""
    return [word for word in re.findall(r"\w+", text) if word.lower() not in ("and", "then", "also", "but")]


def test_sentences_that_go_on_with_a_search_are_one_act() -> None:
    find = ShopperAct(Intent.FIND, (BLUE,), text="jacket")
    [one] = joined([find], ShopperAct(Intent.REFINE, (M,), ("price",), text="warm", order=Order.CHEAPEST))
    assert one == ShopperAct(Intent.FIND, (BLUE, M), ("price",), text="jacket warm", order=Order.CHEAPEST)


def test_options_before_an_addition_say_which_one() -> None:
    add = ShopperAct(Intent.ADD_TO_CART, product_ids=("tee",))
    assert joined([ShopperAct(Intent.REFINE, (BLUE, M))], add) == [
        ShopperAct(Intent.ADD_TO_CART, (BLUE, M), product_ids=("tee",))
    ]
    search = ShopperAct(Intent.FIND, (BLUE,), text="jacket")
    assert joined([search], add) == [search, add]


def test_two_questions_about_one_product_are_one() -> None:
    first = ShopperAct(Intent.ASK_PRODUCT, (BLUE,), product_ids=("tee",), text="in blue?")
    second = ShopperAct(Intent.ASK_PRODUCT, (M,), product_ids=("tee",), text="in M?")
    assert [a.constraints for a in joined([first], second)] == [(BLUE, M)]
    other = ShopperAct(Intent.ASK_PRODUCT, (M,), product_ids=("rain",), text="in M?")
    assert joined([first], other) == [first, other]


def test_other_acts_stay_apart() -> None:
    acts = [ShopperAct(Intent.SHOW_CART), ShopperAct(Intent.REFINE, (BLUE,))]
    assert joined(acts[:1], acts[1]) == acts
    assert joined([], acts[1]) == acts[1:]
