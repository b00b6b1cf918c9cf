"""What the desk tells of a conversation, and why it may refuse to do something in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.handoff.hands import Who


class NotAskedError(LookupError):
    """Nobody asked for a person in that conversation, or the shopper went back to the assistant meanwhile."""


class TakenError(RuntimeError):
    """Another person holds the conversation; `holder` is their shown name."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"{holder} holds this conversation. Ask them, or a lead, to give it back.")


class NotHolderError(RuntimeError):
    """Only who holds a conversation says something in it: take it first."""


class NobodyServesError(RuntimeError):
    """The shop has no desk: there is nobody to ask for."""


class UnknownConversationError(LookupError):
    """The shop keeps no conversation of that id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a conversation stands with the desk.

    `text` is what is true for the shopper now, in English ("You are talking to Mia."); `waiting_n` their place in the
    line, from 1, and 0 where they do not wait. `since` is when it came into these hands, UTC. `status` is how the
    desk has it: a message that was left stays one there while its shopper is away, though they are told of their
    place in the line once somebody is there.
    """

    session_id: str
    who: Who
    name: str = ""
    agent_id: str = ""
    reason: str = ""
    since: datetime | None = None
    text: str = ""
    waiting_n: int = 0
    status: Who = "assistant"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the inbox.

    `mood` is a `Feeling`'s value ("calm", "frustrated"); `wants` the need as its chips say it, empty where none was
    said; `unread` counts what the shopper said since the desk last read or answered; `is_here` whether their page
    listens now.
    """

    session_id: str
    shopper: str  # their shown name; "Guest" for one
    shopper_id: str
    status: Who  # waiting, message_left or agent
    reason: str
    since: datetime  # when they asked, UTC
    mood: str
    wants: str
    agent_id: str  # who holds it; empty while nobody does
    agent: str  # their shown name
    unread: int
    n_turns: int
    last_at: datetime  # when the last turn began, UTC
    is_here: bool
    contact: str = ""
