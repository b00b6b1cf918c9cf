"""Speakers: small and round, upright, a radio, a party box, a pair, a bar, a disc for meetings."""

# An outline reads best on one line.

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import grain, is_light, mark
from retrieval.sample.drawing.sheet import Sheet, shade

_WOOD = "#b98a5a"


def speaker(s: Sheet, look: Look) -> None:
    if look.has("feature", "Two speakers"):
        _pair(s, look)
    elif look.has("feature", "Screen bar"):
        _bar(s, look)
    elif look.has("feature", "Radio"):
        _radio(s, look)
    elif look.has("feature", "Upright"):
        _upright(s, look)
    elif look.has("feature", "Microphone"):
        _disc(s, look)
    elif look.has("feature", "Round"):
        _round(s, look)
    else:
        _party(s, look)


def _weave(s: Sheet, color: str, x: float, y: float, w: float, h: float, step: float = 7) -> None:
    """Cloth over a speaker: fine threads across each other."""
    n = int(h / step)
    dots = "".join(f"M{x + (i % 2) * 4:g} {y + step * (i + 0.5):g}h{w - 4:g}" for i in range(n))
    s.line(dots, shade(color, -0.3), 1.3, 0.55)
    s.line("".join(f"M{x + 6 + i * 9:g} {y + 2:g}v{h - 4:g}" for i in range(int(w / 9))), shade(color, 0.25), 1, 0.3)


def _cone(s: Sheet, x: float, y: float, r: float, ring: str = "#55575c") -> None:
    s.oval(x, y, r, r, s.across(ring))
    s.oval(x, y, r * 0.88, r * 0.88, "#1d1e22")
    s.oval(x, y, r * 0.74, r * 0.74, s.down("#34353b"))
    s.oval(x, y, r * 0.34, r * 0.34, s.down("#55575c"))
    s.line(
        f"M{x - r * 0.6:g} {y - r * 0.2:g}A{r * 0.64:g} {r * 0.64:g} 0 0 1 {x - r * 0.1:g} {y - r * 0.62:g}",
        "#ffffff",
        2.5,
        0.3,
    )


def _round(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 124, 15)
    s.line("M276 128C330 60 372 116 330 168", shade(c, -0.45), 12)
    s.line("M276 126C330 60 370 116 329 166", shade(c, -0.1), 7)
    s.oval(200, 214, 130, 128, s.across(shade(c, -0.2)))
    s.oval(200, 210, 122, 120, s.across(c))
    s.oval(200, 210, 102, 100, s.down(shade(c, -0.28)))
    dots = "".join(
        f"M{200 + dx * 15 + (dy % 2) * 7.5:g} {210 + dy * 13}h.1" for dy in range(-6, 7) for dx in range(-6, 7)
        if (dx * 15 + (dy % 2) * 7.5) ** 2 + (dy * 13) ** 2 < 88**2
    )  # fmt: skip
    s.line(dots, shade(c, -0.66), 5.5)
    s.rect(174, 198, 52, 24, 12, look.accent)
    s.line("M186 210h10M191 205v10M205 210h12", "#ffffff", 3)
    s.line("M96 176C104 136 134 108 168 98", "#ffffff", 6, 0.4)


def _upright(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 348, 110, 14)
    s.line("M286 96C322 90 324 150 290 158", shade(c, -0.5), 9)
    s.path(
        "M116 76C116 56 154 46 200 46C246 46 284 56 284 76L284 322C284 340 246 350 200 350C154 350 116 340 116 322Z",
        s.across(c),
    )
    _weave(s, c, 118, 92, 164, 214)
    s.path(
        "M116 308C150 322 250 322 284 308L284 322C284 340 246 350 200 350C154 350 116 340 116 322Z", s.across("#3a3a3e")
    )
    s.oval(200, 74, 84, 24, s.across("#3a3a3e"))
    s.oval(200, 71, 70, 18, s.down("#55575c"))
    s.line("M176 71h14M183 66v10M212 71h14", "#e9e5dc", 3)
    mark(s, look, 200, 238, 40, 15)
    s.oval(200, 334, 2.6, 2.6, "#7bc27e")


def _radio(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 332, 168, 15)
    s.line("M96 148C96 76 304 76 304 148", shade(_WOOD, -0.4), 13)
    s.line("M96 146C96 76 304 76 304 146", _WOOD, 8)
    s.rect(40, 140, 320, 190, 30, s.across(c))
    grain(s, c, 44, 146, 310, 176, 5)
    s.rect(58, 160, 172, 150, 18, s.down("#e7dfcf" if not is_light(c) else "#8d8678"))
    _weave(s, "#e7dfcf" if not is_light(c) else "#8d8678", 64, 166, 160, 138, 6)
    s.rect(246, 162, 96, 38, 6, "#26272c")
    s.line("M254 188h80", "#6b6d72", 1.2)
    s.line("".join(f"M{258 + i * 9} 184v6" for i in range(9)), "#c9ccd0", 1.2)
    s.line("M290 168v26", look.accent, 2.6)
    for x in (268, 322):
        s.oval(x, 236, 22, 22, s.across("#c8a04e"))
        s.oval(x - 1, 235, 16, 16, s.down("#e0c07c"))
        s.line(f"M{x} 222v9", "#6d5320", 3)
    for i in range(4):
        s.rect(248 + i * 24, 278, 19, 18, 4, s.down("#f0ece2"), "#b7ad9c", 1)
    s.rect(72, 328, 30, 8, 3, "#3a3a3e")
    s.rect(298, 328, 30, 8, 3, "#3a3a3e")


