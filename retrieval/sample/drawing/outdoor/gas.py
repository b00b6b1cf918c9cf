"""Gas canisters, as big as their filling."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import STEEL, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_PAPER = "#f1ede2"


def gas_canister(s: Sheet, look: Look) -> None:
    """As big as its filling; cartridges stand in a row."""
    if look.has("feature", "Tall"):
        _cartridges(s, look)
        return
    fill = float(look.value("fill", "230 g").split()[0])
    small, large = fill < 150, fill > 300
    wide = 0.92 if small else 1.1 if not large else 1.16
    high = 0.84 if small else 1.1 if not large else 1.34
    with scaled(s, wide, high, 200, 330):
        _can(s, look, high / wide)


def _can(s: Sheet, look: Look, stretch: float) -> None:
    c = look.accent if "color" not in look.values else look.paint
    band = _PAPER if shade(c, 0.0) != "#f4f2ec" else look.accent
    ink = shade(c, -0.25) if band == _PAPER else _PAPER
    s.floor(200, 330, 116, 14)
    s.path(
        "M104 206C104 158 140 140 200 140C260 140 296 158 296 206L296 306C296 322 286 330 268 330L132 330C114 330 104 322 104 306Z",
        s.across(c),
    )
    s.path("M104 222L296 222L296 302L104 302Z", s.across(band, 0.5))
    flame = "#4f9fd8" if look.has("feature", "Cold weather") and not look.has("season", "Summer") else "#d8623a"
    with s.moved(f"translate(0 {236 - 236 / stretch:g}) scale(1 {1 / stretch:g})"):
        y = 6 + 26 * (stretch - 1)
        with s.moved(f"translate(0 {y:g})"):
            s.path(
                "M200 236C216 254 220 264 212 276C208 270 206 268 204 262C202 272 192 276 196 288C178 282 176 264 200 236Z",
                flame,
            )
            name = look.title.split()[0].upper()
            s.text(146, 269, 15.5 if len(name) < 6 else 12.5, name, ink, 1 if len(name) < 6 else 0.5)
            s.text(256, 270, 16, look.value("fill", ""), ink, 1)
    s.path("M150 150C160 140 240 140 250 150L244 138C230 132 170 132 156 138Z", s.across(STEEL))
    if look.value("thread").endswith("click valve"):
        s.rect(172, 116, 56, 24, 6, s.across(STEEL))
        s.rect(184, 104, 32, 16, 4, s.across("#c0413b"))
        s.line("M104 316L296 316", shade(c, -0.45), 5, 0.6)
    else:
        s.rect(182, 106, 36, 30, 5, s.across(STEEL))
        s.line("M184 112L216 115M184 119L216 122M184 126L216 129", shade(STEEL, -0.4), 1.6)
    if look.has("feature", "Refillable"):
        s.path("M136 158C136 96 264 96 264 158", "none", "#6a6f76", 11)
        s.path("M138 156C140 102 200 100 228 112", "none", "#b9bdc1", 3, 0.8)
    s.line("M122 186C128 168 142 160 160 156", "#fffdf6", 6, 0.45)
    s.line("M116 232L116 296", "#ffffff", 5, 0.3)


def _cartridges(s: Sheet, look: Look) -> None:
    c = look.paint
    more = look.value("pack").startswith("8")
    if more:
        for x in (72, 154, 236, 318):
            with s.moved(f"translate({x + 4} -22)"):
                _cartridge(s, shade(c, -0.2), plain=True)
    for x in (84, 160, 236, 312) if not more else (52, 134, 216, 298):
        with s.moved(f"translate({x + (4 if not more else 22)} 0)"):
            _cartridge(s, c)


def _cartridge(s: Sheet, c: str, plain: bool = False) -> None:
    s.floor(0, 336, 44, 8)
    s.path(
        "M-35 146C-35 124 -18 116 0 116C18 116 35 124 35 146L35 328C35 334 30 337 24 337L-24 337C-30 337 -35 334 -35 328Z",
        s.across(c),
    )
    if plain:
        s.path("M-38 118L38 118L34 100C20 94 -20 94 -34 100Z", s.across("#c0413b"))
        return
    s.rect(-35, 196, 70, 88, 0, s.across(_PAPER, 0.6))
    s.path("M0 208C16 226 20 236 12 248C8 242 6 240 4 234C2 244 -8 248 -4 260C-22 254 -24 236 0 208Z", "#d8623a")
    s.text(0, 277, 12, "227 g", shade(c, -0.3), 1)
    s.path("M-38 118L38 118L34 100C20 94 -20 94 -34 100Z", s.across("#c0413b"))
    s.line("M-24 150L-24 320", "#ffffff", 4, 0.35)
