"""Whom and what for, in notes: who is a person, what an occasion, and who is meant."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.notes.context import noted_context
from assistant.notes.notation import Note, Pair
from assistant.notes.whom import is_occasion, is_person, whose


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("dad", ""),
        ("teacher", ""),
        ("best friend", ""),
        ("two vegetarians", ""),
        ("anna", "a scarf for Anna"),
        ("奶奶", ""),
    ],
)
def test_relations_roles_and_names_are_persons(said: str, message: str) -> None:
    assert is_person(said, message)


@pytest.mark.parametrize(
    ("said", "message"),
    [("desk", "a plant for my desk"), ("", ""), ("Desk", "Desk lamp"), ("jacket", "for the jacket")],
)
def test_things_are_none(said: str, message: str) -> None:
    assert not is_person(said, message)


def test_who_is_somebodys_is_meant() -> None:
    assert whose("kids", "end of year present for my kids teacher") == "teacher"
    assert whose("daughter", "for my daughter's boyfriend") == "boyfriend"
    assert whose("wife", "my wife loves it") == "wife"
    assert whose("", "my wife's sister") == ""


def test_occasions_are_known_or_events() -> None:
    assert all(map(is_occasion, ("birthday", "camping trip", "first job", "65th", "满月")))
    assert not any(map(is_occasion, ("jacket", "flowers", "frighten", "best", "4")))


def noted(message: str, **said: str) -> tuple[str, str, str, tuple[str, ...]]:
    pairs = tuple(Pair(key, "=", value) for key, value in said.items())
    change = noted_context(Note(Intent.FIND, pairs), message, whole=False)
    return change.recipient, change.occasion, change.needed_by.words if change.needed_by else "", change.owns


def test_what_notes_pass_over_is_heard_and_what_is_no_context_is_not_noted() -> None:
    assert noted("my groom needs a flower for the jacket", occasion="jacket") == ("groom", "", "", ())
    assert noted("gf bday is friday, 60 max") == ("gf", "birthday", "friday", ())
    assert noted("a plant for my own desk", recipient="desk") == ("", "", "", ())
    assert noted("a camera like my grandpa had", recipient="grandpa") == ("", "", "", ())
    assert noted("a scarf for my kids teacher", recipient="kids") == ("teacher", "", "", ())
