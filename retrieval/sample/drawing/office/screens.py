"""Monitors by their size, shape and stand, and webcams."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import INK, is_light, lens, mark, usb_c
from retrieval.sample.drawing.sheet import Sheet, shade

_SCENES = (
    ("#8fb4c9", "#5b8aa6", "#2f5874"), ("#e5b98a", "#c47a58", "#7a4552"), ("#b9cfae", "#7fa37a", "#426652"),
    ("#b7a6d1", "#7f6fa8", "#453f70"), ("#d9cfc0", "#a9b3b0", "#5d7682"),
)  # fmt: skip
_NIGHT = ("#1c2036", "#3a2f63", "#c2557a")


def monitor(s: Sheet, look: Look) -> None:
    across, down = (float(n) for n in look.value("resolution", "1920 x 1080").split(" x "))
    inches = look.number("screen", 24)
    # Wide screens would leave the sheet at one scale: the eye still reads their order.
    w = min(356.0, 206 + (inches - 16) * (7.6 if across / down < 2 else 4.7))
    h = w * down / across
    if look.has("feature", "Portable"):
        _portable(s, look, 262, 262 * down / across)
        return
    bottom = 266 if w < 300 else 272
    x, y = 200 - w / 2, bottom - h - 12
    _stand(s, look, bottom, w)
    if look.has("feature", "Light hood"):
        s.path(
            f"M{x - 14} {y - 10}L{x + w + 14} {y - 10}L{x + w + 14} {bottom - 40}L{x + w} {bottom - 60}L{x} {bottom - 60}L{x - 14} {bottom - 40}Z",
            s.across("#232327"),
        )
    bezel, chin = (5, 7) if look.has("panel", "OLED") else (7, 13)
    body = look.paint
    if look.has("feature", "Curved"):
        s.path(_bow(x - bezel, y - bezel, w + bezel * 2, h + bezel + chin, 9), s.across(body))
        _scene(s, look, x, y, w, h)
        s.path(
            f"M{x} {y - 1}L{x + w} {y - 1}L{x + w} {y + 5}C{x + w * 0.7:g} {y + 11:g} {x + w * 0.3:g} {y + 11:g} {x} {y + 5}Z",
            shade(body, -0.3),
            opacity=0.5,
        )
    else:
        s.rect(x - bezel, y - bezel, w + bezel * 2, h + bezel + chin, 6, s.across(body))
        _scene(s, look, x, y, w, h)
    s.path(f"M{x} {y}L{x + w * 0.5:g} {y}L{x + w * 0.3:g} {y + h}L{x} {y + h}Z", "#ffffff", opacity=0.09)
    if chin > 8:
        mark(s, look, 200, y + h + 7, 20, 4)
    s.oval(x + w - 8, y + h + chin * 0.55, 1.8, 1.8, "#7bc27e")


def _bow(x: float, y: float, w: float, h: float, sag: float) -> str:
    """A screen's outline that bends away in the middle, as a curved one looks from the front."""
    return (
        f"M{x:g} {y:g}C{x + w * 0.3:g} {y + sag:g} {x + w * 0.7:g} {y + sag:g} {x + w:g} {y:g}L{x + w:g} {y + h:g}"
        f"C{x + w * 0.7:g} {y + h - sag * 0.6:g} {x + w * 0.3:g} {y + h - sag * 0.6:g} {x:g} {y + h:g}Z"
    )


