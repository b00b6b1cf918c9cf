"""Cables with the plugs that they state, and USB hubs."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import is_light, mark, usb_a, usb_c
from retrieval.sample.drawing.sheet import Sheet, shade

_METAL = "#c3c7ca"


def cable(s: Sheet, look: Look) -> None:
    c = look.paint
    ends = look.value("plug", "USB-C to USB-C").split(" to ")
    braided = look.has("feature", "Braided")
    thick = 12 + 4 * look.scale("data_rate", 0.5, 40, 0.0)
    s.floor(200, 330, 158, 22)
    if look.has("feature", "Three ends"):
        _three(s, look)
        return
    if look.has("feature", "Coiled"):
        _coil(s, look)
        return
    turns = look.pick("loop", 0, 1)
    loop = (
        "M112 300C70 236 78 120 190 104C306 90 356 190 312 252C270 312 150 306 132 226C116 150 196 118 246 146C298 178 280 258 262 300"
        if turns else
        "M126 300C84 250 92 130 196 118C304 108 338 196 300 246C262 296 158 290 140 224C126 168 190 132 240 156C286 180 282 250 276 300"
    )  # fmt: skip
    s.line(loop, shade(c, -0.42), thick + (4 if is_light(c) else 2))
    s.line(loop, c, thick - 1)
    if braided:
        s.path(loop, "none", shade(c, 0.4 if not is_light(c) else -0.22), 1.4)
        for dx in (-2.6, 2.6):
            with s.moved(f"translate({dx} {dx})"):
                s.line(loop, shade(c, -0.35), 1, 0.5)
    else:
        with s.moved("translate(-2 -2)"):
            s.line(loop, shade(c, 0.5), 2, 0.55)
    s.rect(178, 104 if turns else 116, 22, 24, 5, s.across(look.accent))
    left, right = (112, 262) if turns else (126, 276)
    _plug(s, look, left, 300, ends[0], 10 if turns else 8)
    _plug(s, look, right, 300, ends[-1], -6)


def _plug(s: Sheet, look: Look, x: float, y: float, kind: str, turn: float) -> None:
    """A plug that points down, its cable coming in at (`x`, `y`)."""
    body = shade(look.paint, -0.06) if not look.has("material", "Aluminum") else "#8d9196"
    wide, shell, long = {
        "USB-C": (30, 20, 24), "USB-A": (40, 30, 30), "HDMI": (52, 40, 24), "DisplayPort": (54, 42, 24),
    }.get(kind, (26, 16, 20))  # fmt: skip
    with s.moved(f"translate({x:g} {y - 44:g}) rotate({turn} 0 10) scale(1.12)"):
        s.rect(-6, -10, 12, 18, 4, shade(body, -0.3))
        s.path(
            f"M{-wide / 2 + 5:g} 4L{wide / 2 - 5:g} 4C{wide / 2:g} 4 {wide / 2:g} 8 {wide / 2:g} 12L{wide / 2:g} 44L{-wide / 2:g} 44L{-wide / 2:g} 12C{-wide / 2:g} 8 {-wide / 2:g} 4 {-wide / 2 + 5:g} 4Z",
            s.across(body),
        )
        if kind == "USB-C":
            s.rect(-shell / 2, 44, shell, long, 7, s.across(_METAL))
            s.rect(-shell / 2 + 4, 44 + long - 6, shell - 8, 3, 1.5, "#55575c")
        else:
            cut = 7 if kind in ("HDMI", "DisplayPort") else 0
            right_cut = 0 if kind == "DisplayPort" else cut
            s.path(
                f"M{-shell / 2:g} 44h{shell}v{long - right_cut}l{-right_cut} {right_cut}h{-(shell - cut - right_cut)}l{-cut} {-cut}Z",
                s.across(_METAL),
            )
            if kind == "USB-A":
                s.rect(-9, 54, 6, 7, 1, "#6b6d72")
                s.rect(3, 54, 6, 7, 1, "#6b6d72")
            else:
                s.line(f"M{-shell / 2 + 8:g} {48 + long * 0.3:g}h{shell - 16}", "#77797e", 2)
        s.rect(-6, 20, 12, 4, 2, look.accent)


def _three(s: Sheet, look: Look) -> None:
    c = look.paint
    main = "M118 286C60 210 90 90 190 92C262 96 268 150 252 186"
    s.line(main, shade(c, -0.42), 13)
    s.line(main, c, 9)
    s.line(main, shade(c, 0.4), 1.4, 0.8)
    for x, kind in ((196, "USB-C"), (258, "Micro-USB"), (322, "USB-C")):
        d = f"M252 200C252 236 {x} 236 {x} 284"
        s.line(d, shade(c, -0.42), 9)
        s.line(d, shade(c, 0.08), 6)
        _plug(s, look, x, 300, kind, 0)
    s.rect(234, 176, 36, 34, 9, s.across("#8d9196"))
    mark(s, look, 252, 193, 20, 5)
    _plug(s, look, 118, 300, "USB-A", 12)


def _coil(s: Sheet, look: Look) -> None:
    c = look.paint
    s.line("M66 262C58 190 66 168 104 164", shade(c, -0.4), 9)
    s.line("M66 262C58 190 66 168 104 164", c, 6)
    s.line("M296 164C336 168 344 190 336 262", shade(c, -0.4), 9)
    s.line("M296 164C336 168 344 190 336 262", c, 6)
    rings = "".join(
        f"M{104 + i * 16} 190C{96 + i * 16} 130 {118 + i * 16} 128 {122 + i * 16} 164C{124 + i * 16} 202 {108 + i * 16} 206 {104 + i * 16} 190"
        for i in range(12)
    )
    s.line(rings, shade(c, -0.42), 10)
    s.line(rings, c, 7)
    s.line(
        "".join(f"M{108 + i * 16} 150C{112 + i * 16} 140 {116 + i * 16} 144 {118 + i * 16} 158" for i in range(12)),
        shade(c, 0.5),
        2,
        0.7,
    )
    s.rect(322, 196, 28, 36, 8, s.across("#8d9196"))
    s.line("M322 208h28M322 220h28", "#55575c", 2)
    _plug(s, look, 66, 284, "USB-A", 4)
    _plug(s, look, 336, 284, "USB-C", -4)


def usb_hub(s: Sheet, look: Look) -> None:
    if look.has("feature", "Clamp"):
        _clamped(s, look)
    elif look.has("feature", "Powered"):
        _dock(s, look)
    elif int(look.number("ports", 4)) <= 4 and not look.has("feature", "Card reader"):
        _twig(s, look)
    else:
        _bar(s, look)


def _tail(s: Sheet, look: Look, d: str, x: float, y: float, turn: float) -> None:
    s.line(d, "#232327", 10)
    s.line(d, "#6b6d72", 2, 0.7)
    with s.moved(f"rotate({turn} {x} {y})"):
        s.rect(x - 13, y - 16, 26, 36, 6, s.across(look.paint))
        wide = 24 if look.value("connection") == "USB-A" else 18
        s.rect(x - wide / 2, y + 20, wide, 22, 3 if wide > 20 else 7, s.across(_METAL))


def _bar(s: Sheet, look: Look) -> None:
    c = look.paint
    n = int(look.number("ports", 5))
    wide = min(316, 190 + n * 16)
    x = 196 - wide / 2 + 12
    s.floor(204, 304, wide * 0.56, 18)
    _tail(s, look, f"M{x + 10:g} 214C{x - 44:g} 190 {x - 30:g} 110 {x + 34:g} 112", x + 52, 112, -86)
    s.path(f"M{x + 6:g} 206L{x + 34:g} 174L{x + wide + 12:g} 174L{x + wide:g} 206Z", s.down(shade(c, 0.22)))
    s.path(f"M{x + wide - 8:g} 206L{x + wide + 12:g} 176L{x + wide + 12:g} 262L{x + wide - 8:g} 292Z", shade(c, -0.45))
    s.rect(x, 204, wide, 90, 14, s.across(c))
    at, y = x + 22, 246.0
    for kind in [k for k in look.values.get("port", ()) for _ in range(2 if k == "USB-A" else 1)]:
        w = {"USB-A": 32, "USB-C": 26, "HDMI": 36, "Ethernet": 34}.get(kind, 30)
        if kind == "USB-A":
            usb_a(s, at + w / 2, y, 30, 15)
        elif kind == "USB-C":
            usb_c(s, at + w / 2, y, 24, 10)
        elif kind == "HDMI":
            s.path(f"M{at + 2:g} {y - 8:g}h32v9l-6 6h-20l-6 -6z", "#232327")
        elif kind == "Ethernet":
            s.rect(at + 2, y - 16, 30, 28, 2, "#232327")
            s.rect(at + 10, y + 6, 14, 8, 1, "#232327")
            s.rect(at + 5, y - 13, 5, 4, 0.5, "#7bc27e")
        at += w + 11
    if look.has("feature", "Card reader"):
        room = x + wide - at - 16
        s.rect(at, y - 14, min(54, room), 7, 2, "#232327")
        s.rect(at, y + 6, min(30, room), 5, 2, "#232327")
        if look.value("port") and len(look.values.get("port", ())) == 2:
            s.rect(at + 6, y - 62, 44, 52, 4, s.down("#2f4262"))
            s.rect(at + 11, y - 56, 34, 14, 2, "#c94f6d")
    s.oval(x + wide - 14, 218, 2.6, 2.6, "#7bc27e")
    mark(s, look, x + 28, 282, 22, 4)


def _twig(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 336, 104, 15)
    _tail(s, look, "M200 142C200 96 244 110 248 74", 249, 58, 184)
    s.path("M262 150L284 164L284 318L262 336Z", shade(c, -0.45))
    s.rect(136, 138, 130, 198, 20, s.across(c))
    s.rect(142, 144, 118, 186, 16, "none", shade(c, 0.4), 1.4, 0.6)
    for i in range(4):
        s.rect(162, 168 + i * 37, 78, 26, 6, shade(c, -0.18))
        usb_a(s, 201, 181 + i * 37, 46, 15)
    s.oval(201, 154, 3, 3, "#6fb7e0")
    mark(s, look, 201, 322, 24, 5)


def _dock(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(204, 346, 112, 15)
    s.line("M286 300C350 320 330 350 384 352", "#232327", 9)
    s.path("M248 60L300 76L300 318L248 344Z", shade(c, -0.42))
    s.path("M128 60L188 50L300 74L248 62Z", shade(c, 0.28))
    s.rect(124, 58, 136, 286, 16, s.across(c))
    s.rect(134, 68, 116, 266, 10, s.down(shade(c, -0.3)))
    s.oval(192, 90, 9, 9, "#232327")
    s.oval(192, 90, 5, 5, "none", "#7bc27e", 2)
    usb_c(s, 192, 124, 40, 15)
    usb_c(s, 192, 154, 40, 15)
    usb_a(s, 192, 188, 46, 19)
    usb_a(s, 192, 220, 46, 19)
    s.rect(160, 246, 64, 9, 2, "#16171b")
    s.rect(174, 268, 36, 6, 2, "#16171b")
    s.oval(192, 298, 9, 9, "#16171b", "#8d9196", 2)
    mark(s, look, 192, 324, 26, 5)


def _clamped(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path("M20 250L380 250L380 268L20 268Z", s.down("#c99f6b"))
    s.line("M40 256C120 254 200 258 360 255", "#a88253", 1.2, 0.7)
    s.line("M96 178C40 190 60 120 26 110", "#232327", 9)
    s.path("M112 246L112 322L232 322L232 308L134 308L134 246Z", s.across(shade(c, -0.2)))
    s.line("M200 268L200 340", "#8d9196", 10)
    s.rect(180, 338, 40, 14, 6, s.across("#55575c"))
    s.path("M88 154L112 128L318 128L322 154Z", s.down(shade(c, 0.25)))
    s.rect(82, 150, 240, 100, 16, s.across(c))
    s.rect(94, 162, 216, 76, 10, s.down(shade(c, -0.28)))
    usb_c(s, 130, 200, 32, 13)
    for x in (182, 232, 280):
        usb_a(s, x, 200, 38, 17)
    s.oval(300, 172, 2.6, 2.6, "#6fb7e0")
    mark(s, look, 202, 228, 26, 4)
