"""Heads of animals in a square of 100 x 100 from the corner 0, 0: on covers, and on the plush toys themselves."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from retrieval.sample.drawing.sheet import Sheet, shade

_EYE = "#2a2226"


def _eyes(s: Sheet, y: float, apart: float, r: float = 3.6) -> None:
    for x in (50 - apart, 50 + apart):
        s.oval(x, y, r, r * 1.15, _EYE)
        s.oval(x - r * 0.35, y - r * 0.4, r * 0.34, r * 0.34, "#ffffff")


def _smile(s: Sheet, y: float, c: str) -> None:
    s.line(f"M50 {y:g}v5M43 {y + 7:g}c2 4 6 4 7 -2c1 6 5 6 7 2", c, 1.8)


def bear(s: Sheet, c: str) -> None:
    for x in (22, 78):
        s.oval(x, 24, 16, 16, s.across(c))
        s.oval(x, 25, 9, 9, shade(c, 0.36))
    s.oval(50, 54, 41, 37, s.down(c))
    s.oval(50, 67, 19, 15, shade(c, 0.46))
    s.oval(50, 60, 7, 5, "#3a2a26")
    _smile(s, 65, "#3a2a26")
    _eyes(s, 47, 17)


def fox(s: Sheet, c: str) -> None:
    for side in (1, -1):
        with s.moved(f"matrix({side} 0 0 1 {0 if side == 1 else 100} 0)"):
            s.path("M14 46C8 26 10 10 16 2C28 8 40 20 46 32Z", s.down(c))
            s.path("M19 36C15 24 16 16 19 11C27 17 33 24 37 31Z", "#3a2a2c")
    s.path("M50 22C74 22 92 36 96 56C84 62 64 94 50 94C36 94 16 62 4 56C8 36 26 22 50 22Z", s.down(c))
    s.path(
        "M4 56C18 54 34 58 42 70C46 76 48 82 50 94C36 94 16 62 4 56ZM96 56C82 54 66 58 58 70C54 76 52 82 50 94C64 94 84 62 96 56Z",
        "#f6efe2",
    )
    s.oval(50, 88, 6.4, 5.4, "#2f2528")
    _eyes(s, 55, 19)


def rabbit(s: Sheet, c: str) -> None:
    for side in (1, -1):
        with s.moved(f"matrix({side} 0 0 1 {0 if side == 1 else 100} 0)"):
            s.path("M40 34C22 22 16 -26 26 -38C40 -40 50 0 47 32Z", s.across(c))
            s.path("M40 24C30 12 25 -18 29 -28C37 -24 43 4 43 24Z", "#e6b3ae", opacity=0.8)
    s.oval(50, 58, 37, 34, s.down(c))
    s.oval(38, 71, 12, 10, shade(c, 0.5))
    s.oval(62, 71, 12, 10, shade(c, 0.5))
    s.path("M44 62h12l-6 7Z", "#c9817f")
    _smile(s, 68, shade(c, -0.6))
    _eyes(s, 54, 17)


def owl(s: Sheet, c: str) -> None:
    s.path("M12 20C22 26 32 22 50 22C68 22 78 26 88 20C94 34 92 92 50 92C8 92 6 34 12 20Z", s.down(c))
    s.path(
        "M50 34C60 26 78 28 86 40C90 60 74 74 62 72C56 71 52 66 50 60C48 66 44 71 38 72C26 74 10 60 14 40C22 28 40 26 50 34Z",
        shade(c, 0.52),
    )
    for x in (33, 67):
        s.oval(x, 50, 13, 13, "#fdf8ea")
        s.oval(x, 50, 7.4, 7.8, "#2c2430")
        s.oval(x - 2.6, 47, 2.4, 2.4, "#ffffff")
    s.path("M50 56C55 58 56 64 50 72C44 64 45 58 50 56Z", "#e2a046")


def elephant(s: Sheet, c: str) -> None:
    for side in (1, -1):
        with s.moved(f"matrix({side} 0 0 1 {0 if side == 1 else 100} 0)"):
            s.path("M34 26C10 4 -16 18 -14 46C-12 70 14 78 34 66Z", s.down(c))
            s.path("M28 34C12 20 -6 28 -5 46C-3 60 12 66 28 60Z", "#e3b1ac", opacity=0.75)
    s.path(
        "M50 12C76 12 86 32 84 52C82 70 66 76 62 80C62 96 70 102 78 98C82 104 76 112 64 110C48 108 44 94 40 80C34 76 18 70 16 52C14 32 24 12 50 12Z",
        s.down(shade(c, 0.06)),
    )
    s.line("M44 82c6 3 12 3 17 0M46 90c6 3 10 3 15 0M50 98c4 2 9 2 13 -1", shade(c, -0.3), 1.6)
    _eyes(s, 48, 18)


def hedgehog(s: Sheet, c: str) -> None:
    spines = " ".join(f"L{50 + x} {52 + y}" for x, y in _rays(12, 47, 37))
    s.path(f"M2 62{spines}L98 62C94 92 6 92 2 62Z", s.down(shade(c, -0.48)))
    s.path("M50 36C66 28 84 46 80 64C76 84 60 92 50 92C40 92 24 84 20 64C16 46 34 28 50 36Z", s.down(shade(c, 0.4)))
    s.oval(50, 76, 7, 6, "#2f2528")
    s.line("M42 85c4 3 12 3 16 0", "#5a4438", 1.8)
    _eyes(s, 60, 14)
    for x in (30, 70):
        s.oval(x, 74, 5, 3.6, "#e0a090", opacity=0.7)


def _rays(n: int, far: int, near: int) -> list[tuple[int, int]]:
    """A zigzag over the upper half circle, left to right."""
    turns = [math.pi - math.pi * i / (2 * n) for i in range(2 * n + 1)]
    reach = [far if i % 2 else near for i in range(2 * n + 1)]
    return [(round(math.cos(t) * r), round(-math.sin(t) * r)) for t, r in zip(turns, reach, strict=True)]


HEADS: Mapping[str, Callable[[Sheet, str], None]] = {
    "Bear": bear, "Fox": fox, "Rabbit": rabbit, "Owl": owl, "Elephant": elephant, "Hedgehog": hedgehog,
}  # fmt: skip


def head(sheet: Sheet, animal: str, color: str) -> None:
    """The animal's head; the rabbit's ears and the elephant's reach out of the square."""
    HEADS[animal](sheet, color)
