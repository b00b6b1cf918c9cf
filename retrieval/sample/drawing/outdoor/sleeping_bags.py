"""Sleeping bags, seen from above beside their sacks."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled, stuff_sack
from retrieval.sample.drawing.sheet import Sheet, shade

_MUMMY = "M200 40C240 40 268 66 270 112C276 190 258 300 240 344C230 356 170 356 160 344C142 300 124 190 130 112C132 66 160 40 200 40Z"


def sleeping_bag(s: Sheet, look: Look) -> None:
    """A bag seen from above, beside the sack that it packs into."""
    big = look.scale("weight", 600, 3200)
    shape = next((f for f in ("Rectangular", "Quilt") if look.has("feature", f)), "Mummy")
    if look.has("feature", "Double"):
        _double(s, look)
        return
    with s.moved("translate(-46 0)"):
        if shape == "Rectangular":
            _rectangular(s, look)
        elif shape == "Quilt":
            _quilt(s, look)
        elif look.has("age_group", "Kids"):
            with scaled(s, 0.98, 0.86, 200, 352):
                _mummy(s, look)
        else:
            wide = 1.06 if look.has("gender", "Women") else 1.0
            with scaled(s, wide, 1.06 if look.has("size", "Long") else 1.0, 200, 352):
                _mummy(s, look)
    stuff_sack(s, look, 312, 352, 62 + 34 * big, 92 + 70 * big, shade(look.paint, -0.25))


def _lining(look: Look) -> str:
    return look.pick("lining", "#d9a25a", "#c8683d", "#8fa7a3", "#cbb58a")


def _hood(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.path("M200 56C228 56 246 72 246 98C246 122 226 136 200 136C174 136 154 122 154 98C154 72 172 56 200 56Z", inside)
    s.path(
        "M200 62C224 62 240 76 240 98C240 118 222 130 200 130C178 130 160 118 160 98C160 76 176 62 200 62Z",
        shade(inside, -0.45),
    )
    s.path("M164 112C176 126 224 126 236 112C228 128 216 130 200 130C184 130 172 128 164 112Z", shade(inside, 0.3))
    s.line("M232 128C246 170 246 230 236 290", shade(inside, 0.3), 2.5)
    s.rect(230, 284, 9, 14, 4, shade(c, -0.6))


def _mummy(s: Sheet, look: Look) -> None:
    c = look.paint
    cold = 1 - look.scale("comfort_temperature", -16, 12)
    s.floor(200, 352, 96, 12)
    s.path(_MUMMY, s.across(c))
    step = int(20 + 14 * (1 - cold))
    if "fill_power" in look.values:  # down: every chamber bulges
        for y in range(142, 340, step):
            half = 71 - max(0, y - 170) * 0.15
            s.rect(200 - half - 2, y, 2 * half + 4, step - 1, step * 0.45, s.across(c))
            s.line(
                f"M{200 - half + 6:g} {y}C{200 - half / 2:g} {y + 5} {200 + half / 2:g} {y + 5} {200 + half - 6:g} {y}",
                shade(c, -0.36),
                2,
            )
            s.line(
                f"M{200 - half + 12:g} {y + step * 0.34:g}C170 {y + step * 0.34 + 3:g} 180 {y + step * 0.34 + 3:g} 194 {y + step * 0.34 + 3:g}",
                shade(c, 0.4),
                2.5,
                0.5,
            )
    else:
        for y in range(146, 340, step):
            pinch = max(0, y - 150) * 0.13
            s.line(f"M{132 + pinch:g} {y}C170 {y + 11} 230 {y + 11} {268 - pinch:g} {y}", shade(c, -0.34), 2)
            s.line(f"M{138 + pinch:g} {y + 7}C156 {y + 13} 176 {y + 15} 190 {y + 15}", shade(c, 0.35), 2.5, 0.5)
    if look.has("feature", "Draft collar"):
        s.path("M134 128C150 152 250 152 266 128L270 146C250 170 150 170 130 146Z", s.down(shade(c, -0.16)))
    _hood(s, look)
    if look.has("age_group", "Kids"):
        s.path("M164 214L236 214L232 262C224 270 176 270 168 262Z", s.down(_lining(look)))
        s.line("M164 214L236 214", shade(c, -0.5), 3)
        for x in (188, 212):
            s.oval(x, 206, 8, 10, "#a9825c")
        s.path("M180 214C180 196 220 196 220 214Z", "#a9825c")
        s.oval(193, 206, 2, 2, "#2e2e31")
        s.oval(207, 206, 2, 2, "#2e2e31")
    label(s, look, 168, 318, 22, 10)


def _rectangular(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.floor(200, 352, 104, 12)
    s.rect(116, 48, 168, 302, 16, s.across(c))
    for y in range(150, 340, 38):
        s.line(f"M118 {y}C160 {y + 8} 240 {y + 8} 282 {y}", shade(c, -0.3), 2)
        s.line(f"M124 {y + 8}C144 {y + 14} 170 {y + 15} 190 {y + 15}", shade(c, 0.35), 2.5, 0.5)
    s.path("M116 64C116 54 122 48 132 48L268 48C278 48 284 54 284 64L284 96L116 96Z", shade(inside, -0.12))
    s.rect(138, 54, 124, 46, 16, s.down("#f2ede1"))
    s.line("M152 76C176 84 224 84 248 76", "#d6cfbf", 2)
    s.path("M116 96L284 96L284 128C240 134 214 150 190 186C168 150 140 134 116 130Z", s.down(inside))
    s.line("M116 130C140 134 168 150 190 186C214 150 240 134 284 128", shade(inside, -0.35), 2)
    s.line("M276 130L276 344", shade(c, -0.5), 3)
    s.rect(271, 126, 10, 15, 4, "#d9c7a0")
    label(s, look, 150, 326, 24, 11)


def _quilt(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.floor(200, 352, 96, 12)
    s.path(
        "M124 96C150 70 250 70 276 96C280 190 262 300 244 344C232 356 168 356 156 344C138 300 120 190 124 96Z",
        shade(inside, -0.2),
    )
    s.path(
        "M112 112C130 96 168 104 200 104C232 104 270 96 288 112C290 196 268 300 248 346C236 358 164 358 152 346C132 300 110 196 112 112Z",
        s.across(c),
    )
    for y in range(118, 336, 27):
        half = 82 - max(0, y - 120) * 0.16
        s.rect(200 - half, y, half - 2, 25, 11, s.across(c))
        s.rect(202, y, half - 2, 25, 11, s.across(c))
    s.path("M112 112C130 96 168 104 200 104C232 104 270 96 288 112L288 122C260 112 140 112 112 122Z", inside)
    for _ in s.both():
        s.line("M114 150C100 148 92 160 96 172", "#3a3a3e", 4)
    label(s, look, 200, 334, 22, 10)


def _double(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.floor(200, 348, 172, 14)
    s.rect(46, 62, 308, 284, 18, s.across(c))
    for y in range(170, 336, 34):
        s.line(f"M48 {y}C140 {y + 9} 260 {y + 9} 352 {y}", shade(c, -0.3), 2)
        s.line(f"M56 {y + 8}C90 {y + 14} 150 {y + 16} 190 {y + 16}", shade(c, 0.35), 2.5, 0.45)
    s.path("M46 80C46 68 54 62 64 62L336 62C346 62 354 68 354 80L354 116L46 116Z", shade(inside, -0.16))
    for _ in s.both():
        s.rect(64, 70, 124, 52, 18, s.down("#f2ede1"))
        s.line("M78 96C104 104 148 104 174 96", "#d6cfbf", 2)
    s.path("M46 114C120 122 280 122 354 114L354 152C280 160 120 160 46 152Z", s.down(inside))
    s.line("M46 152C120 160 280 160 354 152", shade(inside, -0.35), 2)
    s.line("M200 158L200 344", shade(c, -0.42), 3)
    s.rect(195, 158, 10, 15, 4, "#d9c7a0")
    label(s, look, 84, 322)
