"""How a saving is told: its arithmetic, what a cart lacks for it, why it does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.cart_prices.claims import PERCENT, parts_of_set
from retrieval.cart_prices.priced_cart import NotApplied, Why
from retrieval.catalog import Product, Promotion
from retrieval.money import Money
from retrieval.pricing import covers


def arithmetic(promotion: Promotion, worth: Money, saving: Money, n_pieces: int) -> str:
    """ "15% off $349.00: $52.35"; `worth` is that of the pieces that take part, before it."""
    value = promotion.value
    match promotion.kind:
        case kind if kind in PERCENT:
            return f"{value:f}% off {worth}: {saving}"
        case "bundle_price":
            return f"{n_pieces} things worth {worth} for {worth - saving}: {saving} off"
        case "buy_x_get_y":
            n_free = n_pieces // (promotion.conditions.quantity_at_least or n_pieces) * int(value or 0)
            return f"{n_free} of {n_pieces} pieces worth {worth} free, the cheapest: {saving} off"
        case _:
            return f"{saving} off {worth}"


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
            Why.LATER: f"begins on {_day(promotion.starts_on)}" if promotion.starts_on else "has not begun",
            Why.CONDITIONS: "asks for more than is here",
            Why.REDUCED: "covers only what is reduced already",
            Why.OTHERS_SAVE_MORE: "covers things that another promotion takes already; no piece takes part in two",
            Why.UNREADABLE: "is known by its words only, nothing is counted by it",
        }[why]
    )
    return NotApplied(promotion.id, promotion.title, why, said, promotion.code, would_save)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
