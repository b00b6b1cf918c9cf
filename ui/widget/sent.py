"""The widget as browsers get it: files that `ui.widget.build` made, each with its digest and its compressed self."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

SENT = Path(__file__).parent / "sent"
LANGUAGES = ("en", "zh")
LOADER = "widget.js"


@dataclass(frozen=True, slots=True)
class Sent:
    content: bytes
    compressed: bytes  # gzip, as small as it gets
    digest: str  # eight digits; the panel's address has it, so that browsers may keep it for ever


@cache
def sent(name: str) -> Sent:
    """A file by its name. Raises `KeyError` for one that is not sent."""
    if name not in names():
        raise KeyError(f"The widget has no file {name!r}; it has {', '.join(names())}.")
    content = (SENT / name).read_bytes()
    return Sent(content, gzip.compress(content, 9, mtime=0), sha256(content).hexdigest()[:8])


def names() -> tuple[str, ...]:
    return (LOADER, *(f"panel-{language}.js" for language in LANGUAGES))
