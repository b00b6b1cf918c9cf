"""What a person answers about orders, faults, returns and prices: from the order's record and the store's papers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from assistant.copilot.matters import Matter, passed_in
from assistant.copilot.order_talk import Meant, order_meant, seen_in, standing_of
from assistant.copilot.papers import Papers, questions_of
from assistant.copilot.phrases import phrase
from assistant.copilot.records import cart_source, promotion_source
from assistant.copilot.said import Said
from assistant.copilot.told import Told, stands
from assistant.reply import CartView
from recommender.orders import Order
from retrieval.catalog import Catalog, Promotion
from retrieval.money import Money

_SORRY = {
    Matter.DAMAGED: "sorry_damaged",
    Matter.WRONG_ITEM: "sorry_wrong",
    Matter.MISSING: "sorry_missing",
    Matter.LATE: "sorry_waiting",
}
_OF_AN_ORDER = frozenset(
    {Matter.DAMAGED, Matter.WRONG_ITEM, Matter.MISSING, Matter.CANCEL, Matter.ADDRESS, Matter.REFUND, Matter.LATE}
    | {Matter.WHERE, Matter.PRICE_FELL, Matter.EXCHANGE, Matter.RETURN}
)
_ONLY_NAMED = frozenset({Matter.EXCHANGE, Matter.RETURN, Matter.PRICE_FELL})  # without a name no order is meant
# In which state the order is that such a matter is about, the likeliest first.
_ARRIVED = ("delivered", "partly_returned", "shipped")
_STATUSES: Mapping[Matter, tuple[str, ...]] = MappingProxyType(
    {
        Matter.LATE: ("shipped", "processing"),
        Matter.WHERE: ("shipped", "processing", "delivered"),
        Matter.CANCEL: ("processing", "shipped"),
        Matter.ADDRESS: ("processing", "shipped"),
        Matter.REFUND: ("partly_returned", "returned", "cancelled", "delivered"),
        Matter.DAMAGED: _ARRIVED,
        Matter.WRONG_ITEM: _ARRIVED,
        Matter.MISSING: _ARRIVED,
        Matter.PRICE_FELL: ("delivered", "shipped", "processing"),
        Matter.EXCHANGE: _ARRIVED,
        Matter.RETURN: _ARRIVED,
    }
)
_TIMED = frozenset({Matter.GIFT_RETURN, Matter.RETURN, Matter.EXCHANGE, Matter.PRICE_FELL})
_SEEN = frozenset({Matter.DAMAGED, Matter.WRONG_ITEM, Matter.MISSING, Matter.PRICE_FELL, Matter.EXCHANGE})
_LIMIT = re.compile(r"\bwithin (\d+) (day|week|month|year)s?\b", re.IGNORECASE)
_SINCE_ORDER = re.compile(r"\b(?:of|after|since) (?:your|the) order(?:ing)?\b|\bafter you order", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_UNTIL_IT_LEAVES = re.compile(
    r"\b(?:until|before|as long as|while)\b.{0,40}\b(?:leaves|left|ship\w*|sent|dispatch\w*)\b"
)
_WORKING_DAYS = re.compile(r"\bwithin (\d+) (?:working|business) days\b", re.IGNORECASE)
_SATURDAY = 5  # as `date.weekday` counts
_EITHER = re.compile(r"\bwhichever you\b|\byou (?:can )?choose\b|\bor refund it\b", re.IGNORECASE)
_CODE = re.compile(r"\b(?=[A-Z0-9]*[A-Z])[A-Z0-9]{4,20}\b")


@dataclass(frozen=True, slots=True)
class Case:
    """What an answer is made from: the words, and what the store knows of the shopper."""

    words: str
    language: str
    orders: tuple[Order, ...]
    is_known: bool  # signed in: their orders would be seen
    cart: CartView
    today: date


class Service:
    """Answers matters. It decides nothing and does nothing: what has to be done is told to the agent."""

    def __init__(self, catalog: Catalog, papers: Papers) -> None:
        self._catalog = catalog
        self._papers = papers

    def told(self, matter: Matter, case: Case) -> Told:
        """The answer to a matter; empty where neither papers nor records say anything of it."""
        if matter is Matter.OTHERS_ORDER:
            return self._of_others(case)
        if matter is Matter.CODE:
            return self._code(case)
        statuses = _STATUSES.get(matter, ())
        orders = case.orders
        if matter is Matter.LATE:  # the one that they have waited for longest
            there = tuple(order for order in orders if order.delivered_at)
            orders = (*(order for order in orders[::-1] if not order.delivered_at), *there)
        meant = order_meant(case.words, orders, statuses, last_one=matter not in _ONLY_NAMED)
        meant = meant if matter in _OF_AN_ORDER else Meant()
        if meant.unknown:
            note = f"{meant.unknown} is no order of this shopper's: look up who they are before you say anything of it."
            return Told((stands("no_such_order", case.language, order=meant.unknown),), (note,))
        first, *rest = [self._papers.said_of(q, case.language, case.words) for q in questions_of(matter)] or [None]
        order = self._of_order(matter, meant, case)
        after = self._after(matter, meant.order, first, case)
        rules = [one for one in (first, *rest) if one is not None]
        told = Told(
            (*order, *_once(rules), *after), self._notes(matter, meant, rules, case), sorry=_SORRY.get(matter, "")
        )
        return told + self._asks(matter, meant, case)

    def _of_order(self, matter: Matter, meant: Meant, case: Case) -> tuple[Said, ...]:
        if meant.order is None:
            return ()
        if matter in _SEEN:
            return (seen_in(meant.order, case.language),)
        return (standing_of(meant.order, case.language),)

    def _after(self, matter: Matter, order: Order | None, rule: Said | None, case: Case) -> tuple[Said, ...]:
        """What the rule comes to here, where that can be counted."""
        if rule is None:
            return ()
        quoted = rule.fields.get("said", rule.text)
        if matter in (Matter.CANCEL, Matter.ADDRESS) and order and _UNTIL_IT_LEAVES.search(quoted):
            gone = order.shipped_at is not None or order.status not in ("processing",)
            return (Said(stands("has_left" if gone else "not_left", case.language).text, rule.sources,
                         "has_left" if gone else "not_left"),)  # fmt: skip
        if matter is Matter.LATE and order and order.delivered_at:
            return (stands("delivered_elsewhere", case.language),)
        if matter is Matter.LATE and _EITHER.search(quoted):
            return (stands("which_way", case.language),)
        if matter is Matter.REFUND and order and order.returns:
            return _due(order, rule, quoted, case)
        limit = _LIMIT.search(quoted)
        if matter in _TIMED and limit:
            return self._counted(order, int(limit[1]) * _DAYS[limit[2].lower()], rule, quoted, case)
        return ()

    @staticmethod
    def _counted(order: Order | None, limit: int, rule: Said, quoted: str, case: Case) -> tuple[Said, ...]:
        """Whether the time that passed is within the rule's: as they said it, else since the order's record."""
        passed = passed_in(case.words)
        days, words = (passed.days, passed.words) if passed else (0, "")
        if order and not passed:
            since = order.placed_at if _SINCE_ORDER.search(quoted) else order.delivered_at or order.placed_at
            days = (case.today - since.date()).days
            words = f"{days} day{'' if days == 1 else 's'}"
        if not words:
            return ()
        if case.language == "zh":
            words = f"{days} 天"
        key = "in_time" if days <= limit else "too_late"
        said = stands(key, case.language, passed=words)
        return (Said(said.text, rule.sources, key, {}),)

    def _asks(self, matter: Matter, meant: Meant, case: Case) -> Told:
        """What is needed from the shopper to go on."""
        said: list[Said] = []
        if (
            matter in _OF_AN_ORDER
            and meant.order is None
            and matter not in (Matter.EXCHANGE, Matter.PRICE_FELL, Matter.RETURN)
        ):
            said.append(stands("ask_order", case.language))
        if matter is Matter.DAMAGED:
            said.append(stands("ask_photo", case.language))
        if matter in (Matter.MISSING, Matter.WRONG_ITEM):
            said.append(stands("ask_photo_all", case.language))
        return Told(tuple(said))

    @staticmethod
    def _notes(matter: Matter, meant: Meant, rules: Sequence[Said], case: Case) -> tuple[str, ...]:
        notes = [] if rules else [f"The store's papers say nothing of this ({matter.value.replace('_', ' ')})."]
        if matter in _OF_AN_ORDER - _ONLY_NAMED and meant.order is None and not case.is_known:
            notes.append("They are not signed in, so no orders can be seen here. Their order number would help.")
        elif matter in _OF_AN_ORDER - _ONLY_NAMED and meant.order is None and not case.orders:
            notes.append("This shopper has no orders on record here.")
        if matter in (Matter.CANCEL, Matter.ADDRESS, Matter.REFUND, Matter.LATE) and meant.order:
            notes.append("Nothing was changed in the order: that is yours to do in the order system.")
        if matter is Matter.LATE and meant.order and meant.order.shipped_at and not meant.order.delivered_at:
            days = (case.today - meant.order.shipped_at.date()).days
            notes.append(f"It left {days} days ago and is not recorded as delivered.")
        if matter in (Matter.GIFT_RETURN, Matter.RETURN):
            notes.append("An exception to the rule is yours to decide; the draft grants none.")
        return tuple(notes)

    def _of_others(self, case: Case) -> Told:
        note = "They ask after somebody else's order. Nothing of it is in the draft, and nothing of it was looked up."
        return Told((stands("not_theirs", case.language),), (note,))

    def _code(self, case: Case) -> Told:
        """Why a code does nothing: what its promotion asks for, beside what the cart comes to."""
        codes = {promotion.code: promotion for promotion in self._catalog.promotions if promotion.code}
        named = next((codes[c] for c in _CODE.findall(case.words.upper()) if c in codes), None)
        if named is None:
            rule = self._papers.said_of("Can I use a coupon code, and how many on an order?", case.language)
            note = "The code is none of the store's promotions." if _CODE.search(case.words) else ""
            return Told((rule,) if rule else (), (note,) if note else ())
        said = [Said(named.description, (promotion_source(named),))]
        if not named.runs(case.today):
            note = f"{named.code} does not run today."
            return Told(tuple(said), (note,))
        return Told((*said, *self._against_cart(named, case)))

    @staticmethod
    def _against_cart(promotion: Promotion, case: Case) -> tuple[Said, ...]:
        least: Money | None = promotion.conditions.subtotal_at_least
        if least is None or not case.cart.items or case.cart.subtotal >= least:
            return ()
        things = ", ".join(item.title for item in case.cart.items)
        fields = {"things": things, "total": str(case.cart.subtotal)}
        return (Said(phrase("cart", case.language, **fields), (cart_source(case.cart),), "cart", fields),)


def _due(order: Order, rule: Said, quoted: str, case: Case) -> tuple[Said, ...]:
    """Whether the working days that the rule gives for a refund have passed since the return was recorded."""
    back = order.returns[-1]
    given = _WORKING_DAYS.search(quoted)
    if given is None or back.status.lower() == "refunded":
        return ()
    days = ((back.at.date() + timedelta(n)).weekday() for n in range(1, (case.today - back.at.date()).days + 1))
    key = "refund_due" if sum(day < _SATURDAY for day in days) > int(given[1]) else "refund_not_due"
    return (Said(phrase(key, case.language), rule.sources, key),)


def _once(rules: Sequence[Said]) -> tuple[Said, ...]:
    """A sentence that two passages share is said once."""
    seen: list[Said] = []
    for rule in rules:
        own = rule.text
        if any(own in one.text for one in seen):
            continue
        seen.append(rule)
    return tuple(seen)
