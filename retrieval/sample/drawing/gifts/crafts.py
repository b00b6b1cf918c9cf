"""Craft kits: what one makes with them, and the tools for it."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping

from retrieval.sample.drawing.gifts.animals import head
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def craft_kit(s: Sheet, look: Look) -> None:
    lino = look.value("material").startswith("soft lino")
    _KITS["Lino" if lino else look.value("theme", "Paper")](s, look)


def _tray(s: Sheet, look: Look, top: float = 262) -> None:
    """The kit's box, low and open, in front."""
    s.floor(200, 344, 164)
    s.path(f"M58 {top}H342L352 338C352 342 349 344 346 344H54C51 344 48 342 48 338Z", s.down("#d9c29a"))
    s.path(f"M50 {top - 8}H350V{top + 12}H50Z", s.down("#e6d3b0"))
    s.rect(148, top + 28, 104, 38, 4, "#fbf6ea")
    s.rect(148, top + 28, 104, 9, 3, look.accent)
    s.line(f"M166 {top + 49}h68M178 {top + 57}h44", "#b9ad98", 2.4)


def _paper(s: Sheet, look: Look) -> None:
    s.line("M24 92C110 130 290 130 376 84", "#8a6a4a", 2.5)
    for x, y, c, h in (
        (84, 112, "#d9765a", 74),
        (160, 122, "#e8b93f", 88),
        (242, 122, "#4fa7a0", 78),
        (320, 106, "#c76a8a", 84),
    ):
        s.rect(x - 13, y - 4, 26, 9, 2, shade(c, -0.3))
        s.path(
            f"M{x - 13} {y + 5}C{x - 44} {y + h * 0.35:g} {x - 44} {y + h * 0.65:g} {x - 13} {y + h}H{x + 13}C{x + 44} {y + h * 0.65:g} {x + 44} {y + h * 0.35:g} {x + 13} {y + 5}Z",
            s.across(c),
        )
        for k in (-22, -9, 9, 22):
            s.line(
                f"M{x + k * 0.5:g} {y + 6}C{x + k * 1.1:g} {y + h * 0.35:g} {x + k * 1.1:g} {y + h * 0.65:g} {x + k * 0.5:g} {y + h - 1}",
                shade(c, -0.2),
                1.6,
            )
        s.rect(x - 13, y + h - 2, 26, 8, 2, shade(c, -0.3))
        s.line(f"M{x} {y + h + 6}v16", shade(c, -0.2), 2)
    _tray(s, look)
    for x, c in ((88, "#e8b93f"), (110, "#4fa7a0"), (290, "#d9765a")):
        s.path(f"M{x} 254L{x + 24} 222L{x + 46} 254Z", c)


def _loom(s: Sheet, look: Look) -> None:
    s.floor(190, 344, 140)
    wood = "#cf9f66"
    for x in (66, 270):
        s.rect(x, 76, 22, 262, 4, s.across(wood))
    for x in range(100, 262, 10):
        s.line(f"M{x} 96V322", "#efe6d2", 3)
    bands = ("#d9765a", "#e8b93f", "#4fa7a0", "#efe6d2", "#2f4262", "#d9765a", "#efe6d2")
    for i, c in enumerate(bands):
        y = 312 - i * 17
        s.rect(94, y - 17, 170, 17, 3, c)
        s.line("".join(f"M{97 + k * 10 + i % 2 * 5} {y - 8}h5" for k in range(16)), shade(c, -0.2), 3)
    s.line("M94 186C130 176 220 190 282 168", "#4fa7a0", 5)
    s.rect(272, 158, 76, 14, 7, s.across("#b98a58"))
    for y in (76, 312):
        s.rect(56, y, 246, 24, 5, s.down(wood))
        s.line(f"M64 {y + 17}H294", shade(wood, -0.24), 1.5)
    for x, y, c in ((330, 318, "#4fa7a0"), (306, 330, "#d9765a")):
        s.oval(x, y, 27, 25, s.across(c))
        s.line(
            f"M{x - 20} {y - 8}C{x - 4} {y - 20} {x + 12} {y - 10} {x + 20} {y + 6}M{x - 22} {y + 4}C{x - 6} {y - 8} {x + 8} {y} {x + 12} {y + 18}",
            shade(c, -0.28),
            2,
        )
    s.rect(78, 318, 34, 12, 2, look.accent)


