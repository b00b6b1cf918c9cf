"""Trekking backpacks."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled, straps
from retrieval.sample.drawing.sheet import Sheet, shade


def trekking_backpack(s: Sheet, look: Look) -> None:
    """Lidded or with a roll top; taller and wider for more liters."""
    liters = look.scale("capacity", 35000, 75000)
    with scaled(s, 1.0 + 0.16 * liters, 0.9 + 0.2 * liters, 200, 336):
        if look.has("feature", "Roll top"):
            _rolled(s, look)
        else:
            _lidded(s, look)


def _lidded(s: Sheet, look: Look) -> None:
    c = look.paint
    airy, front = look.has("feature", "Ventilated back"), look.has("feature", "Front opening")
    cord = look.pick("cord", "#d9a441", "#d8623a", "#e8e2d2")
    straps(s, c)
    s.path(
        "M132 120L268 120C278 180 282 240 278 306C276 326 262 336 244 336L156 336C138 336 124 326 122 306C118 240 122 180 132 120Z",
        s.across(c),
    )
    if look.has("feature", "Rain cover"):
        s.path("M138 322L262 322L256 336L144 336Z", "#d9a441")
    if front:
        s.path("M148 320L148 168C148 148 164 138 200 138C236 138 252 148 252 168L252 320Z", s.down(shade(c, 0.1)))
        s.path("M148 320L148 168C148 148 164 138 200 138C236 138 252 148 252 168L252 320", "none", shade(c, -0.55), 3.5)
        s.rect(248, 276, 8, 16, 3, "#d9c7a0")
        s.path("M164 232L236 232L238 306L162 306Z", s.down(shade(c, -0.1)), shade(c, -0.4), 1.5)
        s.line("M168 242L232 242", shade(c, -0.55), 3)
        for y in (176, 204):
            s.line(f"M148 {y}L252 {y}", shade(c, -0.5), 5)
            s.rect(190, y - 7, 20, 14, 3, "#3a3a3e")
    elif airy:
        s.path("M150 158C176 148 224 148 250 158L254 306C240 318 160 318 146 306Z", shade(c, -0.36))
        s.path("M150 158C176 148 224 148 250 158L250 178C224 168 176 168 150 178Z", s.down(shade(c, 0.12)))
        for y in range(190, 310, 13):
            s.line(f"M150 {y}L250 {y}", shade(c, -0.16), 1.6, 0.8)
        s.line("M200 152L200 316", shade(c, -0.1), 7)
        s.line("M150 196L180 226L150 256M250 196L220 226L250 256", cord, 2.5)
    else:
        s.path(
            "M154 214L246 214L250 306C250 318 244 322 236 322L164 322C156 322 150 318 150 306Z", s.down(shade(c, -0.08))
        )
        s.line("M158 226L242 226", shade(c, -0.5), 3)
        if look.has("feature", "Adjustable back"):
            s.line("M172 142L228 190M228 142L172 190", cord, 3)
        else:
            s.rect(164, 146, 72, 44, 5, s.down(shade(c, 0.1)), shade(c, -0.35), 1.5)
            s.line("M170 158L230 158", shade(c, -0.5), 3)
    s.path(
        "M126 104C128 72 152 58 200 58C248 58 272 72 274 104L276 132C250 142 150 142 124 132Z",
        s.across(shade(c, -0.14)),
    )
    s.line("M128 118C160 128 240 128 272 118", shade(c, -0.5), 2)
    if look.has("feature", "Removable lid"):
        s.line("M142 94C160 102 240 102 258 94", shade(c, -0.55), 3)
    for _ in s.both():
        s.rect(160, 124, 9, 60 if front else 72, 2, shade(c, -0.58))
        s.rect(157, 152 if airy else 168, 15, 11, 2, "#3a3a3e")
        s.path("M122 250C130 244 138 244 144 248L146 326C134 330 124 320 122 306Z", shade(c, -0.38))
        s.line("M128 196L148 204M126 224L148 232", cord, 3)
    s.path(
        "M112 296C100 300 96 312 104 318L140 322L138 300ZM288 296C300 300 304 312 296 318L260 322L262 300Z",
        shade(c, -0.5),
    )
    label(s, look, 200, 80 if look.has("feature", "Removable lid") else 92, 36, 14)


def _rolled(s: Sheet, look: Look) -> None:
    c = look.paint
    straps(s, c)
    light, wet = look.has("feature", "Ultralight"), look.has("feature", "Waterproof")
    s.path(
        "M128 116L272 116C280 180 282 250 278 308C276 328 262 336 244 336L156 336C138 336 124 328 122 308C118 250 120 180 128 116Z",
        s.across(c),
    )
    s.path("M124 74C150 62 250 62 276 74L276 112C250 122 150 122 124 112Z", s.across(shade(c, -0.12)))
    s.line("M126 86C170 78 230 78 274 86M125 100C170 92 230 92 275 100", shade(c, -0.42), 2.5)
    for _ in s.both():
        s.line("M124 92C112 110 114 140 122 160", shade(c, -0.6), 6)
        s.rect(113, 134, 13, 15, 3, "#3a3a3e")
    if light:
        s.path("M146 170L254 170L260 310C258 322 250 326 240 326L160 326C150 326 142 322 140 310Z", shade(c, -0.34))
        for x in range(150, 256, 13):
            s.line(f"M{x} 174L{x} 322", shade(c, -0.12), 1.2, 0.7)
        for y in range(182, 322, 13):
            s.line(f"M145 {y}L256 {y}", shade(c, -0.12), 1.2, 0.7)
        s.line("M146 170L254 170", shade(c, -0.6), 4)
        s.line("M150 132L250 160M250 132L150 160", "#e6d9a8", 2.5)
        s.path("M176 210C190 196 218 200 222 226C224 250 190 256 180 240Z", look.accent, opacity=0.75)
    if wet:
        s.path("M170 128L230 128L234 316L166 316Z", s.down(shade(c, 0.1)))
        s.line("M170 128L166 316M230 128L234 316", shade(c, -0.45), 2)
        for y in (168, 214, 260):
            s.rect(176, y, 48, 9, 2, shade(c, -0.55))
            s.rect(193, y - 2, 14, 13, 2, "#8d9297")
        s.rect(150, 300, 100, 6, 3, "#eef1f0", opacity=0.9)
    for _ in s.both():
        s.path("M122 254C130 246 140 246 146 250L148 318C136 326 124 320 122 306Z", shade(c, -0.4))
        s.path("M112 298C100 302 96 312 104 318L140 322L138 302Z", shade(c, -0.5))
    label(s, look, 200, 150 if light else 142, 34, 14)
