"""Signals: what a turn says about the shopper, as events. A fold over its happenings, like the state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.acts import Intent, ShopperAct
from assistant.context import Context, person
from assistant.state import DialogueState, FactsForgotten, FactStated, Happening, PastErased, Shown, SignalsKept
from recommender.events import Event
from recommender.profile_facts import GIFT, OF_SIGNAL
from retrieval.catalog import Catalog

_OF_PRODUCTS = {
    Intent.REJECT: "dismissed",
    Intent.TAKE_BACK: "restored",
    Intent.LIKE: "liked",
    Intent.LOOK: "view_item",
    Intent.ASK_PRODUCT: "view_item",  # who asks about a thing looks closely at it
}


@dataclass(frozen=True, slots=True)
class Source:
    """Whose turn it is, and which. The session's id and the turn's number make the events' ids, in their order."""

    shopper_id: str
    session_id: str
    n_turn: int
    at: datetime


def recipient_of(context: Context) -> str:
    """For whom things are looked for, as events keep it: "dad", "gift" for nobody named, empty for the shopper."""
    return (person(context.recipient) or GIFT) if context.for_other else ""


def signals(
    happened: Sequence[Happening], before: DialogueState, source: Source, catalog: Catalog
) -> tuple[Event, ...]:
    """The events of a turn that began in the state `before`, in order. Of its first happenings: the first events."""
    events: list[Event] = []
    state = before
    for happening in happened:
        after = state.after(happening)
        if isinstance(happening, PastErased):
            events.clear()
        for name, product_id, more in _said(happening, state, after, catalog):
            events.append(
                Event(
                    f"{source.session_id}:{source.n_turn:05}:{len(events):03}",
                    name,
                    source.shopper_id,
                    source.at,
                    product_id,
                    basket_id=source.session_id,
                    recipient=recipient_of(after.context) if product_id else "",
                    **more,  # type: ignore[arg-type]
                )
            )
        state = after
    return tuple(events)


def _said(
    happening: Happening, before: DialogueState, after: DialogueState, catalog: Catalog
) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Name, product and further fields of what one happening says."""
    match happening:
        case Shown():
            pairs = zip(happening.product_ids, happening.variant_ids, strict=True)
            for place, (product_id, variant_id) in enumerate(pairs, 1):
                yield "shown", product_id, {"variant_id": variant_id, "position": place}
        case ShopperAct():
            yield from _of_act(happening, before)
        case FactsForgotten():
            for key in happening.keys:
                if key.startswith(OF_SIGNAL):
                    yield ("signal_off" if happening.back else "signal_on"), "", {"about": key.removeprefix(OF_SIGNAL)}
                else:
                    yield ("remembered" if happening.back else "forgotten"), "", {"about": key}
        case FactStated(key, instead_of, back):
            yield ("remembered" if back else "forgotten"), "", {"about": instead_of}
            if not back:  # what was forgotten once is theirs again if they say so
                yield "remembered", "", {"about": key}
            yield ("unstated" if back else "stated"), "", {"about": key}
        case SignalsKept():
            for signal in happening.signals:
                yield ("signal_on" if happening.on else "signal_off"), "", {"about": signal.value}
        case _:
            yield from _of_cart(before, after, catalog)


def _of_act(act: ShopperAct, before: DialogueState) -> Iterator[tuple[str, str, dict[str, object]]]:
    name = _OF_PRODUCTS.get(act.intent)
    of_several = act.intent is Intent.ASK_PRODUCT and len(act.product_ids) > 1  # "which is the lightest?"
    if name and not act.unresolved and not of_several:
        shown = before.shown.variants
        for product_id in act.product_ids:
            about = act.about if act.intent is Intent.REJECT else ""
            yield name, product_id, {"variant_id": shown.get(product_id, ""), "about": about}
    given_up = {(c.slot, str(value)) for c in act.removed for value in c.values}
    given_up |= {(c.slot, str(value)) for c in before.constraints if c.slot in act.dropped for value in c.values}
    for slot, value in sorted(given_up):
        yield "condition_dropped", "", {"about": f"{slot}:{value}"}


def _of_cart(
    before: DialogueState, after: DialogueState, catalog: Catalog
) -> Iterator[tuple[str, str, dict[str, object]]]:
    held = {line.variant_id: line.quantity for line in before.cart}
    holds = {line.variant_id: line.quantity for line in after.cart}
    for variant_id in dict.fromkeys((*held, *holds)):
        more = holds.get(variant_id, 0) - held.get(variant_id, 0)
        if more and catalog.has_variant(variant_id):
            name = "add_to_cart" if more > 0 else "remove_from_cart"
            product, _ = catalog.variant(variant_id)
            yield name, product.id, {"variant_id": variant_id, "quantity": abs(more)}
