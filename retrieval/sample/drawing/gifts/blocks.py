"""Building blocks: what one builds from them, seen from the front."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

RED, YELLOW, BLUE, GREEN, WHITE, GRAY = "#c8463c", "#e8b93f", "#3f78ad", "#5f9a55", "#f1ede2", "#9aa0a8"
_Row = tuple[int, int, str]  # from which unit, how many units, color


def building_blocks(s: Sheet, look: Look) -> None:
    theme = look.value("theme")
    if look.value("material") == "Beech":
        _planks(s, look)
    elif look.value("stud").startswith("large"):
        (_farm if theme == "Farm" else _tub)(s, look)
    elif theme == "Harbor":
        _lighthouse(s)
    elif theme == "Space":
        _rover(s)
    elif theme == "Castle":
        _castle(s)
    else:
        _heap(s, look)


def brick(s: Sheet, x: float, y: float, w: float, h: float, c: str, studs: int, bare: str = "") -> None:
    """One brick whose lower left corner is (x, y). `bare` has a mark for each stud that nothing covers; empty: all."""
    step = w / studs
    d = min(step * 0.3, h * 0.34)
    seen = [x + step * (k + 0.5) for k in range(studs) if not bare or bare[k] == "x"]
    top = f"{y - h - d * 0.55:.3g}"
    if seen:
        s.path("".join(f"M{cx - d:.3g} {top}h{2 * d:.3g}v{d:.3g}h{-2 * d:.3g}Z" for cx in seen), shade(c, 0.1))
        s.path(
            "".join(f"M{cx + d * 0.3:.3g} {top}h{d * 0.7:.3g}v{d:.3g}h{-d * 0.7:.3g}Z" for cx in seen), shade(c, -0.2)
        )
    s.rect(round(x, 1), round(y - h, 1), round(w, 1), h, round(h * 0.14, 1), s.down(c))
    s.line(f"M{x + 4:.3g} {y - h + 2.5:.3g}h{w - 8:.3g}", shade(c, 0.5), 2, 0.7)


def _wall(s: Sheet, left: float, floor: float, unit: float, h: float, rows: tuple[tuple[_Row, ...], ...]) -> None:
    for i, row in enumerate(rows):
        above = {at + k for at, n, _ in (rows[i + 1] if i + 1 < len(rows) else ()) for k in range(n)}
        for at, n, c in row:
            bare = "".join("-" if at + k in above else "x" for k in range(n))
            brick(s, left + at * unit, floor - i * h, n * unit, h, c, n, bare)


def _heap(s: Sheet, look: Look) -> None:
    """A box with bricks standing over its rim, and bricks before it: the more pieces, the more of them."""
    s.floor(200, 332, 156)
    size = look.scale("pieces", 250, 900)
    colors = (RED, YELLOW, BLUE, GREEN, WHITE)
    for i in range(6 + round(5 * size)):
        x, y = 92 + i * 53 % 190, 176 - (i // 4) * 22 + i * 7 % 11
        with s.moved(f"rotate({i * 37 % 44 - 22} {x + 22} {y})"):
            brick(s, x, y, 46, 26, colors[i % 5], 2)
    s.path("M64 172L336 172L322 328C321 333 317 336 312 336L88 336C83 336 79 333 78 328Z", s.across(look.accent))
    s.rect(58, 166, 284, 20, 8, s.across(shade(look.accent, -0.16)))
    s.rect(140, 218, 120, 66, 8, "#fbf6ea")
    brick(s, 164, 268, 72, 28, RED, 3)
    for i in range(2 + round(2 * size)):
        brick(s, 44 + i * 88, 352 + i % 2 * 5, 44, 25, colors[(i * 2 + 1) % 5], 2)


def _tub(s: Sheet, look: Look) -> None:
    s.floor(200, 336, 150)
    _wall(s, 66, 336, 44, 62, (
        ((0, 2, BLUE), (2, 2, YELLOW), (4, 2, RED)),
        ((1, 2, GREEN), (3, 2, WHITE)),
        ((1, 1, RED), (2, 2, BLUE)),
        ((2, 1, YELLOW),),
    ))  # fmt: skip
    brick(s, 290, 274, 44, 62, GREEN, 1)
    s.oval(176, 120, 4, 5, "#2a2226")
    s.line("M168 132c5 5 11 5 15 0", "#2a2226", 2.5)
    s.oval(164, 120, 4, 5, "#2a2226")
    s.rect(312, 240, 18, 12, 2, look.accent)


def _farm(s: Sheet, look: Look) -> None:
    s.floor(196, 336, 168)
    _wall(s, 46, 336, 36, 46, (
        ((0, 2, RED), (4, 1, RED)),
        ((0, 2, RED), (4, 1, RED)),
        ((0, 5, RED),),
        ((1, 3, WHITE),),
    ))  # fmt: skip
    s.rect(118, 248, 72, 88, 0, "#5a2e28")
    s.path("M120 252L188 334M188 252L120 334", "none", "#8f4a40", 5)
    s.path("M32 200L136 106L240 200L222 210L136 132L50 210Z", s.down("#6d4a36"))
    s.path("M262 276h46v-34h18l14 34v36h-78Z", s.down(GREEN))
    s.rect(310, 248, 14, 24, 2, "#bfe0de")
    s.rect(268, 256, 6, 22, 2, "#4d5258")
    for x, r in ((284, 26), (336, 18)):
        s.oval(x, 338 - r, r, r, "#3a3d43")
        s.oval(x, 338 - r, r * 0.5, r * 0.5, YELLOW)
    brick(s, 132, 344, 54, 28, WHITE, 2)
    s.rect(176, 306, 24, 20, 5, WHITE)
    s.oval(145, 332, 8, 5, "#3a3d43")
    s.oval(192, 314, 2.4, 2.8, "#2a2226")
    s.rect(194, 318, 8, 7, 3, "#e0a7a0")
    s.rect(60, 260, 26, 26, 3, look.accent)


def _lighthouse(s: Sheet) -> None:
    s.floor(200, 344, 140)
    s.glow(186, 92, 120, 60)
    _wall(s, 86, 344, 22, 24, (
        ((0, 4, GRAY), (4, 5, "#7d838b"), (9, 2, GRAY)),
        ((1, 3, GRAY), (4, 4, "#7d838b")),
        ((2, 5, WHITE),), ((2, 5, WHITE),), ((2, 5, RED),), ((2, 5, RED),),
    ))  # fmt: skip
    _wall(s, 141, 200, 22, 24, (((0, 4, WHITE),), ((0, 4, WHITE),), ((0, 4, RED),)))
    brick(s, 132, 128, 106, 12, "#4d5258", 5)
    s.rect(152, 78, 66, 38, 3, "#ffe08f")
    s.line("M168 78v38M185 78v38M202 78v38", "#4d5258", 3)
    brick(s, 146, 78, 78, 16, RED, 3)
    brick(s, 168, 57, 34, 14, RED, 1)
    s.rect(174, 262, 22, 34, 3, "#37618a")
    s.rect(178, 174, 14, 18, 3, "#37618a")
    brick(s, 272, 348, 76, 18, YELLOW, 4)
    s.line("M306 326V272", "#6d4a36", 4)
    s.path("M310 276L338 318L310 318Z", WHITE, "#d6cfbe", 1)


def _rover(s: Sheet) -> None:
    s.floor(200, 340, 168)
    s.line("M92 280L140 250L200 270L258 250L318 282", "#5a5f66", 9)
    _wall(s, 76, 262, 28, 28, (((0, 9, WHITE),), ((0, 4, WHITE), (4, 2, "#d98a3a"), (6, 3, WHITE)), ((1, 3, GRAY),)))
    s.line("M286 206L322 150L354 186", "#5a5f66", 8)
    s.path("M346 182l22 6l-8 22M354 186l-8 20", "none", "#d98a3a", 6)
    s.oval(322, 150, 8, 8, "#d98a3a")
    s.line("M132 176V120", "#5a5f66", 6)
    s.path("M96 96C110 122 154 122 168 96Z", s.across(GRAY))
    s.oval(132, 96, 36, 8, shade(GRAY, 0.4))
    s.line("M132 98V80", "#5a5f66", 3)
    s.path("M196 206L206 166L288 150L282 198Z", s.down("#2f4a78"))
    s.line("M224 162l-6 40M246 158l-4 42M268 154l-3 44M202 186l84 -14", "#7f9cc4", 1.5)
    for x in (92, 146, 200, 254, 308):
        if x != 200:
            s.oval(x, 308, 31, 31, "#35383e")
            s.oval(x, 308, 23, 23, "#4d5258")
            s.oval(x, 308, 12, 12, "#d98a3a")
            s.oval(x - 4, 304, 4, 4, "#f2c48a")
    s.oval(200, 344, 9, 8, s.across("#5fa7c4"))


def _castle(s: Sheet) -> None:
    s.floor(200, 340, 140)
    stone, dark = "#a9a49c", "#8d8881"
    tower = (((0, 3, stone),), ((0, 3, dark),), ((0, 3, stone),), ((0, 3, stone),), ((0, 3, dark),), ((0, 1, stone), (2, 1, stone)))  # fmt: skip
    for left in (70, 262):
        _wall(s, left, 336, 23, 33, tower)
    _wall(s, 139, 336, 24.6, 33, (((0, 1, stone), (4, 1, stone)), ((0, 1, dark), (4, 1, dark)), ((0, 5, stone),), ((0, 1, stone), (2, 1, dark), (4, 1, stone))))  # fmt: skip
    s.path("M164 336V288a36 32 0 0 1 73 0V336Z", "#4a3a2e")
    s.line("M182 336V268M200 336V258M218 336V268M164 300h73", "#8a6a4a", 4)
    s.line("M296 138V84", "#6d4a36", 4)
    s.path("M298 86l42 12l-42 14Z", RED)
    s.path(
        "M84 130C76 112 88 98 102 102C106 92 122 94 124 104L140 110L124 118C126 132 112 138 100 134L92 144Z",
        s.down(GREEN),
    )
    s.path("M98 104l4 -14l8 12Z", shade(GREEN, -0.3))
    s.oval(118, 107, 2.6, 2.6, "#22301f")
    for x in (104, 296):
        s.rect(x - 6, 226, 12, 26, 5, "#4d4843")


def _planks(s: Sheet, look: Look) -> None:
    """A gate of planks laid crosswise, with a tower upon it when there are many."""
    s.floor(200, 342, 150)
    many = look.scale("pieces", 100, 200) > 0
    for left in (66, 240):
        _crib(s, left, 340, 94, 5)
    s.rect(52, 218, 296, 11, 1.5, s.across("#d8b581"))
    _crib(s, 110, 217, 94, 3 if many else 1)
    _crib(s, 206, 217, 94, 1)
    if many:
        s.rect(100, 142, 116, 10, 1.5, s.across("#d0aa74"))
        _crib(s, 122, 141, 70, 2)
    top = 91 if many else 192
    for x, turn in ((134, 0), (158, 7), (180, -5)):
        with s.moved(f"translate({x} {top}) rotate({turn})"):
            s.rect(-5, -46, 10, 46, 1.5, s.across(shade("#d8b581", turn / 60)))
    for k, turn in enumerate((-10, 4, 12)):
        with s.moved(f"rotate({turn} {158 + k * 30} 348)"):
            s.rect(128 + k * 38, 342, 74, 10, 1.5, s.across(shade("#d8b581", k * 0.06)))
    s.rect(318, 224, 22, 12, 2, look.accent)


def _crib(s: Sheet, left: float, floor: float, w: float, n: int) -> None:
    """A pier of n double layers: a long plank, and the ends of three that lie across."""
    for i in range(n):
        y = floor - i * 24
        ends = "".join(f"M{left + at * (w - 20):.4g} {y - 12:g}h20v12h-20Z" for at in (0.06, 0.5, 0.94))
        s.path(ends, s.across(shade("#c9a068", -0.06 * (i % 2))))
        s.rect(left - 3, y - 24, w + 6, 12, 1.5, s.across(shade("#d8b581", 0.06 * (i % 3 - 1))))
