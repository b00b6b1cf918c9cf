"""Things that are named together and told of one by one behind: a list with each thing's own conditions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.hearing.told_behind import told_with_it
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander
from retrieval.vocabulary import Vocabulary
from tests.assistant.household import household


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I need a tent and a stove. The tent should be under 200, for the stove max 50.",
         "I want a tent, under 200, and a stove, max 50"),
        ("a tent and a stove. The tent under 200. For the stove, 50 at most.",
         "I want a tent, under 200, and a stove, 50 at most"),
        ("Find a shop offering both a bike lamp and a floor lamp. The bike lamp must cost over 14. "
         "The floor lamp should be priced between 40 and 90. Show what is there.",
         "I want a bike lamp, cost over 14, and a floor lamp, priced between 40 and 90. Show what is there"),
        ("I want boots and a belt. For the first item, black, up to 120. For the second, size 95.",
         "I want boots, black, up to 120, and a belt, size 95"),
        ("looking for boots, socks and a belt, for the boots up to 120, for the belt up to 30",
         "I want boots, up to 120, and socks, and a belt, up to 30"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_thing_stands_behind_its_name(text: str, expected: str) -> None:
    assert told_with_it(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a jacket and a tee, under 60. The jacket should be blue.",
        "The first one is nice. The second is too big.",
        "The first should be cheaper. The second should be blue.",
        "I like the tent and the stove. The tent is warm. The stove is loud.",
        "two mugs and a kettle. The tent should be under 200. The lamp should be blue.",
        "a red lamp and a blue lamp. The lamp should be under 20. The lamp must be bright.",
        "I like the tent and the stove. The tent should be cheaper. The stove must be lighter.",
        "a tent under 200",
        "",
    ],
)
def test_other_talk_stays_as_it_is(text: str) -> None:
    assert told_with_it(text) == text


def test_each_thing_is_searched_within_its_own_limit() -> None:
    catalog = household()
    [act] = (
        RuleUnderstander(catalog, Vocabulary.learn(catalog))
        .understand(
            "I need a tent and a sleeping bag. The tent should be under 300, for the bag max 90.", DialogueState()
        )
        .acts
    )
    assert [(part.value, [c.value for c in part.conditions]) for part in act.parts] == [
        ("Tents", [Decimal(300)]),
        ("Sleeping Bags", [Decimal(90)]),
    ]
