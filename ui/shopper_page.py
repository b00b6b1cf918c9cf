"""The shopper's page: Gradio's Blocks hold the parts, our own HTML is seen, `clicks.js` sends what is clicked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import Executor
from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.reply import CartView
from ui.cart_panel import cart_inside, n_pieces
from ui.clicks import Click
from ui.frame import place
from ui.language import speaking, t
from ui.shop import Shop
from ui.turn_view import TEMPLATE, empty_parts
from ui.turns import Note, Turns, Update

if TYPE_CHECKING:
    import gradio as gr

AT_ONCE = 64  # turns that may stream at the same time; each waits in a thread of its own


def shopper_page(shop: Shop, pool: Executor) -> gr.Blocks:
    """The page as Blocks, ready to be mounted. Every browser tab has a conversation of its own."""
    import gradio as gr

    turns = Turns(shop, pool)
    # Notes made here number themselves downwards, those of `Turns` upwards: none is ever taken for another.
    own_notes = count(-1, -1)

    async def on_click(event: gr.EventData) -> AsyncIterator[tuple[Any, ...]]:
        try:
            click = Click.model_validate(event._data)
        except ValidationError:
            yield gr.skip(), gr.skip(), asdict(Note(next(own_notes), toast=t("trouble")))
            return
        # What was drawn once is given again with every step: Gradio sends the difference only, and would make
        # nothing out of a part that is left out later, or of a click that draws nothing at all.
        drawn: list[Any] = [gr.skip(), gr.skip(), gr.skip()]
        async for update in turns.do(click):
            with speaking(click.language):
                parts = _outputs(update)
            for at, part in enumerate(parts):
                drawn[at] = part or drawn[at]
            yield tuple(drawn)
        yield tuple(drawn)

    # Gradio reads this annotation when it runs, and gradio is imported only in here.
    on_click.__annotations__["event"] = gr.EventData

    with gr.Blocks(title=shop.store_name, analytics_enabled=False, fill_width=True) as page:
        with gr.Column(elem_id="st-page"):
            gr.HTML(place("header"), **_plain("st-header", "shelftalk.onHeader();"))
            with gr.Column(elem_id="st-talk"):
                gr.HTML(place("conversation"), **_plain("st-conversation", "shelftalk.onConversation();"))
                live = gr.HTML(
                    empty_parts(),
                    html_template=TEMPLATE,
                    **_plain("st-live", "watch('value', () => shelftalk.onTurn());"),
                )
                gr.HTML(place("pending"), **_plain("st-waiting"))
            gr.HTML(place("composer"), **_plain("st-composer", "shelftalk.onComposer();"))
            cart = gr.HTML(
                {"html": place("cart-inside"), "pieces": "0"},
                html_template=place("cart"),
                **_plain("st-side", "watch('value', () => shelftalk.onCart());"),
            )
        # Draws nothing: it carries clicks to us and notes to the page. Gradio finds the event's name in this code.
        wire = gr.HTML(
            {},
            html_template="",
            **_plain(
                "st-wire",
                "shelftalk.connect((click) => trigger('act', click));"
                " watch('value', () => shelftalk.onNote(props.value));",
            ),
        )
        wire.act(
            on_click,
            outputs=[live, cart, wire],
            api_visibility="private",
            concurrency_limit=AT_ONCE,
            trigger_mode="multiple",
            show_progress="hidden",
        ).failure(fn=None, js="() => shelftalk.onLost()", api_visibility="private")
    return page


def _plain(elem_id: str, js_on_load: str | None = None) -> dict[str, Any]:
    """Our own HTML without Gradio's styles."""
    return {"elem_id": elem_id, "js_on_load": js_on_load, "apply_default_css": False, "padding": False}


def _outputs(update: Update) -> tuple[dict[str, Any] | None, ...]:
    return (
        update.turn.parts() if update.turn else None,
        _cart_parts(update.cart) if update.cart else None,
        asdict(update.note) if update.note else None,
    )


def _cart_parts(view: CartView) -> dict[str, str]:
    return {"html": str(cart_inside(view)), "pieces": str(n_pieces(view))}
