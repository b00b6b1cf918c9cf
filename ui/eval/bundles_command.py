"""How `shelftalk eval bundles` and `eval belonging` are called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, ModelSeedOption

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

_PATIENCE_S = 60.0  # for one answer of a model: whether it is right is asked here, not whether it is quick
DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="A folder of marked sessions, or one of several. Default: bundlerec, by the clone."),
]

WithModelOption = Annotated[
    int,
    typer.Option(
        "--with-model",
        min=0,
        help="So many names (of --data) or needs (of --truth) by the settings' language model alone, too: slow.",
    ),
]
NeedsOption = Annotated[
    int, typer.Option(min=0, help="Judge a store's bundler instead, with so many needs by chance: what it breaks.")
]
JudgedOption = Annotated[
    bool, typer.Option("--judged/--milliseconds-only", help="Of needs: whether every bundle is worked out anew.")
]


def bundles(
    data: DataOption = None,
    needs: NeedsOption = 0,
    store: Annotated[Path | None, typer.Option(help="The store of --needs or --truth.")] = None,
    truth: Annotated[
        Path | None, typer.Option(help="Of a store made by `shelftalk sample`: bundles against what is truly wanted.")
    ] = None,
    judged: JudgedOption = True,
    deadline: Annotated[float, typer.Option(min=0.01, help="Seconds a need may take, of --needs.")] = 0.25,
    part: Annotated[str, typer.Option(help="Which sessions are judged: validation or test.")] = "validation",
    tasks: Annotated[str, typer.Option(help="Which of the five, with commas between. Default: all.")] = "",
    seed: ModelSeedOption = 7,
    words_only: Annotated[bool, typer.Option("--words-only", help="Without the text encoder.")] = False,
    with_model: WithModelOption = 0,
    json: JsonOption = None,
) -> None:
    """Bundles that people marked: completed, found in a session, found for an intent, named, and told pair by pair."""
    from assistant.workbench.name_writing import NameWriter
    from ui.eval.bundles import BundleOptions, measure_bundles
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import beside
    from ui.eval.next_product_models import part_of

    if needs or truth:
        _of_store(store, truth, needs or 500, int(seed), judged, deadline, json, with_model)
        return
    folder = data or beside("bundlerec")
    options = BundleOptions(folder, part_of(part), tasks, seed, words_only, with_model)
    writer = NameWriter(_model(), timeout_s=_PATIENCE_S) if with_model else None
    console = Console()
    with telling(console, "Reading") as progress:
        run(
            "bundles",
            folder,
            partial(measure_bundles, options, progress, writer=writer),
            json_file=json,
            console=console,
        )


def _model(*, as_published: bool = False) -> SteerableChatModel:
    """The settings' language model, as a shop has it, or without what tunes it to take notes. Raises `EvalError` where
    there is none."""
    from assistant.reading.model_reading import model_of
    from ui.eval.frame import EvalError
    from ui.settings import settings_with

    settings = settings_with()
    found = model_of(settings)
    if as_published and found.adapter is not None:
        found = model_of(settings.model_copy(update={"adapter": None}), adapters=Path(__file__).parent)  # none is here
    if found.model is None:
        raise EvalError(f"There is no language model to ask. {found.mend}".strip())
    return found.model


def _of_store(
    store: Path | None,
    truth: Path | None,
    n: int,
    seed: int,
    judged: bool,
    deadline: float,
    json: Path | None,
    n_model: int,
) -> None:
    """A store's own bundler: with needs by chance, or, where its truth is known, with what is truly wanted."""
    from datetime import UTC, datetime

    from assistant.workbench.choosing_by_model import ModelChooser
    from ui.eval.bundle_needs import NeedOptions, measure_needs
    from ui.eval.bundle_truth import TruthOptions, measure_against_truth
    from ui.eval.frame import run, telling
    from ui.settings import settings_with

    path = settings_with(store=store, model="none").store
    on = datetime.now(UTC).date()
    console = Console()
    with telling(console, "Reading") as progress:
        if truth is not None:
            chooser = ModelChooser(_model(as_published=True)) if n_model else None
            measure = partial(measure_against_truth, TruthOptions(path, truth, n, seed, n_model), progress, chooser)
        else:
            measure = partial(measure_needs, NeedOptions(path, n, seed, on, deadline, judged), progress)
        run("bundles", path, measure, json_file=json, console=console)


def belonging(
    store: Annotated[
        Path | None, typer.Option("--store", "--data", help="The store's folder. Default: the one serve would open.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="So many drawn baskets are judged; 0: all.")] = 300,
    seed: ModelSeedOption = 7,
    json: JsonOption = None,
) -> None:
    """What belongs together foretells baskets: one product of each of a store's last baskets, ranked among all."""
    from ui.eval.belonging import measure_belonging
    from ui.eval.frame import run, telling
    from ui.settings import settings_with

    folder = settings_with(store=store, model="none").store
    console = Console()
    with telling(console, "Reading") as progress:
        run(
            "belonging",
            folder,
            partial(measure_belonging, folder, seed, limit, progress),
            json_file=json,
            console=console,
        )


def register(app: typer.Typer) -> None:
    app.command("bundles")(bundles)
    app.command("belonging")(belonging)