def _scene(s: Sheet, look: Look, x: float, y: float, w: float, h: float) -> None:
    sky, hill, near = _NIGHT if look.has("panel", "OLED") else look.pick("scene", *_SCENES)
    flip = look.pick("hills", 0.0, 0.12, 0.22)
    s.rect(x, y, w, h, 2, s.down(sky))
    s.oval(x + w * (0.72 - flip), y + h * 0.34, h * 0.1, h * 0.1, shade(sky, 0.6), opacity=0.8)
    low, mid = y + h, y + h * (0.62 + flip / 3)
    s.path(
        f"M{x:g} {mid:g}C{x + w * (0.2 + flip):g} {mid - h * 0.28:g} {x + w * 0.4:g} {mid + h * 0.16:g} {x + w * 0.62:g} {mid - h * 0.06:g}C{x + w * 0.8:g} {mid - h * 0.22:g} {x + w * 0.9:g} {mid:g} {x + w:g} {mid - h * 0.04:g}L{x + w:g} {low:g}L{x:g} {low:g}Z",
        s.down(hill),
    )
    s.path(
        f"M{x:g} {low - h * 0.1:g}C{x + w * 0.25:g} {low - h * 0.3:g} {x + w * (0.4 + flip):g} {low - h * 0.02:g} {x + w * 0.66:g} {low - h * 0.18:g}C{x + w * 0.82:g} {low - h * 0.28:g} {x + w * 0.92:g} {low - h * 0.16:g} {x + w:g} {low - h * 0.2:g}L{x + w:g} {low:g}L{x:g} {low:g}Z",
        s.down(near),
    )


def _stand(s: Sheet, look: Look, bottom: float, w: float) -> None:
    c = shade(look.paint, -0.1)
    lit = is_light(look.paint)
    s.floor(200, 346, 80 + w * 0.16, 12)
    if look.has("feature", "Gaming"):
        s.rect(188, bottom - 8, 24, 76, 4, s.across(c))
        s.line(f"M200 {bottom + 62}L118 342M200 {bottom + 62}L282 342", c, 12)
        s.line(f"M200 {bottom + 59}L122 338", shade(c, 0.4), 2.5, 0.7)
        s.line(f"M200 {bottom + 4}L200 {bottom + 50}", look.accent, 4)
    elif not look.has("feature", "Height-adjustable"):
        s.path(f"M186 {bottom - 8}L214 {bottom - 8}L222 332L178 332Z", s.across(c))
        s.path("M142 344C142 334 164 328 200 328C236 328 258 334 258 344Z", s.across(c))
    else:
        neck = 17 if w < 300 else 24
        s.rect(200 - neck, bottom - 8, neck * 2, 340 - bottom, 4, s.across(c))
        s.rect(200 - neck * 0.5, bottom + 10, neck, 22, 6, shade(c, -0.3 if lit else -0.5))
        base = 70 + w * 0.09
        s.path(
            f"M{200 - base:g} 345L{200 - base + 20:g} 328L{200 + base - 20:g} 328L{200 + base:g} 345Z",
            s.across(shade(c, 0.06)),
        )
        s.rect(200 - base, 343, base * 2, 5, 2, shade(c, -0.3))


def _portable(s: Sheet, look: Look, w: float, h: float) -> None:
    s.floor(204, 334, 158, 15)
    s.path("M84 324L330 324L362 342L52 342Z", s.down("#4a4e54"))
    s.path("M84 324L330 324L326 318L90 318Z", "#2e3035")
    with s.moved("matrix(1 0 0.06 1 -14 0)"):
        y = 318 - h - 12
        s.rect(200 - w / 2 - 7, y - 7, w + 14, h + 20, 9, s.across(look.paint))
        s.rect(200 - w / 2 - 3, y - 3, w + 6, h + 12, 5, INK)
        _scene(s, look, 200 - w / 2, y, w, h)
        s.path(f"M{200 - w / 2} {y}L200 {y}L160 {y + h}L{200 - w / 2} {y + h}Z", "#ffffff", opacity=0.09)
    mark(s, look, 207, 332, 20, 4)
    s.line("M346 300C372 296 384 312 384 336", "#55575c", 4)


def webcam(s: Sheet, look: Look) -> None:
    if look.has("feature", "Light ring"):
        _ring(s, look)
    elif look.has("feature", "Follows you"):
        _conference(s, look)
    elif look.has("feature", "Face login"):
        _slim(s, look)
    elif look.has("feature", "Fixed focus"):
        _ball(s, look)
    else:
        _clip(s, look)


def _screen_edge(s: Sheet, y: float) -> None:
    """The upper edge of the monitor that it sits on."""
    s.rect(26, y, 348, 128, 9, s.across("#3a3a3e"))
    s.rect(37, y + 11, 326, 117, 3, s.down("#4b6071"))
    s.path(
        f"M37 {y + 90}C110 {y + 50} 160 {y + 110} 240 {y + 74}C290 {y + 56} 330 {y + 66} 363 {y + 78}L363 {y + 128}L37 {y + 128}Z",
        "#33475a",
        opacity=0.8,
    )


