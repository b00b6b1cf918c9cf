"""Printed pictures by theme, for lids and covers; each fills a square of 200 x 200 from the corner 0, 0."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping

from retrieval.sample.drawing.gifts.animals import head
from retrieval.sample.drawing.gifts.landscapes import forest, garden, mountains, seasons, trails
from retrieval.sample.drawing.sheet import Sheet, shade


def harbor(s: Sheet, by_day: bool) -> None:
    if by_day:
        _quay(s)
        return
    s.rect(0, 0, 200, 200, 0, s.down("#2f4a68"))
    s.oval(158, 52, 15, 15, "#f4e3b2")
    s.path("M66 66L200 34L200 104L66 76Z", "#ffe9ae", opacity=0.34)
    s.path("M0 128C30 118 60 138 96 126C130 116 160 136 200 124L200 200L0 200Z", "#22405c")
    s.path("M22 150L34 78L66 78L78 150C60 160 40 160 22 150Z", "#efe8da")
    s.path("M54 78L66 78L78 150C72 154 66 156 60 157Z", "#cfc5b2")
    s.path("M29 112L32 92L68 92L71 112Z", "#c0413b")
    s.rect(37, 58, 26, 20, 2, "#ffe08f")
    s.path("M32 59L50 42L68 59Z", "#a5352f")
    s.path("M0 158C24 140 84 142 104 162C130 172 170 160 200 164L200 200L0 200Z", "#16283c")
    s.path("M124 140L178 140L166 156L134 156Z", "#d9a441")
    s.path("M150 136L150 100L174 136Z", "#f4efe3")
    s.path("M146 136L146 108L130 136Z", "#e0d8c4")
    s.line("M116 172h22M150 182h30M96 188h20", "#5d7f9a", 2.5, 0.7)


def _quay(s: Sheet) -> None:
    s.rect(0, 0, 200, 200, 0, s.down("#bcdbe6"))
    s.path("M0 78C40 62 90 84 130 70C160 60 180 68 200 62L200 130L0 130Z", "#9dbb94")
    houses = ((4, 40, 84, "#d9765a"), (46, 34, 70, "#efd9a5"), (82, 40, 88, "#7fa3b8"), (124, 32, 74, "#c9605a"), (158, 40, 82, "#e8b866"))  # fmt: skip
    for x, w, y, wall in houses:
        s.rect(x, y, w, 140 - y, 0, wall)
        s.path(f"M{x - 2} {y}L{x + w / 2:g} {y - 18}L{x + w + 2} {y}Z", shade(wall, -0.35))
        s.path(f"M{x + 6} {y + 12}h8v11h-8ZM{x + w - 14} {y + 12}h8v11h-8Z", "#fdf4dc")
        s.path(f"M{x + 6} {y + 32}h8v11h-8ZM{x + w - 14} {y + 32}h8v11h-8Z", shade(wall, -0.45))
    s.rect(0, 136, 200, 10, 0, "#b9a484")
    s.rect(0, 146, 200, 54, 0, s.down("#4f8ba0"))
    for x, hull in ((34, "#c0413b"), (118, "#f4efe3")):
        s.path(f"M{x} 152h52l-10 18h-32Z", hull)
        s.line(f"M{x + 24} 152V92", "#5d4634", 2.5)
        s.path(f"M{x + 27} 98L{x + 46} 146H{x + 27}Z", "#fbf6ea")
    s.line("M10 184h24M84 178h26M150 188h28", "#8fc0cc", 2.5, 0.8)


def space(s: Sheet, calm: bool) -> None:
    s.rect(0, 0, 200, 200, 0, s.down("#232a4d" if calm else "#3a2a55"))
    for i, (x, y) in enumerate(((14, 62), (40, 96), (66, 54), (92, 84), (124, 50), (186, 70), (176, 130), (20, 148), (52, 182), (148, 188), (112, 168), (190, 178))):  # fmt: skip
        s.oval(x, y, 1 + i % 3 * 0.6, 1 + i % 3 * 0.6, "#f6f1dc")
    c = "#d99a5b" if calm else "#4fa7a0"
    s.oval(112, 122, 46, 46, s.across(c))
    s.path("M68 112C90 120 134 120 156 108L158 120C132 132 90 132 67 124Z", shade(c, -0.18), opacity=0.7)
    s.path(
        "M74 144C96 152 128 152 150 144C146 152 140 158 134 162C116 166 98 164 88 160C82 156 77 150 74 144Z",
        shade(c, 0.24),
        opacity=0.5,
    )
    s.line("M66 130C34 146 24 158 36 160C62 164 150 132 186 96C196 84 182 84 156 98", "#f3dfb0", 5)
    s.line("M66 130C34 146 24 158 36 160", "#b9914f", 1.5)
    s.oval(38, 116, 11, 11, s.across("#cfd3dc"))
    s.oval(35, 113, 2.6, 2.6, "#a5abba")
    if not calm:
        with s.moved("translate(150 62) rotate(40) scale(.82)"):
            s.path("M-12 26L-24 40L-12 38ZM12 26L24 40L12 38Z", "#c0413b")
            s.path("M0 -30C16 -14 16 18 11 34L-11 34C-16 18 -16 -14 0 -30Z", s.across("#f2eee2"))
            s.oval(0, -2, 6, 6, "#3a6f9a", "#c9bfa8", 2)
            s.path("M-7 36L0 58L7 36Z", "#f2b544")


def market(s: Sheet, by_night: bool) -> None:
    s.rect(0, 0, 200, 200, 0, s.down("#33305c" if by_night else "#e9c98f"))
    s.path(
        "M0 86L30 86L30 66L64 66L64 92L104 92L104 58L146 58L146 82L200 82L200 200L0 200Z",
        "#26234a" if by_night else "#d2a76c",
    )
    s.path("M40 76h6v9h-6ZM52 76h6v9h-6ZM114 68h6v9h-6ZM130 68h6v9h-6ZM172 92h6v9h-6Z", "#f8d277")
    s.line("M0 48C60 74 140 74 200 46", "#8a6a4a", 1.5)
    for x, y, c in ((28, 59, "#e0684a"), (76, 67, "#f2b544"), (124, 67, "#4fa7a0"), (172, 58, "#e0684a")):
        s.oval(x, y + 12, 14, 14, "#ffd987", opacity=0.3)
        s.rect(x - 8, y, 16, 22, 7, s.across(c))
    for x, c in ((10, "#c0413b"), (108, "#2f7f7a")):
        s.rect(x + 6, 132, 70, 50, 0, shade(c, -0.5))
        s.rect(x + 2, 154, 78, 34, 2, "#9a6b43")
        for k, fruit in enumerate(("#d9503f", "#e8b045", "#7fa34f", "#e8b045")):
            s.oval(x + 17 + k * 16, 151, 8, 8, fruit)
        for first, tone in ((0, "#f6ead0"), (1, c)):
            s.path("".join(f"M{x + k * 16} 112h16v20a8 8 0 0 1 -16 0Z" for k in range(first, 5, 2)), tone)
    s.rect(0, 186, 200, 14, 0, "#5a4636" if by_night else "#b98a58")


def castle(s: Sheet, _: bool) -> None:
    s.rect(0, 0, 200, 200, 0, s.down("#f2cfa0"))
    s.oval(160, 66, 18, 18, "#fbeac0")
    s.path("M0 146C50 112 150 112 200 146L200 200L0 200Z", "#7c9a5e")
    stone = "#b7b0a6"
    for x, y, w, h in ((42, 98, 26, 72), (132, 98, 26, 72), (66, 116, 68, 56), (86, 84, 28, 40)):
        s.rect(x, y, w, h, 0, s.across(stone, 0.8))
    for x, y, w in ((38, 98, 34), (128, 98, 34), (82, 84, 36)):
        s.path(f"M{x} {y}L{x + w / 2:g} {y - 36}L{x + w} {y}Z", "#a4453c" if x != 82 else "#37618a")
        s.line(f"M{x + w / 2:g} {y - 36}v-10", "#5d4634", 1.5)
    s.path("M55 52l14 4l-14 5ZM145 52l14 4l-14 5Z", "#e2b33f")
    s.path("M88 172V152a12 12 0 0 1 24 0V172Z", "#5a3f2c")
    for x, y in ((52, 116), (142, 116), (96, 98)):
        s.rect(x, y, 7, 12, 3, "#4d4640")
    s.path(
        "M48 122C40 104 60 92 78 98C90 90 112 92 122 100C126 88 144 84 152 94L166 98C166 106 154 110 146 108C136 122 108 126 90 122C72 130 58 120 58 108C54 110 52 116 48 122Z",
        "#5f9a6a",
    )
    s.path("M88 100C84 82 96 72 112 70C108 78 116 84 118 92C110 92 104 96 100 102ZM142 90l3 -9l6 9Z", "#46785a")
    s.line("M146 97c3 2 5 2 8 0", "#22301f", 2)
    s.path("M0 172C60 160 150 176 200 164L200 200L0 200Z", "#5f7f48")
    s.path("M90 172C84 182 76 190 70 200L128 200C122 188 114 180 110 172Z", "#dcc190")


def bear(s: Sheet, by_night: bool) -> None:
    forest(s, by_night)
    s.path("M40 200C40 160 70 146 100 146C130 146 160 160 160 200Z", "#7b5b45")
    with s.moved("translate(45 62) scale(1.1)"):
        head(s, "Bear", "#8a6548")


SCENES: Mapping[str, Callable[[Sheet, bool], None]] = {
    "Harbor": harbor, "Space": space, "Market": market, "Castle": castle, "Bear": bear,
    "Forest": forest, "Garden": garden, "Mountains": mountains, "Trails": trails, "Seasons": seasons,
}  # fmt: skip


def scene(sheet: Sheet, theme: str, other: bool = False) -> None:
    """The theme's picture; `other` gives a second one, by day or by night. Raises `KeyError` for an unknown theme."""
    SCENES[theme](sheet, other)
