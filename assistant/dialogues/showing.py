"""Are the cards, bundles and comparisons of a turn those that its golden lines expect?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

from assistant.dialogues.format import BundleIs, CardIs, Expect, NothingFound, ShownIs
from assistant.dialogues.moment import Fault, Moment, lies_in, listed
from assistant.reply import BundleView, Card
from retrieval.catalog import Product, Variant
from retrieval.query import Constraint


def faults_of_shown(expect: Expect, moment: Moment) -> Iterator[Fault]:
    """What of the expected cards, bundles and comparison is not there."""
    if expect.shown is not None:
        yield from _shown(expect.shown, moment)
    if expect.bundle is not None:
        yield from _bundles(expect.bundle, moment)
    if expect.nothing_found is not None:
        yield from _nothing_found(expect.nothing_found, moment)
    if expect.comparison is not None:
        comparison = moment.reply.comparison
        compared = {card.product_id for card in comparison.cards} if comparison else set()
        if compared != {moment.product_id(words) for words in expect.comparison}:
            yield Fault("comparison", listed(expect.comparison), listed(compared))


def _shown(shown: ShownIs, moment: Moment) -> Iterator[Fault]:
    cards = moment.reply.cards
    yield from _shown_ids(shown, moment)
    n = len(cards)
    for what, bound, wrong in (
        ("shown", shown.count, n != shown.count),
        ("shown at least", shown.at_least, n < (shown.at_least or 0)),
        ("shown at most", shown.at_most, shown.at_most is not None and n > shown.at_most),
    ):
        if bound is not None and wrong:
            yield Fault(what, f"{bound} cards", f"{n}: {listed(c.product_id for c in cards)}")
    for is_ in shown.all:
        if others := [c for c in cards if not card_is(is_, *moment.record(c))]:
            yield Fault("every card is", _said(is_), _titles(others))
    for is_ in shown.any:
        if not any(card_is(is_, *moment.record(c)) for c in cards):
            yield Fault("some card is", _said(is_), _titles(cards))
    for is_ in shown.none:
        if such := [c for c in cards if card_is(is_, *moment.record(c))]:
            yield Fault("no card is", _said(is_), _titles(such))


def _shown_ids(shown: ShownIs, moment: Moment) -> Iterator[Fault]:
    cards = moment.reply.cards
    ids = [card.product_id for card in cards]
    if shown.exactly is not None and {moment.product_id(words) for words in shown.exactly} != set(ids):
        yield Fault("shown exactly", listed(shown.exactly), listed(ids))
    for words in shown.contains:
        if moment.product_id(words) not in ids:
            yield Fault("shown", words, listed(ids))
    for words in shown.excludes:
        if moment.product_id(words) in ids:
            yield Fault("not shown", words, listed(ids))
    if shown.first and (not ids or ids[0] not in {moment.product_id(words) for words in shown.first}):
        yield Fault("shown first", listed(shown.first), listed(ids))
    for words in shown.variants:
        if moment.variant_id(words) not in (card.variant_id for card in cards):
            yield Fault("shown variant", words, listed(card.variant_id for card in cards))
    if shown.all_new:
        before = {card.product_id for reply in moment.replies[:-1] for card in reply.cards}
        if not ids or before & set(ids):
            yield Fault("cards that are new", "none of the earlier ones, at least one", listed(ids))
    if shown.cheaper_than_turn is not None:
        earlier = moment.replies[shown.cheaper_than_turn - 1].cards
        if not cards or max(c.price for c in cards) >= max(c.price for c in earlier):
            yield Fault("cheaper", f"below {max(c.price for c in earlier)}", _titles(cards))


def card_is(is_: CardIs, product: Product, variant: Variant) -> bool:
    """Does the record fit the golden line?"""
    price = variant.offer.price.amount
    return (
        (is_.category is None or lies_in(product, is_.category))
        and (is_.title is None or is_.title.casefold() in product.title.casefold())
        and (is_.price_at_most is None or price <= is_.price_at_most)
        and (is_.price_at_least is None or price >= is_.price_at_least)
        and (is_.in_stock is None or variant.offer.available == is_.in_stock)
        and (is_.brand is None or product.brand == is_.brand)
        and (is_.rating_at_least is None or (product.rating or 0) >= is_.rating_at_least)
        and all(value in product.values(variant, slot) for slot, value in {**is_.options, **is_.attributes}.items())
    )


def _bundles(expect: BundleIs, moment: Moment) -> Iterator[Fault]:
    bundles = moment.reply.bundles
    if expect.count is None and not bundles:
        yield Fault("bundles", "at least one", "none")
    if expect.count is not None and len(bundles) != expect.count:
        yield Fault("bundles", str(expect.count), f"{len(bundles)}: {listed(b.title for b in bundles)}")
    for bundle in bundles:
        if expect.total_at_most is not None and bundle.total.amount > expect.total_at_most:
            yield Fault("bundle total", f"at most {expect.total_at_most}", str(bundle.total))
        if expect.parts is not None and not _fills(expect.parts, moment, bundle.cards):
            yield Fault("bundle parts", listed(map(_said, expect.parts)), _titles(bundle.cards))

    if bundles:
        yield from _on_table(expect, moment, bundles[0])


def _on_table(expect: BundleIs, moment: Moment, bundle: BundleView) -> Iterator[Fault]:
    """The first bundle, which the shopper works on."""
    for is_ in expect.first:
        if not any(card_is(is_, *moment.record(card)) for card in bundle.cards):
            yield Fault("part of the bundle", _said(is_), _titles(bundle.cards))
    for is_ in expect.first_without:
        if any(card_is(is_, *moment.record(card)) for card in bundle.cards):
            yield Fault("no part of the bundle", _said(is_), _titles(bundle.cards))
    locked = tuple(place.slot for place in bundle.placed if place.is_locked)
    if expect.locked is not None and sorted(expect.locked) != sorted(locked):
        yield Fault("locked", listed(expect.locked), listed(locked))
    pieces = {place.slot: place.n for place in bundle.placed}
    for slot, n in expect.pieces.items():
        if pieces.get(slot) != n:
            yield Fault(f"pieces of {slot}", str(n), str(pieces.get(slot)))
    owned = [one.slot for one in bundle.unfilled if one.why == "owned"]
    if set(expect.owned) - set(owned):
        yield Fault("owned", listed(expect.owned), listed(owned))
    before = next((reply.bundles[0] for reply in reversed(moment.replies[:-1]) if reply.bundles), None)
    then = _by_slot(before) if before else {}
    for slots, same in ((expect.as_before, True), (expect.not_as_before, False)):
        for slot in slots:
            now = _by_slot(bundle).get(slot, "nothing")
            if (then.get(slot) == now) != same:
                yield Fault(f"{slot} {'as' if same else 'not as'} before", then.get(slot, "nothing"), now)


def _by_slot(bundle: BundleView) -> dict[str, str]:
    return {slot: card.variant_id for slot, card in zip(bundle.slots, bundle.cards, strict=True)}


def _fills(parts: tuple[CardIs, ...], moment: Moment, cards: tuple[Card, ...]) -> bool:
    return len(cards) == len(parts) and any(
        all(card_is(is_, *moment.record(card)) for is_, card in zip(parts, order, strict=True))
        for order in permutations(cards)
    )


def _nothing_found(expect: NothingFound, moment: Moment) -> Iterator[Fault]:
    reply = moment.reply
    if reply.cards or reply.bundles:
        yield Fault("nothing found", "no cards", _titles(moment.all_cards))
    acts = [chip.act for chip in reply.follow_ups if chip.act]
    offered = {slot for act in acts for slot in (*act.dropped, *(c.slot for c in (*act.removed, *act.constraints)))}
    if not offered & set(expect.give_up):
        labels = listed(chip.label for chip in reply.follow_ups)
        yield Fault("offer to give up", " or ".join(expect.give_up), f"{listed(offered)} (follow-ups: {labels})")
    values = [_value(c) for c in reply.state.constraints if c.slot in expect.give_up]
    if not any(value in reply.text.casefold() for value in values):
        yield Fault("text names what to give up", " or ".join(values), reply.text)


def _value(c: Constraint) -> str:
    value = c.value[-1] if isinstance(c.value, tuple) else c.value
    return str(value).split(" > ")[-1].casefold()


def _titles(cards: Iterable[Card]) -> str:
    return "; ".join(f"{c.product_id} {c.title} ({c.variant_id}, {c.price})" for c in cards) or "no cards"


def _said(is_: CardIs) -> str:
    return ", ".join(f"{key} {value}" for key, value in is_.model_dump(exclude_defaults=True).items())