def _clip(s: Sheet, look: Look) -> None:
    c, fine = look.paint, look.value("resolution").startswith("3840")
    _screen_edge(s, 236)
    s.path("M150 212L250 212L244 262L156 262Z", s.across(shade(c, -0.2)))
    s.line("M158 256L242 256", shade(c, -0.45), 3)
    s.rect(58 if fine else 74, 120, 284 if fine else 252, 98, 49, s.across(c))
    s.rect(72 if fine else 88, 130, 256 if fine else 224, 76, 38, s.down("#202127"))
    if fine:
        s.oval(200, 168, 49, 49, "#c8a04e")
    lens(s, 200, 168, 46 if fine else 36, "#4a4e54")
    for x in (116, 284):
        s.line("".join(f"M{x - 12 + i * 8} 160L{x - 12 + i * 8} 178" for i in range(4)), "#55575c", 3)
    s.oval(254, 152, 3, 3, "#7bc27e")
    s.rect(150, 118, 30, 7, 3, look.accent)


def _ball(s: Sheet, look: Look) -> None:
    c = look.paint
    _screen_edge(s, 256)
    s.path("M160 246L240 246L252 286L148 286Z", s.across(shade(c, -0.15)))
    s.rect(186, 214, 28, 40, 6, s.across("#55575c"))
    s.oval(200, 146, 80, 78, s.across(c))
    s.oval(200, 148, 58, 57, s.down("#26272d"))
    lens(s, 200, 148, 38, "#4a4e54")
    s.oval(200, 212, 3, 3, "#7bc27e")
    mark(s, look, 200, 80, 24, 5)


def _ring(s: Sheet, look: Look) -> None:
    c = look.paint
    s.glow(200, 150, 180, 160)
    _screen_edge(s, 262)
    s.path("M158 250L242 250L250 290L150 290Z", s.across(shade(c, -0.2)))
    s.oval(200, 152, 106, 104, s.across(c))
    s.oval(200, 152, 92, 90, "#fff6dc")
    s.oval(200, 152, 84, 82, "#fffdf4")
    s.oval(200, 152, 58, 57, s.across("#2b2c31"))
    lens(s, 200, 152, 40, "#4a4e54")
    mark(s, look, 200, 249, 22, 4)


def _slim(s: Sheet, look: Look) -> None:
    c = look.paint
    _screen_edge(s, 216)
    s.path("M168 190L232 190L228 246L172 246Z", s.across(shade(c, -0.2)))
    s.rect(106, 128, 188, 66, 16, s.across(c))
    s.rect(116, 137, 168, 48, 10, s.down("#1d1e23"))
    lens(s, 166, 161, 22, "#55575c")
    s.oval(218, 161, 13, 13, "#2b1a24")
    s.oval(218, 161, 7, 7, "#5a2436")
    s.oval(250, 161, 5, 5, "#2b3a5a")
    s.oval(268, 149, 2.4, 2.4, "#7bc27e")
    s.line("M118 131L240 131", shade(c, 0.5), 2, 0.5)
    mark(s, look, 272, 191, 16, 3)


def _conference(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 346, 110, 14)
    s.path("M118 334L282 334L290 348L110 348Z", s.across(shade(c, -0.2)))
    s.rect(112, 220, 176, 118, 22, s.across(c))
    rows = "".join(f"M{132 + (j % 2) * 5} {240 + j * 10}h136" for j in range(9))
    s.path(rows, "none", shade(c, -0.45), 3)
    s.rect(172, 196, 56, 28, 5, s.across("#55575c"))
    s.oval(200, 128, 82, 80, s.across(c))
    s.rect(128, 82, 144, 92, 40, s.down("#1d1e23"))
    lens(s, 200, 128, 42, "#55575c")
    s.oval(262, 128, 3, 3, "#7bc27e")
    mark(s, look, 200, 330, 24, 4)
    usb_c(s, 268, 342, 14, 5)
