"""What of a search the store has nothing for."""

from __future__ import annotations

import pytest

from assistant.naming.unread import Unread, nameless, unread
from assistant.responding import TemplateResponder
from retrieval.catalog import Catalog
from retrieval.query import Query
from retrieval.vocabulary import Vocabulary


def test_a_number_with_its_unit_is_a_measure_and_no_word() -> None:
    said = ["under", "30", "cm"]
    assert unread(said, {"30", "cm"}, "they live in a tiny flat so under 30 cm please") == Unread(measure="30 cm")
    assert unread(["blorp"], {"blorp"}, "a blorp") == Unread(("blorp",))


@pytest.mark.parametrize(
    ("message", "said", "name"),
    [
        ("do you have any soft ones", ["soft"], ""),  # no name stands there
        ("i should get a hood as well", ["hood"], "hood"),  # texts have it, no title
        ("something with hood", ["hood"], ""),
        ("a bottle please", ["bottle"], ""),
        ("a hood bottle", ["hood", "bottle"], ""),
    ],
)
def test_what_is_asked_for_by_name_and_nothing_is_called(
    catalog: Catalog, message: str, said: list[str], name: str
) -> None:
    assert nameless(said, list(catalog), message, Vocabulary.learn(catalog)) == name


def test_it_is_said_before_what_comes_closest() -> None:
    say = TemplateResponder("USD", "a red tent")
    assert say.found(5, 5, Query("scale"), Unread(name="scale")).startswith("Nothing here is called “scale”. ")
    assert "“30 cm” could be held against" in say.found(5, 5, Query("30 cm"), Unread(measure="30 cm"))
