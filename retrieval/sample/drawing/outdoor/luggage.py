"""Suitcases and packing cubes."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_DARK, _METAL = "#2e2e31", "#b9bdc1"


def suitcase(s: Sheet, look: Look) -> None:
    """As tall and wide as it measures; hard shells, soft ones, a rolling duffel, a child's animal."""
    tall, wide = 0.8 + 0.24 * look.scale("height", 460, 760), 0.84 + 0.22 * look.scale("width", 310, 510)
    with scaled(s, wide, tall, 200, 352):
        if look.has("feature", "Ride-on"):
            _pony(s, look)
        elif look.has("feature", "Soft shell"):
            if look.number("depth", 220) > 300:
                _duffel(s, look)
            else:
                _soft(s, look)
        else:
            _hard(s, look)


def _handle(s: Sheet, top: int = 26) -> None:
    for x in (166, 226):
        s.rect(x, top + 8, 8, 80, 3, s.across(_METAL))
    s.rect(158, top, 84, 15, 7, s.across(_DARK))


def _wheels(s: Sheet, four: bool) -> None:
    for x in (120, 280):
        s.rect(x - 15, 326, 30, 14, 4, s.across(_DARK))
        s.oval(x, 344, 10 if four else 15, 10 if four else 13, s.across("#45484d"))
        s.oval(x, 344, 4, 4, "#9aa0a5")
    if four:
        for x in (152, 248):
            s.oval(x, 342, 8, 8, s.across("#3a3c40"))


def _hard(s: Sheet, look: Look) -> None:
    c = look.paint
    metal, office = look.has("material", "Aluminum"), look.has("feature", "Front pocket")
    s.floor(200, 352, 122, 13)
    _handle(s)
    _wheels(s, True)
    s.rect(96, 84, 208, 246, 22 if not metal else 12, s.across(c))
    if office:
        s.rect(110, 96, 180, 96, 10, s.down(shade(c, -0.12)), shade(c, -0.45), 2)
        s.line("M118 106L282 106", shade(c, -0.55), 4)
        s.rect(262, 102, 8, 20, 3, "#c8a04e")
        s.path("M96 214L304 214L304 230L96 230Z", "#7a4a2b")
        for y in (254, 276, 298):
            s.line(f"M112 {y}L288 {y}", shade(c, -0.32), 4)
            s.line(f"M112 {y + 4}L288 {y + 4}", shade(c, 0.35), 1.6, 0.6)
    elif metal:
        for x in range(116, 296, 14):
            s.line(f"M{x} 92L{x} 322", shade(c, -0.3), 2.4)
            s.line(f"M{x + 4} 92L{x + 4} 322", shade(c, 0.5), 2.4, 0.7)
        s.rect(96, 200, 208, 15, 0, s.across(shade(c, -0.2)))
        for x in (96, 270):
            for y in (84, 298):
                s.rect(x, y, 34, 32, 8, s.across(shade(c, 0.1)), shade(c, -0.45), 1.5)
                s.oval(x + 17, y + 16, 3, 3, shade(c, -0.5))
    else:
        for x in range(126, 290, 25):
            s.path(
                f"M{x} 108C{x} 100 {x + 12} 100 {x + 12} 108L{x + 12} 306C{x + 12} 314 {x} 314 {x} 306Z",
                s.across(shade(c, 0.06)),
            )
            s.line(f"M{x + 13} 108L{x + 13} 306", shade(c, -0.35), 2)
        if look.has("feature", "Expandable"):
            s.line("M98 200L302 200M98 209L302 209", shade(c, -0.5), 3)
            s.rect(286, 196, 9, 18, 3, "#d9c7a0")
    s.path("M172 84C172 62 228 62 228 84", "none", _DARK, 9)
    s.rect(288, 186, 20, 46, 5, s.across(_DARK))
    s.line("M293 198L303 198M293 208L303 208M293 218L303 218", "#d9dde0", 3)
    s.line("M106 112C104 170 104 240 106 300", "#ffffff", 5, 0.4)
    label(s, look, 200, 222 if office else 150, 40, 16)


