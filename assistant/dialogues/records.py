"""Does every card, bundle, comparison, cart line and chip of a turn equal the store's record?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.acts import Intent
from assistant.dialogues.moment import Fault, Moment, lies_in, listed
from assistant.reply import Card, Option
from retrieval.catalog import Product, Variant
from retrieval.money import Money
from retrieval.query import Constraint, Operator

_SEARCHING = {Intent.FIND, Intent.REFINE, Intent.MORE}
_ABOUT = Decimal("0.2")  # `Operator.ABOUT`: within 20 %


def record_faults(moment: Moment) -> Iterator[Fault]:
    """Whatever differs from the record; nothing when all is as the store has it."""
    for card in moment.all_cards:
        yield from _card(card, moment)
    yield from _bundles(moment)
    yield from _cart(moment)
    yield from _chips(moment)
    searched = [act.intent in _SEARCHING for act in moment.reply.acts]
    if searched and all(searched):
        yield from _unrelaxed(moment)


def _card(card: Card, moment: Moment) -> Iterator[Fault]:
    if not moment.catalog.has_variant(card.variant_id):
        yield Fault(f"card {card.product_id}", "a variant of the store", card.variant_id)
        return
    product, variant = moment.record(card)
    offer = variant.offer
    for what, recorded, shown in (
        ("product", product.id, card.product_id),
        ("title", product.title, card.title),
        ("brand", product.brand, card.brand),
        ("price", offer.price, card.price),
        ("was-price", offer.list_price, card.was),
        ("available", offer.available, card.available),
        ("rating", product.rating, card.rating),
        ("reviews", product.n_reviews, card.n_reviews),
        ("url", product.url, card.url),
    ):
        if recorded != shown:
            yield Fault(f"{what} of {card.variant_id}", str(recorded), str(shown))
    media = {*product.media, *(path for v in product.variants for path in v.media)}
    if (card.image or media) and card.image not in media:
        yield Fault(f"image of {card.variant_id}", "one of the store's", card.image or "none")
    yield from _stock(card, variant)
    if {option.slot for option in card.options} != {slot for v in product.variants for slot in v.options}:
        slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
        yield Fault(f"options of {card.variant_id}", listed(slots), listed(option.slot for option in card.options))
    for option in card.options:
        yield from _option(card, option, product, variant)


def _stock(card: Card, variant: Variant) -> Iterator[Fault]:
    said_out = "out of stock" in card.stock_text.casefold() or "sold out" in card.stock_text.casefold()
    if said_out == variant.offer.available:
        yield Fault(f"stock of {card.variant_id}", variant.offer.status, card.stock_text)
    counted = re.search(r"\d+", card.stock_text)
    if counted and int(counted[0]) != variant.offer.quantity:
        yield Fault(f"stock of {card.variant_id}", f"{variant.offer.quantity} pieces", card.stock_text)


def _option(card: Card, option: Option, product: Product, variant: Variant) -> Iterator[Fault]:
    what = f"{option.slot} of {card.variant_id}"
    values = {v.options[option.slot] for v in product.variants if option.slot in v.options}
    if {choice.value for choice in option.choices} != values or len(option.choices) != len(values):
        yield Fault(what, listed(values), listed(choice.value for choice in option.choices))
    for choice in option.choices:
        wanted = {**variant.options, option.slot: choice.value}
        found = next((v for v in product.variants if dict(v.options) == wanted), None)
        if choice.selected != (variant.options.get(option.slot) == choice.value):
            yield Fault(what, f"{variant.options.get(option.slot)} selected", f"{choice.value}: {choice.selected}")
        recorded = (found.id, found.offer.available) if found else ("", False)
        if recorded != (choice.variant_id, choice.available):
            yield Fault(f"{what}, {choice.value}", str(recorded), str((choice.variant_id, choice.available)))
        if found and choice.price is not None and choice.price != found.offer.price:
            yield Fault(f"price of {found.id} among the choices", str(found.offer.price), str(choice.price))


def _bundles(moment: Moment) -> Iterator[Fault]:
    for bundle in moment.reply.bundles:
        counts = bundle.counts or (1,) * len(bundle.cards)
        prices = (moment.record(c)[1].offer.price * n for c, n in zip(bundle.cards, counts, strict=True))
        total = sum(prices, Money(Decimal(0), bundle.total.currency))
        total -= sum((saving.amount for saving in bundle.savings), Money(Decimal(0), total.currency))
        if total != bundle.total:
            yield Fault(f"total of bundle '{bundle.title}'", str(total), str(bundle.total))
        if bundle.budget is not None and total > bundle.budget:
            yield Fault(f"bundle '{bundle.title}'", f"within the budget {bundle.budget}", str(total))
        if len({card.product_id for card in bundle.cards}) < len(bundle.cards):
            yield Fault(f"bundle '{bundle.title}'", "another product in every slot", listed(bundle.slots))
        if sold_out := [card.variant_id for card in bundle.cards if not moment.record(card)[1].offer.available]:
            yield Fault(f"bundle '{bundle.title}'", "parts that can be bought now", listed(sold_out))
        if len(bundle.slots) != len(bundle.cards):
            yield Fault(f"bundle '{bundle.title}'", "one slot a card", listed(bundle.slots))


def _cart(moment: Moment) -> Iterator[Fault]:
    cart = moment.reply.cart
    subtotal = Money(Decimal(0), moment.catalog.currency)
    for item in cart.items:
        if not moment.catalog.has_variant(item.variant_id):
            yield Fault("cart", "variants of the store", item.variant_id)
            continue
        product, variant = moment.catalog.variant(item.variant_id)
        line = variant.offer.price * item.quantity
        subtotal += line
        recorded = (product.id, product.title, variant.offer.price, line, variant.offer.available)
        shown = (item.product_id, item.title, item.price, item.total, item.available)
        if recorded != shown:
            yield Fault(f"cart line {item.variant_id}", listed(recorded), listed(shown))
        if item.quantity < 1:
            yield Fault(f"quantity of {item.variant_id}", "at least 1", str(item.quantity))
        if missing := [value for value in variant.options.values() if value not in item.options_text]:
            yield Fault(f"options of cart line {item.variant_id}", listed(missing), item.options_text)
    if subtotal != cart.subtotal:
        yield Fault("cart subtotal", f"{subtotal}, the sum of its lines", str(cart.subtotal))
    saved = sum((s.amount for s in (cart.priced.savings if cart.priced else ())), Money(Decimal(0), subtotal.currency))
    if cart.total != cart.subtotal - saved:
        yield Fault("cart total", f"{cart.subtotal} less {saved}", str(cart.total))
    lines = {line.variant_id: line.quantity for line in moment.reply.state.cart}
    if lines != {item.variant_id: item.quantity for item in cart.items}:
        yield Fault("cart", str(lines), listed(f"{item.variant_id}: {item.quantity}" for item in cart.items))


def _chips(moment: Moment) -> Iterator[Fault]:
    chips = {chip.constraint for chip in moment.reply.chips}
    state = moment.reply.state
    needs = {*state.parts, *state.constraints, *state.context.conditions}
    if chips - needs:
        yield Fault("chips", listed(map(str, needs)), listed(map(str, chips)))
    searched = any(act.intent in _SEARCHING for act in moment.reply.acts)
    if searched and needs - chips:
        yield Fault("a chip for each need", listed(map(str, needs)), listed(map(str, chips)))


def _unrelaxed(moment: Moment) -> Iterator[Fault]:
    """A list that was asked for keeps every required constraint: nothing is relaxed silently."""
    for card in moment.reply.cards:
        if not moment.catalog.has_variant(card.variant_id):
            continue
        for constraint in moment.reply.state.constraints:
            if constraint.required and not satisfies(constraint, *moment.record(card)):
                yield Fault(f"card {card.variant_id} satisfies", str(constraint), f"{card.title}, {card.price}")


def satisfies(c: Constraint, product: Product, variant: Variant) -> bool:
    """A second opinion on one constraint, written apart from the filters that the search uses."""
    if c.slot in ("price", "rating"):
        number = variant.offer.price.amount if c.slot == "price" else Decimal(str(product.rating or 0))
        return _within(c, number)
    if c.slot == "category":
        here = [lies_in(product, value) for value in _values(c)]
    elif c.slot == "gender":
        own = [v.casefold() for v in product.values(variant, "gender")]
        for_anybody = not own and c.operator is not Operator.NOT  # a bag that is marked for nobody
        here = [for_anybody or value.casefold() in own or lies_in(product, value) for value in _values(c)]
    else:
        own = [v.casefold() for v in product.values(variant, c.slot)]
        here = [value.casefold() in own for value in _values(c)]
    return any(here) != (c.operator is Operator.NOT)


def _within(c: Constraint, number: Decimal) -> bool:
    match c.operator, c.value:
        case Operator.BETWEEN, (Decimal() as low, Decimal() as high):
            return low <= number <= high
        case Operator.AT_MOST, Decimal() as high:
            return number <= high
        case Operator.AT_LEAST, Decimal() as low:
            return number >= low
        case Operator.ABOUT, Decimal() as middle:
            return abs(number - middle) <= middle * _ABOUT
    return False


def _values(c: Constraint) -> tuple[str, ...]:
    return tuple(map(str, c.value)) if isinstance(c.value, tuple) else (str(c.value),)
