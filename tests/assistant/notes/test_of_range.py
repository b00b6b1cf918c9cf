"""What a tuned model notes of questions about the range, as the questions that code answers from the records."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.hearing.catalog_shapes import Aspect, shape_of
from assistant.notes.notation import read
from tests.assistant.notes.test_reader import KETTLES, NEW, READER


@pytest.mark.parametrize(
    ("message", "notes", "aspect", "about"),
    [
        ("roughly how many kettles have you got in", "catalog text=kettles any=how many", Aspect.COUNT, "Kettles"),
        ("kettles - which brands?", "catalog text=kettles any=brands", Aspect.BRANDS, "Kettles"),
        ("what sort of brands of kettles do u carry", "catalog text=kettles any=sort", Aspect.BRANDS, "Kettles"),
        ("what sort of kettles do u carry", "catalog text=kettles any=sort", Aspect.KINDS, "Kettles"),
        ("lamps, what sorts are we talking", "catalog text=lamps any=sorts", Aspect.KINDS, "Lamps"),
        ("kettles from what price, for my nan", "catalog text=kettles any=from what price", Aspect.CHEAPEST, "Kettles"),
        ("most expensive kettle, just curious", "catalog text=kettle any=most expensive", Aspect.DEAREST, "Kettles"),
        ("kettles, what do they go for", "catalog text=kettles any=go for", Aspect.PRICES, "Kettles"),
        ("and the colours, of kettles i mean", "catalog any=colours text=kettles", Aspect.VALUES, "Kettles"),
        ("卖哪些牌子的灯呀我看看", "catalog text=灯 any=牌子", Aspect.BRANDS, "Lamps"),
        ("how many have you got then in total", "catalog any=how many", Aspect.COUNT, ""),
        ("whatcha sell", "catalog any=sell", Aspect.KINDS, ""),
    ],
)
def test_a_question_about_the_range(message: str, notes: str, aspect: Aspect, about: str) -> None:
    (act,), _ = READER.acts(read(notes), message, NEW)
    assert act.intent is Intent.ASK_CATALOG
    shape = shape_of(act.text)
    assert shape is not None
    assert shape.aspect is aspect
    named = [str(value).rsplit(" > ", 1)[-1] for c in act.constraints if c.slot == "category" for value in c.values]
    assert named[:1] == ([about] if about else [])


def test_its_conditions_are_kept() -> None:
    (act,), _ = READER.acts(
        read("catalog any=how many color=green text=lamps price<=50"),
        "how many green lamps under 50 would that be",
        NEW,
    )
    assert act.intent is Intent.ASK_CATALOG
    assert {c.slot for c in act.constraints} == {"category", "color", "price"}


@pytest.mark.parametrize(
    ("message", "notes"),
    [
        ("what moods do your kettles come in", "catalog text=kettles any=moods"),
        ("how many kettles from 40 to 60", "catalog any=how many text=kettles price=40..60"),
        ("how many kettles that are not black", "catalog any=how many text=kettles color!=black"),
        ("which kettles with 4 stars, how many", "catalog text=kettles rating>=4 any=how many"),
        ("what {colou}rs do kettles come in", "catalog any={colou}rs text=kettles"),
        ("what {slot} do kettles come in", "catalog any={slot} text=kettles"),
    ],
)
def test_what_no_record_answers_in_full_is_looked_at(message: str, notes: str) -> None:
    (act,), _ = READER.acts(read(notes), message, KETTLES)
    assert act.intent in (Intent.FIND, Intent.REFINE)


@pytest.mark.parametrize(
    ("asked", "aspect"),
    [
        ("how many colours", Aspect.VALUES),
        ("cheapest and most expensive", Aspect.PRICES),
        ("lowest price", Aspect.CHEAPEST),
        ("highest", Aspect.DEAREST),
    ],
)
def test_what_is_asked_for_is_what_is_told(asked: str, aspect: Aspect) -> None:
    (act,), _ = READER.acts(read(f"catalog any={asked} text=kettles"), f"{asked} of kettles please", NEW)
    shape = shape_of(act.text)
    assert shape is not None
    assert shape.aspect is aspect
