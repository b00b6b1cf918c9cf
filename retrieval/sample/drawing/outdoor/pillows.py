"""Travel pillows."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, stuff_sack
from retrieval.sample.drawing.sheet import Sheet, shade


def travel_pillow(s: Sheet, look: Look) -> None:
    """Rings for the neck, flat ones for lying down."""
    if look.has("feature", "Neck pillow"):
        _ring(s, look)
    else:
        _flat(s, look)


def _ring(s: Sheet, look: Look) -> None:
    c = look.paint
    kids, firm = look.has("age_group", "Kids"), look.has("feature", "Memory foam")
    s.floor(200, 330, 140, 16)
    if kids:
        for _ in s.both():
            s.oval(104, 110, 34, 36, s.across(c))
            s.oval(106, 112, 19, 21, shade(c, 0.45))
    s.path(
        "M200 84C290 84 336 146 334 214C332 280 296 330 258 330C230 330 222 306 234 280C252 244 246 196 200 196C154 196 148 244 166 280C178 306 170 330 142 330C104 330 68 280 66 214C64 146 110 84 200 84Z",
        s.down(c),
    )
    s.path(
        "M200 84C290 84 336 146 334 214C332 280 296 330 258 330C244 330 236 324 234 314C276 312 306 262 304 208C300 146 262 104 200 84Z",
        shade(c, -0.2),
        opacity=0.8,
    )
    s.line("M94 214C92 154 134 110 192 106", shade(c, 0.5), 9, 0.4)
    if not firm:
        s.line(
            "M200 86C196 120 196 160 200 196M132 104C146 134 156 176 166 206M268 104C254 134 244 176 234 206",
            shade(c, -0.3),
            1.8,
            0.8,
        )
    if firm:
        s.path("M96 250C70 276 84 326 142 330C166 330 176 314 170 292C150 306 112 296 96 250Z", shade(c, 0.14))
        s.path("M304 250C330 276 316 326 258 330C234 330 224 314 230 292C250 306 288 296 304 250Z", shade(c, -0.1))
        s.line("M66 206C110 236 160 232 166 214M334 206C290 236 240 232 234 214", shade(c, -0.4), 2.5)
        s.line("M160 322C176 336 224 336 240 322", "#3a3a3e", 5)
        s.rect(190, 325, 20, 13, 3, "#2e2e31")
    if look.has("feature", "Hood"):
        s.path(
            "M120 214C114 160 150 118 200 118C250 118 286 160 280 214C262 186 236 182 200 182C164 182 138 186 120 214Z",
            shade(c, -0.6),
        )
        s.path(
            "M86 236C60 110 122 30 200 30C278 30 340 110 314 236L280 216C286 160 250 126 200 126C150 126 114 160 120 216Z",
            s.down(shade(c, 0.06)),
        )
        s.line("M200 30L200 126M120 216C114 160 150 126 200 126C250 126 286 160 280 216", shade(c, -0.5), 2.5)
        s.line("M104 160C112 100 150 62 190 56", shade(c, 0.5), 7, 0.35)
    if look.has("feature", "Clip"):
        s.line("M104 318C90 330 88 344 96 352", "#3a3a3e", 4)
        s.oval(98, 358, 7, 9, "none", "#8d9196", 4)
    if kids:
        for x in (112, 288):
            s.oval(x, 268, 6, 7, "#2e2e31")
            s.oval(x - 2, 266, 2, 2, "#ffffff")
        for x in (98, 302):
            s.oval(x, 288, 10, 6, "#e2a08f", opacity=0.6)
    label(s, look, 132, 300, 26, 12)


def _flat(s: Sheet, look: Look) -> None:
    c = look.paint
    down = look.has("fill", "Duck down")
    with s.moved("translate(-18 0)"):
        s.floor(190, 322, 168, 16)
        s.path(
            "M52 168C40 120 62 112 92 124C150 136 230 136 290 124C320 112 342 122 330 168C322 210 322 248 330 284C340 326 318 332 290 320C230 308 150 308 92 320C60 332 42 324 52 284C60 248 60 210 52 168Z",
            s.down(c),
        )
        if down:
            for x, y in (
                (120, 176),
                (190, 170),
                (260, 176),
                (120, 226),
                (190, 224),
                (260, 226),
                (120, 274),
                (190, 276),
                (260, 274),
            ):
                s.oval(x, y, 30, 21, shade(c, 0.1))
                s.oval(x - 6, y - 6, 14, 7, shade(c, 0.4), opacity=0.5)
            s.line(
                "M84 200C150 208 230 208 298 200M84 250C150 256 230 256 298 250M155 132C152 190 152 260 155 312M226 132C228 190 228 260 226 312",
                shade(c, -0.3),
                2,
            )
        else:
            s.path(
                "M92 152C150 164 230 164 290 152C284 190 284 250 290 292C230 282 150 282 92 292C98 250 98 190 92 152Z",
                shade(c, 0.12),
                shade(c, -0.25),
                2,
            )
            s.line("M112 176C160 184 220 184 264 176", shade(c, 0.5), 7, 0.45)
            s.oval(308, 300, 11, 11, "#3a3a3e")
            s.oval(306, 298, 6, 6, "#8d9196")
        s.path(
            "M290 124C320 112 342 122 330 168C322 210 322 248 330 284C340 326 318 332 290 320C300 260 300 180 290 124Z",
            shade(c, -0.24),
            opacity=0.6,
        )
        label(s, look, 112, 302)
    stuff_sack(s, look, 350, 342, 46, 66 if down else 56, shade(c, -0.35))
