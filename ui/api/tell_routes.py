"""What a shopper tells of products: likes, refusals, what they did elsewhere in the shop; and why a card was shown."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header, Request

from assistant import reply
from assistant.acts import Intent, ShopperAct
from recommender import events
from ui.api import encoding
from ui.api.desk import CallerOf, ConversationOf, Desk, DeskOf, WriteOf
from ui.api.page_context import items_of
from ui.api.problems import ProblemError
from ui.api.schema.answers import Contribution, EventsTaken, Evidence, FeedbackTaken, Why
from ui.api.schema.requests import Feedback, ShopEvent, ShopEvents
from ui.api.schema.stream import SignalSwitch
from ui.api.session_routes import is_guest
from ui.api.tokens import TokenError, check_body
from ui.shop import Session

router = APIRouter(tags=["taste"])

SIGNED = ("purchase", "refund")
BACKDATED = timedelta(hours=72)  # as GA4 allows


@router.post("/sessions/{session_id}/feedback")
async def feedback(asked: Feedback, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> FeedbackTaken:
    """Like a product, or say that it is not for the shopper, and why; `undo` takes that back."""
    if asked.product_id not in desk.shop.catalog:
        raise ProblemError("not-found", "The store has no such product.")
    intent = Intent.LIKE if asked.kind == "like" else Intent.TAKE_BACK if asked.undo else Intent.REJECT
    act = ShopperAct(intent, product_ids=(asked.product_id,), about=asked.reason)

    def tell(session: Session) -> FeedbackTaken:
        turn = len(session.history())
        said = list(session.stream_act(act))
        return FeedbackTaken(
            text="".join(e.piece for e in said if isinstance(e, reply.Text)).strip(),
            cards=encoding.cards(card for e in said if isinstance(e, reply.Cards) for card in e.cards),
            chips=encoding.follow_ups((c for e in said if isinstance(e, reply.FollowUps) for c in e.chips), turn),
        )

    return await write.once(conversation.session.id, lambda: desk.conversations.do(conversation, tell))


@router.post("/sessions/{session_id}/events")
async def happened(
    asked: ShopEvents,
    request: Request,
    conversation: ConversationOf,
    desk: DeskOf,
    caller: CallerOf,
    write: WriteOf,
    x_store_signature: Annotated[
        str, Header(max_length=200, description="HMAC-SHA256 of `body:` and the body, under the key's secret, in hex")
    ] = "",
) -> EventsTaken:
    """What the shopper did elsewhere in the shop, each event once by its id.

    A known shopper's are kept with their past; a `purchase` or `refund` of theirs is signed by the store's server:
    how often a thing was bought is said to others. A guest's speak in their conversation only, while it is held.
    """
    if any(one.name in SIGNED for one in asked.events) and not is_guest(conversation.session.shopper_id):
        key = desk.options.keys.get(caller.key)
        try:
            check_body(key.identity_secret if key else "", await request.body(), x_store_signature)
        except TokenError as error:
            raise ProblemError("identity-invalid", f"{error} A {' or '.join(SIGNED)} needs that.") from error

    def note(session: Session) -> EventsTaken:
        found, unknown = _read(asked.events, session, desk)
        n_new = session.note(found)
        return EventsTaken(n_new=n_new, n_known=len(found) - n_new, unknown=tuple(unknown))

    return await write.once(conversation.session.id, lambda: desk.conversations.do(conversation, note))


@router.get("/sessions/{session_id}/why/{product_id:path}")
async def why(product_id: str, conversation: ConversationOf, desk: DeskOf) -> Why:
    """Why a product was shown in this conversation: its reason, the evidence, and what its place was made of."""
    found = await desk.conversations.in_pool(lambda: conversation.session.why(product_id))
    if found is None:
        raise ProblemError("not-found", "This conversation has shown no such product.")
    return Why(
        product_id=found.product_id,
        variant_id=found.variant_id,
        text=found.text,
        evidence=tuple(Evidence(kind=e.kind, claim=e.claim, source=e.source) for e in found.evidence),
        place=found.place,
        n_fitting=found.n_fitting,
        score=sum(found.parts.values()),
        contributions=tuple(
            Contribution(part=part, points=points)
            for part, points in sorted(found.parts.items(), key=lambda item: (-abs(item[1]), item[0]))
        ),
        switches=tuple(SignalSwitch.model_validate(asdict(one)) for one in found.switches),
    )


def _read(sent: tuple[ShopEvent, ...], session: Session, desk: Desk) -> tuple[list[events.Event], list[str]]:
    """The items as events of the session's shopper, and the ids of those that the store does not have.

    The ids are the shopper's own: nobody can take those of another's events.
    """
    now = datetime.fromtimestamp(desk.now(), UTC)
    items = items_of(desk.shop.catalog)
    found, unknown = [], []
    for one in sent:
        for place, item in enumerate(one.items):
            meant = items.find(item.item_id, item.item_name, item.item_variant)
            if meant is None:
                unknown.append(item.item_id)
                continue
            own = sha256(f"{session.shopper_id}\n{one.id}\n{place}".encode()).hexdigest()[:32]
            found.append(
                events.Event(
                    f"api:{own}",
                    one.name,
                    session.shopper_id,
                    _when(one.timestamp, now),
                    meant.product_id,
                    meant.variant_id,
                    item.quantity,
                    basket_id=one.transaction_id or session.id,
                )
            )
    return found, unknown


def _when(stated: datetime | None, now: datetime) -> datetime:
    if stated is None:
        return now
    at = stated.replace(tzinfo=UTC) if stated.tzinfo is None else stated.astimezone(UTC)
    return at if now - BACKDATED <= at <= now else now
