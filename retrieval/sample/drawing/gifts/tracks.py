"""Pieces of toy train track, seen from above; the bridge from the side."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

import math
from itertools import pairwise

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_WOOD = "#d3ad78"
_HALF = 23  # half the width of a piece


def train_track(s: Sheet, look: Look) -> None:
    theme = look.value("theme")
    if look.value("gauge").startswith("metal"):
        _metal(s)
    elif look.has("feature", "Storage bag"):
        _big_bag(s, look)
    else:
        {"Bridge": _viaduct, "Turntable": _turntable, "Flexible": _bendy, "Switch": _switch}.get(theme, _plain)(s, look)


def _piece(s: Sheet, body: str, grooves: str, c: str, turn: float = 0) -> None:
    """A wooden piece: its shadow, its edge, its top, and the two grooves that the wheels run in."""
    t = math.radians(-turn)
    for x, y, tone, opacity in ((5, 11, "#2a2430", 0.15), (0, 6, shade(c, -0.4), 1)):
        dx, dy = x * math.cos(t) - y * math.sin(t), x * math.sin(t) + y * math.cos(t)
        with s.moved(f"translate({dx:.0f} {dy:.0f})"):
            s.path(body, tone, opacity=opacity)
    s.path(body, s.down(c))
    s.path(grooves, "none", shade(c, -0.36), 5)


def _straight(s: Sheet, x: float, y: float, length: int, turn: float = 0, c: str = _WOOD) -> None:
    """A straight piece from (x, y), with a peg at its far end and a notch at its near one."""
    body = f"M0 -23H{length}V-5h10a9 9 0 1 1 0 10h-10V23H0V5h10a9 9 0 1 0 0 -10h-10Z"
    with s.moved(f"translate({x:g} {y:g}) rotate({turn:g})"):
        _piece(s, body, f"M3 -13H{length - 3}M3 13H{length - 3}", c, turn)


def _arc(r: float, start: float, end: float, move: str = "M", back: bool = False) -> str:
    x, y, to_x, to_y = (round(r * f(math.radians(a))) for a in (start, end) for f in (math.cos, math.sin))
    return f"{move}{x} {y}A{r:g} {r:g} 0 0 {0 if back else 1} {to_x} {to_y}"


def _curve(s: Sheet, x: float, y: float, r: float, start: float, end: float, c: str = _WOOD) -> None:
    """A curved piece about (x, y), from one angle to the other."""
    body = _arc(r + _HALF, start, end) + _arc(r - _HALF, end, start, "L", True) + "Z"
    inset = math.degrees(3 / r)
    with s.moved(f"translate({x:g} {y:g})"):
        _piece(s, body, "".join(_arc(r + d, start + inset, end - inset) for d in (-13, 13)), c)


def _plain(s: Sheet, _: Look) -> None:
    _straight(s, 46, 86, 168)
    _straight(s, 46, 158, 108)
    _curve(s, 168, 92, 172, 4, 66)
    _curve(s, 216, 206, 130, 108, 172)
    _straight(s, 218, 332, 92)


def _switch(s: Sheet, _: Look) -> None:
    with s.moved("translate(200 200) scale(1.1) translate(-206 -176)"):
        _curve(s, 96, 58, 200, 28, 90)
        _straight(s, 46, 258, 296)
        with s.moved("translate(96 58)"):
            s.path("".join(_arc(200 + d, 52, 89) for d in (-13, 13)), "none", shade(_WOOD, -0.36), 5)
        s.line("M238 258L300 244", "#8f5f3a", 9)
        s.oval(238, 258, 8, 8, shade("#8f5f3a", -0.3))


def _turntable(s: Sheet, _: Look) -> None:
    c = "#b98a58"
    for turn in (-90, -25, 45, 135, 205):
        t = math.radians(turn)
        _straight(s, 200 + 52 * math.cos(t), 202 + 52 * math.sin(t), 92, turn, c)
    s.oval(204, 214, 86, 84, "#2a2430", opacity=0.18)
    s.oval(200, 208, 84, 84, shade(c, -0.4))
    s.oval(200, 202, 84, 84, s.down(shade(c, 0.1)))
    s.oval(200, 202, 75, 75, "none", shade(c, -0.25), 2)
    with s.moved("rotate(-25 200 202)"):
        s.rect(121, 179, 158, 46, 4, s.down(_WOOD))
        s.path("M124 189h152M124 215h152", "none", shade(_WOOD, -0.36), 5)
    s.oval(200, 202, 14, 14, s.across("#b9bec2"))
    s.oval(196, 198, 4, 4, "#ffffff", opacity=0.7)


def _bendy(s: Sheet, _: Look) -> None:
    """Links on a string, swung like an S."""
    c, points = "#4f7f9a", [(40 + i * 29, 204 - 62 * math.sin(i * 0.57)) for i in range(12)]
    for (x, y), (to_x, to_y) in pairwise(points):
        turn = math.degrees(math.atan2(to_y - y, to_x - x))
        reach = round(math.hypot(to_x - x, to_y - y)) + 6
        with s.moved(f"translate({x:.0f} {y:.0f}) rotate({turn:.0f})"):
            s.rect(-1, -16, reach, 46, 5, "#2a2430", opacity=0.13)
            s.rect(-3, -18, reach, 46, 5, shade(c, -0.42))
            s.rect(-3, -23, reach, 46, 5, c)
            s.path(f"M2 -13H{reach - 8}M2 13H{reach - 8}", "none", shade(c, -0.42), 5)
            s.line(f"M2 -19H{reach - 8}", shade(c, 0.4), 2)


def _metal(s: Sheet) -> None:
    for x, y, r, start, end in ((330, 352, 268, 184, 268), (330, 352, 180, 184, 268)):
        for a in range(start, end, 1000 // r):
            t = math.radians(a)
            mid_x, mid_y = x + r * math.cos(t), y + r * math.sin(t)
            dx, dy = 25 * math.cos(t), 25 * math.sin(t)
            s.line(f"M{mid_x - dx:.0f} {mid_y - dy:.0f}L{mid_x + dx:.0f} {mid_y + dy:.0f}", "#5a5048", 8)
        with s.moved(f"translate({x} {y})"):
            for d in (-13, 13):
                s.path(_arc(r + d, start - 1, end), "none", "#5f666c", 7)
                s.path(_arc(r + d, start - 1, end), "none", "#d9dde0", 4)
    for k in range(7):
        s.line(f"M{212 + k * 20} 300v50", "#5a5048", 8)
    for y in (312, 338):
        s.line(f"M204 {y}h138", "#5f666c", 7)
        s.line(f"M204 {y}h138", "#d9dde0", 4)


def _big_bag(s: Sheet, look: Look) -> None:
    _straight(s, 34, 80, 128)
    _curve(s, 192, 214, 134, 268, 324)
    _curve(s, 176, 128, 116, 118, 180)
    _straight(s, 40, 322, 96)
    c, mark = "#e4d8bf", look.accent
    s.floor(262, 352, 96, 12)
    s.path(
        "M196 214C170 264 166 332 190 348C230 358 300 358 338 348C360 330 354 264 328 214C290 202 232 202 196 214Z",
        s.across(c),
    )
    s.path(
        "M190 198C220 186 306 186 334 198C330 208 330 214 328 220C290 206 236 206 196 220C196 212 194 206 190 198Z",
        s.down(shade(c, -0.06)),
    )
    s.line("M196 218C236 206 290 206 328 218", mark, 5)
    s.line("M318 216c20 4 22 22 12 36M320 216c26 -2 34 14 34 30", mark, 3.5)
    s.line("M214 234c-8 30 -10 60 -4 92M306 232c10 30 12 62 6 96", shade(c, -0.16), 2.5)
    s.path("M222 298h76v-16l20 -4l10 20v18h-106ZM236 266h14v18h-14Z", mark)
    for x in (240, 268, 306):
        s.oval(x, 320, 9, 9, mark, c, 2.5)


def _viaduct(s: Sheet, look: Look) -> None:
    stone = "#c79f6a"
    s.floor(200, 334, 186, 16)
    ways = "".join(
        f"M{x + w} 330V{y}C{x + w} {y - w * 0.62:g} {x} {y - w * 0.62:g} {x} {y}V330Z"
        for x, w, y in ((160, 80, 262), (92, 46, 292), (262, 46, 292))
    )
    s.path(f"M18 330L112 186H288L382 330Z{ways}", s.down(stone))
    s.path(
        "M160 330V262C160 254 161 248 164 242L176 250C173 256 172 260 172 266V330ZM92 330V292L102 286V330ZM262 330V292L272 286V330Z",
        shade(stone, -0.34),
    )
    s.line(
        "M128 206h22M182 202h28M244 206h24M122 228h18M262 228h18M212 220h-24M60 310h18M322 310h18M150 300v0M252 262v0",
        shade(stone, -0.22),
        2.4,
    )
    s.path("M8 328L106 174H294L392 328L374 334L286 190H114L26 334Z", s.down(shade(_WOOD, 0.06)))
    s.line("M30 310L110 182H290L370 310", shade(_WOOD, -0.34), 3.5)
    with s.moved("translate(160 174) scale(1.35)"):
        s.rect(0, -40, 56, 30, 10, s.down(look.accent))
        s.rect(34, -56, 28, 46, 4, s.across(shade(look.accent, -0.15)))
        s.rect(41, -49, 14, 15, 2, "#cfe0e4")
        s.rect(8, -58, 11, 20, 3, "#3a3d43")
        for x in (14, 48):
            s.oval(x, -8, 8, 8, _WOOD, "#4a3a30", 4)
