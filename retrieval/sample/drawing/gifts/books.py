"""Picture books and cookbooks: a book that stands, its cover by what it tells of."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.sample.drawing.gifts.animals import HEADS, head
from retrieval.sample.drawing.gifts.boxes import ink_on, name_of
from retrieval.sample.drawing.gifts.dishes import DISHES
from retrieval.sample.drawing.gifts.landscapes import garden
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_COVERS = {
    "Bear": ("#8fb0c4", "#7b5b45"), "Fox": ("#27325a", "#b55c3c"), "Rabbit": ("#7fb0b8", "#eadfc8"),
    "Owl": ("#f0c25a", "#7a6a7c"), "Elephant": ("#e2856e", "#8b9096"), "Garden": ("#f3dc9f", "#b5653a"),
    "Trains": ("#4f9aa0", "#c0413b"), "Seasons": ("#f1ead8", "#c0413b"),
}  # fmt: skip


@contextmanager
def book(s: Sheet, c: str, form: str, height: float = 276) -> Iterator[None]:
    """A standing book; what is drawn inside goes on its cover, from 0, 0 to 200, 250."""
    thick, r = {"Board book": (40, 15), "Paperback": (12, 2)}.get(form, (24, 4))
    k = height / 250
    w, top = 200 * k, 342 - height
    left = 200 - (w + thick) / 2
    s.floor(204, 343, w * 0.68)
    right = left + w
    if form != "Paperback":
        s.path(f"M{right - 8:g} {top + 2:g}l{thick + 4} 8v{height - 16:g}l{-thick - 4} 8Z", shade(c, -0.4))
    s.path(f"M{right - 8:g} {top + 6:g}l{thick} 8v{height - 26:g}l{-thick} 8Z", s.across("#efe8d8"))
    n = 3 if form == "Board book" else 4
    for i in range(1, n):
        x = right - 6 + thick * 0.86 * i / n
        s.line(f"M{x:.0f} {top + 14 + i * 1.5:g}V{338 - i * 2.5:g}", "#bfb5a0", 2.4 if form == "Board book" else 1)
    with s.moved(f"translate({left:g} {top:g}) scale({k:g})"):
        s.rect(0, 0, 200, 250, r, s.down(c))
        yield
        s.rect(0, 0, 13, 250, r, "#14121c", opacity=0.13)
        s.line("M15 3V247", "#ffffff", 1.4, 0.3)


def titled(s: Sheet, words: str, y: float, fill: str, size: float = 23, width: int = 15) -> None:
    """The title in lines of at most so many letters."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    for i, line in enumerate(lines):
        s.text(106, y + i * size * 1.14, size, line, fill, 0.3)


def picture_book(s: Sheet, look: Look) -> None:
    theme = look.value("theme")
    c, main = _COVERS.get(theme, (look.paint, "#7b5b45"))
    with book(s, c, look.value("format")):
        _around(s, theme, main)
        if theme in HEADS:
            low = 18 if theme == "Rabbit" else 0
            with s.moved(f"translate(50 {112 + low}) scale(1.12)"):
                head(s, theme, main)
        _before(s, theme)
        titled(s, name_of(look, "Picture Book"), 38, ink_on(c), 22, 14)
        s.oval(184, 236, 7, 7, look.accent, "#fbf6ea", 1.6)


