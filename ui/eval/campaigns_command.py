"""How `shelftalk eval campaigns` is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption


def campaigns(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="The Complete Journey's tables. Default: as they lie beside the clone."),
    ] = None,
    json: JsonOption = None,
) -> None:
    """Which coupon a household redeems, and who redeems any, foreseen from what they bought before."""
    from ui.eval.campaigns import measure_campaigns
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import beside

    folder = data or beside("grocery_completejourney")
    console = Console()
    with telling(console, "Reading") as progress:
        run("campaigns", folder, lambda: measure_campaigns(folder, progress), json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command()(campaigns)
