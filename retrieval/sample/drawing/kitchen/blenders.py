"""Blenders: with a jar, with a hood, in a cup, in the hand."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import DARK, GLASS, MID, STEEL, feet, label, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_DRINKS = ("#c9506a", "#7f9a45", "#e0a03c", "#8a5a8c")


def blender(s: Sheet, look: Look) -> None:
    drawings = {"Hand blender": _hand, "Cup blender": _cup, "Power blender": _power}
    drawings.get(look.value("type"), _jar)(s, look)


def _drink(look: Look) -> str:
    return look.pick("drink", *_DRINKS)


def _jar(s: Sheet, look: Look) -> None:
    c, drink = look.paint, _drink(look)
    steel = look.has("material", "Glass and steel")
    factor = 0.92 + 0.08 * look.scale("capacity", 1500, 1800)
    s.floor(200, 350, 104 * factor, 14)
    with scaled(s, factor, 200, 350):
        s.path(
            "M256 92L306 92C316 92 320 98 318 108L304 186C303 194 298 198 290 198L250 198",
            "none",
            DARK if steel else "#b5c6c9",
            11,
        )
        body = "M128 74L268 74L250 214L148 214Z"
        s.path(body, s.across(GLASS), opacity=0.85)
        s.path("M136 128C160 120 190 136 220 126C240 120 256 126 261 130L250 214L148 214Z", s.across(drink))
        for x, y in ((168, 150), (206, 164), (228, 148), (182, 186), (220, 194)):
            s.oval(x, y, 5, 4, shade(drink, 0.4), opacity=0.7)
        s.path(body, "none", "#8fa3a8", 2, 0.7)
        for i in range(4):
            s.line(f"M{234 - i * 2.6:g} {104 + i * 24}l14 0", "#6b7f86", 1.8, 0.8)
        s.path("M120 74C120 62 128 58 140 58L256 58C268 58 276 62 276 74Z", s.across(DARK))
        s.rect(176, 44, 44, 16, 5, s.across(MID))
        s.rect(144, 210, 110, 16, 5, s.across(shade(c, -0.3)))
        if steel:
            s.path("M140 226L258 226L288 322C290 336 284 346 270 346L128 346C114 346 108 336 110 322Z", s.across(c))
            s.rect(150, 288, 98, 28, 14, shade(c, -0.5))
            for i, x in enumerate((166, 188, 210, 232)):
                s.oval(x, 302, 7, 7, "#7bc27e" if not i else "#e9e5dc")
        else:
            s.path(
                "M132 226L266 226C278 226 284 234 286 246L294 324C296 338 288 346 276 346L122 346C110 346 102 338 104 324L112 246C114 234 120 226 132 226Z",
                s.across(c),
            )
            s.oval(199, 288, 29, 29, s.across(shade(STEEL, 0.05)))
            s.oval(199, 288, 21, 21, s.across(DARK))
            s.line("M199 288L199 272", "#f4f2ec", 3.4)
            for x, y in ((158, 296), (168, 268), (230, 268), (240, 296)):
                s.oval(x, y, 2.4, 2.4, "#f4f2ec" if c < "#c" else "#77797e")
        feet(s, 116, 284, 344)
        s.line("M142 90L156 196", "#ffffff", 7, 0.65)
        s.line("M136 242L126 326" if not steel else "M152 240L132 320", "#ffffff", 7, 0.34)
        label(s, look.accent, 199, 246 if not steel else 258, 36)


def _power(s: Sheet, look: Look) -> None:
    c, drink = look.paint, _drink(look)
    s.floor(200, 350, 118, 14)
    s.path(
        "M120 216L280 216C290 216 296 222 298 232L308 330C309 340 304 346 294 346L106 346C96 346 91 340 92 330L102 232C104 222 110 216 120 216Z",
        s.across(c),
    )
    s.path("M150 80L250 80L244 216L156 216Z", s.across(GLASS), opacity=0.9)
    s.path("M152 120C176 112 200 128 248 118L244 216L156 216Z", s.across(drink))
    s.path("M190 206L210 206L216 194L200 202L184 194Z", STEEL)
    s.rect(146, 66, 108, 16, 6, s.across(DARK))
    s.path(
        "M106 218L106 70C106 48 122 36 146 36L254 36C278 36 294 48 294 70L294 218L276 218L276 76C276 62 268 54 254 54L146 54C132 54 124 62 124 76L124 218Z",
        s.across("#cfdcde"),
        opacity=0.8,
    )
    s.path("M124 218L124 76C124 62 132 54 146 54L254 54C268 54 276 62 276 76L276 218Z", "#dfeaec", opacity=0.28)
    s.line("M114 74L114 206M138 70L138 200", "#ffffff", 6, 0.7)
    s.rect(100, 212, 200, 13, 5, s.across(shade(c, -0.3)))
    s.oval(200, 284, 34, 34, s.across(STEEL))
    s.oval(200, 284, 26, 26, s.across(DARK))
    s.line("M200 284L216 266", "#f4f2ec", 4)
    for x in (128, 150, 250, 272):
        s.rect(x - 8, 276, 16, 16, 4, shade(c, -0.4))
        s.oval(x, 284, 2.6, 2.6, "#9fd1c4" if x == 128 else "#e9e5dc")
    feet(s, 102, 298, 344)
    s.line("M114 238L106 328", "#ffffff", 7, 0.34)
    label(s, look.accent, 200, 239, 36)


def _cup(s: Sheet, look: Look) -> None:
    c, drink = look.paint, _drink(look)
    s.floor(200, 350, 76, 12)
    s.path("M150 82C176 60 224 60 250 82L250 96L150 96Z", s.across(c))
    s.path("M176 66C176 38 224 38 224 66", "none", shade(c, -0.24), 9)
    s.rect(142, 92, 116, 18, 6, s.across(shade(c, -0.16)))
    s.path("M148 110L252 110L244 236L156 236Z", s.across(GLASS), opacity=0.88)
    s.path("M150 142C176 134 216 150 250 140L244 236L156 236Z", s.across(drink))
    for x, y in ((172, 164), (206, 178), (228, 160), (188, 204), (222, 214)):
        s.oval(x, y, 5, 4, shade(drink, 0.4), opacity=0.7)
    s.rect(148, 230, 104, 16, 5, s.across(shade(c, -0.3)))
    s.path(
        "M152 246L248 246C254 280 254 312 250 334C249 344 242 350 232 350L168 350C158 350 151 344 150 334C146 312 146 280 152 246Z",
        s.across(c),
    )
    s.oval(200, 288, 19, 19, s.across(shade(c, -0.4)))
    s.path("M194 280A10 10 0 1 0 206 280M200 276L200 286", "none", "#ffffff", 2.6, 0.9)
    for i, x in enumerate((186, 195, 204, 213)):
        s.oval(x, 322, 2.4, 2.4, "#7bc27e" if i < 3 else "#e9e5dc")
    s.line("M160 118L166 224", "#ffffff", 6, 0.7)
    s.line("M160 260C156 290 156 316 160 336", "#ffffff", 6, 0.36)
    label(s, look.accent, 200, 338, 26)


def _hand(s: Sheet, look: Look) -> None:
    c, kit = look.paint, look.has("pieces", "4 pieces")
    if kit:
        _kit(s, look)
    s.floor(150 if kit else 176, 350, 60, 10)
    with s.moved("translate(-50 0)" if kit else "translate(-24 0)"):
        s.path(
            "M172 46C172 34 184 28 200 28C216 28 228 34 228 46L232 168C232 182 226 192 216 196L184 196C174 192 168 182 168 168Z",
            s.across(c),
        )
        s.rect(186, 62, 28, 22, 11, s.across(shade(c, -0.36)))
        s.rect(186, 92, 28, 30, 12, s.across(shade(STEEL, -0.1)))
        s.path("M184 196L216 196L212 216L188 216Z", s.across(DARK))
        s.path("M189 216L211 216L211 290C222 298 236 314 238 340L162 340C164 314 178 298 189 290Z", s.across(STEEL))
        s.path("M162 340L238 340L236 348L220 342L206 348L194 348L180 342L164 348Z", s.across(shade(STEEL, -0.25)))
        for x in (178, 222):
            s.path(f"M{x - 8} 322C{x - 8} 312 {x + 8} 312 {x + 8} 322L{x + 7} 332L{x - 7} 332Z", shade(STEEL, -0.5))
        s.line("M180 48L178 178M196 224L196 292", "#ffffff", 6, 0.4)
        label(s, look.accent, 200, 150, 32)
    if not kit:
        s.floor(296, 350, 54, 9)
        s.path(
            "M256 226L340 226L332 336C331 344 326 350 318 350L278 350C270 350 265 344 264 336Z",
            s.across(GLASS),
            opacity=0.85,
        )
        s.path(
            "M259 270C280 262 310 278 337 268L332 336C331 344 326 350 318 350L278 350C270 350 265 344 264 336Z",
            s.across(_drink(look)),
        )
        for i in range(4):
            s.line(f"M{318 - i} {246 + i * 20}l14 0", "#6b7f86", 1.6, 0.8)
        s.path(
            "M256 226L340 226L332 336C331 344 326 350 318 350L278 350C270 350 265 344 264 336Z",
            "none",
            "#8fa3a8",
            2,
            0.7,
        )
        s.line("M266 238L272 334", "#ffffff", 5, 0.7)


def _kit(s: Sheet, look: Look) -> None:
    s.floor(288, 350, 72, 11)
    s.path(
        "M236 240L340 240L332 340C331 346 326 350 320 350L256 350C250 350 245 346 244 340Z",
        s.across(GLASS),
        opacity=0.9,
    )
    s.path("M241 300L335 300L332 340C331 346 326 350 320 350L256 350C250 350 245 346 244 340Z", "#7f9a45", opacity=0.85)
    s.path("M262 316L288 306L314 316L288 312Z", STEEL)
    s.rect(230, 222, 116, 20, 6, s.across(DARK))
    s.rect(268, 204, 40, 20, 5, s.across(look.paint))
    s.line("M250 254L254 336", "#ffffff", 5, 0.7)
    with s.moved("translate(238 176) rotate(14)"):
        s.rect(-6, -120, 12, 46, 4, s.across(DARK))
        for dx in (-22, -11, 0, 11, 22):
            s.path(
                f"M0 -76C{dx * 1.6:g} -46 {dx * 1.5:g} -14 0 -6C{-dx * 0.2:g} -10 0 -60 0 -76Z",
                "none",
                shade(STEEL, -0.25),
                2,
            )
