"""Keyboards by their layout and build, seen from above."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

import re

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import is_light, mark
from retrieval.sample.drawing.sheet import Sheet, shade

_KEY = re.compile(r"M([\d.-]+) ([\d.-]+)h([\d.]+)v([\d.]+)")
# Widths of the keys in each row, in units of one key; a negative number is a gap.
_TOP = (1, -0.6, 1, 1, 1, 1, -0.3, 1, 1, 1, 1, -0.3, 1, 1, 1, 1)
_ROWS = (
    (1,) * 13 + (2,), (1.5,) + (1,) * 12 + (1.5,), (1.8,) + (1,) * 11 + (2.2,), (2.3,) + (1,) * 10 + (2.7,),
    (1.3, 1.3, 1.3, 6, 1.3, 1.3, 1.2, 1.3),
)  # fmt: skip


def keyboard(s: Sheet, look: Look) -> None:
    if look.has("layout", "Split"):
        _split(s, look)
        return
    layout = look.value("layout", "Full size")
    block = {"60 percent": 15.0, "75 percent": 16.2, "Tenkeyless": 18.4, "Full size": 22.6}.get(layout, 22.6)
    thick = 18 if look.has("feature", "Mechanical") else 9
    unit = min(15.4, 346 / block) if block > 17 else 306 / block
    wide = block * unit
    rows = 5 if layout == "60 percent" else 6.3
    tall = rows * unit * (1.08 if thick > 10 else 1.0)
    s.path(
        f"M{200 - wide / 2 - 4:g} {214 + tall / 2:g}h{wide + 30:g}l-16 {thick + 16}h{-wide - 4:g}Z",
        "url(#fall)",
        opacity=0.9,
    )
    s.floor(200, 216 + tall / 2 + thick, wide / 2 + 26, 26)
    if look.has("feature", "Wired"):
        x = 200 - wide * 0.2
        s.line(
            f"M{x:g} {206 - tall / 2:g}C{x - 4:g} {150 - tall / 2:g} {x + 70:g} {150 - tall / 2:g} {x + 66:g} 40",
            "#2e2e31",
            6,
        )
        s.line(
            f"M{x - 1:g} {204 - tall / 2:g}C{x - 5:g} {150 - tall / 2:g} {x + 69:g} {150 - tall / 2:g} {x + 65:g} 40",
            "#6b6d72",
            1.6,
            0.8,
        )
    with s.moved(f"rotate(-5 200 200) translate({200 - wide / 2:g} {200 - tall / 2:g})"):
        _board(s, look, wide, tall, thick, unit, layout)


def _board(s: Sheet, look: Look, wide: float, tall: float, thick: float, unit: float, layout: str) -> None:
    c = "#303136" if look.has("feature", "Gaming") else look.paint
    pad = 9.0
    s.rect(-pad, -pad + thick, wide + pad * 2, tall + pad * 2, 11, shade(c, -0.45))
    s.rect(-pad, -pad, wide + pad * 2, tall + pad * 2 + thick * 0.4, 11, s.down(c))
    s.rect(-pad + 1.5, -pad + 1.5, wide + pad * 2 - 3, tall + pad * 2 - 3, 10, "none", shade(c, 0.5), 1.2, 0.5)
    bed = "#2b2c31" if not is_light(c) or look.has("feature", "Mechanical") else shade(c, -0.22)
    if look.has("feature", "Backlit"):
        bed = look.pick("light", "#e8c27a", "#9cc7d8", "#d9a7b0", "#a8d0b4")
    s.rect(-3, -3, wide + 6, tall + 6, 5, s.down(bed))
    key, second, accent = _colors(look)
    deep = 3.2 if look.has("feature", "Mechanical") else 1.4
    main, other, one = _keys(look, layout, unit, tall)
    for d, color in ((main, key), (other, second), (one, accent)):
        if d:
            s.line(_fronts(d, deep), shade(color, -0.42), deep + 1)
            s.path(d, s.down(color), shade(color, -0.24), 0.6)
    if look.has("feature", "Volume wheel"):
        s.rect(wide - 2.6 * unit, 1, 2.2 * unit, unit * 0.86, 4, s.across("#8d9196"))
        s.line("".join(f"M{wide - 2.6 * unit + i * 4:g} 3v{unit * 0.66:g}" for i in range(1, 8)), "#3a3a3e", 1)
    mark(s, look, wide - 16, tall + 6.5, 16, 3)


def _colors(look: Look) -> tuple[str, str, str]:
    """Letters, the keys around them, and the one that stands out."""
    c = look.paint
    if look.has("feature", "Mechanical"):
        letters, rest = look.pick("caps", ("#f0ece2", "#9aa3a8"), ("#e9e1d0", "#7d8a86"), ("#4a4e54", "#2e3035"))
        if look.has("feature", "Gaming"):
            letters, rest = "#33343a", "#26272c"
        return letters, rest, look.accent
    key = shade(c, 0.12) if not is_light(c) else "#fbf9f4"
    return key, shade(key, -0.1) if not is_light(c) else shade(c, -0.1), shade(c, -0.3 if is_light(c) else 0.3)


def _keys(look: Look, layout: str, unit: float, tall: float) -> tuple[str, str, str]:
    """Three outlines: letters, other keys, and the enter key."""
    rows = [_TOP, *_ROWS] if layout != "60 percent" else list(_ROWS)
    step = tall / len(rows)
    letters: list[str] = []
    others: list[str] = []
    enter: list[str] = []
    for j, row in enumerate(rows):
        total = sum(abs(k) for k in row)
        scale, x = 15 / total, 0.0
        for i, k in enumerate(row):
            w = abs(k) * scale
            if k > 0:
                first = j - (len(rows) - 5)
                edge = first < 0 or i == 0 or i >= len(row) - (2 if first == 4 else 1) or (first == 4 and i != 3)
                into = (
                    enter if (first == 2 and i == len(row) - 1) or (j == 0 and i == 0) else others if edge else letters
                )
                into.append(_key(x * unit, j * step, w * unit, step))
            x += w
    if layout != "60 percent":
        at = 15.2 if layout == "75 percent" else 15.3
        others += _side(unit, step, at, 1 if layout == "75 percent" else 3)
    if layout == "Full size":
        last = 2 if look.has("feature", "Volume wheel") else 0
        for j in range(last and 1, 6):
            for i in range(4):
                if i == 3 and j in (3, 5):
                    continue
                high = step * (2 if i == 3 and j in (2, 4) else 1)
                (letters if i < 3 and j > 1 else others).append(_key((18.6 + i) * unit, j * step, unit, high))
    return "".join(letters), "".join(others), "".join(enter)


def _side(unit: float, step: float, at: float, columns: int) -> list[str]:
    if columns == 1:
        return [_key(at * unit, j * step, unit, step) for j in range(6)]
    found = [_key((at + i) * unit, j * step, unit, step) for j in (0, 1, 2) for i in range(3)]
    return (
        found
        + [_key((at + 1) * unit, 4 * step, unit, step)]
        + [_key((at + i) * unit, 5 * step, unit, step) for i in range(3)]
    )


def _key(x: float, y: float, w: float, h: float) -> str:
    gap = 1.6
    return f"M{x + gap / 2:.4g} {y + gap / 2:.4g}h{w - gap:.3g}v{h - gap:.3g}h-{w - gap:.3g}z"


def _fronts(keys: str, deep: float) -> str:
    """The edges of the keys that face us."""
    found = _KEY.findall(keys)
    return "".join(f"M{x} {float(y) + float(h) + deep / 2 - 0.5:.4g}h{w}" for x, y, w, h in found)


def _split(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 306, 186, 26)
    s.line("M176 138C186 100 214 100 224 138", "#2e2e31", 6)
    s.line("M330 112C330 70 300 60 300 30", "#2e2e31", 6)
    key, rest, accent = _colors(look)
    for side in (0, 1):
        with s.moved("rotate(9 104 200)" if side == 0 else "matrix(-1 0 0 1 400 0) rotate(9 104 200)"):
            s.path(
                "M22 126C22 118 28 114 36 114L172 114C180 114 186 118 186 126L190 250C190 262 182 280 168 290L150 300C144 304 138 302 132 298L114 286L36 286C28 286 22 280 22 272Z",
                shade(c, -0.45),
            )
            s.path(
                "M22 116C22 108 28 104 36 104L172 104C180 104 186 108 186 116L190 240C190 252 182 270 168 280L150 290C144 294 138 292 132 288L114 274L36 274C28 274 22 268 22 260Z",
                s.down(c),
            )
            letters: list[str] = []
            others: list[str] = []
            one: list[str] = []
            for col, drop in enumerate((12, 12, 6, 0, 5, 8)):
                for row in range(5):
                    if row == 4 and col in (0, 5):
                        continue
                    into = others if col == 0 or row in (0, 4) else letters
                    into.append(_key(34 + col * 25, 112 + drop + row * 28, 25, 28))
            one.append("M128 262l22 -7l10 24l-18 8z")
            others.append("M154 253l20 -8l8 16l-4 10l-14 7z")
            for d, color in (("".join(letters), key), ("".join(others), rest), ("".join(one), accent)):
                s.line(_fronts(d, 3.4), shade(color, -0.45), 4)
                s.path(d, s.down(color), shade(color, -0.24), 0.6)
    mark(s, look, 64, 272, 18, 4)
