"""Which address in a shop's papers is the one to write to."""

from __future__ import annotations

import pytest

from retrieval.paper_contact import names_an_address, worth_as_contact

MAIL = "Write to hello@hills.example."


@pytest.mark.parametrize("sentence", [MAIL, "Ring 555-229-3326.", "Call +44 20 7946 0018, from nine."])
def test_addresses_and_numbers_are_told_from_figures(sentence: str) -> None:
    assert names_an_address(sentence)
    assert not names_an_address("Orders of 3 to 4 things, 2026, cost $12.50.")


def test_a_contact_page_comes_before_a_sentence_elsewhere_and_that_before_none() -> None:
    on_page = worth_as_contact(MAIL, MAIL, frozenset({"contact"}))
    elsewhere = worth_as_contact(MAIL, MAIL, frozenset({"delivery"}))
    assert on_page > elsewhere > 0
    assert worth_as_contact("hello@hills.example", "hello@hills.example", frozenset()) == 0


@pytest.mark.parametrize("what", ["To unsubscribe, e-mail x@y.example.", "E-mail x@y.example for returns."])
def test_an_address_for_something_else_is_none(what: str) -> None:
    assert worth_as_contact(what, what, frozenset({"delivery"})) < 0
    assert worth_as_contact(what, what, frozenset({"contact"})) > 0
    assert worth_as_contact(what, what, frozenset({"contact", "privacy"})) == 0
