"""Floor lamps and light bulbs."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import DARK, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_LINEN = "#efe2c4"
_PEAR = "M200 54C254 54 288 92 288 142C288 186 258 206 246 252L154 252C142 206 112 186 112 142C112 92 146 54 200 54Z"
_OUTLINES = {
    "Globe": "M200 40C268 40 312 88 312 146C312 198 276 226 244 250L156 250C124 226 88 198 88 146C88 88 132 40 200 40Z",
    "Candle": "M200 28C214 70 256 108 256 168C256 208 238 230 228 252L172 252C162 230 144 208 144 168C144 108 186 70 200 28Z",
    "Drop": "M200 92C246 92 276 124 276 166C276 204 250 226 238 252L162 252C150 226 124 204 124 166C124 124 154 92 200 92Z",
}


def floor_lamp(s: Sheet, look: Look) -> None:
    drawings = {"Arc": _arc, "Reading": _reading, "Tripod": _tripod, "Uplight": _uplight, "Globe": _globe}
    drawings.get(look.value("type"), _shaded)(s, look)


def _foot_switch(s: Sheet) -> None:
    s.line("M203 352C230 352 250 372 300 368", "#55575c", 2)
    s.rect(292, 362, 22, 10, 4, "#55575c")


def _foot(s: Sheet, c: str, x: float, w: float = 44) -> None:
    s.oval(x, 366, w, 7, s.across(c))
    s.oval(x, 363, w, 6, shade(c, 0.14))


def _cloth(s: Sheet, x: float, top: float, bottom: float, high: float, low: float, c: str = _LINEN) -> None:
    """A lit shade around x, `high` and `low` wide at top and bottom."""
    s.path(f"M{x - high} {top}L{x + high} {top}L{x + low} {bottom}L{x - low} {bottom}Z", s.across(c, 0.7))
    s.path(
        f"M{x - high * 0.6:g} {top}L{x + high * 0.6:g} {top}L{x + low * 0.62:g} {bottom}L{x - low * 0.62:g} {bottom}Z",
        "#fff5da",
        opacity=0.7,
    )
    for i in range(-4, 5):
        s.line(f"M{x + i * high / 4.4:g} {top + 3}L{x + i * low / 4.4:g} {bottom - 3}", shade(c, -0.2), 0.8, 0.5)


def _shaded(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 370, 70, 10)
    s.glow(200, 92, 150, 120)
    s.rect(197, 120, 6, 246, 3, s.across(c))
    _foot(s, c, 200)
    _cloth(s, 200, 38, 128, 32, 58)
    s.line("M168 38L232 38M142 128L258 128", shade(c, 0.05), 3)
    _foot_switch(s)


def _arc(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(306, 370, 62, 10)
    s.glow(110, 150, 120, 96)
    s.path("M306 352C320 150 262 30 180 34C134 38 112 66 110 104", "none", shade(c, -0.3), 8)
    s.path("M305 352C318 150 260 32 180 35C136 39 113 66 111 104", "none", c, 5)
    s.path("M303 340C314 160 260 36 182 38", "none", shade(c, 0.5), 1.6, 0.7)
    s.path("M60 152C60 118 82 98 110 98C138 98 160 118 160 152Z", s.across(c))
    s.oval(110, 152, 50, 9, "#fff4d2")
    s.oval(110, 152, 34, 5, "#fffdf2")
    s.rect(102, 90, 16, 14, 4, shade(c, -0.3))
    s.path(
        "M262 340C262 334 268 332 276 332L336 332C344 332 350 334 350 340L350 364C350 370 344 372 336 372L276 372C268 372 262 370 262 364Z",
        s.across("#e9e6e0"),
    )
    s.path(
        "M268 346C284 338 300 358 318 346C330 340 340 350 346 344M272 362C286 354 300 366 314 358",
        "none",
        "#a9a49c",
        1.4,
        0.8,
    )
    s.rect(300, 322, 11, 14, 3, shade(c, -0.2))


def _reading(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(236, 370, 66, 10)
    s.path("M100 142L166 122L184 290L40 290Z", "url(#beam)")
    s.rect(233, 96, 6, 270, 3, s.across(c))
    _foot(s, c, 236)
    s.line("M236 104C236 70 216 64 190 74L150 104", shade(c, -0.26), 7)
    s.line("M235 104C235 72 215 66 190 76L150 105", s.across(c), 4)
    s.oval(236, 176, 8, 8, s.across("#77797e"))
    with s.moved("rotate(-22 140 116)"):
        s.path("M96 108C96 98 104 94 114 94L172 94C182 94 188 98 188 106L184 124L92 124Z", s.across(c))
        s.oval(138, 124, 46, 6, "#fff4d2")
        s.line("M106 100L176 100", "#ffffff", 3, 0.5)
    s.oval(236, 214, 5, 5, "#7bc27e")
    s.path("M40 346L102 334L164 346L164 358L102 348L40 358Z", look.accent)
    s.path(
        "M40 344C60 330 86 330 102 342C118 330 144 330 164 344L164 350C144 338 118 338 102 348C86 338 60 338 40 350Z",
        "#fbf8ef",
    )
    s.line("M102 342L102 348", "#cfc8bc", 1.4)


def _tripod(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 366, 104, 11)
    s.glow(200, 100, 160, 120)
    s.path("M196 168L206 168L212 356L202 356Z", s.across(shade(c, -0.35)))
    for _ in s.both():
        s.path("M186 166L200 166L134 366L120 366Z", s.across(c))
        s.line("M188 176L132 350", shade(c, 0.4), 1.6, 0.6)
    s.line("M152 272L248 272", shade(c, -0.3), 4)
    s.rect(180, 150, 40, 22, 5, s.across("#c8a04e"))
    _cloth(s, 200, 46, 142, 70, 84, look.pick("cloth", "#efe2c4", "#e6ddcf"))
    s.line("M130 46L270 46M116 142L284 142", shade(_LINEN, -0.24), 2.5)


def _uplight(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 370, 64, 10)
    s.glow(200, 44, 150, 70)
    s.rect(197, 96, 6, 270, 3, s.across(c))
    for y in (186, 278):
        s.rect(195.5, y, 9, 7, 2, s.across(shade(c, -0.24)))
    _foot(s, c, 200, 42)
    s.path("M140 58C148 92 170 106 200 106C230 106 252 92 260 58Z", s.across(c))
    s.oval(200, 58, 60, 11, s.across(shade(c, -0.2)))
    s.oval(200, 58, 52, 8, "#fff4d2")
    s.oval(200, 58, 30, 4.4, "#fffdf2")
    s.line("M152 74C158 88 168 96 182 100", "#ffffff", 4, 0.5)
    _foot_switch(s)


def _globe(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 370, 66, 10)
    s.glow(200, 110, 150, 130)
    s.rect(196.5, 176, 7, 190, 3, s.across(c))
    _foot(s, c, 200, 46)
    s.oval(200, 112, 66, 66, "#fff7e3")
    s.oval(200, 112, 66, 66, s.across("#f3e8cf", 0.5), opacity=0.55)
    s.oval(190, 104, 36, 36, "#fffdf4", opacity=0.9)
    s.path("M146 96C152 72 168 58 188 54", "none", "#ffffff", 6, 0.9)
    s.path("M172 170C180 176 220 176 228 170L222 190L178 190Z", s.across(c))
    s.oval(200, 196, 9, 8, s.across(shade(c, -0.1)))
    s.line("M200 230L200 252", shade(c, 0.5), 2, 0.7)
    _foot_switch(s)


def light_bulb(s: Sheet, look: Look) -> None:
    """Larger glass for more light; the base of its socket."""
    kind = look.value("type")
    factor = {"Globe": 1.04, "Candle": 0.98, "Drop": 0.84, "Reflector": 0.96}.get(
        kind, 0.84 + 0.14 * look.scale("brightness", 470, 1521)
    )
    glow = 0.72 + 0.3 * look.scale("brightness", 250, 1521)
    s.floor(200, 348, 60, 10)
    s.glow(200, 160, 180 * glow, 174 * glow)
    with scaled(s, factor, 200, 348):
        _bulb(s, look, kind)


def _bulb(s: Sheet, look: Look, kind: str) -> None:
    warm = look.number("color_temperature", 2700)
    light = "#f7fbff" if warm >= 4000 else "#ffe0a6" if warm < 2300 else "#fffaea"
    glass = {"Yellow": "#e0a548"}.get(look.value("color"), "#efe9dc")
    if kind == "Reflector":
        s.path(
            "M110 86C110 72 124 66 200 66C276 66 290 72 290 86L290 108C276 176 250 214 238 254L162 254C150 214 124 176 110 108Z",
            s.across("#eceae6"),
        )
        for i in range(9):
            x = 126 + i * 18.5
            s.line(f"M{x:g} 122L{200 + (x - 200) * 0.46:.4g} 246", "#b9bdc1", 2, 0.8)
        s.oval(200, 88, 88, 21, s.across("#d3d6d8"))
        s.oval(200, 88, 74, 16, light)
        for dx, dy in ((-36, -3), (0, -7), (36, -3), (-18, 5), (18, 5)):
            s.oval(200 + dx, 88 + dy, 11, 5, "#ffe2a0", opacity=0.8)
        _pins(s)
        return
    outline = _OUTLINES.get(kind, _PEAR)
    bare = look.has("feature", "Filament look")
    s.path(outline, s.across(shade(glass, 0.3), 0.6), opacity=0.85 if bare else 1)
    if bare:
        _filaments(s, slim=kind == "Candle")
    else:
        with s.moved("matrix(.84 0 0 .84 32 30)"):
            s.path(outline, light, opacity=0.85)
        if look.has("feature", "Smart"):
            for x, y, c in ((164, 128, "#e07a5f"), (236, 128, "#5f8fd0"), (200, 186, "#6fb07a"), (200, 104, "#b07fc4")):
                s.oval(x, y, 42, 36, c, opacity=0.32)
            s.path("M180 146a28 28 0 0 1 40 0M189 158a15 15 0 0 1 22 0", "none", "#55606a", 4, 0.9)
            s.oval(200, 168, 4.5, 4.5, "#55606a")
        if not look.has("socket", "E14"):
            s.path("M150 224L250 224L242 282L158 282Z", s.across(shade("#e9e5dc", 0.3)))
    s.path(
        "M138 116C142 92 154 80 170 74" if kind not in ("Candle", "Drop") else "M156 168C156 150 164 132 172 122",
        "none",
        "#ffffff",
        7,
        0.85,
    )
    _screw(s, look)


def _filaments(s: Sheet, *, slim: bool) -> None:
    high, wide, n = (110, 14, 3) if slim else (100, 34, 5)
    s.line(f"M192 252L196 {high + 40}M208 252L204 {high + 40}", "#b98a3c", 2.4)
    for i in range(n):
        dx = wide * (2 * i / (n - 1) - 1)
        for color, width in (("#f0a83a", 4.4), ("#fff1c4", 1.8)):
            s.line(f"M{200 + dx / 2:g} 220L{200 + dx:g} {high}", color, width)


def _screw(s: Sheet, look: Look) -> None:
    narrow = look.has("socket", "E14")
    half = 25 if narrow else 36
    s.path(
        f"M{154 if not narrow else 166} 250L{246 if not narrow else 234} 250L{200 + half + 4} 280L{200 - half - 4} 280Z",
        s.across("#e9e5dc"),
    )
    s.rect(200 - half - 2, 268, half * 2 + 4, 9, 3, look.accent)
    for y in (280, 295, 310):
        s.rect(200 - half, y, half * 2, 13, 5, s.across("#a9adb2"))
    s.path(f"M{200 - half + 12} 323L{200 + half - 12} 323L212 342L188 342Z", s.across(DARK))


def _pins(s: Sheet) -> None:
    s.path("M162 254L238 254L232 300L168 300Z", s.across("#f4f2ec"))
    s.line("M166 272L234 272", "#d3cdc2", 2)
    for x in (178, 212):
        s.rect(x, 300, 10, 26, 3, s.across("#a9adb2"))
        s.rect(x - 4, 322, 18, 14, 5, s.across("#8d9196"))
