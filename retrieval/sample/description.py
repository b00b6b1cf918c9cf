"""What a product's page says: its own line first, then the kind's sentences about what sets it apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from retrieval.sample.assortment import Item, Kind


def description(kind: Kind, item: Item) -> str:
    """Two to four sentences or so; every value in them is filled in from what the product states."""
    told = [item.line, *(picked(kind.sentences[key], item.id, key) for key in item.tell)]
    return " ".join(filled(line, item) for line in told)


def filled(line: str, item: Item) -> str:
    """The sentence with `{slot}` replaced by the product's own value; several values are joined by "and"."""
    return line.format_map({slot: _joined(values) for slot, values in item.attributes.items()})


def picked(lines: Sequence[str], *seed: str) -> str:
    """One of the sentences, always the same for the same seed words."""
    digest = hashlib.sha256("\x1f".join(seed).encode()).digest()
    return lines[int.from_bytes(digest[:4], "big") % len(lines)]


def _joined(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"