def _soft(s: Sheet, look: Look) -> None:
    c = look.paint
    four, folds = look.has("feature", "Four wheels"), look.has("feature", "Foldable")
    s.floor(200, 352, 122, 13)
    _handle(s, 34)
    _wheels(s, four)
    s.path(
        "M98 112C98 92 110 84 128 84L272 84C290 84 302 92 302 112L304 312C304 326 296 332 282 332L118 332C104 332 96 326 96 312Z",
        s.across(c),
    )
    s.path("M108 322L108 116C108 100 118 94 132 94L268 94C282 94 292 100 292 116L292 322", "none", shade(c, -0.45), 3)
    if folds:
        s.line("M98 204C140 210 260 210 303 204", shade(c, -0.5), 3)
        for x in (146, 244):
            s.rect(x, 88, 11, 242, 2, shade(c, -0.45))
            s.rect(x - 4, 218, 19, 22, 3, _DARK)
        s.path("M166 250L236 250L236 312L166 312Z", s.down(shade(c, 0.06)), shade(c, -0.35), 1.5)
    else:
        s.path("M122 190L278 190L280 312L120 312Z", s.down(shade(c, -0.06)), shade(c, -0.4), 2)
        s.line("M128 202L272 202", shade(c, -0.55), 4)
        s.path("M126 116L274 116L274 172L126 172Z", s.down(shade(c, 0.05)), shade(c, -0.4), 2)
        s.line("M132 126L268 126", shade(c, -0.55), 4)
        for x in (264, 260):
            s.rect(x, 122 if x == 264 else 198, 7, 18, 3, "#d9c7a0")
    s.path("M172 86C172 66 228 66 228 86", "none", shade(c, -0.6), 9)
    for _ in s.both():
        s.path("M96 312C96 326 104 332 118 332L134 332L96 292Z", shade(c, -0.5))
    label(s, look, 200, 272 if folds else 252, 42, 17)


def _duffel(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 352, 126, 13)
    _handle(s, 30)
    _wheels(s, False)
    s.path(
        "M104 120C98 92 122 74 156 74L244 74C278 74 302 92 296 120L310 290C312 322 290 334 262 334L138 334C110 334 88 322 90 290Z",
        s.across(c),
    )
    s.path("M138 84C140 150 142 250 136 330M262 84C260 150 258 250 264 330", "none", shade(c, -0.5), 11)
    s.path("M118 112C150 98 250 98 282 112", "none", shade(c, -0.45), 4)
    s.rect(270, 104, 8, 22, 3, "#d9c7a0")
    for y in (160, 222):
        s.line(f"M100 {y}C150 {y + 8} 250 {y + 8} 300 {y}", shade(c, -0.55), 8)
        s.rect(188, y - 4, 26, 19, 4, _DARK)
    s.path("M152 248L248 248L252 318L148 318Z", s.down(shade(c, -0.08)), shade(c, -0.4), 2)
    s.line("M158 260L242 260", shade(c, -0.55), 4)
    s.path(
        "M90 296C130 310 270 310 310 296C310 322 290 334 262 334L138 334C110 334 90 322 90 296Z",
        "#3a3c40",
        opacity=0.85,
    )
    label(s, look, 200, 124, 44, 17)


def _pony(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 352, 124, 13)
    _wheels(s, True)
    s.path("M130 92C116 44 146 30 158 74ZM270 92C284 44 254 30 242 74Z", s.across(shade(c, -0.08)))
    s.path("M140 80C134 56 146 50 152 74ZM260 80C266 56 254 50 248 74Z", "#e2a08f")
    s.path(
        "M92 190C92 112 126 72 200 72C274 72 308 112 308 190L304 296C302 322 288 332 266 332L134 332C112 332 98 322 96 296Z",
        s.across(c),
    )
    s.path("M178 74C170 118 176 150 200 160C224 150 230 118 222 74C208 70 192 70 178 74Z", s.down(shade(c, -0.45)))
    for _ in s.both():
        s.oval(152, 168, 13, 15, "#ffffff")
        s.oval(154, 170, 8, 10, _DARK)
        s.oval(151, 166, 3, 3, "#ffffff")
        s.line("M94 222C120 230 180 230 200 230", shade(c, -0.45), 4)
    s.oval(200, 264, 62, 44, shade(c, 0.5))
    s.oval(180, 256, 6, 8, shade(c, -0.4))
    s.oval(220, 256, 6, 8, shade(c, -0.4))
    s.path("M176 284C188 296 212 296 224 284", "none", shade(c, -0.5), 4)
    s.line("M112 128C102 150 100 180 100 210", "#ffffff", 6, 0.4)
    s.path("M306 250C356 262 360 312 330 330", "none", look.accent, 8)
    label(s, look, 128, 300, 32, 13)


