"""Turns written by hand: every label follows from its message, and still does when values are exchanged."""

from __future__ import annotations

import random
from importlib.resources import files
from typing import Any

import pytest
import yaml

from assistant.notes.notation import plain, read
from assistant.training.acts import is_held_out, messages
from assistant.training.checking import problems
from assistant.training.hand_written import Exchanger, Written, written_turns
from assistant.training.pieces import line, text_of
from assistant.training.stock import Stock
from retrieval.catalog import Catalog
from tests.assistant.training.judged import annotated, copied

FOLDER = files("assistant.training") / "written"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAMES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".yaml"))


def entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load((FOLDER / name).read_text("utf-8"), Loader=LOADER)
    return found


@pytest.fixture(scope="module")
def exchanger(shop: Catalog) -> Exchanger:
    return Exchanger(Stock(shop), random.Random(3))


def said(turn: Written) -> tuple[str, str]:
    return text_of(turn.pieces), line(turn.acts, turn.pieces)


@pytest.mark.parametrize("name", NAMES)
def test_every_label_follows_from_its_message(name: str) -> None:
    wrong = [
        (entry["say"], found)
        for entry in entries(name)
        if (found := problems(str(entry["say"]), str(entry["notes"]), len(entry.get("shown", ()))))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_twice(name: str) -> None:
    messages = [(entry["say"], entry["notes"], tuple(entry.get("shown", ()))) for entry in entries(name)]
    assert len(set(messages)) == len(messages)


def test_a_turn_in_pieces_is_the_turn() -> None:
    whole = [entry for name in NAMES for entry in entries(name)]
    assert [said(turn)[0] for turn in written_turns()] == [plain(str(entry["say"])) for entry in whole]
    for turn, entry in zip(written_turns(), whole, strict=True):
        notes, written = said(turn)[1], str(entry["notes"])
        meant = read(written)
        assert meant
        assert notes == written or read(notes) == meant


def test_exchanged_values_keep_the_labels_true(exchanger: Exchanger) -> None:
    changed = 0
    for turn in written_turns():
        message, notes = said(exchanger.exchanged(turn))
        assert problems(message, notes, len(turn.shown)) == [], message
        changed += message != said(turn)[0]
    assert changed > len(written_turns()) / 5


@pytest.mark.parametrize(
    "say",
    ["sth against back pain when driving", "the wasps are back", "gift for mum who gardens, 30", "stuff for school"],
)
def test_what_somebody_likes_or_wants_it_for_is_exchanged_for_no_kind(exchanger: Exchanger, say: str) -> None:
    turn = next(turn for turn in written_turns() if said(turn)[0] == say)
    text = read(said(turn)[1])[0].values("text")
    assert all(read(said(exchanger.exchanged(turn))[1])[0].values("text") == text for _ in range(30))


def test_the_purpose_of_a_set_is_exchanged_for_no_kind(exchanger: Exchanger) -> None:
    turns = [
        turn for turn in written_turns() if turn.acts[0].word == "bundle" and len(turn.acts[0].pairs[0].marks) == 1
    ]
    assert len(turns) > 10
    for turn in turns:
        assert read(said(exchanger.exchanged(turn))[1])[0].values("text") == read(said(turn)[1])[0].values("text")


def test_a_range_stays_one(exchanger: Exchanger) -> None:
    ranges = [turn for turn in written_turns() if "price=" in said(turn)[1] and ".." in said(turn)[1]]
    assert len(ranges) > 10
    for turn in ranges:
        for note in read(said(exchanger.exchanged(turn))[1]):
            for pair in note.pairs:
                if pair.key == "price" and pair.is_range and all(part.isdigit() for part in pair.parts):
                    low, high = map(int, pair.parts)
                    assert low <= high, pair


def test_the_annotated_dialogues_are_not_among_them() -> None:
    assert len({turn.say for dialogue in annotated() for turn in dialogue.turns}) > 600
    # "thanks" and the like have no wording of their own
    assert copied((said(turn)[0] for turn in written_turns()), annotated(), words=2, characters=8) == set()


def test_every_turn_teaches_the_judge_of_acts() -> None:
    said = messages()
    assert len(said) == len(written_turns())
    assert all(one.intents for one in said)
    assert 0.08 < sum(is_held_out(one.text) for one in said) / len(said) < 0.12
