"""How `shelftalk eval next-product` and `eval next-product-text` are called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption, LimitOption, ModelSeedOption, PartOption, ShoppersOption

ModelsOption = Annotated[
    str, typer.Option(help="Which, with commas between; `blend` is one. Default: all that fit within minutes.")
]
TuneOption = Annotated[
    Path | None, typer.Option(help="A file that gets the blend's weights, which are learned from the validation part.")
]
WeightsOption = Annotated[
    Path | None, typer.Option(help="The blend's weights, as --tune wrote them. Default: learned first.")
]
RunsOption = Annotated[
    Path | None, typer.Option(help="A folder in which trained models keep their runs, for another time.")
]
PlotOption = Annotated[Path | None, typer.Option(help="A PNG: accuracy against cost, and by history length.")]


def next_product(
    data: ShoppersOption = None,
    models: ModelsOption = "",
    part: PartOption = "test",
    tune: TuneOption = None,
    weights: WeightsOption = None,
    runs: RunsOption = None,
    seed: ModelSeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
    plot: PlotOption = None,
) -> None:
    """Which product a shopper takes next, ranked among all: each model's accuracy, reach, seconds and bytes."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import BEAUTY, beside
    from ui.eval.next_product import measure_next_product
    from ui.eval.next_product_judging import NextProductOptions
    from ui.eval.next_product_models import part_of

    file = data or beside(BEAUTY)
    options = NextProductOptions(file, models, part_of(part), tune, weights, runs, plot, seed, limit)
    console = Console()
    with telling(console, "Reading") as progress:
        run("next-product", file, lambda: measure_next_product(options, progress), json_file=json, console=console)


def next_product_text(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="A folder with index/, valid/ and test/. Default: Office Products, by the clone."),
    ] = None,
    models: ModelsOption = "",
    part: PartOption = "test",
    tune: TuneOption = None,
    weights: WeightsOption = None,
    runs: RunsOption = None,
    seed: ModelSeedOption = 7,
    limit: LimitOption = 0,
    json: JsonOption = None,
    plot: PlotOption = None,
) -> None:
    """The next product where products have texts: each model's accuracy, and on products that nobody took yet."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import beside
    from ui.eval.next_product_judging import NextProductOptions
    from ui.eval.next_product_models import part_of
    from ui.eval.next_product_text import measure_next_product_text

    folder = data or beside("rec_minionerec")
    options = NextProductOptions(folder, models, part_of(part), tune, weights, runs, plot, seed, limit)
    console = Console()
    with telling(console, "Reading") as progress:
        measure = partial(measure_next_product_text, options, progress)
        run("next-product-text", folder, measure, json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command("next-product")(next_product)
    app.command("next-product-text")(next_product_text)
