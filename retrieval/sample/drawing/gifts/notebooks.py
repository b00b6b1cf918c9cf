"""Notebooks, lying a little turned, from above."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_FORMATS = {"A6": (168, 236), "A5": (206, 286), "B5": (222, 300), "A4": (228, 312)}


def notebook(s: Sheet, look: Look) -> None:
    w, h = _FORMATS.get(look.value("format"), (206, 286))
    thick = 8 + 12 * look.scale("pages", 64, 256)
    s.oval(212, 208 + h / 2, w * 0.66, 18, "url(#fall)")
    with s.moved(f"rotate(-7 200 200) translate({200 - w / 2:g} {194 - h / 2:g})"):
        _body(s, look, w, h, thick)
        _cover(s, look, w, h)


def _body(s: Sheet, look: Look, w: float, h: float, thick: float) -> None:
    c = look.paint
    soft = look.has("material", "Waxed cotton")
    r = 4 if look.has("feature", "Spiral") else 14 if soft else 9
    s.rect(thick * 0.7, thick * 1.2, w, h, r, "#2a2430", opacity=0.16)
    s.rect(thick * 0.5, thick, w, h, r, shade(c, -0.45))
    s.rect(thick * 0.4, thick * 0.8 - 2, w - 4, h, r, "#e6decb")
    for k in (1, 2, 3):
        s.line(f"M{8} {h + thick * 0.2 * k:.3g}H{w - 6}V12", "#c9bfa8", 0.9, 0.8)
    if look.has("feature", "Refillable") and soft:
        s.rect(2, thick * 0.4, w, h - 2, r, "#d8cdb4")
    s.rect(0, 0, w, h, r, s.down(c))
    s.line(f"M4 {r}V{h - r}M{r} 3H{w - r}", shade(c, 0.45), 1.4, 0.6)


def _cover(s: Sheet, look: Look, w: float, h: float) -> None:
    c = look.paint
    if look.has("feature", "Spiral"):
        _spiral(s, w, h, c, look)
    else:
        s.rect(0, 0, 20, h, 8, "#14121c", opacity=0.12)
        s.line(f"M22 2V{h - 2}", shade(c, 0.3), 1.2, 0.5)
    material = look.value("material")
    if "leather" in material.lower():
        s.rect(9, 9, w - 18, h - 18, 6, "none", shade(c, 0.34), 1.4, 0.55)
        s.line(f"M{w * 0.62:g} {h * 0.86:g}h{w * 0.22:g}", shade(c, -0.4), 2)
        if look.has("feature", "Refillable"):
            s.rect(w - 52, h * 0.42, 62, 38, 8, s.down(shade(c, -0.08)))
            s.oval(w - 34, h * 0.42 + 19, 6, 6, s.across("#c8a04e"))
    elif "Canvas" in material:
        _splash(s, w, h)
    elif "Printed" in material:
        _stars(s, w, h, c)
    elif material == "Waxed cotton":
        s.line(
            f"M28 {h * 0.3:g}C60 {h * 0.26:g} 90 {h * 0.34:g} 120 {h * 0.29:g}M70 {h * 0.78:g}C110 {h * 0.72:g} 130 {h * 0.8:g} 170 {h * 0.74:g}",
            shade(c, 0.32),
            1.6,
            0.6,
        )
        s.line(f"M0 {h * 0.52:g}H{w}", "#3a302a", 5)
        s.line(f"M{w * 0.5:g} {h * 0.52:g}l-22 34M{w * 0.5:g} {h * 0.52:g}l16 40", "#3a302a", 3.4)
        s.oval(w * 0.5, h * 0.52, 8, 7, "#3a302a")
    elif "Linen" in material:
        y = h * 0.78
        s.line(
            f"M40 {y:g}C70 {y - 16:g} 110 {y + 10:g} {w - 30} {y - 8:g}M40 {y + 13:g}C80 {y - 2:g} 110 {y + 22:g} {w - 30} {y + 5:g}",
            shade(c, -0.3 if c > "#9" else 0.36),
            2,
            0.8,
        )
    if look.has("feature", "Elastic band"):
        s.rect(w - 30, -1, 8, h + 2, 2, s.across(shade(c, -0.42)))
    if look.has("feature", "Pen loop"):
        s.rect(w - 4, h * 0.3, 20, 34, 6, shade(c, -0.42))
        s.rect(w + 1, h * 0.12, 10, h * 0.6, 5, s.across("#d8b581"))
        s.path(f"M{w + 1:g} {h * 0.71:g}h10l-5 20Z", "#3a302a")
    if look.has("feature", "Lies flat") or look.has("feature", "Numbered pages"):
        s.path(f"M{w * 0.36:g} {h}h9v34l-4 -6l-5 6Z", look.accent)
    else:
        s.rect(w * 0.36, h - 22, 26, 10, 2, look.accent)


def _spiral(s: Sheet, w: float, h: float, c: str, look: Look) -> None:
    for k in range(13):
        y = 16 + k * (h - 32) / 12
        s.oval(13, y, 4, 4, shade(c, -0.6))
        s.line(f"M13 {y:.0f}C2 {y - 9:.0f} -14 {y - 5:.0f} -8 {y + 2:.0f}", "#aab0b6", 3.4)
    s.rect(58, 56, w - 96, 74, 6, "#fbf6ea")
    s.line(f"M72 82h{w - 126}M72 98h{w - 126}M72 114h{w - 170}", "#b9b2a4", 2)
    s.rect(58, 56, w - 96, 9, 4, look.accent)


def _splash(s: Sheet, w: float, h: float) -> None:
    for dx, dy, rx, ry, c in ((0, 0, 46, 40, "#4f9aa0"), (26, 22, 38, 32, "#e2a033"), (-22, 30, 34, 28, "#d05a5a")):
        s.oval(w * 0.5 + dx, h * 0.42 + dy, rx, ry, c, opacity=0.62)
    for dx, dy, c in ((-56, -20, "#4f9aa0"), (58, -8, "#e2a033"), (44, 62, "#d05a5a"), (-48, 70, "#d05a5a")):
        s.oval(w * 0.5 + dx, h * 0.42 + dy, 5, 5, c, opacity=0.7)


def _stars(s: Sheet, w: float, h: float, c: str) -> None:
    tone = shade(c, 0.6)
    for x, y, k in (
        (0.28, 0.16, 1.0),
        (0.64, 0.11, 0.7),
        (0.5, 0.3, 1.3),
        (0.26, 0.8, 0.8),
        (0.6, 0.88, 1.0),
        (0.72, 0.7, 0.7),
    ):
        with s.moved(f"translate({w * x:.0f} {h * y:.0f}) scale({k})"):
            s.path("M0 -14l4 10l10 4l-10 4l-4 10l-4 -10l-10 -4l10 -4Z", tone)
    s.oval(w * 0.48, h * 0.55, 42, 34, "#fbf6ea")
    s.path(
        f"M{w * 0.48:g} {h * 0.55 + 18:g}c-30 -18 -20 -38 -6 -34c4 1 6 4 6 7c0 -3 2 -6 6 -7c14 -4 24 16 -6 34Z",
        "#c76a8a",
    )
