"""Desks: on legs, on lifting columns, folding, around a corner, for children."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import DARK, grain, is_light, mark
from retrieval.sample.drawing.sheet import Sheet, shade


def desk(s: Sheet, look: Look) -> None:
    if look.has("feature", "Corner"):
        _corner(s, look)
    elif look.has("feature", "Foldable"):
        _folding(s, look)
    elif look.has("feature", "Tilting top"):
        _growing(s, look)
    elif look.has("feature", "Height-adjustable"):
        _lifting(s, look)
    elif look.has("feature", "Drawer"):
        _writing(s, look)
    else:
        _plain(s, look)


def _top(s: Sheet, look: Look, half: float, y: float, depth: float, thick: float) -> None:
    """The table top with its front edge at `y`, `half` to both sides of the middle."""
    c, slant = look.paint, half * 0.86
    s.path(
        f"M{200 - slant:g} {y - depth:g}L{200 + slant:g} {y - depth:g}L{200 + half:g} {y:g}L{200 - half:g} {y:g}Z",
        s.down(shade(c, 0.16)),
    )
    grain(s, c, 200 - slant, y - depth, slant * 2, depth)
    s.rect(200 - half, y, half * 2, thick, 2, s.across(shade(c, -0.04)))
    s.line(f"M{203 - half:g} {y + 0.8:g}L{197 + half:g} {y + 0.8:g}", shade(c, 0.4), 1.2, 0.7)


def _lifting(s: Sheet, look: Look) -> None:
    half = 132 + 40 * look.scale("width", 1000, 1600)
    y = 128 if look.has("feature", "Electric") else 142
    fine = look.number("max_load", 0) > 90000
    steel = "#55575c" if fine else ("#d5d3cd" if is_light(look.paint) and look.paint > "#e" else "#4a4c52")
    column = 28 if fine else 22
    s.floor(200, 344, half + 10, 14)
    for side in (-1, 1):
        x = 200 + side * (half - 58)
        s.rect(x - column / 2, y + 16, column, 108, 3, s.across(steel))
        s.rect(x - column / 2 + 4, y + 112, column - 8, 324 - y - 100, 2, s.across(shade(steel, 0.3)))
        s.path(
            f"M{x - 42} 342C{x - 42} 332 {x - 32} 328 {x - 16} 328L{x + 16} 328C{x + 32} 328 {x + 42} 332 {x + 42} 342Z",
            s.across(shade(steel, -0.25)),
        )
    s.rect(200 - half + 62, y + 18, half * 2 - 124, 13, 2, shade(steel, -0.3))
    if look.has("feature", "Cable tray"):
        s.path(f"M140 {y + 30}L260 {y + 30}L254 {y + 54}L146 {y + 54}Z", s.across(shade(steel, -0.1)))
        s.line("".join(f"M{x} {y + 34}L{x} {y + 50}" for x in range(154, 250, 8)), shade(steel, -0.5), 1.6, 0.7)
    if look.has("feature", "Drawer"):
        s.rect(150, y + 13, 100, 22, 2, s.down(shade(look.paint, -0.06)), shade(look.paint, -0.4), 1)
        s.rect(186, y + 22, 28, 4, 2, shade(look.paint, -0.5))
    _top(s, look, half, y, 30, 14 if fine else 11)
    edge = y + (14 if fine else 11)
    if look.has("feature", "Hand crank"):
        s.line(
            f"M{200 + half - 30:g} {edge + 5}L{200 + half + 8:g} {edge + 8}L{200 + half + 8:g} {edge + 34}",
            "#77797e",
            5,
        )
        s.rect(200 + half + 1, edge + 30, 14, 26, 5, s.across(DARK))
        return
    x = 200 + half - 92
    s.rect(x, edge, 54 if fine else 34, 11, 3, DARK)
    for i in range(5 if fine else 2):
        s.oval(x + 8 + i * 9.5, edge + 5.5, 2.3, 2.3, "#d9d6cf" if i else look.accent)


def _writing(s: Sheet, look: Look) -> None:
    c = look.paint
    wood = c if c != "#f4f2ec" else "#c99f6b"
    s.floor(200, 344, 142, 14)
    for _ in s.both():
        s.path("M84 196L106 196L96 342L87 342Z", s.across(wood))
        s.path("M112 196L126 196L118 318L112 318Z", shade(wood, -0.36))
    s.rect(72, 172, 256, 40, 4, s.down(c))
    s.rect(134, 178, 132, 29, 3, s.down(shade(c, 0.06)), shade(c, -0.3), 1.5)
    s.oval(200, 193, 6, 6, "#c8a04e")
    s.oval(198.5, 191.5, 2, 2, "#f3e2b0")
    _top(s, look, 142, 164, 30, 11)


def _plain(s: Sheet, look: Look) -> None:
    half = 142 + 28 * look.scale("width", 1000, 1600)
    s.floor(200, 342, half + 4, 13)
    leg = "#3c3e43"
    for _ in s.both():
        s.line(f"M{200 - half + 34:g} 186L{200 - half + 38:g} 316", shade(leg, 0.25), 6)
        s.path(
            f"M{200 - half + 8:g} 186L{200 - half + 20:g} 186L{200 - half + 17:g} 340L{200 - half + 9:g} 340Z",
            s.across(leg),
        )
        s.rect(200 - half + 6, 336, 14, 6, 2, "#232327")
    s.rect(200 - half + 16, 190, half * 2 - 32, 9, 1, shade(leg, -0.1))
    _top(s, look, half, 178, 32, 10)
    mark(s, look, 200 + half - 22, 183, 14, 4)


def _folding(s: Sheet, look: Look) -> None:
    leg = "#4a4c52"
    s.floor(200, 342, 124, 13)
    s.line("M112 192L262 336", shade(leg, 0.2), 7)
    s.line("M288 192L138 336", shade(leg, 0.2), 7)
    s.line("M92 192L248 340", leg, 8)
    s.line("M308 192L152 340", leg, 8)
    s.line("M94 190L248 336M306 190L153 336", shade(leg, 0.5), 2, 0.5)
    s.oval(200, 292, 8, 8, s.across("#8d9196"))
    s.line("M140 340L166 340M234 340L260 340", "#232327", 7)
    _top(s, look, 136, 184, 34, 9)
    s.line("M200 151L200 184", shade(look.paint, -0.35), 1.6)
    for x in (190, 206):
        s.rect(x, 183, 5, 8, 1, "#b9bdc1")


def _corner(s: Sheet, look: Look) -> None:
    c, leg = look.paint, "#3c3e43"
    s.floor(190, 340, 176, 17)
    for x, y in ((78, 292), (206, 268), (332, 338)):
        s.rect(x, 176, 9, y - 176, 2, s.across(shade(leg, 0.12)))
    for x, y in ((34, 342), (146, 344), (366, 312)):
        s.rect(x - 5, 196, 10, y - 196, 2, s.across(leg))
        s.rect(x - 8, y - 4, 16, 6, 2, "#232327")
    s.path("M214 196L356 196L356 216L226 216Z", s.down(shade(leg, 0.2)))
    s.path("M92 140L338 140L374 184L170 184L152 222L28 222Z", s.down(shade(c, 0.15)))
    grain(s, c, 96, 140, 240, 44, 3)
    s.line("M60 196C80 195 120 197 150 196M48 208L130 208", shade(c, -0.2), 1.2, 0.5)
    s.line("M94 140L170 184", shade(c, -0.3), 1.2, 0.6)
    s.path("M28 222L152 222L170 184L374 184L374 195L177 195L158 233L28 233Z", s.across(shade(c, -0.1)))
    mark(s, look, 348, 190, 14, 4)


def _growing(s: Sheet, look: Look) -> None:
    c, steel = look.paint, "#e4e1da"
    s.floor(200, 344, 142, 14)
    for x in (104, 296):
        s.rect(x - 13, 190, 26, 84, 4, s.across(steel))
        s.rect(x - 8, 262, 16, 72, 3, s.across("#b9bdc1"))
        s.line(f"M{x - 3} 276L{x + 3} 276M{x - 3} 288L{x + 3} 288M{x - 3} 300L{x + 3} 300", "#8d9196", 1.6)
        s.rect(x - 38, 332, 76, 11, 5, s.across(steel))
    s.rect(112, 204, 176, 9, 3, shade(steel, -0.2))
    s.rect(212, 188, 96, 28, 4, s.down(shade("#c99f6b", 0.1)), "#9a774c", 1)
    s.rect(246, 199, 28, 5, 2.5, "#9a774c")
    s.line("M88 204L66 210L66 226", "#8d9196", 4)
    s.oval(66, 230, 6, 8, look.accent)
    s.path("M196 176L330 176L346 188L204 188Z", s.down(shade(c, 0.1)))
    s.rect(204, 188, 142, 9, 4, s.across(c))
    s.path("M78 118L192 118L204 188L54 188Z", s.down(shade(c, 0.12)))
    s.path("M54 188L204 188L204 197L58 197C55 197 54 192 54 188Z", s.across(shade(c, -0.08)))
    s.line("M62 182L198 182", shade(c, -0.28), 3)
    s.line("M80 179L128 179", "#e2b33f", 4)
    s.path("M128 177L136 179L128 181Z", "#4a4e54")