def _stamps(s: Sheet, look: Look) -> None:
    s.floor(200, 344, 160)
    s.path("M52 128L262 96L296 306L86 338Z", "#fbf6ea", "#ddd5c4", 1.5)
    with s.moved("rotate(-8.6 174 216)"):
        for i, c in enumerate(("#d9503f", "#2f7f7a", "#e2a033", "#3f78ad")):
            for k in range(4):
                x, y = 98 + k * 50, 142 + i * 50
                if (i + k) % 2:
                    s.path(f"M{x} {y - 15}l5 10l11 1l-8 8l2 11l-10 -5l-10 5l2 -11l-8 -8l11 -1Z", c, opacity=0.88)
                else:
                    s.path(
                        f"M{x} {y + 14}C{x - 22} {y - 2} {x - 12} {y - 18} {x} {y - 8}C{x + 12} {y - 18} {x + 22} {y - 2} {x} {y + 14}Z",
                        c,
                        opacity=0.88,
                    )
    for x, y, c in ((304, 178, "#d9503f"), (330, 248, "#3f78ad")):
        s.oval(x + 4, y + 62, 34, 8, "#2a2430", opacity=0.2)
        s.rect(x - 30, y + 40, 60, 20, 4, s.across(c))
        s.rect(x - 28, y + 22, 56, 20, 4, s.across("#d8b581"))
        s.path(
            f"M{x - 12} {y + 22}C{x - 8} {y + 4} {x - 18} {y - 14} {x} {y - 16}C{x + 18} {y - 14} {x + 8} {y + 4} {x + 12} {y + 22}Z",
            s.across("#c99f6b"),
        )
    s.rect(202, 318, 96, 28, 6, s.across("#4a4e54"))
    s.rect(210, 312, 80, 14, 4, s.down("#2f7f7a"))
    s.rect(310, 330, 42, 14, 3, look.accent)


def _lino(s: Sheet, look: Look) -> None:
    s.floor(200, 338, 160)
    with s.moved("rotate(-6 140 190)"):
        s.rect(58, 92, 150, 190, 3, "#2a2430", opacity=0.14)
        s.rect(54, 86, 150, 190, 3, "#fbf6ea", "#ddd5c4", 1)
        s.rect(70, 102, 118, 138, 2, "#2f4262")
        _wren(s, 128, 172, "#fbf6ea")
    with s.moved("rotate(8 270 230)"):
        s.rect(206, 152, 128, 150, 5, "#2a2430", opacity=0.16)
        s.rect(200, 144, 128, 150, 5, s.down("#7f9a8a"))
        with s.moved("matrix(-1 0 0 1 528 46)"):
            _wren(s, 264, 172, "#4f6a5c")
    s.oval(118, 330, 62, 8, "#2a2430", opacity=0.16)
    s.rect(60, 292, 84, 34, 14, s.down("#35353a"))
    s.line("M144 309H168V300H186", "#9aa0a8", 5)
    s.rect(184, 291, 62, 18, 9, s.down("#b5743f"))
    with s.moved("rotate(-28 320 330)"):
        s.rect(296, 322, 62, 18, 9, s.down("#b5743f"))
        s.path("M296 326L262 330L296 336Z", "#c3c7ca")
    s.rect(214, 296, 20, 8, 2, look.accent)


def _wren(s: Sheet, x: float, y: float, c: str) -> None:
    s.path(
        f"M{x - 42} {y + 8}C{x - 30} {y - 34} {x + 6} {y - 40} {x + 16} {y - 18}L{x + 44} {y - 48}L{x + 32} {y - 4}C{x + 26} {y + 26} {x - 8} {y + 32} {x - 24} {y + 16}Z",
        c,
    )
    s.line(
        f"M{x - 6} {y - 10}c12 2 20 12 18 22M{x - 10} {y + 2}c8 2 14 8 14 16M{x - 8} {y + 26}l-6 20M{x + 6} {y + 25}l-2 20M{x - 30} {y + 48}h60",
        shade(c, -0.5) if c < "#8" else "#2f4262" if c == "#fbf6ea" else c,
        2.6,
    )
    s.oval(x - 20, y - 10, 3, 3, "#2f4262" if c == "#fbf6ea" else "#7f9a8a")


def _candles(s: Sheet, look: Look) -> None:
    s.floor(200, 342, 164)
    steel = "#c3c7ca"
    s.path("M214 128L330 128L318 258C317 264 312 268 304 268L240 268C232 268 227 264 226 258Z", s.across(steel))
    s.oval(272, 128, 58, 13, shade(steel, -0.3))
    s.oval(272, 130, 50, 9, "#e8b84c")
    s.path("M214 124L196 114L218 140Z", s.across(steel))
    s.line("M328 148C364 148 366 224 322 224", shade(steel, -0.4), 9)
    for x, y, c in ((92, 256, "#e8b84c"), (172, 284, "#efcf86"), (268, 300, "#e8b84c")):
        s.rect(x - 38, y, 76, 50, 8, s.across("#b9a27a"))
        s.oval(x, y + 2, 38, 9, shade("#b9a27a", 0.3))
        s.oval(x, y + 3, 33, 6.5, c)
        s.line(f"M{x} {y + 2}V{y - 22}", "#efe6d2", 3)
        s.rect(x - 22, y + 18, 44, 18, 3, "#fbf6ea")
        s.rect(x - 22, y + 18, 44, 5, 2, look.accent)
    for k in range(9):
        s.oval(104 + k * 13 % 62, 196 + k * 17 % 40, 7, 6, s.across("#e8b84c"))


