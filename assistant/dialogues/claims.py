"""Does what we say keep to the facts of the turn: amounts, percentages, stock, options?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from assistant.acts import Intent
from assistant.dialogues.moment import Fault, Moment, listed
from assistant.dialogues.records import satisfies
from assistant.reply import Card
from retrieval.catalog import Product, Variant
from retrieval.query import THING, Constraint
from retrieval.relaxing import MOST_GIVEN_UP

_CODES = "USD|EUR|GBP|JPY|CNY|INR|AUD|CAD|CHF"
_N = r"(\d[\d,]*(?:\.\d+)?)"
_MONEY = re.compile(
    rf"[$£€¥₹]\s?{_N}|{_N}\s?(?:{_CODES}|dollars?|bucks|euros?|pounds?|cents?)\b|\b(?:{_CODES})\s?{_N}", re.IGNORECASE
)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|percent\b)", re.IGNORECASE)
_LEFT = re.compile(r"\b(\d+) (?:left|in stock|remaining)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”")
_SOLD_OUT = re.compile(r"\b(?:out of stock|sold out)\b", re.IGNORECASE)


def claim_faults(moment: Moment) -> Iterator[Fault]:
    """Whatever our sentences say without support; nothing when all is supported by a record of this turn."""
    reply = moment.reply
    if not reply.text:
        yield Fault("text", "a sentence", "nothing")
    lines = [line for line in reply.text.splitlines() if line.strip()]
    if len(set(lines)) < len(lines):
        yield Fault("text", "no line twice", reply.text)
    products = talked_about(moment)
    text = _without_promotions(reply.text, moment)
    yield from _unsupported("text", text, _amounts(products, moment), _percents(products, moment))
    for card in moment.all_cards:
        own = [moment.record(card)] if moment.catalog.has_variant(card.variant_id) else []
        amounts = _prices(p for p, _ in own) | _said_by_shopper(moment)
        yield from _unsupported(
            f"reason of {card.variant_id}", card.reason, amounts, _percents([p for p, _ in own], moment)
        )
    yield from _compared(moment)
    for bundle in reply.bundles:
        known = _amounts(products, moment)
        yield from _unsupported("bundle", f"{bundle.title} {bundle.reason}", known, _percents(products, moment))
    for chip in reply.chips:
        yield from _unsupported("chip", chip.label, set(_numbers(chip.constraint)), set())
    yield from _promoted(text, moment)
    yield from _stock(products, moment)
    yield from _options(products, moment)


def talked_about(moment: Moment) -> list[Product]:
    """The products that this turn is about: shown, in focus, named by an act, or in the cart before or after."""
    reply = moment.reply
    ids = [card.product_id for card in moment.all_cards]
    ids += [*reply.state.focus, *(product_id for act in reply.acts for product_id in act.product_ids)]
    ids += _counted(moment)
    ids += [product.id for product in moment.catalog if f"the {product.title} at " in reply.text]  # as an example
    ids += [item.product_id for cart in (r.cart for r in moment.replies[-2:]) for item in cart.items]
    return [moment.catalog.product(product_id) for product_id in dict.fromkeys(ids) if product_id in moment.catalog]


def _counted(moment: Moment) -> list[str]:
    """The products that a question about the range is about: those that meet its conditions, and the need's where it
    names no thing."""
    ids: list[str] = []
    for act in moment.reply.acts:
        if act.intent is not Intent.ASK_CATALOG:
            continue
        named = any(c.slot in ("category", THING) for c in act.constraints)
        conditions = act.constraints if named else (*moment.reply.state.constraints, *act.constraints)
        ids += [
            product.id
            for product in moment.catalog
            if any(all(_meets(c, product, v) for c in conditions if c.required) for v in product.variants)
        ]
    return ids


def _meets(condition: Constraint, product: Product, variant: Variant) -> bool:
    if condition.slot != THING:
        return satisfies(condition, product, variant)
    return all(word.casefold().rstrip("s") in product.title.casefold() for word in str(condition.value).split())


def amounts_in(text: str) -> list[Decimal]:
    """Every amount of money in the text: `$1,052.00`, `60 dollars`, `GBP 5`."""
    return [Decimal(next(filter(None, match.groups())).replace(",", "")) for match in _MONEY.finditer(text)]


def percents_in(text: str) -> list[Decimal]:
    return [Decimal(match[1]) for match in _PERCENT.finditer(text)]


def _unsupported(where: str, text: str, amounts: set[Decimal], percents: set[Decimal]) -> Iterator[Fault]:
    for what, said, known in (
        ("amount", amounts_in(text), amounts),
        ("percentage", percents_in(text), percents),
    ):
        for number in said:
            if number not in known:
                yield Fault(f"{what} in {where}", f"one of {listed(sorted(known))}", f"{number} in: {text}")


def _prices(products: Iterable[Product]) -> set[Decimal]:
    offers = [v.offer for product in products for v in product.variants]
    prices = {o.price.amount for o in offers} | {o.list_price.amount for o in offers if o.list_price}
    prices |= {o.before.amount for o in offers if o.before}
    befores = [(was.amount, o.price.amount) for o in offers for was in (o.list_price, o.before) if was]
    return prices | {was - now for was, now in befores}


def _amounts(products: list[Product], moment: Moment) -> set[Decimal]:
    reply = moment.reply
    known = _prices(products) | _said_by_shopper(moment) | _cheapest_without_one(moment)
    for cart in (r.cart for r in moment.replies[-2:]):
        known |= {cart.subtotal.amount, cart.total.amount, *(item.total.amount for item in cart.items)}
        known |= {saving.amount.amount for saving in (cart.priced.savings if cart.priced else ())}
    for bundle in reply.bundles:
        known |= {bundle.total.amount, *(saving.amount.amount for saving in bundle.savings)}
        if bundle.budget is not None:
            known |= {bundle.budget.amount, bundle.budget.amount - bundle.total.amount}
    if reply.state.bundling:  # what a bundle would cost, on a chip: each of them is tried
        offered = (chip.act for chip in reply.follow_ups if chip.act)
        known |= {number for act in offered for c in act.constraints for number in _numbers(c)}
    if reply.comparison:
        prices = [card.price.amount for card in reply.comparison.cards]
        known |= {abs(a - b) for a in prices for b in prices}
    if any(act.intent is Intent.ASK_POLICY or act.context.needed_by for act in reply.acts):
        known |= {number for words in _store_words(moment) for number in amounts_in(words)}
    return known


def _said_by_shopper(moment: Moment) -> set[Decimal]:
    """Numbers of the need as it was understood; a number that is only in the message supports nothing."""
    state = moment.reply.state
    heard = (c for act in moment.reply.acts for c in act.constraints)
    earlier = (old for old, _ in state.overruled)  # what this turn's words went against
    own = (c for part in state.parts for c in part.conditions)
    refused = {state.bench.refused.amount} if state.bench and state.bench.refused else set()
    return refused | {number for c in (*state.constraints, *heard, *earlier, *own) for number in _numbers(c)}


def _numbers(constraint: Constraint) -> Iterator[Decimal]:
    values = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
    yield from (value for value in values if isinstance(value, Decimal))


def _cheapest_without_one(moment: Moment) -> set[Decimal]:
    """What a way out of finding nothing may say: the lowest price once required constraints are given up, the fewest
    that bring anything."""
    required = [c for c in moment.reply.state.constraints if c.required]
    cheapest: set[Decimal] = set()
    for n in range(1, min(MOST_GIVEN_UP, len(required)) + 1):
        for dropped in combinations(required, n):
            rest = [c for c in required if c not in dropped]
            prices = [v.offer.price.amount for p, v in _available(moment) if all(satisfies(c, p, v) for c in rest)]
            cheapest |= {min(prices)} if prices else set()
        if cheapest:
            break
    return cheapest | _cheapest_together(moment)


def _cheapest_together(moment: Moment) -> set[Decimal]:
    """What the parts of a bundle cost at the least, whatever the budget."""
    state = moment.reply.state
    rest = [c for c in state.constraints if c.required and c.slot != "price"]
    total = Decimal(0)
    for part in state.parts:
        wanted = [part, *(c for c in rest if c.slot != part.slot)]
        prices = [v.offer.price.amount for p, v in _available(moment) if all(satisfies(c, p, v) for c in wanted)]
        if not prices:
            return set()
        total += min(prices)
    return {total} if state.parts else set()


def _available(moment: Moment) -> Iterator[tuple[Product, Variant]]:
    return ((p, v) for p in moment.catalog for v in p.variants if v.offer.available)


def _percents(products: Iterable[Product], moment: Moment) -> set[Decimal]:
    known: set[Decimal] = set()
    for product in products:
        words = [product.title, product.description, *(v for values in product.attributes.values() for v in values)]
        known |= {number for text in words for number in percents_in(text)}
        for offer in (v.offer for v in product.variants if v.offer.list_price):
            was = offer.list_price.amount if offer.list_price else offer.price.amount
            known.add(((was - offer.price.amount) * 100 / was).quantize(Decimal(1)))
    if any(act.intent is Intent.ASK_POLICY for act in moment.reply.acts):
        known |= {number for text in _store_words(moment) for number in percents_in(text)}
    return known


def _store_words(moment: Moment) -> list[str]:
    documents = [document.text for document in moment.catalog.documents]
    return [*documents, *(f"{p.title} {p.description}" for p in moment.catalog.promotions if moment.runs(p))]


def _without_promotions(text: str, moment: Moment) -> str:
    """The text without what it quotes of the store's promotions word for word."""
    for promotion in moment.catalog.promotions:
        for words in (promotion.title, promotion.description):
            text = text.replace(words, "") if words and moment.runs(promotion) else text
    return text


