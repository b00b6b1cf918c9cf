"""What every understander promises, whatever is said to it: nothing of what it gives is made up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.quantities.amounts import number
from assistant.reading.model_understanding import ModelUnderstander
from assistant.state import Asked, CartChanged, CartLine, DialogueState, Focused, Happening, Shown
from assistant.testing import ScriptedModel
from assistant.understanding import RuleUnderstander, Understander
from retrieval.catalog import Catalog
from retrieval.query import THING, Constraint, Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary
from tests.assistant import strategies
from tests.conftest import SIX

CATALOG = Catalog(SIX, currency="USD")
VOCABULARY = Vocabulary.learn(CATALOG)
RULES = RuleUnderstander(CATALOG, VOCABULARY)
# By name: from what a language model would babble to the understander.
UNDERSTANDERS: dict[str, Callable[[str], Understander]] = {
    "rules": lambda babble: RULES,
    "model": lambda babble: ModelUnderstander(ScriptedModel(answers=[babble]), CATALOG, VOCABULARY),
}


def after(*happenings: Happening) -> DialogueState:
    state = DialogueState()
    for happening in happenings:
        state = state.after(happening)
    return state


WOMEN = Constraint("gender", Operator.IS, "Women")
JACKETS = ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Jackets"), WOMEN), text="jacket")
THREE = Shown(("rain", "fleece", "tee"), ("rain-M-Blue", "fleece-M-Gray", "tee-S-White"))
WHICH = AskVariant("bottle", "capacity", ("500 ml", "750 ml"), 2, then=("pack",))
STATES = {
    "start": after(),
    "shown": after(JACKETS, THREE),
    "focused": after(JACKETS, THREE, Focused(("tee", "rain"))),
    "carried": after(JACKETS, THREE, CartChanged((CartLine("bottle-750", 2), CartLine("pack", 1)))),
    "asked": after(JACKETS, THREE, Asked("gender", ("Men", "Women"))),
    "asked which": after(THREE, Asked("capacity", WHICH.values, WHICH)),
}
NOTES = st.lists(
    st.sampled_from(
        ["find text=rain jacket color=blue price<=60", "refine price>=20 color!=red size=M sort=cheapest", "unclear",
         "add ref=2 qty=3", "add ref=9", "compare ref=1,3", "ask ref=the mug text=is it warm", "remove ref=bottle",
         "bundle text=tee and bag", "why ref=1", "reject ref=2 material=leather", "more", "undo", "hello", "nonsense"]
    ),
    max_size=4,
).map("; ".join)  # fmt: skip


@pytest.mark.parametrize("name", UNDERSTANDERS)
@settings(max_examples=120, deadline=None)
@given(strategies.messages, st.sampled_from(list(STATES.values())), NOTES)
@example("2 of the third, under fifty-five", STATES["shown"], "add ref=3 qty=2")
@example("make it three", STATES["carried"], "add ref=1 qty=3")
@example("the medium in pink", STATES["asked which"], "refine color=pink size=medium")
@example("", STATES["start"], "")
def test_nothing_is_made_up(name: str, message: str, state: DialogueState, notes: str) -> None:
    understood = UNDERSTANDERS[name](notes).understand(message, state)
    assert understood.acts
    assert understood == UNDERSTANDERS[name](notes).understand(message, state)
    message = f"{message} {unicodedata.normalize('NFKC', message)}"  # "²" may be read as 2
    for act in understood.acts:
        _ids_are_known_or_named(act, message, state)
        _values_are_said_or_the_store_s(act, message, state)
        assert 0 <= act.quantity <= 99
        assert set(act.dropped) <= {*VOCABULARY.slots, "price", "rating", "style"}


def _ids_are_known_or_named(act: ShopperAct, message: str, state: DialogueState) -> None:
    known = {*state.shown.product_ids, *state.focus}
    known |= {CATALOG.variant(line.variant_id)[0].id for line in state.cart}
    if state.asked and state.asked.variant_of:
        known |= {state.asked.variant_of.product_id, *state.asked.variant_of.then}
    said = {t.stem for t in tokens(message)}
    for product_id in act.product_ids:
        named = said & {t.stem for t in tokens(CATALOG.product(product_id).title)}
        assert product_id in known or named
    assert act.variant_id in ("", *(line.variant_id for line in state.cart))


def _values_are_said_or_the_store_s(act: ShopperAct, message: str, state: DialogueState) -> None:
    kept = {*state.constraints, *(state.asked.variant_of.chosen if state.asked and state.asked.variant_of else ())}
    said = {t.word for t in tokens(message)}
    for constraint in (*act.constraints, *act.removed, *act.parts):
        values = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
        for value in values:
            if constraint in kept:
                continue
            if isinstance(value, Decimal):
                assert value in _numbers(message) | _near_prices()
            elif constraint.slot == THING:
                assert set(value.split()) <= said
            else:
                stores_own = value in VOCABULARY.values(constraint.slot)
                assert stores_own or value.lower() in message.lower() or value.lower() in said


def _numbers(message: str) -> set[Decimal]:
    """What the digits and number words of the message may mean."""
    found = {Decimal(4)} if re.search("rated|reviewed|reviews|ratings?", message, re.IGNORECASE) else set()
    written = re.findall(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d{1,2})?|\d", message)
    words = re.findall(r"[a-z]+(?:[- ][a-z]+)?", message, re.IGNORECASE)
    for one in (*written, *words, *(w for word in words for w in re.split("[- ]", word))):
        found |= {number(one), number(one) * 1000}
    return found


def _near_prices() -> set[Decimal]:
    """A cent below or above what something costs: "cheaper", "dearer"."""
    cent = Decimal("0.01")
    return {v.offer.price.amount + sign * cent for p in SIX for v in p.variants for sign in (-1, 1)}


@pytest.mark.parametrize("name", UNDERSTANDERS)
@pytest.mark.parametrize("message", ["zxqv blorp", "", "???"])
def test_what_nobody_can_read_is_not_understood(name: str, message: str) -> None:
    understood = UNDERSTANDERS[name]("unclear").understand(message, DialogueState())
    assert [act.intent for act in understood.acts] == [Intent.NOT_UNDERSTOOD]
    assert not understood.sure


@pytest.mark.parametrize("name", UNDERSTANDERS)
def test_who_read_it_is_said(name: str) -> None:
    understood = UNDERSTANDERS[name]("find text=jacket color=blue").understand("a blue jacket", DialogueState())
    assert understood.by == name
    assert [act.intent for act in understood.acts] == [Intent.FIND]
    assert Constraint("color", Operator.IS, "Blue") in understood.acts[0].constraints
