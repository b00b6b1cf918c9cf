"""The summary of a conversation: by code from its state and turns, so that it is true by construction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.cards import card
from assistant.copilot.conversation import Conversation
from assistant.copilot.drafting import mood_of
from assistant.copilot.offering import Summary, Tried, Turned
from assistant.handoff.hands import notes_of
from assistant.memory import PastTurn
from assistant.reply import Bundles, BundleView, Card, Cards, CartView, NeedChip, PersonSaid, Text, Understood
from recommender.events import HAVE_IT, TOO_DEAR, WRONG_STYLE
from recommender.wording import listed, n_of
from retrieval.catalog import Catalog

MOST_TRIED = 8  # the latest; what was tried before them is counted
_NAMED = 3  # titles that a line names
_WHY = {TOO_DEAR: "too dear", WRONG_STYLE: "not their style", HAVE_IT: "they have one"}
_SHORT = 100


def summary_of(
    conversation: Conversation,
    catalog: Catalog,
    chips: Sequence[NeedChip],
    cart: CartView,
    shopper: str,
) -> Summary:
    """`chips` are the need of the state as the page shows it, `shopper` what the store calls them."""
    state = conversation.state
    needs = tuple(chip.label for chip in chips)
    tried = tuple(_tried(conversation.turns))
    rejected = tuple(_turned(conversation, catalog))
    shown = tuple(
        card(catalog, variant_id)
        for product_id, variant_id in zip(state.shown.product_ids, state.shown.variant_ids, strict=True)
        if product_id in catalog
    )
    bundle = _bundle(conversation.turns) if state.bundling else None
    question = " / ".join(message.text for message in conversation.open)
    hands = state.hands
    found = Summary(
        conversation.session_id,
        shopper,
        needs,
        tried,
        shown,
        rejected,
        cart,
        bundle,
        mood_of(conversation),
        question,
        conversation.wants_person or hands.is_asked or hands.is_held,
        hands.reason,
        hands.name if hands.is_held else hands.who,
        notes=tuple(note for turn in conversation.turns for note in notes_of(turn.happened)),
    )
    return _with_lines(found)


def _tried(turns: Sequence[PastTurn]) -> list[Tried]:
    """What was looked for, asked and sent, in the shopper's words, with what came of it; the latest ones."""
    found = [one for turn in turns for one in _of_turn(turn)]
    if len(found) <= MOST_TRIED:
        return found
    return [Tried(f"{n_of(len(found) - MOST_TRIED, 'earlier thing')}"), *found[-MOST_TRIED:]]


def _of_turn(turn: PastTurn) -> Iterator[Tried]:
    cards = [c for event in turn.events if isinstance(event, Cards) for c in event.cards]
    bundles = [b for event in turn.events if isinstance(event, Bundles) for b in event.bundles]
    person = next((event for event in turn.events if isinstance(event, PersonSaid)), None)
    if person is not None or (not turn.message and (cards or bundles) and not _is_click(turn)):
        name = person.name if person else "A person"
        yield Tried(f"{name} wrote: {_short(person.text)}" if person and person.text else f"{name} sent things",
                    _came(cards, bundles))  # fmt: skip
        return
    if not turn.message.strip():
        return
    answered = "".join(event.piece for event in turn.events if isinstance(event, Text)).strip()
    came = _came(cards, bundles) or _short(answered.split("\n")[0])
    yield Tried(f"“{_short(turn.message)}”", came)


def _is_click(turn: PastTurn) -> bool:
    return any(isinstance(event, Understood) for event in turn.events)


def _came(cards: Sequence[Card], bundles: Sequence[BundleView]) -> str:
    if bundles:
        return f"{n_of(len(bundles), 'bundle')}, the first {bundles[0].total}"
    if cards:
        more = f" and {len(cards) - _NAMED} more" if len(cards) > _NAMED else ""
        return (
            f"{listed([c.title for c in cards[:_NAMED]])}{more}"
            if not more
            else (f"{', '.join(c.title for c in cards[:_NAMED])}{more}")
        )
    return ""


def _turned(conversation: Conversation, catalog: Catalog) -> Iterator[Turned]:
    """What is turned down now, with the reason and the conditions that were said with it."""
    why: dict[str, ShopperAct] = {}
    for turn in conversation.turns:
        for happening in turn.happened:
            if isinstance(happening, ShopperAct) and happening.intent is Intent.REJECT:
                why |= dict.fromkeys(happening.product_ids, happening)
    for product_id in sorted(conversation.state.rejected):
        if product_id in catalog:
            act = why.get(product_id)
            yield Turned(product_id, catalog.product(product_id).title, _WHY.get(act.about, act.about) if act else "")


def _bundle(turns: Sequence[PastTurn]) -> BundleView | None:
    shown = [b for turn in turns for event in turn.events if isinstance(event, Bundles) for b in event.bundles[:1]]
    return shown[-1] if shown else None


def _with_lines(found: Summary) -> Summary:

    return replace(found, lines=tuple(_lines(found)))


def _lines(found: Summary) -> Iterator[str]:
    """What an agent reads in ten seconds."""
    if found.open_question:
        yield f"Open: {found.open_question}"
    if found.asked_for_person:
        yield "Asked for a person" + (f": {found.why_person}" if found.why_person else "")
    for note in found.notes:
        yield f"Note of {note.name}: {note.note}"
    if found.mood:
        yield f"Mood: {found.mood}"
    if found.needs:
        yield f"Needs: {', '.join(found.needs)}"
    for tried in found.tried:
        yield f"Tried: {tried.what}" + (f" → {tried.came}" if tried.came else "")
    for turned in found.rejected:
        yield f"Turned down: {turned.title}" + (f" ({turned.why})" if turned.why else "")
    if found.bundle:
        yield f"Bundle on the table: {found.bundle.title}, {found.bundle.total}"
    if found.cart.items:
        yield f"Cart: {', '.join(f'{item.quantity} × {item.title}' for item in found.cart.items)}, {found.cart.total}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rsplit(" ", 1)[0] + " …"
