"""How `shelftalk eval explanations` is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, SeedOption

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

_WRITTEN = Path(__file__).resolve().parents[2] / "tests" / "explanations"


def explanations(
    store_of: Annotated[list[str], typer.Option("--store-of", help="NAME=DIR of a store, such as sample=my-store.")],
    n: Annotated[int, typer.Option(min=1, help="Explanations, of all stores together.")] = 1000,
    corrupted: Annotated[
        bool, typer.Option("--corrupted", help="The checker on true and on corrupted sentences instead.")
    ] = False,
    worded: Annotated[
        bool, typer.Option("--worded", help="How many of the language model's sentences the checker lets through.")
    ] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="What was judged wrongly, instead of figures.")] = False,
    seed: SeedOption = 7,
    json: JsonOption = None,
) -> None:
    """Whether what is said of suggestions is true, tells the drawback, and is why they are there."""
    from retrieval.indexing import encoder_of
    from ui.eval.explanations import false_claims, measure_explanations
    from ui.eval.explanations_corrupted import measure_corrupted, wrongly_judged
    from ui.eval.explanations_made import explained
    from ui.eval.explanations_worded import measure_worded
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import named

    stores = named(store_of)
    console = Console()
    with telling(console, "Opening") as progress:
        shelves = {
            name: explained(path, n // len(stores), seed, encoder_of(path), progress) for name, path in stores.items()
        }
    written = (_WRITTEN / "paraphrases.yaml", _WRITTEN / "promises.txt")
    if wrong:
        told = wrongly_judged(shelves, *written, seed) if corrupted else false_claims(shelves)
        console.print("\n".join(told) or "Nothing.", markup=False, soft_wrap=True)
        return
    measure = partial(measure_explanations, shelves, seed)
    if corrupted:
        measure = partial(measure_corrupted, shelves, *written, seed)
    if worded:
        measure = partial(measure_worded, shelves, _model())
    run("explanations", next(iter(stores.values())), measure, json_file=json, console=console)


def _model() -> SteerableChatModel:
    """The settings' model as it was published: what tunes it to take notes is no help in wording.

    Raises `EvalError` without one.
    """
    from assistant.models.finding import find_model
    from ui.eval.frame import EvalError
    from ui.settings import settings_with

    settings = settings_with()
    found = find_model(
        size=settings.model,
        server=settings.model_server,
        server_model=settings.model_name,
        server_key=settings.model_key,
        gguf=settings.gguf,
        adapters=_WRITTEN,
        n_threads=settings.model_threads,
    )
    if found.model is None:
        raise EvalError(f"There is no language model to word with. {found.mend}".strip())
    return found.model


def register(app: typer.Typer) -> None:
    app.command("explanations")(explanations)
