"""The desk's page: Gradio's Blocks hold the parts and stream what the copilot says; `/agent/api` tells the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

import structlog
from pydantic import ValidationError

from assistant.handoff.standing import UnknownConversationError
from ui.desk.accounts import COOKIE
from ui.desk.asking import Ask, Asked, answers
from ui.desk.door import KnowsAgents
from ui.desk.talks import check_open
from ui.desk.wording import d
from ui.frame import place
from ui.shop import Shop
from ui.streaming import ShopFailedError, in_thread

if TYPE_CHECKING:
    import gradio as gr

AT_ONCE = 16  # questions to the copilot that may be answered at the same time
PARTS = ("summary", "draft", "found", "shopper")  # what the copilot draws

log = structlog.get_logger("shelftalk.desk")


def desk_page(shop: Shop, pool: Executor, accounts: Callable[[], KnowsAgents]) -> gr.Blocks:
    """The page as Blocks, to be mounted at `/agent` behind `DeskDoor`. Every part says for which question it is."""
    import gradio as gr

    async def on_ask(event: gr.EventData, request: gr.Request) -> AsyncIterator[tuple[Any, ...]]:
        try:
            ask = Ask.model_validate(event._data)
        except ValidationError:
            yield (gr.skip(),) * len(PARTS)
            return
        drawn: list[Any] = [gr.skip()] * len(PARTS)
        if (
            accounts().agent(request.cookies.get(COOKIE, "")) is None
        ):  # the door saw to it; a stream may outlast a login
            yield tuple(drawn)
            return
        async for asked in _asked(shop, pool, ask):
            drawn[PARTS.index(asked.part)] = asked.value(ask)
            yield tuple(drawn)

    # Gradio reads these annotations when it runs, and gradio is imported only in here.
    on_ask.__annotations__.update(event=gr.EventData, request=gr.Request)

    with gr.Blocks(title=f"{shop.store_name} – {d('desk')}", analytics_enabled=False, fill_width=True) as page:
        with gr.Column(elem_id="ad-page"):
            _still("header", gr)
            _still("views", gr)
            _still("inbox", gr)
            _still("talk", gr)
            drawn: dict[str, Any] = {}
            with gr.Column(elem_id="ad-side"):
                with gr.Column(elem_id="ad-reply"):
                    _still("reply", gr, elem_id="ad-reply-head")
                    drawn["draft"] = _drawn("draft", gr)
                    drawn["summary"] = _drawn("summary", gr)
                with gr.Column(elem_id="ad-find"):
                    _still("find", gr, elem_id="ad-find-head")
                    drawn["found"] = _drawn("found", gr)
                with gr.Column(elem_id="ad-shopper"):
                    _still("shopper", gr, elem_id="ad-shopper-head")
                    drawn["shopper"] = _drawn("shopper", gr)
                _still("tray", gr)
            wire = gr.HTML(
                {}, html_template="", elem_id="ad-wire", apply_default_css=False, padding=False,
                js_on_load="desk.connect((ask) => trigger('act', ask));",
            )  # fmt: skip
        wire.act(
            on_ask,
            outputs=[drawn[part] for part in PARTS],
            api_visibility="private",
            concurrency_limit=AT_ONCE,
            trigger_mode="multiple",
            show_progress="hidden",
        ).failure(fn=None, js="() => desk.onLost()", api_visibility="private")
    return page


def _still(name: str, gr: Any, elem_id: str = "") -> None:
    gr.HTML(
        place(f"desk-{name}"), elem_id=elem_id or f"ad-{name}", js_on_load=f"desk.part('{name}');",
        apply_default_css=False, padding=False,
    )  # fmt: skip


def _drawn(name: str, gr: Any) -> Any:
    """A part that the copilot draws. Values are put into the template as they are, never evaluated."""
    template = (
        f'<div class="ad-drawn" data-part="{name}" data-session="${{value.session}}" data-seq="${{value.seq}}"'
        ' data-state="${value.state}">${value.html}</div>'
    )
    return gr.HTML(
        {"html": "", "session": "", "seq": "", "state": "none"}, html_template=template, elem_id=f"ad-{name}-drawn",
        js_on_load=f"desk.part('{name}-drawn'); watch('value', () => desk.onDrawn('{name}'));",
        apply_default_css=False, padding=False,
    )  # fmt: skip


async def _asked(shop: Shop, pool: Executor, ask: Ask) -> AsyncIterator[Asked]:
    """What the copilot says to it, step by step; its failures as words for the agent."""
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Asked | None] = asyncio.Queue()
    left = False

    def work() -> None:
        try:
            check_open(shop, ask.session)
            for step in answers(shop, ask):
                if left:
                    break
                loop.call_soon_threadsafe(steps.put_nowait, step)
        finally:
            loop.call_soon_threadsafe(steps.put_nowait, None)

    running = asyncio.ensure_future(in_thread(pool, work))
    try:
        while (step := await steps.get()) is not None:
            while step.state == "writing" and not steps.empty():  # only the newest words are drawn
                later = steps.get_nowait()
                if later is None:
                    steps.put_nowait(None)
                    break
                step = later
            yield step
        await running
    except ShopFailedError as error:
        is_gone = isinstance(error.__cause__, UnknownConversationError)
        if not is_gone:
            log.error("the copilot failed", asked=ask.do, exc_info=error)
        yield Asked(ask.part, d("talk.gone" if is_gone else "copilot.failed"), "failed")
    finally:
        left = True
