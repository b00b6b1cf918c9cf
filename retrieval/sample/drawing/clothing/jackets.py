"""Rain jackets: light shells, storm shells, long coats, children's ones."""

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
    sleeve_folds,
    torso,
)
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

REFLECTING = "#eef1f0"


def rain_jacket(s: Sheet, look: Look) -> None:
    """A hooded shell; its length, hood, vents, bands and pockets go by what it states."""
    kid, long = look.has("age_group", "Kids"), look.number("length", 700) > 880
    cut = _jacket_cut(look, long=long)
    c = look.paint
    s.floor(MIDDLE, 352, 118, 12)
    wrist = cut.hem_y - (76 if long else 20)
    body = coat(s, c, cut, wrist=wrist)
    yoke = look.has("feature", "Pit zips") or look.pick("yoke", True, False, False)
    with s.clipped(body):
        if yoke:
            s.path(_yoke(cut), shade(c, 0.16 if is_dark(c) else -0.3))
        if kid:
            _band(s, cut.hem_y - 62)
    if kid or look.has("feature", "Reflective"):
        _arm_bands(s, cut, wrist)
    drape(s, c, cut, body, 0.8)
    front(
        s,
        c,
        cut,
        flap=not long and look.pick("flap", True, False),
        snaps=long or (kid and look.pick("snaps", True, False)),
    )
    _pockets(s, look, cut, long=long, kid=kid)
    if look.has("feature", "Pit zips"):
        for _ in s.both():
            s.line(
                f"M{MIDDLE - cut.armpit + 2} {cut.armpit_y + 2}C{MIDDLE - cut.armpit - 6} {cut.armpit_y + 22} {MIDDLE - cut.armpit - 12} {cut.armpit_y + 40} {MIDDLE - cut.armpit - 18} {cut.armpit_y + 56}",
                seam(c, 0.6),
                2.5,
            )
    hood(s, c, cut, brim=look.has("feature", "Helmet hood"), cords=not kid)
    label(s, look, MIDDLE + 22, cut.armpit_y + (-14 if yoke else 2))


def _jacket_cut(look: Look, *, long: bool) -> Cut:
    cut = cut_of(look)
    if long:
        return replace(
            cut, neck_y=84, shoulder_y=102, armpit_y=162, waist_y=216, waist=cut.waist + 4, hem=cut.hem + 14, hem_y=340
        )
    return cut if look.has("age_group", "Kids") else replace(cut, neck_y=102, shoulder_y=118, armpit_y=182, hem_y=326)


def coat(s: Sheet, c: str, cut: Cut, *, wrist: int = 0, cuffs: bool = True) -> str:
    """Sleeves and body; returns the body's outline."""
    sleeve = long_sleeve(cut, wrist, wide=4)
    for _ in s.both():
        s.path(sleeve, s.down(shade(c, -0.05)), edge(c), 1)
        sleeve_folds(s, c, cut, sleeve)
        if cuffs:
            s.path(cuff(cut, wrist, 11, 4), shade(c, 0.12 if is_dark(c) else -0.26))
    body = torso(cut)
    s.path(body, s.down(c), edge(c), 1)
    return body


def front(s: Sheet, c: str, cut: Cut, *, flap: bool, snaps: bool = False, down_to: int = 0) -> None:
    """The zip from the neck to the hem, maybe under a flap, maybe with snaps."""
    top, end = cut.neck_y + 8, down_to or cut.hem_y + 4
    if flap or snaps:
        s.path(
            f"M{MIDDLE - 8} {top}L{MIDDLE + 8} {top}L{MIDDLE + 8} {end}L{MIDDLE - 8} {end}Z",
            shade(c, 0.05),
            seam(c, 0.26),
            1.2,
        )
        for y in range(top + 44, end - 8, 34):
            s.oval(MIDDLE, y, 3.4, 3.4, seam(c, 0.55))
            s.oval(MIDDLE - 1, y - 1, 1.3, 1.3, shade(c, 0.6))
    else:
        s.line(f"M{MIDDLE} {top}L{MIDDLE} {end}", shade(c, -0.55), 4)
        s.line(f"M{MIDDLE} {top}L{MIDDLE} {end}", shade(c, 0.25), 1, 0.8)
        s.rect(MIDDLE - 3, top + 42, 6, 14, 3, seam(c, 0.6))


