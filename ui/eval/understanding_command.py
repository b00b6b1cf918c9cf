"""How `shelftalk eval understanding` and `eval understanding-sets` are called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, SeedOption


def understanding(
    path: Annotated[
        Path | None, typer.Argument(help="Annotated dialogues: a file or a folder. Default: those of the clone.")
    ] = None,
    data: Annotated[Path | None, typer.Option("--data", help="The same as PATH.")] = None,
    store_of: Annotated[
        list[str] | None, typer.Option(help="NAME=DIR, the store for the dialogues in the folder NAME. Repeatable.")
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            help="Who reads: rules, auto, small, standard, large or a server's http://..., and any model without the "
            "rules: small:alone. Repeatable.",
        ),
    ] = None,
    json: JsonOption = None,
    failures: Annotated[Path | None, typer.Option(help="A file that gets every wrong turn as text.")] = None,
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Wrong turns of the test part as well: it is no test any more then.")
    ] = False,
    plot: Annotated[Path | None, typer.Option(help="A PNG with everybody's bars beside each other.")] = None,
    adapter: Annotated[
        Path | None, typer.Option(help="What training made, to be tried out; not with the large model.")
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            help="A file that keeps what models answer; what stands there is not asked again. To measure a change of "
            "code in two minutes; no milliseconds are told."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="About so many dialogues, for a quick look; 0: all.")] = 0,
    read_ahead: Annotated[
        bool,
        typer.Option(
            "--read-ahead",
            help="Times count from what a shop has read already when the message comes; else every state is new.",
        ),
    ] = False,
    timed: Annotated[
        bool, typer.Option(help="Whether milliseconds are told. Not on a machine that others use meanwhile.")
    ] = True,
    context: Annotated[
        bool, typer.Option("--context", help="Whom it is for, by when and the like count for the goals too.")
    ] = False,
) -> None:
    """How well messages are understood: annotated dialogues, act by act and constraint by constraint."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import clone, named
    from ui.eval.understanding import AUTO, measure
    from ui.settings import settings_with

    chosen = path or data or clone() / "tests" / "understanding"
    stores = named(store_of or ())
    console = Console()
    with telling(console, "Reading dialogues") as progress:
        walk = partial(
            measure,
            chosen,
            with_ or [AUTO],
            settings_with(),
            store_of=stores,
            context=context,
            failures=failures,
            sealed=sealed,
            plot=plot,
            adapter=adapter,
            answers=answers,
            limit=limit,
            read_ahead=read_ahead,
            timed=timed,
            progress=progress,
        )
        run("understanding", chosen, walk, json_file=json, console=console)


def understanding_sets(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="The folder of the sets. Default: ../shared/data/dialogue beside the clone."),
    ] = None,
    sets: Annotated[
        str, typer.Option(help="Which, with commas between: shoppingbench, mgshopdial, clinc150.")
    ] = "shoppingbench,mgshopdial,clinc150",
    store_of: Annotated[
        list[str] | None, typer.Option(help="NAME=DIR, a store of our own dialogues, in scope too. Repeatable.")
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with", help="Who reads: rules, auto, small, standard, large or a server's http://... Repeatable."
        ),
    ] = None,
    train: Annotated[bool, typer.Option("--train", help="The parts that may be tuned on, not those judged.")] = False,
    most: Annotated[int, typer.Option(min=0, help="At most so many messages of each set; 0: all.")] = 0,
    seed: SeedOption = 7,
    json: JsonOption = None,
) -> None:
    """How well messages of public sets are understood: limits and vouchers, intents and goals, what is out of scope."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import beside, named
    from ui.eval.understanding import AUTO
    from ui.eval.understanding_sets import measure_sets
    from ui.settings import settings_with

    chosen = data or beside("dialogue")
    names = [name.strip() for name in sets.split(",") if name.strip()]
    stores = named(store_of or ())
    console = Console()
    with telling(console, "Reading messages") as progress:
        walk = partial(
            measure_sets,
            names,
            chosen,
            with_ or [AUTO],
            settings_with(),
            part="train" if train else "test",
            stores=stores,
            most=most,
            seed=seed,
            progress=progress,
        )
        run("understanding-sets", chosen, walk, json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command()(understanding)
    app.command()(understanding_sets)
