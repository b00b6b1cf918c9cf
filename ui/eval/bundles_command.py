"""How `shelftalk eval bundles` is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, ModelSeedOption

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="A folder of marked sessions, or one of several. Default: bundlerec, by the clone."),
]


def bundles(
    data: DataOption = None,
    part: Annotated[str, typer.Option(help="Which sessions are judged: validation or test.")] = "validation",
    tasks: Annotated[str, typer.Option(help="Which of the five, with commas between. Default: all.")] = "",
    seed: ModelSeedOption = 7,
    words_only: Annotated[bool, typer.Option("--words-only", help="Without the text encoder.")] = False,
    json: JsonOption = None,
) -> None:
    """Bundles that people marked: completed, found in a session, found for an intent, named, and told pair by pair."""
    from ui.eval.bundles import BundleOptions, measure_bundles
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import beside
    from ui.eval.next_product_models import part_of

    folder = data or beside("bundlerec")
    options = BundleOptions(folder, part_of(part), tasks, seed, words_only)
    console = Console()
    with telling(console, "Reading") as progress:
        run("bundles", folder, partial(measure_bundles, options, progress), json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command("bundles")(bundles)
