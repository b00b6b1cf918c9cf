"""Messages: said or clicked, answered as server-sent events that can be read again from any of them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response

from assistant.acts import Intent, ShopperAct
from assistant.reply import ReplyEvent
from retrieval.money import Money
from ui.api.conversations import Conversation
from ui.api.desk import ConversationOf, Desk, DeskOf, WriteOf
from ui.api.door import PREFIX
from ui.api.encoding import chip_id
from ui.api.page_context import look
from ui.api.problems import ProblemError
from ui.api.runs import Start, after, events_of
from ui.api.schema.requests import BundleChange, PageContext, Say
from ui.api.schema.stream import Event, Message, Messages
from ui.bench_clicks import BenchClick, bench_act
from ui.shop import Session
from ui.tabs import suggestions

router = APIRouter(tags=["messages"])

PING_S = 15
MOST_LISTED = 50

_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "Server-sent events in this order: `ack`, `cards`, `bundle`, `comparison` (whichever there are), `text` "
            "pieces, `signals` or `known`, `hands`, `chips`, `cart`, and `done` or `error` last. While a person of the "
            "shop answers, only `ack` and `done` come: their answer comes by `/live`. `progress` may come anywhere "
            "before the text, `provisional` (cards to be replaced) only before `ack`; these two have no id and are not "
            "sent again. The data of each is the JSON that the schema Event names."
        ),
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
MessageId = Annotated[int, Path(ge=0, le=10_000_000)]


@router.post("/sessions/{session_id}/messages", responses=_STREAM, response_class=Response)
async def say(asked: Say, conversation: ConversationOf, desk: DeskOf, write: WriteOf) -> Response:
    """Say something, or click a chip, and read the answer as it comes.

    It begins when the turns before it are over, and is made to its end whether anybody listens or not: after a break,
    ask for it at `Location` with `Last-Event-ID`.
    """

    async def work() -> int:
        def start(session: Session) -> Start:
            take_context(conversation, asked.context, desk)
            return _start(session, asked, write.lasting("message"), desk.shop.catalog.currency)

        run = await desk.conversations.run(conversation, start)
        return run.number

    number = await write.once(conversation.session.id, work)
    return await _streamed(conversation, number, "", desk)


@router.get("/sessions/{session_id}/messages/{message_id}", responses=_STREAM, response_class=Response)
async def listen(
    message_id: MessageId,
    conversation: ConversationOf,
    desk: DeskOf,
    last_event_id: Annotated[str, Header(max_length=40, description="the last event that arrived")] = "",
) -> Response:
    """The answer to a message again, from the start or after `Last-Event-ID`; what is still to come, comes."""
    if last_event_id and not re.fullmatch(rf"{message_id}-\d{{1,9}}", last_event_id):
        raise ProblemError("bad-request", f"Last-Event-ID is not of message {message_id}: send it as it was received.")
    return await _streamed(conversation, message_id, last_event_id, desk)


@router.post("/sessions/{session_id}/messages/{message_id}/cancel", status_code=204)
async def cancel(message_id: MessageId, conversation: ConversationOf) -> None:
    """Let the answer end early; what was said so far is kept. Nothing happens when it is over."""
    run = conversation.run
    if run is not None and run.number == message_id:
        run.cancel()


@router.get("/sessions/{session_id}/messages")
async def past(
    conversation: ConversationOf,
    desk: DeskOf,
    before: Annotated[int, Query(ge=0, description="those before the message of this id; 0: the newest")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 12,
) -> Messages:
    """The conversation so far: finished turns, oldest first. A click on the cart is a turn too, without words."""
    messages = await desk.conversations.in_pool(lambda: told(conversation.session))
    end = min(before, len(messages)) if before else len(messages)
    return Messages(messages=tuple(messages[max(0, end - limit) : end]), n_messages=len(messages))


def told(session: Session) -> list[Message]:
    """All finished turns of a session."""
    return [
        Message(id=n, message=turn.message, events=tuple(events_of(n, turn)))
        for n, turn in enumerate(session.history())
    ]


async def _streamed(conversation: Conversation, number: int, last_id: str, desk: Desk) -> Response:
    from sse_starlette import EventSourceResponse

    run = conversation.run
    events: AsyncIterator[Event]
    if run is not None and run.number == number:
        events = run.follow(last_id)
    else:
        turns = await desk.conversations.in_pool(conversation.session.history)
        if number == len(turns):
            raise ProblemError("answer-lost", "This answer was lost in a restart. Please send the message again.")
        if number > len(turns):
            raise ProblemError("not-found", "You have no such message.")
        events = _each(after(events_of(number, turns[number]), last_id))
    headers = {
        "Location": f"{PREFIX}/sessions/{conversation.session.id}/messages/{number}",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
    }
    return EventSourceResponse(_written(events), headers=headers, ping=PING_S, sep="\n")


async def _written(events: AsyncIterator[Event]) -> AsyncIterator[Mapping[str, str]]:
    async for sent in events:
        written = {"event": sent.event, "data": sent.data.model_dump_json()}
        yield written if sent.id is None else {**written, "id": sent.id}


async def _each(events: Iterable[Event]) -> AsyncIterator[Event]:
    for sent in events:
        yield sent


def take_context(conversation: Conversation, context: PageContext | None, desk: Desk) -> None:
    """Let the conversation know where the shopper is, while its turn is held; without a context all stays."""
    if context is not None:
        look(conversation.session, context, conversation.context, desk.shop.catalog)
        conversation.context = context


def _start(session: Session, asked: Say, key: str, currency: str) -> Start:
    """How to begin the turn. Raises `ProblemError` when what was clicked does not stand any more."""
    if asked.message is not None:
        message = asked.message
        return lambda began: session.stream(message, key=key, began=began)
    if asked.follow_up is not None:
        return _follow_up(session, asked.follow_up, key)
    act = _act(session, asked, currency)
    return lambda began: session.stream_act(act, key=key, began=began)


def _act(session: Session, asked: Say, currency: str) -> ShopperAct:
    if asked.drop is not None:
        chip = next((c for c in session.chips() if chip_id(c.constraint) == asked.drop), None)
        if chip is None:
            raise ProblemError("suggestion-gone", "This condition does not stand any more.")
        return ShopperAct(Intent.REFINE, removed=(chip.constraint,))
    if asked.explain is not None:
        return ShopperAct(Intent.EXPLAIN, product_ids=(asked.explain,))
    if asked.compare is not None:
        return ShopperAct(Intent.COMPARE, product_ids=asked.compare)
    if asked.bundle is not None:
        return bench_act(_bench_click(asked.bundle, currency))
    if asked.switch is not None:
        return ShopperAct(Intent.SWITCH, text=asked.switch.signal, about=asked.switch.to)
    return ShopperAct(Intent.WANT_PERSON)


def _bench_click(asked: BundleChange, currency: str) -> BenchClick:
    """The same click as on this server's own page."""
    return BenchClick(
        what=asked.do,
        slot=asked.slot or "",
        variant=asked.variant_id or "",
        n=asked.quantity or asked.number or 1,
        tier=asked.tier or "balanced",
        amount=Money.from_minor(asked.budget, currency).amount if asked.budget is not None else None,
        day=asked.day,
    )


def _follow_up(session: Session, id_: str, key: str) -> Start:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,3})", id_)
    turns = session.history()
    number, place = (int(found[1]), int(found[2])) if found else (len(turns), 0)
    chips = suggestions(turns[number]) if number < len(turns) else ()
    if place >= len(chips):
        raise ProblemError("suggestion-gone", "There is no such next step in this conversation.")
    chip = chips[place]

    def start(began: Callable[[int], None]) -> Iterator[ReplyEvent]:
        if chip.act is None:
            return session.stream(chip.message, key=key, began=began)
        return session.stream_act(chip.act, key=key, began=began)

    return start
