"""Responding: the sentences of a reply. All from templates; every figure in them was handed in from a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.naming.unread import Unread
from assistant.reply import CartView
from recommender.bundling import Bundle
from recommender.wording import constraint_label, listed, n_of, slot_name
from retrieval.cart_prices.priced_cart import PricedCart
from retrieval.catalog import Promotion
from retrieval.documents import Passage
from retrieval.money import Money
from retrieval.query import Constraint, Operator, Order, Query
from retrieval.relaxing import IN_STOCK, Relaxation

_FIXED = {  # none is a question: a turn asks one thing at most, and these stand beside what does
    "greet": "Hello! Tell me what you are looking for: what it is, for whom, and what it may cost.",
    "thank": "You're welcome.",
    "not_understood": "I did not understand that. Tell me what you are looking for, for example “{example}”, "
    "or ask about delivery and returns.",
    "out_of_scope": "I can only help with this shop: finding, comparing and choosing what it sells. "
    "Tell me what you are looking for.",
    "only_this_shop": "I can only help with this shop: finding, comparing and choosing what it sells.",
    "abuse": "I am sorry this is not going well. Tell me what you are after and I will try again, "
    "or ask to talk to a person.",
    "unresolved": "I am not sure which one you mean by “{about}”: count from the first card, or say its name.",
    "nothing_shown": "There is nothing on the table yet. Tell me what you are looking for.",
    "none_shown": "There is nothing on the table yet.",
    "compare_needs_two": "Tell me which two to compare, for example “compare 1 and 2”.",
    "order_unknown": "I cannot see orders in this shop, so I cannot tell you where yours is. "
    "Please ask the shop's people; the confirmation you got when you ordered has the number they need.",
    "nothing_to_undo": "There is nothing to undo.",
    "cart_empty": "Your cart is empty.",
    "not_in_cart": "That is not in your cart.",
    "sold_out": "The {about} is out of stock, so I have not added it.",
    "gone": "The shop no longer has that, so I have not added it.",
    "empty": "Your message was empty. Tell me what you are looking for.",
    "next": "One after the other: next is “{about}”.",
    "too_long": "That was a long message; I read its first {about} characters.",
    "hand_off": "I cannot put you through to a person from here yet. {about}",
    "offer_person": "I am sorry this is not going well. If you would rather have a person: {about}",
    "noted": "Noted.",
    "noted_first": "Noted. Tell me what you are looking for.",
    "no_more": "That was all I found for this.",
    "cancelled": "Stopped.",
    "gone_from_cart": "{about} is no longer sold, so I took it out of your cart.",
    "several_gone_from_cart": "{about} are no longer sold, so I took them out of your cart.",
    "failed": "Something went wrong on my side and I could not finish. Your message is kept; please try again.",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One of what something would bring: its name and price in the record."""

    title: str
    price: Money
    product_id: str = ""


_MOST = {"cheaper": "cheapest", "dearer": "dearest"}


def _unknown(unread: Unread) -> str:
    mentions = f"Nothing in this shop mentions {listed([f'“{w}”' for w in unread.words])}. " if unread.words else ""
    measured = f"Nothing here states what “{unread.measure}” could be held against. " if unread.measure else ""
    named = f"Nothing here is called “{unread.name}”. " if unread.name else ""
    return f"{mentions}{measured}{named}"


