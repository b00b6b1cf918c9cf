"""Merging: what a new word does to what was said, and what may stand side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.merging import contradicted, merged
from retrieval.query import Constraint, Operator


def color(value: str, operator: Operator = Operator.IS) -> Constraint:
    return Constraint("color", operator, value)


def price(operator: Operator, *amounts: int) -> Constraint:
    values = [Decimal(a) for a in amounts]
    return Constraint("price", operator, (values[0], values[1]) if len(values) > 1 else values[0])


def litres(operator: Operator, amount: int, unit: str) -> Constraint:
    return Constraint("capacity", operator, Decimal(amount), unit=unit)


def has(slot: str, *values: str) -> Constraint:
    return Constraint(slot, Operator.ONE_OF, values) if len(values) > 1 else Constraint(slot, Operator.IS, values[0])


def no(slot: str, *values: str) -> Constraint:
    return Constraint(slot, Operator.NOT, values if len(values) > 1 else values[0])


BLUE, RED, NOT_BLUE, NOT_RED = color("Blue"), color("Red"), color("Blue", Operator.NOT), color("Red", Operator.NOT)
UNDER_60, UNDER_40 = price(Operator.AT_MOST, 60), price(Operator.AT_MOST, 40)
OVER_20, OVER_80 = price(Operator.AT_LEAST, 20), price(Operator.AT_LEAST, 80)
BETWEEN_100_150, ABOUT_100 = price(Operator.BETWEEN, 100, 150), price(Operator.ABOUT, 100)
WIRELESS, NUMBER_PAD = has("feature", "Wireless"), has("feature", "Number pad")
NO_LEATHER = no("material", "Leather", "Faux leather", "Suede")
SUEDE = has("material", "Suede")
FROM_20, TO_40 = has("capacity", "20 l", "32 l", "50 l"), has("capacity", "15 l", "20 l", "32 l")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((), (BLUE,), (BLUE,)),
        ((BLUE,), (RED,), (RED,)),  # the later word wins
        ((BLUE,), (BLUE,), (BLUE,)),
        ((BLUE,), (NOT_BLUE,), (NOT_BLUE,)),  # a contradiction: the later word wins
        ((NOT_BLUE,), (BLUE,), (BLUE,)),
        ((NOT_BLUE,), (RED,), (NOT_BLUE, RED)),
        ((BLUE,), (NOT_RED,), (BLUE, NOT_RED)),
        ((NOT_BLUE,), (NOT_RED,), (NOT_BLUE, NOT_RED)),  # exclusions add up
        ((NOT_BLUE,), (NOT_BLUE,), (NOT_BLUE,)),
        ((UNDER_60,), (UNDER_40,), (UNDER_40,)),
        ((UNDER_40,), (UNDER_60,), (UNDER_60,)),
        ((UNDER_60,), (OVER_20,), (UNDER_60, OVER_20)),  # two bounds live side by side
        ((UNDER_60,), (OVER_80,), (OVER_80,)),  # unless nothing lies between them
        ((OVER_80,), (UNDER_60,), (UNDER_60,)),
        ((UNDER_60, OVER_20), (price(Operator.BETWEEN, 30, 50),), (price(Operator.BETWEEN, 30, 50),)),
        ((price(Operator.BETWEEN, 30, 50),), (UNDER_40,), (UNDER_40,)),
        ((price(Operator.ABOUT, 50),), (UNDER_40,), (UNDER_40,)),
        ((BETWEEN_100_150,), (UNDER_60,), (UNDER_60,)),
        ((UNDER_60, OVER_20), (ABOUT_100,), (ABOUT_100,)),
        ((BLUE, UNDER_60), (RED,), (UNDER_60, RED)),  # other slots stay
        ((BLUE,), (replace(BLUE, required=False),), (replace(BLUE, required=False),)),
        ((has("color", "Blue", "Red"),), (NOT_RED,), (has("color", "Blue", "Red"), NOT_RED)),
        ((has("color", "Blue", "Red"),), (BLUE,), (BLUE,)),
        ((WIRELESS,), (NUMBER_PAD,), (WIRELESS, NUMBER_PAD)),  # features add up
        ((has("feature", "Wireless", "Wired"),), (WIRELESS,), (WIRELESS,)),
        ((has("activity", "Yoga"),), (has("activity", "Running"),), (has("activity", "Running"),)),
        ((FROM_20,), (TO_40,), (FROM_20, TO_40)),  # two bounds on a measure, each as the values that keep it
        ((FROM_20,), (has("capacity", "32 l", "50 l"),), (has("capacity", "32 l", "50 l"),)),  # tighter
        ((FROM_20,), (has("capacity", "10 l", "15 l"),), (has("capacity", "10 l", "15 l"),)),  # against it
        ((NO_LEATHER,), (SUEDE,), (no("material", "Leather", "Faux leather"), SUEDE)),
        ((no("material", "Suede"),), (NO_LEATHER,), (NO_LEATHER,)),
        ((NO_LEATHER,), (no("material", "Wool"),), (NO_LEATHER, no("material", "Wool"))),
    ],
)  # fmt: skip
def test_a_later_word_replaces_what_it_contradicts(
    old: tuple[Constraint, ...], new: tuple[Constraint, ...], expected: tuple[Constraint, ...]
) -> None:
    assert merged(old, new) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((BLUE, RED), (RED,)),  # of what a thing has one of, the later
        ((WIRELESS, NUMBER_PAD), (WIRELESS, NUMBER_PAD)),
        ((has("activity", "Yoga"), has("activity", "Running")), (has("activity", "Yoga"), has("activity", "Running"))),
        ((OVER_80, UNDER_60), (OVER_80, UNDER_60)),  # a contradiction is for the shopper to settle
        ((has("material", "Wool"), no("material", "Wool")), (has("material", "Wool"), no("material", "Wool"))),
        ((NO_LEATHER, has("material", "Suede")), (no("material", "Leather", "Faux leather"), has("material", "Suede"))),
        ((NO_LEATHER, no("material", "Suede")), (NO_LEATHER,)),
        ((UNDER_60, UNDER_40), (UNDER_40,)),
        ((BETWEEN_100_150, UNDER_60), (BETWEEN_100_150, UNDER_60)),
        ((ABOUT_100, UNDER_60), (UNDER_60,)),  # "usually about 100, but under 60": about is no limit
        ((BETWEEN_100_150, OVER_20), (OVER_20,)),  # some number keeps both: the last counts
        ((OVER_80, ABOUT_100), (ABOUT_100,)),
    ],
)
def test_in_one_breath_nothing_is_lost_because_it_contradicts(
    said: tuple[Constraint, ...], expected: tuple[Constraint, ...]
) -> None:
    assert merged((), said) == expected


def test_dropped_slots_go_before_the_new_come() -> None:
    assert merged((BLUE, NOT_RED, UNDER_60), (), ("color",)) == (UNDER_60,)
    assert merged((BLUE, UNDER_60), (RED,), ("color", "price")) == (RED,)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (UNDER_60, OVER_80, True),
        (UNDER_60, OVER_20, False),
        (UNDER_60, UNDER_40, False),
        (UNDER_60, BETWEEN_100_150, True),
        (OVER_80, BETWEEN_100_150, False),
        (UNDER_60, ABOUT_100, True),
        (ABOUT_100, BETWEEN_100_150, False),
        (ABOUT_100, price(Operator.BETWEEN, 10, 79), True),
        (ABOUT_100, price(Operator.AT_MOST, 80), False),  # 20 % below is still about 100
        (ABOUT_100, replace(UNDER_60, slot="rating"), False),
        (litres(Operator.AT_LEAST, 2, "l"), litres(Operator.AT_MOST, 1500, "ml"), True),
        (litres(Operator.AT_LEAST, 500, "ml"), litres(Operator.AT_MOST, 2, "l"), False),
        (litres(Operator.AT_LEAST, 20, ""), litres(Operator.AT_MOST, 10, "l"), True),
        (litres(Operator.AT_LEAST, 20, "kg"), litres(Operator.AT_MOST, 10, "l"), False),  # not of one measure
        (BLUE, RED, False),
        (BLUE, NOT_BLUE, True),
        (has("color", "Blue", "Red"), NOT_BLUE, False),
        (has("material", "Suede"), NO_LEATHER, True),
        (FROM_20, has("capacity", "10 l", "15 l"), True),
        (FROM_20, TO_40, False),
        (WIRELESS, NUMBER_PAD, False),
        (UNDER_60, BLUE, False),
    ],
)
def test_what_contradicts_what(one: Constraint, other: Constraint, expected: bool) -> None:
    assert contradicted(one, other) is contradicted(other, one) is expected


BOUNDS = (UNDER_60, OVER_20, OVER_80, BETWEEN_100_150, ABOUT_100)
SOME = st.sampled_from([BLUE, RED, NOT_BLUE, NOT_RED, *BOUNDS, WIRELESS, NUMBER_PAD, FROM_20, TO_40])


@given(st.lists(st.lists(SOME, max_size=1), max_size=8))
def test_from_message_to_message_no_two_conditions_ever_contradict(messages: list[list[Constraint]]) -> None:
    need: tuple[Constraint, ...] = ()
    for message in messages:
        need = merged(need, tuple(message))
        assert set(message) <= set(need)  # what was said last holds
    assert not any(contradicted(a, b) for n, a in enumerate(need) for b in need[n + 1 :])


@given(st.lists(SOME, max_size=6))
def test_saying_it_again_changes_nothing(said: list[Constraint]) -> None:
    need = merged((), tuple(said))
    assert len(need) == len(set(need))
    for constraint in need:
        if not any(contradicted(constraint, other) for other in need):
            assert set(merged(need, (constraint,))) == set(need)
