"""The context in a conversation: chips, taste, bundles, delivery, a person offered, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from assistant import Shop
from assistant.acts import AnswerPolicy, HandOff, Intent, QuoteDelivery, Recommend, Say, ShopperAct
from assistant.context import ContextChange, Feeling, NeededBy
from assistant.context_policy import beside
from assistant.owned import is_owned, owned_products
from assistant.reading.second_reading import combined
from assistant.recommending import Recommending
from assistant.session import Session
from assistant.state import DialogueState, TurnBegan
from assistant.turn import Turn
from assistant.understanding import RuleUnderstander, Understanding
from recommender.events import Event
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Constraint, Operator, Query
from tests.assistant.conftest import opened
from tests.conftest import NOW, SIX

ADA = Shopper("ada", (Event("e1", "purchase", "ada", NOW, "rain", "rain-M-Blue", 1),))
FOR_DAD = Event("e2", "view_item", "ada", NOW, "fleece", recipient="dad")
DAD = ShopperAct(Intent.FIND, text="jacket", context=ContextChange("dad"))
UPSET = ContextChange(feeling=Feeling.FRUSTRATED)


@pytest.fixture
def session(shop: Shop) -> Session:
    return shop.session("ada")


def labels(session: Session) -> list[str]:
    return [chip.label for chip in session.chips()]


def after(*acts: ShopperAct) -> DialogueState:
    state = DialogueState().after(TurnBegan(""))
    for act in acts:
        state = state.after(act)
    return state


# --- chips --------------------------------------------------------------------------------------------------


def test_chips_show_the_context_and_each_can_be_removed(session: Session) -> None:
    session.say("a jacket for my dad's birthday, i already have a raincoat")
    session.say("i need it by christmas")
    shown = ["for dad", "birthday", "needed by Friday 25 December", "has: raincoat"]
    assert [label for label in labels(session) if label in shown] == shown
    for slot, label in (("needed_by", shown[2]), ("recipient", shown[0]), ("owns", shown[3]), ("occasion", shown[1])):
        assert label in labels(session)
        session.act(ShopperAct(Intent.REFINE, dropped=(slot,)))  # what a click on the page does
        assert label not in labels(session)
    assert "jackets" in labels(session)
    assert session.state.context.conditions == ()


def test_no_search_goes_by_the_context(session: Session) -> None:
    with_it = session.say("a jacket for my colleague's birthday by friday")
    plain = session.say("a jacket")
    assert {c.product_id for c in with_it.cards} == {c.product_id for c in plain.cards} != set()
    assert {c.slot for c in with_it.state.constraints} == {"category"}
    assert with_it.state.text == plain.state.text


def test_and_one_for_somebody_else_is_the_same_kind_for_them_alone(session: Session) -> None:
    session.say("a jacket for my dad under 70, i need it by friday")
    reply = session.say("and one for my wife")
    assert [act.intent for act in reply.acts] == [Intent.FIND]
    assert (reply.state.context.recipient, reply.state.context.needed_by) == ("wife", None)
    assert "category" in {c.slot for c in reply.state.constraints}
    assert "price" not in {c.slot for c in reply.state.constraints}


# --- taste --------------------------------------------------------------------------------------------------


class Ranks:
    def __init__(self) -> None:
        self.shoppers: list[Shopper] = []

    def search(self, query: Query) -> list[Candidate]:
        return [Candidate("rain", "rain-M-Blue")] if query else []

    def rank(self, candidates: list[Candidate], shopper: Shopper, query: Query) -> list[Candidate]:
        self.shoppers.append(shopper)
        return candidates if query else []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (ContextChange(), ADA),
        (ContextChange("me"), ADA),
        (ContextChange("dad"), replace(ADA, events=(FOR_DAD,), recipient="dad")),
        (ContextChange("my father"), replace(ADA, events=(FOR_DAD,), recipient="dad")),
        (ContextChange(gift=True), replace(ADA, events=(), recipient="gift")),
    ],
)
def test_a_list_for_somebody_else_is_ranked_by_what_was_done_for_them(change: ContextChange, expected: Shopper) -> None:
    ranks = Ranks()
    nobody = cast("Any", None)
    recommending = Recommending(Catalog(SIX, currency="USD"), nobody, cast("Any", ranks), ranks, nobody, nobody)
    ada = replace(ADA, events=(*ADA.events, FOR_DAD))
    turn = Turn(after(ShopperAct(Intent.FIND, text="jacket", context=change)), ada, NOW)
    assert recommending.ranked(Query("jacket"), turn)
    assert ranks.shoppers == [expected]


# --- bundles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "owns", "expected"),
    [
        ("Office Chairs", ("chair",), True),
        ("chairs", ("office chair",), True),
        ("sleeping bag", ("sleeping bags",), True),
        ("sleeping bag", ("bag",), True),
        ("Chair Mats", ("chair",), False),
        ("desk", ("chair", "lamp"), False),
        ("chair", (), False),
    ],
)
def test_a_part_is_owned_when_it_names_the_owned_kind(part: str, owns: tuple[str, ...], expected: bool) -> None:
    assert is_owned(part, owns) is expected


def test_owned_products_are_those_of_the_kind(catalog: Catalog) -> None:
    assert owned_products(catalog, ("mug",)) == {"mug"}
    assert owned_products(catalog, ("jacket",)) >= {"rain", "fleece"}
    assert owned_products(catalog, ()) == owned_products(catalog, ("sofa",)) == frozenset()


def test_what_they_have_is_no_part_of_a_bundle(session: Session) -> None:
    parts = tuple(Constraint("thing", Operator.IS, thing) for thing in ("rain jacket", "backpack", "bottle"))
    whole = session.act(ShopperAct(Intent.BUNDLE, parts=parts))
    assert {"pack", "bottle"} <= {card.product_id for card in whole.bundles[0].cards}
    left = session.act(ShopperAct(Intent.BUNDLE, parts=parts, context=ContextChange(owns=("bottle",))))
    assert left.bundles
    assert all(card.product_id != "bottle" for bundle in left.bundles for card in bundle.cards)
    around = session.act(ShopperAct(Intent.BUNDLE, product_ids=("pack",)))  # still has the bottle
    assert all(card.product_id != "bottle" for bundle in around.bundles for card in bundle.cards)
    session.act(ShopperAct(Intent.REFINE, dropped=("owns",)))
    free = session.act(ShopperAct(Intent.BUNDLE, product_ids=("pack",)))
    assert any(card.product_id == "bottle" for bundle in free.bundles for card in bundle.cards)


# --- what is said -------------------------------------------------------------------------------------------


def test_a_day_needed_brings_the_papers_words_and_no_promise(session: Session) -> None:
    text = session.say("a jacket, i need it by friday").text
    assert "“Delivery takes 2 to 4 working days." in text
    assert "not for me to promise" in text
    assert "Delivery takes" not in session.say("in blue").text


def test_a_question_about_delivery_is_answered_once() -> None:
    act = ShopperAct(Intent.FIND, text="jacket", context=ContextChange(needed_by=NeededBy("friday")))
    decided = [Recommend(Query("jacket")), AnswerPolicy("do you deliver by friday?")]
    assert beside(decided, after(act)) == decided
    assert beside(decided[:1], after(act)) == [*decided[:1], QuoteDelivery("friday")]


def test_context_before_any_need_asks_what_is_looked_for(session: Session) -> None:
    reply = session.say("i need it by friday")
    assert reply.cards == ()
    assert "Tell me what you are looking for." in reply.text
    assert labels(session) == [session.state.context.label(c) for c in session.state.context.conditions] != []


def test_a_click_that_takes_nothing_from_the_context_is_answered_as_ever(session: Session) -> None:
    session.say("a blue jacket")
    assert session.act(ShopperAct(Intent.REFINE, dropped=("color",))).cards


@pytest.mark.parametrize("message", ["this is driving me mad", "you stupid bot"])
def test_who_is_upset_is_offered_a_person_once(session: Session, message: str) -> None:
    session.say("a jacket")
    first, second = session.say(message), session.say(message)
    assert "help@six.example" in first.text
    assert "help@six.example" not in second.text
    assert session.state.context.feeling in (Feeling.FRUSTRATED, Feeling.ABUSIVE)


def test_a_person_asked_for_is_not_offered_beside() -> None:
    act = ShopperAct(Intent.WANT_PERSON, text="a human", context=UPSET)
    assert beside([HandOff("a human")], after(act)) == [HandOff("a human")]
    found = ShopperAct(Intent.FIND, text="jacket", context=UPSET)
    decided = [Recommend(Query("jacket"))]
    quietly = Recommend(Query("jacket"), asks=False)  # who is upset is not asked what they would like
    assert beside(decided, after(found)) == [quietly, HandOff("frustrated", offered=True)]
    assert beside([Say("greet")], after(DAD)) == [Say("greet")]


# --- reading ------------------------------------------------------------------------------------------------


def test_context_alone_is_neither_a_search_word_nor_a_question(understander: RuleUnderstander) -> None:
    state = after(DAD)
    for message in ("i need it by friday", "no rush", "it's for me actually"):
        (act,) = understander.understand(message, state).acts
        assert act == ShopperAct(Intent.REFINE, context=act.context)
        assert act.context
    (glad,) = understander.understand("love it!", state).acts
    assert glad == ShopperAct(Intent.THANK, context=ContextChange(feeling=Feeling.DELIGHTED))


def test_a_model_that_reads_the_search_does_not_lose_the_context(understander: RuleUnderstander) -> None:
    rules = understander.understand("a jacket for my dad by friday", DialogueState())
    model = Understanding((ShopperAct(Intent.GREET), ShopperAct(Intent.FIND, text="jacket")), "model")
    assert combined(rules, model).acts[1].context == ContextChange("dad", needed_by=NeededBy("friday"))


# --- kept ---------------------------------------------------------------------------------------------------


def test_the_context_is_there_when_the_shop_opens_again(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.say("a jacket for my dad, i already have a raincoat")
        session.say("i need it by friday")
        before, session_id = session.state.context, session.id
    with opened(store) as shop:
        again = shop.session("ada", session_id)
        assert again.state.context == before
        assert (before.recipient, before.owns) == ("dad", ("raincoat",))
        assert before.needed_by is not None
        assert before.needed_by.on is not None
