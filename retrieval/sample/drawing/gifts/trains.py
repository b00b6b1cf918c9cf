"""Toy trains on their track, from the side."""

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_WOOD, _STEEL, _TIRE = "#d3ad78", "#8f959c", "#4a3a30"


def train_set(s: Sheet, look: Look) -> None:
    theme = look.value("theme")
    with s.moved(f"translate(0 {0 if theme in ('Harbor', 'Mountains') else -34})"):
        _line(s, look, theme)


def _line(s: Sheet, look: Look, theme: str) -> None:
    metal = look.value("gauge").startswith("metal")
    s.floor(200, 346, 176)
    if theme == "Harbor":
        _crane(s)
    elif theme == "Night":
        _moon(s)
    elif theme == "Mountains":
        _bridge(s, look)
    with s.moved(f"translate(0 {-48 if theme == 'Mountains' else 0})"):
        _bed(s, metal)
        _engine(s, look, metal)
        for x in (168, 268):
            _wagon(s, x, look, metal)


def _bed(s: Sheet, metal: bool) -> None:
    if metal:
        s.path("M16 330H384L388 344H12Z", s.down("#6b655c"))
        for x in range(26, 380, 24):
            s.rect(x, 324, 12, 8, 1, "#4f4238")
        s.rect(14, 319, 372, 5, 1, s.down("#c3c7ca"))
        return
    s.path("M14 322H386L390 344H10Z", s.down(_WOOD))
    s.rect(10, 340, 380, 8, 2, shade(_WOOD, -0.35))
    s.line("M16 328H384", shade(_WOOD, -0.3), 2.5)
    s.path("M196 322v22M204 322v22", "none", shade(_WOOD, -0.45), 1.2)


def _wheel(s: Sheet, x: float, r: float, c: str) -> None:
    s.oval(x, 324 - r, r - 2, r - 2, s.across(c), _TIRE, 4)
    s.oval(x, 324 - r, 4, 4, shade(c, -0.4))


def _engine(s: Sheet, look: Look, metal: bool) -> None:
    c = look.paint
    trim = "#e2b33f" if c != "#e2b33f" else "#bf433b"
    s.rect(34, 286, 122, 16, 4, s.down(shade(c, -0.4)))
    s.rect(40, 232, 80, 56, 22, s.down(c))
    s.rect(44, 238, 70, 7, 3.5, shade(c, 0.45), opacity=0.6)
    for x in (62, 90):
        s.rect(x, 232, 6, 56, 0, trim)
    s.path("M58 234L54 198H78L74 234Z", s.across(shade(c, -0.5)))
    s.rect(49, 190, 34, 10, 4, s.across(shade(c, -0.3)))
    s.path("M90 232a10 12 0 0 1 20 0Z", s.across(trim))
    s.rect(108, 192, 46, 96, 5, s.across(shade(c, -0.1)))
    s.rect(118, 206, 26, 30, 4, "#ffe6a3" if look.has("feature", "Lights and sounds") else "#cfe0e4")
    s.rect(100, 182, 60, 13, 5, s.across(shade(c, -0.42)))
    s.oval(38, 258, 7, 15, s.across(trim))
    s.path("M34 286L18 306H40Z", shade(c, -0.5))
    if look.has("feature", "Battery engine") or metal:
        s.oval(40, 238, 7, 7, "#fff0bd")
    if look.has("feature", "Battery engine"):
        s.oval(131, 256, 9, 9, trim)
        s.path("M128 251l8 5l-8 5Z", "#2f2a2e")
    for x, r in ((56, 15), (92, 15), (132, 21)):
        _wheel(s, x, r, trim if not metal else "#a94038")
    if metal:
        s.line("M56 309L92 309L132 302", "#d9dcde", 4)
    _coupling(s, 156)
    s.rect(114, 262, 12, 14, 2, look.accent)


def _coupling(s: Sheet, x: float) -> None:
    s.rect(x, 291, 14, 6, 2, "#5a5f66")
    s.oval(x + 7, 294, 4, 5, _STEEL)


