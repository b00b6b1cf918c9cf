"""What an agent may send, checked where it comes in; and how what the shop refuses is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Annotated, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict, Field

from assistant.handoff.passing import MOST_OF_ONE, MOST_PARTS
from assistant.handoff.standing import NotAskedError, NotHolderError, TakenError, UnknownConversationError
from assistant.memory import KeyReusedError
from ui.desk.problems import DeskProblemError
from ui.streaming import ShopFailedError, in_thread

LONGEST = 4_000  # characters of a message: as the desk keeps them
MOST_CARDS = 12
MOST_PIECES = MOST_PARTS * MOST_OF_ONE  # of a bundle, each named by the id of its variant

T = TypeVar("T")
Words = Annotated[str, Field(max_length=LONGEST)]
Variant = Annotated[str, Field(min_length=1, max_length=200)]

log = structlog.get_logger("shelftalk.desk")


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Login(_Sent):
    name: Annotated[str, Field(min_length=1, max_length=200)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class Say(_Sent):
    """A message to the shopper. `draft_id` names the suggestion that it was made from."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    draft_id: Annotated[str, Field(max_length=200)] = ""


class SendProducts(_Sent):
    variant_ids: Annotated[tuple[Variant, ...], Field(min_length=1, max_length=MOST_CARDS)]
    text: Words = ""


class SendBundle(_Sent):
    """An id that comes twice is two pieces."""

    variant_ids: Annotated[tuple[Variant, ...], Field(min_length=1, max_length=MOST_PIECES)]
    text: Words = ""


class HandBack(_Sent):
    note: Words = ""


class Assign(_Sent):
    agent_id: Annotated[str, Field(min_length=1, max_length=200)]


class Read(_Sent):
    n: Annotated[int, Field(ge=0, le=10_000_000)]


class Thumb(_Sent):
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


async def done(pool: Executor, work: Callable[[], T]) -> T:
    """What `work` gives. Raises `DeskProblemError` for what the shop refuses, with what to do next."""
    try:
        return await in_thread(pool, work)
    except ShopFailedError as error:
        raise _problem(error.__cause__) from error


def _problem(error: BaseException | None) -> DeskProblemError:
    match error:
        case DeskProblemError():
            return error
        case TakenError():
            return DeskProblemError("taken", str(error), holder=error.holder)
        case NotHolderError():
            return DeskProblemError("not-yours", str(error) or "Take the conversation first.")
        case NotAskedError():
            return DeskProblemError("not-asked", "The shopper went back to the assistant meanwhile.")
        case UnknownConversationError():
            return DeskProblemError("unknown-conversation", "It was deleted, or no person was ever asked for in it.")
        case KeyReusedError():
            return DeskProblemError("key-reused", "This Idempotency-Key came with another content. Make a new one.")
        case KeyError():
            return DeskProblemError("unknown-variant", "The store does not sell one of these any more. Look again.")
        case ValueError():
            return DeskProblemError("invalid", str(error))
    log.error("a write at the desk failed", exc_info=error)
    return DeskProblemError("failed", "Something went wrong on our side. Nothing was sent; try again.")
