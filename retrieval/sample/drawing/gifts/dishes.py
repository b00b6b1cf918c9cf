"""Small dishes for the covers of cookbooks, each about the middle 0, 0 and within 50 of it."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping

from retrieval.sample.drawing.sheet import Sheet, shade


def _steam(s: Sheet, y: float) -> None:
    s.line(f"M-14 {y}c-7 -10 8 -14 1 -26M2 {y}c-7 -10 8 -14 1 -26M18 {y}c-7 -10 8 -14 1 -26", "#b9ab98", 3, 0.8)


def _pot(s: Sheet) -> None:
    s.path("M-34 -8H34L30 26C29 32 26 34 20 34H-20C-26 34 -29 32 -30 26Z", s.across("#3f444a"))
    s.oval(0, -8, 34, 7, "#5a6067")
    s.oval(0, -8, 29, 5, "#e8b45a")
    s.line("M-36 0L-48 -4M36 0L48 -4", "#3f444a", 5)
    s.line("M-18 44c-6 -6 4 -8 2 -12M0 46c-6 -8 6 -10 4 -14M18 44c-6 -6 6 -8 4 -12", "#e2793a", 4)
    _steam(s, -18)


def _loaf(s: Sheet) -> None:
    s.path("M-50 18C-52 -16 -30 -28 0 -28C30 -28 52 -16 50 18C48 30 -48 30 -50 18Z", s.down("#b9743a"))
    s.path(
        "M-30 -20C-24 -8 -24 6 -28 18C-20 16 -14 4 -18 -24ZM-6 -26C0 -12 0 6 -4 18C6 14 10 -2 6 -26ZM18 -24C24 -12 24 2 20 14C30 10 34 -4 30 -20Z",
        "#f0d9a8",
    )
    s.line("M-46 38h92", "#c9a777", 5)


def _greens(s: Sheet) -> None:
    with s.moved("rotate(24)"):
        s.path("M-12 -10C-12 -18 12 -18 12 -10L3 46C1 50 -1 50 -3 46Z", s.across("#e07f34"))
        s.line("M-8 2h8M4 14h-6M-5 24h5", "#b95f22", 2)
        s.path("M0 -12C-22 -24 -18 -44 -8 -46C-4 -38 0 -30 0 -20C2 -34 8 -46 16 -46C20 -36 14 -20 0 -12Z", "#5f8f4a")
    s.path("M-38 -22C-14 -24 -6 -4 -16 22C-40 22 -52 -2 -38 -22Z", s.down("#7fa35a"))
    s.line("M-36 -18C-28 -6 -22 6 -17 20M-30 -6l-8 4M-26 2l8 -8", "#4d7038", 1.8)
    s.oval(34, 24, 15, 14, s.across("#cf4a3c"))
    s.path("M34 8l4 5l7 0l-5 4l-12 0l-5 -4l7 0Z", "#5f8f4a")


def _pancakes(s: Sheet) -> None:
    s.oval(0, 34, 48, 9, "#fbf6ea", "#cdbfa8", 1.5)
    for i in range(4):
        s.rect(-36 + i % 2 * 3, 18 - i * 12, 70, 13, 6, s.down("#d99a4e"))
        s.line(f"M{-30 + i % 2 * 3} {21 - i * 12}h58", "#f3d79a", 3)
    s.path(
        "M-30 -18C-20 -28 20 -28 30 -18C32 -8 26 -2 22 4C18 -4 14 -12 6 -8C-2 -2 -6 14 -12 6C-16 -4 -32 -8 -30 -18Z",
        "#a9522c",
    )
    s.rect(-9, -34, 20, 12, 2, s.across("#f6e08f"))


def _bowl(s: Sheet) -> None:
    s.path("M-46 -4H46C44 24 24 38 0 38C-24 38 -44 24 -46 -4Z", s.across("#f4efe3"))
    s.path("M-44 8C-40 12 40 12 44 8L42 16C38 20 -38 20 -42 16Z", "#4f7fa6")
    s.oval(0, -4, 46, 10, "#e4dccb")
    s.oval(0, -4, 40, 7.5, "#e0a04e")
    for x, y, c in ((-20, -5, "#5f8f4a"), (4, -2, "#fbf6ea"), (22, -6, "#c0413b"), (-4, -8, "#5f8f4a")):
        s.oval(x, y, 5, 2.6, c)
    _steam(s, -16)


def _egg(s: Sheet) -> None:
    s.line("M24 24L46 46", "#4a3a30", 9)
    s.oval(-6, -6, 42, 42, s.across("#3f444a"))
    s.oval(-6, -6, 35, 35, "#55595f")
    s.path("M-28 -8C-34 -26 -14 -34 -4 -28C10 -34 24 -20 18 -8C26 6 10 22 -4 16C-20 22 -30 8 -28 -8Z", "#fbf8ee")
    s.oval(-6, -6, 11, 11, "#efb23a")
    s.oval(-9, -9, 3, 3, "#fbe3a0")


def _cake(s: Sheet) -> None:
    s.rect(-8, 38, 16, 10, 2, "#cdbfa8")
    s.oval(0, 36, 48, 7, "#fbf6ea", "#cdbfa8", 1.5)
    for i, c in enumerate(("#8a5a3a", "#f6ead0", "#8a5a3a", "#f6ead0", "#8a5a3a")):
        s.rect(-34, 22 - i * 11, 68, 12, 3, s.across(c))
    s.path(
        "M-36 -22C-36 -36 36 -36 36 -22C36 -12 28 -10 26 -16C22 -6 12 -6 10 -16C6 -8 -4 -6 -8 -16C-12 -4 -22 -6 -24 -16C-28 -10 -36 -12 -36 -22Z",
        "#7c2f3b",
    )
    for x in (-20, 0, 20):
        s.oval(x, -36, 6, 6, s.across("#c0413b"))
        s.line(f"M{x} -41q3 -6 7 -6", shade("#5f8f4a", -0.2), 1.8)


DISHES: Mapping[str, Callable[[Sheet], None]] = {
    "Camping": _pot, "Baking": _loaf, "Vegetables": _greens, "Children": _pancakes, "Soup": _bowl,
    "Student kitchen": _egg, "Feasts": _cake,
}  # fmt: skip
