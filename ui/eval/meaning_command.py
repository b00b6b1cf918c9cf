"""`shelftalk eval meaning`: how it is called."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption


def meaning(
    store_of: Annotated[
        list[str], typer.Option(help="A store as NAME=DIR: sample, luma, retail_demo, uci. Several may be given.")
    ],
    part: Annotated[str, typer.Option(help="Which half of the descriptions: test, or dev, for choosing by.")] = "test",
    wrong: Annotated[bool, typer.Option("--wrong", help="A row for each description that was taken wrongly.")] = False,
    json: JsonOption = None,
) -> None:
    """Whether things described without their names ("something to sit on") are taken for the right kinds."""
    from retrieval.encoder import default_encoder
    from ui.eval.frame import run
    from ui.eval.meaning import Part, measure_meaning
    from ui.eval.named_stores import named

    if part not in {*Part}:
        raise typer.BadParameter(f"There is no part '{part}'. There are: {', '.join(Part)}.")
    stores = named(store_of)
    measure = partial(measure_meaning, stores, default_encoder(), Part(part), wrong=wrong)
    run("meaning", next(iter(stores.values())), measure, json_file=json, console=Console())


def register(app: typer.Typer) -> None:
    app.command()(meaning)
