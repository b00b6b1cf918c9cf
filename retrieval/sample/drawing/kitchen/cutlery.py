"""Knives, by the shape of their blades."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import STEEL
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_HEEL = 250.0  # where the blade ends and the handle begins


def kitchen_knife(s: Sheet, look: Look) -> None:
    if look.has("pieces", "3 pieces"):
        for dx, dy, paint in ((-96, -48, "#e2856e"), (-34, 8, "#e2b33f"), (28, 64, "#2f7f7a")):
            with (
                s.moved(f"translate({dx} {dy})"),
                s.moved("rotate(-32 200 200)"),
                s.moved("matrix(1.06 0 0 1.06 -14 -12)"),
            ):
                _knife(s, look, paint, 104)
        return
    length = 118 + 128 * look.scale("blade", 80, 240)
    small = look.has("type", "Paring knife")
    whole = length + (92 if small else 132)
    factor = 1.12 if small else 0.98
    with (
        s.moved(
            f"rotate(-32 200 200) translate({200 - factor * (_HEEL - length + whole / 2):.4g} {200 - factor * 200:.4g})"
        ),
        s.moved(f"scale({factor:.3g})"),
    ):
        _knife(s, look, look.paint, length)


def _knife(s: Sheet, look: Look, handle: str, length: float) -> None:
    kind, heel = look.value("type"), _HEEL
    tip = heel - length
    depth = {"Paring knife": 26, "Bread knife": 34, "Carving knife": 30, "Santoku": 50}.get(kind, 50)
    top = 178
    if kind == "Santoku":
        blade = f"M{tip} {top + depth - 6}C{tip + 8:g} {top + 14} {tip + 26:g} {top} {tip + 52:g} {top}L{heel} {top}L{heel} {top + depth}L{tip + 22:g} {top + depth + 2}Z"
        bevel = f"M{tip} {top + depth - 6}L{tip + 22:g} {top + depth + 2}L{heel} {top + depth}L{heel} {top + depth - 10}L{tip + 24:g} {top + depth - 9}Z"
    elif kind == "Bread knife":
        n = round(length / 13)
        step = (length - 16) / n
        teeth = "".join(f"q{-step / 2:.3g} 7 {-step:.3g} 0" for _ in range(n))
        blade = f"M{tip} {top + 14}C{tip + 10:g} {top + 4} {tip + 20:g} {top} {tip + 34:g} {top}L{heel} {top}L{heel} {top + depth}{teeth}C{tip + 8:g} {top + depth} {tip + 2:g} {top + depth - 6} {tip} {top + 14}Z"
        bevel = f"M{tip + 16:g} {top + depth - 7}L{heel} {top + depth - 7}L{heel} {top + depth}{teeth}Z"
    else:
        belly = 0.62 if kind == "Carving knife" else 0.5
        blade = f"M{tip} {top + depth}C{tip + length * 0.3:g} {top + 10} {tip + length * belly:g} {top} {heel} {top}L{heel} {top + depth}C{heel - length * 0.3:g} {top + depth + 16} {tip + length * 0.3:g} {top + depth + 18} {tip} {top + depth}Z"
        bevel = f"M{tip} {top + depth}C{tip + length * 0.3:g} {top + depth + 6} {heel - length * 0.3:g} {top + depth + 5} {heel} {top + depth - 11}L{heel} {top + depth}C{heel - length * 0.3:g} {top + depth + 16} {tip + length * 0.3:g} {top + depth + 18} {tip} {top + depth}Z"
    with s.moved("translate(8 22)"):
        s.path(blade, "#2a2430", opacity=0.14)
        s.rect(heel, 184, 92 if kind == "Paring knife" else 132, 34, 14, "#2a2430", opacity=0.14)
    s.path(blade, s.down(shade(STEEL, -0.3) if look.has("material", "Carbon steel") else STEEL))
    s.path(bevel, "#eef1f2")
    if look.has("material", "Layered steel"):
        for i in range(2):
            s.line(
                f"M{tip + 34:g} {206 + i * 5}c{length * 0.2:g} -9 {length * 0.3:g} 7 {length * 0.42:g} -2s{length * 0.25:g} 6 {length * 0.36:g} -2",
                shade(STEEL, -0.3),
                1.4,
                0.8,
            )
    if look.has("feature", "Hollow edge"):
        for i in range(8):
            s.oval(tip + 56 + i * (length - 70) / 8, 208, 5, 9, shade(STEEL, -0.16), opacity=0.45)
    s.line(f"M{tip + length * 0.36:g} {top + 7}L{heel - 8} {top + 5}", "#ffffff", 2.5, 0.8)
    _handle(s, look, handle, heel, kind == "Paring knife")
    s.rect(heel + 8 - (26 if kind == "Paring knife" else 36), top + 7, 18, 5, 1.5, look.accent, opacity=0.9)


def _handle(s: Sheet, look: Look, c: str, heel: float, small: bool) -> None:
    long, plastic = (92 if small else 130), look.has("material", "Plastic")
    with s.moved(f"translate({heel:g} 0)"):
        if plastic:
            s.path(
                f"M-4 176L20 176C{long * 0.4:g} 186 {long * 0.7:g} 180 {long - 12} 176C{long + 4} 176 {long + 6} 212 {long - 8} 216C{long * 0.7:g} 206 {long * 0.4:g} 210 20 210L-4 206Z",
                s.down(c),
            )
            s.line(f"M26 182C{long * 0.4:g} 190 {long * 0.7:g} 186 {long - 14} 182", shade(c, 0.5), 2.5, 0.5)
            s.oval(long - 12, 196, 4, 4, shade(c, -0.5))
            return
        s.path(
            f"M8 178C{long * 0.38:g} 172 {long * 0.7:g} 176 {long} 186C{long + 8} 196 {long + 6} 212 {long} 220C{long * 0.78:g} 214 {long * 0.6:g} 222 {long * 0.42:g} 218C{long * 0.28:g} 214 {long * 0.14:g} 216 8 214Z",
            s.down(c),
        )
        s.rect(-6, 175, 20, 42, 4, s.down(shade(STEEL, -0.12)))
        for t in (0.26, 0.54, 0.84) if not small else (0.34, 0.78):
            s.oval(long * t, 197, 4, 4, s.down(STEEL), shade(c, -0.4), 0.8)
        s.line(f"M20 185C{long * 0.4:g} 180 {long * 0.7:g} 184 {long - 8} 192", shade(c, 0.4), 2.5, 0.5)
