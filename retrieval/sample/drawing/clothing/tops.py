"""T-shirts and base layers: their necks, sleeves, stripes and seams."""

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
    short_sleeve,
    sleeve_folds,
    torso,
)
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def t_shirt(s: Sheet, look: Look) -> None:
    """Short sleeves; plain, striped, or in technical cloth with side panels."""
    cut, c = _low(cut_of(look)), look.paint
    sport = look.has("activity", "Running")
    kid = look.has("age_group", "Kids")
    s.floor(MIDDLE, 354, 112, 11)
    with s.moved("matrix(1.1 0 0 1.1 -20 -26)" if not kid else "matrix(1.06 0 0 1.06 -12 -12)"):
        sleeve = short_sleeve(cut, wide=4)
        sleeve_paint = shade(c, -0.22) if sport and look.pick("sleeve", True, False) else c
        striped = look.has("pattern", "Striped")
        for _ in s.both():
            s.path(sleeve, s.down(sleeve_paint), edge(c), 1)
            if striped:
                s.path(sleeve, stripes(s, look, turn=24))
            sleeve_folds(s, c, cut, sleeve, short=True)
            _sleeve_hem(s, c, cut)
        body = torso(cut, scoop=neck_depth(look))
        s.path(body, s.down(c), edge(c), 1)
        if striped:
            s.path(body, stripes(s, look))
        if is_wool(look):
            s.path(body, _fine_rib(s, c))
        if sport:
            _sport_panels(s, look, cut, body)
        drape(s, c, cut, body)
        s.line(
            f"M{MIDDLE - cut.hem + 2} {cut.hem_y - 9}Q{MIDDLE} {cut.hem_y + 1} {MIDDLE + cut.hem - 2} {cut.hem_y - 9}",
            seam(c),
            1.2,
            0.7,
        )
        neckline(s, look, cut)
        if look.has("feature", "Chest pocket"):
            y = cut.armpit_y - 10
            s.path(
                f"M{MIDDLE + 18} {y}H{MIDDLE + 52}V{y + 32}L{MIDDLE + 35} {y + 40}L{MIDDLE + 18} {y + 32}Z",
                s.down(c),
                seam(c),
                1.4,
            )
            s.line(f"M{MIDDLE + 18} {y + 6}H{MIDDLE + 52}", seam(c), 1.2)
        elif not striped:
            label(s, look, MIDDLE - cut.hem + 8, cut.hem_y - 28, 15, 5)


def base_layer(s: Sheet, look: Look) -> None:
    """Close to the body, with flat seams over shoulder and side, and a zip where it has one."""
    cut, c = _low(cut_of(look).wider(-5)), look.paint
    kid, short = look.has("age_group", "Kids"), look.has("sleeve", "Short")
    s.floor(MIDDLE, 354, 104, 11)
    wool = is_wool(look)
    panel = shade(c, 0.2 if is_dark(c) else -0.2)
    with s.moved("matrix(1.04 0 0 1.04 -8 -8)"):
        sleeve = short_sleeve(cut) if short else long_sleeve(cut, wide=-5)
        ribbed = not wool and not kid
        for _ in s.both():
            s.path(sleeve, s.down(shade(c, -0.04)), edge(c), 1)
            if wool:
                s.path(sleeve, _fine_rib(s, c, turn=10))
            sleeve_folds(s, c, cut, sleeve, short=short)
            if not short:
                x, end = MIDDLE - cut.shoulder, cut.hem_y - 22
                s.line(f"M{x - 36} {end - 15}Q{x - 24} {end - 4} {x - 9} {end - 7}", seam(c), 1.4)
        body = torso(cut, scoop=13)
        s.path(body, s.down(c), edge(c), 1)
        if wool:
            s.path(body, _fine_rib(s, c))
        with s.clipped(body):
            if ribbed:
                for _ in s.both():
                    a = MIDDLE - cut.armpit
                    s.path(
                        f"M{a - 8} {cut.armpit_y - 20}C{a + 24} {cut.armpit_y + 20} {a + 26} {cut.waist_y} {a + 12} {cut.hem_y + 12}L{a - 30} {cut.hem_y + 12}Z",
                        panel,
                        opacity=0.8,
                    )
            for _ in s.both():
                x, y = MIDDLE - cut.shoulder, cut.shoulder_y
                s.line(
                    f"M{MIDDLE - cut.neck - 2} {cut.neck_y}C{MIDDLE - cut.neck - 6} {y + 24} {x + 30} {y + 42} {x + 4} {cut.armpit_y - 14}",
                    seam(c),
                    1.6,
                )
                s.line(
                    f"M{MIDDLE - cut.neck + 1} {cut.neck_y}C{MIDDLE - cut.neck - 3} {y + 24} {x + 33} {y + 45} {x + 7} {cut.armpit_y - 11}",
                    seam(c),
                    0.9,
                    0.6,
                )
        drape(s, c, cut, body, 0.8)
        s.line(
            f"M{MIDDLE - cut.hem + 2} {cut.hem_y - 10}Q{MIDDLE} {cut.hem_y} {MIDDLE + cut.hem - 2} {cut.hem_y - 10}",
            seam(c),
            1.2,
            0.8,
        )
        neckline(s, look, cut)
        label(s, look, MIDDLE + 26, cut.armpit_y + 4, 16, 5)


def is_wool(look: Look) -> bool:
    """Whether wool is among its materials."""
    return any("wool" in material.lower() for material in look.values.get("material", ()))


