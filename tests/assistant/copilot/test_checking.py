"""A sentence is held against the records it rests on: another number, another name, another quotation falls."""

from __future__ import annotations

import pytest

from assistant.copilot.checking import DraftChecker
from assistant.copilot.offering import Source, SourceKind
from assistant.copilot.phrases import LANGUAGES, phrase, standing
from assistant.copilot.said import Said, written
from retrieval.catalog import Catalog

PAPER = Source(0, SourceKind.PASSAGE, "Delivery", "Delivery takes 2 to 4 working days. It is free from $50.")
FIELD = Source(0, SourceKind.FIELD, "Camp Mug: material", "Steel", "mug")
ORDER = Source(0, SourceKind.ORDER, "Order W-1001", "1 × Camp Mug; placed 7 January 2026; left 9 January 2026")


def checker(catalog: Catalog, heard: str = "") -> DraftChecker:
    return DraftChecker(catalog, (PAPER, FIELD, ORDER), heard)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Delivery takes 2 to 4 working days.", True),
        ("delivery takes 2 to 4 working days", True),
        ("Delivery takes 2 to 3 working days.", False),
        ("It is free from $40.", False),
        ("The page says “It is free from $50.”", True),
        ("The page says “It is always free.”", False),
    ],
)
def test_papers(catalog: Catalog, text: str, holds: bool) -> None:
    assert checker(catalog).holds(Said(text, (PAPER,)), "en") is holds


@pytest.mark.parametrize(
    ("left", "holds"),
    [("9 January 2026", True), ("10 January 2026", False), ("2026年1月9日", True), ("2026年1月10日", False)],
)
def test_days_of_an_order(catalog: Catalog, left: str, holds: bool) -> None:
    fields = {"order": "W-1001", "things": "Camp Mug", "left": left}
    said = Said(phrase("order_shipped_plain", "en", **fields), (ORDER,), "order_shipped_plain", fields)
    assert checker(catalog).holds(said, "en") is holds


def test_a_standing_sentence_that_is_none_falls(catalog: Catalog) -> None:
    assert not checker(catalog).holds(Said("We will refund you today.", (), "made_up"), "en")


def test_a_field_has_to_be_known(catalog: Catalog) -> None:
    right = {"title": "Camp Mug", "value": "steel", "be": "is"}
    wrong = {**right, "value": "gold"}
    assert checker(catalog).holds(Said("", (FIELD,), "field_material", right), "en")
    assert not checker(catalog).holds(Said("", (FIELD,), "field_material", wrong), "en")
    assert checker(catalog, "I like gold").holds(Said("", (FIELD,), "field_material", wrong), "en")  # their own word


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Delivery takes 2 to 4 working days.", True),  # word for word
        ("You get it in 2 to 4 working days.", False),  # a paper's rule in other words
        ("The Camp Mug is made of steel.", True),  # by the checker of explanations
        ("The Camp Mug is made of titanium.", False),
        ("We refund you today.", False),
        ("What can I do for you?", True),
    ],
)
def test_a_models_sentence(catalog: Catalog, sentence: str, holds: bool) -> None:
    assert checker(catalog).sentence(sentence) is holds


@pytest.mark.parametrize("language", LANGUAGES)
def test_standing_sentences_promise_nothing(language: str) -> None:
    promises = ("i will", "we will", "guarantee", "promise you", "definitely", "tomorrow", "保证会", "一定会", "马上会")
    for key, text in standing(language).items():
        assert not any(word in text.lower() for word in promises), key


def test_every_sentence_is_there_in_both_languages() -> None:
    english, chinese = standing("en"), standing("zh")
    for key, text in english.items():
        assert {*_fields(chinese[key])} <= {*_fields(text), "slot", "topic", "figures"}, key


def test_numbers_run_through_the_draft() -> None:
    plain, marked, sources = written([Said("A.", (PAPER,)), Said("B.", (FIELD, PAPER)), Said("C.")])
    assert plain == "A. B. C."
    assert marked == "A. [1] B. [1] [2] C."
    assert [source.number for source in sources] == [1, 2]


def _fields(text: str) -> list[str]:
    return [piece.split("}")[0] for piece in text.split("{")[1:]]
