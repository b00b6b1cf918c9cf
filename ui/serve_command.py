"""`shelftalk serve`: the shop in the browser, and what is going on until it is there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from rich.console import Console

from ui.opening import open_for, step
from ui.terminal_view import plain

if TYPE_CHECKING:
    from assistant import Settings


def serve_command(settings: Settings, console: Console) -> None:
    """Serves until Ctrl-C. Raises what opening raises, and `PortError` when no port is free."""
    with open_for(settings, console) as shop:
        with step(console, "Preparing the page"):
            import gradio  # noqa: F401  # takes seconds to load: here, where the terminal says why nothing happens

            from assistant.chinese.dictionary import dictionary
            from ui.api.options import ApiOptions
            from ui.server import serve
        threading.Thread(target=dictionary, name="reading the Chinese dictionary", daemon=True).start()
        try:
            serve(
                shop, settings.host, settings.port, allowed_origins=settings.allowed_origins,
                api=ApiOptions.of(settings), demo=settings.demo, real_shoppers=settings.real_shoppers,
                tell=lambda words: console.print(plain(words, "bold"), soft_wrap=True),
            )  # fmt: skip
        except KeyboardInterrupt:
            console.print()
    console.print("The shop is closed.", style="dim")
