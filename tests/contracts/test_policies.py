"""What every policy promises, whatever was heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.acts import AskVariant, AssistantAct, ChangeCart, Intent, ShopperAct
from assistant.policy import Policy, RulePolicy
from assistant.state import CartChanged, CartLine, DialogueState, Shown, TurnBegan
from retrieval.catalog import Catalog, Variant
from retrieval.query import Constraint, Operator
from tests.assistant import strategies
from tests.conftest import SIX

CATALOG = Catalog(SIX, currency="USD")
POLICIES: dict[str, Callable[[], Policy]] = {"rules": lambda: RulePolicy(CATALOG)}
VARIANTS = [variant.id for product in SIX for variant in product.variants]

products = st.lists(st.sampled_from([p.id for p in SIX]), max_size=3, unique=True).map(tuple)
choices = st.sampled_from(
    [Constraint(slot, Operator.IS, value) for slot, value in
     [("size", "M"), ("size", "XL"), ("size", "L"), ("color", "Blue"), ("color", "green"), ("color", "Pink"),
      ("capacity", "750 ml"), ("material", "Steel"), ("category", "Jackets")]]
)  # fmt: skip
said = st.lists(choices, max_size=3, unique_by=lambda c: c.slot).map(tuple)


@st.composite
def heard(draw: st.DrawFn) -> DialogueState:
    """A state in which anything was heard, all of it of products that the store has."""
    shown = draw(products)
    state = DialogueState().after(Shown(shown, tuple(CATALOG.product(i).variants[0].id for i in shown)))
    lines = draw(st.lists(st.sampled_from(VARIANTS), max_size=2, unique=True))
    state = state.after(CartChanged(tuple(CartLine(i, 2) for i in lines))).after(TurnBegan(""))
    for act in draw(st.lists(strategies.shopper_acts, max_size=4)):
        chosen = draw(said | strategies.several)
        variant = draw(st.just("") | st.sampled_from([*VARIANTS, "gone-1"]))
        state = state.after(replace(act, product_ids=draw(products), variant_id=variant, constraints=chosen))
    return state


def one(policy: Policy, state: DialogueState) -> AssistantAct:
    [act] = policy.decide(state)
    return act


@pytest.mark.parametrize("name", POLICIES)
@settings(max_examples=150, deadline=None)
@given(state=heard())
@example(state=DialogueState())
def test_whatever_was_heard_something_is_done_about_it(name: str, state: DialogueState) -> None:
    policy = POLICIES[name]()
    acts = policy.decide(state)
    assert acts
    assert all(isinstance(act, get_args(AssistantAct)) for act in acts)
    assert policy.decide(state) == acts == POLICIES[name]().decide(state)
    assert sum(isinstance(act, AskVariant) for act in acts) <= 1
    for act in acts:
        if isinstance(act, ChangeCart):
            _, variant = CATALOG.variant(act.variant_id)
            held = next((line.quantity for line in state.cart if line.variant_id == act.variant_id), 0)
            assert act.quantity >= 0
            assert variant.offer.available or act.quantity <= held
        if isinstance(act, AskVariant):
            to_buy = [v for v in CATALOG.product(act.product_id).variants if v.offer.available]
            assert act.values
            assert set(act.values) <= {v.options.get(act.slot) for v in to_buy}
            assert len(set(act.values)) == len(act.values)


@pytest.mark.parametrize("name", POLICIES)
@settings(max_examples=100, deadline=None)
@given(product_id=st.sampled_from([p.id for p in SIX]), words=said)
def test_a_variant_is_never_chosen_for_the_shopper(name: str, product_id: str, words: tuple[Constraint, ...]) -> None:
    product = CATALOG.product(product_id)
    own = {slot for v in product.variants for slot in v.options}
    fitting = [v for v in product.variants if v.offer.available and all(_has(v, c) for c in words if c.slot in own)]
    state = DialogueState().after(ShopperAct(Intent.ADD_TO_CART, words, product_ids=(product_id,)))
    act = one(POLICIES[name](), state)
    if len(fitting) == 1:
        assert isinstance(act, ChangeCart)
        assert (act.variant_id, act.quantity) == (fitting[0].id, 1)
        unstated = {c for c in words if c.slot not in own}
        assert set(act.unstated) <= unstated
        assert {c for c in unstated if c.slot == "size"} <= set(act.unstated)
    else:
        assert not isinstance(act, ChangeCart)
    if len(fitting) > 1:
        assert isinstance(act, AskVariant)


@pytest.mark.parametrize("name", POLICIES)
@given(product_id=st.sampled_from(["rain", "fleece", "tee", "bottle"]), pick=st.data())
def test_answering_every_question_puts_it_into_the_cart(name: str, product_id: str, pick: st.DataObject) -> None:
    """A question leads on: at most one for each option, and each offered value can be had."""
    policy = POLICIES[name]()
    chosen: tuple[Constraint, ...] = ()
    for _ in range(3):
        state = DialogueState().after(ShopperAct(Intent.ADD_TO_CART, chosen, product_ids=(product_id,)))
        act = one(policy, state)
        if isinstance(act, ChangeCart):
            break
        assert isinstance(act, AskVariant)
        assert not act.missed
        chosen = (*act.chosen, Constraint(act.slot, Operator.IS, pick.draw(st.sampled_from(act.values))))
    assert isinstance(act, ChangeCart)
    assert CATALOG.variant(act.variant_id)[1].offer.available


def _has(variant: Variant, constraint: Constraint) -> bool:
    return variant.options.get(constraint.slot, "").lower() == str(constraint.value).lower()
