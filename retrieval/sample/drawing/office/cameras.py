"""Cameras from the front, with a lens or with their open mount, and memory cards."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import INK, is_light, lens, mark
from retrieval.sample.drawing.sheet import Sheet, shade


def camera(s: Sheet, look: Look) -> None:
    if look.has("feature", "Action"):
        _action(s, look)
    elif look.has("feature", "Instant prints"):
        _instant(s, look)
    elif look.has("feature", "Fixed lens") and not look.has("feature", "Viewfinder"):
        _compact(s, look)
    elif look.has("feature", "Fixed lens"):
        _classic(s, look)
    else:
        _system(s, look)


def _grip_dots(s: Sheet, x: float, y: float, w: float, h: float, c: str) -> None:
    """Leather-like grain on a camera's front."""
    dots = "".join(f"M{x + (i * 37) % w:.0f} {y + (i * 23) % h:.0f}h.1" for i in range(60))
    s.line(dots, shade(c, 0.22), 1.8, 0.7)


def _barrel(s: Sheet, x: float, y: float, r: float, color: str, ring: str) -> None:
    s.oval(x + 4, y + 6, r + 3, r + 3, INK, opacity=0.5)
    s.oval(x, y, r, r, s.across(color))
    s.oval(x, y, r * 0.9, r * 0.9, "none", shade(color, 0.35), 1.6, 0.7)
    s.oval(x, y, r * 0.8, r * 0.8, s.down(shade(color, -0.35)))
    s.oval(x, y, r * 0.76, r * 0.76, "none", ring, 2.4)
    lens(s, x, y, r * 0.6, "#232327")


def _mount(s: Sheet, look: Look, x: float, y: float, r: float) -> None:
    """The open mount: a steel ring, the gold contacts, the sensor behind."""
    s.oval(x, y, r, r, s.across("#d5d8db"), "#77797e", 1)
    for dx, dy in ((-0.62, -0.62), (0.62, -0.62), (-0.62, 0.62), (0.62, 0.62)):
        s.oval(x + dx * r * 0.96, y + dy * r * 0.96, 3.4, 3.4, "#8d9196")
    s.oval(x, y, r * 0.76, r * 0.76, "#17181c")
    full = look.has("sensor", "Full frame")
    w, h = (r * 1.06, r * 0.72) if full else (r * 0.86, r * 0.58)
    s.rect(x - w / 2, y - h / 2, w, h, 2, s.down("#3c4f74"))
    s.path(f"M{x - w / 2:g} {y - h / 2:g}h{w * 0.6:g}L{x - w / 2:g} {y + h / 2:g}Z", "#b58fd0", opacity=0.4)
    s.line("".join(f"M{x - 24 + i * 7:g} {y + r * 0.66:g}v5" for i in range(8)), "#c8a04e", 3)
    s.oval(x - r * 0.5, y - r * 0.72, 4, 4, look.accent)


def _system(s: Sheet, look: Look) -> None:
    c = look.paint
    big = look.scale("weight", 370, 880)
    half, top, low = 128 + 26 * big, 152 - 16 * big, 306 + 22 * big
    skin = "#2b2c31"
    s.floor(200, low + 14, half + 26, 15)
    finder = look.has("feature", "Viewfinder")
    if finder:
        s.path(
            f"M148 {top + 8}L162 {top - 44 - 8 * big:g}C164 {top - 50 - 8 * big:g} 168 {top - 54 - 8 * big:g} 176 {top - 54 - 8 * big:g}L224 {top - 54 - 8 * big:g}C232 {top - 54 - 8 * big:g} 236 {top - 50 - 8 * big:g} 238 {top - 44 - 8 * big:g}L252 {top + 8}Z",
            s.across(c),
        )
        s.rect(178, top - 60 - 8 * big, 44, 9, 3, INK)
        s.text(200, top - 16, 13, look.title.split()[0].upper(), "#d9d6cf" if not is_light(c) else INK, 2)
    dial = 200 + half - 44
    s.rect(dial - 22, top - 20, 44, 24, 5, s.across("#55575c"))
    s.line("".join(f"M{dial - 18 + i * 6:g} {top - 17}v16" for i in range(7)), "#2e2e31", 1.6)
    s.oval(200 - half + 34, top - 8, 18, 9, s.across("#8d9196"))
    s.oval(200 - half + 34, top - 12, 14, 6, look.accent if big > 0.6 else "#c3c7ca")
    s.path(
        f"M{200 - half} {top + 22}C{200 - half} {top + 6} {212 - half} {top} {226 - half} {top}L{174 + half} {top}C{190 + half} {top} {200 + half} {top + 8} {200 + half} {top + 24}L{200 + half} {low - 18}C{200 + half} {low - 6} {192 + half} {low} {180 + half} {low}L{222 - half} {low}C{208 - half} {low} {200 - half} {low - 8} {200 - half} {low - 20}Z",
        s.across(c),
    )
    s.path(
        f"M{200 - half} {top + 34}L{200 + half} {top + 34}L{200 + half} {low - 26}L{200 - half} {low - 26}Z",
        s.across(skin),
    )
    _grip_dots(s, 206 - half, top + 40, half * 2 - 14, low - top - 72, skin)
    s.path(
        f"M{194 - half} {top + 12}C{206 - half} {top + 2} {240 - half} {top + 4} {250 - half} {top + 20}L{252 - half} {low - 14}C{246 - half} {low + 2} {206 - half} {low + 4} {196 - half} {low - 10}Z",
        s.across("#34353b"),
    )
    _grip_dots(s, 200 - half, top + 26, 44, low - top - 50, "#34353b")
    cx, cy, r = 214, (top + low) / 2 + 2, 76 + 10 * big
    if look.has("feature", "Body only"):
        _mount(s, look, cx, cy, r)
    else:
        _barrel(s, cx, cy + 10, r - 12, "#3a3a3e" if not is_light(c) else "#8d9196", look.accent)
    s.oval(200 + half - 20, top + 54, 7, 7, "#3a2526")
    for side in (-1, 1):
        s.rect(200 + side * (half + 2) - 4, top + 22, 8, 16, 3, "#8d9196")
    s.rect(182 + half - 30, top + 12, 36, 6, 2, look.accent)
    if not finder:
        s.text(214, top + 18, 13, look.title.split()[0].upper(), "#d9d6cf" if not is_light(c) else "#4a4e54", 2)


