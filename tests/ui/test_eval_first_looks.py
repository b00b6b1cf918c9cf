from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.catalog import Catalog
from tests.ui.fake_shop import FakeShop
from ui.eval.first_looks import Waited, looks, said_in, walked
from ui.eval.messages import Line
from ui.eval.speed import by_kind


@pytest.fixture
def shop(catalog: Catalog, tmp_path: Path) -> FakeShop:
    made = FakeShop(catalog, tmp_path)
    made.has_read.set()
    return made


def test_a_look_that_stands_and_one_that_does_not(shop: FakeShop) -> None:
    same, others, words, plain = walked(
        shop.session(), ["first look", "first look, others", "first look, only words", "a jacket"]
    )
    assert same.first_ms
    assert same.stands_ms
    assert same.first_ms < same.stands_ms
    assert (same.has_stood, others.has_stood, words.has_stood, plain.has_stood) == (True, False, False, False)
    assert (words.stands_ms, words.stood) == (None, ())
    assert plain.first_ms == plain.stands_ms != None  # noqa: E711  # one thing was shown, once
    assert looks([same, others, words, plain]) == {
        "looked": 0.75,
        "look_stood": 0.3333,
        "look_first_stood": 0.3333,
        "look_without_cards": 0.3333,
    }


def test_without_a_look_there_is_nothing_to_tell(shop: FakeShop) -> None:
    assert looks(walked(shop.session(), ["a jacket"])) == {}


def test_turns_without_cards_are_in_no_kind() -> None:
    assert by_kind([(Line("find", "a"), Waited(2.0, 2.0)), (Line("find", "b"), Waited())]) == {"find": [2.0]}


def test_only_the_part_that_may_be_looked_at_is_said() -> None:
    annotated = Path(__file__).parents[1] / "understanding"
    conversations = said_in(annotated)
    assert conversations
    from assistant.understanding_eval.format import read_annotated

    sealed = {turn.say for d in read_annotated(annotated) if d.part == "test" for turn in d.turns}
    dev = {turn.say for d in read_annotated(annotated) if d.part == "dev" for turn in d.turns}
    assert not {line.message for lines in conversations for line in lines} & (sealed - dev)
