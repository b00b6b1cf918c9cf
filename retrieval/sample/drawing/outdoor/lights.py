"""Headlamps and lanterns."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_DARK, _STEEL = "#2e2e31", "#b9bdc1"


def headlamp(s: Sheet, look: Look) -> None:
    """A band in a loop with the lamp in front; the brighter, the larger the lamp."""
    c = look.paint
    bright = look.scale("brightness", 60, 1000)
    rear, light_one = look.has("feature", "Rear battery"), look.has("feature", "Ultralight")
    s.floor(200, 336, 150, 15)
    band = _DARK if not look.has("age_group", "Kids") else shade(c, -0.3)
    stripe = look.accent if not light_one else c
    if light_one:
        s.path("M86 230C70 110 330 110 314 230", "none", shade(c, -0.35), 7)
        s.path("M86 230C78 124 322 124 314 230", "none", shade(c, 0.25), 2)
        s.path("M96 240C100 150 300 150 304 240", "none", shade(c, -0.5), 5)
        s.rect(184, 132, 32, 18, 8, _DARK)
    else:
        s.path("M66 224C58 92 342 92 334 224L306 240C304 146 96 146 94 240Z", shade(band, -0.35))
        s.path("M66 224C58 92 342 92 334 224L320 233C320 118 80 118 80 233Z", s.across(band))
        s.path("M72 208C74 104 326 104 328 208", "none", stripe, 5)
        if bright > 0.4:
            s.path(
                "M176 116L224 116C232 160 234 200 232 240L168 240C166 200 168 160 176 116Z", s.across(shade(band, 0.1))
            )
            s.line("M200 120L200 220", stripe, 5)
        if rear:
            s.rect(148, 84, 104, 58, 12, s.across(_DARK))
            s.rect(160, 96, 80, 22, 5, s.across(c))
            s.line("M252 120C316 122 348 160 330 214", "#55595f", 5)
    wide = 62 + 34 * bright
    high = 46 + 20 * bright
    y = 256
    s.path(
        f"M{66 if not light_one else 84} 222C92 {y - 6} 120 {y + 4} 150 {y + 10}L150 {y + 34 if not light_one else y + 18}C110 {y + 26} 78 {y + 6} {66 if not light_one else 84} 240Z",
        s.across(band),
    )
    s.path(
        f"M{334 if not light_one else 316} 222C308 {y - 6} 280 {y + 4} 250 {y + 10}L250 {y + 34 if not light_one else y + 18}C290 {y + 26} 322 {y + 6} {334 if not light_one else 316} 240Z",
        s.across(shade(band, -0.2)),
    )
    s.rect(200 - wide - 8, y - high + 26, 2 * wide + 16, 2 * high - 12, 18, s.across(_DARK))
    s.rect(200 - wide, y - high + 14, 2 * wide, 2 * high - 6, 20, s.across(c))
    s.rect(200 - wide + 8, y - high + 20, 2 * wide - 16, 10, 5, shade(c, 0.4), opacity=0.55)
    _lenses(s, look, bright, y + 10)
    s.rect(200 + wide * 0.45, y - high + 7, 26, 10, 4, look.accent if not look.has("age_group", "Kids") else "#f4f2ec")


def _lenses(s: Sheet, look: Look, bright: float, y: float) -> None:
    def lens(x: float, r: float) -> None:
        s.oval(x, y, r + 7, r + 7, _DARK)
        s.oval(x, y, r, r, s.down("#d9dfe2"))
        s.oval(x, y, r * 0.62, r * 0.62, "#fff3c4")
        s.oval(x, y, r * 0.3, r * 0.3, "#fffdf2")
        s.path(
            f"M{x - r * 0.7:g} {y - r * 0.3:g}C{x - r * 0.5:g} {y - r * 0.8:g} {x:g} {y - r * 0.9:g} {x + r * 0.3:g} {y - r * 0.8:g}",
            "none",
            "#ffffff",
            3,
            0.8,
        )

    if look.has("feature", "Motion sensor"):
        s.rect(136, y - 22, 96, 44, 12, _DARK)
        s.rect(142, y - 16, 84, 32, 8, "#fff3c4")
        s.line(f"M154 {y}L214 {y}", "#fffdf2", 12)
        s.oval(250, y, 9, 9, "#7f2b2b")
    elif bright > 0.8:
        lens(160, 32)
        lens(238, 32)
    elif bright > 0.28:
        lens(184, 30)
        lens(244, 15)
    else:
        lens(200 if not look.has("feature", "Red light") else 190, 25)
    if look.has("feature", "Red light"):
        s.oval(134 if bright > 0.28 else 238, y + 4, 7, 7, "#c0322c", _DARK, 3)


def camp_lantern(s: Sheet, look: Look) -> None:
    """By its features: solar and inflatable, with a flame, a string of lights, floating, a power bank, plain or classic."""
    if look.has("feature", "Solar"):
        _solar(s, look)
    elif look.has("feature", "Real flame"):
        _flame(s, look)
    elif look.has("feature", "Light string"):
        _string(s, look)
    elif look.has("feature", "Power bank"):
        _power(s, look)
    elif look.has("feature", "Waterproof"):
        _moon(s, look)
    elif look.value("charging").endswith("batteries"):
        _plain(s, look)
    else:
        with scaled(s, 1.12, 1.12, 200, 332):
            _classic(s, look.paint)


def _classic(s: Sheet, c: str) -> None:
    s.floor(200, 332, 92, 13)
    s.line("M146 132C140 40 260 40 254 132", "#55565b", 5)
    s.glow(200, 210, 150, 150)
    s.rect(154, 144, 92, 128, 14, "#fff3cf")
    s.oval(200, 210, 26, 42, "#ffe08f")
    s.oval(200, 212, 12, 26, "#fffbe9")
    for x in (154, 184, 212, 242):
        s.rect(x, 140, 4, 136, 2, shade(c, -0.3))
    s.path("M148 146C148 116 170 104 200 104C230 104 252 116 252 146Z", s.across(c))
    s.rect(186, 92, 28, 14, 5, s.across(shade(c, -0.3)))
    s.path("M142 268L258 268L264 318C264 328 258 332 250 332L150 332C142 332 136 328 136 318Z", s.across(c))
    s.oval(200, 300, 15, 15, shade(c, -0.36))
    s.line("M200 300L207 291", "#f6f2e6", 3)


def _power(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 108, 14)
    s.path("M124 120C112 24 288 24 276 120", "none", "#4a4d52", 11)
    s.path("M130 108C124 40 270 36 272 104", "none", "#8d9297", 3, 0.7)
    s.glow(200, 168, 170, 130)
    s.rect(132, 112, 136, 128, 18, "#fff4d4")
    s.rect(140, 112, 44, 128, 12, "#fffbec")
    for x in (152, 176, 200, 224, 248):
        s.line(f"M{x} 126L{x} 228", "#ffdf94", 5, 0.8)
    s.path("M118 122C118 96 134 86 158 86L242 86C266 86 282 96 282 122Z", s.across(c))
    s.path("M112 236L288 236L294 322C294 338 286 344 272 344L128 344C114 344 106 338 106 322Z", s.across(c))
    s.rect(112, 236, 176, 9, 3, shade(c, -0.4))
    s.oval(160, 294, 24, 24, _DARK)
    s.oval(160, 294, 16, 16, s.across("#6a6f76"))
    s.line("M160 294L160 282", "#f4f2ec", 3)
    s.rect(206, 276, 62, 38, 6, _DARK)
    s.rect(214, 286, 22, 9, 4, "#8d9297")
    s.rect(242, 284, 18, 13, 2, "#8d9297")
    for i in range(4):
        s.oval(220 + i * 12, 306, 3, 3, "#7fd08a" if i < 3 else "#55595f")
    label(s, look, 200, 328, 40, 13)


def _solar(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 326, 130, 15)
    s.glow(200, 236, 176, 136)
    s.path(
        "M84 178C66 214 66 276 84 312C120 334 280 334 316 312C334 276 334 214 316 178Z",
        s.across(shade(c, 0.62)),
        shade(c, 0.1),
        2,
        0.92,
    )
    s.oval(200, 256, 72, 50, "#fff0bd", opacity=0.85)
    s.oval(200, 262, 34, 24, "#fffbe9")
    for y in (212, 278):
        s.line(f"M76 {y}C130 {y + 18} 270 {y + 18} 324 {y}", shade(c, 0.1), 2, 0.7)
    s.oval(200, 176, 120, 34, s.across(shade(c, -0.2)))
    s.oval(200, 170, 118, 33, s.across(c))
    s.path("M120 164L190 150L280 164L206 188Z", "#27384f")
    s.line("M143 160L232 180M167 155L256 172M160 174L238 156", "#5f7fa6", 1.6)
    s.path("M104 160C96 96 304 96 296 160", "none", "#3a3a3e", 8)
    s.path("M84 312C120 334 280 334 316 312L312 322C280 342 120 342 88 322Z", s.across(shade(c, -0.25)))
    s.line("M94 200C86 232 86 262 92 292", "#ffffff", 7, 0.6)
    label(s, look, 200, 331, 34, 12)


def _plain(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 342, 104, 14)
    s.path("M120 148C84 60 316 60 280 148", "none", "#4a4d52", 8)
    s.glow(200, 196, 160, 140)
    s.path("M138 140L262 140C276 170 276 220 262 250L138 250C124 220 124 170 138 140Z", "#eef4f5", "#b9c3c7", 2, 0.92)
    s.rect(184, 150, 32, 98, 10, "#fff0bd")
    s.line("M192 160L192 238M208 160L208 238", "#fffbe9", 5)
    s.line("M146 158C138 186 138 212 146 236", "#ffffff", 7, 0.8)
    for _ in s.both():
        s.path("M112 134L124 134L120 258L108 258Z", s.across(shade(c, -0.2)))
    s.path("M106 142C110 112 140 92 176 88L224 88C260 92 290 112 294 142Z", s.across(c))
    s.rect(182, 72, 36, 18, 6, s.across(shade(c, -0.25)))
    s.path("M104 250L296 250L304 326C304 338 296 342 284 342L116 342C104 342 96 338 96 326Z", s.across(c))
    for y in (264, 272):
        s.line(f"M104 {y}L296 {y}", shade(c, -0.3), 2.5)
    s.rect(176, 292, 48, 26, 12, _DARK)
    s.oval(212, 305, 10, 10, "#e8e2d2")
    label(s, look, 138, 306, 36, 14)


def _flame(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 342, 92, 13)
    s.path(
        "M128 296C128 272 146 258 200 258C254 258 272 272 272 296L272 328C272 338 262 342 252 342L148 342C138 342 128 338 128 328Z",
        s.across(look.accent),
    )
    s.rect(128, 300, 144, 24, 0, "#f1ede2")
    s.text(200, 318, 16, look.title.split()[0].upper(), look.accent, 4)
    s.rect(184, 226, 32, 36, 5, s.across(c))
    s.line("M216 240L258 240", shade(c, -0.3), 7)
    s.oval(264, 240, 10, 10, _DARK)
    s.path("M144 226L256 226L248 210L152 210Z", s.across(shade(c, -0.1)))
    s.glow(200, 150, 160, 130)
    s.path("M152 210C136 180 136 130 152 100L248 100C264 130 264 180 248 210Z", "#fff6dd", "#c9d0d2", 2, 0.85)
    s.path("M200 116C224 146 226 178 200 200C174 178 176 146 200 116Z", "#f6b13c", opacity=0.9)
    s.path("M200 146C212 164 212 184 200 196C188 184 188 164 200 146Z", "#fff3cf")
    s.line("M158 112C148 140 148 172 158 200", "#ffffff", 6, 0.8)
    for x in (146, 254, 178, 222):
        s.line(f"M{x} 100C{200 + (x - 200) * 1.15:g} 136 {200 + (x - 200) * 1.15:g} 176 {x} 212", shade(c, -0.35), 2.5)
    s.path("M136 104C140 82 168 70 200 70C232 70 260 82 264 104Z", s.across(c))
    s.line("M160 92L164 82M180 90L182 78M220 90L218 78M240 92L236 82", shade(c, -0.55), 3)
    s.path("M140 104C112 24 288 24 260 104", "none", "#6a6f76", 4)


def _string(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(190, 328, 140, 15)
    cord = "M276 214C336 200 366 232 350 262C330 294 258 300 262 328C268 352 350 350 384 336"
    s.line(cord, "#4a4d52", 3)
    for x, y in ((318, 208), (356, 240), (330, 284), (280, 304), (276, 340), (332, 346), (372, 340)):
        s.glow(x, y + 8, 30, 30)
        s.rect(x - 5, y - 3, 10, 7, 2, _DARK)
        s.oval(x, y + 11, 7, 9, "#fff3c4")
        s.oval(x - 2, y + 9, 2.5, 4, "#fffdf2")
    s.glow(166, 150, 150, 110)
    s.oval(166, 148, 92, 50, "#fff4d4")
    s.path("M74 152C74 100 118 76 166 76C214 76 258 100 258 152C230 174 102 174 74 152Z", "#fffaf0", "#e2d8bd", 2, 0.9)
    s.oval(166, 128, 46, 24, "#ffe9b0", opacity=0.9)
    s.path("M62 164C62 150 110 142 166 142C222 142 270 150 270 164L270 192L62 192Z", s.across(shade(c, -0.12)))
    s.path("M58 188L274 188L274 296C274 318 258 328 236 328L96 328C74 328 58 318 58 296Z", s.across(c))
    for y in (212, 230, 248):
        s.line(f"M62 {y}C120 {y + 8} 212 {y + 8} 270 {y}", shade(c, -0.28), 3, 0.8)
        s.line(f"M66 {y + 5}C110 {y + 11} 150 {y + 12} 166 {y + 12}", shade(c, 0.5), 2, 0.6)
    s.oval(166, 292, 16, 16, shade(c, -0.4))
    s.oval(165, 291, 9, 9, "#f4f2ec")
    s.line("M140 78C140 48 192 48 192 78", "#4a4d52", 6)
    label(s, look, 106, 296, 34, 14)


def _moon(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 338, 112, 14)
    s.glow(200, 206, 196, 176)
    s.oval(200, 206, 126, 126, s.across(shade(c, 0.5)))
    s.oval(186, 190, 96, 92, "#fff4d4", opacity=0.75)
    s.oval(172, 172, 52, 48, "#fffbec", opacity=0.85)
    s.path("M92 270C130 330 270 330 308 270C312 300 294 336 262 340L138 340C106 336 88 300 92 270Z", s.across(c))
    s.path("M92 270C140 306 260 306 308 270", "none", shade(c, -0.3), 2.5)
    s.oval(200, 318, 13, 11, shade(c, -0.35))
    s.path("M172 88C166 44 234 44 228 88", "none", shade(c, -0.3), 9)
    s.path("M156 92C170 78 230 78 244 92C230 104 170 104 156 92Z", s.across(shade(c, -0.1)))
    label(s, look, 146, 320, 30, 12)
