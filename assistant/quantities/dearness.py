"""Cheaper and dearer than what: the thing talked of, else the list on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.hearing import cues
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order

_SMALLEST = Decimal("0.01")
CHEAPER = "cheaper"  # what such a limit's `said` is: nobody named the amount
DEARER = "dearer"
END_OF = {CHEAPER: Order.CHEAPEST, DEARER: Order.DEAREST}  # the list's order that begins where nothing is more so


def is_relative(constraint: Constraint) -> bool:
    """Whether it is a limit that `relative_price` made."""
    return constraint.slot == "price" and constraint.said in END_OF


@dataclass(frozen=True, slots=True)
class Relative:
    """A limit below or above what is on the screen, how the list is to be ordered, and where it is said."""

    limit: Constraint
    order: Order | None
    span: tuple[int, int]


def is_end(limit: Constraint, price: Decimal) -> bool:
    """Whether something of this price is what the limit was measured by, so that nothing goes beyond it."""
    return isinstance(limit.value, Decimal) and abs(limit.value - price) <= _SMALLEST


def relative_price(text: str, state: DialogueState, catalog: Catalog) -> Relative | None:
    """The limit that "cheaper" or "more upmarket" sets, and how the list is to be ordered. None without things shown.

    Of one thing or several talked of it is below the cheapest of them. Of a list it leaves the dearest out and begins
    with the cheapest; of one that begins so already it is below its first.
    """
    cheaper = cues.CHEAPER.search(text)
    said = cheaper or cues.DEARER.search(text)
    if not said:
        return None
    dearer = not cheaper
    prices = _prices(state.focus if state.talked_of else (), state, catalog)
    order: Order | None = None
    if prices:
        limit = max(prices) if dearer else min(prices)
    else:
        prices = _prices(state.shown.product_ids, state, catalog)
        if not prices:
            return None
        order = END_OF[DEARER if dearer else CHEAPER]
        limit = max(prices) if (state.order is order) is dearer else min(prices)
    if dearer:
        bound = Constraint("price", Operator.AT_LEAST, limit + _SMALLEST, said=DEARER)
    else:
        bound = Constraint("price", Operator.AT_MOST, limit - _SMALLEST, said=CHEAPER)
    return Relative(bound, order, said.span())


def _prices(product_ids: tuple[str, ...], state: DialogueState, catalog: Catalog) -> list[Decimal]:
    """What they cost as they were shown."""
    found = []
    for product_id in product_ids:
        if product_id in catalog:
            variants = catalog.product(product_id).variants
            shown = state.shown.variants.get(product_id)
            found.append(next((v for v in variants if v.id == shown), variants[0]).offer.price.amount)
    return found