def _wagon(s: Sheet, x: float, look: Look, metal: bool) -> None:
    theme, c = look.value("theme"), look.paint
    first = x < 200
    if theme in ("Night", "City"):
        _coach(s, x, c if theme == "City" or first else "#7c2f3b")
    else:
        if theme == "Harbor":
            for k, tone in ((0, "#d9765a"), (1, "#2f7f7a")):
                s.rect(x + 14 + k * 36, 246, 34, 32, 2, s.down(tone if first else shade(tone, 0.3)))
                s.line(f"M{x + 23 + k * 36} 250v24m9 0v-24m8 0v24", shade(tone, -0.3), 1.6)
        elif theme == "Orchard":
            for k in range(5):
                s.oval(x + 19 + k * 13, 270 - k % 2 * 9, 10, 10, s.across("#c0413b" if (k + first) % 3 else "#a9b04a"))
        elif first:
            for dx, y in ((22, 268), (44, 268), (66, 268), (33, 250), (55, 250)):
                s.oval(x + dx, y, 10, 9, "#c49a68", "#8f6238", 2.4)
        else:
            s.path(
                f"M{x + 22} 276v-26c0 -10 6 -14 16 -14h20c4 -10 16 -12 22 -6l4 14l-10 4v28h-8v-16h-30v16Z", "#f4efe3"
            )
            s.path(f"M{x + 34} 238h14l-2 14c-6 4 -14 0 -12 -14Z", "#4a3a30")
            s.oval(x + 70, 236, 1.8, 2, "#2a2226")
        s.path(f"M{x + 4} 270H{x + 86}L{x + 82} 300H{x + 8}Z", s.down(shade(c, 0.12) if first else shade(c, 0.4)))
        s.line(f"M{x + 8} 284H{x + 83}", shade(c, -0.3), 2, 0.6)
    for dx in (24, 66):
        _wheel(s, x + dx, 14, "#a94038" if metal else _WOOD)
    if first:
        _coupling(s, x + 87)


def _coach(s: Sheet, x: float, c: str) -> None:
    s.rect(x + 2, 216, 86, 84, 7, s.down(shade(c, 0.06)))
    s.path(f"M{x - 3} 220C{x} 200 {x + 90} 200 {x + 93} 220Z", s.across(shade(c, -0.4)))
    for k in range(3):
        s.rect(x + 11 + k * 25, 232, 18, 24, 3, "#ffe6a3")
    s.rect(x + 2, 266, 86, 6, 0, "#e2b33f" if c != "#e2b33f" else "#f4efe3")


def _moon(s: Sheet) -> None:
    s.oval(330, 78, 24, 24, "#f0dfae")
    s.oval(321, 72, 21, 21, "#f0ece4")
    s.path("M46 228L6 196L6 290L46 248Z", "#ffe9ae", opacity=0.6)


def _bridge(s: Sheet, look: Look) -> None:
    """Three arches, and a second train below."""
    s.path("M26 296H374V346H26Z", "#5d564e")
    for left in (88, 190, 292):
        s.rect(left, 318, 44, 18, 3, s.down(look.accent))
        s.oval(left + 11, 338, 7, 7, _TIRE)
        s.oval(left + 33, 338, 7, 7, _TIRE)
    arches = "".join(f"M{x + 80} 346V328C{x + 80} 304 {x} 304 {x} 328V346Z" for x in (58, 160, 262))
    s.path(f"M26 296H374V346H26Z{arches}", s.down("#bdb6ab"))
    s.line("M40 312h16M146 310h22M250 312h20M346 312h18M34 332h14M242 336h12M356 334h12M142 334h12", "#8f887e", 2)


def _crane(s: Sheet) -> None:
    s.path("M338 322L344 112H362L370 322Z", s.across("#e2b33f"))
    s.path("M372 118L196 92L194 104L368 138Z", s.down("#e2b33f"))
    s.rect(334, 96, 44, 40, 5, s.down("#3f5f7a"))
    s.rect(341, 103, 18, 16, 3, "#cfe0e4")
    s.line("M214 100V158", "#4a4e54", 2.5)
    s.path("M204 158h20v8a10 10 0 0 1 -20 0Z", "#c0413b")
    s.rect(192, 176, 44, 32, 2, s.down("#d9765a"))
    s.line("M203 178v28M214 178v28M225 178v28", "#9a4a36", 1.6)
