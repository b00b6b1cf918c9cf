"""What must not be there and no slot of the store has: "no roses", "make no noise"."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.naming.qualities import Quality, quality_of
from assistant.naming.word_exclusions import excluded_words, is_denied
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander
from recommender.wording import constraint_label
from retrieval.catalog import Catalog
from retrieval.filters import VariantTable
from retrieval.query import WORDS, Constraint, Operator, Query
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

NO_SHELL = Constraint(WORDS, Operator.NOT, "shell", said="shell")


def test_products_that_say_the_words_anywhere_are_out(catalog: Catalog) -> None:
    table = VariantTable(catalog)
    assert set(table.matching(Query(in_stock=False))) - set(table.matching(Query("", (NO_SHELL,), in_stock=False))) == {
        "rain"  # its description has it, no value does
    }


def test_the_shopper_sees_what_is_excluded() -> None:
    assert constraint_label(NO_SHELL, "USD") == "not shell"


@pytest.mark.parametrize(
    ("message", "note"),
    [
        ("jackets, shell no", "find text=jackets with!=shell"),
        ("a jacket without a shell", "find text=jacket with!=shell"),
    ],
)
def test_a_note_excludes_what_no_slot_has(catalog: Catalog, vocabulary: Vocabulary, message: str, note: str) -> None:
    reader = NoteReader(catalog, vocabulary, completing=False)
    (act,), _ = reader.acts(read(note), plain(message), DialogueState())
    assert NO_SHELL in act.constraints
    assert "shell" not in act.text


@pytest.mark.parametrize(("message", "is_out"), [("jackets, no brook", True), ("jackets by a brook", False)])
def test_rules_exclude_what_titles_say(understander: RuleUnderstander, message: str, is_out: bool) -> None:
    (act,) = understander.understand(message, DialogueState()).acts
    assert act.intent is Intent.FIND
    excluded = [c for c in act.constraints if c.slot == WORDS]
    assert [c.value for c in excluded] == (["brook"] if is_out else [])
    assert ("brook" in act.text) is not is_out


@pytest.mark.parametrize(
    ("words", "excluded"),
    [
        ("shell", "shell"),
        ("any shell", "shell"),
        ("zorg", ""),  # nothing in the store says it anyway
        ("water", "water"),
        ("noise", ""),  # little of it is wanted
        ("light", ""),  # how it is to be, not what it must not say
        ("a light waterproof shell with a hood", ""),  # a sentence
    ],
)
def test_turns_of_phrase_exclude_nothing(vocabulary: Vocabulary, words: str, excluded: str) -> None:
    assert "".join(str(c.value) for c in excluded_words(tokens(words), vocabulary)) == excluded


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("no roses", True),
        ("roses no", True),
        ("roses, no.", True),
        ("without any roses", True),
        ("she can't stand roses", True),
        ("roses", False),
        ("roses, no tulips", False),
        ("not now, roses", False),
        ("no idea, roses maybe", False),
    ],
)
def test_the_denial_stands_beside_the_word(text: str, denied: bool) -> None:
    (roses,) = [token for token in tokens(text) if token.word == "roses"]
    assert is_denied(roses, text) is denied


@pytest.mark.parametrize(
    ("words", "quality"),
    [
        ("make no noise", Quality(("noise",), high=False)),
        ("doesn't make any noise", Quality(("noise",), high=False)),
        ("with very little noise", Quality(("noise",), high=False)),
        ("lots of power", Quality(("power",), high=True)),
        ("noise", None),
        ("noise cancelling", None),
        ("no noise cancelling", None),
    ],
)
def test_how_much_of_what_is_measured(words: str, quality: Quality | None) -> None:
    assert quality_of(words) == quality


def test_what_is_not_wanted_is_much_of_it() -> None:
    assert quality_of("noise", excluded=True) == Quality(("noise",), high=True)
