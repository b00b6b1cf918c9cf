"""Frying pans and cooking pots."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import (
    COFFEE,
    DARK,
    GLASS,
    STEEL,
    WOOD,
    gleam,
    label,
    scaled,
    steam,
)
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def frying_pan(s: Sheet, look: Look) -> None:
    """Seen from above at a slant, with its handle to the upper right; a wider one is wider."""
    factor = 0.8 + 0.2 * look.scale("diameter", 200, 280)
    s.oval(176, 268, 156 * factor, 74 * factor, "url(#fall)")
    with scaled(s, factor, 176, 240):
        _pan(s, look)


def _pan(s: Sheet, look: Look) -> None:
    c, kind = look.paint, look.value("type")
    iron = kind == "Cast iron"
    inside = {"Ceramic": "#ece4d2", "Copper": STEEL, "Stainless": shade(STEEL, 0.14), "Coated": "#3b3c41"}.get(
        kind, shade(c, -0.12)
    )
    _pan_handle(s, look)
    s.path("M32 216C32 246 52 298 96 308C140 318 212 318 256 308C300 298 320 246 320 216Z", s.across(shade(c, -0.12)))
    if kind in ("Stainless", "Ceramic") or (look.has("feature", "Induction-safe") and not iron):
        s.path(
            "M78 296C92 305 130 314 176 314C222 314 260 305 274 296C264 312 222 320 176 320C130 320 88 312 78 296Z",
            s.across(shade(STEEL, -0.2)),
        )
    s.oval(176, 216, 144, 74, s.across(shade(c, 0.18)))
    s.oval(176, 218, 137, 68, shade(inside, -0.34))
    s.oval(176, 225, 128, 59, s.down(inside))
    s.oval(176, 231, 104, 44, shade(inside, 0.07))
    if kind == "Coated":
        for i in range(3):
            s.oval(176, 231, 96 - i * 26, 40 - i * 11, "none", shade(inside, 0.16), 1.4, 0.7)
    elif kind in ("Stainless", "Copper"):
        for i in range(4):
            s.oval(176, 231, 98 - i * 21, 41 - i * 9, "none", shade(inside, -0.12), 1, 0.7)
    else:
        for i in range(16):
            s.oval(
                96 + (i * 53) % 164, 206 + (i * 29) % 48, 1.6, 1, shade(inside, 0.25 if iron else -0.14), opacity=0.6
            )
    if iron:
        s.path("M30 222C14 218 14 236 36 240Z", s.across(c))
        s.path("M320 232C336 236 330 250 312 248Z", s.across(shade(c, -0.2)))
    s.path("M60 214C76 184 124 164 180 164", "none", "#ffffff", 5, 0.4)
    s.path("M50 256C62 280 84 294 110 299", "none", "#ffffff", 5, 0.3)
    if look.pick("food", True, False, False) or iron:
        _egg(s)
    with s.moved("translate(176 300)"):
        label(s, look.accent, 0, 0, 36)


def _pan_handle(s: Sheet, look: Look) -> None:
    c, kind = look.paint, look.value("type")
    if kind == "Cast iron":
        s.path("M262 168L338 108C352 98 372 116 360 130L300 196Z", s.down(shade(c, 0.04)))
        s.oval(348, 118, 7, 5, "#e6e0d6")
        return
    grip = {"Ceramic": WOOD, "Stainless": STEEL, "Copper": "#c8a04e", "Carbon steel": shade(STEEL, -0.25)}.get(
        kind, DARK
    )
    s.path("M268 172L300 144L316 158L290 190Z", s.down(shade(STEEL, -0.08)))
    s.path("M294 148C320 116 346 92 368 76C382 68 396 84 386 96C368 116 340 140 310 164Z", s.down(grip))
    s.line("M306 146C328 120 350 100 370 86", shade(grip, 0.4), 3, 0.6)
    s.oval(377, 88, 5, 4.4, "#e6e0d6")
    for x, y in ((284, 172), (294, 182)):
        s.oval(x, y, 3.4, 3.4, shade(STEEL, 0.2), shade(STEEL, -0.4), 0.8)


def _egg(s: Sheet) -> None:
    s.path(
        "M128 226C124 208 152 200 176 206C204 200 226 214 220 232C224 250 196 258 176 252C152 258 122 246 128 226Z",
        "#fdfaf0",
    )
    s.path(
        "M128 226C128 246 150 258 176 252C196 258 222 250 220 232C226 256 196 264 176 258C150 264 118 248 128 226Z",
        "#e2d3ac",
    )
    s.oval(172, 228, 23, 14, "#efb02e")
    s.oval(166, 223, 9, 4, "#fbe29a", opacity=0.9)


def cooking_pot(s: Sheet, look: Look) -> None:
    match look.value("type"):
        case "Saucepan":
            factor = 0.84 + 0.16 * look.scale("capacity", 1200, 2000)
            with scaled(s, factor, 200, 330):
                _saucepan(s, look)
        case "Casserole":
            _casserole(s, look)
        case _:
            factor = 0.82 + 0.2 * look.scale("capacity", 3000, 8000)
            with scaled(s, factor, 200, 344):
                _stockpot(s, look)


def _saucepan(s: Sheet, look: Look) -> None:
    c, copper = look.paint, look.has("material", "Copper and steel")
    s.floor(166, 330, 124, 14)
    grip = "#c8a04e" if copper else STEEL
    s.path("M262 196L376 170C390 168 394 186 380 192L264 222Z", s.down(shade(grip, -0.1)))
    s.oval(376, 181, 5, 5, "#e6e0d6")
    s.path("M58 186L276 186L272 304C271 320 260 330 244 330L90 330C74 330 63 320 62 304Z", s.across(c))
    s.path("M62 300L272 300C271 320 260 330 244 330L90 330C74 330 63 320 62 300Z", s.across(shade(c, -0.16)))
    s.path(
        "M50 184C50 176 60 174 72 174L262 174C274 174 284 176 284 184C284 192 274 194 262 194L72 194C60 194 50 192 50 184Z",
        s.across(shade(grip if copper else c, 0.1)),
    )
    s.path("M50 184C40 184 36 190 44 196L62 198Z", s.across(shade(c, 0.06)))
    s.path("M74 174C84 140 120 130 167 130C214 130 250 140 260 174Z", s.across(shade(grip if copper else STEEL, 0.02)))
    s.path("M146 130C146 112 188 112 188 130", "none", grip if copper else DARK, 9)
    for y in (206, 220):
        s.oval(270, y - 8, 3.6, 3.6, shade(grip, 0.3), shade(grip, -0.4), 0.8)
    if look.has("feature", "Measuring marks"):
        for i, y in enumerate((222, 244, 266)):
            s.line(f"M238 {y}L{254 + (i % 2) * 4} {y}", shade(c, -0.42), 2, 0.8)
    if copper:
        for i in range(36):
            s.oval(
                76 + i % 9 * 23 + i // 9 % 2 * 8, 212 + i // 9 * 22, 9, 8, shade(c, 0.3 - 0.06 * (i % 9)), opacity=0.4
            )
    gleam(s, 84, 206, 296)
    label(s, look.accent, 166, 314)


def _casserole(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 330, 150, 16)
    for _ in s.both():
        s.path(
            "M78 214C44 204 38 232 52 242C60 248 72 246 82 244L82 232C70 234 60 232 60 226C60 220 70 222 80 226Z",
            s.across(shade(c, -0.14)),
        )
    s.path(
        "M68 198L332 198C334 244 328 284 312 310C304 324 292 330 276 330L124 330C108 330 96 324 88 310C72 284 66 244 68 198Z",
        s.across(c),
    )
    s.path(
        "M94 304C150 316 250 316 306 304C298 322 288 330 276 330L124 330C112 330 102 322 94 304Z",
        shade(c, -0.32),
        opacity=0.6,
    )
    s.path(
        "M60 190C60 184 66 182 74 182L326 182C334 182 340 184 340 190C340 200 334 204 326 204L74 204C66 204 60 200 60 190Z",
        s.across(shade(c, 0.1)),
    )
    s.line("M64 204L336 204", shade(c, -0.45), 2.5)
    s.path("M74 182C84 146 136 130 200 130C264 130 316 146 326 182Z", s.across(shade(c, 0.02)))
    s.path("M110 172C130 152 160 144 200 142", "none", "#ffffff", 6, 0.5)
    s.rect(193, 118, 14, 16, 3, shade(STEEL, -0.2))
    s.path(
        "M178 112C178 102 188 98 200 98C212 98 222 102 222 112C222 120 212 122 200 122C188 122 178 120 178 112Z",
        s.across("#c8a04e" if look.pick("knob", True, False) else DARK),
    )
    s.path("M86 220C86 250 92 278 104 300", "none", "#ffffff", 9, 0.42)
    steam(s, 200, 88)
    label(s, look.accent, 200, 262, 40)


def _stockpot(s: Sheet, look: Look) -> None:
    c = look.paint
    tall, enamel = look.number("capacity", 3000) > 5500, look.has("material", "Enameled steel")
    top = 128 if tall else 176
    s.floor(200, 344, 136, 15)
    handle = DARK if enamel else shade(STEEL, -0.16)
    for _ in s.both():
        s.path(
            f"M86 {top + 36}L54 {top + 36}C44 {top + 36} 44 {top + 70} 54 {top + 70}L86 {top + 70}", "none", handle, 11
        )
    s.path(f"M80 {top}L320 {top}L316 318C315 334 306 344 290 344L110 344C94 344 85 334 84 318Z", s.across(c))
    s.path("M84 314L316 314C315 334 306 344 290 344L110 344C94 344 85 334 84 314Z", s.across(shade(c, -0.2)))
    if look.has("feature", "Measuring marks"):
        for i in range(5):
            s.line(f"M288 {top + 44 + i * 30}L{302 + i % 2 * 4} {top + 44 + i * 30}", shade(c, -0.42), 2, 0.7)
    s.rect(72, top - 9, 256, 15, 7, s.across(shade(c, 0.12)))
    glass = look.has("feature", "Glass lid")
    lid = s.across(GLASS) if glass else s.across(shade(c, 0.02))
    s.path(
        f"M84 {top - 9}C98 {top - 44} 146 {top - 54} 200 {top - 54}C254 {top - 54} 302 {top - 44} 316 {top - 9}Z",
        lid,
        "#8fa3a8" if glass else "",
        1.6,
        0.92 if glass else 1,
    )
    if glass:
        s.path(
            f"M104 {top - 12}C130 {top - 26} 270 {top - 26} 296 {top - 12}Z",
            look.pick("soup", "#c8703a", "#b9903c", "#7d9a4e"),
            opacity=0.75,
        )
        s.oval(256, top - 34, 5, 3, STEEL, "#77797e", 1)
    if look.has("feature", "Drains through the lid"):
        for i in range(4):
            for j in range(2):
                s.oval(244 + i * 14 - j * 5, top - 18 - j * 13 + i * 2, 4, 3, COFFEE, opacity=0.8)
    s.path(
        f"M176 {top - 50}C176 {top - 76} 224 {top - 76} 224 {top - 50}",
        "none",
        DARK if glass or enamel else shade(STEEL, -0.2),
        10,
    )
    if enamel:
        s.rect(72, top - 9, 256, 15, 7, "none", DARK, 2.5)
    gleam(s, 106, top + 20, 306)
    s.path(f"M112 {top - 18}C126 {top - 38} 150 {top - 44} 180 {top - 46}", "none", "#ffffff", 5, 0.6)
    label(s, look.accent, 200, 329)
