"""Insulated jackets with their baffles, and fleece jackets with their pile."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace

from retrieval.sample.drawing.clothing.cloth import (
    MIDDLE,
    Cut,
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
from retrieval.sample.drawing.clothing.jackets import front, hood
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def insulated_jacket(s: Sheet, look: Look) -> None:
    """Baffles for down, wide ones for synthetic filling, a diamond quilt for wool; a vest without sleeves."""
    cut, c, long = _cut(look), look.paint, look.number("length", 700) > 880
    hooded, vest = look.has("feature", "Hooded"), look.has("sleeve", "Sleeveless")
    wool = look.has("fill", "Wool")
    high = 15 if look.number("fill_power", 0) else look.pick("baffles", 25, 30)
    if long:
        high = 30
    s.floor(MIDDLE, 352, 118, 12)
    if not vest:
        wrist = cut.hem_y - (72 if long else 20)
        sleeve = long_sleeve(cut, wrist, wide=8)
        for _ in s.both():
            s.path(sleeve, s.down(shade(c, -0.05)), edge(c), 1)
            s.path(sleeve, _diamonds(s, c) if wool else _baffles(s, c, high, 0, turn=12))
            sleeve_folds(s, c, cut, sleeve)
    body = torso(cut)
    s.path(body, s.down(c), edge(c), 1)
    s.path(body, _diamonds(s, c) if wool else _baffles(s, c, high, look.pick("bent", 10, -12, 4)))
    if vest:
        for _ in s.both():
            x, y1, y2 = MIDDLE - cut.shoulder, cut.shoulder_y, cut.armpit_y
            s.line(
                f"M{x + 1} {y1 + 2}C{x + 10} {y1 + 26} {MIDDLE - cut.armpit - 1} {y2 - 20} {MIDDLE - cut.armpit + 1} {y2 - 2}",
                shade(c, -0.45),
                6,
            )
    drape(s, c, cut, body, 0.7)
    front(s, c, cut, flap=False)
    for _ in s.both():
        s.line(f"M{MIDDLE - 40} {cut.waist_y + 10}L{MIDDLE - 52} {cut.waist_y + 52}", seam(c, 0.6), 3)
    if hooded:
        hood(s, c, cut, cords=False)
    else:
        collar(s, c, cut)
    if look.has("feature", "Reflective"):
        s.line(
            f"M{MIDDLE - 66} {cut.waist_y - 6}Q{MIDDLE} {cut.waist_y + 4} {MIDDLE + 66} {cut.waist_y - 6}", "#eef1f0", 6
        )
    label(s, look, MIDDLE + 24, cut.armpit_y)


def fleece_jacket(s: Sheet, look: Look) -> None:
    """Smooth, gridded or shaggy by its weight; half or full zip, hooded or with a collar."""
    cut, c = _cut(look), look.paint
    weight = look.number("fabric_weight", 200)
    half = look.has("closure", "Half zip")
    s.floor(MIDDLE, 352, 112, 12)
    sleeve = long_sleeve(cut, wide=5)
    accent_sleeves = look.pick("sleeves", 0.0, 0.0, -0.2)
    for _ in s.both():
        s.path(sleeve, s.down(shade(c, accent_sleeves - 0.05)), edge(c), 1)
        s.path(sleeve, _pile(s, c, weight))
        sleeve_folds(s, c, cut, sleeve)
        x, end = MIDDLE - cut.shoulder, cut.hem_y - 22
        s.line(f"M{x - 46} {end - 6}Q{x - 28} {end + 6} {x - 11} {end + 3}", shade(c, -0.45), 5)
    body = torso(cut)
    s.path(body, s.down(c), edge(c), 1)
    panel = look.has("feature", "Windproof") or (weight < 300 and look.pick("panel", True, False))
    with s.clipped(body):
        s.path(body, _pile(s, c, weight))
        if panel:
            y, x = cut.armpit_y - 12, cut.shoulder + 6
            s.path(
                f"M{MIDDLE - x} 60L{MIDDLE + x} 60L{MIDDLE + x} {y - 4}Q{MIDDLE} {y + 18} {MIDDLE - x} {y - 4}Z",
                s.down(shade(c, 0.14 if is_dark(c) else -0.3)),
            )
        s.line(
            f"M{MIDDLE - cut.hem - 4} {cut.hem_y - 1}Q{MIDDLE} {cut.hem_y + 9} {MIDDLE + cut.hem + 4} {cut.hem_y - 1}",
            shade(c, -0.45),
            7,
        )
    drape(s, c, cut, body, 0.7)
    front(s, c, cut, flap=False, down_to=cut.armpit_y + 40 if half else 0)
    if look.has("feature", "Chest pocket"):
        y = cut.armpit_y - 2
        s.rect(MIDDLE + 20, y, 36, 40, 4, s.down(shade(c, 0.16 if is_dark(c) else -0.32)))
        s.line(f"M{MIDDLE + 23} {y + 6}L{MIDDLE + 53} {y + 6}", shade(c, -0.65), 3)
        label(s, look, MIDDLE + 29, y + 22, 18)
    else:
        label(s, look, MIDDLE + 24, cut.armpit_y)
    if not half:
        for _ in s.both():
            s.line(f"M{MIDDLE - 38} {cut.waist_y + 12}L{MIDDLE - 50} {cut.waist_y + 54}", seam(c, 0.55), 3)
    if look.has("feature", "Hooded"):
        hood(s, c, cut, cords=False)
    else:
        collar(s, c, cut)


def collar(s: Sheet, c: str, cut: Cut) -> None:
    """A stand-up collar, open a little at the front."""
    n, y = MIDDLE - cut.neck, cut.neck_y
    s.path(
        f"M{n + 8} {y - 26}C{n + 22} {y - 34} {378 - n} {y - 34} {392 - n} {y - 26}L{390 - n} {y - 6}C{370 - n} {y + 8} {n + 30} {y + 8} {n + 10} {y - 6}Z",
        shade(c, -0.6),
    )
    s.path(
        f"M{n - 7} {y + 8}C{n - 8} {y - 12} {n - 2} {y - 26} {n + 8} {y - 30}C{n + 22} {y - 14} {MIDDLE - 8} {y - 9} {MIDDLE} {y - 8}C{MIDDLE + 8} {y - 9} {378 - n} {y - 14} {392 - n} {y - 30}C{402 - n} {y - 26} {408 - n} {y - 12} {407 - n} {y + 8}C{384 - n} {y + 27} {n + 16} {y + 27} {n - 7} {y + 8}Z",
        s.down(shade(c, 0.05)),
        edge(c),
        1,
    )
    s.line(f"M{n - 4} {y - 2}C{n + 20} {y + 14} {380 - n} {y + 14} {404 - n} {y - 2}", seam(c, 0.26), 1.4)
    s.line(f"M{MIDDLE} {y - 8}L{MIDDLE} {y + 22}", shade(c, -0.55), 4)
    s.line(f"M{n - 3} {y - 8}C{n - 2} {y - 18} {n + 2} {y - 24} {n + 8} {y - 28}", shade(c, 0.5), 2, 0.4)


def _cut(look: Look) -> Cut:
    cut = cut_of(look)
    if look.number("length", 700) > 880:
        return replace(
            cut, neck_y=88, shoulder_y=104, armpit_y=164, waist_y=226, waist=cut.waist + 3, hem=cut.hem + 8, hem_y=338
        )
    if look.has("age_group", "Kids"):
        return replace(cut, neck_y=108, shoulder_y=123)
    up = 12 if look.has("feature", "Hooded") else 0
    return replace(cut, neck_y=94 + up, shoulder_y=110 + up, armpit_y=176 + up, hem_y=322)


def _baffles(s: Sheet, c: str, high: int, bent: int, turn: float = 0) -> str:
    """Puffed bands across, each lit above and dark below."""

    def across(at: float) -> str:
        return "".join(f"M0 {at + high * n:g}Q200 {at + high * n + bent:g} 400 {at + high * n:g}" for n in (-1, 0, 1))

    return s.tiled(
        400, high,
        (across(high * 0.3), shade(c, 0.5), high * 0.24, 0.2 if is_dark(c) else 0.3),
        (across(high * 0.84), shade(c, -0.6), high * 0.22, 0.2),
        (across(0), shade(c, -0.75) if is_dark(c) else seam(c, 0.46), 2, 1), turn=turn,
    )  # fmt: skip


def _diamonds(s: Sheet, c: str) -> str:
    return s.tiled(
        34, 34,
        ("M2 0L36 34M-32 0L2 34M32 0L-2 34M-2 0L-36 34", shade(c, 0.5), 1.4, 0.4),
        ("M0 0L34 34M34 0L0 34", seam(c, 0.42), 1.6, 1),
    )  # fmt: skip


def _pile(s: Sheet, c: str, weight: float) -> str:
    """Curls for the shaggy ones, a grid for the thin ones, a fine nap for the rest; smooth ones have none."""
    if weight > 335:
        curl = "M2 6q5 -8 10 0q-2 7 -7 4M11 15q5 -8 10 0q-2 7 -7 4M-7 15q5 -8 10 0q-2 7 -7 4"
        return s.tiled(
            18, 18, (curl, shade(c, -0.3), 2.2, 0.6), ("M3 4q4 -5 7 0M12 13q4 -5 7 0", shade(c, 0.7), 1.6, 0.5)
        )
    if weight < 170:
        return s.tiled(9, 9, ("M0 0H9M0 0V9", seam(c, 0.34), 1.6, 0.6))
    if weight > 200:
        return s.tiled(15, 12, ("M2 3h4M9 9h4", shade(c, 0.45), 1.5, 0.4), ("M2 5h4M9 11h4", shade(c, -0.5), 1.2, 0.25))
    return "none"
