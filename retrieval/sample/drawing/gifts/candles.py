"""Scented candles: the vessel by what it is, wax and label by the scent."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_SCENTS = {  # glass or vessel, wax
    "Cedar": ("#6f5a48", "#e9dcc6"), "Fig": ("#6f5685", "#e6d6dc"), "Lavender": ("#a99bc4", "#ece4f2"),
    "Sea salt": ("#8fb4bf", "#eef2ee"), "Smoke": ("#5a5d63", "#d9d4cc"), "Vanilla": ("#d9bd86", "#f6ecd2"),
    "Honey": ("#c99a2e", "#efce82"), "Apple": ("#b8c46a", "#eef0cf"), "Orange": ("#dd7f34", "#f8dcb4"),
    "Pine": ("#35523f", "#dde6d6"), "Citronella": ("#d9c24a", "#f5efbe"),
}  # fmt: skip


def scented_candle(s: Sheet, look: Look) -> None:
    scent = look.value("scent")
    vessel, wax = _SCENTS.get(scent, (look.paint, "#f1e8d4"))
    if look.has("feature", "Three wicks"):
        _bowl(s, look, vessel, wax)
    elif look.has("feature", "Outdoors"):
        _bucket(s, look, wax)
    elif look.has("feature", "Travel size"):
        _tin(s, look, vessel, wax)
    elif look.has("material", "Beeswax"):
        _cup(s, look, wax)
    elif look.has("feature", "Recycled") and not look.has("feature", "Wooden wick"):
        _jar(s, look, vessel, wax)
    else:
        _tumbler(s, look, vessel, wax)


def _flame(s: Sheet, x: float, y: float, k: float = 1) -> None:
    """A flame on its wick at (x, y)."""
    with s.moved(f"translate({x:g} {y:g}) scale({k:g})"):
        s.line("M0 4V-8", "#3a3230", 3)
        s.path("M0 -50C12 -32 15 -18 11 -9C8 -1 -8 -1 -11 -9C-15 -18 -9 -32 0 -50Z", "#f6b23c")
        s.path("M0 -34C6 -23 8 -14 6 -9C4 -4 -4 -4 -6 -9C-8 -14 -5 -23 0 -34Z", "#fff3c4")


def _tumbler(s: Sheet, look: Look, vessel: str, wax: str) -> None:
    wide = look.has("feature", "Wooden wick")
    winter = look.has("season", "Winter")
    half = 104 if wide else 86
    top, glass = 148, shade(vessel, 0.1 if winter else 0.42)
    s.floor(204, 344, half * 1.4)
    s.glow(200, 118, 120, 104)
    s.path(
        f"M{200 - half} {top}L{212 - half} 330C{212 - half} 342 {222 - half} 344 {230 - half} 344H{170 + half}C{178 + half} 344 {188 + half} 342 {188 + half} 330L{200 + half} {top}Z",
        s.across(glass),
    )
    s.path(
        f"M{204 - half} {top + 34}L{215 - half} 326C{216 - half} 334 {220 - half} 335 {228 - half} 335H{172 + half}C{180 + half} 335 {184 + half} 334 {185 + half} 326L{196 + half} {top + 34}Z",
        s.across(wax if not winter else shade(glass, -0.1)),
    )
    s.oval(200, top, half, 17, shade(glass, 0.3))
    s.oval(200, top + 3, half - 8, 13, shade(glass, -0.3))
    s.path(
        f"M{208 - half} {top + 4}C{214 - half} {top + 20} {186 + half} {top + 20} {192 + half} {top + 4}C{186 + half} {top - 6} {214 - half} {top - 6} {208 - half} {top + 4}Z",
        s.across(wax),
    )
    if wide:
        s.rect(176, top - 12, 48, 18, 2, "#8a6038")
        for x, k in ((184, 0.7), (200, 0.95), (216, 0.72)):
            _flame(s, x, top - 8, k)
    else:
        _flame(s, 200, top + 2)
    s.line(f"M{222 - half} {top + 30}L{228 - half} 318", "#ffffff", 7, 0.32)
    if winter:
        for i in range(16):
            s.oval(204 - half + 8 + i * 47 % (2 * half - 26), top + 34 + i * 29 % 146, 2.4, 2.4, "#ffffff", opacity=0.8)
    _label(s, look, 256, 56)


def _label(s: Sheet, look: Look, y: float, half: float) -> None:
    s.rect(200 - half, y - half * 0.8, 2 * half, half * 1.6, 4, "#fbf7ec")
    s.rect(200 - half, y - half * 0.8, 2 * half, 6, 3, look.accent)
    k = half / 56
    with s.moved(f"translate(200 {y - 8 * k:g}) scale({k:.3g})"):
        MOTIFS.get(look.value("scent"), _waves)(s)
    s.text(200, y + half * 0.62, 15 * k + 1, look.value("scent"), "#4a4440", 0.6)


def _tin(s: Sheet, look: Look, vessel: str, wax: str) -> None:
    c = shade(vessel, 0.16)
    s.floor(196, 344, 150)
    s.glow(180, 192, 112, 90)
    with s.moved("translate(300 268) rotate(14)"):
        s.oval(4, 6, 72, 72, "#2a2430", opacity=0.14)
        s.oval(0, 0, 72, 72, s.across(shade(c, -0.24)))
        s.oval(-3, -2, 68, 68, s.down(c))
        s.oval(-3, -2, 56, 56, "none", shade(c, 0.4), 2)
        MOTIFS.get(look.value("scent"), _waves)(s)
    s.path("M68 228V320C68 352 292 352 292 320V228Z", s.across(c))
    s.oval(180, 228, 112, 22, shade(c, 0.4))
    s.oval(180, 229, 104, 19, shade(c, -0.3))
    s.oval(180, 231, 101, 17, s.across(wax))
    _flame(s, 180, 230, 0.9)
    with s.moved("translate(-20 34) translate(200 256) scale(1 .86) translate(-200 -256)"):
        _label(s, look, 256, 44)


def _cup(s: Sheet, look: Look, wax: str) -> None:
    clay = "#a9866a"
    s.floor(204, 346, 130)
    s.glow(200, 120, 120, 104)
    s.path(
        "M98 156C96 250 104 310 124 334C130 344 140 346 150 346H250C260 346 270 344 276 334C296 310 304 250 302 156Z",
        s.across(clay),
    )
    s.path(
        "M98 156C98 190 98 214 100 234C150 222 180 258 226 240C260 228 286 246 299 236C301 214 302 190 302 156Z",
        s.across("#e9dfcb"),
    )
    s.oval(200, 156, 102, 20, "#f4ecda")
    s.oval(200, 159, 93, 16, "#8d6f54")
    s.oval(200, 162, 90, 14, s.across(wax))
    _flame(s, 200, 160)
    with s.moved("translate(200 290) scale(.9)"):
        _comb(s, "#f4ecda")
    s.rect(252, 322, 22, 9, 2, look.accent)


def _jar(s: Sheet, look: Look, vessel: str, wax: str) -> None:
    glass = shade(vessel, 0.5)
    s.floor(204, 346, 126)
    s.glow(200, 96, 100, 84)
    s.path(
        "M124 130V152C104 162 98 176 98 196V322C98 338 106 346 122 346H278C294 346 302 338 302 322V196C302 176 296 162 276 152V130Z",
        s.across(glass),
    )
    s.path("M108 204V320C108 332 112 337 124 337H276C288 337 292 332 292 320V204Z", s.across(wax))
    s.oval(200, 130, 76, 15, shade(glass, 0.3))
    s.oval(200, 132, 68, 12, shade(glass, -0.22))
    s.path("M124 138H276M124 147H276", "none", shade(glass, -0.25), 2.4)
    s.oval(200, 204, 92, 14, shade(wax, 0.4))
    s.line("M200 204V130", "#3a3230", 3)
    _flame(s, 200, 130, 0.94)
    s.line("M118 198V316", "#ffffff", 7, 0.4)
    s.line("M122 158C160 170 240 170 278 158", "#a9763f", 4)
    s.path("M262 164l30 -8l10 26l-30 10Z", "#d8b581")
    _label(s, look, 268, 54)


def _bowl(s: Sheet, look: Look, vessel: str, wax: str) -> None:
    c = shade(vessel, 0.1)
    s.floor(200, 344, 168)
    s.glow(200, 158, 176, 112)
    s.path("M40 208C44 300 110 340 150 344H250C290 340 356 300 360 208Z", s.across(c))
    s.path("M40 208C41 224 44 238 48 250C130 266 270 266 352 250C356 238 359 224 360 208Z", s.across(shade(c, 0.2)))
    s.oval(200, 208, 160, 34, shade(c, 0.36))
    s.oval(200, 212, 148, 28, shade(c, -0.34))
    s.oval(200, 216, 143, 24, s.across(wax))
    for x, y in ((132, 214), (270, 212), (204, 222)):
        s.oval(x, y + 2, 26, 6, shade(wax, 0.5))
        _flame(s, x, y, 1.02)
    with s.moved("translate(0 8)"):
        _label(s, look, 292, 42)


def _bucket(s: Sheet, look: Look, wax: str) -> None:
    zinc = "#aeb4b6"
    s.floor(204, 346, 124)
    s.line("M92 176C60 60 340 60 308 176", "#7f868a", 5)
    s.rect(172, 82, 56, 14, 7, s.across("#c99f6b"))
    s.glow(200, 130, 116, 92)
    s.path("M90 172L114 334C116 344 122 346 130 346H270C278 346 284 344 286 334L310 172Z", s.across(zinc))
    s.path(
        "M97 218L99 232C150 244 250 244 301 232L303 218C250 230 150 230 97 218ZM108 296L110 306C150 316 250 316 290 306L292 296C250 306 150 306 108 296Z",
        shade(zinc, -0.2),
    )
    s.oval(200, 172, 110, 22, shade(zinc, 0.4))
    s.oval(200, 174, 101, 18, shade(zinc, -0.3))
    s.oval(200, 178, 98, 16, s.across(wax))
    _flame(s, 200, 176, 1.15)
    for x in (94, 306):
        s.oval(x, 178, 7, 7, "#7f868a")
    with s.moved("translate(0 8)"):
        _label(s, look, 262, 46)


def _twig(s: Sheet) -> None:
    s.line(
        "M0 26V-26M0 -22l-9 -6M0 -22l9 -6M0 -12l-15 -9M0 -12l15 -9M0 0l-19 -10M0 0l19 -10M0 12l-17 -9M0 12l17 -9",
        "#4f6a4a",
        3,
    )


def _bough(s: Sheet) -> None:
    s.path("M0 -28l12 18h-6l12 16h-8l10 14h-40l10 -14h-8l12 -16h-6Z", "#35523f")
    s.rect(-3, 20, 6, 9, 0, "#6b4a34")


def _fig(s: Sheet) -> None:
    s.path("M0 -26C6 -14 24 -8 24 10C24 24 12 28 0 28C-12 28 -24 24 -24 10C-24 -8 -6 -14 0 -26Z", s.across("#6f4a72"))
    s.line("M0 -24V22M-4 -14C-14 -4 -16 10 -12 22M4 -14C14 -4 16 10 12 22", "#8f6a92", 1.6)
    s.line("M0 -26l5 -8", "#5d7a50", 4)


def _lavender(s: Sheet) -> None:
    for x, top in ((-14, -18), (0, -28), (14, -20)):
        s.line(f"M{x * 0.3:g} 30L{x} {top}", "#7d8f6a", 2)
        for k in range(4):
            s.oval(x * (1 - k * 0.1), top + k * 8, 5, 4.4, ("#7f6cab", "#a08fc6")[k % 2])


def _waves(s: Sheet) -> None:
    s.line(
        "M-32 -12c8 -9 14 -9 22 0s14 9 22 0s14 -9 20 -2M-32 4c8 -9 14 -9 22 0s14 9 22 0s14 -9 20 -2M-32 20c8 -9 14 -9 22 0s14 9 22 0s14 -9 20 -2",
        "#5f93a4",
        4,
    )


def _smoke(s: Sheet) -> None:
    s.line("M-14 26c-12 -14 14 -20 2 -34M4 28c-14 -18 16 -26 2 -46M20 26c-10 -12 12 -18 2 -30", "#7d8188", 4)


def _vanilla(s: Sheet) -> None:
    for k in range(5):
        with s.moved(f"rotate({k * 72})"):
            s.path("M0 0C-14 -8 -10 -28 0 -30C10 -28 14 -8 0 0Z", "#fff6dc", "#d0aa5a", 1.4)
    s.oval(0, 0, 6, 6, "#e2b33f")


def _comb(s: Sheet, c: str) -> None:
    cell = "l14 8v17l-14 8l-14 -8v-17Z"
    s.path("".join(f"M{x} {y}{cell}" for x, y in ((0, -42), (-17, -13), (17, -13), (0, 16))), "none", c, 3.4)


def _honey(s: Sheet) -> None:
    _comb(s, "#c99a2e")


def _apple(s: Sheet) -> None:
    s.path("M0 -12C-10 -20 -26 -14 -24 4C-22 20 -10 30 0 24C10 30 22 20 24 4C26 -14 10 -20 0 -12Z", s.across("#c0433b"))
    s.line("M0 -12q0 -10 5 -14", "#6b4a34", 2.6)
    s.path("M4 -20C8 -28 18 -28 22 -24C18 -16 8 -16 4 -20Z", "#6f9a4d")


def _citrus(s: Sheet, peel: str, flesh: str) -> None:
    s.oval(0, 0, 27, 27, peel)
    s.oval(0, 0, 22.5, 22.5, "#fdf3d8")
    for k in range(8):
        with s.moved(f"rotate({k * 45})"):
            s.path("M0 -3L7 -19C3 -21 -3 -21 -7 -19Z", flesh)


def _orange(s: Sheet) -> None:
    _citrus(s, "#dd7f34", "#f0a04e")


def _lemon(s: Sheet) -> None:
    _citrus(s, "#d9c24a", "#efe07a")


MOTIFS: Mapping[str, Callable[[Sheet], None]] = {
    "Cedar": _twig, "Pine": _bough, "Fig": _fig, "Lavender": _lavender, "Sea salt": _waves, "Smoke": _smoke,
    "Vanilla": _vanilla, "Honey": _honey, "Apple": _apple, "Orange": _orange, "Citronella": _lemon,
}  # fmt: skip
