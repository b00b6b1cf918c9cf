"""Games, books and the gift card."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade


def _box(s: Sheet, c: str) -> None:
    """An upright box turned a little; its front is 88..292 x 82..322."""
    s.floor(206, 326, 140, 15)
    s.path("M292 82L330 98L330 310L292 324Z", s.down(shade(c, -0.34)))
    s.path("M88 82L292 82L330 98L126 98Z", shade(c, 0.24))
    s.rect(88, 82, 204, 242, 3, s.down(c))


def harbor_lights(s: Sheet, c: str) -> None:
    _box(s, c)
    s.oval(238, 138, 22, 22, "#f4e3b2")
    s.path("M88 250C130 236 170 262 210 248C240 238 270 256 292 246L292 321L88 321Z", "#1d3047")
    s.path("M88 276C130 264 180 288 220 274C250 264 276 280 292 272L292 321L88 321Z", "#16263a")
    s.path("M146 250L154 160L176 160L184 250Z", "#efe8da")
    s.path("M149 216L152 188L178 188L181 216Z", "#c0413b")
    s.rect(150, 142, 30, 20, 2, "#ffe08f")
    s.path("M148 142L165 126L182 142Z", "#c0413b")
    s.path("M180 150L292 120L292 186L180 156Z", "#ffe9ae", opacity=0.34)
    s.path("M216 262L268 262L258 278L226 278Z", "#d9a441")
    s.path("M240 262L240 226L262 258Z", "#f4efe3")
    s.text(190, 114, 21, "Harbor Lights", "#f6efdf", 0.5)


def trail_mix(s: Sheet, c: str) -> None:
    s.floor(206, 330, 120, 13)
    for turn, tone in ((-16, -0.2), (14, 0.35)):
        with s.moved(f"rotate({turn} 200 300)"):
            s.rect(132, 96, 136, 208, 12, "#f7f3e8", "#d9d2c2", 1.5)
            s.rect(142, 106, 116, 188, 8, shade(c, tone))
    s.rect(128, 104, 144, 222, 8, s.down(c))
    s.path(
        "M128 250L174 186L204 226L232 176L272 240L272 318C272 323 268 326 264 326L136 326C132 326 128 323 128 318Z",
        "#3f5a3c",
    )
    s.path("M174 186L186 202L176 208L166 198ZM232 176L244 194L234 202L224 192Z", "#f4efe3")
    s.line("M150 322C176 300 214 308 204 284C198 268 178 268 186 252", "#f1d9a0", 4)
    s.oval(238, 140, 13, 13, "#fbe7b2")
    s.text(188, 148, 20, "Trail", "#fbf3e0", 1)
    s.text(188, 172, 20, "Mix", "#fbf3e0", 1)


def hollow_tree(s: Sheet, c: str) -> None:
    _box(s, c)
    s.path("M88 290C140 276 240 276 292 290L292 321L88 321Z", "#4d6b3d")
    s.path("M164 302C172 250 166 220 158 190L222 190C214 220 210 250 220 302Z", "#6b4a34")
    for x, y, r in ((144, 180, 34), (190, 158, 42), (238, 180, 34), (166, 202, 26), (216, 202, 26)):
        s.oval(x, y, r, r * 0.86, "#c8783a" if x % 4 else "#d9953f")
    s.oval(190, 256, 17, 22, "#2f1f17")
    s.oval(183, 254, 3, 3.6, "#f6f1e4")
    s.oval(197, 254, 3, 3.6, "#f6f1e4")
    s.path("M190 258l4 5h-8Z", "#d9953f")
    for x, y in ((120, 240), (262, 232), (246, 268), (132, 276)):
        s.path(f"M{x} {y}c6 -6 12 -4 14 0c-4 6 -10 6 -14 0Z", "#e8b45a")
    s.text(190, 112, 19, "The Hollow Tree", "#f8f1df")


def puzzle(s: Sheet, c: str) -> None:
    _box(s, c)
    for i, (sky, hill) in enumerate(
        (("#bfe0ee", "#8fb96a"), ("#9fd0ea", "#5f8f4a"), ("#f0d2a6", "#c07a3a"), ("#dfe7ee", "#f7f8f8"))
    ):
        x, y = 104 + (i % 2) * 88, 128 + (i // 2) * 88
        s.rect(x, y, 84, 84, 2, sky)
        s.path(
            f"M{x} {y + 58}C{x + 24} {y + 30} {x + 52} {y + 34} {x + 84} {y + 52}L{x + 84} {y + 84}L{x} {y + 84}Z", hill
        )
        s.rect(x + 52, y + 26, 4, 22, 1, "#6b4a34")
        s.oval(x + 54, y + 24, 14, 13, shade(hill, -0.24) if i != 3 else "#c9d3da")
        s.line(f"M{x + 42} {y}v84M{x} {y + 42}h84", "#ffffff", 1.2, 0.6)
    s.text(190, 116, 19, "Four Seasons", "#3a3430", 0.5)
    with s.moved("translate(286 268) rotate(14)"):
        s.path(
            "M0 0h22c-4 -12 14 -12 10 0h22v22c12 -4 12 14 0 10v22h-54v-22c12 4 12 -14 0 -10Z", "#2a2430", opacity=0.2
        )
        s.path("M-4 -4h22c-4 -12 14 -12 10 0h22v22c12 -4 12 14 0 10v22h-54v-22c12 4 12 -14 0 -10Z", s.down("#8fb96a"))


def _book(s: Sheet, c: str) -> None:
    """A book standing upright; its cover is 112..288 x 66..330."""
    s.floor(206, 334, 118, 14)
    s.path("M288 72L304 80L304 326L288 334Z", "#efe9da")
    for x in (292, 296, 300):
        s.line(f"M{x} {74 + (x - 288) / 2:g}L{x} {332 - (x - 288) / 2:g}", "#cfc7b4", 1)
    s.rect(112, 66, 176, 268, 3, s.down(c))
    s.rect(112, 66, 14, 268, 3, "#14121c", opacity=0.16)
    s.line("M128 70L128 330", "#ffffff", 1.4, 0.3)


def trail_cooking(s: Sheet, c: str) -> None:
    _book(s, c)
    s.path("M160 226L248 226L242 276C241 284 236 288 228 288L180 288C172 288 167 284 166 276Z", s.across("#3a3a3e"))
    s.oval(204, 226, 46, 9, "#55575c")
    s.oval(204, 226, 39, 6.5, "#e8b45a")
    s.line("M158 236L140 232M250 236L268 232", "#3a3a3e", 6)
    s.path(
        "M184 302C176 294 190 290 188 282M204 306C196 296 212 292 206 282M224 302C216 294 230 290 226 282",
        "none",
        "#f7c873",
        5,
    )
    s.path("M188 214C180 200 198 194 190 178M216 214C208 200 226 194 218 178", "none", "#fdf6e6", 4.5, 0.8)
    s.text(206, 108, 24, "One-Pot", "#fdf6e6")
    s.text(206, 134, 19, "Trail Cooking", "#fdf6e6")
    s.line("M170 148L242 148", "#f7c873", 2)


def quiet_desk(s: Sheet, c: str) -> None:
    _book(s, c)
    s.line("M148 262L264 262M160 262L154 304M252 262L258 304", "#f4ead2", 4)
    s.line("M180 262L180 234L202 216", "#f4ead2", 3.5)
    s.path("M194 206L220 214L206 232Z", "#f1c763")
    s.path("M206 232L220 214L250 260L194 260Z", "#f9e2a4", opacity=0.35)
    s.path("M222 262L226 252L244 252L248 262Z", "#f4ead2")
    s.text(206, 120, 20, "The", "#f4ead2", 1)
    s.text(206, 148, 25, "Quiet Desk", "#f4ead2", 0.5)


def gift_card(s: Sheet, c: str) -> None:
    s.floor(206, 312, 158, 15)
    with s.moved("rotate(-7 200 200)"):
        s.rect(74, 122, 268, 170, 14, "#2a2430", opacity=0.13)
        s.path(
            "M78 126C78 118 84 112 92 112L322 112C330 112 336 118 336 126L336 268C336 276 330 282 322 282L92 282C84 282 78 276 78 268Z",
            s.down("#f4ecd9"),
        )
        s.rect(66, 104, 268, 170, 14, s.down(c))
        s.path(
            "M66 236C110 196 150 190 190 222C230 184 290 190 334 226L334 260C334 268 328 274 320 274L80 274C72 274 66 268 66 260Z",
            shade(c, -0.3),
        )
        s.path(
            "M66 258C130 226 190 240 230 250C270 240 310 244 334 252L334 260C334 268 328 274 320 274L80 274C72 274 66 268 66 262Z",
            shade(c, -0.48),
        )
        s.oval(282, 146, 17, 17, "#f1d488")
        s.text(160, 156, 27, "Wrenmoor", "#fbf3df", 1)
        s.text(160, 180, 13, "GIFT CARD", "#e9dcb8", 4)
