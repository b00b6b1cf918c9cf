"""Bottles and flasks."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _DARK = "#c3c7ca", "#2e2e31"


def steel_bottle(s: Sheet, c: str) -> None:
    s.floor(200, 350, 70, 11)
    s.path(
        "M158 148C158 128 172 124 172 108L228 108C228 124 242 128 242 148L242 326C242 342 232 350 216 350L184 350C168 350 158 342 158 326Z",
        s.across(c),
    )
    s.rect(172, 98, 56, 14, 2, s.across(_STEEL))
    s.rect(168, 62, 64, 40, 8, s.across(_DARK))
    s.path("M184 62C184 36 216 36 216 62", "none", shade(_DARK, 0.08), 9)
    s.line("M172 156L172 322", "#ffffff", 7, 0.28)
    s.path("M158 322L242 322L242 326C242 342 232 350 216 350L184 350C168 350 158 342 158 326Z", "#14121c", opacity=0.16)
    s.path("M200 214l13 22h-8l9 16h-28l9-16h-8Z", shade(c, 0.6), opacity=0.85)


def trail_flask(s: Sheet, c: str) -> None:
    s.floor(200, 350, 82, 12)
    s.path(
        "M146 166C146 150 160 146 160 136L240 136C240 146 254 150 254 166L254 332C254 344 246 350 236 350L164 350C154 350 146 344 146 332Z",
        s.across(c),
    )
    s.path("M152 64C152 56 158 52 166 52L234 52C242 52 248 56 248 64L252 128L148 128Z", s.across(_STEEL))
    s.rect(148, 92, 104, 4, 2, shade(_STEEL, -0.35))
    s.rect(156, 126, 88, 12, 3, s.across(_DARK))
    s.line("M254 176C292 180 292 300 254 306", "#3a3a3e", 11)
    s.rect(146, 190, 108, 5, 0, shade(c, -0.35))
    s.rect(146, 312, 108, 5, 0, shade(c, -0.35))
    s.line("M162 206L162 302", "#ffffff", 8, 0.26)


def clear_bottle(s: Sheet, c: str) -> None:
    s.floor(200, 350, 72, 11)
    s.path(
        "M152 160C152 138 170 134 172 112L228 112C230 134 248 138 248 160L248 328C248 342 238 350 222 350L178 350C162 350 152 342 152 328Z",
        s.across(c),
        shade(c, -0.2),
        2,
        0.5,
    )
    s.path(
        "M155 206C180 212 220 200 245 206L245 327C245 340 236 347 221 347L179 347C164 347 155 340 155 327Z",
        "#bfe0ee",
        opacity=0.7,
    )
    s.path("M155 206C180 212 220 200 245 206C220 214 180 220 155 206Z", "#e8f6fb", opacity=0.9)
    for y in (236, 266, 296):
        s.line(f"M222 {y}L240 {y}", shade(c, -0.3), 2, 0.8)
    s.line("M166 164L166 326", "#ffffff", 8, 0.6)
    s.rect(164, 72, 72, 44, 8, s.across(c))
    for x in range(172, 236, 9):
        s.line(f"M{x} 80L{x} 108", shade(c, -0.36), 1.5, 0.7)
    s.line("M236 92C262 92 262 128 240 132", shade(c, -0.2), 5)
