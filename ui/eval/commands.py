"""`shelftalk eval NAME`: how each measurement is called."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.answers_command import register as register_answers
from ui.eval.bundles_command import register as register_bundles
from ui.eval.campaigns_command import register as register_campaigns
from ui.eval.drafts_command import register as register_drafts
from ui.eval.explanations_command import register as register_explanations
from ui.eval.guards_command import register as register_guards
from ui.eval.meaning_command import register as register_meaning
from ui.eval.next_product_command import register as register_next_product
from ui.eval.options import JsonOption, SeedOption
from ui.eval.page_command import register as register_page
from ui.eval.ranking_command import register as register_ranking
from ui.eval.reviews_command import register as register_reviews
from ui.eval.understanding_command import register as register_understanding
from ui.plain_errors import PlainErrors

app = typer.Typer(cls=PlainErrors, no_args_is_help=True, help="Measure. Each prints a table and writes JSON.")
register_meaning(app)
register_next_product(app)
register_guards(app)
register_campaigns(app)
register_answers(app)
register_bundles(app)
register_ranking(app)
register_reviews(app)
register_explanations(app)
register_drafts(app)
register_page(app)

StoreOption = Annotated[
    Path | None, typer.Option("--store", "--data", help="The store's folder. Default: the one that serve would open.")
]
NoModelOption = Annotated[bool, typer.Option("--no-model", help="Read messages with plain rules only.")]


@app.command()
def speed(
    store: StoreOption = None,
    seed: SeedOption = 7,
    json: JsonOption = None,
    model: Annotated[
        bool, typer.Option("--model/--no-model", help="With a language model for what the rules are not sure of.")
    ] = False,
    said: Annotated[
        Path | None, typer.Option(help="Annotated dialogues whose messages are said, instead of made-up ones.")
    ] = None,
    products: Annotated[
        str, typer.Option(help="Stores of so many products, made of the store's: 1000,10000,100000. And their peers.")
    ] = "",
    work: Annotated[
        Path | None, typer.Option(help="With --products: where the stores are made, and kept for another time.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="With --products: a PNG with three plots.")] = None,
) -> None:
    """How long shoppers wait for the first cards of a turn, and a filtered search takes."""
    from ui.eval.frame import run
    from ui.eval.speed import measure_speed
    from ui.eval.speed_scale import measure_scale, sizes_of
    from ui.settings import settings_with

    settings = settings_with(store=store, model=None if model else "none")
    console = Console()
    if not products:
        run("speed", settings.store, lambda: measure_speed(settings, seed, said), json_file=json, console=console)
        return
    sizes = sizes_of(products)
    with console.status("Measuring") as status:
        measure = partial(measure_scale, settings, sizes, seed, work=work, plot=plot, tell=status.update)
        run("speed", settings.store, measure, json_file=json, console=console)


@app.command("import")
def import_(
    store: StoreOption = None,
    seed: SeedOption = 7,
    json: JsonOption = None,
    products: Annotated[int, typer.Option(min=1, help="How many products the feed has, made of the store's.")] = 10_000,
    kill_at: Annotated[
        float, typer.Option(min=0, max=0.99, help="The part of the texts after which the first try is killed; 0: none.")
    ] = 0.5,
) -> None:
    """How long an import takes: killed on the way and resumed, then unchanged, then with 1 % changed."""
    from ui.eval.frame import run, telling
    from ui.eval.speed_import import measure_import
    from ui.settings import settings_with

    settings = settings_with(store=store)
    console = Console()
    with telling(console, "Importing") as progress:
        measure = partial(measure_import, settings.store, products, seed, kill_at=kill_at, progress=progress)
        run("import", settings.store, measure, json_file=json, console=console)


@app.command()
def live(store: StoreOption = None, seed: SeedOption = 7, json: JsonOption = None) -> None:
    """How soon an open shop says a new price, shows a new product and loses a removed one, and takes an import over."""
    from ui.eval.frame import run, telling
    from ui.eval.live import measure_live
    from ui.settings import settings_with

    settings = settings_with(store=store, model="none")
    console = Console()
    with telling(console, "Opening a copy of the store") as progress:
        measure = partial(measure_live, settings, seed, progress=progress)
        run("live", settings.store, measure, json_file=json, console=console)


@app.command()
def dialogues(
    path: Annotated[Path, typer.Argument(help="A golden dialogue, or a folder of them.")],
    store: StoreOption = None,
    json: JsonOption = None,
    no_model: NoModelOption = False,
) -> None:
    """Golden conversations, each turn against its golden lines and the store's records. Ends with 1 when one fails."""
    from ui.eval.dialogues import measure
    from ui.eval.frame import run, telling
    from ui.settings import settings_with

    settings = settings_with(store=store, model="none" if no_model else None)
    console = Console()
    with telling(console, "Walking dialogues") as progress:
        walk = partial(measure, path, settings, now=datetime.now(UTC), progress=progress)
        measured = run("dialogues", path, walk, json_file=json, console=console)
    if measured.figures["failed"]:
        raise typer.Exit(1)


