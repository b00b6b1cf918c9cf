"""Power banks by what they hold, and chargers by what they give."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import INK, is_light, mark, usb_a, usb_c
from retrieval.sample.drawing.sheet import Sheet, shade


def power_bank(s: Sheet, look: Look) -> None:
    if look.has("feature", "Magnetic"):
        _magnetic(s, look)
    elif look.has("feature", "Pocket size"):
        _lipstick(s, look)
    elif look.has("feature", "Solar"):
        _solar(s, look)
    else:
        _block(s, look)


def _block(s: Sheet, look: Look) -> None:
    c = look.paint
    size = look.scale("battery", 10000, 25000)
    half, top, deep = 76 + 28 * size, 74 - 14 * size, 20 + 26 * size
    low = 330
    s.floor(208, 340, half + 62, 15)
    s.path(
        f"M{200 + half - 8} {top + 4}L{200 + half + deep} {top + 22}L{200 + half + deep} {low - 18}L{200 + half - 8} {low}Z",
        shade(c, -0.45),
    )
    s.path(
        f"M{214 - half} {top}L{200 + half - 14} {top}L{200 + half + deep - 4} {top + 16}L{200 + half + deep} {top + 24}L{200 + half} {top + 12}Z",
        shade(c, 0.25),
    )
    s.rect(200 - half, top, half * 2, low - top, 20, s.across(c))
    s.rect(206 - half, top + 6, half * 2 - 12, low - top - 12, 16, "none", shade(c, 0.4), 1.4, 0.6)
    s.path(
        f"M{206 - half} {top + 26}C{206 - half} {top + 14} {214 - half} {top + 6} {226 - half} {top + 6}L{200 + half * 0.2:g} {top + 6}L{206 - half} {low - 60}Z",
        "#ffffff",
        opacity=0.1,
    )
    for i in range(len(look.values.get("port", ())) + (size > 0.5)):
        x = 200 + (i - (1 if size > 0.5 else 0.5)) * 50
        s.rect(x - 19, top + 18, 38, 20, 5, shade(c, -0.3))
        (usb_a if i == 1 else usb_c)(s, x, top + 28)
    if look.has("feature", "Display"):
        s.rect(160, 138, 80, 44, 8, INK)
        s.text(200, 169, 24, f"{look.pick('percent', 64, 87, 92, 78)}%", "#9fe3c0", 1)
    else:
        ink = "#6b6d72" if is_light(c) else "#e9e5dc"
        for i in range(4):
            s.oval(178 + i * 15, 152, 3.6, 3.6, ink, opacity=1 if i < 3 else 0.3)
    if look.has("feature", "Built-in cable"):
        x = 200 + half + deep * 0.4
        s.line(f"M{x:g} {low - 70}C{x + 34:g} {low - 80} {x + 34:g} {top + 70} {x + 4:g} {top + 66}", "#2e2e31", 8)
        s.line(f"M{x:g} {low - 72}C{x + 32:g} {low - 82} {x + 32:g} {top + 72} {x + 4:g} {top + 66}", "#6b6d72", 2, 0.8)
        s.rect(x - 10, top + 56, 22, 16, 4, "#c3c7ca")
    if size > 0.9:
        s.line(
            "".join(f"M{212 - half + i * 11:g} 200v62" for i in range(int((half * 2 - 20) / 11) + 1)),
            shade(c, -0.35),
            4,
        )
    s.text(200, low - 44, 17, look.value("battery"), "#4a4e54" if is_light(c) else "#d9d6cf", 1)
    mark(s, look, 200, low - 24, 26, 5)


def _lipstick(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(204, 346, 84, 13)
    s.rect(152, 54, 96, 292, 44, s.across(c))
    s.path("M152 116L248 116L248 98C248 70 228 54 200 54C172 54 152 70 152 98Z", s.across("#c3c7ca"))
    s.line("M152 116L248 116", "#77797e", 2)
    s.rect(178, 72, 44, 22, 11, "#8d9196")
    usb_c(s, 200, 83, 28, 11)
    for i in range(4):
        s.oval(200, 214 + i * 18, 4.5, 4.5, "#6fb7e0" if i else shade(c, -0.3), opacity=1)
    s.line("M166 134L166 300", "#ffffff", 7, 0.4)
    mark(s, look, 200, 310, 30, 6)


def _magnetic(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 342, 128, 15)
    s.rect(118, 68, 196, 272, 40, shade(c, -0.45))
    s.rect(108, 65, 196, 273, 40, shade(c, -0.3))
    s.rect(96, 62, 196, 274, 40, s.across(c))
    s.rect(103, 69, 182, 260, 34, "none", shade(c, 0.4), 1.4, 0.6)
    s.oval(194, 172, 68, 68, s.down(shade(c, -0.08)))
    s.oval(194, 172, 68, 68, "none", shade(c, -0.4 if is_light(c) else 0.45), 5, 0.55)
    s.rect(190, 242, 8, 44, 4, shade(c, -0.4 if is_light(c) else 0.45), opacity=0.55)
    s.path("M198 138L178 178L194 178L188 208L212 166L196 166Z", look.accent)
    for i in range(4):
        s.oval(172 + i * 15, 306, 3.2, 3.2, "#7bc27e", opacity=1 if i < 3 else 0.35)
    s.path("M106 108C106 86 118 74 138 72L170 72L106 190Z", "#ffffff", opacity=0.14)


def _solar(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 344, 120, 15)
    s.line("M112 74C92 40 62 60 84 92", "#3a3a3e", 7)
    s.rect(100, 56, 208, 288, 30, shade(c, -0.4))
    s.rect(94, 52, 208, 288, 30, s.across("#2e2f34"))
    for x, y in ((94, 52), (258, 52), (94, 296), (258, 296)):
        s.rect(x, y, 44, 44, 18, s.down(c))
    s.rect(112, 70, 172, 252, 10, s.down("#2e2f34"))
    s.rect(120, 78, 156, 196, 5, s.down("#24406b"))
    s.line("".join(f"M120 {78 + i * 28}h156" for i in range(1, 7)) + "M172 78v196M224 78v196", "#8fa9cf", 1.6, 0.8)
    s.path("M120 78L210 78L120 230Z", "#ffffff", opacity=0.14)
    s.rect(150, 290, 96, 18, 9, INK)
    for i in range(4):
        s.oval(168 + i * 20, 299, 3.6, 3.6, "#7bc27e", opacity=1 if i < 3 else 0.3)
    mark(s, look, 198, 331, 26, 5)


def charger(s: Sheet, look: Look) -> None:
    if look.has("feature", "Desk station"):
        _station(s, look)
    elif look.has("feature", "Wireless charging"):
        _pad(s, look)
    elif look.has("feature", "Travel plugs"):
        _travel(s, look)
    else:
        _plug(s, look)


def _plug(s: Sheet, look: Look) -> None:
    c = look.paint
    size = min(1.0, (look.number("power", 20) - 20) / 110)
    w, h, deep = 126 + 46 * size, 138 + 70 * size, 86 + 32 * size
    x, low = max(232 - w / 2, 56 + deep * 0.8), 320.0
    kit = look.has("feature", "Cable included")
    if kit:
        x -= 38
    top = low - h
    s.floor(x + w / 2 - 10, low + 14, w * 0.86 + 46, 15)
    left = x - deep * 0.8
    rise = deep * 0.3
    for dy in (0.34, 0.6):
        y = top - rise + h * dy
        s.rect(left - 36, y, 42, 11, 2, s.down("#c8a04e" if size > 0.3 else "#c3c7ca"))
        s.oval(left - 26, y + 5.5, 3, 3, "#6b6d72")
    s.path(
        f"M{left} {top - rise + 14}Q{left} {top - rise} {left + 14} {top - rise}L{x + w - deep * 0.5:g} {top - rise}L{x + w:g} {top + 10}L{x + 14} {top + 20}Z",
        shade(c, 0.3),
    )
    s.path(
        f"M{left} {top - rise + 14}L{x + 12} {top + 4}L{x + 12} {low}L{left + 10} {low - rise}Q{left} {low - rise - 4} {left} {low - rise - 16}Z",
        s.across(shade(c, -0.12)),
    )
    s.rect(x, top, w, h, 16, s.down(c))
    s.rect(x + 4, top + 4, w - 8, h - 8, 13, "none", shade(c, 0.5), 1.4, 0.6)
    n = int(look.number("ports", 1))
    for i in range(n):
        y = top + 30 + (h - 56) * (i + 0.5) / n
        s.rect(x + w / 2 - 24, y - 13, 48, 26, 8, shade(c, -0.16))
        if i == n - 1 and look.has("port", "USB-A"):
            usb_a(s, x + w / 2, y, 32, 14)
        else:
            usb_c(s, x + w / 2, y, 30, 11)
    ink = "#6b6d72" if is_light(c) else "#c9ccd0"
    s.text(x + w / 2, top + 25, 16, look.value("power"), ink, 1)
    mark(s, look, x + w / 2, low - 13, 22, 5)
    if look.has("feature", "Foldable plug"):
        s.line(f"M{left + 6} {top + h * 0.28 - rise:g}v{h * 0.42:g}", shade(c, -0.35), 2.4)
    if kit:
        s.line(
            f"M{x + w + 30} 300C{x + w + 30} 210 {x + w + 128} 210 {x + w + 120} 276C{x + w + 112} 330 {x + w + 52} 320 {x + w + 64} 268C{x + w + 76} 226 {x + w + 108} 252 {x + w + 96} 290",
            shade(c, -0.35),
            8,
        )
        s.line(
            f"M{x + w + 29} 299C{x + w + 29} 209 {x + w + 127} 209 {x + w + 119} 275C{x + w + 111} 329 {x + w + 51} 319 {x + w + 63} 267C{x + w + 75} 225 {x + w + 107} 251 {x + w + 95} 289",
            c,
            5,
        )
        for px, py in ((x + w + 30, 300), (x + w + 95, 290)):
            s.rect(px - 8, py - 4, 16, 30, 5, s.across(c))
            s.rect(px - 5, py + 26, 10, 13, 3, s.across("#c3c7ca"))


def _travel(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 338, 168, 15)
    s.rect(84, 84, 148, 164, 22, s.across(c))
    s.rect(90, 90, 136, 152, 18, "none", shade(c, 0.4), 1.4, 0.6)
    usb_c(s, 158, 122, 34, 12)
    usb_c(s, 158, 152, 34, 12)
    usb_a(s, 158, 190, 38, 17)
    mark(s, look, 158, 226, 26, 5)
    s.rect(120, 70, 10, 18, 2, s.across("#c3c7ca"))
    s.rect(182, 70, 10, 18, 2, s.across("#c3c7ca"))
    for i, (x, shape) in enumerate(((92, "us"), (202, "eu"), (306, "uk"))):
        s.rect(x - 40, 268, 80, 58, 14, s.across(shade(c, 0.08 if i else 0.0)))
        metal = s.across("#c3c7ca")
        if shape == "us":
            s.rect(x - 18, 284, 8, 28, 2, metal)
            s.rect(x + 10, 284, 8, 28, 2, metal)
        elif shape == "eu":
            for dx in (-14, 14):
                s.oval(x + dx, 298, 8, 8, metal, "#77797e", 1)
        else:
            s.rect(x - 5, 276, 10, 17, 1, metal)
            s.rect(x - 22, 304, 15, 9, 1, metal)
            s.rect(x + 7, 304, 15, 9, 1, metal)
    s.path("M250 130C290 130 300 180 298 236", "none", "#8d9196", 2.5)
    s.path("M291 226L298 240L306 227", "none", "#8d9196", 2.5)


def _pad(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 302, 166, 24)
    s.line("M200 168C200 118 300 130 316 40", "#2e2e31", 7)
    s.path("M46 226C46 286 114 310 200 310C286 310 354 286 354 226L354 212L46 212Z", s.across("#c3c7ca"))
    s.oval(200, 214, 154, 82, s.across("#e2e4e6"))
    s.oval(200, 210, 146, 76, s.down(c))
    for i in range(40):
        x, y = 74 + (i * 71) % 250, 152 + (i * 43) % 116
        if ((x - 200) / 138) ** 2 + ((y - 210) / 68) ** 2 < 0.94:
            s.line(f"M{x} {y}l{3 + i % 4} {-2 + i % 4}", shade(c, 0.35 if i % 2 else -0.25), 1.3, 0.55)
    s.oval(200, 208, 56, 29, "none", shade(c, 0.5), 3, 0.9)
    s.path("M206 186L186 212L200 212L194 230L216 204L202 204Z", shade(c, 0.55))
    s.oval(200, 298, 3, 3, "#7bc27e")
    mark(s, look, 244, 296, 24, 5)


def _station(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 326, 168, 16)
    s.line("M330 214C366 190 330 130 372 96", "#2e2e31", 8)
    s.path("M62 176L88 148L340 148L352 176Z", s.down(shade(c, 0.25)))
    s.path("M336 176L352 172L352 296L336 316Z", shade(c, -0.45))
    s.rect(52, 172, 288, 146, 20, s.across(c))
    s.rect(64, 184, 264, 122, 13, s.down(shade(c, -0.3 if not is_light(c) else -0.1)))
    n = int(look.number("ports", 6))
    for i in range(n):
        x = 64 + 264 * (i + 0.5) / n
        (usb_a if i > n - 3 else usb_c)(s, x, 226, 30, 12 if i <= n - 3 else 15)
        s.oval(x, 252, 2.8, 2.8, "#7bc27e" if i < look.pick("used", 2, 3, 4) else "#77797e")
    s.text(196, 290, 18, look.value("power"), "#4a4e54" if is_light(c) else "#c9ccd0", 1)
    mark(s, look, 300, 284, 26, 5)
    s.rect(78, 314, 34, 9, 4, INK)
    s.rect(280, 314, 34, 9, 4, INK)
