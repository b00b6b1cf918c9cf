"""Tokens: how a text is cut into words, and when two words are one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.tokens import STOP_WORDS, plain, stem, stems, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A blue Jacket!", ["a", "blue", "jacket"]),
        ("T-Shirt", ["tshirt"]),
        ("the store's own", ["the", "store", "own"]),
        ("don’t", ["dont"]),
        ("café crème", ["cafe", "creme"]),
        ("750ml and 1,200.50", ["750", "ml", "and", "1,200.50"]),
        ("the 2nd one", ["the", "2nd", "one"]),
        ("snake_case", ["snake", "case"]),
        ("<b>bold</b>", ["b", "bold", "b"]),
        ("日本語", ["日本語"]),
        ("  \n\t…!?", []),
        ("", []),
    ],
)
def test_words_are_plain_and_in_order(text: str, words: list[str]) -> None:
    assert [t.word for t in tokens(text)] == words


@given(st.text(max_size=100))
def test_every_token_is_where_it_says(text: str) -> None:
    found = tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.word == plain(text[t.start : t.end]) and t.stem == stem(t.word) for t in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("jackets", "jacket"), ("women", "woman"), ("womens", "women"), ("scarves", "scarf"), ("shoes", "shoe")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_different_things_have_different_stems() -> None:
    assert len({stem(w) for w in ("men", "women", "jacket", "pack", "mug", "tee")}) == 6


def test_stop_words_are_in_their_plain_form() -> None:
    assert all([t.word for t in tokens(word)] == [word] for word in STOP_WORDS)


def test_stems_are_those_of_the_tokens() -> None:
    text = "The T-Shirt's café-sized jackets, 3rd of 1,200; GRÖSSE & Women’s 2xl ½ 雨衣"
    assert stems(text) == {token.stem for token in tokens(text)}
    assert stems("") == set()