def _party(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 352, 130, 15)
    s.rect(140, 26, 120, 22, 10, s.across("#55575c"))
    s.rect(154, 38, 92, 16, 6, "#e4dfd4")
    s.rect(88, 46, 224, 304, 26, s.across(c))
    s.rect(100, 58, 200, 280, 18, s.down("#26272c"))
    _cone(s, 200, 250, 78, look.accent)
    _cone(s, 200, 128, 42, look.accent)
    for x in (120, 280):
        s.rect(x - 9, 74, 18, 70, 8, "#34353b")
        s.line("".join(f"M{x - 5} {84 + i * 10}h10" for i in range(6)), look.pick("glow", "#e2b33f", "#6fb7e0"), 2.4)
    s.rect(180, 62, 40, 12, 5, "#55575c")
    for x in (190, 200, 210):
        s.oval(x, 68, 2.4, 2.4, "#e9e5dc")
    for _ in s.both():
        s.rect(96, 344, 40, 12, 5, "#1d1e22")


def _pair(s: Sheet, look: Look) -> None:
    c = look.paint
    front = "#2b2c31" if c != "#f4f2ec" else "#dcd7cc"
    for dx, w in ((-12, 0), (176, 1)):
        s.floor(118 + dx, 344, 96, 13)
        s.path(f"M{186 + dx} 92L{204 + dx} 82L{204 + dx} 330L{186 + dx} 342Z", shade(c, -0.46))
        s.path(f"M{46 + dx} 92L{64 + dx} 82L{204 + dx} 82L{186 + dx} 92Z", shade(c, 0.22))
        s.rect(46 + dx, 92, 140, 250, 6, s.across(c))
        grain(s, c, 48 + dx, 96, 136, 240, 4)
        s.rect(56 + dx, 102, 120, 230, 5, s.down(front))
        _cone(s, 116 + dx, 256, 50, "#8d9196")
        s.oval(116 + dx, 160, 28, 28, s.down("#3a3a3e"))
        s.oval(116 + dx, 160, 14, 14, s.down(look.accent))
        if w:
            s.oval(116 + dx, 318, 8, 8, s.across("#c3c7ca"))
        else:
            mark(s, look, 116 + dx, 318, 22, 4)


def _bar(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(64, 84, 272, 150, 8, s.across("#8d9196"), opacity=0.32)
    s.rect(74, 94, 252, 126, 3, s.down("#b7c4cc"), opacity=0.5)
    s.rect(186, 234, 28, 34, 3, "#8d9196", opacity=0.35)
    s.floor(200, 328, 180, 16)
    s.path("M26 286L38 262L362 262L374 286Z", s.down(shade(c, 0.2)))
    s.rect(22, 284, 356, 44, 14, s.across(c))
    s.rect(40, 290, 268, 32, 10, s.down(shade(c, -0.3)))
    _weave(s, shade(c, 0.2), 46, 292, 256, 30, 5)
    s.oval(342, 305, 17, 17, s.across("#77797e"))
    s.oval(341, 304, 12, 12, s.down("#c3c7ca"))
    s.line("M341 294v7", "#2e2e31", 2.6)
    s.oval(320, 314, 2.4, 2.4, "#7bc27e")
    mark(s, look, 62, 275, 26, 5)


def _disc(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 312, 170, 22)
    s.path("M40 226C40 282 112 310 200 310C288 310 360 282 360 226L360 206L40 206Z", s.across(shade(c, -0.2)))
    _weave(s, shade(c, -0.1), 52, 246, 296, 46, 8)
    s.oval(200, 208, 160, 86, s.across(c))
    s.oval(200, 204, 146, 76, s.down(shade(c, 0.08)))
    s.oval(200, 204, 104, 53, "none", shade(c, -0.3), 1.4)
    s.oval(200, 200, 60, 30, s.down(shade(c, -0.24)))
    s.oval(200, 200, 61, 31, "none", "#7bc27e", 3, 0.85)
    ink = "#2e2e31" if is_light(c) else "#e9e5dc"
    s.rect(194, 184, 12, 20, 6, ink)
    s.line("M187 196C187 212 213 212 213 196M200 208v8", ink, 2.6)
    s.line("M86 204h16M94 198v12M298 204h16", ink, 3)
    mark(s, look, 200, 262, 26, 5)