def _around(s: Sheet, theme: str, main: str) -> None:
    """What lies behind the one that the story is about."""
    if theme == "Bear":
        s.path("M0 206C60 186 140 190 200 204V246a4 4 0 0 1 -4 4H4a4 4 0 0 1 -4 -4Z", "#f4f7f8")
        s.path("M58 250C58 214 74 204 106 204C138 204 154 214 154 250Z", shade(main, -0.1))
    elif theme == "Fox":
        s.rect(14, 100, 186, 112, 0, "#c0413b")
        s.path("M30 112h146v80H30Z", "#ffe6a3")
        s.line("M103 112v80", "#c0413b", 7)
        s.path("M0 212H200V246a4 4 0 0 1 -4 4H4a4 4 0 0 1 -4 -4Z", "#1b2342")
        for x in (52, 158):
            s.oval(x, 226, 18, 18, "#3a3d43")
            s.oval(x, 226, 8, 8, "#c9cfd4")
    elif theme == "Rabbit":
        s.line(
            "M34 96l-6 16M72 84l-6 16M132 90l-6 16M176 84l-6 16M40 150l-6 16M186 140l-6 16M168 182l-6 16M30 200l-6 16",
            "#dff0f2",
            3.5,
        )
        s.oval(106, 236, 70, 11, "#5b8d98")
    elif theme == "Owl":
        for k in range(8):
            with s.moved(f"rotate({k * 45} 106 168)"):
                s.path("M98 84L106 62L114 84Z", "#fff3cf", opacity=0.8)
        s.oval(106, 168, 76, 74, "#fff3cf", opacity=0.75)
        s.path("M14 226C80 214 140 232 200 220V232C140 244 80 228 14 240Z", "#7a5236")
    elif theme == "Elephant":
        for x, y, w in ((22, 196, 58), (134, 202, 52), (146, 168, 38), (26, 162, 40)):
            s.rect(x, y, w, 38, 2, s.down("#d8b581"))
            s.rect(x + w / 2 - 5, y, 10, 38, 0, "#efdcb4")
    elif theme == "Garden":
        with s.moved("translate(13 66) scale(.93 .92)"):
            garden(s, False)
    elif theme == "Trains":
        s.oval(150, 112, 20, 20, "#fbe9b4")
        s.path("M13 190C60 164 120 180 200 160V246a4 4 0 0 1 -4 4H13Z", "#7fb08a")
        s.path("M13 214C80 196 140 220 200 204V246a4 4 0 0 1 -4 4H13Z", "#e6cf94")
        s.path("M30 196h46v-30h20v-14h26v44h14v-24h40v24h8v14H30Z", main)
        s.path("M100 158h16v14h-16ZM144 178h11v11h-11ZM160 178h11v11h-11Z", "#ffe6a3")
        s.path("M38 166l-4 -22h20l-4 22Z", "#35353a")
        for x in (44, 68, 108, 146, 168):
            s.oval(x, 212, 9, 9, "#35353a", "#e2b33f", 2.6)
        for x, y, r in ((44, 130, 9), (62, 116, 12), (88, 106, 10)):
            s.oval(x, y, r, r * 0.85, "#f6f4ec", opacity=0.9)
    elif theme == "Seasons":
        for x, tone in ((14, "#d98fa8"), (60, "#5f8f4a"), (107, "#c9793a"), (153, "#c9d3da")):
            s.rect(x, 92, 47, 84, 0, shade(tone, 0.3))
            s.rect(x + 21, 140, 5, 36, 0, "#6b4a34")
            s.oval(x + 23, 130, 16, 20, tone)


def _before(s: Sheet, theme: str) -> None:
    """What lies in front of it."""
    if theme == "Bear":
        for x, y in ((30, 104), (64, 92), (150, 96), (182, 118), (34, 156), (176, 168), (52, 224), (164, 232)):
            s.oval(x, y, 3.2, 3.2, "#ffffff")
    elif theme == "Fox":
        s.path("M30 176h146v16H30Z", "#a5352f")
        for x, y in ((30, 86), (176, 82), (60, 92), (150, 92)):
            s.oval(x, y, 1.8, 1.8, "#fdf4dc")
    elif theme == "Seasons":
        s.path("M13 176C60 166 80 188 110 178C140 168 170 188 200 176V246a4 4 0 0 1 -4 4H13Z", "#6fa3b8")
        s.path(
            "M62 184C58 158 66 136 88 132C104 132 112 146 112 164C118 152 134 150 136 162C136 176 124 184 116 200L116 208H66Z",
            s.down("#c0413b"),
        )
        s.path("M62 204h58v18H62Z", "#fbf6ea")
        s.line("M30 208h24M132 220h34M44 234h40M150 196h26", "#c9e0e8", 3)


def cookbook(s: Sheet, look: Look) -> None:
    c = look.paint
    with book(s, c, look.value("format"), 268 + 8 * look.scale("pages", 96, 384)):
        letters = ink_on(c)
        titled(s, name_of(look, "Cookbook"), 40, letters, 23, 15)
        s.line("M76 100H136", letters, 1.8, 0.7)
        s.oval(106, 176, 62, 62, shade(c, 0.82))
        s.oval(106, 176, 62, 62, "none", shade(c, -0.25), 1.5)
        with s.moved("translate(106 176)"):
            DISHES.get(look.value("theme"), DISHES["Soup"])(s)
        s.rect(168, 232, 22, 9, 2, look.accent if look.accent != c else "#fbf6ea")
    if look.has("feature", "Gift box"):
        s.path("M152 340h10v26l-5 -6l-5 6Z", "#e2b33f")
