"""What goes into a coffee machine: grinders, bags of beans, filters."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import DARK, GLASS, STEEL, WOOD, feet, label, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_BEAN = {"Light": "#a8774a", "Medium": "#7a4c2d", "Dark": "#472c1e"}
_KRAFT = "#c7a377"


def bean(s: Sheet, x: float, y: float, angle: float, color: str, size: float = 1) -> None:
    with s.moved(f"translate({x:g} {y:g}) rotate({angle:g}) scale({size:g})"):
        s.oval(0, 0, 15, 10, s.down(color))
        s.line("M-13 1C-5 -4 4 4 13 -1", shade(color, -0.55), 2)


def coffee_grinder(s: Sheet, look: Look) -> None:
    if look.has("type", "Hand grinder"):
        _hand(s, look)
    elif look.has("type", "Blade grinder"):
        _blade(s, look)
    else:
        _burr(s, look)


def _hand(s: Sheet, look: Look) -> None:
    c, wide = look.paint, look.has("feature", "Conical burrs")
    s.floor(200, 350, 66, 11)
    with scaled(s, 1.06 if wide else 1, 200, 350):
        s.rect(152, 216, 96, 132, 12, s.across(WOOD if wide else shade(c, -0.06)))
        s.rect(150, 120, 100, 104, 8, s.across(c))
        s.rect(148, 212, 104, 14, 5, s.across(shade(STEEL, -0.2)))
        if wide:
            for x in (166, 186, 208, 230):
                s.line(f"M{x} 232C{x + 3} 262 {x - 4} 300 {x} 340", shade(WOOD, -0.25), 1.3, 0.6)
            for y in range(132, 206, 9):
                s.line(f"M154 {y}L246 {y}", shade(c, -0.3), 1.3, 0.6)
        else:
            s.rect(190, 244, 20, 70, 8, GLASS)
            s.path("M190 280L210 280L210 306C210 311 206 314 200 314C194 314 190 311 190 306Z", "#6f4a2f")
        s.path("M150 124C150 106 168 100 200 100C232 100 250 106 250 124Z", s.across(STEEL))
        s.rect(192, 74, 16, 30, 4, s.across(shade(STEEL, -0.2)))
        s.path("M194 70L316 78C322 79 322 89 316 90L194 84Z", s.across(shade(STEEL, -0.05)))
        s.path("M298 78C298 42 336 42 336 60C336 74 322 76 318 86L304 86Z", s.across(WOOD))
        s.line("M164 128L164 206", "#ffffff", 7, 0.4)
        label(s, look.accent, 208, 172, 32)


def _blade(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 346, 84, 13)
    s.path("M138 196L262 196L274 324C275 338 268 346 254 346L146 346C132 346 125 338 126 324Z", s.across(c))
    s.path("M142 108C142 84 164 72 200 72C236 72 258 84 258 108L262 196L138 196Z", s.across("#8d9699"), opacity=0.55)
    for i in range(11):
        bean(s, 158 + (i * 37) % 88, 184 - (i // 4) * 14 - i % 2 * 4, i * 47, _BEAN["Medium"], 0.8)
    s.path("M142 108C142 84 164 72 200 72C236 72 258 84 258 108L262 196L138 196Z", "none", "#77797e", 2, 0.6)
    s.rect(132, 190, 136, 14, 6, s.across(DARK))
    s.rect(176, 232, 48, 20, 10, s.across(DARK))
    s.rect(184, 237, 32, 10, 5, "#c8553d")
    s.line("M156 96C152 120 150 150 150 182", "#ffffff", 7, 0.6)
    s.line("M150 214L140 328", "#ffffff", 7, 0.5)
    label(s, look.accent, 200, 312)


def _burr(s: Sheet, look: Look) -> None:
    c, fine = look.paint, look.has("feature", "Doses by weight")
    s.floor(200, 350, 112, 14)
    s.path("M136 40L264 40L248 112L152 112Z", s.across(GLASS), opacity=0.85)
    s.path("M143 68L257 68L248 112L152 112Z", s.across(_BEAN["Medium"]))
    for i in range(7):
        bean(s, 152 + i * 16, 68 - i % 2 * 5, i * 53, _BEAN["Medium"], 0.75)
    s.rect(130, 32, 140, 10, 5, s.across(DARK))
    s.line("M150 48L160 104", "#ffffff", 5, 0.7)
    if fine:
        s.path("M128 112L272 112C280 112 284 118 284 126L284 190L116 190L116 126C116 118 120 112 128 112Z", s.across(c))
        s.rect(220, 184, 64, 148, 0, s.across(shade(c, -0.2)))
        s.oval(200, 148, 25, 25, s.across(STEEL))
        s.oval(200, 148, 18, 18, s.across(DARK))
        s.line("M200 148L211 137", "#f4f2ec", 3)
        s.path("M152 190L182 190L178 218L158 218Z", s.across(STEEL))
        s.path("M126 226L208 226L214 236L204 236L202 244L132 244Z", s.across(shade(STEEL, -0.1)))
        s.rect(104, 244, 80, 12, 6, s.across(DARK))
        s.rect(236, 258, 34, 22, 3, "#14181b")
        s.rect(241, 264, 18, 8, 2, "#9fd1c4")
    else:
        s.path("M128 112L272 112C282 112 288 118 290 128L296 326L104 326L110 128C112 118 118 112 128 112Z", s.across(c))
        s.rect(116, 122, 168, 22, 5, s.across(shade(c, -0.3)))
        for x in range(128, 280, 12):
            s.line(f"M{x} 128L{x} 138", "#f4f2ec", 1.8, 0.8)
        s.path("M200 144L194 154L206 154Z", "#c8553d")
        s.path("M148 196L252 196L252 326L148 326Z", shade(c, -0.6))
        s.rect(156, 222, 88, 104, 8, s.across(GLASS), opacity=0.85)
        s.path("M156 276L244 276L244 318C244 323 241 326 236 326L164 326C159 326 156 323 156 318Z", s.across("#6b4528"))
        s.rect(180, 196, 40, 16, 3, s.across(STEEL))
        s.line("M166 230L166 270", "#ffffff", 5, 0.7)
        s.oval(272, 180, 9, 9, s.across(STEEL))
        s.oval(272, 180, 4, 4, "#7bc27e")
    s.path("M92 332C92 326 96 324 102 324L298 324C304 324 308 326 308 332L308 344L92 344Z", s.across(shade(c, -0.1)))
    feet(s, 98, 302, 343)
    s.line("M126 150L120 310" if not fine else "M128 124L128 184", "#ffffff", 6, 0.3)
    label(s, look.accent, 200 if not fine else 154, 172 if not fine else 334, 36)


def coffee_beans(s: Sheet, look: Look) -> None:
    roast = _BEAN.get(look.value("roast"), _BEAN["Medium"])
    bag = look.pick("sack", _KRAFT, "#35353a", "#f1ece0", shade(look.accent, -0.1), "#35523f", "#7c2f3b", "#2f4262")
    factor = 1.06 if look.number("weight", 0) == 1000 else 0.98
    ink = "#f4efe4" if bag < "#b" else "#3a2c22"
    s.floor(200, 348, 118, 14)
    with scaled(s, factor, 200, 348):
        s.path("M122 92L278 92L292 330C292 342 284 348 272 348L128 348C116 348 108 342 108 330Z", s.across(bag))
        s.path("M122 92L146 108L138 330L128 348C116 348 108 342 108 330Z", shade(bag, 0.12), opacity=0.5)
        s.path("M278 92L256 108L262 330L272 348C284 348 292 342 292 330Z", shade(bag, -0.3), opacity=0.6)
        s.path("M120 52L280 52L280 94L120 94Z", s.down(shade(bag, -0.08)))
        s.line("M120 68L280 68M120 80L280 80", shade(bag, -0.3), 1.4, 0.7)
        s.rect(112, 58, 10, 30, 3, "#c8a04e")
        s.rect(278, 58, 10, 30, 3, "#c8a04e")
        s.oval(200, 118, 8, 8, shade(bag, -0.3))
        s.oval(199, 117, 4, 4, shade(bag, 0.2))
        _bag_label(s, look, ink)
    for i, (x, y) in enumerate(((96, 340), (122, 350), (78, 354), (306, 348), (284, 358), (330, 356))):
        bean(s, x, y, i * 61 + 20, roast)


def _bag_label(s: Sheet, look: Look, ink: str) -> None:
    style = look.pick("label", 0, 1, 2)
    if style == 0:
        s.rect(138, 146, 124, 150, 4, "#f6f0e2")
        s.rect(138, 146, 124, 34, 4, look.accent)
        ink = "#3a2c22"
    elif style == 1:
        s.oval(200, 216, 66, 66, "#f6f0e2")
        s.oval(200, 216, 60, 60, "none", look.accent, 3)
        ink = "#3a2c22"
    else:
        s.path("M116 236L284 236L289 300L111 300Z", look.accent)
    words = look.title.split()[:2]
    s.text(
        200,
        168 if style == 0 else 206 if style == 1 else 186,
        19 if style != 1 else 17,
        words[0],
        "#ffffff" if style == 0 else ink,
    )
    s.text(200, 208 if style == 0 else 228 if style == 1 else 212, 19 if style != 1 else 17, words[1], ink)
    y, mark = (238, "#3a2c22") if style == 0 else (250, look.accent) if style == 1 else (270, "#ffffff")
    shown = {"Light": 1, "Medium": 2, "Dark": 3}.get(look.value("roast"), 2)
    for i in range(3):
        with s.moved(f"translate({172 + i * 28} {y}) rotate(-50) scale({0.62 if style == 1 else 0.8})"):
            s.oval(0, 0, 15, 10, mark if i < shown else "none", mark, 2)
            s.line("M-13 1C-5 -4 4 4 13 -1", "#f6f0e2" if i < shown and style != 2 else look.accent, 2)
    if style == 0:
        s.text(200, 278, 13, look.value("origin"), look.accent, 1)


def coffee_filters(s: Sheet, look: Look) -> None:
    c = look.paint
    cone, steel = look.has("filter_size", "Cone"), look.has("type", "Permanent")
    if steel:
        _steel_cone(s, look)
        return
    s.floor(204, 346, 138, 14)
    small = 0.86 if look.has("filter_size", "1x2") else 1.0
    with scaled(s, small, 204, 346):
        for i in range(5, -1, -1):
            x, y = i * 9, -i * 7
            tone = shade(c, -0.05 * i)
            d = f"M{90 + x} {150 + y}C{130 + x} {128 + y} {240 + x} {128 + y} {280 + x} {150 + y}L{224 + x if not cone else 190 + x} {344 + y // 3}L{146 + x if not cone else 180 + x} {344 + y // 3}Z"
            s.path(d, s.across(tone), shade(c, -0.28), 1.2)
        s.path("M94 152C132 134 238 134 276 152C238 166 132 166 94 152Z", shade(c, -0.24))
        s.line("M97 160L148 340" if not cone else "M97 160L181 340", shade(c, -0.34), 1.6, 0.8)
        for t in range(1, 9):
            s.line(
                f"M{266 - t} {164 + t * 19:g}l9 3" if not cone else f"M{268 - t * 9.4:g} {164 + t * 19:g}l9 3",
                shade(c, -0.34),
                1.4,
                0.6,
            )
        if look.has("type", "Cloth"):
            s.path("M92 150C132 130 238 130 278 150", "none", look.accent, 5)
            for y in range(176, 330, 12):
                s.line(f"M{100 + (y - 150) * 0.29:g} {y}L{272 - (y - 150) * 0.29:g} {y}", shade(c, -0.16), 1, 0.55)
        s.text(185, 232, 24 if not cone else 17, look.value("filter_size"), shade(c, -0.5))
        label(s, look.accent, 185, 262, 40 if not cone else 30)


def _steel_cone(s: Sheet, look: Look) -> None:
    s.floor(200, 342, 88, 13)
    s.path("M154 316L246 316L262 342L138 342Z", s.across(shade(STEEL, -0.1)))
    s.path("M104 116L296 116L222 318L178 318Z", s.across(look.paint))
    for i in range(1, 12):
        y, w = 120 + i * 16.5, 94 - i * 6.1
        s.line(f"M{200 - w:g} {y:g}L{200 + w:g} {y:g}", shade(STEEL, -0.3), 1, 0.6)
    for i in range(-6, 7):
        s.line(f"M{200 + i * 15} 122L{200 + i * 3.4:g} 316", shade(STEEL, -0.3), 1, 0.6)
    s.oval(200, 114, 100, 18, s.across(shade(STEEL, 0.1)))
    s.oval(200, 115, 88, 13, shade(STEEL, -0.5))
    s.path("M290 108C340 96 348 130 302 136", "none", s.across(STEEL), 9)
    s.line("M124 132L178 290", "#ffffff", 7, 0.55)
    label(s, look.accent, 200, 330, 30)
