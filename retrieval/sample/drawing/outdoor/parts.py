"""What several outdoor drawings share: drawing at another size, stuff sacks, the brand's label."""

from __future__ import annotations

from contextlib import AbstractContextManager

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

STEEL, DARK, WEBBING = "#b9bdc1", "#2e2e31", "#3a3a3e"


def scaled(s: Sheet, wide: float, high: float, x: float = 200, y: float = 330) -> AbstractContextManager[None]:
    """What is drawn inside is `wide` times as wide and `high` times as high; the point (`x`, `y`) stays."""
    return s.moved(f"translate({x - x * wide:g} {y - y * high:g}) scale({wide:g} {high:g})")


def label(s: Sheet, look: Look, x: float, y: float, w: float = 26, h: float = 12) -> None:
    """A small sewn label in the brand's color, centered at (`x`, `y`)."""
    s.rect(x - w / 2, y - h / 2, w, h, 2, look.accent)
    s.rect(x - w * 0.3, y - h * 0.1, w * 0.6, h * 0.2, 1, shade(look.accent, 0.6))


def stuff_sack(s: Sheet, look: Look, x: float, y: float, w: float, h: float, color: str) -> None:
    """A sack with a drawn cord that stands on (`x`, `y`)."""
    left, right, top = x - w / 2, x + w / 2, y - h
    s.floor(x, y, w * 0.62, 8)
    s.path(
        f"M{left:g} {top + 16:g}C{left - 4:g} {y - 20:g} {left:g} {y:g} {left + 10:g} {y:g}L{right - 10:g} {y:g}"
        f"C{right:g} {y:g} {right + 4:g} {y - 20:g} {right:g} {top + 16:g}"
        f"C{right - 12:g} {top + 4:g} {x + 10:g} {top + 2:g} {x + 6:g} {top - 8:g}L{x - 6:g} {top - 8:g}"
        f"C{x - 10:g} {top + 2:g} {left + 12:g} {top + 4:g} {left:g} {top + 16:g}Z",
        s.across(color),
    )
    s.line(f"M{x - 7:g} {top - 2:g}L{x + 7:g} {top - 2:g}M{x + 6:g} {top - 3:g}l12 -12", "#e8e2d2", 2)
    s.line(f"M{left + 8:g} {top + 26:g}C{left + 6:g} {y - 26:g} {left + 8:g} {y - 16:g} {left + 9:g} {y - 12:g}",
           shade(color, 0.5), 3, 0.4)  # fmt: skip
    label(s, look, x, y - h * 0.42, min(24, w * 0.5), 11)


def straps(s: Sheet, c: str) -> None:
    """What shows of a backpack behind its body: shadow, shoulder straps, the loop to carry it by."""
    s.floor(200, 336, 110, 14)
    for _ in s.both():
        s.path("M132 110C100 130 92 230 108 316L124 318C112 240 116 160 140 128Z", shade(c, -0.5))
    s.line("M180 74C180 52 220 52 220 74", shade(c, -0.55), 8)
