"""Sleeping mats: folded, rolled, filled with air."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterable

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled, stuff_sack
from retrieval.sample.drawing.sheet import Sheet, shade


def sleeping_mat(s: Sheet, look: Look) -> None:
    """Foam folds, self-inflating mats roll, air mats stand upright beside their sack."""
    if look.has("feature", "Foam"):
        _accordion(s, look)
    elif look.has("feature", "Self-inflating"):
        with scaled(s, 1.0, 0.86 + 0.2 * look.scale("thickness", 30, 100), 200, 318):
            _roll(s, look)
    else:
        _air_mat(s, look)


def _accordion(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(204, 322, 176, 16)
    s.path("M48 112L92 88L358 88L316 112Z", s.down(shade(c, 0.2)))
    s.path(
        _dimples(((x + row * -14, 94 + row * 6) for row in range(3) for x in range(108, 350, 30)), 9, 2.4),
        shade(c, -0.14),
    )
    for i in range(7):
        y = 112 + i * 29
        s.path(f"M316 {y}L358 {y - 24}L358 {y + 5}L316 {y + 29}Z", shade(c, -0.26 if i % 2 else -0.4))
        s.rect(48, y, 268, 28, 9, s.across(shade(c, 0.05 if i % 2 else -0.05)))
        s.path(_dimples(((x, y + 14) for x in range(66 + i % 2 * 14, 306, 28)), 9, 7), shade(c, -0.24), opacity=0.75)
    for x in (92, 250):
        s.path(f"M{x} 112L{x + 43} 88L{x + 60} 88L{x + 17} 112L{x + 17} 315L{x} 315Z", "#3a3a3e")
        s.rect(x - 3, 196, 23, 20, 3, "#6a6f76")
    label(s, look, 182, 214, 34, 15)


def _dimples(at: Iterable[tuple[float, float]], wide: float, high: float) -> str:
    """Many small ovals as one path."""
    return "".join(
        f"M{x - wide:g} {y:g}a{wide:g} {high:g} 0 1 0 {2 * wide:g} 0a{wide:g} {high:g} 0 1 0 {-2 * wide:g} 0"
        for x, y in at
    )


def _roll(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 318, 170, 15)
    s.path("M150 246L346 232C366 232 372 240 372 250L372 292C372 304 364 310 352 310L150 318Z", s.down(c))
    for x in range(186, 350, 41):
        s.line(f"M{x} {246 - (x - 150) * 0.06:g}L{x + 2} {316 - (x - 150) * 0.04:g}", shade(c, -0.3), 2)
    s.path("M150 286L372 274L372 292C372 304 364 310 352 310L150 318Z", shade(c, -0.3))
    s.oval(122, 236, 86, 84, s.across(c))
    turns = int(3 + 3 * (1 - look.scale("thickness", 30, 100)))
    for i in range(turns):
        r = 70 - i * 52 / turns
        s.oval(122, 236, r, r - 1, "none", shade(c, -0.36), 3)
        s.oval(120, 234, r - 4, r - 5, "none", shade(c, 0.3), 2, 0.45)
    s.oval(122, 236, 10, 10, shade(c, -0.55))
    s.path("M150 318C140 322 130 322 122 320L122 312L150 308Z", shade(c, -0.2))
    s.rect(62, 226, 120, 13, 3, "#3a3a3e", opacity=0.92)
    s.rect(110, 222, 24, 21, 3, look.accent)
    s.oval(356, 262, 8, 8, "#3a3a3e")
    s.oval(355, 261, 4, 4, "#8d9196")


def _air_mat(s: Sheet, look: Look) -> None:
    c = look.paint
    double = look.has("feature", "Double")
    half = 112 if double else 66 + (8 if look.number("r_value", 3) > 6 else 0)
    top = 30 if look.has("size", "Long") else 52
    x = 168 if double else 150
    s.floor(x, 346, half + 20, 13)
    taper = 18 if look.has("feature", "Ultralight") else 0
    s.path(
        f"M{x - half} {top + 26}C{x - half} {top + 6} {x - half + 14} {top} {x - half + 28} {top}L{x + half - 28} {top}C{x + half - 14} {top} {x + half} {top + 6} {x + half} {top + 26}"
        f"L{x + half - taper} 326C{x + half - taper} 340 {x + half - taper - 10} 346 {x + half - taper - 24} 346L{x - half + taper + 24} 346C{x - half + taper + 10} 346 {x - half + taper} 340 {x - half + taper} 326Z",
        s.across(c),
    )
    if look.number("r_value", 3) > 6:  # lengthwise chambers
        for i in range(6):
            s.rect(x - half + 12 + i * 22, top + 14, 19, 318 - top, 9, s.across(shade(c, 0.05)))
    elif taper:
        at = [
            (x - 44 + k * 22 + i % 2 * 11, y)
            for i, y in enumerate(range(top + 22, 326, 24))
            for k in range(4 + (i + 1) % 2)
        ]
        s.path(_dimples(at, 8, 7), shade(c, -0.2), opacity=0.8)
        s.path(_dimples([(px - 2, py - 3) for px, py in at], 3, 2), shade(c, 0.5), opacity=0.5)
    else:
        for middle, w in ((x - half / 2, half - 12), (x + half / 2, half - 12)) if double else ((x, half * 2 - 18),):
            for y in range(top + 14, 326, 23):
                s.rect(middle - w / 2, y, w, 21, 10, s.across(shade(c, 0.05)))
                s.line(f"M{middle - w / 2 + 14:g} {y + 6}L{middle:g} {y + 6}", shade(c, 0.45), 2.5, 0.5)
    s.oval(x + half - 18, top + 12, 8, 8, "#3a3a3e")
    s.oval(x + half - 19, top + 11, 4, 4, "#9aa0a5")
    label(s, look, x, 336, 24, 10)
    stuff_sack(
        s,
        look,
        324 if double else 300,
        350,
        56 + 24 * look.scale("weight", 350, 1200),
        96 + (24 if double else 0),
        shade(c, -0.3),
    )
