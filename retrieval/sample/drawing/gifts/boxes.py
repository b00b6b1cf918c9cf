"""A box that stands upright, turned a little; its front takes a picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_SLANT = 0.4  # how much the side rises for each unit it goes back


@contextmanager
def box(s: Sheet, side: float, depth: float, color: str, *, floor: float = 334, cx: float = 192) -> Iterator[None]:
    """A square box; what is drawn inside goes on its front, which then reaches from 0, 0 to 200, 200."""
    left, top = cx - (side + depth) / 2, floor - side
    right, rise = left + side, depth * _SLANT
    s.floor(cx + 8, floor + 3, (side + depth) * 0.6)
    s.path(
        f"M{right:g} {top:g}l{depth:g} {-rise:g}v{side - rise * 0.4:g}L{right:g} {floor:g}Z",
        s.across(shade(color, -0.36), 0.6),
    )
    s.path(f"M{left:g} {top:g}l{depth:g} {-rise:g}H{right + depth:g}L{right:g} {top:g}Z", shade(color, 0.26))
    s.line(f"M{right + depth * 0.34:g} {top - rise * 0.34:g}V{floor - 5 - rise * 0.1:g}", shade(color, -0.5), 1.2, 0.7)
    with s.moved(f"translate({left:g} {top:g}) scale({side / 200:g})"):
        yield
    s.line(f"M{left + 1:g} {floor - 1:g}V{top + 1:g}H{right - 1:g}", "#ffffff", 1.6, 0.4)


def band(s: Sheet, look: Look, words: str, *, y: float = 0, h: float = 40, fill: str = "#fbf6ea") -> None:
    """A strip across a box's front with the name, and the brand's spot in its corner."""
    s.rect(0, y, 200, h, 0, fill)
    s.rect(0, y + h - 3, 200, 3, 0, look.accent)
    s.text(100, y + h * 0.66, min(23, 330 / max(10, len(words))), words, "#2f2a2e", 0.4)


def ink_on(paint: str) -> str:
    """Light or dark letters, whichever can be read on the paint."""
    red, green, blue = (int(paint[i : i + 2], 16) for i in (1, 3, 5))
    return "#2f2a2e" if red * 3 + green * 6 + blue > 1400 else "#fbf3e0"


def name_of(look: Look, *kind_words: str) -> str:
    """The title without the word for its kind."""
    for word in kind_words:
        if look.title.endswith(word):
            return look.title.removesuffix(word).strip()
    return look.title
