"""Perks beside a thing: "with free shipping" in a search is no question about shipping."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander
from retrieval.vocabulary import Vocabulary
from tests.assistant.household import household


@pytest.fixture(scope="module")
def rules() -> RuleUnderstander:
    catalog = household()
    return RuleUnderstander(catalog, Vocabulary.learn(catalog))


@pytest.mark.parametrize(
    "message",
    [
        "kettles with free shipping",
        "a cordless kettle with free delivery and easy returns",
        "a kettle, free shipping",
        "do you have kettles with free shipping?",
        "kettles that come with free shipping",
        "a kettle with cash on delivery available",
        "looking for a kettle, with pay on delivery, priced between 20 and 40",
        "show me kettles with complimentary shipping and fast delivery",
    ],
)
def test_a_search_with_a_perk_is_a_search(rules: RuleUnderstander, message: str) -> None:
    [act] = rules.understand(message, DialogueState()).acts
    assert act.intent is Intent.FIND
    assert [str(c.value) for c in act.constraints if c.slot == "category"] == ["Kettles"]
    assert not {"free", "shipping", "delivery", "returns", "complimentary", "cash", "pay"} & set(act.text.split())


@pytest.mark.parametrize(
    "message",
    [
        "free shipping?",
        "do you have free shipping?",
        "do the kettles come with free shipping?",
        "is free delivery available?",
        "with free returns?",
        "how much is express shipping on kettles?",
        "can I pay cash on delivery?",
    ],
)
def test_a_question_about_one_is_a_question(rules: RuleUnderstander, message: str) -> None:
    [act] = rules.understand(message, DialogueState()).acts
    assert act.intent is Intent.ASK_POLICY


def test_the_price_beside_it_is_heard(rules: RuleUnderstander) -> None:
    [act] = rules.understand("a tent with free shipping under 200 and a kettle under 40", DialogueState()).acts
    assert act.intent is Intent.BUNDLE
    assert [[str(c.value) for c in part.conditions] for part in act.parts] == [["200"], ["40"]]