def _compact(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 306, 160, 16)
    s.rect(92, 108, 52, 16, 6, s.across("#8d9196"))
    s.rect(268, 112, 36, 12, 4, s.across("#8d9196"))
    s.rect(56, 120, 288, 182, 30, s.across(c))
    s.rect(62, 126, 276, 170, 26, "none", shade(c, 0.4), 1.6, 0.6)
    s.rect(74, 160, 18, 106, 9, shade(c, -0.24))
    s.rect(292, 138, 34, 18, 5, "#f4f2ec", "#8d9196", 1.4)
    s.line("M298 142v10M304 142v10M310 142v10M316 142v10", "#c3c7ca", 1.6)
    _barrel(s, 206, 214, 76, "#b9bdc1", "#77797e")
    s.text(122, 152, 14, look.title.split()[0].upper(), "#4a4e54" if is_light(c) else "#f4f2ec", 1.5)
    mark(s, look, 312, 284, 24, 5)
    s.line("M344 150C372 160 372 210 356 246", "#3a3a3e", 5)


def _classic(s: Sheet, look: Look) -> None:
    c = look.paint
    skin = "#2b2c31" if is_light(c) else "#26272c"
    s.floor(200, 310, 164, 16)
    s.oval(304, 116, 26, 12, s.across("#b9bdc1"))
    s.rect(278, 104, 52, 14, 4, s.across("#d5d8db"))
    s.rect(238, 110, 26, 12, 4, s.across("#b9bdc1"))
    s.oval(96, 116, 14, 7, s.across("#d5d8db"))
    s.rect(50, 118, 300, 188, 18, s.across(c))
    s.rect(50, 160, 300, 112, 0, s.across(skin))
    _grip_dots(s, 56, 166, 288, 100, skin)
    s.line("M50 160h300M50 272h300", shade(c, -0.4), 1.6)
    s.rect(66, 128, 46, 26, 5, INK)
    s.rect(71, 132, 36, 18, 3, s.down("#39445e"))
    s.rect(240, 130, 22, 20, 4, INK)
    s.oval(251, 140, 6, 6, "#39445e")
    _barrel(s, 206, 218, 74, "#3a3a3e" if not is_light(c) else "#b9bdc1", look.accent)
    s.text(168, 150, 13, look.title.split()[0].upper(), INK if is_light(c) else "#d9d6cf", 2)
    s.path("M350 152C384 164 386 226 366 264", "none", "#7b5b45", 7)
    mark(s, look, 318, 290, 24, 5)


def _action(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 120, 15)
    s.rect(176, 316, 48, 26, 5, s.across("#3a3a3e"))
    s.rect(160, 62, 60, 14, 6, s.across(look.accent))
    s.rect(104, 80, 208, 248, 34, shade(c, -0.5))
    s.rect(95, 76, 208, 249, 34, shade(c, -0.34))
    s.rect(86, 72, 208, 250, 34, s.across(c))
    s.rect(92, 78, 196, 238, 30, "none", shade(c, 0.35), 1.6, 0.6)
    s.rect(154, 92, 122, 122, 26, s.across("#26272c"))
    lens(s, 215, 153, 48, "#55575c")
    s.rect(106, 236, 168, 68, 12, INK)
    s.rect(112, 242, 156, 56, 8, s.down("#5b8aa6"))
    s.path("M112 282C150 262 180 292 216 272C240 260 256 268 268 274L268 298L112 298Z", "#2f5874")
    s.oval(122, 108, 6, 6, "#bf433b")
    s.line(
        "".join(f"M{108 + (i % 3) * 10} {150 + i // 3 * 12}h.1" for i in range(12)),
        shade(c, -0.6 if is_light(c) else 0.4),
        4,
    )
    s.text(123, 226, 13, look.value("video"), "#f4f2ec", 1)


