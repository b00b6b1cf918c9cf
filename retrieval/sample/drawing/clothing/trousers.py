"""Hiking trousers and jeans, from the front: the shape of the leg, pockets, seams."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from retrieval.sample.drawing.clothing.cloth import MIDDLE, edge, is_dark, seam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_TOP, _END = 46, 350
_STITCH = "#cf9446"  # the copper-colored thread of jeans
# Leg: how far out the knee and the ankle stand, and how far in the inner seam ends.
_LEGS = {"Skinny": (60, 46, 22), "Slim": (66, 57, 22), "Straight": (71, 70, 22), "Tapered": (72, 58, 22), "Wide": (82, 98, 18)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shape:
    waist: int
    hip: int
    knee: int
    ankle: int
    inner: int
    top: int = _TOP
    end: int = _END

    @property
    def crotch(self) -> int:
        return self.top + 104

    @property
    def knee_y(self) -> int:
        return self.top + 196


def hiking_trousers(s: Sheet, look: Look) -> None:
    """Pockets on the thigh, zips round the leg or down the side, doubled knees, as stated."""
    c, shape = look.paint, _shape(look)
    leg = _legs(s, c, shape, thin=look.has("feature", "Packable"))
    dark = shade(c, 0.16 if is_dark(c) else -0.28)
    with s.clipped(leg):
        if look.has("feature", "Reinforced"):
            for x in (MIDDLE - shape.knee + 2, MIDDLE + shape.inner // 2 - 4):
                s.path(
                    f"M{x} {shape.knee_y - 34}h{shape.knee - 8}v62q-{shape.knee // 2} 14 -{shape.knee - 8} 0Z",
                    dark,
                    seam(c),
                    1.2,
                )
            s.path(f"M{MIDDLE - 110} {shape.end - 24}H{MIDDLE + 110}V{shape.end + 9}H{MIDDLE - 110}Z", dark)
        if look.has("feature", "Zip-off legs"):
            y = shape.crotch + 52
            s.line(
                f"M{MIDDLE - 110} {y - 4}Q{MIDDLE - 50} {y + 10} {MIDDLE} {y + 4}Q{MIDDLE + 50} {y + 10} {MIDDLE + 110} {y - 4}",
                shade(c, -0.5),
                5,
            )
            s.line(
                f"M{MIDDLE - 110} {y - 4}Q{MIDDLE - 50} {y + 10} {MIDDLE} {y + 4}Q{MIDDLE + 50} {y + 10} {MIDDLE + 110} {y - 4}",
                shade(c, 0.4),
                1,
                0.8,
            )
            s.rect(MIDDLE - 60, y + 1, 5, 12, 2, look.accent)
            s.rect(MIDDLE + 56, y + 1, 5, 12, 2, look.accent)
        if look.has("feature", "Insulated"):
            s.path(f"M{MIDDLE - 110} {shape.end - 12}H{MIDDLE + 110}V{shape.end + 9}H{MIDDLE - 110}Z", shade(c, 0.55))
    waistband(s, c, shape, soft=look.has("feature", "Packable") or look.has("age_group", "Kids"))
    for _ in s.both():
        s.line(
            f"M{MIDDLE - shape.waist + 22} {shape.top + 20}C{MIDDLE - shape.waist + 18} {shape.top + 40} {MIDDLE - shape.hip + 14} {shape.top + 58} {MIDDLE - shape.hip + 4} {shape.top + 66}",
            seam(c, 0.55),
            2.6,
        )
        if look.has("feature", "Side zips"):
            s.line(
                f"M{MIDDLE - shape.ankle + 9} {shape.knee_y + 20}L{MIDDLE - shape.ankle + 8} {shape.end - 2}",
                seam(c, 0.6),
                3,
            )
    _thigh_pocket(s, look, shape)
    if not look.has("feature", "Packable"):
        _fly(s, c, shape, seam(c))


def jeans(s: Sheet, look: Look) -> None:
    """Denim with copper stitching, rivets and worn thighs where the wash is light."""
    c, shape = look.paint, _shape(look)
    leg = _legs(s, c, shape)
    s.path(leg, s.tiled(4, 4, ("M0 4L4 0", shade(c, 0.7), 0.7, 0.3), ("M0 0L4 4", shade(c, -0.6), 0.5, 0.2)))
    worn = 0.12 if look.has("feature", "Raw denim") else 0.3
    with s.clipped(leg):
        for x, tall in ((MIDDLE - 46, 74), (MIDDLE + 44, 70)):
            for wide in (26, 18, 10):
                s.oval(x, shape.crotch + 52, wide, tall - 26 + wide, shade(c, 0.6), opacity=worn / 3)
        for x, sign in ((MIDDLE - 22, -1), (MIDDLE + 22, 1)):
            y = shape.crotch - 14
            s.line(
                f"M{x} {y}q{sign * 22} -4 {sign * 40} -16M{x + sign * 2} {y + 12}q{sign * 20} -2 {sign * 38} -12",
                shade(c, 0.6),
                2.4,
                worn,
            )
        turned = look.pick("turned", True, False, False) or look.has("feature", "Raw denim")
        y = shape.end - (20 if turned else 6)
        if turned:
            s.path(f"M60 {y}Q130 {y + 9} {MIDDLE} {y + 3}Q270 {y + 9} 340 {y}V370H60Z", shade(c, 0.45), seam(c), 1.2)
        else:
            s.line(f"M60 {y}Q130 {y + 9} {MIDDLE} {y + 3}Q270 {y + 9} 340 {y}", _thread(c), 1.3)
    waistband(s, c, shape, jeans=True, soft=look.has("feature", "Adjustable waist"))
    thread = _thread(c)
    for _ in s.both():
        w, h, y = MIDDLE - shape.waist, MIDDLE - shape.hip, shape.top + 19
        s.path(
            f"M{w + 34} {y}C{w + 32} {y + 22} {w + 20} {y + 36} {h + 3} {y + 38}L{w + 1} {y}Z",
            s.down(shade(c, -0.2)),
            thread,
            1.3,
        )
        s.line(f"M{w + 38} {y}C{w + 36} {y + 26} {w + 22} {y + 41} {h + 2} {y + 43}", thread, 1.1, 0.8)
        if not look.has("leg", "Skinny"):
            s.oval(w + 34, y + 5, 2.1, 2.1, "#c98f55")
        s.line(
            f"M{h + 7} {y + 48}C{h + 4} {shape.knee_y - 60} {MIDDLE - shape.knee + 6} {shape.knee_y} {MIDDLE - shape.ankle + 6} {shape.end - 4}",
            thread,
            1,
            0.55,
        )
    _fly(s, c, shape, thread)
    s.oval(MIDDLE, shape.top + 11, 5, 5, "#b98a55", shade("#b98a55", -0.4), 1)
    if look.has("closure", "Buttons"):
        for y in (30, 46, 62):
            s.oval(MIDDLE + 8, shape.top + y, 3, 3, "#b98a55", shade("#b98a55", -0.4), 0.8)
    s.rect(MIDDLE + shape.waist - 34, shape.top + 3, 24, 15, 2, "#a86f42", shade("#a86f42", -0.4), 1)
    s.line(
        f"M{MIDDLE + shape.waist - 30} {shape.top + 9}h16M{MIDDLE + shape.waist - 30} {shape.top + 13}h10",
        look.accent,
        1.4,
    )


def waistband(s: Sheet, c: str, shape: _Shape, *, jeans: bool = False, soft: bool = False) -> None:
    """The band with its loops, or gathered on elastic; behind it the inside of the back."""
    w, y = MIDDLE - shape.waist, shape.top
    s.path(f"M{w + 2} {y + 1}Q{MIDDLE} {y - 15} {398 - w} {y + 1}Q{MIDDLE} {y + 15} {w + 2} {y + 1}Z", shade(c, -0.5))
    band = f"M{w} {y}Q{MIDDLE} {y + 14} {400 - w} {y}L{402 - w} {y + 18}Q{MIDDLE} {y + 32} {w - 2} {y + 18}Z"
    s.path(band, s.down(shade(c, 0.06)), _thread(c) if jeans else seam(c), 1.2)
    if soft:
        s.path(band, s.tiled(6, 60, ("M2 0V60", shade(c, -0.6), 1.6, 0.4)))
        if not jeans:
            s.line(
                f"M{MIDDLE - 7} {y + 18}C{MIDDLE - 14} {y + 36} {MIDDLE - 8} {y + 44} {MIDDLE - 12} {y + 58}M{MIDDLE + 6} {y + 18}C{MIDDLE + 12} {y + 34} {MIDDLE + 6} {y + 44} {MIDDLE + 10} {y + 54}",
                "#ece6da",
                2.6,
            )
        return
    for _ in s.both():
        for x in (w + 12, w + 44):
            s.rect(x, y + 1 + (x - w) * 0.12, 6, 22, 1.5, shade(c, 0.1), seam(c), 1)


def _shape(look: Look) -> _Shape:
    knee, ankle, inner = _LEGS[look.value("leg", "Straight")]
    waist, hip = {"Women": (50, 71), "Men": (59, 71)}.get(look.value("gender"), (55, 72))
    more = {"Slim": -2, "Relaxed": 5}.get(look.value("fit"), 0)
    top = {"High": _TOP - 8, "Low": _TOP + 8}.get(look.value("rise"), _TOP)
    if look.has("age_group", "Kids"):
        return _Shape(62, 76, 75, 73, 20, top=74)
    return _Shape(waist + more, hip + more, knee + more, ankle + more, inner, top=top)


def _legs(s: Sheet, c: str, p: _Shape, *, thin: bool = False) -> str:
    s.floor(MIDDLE, 364, p.ankle + 26, 11)
    w, h, k, a, i = p.waist, p.hip, p.knee, p.ankle, p.inner // 2
    inner_knee = i // 2 + 2
    left = f"M{MIDDLE - w} {p.top + 8}C{MIDDLE - w - 4} {p.top + 36} {MIDDLE - h} {p.top + 56} {MIDDLE - h} {p.top + 84}C{MIDDLE - h + 1} {p.top + 130} {MIDDLE - k} {p.knee_y - 40} {MIDDLE - k} {p.knee_y}C{MIDDLE - k} {p.knee_y + 40} {MIDDLE - a} {p.end - 60} {MIDDLE - a} {p.end}Q{MIDDLE - (a + i) / 2:g} {p.end + 9} {MIDDLE - i} {p.end + 2}C{MIDDLE - i} {p.end - 60} {MIDDLE - inner_knee} {p.knee_y} {MIDDLE} {p.crotch}"
    right = f"C{MIDDLE + inner_knee} {p.knee_y} {MIDDLE + i} {p.end - 60} {MIDDLE + i} {p.end + 2}Q{MIDDLE + (a + i) / 2:g} {p.end + 9} {MIDDLE + a} {p.end}C{MIDDLE + a} {p.end - 60} {MIDDLE + k} {p.knee_y + 40} {MIDDLE + k} {p.knee_y}C{MIDDLE + k} {p.knee_y - 40} {MIDDLE + h - 1} {p.top + 130} {MIDDLE + h} {p.top + 84}C{MIDDLE + h} {p.top + 56} {MIDDLE + w + 4} {p.top + 36} {MIDDLE + w} {p.top + 8}Z"
    outline = left + right
    dark, light = shade(c, -0.65), shade(c, 0.6)
    s.path(outline, s.down(c), edge(c), 1)
    s.side_light(outline)
    with s.clipped(outline):
        s.path(
            f"M{MIDDLE - 4} {p.crotch - 30}C{MIDDLE - 30} {p.crotch + 40} {MIDDLE - i - 22} {p.knee_y + 40} {MIDDLE - i - 16} {p.end + 10}L{MIDDLE} {p.end + 10}Z",
            dark,
            opacity=0.17,
        )
        for side, out in ((-1, k), (1, k)):
            mid = MIDDLE + side * (out + i) / 2
            s.path(f"M{mid - 26:g} {p.knee_y - 6}q26 14 50 2q-22 24 -50 8Z", dark, opacity=0.17)
            s.path(f"M{mid + 22:g} {p.knee_y + 14}q-22 16 -44 8q20 16 44 2Z", dark, opacity=0.14)
            s.path(
                f"M{MIDDLE + side * 3} {p.crotch - 6}q{side * 30} -8 {side * 48} -26q{side * -10} 30 {side * -48} 36Z",
                dark,
                opacity=0.2,
            )
            s.line(
                f"M{mid - 8:g} {p.crotch + 10}C{mid - 10:g} {p.knee_y - 40} {mid - 4:g} {p.knee_y + 40} {mid - 6:g} {p.end - 8}",
                light,
                9 if thin else 5,
                0.16,
            )
            s.path(f"M{mid - 30:g} {p.end - 22}q26 12 54 -2q-24 22 -54 8Z", dark, opacity=0.14)
    return outline


def _fly(s: Sheet, c: str, p: _Shape, thread: str) -> None:
    s.line(
        f"M{MIDDLE} {p.top + 26}C{MIDDLE + 1} {p.top + 60} {MIDDLE + 1} {p.top + 80} {MIDDLE} {p.crotch}",
        shade(c, -0.5),
        2,
    )
    s.line(
        f"M{MIDDLE + 15} {p.top + 25}C{MIDDLE + 15} {p.top + 58} {MIDDLE + 12} {p.top + 70} {MIDDLE + 1} {p.top + 80}",
        thread,
        1.4,
    )


def _thigh_pocket(s: Sheet, look: Look, p: _Shape) -> None:
    c, y = look.paint, p.crotch - 4
    x = MIDDLE + p.hip - 40
    if look.has("feature", "Zip-off legs") or look.pick("cargo", True, False, False):
        s.path(f"M{x} {y - 4}h34v36q-17 6 -34 0Z", s.down(c), seam(c), 1.4)
        s.path(f"M{x - 2} {y - 8}h38v12q-19 5 -38 0Z", s.down(shade(c, 0.06)), seam(c), 1.4)
        s.rect(x + 8, y + 14, 18, 6, 1.5, look.accent)
    else:
        s.line(f"M{x + 12} {y - 2}L{x + 18} {y + 36}", seam(c, 0.6), 3)
        s.rect(x + 9, y + 44, 18, 6, 1.5, look.accent)


def _thread(c: str) -> str:
    return _STITCH if sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) < 520 and not is_dark(c) else seam(c, 0.5)
