"""From the shop's values to what goes over the wire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlsplit

from assistant import records, reply
from recommender.wording import stock_text
from retrieval import catalog
from retrieval.cart_prices.priced_cart import PricedCart, Saving
from retrieval.money import Money
from retrieval.query import Constraint
from ui.api.schema import carts, products, stream

KEPT_SILENT = (reply.Progress, reply.Provisional)  # passing words: not kept with the turn, so they have no id


def price(money: Money) -> products.Price:
    return products.Price(amount=money.minor, currency=money.currency, display=str(money))


def _price(money: Money | None) -> products.Price | None:
    return None if money is None else price(money)


def media(path: str, title: str) -> tuple[products.Media, ...]:
    return (products.Media(url=f"/api/v1/pictures/{quote(path)}", alt_text=title),) if path else ()


def web_address(url: str) -> str:
    """The address if a page may link to it, else empty: never `javascript:` or the like."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def chip_id(constraint: Constraint) -> str:
    """Equal for equal conditions, in every process."""
    return sha256(records.dumps(constraint).encode()).hexdigest()[:12]


def need_chips(chips: Iterable[reply.NeedChip]) -> tuple[stream.NeedChip, ...]:
    return tuple(stream.NeedChip(id=chip_id(c.constraint), label=c.label, slot=c.constraint.slot) for c in chips)


def card(shown: reply.Card) -> products.Card:
    return products.Card(
        id=shown.product_id,
        variant_id=shown.variant_id,
        title=shown.title,
        brand=shown.brand,
        url=web_address(shown.url),
        media=media(shown.image, shown.title),
        price=price(shown.price),
        list_price=_price(shown.was),
        availability=products.Availability(available=shown.available, display=shown.stock_text),
        options=tuple(
            products.OptionPicker(
                name=option.slot,
                choices=tuple(
                    products.Choice(
                        value=c.value,
                        variant_id=c.variant_id,
                        available=c.available,
                        selected=c.selected,
                        price=_price(c.price),
                    )
                    for c in option.choices
                ),
            )
            for option in shown.options
        ),
        rating=_rating(shown.rating, shown.n_reviews),
        reason=shown.reason,
        settled=shown.settled,
    )


def cards(shown: Iterable[reply.Card]) -> tuple[products.Card, ...]:
    return tuple(map(card, shown))


def cart(view: reply.CartView) -> carts.Cart:
    return carts.Cart(
        line_items=tuple(
            carts.LineItem(
                id=item.variant_id,
                product_id=item.product_id,
                title=item.title,
                options_text=item.options_text,
                media=media(item.image, item.title),
                quantity=item.quantity,
                price=price(item.price),
                total=price(item.total),
                available=item.available,
            )
            for item in view.items
        ),
        subtotal=price(view.subtotal),
        **_promotions(view.priced),
        total=price(view.total),
        can_undo=view.can_undo,
    )


def _promotions(priced: PricedCart | None) -> dict[str, Any]:
    if priced is None:
        return {}
    return {
        "savings": _savings(priced.savings),
        "extras": tuple(
            carts.Extra(promotion_id=e.promotion_id, title=e.title, gift_id=e.gift_id) for e in priced.extras
        ),
        "not_applied": tuple(
            carts.NotApplied(
                promotion_id=n.promotion_id,
                title=n.title,
                reason=n.reason,
                code=n.code,
                would_save=_price(n.would_save),
            )
            for n in priced.not_applied
        ),
    }


def bundle(view: reply.BundleView) -> stream.BundleOffer:
    counts = view.counts or (1,) * len(view.cards)
    placed = view.placed or tuple(reply.Placed(slot, n) for slot, n in zip(view.slots, counts, strict=True))
    return stream.BundleOffer(
        title=view.title,
        items=tuple(
            stream.BundleItem(
                slot=slot,
                card=card(shown),
                quantity=n,
                locked=place.is_locked,
                instead=tuple(map(_in_place, place.instead)),
            )
            for slot, shown, n, place in zip(view.slots, view.cards, counts, placed, strict=True)
        ),
        total=price(view.total),
        budget=_price(view.budget),
        reason=view.reason,
        intent=view.intent,
        savings=_savings(view.savings),
        on_table=view.is_on_table,
        empty_slots=tuple(stream.EmptySlot(slot=one.slot, why=one.why, title=one.title) for one in view.unfilled),
        tiers=tuple(
            stream.BundleTier(tier=one.tier, total=price(one.total), current=one.is_now, if_more=one.if_more)
            for one in view.tiers
        ),
        if_more=view.if_more,
        share_path=view.address,
        same_color=view.same_color,
        needed_by=view.needed_by,
    )


