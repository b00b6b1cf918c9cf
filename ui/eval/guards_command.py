"""How `shelftalk eval shilling`, `eval exposure` and `eval private` are called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, LimitOption, ModelSeedOption, PartOption, ShoppersOption


def shilling(
    data: ShoppersOption = None,
    part: PartOption = "validation",
    popular: Annotated[int, typer.Option(min=1, help="Of how many best-sellers made-up profiles are made.")] = 10,
    other: Annotated[bool, typer.Option("--other", help="Attacks that the guard was not made for, too.")] = False,
    seed: ModelSeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
) -> None:
    """How far made-up shoppers push a hardly known product, with and without the guard, and what the guard costs."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import BEAUTY, beside
    from ui.eval.next_product_models import part_of
    from ui.eval.shilling import ShillingOptions, measure_shilling

    file = data or beside(BEAUTY)
    options = ShillingOptions(file, part_of(part), seed, popular, limit, other)
    console = Console()
    with telling(console, "Attacking") as progress:
        run("shilling", file, lambda: measure_shilling(options, progress), json_file=json, console=console)


def exposure(
    data: ShoppersOption = None,
    store: Annotated[
        Path | None, typer.Option(help="A store: who gets the places in its own lists, by brand, price and newness.")
    ] = None,
    part: PartOption = "validation",
    seed: ModelSeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
) -> None:
    """Who gets the places in lists, and what a fairer share of them costs: the dial's curve of NDCG against Gini."""
    from ui.eval.exposure import ExposureOptions, measure_exposure
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import BEAUTY, beside
    from ui.eval.next_product_models import part_of
    from ui.eval.store_exposure import measure_store_exposure

    console = Console()
    if store is not None:
        with telling(console, "Reading") as progress:
            measure = partial(measure_store_exposure, store, seed=seed, limit=limit, progress=progress)
            run("exposure", store, measure, json_file=json, console=console)
        return
    file = data or beside(BEAUTY)
    options = ExposureOptions(file, part_of(part), seed, limit)
    with telling(console, "Showing") as progress:
        run("exposure", file, lambda: measure_exposure(options, progress), json_file=json, console=console)


def private(
    data: ShoppersOption = None,
    part: PartOption = "validation",
    delta: Annotated[float, typer.Option(help="The chance that the promise does not hold: below 1 / shoppers.")] = 1e-5,
    seed: ModelSeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
) -> None:
    """What is left of counting when no shopper's part in it can be told, and what a shopper's device sends."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import BEAUTY, beside
    from ui.eval.next_product_models import part_of
    from ui.eval.private import PrivateOptions, measure_private

    file = data or beside(BEAUTY)
    options = PrivateOptions(file, part_of(part), delta, seed, limit)
    console = Console()
    with telling(console, "Counting") as progress:
        run("private", file, lambda: measure_private(options, progress), json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command()(shilling)
    app.command()(exposure)
    app.command()(private)