def _felt(s: Sheet, look: Look) -> None:
    s.floor(190, 344, 130)
    c = "#c8683c"
    s.path("M120 250C104 300 116 340 150 342H214C248 340 260 300 244 250Z", s.down(c))
    s.path("M146 262C138 304 150 334 182 336C214 334 226 304 218 262Z", "#f6efe2")
    s.line("M128 258C116 300 126 328 152 334H212C238 328 248 300 236 258", "#f8e2c0", 2.4, 0.9)
    s.path("M248 300C290 316 318 288 306 240C298 226 286 234 286 248C284 270 268 276 250 272Z", s.down(c))
    s.path("M306 240C298 226 286 234 286 248L298 268C306 262 308 250 306 240Z", "#f6efe2")
    with s.moved("translate(88 78) scale(1.88)"):
        head(s, "Fox", c)
    s.path("M92 184C110 150 140 130 182 128C224 130 254 150 272 184", "none", "#f8e2c0", 2.4)
    s.path("M300 340V322a22 22 0 0 1 44 0V340Z", s.across("#4f7fa6"))
    s.oval(322, 302, 20, 6, "#d8b581")
    s.oval(322, 340, 22, 6, "#d8b581")
    s.line("M326 304C350 250 330 180 288 150", "#4f7fa6", 2.4)
    s.line("M288 150L262 118", "#aeb4ba", 4)
    s.rect(56, 318, 50, 28, 3, look.accent)
    s.path("M62 326h38M62 334h26", "none", "#fbf6ea", 2.4)


def _mending(s: Sheet, look: Look) -> None:
    s.floor(200, 342, 160)
    c = "#4d6a82"
    s.path(
        "M40 120C120 84 280 84 360 120C356 200 352 260 344 330C250 346 150 346 56 330C48 260 44 200 40 120Z", s.down(c)
    )
    s.line(
        "".join(
            f"M{58 + k * 17} {122 - abs(9 - k) * -1 - 14}C{60 + k * 16.6:g} 200 {62 + k * 16.2:g} 270 {64 + k * 15.8:g} 332"
            for k in range(18)
        ),
        shade(c, -0.16),
        2,
    )
    s.oval(168, 206, 88, 88, "#2a2430", opacity=0.18)
    s.oval(164, 200, 86, 86, "none", "#c99f6b", 11)
    s.oval(164, 200, 86, 86, "none", shade("#c99f6b", 0.3), 3)
    s.rect(154, 104, 22, 16, 4, s.across("#c8a04e"))
    for i in range(8):
        a = 126 + i * 11
        s.line(f"M{a} 160V246", "#f2c75c", 5)
        s.line("".join(f"M{122 + k * 22 + i % 2 * 11} {166 + i * 11}h11" for k in range(4)), "#e2694a", 5)
    s.line("M210 243C250 250 268 216 292 186", "#e2694a", 3)
    s.line("M292 186L322 142", "#d5d8da", 4)
    for x, y, tone in ((298, 300, "#e2694a"), (338, 316, "#f2c75c")):
        s.oval(x, y, 30, 26, s.across(tone))
        s.line(
            f"M{x - 22} {y - 6}C{x - 6} {y - 20} {x + 12} {y - 10} {x + 22} {y + 4}M{x - 24} {y + 6}C{x - 8} {y - 8} {x + 8} {y} {x + 14} {y + 16}",
            shade(tone, -0.26),
            2,
        )
    s.rect(66, 302, 44, 18, 2, look.accent)


def _boat(s: Sheet, look: Look) -> None:
    wood = "#d3ad78"
    s.oval(200, 318, 178, 34, "#9cc7d4")
    s.oval(200, 314, 150, 24, "#b9dbe4")
    s.path("M52 250L300 250C330 250 340 262 352 282L330 308H92C70 300 58 276 52 250Z", s.down(wood))
    s.path("M52 250L300 250C326 250 338 258 348 274H62C57 266 54 258 52 250Z", s.across(shade(wood, 0.24)))
    s.line("M84 290H336", shade(wood, -0.25), 2)
    s.rect(144, 196, 92, 56, 4, s.across(shade(wood, -0.08)))
    s.rect(136, 186, 108, 14, 4, s.down("#c0413b"))
    for x in (164, 192, 220):
        s.oval(x, 226, 9, 9, "#4f7f9a", shade(wood, -0.3), 3)
    s.rect(184, 122, 26, 66, 3, s.across("#c0413b"))
    s.rect(184, 134, 26, 12, 0, "#fbf6ea")
    s.line("M262 250V150", shade(wood, -0.4), 5)
    s.path("M265 152L322 172L265 192Z", look.accent)
    s.line("M52 258H16M52 292H16", shade(wood, -0.2), 12)
    s.path("M20 244L50 306M50 244L20 306", "none", shade(wood, -0.34), 11)
    s.line("M58 262C40 266 30 270 34 275C40 280 52 284 66 290", "#4a4e54", 2.5)
    s.line("M30 326c20 -8 40 -8 56 0M130 336c24 -8 46 -8 66 0M256 334c24 -8 50 -8 70 -2", "#e8f4f6", 4, 0.9)


_KITS: Mapping[str, Callable[[Sheet, Look], None]] = {
    "Paper": _paper, "Weaving": _loom, "Printing": _stamps, "Lino": _lino, "Candles": _candles, "Fox": _felt,
    "Mending": _mending, "Boats": _boat,
}  # fmt: skip
