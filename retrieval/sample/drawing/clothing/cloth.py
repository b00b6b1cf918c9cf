"""What clothes have in common: the cut of a body, its outline and sleeves, and how light falls on cloth."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

MIDDLE = 200


@dataclass(frozen=True, slots=True)
class Cut:
    """Half the width of a top at each height, on the 400 sheet; everything mirrors about the middle."""

    neck: int = 34
    neck_y: int = 92
    shoulder: int = 90
    shoulder_y: int = 110
    armpit: int = 76
    armpit_y: int = 176
    waist: int = 72
    waist_y: int = 240
    hem: int = 78
    hem_y: int = 318

    def wider(self, more: int) -> Cut:
        """The same with so much more room from the armpit down."""
        return replace(self, armpit=self.armpit + more, waist=self.waist + more, hem=self.hem + more)


WOMEN = Cut(neck=32, shoulder=82, armpit=70, waist=59, hem=72)
MEN = Cut(neck=35, shoulder=95, armpit=82, waist=77, hem=79, hem_y=320)
ALL = Cut()
KIDS = Cut(
    neck=34, neck_y=104, shoulder=87, shoulder_y=120, armpit=78, armpit_y=182, waist=79, waist_y=244, hem=85, hem_y=314
)


def cut_of(look: Look) -> Cut:
    """The cut that the product's gender, age group and fit ask for."""
    grown = {"Women": WOMEN, "Men": MEN}.get(look.value("gender"), ALL)
    cut = KIDS if look.has("age_group", "Kids") else grown
    return cut.wider({"Slim": -3, "Relaxed": 6}.get(look.value("fit"), 0))


def is_dark(color: str) -> bool:
    """Whether a line must be lighter than the cloth to be seen."""
    return sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) < 230


def seam(color: str, depth: float = 0.34) -> str:
    """The color of a stitched line on cloth of this color."""
    return shade(color, depth * 0.62) if is_dark(color) else shade(color, -depth)


def curves(points: Sequence[tuple[float, float]]) -> str:
    """Cubic curves through every third point, to go on a path that stands at the first."""
    said = [f"{x:g} {y:g}" for x, y in points[1:]]
    return "".join(f"C{' '.join(said[i : i + 3])}" for i in range(0, len(said), 3))


def torso(cut: Cut, scoop: int = 12, curve: int = 5) -> str:
    """The outline of the body without sleeves; `scoop` is how deep the neck, `curve` how round the hem."""
    s, a, w, h = cut.shoulder, cut.armpit, cut.waist, cut.hem
    y1, y2, y3, y4 = cut.shoulder_y, cut.armpit_y, cut.waist_y, cut.hem_y
    side = [
        (cut.neck, cut.neck_y), (cut.neck + 14, cut.neck_y + 8), (s - 14, y1 - 6), (s, y1),
        (s - 9, y1 + 24), (a + 1, y2 - 22), (a, y2), (a - 2, y2 + 24), (w, y3 - 24), (w, y3),
        (w, y3 + 26), (h - 2, y4 - 30), (h, y4),
    ]  # fmt: skip
    left = [(MIDDLE - x, y) for x, y in side]
    right = [(MIDDLE + x, y) for x, y in reversed(side)]
    return (
        f"M{left[0][0]} {cut.neck_y}{curves(left)}Q{MIDDLE} {y4 + 2 * curve} {right[0][0]} {y4}{curves(right)}"
        f"Q{MIDDLE} {cut.neck_y + 2 * scoop} {left[0][0]} {cut.neck_y}Z"
    )


def long_sleeve(cut: Cut, wrist_y: int = 0, wide: int = 0) -> str:
    """The left sleeve, hanging a little out; `wide` is how much more room it has."""
    s, a, y1, y2 = MIDDLE - cut.shoulder, MIDDLE - cut.armpit, cut.shoulder_y, cut.armpit_y
    end = wrist_y or cut.hem_y - 22
    return (
        f"M{s + 13} {y1 - 4}C{s - 17 - max(wide, 0) // 2} {y1 - 3} {s - 30 - wide} {y2 + 30} {s - 44 - wide} {end - 4}"
        f"Q{s - 28} {end + 8} {s - 11} {end + 5}C{s - 6} {end - 56} {a - 8} {y2 + 46} {a + 4} {y2 - 4}Z"
    )


