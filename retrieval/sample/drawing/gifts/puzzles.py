"""Jigsaw puzzles: the box with the picture cut by its seams, and loose pieces in front."""

from __future__ import annotations

from retrieval.sample.drawing.gifts.boxes import box, ink_on, name_of
from retrieval.sample.drawing.gifts.scenes import SCENES, scene
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_COLORS = {
    "Seasons": ("#e6efe0", ("#8fb96a", "#c07a3a")), "Harbor": ("#d9765a", ("#4f8ba0", "#efd9a5")),
    "Space": ("#2b3158", ("#d99a5b", "#39406b")), "Bear": ("#c99f6b", ("#8a6548", "#5e7f4a")),
    "Garden": ("#9cc9c4", ("#7fa65a", "#e0b25a")), "Mountains": ("#4c6a8a", ("#94a9bf", "#f1d3bd")),
    "Market": ("#7a5236", ("#c0413b", "#c79a5f")), "Castle": ("#a4453c", ("#5f9a6a", "#f2cfa0")),
}  # fmt: skip
_STEPS = ((50, 2), (120, 3), (1500, 4))  # up to so many pieces: so many seams each way


def jigsaw_puzzle(s: Sheet, look: Look) -> None:
    pieces = look.number("pieces", 500)
    theme = look.value("theme") if look.value("theme") in SCENES else "Seasons"
    c, loose = _COLORS[theme]
    side = 208 + 44 * look.scale("pieces", 24, 1000)
    seams = next((n for most, n in _STEPS if pieces <= most), 5)
    with box(s, side, 34 + 22 * look.scale("pieces", 100, 2000), c, floor=318):
        s.rect(0, 0, 200, 200, 0, c)
        with s.moved("translate(8 8) scale(.92 .8)"):
            scene(s, theme, theme in ("Harbor", "Garden", "Mountains", "Market"))
            s.path(_seams(seams), "none", "#fffaf0", 1.5, 0.62)
        s.text(100, 188, 17, name_of(look, "Wooden Puzzle", "Puzzle"), ink_on(c), 0.4)
        s.rect(8, 174, 26, 17, 3, look.accent)
        s.text(178, 187, 12, f"{pieces:g}", ink_on(c))
    size = 1.9 - 0.7 * look.scale("pieces", 24, 500)
    wood = theme == "Market" or theme == "Bear"
    for i, (x, y, turn) in enumerate(((92, 342, -14), (290, 346, 22), (148, 354, 40))):
        if i < 2 or pieces > 150:
            piece(s, x, y, size, turn, "#cda46c" if wood and i else loose[i % 2])


def piece(s: Sheet, x: float, y: float, size: float, turn: float, c: str) -> None:
    """One loose piece, lying."""
    d = "M-11 -11h8c-5 -12 11 -12 6 0h8v8c12 -5 12 11 0 6v8h-8c4 -8 -10 -8 -6 0h-8v-8c8 4 8 -10 0 -6Z"
    with s.moved(f"translate({x:g} {y:g}) scale({size:g} {size * 0.8:g}) rotate({turn:g})"):
        with s.moved("translate(1.6 2.4)"):
            s.path(d, "#2a2430", opacity=0.25)
        with s.moved("translate(.5 1)"):
            s.path(d, shade(c, -0.4))
        s.path(d, s.down(c))


def _seams(n: int) -> str:
    """The cuts between n + 1 rows and columns of a 200 x 200 picture, each with its knobs."""
    at = [round(200 * k / (n + 1)) for k in range(n + 2)]
    gap = round(48 / (n + 1))
    parts = []
    for i in range(1, n + 1):
        across, down = f"M0 {at[i]}", f"M{at[i]} 0"
        for k in range(n + 1):
            knob = round(gap * 1.3) * (1 if (i + k) % 2 else -1)
            flat = (at[k + 1] - at[k] - gap) // 2
            rest = at[k + 1] - at[k] - gap - flat
            across += f"h{flat}c{-gap} {knob} {2 * gap} {knob} {gap} 0h{rest}"
            down += f"v{flat}c{knob} {-gap} {knob} {2 * gap} 0 {gap}v{rest}"
        parts += [across, down]
    return "".join(parts)
