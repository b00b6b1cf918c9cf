"""Training rows: one message, what stood before it, and the notes that should be taken of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.notes.notation import NotationError, read

if TYPE_CHECKING:
    from prompts import Prompt


class RowError(ValueError):
    """A file of training rows cannot be used; says where and why."""


class Row(BaseModel):
    """A line of the file. `need` is written as the prompt has it, `shown` are titles."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    lang: str = "en"
    typos: str = "none"
    need: str = ""
    shown: tuple[str, ...] = ()
    message: str
    notes: str

    def chat(self, prompt: Prompt) -> list[tuple[str, str]]:
        """What the model is asked, as it will be asked when it serves."""
        from assistant.notes.chat import note_chat
        from assistant.notes.notation import plain

        return note_chat(prompt, need=self.need, shown=self.shown, message=plain(self.message))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to learn from, rows that are only judged by, and the digest of the file they came from."""

    learned: tuple[Row, ...]
    held_out: tuple[Row, ...]
    sha256: str


def read_rows(file: Path, *, seed: int, held_out: float = 0.05, at_most: int = 120) -> Rows:
    """The rows of a JSON-lines file, a share of them (`at_most` messages) held out; the same seed holds out the same.

    Rows with the same message are on the same side. Raises `RowError` for the first line that is no row or whose
    notes do not read, and for a file with fewer than two messages.
    """
    content = file.read_bytes()
    rows = [_row(file, n, line) for n, line in enumerate(content.decode("utf-8").split("\n"), start=1) if line.strip()]
    messages = sorted({row.message for row in rows}, key=lambda m: hashlib.sha256(f"{seed}:{m}".encode()).digest())
    if len(messages) < 2:
        raise RowError(f"{file} has {len(messages)} different messages. Training needs at least 2, better thousands.")
    kept_back = set(messages[: min(at_most, max(1, round(held_out * len(messages))))])
    return Rows(
        tuple(row for row in rows if row.message not in kept_back),
        tuple(row for row in rows if row.message in kept_back),
        hashlib.sha256(content).hexdigest(),
    )


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows there are of each language."""
    return {lang: sum(row.lang == lang for row in rows) for lang in sorted({row.lang for row in rows})}


def _row(file: Path, number: int, line: str) -> Row:
    try:
        row = Row.model_validate_json(line)
        read(row.notes)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in wrong["loc"]) or "the line"
        raise RowError(f"{file}, line {number}: {where}: {wrong['msg']}.") from error
    except NotationError as error:
        raise RowError(f"{file}, line {number}: the notes do not read: {error}") from error
    return row
