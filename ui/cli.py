"""The command line: `shelftalk`. Each command's work has a file of its own; here is only how it is called."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.commands import app as eval_app
from ui.plain_errors import PlainErrors

app = typer.Typer(
    name="shelftalk",
    cls=PlainErrors,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A conversational shopping assistant over your own store, on your own machine.",
)
models_app = typer.Typer(cls=PlainErrors, no_args_is_help=True, help="Fetch a language model's weights, or list them.")
app.add_typer(models_app, name="models")
data_app = typer.Typer(cls=PlainErrors, no_args_is_help=True, help="Make data to train a model with.")
app.add_typer(data_app, name="data")
app.add_typer(eval_app, name="eval")
store_app = typer.Typer(cls=PlainErrors, no_args_is_help=True, help="Look at what a store knows, and correct it.")
app.add_typer(store_app, name="store")
train_app = typer.Typer(cls=PlainErrors, no_args_is_help=True, help="Train a model of your own, on this machine.")
app.add_typer(train_app, name="train")

agents_app = typer.Typer(cls=PlainErrors, no_args_is_help=True, help="Who may log in at the desk, /agent.")
app.add_typer(agents_app, name="agents")

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="The store's folder. Default: SHELFTALK_STORE, else the sample store.")
]
NoModelOption = Annotated[bool, typer.Option("--no-model", help="Read messages with plain rules only.")]


@app.callback()
def main(
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done to standard error.")] = False,
) -> None:
    from ui.logs import quiet_logs

    quiet_logs(verbose)


@app.command("import")
def import_(
    feed: Annotated[Path, typer.Argument(help="A file, or the folder that holds it and what belongs to it.")],
    store: Annotated[Path, typer.Option("--store", help="The store's folder; made, or brought up to date.")],
    format: Annotated[str | None, typer.Option(help="Found out by itself when not given.")] = None,
    currency: Annotated[str | None, typer.Option(help="Three letters, for feeds that do not say theirs.")] = None,
    events: Annotated[Path | None, typer.Option(help="GA4 events, when they do not lie beside the feed.")] = None,
    report: Annotated[Path | None, typer.Option(help="A file that gets the whole report as JSON.")] = None,
) -> None:
    """Make a store of a product feed, or bring it up to date.

    Reads the Agentic Commerce Protocol, Google Merchant TSV, Shopify CSV, and GA4 events. All of it or nothing: on
    any failure the store stays as it was.
    """
    from ui.import_command import import_command

    import_command(
        feed, store, now=datetime.now(UTC), console=Console(), format=format, currency=currency, events=events,
        report=report,
    )  # fmt: skip


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="A new folder; it gets feed/ and truth/.")] = Path("wrenmoor"),
    seed: Annotated[int, typer.Option(help="The same seed and day give the same bytes.")] = 7,
    today: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day the store is made for.")] = datetime(
        2026, 11, 21
    ),  # no clock: the day that docs/sample-store.md has figures for
    products: Annotated[int, typer.Option(help="More products than were written by hand, to measure with.")] = 0,
    shoppers: Annotated[bool, typer.Option(help="With shoppers, their events and orders, and the truth.")] = True,
    thumbnails: Annotated[int, typer.Option(help="Also PNG pictures of so many pixels' width.")] = 0,
    contact_sheet: Annotated[Path | None, typer.Option(help="A PNG that gets every product's picture.")] = None,
) -> None:
    """Write the sample store, a made-up shop with made-up shoppers, as a feed.

    `serve` makes it by itself when there is no store. truth/ holds what evaluations compare with: import feed/ only.
    """
    from ui.sample_command import sample_command

    sample_command(
        out, seed=seed, today=today.date(), console=Console(), n_products=products, shoppers=shoppers,
        thumbnails=thumbnails, contact_sheet=contact_sheet,
    )  # fmt: skip


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="Where to listen. Default: this machine only.")] = None,
    port: Annotated[int | None, typer.Option(help="Default: 7860, or the next that is free.", min=0, max=65535)] = None,
    no_model: NoModelOption = False,
    demo: Annotated[
        bool | None,
        typer.Option(
            "--demo/--no-demo", help="A demo store with the widget on the next port. Default: on this machine."
        ),
    ] = None,
) -> None:
    """Open the shop in the browser. Without a store, the sample store is made first."""
    from ui.serve_command import serve_command
    from ui.settings import settings_with

    model = "none" if no_model else None
    serve_command(settings_with(store=store, host=host, port=port, model=model, demo=demo), Console())


@app.command()
def chat(
    store: StoreOption = None,
    shopper: Annotated[str, typer.Option(help="Whose history to shop with; a guest's when not given.")] = "",
    no_model: NoModelOption = False,
) -> None:
    """Talk to the shop in the terminal."""
    from ui.chat_command import chat_command
    from ui.settings import settings_with

    chat_command(settings_with(store=store, model="none" if no_model else None), Console(), shopper)


@app.command()
def doctor(
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Say what is installed and in use, what is missing, and what mends it. Ends with 1 when shelftalk cannot serve."""
    from ui.doctor import doctor_command
    from ui.settings import settings_with

    if not doctor_command(settings_with(store=store), Console(), as_json=as_json):
        raise typer.Exit(1)