def cuff(cut: Cut, wrist_y: int = 0, deep: int = 12, wide: int = 0) -> str:
    """The end of the left long sleeve."""
    s, end = MIDDLE - cut.shoulder, wrist_y or cut.hem_y - 22
    return (
        f"M{s - 42 - wide} {end - deep}Q{s - 26} {end - deep + 11} {s - 9} {end - deep + 9}L{s - 11} {end + 5}"
        f"Q{s - 28} {end + 8} {s - 44 - wide} {end - 4}Z"
    )


def short_sleeve(cut: Cut, wide: int = 0) -> str:
    """The left short sleeve."""
    s, a, y1, y2 = MIDDLE - cut.shoulder, MIDDLE - cut.armpit, cut.shoulder_y, cut.armpit_y
    return (
        f"M{s + 13} {y1 - 4}C{s - 15} {y1 - 3} {s - 26 - wide} {y1 + 34} {s - 38 - wide} {y2 + 4}"
        f"Q{s - 20} {y2 + 18} {s + 1} {y2 + 18}C{s + 4} {y2 + 8} {a - 3} {y2} {a + 4} {y2 - 8}Z"
    )


def drape(s: Sheet, c: str, cut: Cut, outline: str, strong: float = 1.0) -> None:
    """Light and folds on the body: shade on the right, folds below the arms and at the hem."""
    dark = shade(c, -0.6)
    a, y2, y4, h = cut.armpit, cut.armpit_y, cut.hem_y, cut.hem
    s.side_light(outline)
    with s.clipped(outline):
        for x, sign in ((MIDDLE - a, 1), (MIDDLE + a, -1)):
            s.path(
                f"M{x - sign * 4} {y2 - 4}C{x + sign * 16} {y2 + 8} {x + sign * 26} {y2 + 26} {x + sign * 30} {y2 + 50}C{x + sign * 16} {y2 + 30} {x + sign * 8} {y2 + 20} {x - sign * 4} {y2 + 14}Z",
                dark,
                opacity=0.2 * strong,
            )
        for x, tall in ((MIDDLE - h + 26, 62), (MIDDLE - 14, 40), (MIDDLE + 30, 70), (MIDDLE + h - 20, 46)):
            s.path(
                f"M{x} {y4 + 12}C{x + 2} {y4 - 20} {x + 5} {y4 - tall + 20} {x + 3} {y4 - tall}C{x + 12} {y4 - tall + 26} {x + 10} {y4 - 14} {x + 11} {y4 + 12}Z",
                dark,
                opacity=0.13 * strong,
            )


def sleeve_folds(s: Sheet, c: str, cut: Cut, outline: str, *, short: bool = False) -> None:
    """Folds at the elbow and shade toward the body, on a left sleeve."""
    x, y2 = MIDDLE - cut.shoulder, cut.armpit_y
    dark = shade(c, -0.6)
    with s.clipped(outline):
        s.path(
            f"M{x + 26} {y2 - 40}C{x + 4} {y2 + 10} {x - 14} {y2 + 70} {x - 20} {cut.hem_y}L{x + 40} {cut.hem_y}Z",
            dark,
            opacity=0.14,
        )
        if not short:
            s.path(
                f"M{x + 14} {y2 + 44}C{x} {y2 + 54} {x - 14} {y2 + 56} {x - 26} {y2 + 50}C{x - 12} {y2 + 64} {x} {y2 + 66} {x + 14} {y2 + 62}Z",
                dark,
                opacity=0.2,
            )
            s.path(
                f"M{x + 4} {y2 + 78}C{x - 6} {y2 + 84} {x - 16} {y2 + 84} {x - 22} {y2 + 80}C{x - 12} {y2 + 92} {x - 4} {y2 + 92} {x + 4} {y2 + 90}Z",
                dark,
                opacity=0.15,
            )


def label(s: Sheet, look: Look, x: float, y: float, w: float = 20, h: float = 6) -> None:
    """A small woven brand label."""
    s.rect(x, y, w, h, 1.5, look.accent)
    s.line(f"M{x + 3} {y + h / 2:g}L{x + w - 3} {y + h / 2:g}", shade(look.accent, 0.7), 1.2, 0.9)


def edge(color: str) -> str:
    """The thin outline that sets light cloth off from a light wall."""
    return shade(color, -0.3)
