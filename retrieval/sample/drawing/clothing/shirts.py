"""Shirts with collar, placket and pattern; sweaters with ribs, cables and stripes."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace

from retrieval.sample.drawing.clothing.cloth import (
    MIDDLE,
    Cut,
    cuff,
    cut_of,
    drape,
    edge,
    is_dark,
    label,
    long_sleeve,
    seam,
    short_sleeve,
    sleeve_folds,
    torso,
)
from retrieval.sample.drawing.clothing.tops import neckline, stripes
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_CREAM = "#f3efe6"


def shirt(s: Sheet, look: Look) -> None:
    """Buttons, a collar or a band, pockets, and its pattern: plain, checked, dotted or striped."""
    cut, c = replace(cut_of(look), neck=30, neck_y=98, shoulder_y=114, armpit_y=180, hem_y=328), look.paint
    short = look.has("sleeve", "Short")
    s.floor(MIDDLE, 356, 112, 11)
    sleeve = short_sleeve(cut, wide=6) if short else long_sleeve(cut, wide=2)
    for _ in s.both():
        s.path(sleeve, s.down(shade(c, -0.03)), edge(c), 1)
        s.path(sleeve, print_on(s, look, turn=12))
        sleeve_folds(s, c, cut, sleeve, short=short)
        if short:
            x, y = MIDDLE - cut.shoulder, cut.armpit_y
            s.line(f"M{x - 42} {y - 6}Q{x - 20} {y + 10} {x + 1} {y + 9}", seam(c), 1.2)
        else:
            s.path(cuff(cut, deep=20, wide=1), s.down(shade(c, 0.03)), seam(c), 1.2)
            s.oval(MIDDLE - cut.shoulder - 17, cut.hem_y - 24, 2.6, 2.6, _button(c))
    body = torso(cut, curve=13)
    s.path(body, s.down(c), edge(c), 1)
    s.path(body, print_on(s, look))
    drape(s, c, cut, body)
    if look.has("feature", "Chest pocket"):
        _chest_pocket(s, look, cut)
    _placket(s, look, cut)
    _collar(s, look, cut)


def sweater(s: Sheet, look: Look) -> None:
    """Knitted: ribbed hem and cuffs, cables or stripes, a round, pointed or rolled neck."""
    cut, c = _loose(cut_of(look)), look.paint
    s.floor(MIDDLE, 356, 116, 12)
    sleeve = long_sleeve(cut, wide=9)
    for _ in s.both():
        s.path(sleeve, s.down(shade(c, -0.04)), edge(c), 1)
        s.path(sleeve, knit(s, look, turn=12))
        if look.has("pattern", "Striped"):
            s.path(sleeve, stripes(s, look, turn=14))
        sleeve_folds(s, c, cut, sleeve)
        s.path(cuff(cut, deep=24, wide=7), s.down(shade(c, -0.1)))
        s.path(cuff(cut, deep=24, wide=7), _rib(s, c, turn=10))
    body = torso(cut, scoop=24 if look.has("neck", "V-neck") else 15)
    s.path(body, s.down(c), edge(c), 1)
    s.path(body, knit(s, look))
    with s.clipped(body):
        if look.has("pattern", "Striped"):
            s.path(f"M60 {cut.neck_y}H340V{cut.hem_y - 40}H60Z", stripes(s, look))
        if look.has("pattern", "Cable knit"):
            _cables(s, c)
        y = cut.hem_y - 26
        hem = f"M90 {y - 6}Q{MIDDLE} {y + 6} 310 {y - 6}L310 350L90 350Z"
        s.path(hem, s.down(shade(c, -0.1)))
        s.path(hem, _rib(s, c))
    drape(s, c, cut, body)
    if look.has("neck", "Roll neck"):
        _roll_neck(s, c, cut)
    else:
        neckline(s, look, cut)
    label(s, look, MIDDLE + cut.hem - 26, cut.hem_y - 18, 14, 6)


def knit(s: Sheet, look: Look, turn: float = 0) -> str:
    """Stitches like little v's, or ribs."""
    c = look.paint
    if look.has("pattern", "Ribbed"):
        return s.tiled(
            11, 400, ("M2 0V400", shade(c, -0.5), 2.6, 0.3), ("M7 0V400", shade(c, 0.6), 2.4, 0.3), turn=turn
        )
    return s.tiled(
        8, 7, ("M0 1L4 5L8 1", shade(c, -0.5), 1.3, 0.3), ("M0 -1L4 3L8 -1", shade(c, 0.6), 0.9, 0.3), turn=turn
    )


