"""Camp stoves."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import STEEL, label, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_BRASS, _SOOT, _PAPER = "#c8a04e", "#3b3d40", "#f1ede2"


def camp_stove(s: Sheet, look: Look) -> None:
    """By fuel and features: a burner on its can, a pot system, a hose stove, a wood can, a table stove."""
    shapes: Mapping[str, Callable[[Sheet, Look], None]] = {
        "Two burners": _double, "Pot included": _system, "Remote hose": _hose, "No gas needed": _wood, "Silent": _alcohol,
        "Simmers": _table,
    }  # fmt: skip
    shape = next((draw for feature, draw in shapes.items() if look.has("feature", feature)), _burner)
    with scaled(s, 1.0, 1.28 if shape is _table else 1.0, 200, 330):
        shape(s, look)


def _flames(s: Sheet, x: float, y: float, wide: float, high: float, n: int = 5) -> None:
    for i in range(n):
        at = x + (i - (n - 1) / 2) * wide / n
        h = high * (1 - 0.3 * abs(i - (n - 1) / 2) / (n / 2))
        s.path(
            f"M{at:g} {y - h:g}C{at + 9:g} {y - h / 2:g} {at + 6:g} {y:g} {at:g} {y:g}C{at - 6:g} {y:g} {at - 9:g} {y - h / 2:g} {at:g} {y - h:g}Z",
            "#4f9fd8",
            opacity=0.75,
        )
        s.path(
            f"M{at:g} {y - h / 2:g}C{at + 4:g} {y - h / 4:g} {at + 3:g} {y:g} {at:g} {y:g}C{at - 3:g} {y:g} {at - 4:g} {y - h / 4:g} {at:g} {y - h / 2:g}Z",
            "#eaf6ff",
            opacity=0.9,
        )


def _small_can(s: Sheet, look: Look, x: float = 200, y: float = 338) -> None:
    s.path(
        f"M{x - 70:g} {y - 80:g}C{x - 70:g} {y - 98:g} {x - 54:g} {y - 108:g} {x:g} {y - 108:g}C{x + 54:g} {y - 108:g} {x + 70:g} {y - 98:g} {x + 70:g} {y - 80:g}"
        f"L{x + 70:g} {y - 14:g}C{x + 70:g} {y - 5:g} {x + 60:g} {y:g} {x + 50:g} {y:g}L{x - 50:g} {y:g}C{x - 60:g} {y:g} {x - 70:g} {y - 5:g} {x - 70:g} {y - 14:g}Z",
        s.across(look.accent),
    )
    s.rect(x - 70, y - 58, 140, 28, 0, s.across(_PAPER, 0.5))
    s.text(x, y - 38, 17, look.title.split()[0].upper(), look.accent, 4)


def _burner(s: Sheet, look: Look) -> None:
    c = look.paint
    fine = look.has("feature", "Piezo lighter")
    s.floor(200, 338, 96, 13)
    with s.moved("translate(-40 -67) scale(1.2)"):
        _small_can(s, look)
        s.rect(184, 204, 32, 32, 5, s.across(c))
        s.rect(212, 214, 60, 8, 4, s.across(shade(c, -0.15)))
        s.oval(278, 218, 11, 11, "#c0413b" if fine else _SOOT)
        if fine:
            s.rect(156, 196, 16, 30, 4, _SOOT)
            s.oval(164, 194, 7, 5, "#c0413b")
            s.line("M166 190C170 182 174 178 180 176", "#8d9196", 2)
        s.rect(176, 176, 48, 30, 6, s.across(shade(c, -0.25)))
        s.line("M182 182L182 200M190 182L190 200M198 182L198 200M206 182L206 200M214 182L214 200", shade(c, -0.6), 2)
        _flames(s, 200, 176, 60, 40)
        for _ in s.both():
            if fine:
                s.line("M180 198C150 188 136 168 128 134L104 130", shade(c, -0.35), 7)
                s.line("M180 196C152 186 138 166 130 132L106 128", shade(c, 0.35), 2)
            else:
                s.line("M182 202L134 184L120 138L142 134", shade(c, -0.35), 6)
                s.line("M182 200L136 182L122 137", shade(c, 0.4), 1.6)


def _system(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 346, 92, 13)
    with s.moved("translate(52 101) scale(.74 .725)"):
        _small_can(s, look)
    s.rect(176, 236, 48, 40, 6, s.across(STEEL))
    s.line("M224 262L262 270", "#6a6f76", 4)
    s.oval(266, 271, 8, 8, "#c0413b")
    s.path("M136 214L264 214L254 246L146 246Z", s.across(shade(STEEL, -0.2)))
    for x in range(150, 256, 13):
        s.line(f"M{x} 220L{x + (200 - x) * 0.05:g} 240", _SOOT, 5)
    s.path("M130 66L270 66L266 216L134 216Z", s.across(c))
    s.path("M130 96L270 96L269 128L131 128Z", s.across(shade(c, -0.2)))
    s.path("M122 50C122 44 128 42 136 42L264 42C272 42 278 44 278 50L276 68L124 68Z", s.across(_SOOT))
    s.path("M176 42C178 30 222 30 224 42Z", _SOOT)
    s.line("M142 80L145 206", "#ffffff", 7, 0.25)
    s.path("M268 108C304 110 304 196 266 198", "none", _SOOT, 10)
    s.path(
        "M200 146C212 160 214 170 206 182C203 176 201 174 199 168C197 178 190 182 194 192C178 186 178 168 200 146Z",
        _PAPER,
        opacity=0.9,
    )
    label(s, look, 160, 112, 26, 12)


def _hose(s: Sheet, look: Look) -> None:
    c = shade(look.paint, 0.05)
    s.floor(150, 326, 130, 13)
    s.floor(318, 322, 66, 10)
    s.path("M170 262C214 300 224 330 262 322C288 316 282 262 306 262", "none", "#4a4d52", 9)
    s.path("M170 260C214 298 224 328 262 320", "none", "#9ba1a7", 2.5, 0.7)
    with s.moved("translate(176 77) scale(.7 .725)"):
        _small_can(s, look)
    s.rect(305, 228, 22, 20, 3, s.across(_BRASS))
    s.rect(300, 214, 32, 16, 4, s.across(STEEL))
    s.oval(340, 222, 9, 9, "#c0413b")
    for d in ("M140 262L52 322", "M140 262L232 322", "M140 262L140 326"):
        s.line(d, shade(c, -0.4), 9)
        s.line(d, shade(c, 0.3), 2.5)
    s.oval(140, 262, 40, 17, shade(c, -0.3))
    s.path("M104 226L176 226L168 262L112 262Z", s.across(c))
    s.oval(140, 226, 36, 13, shade(c, -0.25))
    s.oval(140, 225, 28, 9, _SOOT)
    _flames(s, 140, 226, 64, 58, 6)
    for d in (
        "M112 254C84 240 62 214 56 176L42 170",
        "M168 254C196 240 218 214 224 176L238 170",
        "M140 262C132 246 118 214 116 184",
    ):
        s.line(d, shade(c, -0.35), 7)
        s.line(d, shade(c, 0.4), 1.8)


def _wood(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 104, 14)
    for h, wide, paint in ((118, 46, "#e8792c"), (90, 32, "#f6b13c"), (58, 18, "#ffe9a6")):
        s.path(
            f"M200 {180 - h}C{200 + wide} {180 - h / 2:g} {200 + wide * 1.4:g} 176 200 186C{200 - wide * 1.4:g} 176 {200 - wide} {180 - h * 0.4:g} 200 {180 - h}Z",
            paint,
            opacity=0.92,
        )
    s.path("M168 96C182 126 176 150 160 176C140 160 146 128 168 96Z", "#f09a33", opacity=0.8)
    for d in ("M134 184L190 142", "M268 178L214 132", "M180 190L240 152"):
        s.line(d, "#6b4a31", 11)
        s.line(d, "#a47a52", 3)
    s.path("M118 176L282 176L272 240L128 240Z", s.across(c))
    s.path(
        "M128 240L272 240L278 340C278 344 274 346 268 346L132 346C126 346 122 344 122 340Z", s.across(shade(c, -0.12))
    )
    s.oval(200, 177, 82, 13, "none", shade(c, -0.4), 4)
    s.line("M128 240L272 240", shade(c, -0.5), 3)
    holes = "".join(
        f"M{x - 6} {y}a6 6 0 1 0 12 0a6 6 0 1 0-12 0"
        for y, start in ((204, 140), (222, 150), (318, 146))
        for x in range(start, 268, 22)
    )
    s.path(holes, _SOOT)
    s.path("M168 300C168 262 232 262 232 300L232 308L168 308Z", _SOOT)
    s.path("M174 306C186 284 214 284 226 306Z", "#e8792c", opacity=0.8)
    for x in (112, 288, 200):
        s.rect(x - 5, 152, 10, 34, 2, s.across(shade(c, -0.2)))
    label(s, look, 252, 276)


def _alcohol(s: Sheet, look: Look) -> None:
    s.floor(200, 336, 150, 15)
    s.path("M74 170C110 148 290 148 326 170L326 250L74 250Z", s.across(shade(STEEL, -0.3)))
    for i in range(7):
        s.path(f"M{92 + i * 34} 196a6 6 0 1 0 12 0a6 6 0 1 0-12 0", "#54585d")
    s.path(
        "M112 300C112 280 122 268 134 262L266 262C278 268 288 280 288 300L288 322C288 332 276 336 262 336L138 336C124 336 112 332 112 322Z",
        s.across(_BRASS),
    )
    s.oval(200, 262, 70, 17, s.across(shade(_BRASS, 0.15)))
    s.oval(200, 262, 42, 10, "#4a3d25")
    for i in range(9):
        x = 142 + i * 14.5
        s.oval(x, 262 + (6 if 1 < i < 7 else 2), 2.6, 1.8, "#5c4a29")
    _flames(s, 200, 262, 110, 92, 7)
    s.path("M200 150C214 190 214 236 200 258C186 236 186 190 200 150Z", "#f4b24e", opacity=0.45)
    s.line("M124 300C150 308 250 308 276 300", shade(_BRASS, -0.4), 2)
    s.path(
        "M56 178C60 168 74 166 80 172L92 330C80 338 66 336 60 330ZM344 178C340 168 326 166 320 172L308 330C320 338 334 336 340 330Z",
        s.across(shade(STEEL, -0.08)),
    )
    s.path("M60 330C110 350 290 350 340 330L338 314C290 332 110 332 62 314Z", s.across(shade(STEEL, -0.1)))
    label(s, look, 200, 318, 34, 14)


def _table(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 318, 186, 15)
    s.path("M62 206L338 206L370 282L30 282Z", s.down(shade(c, 0.1)))
    s.path("M30 282L370 282L366 314C366 320 360 322 354 322L46 322C40 322 34 320 34 314Z", s.across(c))
    s.path("M252 214L330 214L350 274L264 274Z", shade(c, -0.18))
    s.oval(160, 244, 88, 27, shade(c, -0.4))
    s.oval(160, 243, 74, 21, "#cfd3d6")
    s.oval(160, 243, 30, 10, _SOOT)
    _flames(s, 160, 240, 62, 36, 6)
    for d in (
        "M78 236L130 242",
        "M190 242L244 236",
        "M112 262L140 248",
        "M208 262L180 248",
        "M116 222L142 236",
        "M204 222L178 236",
    ):
        s.line(d, _SOOT, 7)
        s.line(d, "#85898e", 1.6)
    s.oval(304, 302, 15, 15, shade(c, -0.5))
    s.line("M304 302L304 292", _PAPER, 3)
    label(s, look, 84, 302, 40, 15)
    s.line("M50 290L352 290", shade(c, 0.3), 2, 0.6)


def _double(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 320, 188, 15)
    s.path("M44 102C44 92 50 88 58 88L342 88C350 88 356 92 356 102L364 206L36 206Z", s.down(shade(c, 0.06)))
    s.path("M58 102L342 102L350 196L50 196Z", shade(c, -0.16))
    label(s, look, 200, 146, 60, 26)
    s.path("M36 206L364 206L380 268L20 268Z", s.down("#c9cdd0"))
    s.path("M20 268L380 268L376 312C376 320 368 322 360 322L40 322C32 322 24 320 24 312Z", s.across(c))
    for x in (114, 286):
        s.oval(x, 238, 68, 20, "#8d9297")
        s.oval(x, 237, 24, 8, _SOOT)
        _flames(s, x, 234, 52, 30, 5)
        s.line(
            f"M{x - 66} 236L{x - 22} 238M{x + 22} 238L{x + 66} 236M{x - 34} 252L{x - 12} 242M{x + 34} 252L{x + 12} 242",
            _SOOT,
            6,
        )
    s.path("M20 206L36 206L36 250L22 262ZM380 206L364 206L364 250L378 262Z", s.across(shade(c, -0.2)))
    for x in (120, 280):
        s.oval(x, 296, 15, 15, shade(c, -0.5))
        s.line(f"M{x} 296L{x + 7} 286", _PAPER, 3)
    s.rect(188, 288, 24, 16, 3, _SOOT)
    s.oval(200, 296, 5, 5, "#c0413b")
