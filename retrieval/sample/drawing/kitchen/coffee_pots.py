"""Coffee without a cable: moka pot, French press, pour-over."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.coffee_machines import automatic_machine, espresso_machine, filter_machine
from retrieval.sample.drawing.kitchen.parts import COFFEE, DARK, GLASS, STEEL, WOOD, label, scaled, steam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def coffee_maker(s: Sheet, look: Look) -> None:
    drawings = {
        "Espresso machine": espresso_machine, "Fully automatic": automatic_machine, "Moka pot": _moka_pot,
        "French press": _french_press, "Pour-over": _pour_over,
    }  # fmt: skip
    drawings.get(look.value("type"), filter_machine)(s, look)


def _moka_pot(s: Sheet, look: Look) -> None:
    c = look.paint
    factor = 0.9 + 0.1 * look.scale("makes", 4, 6)
    s.floor(196, 346, 96 * factor, 13)
    with scaled(s, factor, 196, 346):
        s.path(
            "M258 106L318 118C330 120 334 130 328 140L290 212C284 220 272 216 276 206L300 150L262 138Z", s.across(DARK)
        )
        for top, bottom, x0, x1, x2, x3 in ((96, 204, 128, 264, 152, 240), (226, 344, 152, 240, 118, 274)):
            s.path(f"M{x0} {top}L{x1} {top}L{x3} {bottom}L{x2} {bottom}Z", s.across(c))
            for t, tone in ((0.0, 0.2), (0.28, -0.02), (0.7, -0.22)):
                a, b = x0 + (x1 - x0) * t, x2 + (x3 - x2) * t
                u = {0.0: 0.28, 0.28: 0.7, 0.7: 1.0}[t]
                d, e = x0 + (x1 - x0) * u, x2 + (x3 - x2) * u
                s.path(f"M{a:g} {top}L{d:g} {top}L{e:g} {bottom}L{b:g} {bottom}Z", s.down(shade(c, tone)))
        s.rect(144, 202, 104, 26, 6, s.across(shade(c, -0.18)))
        for y in (210, 219):
            s.line(f"M146 {y}L246 {y}", shade(c, -0.4), 1.6, 0.7)
        s.path("M128 98L96 88C90 88 90 94 94 98L134 128Z", s.across(shade(c, -0.08)))
        s.path("M124 98L196 66L268 98Z", s.down(shade(c, 0.06)))
        s.path("M196 66L268 98L218 98Z", shade(c, -0.24))
        s.oval(196, 58, 12, 12, s.across(DARK))
        s.oval(232, 262, 7, 7, s.across("#c8a04e"), shade("#c8a04e", -0.4), 1.4)
        s.line("M146 112L162 194M160 242L138 330", "#ffffff", 5, 0.5)
        label(s, look.accent, 190, 150, 28)


def _french_press(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(194, 346, 112, 14)
    s.path("M262 152C342 140 348 292 262 296", "none", shade(c, -0.3), 22)
    s.path("M262 150C338 140 342 288 262 292", "none", s.across(c), 15)
    s.rect(190, 50, 8, 60, 3, s.across(STEEL))
    s.oval(194, 42, 17, 16, s.across(WOOD))
    s.path(
        "M126 116L262 116C268 180 268 260 262 330C262 340 256 346 246 346L142 346C132 346 126 340 126 330C120 260 120 180 126 116Z",
        s.across(c),
    )
    s.path("M126 128L92 116C86 116 88 126 92 130L124 158Z", s.across(shade(c, -0.05)))
    s.path("M122 118C124 100 146 94 194 94C242 94 264 100 266 118Z", s.across(STEEL))
    s.line("M124 118L264 118", shade(STEEL, -0.4), 2)
    s.path(
        "M124 316C160 322 228 322 264 316L262 330C262 340 256 346 246 346L142 346C132 346 126 340 126 330Z",
        s.across("#a9825a"),
    )
    s.line("M142 134C136 190 136 260 144 308", "#ffffff", 9, 0.34)
    label(s, look.accent, 194, 290)


def _pour_over(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 346, 110, 14)
    body = "M164 206L236 206L236 224C282 246 300 280 296 312C294 334 282 344 262 344L138 344C118 344 106 334 104 312C100 280 118 246 164 224Z"
    s.path(body, s.across(GLASS), opacity=0.9)
    s.path(
        "M110 284C150 292 250 292 290 284C296 294 297 303 296 312C294 334 282 344 262 344L138 344C118 344 106 334 104 312C103 303 104 294 110 284Z",
        s.across(COFFEE),
    )
    s.oval(200, 285, 90, 7, shade(COFFEE, 0.26))
    s.path(body, "none", "#8fa3a8", 2, 0.7)
    s.line("M128 262C116 282 114 300 118 318", "#ffffff", 7, 0.8)
    s.line("M200 204L200 282", COFFEE, 3)
    s.path("M288 128C336 124 334 176 268 176", "none", s.across(shade(c, -0.14)), 13)
    s.path("M122 84L278 84L200 66Z", "#f8f5ec")
    s.path("M112 100L288 100L226 192C222 198 216 200 210 200L190 200C184 200 178 198 174 192Z", s.across(c))
    s.path("M128 74L272 74L288 100L112 100Z", s.down("#f3ecdc"))
    s.oval(200, 98, 74, 12, "#5b3a26")
    s.oval(200, 96, 52, 7, shade("#5b3a26", 0.2))
    for x, lean in ((150, 20), (178, 10), (206, 2), (234, -10)):
        s.line(f"M{x} 118L{x + lean} 178", shade(c, -0.2), 2, 0.6)
    s.rect(142, 196, 116, 13, 6, s.across(shade(c, -0.1)))
    s.line("M134 112L174 176", "#ffffff", 6, 0.5)
    s.path("M166 212L234 212L234 224L166 224Z", s.across(DARK if look.pick("collar", True, False) else WOOD))
    steam(s, 200, 66)
    label(s, look.accent, 200, 322, 30)
