"""A person of the shop: asked for, withdrawn, and the conversation followed live while they answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from assistant.handoff.standing import NobodyServesError, Standing
from ui.api.desk import ConversationOf, Desk, DeskOf, WriteOf
from ui.api.message_routes import PING_S
from ui.api.problems import ProblemError
from ui.api.runs import events_of
from ui.api.schema.answers import Hands
from ui.api.schema.requests import WantPerson
from ui.api.schema.stream import LiveTurn
from ui.live import Kept, Stands, TooManyError

router = APIRouter(tags=["person"])

RETRY_MS = 2_000
_NUMBER = re.compile(r"-1|[0-9]{1,8}")
_LIVE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "Server-sent events that do not end: `hands` (schema Hands) first and whenever somebody else answers, or "
            "the place in the line changes; `turn` (schema LiveTurn) for every finished turn, its number as the "
            "event's id. Comments keep the line open. After a break ask again with `Last-Event-ID`: no turn is lost, "
            "none comes twice."
        ),
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.post("/sessions/{session_id}/person")
async def ask(asked: WantPerson, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Hands:
    """Ask for a person of the shop. `text` says what is to be expected, and only what is so.

    Where somebody is there the conversation waits for them; where nobody is, the request is kept and goes on when
    somebody takes it. Until then the assistant answers as before.
    """
    session_id = conversation.session.id

    def work() -> Standing:
        try:
            return desk.shop.desk.ask(session_id, asked.reason, contact=asked.contact, key=write.lasting("person"))
        except NobodyServesError as error:
            raise ProblemError(
                "nobody-serves", "This shop has nobody at a desk. Say that you want a person: its papers say how."
            ) from error

    return _told(await write.once(session_id, lambda: desk.conversations.in_pool(work)))


@router.delete("/sessions/{session_id}/person")
async def withdraw(conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Hands:
    """Back to the assistant, also from a person who answers. Nothing changes where no person was asked for."""
    session_id = conversation.session.id
    withdrawn = lambda: desk.shop.desk.withdraw(session_id, key=write.lasting("person"))  # noqa: E731
    return _told(await write.once(session_id, lambda: desk.conversations.in_pool(withdrawn)))


@router.get("/sessions/{session_id}/person")
async def standing(conversation: ConversationOf, desk: DeskOf) -> Hands:
    """Who answers now."""
    return _told(await desk.conversations.in_pool(lambda: desk.shop.desk.standing(conversation.session.id)))


@router.get("/sessions/{session_id}/live", responses=_LIVE, response_class=Response)
async def live(
    conversation: ConversationOf,
    desk: DeskOf,
    after: Annotated[int, Query(ge=-1, le=10_000_000, description="begin after this turn; without, with the next")] = (
        -2
    ),
    last_event_id: Annotated[str, Header(max_length=20, description="the last turn that arrived")] = "",
) -> Response:
    """Follow the conversation while it goes on: who answers, and every turn, whoever began it."""
    from sse_starlette import EventSourceResponse

    begun_after = int(last_event_id) if _NUMBER.fullmatch(last_event_id) else None if after < -1 else after
    session_id = conversation.session.id
    try:
        desk.following.check(session_id)
    except TooManyError as error:
        raise ProblemError("too-many-requests", str(error), headers={"Retry-After": "30"}) from error
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    events = _written(desk, session_id, begun_after)
    return EventSourceResponse(events, headers=headers, ping=PING_S, sep="\n")


async def _written(desk: Desk, session_id: str, after: int | None) -> AsyncIterator[Mapping[str, Any]]:
    begins_now = after is None
    try:
        async for told in desk.following.follow(session_id, after):
            match told:
                case Stands():
                    data = _told(told.standing).model_dump_json()
                    event = {"event": "hands", "data": data, "retry": RETRY_MS}
                    # Where it begins with the next turn, a break before that must not move the beginning.
                    yield {**event, "id": str(told.n_turns - 1)} if begins_now else event
                    begins_now = False
                case Kept():
                    events = tuple(events_of(told.number, told.turn))
                    turn = LiveTurn(number=told.number, message=told.turn.message, events=events)
                    yield {"event": "turn", "id": str(told.number), "data": turn.model_dump_json()}
    except TooManyError:  # others were quicker between the look and the first word
        await asyncio.sleep(0)


def _told(standing: Standing) -> Hands:
    return Hands(
        who=standing.who,
        name=standing.name,
        text=standing.text,
        waiting_n=standing.waiting_n,
        since=standing.since,
    )
