"""What a feed gives: records of the store, rows it had to reject, and doubts about rows it kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from retrieval.catalog import PolicyDocument, Product, Promotion, Question, Relation, Review
from retrieval.progress import Progress

Record = Product | Review | Question | Promotion | PolicyDocument | Relation


class FeedError(ValueError):
    """A feed as a whole cannot be read: not there, of no known format, without one good row."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row. `line` counts from 1; `value` is shortened; `field` is empty for the whole row."""

    file: str
    line: int
    field: str
    value: str
    reason: str


class Rejected(Remark):
    """A row, or a part of it, that is left out."""

    __slots__ = ()


class Warned(Remark):
    """A row that is kept, though something about it looks wrong."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One record and where it stood."""

    file: str
    line: int
    record: Record


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed is read from. `main` is the file with the products, `folder` holds what lies beside it."""

    format: str
    main: Path
    folder: Path


class ReadFeed(Protocol):
    def __call__(
        self, source: Source, *, currency: str | None, now: datetime, progress: Progress
    ) -> Iterator[Read | Rejected | Warned]:
        """Every row of the feed as a record, a rejection or both; products come before what refers to them.

        Reads a row at a time and never fails because of one. `currency` is for feeds that do not say theirs.
        """
        ...


def short(value: object, limit: int = 80) -> str:
    """`value` for a report: one line, printable, at most `limit` characters."""
    text = " ".join(str(value)[: 4 * limit].split())
    text = "".join(c if c.isprintable() else "�" for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def rejection(error: ValidationError, file: str, line: int, prefix: str = "") -> Rejected:
    """The first thing a model found wrong with a row, and how many more there are."""
    problems = error.errors(include_url=False, include_context=False)
    first = problems[0]
    field = prefix + "".join(f"[{at}]" if isinstance(at, int) else f".{at}" for at in first["loc"])
    missing = first["type"] == "missing"
    reason = "is missing" if missing else first["msg"].removeprefix("Value error, ")
    if len(problems) > 1:
        reason += f" (and {len(problems) - 1} more)"
    return Rejected(file, line, field.lstrip("."), "" if missing else short(first["input"]), reason)
