"""Hills, woods and gardens as printed pictures of 200 x 200 from the corner 0, 0."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade


def _fir(s: Sheet, x: float, y: float, h: float, c: str) -> None:
    """A fir that stands at (x, y)."""
    w = h * 0.3
    s.path(
        f"M{x:g} {y - h:g}l{w:g} {h * 0.5:g}h{-w * 0.5:g}l{w * 0.75:g} {h * 0.42:g}h{-w * 2.5:g}l{w * 0.75:g} {-h * 0.42:g}h{-w * 0.5:g}Z",
        c,
    )


def forest(s: Sheet, by_night: bool) -> None:
    sky, far, near = ("#2c4257", "#31564f", "#1f3b38") if by_night else ("#f0d9a8", "#9db07a", "#5e7f4a")
    s.rect(0, 0, 200, 200, 0, s.down(sky))
    s.oval(150, 56, 17, 17, "#f6ecc6" if by_night else "#fff6dc")
    for i, x in enumerate(range(34, 170, 26)):
        _fir(s, x, 146, 62 + i * 13 % 27, far)
    s.path("M0 140C60 126 140 130 200 140L200 200L0 200Z", near)
    for x, y, h in ((38, 176, 96), (160, 180, 104)):
        _fir(s, x, y, h, shade(near, -0.3))


def hollow_tree(s: Sheet) -> None:
    """The forest with the old tree and somebody looking out of it."""
    forest(s, False)
    s.path("M74 178C84 140 78 118 70 96L130 96C122 118 116 140 128 178C112 184 90 184 74 178Z", s.across("#75523a"))
    for i, (x, y, r) in enumerate(((58, 88, 28), (142, 88, 28), (100, 68, 38), (80, 100, 20), (122, 100, 20))):
        s.oval(x, y, r, r * 0.86, ("#c8783a", "#d08a3c", "#dd9a48")[i % 3])
    s.oval(100, 140, 15, 20, "#2f1f17")
    for x in (94, 107):
        s.oval(x, 137, 4.4, 5, "#f6f1e4")
        s.oval(x + 0.6, 138, 2, 2.6, "#2f1f17")
    s.path("M100 143l4 5h-8Z", "#e2a046")
    s.path("M30 168c8 -8 16 -6 18 0c-4 8 -14 8 -18 0ZM150 176c8 -8 16 -6 18 0c-4 8 -14 8 -18 0Z", "#e8b45a")


def garden(s: Sheet, by_day: bool) -> None:
    s.rect(0, 0, 200, 200, 0, s.down("#bfe0de" if by_day else "#f3dc9f"))
    s.oval(40, 62, 16, 16, "#fff3cf")
    s.path("M0 110C50 94 120 104 200 92L200 200L0 200Z", "#a3bf78")
    for x in range(4, 200, 16):
        s.rect(x, 88, 8, 34, 3, "#f7efdc")
    s.rect(0, 98, 200, 5, 0, "#e8dcc2")
    s.path("M0 130C60 118 140 134 200 122L200 200L0 200Z", "#7fa65a")
    for i, (x, y) in enumerate(((16, 142), (46, 150), (176, 140), (120, 132), (78, 138))):
        s.line(f"M{x} {y}v22", "#4d7a3c", 3)
        c = ("#d9503f", "#e8b045", "#c76a9a", "#f7f1e6")[i % 4]
        for dx, dy in ((-6, 0), (6, 0), (0, -6), (0, 6)):
            s.oval(x + dx, y + dy, 5.5, 5.5, c)
        s.oval(x, y, 4, 4, "#f6d66b" if i % 4 != 1 else "#7a4a2a")
    if by_day:
        s.path("M128 186L128 160C128 146 172 146 172 160L172 186Z", "#e0b25a")
        s.line("M130 158h40M129 168h42M129 178h42", "#b98a3c", 2.5)
        s.oval(150, 172, 6, 6, "#5a3f22")
        return
    s.path(
        "M62 184C70 176 88 174 104 178L140 176C146 164 142 152 146 146C152 152 154 160 158 146C160 160 160 176 150 184Z",
        "#e2b98a",
    )
    s.oval(98, 158, 26, 26, s.across("#b5653a"))
    s.line("M98 158m-4 0a4 4 0 0 1 9 0a9 9 0 0 1 -18 0a14 14 0 0 1 28 2a18 18 0 0 1 -34 8", "#7d3f22", 2.5)
    s.rect(144, 150, 30, 21, 2, "#fbf6ea")
    s.line("M145 152l14 11l14 -11", "#b9a98c", 1.8)
    s.oval(159, 162, 3, 3, "#c0413b")


def mountains(s: Sheet, dawn: bool) -> None:
    if dawn:
        s.rect(0, 0, 200, 200, 0, s.down("#f1d3bd"))
        s.oval(62, 70, 16, 16, "#fff1d6")
        for i, c in enumerate(("#b9c6d3", "#94a9bf", "#6f8aa6", "#4c6a8a", "#2f4a68", "#1d3047")):
            y, d = 84 + i * 19, (i * 37) % 46
            s.path(
                f"M0 {y + 8}C{20 + d} {y - 16} {40 + d} {y - 10} {64 + d} {y + 6}C{90 + d} {y - 18} {126 + d / 2:g} {y - 16} 200 {y + 4}V200H0Z",
                c,
            )
        return
    s.rect(0, 0, 200, 200, 0, s.down("#8fb6d0"))
    s.path("M0 150L44 88L76 122L120 48L200 150Z", "#6e8398")
    s.path("M120 48L146 82L132 90L122 80L112 94L100 82ZM44 88L58 104L46 110L34 102Z", "#f8f8f4")
    s.path("M120 48L200 150L140 150L132 90L124 80Z", "#1d2b3c", opacity=0.18)
    s.path("M0 150C40 128 80 150 120 140C150 132 180 140 200 132L200 200L0 200Z", "#eef1f0")
    s.path("M0 172C50 156 120 178 200 158L200 200L0 200Z", "#d3dde2")
    s.line("M32 178L70 158L104 148L136 126", "#c0413b", 2)
    for x, y, c in ((32, 178, "#d9765a"), (70, 158, "#e2b33f"), (104, 148, "#2f7f7a"), (136, 126, "#6f5685")):
        s.line(f"M{x - 3} {y + 12}L{x} {y}L{x + 4} {y + 12}", shade(c, -0.5), 3)
        s.rect(x - 5, y - 10, 10, 14, 4, c)
        s.oval(x, y - 14, 4.4, 4.4, "#f2cfa8")


def trails(s: Sheet, _: bool) -> None:
    s.rect(0, 0, 200, 200, 0, s.down("#f3d79a"))
    s.oval(150, 70, 16, 16, "#fff3cf")
    s.path("M0 130L46 74L78 108L112 62L200 134L200 200L0 200Z", "#6f8f6a")
    s.path("M46 74L60 90L48 96L36 88ZM112 62L128 76L112 84L100 78Z", "#f7f3e6")
    s.path("M0 132C60 112 120 140 200 120L200 200L0 200Z", "#3f5a3c")
    s.line("M60 200C84 180 150 186 138 168C128 154 92 158 100 144C106 134 120 132 122 124", "#f1d9a0", 6)
    _fir(s, 30, 176, 48, "#2c4330")
    _fir(s, 172, 170, 40, "#2c4330")


def seasons(s: Sheet, _: bool) -> None:
    quarters = (("#bfe0ee", "#8fb96a", "#d98fa8"), ("#9fd0ea", "#5f8f4a", "#3f6f36"), ("#f0d2a6", "#c07a3a", "#b04f2c"), ("#dfe7ee", "#f7f8f8", "#c9d3da"))  # fmt: skip
    for i, (sky, hill, crown) in enumerate(quarters):
        with s.moved(f"translate({i % 2 * 101} {i // 2 * 101})"):
            s.rect(0, 0, 99, 99, 0, sky)
            s.path("M0 70C28 40 62 44 99 62L99 99L0 99Z", hill)
            s.path("M0 84C40 72 70 92 99 80L99 99L0 99Z", shade(hill, -0.14))
            s.rect(60, 40, 5, 26, 1, "#6b4a34")
            for dx, dy in ((0, -6), (-10, 2), (10, 2)):
                s.oval(62 + dx, 36 + dy, 13, 12, crown if dx >= 0 else shade(crown, 0.2))
            s.oval(22, 24, 7, 7, "#fff3cf" if i < 3 else "#f9fbfb")
    s.line("M100 0V200M0 100H200", "#fbf7ec", 4)