class TemplateResponder:
    """Sentences in English for what a turn came to. Amounts come formatted from `Money`, never built here."""

    def __init__(self, currency: str, example: str = "a blue jacket under 60") -> None:
        self._currency = currency
        self._example = example

    def fixed(self, what: str, about: str = "") -> str:
        """One of the standing sentences. Raises `KeyError` for one that does not exist."""
        return _FIXED[what].format(about=about, example=self._example)

    def need(self, constraints: Sequence[Constraint]) -> str:
        """The required constraints in words: "for women, under $60.00"; empty without any."""
        return ", ".join(self.label(c) for c in constraints if c.required)

    def chip(self, constraint: Constraint) -> str:
        """The label; a wish is told from a requirement: "ideally for women". A part has its price beside."""
        own = [self.label(c) for c in constraint.conditions if c.slot == "price"]
        label = " ".join([self.label(constraint), *own])
        return label if constraint.required else f"ideally {label}"

    def label(self, constraint: Constraint) -> str:
        return constraint_label(constraint, self._currency)

    def found(self, n: int, n_shown: int, query: Query, unread: Unread) -> str:
        """How many were found for what, how they are ordered, and what of it the store has nothing for."""
        kinds = [c for c in query.required if c.slot == "category" and c.operator is not Operator.NOT]
        need = self.need([c for c in query.constraints if c not in kinds])
        what = " or ".join(self.label(c) for c in kinds)
        how = {
            Order.CHEAPEST: "cheapest first",
            Order.DEAREST: "dearest first",
            Order.BEST_RATED: "best rated first",
            Order.FIT: "best match first",
        }[query.order]
        unknown = _unknown(unread)
        if n == 1:
            return f"{unknown}Just one of the {what or 'things here'} fits{f': {need}' if need else ''}."
        if not kinds and query.text:
            shown = "the nearest" if unread.words else "what comes closest"
            return f"{unknown}Here is {shown}{f' ({need})' if need else ''}, {how}."
        rest = f" Here are {n_shown}, {how}." if n > n_shown else f" Here they are, {how}."
        things = f"{what}" if not what or what.endswith("s") else f"products in {what}"
        return f"{unknown}{n:,} {things or 'things'}{f': {need}' if need else ''}.{rest}"

    def conflict(self, first: Constraint, second: Constraint) -> str:
        """That two conditions exclude each other, and the question which of them holds."""
        return (
            f"“{self.label(first)}” and “{self.label(second)}” exclude each other, so nothing can be both. "
            "Which of the two holds?"
        )

    def overruled(self, pairs: Sequence[tuple[Constraint, Constraint]]) -> str:
        """Which earlier conditions went because of which later ones."""
        gone = listed([f"“{self.label(old)}”" for old in dict.fromkeys(old for old, _ in pairs)])
        now = listed([f"“{self.label(new)}”" for new in dict.fromkeys(new for _, new in pairs)])
        return f"Before, you wanted {gone}; from now on {now} holds."

    def which_of(self, about: str, titles: Sequence[str]) -> str:
        """The question which of several shown things is meant."""
        return (
            f"{listed(list(titles))} all fit “{about}”. Which do you mean?"
            if len(titles) > 2
            else (f"“{about}” could be the {listed(list(titles), 'or the')}. Which do you mean?")
        )

    def nothing(self, query: Query, ways_out: Sequence[tuple[Relaxation, Example]]) -> str:
        """That nothing fits, the least that has to be given up, and what that would bring, with the best of it."""
        need = self.need(query.constraints)
        said = f"Nothing here fits all of that ({need})." if need else "I found nothing for that."
        if not ways_out:
            return f"{said} Giving up even several of these conditions would not help." if need else said
        way, best = ways_out[0]
        are = "is" if way.n_products == 1 else "are"
        brings = f"{self.gives_up(way)} there {are} {way.n_products:,}, from {way.cheapest}"
        return f"{said} {brings}: for example the {best.title} at {best.price}."

    def no_further(self, more: str, title: str, price: Money) -> str:
        """That nothing is cheaper (or dearer) than what is so already."""
        return f"Nothing here that fits is {more}: the {title} at {price} is the {_MOST[more]} of it."

    def gives_up(self, way: Relaxation) -> str:
        """ "Without “under $30.00”", "Without “blue” and “size M”", "Counting what is out of stock"."""
        given_up = [f"“{self.label(c)}”" for c in way.constraints if c != IN_STOCK]
        if not given_up:
            return "Counting what is out of stock"
        counting = " and counting what is out of stock" if IN_STOCK in way.constraints else ""
        return f"Without {listed(given_up)}{counting}"

    def cart_changed(self, title: str, options: str, quantity: int, before: int, now: CartView) -> str:
        """What the cart holds of it now and what is due, both read back after the change."""
        due = _due(now)
        name = f"{title} ({options})" if options else title
        if quantity == 0:
            return f"Removed: {name}. Your cart is now {due}."
        if before == 0:
            pieces = f"{quantity} × " if quantity > 1 else ""
            return f"Added: {pieces}{name}. Your cart is now {due}."
        return f"You now have {quantity} × {name}. Your cart is now {due}."

    def unstated(self, said: Sequence[Constraint]) -> str:
        """That the store states nothing of this, so that it is no part of what was put into the cart."""
        if not said:
            return ""
        slots = listed([slot_name(c.slot) for c in said], "or")
        values = listed([f"“{c.said or c.value}”" for c in said])
        return f" The store states no {slots} for it, so {values} is no part of what is in the cart."

    def cart(self, now: CartView) -> str:
        n_pieces = sum(item.quantity for item in now.items)
        if not n_pieces:
            return self.fixed("cart_empty")
        return f"{n_of(n_pieces, 'piece')} in your cart, {_due(now, 'before delivery')}."

    def which(self, title: str, slot: str, values: Sequence[str], missed: str) -> str:
        sorry = f"The {title} cannot be had in {missed}. " if missed else ""
        if not values:
            return f"{sorry}Which version of the {title} would you like?"
        return f"{sorry}Which {slot.replace('_', ' ')} of the {title}: {listed(list(values), 'or')}?"

    def bundles(self, bundles: Sequence[Bundle], budget: Money | None) -> str:
        best = bundles[0]
        within = f", inside your {budget}" if budget else ""
        others = (
            ""
            if len(bundles) == 1
            else f" There {'is' if len(bundles) == 2 else 'are'} {n_of(len(bundles) - 1, 'other way')} below."
        )
        off = "".join(f"; {told}" for told in _taken_off(best.priced))
        return f"{n_of(len(best.parts), 'thing')} together for {best.total}{within}{off}.{others}"

    def no_bundle(self, missing: Sequence[str], cheapest: Money | None, budget: Money | None) -> str:
        if missing:
            return f"I cannot put that together: nothing fits {listed([f'“{m}”' for m in missing])}."
        if budget and cheapest:
            return f"I cannot put that together for {budget}: the cheapest way comes to {cheapest}."
        return "I found nothing that goes together here."

    def passage(self, passage: Passage | None) -> str:
        if passage is None:
            return "The shop's papers do not say. Please ask the shop's people."
        return f"“{passage.text}” ({passage.title})"

    def delivery(self, needed_by: str, passage: Passage | None) -> str:
        """The store's own words on delivery, for a day that we cannot promise."""
        said = f"On delivery the shop writes: {self.passage(passage)}" if passage else "The shop's papers do not say."
        return f"Whether it can be there by {needed_by} is not for me to promise. {said}"

    def promotions(self, running: Sequence[Promotion], asked: Sequence[Promotion] = ()) -> str:
        """Promotions that run, in the store's own words; of those that were asked for, all of their words."""
        if not running:
            return "No promotion is running that I know of."
        lines = [f"• {promotion_line(p, p.description)}" for p in asked] or [f"• {promotion_line(p)}" for p in running]
        n_others = len(running) - len(asked)
        others = [f"Besides: {n_of(n_others, 'other promotion')}."] if asked and n_others else []
        return "\n".join(["Running now, in the shop's own words:", *lines, *others])


def _due(now: CartView, but: str = "") -> str:
    """ "$383.35 before delivery; “Night outside” takes off $62.65": the total, and which promotions are in it."""
    return "; ".join([f"{now.total} {but}".strip(), *_taken_off(now.priced)])


def _taken_off(priced: PricedCart | None) -> list[str]:
    return [f"“{saving.title}” takes off {saving.amount}" for saving in (priced.savings if priced else ())]


def once(text: str) -> str:
    """Without a second article before titles that have their own: "the The Hollow Tree Board Game"."""
    return re.sub(r"\b([Tt]he) The\b", r"\1", text)


def promotion_line(promotion: Promotion, told: str = "") -> str:
    """ "10% off kettles (code TEATIME), until 31 March 2027", with `told` after it where that is not said there."""
    code, ends = promotion.code, promotion.ends_on
    line = promotion.title + (f" (code {code})" if code and code not in told else "")
    if ends and f"{ends:%B} {ends.day}, {ends.year}" not in told:
        line += f", until {ends.day} {ends:%B %Y}"
    return f"{line}: {told}" if told else line
