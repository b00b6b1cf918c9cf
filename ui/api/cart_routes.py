"""The cart: changed beside the conversation, read back from the store's records after every change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path

from assistant.acts import Intent, ShopperAct
from assistant.reply import Text
from ui.api import encoding
from ui.api.conversations import Conversation
from ui.api.desk import ConversationOf, Desk, DeskOf, WriteOf
from ui.api.problems import ProblemError
from ui.api.schema.answers import CartChange
from ui.api.schema.carts import Cart
from ui.api.schema.requests import AddLine, SetLine
from ui.shop import Session

router = APIRouter(tags=["cart"])

VariantId = Annotated[str, Path(max_length=200)]
_ActOf = Callable[[Session], ShopperAct | None]


@router.get("/sessions/{session_id}/cart")
async def cart(conversation: ConversationOf, desk: DeskOf) -> Cart:
    """The cart now."""
    return encoding.cart(await desk.conversations.in_pool(conversation.session.cart))


@router.post("/sessions/{session_id}/cart/lines")
async def add(asked: AddLine, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> CartChange:
    """Put so many more pieces of a variant into the cart."""
    _check(asked.variant_id, desk)
    act = ShopperAct(Intent.ADD_TO_CART, variant_id=asked.variant_id, quantity=asked.quantity)
    key = write.lasting("cart")
    return await write.once(conversation.session.id, lambda: _changed(conversation, desk, lambda _: act, key))


@router.put("/sessions/{session_id}/cart/lines/{variant_id:path}")
async def set_line(
    variant_id: VariantId, asked: SetLine, conversation: ConversationOf, desk: DeskOf, write: WriteOf
) -> CartChange:
    """Have exactly so many pieces of a variant in the cart."""
    _check(variant_id, desk)
    return await write.once(
        conversation.session.id,
        lambda: _changed(conversation, desk, lambda session: _to(session, variant_id, asked.quantity)),
    )


@router.delete("/sessions/{session_id}/cart/lines/{variant_id:path}")
async def remove(variant_id: VariantId, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> CartChange:
    """Take a variant out of the cart; nothing happens where it is not in it."""
    return await write.once(
        conversation.session.id,
        lambda: _changed(conversation, desk, lambda session: _to(session, variant_id, 0)),
    )


@router.post("/sessions/{session_id}/cart/undo")
async def undo(conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> CartChange:
    """Take the last change of the cart back."""
    act = ShopperAct(Intent.UNDO_CART)
    key = write.lasting("cart")
    return await write.once(conversation.session.id, lambda: _changed(conversation, desk, lambda _: act, key))


def _check(variant_id: str, desk: Desk) -> None:
    if not desk.shop.catalog.has_variant(variant_id):
        raise ProblemError("not-found", "The store has no such variant.")


async def _changed(conversation: Conversation, desk: Desk, act_of: _ActOf, key: str = "") -> CartChange:
    """What the assistant did, in its words. Raises `ProblemError` when it did not do it: sold out, nothing to undo.

    With a `key` it is done once for good, also where the server was restarted before the answer came.
    """

    def change(session: Session) -> CartChange:
        act = act_of(session)
        before = session.cart()
        if act is None:
            return CartChange(cart=encoding.cart(before), text="")
        n_before, numbers = len(session.history()), [-1]
        events = list(session.stream_act(act, key=key, began=numbers.append))
        text = "".join(event.piece for event in events if isinstance(event, Text)).strip()
        now = session.cart()
        was_done = 0 <= numbers[-1] < n_before
        if now.items == before.items and not was_done:
            raise ProblemError("cart-unchanged", text or "The cart is as it was.")
        return CartChange(cart=encoding.cart(now), text=text)

    return await desk.conversations.do(conversation, change)


def _to(session: Session, variant_id: str, quantity: int) -> ShopperAct | None:
    """The act that brings a line to so many pieces; None where it is there already."""
    now = next((item.quantity for item in session.cart().items if item.variant_id == variant_id), 0)
    if quantity == now:
        return None
    intent = Intent.ADD_TO_CART if quantity > now else Intent.REMOVE_FROM_CART
    return ShopperAct(intent, variant_id=variant_id, quantity=abs(quantity - now))
