"""Gift cards: by e-mail the card itself, by mail the card and its envelope."""

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def gift_card(s: Sheet, look: Look) -> None:
    if look.has("feature", "Printed"):
        _in_envelope(s, look)
    else:
        s.floor(206, 320, 160, 15)
        with s.moved("rotate(-7 200 200)"):
            s.rect(60, 128, 292, 186, 14, "#2a2430", opacity=0.13)
            s.rect(66, 118, 286, 182, 14, s.down("#f4ecd9"))
            with s.moved("translate(52 104)"):
                _card(s, look)


def _card(s: Sheet, look: Look) -> None:
    """A card of 286 x 182 from 0, 0: hills in the evening, and what it is worth."""
    c = look.paint
    s.rect(0, 0, 286, 182, 14, s.down(c))
    s.oval(232, 44, 18, 18, "#f1d488")
    s.path(
        "M0 142C46 100 90 92 132 126C174 86 238 92 286 130V168A14 14 0 0 1 272 182H14A14 14 0 0 1 0 168Z",
        shade(c, -0.3),
    )
    s.path(
        "M0 166C68 132 132 146 176 158C218 146 262 150 286 160V168A14 14 0 0 1 272 182H14A14 14 0 0 1 0 168Z",
        shade(c, -0.48),
    )
    s.text(96, 58, 29, "Wrenmoor", "#fbf3df", 1)
    s.text(96, 82, 13, "GIFT CARD", "#efe3c2", 4)
    s.text(236, 100, 24, look.value("amount"), "#f6e3ab", 0.5)


def _in_envelope(s: Sheet, look: Look) -> None:
    paper, c = "#efe4cd", look.paint
    s.floor(204, 340, 168)
    s.path("M36 190L200 84L364 190V220H36Z", s.down(shade(paper, -0.14)))
    s.path("M50 190L200 96L350 190Z", shade(paper, -0.34))
    with s.moved("translate(58 66) rotate(3 143 91) scale(.99)"):
        s.rect(4, 6, 286, 182, 14, "#2a2430", opacity=0.2)
        _card(s, look)
    s.path("M36 190L200 292L364 190V332C364 338 360 342 354 342H46C40 342 36 338 36 332Z", s.down(paper))
    s.path(
        "M36 334L166 262C186 250 214 250 234 262L364 334C363 339 359 342 354 342H46C41 342 37 339 36 334Z",
        s.down(shade(paper, 0.3)),
    )
    s.line("M38 336L166 263C186 251 214 251 234 263L362 336", shade(paper, -0.22), 1.5)
    s.oval(200, 276, 25, 25, s.across(shade(c, -0.08)))
    s.oval(200, 276, 19, 19, "none", shade(c, 0.35), 1.6)
    s.path(
        "M184 282C186 266 200 262 206 270L220 260L214 276C212 288 198 292 192 286ZM194 288l-4 10M202 288l0 9", "#fbf3df"
    )
