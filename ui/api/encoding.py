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
from retrieval.cart_prices.priced_cart import PricedCart
from retrieval.money import Money
from retrieval.query import Constraint
from ui.api import schema

KEPT_SILENT = (reply.Progress, reply.Provisional)  # passing words: not kept with the turn, so they have no id


def price(money: Money) -> schema.Price:
    return schema.Price(amount=money.minor, currency=money.currency, display=str(money))


def _price(money: Money | None) -> schema.Price | None:
    return None if money is None else price(money)


def media(path: str, title: str) -> tuple[schema.Media, ...]:
    return (schema.Media(url=f"/api/v1/pictures/{quote(path)}", alt_text=title),) if path else ()


def web_address(url: str) -> str:
    """The address if a page may link to it, else empty: never `javascript:` or the like."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def chip_id(constraint: Constraint) -> str:
    """Equal for equal conditions, in every process."""
    return sha256(records.dumps(constraint).encode()).hexdigest()[:12]


def need_chips(chips: Iterable[reply.NeedChip]) -> tuple[schema.NeedChip, ...]:
    return tuple(schema.NeedChip(id=chip_id(c.constraint), label=c.label, slot=c.constraint.slot) for c in chips)


def card(shown: reply.Card) -> schema.Card:
    return schema.Card(
        id=shown.product_id,
        variant_id=shown.variant_id,
        title=shown.title,
        brand=shown.brand,
        url=web_address(shown.url),
        media=media(shown.image, shown.title),
        price=price(shown.price),
        list_price=_price(shown.was),
        availability=schema.Availability(available=shown.available, display=shown.stock_text),
        options=tuple(
            schema.OptionPicker(
                name=option.slot,
                choices=tuple(
                    schema.Choice(
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


def cards(shown: Iterable[reply.Card]) -> tuple[schema.Card, ...]:
    return tuple(map(card, shown))


def cart(view: reply.CartView) -> schema.Cart:
    return schema.Cart(
        line_items=tuple(
            schema.LineItem(
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
        "savings": tuple(
            schema.Saving(
                promotion_id=s.promotion_id, title=s.title, code=s.code, amount=price(s.amount), display=s.arithmetic
            )
            for s in priced.savings
        ),
        "extras": tuple(
            schema.Extra(promotion_id=e.promotion_id, title=e.title, gift_id=e.gift_id) for e in priced.extras
        ),
        "not_applied": tuple(
            schema.NotApplied(
                promotion_id=n.promotion_id,
                title=n.title,
                reason=n.reason,
                code=n.code,
                would_save=_price(n.would_save),
            )
            for n in priced.not_applied
        ),
    }


def bundle(view: reply.BundleView) -> schema.BundleOffer:
    return schema.BundleOffer(
        title=view.title,
        items=tuple(
            schema.BundleItem(slot=slot, card=card(shown)) for slot, shown in zip(view.slots, view.cards, strict=True)
        ),
        total=price(view.total),
        budget=_price(view.budget),
        reason=view.reason,
    )


def follow_ups(chips: Iterable[reply.FollowUp], turn: int) -> tuple[schema.FollowUp, ...]:
    """Next steps, found again by their turn and place: their acts stay here."""
    return tuple(
        schema.FollowUp(id=f"{turn}-{place}", label=chip.label, n_products=chip.n_products)
        for place, chip in enumerate(chips)
    )


def event(said: reply.ReplyEvent, turn: int) -> tuple[str, schema.EventData]:
    """The name and the data of an event in turn number `turn`."""
    match said:
        case reply.Progress():
            return "progress", schema.Progress(text=said.text)
        case reply.Provisional():
            return "provisional", schema.Cards(cards=cards(said.cards))
        case reply.Understood():
            return "ack", schema.Ack(chips=need_chips(said.chips), by=said.by)
        case reply.Cards():
            return "cards", schema.Cards(cards=cards(said.cards), more=said.more)
        case reply.Bundles():
            return "bundle", schema.Bundle(bundles=tuple(map(bundle, said.bundles)))
        case reply.Comparison():
            rows = tuple(schema.ComparisonRow(label=r.label, values=r.values, differs=r.differs) for r in said.rows)
            return "comparison", schema.Comparison(cards=cards(said.cards), rows=rows)
        case reply.Text():
            cited = (asdict(one) for one in said.cited)
            return "text", schema.TextDelta(
                delta=said.piece, citations=tuple(map(schema.Citation.model_validate, cited))
            )
        case reply.FollowUps():
            return "chips", schema.Chips(chips=follow_ups(said.chips, turn))
        case reply.CartView():
            return "cart", cart(said)
        case reply.Done():
            return "done", schema.Done(timings_ms={name: round(ms, 1) for name, ms in said.timings_ms.items()})


def product(of: catalog.Product) -> schema.Product:
    return schema.Product(
        id=of.id,
        title=of.title,
        description=schema.Description(plain=of.description),
        url=web_address(of.url),
        brand=of.brand,
        categories=tuple(schema.Category(value=path) for path in of.categories),
        media=tuple(found for path in of.media for found in media(path, of.title)),
        attributes=dict(of.attributes),
        rating=_rating(of.rating, of.n_reviews),
        variants=tuple(map(_variant, of.variants)),
    )


def _variant(of: catalog.Variant) -> schema.Variant:
    offer = of.offer
    return schema.Variant(
        id=of.id,
        title=of.title,
        price=price(offer.price),
        list_price=_price(offer.list_price),
        availability=schema.Availability(
            available=offer.available,
            status=offer.status,
            quantity=offer.quantity,
            restock_on=offer.restock_on,
            display=stock_text(offer),
        ),
        variant_options=tuple(schema.VariantOption(name=name, value=value) for name, value in of.options.items()),
        media=tuple(found for path in of.media for found in media(path, of.title)),
        sku=of.sku,
    )


def _rating(value: float | None, count: int) -> schema.Rating | None:
    return None if value is None else schema.Rating(value=value, count=count)
