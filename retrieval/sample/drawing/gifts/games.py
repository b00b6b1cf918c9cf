"""Board and card games: the box with its theme, and a few pieces in front of it."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.gifts.boxes import band, box, name_of
from retrieval.sample.drawing.gifts.landscapes import hollow_tree
from retrieval.sample.drawing.gifts.scenes import SCENES, scene
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_BOXES = {
    "Harbor": "#2f4a68", "Forest": "#7a8f4f", "Market": "#33305c", "Space": "#3a2a55", "Mountains": "#7fa6c2",
    "Garden": "#e0b75e", "Trails": "#3f5a3c",
}  # fmt: skip


def board_game(s: Sheet, look: Look) -> None:
    if look.value("theme") == "Abstract":
        _stones(s, look)
    elif look.value("theme") == "Words":
        _words(s, look)
    elif look.has("feature", "Card game"):
        _cards(s, look)
    else:
        _boxed(s, look)


def _boxed(s: Sheet, look: Look) -> None:
    theme = look.value("theme")
    c = _BOXES.get(theme, look.paint)
    with box(s, 236, 24 + 30 * look.scale("play_time", 15, 120), c):
        _front(s, look, theme)
        band(s, look, name_of(look, "Board Game"))
    for i, x in enumerate((104, 146, 262, 300)[: 2 + len(look.item_id) % 3]):
        _meeple(s, x, 352 + i % 2 * 6, ("#c0413b", "#e2b33f", "#2f7f7a", "#37618a")[(i + len(look.title)) % 4])


def _front(s: Sheet, look: Look, theme: str) -> None:
    with s.moved("translate(0 20) scale(1 .9)"):
        if look.has("feature", "Cooperative") and theme == "Forest":
            hollow_tree(s)
        else:
            scene(s, theme if theme in SCENES else "Forest", theme == "Market")


def _meeple(s: Sheet, x: float, y: float, c: str) -> None:
    s.floor(x + 3, y + 1, 19, 4)
    s.path(
        f"M{x - 14} {y}c2 -10 6 -13 6 -18c-6 0 -10 -1 -10 -6c0 -4 8 -5 12 -8a7 8 0 1 1 12 0c4 3 12 4 12 8c0 5 -4 6 -10 6c0 5 4 8 6 18h-10l-4 -8l-4 8Z",
        s.across(c),
    )


def _cards(s: Sheet, look: Look) -> None:
    s.floor(206, 338, 128, 14)
    for turn, tone in ((-17, "#c07a3a"), (15, "#4f7fa6"), (4, "#e8b866")):
        with s.moved(f"rotate({turn} 200 330)"):
            s.rect(126, 70, 148, 228, 12, "#f9f5ea", "#d9d2c2", 1.5)
            s.rect(136, 80, 128, 208, 8, s.down(tone))
            s.oval(200, 116, 20, 20, shade(tone, 0.4))
    with s.moved("translate(112 150) scale(.88 .92)"):
        scene(s, "Trails")
        band(s, look, name_of(look, "Card Game"), h=44)
    s.path("M288 150l12 8v168l-12 8Z", "#24361f")
    s.line("M112 334V151H288", "#ffffff", 1.6, 0.45)


def _words(s: Sheet, look: Look) -> None:
    with box(s, 228, 46, look.accent):
        s.rect(0, 0, 200, 200, 0, s.down(look.accent))
        s.path(
            "M28 34h108a12 12 0 0 1 12 12v40a12 12 0 0 1 -12 12h-66l-22 22v-22h-20a12 12 0 0 1 -12 -12v-40a12 12 0 0 1 12 -12Z",
            "#fbf6ea",
        )
        s.path(
            "M74 112h106a12 12 0 0 1 12 12v36a12 12 0 0 1 -12 12v18l-20 -18h-86a12 12 0 0 1 -12 -12v-36a12 12 0 0 1 12 -12Z",
            "#2f4262",
        )
        s.text(76, 62, 22, "say it", "#2f2a2e")
        s.text(76, 86, 22, "sideways", "#2f2a2e")
        for i in range(3):
            s.oval(104 + i * 24, 142, 6, 6, "#f2c75c")
    for x, turn, c in ((108, -10, "#2f7f7a"), (144, 6, "#c0413b")):
        with s.moved(f"translate({x} 318) rotate({turn})"):
            s.rect(-26, 4, 56, 40, 5, "#2a2430", opacity=0.2)
            s.rect(-28, 0, 56, 40, 5, "#fbf6ea", "#d9d2c2", 1)
            s.rect(-21, 8, 42, 6, 3, c)
            s.line("M-21 22h34M-21 30h26", "#b9b2a4", 2.4)


def _stones(s: Sheet, look: Look) -> None:
    wood = "#7a5236"
    s.floor(204, 316, 168, 20)
    s.path("M84 132L316 132L364 296L36 296Z", s.down(wood))
    s.path("M36 296L364 296L364 316C364 320 360 322 356 322L44 322C40 322 36 320 36 316Z", s.across(shade(wood, -0.34)))
    s.path("M96 142L304 142L344 284L56 284Z", "none", shade(wood, -0.4), 2.5)
    for k in range(5):
        s.line(
            f"M{90 + k} {150 + k * 30}C150 {146 + k * 30} 240 {156 + k * 30} {310 + k * 6} {149 + k * 30}",
            shade(wood, -0.14),
            1.5,
            0.6,
        )
    for row in range(4):
        y, gap = 162 + row * 34, 40 + row * 6
        for k in range(5):
            x = 200 + (k - 2) * gap
            s.oval(x, y, round(gap * 0.33), round(gap * 0.19), shade(wood, -0.5))
            stone = ("#ddd6c8", "#3f4247", "")[(row * 3 + k * 2 + row * k) % 3]
            if stone:
                s.oval(x + 3, y + 1, round(gap * 0.28), round(gap * 0.16), "#14121c", opacity=0.3)
                s.oval(x, y - 5, round(gap * 0.28), round(gap * 0.2), s.across(stone))
    for x, stone in ((292, "#3f4247"), (326, "#ddd6c8")):
        s.oval(x + 3, 338, 17, 6, "#14121c", opacity=0.2)
        s.oval(x, 331, 16, 11, s.across(stone))
    s.rect(64, 300, 44, 12, 3, look.accent, opacity=0.9)
