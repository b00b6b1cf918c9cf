"""How a saving is told: its arithmetic, what a cart lacks for it, why it does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from retrieval.cart_prices.claims import PERCENT, parts_of_set
from retrieval.cart_prices.priced_cart import NotApplied, Why
from retrieval.catalog import Product, Promotion
from retrieval.money import Money
from retrieval.pricing import covers


def arithmetic(promotion: Promotion, worth: Money, saving: Money, n_pieces: int) -> str:
    """ "15% off $349.00: $52.35"; `worth` is that of the pieces that take part, before it.

    A percentage is taken off piece by piece, each price rounded: where that is not just the share of the sum, the line
    says so. Of several groups of pieces the cheapest of each group is free, which need not be the cheapest of all.
    """
    value = promotion.value or Decimal(0)
    match promotion.kind:
        case kind if kind in PERCENT:
            if worth.amount * value / 100 == saving.amount:
                return f"{value:f}% off {worth}: {saving}"
            if n_pieces == 1:
                return f"{value:f}% off {worth}, rounded: {saving}"
            return f"{value:f}% off each of {n_pieces} pieces, rounded: {saving} off {worth}"
        case "bundle_price":
            return f"{n_pieces} things worth {worth} for {worth - saving}: {saving} off"
        case "buy_x_get_y":
            size = _size_of_group(promotion)
            free = min(int(value), size)
            cheapest = "the cheapest" if free == 1 else f"the {free} cheapest"
            every = f" of every {size}" if n_pieces > size else ""
            n_free = n_pieces // size * free
            return f"{n_free} of {n_pieces} pieces worth {worth} free, {cheapest}{every}: {saving} off"
        case _:
            return f"{saving} off {worth}"


def _size_of_group(promotion: Promotion) -> int:
    """Pieces that it is had for once: one of each thing of a set, else as many as it asks for."""
    asked = promotion.conditions
    return len(parts_of_set(asked)) if asked.together else asked.quantity_at_least or 1


def lacking(promotion: Promotion, there: Sequence[Product], n_pieces: int, worth: Money) -> str:
    """ "asks for $12.00 more of what it covers"; empty where nothing lacks. `there` may be empty where no set is
    asked for."""
    asked = promotion.conditions
    if asked.together:
        parts = parts_of_set(asked)
        names = asked.kinds if len(asked.kinds) == len(parts) else tuple(str(n) for n in range(1, len(parts) + 1))
        missing = [
            name for name, part in zip(names, parts, strict=True) if not any(covers(part, product) for product in there)
        ]
        if missing and asked.kinds:
            return f"asks also for {', '.join(f'a {name}' for name in missing)} in the same order"
        if missing:
            return f"asks for {len(parts)} certain things together, of which {len(missing)} are not here"
    if asked.quantity_at_least and n_pieces < asked.quantity_at_least:
        return f"asks for {asked.quantity_at_least} pieces of what it covers, here are {n_pieces}"
    if asked.subtotal_at_least and worth < asked.subtotal_at_least:
        return f"asks for {asked.subtotal_at_least} of what it covers, here are {worth}"
    return ""


def told_of(promotion: Promotion, why: Why | None, reason: str = "", would_save: Money | None = None) -> NotApplied:
    """Why it does not apply, in words where no reason is given."""
    why = why or Why.CONDITIONS
    said = (
        reason
        or {
            Why.CODE: f"asks for the code {promotion.code}",
            Why.ONE_CODE: "asks for a code of its own, and an order takes one code",
            Why.MEMBERS: "is for members",
            Why.FIRST_ORDER: "is for a first order",
            Why.LATER: f"begins on {day_text(promotion.starts_on)}" if promotion.starts_on else "has not begun",
            Why.CONDITIONS: "asks for more than is here",
            Why.REDUCED: "covers only what is reduced already",
            Why.OTHERS_SAVE_MORE: "covers things that another promotion takes already; no piece takes part in two",
            Why.UNREADABLE: "is known by its words only, nothing is counted by it",
        }[why]
    )
    return NotApplied(promotion.id, promotion.title, why, said, promotion.code, would_save)


def day_text(day: date) -> str:
    """ "14 January 2026"."""
    return f"{day.day} {day:%B %Y}"
