"""A conversation as the copilot reads it: from what is kept of it, never through the session that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.acts import Intent, ShopperAct
from assistant.copilot.matters import matter_of
from assistant.handoff.hands import MessageLeft, PersonAsked
from assistant.memory import PastTurn, SessionMemory, state_of, still_sold
from assistant.reply import PersonSaid, Text
from assistant.state import DialogueState
from retrieval.catalog import Catalog

_UNSETTLED = frozenset({Intent.NOT_UNDERSTOOD, Intent.OUT_OF_SCOPE, Intent.ASK_ORDER})
MOST_OPEN = 4  # messages that one draft answers; who wrote more is answered on the last ones


class UnknownConversationError(KeyError):
    """There is no conversation of that id."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"No conversation {session_id!r}: it was never begun here, or was deleted.")


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """What a person is to answer. `acts` are what was heard in it; empty where nobody read."""

    n: int  # of its turn
    text: str
    acts: tuple[ShopperAct, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """All of it as it is now. `before` is the state before the first open message."""

    session_id: str
    shopper_id: str
    turns: tuple[PastTurn, ...]
    state: DialogueState
    before: DialogueState
    open: tuple[OpenMessage, ...]
    wants_person: bool  # they asked for a person, and none has spoken since


def read_conversation(memory: SessionMemory, session_id: str, catalog: Catalog) -> Conversation:
    """Raises `UnknownConversationError`."""
    shopper_id = memory.shopper_of(session_id)
    if shopper_id is None:
        raise UnknownConversationError(session_id)
    turns = tuple(memory.turns(session_id))
    first, wanted, wants_person = _open(turns)
    return Conversation(
        session_id,
        shopper_id,
        turns,
        still_sold(state_of(list(turns)), catalog),
        still_sold(state_of(list(turns[:first])), catalog),
        tuple(wanted),
        wants_person,
    )


def _open(turns: Sequence[PastTurn]) -> tuple[int, list[OpenMessage], bool]:
    """Where the open messages begin, and which they are.

    What came after a person last spoke, and that the assistant did not answer; else the last message alone, answered
    or not. A bare wish for a person stands for the message before it, where the assistant could not settle that.
    """
    said = [n for n, turn in enumerate(turns) if turn.message.strip()]
    spoke = max((n for n, turn in enumerate(turns) if _is_of_a_person(turn)), default=-1)
    after = [n for n in said if n > spoke]
    unanswered = [n for n in after if not any(isinstance(event, Text) for event in turns[n].events)]
    found = unanswered or after[-1:] or []
    wants_person = any(_wants_person(turn) for turn in turns[spoke + 1 :])
    asked = [n for n in found if not _only_wants_person(turns[n])]
    if found and not asked:
        asked = [n for n in after if n < found[0] and not _only_wants_person(turns[n])][-1:]
        asked = [n for n in asked if _is_left_open(turns[n])]
    chosen = asked[-MOST_OPEN:]
    messages = [OpenMessage(n, turns[n].message, _heard(turns[n])) for n in chosen]
    return (chosen[0] if chosen else len(turns)), messages, wants_person


def _is_left_open(turn: PastTurn) -> bool:
    """Whether a person is wanted for what was said here: a parcel, a fault, what was not understood."""
    return matter_of(turn.message) is not None or any(act.intent in _UNSETTLED for act in _heard(turn))


def _heard(turn: PastTurn) -> tuple[ShopperAct, ...]:
    return tuple(h for h in turn.happened if isinstance(h, ShopperAct))


def _is_of_a_person(turn: PastTurn) -> bool:
    return any(isinstance(event, PersonSaid) for event in turn.events)


def _wants_person(turn: PastTurn) -> bool:
    asked = any(isinstance(happening, PersonAsked | MessageLeft) for happening in turn.happened)
    return asked or any(act.intent is Intent.WANT_PERSON for act in _heard(turn))


def _only_wants_person(turn: PastTurn) -> bool:
    heard = _heard(turn)
    beside = all(act.intent in (Intent.WANT_PERSON, Intent.GREET, Intent.THANK) for act in heard)
    return bool(heard) and beside and _wants_person(turn)
