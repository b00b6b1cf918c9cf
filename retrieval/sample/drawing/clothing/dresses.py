"""Dresses: wrapped, buttoned, knitted, swinging; short to long."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace

from retrieval.sample.drawing.clothing.cloth import (
    KIDS,
    MIDDLE,
    WOMEN,
    Cut,
    cuff,
    edge,
    is_dark,
    long_sleeve,
    seam,
    short_sleeve,
    sleeve_folds,
)
from retrieval.sample.drawing.clothing.shirts import knit, print_on
from retrieval.sample.drawing.clothing.tops import neck_depth
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_HEM = {"Mini": 292, "Knee": 326, "Midi": 348, "Maxi": 364}


def dress(s: Sheet, look: Look) -> None:
    """Its neck, sleeves, length and print as stated; a belt, buttons or a wrap where it has them."""
    c, cut = look.paint, _cut(look)
    swing = {"Slim": 16, "Regular": 52, "Relaxed": 40}[look.value("fit", "Regular")]
    s.floor(MIDDLE, 372, 84 + swing // 2, 10)
    sleeve = _sleeve(look, cut)
    if sleeve:
        for _ in s.both():
            s.path(sleeve, s.down(shade(c, -0.04)), edge(c), 1)
            s.path(sleeve, _cloth(s, look, turn=12))
            sleeve_folds(s, c, cut, sleeve, short=look.has("sleeve", "Short"))
            if look.has("neck", "Button-down"):
                s.path(cuff(cut, deep=16), s.down(shade(c, 0.04)), seam(c), 1.1)
    body = _body(look, cut, swing)
    s.path(body, s.down(c), edge(c), 1)
    s.path(body, _cloth(s, look))
    s.side_light(body)
    with s.clipped(body):
        _folds(s, c, cut, swing)
        if look.has("feature", "Belt") and look.has("neck", "V-neck"):
            s.line(
                f"M{MIDDLE + cut.neck} {cut.neck_y}C{MIDDLE + 10} {cut.neck_y + 50} {MIDDLE - 20} {cut.waist_y - 20} {MIDDLE - cut.waist - 4} {cut.waist_y}",
                seam(c, 0.5),
                2,
            )
            s.line(
                f"M{MIDDLE - cut.waist + 8} {cut.waist_y}C{MIDDLE - 36} {cut.waist_y + 60} {MIDDLE - 46} {cut.hem_y - 40} {MIDDLE - 30} {cut.hem_y + 20}",
                seam(c, 0.5),
                2,
            )
        for x in (-1, 1):
            if look.has("feature", "Pockets"):
                at = MIDDLE + x * (cut.waist + 12)
                s.line(
                    f"M{at} {cut.waist_y + 22}Q{at + x * 3} {cut.waist_y + 42} {at + x * 9} {cut.waist_y + 58}",
                    seam(c, 0.5),
                    2,
                )
    if look.has("neck", "Button-down"):
        _shirt_front(s, look, cut)
    elif look.has("neck", "Roll neck"):
        _roll(s, c, cut)
    else:
        _neck(s, look, cut)
    if look.has("feature", "Belt"):
        _belt(s, look, cut)
    elif not look.has("fit", "Slim") and not look.has("fit", "Relaxed"):
        s.line(
            f"M{MIDDLE - cut.waist} {cut.waist_y}Q{MIDDLE} {cut.waist_y + 9} {MIDDLE + cut.waist} {cut.waist_y}",
            seam(c, 0.42),
            1.8,
        )


def _cut(look: Look) -> Cut:
    end = _HEM[look.value("hem", "Knee")]
    if look.has("age_group", "Kids"):
        return replace(
            KIDS,
            neck=34,
            neck_y=86,
            shoulder=68,
            shoulder_y=98,
            armpit=62,
            armpit_y=148,
            waist=58,
            waist_y=196,
            hem_y=end,
        )
    loose = 9 if look.has("fit", "Relaxed") else 0
    return replace(
        WOMEN,
        neck=36 if look.has("neck", "Scoop") else 30,
        neck_y=56,
        shoulder=66,
        shoulder_y=68,
        armpit=56 + loose // 2,
        armpit_y=122,
        waist=46 + loose,
        waist_y=178,
        hem_y=end,
    )


def _sleeve(look: Look, cut: Cut) -> str:
    if look.has("sleeve", "Long"):
        return long_sleeve(cut, wrist_y=250)
    return short_sleeve(cut, wide=2) if look.has("sleeve", "Short") else ""


def _cloth(s: Sheet, look: Look, turn: float = 0) -> str:
    return knit(s, look, turn) if look.has("pattern", "Ribbed") else print_on(s, look, turn)


def _body(look: Look, cut: Cut, swing: int) -> str:
    bare = look.has("sleeve", "Sleeveless")
    n, w, y0, y1, y2, y3, y4 = cut.neck, cut.waist, cut.neck_y, cut.shoulder_y, cut.armpit_y, cut.waist_y, cut.hem_y
    sh, a = (n + 15, cut.armpit - 2) if bare else (cut.shoulder, cut.armpit)
    hip, hem = w + 14 + swing // 5, w + 18 + swing
    left = f"M{MIDDLE - n} {y0}Q{MIDDLE - n - 8} {y0 + 3} {MIDDLE - sh} {y1 - (8 if bare else 0)}C{MIDDLE - sh + 4} {y1 + 24} {MIDDLE - a + 12} {y2 - 16} {MIDDLE - a} {y2}C{MIDDLE - a + 1} {y2 + 22} {MIDDLE - w} {y3 - 22} {MIDDLE - w} {y3}C{MIDDLE - w - 4} {y3 + 22} {MIDDLE - hip} {y3 + 40} {MIDDLE - hip - 3} {y3 + 60}L{MIDDLE - hem} {y4 - 8}"
    right = f"L{MIDDLE + hip + 3} {y3 + 60}C{MIDDLE + hip} {y3 + 40} {MIDDLE + w + 4} {y3 + 22} {MIDDLE + w} {y3}C{MIDDLE + w} {y3 - 22} {MIDDLE + a - 1} {y2 + 22} {MIDDLE + a} {y2}C{MIDDLE + a - 12} {y2 - 16} {MIDDLE + sh - 4} {y1 + 24} {MIDDLE + sh} {y1 - (8 if bare else 0)}Q{MIDDLE + n + 8} {y0 + 3} {MIDDLE + n} {y0}"
    wave = hem / 4
    hem_line = (
        f"q{wave / 2:g} 14 {wave:g} 9t{wave:g} 0t{wave:g} 0t{wave:g} 0t{wave:g} 0t{wave:g} 0t{wave:g} 0T{MIDDLE + hem} {y4 - 8}"
        if swing > 20
        else f"Q{MIDDLE} {y4 + 8} {MIDDLE + hem} {y4 - 8}"
    )
    deep = neck_depth(look)
    scoop = f"L{MIDDLE} {y0 + deep * 2 + 22}L" if look.has("neck", "V-neck") else f"Q{MIDDLE} {y0 + 2 * deep} "
    return f"{left}{hem_line}{right}{scoop}{MIDDLE - n} {y0}Z"


def _folds(s: Sheet, c: str, cut: Cut, swing: int) -> None:
    dark, light, y3, y4 = shade(c, -0.65), shade(c, 0.6), cut.waist_y, cut.hem_y
    for i, x in enumerate((-0.72, -0.3, 0.1, 0.46, 0.86)):
        top, end = MIDDLE + x * cut.waist * 0.9, MIDDLE + x * (cut.waist + 16 + swing)
        start = y3 + 14 + (i * 29) % 48
        wide = 5 + swing / 6
        s.path(
            f"M{top:.0f} {start}C{top + 2:.0f} {start + 50} {end - 5:.0f} {y4 - 60} {end - wide / 2:.0f} {y4 + 6}L{end + wide:.0f} {y4 + 6}C{end:.0f} {y4 - 60} {top + 7:.0f} {start + 50} {top:.0f} {start}Z",
            dark,
            opacity=0.2,
        )
        s.line(
            f"M{top - 4:.0f} {start + 26}C{top - 4:.0f} {start + 60} {end - 13:.0f} {y4 - 50} {end - wide - 5:.0f} {y4}",
            light,
            2.4,
            0.22,
        )
    for sign in (-1, 1):
        x = MIDDLE + sign * cut.armpit
        s.path(
            f"M{x} {cut.armpit_y}C{x - sign * 18} {cut.armpit_y + 8} {x - sign * 26} {cut.armpit_y + 16} {x - sign * 30} {cut.armpit_y + 34}C{x - sign * 18} {cut.armpit_y + 22} {x - sign * 8} {cut.armpit_y + 18} {x} {cut.armpit_y + 14}Z",
            dark,
            opacity=0.2,
        )


def _neck(s: Sheet, look: Look, cut: Cut) -> None:
    c, n, y, deep = look.paint, MIDDLE - cut.neck, cut.neck_y, neck_depth(look)
    low = f"L{MIDDLE} {y + deep * 2 + 22}L" if look.has("neck", "V-neck") else f"Q{MIDDLE} {y + 2 * deep} "
    high = f"M{400 - n} {y}"
    s.path(f"M{n} {y}Q{MIDDLE} {y + 12} {400 - n} {y}{low}{n} {y}Z", shade(c, -0.45))
    s.rect(MIDDLE - 6, y + 7, 12, 5, 1, look.accent)
    s.line(f"{high}{low}{n} {y}", shade(c, -0.14), 4)
    s.line(f"{high}{low}{n} {y}", seam(c, 0.36), 1, 0.7)


def _belt(s: Sheet, look: Look, cut: Cut) -> None:
    c, y, w = look.paint, cut.waist_y, cut.waist
    tone = shade(c, 0.14 if is_dark(c) else -0.24)
    x = MIDDLE - w + 18
    s.path(
        f"M{MIDDLE - w - 1} {y - 6}Q{MIDDLE} {y + 4} {MIDDLE + w + 1} {y - 6}V{y + 7}Q{MIDDLE} {y + 17} {MIDDLE - w - 1} {y + 7}Z",
        s.down(tone),
        seam(c, 0.42),
        1,
    )
    s.path(
        f"M{x - 2} {y + 6}C{x - 10} {y + 30} {x - 16} {y + 56} {x - 14} {y + 82}L{x - 4} {y + 84}C{x - 4} {y + 56} {x + 2} {y + 30} {x + 6} {y + 8}Z",
        s.down(tone),
        seam(c, 0.42),
        1,
    )
    s.path(
        f"M{x + 2} {y + 6}C{x + 6} {y + 26} {x + 8} {y + 44} {x + 14} {y + 62}L{x + 23} {y + 58}C{x + 18} {y + 40} {x + 14} {y + 24} {x + 10} {y + 6}Z",
        s.down(tone),
        seam(c, 0.42),
        1,
    )
    s.rect(x - 7, y - 5, 17, 16, 5, tone, seam(c, 0.42), 1)


def _shirt_front(s: Sheet, look: Look, cut: Cut) -> None:
    c, n, y = look.paint, MIDDLE - cut.neck, cut.neck_y
    top, button = y + 18, "#f4efe2" if is_dark(c) else shade(c, -0.5)
    s.path(f"M{MIDDLE - 7} {top}H{MIDDLE + 7}V{cut.hem_y + 1}H{MIDDLE - 7}Z", s.down(shade(c, 0.06)), seam(c, 0.3), 1.1)
    for at in range(top + 14, cut.hem_y - 30, 38):
        s.oval(MIDDLE, at, 2.6, 2.6, button)
    s.path(f"M{n} {y}C{n + 6} {y - 18} {394 - n} {y - 18} {400 - n} {y}Q{MIDDLE} {y + 40} {n} {y}Z", shade(c, -0.42))
    s.rect(MIDDLE - 7, y - 3, 14, 6, 1, look.accent)
    for _ in s.both():
        s.path(
            f"M{n - 4} {y + 4}C{n - 2} {y - 12} {n + 8} {y - 18} {n + 12} {y - 17}C{n + 10} {y - 2} {MIDDLE - 10} {y + 12} {MIDDLE} {y + 22}L{MIDDLE - 15} {y + 40}C{MIDDLE - 28} {y + 32} {n - 2} {y + 20} {n - 4} {y + 4}Z",
            s.down(shade(c, 0.07)),
            seam(c, 0.36),
            1.2,
        )


def _roll(s: Sheet, c: str, cut: Cut) -> None:
    n, y = MIDDLE - cut.neck, cut.neck_y
    s.path(
        f"M{n - 4} {y + 6}C{n - 8} {y - 10} {n - 4} {y - 24} {n + 4} {y - 27}Q{MIDDLE} {y - 16} {396 - n} {y - 27}C{404 - n} {y - 24} {408 - n} {y - 10} {404 - n} {y + 6}Q{MIDDLE} {y + 24} {n - 4} {y + 6}Z",
        s.across(c, 0.7),
        edge(c),
        1,
    )
    s.path(
        f"M{n + 4} {y - 27}Q{MIDDLE} {y - 37} {396 - n} {y - 27}Q{MIDDLE} {y - 16} {n + 4} {y - 27}Z", shade(c, -0.5)
    )
    for x in range(n + 6, 398 - n, 7):
        s.line(f"M{x} {y - 18}V{y + 10}", shade(c, -0.5), 1.4, 0.35)
