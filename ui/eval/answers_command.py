"""How `shelftalk eval answers` is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ui.eval.options import JsonOption

_PAPERS = Path(__file__).resolve().parents[2] / "tests" / "retrieval" / "papers" / "questions.tsv"


def answers(
    store: Annotated[Path | None, typer.Option("--store", help="The store's folder.")] = None,
    papers: Annotated[Path, typer.Option(help="Questions to the papers of stores.")] = _PAPERS,
    name: Annotated[str, typer.Option(help="Which store's questions of that file are asked.")] = "sample",
    words_only: Annotated[bool, typer.Option("--words-only", help="Without the text encoder.")] = False,
    json: JsonOption = None,
) -> None:
    """Whether questions about things find their attribute, and questions about the shop its paper."""
    from retrieval.encoder import default_encoder
    from ui.eval.answers import measure_answers
    from ui.eval.frame import EvalError, run
    from ui.settings import settings_with

    if not papers.is_file():
        raise EvalError(f"There is no file {papers}. Give one with --papers.")
    folder = settings_with(store=store, model="none").store
    encoder = None if words_only else default_encoder(folder)
    run("answers", folder, partial(measure_answers, folder, encoder, papers, name), json_file=json, console=Console())


def register(app: typer.Typer) -> None:
    app.command("answers")(answers)
