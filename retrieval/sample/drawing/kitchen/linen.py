"""Bed linen on a bed, towels on the pile."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_OAK = "#c99f6b"


def bed_linen(s: Sheet, look: Look) -> None:
    c, kind = look.paint, look.value("type")
    kids = look.has("age_group", "Kids")
    wood = look.pick("bed", _OAK, "#7a5236", "#d9cfc0")
    s.floor(200, 346, 176, 15)
    with s.moved("translate(60 0) scale(.7 1)" if kids else "translate(0 0)"):
        s.path("M46 92C46 78 54 72 66 72L334 72C346 72 354 78 354 92L354 250L46 250Z", s.down(wood))
        s.path("M46 92C46 78 54 72 66 72L334 72C346 72 354 78 354 92", "none", shade(wood, 0.35), 3, 0.8)
        s.rect(38, 236, 324, 90, 8, s.across(shade(wood, -0.1)))
        for x in (50, 332):
            s.rect(x, 318, 18, 28, 3, s.across(shade(wood, -0.3)))
        s.path("M50 176L350 176L356 246L44 246Z", s.down("#f3efe6"))
        for x in (62, 206) if not kids else (118,):
            _pillow(s, x, c if kind != "Linen" else shade(c, 0.08), 132 if not kids else 164)
        s.path(
            "M42 198C100 184 300 184 358 198L368 302C368 318 360 322 350 322L50 322C40 322 32 318 32 302Z", s.down(c)
        )
        _weave(s, c, kind)
        turned = shade(c, 0.4) if look.pick("turned", True, False) or kind == "Sateen" else shade(c, 0.22)
        s.path("M42 198C100 184 300 184 358 198L361 228C300 214 100 214 39 228Z", s.down(turned))
        s.line("M39 229C100 215 300 215 361 229", shade(c, -0.34), 2, 0.7)
        for x, d in (
            (92, "c-8 30 -4 60 -12 90"),
            (170, "c6 30 -4 62 2 92"),
            (252, "c-4 34 6 60 2 90"),
            (318, "c8 28 4 56 12 84"),
        ):
            s.line(f"M{x} 234{d}", shade(c, -0.26), 2.2 if kind in ("Linen", "Jersey") else 1.4, 0.6)
        s.path("M60 240C56 268 54 290 54 308", "none", "#ffffff", 7, 0.3 if kind != "Sateen" else 0.6)
    s.rect(258 if kids else 312, 304, 24, 9, 1.5, look.accent)


def _pillow(s: Sheet, x: float, c: str, w: float) -> None:
    s.path(
        f"M{x + 8} 124C{x - 4} 150 {x - 2} 186 {x + 8} 200C{x + 40} 208 {x + w - 40} 208 {x + w - 8} 200C{x + w + 2} 186 {x + w + 4} 150 {x + w - 8} 124C{x + w - 40} 114 {x + 40} 114 {x + 8} 124Z",
        s.down(shade(c, 0.14)),
    )
    s.path(f"M{x + 12} 132C{x + 40} 122 {x + w - 40} 122 {x + w - 12} 132", "none", shade(c, 0.55), 3, 0.7)
    s.line(
        f"M{x + 20} 190C{x + 50} 180 {x + 60} 172 {x + 74} 176M{x + w - 20} 186C{x + w - 34} 178 {x + w - 42} 176 {x + w - 50} 178",
        shade(c, -0.28),
        1.5,
        0.6,
    )


def _weave(s: Sheet, c: str, kind: str) -> None:
    if kind == "Flannel":
        for x in range(64, 350, 44):
            s.line(f"M{x} 200L{x + (x - 200) * 0.03:g} 320", shade(c, 0.34), 8, 0.4)
        for y in (246, 284):
            s.line(f"M36 {y}L364 {y}", shade(c, 0.34), 8, 0.4)
            s.line(f"M36 {y + 10}L364 {y + 10}", shade(c, -0.4), 2, 0.6)
    elif kind == "Jersey":
        for i in range(16):
            x, y = 52 + (i * 83) % 300, 240 + (i * 37) % 76
            s.path(
                f"M{x} {y - 8}L{x + 3} {y - 2}L{x + 9} {y - 2}L{x + 4} {y + 2}L{x + 6} {y + 8}L{x} {y + 4}L{x - 6} {y + 8}L{x - 4} {y + 2}L{x - 9} {y - 2}L{x - 3} {y - 2}Z",
                "#fbf6e6",
                opacity=0.9,
            )
    elif kind == "Linen":
        for i in range(28):
            s.line(
                f"M{48 + (i * 67) % 300} {236 + (i * 23) % 80}l{8 + i % 6} {(i % 3) - 1}",
                shade(c, 0.32 if i % 2 else -0.24),
                1.1,
                0.6,
            )
    elif kind == "Renforce":
        for y in range(240, 322, 12):
            s.line(f"M36 {y}C120 {y - 5} 280 {y - 5} 364 {y}", shade(c, 0.4), 2.4, 0.5)
    elif kind == "Sateen":
        for y in (262, 290):
            s.path(f"M40 {y}C120 {y - 14} 200 {y + 10} 360 {y - 6}", "none", shade(c, 0.5), 9, 0.22)
    else:
        for x in range(52, 352, 15):
            s.line(f"M{x} 234L{x + (x - 200) * 0.02:.4g} 318", shade(c, -0.14), 1, 0.6)


def towel(s: Sheet, look: Look) -> None:
    factor = 0.88 if look.has("size", "50 x 100 cm") else 1.04
    if look.has("type", "Flat weave"):
        _hung(s, look)
        return
    s.floor(200, 340, 140 * factor, 14)
    with scaled(s, factor, 200, 340):
        _pile(s, look)


def _pile(s: Sheet, look: Look) -> None:
    """Three, folded; thicker cloth makes a higher pile."""
    c, waffle = look.paint, look.has("type", "Waffle")
    thick = 54 + 22 * look.scale("density", 300, 700)
    band = look.pick("band", 258, 92, 0)
    for i in range(3):
        y = 340 - (i + 1) * (thick - 1)
        tone, left, right = shade(c, (-0.06, 0.0, 0.06)[i]), 60 + (i * 7) % 10, 340 - (i * 5) % 9
        if i == 2:
            s.path(
                f"M{left + 16} {y + 6:g}L{left + 44} {y - 34:g}L{right - 34} {y - 34:g}C{right - 26} {y - 34:g} {right - 18} {y - 12:g} {right - 12} {y + 6:g}Z",
                s.down(shade(tone, 0.24)),
            )
        s.rect(left, y, right - left, thick, thick * 0.44, s.down(tone))
        s.path(
            f"M{left + 8} {y + thick * 0.74:g}C{left + 60} {y + thick * 0.86:g} {right - 60} {y + thick * 0.86:g} {right - 8} {y + thick * 0.74:g}C{right - 16} {y + thick:g} {left + 16} {y + thick:g} {left + 8} {y + thick * 0.74:g}Z",
            shade(tone, -0.3),
            opacity=0.4,
        )
        s.line(f"M{left + 26} {y + 7:g}L{right - 30} {y + 7:g}", shade(tone, 0.6), 4, 0.5)
        if waffle:
            d = "".join(f"M{left + 28 + k * 21} {y + 5:g}l0 {thick - 10:g}" for k in range(11))
            d += "".join(f"M{left + 8} {y + thick * t:.4g}L{right - 8} {y + thick * t:.4g}" for t in (0.27, 0.52, 0.76))
        else:
            d = "".join(f"M{left + 24 + (k * 53) % 226} {y + 10 + (k * 31) % (thick - 22):.4g}l5 2" for k in range(16))
        s.line(d, shade(tone, -0.24), 1.5, 0.55)
        if band and not waffle:
            s.rect(band, y + 0.5, 30, thick - 1, 2, shade(tone, -0.14))
            s.line(
                f"M{band + 6} {y + 3:g}l0 {thick - 6:g}M{band + 24} {y + 3:g}l0 {thick - 6:g}",
                shade(tone, 0.45),
                2,
                0.8,
            )
    if look.has("feature", "Hanging loop"):
        s.path(f"M{334} {340 - thick * 1.6:g}c30 -4 30 26 0 20", "none", shade(c, -0.36), 4.5)
    s.rect(182, 340 - thick * 0.74, 36, 25, 2, "#f6f1e4")
    s.rect(189, 340 - thick * 0.74 + 6, 22, 6, 1, look.accent)
    if look.has("feature", "Organic"):
        s.path(f"M200 {340 - thick * 0.74 + 22:g}c-9 -2 -9 -8 0 -7c9 -1 9 5 0 7Z", "#5d7a50")


def _hung(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 360, 92, 9)
    s.rect(60, 52, 280, 11, 5, s.across("#7a5236"))
    s.path(
        "M112 52C112 44 120 42 128 42L290 42C298 42 304 46 304 54L306 300L246 300L246 318L108 318Z",
        s.down(shade(c, -0.24)),
    )
    s.path("M104 56C104 46 112 42 122 42L272 42C280 42 284 46 284 54L290 326C230 334 160 318 98 328Z", s.down(c))
    cream = "#f4ecd8"
    for y, h in ((92, 10), (112, 4), (122, 18), (148, 4), (252, 4), (264, 18), (290, 10)):
        s.path(
            f"M{103.4 - y * 0.016:.4g} {y}L{285 + y * 0.014:.4g} {y}l0.2 {h}L{103.2 - y * 0.016:.4g} {y + h}Z",
            cream,
            opacity=0.9,
        )
    for x, d in ((150, "c-6 80 4 160 -6 236"), (204, "c6 80 -6 170 4 240"), (252, "c-4 80 4 160 2 236")):
        s.line(f"M{x} 70{d}", shade(c, -0.34), 1.8, 0.4)
    for i in range(16):
        x = 104 + i * 12
        s.line(f"M{x} 326c-2 8 3 16 0 26", shade(c, 0.24 if i % 2 else -0.1), 3.4)
        s.oval(x, 336, 3, 3, shade(c, -0.2))
    s.line("M120 66L116 312", "#ffffff", 7, 0.25)
    s.rect(232, 300, 26, 13, 2, look.accent)
