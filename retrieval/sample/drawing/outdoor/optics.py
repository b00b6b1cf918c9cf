"""Binoculars."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_DARK, _METAL = "#26272a", "#b9bdc1"


def binoculars(s: Sheet, look: Look) -> None:
    """Standing on its lenses: straight roof prisms or the shouldered porro shape, as large as its lenses."""
    size = look.scale("objective", 21, 56)
    porro = look.has("feature", "Porro prism")
    with scaled(s, 0.84 + 0.26 * size, 0.8 + 0.26 * size, 200, 348):
        s.floor(200, 348, 132, 14)
        if look.has("age_group", "Kids"):
            _kids(s, look)
        elif porro:
            _porro(s, look)
        elif look.has("feature", "Foldable"):
            _pocket(s, look)
        else:
            _roof(s, look)


def _eyecup(s: Sheet, x: float, top: float, r: float) -> None:
    s.rect(x - r, top, 2 * r, 34, 6, s.across(_DARK))
    s.oval(x, top + 3, r, r * 0.24, "#3a3c40")
    s.oval(x, top + 3, r * 0.62, r * 0.14, "#7f98a8")
    s.line(
        f"M{x - r:g} {top + 22:g}L{x + r:g} {top + 22:g}M{x - r:g} {top + 28:g}L{x + r:g} {top + 28:g}", "#55595f", 1.6
    )


def _ribs(s: Sheet, x: float, y: float, w: float, c: str, n: int = 5) -> None:
    for i in range(n):
        s.rect(x - w / 2, y + i * 11, w, 6, 3, shade(c, -0.32))


def _roof(s: Sheet, look: Look) -> None:
    c = look.paint
    fine = look.has("material", "Magnesium")
    if not fine:  # the fine ones leave the bridge open for the fingers
        s.path("M172 110L228 110L224 150L224 216L176 216L176 150Z", s.across(shade(_DARK, 0.1)))
    for _ in s.both():
        _eyecup(s, 142, 46, 28)
        s.path(
            "M110 78L174 78C180 100 180 116 178 140L182 306C182 312 178 314 172 314L100 314C94 314 90 312 90 306L102 140C102 116 104 100 110 78Z",
            s.across(c),
        )
        if fine:
            s.oval(136, 214, 24, 58, shade(c, -0.22))
            s.oval(134, 210, 18, 48, shade(c, 0.08), opacity=0.6)
        else:
            _ribs(s, 136, 176, 58, c)
        s.path(
            "M88 302L184 302L186 336C186 344 180 348 172 348L100 348C92 348 86 344 86 336Z", s.across(shade(c, -0.3))
        )
        s.line("M88 312L184 312", look.accent if fine else shade(c, 0.2), 4)
        s.line("M114 92C108 130 106 180 102 296", "#ffffff", 6, 0.25)
    s.rect(182, 96, 36, 44, 7, s.across(_DARK))
    s.line("M186 104L214 104M186 112L214 112M186 120L214 120M186 128L214 128", "#6a6f76", 3)
    s.rect(178, 148, 44, 17, 6, s.across(_METAL if fine else "#55595f"))
    s.rect(178, 206, 44, 14, 6, s.across(_METAL if fine else "#55595f"))
    label(s, look, 200, 156 if fine else 186, 26, 12)
    s.text(262, 272, 14, _power(look), shade(c, 0.65), 1)


def _porro(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(172, 118, 56, 20, 6, s.across("#55595f"))
    s.rect(176, 196, 48, 16, 6, s.across("#55595f"))
    s.rect(190, 92, 20, 126, 8, s.across(_DARK))
    for _ in s.both():
        _eyecup(s, 156, 50, 25)
        s.path("M132 82L180 82L184 128L180 196C150 202 100 202 86 196L82 156C84 130 116 122 132 112Z", s.across(c))
        s.path("M82 190L164 190L172 300L66 300Z", s.across(shade(c, -0.05)))
        s.path(
            "M62 294L176 294L178 336C178 344 172 348 164 348L74 348C66 348 60 344 60 336Z", s.across(shade(c, -0.35))
        )
        s.line("M62 306L176 306", look.accent, 4)
        _ribs(s, 120, 208, 70, c, 4)
        s.line("M98 142C94 160 92 180 86 288", "#ffffff", 6, 0.28)
    s.rect(182, 84, 36, 30, 7, s.across(_DARK))
    s.line("M188 90L188 108M196 90L196 108M204 90L204 108M212 90L212 108", "#6a6f76", 3)
    label(s, look, 126, 174, 30, 13)
    s.text(276, 178, 14, _power(look), shade(c, 0.65), 1)


def _pocket(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(160, 150, 80, 30, 8, s.across(_DARK))
    s.rect(160, 220, 80, 22, 8, s.across(_DARK))
    for _ in s.both():
        _eyecup(s, 134, 60, 27)
        s.path(
            "M104 92L164 92L170 250L166 330C166 342 160 348 150 348L116 348C106 348 100 342 100 330L96 250Z",
            s.across(c),
        )
        s.path(
            "M98 292L168 292L166 330C166 342 160 348 150 348L116 348C106 348 100 342 100 330Z",
            s.across(shade(c, -0.32)),
        )
        _ribs(s, 133, 128, 46, c, 4)
        s.oval(176, 164, 11, 11, s.across("#55595f"))
        s.oval(176, 230, 9, 9, s.across("#55595f"))
        s.line("M112 106C108 150 108 210 112 284", "#ffffff", 6, 0.3)
    s.rect(184, 140, 32, 46, 8, s.across(look.accent))
    s.line("M188 150L212 150M188 160L212 160M188 170L212 170", shade(look.accent, -0.35), 3)
    s.path("M106 190C58 200 52 300 72 346C90 366 210 352 236 362", "none", "#3a3c40", 5)
    s.text(266, 262, 14, _power(look), shade(c, 0.65), 1)


def _kids(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(168, 130, 64, 60, 14, s.across(shade(c, -0.35)))
    for _ in s.both():
        _eyecup(s, 134, 70, 32)
        s.path(
            "M92 104L174 104C186 150 186 220 182 300C182 336 166 348 134 348C100 348 84 336 84 300C80 220 82 150 92 104Z",
            s.across(c),
        )
        s.path(
            "M84 270C110 282 158 282 183 270L182 300C182 336 166 348 134 348C100 348 84 336 84 300Z",
            s.across(look.accent if look.accent != c else shade(c, -0.3)),
        )
        s.oval(134, 200, 26, 28, "#ffffff")
        s.oval(138, 204, 14, 16, _DARK)
        s.oval(133, 197, 5, 5, "#ffffff")
        s.line("M98 124C94 160 92 210 92 256", "#ffffff", 7, 0.4)
    s.path("M188 226L212 226L200 252Z", "#e2873a")
    s.rect(184, 120, 32, 34, 8, s.across(_DARK))
    s.line("M190 128L190 146M200 128L200 146M210 128L210 146", "#6a6f76", 3)


def _power(look: Look) -> str:
    return f"{look.number('magnification', 8):g} x {look.number('objective', 42):g}"
