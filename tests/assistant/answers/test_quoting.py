"""A sentence is quoted when it is about what was asked, never because it shares a word."""

from __future__ import annotations

import pytest

from assistant.answers.quoting import asked_words, best_quote
from retrieval.nearness import Nearness
from tests.retrieval.scripted_encoder import ScriptedEncoder

NOTHING = Nearness(None)
DRY, STORY = "It dries overnight, even in a bath without a window.", "Long story short."


def test_words_that_ask_say_nothing() -> None:
    assert asked_words("how long does it burn?") == {"burn"}
    assert asked_words("how long is the second one, please?") == frozenset()
    assert asked_words("can I wash the green mug", frozenset(("mug", "green"))) == {"wash"}


def test_a_sentence_without_the_words_is_no_answer() -> None:
    assert best_quote("how long does it burn", {"burn"}, [STORY, DRY], NOTHING) is None
    assert best_quote("how long is it", frozenset(), [STORY], NOTHING) is None


def test_by_words_alone_all_of_one_or_half_of_several_are_needed() -> None:
    found = best_quote("does it dry", {"dri"}, [STORY, DRY], NOTHING)
    assert found is not None
    assert (found.sentence, found.n_shared) == (DRY, 1)
    assert best_quote("", {"dri", "stretch"}, [DRY], NOTHING) is None
    assert best_quote("", {"dri", "bath", "stretch"}, [DRY], NOTHING) is not None


@pytest.mark.parametrize(
    ("cosine", "wanted", "of_reviews", "quoted"),
    [
        (0.45, {"dri"}, False, True),
        (0.35, {"dri"}, False, False),  # all its words and another matter
        (0.45, {"dri", "stretch"}, False, False),
        (0.55, {"dri", "stretch"}, False, True),
        (0.9, {"dri", "stretch", "fade"}, False, False),  # near, and says a third of it
        (0.55, {"dri"}, True, False),  # what a shopper says by the way
        (0.65, {"dri"}, True, True),
    ],
)
def test_meaning_decides_where_it_is_known(cosine: float, wanted: set[str], of_reviews: bool, quoted: bool) -> None:
    near = Nearness(ScriptedEncoder("q", {DRY: cosine}))
    assert (best_quote("q", wanted, [DRY], near, of_reviews=of_reviews) is not None) is quoted