def _promoted(text: str, moment: Moment) -> Iterator[Fault]:
    """In what is left beside the promotions that run, no other is named."""
    for promotion in moment.catalog.promotions:
        if not moment.runs(promotion) and promotion.title.casefold() in text.casefold():
            yield Fault("promotion in text", "only those that run on the day", promotion.title)


def _compared(moment: Moment) -> Iterator[Fault]:
    comparison = moment.reply.comparison
    if comparison is None:
        return
    for row in comparison.rows:
        if len(row.values) != len(comparison.cards):
            yield Fault(f"row '{row.label}'", f"{len(comparison.cards)} values", listed(row.values))
            continue
        if row.differs != (len(set(row.values)) > 1):
            yield Fault(f"row '{row.label}' differs", str(len(set(row.values)) > 1), str(row.differs))
        for card, value in zip(comparison.cards, row.values, strict=True):
            yield from _column(card, f"{row.label} of {card.product_id}", value, moment)


def _column(card: Card, what: str, value: str, moment: Moment) -> Iterator[Fault]:
    product = moment.catalog.product(card.product_id)
    yield from _unsupported(what, value, _prices([product]), _percents([product], moment))


def _stock(products: list[Product], moment: Moment) -> Iterator[Fault]:
    offers = [v.offer for product in products for v in product.variants]
    counts = {o.quantity for o in offers}
    for match in _LEFT.finditer(moment.reply.text):
        if int(match[1]) not in counts:
            yield Fault("stock in text", f"one of {listed(c for c in counts if c is not None)}", match[0])
    said_out = _SOLD_OUT.search(moment.reply.text)
    if said_out and products and all(o.available for o in offers):
        yield Fault("stock in text", "everything talked about is in stock", moment.reply.text)


