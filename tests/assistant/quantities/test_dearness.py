"""Cheaper and dearer: than what is talked of, else than what is on the screen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.quantities.dearness import Relative, relative_price
from assistant.shop import Shop
from assistant.state import DialogueState, Focused, Shown, TurnBegan, Withdrawn
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order

LIST = DialogueState().after(Shown(("fleece", "rain", "mug"), ("fleece-M-Gray", "rain-M-Blue", "")))  # 59, 79, 14


def limit(found: Relative | None) -> tuple[Operator, Decimal, Order | None] | None:
    if found is None:
        return None
    assert isinstance(found.limit.value, Decimal)
    return found.limit.operator, found.limit.value, found.order


def price(catalog: Catalog, product_id: str) -> Decimal:
    return catalog.product(product_id).variants[0].offer.price.amount


CENT = Decimal("0.01")


@pytest.mark.parametrize("said", ["cheaper", "something less expensive please", "too expensive"])
def test_of_a_list_the_dearest_goes_and_the_cheapest_comes_first(catalog: Catalog, said: str) -> None:
    found = relative_price(said, LIST, catalog)
    assert limit(found) == (Operator.AT_MOST, price(catalog, "rain") - CENT, Order.CHEAPEST)


def test_of_a_list_that_begins_with_the_cheapest_it_is_below_that(catalog: Catalog) -> None:
    cheapest = relative_price("cheaper", DialogueState(order=Order.CHEAPEST, shown=LIST.shown), catalog)
    assert limit(cheapest) == (Operator.AT_MOST, price(catalog, "mug") - CENT, Order.CHEAPEST)


def test_of_what_is_talked_of_it_is_below_the_cheapest_of_these(catalog: Catalog) -> None:
    one = relative_price("too expensive", LIST.after(Focused(("rain",))), catalog)
    assert limit(one) == (Operator.AT_MOST, price(catalog, "rain") - CENT, None)
    two = relative_price("cheaper", LIST.after(Focused(("rain", "fleece"))), catalog)
    assert limit(two) == (Operator.AT_MOST, price(catalog, "fleece") - CENT, None)


def test_dearer_is_the_same_turned_round(catalog: Catalog) -> None:
    found = relative_price("more upmarket", LIST, catalog)
    assert limit(found) == (Operator.AT_LEAST, price(catalog, "mug") + CENT, Order.DEAREST)
    first = relative_price("more upmarket", DialogueState(order=Order.DEAREST, shown=LIST.shown), catalog)
    assert limit(first) == (Operator.AT_LEAST, price(catalog, "rain") + CENT, Order.DEAREST)


def test_nothing_is_cheaper_than_nothing(catalog: Catalog) -> None:
    assert relative_price("cheaper", DialogueState(), catalog) is None
    assert relative_price("in blue", LIST, catalog) is None


def test_where_nothing_is_cheaper_that_is_said_and_the_need_stays(counter: Shop) -> None:
    session = counter.session()
    session.say("jackets under 100")
    shown = session.say("cheaper")
    assert shown.state.order is Order.CHEAPEST
    assert shown.cards
    cheapest = shown.cards[0]
    none = session.say("still cheaper")
    assert (
        none.text
        == f"Nothing here that fits is cheaper: the {cheapest.title} at {cheapest.price} is the cheapest of it."
    )
    assert not none.cards
    assert none.chips == shown.chips  # no chip says a limit that does not hold
    assert none.state.constraints == shown.state.constraints
    assert session.say("in gray").cards  # the limit that nothing keeps stays nowhere
    assert none.state.focus == (cheapest.product_id,)


def test_a_limit_that_does_not_hold_overrules_none(counter: Shop) -> None:
    session = counter.session()
    jackets = session.say("jackets about 60")
    none = session.say("too expensive")
    assert none.text.startswith("Nothing here that fits is cheaper: ")
    assert set(none.state.constraints) == set(jackets.state.constraints)


def test_a_limit_withdrawn_gives_way_to_what_stood_before() -> None:
    named = Constraint("price", Operator.AT_MOST, Decimal(100))
    relative = Constraint("price", Operator.AT_MOST, Decimal(20), said="cheaper")
    blue = Constraint("color", Operator.IS, "Blue")
    state = DialogueState(constraints=(blue, relative)).after(TurnBegan("cheaper"))
    assert state.after(Withdrawn(relative, (named,))).constraints == (blue, named)
    assert state.after(Withdrawn(relative, ())).constraints == (blue,)
