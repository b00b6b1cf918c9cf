"""In whose hands a conversation is: plain values, folded from what happened to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Who = Literal["assistant", "waiting", "agent", "message_left"]
Role = Literal["agent", "lead", "owner"]


@dataclass(frozen=True, slots=True)
class Agent:
    """A person of the shop. `name` is what shoppers are shown."""

    id: str
    name: str
    role: Role = "agent"

    @property
    def leads(self) -> bool:
        """Whether they may act in a conversation that another holds."""
        return self.role in ("lead", "owner")


@dataclass(frozen=True, slots=True)
class PersonOffered:
    """The assistant asked whether a person is wanted; nothing is done before the shopper says yes."""

    reason: str


@dataclass(frozen=True, slots=True)
class PersonDeclined:
    """The shopper wants none, for now."""


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """The shopper asked for a person while somebody was there to come."""

    at: datetime
    reason: str = ""
    contact: str = ""  # a mail address, where they gave one


@dataclass(frozen=True, slots=True)
class MessageLeft:
    """The shopper asked for a person while nobody was there: it is kept until somebody takes it."""

    at: datetime
    reason: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """The shopper gave a mail address while they wait."""

    contact: str


@dataclass(frozen=True, slots=True)
class PersonWithdrawn:
    """The shopper went back to the assistant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class HandsTaken:
    """A person took the conversation over."""

    at: datetime
    agent_id: str
    name: str


@dataclass(frozen=True, slots=True)
class HandsReturned:
    """The person gave the conversation back to the assistant; `note` is for the shop's people alone."""

    at: datetime
    agent_id: str
    name: str
    note: str = ""


def notes_of(happened: Iterable[object]) -> tuple[HandsReturned, ...]:
    """What was noted for colleagues among what happened; without those who handed back and noted nothing."""
    return tuple(one for one in happened if isinstance(one, HandsReturned) and one.note)


Passing = (
    PersonOffered
    | PersonDeclined
    | PersonAsked
    | MessageLeft
    | ContactGiven
    | PersonWithdrawn
    | HandsTaken
    | HandsReturned
)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who answers, since when; `asked_at` and `reason` are of the request that stands or is being served.

    While the assistant has it, `reason` is that of an offer which was not declined.

    `message_left` is a request that nobody was there for: the assistant answers meanwhile, as it does in `waiting`.
    """

    who: Who = "assistant"
    since: datetime | None = None
    agent_id: str = ""
    name: str = ""
    reason: str = ""
    asked_at: datetime | None = None
    contact: str = ""
    offered_in: int = 0  # the turn in which a person was last offered; 0 for never
    n_declined: int = 0

    @property
    def is_asked(self) -> bool:
        """Whether the shopper waits for a person who has not taken the conversation yet."""
        return self.who in ("waiting", "message_left")

    @property
    def is_held(self) -> bool:
        """Whether a person answers; the assistant then does not."""
        return self.who == "agent"

    def after(self, passing: Passing, turn: int) -> Hands:
        """The hands once that happened in turn number `turn`. Pure."""
        match passing:
            case PersonOffered():
                return replace(self, offered_in=turn, reason=passing.reason)
            case PersonDeclined():
                return replace(self, n_declined=self.n_declined + 1, reason="")
            case PersonAsked() | MessageLeft():
                who: Who = "waiting" if isinstance(passing, PersonAsked) else "message_left"
                asked_at = self.asked_at if self.who != "assistant" else None
                return replace(
                    self,
                    who=who,
                    since=passing.at,
                    agent_id="",
                    name="",
                    reason=passing.reason or self.reason,
                    asked_at=asked_at or passing.at,
                    contact=passing.contact or self.contact,
                )
            case ContactGiven():
                return replace(self, contact=passing.contact)
            case HandsTaken():
                return replace(self, who="agent", since=passing.at, agent_id=passing.agent_id, name=passing.name)
            case PersonWithdrawn() | HandsReturned():
                back = Hands("assistant", passing.at, contact=self.contact)
                return replace(back, offered_in=self.offered_in, n_declined=self.n_declined)
