"""What the desk reads of a shop: which conversations an agent may open, and how they are told to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.handoff import prospect
from assistant.handoff.hands import Agent, Hands, HandsTaken, MessageLeft, PersonAsked
from assistant.handoff.standing import Standing, UnknownConversationError, Waiting
from assistant.shop import GUEST
from ui.desk.small import turn
from ui.desk.wording import d, iso
from ui.shop import Shop

_MEANT_FOR_PEOPLE = (PersonAsked, MessageLeft, HandsTaken)


def may_open(shop: Shop, session_id: str) -> bool:
    """Whether a person was ever asked for there: what is between a shopper and the assistant alone stays so."""
    try:
        turns = shop.desk.turns_after(session_id, -1)
    except UnknownConversationError:
        return False
    return any(isinstance(happening, _MEANT_FOR_PEOPLE) for _, past in turns for happening in past.happened)


def check_open(shop: Shop, session_id: str) -> None:
    """Raises `UnknownConversationError` for one that an agent may not read: it is not told from one that is not."""
    if not may_open(shop, session_id):
        raise UnknownConversationError(session_id)


def shopper_name(shop: Shop, session_id: str) -> str:
    """How the store calls them."""
    waiting = next((one.shopper for one in shop.desk.inbox() if one.session_id == session_id), None)
    if waiting is not None:
        return waiting
    shopper_id = shop.shopper_of(session_id) or GUEST
    unnamed = d("guest") if shopper_id.startswith(GUEST) else shopper_id
    return next((one.name for one in shop.shoppers() if one.id == shopper_id), unnamed)


def line(of: Waiting, agent: Agent) -> dict[str, Any]:
    """A line of the inbox, as JSON; `is_mine` for the agent who asks."""
    return {**asdict(of), "since": iso(of.since), "last_at": iso(of.last_at), "is_mine": of.agent_id == agent.id}


def inbox(shop: Shop, agent: Agent) -> list[dict[str, Any]]:
    return [line(of, agent) for of in shop.desk.inbox()]


def standing(of: Standing, agent: Agent, shopper: str) -> dict[str, Any]:
    """In whose hands the conversation is, as JSON."""
    return {
        "session_id": of.session_id, "who": of.status, "name": of.name, "agent_id": of.agent_id, "reason": of.reason,
        "since": iso(of.since), "shopper": shopper, "is_mine": of.status == "agent" and of.agent_id == agent.id,
        "told_on_take": prospect.TAKEN.format(name=agent.name),
        "told_on_return": prospect.returned(Hands(of.who, name=of.name, agent_id=of.agent_id), agent),
    }  # fmt: skip


def turns(shop: Shop, session_id: str, after: int, shopper: str) -> list[Mapping[str, Any]]:
    """The turns above number `after`, oldest first, with their HTML."""
    return [
        {"number": number, "html": str(turn(number, past, shopper))}
        for number, past in shop.desk.turns_after(session_id, after)
    ]
