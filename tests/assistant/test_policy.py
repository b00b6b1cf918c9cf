"""Policy by rules: what is done about what was heard."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.acts import (
    AnswerPolicy,
    AnswerProduct,
    AskVariant,
    AssistantAct,
    ChangeCart,
    Compare,
    ExplainShown,
    HandOff,
    Intent,
    ProposeBundle,
    Recommend,
    Say,
    ShopperAct,
    ShowCart,
    UndoCart,
)
from assistant.policy import RulePolicy, budget_of, query_of
from assistant.state import CartChanged, CartLine, DialogueState, Happening, Shown
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order, Query

IS = Operator.IS
BLUE, GREEN, M = Constraint("color", IS, "Blue"), Constraint("color", IS, "Green"), Constraint("size", IS, "M")
JACKETS = Constraint("category", IS, "Jackets")
UNDER_60 = Constraint("price", Operator.AT_MOST, Decimal(60))
THREE = Shown(("rain", "fleece", "pack"), ("rain-M-Blue", "fleece-M-Gray", "pack"))


@pytest.fixture
def policy(catalog: Catalog) -> RulePolicy:
    return RulePolicy(catalog)


def heard(*happenings: Happening) -> DialogueState:
    state = DialogueState()
    for happening in happenings:
        state = state.after(happening)
    return state


def adding(*ids: str, said: tuple[Constraint, ...] = (), **more: object) -> ShopperAct:
    return ShopperAct(Intent.ADD_TO_CART, said, product_ids=ids, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (ShopperAct(Intent.ASK_PRODUCT, (BLUE,), product_ids=("rain",), text="in blue?"),
         AnswerProduct(("rain",), "in blue?", (BLUE,))),
        (ShopperAct(Intent.COMPARE, product_ids=("rain", "pack")), Compare(("rain", "pack"))),
        (ShopperAct(Intent.COMPARE, product_ids=("rain",)), Say("compare_needs_two")),
        (ShopperAct(Intent.EXPLAIN, product_ids=("rain",)), ExplainShown(("rain",))),
        (ShopperAct(Intent.EXPLAIN), Say("nothing_shown")),
        (ShopperAct(Intent.ASK_POLICY, text="returns?"), AnswerPolicy("returns?")),
        (ShopperAct(Intent.ASK_ORDER), Say("order_unknown")),
        (ShopperAct(Intent.WANT_PERSON, text="a human"), HandOff("a human")),
        (ShopperAct(Intent.OUT_OF_SCOPE, text="a poem"), Say("out_of_scope")),
        (ShopperAct(Intent.OUT_OF_SCOPE, text="abuse"), Say("abuse")),
        (ShopperAct(Intent.GREET), Say("greet")),
        (ShopperAct(Intent.THANK), Say("thank")),
        (ShopperAct(Intent.NOT_UNDERSTOOD, text="zxqv"), Say("not_understood")),
        (ShopperAct(Intent.SHOW_CART), ShowCart()),
        (ShopperAct(Intent.UNDO_CART), Say("nothing_to_undo")),
        (ShopperAct(Intent.REMOVE_FROM_CART), Say("cart_empty")),
        (ShopperAct(Intent.ADD_TO_CART), Say("nothing_shown")),
        (ShopperAct(Intent.ASK_PRODUCT, unresolved="the ninth"), Say("unresolved", "the ninth")),
        (ShopperAct(Intent.ADD_TO_CART, unresolved="the ninth"), Say("unresolved", "the ninth")),
        (ShopperAct(Intent.REJECT, unresolved="the ninth"), Say("unresolved", "the ninth")),
    ],
)  # fmt: skip
def test_one_act_one_answer(policy: RulePolicy, act: ShopperAct, expected: AssistantAct) -> None:
    assert policy.decide(heard(act)) == [expected]


def test_a_search_is_the_need_as_a_query(policy: RulePolicy) -> None:
    state = heard(ShopperAct(Intent.FIND, (JACKETS, UNDER_60), text="jacket", order=Order.CHEAPEST))
    assert policy.decide(state) == [Recommend(query_of(state))]
    query = query_of(state)
    assert (query.text, query.constraints, query.order) == ("jacket", (JACKETS, UNDER_60), Order.CHEAPEST)


def test_more_leaves_out_what_was_seen_and_what_was_rejected(policy: RulePolicy) -> None:
    before = heard(ShopperAct(Intent.FIND, (JACKETS,)), THREE, ShopperAct(Intent.REJECT, product_ids=("tee",)))
    [act] = policy.decide(heard(ShopperAct(Intent.FIND, (JACKETS,)), THREE, ShopperAct(Intent.MORE)))
    assert isinstance(act, Recommend)
    assert act.query.exclude == {"rain", "fleece", "pack"}
    assert query_of(before).exclude == {"tee"}


def test_of_several_searches_in_a_message_the_last_is_done(policy: RulePolicy) -> None:
    state = heard(ShopperAct(Intent.FIND, (JACKETS,)), ShopperAct(Intent.REFINE, (BLUE,)), ShopperAct(Intent.SHOW_CART))
    assert policy.decide(state) == [Recommend(query_of(state)), ShowCart()]


def test_a_greeting_beside_a_request_needs_no_answer_of_its_own(policy: RulePolicy) -> None:
    state = heard(ShopperAct(Intent.GREET), ShopperAct(Intent.FIND, (JACKETS,)), ShopperAct(Intent.THANK))
    assert policy.decide(state) == [Recommend(query_of(state))]
    assert policy.decide(heard(ShopperAct(Intent.GREET), ShopperAct(Intent.THANK))) == [Say("greet")]


def test_nothing_heard_is_not_understood(policy: RulePolicy) -> None:
    assert policy.decide(DialogueState()) == [Say("not_understood")]


# --- bundles ------------------------------------------------------------------------------------------------


def test_a_bundle_has_a_query_a_part_under_one_budget(policy: RulePolicy) -> None:
    bags = Constraint("category", IS, "Bags")
    state = heard(ShopperAct(Intent.BUNDLE, (UNDER_60, BLUE), parts=(JACKETS, bags)))
    [act] = policy.decide(state)
    assert isinstance(act, ProposeBundle)
    assert act.budget == Decimal(60)
    assert [q.constraints for q in act.parts] == [(BLUE, JACKETS), (bags,)]  # the store states no bag's colour
    assert all(c.slot != "price" for q in act.parts for c in q.constraints)


def test_a_bundle_may_be_built_around_a_product(policy: RulePolicy) -> None:
    [act] = policy.decide(heard(THREE, ShopperAct(Intent.BUNDLE, product_ids=("rain",))))
    assert act == ProposeBundle((), None, ("rain",))


def test_a_refined_bundle_is_a_bundle_and_a_new_search_is_none(policy: RulePolicy) -> None:
    bundle = ShopperAct(Intent.BUNDLE, parts=(JACKETS,))
    [act] = policy.decide(heard(bundle, ShopperAct(Intent.REFINE, (UNDER_60,))))
    assert isinstance(act, ProposeBundle)
    assert act.budget == Decimal(60)
    [act] = policy.decide(heard(bundle, ShopperAct(Intent.FIND, (JACKETS,))))
    assert isinstance(act, Recommend)


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        (Operator.AT_MOST, Decimal(60), Decimal(60)),
        (Operator.ABOUT, Decimal(60), Decimal(60)),
        (Operator.BETWEEN, (Decimal(20), Decimal(60)), Decimal(60)),
        (Operator.AT_LEAST, Decimal(60), None),
    ],
)
def test_the_budget_is_the_most_that_may_be_spent(
    operator: Operator, value: Decimal | tuple[Decimal, Decimal], expected: Decimal | None
) -> None:
    assert budget_of([BLUE, Constraint("price", operator, value)]) == expected


# --- the cart -----------------------------------------------------------------------------------------------


def test_what_has_one_version_goes_in(policy: RulePolicy) -> None:
    assert policy.decide(heard(THREE, adding("pack"))) == [ChangeCart("pack", 1)]
    held = CartChanged((CartLine("pack", 2),))
    assert policy.decide(heard(held, adding("pack", quantity=3))) == [ChangeCart("pack", 5)]


def test_a_choice_that_is_open_is_asked_never_made(policy: RulePolicy) -> None:
    [act] = policy.decide(heard(THREE, adding("rain", said=(BLUE,), quantity=2)))
    assert act == AskVariant("rain", "size", ("S", "M", "L"), 2, (BLUE,))


def test_only_what_can_be_bought_is_offered(policy: RulePolicy) -> None:
    [act] = policy.decide(heard(adding("rain", said=(GREEN,))))
    assert isinstance(act, AskVariant)
    assert act.values == ("S", "L")  # M in green is sold out


def test_words_that_leave_one_version_decide(policy: RulePolicy) -> None:
    assert policy.decide(heard(adding("rain", said=(BLUE, M)))) == [ChangeCart("rain-M-Blue", 1)]


def test_the_need_decides_too_where_the_words_leave_it_open(policy: RulePolicy) -> None:
    need = ShopperAct(Intent.FIND, (JACKETS, BLUE, M))
    acts = policy.decide(heard(need, THREE, adding("rain")))
    assert ChangeCart("rain-M-Blue", 1) in acts


def test_what_cannot_be_had_is_said_and_the_rest_offered(policy: RulePolicy) -> None:
    [act] = policy.decide(heard(adding("rain", said=(GREEN, M))))
    assert isinstance(act, AskVariant)
    assert act.missed
    assert "Green" in act.missed
    assert act.values
    [act] = policy.decide(heard(adding("rain", said=(Constraint("color", IS, "Black"),))))
    assert isinstance(act, AskVariant)
    assert act.missed == "Black"
    assert act.chosen == ()


def test_what_the_store_states_nothing_of_is_said(policy: RulePolicy) -> None:
    size = Constraint("size", Operator.IS, "11")
    [added] = policy.decide(heard(THREE, adding("pack", said=(size,))))
    assert isinstance(added, ChangeCart)
    assert added.unstated == (size,)
    [plain] = policy.decide(heard(THREE, adding("pack")))
    assert plain == replace(added, unstated=())


def test_what_is_sold_out_is_not_added(policy: RulePolicy) -> None:
    assert policy.decide(heard(adding("mug"))) == [Say("sold_out", "Camp Mug")]
    assert policy.decide(heard(adding(variant_id="rain-M-Green"))) == [Say("sold_out", "Brook Rain Jacket")]


def test_a_click_has_chosen_and_may_come_too_late(policy: RulePolicy) -> None:
    assert policy.decide(heard(adding(variant_id="rain-S-Blue"))) == [ChangeCart("rain-S-Blue", 1)]
    assert policy.decide(heard(adding(variant_id="gone-1"))) == [Say("gone")]


def test_of_several_questions_only_the_first_is_asked(policy: RulePolicy) -> None:
    acts = policy.decide(heard(THREE, adding("rain", "fleece")))
    assert [type(act) for act in acts] == [AskVariant]
    assert acts[0].product_id == "rain"  # type: ignore[union-attr]


def test_removing(policy: RulePolicy) -> None:
    held = CartChanged((CartLine("rain-M-Blue", 3), CartLine("pack", 1)))

    def decided(**more: object) -> list[AssistantAct]:
        return policy.decide(heard(held, ShopperAct(Intent.REMOVE_FROM_CART, **more)))  # type: ignore[arg-type]

    assert decided(product_ids=("rain",), quantity=0) == [ChangeCart("rain-M-Blue", 0)]
    assert decided(product_ids=("rain",), quantity=1) == [ChangeCart("rain-M-Blue", 2)]
    assert decided(product_ids=("rain",), quantity=9) == [ChangeCart("rain-M-Blue", 0)]
    assert decided(variant_id="pack", quantity=0) == [ChangeCart("pack", 0)]
    assert decided(text="all") == [ChangeCart("rain-M-Blue", 0), ChangeCart("pack", 0)]
    assert decided(product_ids=("tee",)) == [Say("not_in_cart")]
    assert decided() == [Say("not_in_cart")]  # which one was not said


def test_what_names_nothing_in_the_cart_removes_nothing_not_even_the_only_line(policy: RulePolicy) -> None:
    held = CartChanged((CartLine("pack", 1),))
    assert policy.decide(heard(held, ShopperAct(Intent.REMOVE_FROM_CART))) == [Say("not_in_cart")]


def test_undo_needs_something_to_undo(policy: RulePolicy) -> None:
    held = CartChanged((CartLine("pack", 1),))
    assert policy.decide(heard(held, ShopperAct(Intent.UNDO_CART))) == [UndoCart()]


def test_a_query_of_an_empty_need_asks_for_everything() -> None:
    query = query_of(DialogueState())
    assert (query.text, query.constraints) == ("", ())
    assert query.in_stock
    assert isinstance(query, Query)
