"""Camp pots, pans and kettles."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label
from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _SOOT = "#c3c7ca", "#35373a"


def camp_cookware(s: Sheet, look: Look) -> None:
    """One pot, a kettle or the whole set side by side, as the product says."""
    if look.has("feature", "Mug"):
        _mug(s, look)
    elif look.has("feature", "Kettle"):
        _kettle(s, look)
    elif look.has("feature", "Collapsible"):
        _collapsible(s, look)
    elif look.has("feature", "Heat fins"):
        _fin_pot(s, look)
    elif look.number("pieces", 2) > 10:
        _family_box(s, look)
    elif look.has("feature", "Nonstick"):
        _nonstick(s, look)
    else:
        _nested(s, look)


def _pot(s: Sheet, x: float, y: float, w: float, h: float, c: str) -> None:
    """An open pot that stands on (`x`, `y`)."""
    left, right, top, rim = x - w / 2, x + w / 2, y - h, w * 0.1
    s.floor(x, y, w * 0.6, 10)
    s.path(
        f"M{left:g} {top:g}L{left + 4:g} {y - 12:g}C{left + 6:g} {y - 2:g} {left + 14:g} {y:g} {left + 22:g} {y:g}L{right - 22:g} {y:g}C{right - 14:g} {y:g} {right - 6:g} {y - 2:g} {right - 4:g} {y - 12:g}L{right:g} {top:g}Z",
        s.across(c),
    )
    s.oval(x, top, w / 2, rim, shade(c, 0.3), shade(c, -0.3), 1.5)
    s.oval(x, top + 1, w / 2 - 6, rim - 3, shade(c, -0.42))
    s.path(
        f"M{left + 8:g} {top + 3:g}C{x - w * 0.2:g} {top + rim + 4:g} {x + w * 0.2:g} {top + rim + 4:g} {right - 8:g} {top + 3:g}C{x + w * 0.2:g} {top + rim - 4:g} {x - w * 0.2:g} {top + rim - 4:g} {left + 8:g} {top + 3:g}Z",
        shade(c, 0.2),
        opacity=0.4,
    )
    s.line(f"M{left + 15:g} {top + rim + 12:g}L{left + 18:g} {y - 18:g}", "#ffffff", 5, 0.35)


def _side_handle(s: Sheet, x: float, top: float, out: float) -> None:
    s.path(f"M{x:g} {top:g}C{x + out:g} {top - 2:g} {x + out:g} {top + 52:g} {x:g} {top + 54:g}", "none", "#55595f", 7)
    s.path(
        f"M{x + out * 0.2:g} {top:g}C{x + out:g} {top:g} {x + out * 0.86:g} {top + 50:g} {x + out * 0.2:g} {top + 54:g}",
        "none",
        "#9aa0a5",
        2,
        0.8,
    )


def _nested(s: Sheet, look: Look) -> None:
    c = look.paint
    _pot(s, 142, 322, 190, 138, c)
    _side_handle(s, 236, 206, 44)
    s.path("M60 176C60 164 100 158 142 158C184 158 224 164 224 176Z", s.across(shade(c, 0.06)))
    s.oval(142, 177, 96, 12, s.across(shade(c, -0.02)), shade(c, -0.35), 1.5)
    s.rect(132, 146, 20, 14, 5, _SOOT)
    _pot(s, 298, 330, 132, 86, shade(c, 0.05))
    s.path("M236 262C214 262 206 268 196 278", "none", "#55595f", 7)
    label(s, look, 142, 262, 34, 15)


def _nonstick(s: Sheet, look: Look) -> None:
    c, trim = "#43464b", look.paint
    s.floor(130, 330, 130, 12)
    _pot(s, 132, 300, 208, 150, c)
    s.path("M26 142C28 116 90 108 132 108C174 108 236 116 238 142Z", s.across(shade(trim, 0.04)))
    s.oval(132, 142, 106, 12, s.across(shade(trim, -0.1)))
    for i in range(6):
        s.oval(196 + i % 3 * 10, 126 + i // 3 * 8, 3, 2, "#22262a")
    s.path("M118 108C118 92 146 92 146 108Z", _SOOT)
    s.rect(28, 286, 208, 6, 3, trim)
    _side_handle(s, 236, 188, 40)
    s.floor(278, 336, 112, 11)
    s.path("M184 292L376 292C374 322 356 336 336 336L224 336C204 336 186 322 184 292Z", s.across(c))
    s.oval(280, 292, 96, 17, "#5a5e63", "#2d3033", 1.5)
    s.oval(280, 293, 88, 13, "#2f3236")
    s.path("M204 296C240 306 300 306 330 303C300 300 250 298 204 296Z", "#8d9298", opacity=0.5)
    s.path("M186 300L96 330C86 334 84 344 92 346C98 348 104 346 112 342L200 316Z", s.down(trim))
    label(s, look, 84, 232, 34, 15)


def _family_box(s: Sheet, look: Look) -> None:
    c = _STEEL
    _pot(s, 128, 300, 200, 168, c)
    s.path("M30 134C32 110 90 102 128 102C166 102 224 110 226 134Z", s.across(shade(c, 0.05)))
    s.oval(128, 134, 99, 11, s.across(shade(c, -0.1)))
    s.rect(114, 88, 28, 16, 6, _SOOT)
    _side_handle(s, 226, 176, 34)
    for i, x in enumerate((262, 288, 314)):
        s.rect(x - 3, 172, 6, 104, 3, s.across(c))
        if i == 1:
            s.oval(x, 160, 11, 19, s.across(c))
        elif i == 0:
            s.path(
                f"M{x - 10} 136L{x - 10} 164C{x - 10} 174 {x + 10} 174 {x + 10} 164L{x + 10} 136L{x + 6} 136L{x + 6} 160L{x + 2} 160L{x + 2} 136L{x - 2} 136L{x - 2} 160L{x - 6} 160L{x - 6} 136Z",
                s.across(c),
            )
        else:
            s.path(f"M{x - 4} 176L{x - 6} 132C{x + 8} 134 {x + 9} 156 {x + 5} 176Z", s.across(c))
    for i in range(6):
        y = 312 - i * 9
        s.oval(300, y, 76, 13, s.across(shade(c, -0.02 if i % 2 else 0.1)), shade(c, -0.4), 1)
    s.oval(300, 266, 56, 8, shade(c, -0.14))
    _pot(s, 226, 340, 116, 62, shade(c, 0.06))
    label(s, look, 128, 232, 36, 16)


def _mug(s: Sheet, look: Look) -> None:
    c = shade(look.paint, 0.12)
    _pot(s, 188, 336, 204, 216, c)
    for y in range(188, 300, 36):
        s.line(f"M262 {y}L282 {y}", shade(c, -0.35), 2)
    s.text(238, 194, 13, "0.5", shade(c, -0.45))
    s.text(238, 266, 13, "0.25", shade(c, -0.45))
    for y in (166, 250):
        s.line(f"M286 {y}C350 {y - 8} 356 {y + 58} 288 {y + 44}", "#6d7277", 7)
        s.line(f"M292 {y}C344 {y - 4} 348 {y + 50} 294 {y + 42}", "#c9ced2", 2, 0.8)
    s.path("M84 118C86 96 140 88 188 88C236 88 290 96 292 118Z", s.across(shade(c, 0.04)))
    s.oval(188, 118, 105, 13, s.across(shade(c, -0.12)))
    s.path("M170 90C170 62 206 62 206 90", "none", "#6d7277", 6)
    for i in range(5):
        s.oval(238 + i * 9, 104 + i * 1.6, 2.6, 1.8, "#3b3f43")
    label(s, look, 150, 262, 36, 16)


def _kettle(s: Sheet, look: Look) -> None:
    c = _STEEL
    s.floor(196, 332, 150, 14)
    s.path("M96 158C70 60 322 60 296 158", "none", "#4a4d52", 12)
    s.path("M104 146C92 76 250 70 282 122", "none", "#8d9297", 3, 0.8)
    s.path("M302 214C334 206 344 176 366 168L376 182C356 196 350 240 312 258Z", s.across(shade(c, -0.1)))
    s.path(
        "M64 236C62 176 120 158 196 158C272 158 330 176 328 236L318 306C316 324 304 332 286 332L106 332C88 332 76 324 74 306Z",
        s.across(c),
    )
    s.oval(196, 166, 76, 13, shade(c, -0.3))
    s.path(
        "M124 162C130 136 160 130 196 130C232 130 262 136 268 162C250 172 142 172 124 162Z", s.across(shade(c, 0.08))
    )
    s.rect(184, 110, 24, 22, 8, look.accent)
    s.line("M72 282C130 292 262 292 322 282", shade(c, -0.3), 2)
    s.line("M92 226C92 200 108 188 132 182", "#ffffff", 10, 0.55)
    s.path(
        "M74 306C110 318 282 318 318 306C316 324 304 332 286 332L106 332C88 332 76 324 74 306Z", "#14121c", opacity=0.16
    )
    label(s, look, 196, 246, 44, 18)


def _collapsible(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(190, 330, 132, 13)
    for i, half in enumerate((126, 122, 116, 110)):
        y = 170 + i * 32
        s.path(
            f"M{190 - half} {y}C{190 - half - 3} {y + 18} {190 - half + 2} {y + 28} {190 - half + 6} {y + 34}L{190 + half - 6} {y + 34}C{190 + half - 2} {y + 28} {190 + half + 3} {y + 18} {190 + half} {y}Z",
            s.across(shade(c, -0.03 * i)),
        )
        s.line(f"M{190 - half + 4} {y + 32}C120 {y + 40} 260 {y + 40} {190 + half - 4} {y + 32}", shade(c, -0.38), 2)
    s.path("M84 296L296 296L290 322C288 328 282 330 274 330L106 330C98 330 92 328 90 322Z", s.across("#4b4f54"))
    s.oval(190, 170, 128, 19, shade(c, 0.25), shade(c, -0.3), 2)
    s.path(
        "M62 166C68 128 140 122 190 122C240 122 312 128 318 166C280 184 100 184 62 166Z",
        s.across("#dfe6e8"),
        "#9aa3a7",
        2,
        0.85,
    )
    s.rect(174, 106, 32, 20, 8, s.across(shade(c, -0.15)))
    for i in range(5):
        s.oval(256 + i * 10, 146 + i * 3, 3, 2.2, "#5b646a")
    for _ in (0, 1):
        with s.moved("matrix(-1 0 0 1 380 0)" if _ else "translate(0 0)"):
            s.path("M318 182C352 180 356 214 320 214L318 204C336 204 336 194 318 194Z", s.across(shade(c, -0.2)))
    label(s, look, 190, 313, 40, 13)


def _fin_pot(s: Sheet, look: Look) -> None:
    c = look.paint
    _pot(s, 178, 304, 230, 176, c)
    s.rect(72, 296, 212, 36, 5, "#6d7176")
    for x in range(78, 282, 9):
        s.line(f"M{x} 299L{x} 330", "#a9aeb3" if x < 150 else "#45494e", 3)
    s.path("M62 128C64 100 130 92 178 92C226 92 292 100 294 128Z", s.across("#dfe4e6"), "#9aa3a7", 1.5, 0.9)
    s.oval(178, 128, 117, 12, s.across("#4b4f54"))
    s.rect(162, 76, 32, 18, 7, "#35373a")
    for y in (160, 182):
        s.line(f"M290 {y}C352 {y + 2} 366 {y + 20} 366 {y + 70}", "#4a4d52", 8)
    s.line("M352 214C364 220 368 236 366 256", look.accent, 11)
    s.path(
        "M178 176C198 198 204 214 192 234C188 226 184 222 182 214C178 228 166 234 172 250C146 242 144 214 178 176Z",
        shade(c, 0.6),
        opacity=0.85,
    )
    label(s, look, 104, 262, 30, 14)
