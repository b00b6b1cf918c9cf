"""How `shelftalk eval ranking` and `eval next-basket` are called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, LimitOption

StoreOption = Annotated[Path | None, typer.Option("--store", help="The store; the settings' one without it.")]
SeedOption = Annotated[int, typer.Option(help="The same seed gives the same figures.")]


def ranking(
    store: StoreOption = None,
    truth: Annotated[
        Path | None, typer.Option(help="Of a store made by `shelftalk sample`: the folder beside its feed.")
    ] = None,
    limit: LimitOption = 0,
    trees: Annotated[bool, typer.Option("--trees/--no-trees", help="LightGBM beside the blend.")] = True,
    seed: SeedOption = 7,
    json: JsonOption = None,
) -> None:
    """What shoppers turn to next, ranked among all they have not seen: counts, the learned blend, trees, the truth."""
    from ui.eval.frame import run, telling
    from ui.eval.ranking import RankingOptions, measure_ranking
    from ui.settings import settings_with

    path = settings_with(store=store).store
    options = RankingOptions(path, truth, seed, limit, trees)
    console = Console()
    with telling(console, "Reading") as progress:
        run("ranking", path, lambda: measure_ranking(options, progress), json_file=json, console=console)


def next_basket(
    store: StoreOption = None,
    part: Annotated[str, typer.Option(help="Whose baskets are judged: validation or test.")] = "validation",
    seed: SeedOption = 7,
    json: JsonOption = None,
) -> None:
    """How much of what is bought next is among twenty products: own frequency, and with others' baskets and trend."""
    from ui.eval.frame import run
    from ui.eval.next_basket import measure_next_basket
    from ui.settings import settings_with

    path = settings_with(store=store).store
    run("next-basket", path, lambda: measure_next_basket(path, part=part, seed=seed), json_file=json, console=Console())


def cold(store: StoreOption = None, limit: LimitOption = 0, seed: SeedOption = 7, json: JsonOption = None) -> None:
    """Products that nobody has touched yet: how often those who would choose one get it, against popularity."""
    from ui.eval.cold import measure_cold
    from ui.eval.frame import run, telling
    from ui.settings import settings_with

    path = settings_with(store=store).store
    console = Console()
    with telling(console, "Reading") as progress:
        measure = partial(measure_cold, path, seed=seed, limit=limit, progress=progress)
        run("cold", path, measure, json_file=json, console=console)


def across(store: StoreOption = None, limit: LimitOption = 500, seed: SeedOption = 7, json: JsonOption = None) -> None:
    """A taste carried by texts from one half of a store's departments to the other, as if they were two stores."""
    from ui.eval.across import measure_across
    from ui.eval.frame import run, telling
    from ui.settings import settings_with

    path = settings_with(store=store).store
    console = Console()
    with telling(console, "Reading") as progress:
        measure = partial(measure_across, path, seed=seed, limit=limit, progress=progress)
        run("across", path, measure, json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command("ranking")(ranking)
    app.command("next-basket")(next_basket)
    app.command()(cold)
    app.command()(across)
