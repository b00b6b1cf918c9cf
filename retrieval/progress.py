"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` (bytes, files, products ...) of the step named `what`; called now and then, in order."""
        ...


def silent(what: str, done: int, total: int) -> None:
    """The progress nobody watches."""
    _ = what, done, total
