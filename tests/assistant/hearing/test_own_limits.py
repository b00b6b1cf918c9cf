"""Several things in one message, each with a price of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import Intent, ProposeBundle, ShopperAct
from assistant.hearing.own_limits import as_list
from assistant.policy import RulePolicy
from assistant.responding import TemplateResponder
from assistant.state import DialogueState, TurnBegan
from assistant.understanding import RuleUnderstander
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.assistant.household import household

AT_MOST, AT_LEAST, BETWEEN = Operator.AT_MOST, Operator.AT_LEAST, Operator.BETWEEN
Limits = dict[str, set[tuple[Operator, object]]]
TENT_AND_BAG: Limits = {"Tents": {(AT_MOST, Decimal(200))}, "Sleeping Bags": {(AT_MOST, Decimal(80))}}


@pytest.fixture(scope="module")
def shop() -> tuple[Catalog, RuleUnderstander]:
    catalog = household()
    return catalog, RuleUnderstander(catalog, Vocabulary.learn(catalog))


def read(shop: tuple[Catalog, RuleUnderstander], message: str) -> tuple[ShopperAct, DialogueState]:
    [act] = shop[1].understand(message, DialogueState()).acts
    return act, DialogueState().after(TurnBegan(message)).after(act)


def limits(act: ShopperAct) -> Limits:
    return {
        str(part.value): {(c.operator, c.value) for c in part.conditions if c.slot == "price"} for part in act.parts
    }


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a tent under 200 and a sleeping bag under 80", TENT_AND_BAG),
        ("tents up to 200 and sleeping bags up to 80", TENT_AND_BAG),
        ("I need a waterproof tent, under 200, plus a sleeping bag, max 80", TENT_AND_BAG),
        ("First, a tent priced below 200. Second, a sleeping bag that costs less than 80.", TENT_AND_BAG),
        ("(1) a tent under 200; (2) a sleeping bag under 80", TENT_AND_BAG),
        ("a tent under 200; and a sleeping bag under 80", TENT_AND_BAG),
        (
            "a tent under 200; a kettle; and a sleeping bag under 80",
            {**TENT_AND_BAG, "Kettles": set()},
        ),
        ("find a tent under 200. Also, look for a sleeping bag under 80", TENT_AND_BAG),
        ("under 200 for a tent and under 80 for a sleeping bag", TENT_AND_BAG),
        ("$200 for a tent and $80 for a sleeping bag", TENT_AND_BAG),
        (
            "a tent over 100 and under 200 and a sleeping bag between 40 and 80",
            {
                "Tents": {(AT_LEAST, Decimal(100)), (AT_MOST, Decimal(200))},
                "Sleeping Bags": {(BETWEEN, (Decimal(40), Decimal(80)))},
            },
        ),
        ("a tent under 200 and a sleeping bag", {"Tents": {(AT_MOST, Decimal(200))}, "Sleeping Bags": set()}),
        (
            "a tent under 200, a zorb under 30 and a kettle",
            {"Tents": {(AT_MOST, Decimal(200))}, "zorb": {(AT_MOST, Decimal(30))}, "Kettles": set()},
        ),
    ],
)
def test_each_thing_keeps_its_own_limit(shop: tuple[Catalog, RuleUnderstander], message: str, expected: Limits) -> None:
    act, _ = read(shop, message)
    assert act.intent is Intent.BUNDLE
    assert limits(act) == expected
    assert not [c for c in act.constraints if c.slot == "price"], "none of them is of the whole"


@pytest.mark.parametrize(
    "message",
    [
        "a tent and a sleeping bag under 400",
        "a tent under 300 and a sleeping bag under 150, under 400 in total",
        "my budget is 400: a tent under 300 and a sleeping bag under 150",
    ],
)
def test_what_is_said_of_the_whole_stays_the_budget(shop: tuple[Catalog, RuleUnderstander], message: str) -> None:
    act, _ = read(shop, message)
    assert [c for c in act.constraints if c.slot == "price"] == [Constraint("price", AT_MOST, Decimal(400))]
    assert {str(part.value) for part in act.parts} == {"Tents", "Sleeping Bags"}


@pytest.mark.parametrize("message", ["a tent over 100 and under 200", "a tent under 200, at least 100, waterproof"])
def test_two_limits_of_one_thing_are_one_search(shop: tuple[Catalog, RuleUnderstander], message: str) -> None:
    act, _ = read(shop, message)
    assert act.intent is Intent.FIND
    assert {(c.operator, c.value) for c in act.constraints if c.slot == "price"} == {
        (AT_LEAST, Decimal(100)),
        (AT_MOST, Decimal(200)),
    }


@pytest.mark.parametrize(
    "message",
    [
        "show me a vacuum cleaner under 200 and make it quick",
        "a tent under 200, one I can stand in",
        "a tent under 200, she's a big chihuahua",
        "a tent under 200 and a nice one",
        "a tent under 200 and waterproof",
        "a tent under 200; a big one; a green one if there is",
        "a tent with pay on delivery, under 200",
    ],
)
def test_what_goes_on_about_one_thing_is_no_second(shop: tuple[Catalog, RuleUnderstander], message: str) -> None:
    act, _ = read(shop, message)
    assert act.intent is Intent.FIND
    assert Constraint("price", AT_MOST, Decimal(200)) in act.constraints


def test_every_part_is_searched_within_its_own_limit(shop: tuple[Catalog, RuleUnderstander]) -> None:
    _, state = read(shop, "a tent under 200 and a sleeping bag under 80")
    [act] = RulePolicy(shop[0]).decide(state)
    assert isinstance(act, ProposeBundle)
    assert act.budget is None
    assert [[c.value for c in query.constraints] for query in act.parts] == [
        [Decimal(200), "Tents"],
        [Decimal(80), "Sleeping Bags"],
    ]


def test_a_chip_says_the_limit_of_its_part(shop: tuple[Catalog, RuleUnderstander]) -> None:
    act, _ = read(shop, "a tent under 200 and a sleeping bag under 80")
    say = TemplateResponder("USD")
    assert [say.chip(part) for part in act.parts] == ["tents under $200.00", "sleeping bags under $80.00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("these: First, a tent. Second, a mat. Lastly, a stove.", "these a tent, and a mat, and a stove."),
        ("1) a tent 2) a mat", "a tent, and a mat"),
        ("First, a tent.", "First, a tent."),
        ("a tent; a mat; and also a stove", "a tent, and a mat, and a stove"),
        ("a tent; a mat", "a tent. a mat"),
        ("a tent; a mat; is it warm?", "a tent. a mat. is it warm?"),
        ("the second one, please", "the second one, please"),
        ("I like it. Also, is it warm?", "I like it. is it warm?"),
    ],
)
def test_an_enumeration_is_a_list(text: str, expected: str) -> None:
    assert as_list(text) == expected