def _instant(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 348, 138, 15)
    s.path("M146 118L254 118L254 40L146 40Z", "#fbf9f4", "#d3cec4", 1.2)
    s.rect(156, 50, 88, 60, 1, s.down("#9cc1d8"))
    s.path("M156 96C180 74 200 104 220 86C232 78 240 84 244 88L244 110L156 110Z", "#7fa37a")
    s.oval(226, 64, 8, 8, "#f0dca0")
    s.rect(66, 108, 268, 236, 62, s.across(c))
    s.path(
        "M72 182C72 142 96 116 134 114L266 114C304 116 328 142 328 182C260 166 140 166 72 182Z",
        shade(c, 0.3),
        opacity=0.7,
    )
    s.rect(128, 110, 144, 8, 4, INK)
    s.rect(254, 138, 48, 26, 10, "#f4f2ec", "#8d9196", 1.6)
    s.line("M264 143v16M272 143v16M280 143v16M288 143v16", "#c3c7ca", 2)
    s.oval(112, 152, 17, 17, s.down(look.accent))
    s.oval(110, 149, 11, 10, shade(look.accent, 0.3), opacity=0.7)
    s.oval(200, 244, 82, 82, s.across(shade(c, 0.35)))
    _barrel(s, 200, 244, 68, "#55575c", "#d5d8db")
    s.rect(104, 322, 34, 6, 3, shade(c, -0.4))
    mark(s, look, 280, 322, 26, 6)


def memory_card(s: Sheet, look: Look) -> None:
    hue = (
        look.pick("label", "#2f4262", "#2f7f7a", "#7c2f3b", "#6f5685")
        if look.number("write_speed", 0) > 30
        else look.pick("plain", "#8b9096", "#5d7a50")
    )
    if look.number("write_speed", 0) > 200:
        hue = "#26272c"
    s.floor(206, 346, 112, 14)
    if look.has("card", "SD"):
        _sd(s, look, 96, 46, 1.0, hue)
        return
    if look.has("feature", "Adapter included"):
        _sd(s, look, 44, 62, 0.92, "#3a3d44", adapter=True)
    body = "#26272c"
    s.path(
        "M236 192L316 192C322 192 326 196 326 202L326 222L334 230L334 254L326 262L326 332C326 338 322 342 316 342L236 342C230 342 226 338 226 332L226 202C226 196 230 192 236 192Z",
        s.across(body),
        "#101114",
        1,
    )
    s.rect(234, 214, 84, 92, 5, s.down(hue))
    s.rect(234, 214, 84, 16, 5, look.accent)
    s.text(276, 272, 28, look.value("storage").split()[0], "#f4f2ec", 0)
    s.text(276, 294, 14, look.value("storage").split()[-1], "#f4f2ec", 1)
    s.rect(234, 322, 84, 8, 3, "#3a3a3e")


def _sd(s: Sheet, look: Look, x: float, y: float, k: float, hue: str, *, adapter: bool = False) -> None:
    with s.moved(f"translate({x} {y}) scale({k})"):
        s.path("M6 8L150 8L208 64L208 294C208 300 204 304 198 304L16 304C10 304 6 300 6 294Z", "#101114")
        s.path(
            "M0 10C0 4 4 0 10 0L146 0L204 58L204 290C204 296 200 300 194 300L10 300C4 300 0 296 0 290Z",
            s.across("#34353b"),
        )
        s.rect(0, 84, 9, 34, 2, "#17181c")
        s.rect(1, 88, 7, 14, 2, "#e2b33f")
        s.path("M20 46L136 46L184 94L184 264C184 268 182 270 178 270L26 270C22 270 20 268 20 264Z", s.down(hue))
        s.path("M20 46L136 46L166 76L20 76Z", look.accent)
        s.path("M20 46L90 46L20 190Z", "#ffffff", opacity=0.08)
        if adapter:
            s.text(98, 180, 24, "SD", "#c9ccd0", 2)
            s.text(98, 206, 13, "adapter", "#c9ccd0", 1)
            s.line("M60 300v-14h84v14", "#17181c", 4)
            return
        s.text(100, 172, 56, look.value("storage").split()[0], "#f4f2ec", -1)
        s.text(100, 204, 24, look.value("storage").split()[-1], "#f4f2ec", 2)
        s.text(100, 248, 16, look.value("read_speed"), shade(hue, 0.6), 1)
        for i in range(7):
            s.rect(18 + i * 18, 8, 11, 24, 2, "#26272c")
