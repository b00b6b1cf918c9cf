"""Backpacks."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade


def _pack(s: Sheet, c: str) -> None:
    s.floor(200, 336, 110, 14)
    for _ in s.both():
        s.path("M132 110C100 130 92 230 108 316L124 318C112 240 116 160 140 128Z", shade(c, -0.5))
    s.line("M180 74C180 52 220 52 220 74", shade(c, -0.55), 8)


def daypack(s: Sheet, c: str) -> None:
    _pack(s, c)
    s.path(
        "M122 158C118 96 146 70 200 70C254 70 282 96 278 158L284 300C284 324 268 334 246 334L154 334C132 334 116 324 116 300Z",
        s.across(c),
    )
    s.path("M128 150C128 104 154 84 200 84C246 84 272 104 272 150", "none", shade(c, -0.42), 3)
    s.path(
        "M146 214C146 200 154 194 166 194L234 194C246 194 254 200 254 214L258 300C258 314 250 320 238 320L162 320C150 320 142 314 142 300Z",
        s.down(shade(c, -0.1)),
    )
    s.line("M152 218C180 210 220 210 248 218", shade(c, -0.5), 3)
    s.rect(240, 214, 4, 16, 2, "#d9c7a0")
    s.rect(184, 148, 32, 18, 4, "#b98a55")
    s.rect(191, 155, 18, 3, 1.5, "#8a6238")
    for _ in s.both():
        s.path("M116 268C122 260 132 258 140 262L142 318C130 322 118 314 116 300Z", shade(c, -0.36))
        s.line("M123 130L131 190", shade(c, -0.4), 2)


def trekking_pack(s: Sheet, c: str) -> None:
    _pack(s, c)
    s.path(
        "M132 120L268 120C278 180 282 240 278 306C276 326 262 336 244 336L156 336C138 336 124 326 122 306C118 240 122 180 132 120Z",
        s.across(c),
    )
    s.path(
        "M126 104C128 72 152 58 200 58C248 58 272 72 274 104L276 132C250 142 150 142 124 132Z",
        s.across(shade(c, -0.14)),
    )
    s.line("M128 118C160 128 240 128 272 118", shade(c, -0.5), 2)
    for _ in s.both():
        s.rect(160, 124, 9, 72, 2, shade(c, -0.58))
        s.rect(157, 168, 15, 11, 2, "#3a3a3e")
        s.path("M122 250C130 244 138 244 144 248L146 326C134 330 124 320 122 306Z", shade(c, -0.38))
        s.line("M128 196L150 204M126 224L150 232", "#d9a441", 3)
    s.path("M154 214L246 214L250 306C250 318 244 322 236 322L164 322C156 322 150 318 150 306Z", s.down(shade(c, -0.08)))
    s.line("M158 226L242 226", shade(c, -0.5), 3)
    s.path(
        "M112 296C100 300 96 312 104 318L140 322L138 300ZM288 296C300 300 304 312 296 318L260 322L262 300Z",
        shade(c, -0.5),
    )
    s.rect(182, 84, 36, 14, 3, "#d9a441")


def roll_top_pack(s: Sheet, c: str) -> None:
    _pack(s, shade(c, -0.1))
    s.path("M128 128L272 128L278 312C278 328 268 336 252 336L148 336C132 336 122 328 122 312Z", s.across(c))
    s.path("M128 84C150 76 250 76 272 84L274 134C240 142 160 142 126 134Z", s.across(shade(c, -0.1)))
    s.line("M130 98C170 92 230 92 270 98M129 112C170 106 230 106 271 112", shade(c, -0.4), 2)
    s.rect(192, 80, 16, 140, 2, shade(c, -0.55))
    s.rect(187, 168, 26, 18, 3, "#b9bdc1")
    s.rect(192, 173, 16, 8, 2, "#7d8186")
    s.path("M146 238L254 238L256 322L144 322Z", s.down(shade(c, -0.06)), shade(c, -0.35), 1.5)
    s.line("M146 238L254 238", shade(c, -0.55), 3.5)
    s.rect(152, 290, 30, 6, 3, "#eef1f0", opacity=0.9)


def rain_cover(s: Sheet, c: str) -> None:
    s.floor(200, 336, 112, 14)
    s.path(
        "M116 190C112 110 144 70 200 70C256 70 288 110 284 190C286 240 286 280 276 312C268 332 244 338 200 338C156 338 132 332 124 312C114 280 114 240 116 190Z",
        s.across(c),
    )
    s.line("M150 96C138 140 134 200 140 330M250 96C262 140 266 200 260 330", shade(c, -0.3), 1.8, 0.7)
    s.line("M126 306C150 322 250 322 274 306", shade(c, -0.35), 2)
    s.path("M118 214C170 226 230 226 283 214L284 232C230 244 170 244 117 232Z", "#eef1f0", opacity=0.92)
    s.line("M160 108C150 130 146 160 146 190", "#fffdf6", 7, 0.35)
    for i in range(9):
        x, y = 158 + (i * 37) % 96, 120 + (i * 53) % 82
        s.path(f"M{x} {y}c4 6 6 9 6 12a6 6 0 0 1-12 0c0-3 2-6 6-12Z", "#ffffff", opacity=0.45)
