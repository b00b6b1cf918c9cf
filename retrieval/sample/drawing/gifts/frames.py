"""Photo frames with a picture in them."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_SIZES = {"10 x 15 cm": (178, 240), "13 x 18 cm": (202, 262), "20 x 30 cm": (214, 304), "30 x 40 cm": (248, 322)}


def photo_frame(s: Sheet, look: Look) -> None:
    w, h = _SIZES.get(look.value("photo_size"), (202, 262))
    photo = look.pick("shown", *_PHOTOS)
    if look.has("feature", "Travel size"):
        _folding(s, look)
    elif look.has("feature", "Swing glass"):
        _floating(s, look, w, h)
    else:
        _framed(s, look, w, h, photo)


def _framed(s: Sheet, look: Look, w: float, h: float, photo: Callable[[Sheet], None]) -> None:
    c, left, top = look.paint, 196 - w / 2, 346 - h
    fine = look.has("feature", "Handmade")
    border = 16 + 5 * look.number("depth", 20) / 10 if not look.has("feature", "Mat board") else 18
    round_corner = 22 if look.has("feature", "Magnets") else 3
    s.floor(206, 347, w * 0.66)
    s.rect(left + 12, top + 8, w, h - 6, round_corner, "#2a2430", opacity=0.16)
    s.rect(left + 6, top + 1, w + 4, h - 1, round_corner, shade(c, -0.45))
    s.rect(left, top, w, h, round_corner, s.down(c), shade(c, -0.2), 1.4)
    if c != "#f4f2ec" and "wood" in look.value("material").lower():
        s.line(
            f"M{left + 5:g} {top + 20:g}C{left + 8:g} {top + h / 2:g} {left + 3:g} {top + h * 0.7:g} {left + 6:g} {top + h - 14:g}M{left + w - 7:g} {top + 30:g}V{top + h - 20:g}M{left + 24:g} {top + 7:g}H{left + w - 30:g}M{left + 20:g} {top + h - 7:g}H{left + w - 24:g}",
            shade(c, -0.18),
            1.4,
            0.8,
        )
    if round_corner < 10:
        s.line(
            f"M{left:g} {top:g}l{border:g} {border:g}M{left + w:g} {top:g}l{-border:g} {border:g}M{left:g} {top + h:g}l{border:g} {-border:g}M{left + w:g} {top + h:g}l{-border:g} {-border:g}",
            shade(c, -0.35),
            1.4,
        )
    if fine:
        for x, y, turn in ((left, top, -45), (left + w, top, 45), (left, top + h, 45), (left + w, top + h, -45)):
            with s.moved(
                f"translate({x + (10 if x == left else -10):g} {y + (10 if y == top else -10):g}) rotate({turn})"
            ):
                s.rect(-9, -2.5, 18, 5, 0, "#ead9b4")
    _pane(
        s,
        left + border,
        top + border,
        w - 2 * border,
        h - 2 * border,
        photo,
        look.has("feature", "Mat board"),
        max(2, round_corner - 10),
    )
    s.rect(left + w / 2 - 11, top + h - border * 0.68, 22, min(8, border * 0.45), 2, look.accent)


def _pane(
    s: Sheet, x: float, y: float, w: float, h: float, photo: Callable[[Sheet], None], mat: bool, r: float
) -> None:
    s.rect(x - 2, y - 2, w + 4, h + 4, r, "#14121c", opacity=0.4)
    if mat:
        s.rect(x, y, w, h, 0, "#fbf8f0")
        x, y, w, h = x + w * 0.16, y + h * 0.15, w * 0.68, h * 0.7
        s.rect(x - 2, y - 2, w + 4, h + 4, 0, "#d8d1c0")
    with s.moved(f"translate({x:g} {y:g}) scale({w / 100:.4g} {h / 140:.4g})"):
        photo(s)
        s.path("M0 0H44L0 70Z", "#ffffff", opacity=0.16)
        s.path("M60 0H72L0 112V94Z", "#ffffff", opacity=0.1)


def _floating(s: Sheet, look: Look, w: float, h: float) -> None:
    c, left, top = look.paint, 196 - w / 2, 342 - h
    s.floor(206, 345, w * 0.64)
    s.path(
        f"M{left + w - 30:g} {top + 60:g}L{left + w + 26:g} 344H{left + w + 14:g}L{left + w - 40:g} {top + 90:g}Z",
        shade(c, -0.4),
    )
    s.rect(left, top, w, h, 4, "#e6eef0", opacity=0.75)
    s.rect(left + 8, top + 8, w - 16, h - 16, 0, "#f7faf9", opacity=0.6)
    with s.moved(f"translate({left + w / 2:g} {top + h / 2:g}) scale({w / 214:.3g})"):
        s.line(
            "M-4 112C-10 60 8 10 -2 -60M-4 70C-30 60 -40 44 -46 30M-2 40C24 34 36 20 42 4M-2 0C-22 -8 -32 -20 -36 -34M0 -24C16 -32 24 -42 28 -54",
            "#6f8457",
            3.4,
        )
        for x, y, turn in ((-46, 30, -50), (42, 4, 50), (-36, -34, -40), (28, -54, 40), (-22, 56, -60), (20, 30, 60)):
            with s.moved(f"translate({x} {y}) rotate({turn})"):
                s.path("M0 0C-12 -10 -9 -30 0 -38C9 -30 12 -10 0 0Z", "#8fa36f")
        for k in range(7):
            with s.moved(f"translate(-2 -68) rotate({k * 51})"):
                s.path("M0 0C-11 -10 -9 -28 0 -32C9 -28 11 -10 0 0Z", "#c27a86" if k % 2 else "#d596a0")
        s.oval(-2, -68, 9, 9, "#e2b33f")
    s.path(f"M{left + 8:g} {top + 8:g}h{w * 0.46:g}l{-w * 0.46:g} {h * 0.5:g}Z", "#ffffff", opacity=0.4)
    s.rect(left, top, w, h, 4, "none", c, 9)
    s.line(f"M{left - 2:g} {top + h - 4:g}V{top - 2:g}H{left + w - 4:g}", shade(c, 0.5), 2.4)
    s.rect(left + w / 2 - 12, top + h - 4, 24, 8, 2, look.accent)


def _folding(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(204, 346, 168)
    first, second = look.pick("pair", (_lake, _two), (_two, _lake))
    for x, lean, photo in ((34, 12, first), (204, -12, second)):
        with s.moved(f"matrix(1 {lean / 110:.3g} 0 1 {x} {96 if lean > 0 else 115})"):
            s.rect(0, 0, 162, 230, 9, s.down(c) if lean > 0 else s.down(shade(c, -0.12)))
            s.rect(5, 5, 152, 220, 7, "none", shade(c, 0.4), 1.3, 0.8)
            s.rect(20, 22, 122, 186, 3, "#14121c", opacity=0.4)
            with s.moved("translate(22 24) scale(1.18 1.3)"):
                photo(s)
                s.path("M0 0H44L0 70Z", "#ffffff", opacity=0.16)
    s.path("M194 112L206 112L206 346L194 346Z", shade(c, -0.4))
    s.rect(270, 320, 24, 9, 2, look.accent)


def _lake(s: Sheet) -> None:
    s.rect(0, 0, 100, 140, 0, s.down("#b9d3de"))
    s.oval(72, 30, 9, 9, "#fff4d6")
    s.path("M0 82L26 44L44 66L64 34L100 82Z", "#6f879c")
    s.path("M64 34L74 48L66 54L58 46ZM26 44L33 54L24 58L19 54Z", "#f4f5f2")
    s.path("M0 78C30 72 70 80 100 74V96H0Z", "#5f7f5a")
    s.rect(0, 94, 100, 46, 0, s.down("#6f9db2"))
    s.line("M14 108h26M52 118h30M22 128h20", "#a9cbd6", 2)
    s.path("M44 112h26l-5 7h-16Z", "#b5653a")


def _two(s: Sheet) -> None:
    s.rect(0, 0, 100, 140, 0, s.down("#f3cfa4"))
    s.oval(50, 66, 17, 17, "#fff0cc")
    s.rect(0, 78, 100, 30, 0, "#7fa3b0")
    s.path("M0 104C30 98 70 106 100 100V140H0Z", "#d9b98a")
    s.line("M40 84h20M44 92h12", "#fbe6b8", 2)
    for x, top, coat in ((40, 82, "#3f5f7a"), (60, 88, "#b5523c")):
        s.oval(x, top - 8, 6.5, 7, "#6b4a38")
        s.path(
            f"M{x - 9} 126C{x - 9} {top + 6} {x - 8} {top} {x} {top}C{x + 8} {top} {x + 9} {top + 6} {x + 9} 126Z", coat
        )
    s.line("M47 104L53 106", "#e0b08a", 4)


def _dog(s: Sheet) -> None:
    s.rect(0, 0, 100, 140, 0, s.down("#cfe0cf"))
    s.path("M0 92C30 84 70 92 100 86V140H0Z", "#8fae72")
    s.path("M30 140C26 108 34 92 50 92C66 92 74 108 70 140Z", s.across("#b5793f"))
    s.path("M40 140C38 122 42 108 50 108C58 108 62 122 60 140Z", "#f4ecdc")
    s.path("M27 56C18 58 16 78 24 88C32 86 34 74 34 64ZM73 56C82 58 84 78 76 88C68 86 66 74 66 64Z", "#8a5628")
    s.path("M50 40C66 40 74 54 72 68C70 84 60 94 50 94C40 94 30 84 28 68C26 54 34 40 50 40Z", s.across("#c08548"))
    s.path("M50 42C56 56 60 72 62 80C60 90 54 94 50 94C46 94 40 90 38 80C40 72 44 56 50 42Z", "#f4ecdc")
    for x in (40, 60):
        s.oval(x, 64, 3, 3.6, "#2a2226")
    s.oval(50, 77, 5.5, 4, "#2a2226")
    s.line("M50 81v5M44 86c2 3 5 3 6 0c1 3 4 3 6 0", "#2a2226", 1.4)
    s.line("M36 98C44 104 56 104 64 98", "#b5453a", 4)


def _child(s: Sheet) -> None:
    s.rect(0, 0, 100, 140, 0, s.down("#e7dcc6"))
    s.path("M16 140C18 108 34 98 50 98C66 98 82 108 84 140Z", "#d9a63f")
    s.rect(44, 86, 12, 16, 5, "#dfb08c")
    s.oval(50, 66, 22, 25, "#ecc4a2")
    s.path(
        "M26 68C20 34 38 26 52 28C70 28 80 42 74 70C72 58 68 50 60 48C50 54 36 52 30 56C28 60 27 64 26 68Z", "#5f4030"
    )
    for x in (42, 58):
        s.oval(x, 67, 2.4, 3, "#3a2a26")
    s.path("M42 77C46 84 54 84 58 77Z", "#b5524a")
    s.line("M34 112h32M30 122h40M28 132h44", "#fbf0d0", 3)


_PHOTOS: tuple[Callable[[Sheet], None], ...] = (_lake, _two, _dog, _child)
