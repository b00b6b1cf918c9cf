"""The shopper's page, live: who answers, and what a person of the shop says, while nothing was clicked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import Executor
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response

from assistant.reply import Understood
from ui import hands_view
from ui.language import Language, speaking
from ui.live import Following, Kept, Stands, TooManyError
from ui.shop import Shop, Turn
from ui.streaming import in_thread
from ui.tabs import is_open
from ui.turn_view import replayed

PING_S = 15
RETRY_MS = 2_000


def live_routes(shop: Shop, pool: Executor) -> APIRouter:
    """`/live/{session}`: server-sent events for the page of that conversation. Its id is a secret of the page."""
    router = APIRouter()
    following = Following(shop.desk, pool)

    @router.get("/live/{session_id}")
    async def live(
        session_id: Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,100}$")],
        after: Annotated[int, Query(ge=-1, le=10_000_000)] = -1,
        language: Language = "en",
        last_event_id: Annotated[str, Header(max_length=20)] = "",
    ) -> Response:
        from sse_starlette import EventSourceResponse

        if not await in_thread(pool, lambda: shop.shopper_of(session_id) is not None and is_open(shop, session_id)):
            return Response("The shop keeps no such conversation.", 404, media_type="text/plain")
        try:
            following.check(session_id)
        except TooManyError as error:
            return Response(str(error), 429, {"Retry-After": "30"}, media_type="text/plain")
        begun_after = int(last_event_id) if last_event_id.isdecimal() else after
        events = _written(following, session_id, begun_after, language)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return EventSourceResponse(events, headers=headers, ping=PING_S, sep="\n")

    return router


async def _written(
    following: Following, session_id: str, after: int, language: Language
) -> AsyncIterator[Mapping[str, Any]]:
    try:
        async for told in following.follow(session_id, after):
            match told:
                case Stands():
                    with speaking(language):
                        banner = str(hands_view.banner(told.standing))
                    standing = told.standing
                    data = {"who": standing.who, "name": standing.name, "html": banner, "turns": told.n_turns}
                    yield {"event": "hands", "data": json.dumps(data), "retry": RETRY_MS}
                case Kept():
                    html = _drawn(told.number, told.turn, language)
                    yield {"event": "turn", "id": str(told.number), "data": json.dumps({"html": html})}
        yield {"event": "gone", "data": "{}"}
    except TooManyError:  # others were quicker between the look and the first word: the page asks again
        return


def _drawn(number: int, turn: Turn, language: Language) -> str:
    """The turn where it was not this page's own doing; what the shopper says or clicks, the page has drawn already."""
    if turn.message or any(isinstance(event, Understood) for event in turn.events):
        return ""
    return replayed(number, turn.message, turn.events, language).html()
