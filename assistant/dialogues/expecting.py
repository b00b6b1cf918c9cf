"""Is a turn as its golden lines expect it? By acts, state, ids and records; never by wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.acts import Intent
from assistant.dialogues.format import Expect, RecordSaid, constraint_of
from assistant.dialogues.moment import Fault, Moment, UnknownReferenceError, listed
from assistant.dialogues.showing import faults_of_shown
from retrieval.catalog import Variant
from retrieval.query import Constraint, Operator

_IN_STOCK = ("in stock", "available", "left", "we have")
_SOLD_OUT = ("out of stock", "sold out", "not in stock", "not available", "unavailable", "back in stock")


def faults_of(expect: Expect, moment: Moment) -> list[Fault]:
    """What of `expect` does not hold; empty when all of it does."""
    found: list[Fault] = []
    for check in _CHECKS:
        try:
            found.extend(check(expect, moment))
        except UnknownReferenceError as error:
            found.append(Fault("reference", "something that was shown", str(error)))
    return found


def _acts(expect: Expect, moment: Moment) -> Iterator[Fault]:
    intents = [act.intent for act in moment.reply.acts]
    got = listed(intents)
    if expect.acts is not None and list(expect.acts) != intents:
        yield Fault("acts", listed(expect.acts), got)
    if missing := [i for i in expect.acts_include if i not in intents]:
        yield Fault("acts include", listed(missing), got)
    if unwanted := [i for i in expect.acts_exclude if i in intents]:
        yield Fault("acts exclude", listed(unwanted), got)
    if expect.about is not None:
        about = {moment.product_id(words) for words in expect.about}
        meant = {product_id for act in moment.reply.acts for product_id in act.product_ids}
        if about != meant:
            yield Fault("about", listed(about), listed(meant))
    if expect.handed_off is not None and expect.handed_off != (Intent.WANT_PERSON in intents):
        yield Fault("handed off", str(expect.handed_off), got)
    hands = moment.reply.state.hands
    if expect.hands is not None and expect.hands != hands.who:
        yield Fault("hands", expect.hands, hands.who)
    is_offered = hands.offered_in == moment.reply.state.n_turns
    if expect.person_offered is not None and expect.person_offered != is_offered:
        yield Fault("person offered", str(expect.person_offered), str(is_offered))
    if expect.by is not None and moment.reply.by != expect.by:
        yield Fault("by", expect.by, moment.reply.by)


def _constraints(expect: Expect, moment: Moment) -> Iterator[Fault]:
    constraints = moment.reply.state.constraints
    have = set(_plain(constraints))
    got = listed(map(words_of, constraints))
    for words in expect.constraints:
        if not set(_plain([constraint_of(words)])) <= have:
            yield Fault("constraint", words, got)
    if expect.constraints_exactly is not None:
        wanted = set(_plain(constraint_of(words) for words in expect.constraints_exactly))
        if wanted != have:
            yield Fault("constraints exactly", listed(expect.constraints_exactly), got)
    for words in expect.not_constraints:
        unwanted = set(_plain([constraint_of(words)])) if " " in words else set()
        if unwanted & have or any(words == c.slot for c in constraints):
            yield Fault("not constrained", words, got)


def _plain(constraints: Iterable[Constraint]) -> Iterator[tuple[object, ...]]:
    """Different ways to say the same become equal: a range is two bounds, one of one is `is`, case is none."""
    for c in constraints:
        if c.operator is Operator.BETWEEN and isinstance(c.value, tuple):
            yield c.slot, Operator.AT_LEAST, c.value[0], c.required
            yield c.slot, Operator.AT_MOST, c.value[1], c.required
        elif isinstance(c.value, tuple):
            values = frozenset(str(v).casefold() for v in c.value)
            one = len(values) == 1
            yield c.slot, Operator.IS if one else c.operator, next(iter(values)) if one else values, c.required
        else:
            yield c.slot, c.operator, c.value.casefold() if isinstance(c.value, str) else c.value, c.required


def words_of(c: Constraint) -> str:
    """The constraint as a golden file writes it."""
    joined = " and " if c.operator is Operator.BETWEEN else ", "
    value = joined.join(map(str, c.value)) if isinstance(c.value, tuple) else str(c.value)
    return f"{'' if c.required else 'wished '}{c.slot} {c.operator} {value}"


def _asked_and_chips(expect: Expect, moment: Moment) -> Iterator[Fault]:
    reply = moment.reply
    labels = [chip.label.casefold() for chip in reply.chips]
    for label in expect.chips:
        if label.casefold() not in labels:
            yield Fault("chip", label, listed(labels))
    asked = reply.state.asked.slot if reply.state.asked else "nothing"
    if expect.asked is not None and expect.asked != asked:
        yield Fault("asked", expect.asked, asked)


def _cart(expect: Expect, moment: Moment) -> Iterator[Fault]:
    cart = moment.reply.cart
    if expect.cart is not None:
        wanted = {moment.variant_id(words): quantity for words, quantity in expect.cart.items()}
        got = {item.variant_id: item.quantity for item in cart.items}
        if wanted != got:
            yield Fault("cart", str(wanted), str(got))
    if expect.cart_subtotal is not None and cart.subtotal.amount != expect.cart_subtotal:
        yield Fault("cart subtotal", str(expect.cart_subtotal), str(cart.subtotal))


def _said_records(expect: Expect, moment: Moment) -> Iterator[Fault]:
    text = moment.reply.text.casefold()
    for said in expect.text_contains_record:
        wanted = said.says or recorded(said, moment)
        present = [words for words in wanted if words.casefold() in text]
        if not present or (said.every and len(present) < len(wanted)):
            yield Fault("text gives the record", (" and " if said.every else " or ").join(wanted), moment.reply.text)


def recorded(said: RecordSaid, moment: Moment) -> tuple[str, ...]:
    """The values that the store has for what must be said."""
    if said.variant is not None:
        product, variant = moment.catalog.variant(moment.variant_id(said.variant))
        variants: tuple[Variant, ...] = (variant,)
    else:
        product = moment.catalog.product(moment.product_id(said.product or ""))
        variants = product.variants
    match said.field:
        case "price":
            values = [str(v.offer.price) for v in variants]
        case "title":
            values = [product.title]
        case "rating":
            values = [f"{product.rating:.1f}"] if product.rating is not None else []
        case "stock":
            values = list(_IN_STOCK if any(v.offer.available for v in variants) else _SOLD_OUT)
        case slot:
            values = [value for v in variants for value in product.values(v, slot)]
    if not values:
        raise UnknownReferenceError(f"{product.title} has no '{said.field}'")
    return tuple(dict.fromkeys(values))


def _claims(expect: Expect, moment: Moment) -> Iterator[Fault]:
    for pattern in expect.must_not_claim:
        for where, words in said_in(moment):
            if match := re.search(pattern, words, re.IGNORECASE):
                yield Fault(f"must not claim /{pattern}/", "no such words", f"{where}: ...{match[0]}...")


def said_in(moment: Moment) -> Iterator[tuple[str, str]]:
    """The sentences of this turn; chips are the shopper's own need, titles and options the store's."""
    reply = moment.reply
    yield "text", reply.text
    for card in moment.all_cards:
        yield f"reason of {card.product_id}", card.reason
    for bundle in reply.bundles:
        yield "bundle", f"{bundle.title} {bundle.reason}"


_CHECKS: tuple[Callable[[Expect, Moment], Iterator[Fault]], ...] = (
    _acts,
    _constraints,
    faults_of_shown,
    _asked_and_chips,
    _cart,
    _said_records,
    _claims,
)
