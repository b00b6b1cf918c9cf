"""Trekking poles, long or folded."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_METAL, _DARK = "#b9bdc1", "#2e2e31"
_GRIPS = {"Cork": "#c08d56", "Foam": "#3a3c40"}


def trekking_poles(s: Sheet, look: Look) -> None:
    """A pair that crosses; folding ones show one pole folded in three."""
    length = look.scale("length", 1150, 1450)
    s.floor(200, 350, 120, 12)
    if look.has("feature", "Foldable"):
        with s.moved("translate(-64 0) rotate(7 200 350)"):
            _pole(s, look)
        with s.moved("translate(96 0)"):
            _folded(s, look)
        return
    with scaled(s, 1.0, 0.92 + 0.08 * length, 200, 350):
        for turn in (-19, 19):
            with s.moved(f"rotate({turn} 200 176)"):
                _pole(s, look)


def _grip(s: Sheet, look: Look, y: float = 30) -> None:
    grip = _GRIPS.get(look.value("grip"), _DARK)
    s.path(
        f"M196 {y + 14}C230 {y + 34} 232 {y + 92} 214 {y + 116}C206 {y + 96} 214 {y + 46} 192 {y + 24}Z",
        "none",
        look.accent,
        6,
    )
    s.path(
        f"M184 {y + 8}C184 {y - 6} 216 {y - 8} 218 {y + 6}C220 {y + 16} 213 {y + 20} 211 {y + 28}L209 {y + 84}C209 {y + 90} 191 {y + 90} 191 {y + 84}L189 {y + 28}C187 {y + 22} 184 {y + 18} 184 {y + 8}Z",
        s.across(grip),
    )
    s.path(
        f"M184 {y + 8}C184 {y - 6} 216 {y - 8} 218 {y + 6}C218 {y + 12} 184 {y + 14} 184 {y + 8}Z", shade(_DARK, 0.1)
    )
    for row in (40, 52, 64, 76):
        s.line(f"M191 {y + row}C196 {y + row + 3} 204 {y + row + 3} 209 {y + row}", shade(grip, -0.35), 2)
    if look.has("feature", "Extended grip"):
        s.rect(192, y + 92, 16, 46, 5, s.across(shade(grip, 0.1)))
        s.line(f"M193 {y + 106}L207 {y + 106}M193 {y + 120}L207 {y + 120}", shade(grip, -0.35), 2)


def _lock(s: Sheet, look: Look, y: float) -> None:
    s.rect(189, y, 22, 20, 4, s.across(_DARK))
    if look.has("feature", "Lever lock"):
        s.path(f"M206 {y + 3}L220 {y + 5}L218 {y + 24}L208 {y + 18}Z", s.across(look.accent))
    else:
        s.line(f"M194 {y + 3}L194 {y + 17}M200 {y + 3}L200 {y + 17}M206 {y + 3}L206 {y + 17}", "#6a6f76", 2)


def _basket(s: Sheet, look: Look) -> None:
    if look.has("feature", "Snow baskets"):
        s.oval(200, 322, 30, 8, s.across(_DARK))
        s.oval(200, 320, 20, 4.5, "#55595f")
    else:
        s.oval(200, 324, 17, 5.5, s.across(_DARK))
    s.rect(196, 318, 8, 22, 2, s.across(_DARK))
    if look.has("feature", "Rubber tips"):
        s.rect(194, 334, 12, 20, 4, s.across("#3a3c40"))
    else:
        s.path("M197 338L203 338L200 354Z", s.across(_METAL))


def _pole(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(193, 100, 14, 110, 3, s.across(c))
    s.rect(194.5, 200, 11, 70, 2, s.across(shade(c, 0.32) if look.has("feature", "Telescopic") else c))
    s.rect(195.5, 262, 9, 66, 2, s.across(_METAL if look.has("feature", "Telescopic") else shade(c, -0.12)))
    for y in (150, 226, 286):
        s.rect(194, y, 12, 7, 0, shade(c, 0.55))
    _lock(s, look, 200)
    if look.has("feature", "Telescopic"):
        _lock(s, look, 260)
    else:
        s.rect(193, 262, 14, 15, 3, s.across(_DARK))
    if look.has("feature", "Shock absorber"):
        s.line("M193 174L207 179M193 182L207 187M193 190L207 195", _METAL, 2.5)
    _grip(s, look)
    _basket(s, look)


def _folded(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(212, 352, 62, 9)
    with s.moved("translate(-8 114)"):
        s.rect(193, 100, 14, 134, 3, s.across(c))
        s.rect(193, 150, 14, 8, 0, shade(c, 0.55))
        _grip(s, look)
    for x in (211, 228):
        s.rect(x, 206, 12, 138, 3, s.across(shade(c, -0.06)))
        s.rect(x, 246, 12, 7, 0, shade(c, 0.55))
        s.rect(x - 2, 200, 13, 12, 3, s.across(_DARK))
    s.line("M192 346C196 356 208 356 214 346M214 200C216 188 228 188 230 200", "#c9ced2", 3)
    s.rect(184, 262, 58, 11, 3, s.across(_DARK))
    s.rect(206, 259, 16, 17, 3, look.accent)
    s.oval(230, 336, 15, 5, s.across(_DARK))
    s.path("M227 344L233 344L230 356Z", s.across(_METAL))
