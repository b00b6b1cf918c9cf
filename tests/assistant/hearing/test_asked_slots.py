"""Questions about a thing find the attribute they ask after, in whatever words; and none where none is stated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.hearing.asked_slots import feature_named, meant_slot, name_of_asked, slot_asked
from retrieval.catalog import Catalog, Product
from retrieval.nearness import Nearness
from tests.retrieval.scripted_encoder import ScriptedEncoder

_ANSWERS = Path(__file__).parents[1] / "answers"


def _rows(name: str) -> list[list[str]]:
    lines = (_ANSWERS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _things(like: Product) -> dict[str, Product]:
    """The products that the questions are about, with what the sample store states of them."""
    things = {}
    for product_id, title, *stated in _rows("things.tsv"):
        pairs = [one.split("=", 1) for one in stated]
        attributes = {slot: tuple(values.split("|")) for slot, values in pairs if slot[0] != "+" and slot != "brand"}
        options = {slot[1:]: values.split("|")[0] for slot, values in pairs if slot[0] == "+"}
        variant = replace(like.variants[0], options=options)
        brand = dict(pairs)["brand"]
        things[product_id] = replace(
            like, id=product_id, title=title, brand=brand, attributes=attributes, variants=(variant,)
        )
    return things


def test_questions_find_their_attribute(catalog: Catalog) -> None:
    things = _things(catalog.product("rain"))
    rows = _rows("sample.tsv")
    wrong = [
        (product_id, question, slot, found)
        for product_id, question, slot in rows
        if (found := slot_asked(question, things[product_id]) or "-") != slot
    ]
    assert not wrong
    assert len(rows) > 200


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("whats it weigh", "weight"),
        ("how long does the battery last", "battery life"),
        ("how many can play that one", "number of players"),
        ("does it come with a cable", "cable"),
        ("does it have a window", ""),
        ("how long does it last", ""),  # of a candle or of a lamp: nobody knows
    ],
)
def test_what_is_not_stated_has_a_name(question: str, name: str) -> None:
    assert name_of_asked(question) == name


def test_what_can_mean_nothing_else_is_not_answered_by_another_slot(catalog: Catalog) -> None:
    thing = replace(catalog.product("rain"), attributes={"weight": ("300 g",)})
    assert slot_asked("how much weight can it carry?", thing) == ""
    assert slot_asked("how heavy is it?", thing) == "weight"


def test_a_word_that_is_said_of_much_else_names_its_slot_only_when_asked_by_name(catalog: Catalog) -> None:
    thing = replace(catalog.product("rain"), attributes={"type": ("Shell",)})
    assert slot_asked("which type is it?", thing) == "type"
    assert slot_asked("can I type on it?", thing) == ""


def test_a_remark_of_the_record_answers_where_it_has_all_the_words(catalog: Catalog) -> None:
    thing = replace(catalog.product("rain"), attributes={"feature": ("Combination lock", "Two wheels")})
    assert feature_named({"lock"}, thing) == "Combination lock"
    assert feature_named({"lock", "wheel"}, thing) == ""
    assert feature_named(set(), thing) == ""


def test_the_nearest_in_meaning_answers_only_where_it_is_near_and_alone(catalog: Catalog) -> None:
    thing = replace(catalog.product("rain"), attributes={"roast": ("Dark",), "origin": ("Peru",)})
    roast, origin = "What is the roast? Dark", "What is the origin? Peru"

    def found(of_roast: float, of_origin: float, *, is_whether: bool = False) -> str:
        near = Nearness(ScriptedEncoder("q", {roast: of_roast, origin: of_origin}))
        return meant_slot("q", thing, near, is_whether=is_whether)

    assert found(0.55, 0.1) == "roast"
    assert found(0.55, 0.1, is_whether=True) == ""
    assert found(0.45, 0.1) == ""
    assert found(0.55, 0.54) == ""
    assert meant_slot("q", thing, Nearness(None), is_whether=False) == ""


def test_what_it_is_sold_in_is_found_by_name_and_its_title_asks_nothing(catalog: Catalog) -> None:
    rain = replace(catalog.product("rain"), attributes={"water_column": ("10000 mm",)})
    assert slot_asked("what colours does the Brook Rain Jacket come in?", rain) == "color"
    assert slot_asked("which sizes is it made in", rain) == "size"
    assert slot_asked("is the Brook Rain Jacket any good", rain) == ""
    assert slot_asked("is it for rain", rain) == "water_column"
