"""Errors as a person reads them: what is wrong and what to do, without the program's inner life."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from ui.terminal_view import plain

ROOMS = frozenset({"assistant", "retrieval", "recommender", "prompts", "ui"})


class PlainErrors(TyperGroup):
    """A group of commands that prints our own errors, and the disk's, as one sentence and ends with 1.

    Our error classes are worded for whoever has to act. Any other error is a bug and keeps its traceback.
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (ValueError, LookupError, RuntimeError, OSError, ImportError) as error:
            if not for_a_person(error):
                raise
            Console(stderr=True).print(plain(str(error), "red"), soft_wrap=True)
            raise typer.Exit(1) from error


def for_a_person(error: BaseException) -> bool:
    """Whether the error is one of ours, or says which file the system refused."""
    ours = type(error).__module__.partition(".")[0] in ROOMS
    return ours or (isinstance(error, OSError) and error.filename is not None)
