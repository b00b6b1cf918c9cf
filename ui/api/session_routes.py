"""Sessions: begun by anybody as a guest, or for a shopper that the store's server vouches for."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from assistant.acts import Intent, ShopperAct
from ui.api import encoding
from ui.api.conversations import Conversation
from ui.api.desk import CallerOf, ConversationOf, Desk, DeskOf, WriteOf
from ui.api.door import Caller
from ui.api.message_routes import take_context
from ui.api.problems import ProblemError
from ui.api.schema.answers import SessionToken
from ui.api.schema.requests import AddLine, Identity, NewSession
from ui.api.tokens import Grant, TokenError, check_identity
from ui.shop import Session

router = APIRouter(tags=["sessions"])

DAY_S = 24 * 3600
GUEST = "guest-"  # how ids of guests begin: no store's shopper may be called so


@router.post("/sessions", status_code=201)
async def begin(asked: NewSession, desk: DeskOf, caller: CallerOf, write: WriteOf) -> SessionToken:
    """Begin a conversation and get its token.

    Without a `shopper` it is a guest's. `session_id` goes on with a conversation instead, for a fresh token: a guest
    shows its token that still holds, a shopper their identity. `cart` puts lines into the cart of a new conversation;
    what the store has no more is left out. `context` says where on the store's pages the shopper is.
    """

    async def work() -> SessionToken:
        shopper_id = _vouched(asked.shopper, desk, caller)
        if asked.session_id:
            conversation = await _continued(asked.session_id, shopper_id, desk, caller)
        else:
            conversation = await desk.conversations.begin(shopper_id)
            if asked.cart:
                known = [line for line in asked.cart if desk.shop.catalog.has_variant(line.variant_id)]
                await desk.conversations.do(conversation, lambda session: _fill(session, known))
        if asked.context is not None:
            await desk.conversations.do(conversation, lambda _: take_context(conversation, asked.context, desk))
        return await _token(conversation, desk, caller.key)

    who = caller.grant.session_id if caller.grant else caller.address
    return await write.once(f"sessions {who}", work)


@router.delete("/sessions/{session_id}", status_code=204)
async def forget(conversation: ConversationOf, desk: DeskOf) -> None:
    """Delete the conversation with its cart. What the shopper did in it stays known until their past is erased."""
    await desk.conversations.forget(conversation)


def is_guest(shopper_id: str) -> bool:
    return not shopper_id or shopper_id.startswith(GUEST)


def _vouched(identity: Identity | None, desk: Desk, caller: Caller) -> str:
    """The shopper's id; empty for a guest."""
    if identity is None:
        return ""
    key = desk.options.keys.get(caller.key)
    try:
        check_identity(
            key.identity_secret if key else "", identity.id, identity.expires, identity.signature, desk.now()
        )
    except TokenError as error:
        raise ProblemError("identity-invalid", str(error)) from error
    if identity.id.startswith(GUEST):
        raise ProblemError("identity-invalid", f"No shopper's id begins with {GUEST!r}.")
    return identity.id


async def _continued(session_id: str, shopper_id: str, desk: Desk, caller: Caller) -> Conversation:
    own = caller.grant is not None and caller.grant.session_id == session_id
    whose = await desk.conversations.in_pool(lambda: desk.shop.shopper_of(session_id))
    if not own and (not shopper_id or whose != shopper_id):
        raise ProblemError("not-found", "You have no such session.")
    conversation = await desk.conversations.open(session_id)
    known = conversation.session.shopper_id
    if (shopper_id and known != shopper_id) or (not shopper_id and not is_guest(known)):
        raise ProblemError("not-found", "You have no such session.")
    return conversation


async def _token(conversation: Conversation, desk: Desk, key: str) -> SessionToken:
    """A guest's token holds for `token_days`, a shopper's for one."""
    session = conversation.session
    guest = is_guest(session.shopper_id)
    expires = int(desk.now()) + (desk.options.token_days * DAY_S if guest else DAY_S)
    return SessionToken(
        session_id=session.id,
        token=desk.tokens.issue(Grant(session.id, key, expires)),
        expires=expires,
        is_guest=guest,
        cart=encoding.cart(await desk.conversations.in_pool(session.cart)),
    )


def _fill(session: Session, lines: Sequence[AddLine]) -> None:
    for line in lines:
        act = ShopperAct(Intent.ADD_TO_CART, variant_id=line.variant_id, quantity=line.quantity)
        for _ in session.stream_act(act):
            pass
