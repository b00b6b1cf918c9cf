"""A turn as an agent reads it: what the shopper saw, in the same order, with products and bundles small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from markupsafe import Markup

from assistant.handoff.hands import HandsReturned, notes_of
from assistant.memory import PastTurn
from assistant.reply import (
    Bundles,
    BundleView,
    Card,
    Cards,
    CartView,
    Comparison,
    FollowUps,
    HandsChanged,
    PersonSaid,
    ReplyEvent,
    Text,
    Understood,
)
from ui.cards import chosen_options, joined, linked, picture, price, saving_lines, stock
from ui.desk.wording import d, d_n, iso
from ui.icons import icon
from ui.sources import with_sources

_NOTHING = Markup("")
LONG = 600  # characters: a longer message scrolls by itself, and the keyboard gets there
_LONG = Markup(' data-long tabindex="0"')


def turn(number: int, past: PastTurn, shopper: str) -> Markup:
    """The whole turn. Its `data-by` is who spoke last in it: shopper, assistant, agent, hands, cart."""
    return Markup('<article class="ad-turn" data-turn="{}" data-by="{}" data-text="{}">{}{}</article>').format(
        number, spoken_by(past), heard(past, shopper), _shopper_said(past, shopper), _answer(past, shopper)
    )


def spoken_by(past: PastTurn) -> str:
    for event in past.events:
        if isinstance(event, PersonSaid):
            return "agent"
        if isinstance(event, HandsChanged):
            return "hands"
    if any(isinstance(event, Text | Cards | Bundles | Comparison) for event in past.events):
        has_cart = any(isinstance(event, CartView) for event in past.events)
        return "cart" if has_cart and not past.message else "assistant"
    return "shopper"


def heard(past: PastTurn, shopper: str) -> str:
    """What a screen reader is told of it: the last thing that was said, with whose it is."""
    said = ""
    if past.message:
        said = f"{shopper}: {past.message}"
    for event in past.events:
        if isinstance(event, HandsChanged):
            said = event.text
        elif isinstance(event, PersonSaid):
            said = f"{event.name}: {event.text}"
    for note in notes_of(past.happened):
        said += f" {d('note.of', name=note.name)} {note.note}"
    return said[:300]


def _shopper_said(past: PastTurn, shopper: str) -> Markup:
    if not past.message:
        return _NOTHING
    return Markup(
        '<div class="ad-said" data-who="shopper"><p class="ad-who">{}{}</p>'
        '<p class="ad-words" dir="auto"{}>{}</p></div>'
    ).format(shopper, when(past.at), _LONG if len(past.message) > LONG else "", past.message)


def when(at: datetime | None) -> Markup:
    """The time, to be shown in the reader's own zone by the page."""
    return Markup('<time datetime="{}"></time>').format(iso(at)) if at else _NOTHING


def _answer(past: PastTurn, shopper: str) -> Markup:
    """What came back, in order: the answer under the name of whoever gave it, and a line at every change of hands."""
    hands = joined(_hands(event, past) for event in past.events if isinstance(event, HandsChanged))
    hands += joined(map(_note, notes_of(past.happened)))
    said = joined(_pieces(past.events))
    if not said:
        return hands
    person = next((event for event in past.events if isinstance(event, PersonSaid)), None)
    by = spoken_by(past)
    who = by if by in ("agent", "cart") else "assistant"
    name = person.name if person else shopper if by == "cart" else d("assistant")  # who clicks, changes the cart
    label = Markup('<p class="ad-who">{}{}</p>').format(name, when(past.at))
    thumb = _thumb() if who == "assistant" else _NOTHING
    return Markup('<div class="ad-said" data-who="{}">{}{}{}</div>{}').format(who, label, said, thumb, hands)


def _pieces(events: Iterable[ReplyEvent]) -> Iterator[Markup]:
    """Each event small; pieces of text that follow each other as one paragraph."""
    text = _NOTHING
    for event in events:
        if isinstance(event, Text):
            text += with_sources(event)
            continue
        shown = _event(event)
        if shown and text:
            yield _words(text)
            text = _NOTHING
        yield shown
    if text:
        yield _words(text)


def _words(text: Markup | str) -> Markup:
    return Markup('<p class="ad-words" dir="auto">{}</p>').format(text.strip()) if text.strip() else _NOTHING


