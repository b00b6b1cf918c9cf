"""The profile: what is known of the shopper, to be read, corrected, switched off, taken along and erased."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.acts import Intent, ShopperAct
from recommender.shopper import OF_EVENT
from ui.api import encoding
from ui.api.conversations import Conversation
from ui.api.desk import ConversationOf, Desk, DeskOf, WriteOf
from ui.api.message_routes import told
from ui.api.problems import ProblemError
from ui.api.schema import answers
from ui.api.schema.answers import Export, Fact, PastEvent, Profile
from ui.api.schema.requests import EditFact, Personalisation
from ui.api.session_routes import is_guest
from ui.shop import Session

router = APIRouter(tags=["profile"])

FactKey = Annotated[str, Path(max_length=400)]


@router.get("/sessions/{session_id}/profile")
async def profile(conversation: ConversationOf, desk: DeskOf) -> Profile:
    """What is known of the shopper, in plain words."""
    return await desk.conversations.in_pool(lambda: _profile(conversation.session))


@router.put("/sessions/{session_id}/profile/personalisation")
async def personalise(asked: Personalisation, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Profile:
    """Switch personalising on or off. Off, nothing the shopper does is read or written for their taste."""
    act = ShopperAct(Intent.PERSONALISE, about="on" if asked.on else "off")
    return await write.once(conversation.session.id, lambda: _after(act, conversation, desk))


@router.patch("/sessions/{session_id}/profile/facts/{key:path}")
async def edit(key: FactKey, asked: EditFact, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Profile:
    """Forget a fact, or let it be known again.

    Facts are read from what the shopper did, so that none is written by hand: a wrong one is forgotten.
    """
    act = ShopperAct(Intent.FORGET, text=key, about="back" if asked.known else "keys")
    return await write.once(conversation.session.id, lambda: _after(act, conversation, desk, key))


@router.delete("/sessions/{session_id}/profile/facts/{key:path}")
async def forget(key: FactKey, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Profile:
    """Forget a fact; it is not concluded again."""
    act = ShopperAct(Intent.FORGET, text=key, about="keys")
    return await write.once(conversation.session.id, lambda: _after(act, conversation, desk, key))


@router.delete("/sessions/{session_id}/profile")
async def erase(conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Profile:
    """Erase all from which the shopper's taste is known. Their orders stay with the shop."""
    act = ShopperAct(Intent.FORGET, about="all, surely")
    return await write.once(conversation.session.id, lambda: _after(act, conversation, desk))


@router.get("/sessions/{session_id}/profile/export")
async def export(conversation: ConversationOf, desk: DeskOf) -> Export:
    """Everything that is kept of the shopper: facts, what they did, their conversations with their carts."""
    return await desk.conversations.in_pool(lambda: _export(conversation.session, desk))


async def _after(act: ShopperAct, conversation: Conversation, desk: Desk, key: str = "") -> Profile:
    """The profile after the act; of a fact that is to be forgotten, whether it is there is looked at first."""

    def change(session: Session) -> Profile:
        if key and act.about == "keys" and session.is_personal() and not _knows(session, key):
            raise ProblemError("not-found", "The profile has no such fact.")
        for _ in session.stream_act(act):
            pass
        return _profile(session)

    return await desk.conversations.do(conversation, change)


def _knows(session: Session, key: str) -> bool:
    """Whether it is the key of a fact, or of a single thing that was done."""
    done = key.startswith(OF_EVENT) and any(event.id == key.removeprefix(OF_EVENT) for event in session.events())
    return done or any(fact.key == key for fact in session.facts())


def _profile(session: Session) -> Profile:
    return Profile(
        shopper_id=session.shopper_id,
        is_guest=is_guest(session.shopper_id),
        personalisation=session.is_personal(),
        facts=tuple(Fact(key=f.key, text=f.text, n_events=len(f.event_ids)) for f in session.facts()),
    )


def _export(session: Session, desk: Desk) -> Export:
    shop = desk.shop
    all_of_them = [shop.session(session.shopper_id, id_) for id_ in shop.conversations(session.shopper_id)]
    return Export(
        profile=_profile(session),
        events=tuple(
            PastEvent(
                id=e.id,
                name=e.name,
                at=e.at,
                product_id=e.product_id,
                variant_id=e.variant_id,
                quantity=e.quantity,
                about=e.about,
            )
            for e in session.events()
        ),
        conversations=tuple(
            answers.Conversation(session_id=one.id, messages=tuple(told(one)), cart=encoding.cart(one.cart()))
            for one in all_of_them
        ),
    )
