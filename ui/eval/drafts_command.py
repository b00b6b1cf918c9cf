"""How `shelftalk eval drafts` is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption

_SITUATIONS = Path(__file__).resolve().parents[2] / "tests" / "drafts" / "sample.yaml"


def drafts(
    store: Annotated[Path | None, typer.Option("--store", help="The store's folder; it is copied.")] = None,
    situations: Annotated[Path, typer.Option(help="The situations.")] = _SITUATIONS,
    model: Annotated[
        bool, typer.Option("--model/--no-model", help="Worded by the settings' language model; else by templates.")
    ] = False,
    tone: Annotated[str, typer.Option(help="plain, warm or brief.")] = "plain",
    out: Annotated[Path | None, typer.Option(help="Writes the drafts to a file for a reader to judge.")] = None,
    judged: Annotated[
        list[Path] | None, typer.Option(help="A filled-in file of a reader; the option may be given several times.")
    ] = None,
    timed: Annotated[
        bool, typer.Option("--timed/--no-timed", help="Tell milliseconds; of a busy machine, do not.")
    ] = True,
    sealed: Annotated[bool, typer.Option("--sealed", help="Tell what is wrong in the test part, too.")] = False,
    json: JsonOption = None,
) -> None:
    """Suggested replies to written situations: what they rest on, what they must not say, how readers judge them."""
    from datetime import UTC, datetime

    from retrieval.encoder import default_encoder
    from ui.eval.drafts import drafts_of, measured
    from ui.eval.drafts_judging import judged as measure_judged
    from ui.eval.drafts_judging import write_for_readers
    from ui.eval.drafts_situations import read_situations
    from ui.eval.frame import Measured, run, telling
    from ui.settings import settings_with

    console = Console()
    if judged:
        parts = {one.id: one.part for one in read_situations(situations)}
        run("drafts", situations, lambda: measure_judged(judged, parts), json_file=json, console=console)
        return
    settings = settings_with(store=store, model=None if model else "none")
    settings = settings.model_copy(update={"model_drafts": model})

    def measure() -> Measured:
        with telling(console, "Opening the store") as progress:
            made = drafts_of(
                settings,
                situations,
                now=datetime.now(UTC),
                encoder=default_encoder(settings.store),
                progress=progress,
                tone=tone,
            )
        if out is not None:
            write_for_readers(out, made)
        return measured(made, timed=timed, sealed=sealed)

    run("drafts", settings.store, measure, json_file=json, console=console)


def register(app: typer.Typer) -> None:
    app.command("drafts")(drafts)
