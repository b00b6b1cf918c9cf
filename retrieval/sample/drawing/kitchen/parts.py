"""What many of the kitchen's drawings share: materials, the brand's label, steam, a thing drawn larger or smaller."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.sample.drawing.sheet import Sheet

STEEL, DARK, MID, WOOD, COFFEE = "#c3c7ca", "#2e2e31", "#66696e", "#7a5236", "#4b2e1e"
GLASS, WATER = "#dfe9ea", "#a9c8d2"


@contextmanager
def scaled(s: Sheet, factor: float, x: float = 200, y: float = 346) -> Iterator[None]:
    """What is drawn inside stands on the same spot (`x`, `y`) and is `factor` times as large."""
    with s.moved(f"matrix({factor:.3g} 0 0 {factor:.3g} {x * (1 - factor):.4g} {y * (1 - factor):.4g})"):
        yield


def label(s: Sheet, color: str, x: float, y: float, w: float = 34) -> None:
    """A small brand plate with its middle at (`x`, `y`)."""
    s.rect(x - w / 2, y - w * 0.16, w, w * 0.32, w * 0.08, color)
    s.rect(x - w * 0.3, y - w * 0.03, w * 0.6, w * 0.06, 1, "#ffffff", opacity=0.75)


def gleam(s: Sheet, x: float, top: float, bottom: float) -> None:
    """Two reflections on polished metal, a broad one and a narrow one beside it."""
    s.rect(x - 6, top, 13, bottom - top, 6, "#ffffff", opacity=0.5)
    s.rect(x + 14, top + 4, 4, bottom - top - 8, 2, "#ffffff", opacity=0.34)


def steam(s: Sheet, x: float, y: float) -> None:
    """Two wisps that rise from (`x`, `y`)."""
    for dx in (-15, 15):
        s.path(f"M{x + dx:g} {y}c-10 -18 14 -26 4 -48", "none", "#ffffff", 5, 0.7)


def feet(s: Sheet, left: float, right: float, y: float) -> None:
    """Two rubber feet."""
    for x in (left, right - 26):
        s.rect(x, y, 26, 7, 3, "#232327")