def _options(products: list[Product], moment: Moment) -> Iterator[Fault]:
    """A colour or size in our text belongs to what the turn is about, or to what the shopper wants."""
    reply = moment.reply
    known = [
        moment.message,
        *(chip.label for chip in reply.chips),
        *(reply.state.asked.values if reply.state.asked else ()),
    ]
    for product in products:
        known += [product.title, product.description, *(x for v in product.variants for x in v.options.values())]
        known += [x for values in product.attributes.values() for x in values]
    known += [str(value) for act in reply.acts for c in act.constraints for value in _words(c)]
    supported = " ".join(known).casefold()
    text = _QUOTED.sub(" ", reply.text)  # what is quoted is an example or the store's own words
    for value in sorted({x for p in moment.catalog for v in p.variants for x in v.options.values()}):
        if not value.isalpha():
            continue
        flags = 0 if len(value) < 3 else re.IGNORECASE  # "S" is a size, "s" the end of a word
        if re.search(rf"(?<![\w'’]){value}(?![\w'’])", text, flags) and not _has(value, supported):
            yield Fault("option in text", "one of what the turn is about", f"{value} in: {reply.text}")


def _has(value: str, supported: str) -> bool:
    return re.search(rf"\b{re.escape(value.casefold())}\b", supported) is not None


def _words(constraint: Constraint) -> tuple[object, ...]:
    return constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