def packing_cubes(s: Sheet, look: Look) -> None:
    """The whole set: stacked, rolled or hanging."""
    if look.has("feature", "Hanging"):
        _hanging(s, look)
    elif look.has("feature", "Roll top"):
        _dry(s, look)
    else:
        _stack(s, look)


def _cube(s: Sheet, look: Look, x: float, y: float, w: float, h: float, tone: float) -> None:
    """A flat cube that stands up, its lower left corner at (`x`, `y`)."""
    c, top = shade(look.paint, tone), y - h
    s.rect(x, top, w, h, 12, s.across(c))
    s.rect(x + 5, top + 5, w - 10, h - 10, 9, "none", shade(c, -0.42), 2.5)
    if look.has("feature", "Mesh top"):
        s.rect(x + 18, top + 17, w - 36, h * 0.5, 7, shade(c, -0.5))
        grid = "".join(f"M{x + 22 + i * 11:g} {top + 20:g}l0 {h * 0.5 - 6:g}" for i in range(int((w - 40) / 11) + 1))
        s.line(grid, shade(c, 0.1), 1.3, 0.8)
        s.line(
            "".join(f"M{x + 21:g} {top + 24 + i * 11:g}l{w - 42:g} 0" for i in range(int((h * 0.5 - 6) / 11) + 1)),
            shade(c, 0.1),
            1.3,
            0.8,
        )
    if look.has("feature", "Compression zip"):
        s.line(f"M{x + 3:g} {y - h * 0.36:g}l{w - 6:g} 0M{x + 3:g} {y - h * 0.26:g}l{w - 6:g} 0", shade(c, -0.5), 3)
        s.rect(x + w - 20, y - h * 0.36 - 5, 8, 18, 3, "#d9c7a0")
        s.line(
            f"M{x + 22:g} {top + 22:g}C{x + w * 0.4:g} {top + 34:g} {x + w * 0.6:g} {top + 34:g} {x + w - 22:g} {top + 22:g}",
            shade(c, 0.4),
            3,
            0.5,
        )
    if look.has("feature", "Ultralight"):
        s.path(
            f"M{x + 16:g} {top + 20:g}C{x + w * 0.4:g} {top + h * 0.4:g} {x + w * 0.3:g} {y - h * 0.3:g} {x + w * 0.5:g} {y - 18:g}M{x + w - 18:g} {top + 26:g}C{x + w * 0.7:g} {top + h * 0.5:g} {x + w * 0.8:g} {y - h * 0.3:g} {x + w * 0.66:g} {y - 16:g}",
            "none",
            shade(c, 0.55),
            2.5,
            0.7,
        )
    s.path(
        f"M{x + w * 0.36:g} {top + 2:g}C{x + w * 0.36:g} {top - 16:g} {x + w * 0.64:g} {top - 16:g} {x + w * 0.64:g} {top + 2:g}",
        "none",
        shade(c, -0.45),
        6,
    )
    s.rect(x + w - 15, top + h * 0.4, 7, 18, 3, "#d9c7a0")
    label(s, look, x + w / 2, y - min(20, h * 0.16), 30, 12)