register_understanding(app)  # here, because --help lists them in this order


@app.command()
def search(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Judgments: products.csv and judgments.csv. Default: those beside the clone."),
    ] = None,
    store: Annotated[
        list[Path] | None, typer.Option(help="A store's folder, to be asked for its own products. Repeatable.")
    ] = None,
    split: Annotated[str, typer.Option(help="Of the judgments: train, validation or test.")] = "test",
    limit: Annotated[int, typer.Option(min=0, help="So many of the judged queries; 0: all.")] = 0,
    weights: Annotated[
        bool, typer.Option("--weights", help="A row for each way to weigh words against meaning, too.")
    ] = False,
    products: Annotated[int, typer.Option(min=1, help="So many products of a store are asked for.")] = 300,
    seed: SeedOption = 7,
    words_only: Annotated[bool, typer.Option("--words-only", help="Without meaning: nothing is embedded.")] = False,
    adapter: Annotated[
        Path | None, typer.Option(help="What training made of the encoder. Default: what ships.")
    ] = None,
    reranker: Annotated[
        Path | None, typer.Option(help="What training made of the reranker. Default: what ships.")
    ] = None,
    vectors: Annotated[
        Path | None, typer.Option(help="The file that remembers vectors. Default: in the user's cache folder.")
    ] = None,
    json: JsonOption = None,
    plot: Annotated[Path | None, typer.Option(help="A PNG with a bar for each row.")] = None,
) -> None:
    """How well products are found: by human judgments, part by part, or a store's own by words of their texts."""
    from ui.eval.frame import run, telling
    from ui.eval.named_stores import beside
    from ui.eval.search_command import SearchOptions, measuring

    path = store[0] if store else data or beside("search_homedepot")
    console = Console()
    with telling(console, "Finding") as progress:
        options = SearchOptions(
            path,
            tuple(store or ()),
            split,
            limit,
            weights,
            products,
            seed,
            words_only,
            adapter,
            reranker,
            vectors,
            plot,
        )
        run("search", path, lambda: measuring(options, progress), json_file=json, console=console)


@app.command()
def shape(
    store: StoreOption = None,
    against: Annotated[list[Path] | None, typer.Option(help="Another store's folder to compare with.")] = None,
    plot: Annotated[Path | None, typer.Option(help="A PNG that gets six plots.")] = None,
    json: JsonOption = None,
) -> None:
    """What a store's events look like: long tail, baskets, repeats, seasons, ratings."""
    from ui.eval.frame import run
    from ui.eval.shape import measure_shape
    from ui.settings import settings_with

    path = settings_with(store=store).store
    run("shape", path, lambda: measure_shape([path, *(against or ())], plot), json_file=json, console=Console())


@app.command()
def sample(
    seed: SeedOption = 7,
    json: JsonOption = None,
    shoppers: Annotated[int, typer.Option(help="How many shoppers to make.")] = 3000,
) -> None:
    """What there is to learn in the sample store's events: popularity, item-kNN and the truth, one left out."""
    from retrieval.sample.assortment import RANGE
    from ui.eval.frame import run
    from ui.eval.sample import measure_sample

    console = Console()
    with console.status("Letting shoppers in") as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what}: day {done:,} of {total:,}")

        run("sample", RANGE, lambda: measure_sample(seed, shoppers, progress), json_file=json, console=console)


@app.command()
def filters(
    store: StoreOption = None,
    n: Annotated[int, typer.Option("--n", min=1, help="How many queries.")] = 10_000,
    seed: SeedOption = 7,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day whose promotions count. Default: today.")
    ] = None,
    json: JsonOption = None,
) -> None:
    """Random filtered queries against an oracle that reads the records one by one. Ends with 1 when they differ."""
    from ui.eval.filters import measure_filters
    from ui.eval.frame import run, telling
    from ui.settings import settings_with

    path = settings_with(store=store).store
    day = (on or datetime.now(UTC)).date()
    console = Console()
    with telling(console, "Asking") as progress:
        measured = run(
            "filters", path, lambda: measure_filters(path, n, seed, day, progress), json_file=json, console=console
        )
    if measured.figures["violations"] or measured.figures["missed"]:
        raise typer.Exit(1)