def hood(s: Sheet, c: str, cut: Cut, *, brim: bool = False, cords: bool = True) -> None:
    """A hood standing up as if worn, dark inside."""
    n, y = MIDDLE - cut.neck, cut.neck_y
    top, out = y - 68 - (6 if brim else 0), n - 12 - (5 if brim else 0)
    s.path(
        f"M{n - 8} {y + 8}C{out - 8} {y - 42} {n + 2} {top} {MIDDLE} {top}C{398 - n} {top} {408 - out} {y - 42} {408 - n} {y + 8}C{380 - n} {y + 30} {n + 20} {y + 30} {n - 8} {y + 8}Z",
        s.down(shade(c, 0.04)),
        edge(c),
        1,
    )
    s.path(
        f"M{n + 5} {y + 4}C{n - 4} {y - 34} {n + 12} {top + 17} {MIDDLE} {top + 17}C{388 - n} {top + 17} {404 - n} {y - 34} {395 - n} {y + 4}C{376 - n} {y + 24} {n + 24} {y + 24} {n + 5} {y + 4}Z",
        shade(c, -0.68),
    )
    s.path(
        f"M{n + 14} {y + 6}C{n + 6} {y - 26} {n + 18} {top + 30} {MIDDLE} {top + 30}C{MIDDLE - 14} {top + 40} {n + 18} {y - 20} {n + 26} {y + 14}Z",
        shade(c, -0.5),
        opacity=0.5,
    )
    s.path(
        f"M{n + 4} {y - 6}C{n + 8} {y + 16} {n + 24} {y + 26} {MIDDLE} {y + 34}C{376 - n} {y + 26} {392 - n} {y + 16} {396 - n} {y - 6}L{409 - n} {y + 7}C{400 - n} {y + 34} {372 - n} {y + 46} {MIDDLE} {y + 52}C{n + 28} {y + 46} {n} {y + 34} {n - 9} {y + 7}Z",
        s.down(shade(c, 0.08)),
        seam(c, 0.22),
        1,
    )
    s.line(
        f"M{n + 1} {y - 30}C{n + 6} {top + 24} {n + 18} {top + 9} {MIDDLE} {top + 9}C{382 - n} {top + 9} {394 - n} {top + 24} {399 - n} {y - 30}",
        seam(c, 0.3),
        1.2,
        0.8,
    )
    s.line(f"M{n - 2} {y - 28}C{n + 4} {top + 16} {n + 20} {top + 4} {MIDDLE - 8} {top + 4}", shade(c, 0.5), 2, 0.35)
    if brim:
        s.path(
            f"M{n + 12} {top + 22}C{n + 20} {top + 6} {380 - n} {top + 6} {388 - n} {top + 22}C{376 - n} {top + 15} {n + 24} {top + 15} {n + 12} {top + 22}Z",
            shade(c, -0.2),
        )
    if cords:
        for _ in s.both():
            s.line(
                f"M{MIDDLE - 22} {y + 30}C{MIDDLE - 24} {y + 40} {MIDDLE - 21} {y + 48} {MIDDLE - 23} {y + 60}",
                seam(c, 0.55),
                2,
            )
            s.rect(MIDDLE - 26, y + 58, 6, 8, 2.5, shade(c, -0.6))


def _yoke(cut: Cut) -> str:
    y, x = cut.armpit_y - 14, cut.shoulder + 6
    return f"M{MIDDLE - x} 60L{MIDDLE + x} 60L{MIDDLE + x} {y - 8}Q{MIDDLE} {y + 16} {MIDDLE - x} {y - 8}Z"


def _band(s: Sheet, y: int) -> None:
    s.path(f"M90 {y}Q{MIDDLE} {y + 12} 310 {y}L310 {y + 13}Q{MIDDLE} {y + 25} 90 {y + 13}Z", REFLECTING)
    s.line(f"M90 {y + 6}Q{MIDDLE} {y + 18} 310 {y + 6}", "#c4ccca", 1.5)


def _arm_bands(s: Sheet, cut: Cut, wrist: int) -> None:
    x, y = MIDDLE - cut.shoulder, cut.armpit_y + 52
    for _ in s.both():
        with s.clipped(long_sleeve(cut, wrist, wide=4)):
            s.path(
                f"M{x - 43} {y - 6}Q{x - 14} {y + 12} {x + 17} {y + 6}L{x + 17} {y + 18}Q{x - 16} {y + 23} {x - 46} {y + 6}Z",
                REFLECTING,
            )
            s.line(f"M{x - 44} {y}Q{x - 15} {y + 17} {x + 16} {y + 12}", "#c4ccca", 1.2)


def _pockets(s: Sheet, look: Look, cut: Cut, *, long: bool, kid: bool) -> None:
    c, y = look.paint, cut.waist_y
    if kid or long:
        for _ in s.both():
            s.path(
                f"M{MIDDLE - 62} {y + 12}L{MIDDLE - 22} {y + 16}L{MIDDLE - 22} {y + 48}Q{MIDDLE - 42} {y + 52} {MIDDLE - 61} {y + 45}Z",
                s.down(c),
                seam(c),
                1.2,
            )
            s.path(
                f"M{MIDDLE - 64} {y + 9}L{MIDDLE - 20} {y + 13}L{MIDDLE - 21} {y + 25}L{MIDDLE - 63} {y + 21}Z",
                shade(c, 0.05),
                seam(c),
                1.2,
            )
    elif look.has("feature", "Pit zips"):
        for _ in s.both():
            s.line(f"M{MIDDLE - 24} {y - 34}L{MIDDLE - 36} {y + 22}", seam(c, 0.6), 3)
            s.line(f"M{MIDDLE - 22} {y - 34}L{MIDDLE - 34} {y + 22}", shade(c, 0.4), 1, 0.6)
    else:
        for _ in s.both():
            s.line(f"M{MIDDLE - 42} {y + 4}L{MIDDLE - 56} {y + 54}", seam(c, 0.5), 3)
            s.line(f"M{MIDDLE - 40} {y + 4}L{MIDDLE - 54} {y + 54}", shade(c, 0.4), 1, 0.6)
