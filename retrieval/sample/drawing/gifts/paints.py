"""Watercolor sets: the open case with its pans, and the brush."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_HUES = ("#f2d24a", "#eeb53a", "#e6873a", "#d9503f", "#b83a52", "#8f4a86", "#5a55a0", "#3f6fb0", "#3f9ab8", "#3f9a86", "#6fa34a", "#4a7038", "#a9853f", "#9a5a34", "#6b4632", "#3a3d45", "#8f9499", "#f4f1e6")  # fmt: skip
_GRIDS = {8: (4, 2), 12: (6, 2), 18: (6, 3), 24: (8, 3), 36: (9, 4)}


def watercolor_set(s: Sheet, look: Look) -> None:
    n = int(look.value("pack", "12").split()[0])
    columns, rows = _GRIDS.get(n, (6, 2))
    wood, card = "wood" in look.value("material").lower(), look.has("material", "Card")
    s.floor(200, 346, 172)
    if card:
        _postcards(s)
    else:
        _lid(s, look, wood)
    c = look.paint
    top = 196
    s.path(f"M52 {top}H348L366 328H34Z", s.down(shade(c, -0.08)))
    s.path("M34 328H366V338C366 343 363 346 358 346H42C37 346 34 343 34 338Z", s.across(shade(c, -0.35)))
    inner = "#f4f1ea" if not wood else shade(c, 0.3)
    s.path(f"M64 {top + 9}H336L350 318H50Z", shade(c, -0.5))
    s.path(f"M68 {top + 13}H332L345 314H55Z", s.down(inner))
    _pans(s, look, columns, rows, n)
    if look.has("feature", "Water brush") or look.has("feature", "Brush included"):
        _brush(s, look)
    s.rect(182, 331, 36, 10, 2, look.accent if look.accent != c else "#fbf6ea")


def _pans(s: Sheet, look: Look, columns: int, rows: int, n: int) -> None:
    big = look.value("format").startswith("Large")
    cell_h = 94 / rows
    trays, shine, paints = "", "", []
    for at in range(columns * rows):
        y = 216 + (at // columns + 0.5) * cell_h
        cell_w = (252 + (y - 216) * 0.2) / columns
        x = 200 + (at % columns - (columns - 1) / 2) * cell_w
        hue = _hue(at, n)
        if big:
            r = min(cell_w * 0.82, cell_h * 0.96) * 0.5
            trays += _round(x, y, r + 2, (r + 2) * 0.84)
            paints.append((_round(x, y + 1, r, r * 0.8), hue))
            shine += _round(x - r * 0.3, y - r * 0.25, r * 0.3, r * 0.16)
        else:
            w, h = cell_w * 0.82, cell_h * 0.8
            trays += f"M{x - w / 2:.0f} {y - h / 2:.0f}h{w:.0f}v{h:.0f}h{-w:.0f}Z"
            paints.append((f"M{x - w / 2 + 3:.0f} {y - h / 2 + 3:.0f}h{w - 6:.0f}v{h - 6:.0f}h{6 - w:.0f}Z", hue))
            shine += f"M{x - w / 2 + 4:.4g} {y - h / 2 + 4.5:.4g}h{w * 0.5:.3g}v1.5h{-w * 0.5:.3g}Z"
    s.path(trays, "#ffffff", "#c9c3b6", 1)
    for outline, hue in paints:
        s.path(outline, hue)
    if n <= 18:
        s.path(shine, "#ffffff", opacity=0.4)


def _hue(at: int, n: int) -> str:
    """The color of a pan: from yellow around to black and white, in finer steps the more there are."""
    if n <= 18:
        return _HUES[at * (2 if n == 8 else 1) % 17] if n < 18 else _HUES[at]
    hue = _HUES[at * 17 // (n - 1)]
    return shade(hue, 0.22) if at % 2 else hue


def _round(x: float, y: float, rx: float, ry: float) -> str:
    return (
        f"M{x - rx:.0f} {y:.0f}a{rx:.0f} {ry:.0f} 0 1 1 {2 * round(rx)} 0a{rx:.0f} {ry:.0f} 0 1 1 {-2 * round(rx)} 0Z"
    )


def _lid(s: Sheet, look: Look, wood: bool) -> None:
    c = look.paint
    s.path("M62 74C62 68 66 64 72 64H328C334 64 338 68 338 74L348 196H52Z", s.down(shade(c, -0.25)))
    inner = shade(c, 0.24) if wood else "#f7f4ec"
    s.path("M74 82C74 78 77 76 80 76H320C323 76 326 78 326 82L334 188H66Z", s.down(inner))
    if look.has("feature", "Mixing wells"):
        for k in range(3):
            x = 122 + k * 78
            s.rect(x - 33, 90, 66, 84, 12, "#2a2430", opacity=0.12)
            s.rect(x - 31, 93, 64, 82, 11, "#fdfbf5")
            s.oval(x + (k - 1) * 5, 140, 21, 15, ("#3f9ab8", "#d9503f", "#6fa34a")[k], opacity=0.55)
            s.oval(x + 6, 148, 12, 8, ("#3f6fb0", "#e6873a", "#eeb53a")[k], opacity=0.5)
    elif wood:
        s.line(
            "M80 104C150 98 240 112 322 102M78 138C160 146 250 130 326 140M74 168C150 160 240 174 328 166",
            shade(c, -0.05),
            2,
        )
        s.rect(148, 108, 104, 50, 4, "#fbf6ea")
        s.rect(148, 108, 104, 8, 3, look.accent)
        s.line("M166 132h68M176 144h48", "#b9a98c", 2.4)
    else:
        s.oval(130, 128, 30, 22, "#3f9ab8", opacity=0.5)
        s.oval(206, 138, 34, 24, "#eeb53a", opacity=0.55)
        s.oval(276, 126, 28, 20, "#d9503f", opacity=0.5)
    for x in (110, 290):
        s.rect(x - 16, 190, 32, 11, 4, s.across("#aeb4b8" if not wood else "#c8a04e"))


def _postcards(s: Sheet) -> None:
    for x, turn, sky, hill in ((120, -9, "#f3cfa4", "#6f8f6a"), (258, 8, "#a9cfe0", "#4f7f9a")):
        with s.moved(f"translate({x} 128) rotate({turn})"):
            s.rect(-80, -58, 164, 122, 3, "#2a2430", opacity=0.14)
            s.rect(-84, -62, 164, 122, 3, "#fdfbf4", "#ddd5c4", 1)
            s.rect(-74, -52, 144, 102, 2, sky, opacity=0.75)
            s.oval(34, -22, 14, 14, "#fff3cf")
            s.path("M-74 20C-40 -16 -10 6 20 -6C40 -12 56 0 70 -4V50H-74Z", hill, opacity=0.7)
            s.path("M-74 36C-30 18 20 40 70 24V50H-74Z", shade(hill, -0.3), opacity=0.7)


def _brush(s: Sheet, look: Look) -> None:
    water = look.has("feature", "Water brush")
    with s.moved("translate(60 362) rotate(-7)"):
        s.rect(26, 7, 250, 7, 3, "#2a2430", opacity=0.16)
        s.path("M0 0C14 -8 30 -9 40 -8V8C30 9 14 8 0 0Z", "#5f4636" if not water else "#e9e2d2")
        s.path("M0 0C10 -5 18 -6 24 -6V6C18 6 10 5 0 0Z", "#3f6fb0")
        s.rect(38, -8, 34, 16, 2, s.down("#c3c7ca"))
        if water:
            s.path(
                "M72 -8H96C104 -13 118 -13 128 -13H250C262 -13 266 -6 266 0C266 6 262 13 250 13H128C118 13 104 13 96 8H72Z",
                s.down("#cfe3ea"),
            )
            s.rect(128, -9, 118, 12, 6, "#ffffff", opacity=0.5)
        else:
            s.path("M72 -8C120 -10 200 -6 280 0C200 7 120 10 72 8Z", s.down("#b5453a"))