def print_on(s: Sheet, look: Look, turn: float = 0) -> str:
    """The cloth's pattern as a paint; none for plain cloth."""
    c, pattern = look.paint, look.value("pattern")
    if pattern == "Checked":
        w = look.pick("check", 34, 44)
        dark, light = shade(c, -0.62), "#efe3c6"
        return s.tiled(
            w, w,
            (f"M{w * 0.28:g} 0V{w}M0 {w * 0.28:g}H{w}", dark, w * 0.34, 0.42),
            (f"M{w * 0.72:g} 0V{w}M0 {w * 0.72:g}H{w}", light, 2.2, 0.75),
            (f"M{w * 0.28:g} 0V{w}M0 {w * 0.28:g}H{w}", light, 1, 0.4), turn=turn,
        )  # fmt: skip
    if pattern == "Dotted":
        dot = _CREAM if sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) < 520 else shade(c, -0.5)
        return s.tiled(18, 18, ("M4 4v.1M13 13v.1", dot, look.pick("dot", 3.4, 4.6), 0.95), turn=turn)
    if pattern == "Striped":
        w = look.pick("pin", 9, 13)
        return s.tiled(w, 400, (f"M{w / 2:g} 0V400", _CREAM, w * 0.36, 0.9), turn=turn)
    if pattern == "Floral":
        return s.tiled(
            40, 36,
            ("M11 13q5 3 3 10M29 31q4 0 5 -4M24 8q4 -4 8 -1M4 28q3 -3 6 0", shade(c, -0.55), 1.6, 0.8),
            ("M9 5.500v.1M5.500 9v.1M12.500 9v.1M9 12.500v.1M28 22.500v.1M24.500 26v.1M31.500 26v.1M28 29.500v.1", _CREAM, 5, 0.95),
            ("M9 9v.1M28 26v.1", "#e2b33f", 3.4, 1), turn=turn + 18,
        )  # fmt: skip
    return s.tiled(3, 3, ("M0 0L3 3", shade(c, -0.5), 0.5, 0.16), turn=turn)


def _button(c: str) -> str:
    return "#f4efe2" if is_dark(c) else shade(c, -0.45)


def _placket(s: Sheet, look: Look, cut: Cut) -> None:
    c, top, end = look.paint, cut.neck_y + 16, cut.hem_y + 12
    half = look.has("neck", "Band collar") and look.pick("half", True, False)
    if half:
        end = cut.armpit_y + 40
    s.path(f"M{MIDDLE - 8} {top}H{MIDDLE + 8}V{end}H{MIDDLE - 8}Z", s.down(shade(c, 0.06)), seam(c, 0.28), 1.2)
    for y in range(top + 16, end - 8, 27):
        s.oval(MIDDLE, y, 2.8, 2.8, _button(c))
        s.oval(MIDDLE, y, 1, 1, shade(c, -0.1))


def _collar(s: Sheet, look: Look, cut: Cut) -> None:
    c, n, y = look.paint, MIDDLE - cut.neck, cut.neck_y
    s.path(
        f"M{n - 2} {y + 2}C{n + 4} {y - 22} {396 - n} {y - 22} {402 - n} {y + 2}Q{MIDDLE} {y + 44} {n - 2} {y + 2}Z",
        shade(c, -0.4),
    )
    s.rect(MIDDLE - 9, y - 2, 18, 8, 1, look.accent)
    if look.has("neck", "Band collar"):
        for _ in s.both():
            s.path(
                f"M{n - 4} {y + 4}C{n} {y - 14} {n + 8} {y - 18} {n + 12} {y - 17}C{n + 8} {y} {n + 16} {y + 14} {MIDDLE + 1} {y + 24}L{MIDDLE + 1} {y + 36}C{n + 16} {y + 30} {n + 2} {y + 18} {n - 4} {y + 4}Z",
                s.down(shade(c, 0.05)),
                seam(c),
                1.2,
            )
        return
    for _ in s.both():
        s.path(
            f"M{n - 5} {y + 6}C{n - 2} {y - 14} {n + 8} {y - 22} {n + 14} {y - 21}C{n + 12} {y - 4} {MIDDLE - 12} {y + 14} {MIDDLE} {y + 25}L{MIDDLE - 18} {y + 47}C{MIDDLE - 32} {y + 38} {n - 2} {y + 26} {n - 5} {y + 6}Z",
            s.down(shade(c, 0.07)),
            seam(c, 0.36),
            1.3,
        )
        s.line(
            f"M{MIDDLE - 6} {y + 25}L{MIDDLE - 19} {y + 41}C{MIDDLE - 30} {y + 34} {n} {y + 20} {n - 1} {y + 6}",
            seam(c, 0.3),
            0.9,
            0.7,
        )
        s.oval(MIDDLE - 19, y + 41, 1.8, 1.8, _button(c))


