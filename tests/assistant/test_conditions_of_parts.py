"""Bundles whose parts have conditions of their own: each binds the part it stands beside."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import Intent, ProposeBundle
from assistant.policy import RulePolicy
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.assistant.conftest import heard
from tests.assistant.household import household

IS = Operator.IS
TENTS, BAGS = Constraint("category", IS, "Tents"), Constraint("category", IS, "Sleeping Bags")
FOUR, DRY = Constraint("sleeps", IS, "4 people"), Constraint("feature", IS, "Waterproof")


def proposed(catalog: Catalog, *messages: str) -> dict[object, set[Constraint]]:
    """What is looked for: each part with its conditions."""
    understander = RuleUnderstander(catalog, Vocabulary.learn(catalog))
    state = heard(understander, *messages)
    assert state.heard[0].intent in (Intent.BUNDLE, Intent.REFINE)
    [act] = RulePolicy(catalog).decide(state)
    assert isinstance(act, ProposeBundle)
    assert act.budget == Decimal(500)
    return {q.constraints[-1].value: set(q.constraints[:-1]) for q in act.parts}


@pytest.mark.parametrize(
    ("message", "tents", "bags"),
    [
        ("a tent for 4 people and sleeping bags, under 500", {FOUR}, set()),
        ("a sleeping bag and a tent for 4 people under 500", {FOUR}, set()),
        ("a waterproof tent and a sleeping bag under 500", {DRY}, set()),
        ("a tent and a washable sleeping bag under 500", set(), {Constraint("feature", IS, "Washable")}),
    ],
)
def test_a_condition_binds_the_part_it_stands_beside(
    message: str, tents: set[Constraint], bags: set[Constraint]
) -> None:
    assert proposed(household(), message) == {"Tents": tents, "Sleeping Bags": bags}


def test_a_condition_added_later_binds_the_parts_whose_kind_can_have_it() -> None:
    found = proposed(household(), "a tent and a sleeping bag under 500", "for 4 people")
    assert found == {"Tents": {FOUR}, "Sleeping Bags": set()}


def test_the_need_keeps_every_condition() -> None:
    catalog = household()
    understood = RuleUnderstander(catalog, Vocabulary.learn(catalog)).understand(
        "a tent for 4 people and sleeping bags, under 500", DialogueState()
    )
    [act] = understood.acts
    assert FOUR in act.constraints
    assert act.parts == (TENTS, BAGS)