def neckline(s: Sheet, look: Look, cut: Cut) -> None:
    """The opening with the back of the collar in it, and its band: round, wide, pointed, or with a half zip."""
    c, n, y = look.paint, MIDDLE - cut.neck, cut.neck_y
    inside = shade(c, -0.42)
    back = f"M{n} {y}Q{MIDDLE} {y + 9} {400 - n} {y}"
    if look.has("neck", "Half zip"):
        s.path(
            f"M{n - 4} {y + 6}C{n - 6} {y - 12} {n + 2} {y - 24} {n + 8} {y - 26}Q{MIDDLE} {y - 16} {392 - n} {y - 26}C{398 - n} {y - 24} {406 - n} {y - 12} {404 - n} {y + 6}Q{MIDDLE} {y + 34} {n - 4} {y + 6}Z",
            s.down(c),
            edge(c),
            1,
        )
        s.path(f"M{n + 8} {y - 26}Q{MIDDLE} {y - 34} {392 - n} {y - 26}Q{MIDDLE} {y - 14} {n + 8} {y - 26}Z", inside)
        s.line(f"M{n - 3} {y + 2}Q{MIDDLE} {y + 30} {403 - n} {y + 2}", seam(c), 1.4)
        s.line(f"M{MIDDLE} {y - 20}L{MIDDLE} {y + 70}", shade(c, -0.55), 3.5)
        s.line(f"M{MIDDLE} {y - 20}L{MIDDLE} {y + 70}", shade(c, 0.3), 1)
        s.rect(MIDDLE - 3, y - 12, 6, 13, 2.5, look.accent)
        return
    deep = neck_depth(look)
    if look.has("neck", "V-neck"):
        front = f"L{MIDDLE} {y + deep + 10}L{n} {y}Z"
        line = f"M{n} {y}L{MIDDLE} {y + deep + 10}L{400 - n} {y}"
    else:
        front = f"Q{MIDDLE} {y + 2 * deep} {n} {y}Z"
        line = f"M{n} {y}Q{MIDDLE} {y + 2 * deep} {400 - n} {y}"
    s.path(back + front, inside)
    s.rect(MIDDLE - 7, y + 6, 14, 6, 1, shade(c, 0.5), opacity=0.8)
    s.line(line, s.down(shade(c, -0.04)), 9)
    s.line(f"M{n} {y}Q{MIDDLE} {y + 9} {400 - n} {y}", shade(c, -0.18), 4)
    s.line(line, seam(c, 0.26), 1, 0.8)


def neck_depth(look: Look) -> int:
    """How far the neckline dips."""
    return {"Scoop": 26, "V-neck": 24}.get(look.value("neck"), 15)


def stripes(s: Sheet, look: Look, turn: float = 0) -> str:
    """Stripes in white on dark cloth, in the cloth's darker tone on light."""
    c, gap = look.paint, look.pick("gap", 16, 22, 30)
    other = "#f3efe6" if look.pick("light", True, True, False) or is_dark(c) else shade(c, -0.42)
    width = look.pick("stripe", 0.34, 0.46) * gap
    lines = [(f"M0 {gap / 2:g}Q200 {gap / 2 + 5:g} 400 {gap / 2:g}", other, width, 0.92)]
    if look.pick("double", True, False):
        lines.append(
            (
                f"M0 {gap / 2 + width * 0.86:g}Q200 {gap / 2 + width * 0.86 + 5:g} 400 {gap / 2 + width * 0.86:g}",
                look.accent,
                1.6,
                0.9,
            )
        )
    return s.tiled(400, gap, *lines, turn=turn)


def _low(cut: Cut) -> Cut:
    return cut if cut.neck_y > 100 else replace(cut, neck_y=96, shoulder_y=112, armpit_y=178, hem_y=320)


def _fine_rib(s: Sheet, c: str, turn: float = 0) -> str:
    return s.tiled(5, 400, ("M1 0V400", shade(c, -0.5), 0.9, 0.22), ("M3 0V400", shade(c, 0.5), 0.9, 0.2), turn=turn)


def _sleeve_hem(s: Sheet, c: str, cut: Cut) -> None:
    x, y = MIDDLE - cut.shoulder, cut.armpit_y
    s.line(f"M{x - 37} {y - 4}Q{x - 18} {y + 10} {x + 2} {y + 10}", seam(c), 1.2, 0.7)


def _sport_panels(s: Sheet, look: Look, cut: Cut, body: str) -> None:
    c = look.paint
    with s.clipped(body):
        for _ in s.both():
            a = MIDDLE - cut.armpit
            s.path(
                f"M{a - 10} {cut.armpit_y - 30}C{a + 18} {cut.armpit_y + 6} {a + 20} {cut.waist_y} {a + 6} {cut.hem_y + 14}L{a - 20} {cut.hem_y + 14}Z",
                s.tiled(6, 6, ("M3 1v.1", seam(c, 0.5), 1.8, 0.6), ("M0 4v.1M6 4v.1", seam(c, 0.5), 1.8, 0.6)),
            )
            s.line(
                f"M{a - 2} {cut.armpit_y - 20}C{a + 18} {cut.armpit_y + 10} {a + 20} {cut.waist_y} {a + 6} {cut.hem_y + 14}",
                seam(c),
                1.3,
            )
        y = cut.armpit_y + 12
        s.line(
            f"M{MIDDLE - 120} {y}Q{MIDDLE} {y + look.pick('chest', 16, -12)} {MIDDLE + 120} {y}",
            look.accent,
            look.pick("bar", 3, 9),
            0.85,
        )