def _chest_pocket(s: Sheet, look: Look, cut: Cut) -> None:
    c, y = look.paint, cut.armpit_y - 8
    pocket = f"M{MIDDLE + 24} {y}H{MIDDLE + 60}V{y + 34}L{MIDDLE + 42} {y + 42}L{MIDDLE + 24} {y + 34}Z"

    def draw() -> None:
        s.path(pocket, s.down(c), seam(c), 1.3)
        s.path(pocket, print_on(s, look))
        s.line(f"M{MIDDLE + 24} {y + 8}H{MIDDLE + 60}", seam(c), 1.3)

    if look.has("pattern", "Checked") or look.has("activity", "Travel"):
        for _ in s.both():
            draw()
    else:
        draw()


def _loose(cut: Cut) -> Cut:
    cut = cut.wider(4)
    return (
        cut if cut.neck_y > 100 else replace(cut, neck_y=96, shoulder_y=114, armpit_y=182, hem_y=324, hem=cut.hem - 3)
    )


def _rib(s: Sheet, c: str, turn: float = 0) -> str:
    return s.tiled(7, 400, ("M1 0V400", shade(c, -0.55), 1.8, 0.4), ("M4 0V400", shade(c, 0.6), 1.6, 0.3), turn=turn)


def _cables(s: Sheet, c: str) -> None:
    twist = s.tiled(
        34, 32,
        ("M8 -4C8 8 26 8 26 16S8 24 8 36M26 -4C26 3 22 5 18 6.500M13 9C9 11 8 13 8 16C8 19 9 21 13 23M18 25.500C23 27 26 30 26 36", shade(c, -0.5), 5.5, 0.32),
        ("M7 -4C7 8 25 8 25 16S7 24 7 36", shade(c, 0.6), 2.4, 0.5),
        ("M1 0V32M33 0V32", shade(c, -0.55), 1.6, 0.35),
    )  # fmt: skip
    for x in (MIDDLE - 68, MIDDLE - 17, MIDDLE + 34):
        s.path(f"M{x // 34 * 34} 80h34V330h-34Z", twist)


def _roll_neck(s: Sheet, c: str, cut: Cut) -> None:
    n, y = MIDDLE - cut.neck, cut.neck_y
    fold = f"M{n - 6} {y + 8}C{n - 12} {y - 12} {n - 6} {y - 32} {n + 4} {y - 34}Q{MIDDLE} {y - 22} {396 - n} {y - 34}C{406 - n} {y - 32} {412 - n} {y - 12} {406 - n} {y + 8}Q{MIDDLE} {y + 32} {n - 6} {y + 8}Z"
    s.path(fold, s.across(c, 0.7), edge(c), 1)
    s.path(fold, _rib(s, c))
    s.path(
        f"M{n + 4} {y - 34}Q{MIDDLE} {y - 46} {396 - n} {y - 34}Q{MIDDLE} {y - 20} {n + 4} {y - 34}Z", shade(c, -0.5)
    )
    s.path(
        f"M{n - 6} {y + 8}Q{MIDDLE} {y + 32} {406 - n} {y + 8}Q{MIDDLE} {y + 42} {n - 6} {y + 8}Z",
        shade(c, -0.6),
        opacity=0.3,
    )
