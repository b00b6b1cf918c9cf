"""Meant kinds and named codes: what a search looks for that describes a thing, or gives its number."""

from __future__ import annotations

from typing import cast

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.naming.meant_kinds import MeantKinds
from assistant.naming.named_codes import NamedCodes
from assistant.policy import query_of
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Understanding
from retrieval.catalog import Catalog
from retrieval.meaning import KindsByMeaning
from retrieval.query import THING, Constraint, Operator
from retrieval.vocabulary import Vocabulary

NOTHING = DialogueState()


class Knowing:
    """Means the same by everything, and remembers what it was asked."""

    def __init__(self, *kinds: str, slot: str = "category") -> None:
        self.slot = slot
        self._kinds = kinds
        self.asked: list[str] = []

    def meant(self, description: str) -> tuple[str, ...]:
        self.asked.append(description)
        return self._kinds


def found(catalog: Catalog, message: str, knowing: Knowing, state: DialogueState = NOTHING) -> tuple[ShopperAct, ...]:
    vocabulary = Vocabulary.learn(catalog)
    heard = RuleUnderstander(catalog, vocabulary).understand(message, state)
    return MeantKinds(cast("KindsByMeaning", knowing), vocabulary).found(heard, message, state).acts


@pytest.mark.parametrize(
    ("message", "described"),
    [
        ("i need something to sit on", "something to sit on"),
        ("the thing for the jacket that you zip with", "the thing for the jacket that you zip with"),
        ("stuff for the gym", "stuff for the gym"),
        ("anything to sleep in under 60?", "anything to sleep in"),
        ("show me zorbs", "zorbs"),
    ],
)
def test_what_is_described_is_asked_for_without_its_price(catalog: Catalog, message: str, described: str) -> None:
    knowing = Knowing("Bags")
    [act] = found(catalog, message, knowing)
    assert knowing.asked == [described]
    assert act.intent is Intent.FIND
    assert Constraint("category", Operator.IS, "Bags") in act.constraints


@pytest.mark.parametrize(
    "message",
    [
        "blue jackets",
        "a jacket that keeps the rain off",
        "something to wear when it rains, ideally a jacket",
        "something for my wife",
        "thanks, bye",
        "what is your return policy?",
    ],
)
def test_what_has_a_name_is_not_guessed_at(catalog: Catalog, message: str) -> None:
    knowing = Knowing("Bags")
    acts = found(catalog, message, knowing)
    assert knowing.asked == []
    assert not any(c.value == "Bags" for act in acts for c in act.constraints)


def test_several_kinds_are_one_condition_and_the_price_stays(catalog: Catalog) -> None:
    [act] = found(catalog, "something to sleep in under 60", Knowing("Tents", "Sleeping Bags"))
    assert Constraint("category", Operator.ONE_OF, ("Tents", "Sleeping Bags")) in act.constraints
    assert [c.slot for c in act.constraints] == ["price", "category"]


def test_below_the_threshold_the_reading_stands(catalog: Catalog) -> None:
    message = "i need something to sit on"
    heard = RuleUnderstander(catalog, Vocabulary.learn(catalog)).understand(message, NOTHING)
    assert found(catalog, message, Knowing()) == heard.acts


def test_what_is_named_in_a_description_only_wishes(catalog: Catalog) -> None:
    [act] = found(catalog, "something waterproof to wear when it rains", Knowing("Jackets"))
    assert [c.slot for c in act.constraints if c.required] == ["category"]


def test_a_thing_without_category_is_searched_for_by_its_name(catalog: Catalog) -> None:
    [act] = found(catalog, "something to drink from", Knowing("mug", "cup", slot=THING))
    state = NOTHING.after(act)
    assert query_of(state).text == "mug cup"
    assert query_of(state).constraints == ()
    [thing] = state.constraints
    left = query_of(state.after(ShopperAct(Intent.REFINE, removed=(thing,))))
    assert (left.text, left.constraints) == (act.text, ())


JACKETS = DialogueState(constraints=(Constraint("category", Operator.IS, "Jackets"),))


def test_a_thing_with_a_purpose_of_its_own_is_another_search(catalog: Catalog) -> None:
    [act] = found(catalog, "and something to sit on", Knowing("Bags"), JACKETS)
    assert act.intent is Intent.FIND
    assert Constraint("category", Operator.IS, "Bags") in act.constraints


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("something to sit on", "Jackets"),
        ("something that is warm", "Bags"),
        ("something to wear with it, in blue", "Bags"),
    ],
)
def test_what_is_meant_already_or_is_said_of_what_is_shown_is_no_other_search(
    catalog: Catalog, message: str, kind: str
) -> None:
    heard = RuleUnderstander(catalog, Vocabulary.learn(catalog)).understand(message, JACKETS)
    assert found(catalog, message, Knowing(kind), JACKETS) == heard.acts


def test_a_search_that_has_its_kind_goes_on_with_it(catalog: Catalog) -> None:
    state = NOTHING.after(ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Jackets"),)))
    knowing = Knowing("Bags")
    heard = Understanding((ShopperAct(Intent.REFINE, text="warm"),))
    words = "something that keeps me warm"
    assert MeantKinds(cast("KindsByMeaning", knowing), Vocabulary.learn(catalog)).found(heard, words, state) == heard
    assert knowing.asked == []


def coded(catalog: Catalog, message: str, *intents: Intent) -> tuple[ShopperAct, ...]:
    acts = tuple(ShopperAct(intent, text=message) for intent in intents or (Intent.NOT_UNDERSTOOD,))
    return NamedCodes(catalog).found(Understanding(acts), message, NOTHING).acts


def test_a_variant_s_code_looks_for_that_variant(catalog: Catalog) -> None:
    [act] = coded(catalog, "do you have bottle-750?", Intent.FIND)
    assert act.constraints == (
        Constraint(THING, Operator.IS, "Steel Water Bottle", required=False),
        Constraint("capacity", Operator.IS, "750 ml"),
    )


def test_a_code_is_found_whatever_its_case_and_where_it_was_no_search_at_all(catalog: Catalog) -> None:
    [act] = coded(catalog, "BOTTLE-500", Intent.OUT_OF_SCOPE)
    assert act.constraints[0].value == "Steel Water Bottle"


@pytest.mark.parametrize("message", ["500 ml", "a mug", "bottle-751", "2026"])
def test_what_is_no_code_stays_as_it_was_read(catalog: Catalog, message: str) -> None:
    [act] = coded(catalog, message, Intent.FIND)
    assert act == ShopperAct(Intent.FIND, text=message)


def test_a_question_that_names_a_code_stays_a_question(catalog: Catalog) -> None:
    [act] = coded(catalog, "is bottle-750 in stock", Intent.ASK_PRODUCT)
    assert act.intent is Intent.ASK_PRODUCT
