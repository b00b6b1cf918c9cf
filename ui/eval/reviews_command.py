"""How `shelftalk eval reviews` is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, SeedOption


def reviews(
    data: Annotated[
        Path | None, typer.Option(help="A folder with copycat_dev.tsv and zh_online_shopping_dev.csv.")
    ] = None,
    store: Annotated[Path | None, typer.Option(help="A sample store, with --truth.")] = None,
    truth: Annotated[Path | None, typer.Option(help="The folder of the sample store's hidden truth.")] = None,
    seed: SeedOption = 7,
    json: JsonOption = None,
) -> None:
    """What is mined of reviews, beside people's labels and summaries, and beside the sample store's hidden truth."""
    from ui.eval.frame import EvalError, run, telling
    from ui.eval.reviews import measure_reviews
    from ui.eval.reviews_truth import measure_store_reviews

    console = Console()
    if data is not None and store is None and truth is None:
        with telling(console, "Reading reviews") as progress:
            measure = partial(measure_reviews, data, seed=seed, progress=progress)
            run("reviews", data, measure, json_file=json, console=console)
    elif data is None and store is not None and truth is not None:
        with telling(console, "Reading reviews") as progress:
            found = partial(measure_store_reviews, store, truth, progress=progress)
            run("reviews", store, found, json_file=json, console=console)
    else:
        raise EvalError("Give either --data FOLDER, or --store STORE and --truth FOLDER.")


def register(app: typer.Typer) -> None:
    app.command("reviews")(reviews)
