"""The desk's own texts, in English: kept in one file so that they read as one voice, and can be put into others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files


@cache
def texts() -> Mapping[str, str]:
    """Every text of the desk by its key."""
    read: dict[str, str] = json.loads(files("ui.desk").joinpath("texts.json").read_text("utf-8"))
    return read


def d(key: str, **values: object) -> str:
    """The text of that key with its values, as plain text: `Markup.format` escapes it. Raises `KeyError`."""
    return texts()[key].format(**values)


def d_n(key: str, n: int, **values: object) -> str:
    """The text for one or for many: `KEY.one` or `KEY.many`."""
    return d(f"{key}.{'one' if n == 1 else 'many'}", n=f"{n:,}", **values)


def iso(at: datetime | None) -> str:
    """In UTC for a `<time>` or for JSON; empty where it is not known."""
    if at is None:
        return ""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
