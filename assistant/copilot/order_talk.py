"""Orders in a draft: which one a message means, and what its record says. Only ever of the shopper's own."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.answers.quoting import EMPTY
from assistant.chinese.shop_words import in_english
from assistant.copilot.chinese_words import day_in
from assistant.copilot.offering import Source
from assistant.copilot.phrases import phrase
from assistant.copilot.records import order_source, things_of
from assistant.copilot.said import Said
from recommender.orders import Order
from recommender.wording import lowered
from retrieval.tokens import stems, tokens

# What may be an order's number: letters and at least four digits, or a number after "order".
_NUMBER = re.compile(r"\b(?:[A-Z]{1,4}-?\d{4,}|(?<=order )#?\d{3,}|(?<=number )#?\d{3,})\b|#\d{3,}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """The order that is meant: `order` where it is the shopper's own, `unknown` the number that is not."""

    order: Order | None = None
    unknown: str = ""


def order_meant(words: str, orders: Sequence[Order], statuses: Sequence[str] = (), *, last_one: bool = True) -> Meant:
    """By its number, else by the things that the words name, else the last one, where `last_one` allows it.

    `orders` are the shopper's own, the latest first. Between several, one in an earlier of the `statuses` is meant:
    what is late has not arrived, what is refunded was sent back.
    """
    words = in_english(words)
    numbers = [match[0].lstrip("#").upper() for match in _NUMBER.finditer(words)]
    for number in numbers:
        own = next((order for order in orders if order.id.upper() == number), None)
        if own:
            return Meant(own)
    if numbers:
        return Meant(unknown=numbers[0])
    orders = sorted(orders, key=lambda order: _place(order.status, statuses))
    said = stems(words) - EMPTY
    named = [(max(_named(said, line.title) for line in order.lines), order) for order in orders]
    most = max((n for n, _ in named), default=0)
    if most:
        return Meant(next(order for n, order in named if n == most))
    fitting = [order for order in orders if not statuses or order.status in statuses]
    return Meant(fitting[0] if fitting and last_one else None)


def standing_of(order: Order, language: str) -> Said:
    """How far the order is, as its record says."""
    source = order_source(order)
    fields = {"order": order.id, "things": things_of(order)}
    if order.returns:
        back = order.returns[-1]
        title = next((x.title for x in order.lines if x.variant_id == back.variant_id), back.variant_id)
        more = {"back": title, "status": lowered(back.status or "announced"), "at": day_in(back.at, language)}
        return _said("order_returned", language, {"order": order.id, **more}, source)
    if order.delivered_at:
        return _said("order_delivered", language, {**fields, "delivered": day_in(order.delivered_at, language)}, source)
    if order.shipped_at:
        left = {**fields, "left": day_in(order.shipped_at, language)}
        if order.carrier and order.tracking:
            left |= {"carrier": order.carrier, "tracking": order.tracking}
            return _said("order_shipped", language, left, source)
        return _said("order_shipped_plain", language, left, source)
    if order.status == "cancelled":
        return _said("order_cancelled", language, fields, source)
    return _said("order_processing", language, {**fields, "placed": day_in(order.placed_at, language)}, source)


def seen_in(order: Order, language: str) -> Said:
    """That the thing is in that order."""
    return _said("order_has", language, {"order": order.id, "things": things_of(order)}, order_source(order))


def _said(key: str, language: str, fields: dict[str, str], source: Source) -> Said:
    return Said(phrase(key, language, **fields), (source,), key, fields)


def _place(status: str, statuses: Sequence[str]) -> int:
    return statuses.index(status) if status in statuses else len(statuses)


def _named(said: Set[str], title: str) -> int:
    """How many of a title's words were said; none unless what it is was said ("mouse"), or two of them."""
    base = [t.stem for t in tokens(title.split(" - ")[0])]
    shared = said & frozenset(stems(title))
    return len(shared) if len(shared) > 1 or (base and base[-1] in shared) else 0
