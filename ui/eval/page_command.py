"""How `shelftalk eval page` is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption


def page(
    store: Annotated[Path | None, typer.Option("--store", help="The store's folder.")] = None,
    say: Annotated[
        list[str] | None, typer.Option("--say", help="Messages to say. Default: the page's openers.")
    ] = None,
    model: Annotated[bool, typer.Option("--model/--no-model", help="With a language model too.")] = False,
    visits: Annotated[int, typer.Option(min=1, help="So often the page is visited; one more warms the server.")] = 5,
    json: JsonOption = None,
) -> None:
    """The page in headless Chromium: seconds until it can be used, first card after sending, layout shift, bytes."""
    from ui.eval.frame import run
    from ui.eval.page import measure_page
    from ui.settings import settings_with

    folder = settings_with(store=store, model="none").store
    measure = partial(measure_page, folder, say or (), model=model, visits=visits)
    run("page", folder, measure, json_file=json, console=Console())


def register(app: typer.Typer) -> None:
    app.command("page")(page)
