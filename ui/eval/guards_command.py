"""How `shelftalk eval shilling`, `eval exposure` and `eval private` are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.next_product_command import JsonOption, LimitOption, PartOption, SeedOption

DataOption = Annotated[
    Path | None, typer.Option("--data", help="A line for each shopper. Default: Beauty, beside the clone.")
]


def shilling(
    data: DataOption = None,
    part: PartOption = "validation",
    popular: Annotated[int, typer.Option(min=1, help="Of how many best-sellers made-up profiles are made.")] = 10,
    other: Annotated[bool, typer.Option("--other", help="Attacks that the guard was not made for, too.")] = False,
    seed: SeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
) -> None:
    """How far made-up shoppers push a hardly known product, with and without the guard, and what the guard costs."""
    from ui.eval.frame import run
    from ui.eval.next_product_models import part_of
    from ui.eval.shilling import ShillingOptions, measure_shilling

    file = data or _beauty()
    options = ShillingOptions(file, part_of(part), seed, popular, limit, other)
    console = Console()
    with console.status("Attacking") as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what}: {done:,} of {total:,}")

        run("shilling", file, lambda: measure_shilling(options, progress), json_file=json, console=console)


def exposure(
    data: DataOption = None,
    part: PartOption = "validation",
    seed: SeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
) -> None:
    """Who gets the places in lists, and what a fairer share of them costs: the dial's curve of NDCG against Gini."""
    from ui.eval.exposure import ExposureOptions, measure_exposure
    from ui.eval.frame import run
    from ui.eval.next_product_models import part_of

    file = data or _beauty()
    options = ExposureOptions(file, part_of(part), seed, limit)
    console = Console()
    with console.status("Showing") as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what}: {done:,} of {total:,}")

        run("exposure", file, lambda: measure_exposure(options, progress), json_file=json, console=console)


def private(
    data: DataOption = None,
    part: PartOption = "validation",
    delta: Annotated[float, typer.Option(help="The chance that the promise does not hold: below 1 / shoppers.")] = 1e-5,
    seed: SeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
) -> None:
    """What is left of counting when no shopper's part in it can be told, and what a shopper's device sends."""
    from ui.eval.frame import run
    from ui.eval.next_product_models import part_of
    from ui.eval.private import PrivateOptions, measure_private

    file = data or _beauty()
    options = PrivateOptions(file, part_of(part), delta, seed, limit)
    console = Console()
    with console.status("Counting") as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what}: {done:,} of {total:,}")

        run("private", file, lambda: measure_private(options, progress), json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command()(shilling)
    app.command()(exposure)
    app.command()(private)


def _beauty() -> Path:
    from ui.eval.named_stores import clone

    return clone().parent / "shared" / "data" / "rec_s3" / "Beauty.txt"
