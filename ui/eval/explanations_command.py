"""How `shelftalk eval explanations` is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, SeedOption

_WRITTEN = Path(__file__).resolve().parents[2] / "tests" / "explanations"


def explanations(
    store_of: Annotated[list[str], typer.Option("--store-of", help="NAME=DIR of a store, such as sample=my-store.")],
    n: Annotated[int, typer.Option(min=1, help="Explanations, of all stores together.")] = 1000,
    corrupted: Annotated[
        bool, typer.Option("--corrupted", help="The checker on true and on corrupted sentences instead.")
    ] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="What was judged wrongly, instead of figures.")] = False,
    seed: SeedOption = 7,
    json: JsonOption = None,
) -> None:
    """Whether what is said of suggestions is true, tells the drawback, and is why they are there."""
    from retrieval.encoder import default_encoder
    from ui.eval.explanations import false_claims, measure_explanations
    from ui.eval.explanations_corrupted import measure_corrupted, wrongly_judged
    from ui.eval.explanations_made import explained
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import named

    stores = named(store_of)
    console = Console()
    with telling(console, "Opening") as progress:
        shelves = {
            name: explained(path, n // len(stores), seed, default_encoder(path), progress)
            for name, path in stores.items()
        }
    written = (_WRITTEN / "paraphrases.yaml", _WRITTEN / "promises.txt")
    if wrong:
        told = wrongly_judged(shelves, *written, seed) if corrupted else false_claims(shelves)
        console.print("\n".join(told) or "Nothing.", markup=False, soft_wrap=True)
        return
    measure = partial(measure_explanations, shelves, seed)
    if corrupted:
        measure = partial(measure_corrupted, shelves, *written, seed)
    run("explanations", next(iter(stores.values())), measure, json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command("explanations")(explanations)