def _in_place(other: reply.InPlace) -> stream.InPlace:
    return stream.InPlace(
        variant_id=other.variant_id,
        title=other.title,
        price=price(other.price),
        difference=price(other.difference),
        why_not=other.why_not,
    )


def _savings(savings: Iterable[Saving]) -> tuple[carts.Saving, ...]:
    return tuple(
        carts.Saving(
            promotion_id=s.promotion_id, title=s.title, code=s.code, amount=price(s.amount), display=s.arithmetic
        )
        for s in savings
    )


def _rows(rows: Iterable[reply.ComparisonRow]) -> tuple[stream.ComparisonRow, ...]:
    return tuple(
        stream.ComparisonRow(label=r.label, values=r.values, differs=r.differs, sources=r.sources) for r in rows
    )


def follow_ups(chips: Iterable[reply.FollowUp], turn: int) -> tuple[stream.FollowUp, ...]:
    """Next steps, found again by their turn and place: their acts stay here."""
    return tuple(
        stream.FollowUp(id=f"{turn}-{place}", label=chip.label, n_products=chip.n_products)
        for place, chip in enumerate(chips)
    )


def event(said: reply.ReplyEvent, turn: int) -> tuple[str, stream.EventData]:
    """The name and the data of an event in turn number `turn`."""
    match said:
        case reply.Progress():
            return "progress", stream.Progress(text=said.text)
        case reply.Provisional():
            return "provisional", stream.Cards(cards=cards(said.cards))
        case reply.Understood():
            return "ack", stream.Ack(chips=need_chips(said.chips), by=said.by)
        case reply.Cards():
            return "cards", stream.Cards(cards=cards(said.cards), more=said.more)
        case reply.Bundles():
            return "bundle", stream.Bundle(bundles=tuple(map(bundle, said.bundles)), rows=_rows(said.rows))
        case reply.Comparison():
            return "comparison", stream.Comparison(cards=cards(said.cards), rows=_rows(said.rows))
        case reply.Text():
            cited = (asdict(one) for one in said.cited)
            return "text", stream.TextDelta(
                delta=said.piece, citations=tuple(map(stream.Citation.model_validate, cited))
            )
        case reply.PersonSaid():
            return "person", stream.PersonSaid(name=said.name, text=said.text)
        case reply.HandsChanged():
            return "hands", stream.HandsChanged(who=said.who, name=said.name, text=said.text)
        case reply.Signals():
            return "signals", stream.Signals.model_validate(asdict(said))
        case reply.Known():
            return "known", stream.Known.model_validate(asdict(said))
        case reply.FollowUps():
            return "chips", stream.Chips(chips=follow_ups(said.chips, turn))
        case reply.CartView():
            return "cart", cart(said)
        case reply.Done():
            return "done", stream.Done(timings_ms={name: round(ms, 1) for name, ms in said.timings_ms.items()})


def product(of: catalog.Product) -> products.Product:
    return products.Product(
        id=of.id,
        title=of.title,
        description=products.Description(plain=of.description),
        url=web_address(of.url),
        brand=of.brand,
        categories=tuple(products.Category(value=path) for path in of.categories),
        media=tuple(found for path in of.media for found in media(path, of.title)),
        attributes=dict(of.attributes),
        rating=_rating(of.rating, of.n_reviews),
        variants=tuple(map(_variant, of.variants)),
    )


def _variant(of: catalog.Variant) -> products.Variant:
    offer = of.offer
    return products.Variant(
        id=of.id,
        title=of.title,
        price=price(offer.price),
        list_price=_price(offer.list_price),
        availability=products.Availability(
            available=offer.available,
            status=offer.status,
            quantity=offer.quantity,
            restock_on=offer.restock_on,
            display=stock_text(offer),
        ),
        variant_options=tuple(products.VariantOption(name=name, value=value) for name, value in of.options.items()),
        media=tuple(found for path in of.media for found in media(path, of.title)),
        sku=of.sku,
    )


def _rating(value: float | None, count: int) -> products.Rating | None:
    return None if value is None else products.Rating(value=value, count=count)