@models_app.command("pull")
def models_pull(
    size: Annotated[str, typer.Argument(help="small, standard or large; `shelftalk models list` says what each is.")],
) -> None:
    """Fetch weights into your cache, checked by their SHA-256, unless they are there already."""
    from ui.models_command import pull_command

    pull_command(size, Console())


@models_app.command("list")
def models_list() -> None:
    """The weights that shelftalk knows: what they are, what they need, and where they are."""
    from ui.models_command import list_command

    list_command(Console())


@models_app.command("mean")
def models_mean(
    adapters: Annotated[list[Path], typer.Argument(help="Adapters of which each learned further from another.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
) -> None:
    """Write the mean of adapters: what a later run learned, and less of what it forgot."""
    from ui.models_command import mean_command

    mean_command(adapters, out, Console())


@models_app.command("pack")
def models_pack(
    adapter: Annotated[Path, typer.Argument(help="What `shelftalk train understanding` made.")],
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    bits: Annotated[int, typer.Option(help="Of every number: 8 or 5.")] = 8,
) -> None:
    """Write an adapter in half the size or less, as those that ship."""
    from ui.models_command import pack_command

    pack_command(adapter, out, Console(), bits=bits)


@train_app.command("understanding")
def train_understanding(
    data: Annotated[Path, typer.Option(help="Rows to learn from: JSON lines with need, shown, message and notes.")],
    size: Annotated[str, typer.Option(help="Which weights: small or standard.")] = "standard",
    steps: Annotated[int | None, typer.Option(help="Default: every row once.")] = None,
    batch: Annotated[int, typer.Option(help="Rows a step; more take more memory.")] = 12,
    lr: Annotated[float, typer.Option(help="The highest learning rate.")] = 3e-4,
    out: Annotated[Path, typer.Option(help="The run's folder.")] = Path("understanding"),
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in that folder.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed and rows give the same adapter.")] = 7,
    minutes: Annotated[float | None, typer.Option(help="Stop after so long; --resume goes on.")] = None,
    plot: Annotated[Path | None, typer.Option(help="A PNG that gets the learning curves.")] = None,
    less_memory: Annotated[bool, typer.Option("--less-memory", help="Slower: activations are computed twice.")] = False,
    after: Annotated[Path | None, typer.Option(help="A run's folder or an adapter's file that learns further.")] = None,
) -> None:
    """Tune the model that reads messages, and write what it learned as a small adapter.

    Ctrl-C stops it in order. The adapter is adapter.gguf in the run's folder, beside recipe, log and checkpoint.
    """
    from ui.train_command import TrainOptions, train_command

    options = TrainOptions(
        data=data, size=size, steps=steps, batch=batch, learning_rate=lr, out=out, resume=resume, seed=seed,
        minutes=minutes, plot=plot, less_memory=less_memory, after=after,
    )  # fmt: skip
    if not train_command(options, Console()):
        raise typer.Exit(3)


@train_app.command("scope")
def train_scope(
    data: Annotated[Path, typer.Option(help="A folder with clinc150/ and webshop_human_goals_dev.json.")],
    out: Annotated[Path | None, typer.Option(help="Default: the weights of this installation.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and messages give the same weights.")] = 7,
) -> None:
    """Teach what is nothing for a shop, from questions that people ask other assistants. Takes minutes."""
    from ui.train_scope_command import train_scope_command

    train_scope_command(data, out, seed=seed, console=Console())


@train_app.command("feelings")
def train_feelings(
    out: Annotated[Path | None, typer.Option(help="Default: the weights of this installation.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and messages give the same weights.")] = 7,
) -> None:
    """Teach how shoppers sound: frustrated, pressed for time, delighted, abusive. Takes a minute."""
    from ui.train_feelings_command import train_feelings_command

    train_feelings_command(out, seed=seed, console=Console())


@train_app.command("acts")
def train_acts(
    out: Annotated[Path | None, typer.Option(help="Default: the weights of this installation.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and messages give the same weights.")] = 7,
) -> None:
    """Teach what shoppers do by how they say it: choose, refine, ask. Takes minutes."""
    from ui.train_acts_command import train_acts_command

    train_acts_command(out, seed=seed, console=Console())


@train_app.command("recommender")
def train_recommender(
    store: Annotated[Path | None, typer.Option("--store", help="The store; the settings' one without it.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed and events give the same ranking.")] = 7,
) -> None:
    """Learn ranking from what a store's shoppers looked at, carted and bought; used where it ranks no worse."""
    from datetime import UTC, datetime

    from ui.settings import settings_with
    from ui.train_recommender_command import train_recommender_command

    path = settings_with(store=store).store
    if not train_recommender_command(path, seed=seed, now=datetime.now(UTC), console=Console()):
        raise typer.Exit(3)


@train_app.command("retrieval")
def train_retrieval(
    data: Annotated[
        Path | None, typer.Option(help="A folder with judgments.csv and products.csv: queries that people graded.")
    ] = None,
    store: Annotated[Path | None, typer.Option("--store", help="Or a store, to learn from its own searches.")] = None,
    part: Annotated[str, typer.Option(help="encoder, reranker, or both.")] = "both",
    steps: Annotated[int | None, typer.Option(help="Of each part. Default: a few times every query.")] = None,
    batch: Annotated[int | None, typer.Option(help="Queries a step.")] = None,
    negatives: Annotated[int | None, typer.Option(help="Wrong products a query.")] = None,
    lr: Annotated[float | None, typer.Option(help="The highest learning rate.")] = None,
    layers: Annotated[int, typer.Option(help="Of the encoder's six that the reranker has; fewer are faster.")] = 4,
    out: Annotated[Path, typer.Option(help="The run's folder.")] = Path("retrieval-run"),
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in that folder.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed and grades give the same weights.")] = 7,
    minutes: Annotated[float | None, typer.Option(help="Stop each part after so long; --resume goes on.")] = None,
) -> None:
    """Teach finding from graded queries, or from what a store's shoppers did after they searched.

    Ctrl-C stops it in order. Each part has recipe, log, checkpoint and weights in the run's folder; a store gets them
    by itself where they find more than before.
    """
    from ui.train_retrieval_command import TrainRetrievalOptions, train_retrieval_command

    options = TrainRetrievalOptions(
        out=out, data=data, store=store, part=part, steps=steps, batch=batch, negatives=negatives, learning_rate=lr,
        layers=layers, seed=seed, minutes=minutes, resume=resume,
    )  # fmt: skip
    if not train_retrieval_command(options, Console()):
        raise typer.Exit(3)


@data_app.command("understanding")
def data_understanding(
    store: Annotated[Path, typer.Option("--store", help="The store whose products are talked about.")],
    out: Annotated[Path, typer.Option("--out", help="A file that gets one JSON object a line.")],
    seed: Annotated[int, typer.Option(help="The same store and seed give the same bytes.")] = 7,
    n: Annotated[int, typer.Option("--n", help="How many messages.")] = 10_000,
    phrasing: Annotated[
        Path | None, typer.Option(help="A folder with real requests, whose openers are used as patterns.")
    ] = None,
    share_written: Annotated[float, typer.Option(help="Of the messages: turns that were written by hand.")] = 0.75,
    written: Annotated[
        list[str] | None,
        typer.Option(help="Only turns of this file in assistant/training/written; may be repeated."),
    ] = None,
) -> None:
    """Write what shoppers might say in this store, with the notes that should be taken of it."""
    from ui.data_command import understanding_command

    understanding_command(
        store, out, seed=seed, n=n, console=Console(), phrasing=phrasing, share_written=share_written,
        written=written or (),
    )  # fmt: skip


class AgentRole(StrEnum):
    AGENT = "agent"
    LEAD = "lead"
    OWNER = "owner"


@agents_app.command("add")
def agents_add(
    name: Annotated[str, typer.Argument(help="What shoppers are shown: a first name, say.")],
    role: Annotated[
        AgentRole, typer.Option(help="An agent talks to shoppers; a lead assigns; an owner also teaches the shop.")
    ] = AgentRole.AGENT,
    store: StoreOption = None,
) -> None:
    """Let somebody log in at the desk. Asks for their password; a script gives it on standard input."""
    from ui.agents_command import add_command
    from ui.settings import settings_with

    add_command(settings_with(store=store).store, name, role.value, Console())


@agents_app.command("list")
def agents_list(store: StoreOption = None) -> None:
    """Everybody who may log in."""
    from ui.agents_command import list_command
    from ui.settings import settings_with

    list_command(settings_with(store=store).store, Console())


@agents_app.command("password")
def agents_password(name: str, store: StoreOption = None) -> None:
    """Give somebody a new password; they are logged out everywhere."""
    from ui.agents_command import password_command
    from ui.settings import settings_with

    password_command(settings_with(store=store).store, name, Console())


@agents_app.command("remove")
def agents_remove(name: str, store: StoreOption = None) -> None:
    """Somebody may not log in any more, and is logged out at once."""
    from ui.agents_command import remove_command
    from ui.settings import settings_with

    remove_command(settings_with(store=store).store, name, Console())


@store_app.command("vocabulary")
def store_vocabulary(
    store: StoreOption = None,
    slot: Annotated[str, typer.Option(help="Only this slot, with all its values; or the slot to correct.")] = "",
    value: Annotated[str, typer.Option(help="The value to correct.")] = "",
    add_synonym: Annotated[str, typer.Option(help="Words that mean --value of --slot.")] = "",
    remove_synonym: Annotated[str, typer.Option(help="Words that do not mean --value of --slot.")] = "",
    rename: Annotated[str, typer.Option(help="What --slot is called instead.")] = "",
    merge: Annotated[str, typer.Option(help="Another value of --slot, which is --value from now on.")] = "",
    hide: Annotated[bool, typer.Option("--hide", help="Do not speak of --slot.")] = False,
    undo: Annotated[int, typer.Option(help="Take back the correction of this number.")] = 0,
    corrections: Annotated[bool, typer.Option("--corrections", help="List the corrections that hold.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """What the store's slots and values are, learned from its catalog; and the owner's corrections of them.

    Corrections are kept in the store and stay when a feed is imported again. Each can be taken back.
    """
    from ui.settings import settings_with
    from ui.store_command import Asked, vocabulary_command

    asked = Asked(
        slot=slot, value=value, add_synonym=add_synonym, remove_synonym=remove_synonym, rename=rename, merge=merge,
        hide=hide, undo=undo, corrections=corrections,
    )  # fmt: skip
    vocabulary_command(
        settings_with(store=store).store, asked, now=datetime.now(UTC), console=Console(), as_json=as_json
    )