def _stack(s: Sheet, look: Look) -> None:
    sets: tuple[Callable[[], None], ...]
    s.floor(200, 338, 176, 15)
    if look.number("pieces", 3) > 4:
        _cube(s, look, 54, 296, 150, 196, -0.1)
        _cube(s, look, 190, 300, 128, 150, 0.12)
        s.path(
            "M312 176C300 158 352 158 340 176C364 214 368 300 352 318L302 318C286 300 290 214 312 176Z",
            s.across(shade(look.paint, -0.25)),
        )
        s.line("M310 178L342 178M338 176l16 -14", "#e8e2d2", 3)
        sets = (
            lambda: _cube(s, look, 34, 340, 118, 106, 0.2),
            lambda: _cube(s, look, 140, 340, 108, 84, -0.02),
            lambda: _cube(s, look, 240, 340, 84, 66, -0.16),
        )
    else:
        _cube(s, look, 56, 322, 186, 238, -0.08)
        sets = (
            lambda: _cube(s, look, 196, 334, 152, 160, 0.1),
            lambda: _cube(s, look, 40, 342, 122, 100, 0.22),
        )
    for cube in sets:
        cube()


def _dry(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 340, 166, 15)
    for x, w, top, tone in ((52, 170, 96, 0.0), (214, 140, 176, 0.14)):
        paint, right = shade(c, tone), x + w
        s.path(
            f"M{x + 6} {top + 42}C{x - 4} 200 {x - 2} 300 {x + 4} 330C{x + 8} 342 {right - 8} 342 {right - 4} 330C{right + 2} 300 {right + 4} 200 {right - 6} {top + 42}Z",
            s.across(paint),
        )
        s.rect(x - 2, top + 22, w + 4, 26, 10, s.across(shade(paint, -0.12)))
        s.rect(x + 4, top, w - 8, 28, 11, s.across(shade(paint, -0.06)))
        s.line(
            f"M{x + 12} {top + 16}L{right - 12} {top + 16}M{x + 8} {top + 36}L{right - 8} {top + 36}",
            shade(paint, -0.4),
            2,
        )
        s.path(
            f"M{x + w * 0.3:g} {top + 2}C{x + w * 0.3:g} {top - 34} {x + w * 0.7:g} {top - 34} {x + w * 0.7:g} {top + 2}",
            "none",
            _DARK,
            7,
        )
        s.rect(x + w / 2 - 13, top - 32, 26, 16, 4, _DARK)
        s.rect(x + w * 0.28, top + 76, w * 0.44, 100, 8, shade(paint, 0.5), opacity=0.4)
        s.path(f"M{x + w / 2:g} {top + 92}c11 16 17 25 17 34a17 17 0 0 1-34 0c0-9 6-18 17-34Z", "#fbfaf6", opacity=0.9)
        s.line(f"M{x + 16} {top + 62}C{x + 10} {top + 110} {x + 10} 270 {x + 16} 316", "#ffffff", 6, 0.4)
        label(s, look, x + w / 2, 318, 34, 13)


def _hanging(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 352, 90, 9)
    s.rect(40, 42, 320, 10, 5, s.across("#c8a04e"))
    for x in (150, 250):
        s.line(f"M{x} 84L{x} 62C{x} 34 {x + 20} 34 {x + 20} 50", "#6a6f76", 5)
    for i, (top, h) in enumerate(((82, 60), (146, 72), (222, 84))):
        paint = shade(c, 0.12 - i * 0.1)
        s.rect(96, top, 208, h, 10, s.across(paint))
        s.rect(110, top + 9, 180, h - 24, 6, shade(paint, -0.5))
        s.line("".join(f"M{118 + k * 12} {top + 11}l0 {h - 28}" for k in range(15)), shade(paint, 0.05), 1.2, 0.8)
        s.line(
            "".join(f"M112 {top + 17 + k * 11}l176 0" for k in range(int((h - 30) / 11) + 1)),
            shade(paint, 0.05),
            1.2,
            0.8,
        )
        s.line(f"M110 {top + h - 8}L290 {top + h - 8}", shade(paint, -0.45), 3)
        s.rect(276, top + h - 14, 18, 8, 3, "#d9c7a0")
    s.path("M104 306L296 306L290 344L110 344Z", s.across(shade(c, -0.28)))
    s.line("M112 316L288 316", shade(c, -0.55), 3)
    label(s, look, 200, 331, 38, 14)
