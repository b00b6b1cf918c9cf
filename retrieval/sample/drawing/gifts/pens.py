"""Fountain pens, open, with the line that their nib draws."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_LINES = {"Extra fine": 1.6, "Fine": 2.8, "Medium": 4.4, "Broad": 7}
_GOLD, _STEEL = "#d0a94f", "#c6cbcf"


def fountain_pen(s: Sheet, look: Look) -> None:
    metal = _GOLD if look.has("feature", "Gold nib") or "brass" in look.value("material").lower() else _STEEL
    stroke = _LINES.get(look.value("nib"), 3)
    with s.moved("rotate(-5 200 200)"):
        s.rect(60, 48, 290, 316, 2, "#2a2430", opacity=0.1)
        s.rect(54, 40, 290, 316, 2, "#fbf7ec", "#e3dccb", 1)
    with s.moved("translate(4 0) scale(.98 1)"):
        s.path(
            "M40 338C72 292 96 300 88 326C82 346 66 340 80 316C96 288 124 292 122 318C121 338 138 338 150 322C164 304 180 314 176 330C172 344 192 344 214 330C250 312 290 330 350 318",
            "none",
            "#2d3a55",
            stroke,
        )
    pocket = look.has("feature", "Travel size")
    reach = 190 if pocket else 214 + 34 * look.scale("length", 130, 146)
    with s.moved("translate(104 280) rotate(-44) scale(1.2)"):
        s.rect(10, 12, reach + 40, 14, 7, "#2a2430", opacity=0.13)
        _nib(s, look, stroke)
        _barrel(s, look, metal, reach)
    with s.moved("translate(206 312) rotate(-44) scale(1.2)"):
        _cap(s, look, metal, 116 if pocket else 104)


def _nib(s: Sheet, look: Look, stroke: float) -> None:
    gold = _GOLD if look.has("feature", "Gold nib") else _STEEL
    tip = 0.8 + stroke * 0.35
    s.path("M6 1L40 9V2L8 -1Z", "#35353a")
    s.path(f"M-4 {-tip:.3g}C8 -5 18 -13 36 -14H44V13H36C18 12 8 4 -4 {tip:.3g}Z", s.down(gold))
    s.line("M-4 0H26", shade(gold, -0.55), 1.3)
    s.oval(28, 0, 3, 3, shade(gold, -0.55))
    if look.has("feature", "Gold nib"):
        s.line("M34 -9C28 -8 24 -6 20 -4M34 9C28 8 24 6 20 4", shade(gold, 0.5), 1.6)


def _barrel(s: Sheet, look: Look, metal: str, reach: float) -> None:
    c, end = look.paint, 40 + reach
    wood = look.has("feature", "Handmade")
    if look.has("feature", "Shaped grip"):
        s.path("M40 -13C56 -9 74 -9 92 -15V15C74 9 56 9 40 13Z", s.down("#4a4e54"))
        s.line("M52 -3H82M52 4H82", "#7d838b", 2)
    else:
        s.path("M40 -12C60 -12 76 -13 92 -15V15C76 13 60 12 40 12Z", s.down(shade(c, -0.45) if not wood else "#35353a"))
    s.rect(88, -16, 7, 32, 2, s.down(metal))
    s.path(
        f"M95 -17H{end - 26:g}C{end - 10:g} -15 {end:g} -10 {end:g} 0C{end:g} 10 {end - 10:g} 15 {end - 26:g} 17H95Z",
        s.down(c),
    )
    s.line(f"M100 -10H{end - 30:g}", "#ffffff", 3.4, 0.32)
    if look.has("feature", "Ink window"):
        s.rect(102, -17, 26, 34, 2, "#cfdde2", opacity=0.75)
        s.rect(102, 1, 26, 16, 2, "#2d4a7a", opacity=0.7)
    if wood or "wood" in look.value("material").lower():
        for y, bend in ((-7, 4), (1, -5), (8, 4)):
            s.line(f"M100 {y}C140 {y + bend} 180 {y - bend} {end - 24:g} {y}", shade(c, -0.35), 1.3, 0.75)
    if look.has("feature", "Piston filler"):
        s.rect(end - 46, -17, 5, 33, 1, s.down(metal))
        s.rect(end - 36, -16, 3, 31, 1, s.down(metal))
    elif look.has("feature", "Travel size"):
        s.rect(end - 34, -17, 3, 33, 1, shade(c, -0.35))
        s.rect(end - 28, -16, 3, 31, 1, shade(c, -0.35))


def _cap(s: Sheet, look: Look, metal: str, length: float) -> None:
    c = look.paint
    s.rect(6, 14, length, 16, 8, "#2a2430", opacity=0.13)
    s.path(
        f"M0 -19H{length - 12}C{length} -19 {length + 2} -12 {length + 2} 0C{length + 2} 12 {length} 19 {length - 12} 19H0Z",
        s.down(c),
    )
    s.oval(1, 0, 4, 18, shade(c, -0.6))
    s.line(f"M10 -11H{length - 14}", "#ffffff", 3.4, 0.32)
    s.rect(8, -19, 8, 38, 1, s.down(metal))
    if look.has("feature", "Screw cap"):
        s.rect(20, -19, 3, 38, 1, s.down(metal))
    s.rect(length - 12, -17, 4, 34, 1, s.down(metal))
    if not look.has("feature", "Travel size"):
        s.path(f"M{length - 8} -5H38C32 -5 30 1 34 3H{length - 8}Z", s.down(metal))
    s.oval(length + 1, 0, 3, 7, look.accent)
