"""Plush toys: an animal sitting, its head by its kind; the whale lies."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.gifts.animals import head
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def plush_toy(s: Sheet, look: Look) -> None:
    size = 0.82 + 0.16 * look.scale("height", 14, 36)
    size *= {"Rabbit": 0.88, "Whale": 1.02}.get(look.value("theme"), 1)
    with s.moved(f"translate(200 346) scale({size:.3g}) translate(-200 -346)"):
        {"Whale": _whale, "Hedgehog": _hedgehog, "Owl": _owl}.get(look.value("theme"), _sitting)(s, look)


def _fur(s: Sheet, c: str, spots: tuple[tuple[int, int], ...]) -> None:
    s.line("".join(f"M{x} {y}q2 5 6 6m3 -7q1 4 5 6" for x, y in spots), shade(c, -0.2), 1.6, 0.6)


def _sitting(s: Sheet, look: Look) -> None:
    c, animal = look.paint, look.value("theme", "Bear")
    old = look.has("material", "Mohair")
    pale = "#f6efe2" if animal == "Fox" else shade(c, 0.42)
    socks = "#f6efe2" if animal == "Fox" else shade(c, 0.3)
    s.floor(200, 344, 116)
    if animal == "Fox":
        s.path("M262 320C310 336 352 300 340 246C336 226 318 232 314 250C308 280 286 286 258 288Z", s.down(c))
        s.path("M340 246C346 272 340 292 328 306C322 288 318 266 316 244C320 232 336 230 340 246Z", "#f6efe2")
    s.path(
        "M142 226C128 262 130 318 152 332C180 346 220 346 248 332C270 318 272 262 258 226C240 206 160 206 142 226Z",
        s.across(c),
    )
    s.path(
        "M164 238C154 266 158 308 172 320C188 330 212 330 228 320C242 308 246 266 236 238C222 226 178 226 164 238Z",
        pale,
        opacity=0.9,
    )
    for _ in s.both():
        s.path(
            "M150 222C124 232 104 258 102 286C102 302 122 304 130 292C138 272 150 262 160 252Z",
            s.across(shade(c, 0.04)),
        )
        if animal == "Fox":
            s.path("M103 278C100 300 122 306 130 292C132 286 134 282 136 279C126 270 112 270 103 278Z", "#3a2a2c")
        s.oval(136, 320, 34, 25, s.down(shade(c, 0.06)))
        s.oval(130, 322, 19, 17, socks)
        if animal == "Bear" and not old:
            for x, y in ((121, 313), (130, 309), (139, 313)):
                s.oval(x, y, 3.4, 3.4, shade(c, -0.3))
            s.oval(130, 325, 8, 6.5, shade(c, -0.3))
        if old:
            s.oval(150, 232, 5, 5, shade(c, -0.5))
            s.line("M118 316l24 14M142 316l-24 14", shade(c, -0.4), 1.5)
    _fur(s, c, ((148, 250), (240, 262), (236, 226), (150, 300)))
    with s.moved("translate(110 72) scale(1.8 1.72)"):
        head(s, animal, c)
    _fur(s, c, ((132, 168), (250, 172), (196, 106), (176, 114), (222, 116)))
    if old:
        s.path(
            "M200 238C184 222 160 222 160 240C160 256 184 252 200 242C216 252 240 256 240 240C240 222 216 222 200 238Z",
            s.down("#7c2f3b"),
        )
        s.rect(192, 231, 16, 16, 5, "#5f2330")
    else:
        s.path("M254 296l22 -4l4 20l-22 4Z", look.accent)


def _owl(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 104)
    s.path("M112 130C88 210 96 330 148 342C182 348 218 348 252 342C304 330 312 210 288 130Z", s.across(c))
    s.path(
        "M140 210C132 262 142 318 168 330C188 336 212 336 232 330C258 318 268 262 260 210C232 232 168 232 140 210Z",
        shade(c, 0.45),
    )
    for row in range(4):
        for k in range(5 - row % 2):
            x, y = 164 + k * 18 + row % 2 * 9, 246 + row * 20
            s.line(f"M{x - 7} {y}q7 11 14 0", shade(c, -0.12), 2.2)
    for _ in s.both():
        s.path("M112 190C84 226 84 284 104 312C126 296 140 250 136 206Z", s.down(shade(c, -0.16)))
        s.line("M100 240q10 12 26 8M98 264q10 12 22 8M100 286q6 8 14 6", shade(c, -0.4), 2)
        s.path("M160 338c-6 10 6 12 9 4c2 10 14 8 12 -2Z", "#e2a046")
    with s.moved("translate(88 46) scale(2.24 2.1)"):
        head(s, "Owl", c)
    s.path("M292 300l20 -4l4 20l-20 4Z", look.accent)


def _hedgehog(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 120)
    for row, (y, n, r) in enumerate(((318, 9, 20), (292, 9, 20), (262, 9, 20), (232, 8, 20))):
        for k in range(n):
            s.oval(200 + (k - (n - 1) / 2) * 26, y, r, r, s.across(shade(c, -0.46 + 0.06 * ((k + row) % 3))))
    s.path("M150 246C134 280 140 326 166 336C188 342 212 342 234 336C260 326 266 280 250 246Z", s.down(shade(c, 0.4)))
    for _ in s.both():
        s.oval(158, 334, 22, 14, s.down(shade(c, 0.1)))
        s.oval(152, 286, 13, 20, s.down(shade(c, 0.2)))
    with s.moved("translate(94 92) scale(2.12 2)"):
        head(s, "Hedgehog", c)
    s.path("M262 312l20 -4l4 20l-20 4Z", look.accent)


def _whale(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(204, 344, 170)
    s.path(
        "M300 262C322 250 330 222 326 196C316 178 300 174 288 160C306 150 330 154 342 168C348 150 366 140 384 146C384 164 372 176 358 184C360 226 352 280 318 312Z",
        s.across(c),
    )
    s.path(
        "M24 262C22 196 84 166 156 172C232 178 284 216 326 222C344 282 300 344 170 344C76 344 26 318 24 262Z", s.down(c)
    )
    s.path(
        "M25 276C70 296 150 300 226 296C262 294 292 284 312 268C296 320 252 344 170 344C82 344 32 322 25 276Z",
        "#efe8da",
    )
    for y in (304, 318, 331):
        s.line(f"M{30 + (y - 300) // 1} {y}C110 {y + 10} 190 {y + 8} {290 - (y - 304)} {y - 8}", "#cdbfa8", 2.2)
    s.path("M176 290C166 318 184 342 216 342C214 320 208 300 204 290Z", s.across(shade(c, -0.2)))
    s.oval(80, 258, 6.5, 7.5, "#22202a")
    s.oval(77.5, 255, 2.4, 2.4, "#ffffff")
    s.line("M28 282C44 290 58 290 70 282", shade(c, -0.5), 2.6)
    s.line("M60 244c8 -5 16 -6 24 -4", shade(c, -0.4), 2)
    s.line("M140 196C180 200 220 212 250 226", shade(c, 0.3), 3, 0.6)
    s.path("M330 268l20 8l-8 18l-20 -8Z", look.accent)
