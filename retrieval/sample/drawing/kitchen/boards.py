"""Cutting boards."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import WOOD, label, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def cutting_board(s: Sheet, look: Look) -> None:
    factor = 0.9 if look.has("size", "Small") else 1.08
    match look.value("type"):
        case "Board set":
            _set(s)
            label(s, look.accent, 200, 322)
        case "Paddle":
            _paddle(s, look)
        case _:
            with scaled(s, factor, 204, 270):
                _flat(s, look)


def _flat(s: Sheet, look: Look) -> None:
    """Lying on the table, seen from above; its thickness as it is."""
    c = look.paint
    t = 8 + 26 * look.scale("thickness", 10, 45)
    s.path(f"M58 {222 + t:g}L262 {168 + t:g}L374 {250 + t:g}L150 {322 + t:g}Z", "#2a2430", opacity=0.16)
    if look.has("feature", "Non-slip"):
        for x, y in ((54, 222), (136, 304), (344, 242)):
            s.rect(x - 2, y + t - 2, 16, 8, 3, "#44464a")
    s.path(f"M44 214L252 160L360 240L360 {240 + t:g}L142 {308 + t:g}L44 {214 + t:g}Z", s.across(shade(c, -0.16)))
    s.path(f"M142 308L360 240L360 {240 + t:g}L142 {308 + t:g}Z", shade(c, -0.3), opacity=0.5)
    s.path("M44 214L252 160L360 240L142 308Z", c)
    if look.has("type", "End grain"):
        _blocks(s, c)
    elif look.has("type", "Long grain"):
        for i in range(1, 9):
            p = i / 9
            s.line(f"M{44 + 98 * p:g} {214 + 94 * p:g}L{252 + 108 * p:g} {160 + 80 * p:g}", shade(c, -0.24), 1.3, 0.7)
            for j in (0.2, 0.55, 0.8):
                q = (j + i * 0.13) % 1
                s.line(f"M{44 + 98 * p + 208 * q:g} {214 + 94 * p - 54 * q:g}l5 5", shade(c, -0.3), 1.6, 0.5)
    else:
        for i in range(26):
            p, q = (i * 0.37) % 1, (i * 0.61) % 1
            s.oval(60 + 90 * p + 195 * q, 216 + 80 * p - 48 * q, 1.6, 1, shade(c, -0.24), opacity=0.7)
    if look.has("feature", "Juice groove"):
        s.path("M66 216L249 169L338 239L146 297Z", "none", shade(c, -0.36), 5)
        s.path("M66 217L249 170L338 240L146 298Z", "none", shade(c, 0.3), 1.4)
    else:
        s.path("M44 214L252 160L360 240L142 308Z", "none", shade(c, 0.3), 1.6, 0.8)
    _food(s, look)


def _blocks(s: Sheet, c: str) -> None:
    for i in range(5):
        for j in range(7):
            p, q = i / 5, j / 7
            x, y = 44 + 98 * p + 208 * q, 214 + 94 * p - 54 * q
            tone = (0.14, -0.1, 0.02, 0.22, -0.04)[(i * 3 + j * 2) % 5]
            s.path(f"M{x:.0f} {y:.0f}l29.7 -7.7l19.6 18.8l-29.7 7.7Z", shade(c, tone), shade(c, -0.24), 0.8)


def _food(s: Sheet, look: Look) -> None:
    if look.pick("food", "tomato", "lemon", "tomato", "leek") == "tomato":
        s.path("M196 232C206 216 234 214 242 228C246 244 230 256 214 254C200 252 190 244 196 232Z", "#c9483b")
        s.path("M212 224C216 218 222 216 228 216L224 222L232 224L222 228L220 234Z", "#55734c")
        s.line("M202 234C204 228 208 225 212 224", "#ffffff", 3, 0.6)
    else:
        for x, y in ((190, 238), (222, 228)):
            s.oval(x, y + 2, 21, 14, "#c9a43a")
            s.oval(x, y, 21, 14, "#f2dc7a", "#d9b23c", 2.5)
            for dx, dy in ((12, 0), (-12, 0), (6, 8), (-6, 8), (6, -8), (-6, -8)):
                s.line(f"M{x} {y}l{dx} {dy}", "#fbf2c8", 1.6)


def _set(s: Sheet) -> None:
    s.floor(200, 346, 138, 14)
    s.path("M96 300L304 300L318 344L82 344Z", s.across("#3a3a3e"))
    for i, c in enumerate(("#4f7fa6", "#5d7a50", "#e2b33f", "#bf433b")):
        x, y = 130 - i * 16, 52 + i * 18
        s.rect(x, y, 188, 224, 16, s.down(c))
        s.rect(x + 68, y + 16, 52, 16, 8, shade(c, -0.42))
        s.rect(x + 1, y + 1, 186, 222, 15, "none", shade(c, 0.4), 1.6, 0.7)
        for j in range(3):
            s.line(f"M{x + 30} {y + 70 + j * 34}l{58 + j * 18} -12", shade(c, -0.14), 1.4, 0.6)
    s.path("M70 304L306 304L312 344L64 344Z", s.across("#3a3a3e"))
    s.path("M70 304L306 304L307 311L69 311Z", "#66696e")


def _paddle(s: Sheet, look: Look) -> None:
    c = look.paint
    with s.moved("rotate(-24 200 200)"):
        outline = "M76 128L252 128C272 128 280 142 288 160C292 170 298 176 310 176L350 178C368 180 368 224 350 226L310 228C298 228 292 234 288 244C280 262 272 276 252 276L76 276C60 276 52 268 52 252L52 152C52 136 60 128 76 128Z"
        with s.moved("translate(10 18)"):
            s.path(outline, "#2a2430", opacity=0.16)
        with s.moved("translate(2 8)"):
            s.path(outline, shade(c, -0.3))
        s.path(outline, s.down(c))
        for i, y in enumerate((148, 166, 184, 202, 220, 238, 256)):
            s.line(
                f"M{64 + i % 3 * 8} {y}C110 {y - 6} 180 {y + 7} {264 + i % 2 * 12} {y - 2}", shade(c, -0.2), 1.3, 0.6
            )
        s.oval(342, 202, 9, 9, shade(WOOD, -0.5))
        s.line("M342 202C356 180 384 190 378 214", look.accent, 4)
        s.line("M66 140L250 140", "#ffffff", 4, 0.35)
        s.path("M98 190C112 160 168 158 180 186C190 214 160 236 134 234C108 232 90 212 98 190Z", "#c98f4f")
        s.path("M106 192C118 168 162 166 172 188C180 208 156 226 134 224C114 222 98 210 106 192Z", "#efd9a8")
        for x, y in ((124, 190), (146, 184), (138, 206), (158, 200), (118, 206)):
            s.oval(x, y, 3, 2.4, "#dcbf86")
        s.path("M200 206L250 190L254 214L206 232Z", "#e8c458")
        s.path("M200 206L250 190L244 184L196 198Z", "#f4dd8a")
        s.oval(226, 210, 4, 3, "#cfa63c")
