"""Contradictions are named, several that fit are asked about, and no turn asks two things."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import AskVariant, AskWhich, Intent, NameConflict, Recommend, Say, ShopperAct, TellOverruled
from assistant.contradictions import conflict
from assistant.hearing.no_preference import is_no_preference
from assistant.policy import RulePolicy
from assistant.responding import TemplateResponder
from assistant.shop import Shop
from assistant.state import DialogueState, TurnBegan
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator

OVER_100 = Constraint("price", Operator.AT_LEAST, Decimal(100))
UNDER_50 = Constraint("price", Operator.AT_MOST, Decimal(50))
BETWEEN_100_150 = Constraint("price", Operator.BETWEEN, (Decimal(100), Decimal(150)))
ABOUT_100 = Constraint("price", Operator.ABOUT, Decimal(100))
BLUE = Constraint("color", Operator.IS, "Blue")
WOOL, NO_WOOL = Constraint("material", Operator.IS, "Wool"), Constraint("material", Operator.NOT, "Wool")


def decided(catalog: Catalog, *acts: ShopperAct, before: DialogueState | None = None) -> list[object]:
    state = (before or DialogueState()).after(TurnBegan(""))
    for act in acts:
        state = state.after(act)
    return list(RulePolicy(catalog).decide(state))


def test_only_what_is_required_conflicts() -> None:
    assert conflict((BLUE, OVER_100, UNDER_50)) == (OVER_100, UNDER_50)
    assert conflict((BLUE, OVER_100, UNDER_50.wished())) is None
    assert conflict((WOOL, NO_WOOL)) == (WOOL, NO_WOOL)


def test_a_need_that_excludes_itself_is_named_instead_of_searched(catalog: Catalog) -> None:
    assert decided(catalog, ShopperAct(Intent.FIND, (OVER_100, UNDER_50))) == [NameConflict(OVER_100, UNDER_50)]
    told = decided(
        catalog, ShopperAct(Intent.FIND, (OVER_100, UNDER_50)), ShopperAct(Intent.REFINE, removed=(UNDER_50,))
    )
    assert [type(act) for act in told] == [Recommend]


def test_a_word_against_an_earlier_one_is_told_and_holds(catalog: Catalog) -> None:
    before = DialogueState().after(ShopperAct(Intent.FIND, (UNDER_50, BLUE)))
    told, shown = decided(catalog, ShopperAct(Intent.REFINE, (OVER_100,)), before=before)
    assert told == TellOverruled(((UNDER_50, OVER_100),))
    assert isinstance(shown, Recommend)
    assert shown.query.constraints == (BLUE, OVER_100)
    plain = decided(catalog, ShopperAct(Intent.REFINE, (UNDER_50,)), before=before)
    assert [type(act) for act in plain] == [Recommend]


@pytest.mark.parametrize("said", [BETWEEN_100_150, ABOUT_100])
def test_every_sort_of_bound_can_contradict(catalog: Catalog, said: Constraint) -> None:
    for one, other in ((said, UNDER_50), (UNDER_50, said)):
        if said is not ABOUT_100:  # no limit: in one breath it gives way
            assert decided(catalog, ShopperAct(Intent.FIND, (one, other))) == [NameConflict(one, other)]
        before = DialogueState().after(ShopperAct(Intent.FIND, (one,)))
        told, shown = decided(catalog, ShopperAct(Intent.REFINE, (other,)), before=before)
        assert told == TellOverruled(((one, other),))
        assert isinstance(shown, Recommend)
        assert shown.query.constraints == (other,)


def test_a_range_against_a_limit_in_one_message_is_heard_as_a_contradiction(shop: Shop) -> None:
    reply = shop.session("ada").say("a jacket between 100 and 150 but at most 80")
    assert "exclude each other" in reply.text
    assert not reply.cards


def test_what_fits_several_shown_things_is_asked_and_what_fits_none_is_said(catalog: Catalog) -> None:
    several = ShopperAct(Intent.ADD_TO_CART, product_ids=("rain", "tee"), unresolved="the blue one")
    assert decided(catalog, several) == [AskWhich(("rain", "tee"), several)]
    none = ShopperAct(Intent.ADD_TO_CART, unresolved="the ninth")
    assert decided(catalog, none) == [Say("unresolved", "the ninth")]


def test_a_turn_asks_one_thing(catalog: Catalog) -> None:
    several = ShopperAct(Intent.ADD_TO_CART, product_ids=("rain", "tee"), unresolved="the blue one")
    acts = decided(catalog, several, ShopperAct(Intent.FIND, text="bottle"))
    assert [type(act) for act in acts] == [AskWhich, Recommend]
    assert isinstance(acts[1], Recommend)
    assert not acts[1].asks
    twice = decided(catalog, several, ShopperAct(Intent.ADD_TO_CART, product_ids=("tee",)))
    assert len([act for act in twice if isinstance(act, AskWhich | AskVariant)]) == 1


@pytest.mark.parametrize("other", [Intent.OUT_OF_SCOPE, Intent.ADD_TO_CART, Intent.NOT_UNDERSTOOD])
def test_beside_a_search_nothing_standing_asks_what_is_looked_for(catalog: Catalog, other: Intent) -> None:
    acts = decided(catalog, ShopperAct(other), ShopperAct(Intent.FIND, text="bottle"))
    [said] = [act for act in acts if isinstance(act, Say)]
    text = TemplateResponder("USD").fixed(said.what)
    assert "?" not in text
    assert other is Intent.NOT_UNDERSTOOD or "looking for" not in text
    assert any(isinstance(act, Recommend) and act.asks for act in acts)


@pytest.mark.parametrize(
    "said",
    [
        "no preference",
        "any",
        "I don't mind",
        "not sure",
        "no idea really",
        "surprise me",
        "up to you",
        "Whatever.",
        "随便",
    ],
)
def test_no_preference_is_heard(said: str) -> None:
    assert is_no_preference(said)


@pytest.mark.parametrize(
    "said", ["blue", "any jacket under 50", "not sure about the size of the tent", "all good thanks", "no leather"]
)
def test_a_choice_is_no_indifference(said: str) -> None:
    assert not is_no_preference(said)