def _thumb() -> Markup:
    return Markup(
        '<button type="button" class="ad-icon ad-thumb" data-do="thumb-turn" title="{}" aria-label="{}">{}</button>'
    ).format(d("thumb.turn"), d("thumb.turn"), thumb_icon())


def thumb_icon() -> Markup:
    return Markup(
        '<svg class="st-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"'
        ' stroke-width="1.8"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M7 4v9M7 13l4 7c1.6 0 2.4-1'
        " 2.2-2.5"
        'L12.7 14H18a2 2 0 0 0 2-2.4l-1.2-6A2 2 0 0 0 16.8 4H7M7 4H4v9h3"/></svg>'
    )


def _event(event: ReplyEvent) -> Markup:
    match event:
        case Understood() if event.chips:
            chips = joined(Markup("<li>{}</li>").format(chip.label) for chip in event.chips)
            return Markup('<ul class="ad-chips" aria-label="{}">{}</ul>').format(d("turn.understood"), chips)
        case Cards():
            return small_cards(event.cards)
        case Bundles():
            return joined(bundle(one) for one in event.bundles)
        case Comparison():
            return Markup("<p class='ad-note'>{}</p>{}").format(d("turn.compared"), small_cards(event.cards))
        case PersonSaid():
            return _words(event.text)
        case FollowUps() if event.chips:
            chips = joined(Markup("<li>{}</li>").format(chip.label) for chip in event.chips)
            return Markup('<ul class="ad-chips ad-next" aria-label="{}">{}</ul>').format(d("turn.next"), chips)
        case CartView():
            return Markup('<p class="ad-note">{}{}</p>').format(icon("cart"), cart_words(event))
    return _NOTHING


def _hands(event: HandsChanged, past: PastTurn) -> Markup:
    return Markup('<p class="ad-hands" data-who="{}"><span>{}</span>{}</p>').format(
        event.who, event.text, when(past.at)
    )


def _note(note: HandsReturned) -> Markup:
    """What was noted for colleagues: the shopper has no such line."""
    return Markup(
        '<div class="ad-said ad-noted" data-who="note"><p class="ad-who">{}</p>'
        '<p class="ad-words" dir="auto"{}>{}</p></div>'
    ).format(d("note.of", name=note.name), _LONG if len(note.note) > LONG else "", note.note)


def cart_words(view: CartView) -> str:
    """The cart in a line."""
    n = sum(item.quantity for item in view.items)
    return d_n("cart", n, total=view.total) if n else d("cart.empty")


def small_cards(cards: Iterable[Card]) -> Markup:
    items = joined(Markup("<li>{}</li>").format(small_card(card)) for card in cards)
    return Markup('<ul class="ad-cards">{}</ul>').format(items)


def small_card(card: Card, *, under: Markup = _NOTHING) -> Markup:
    """A product in a line or two: photo, title, price, stock."""
    options = chosen_options(card)
    return Markup(
        '<div class="ad-card" data-variant="{}"><span class="ad-photo">{}</span><div class="ad-facts">'
        '<p class="ad-title">{}{}</p><p class="ad-price">{}</p>{}</div>{}</div>'
    ).format(
        card.variant_id,
        picture(card.image, "", 160) if card.image else _NOTHING,
        linked(card),
        Markup(" <small>{}</small>").format(options) if options else _NOTHING,
        price(card),
        stock(card),
        under,
    )


def bundle(view: BundleView) -> Markup:
    """A bundle in a few lines: its parts, and what it comes to."""
    counts = view.counts or (1,) * len(view.cards)
    parts = joined(
        Markup("<li>{}</li>").format(
            small_card(card, under=Markup('<p class="ad-note">{}</p>').format(f"{slot} × {n}" if n > 1 else slot))
        )
        for slot, card, n in zip(view.slots, view.cards, counts, strict=True)
    )
    return Markup(
        '<section class="ad-bundle"><h4>{}</h4><ul class="ad-cards">{}</ul>{}<p class="ad-sum"><span>{}</span>'
        "<strong>{}</strong></p></section>"
    ).format(view.title, parts, saving_lines(view.savings), d("bundle.total"), view.total)
