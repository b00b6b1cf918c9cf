"""Shoe care: a tin, a jar, a spray, brushes, a bottle of foam, shoe trees."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.look import Drawing, Look
from retrieval.sample.drawing.sheet import Sheet, shade

_PAPER, _INK, _BEECH, _CEDAR, _STEEL = "#f3ecdc", "#3b332c", "#cfa373", "#c08a5e", "#b9bcc0"


def shoe_care(s: Sheet, look: Look) -> None:
    """One drawing for each form it comes in."""
    _FORMS.get(look.value("format"), _tin)(s, look)


def _tin(s: Sheet, look: Look) -> None:
    c = look.accent
    s.floor(200, 318, 142, 16)
    s.path("M68 196C68 250 68 262 72 272C96 318 304 318 328 272C332 262 332 250 332 196Z", s.across(_STEEL))
    s.path("M68 216C100 266 300 266 332 216L332 244C300 292 100 292 68 244Z", s.across(c))
    s.line("M68 248C100 296 300 296 332 248", shade(c, -0.5), 1.6)
    s.oval(200, 192, 134, 66, s.across(shade(_STEEL, 0.1)), shade(_STEEL, -0.4), 1.2)
    s.oval(200, 188, 122, 58, s.down(c), shade(c, -0.4), 1.2)
    s.oval(200, 188, 104, 48, "none", _PAPER, 2)
    s.oval(200, 188, 97, 44, "none", _PAPER, 0.9)
    s.path("M164 176C170 156 230 156 236 176C240 186 238 196 234 202H166C162 196 160 186 164 176Z", _PAPER)
    s.line("M164 182H236M162 191H238M176 168H224", c, 2.4)
    s.path("M193 202V194a7 7 0 0 1 14 0V202Z", c)
    s.line("M150 216Q200 228 250 216", _PAPER, 2.4)
    s.line("M88 168C110 146 150 134 190 132", "#fffaf0", 5, 0.45)


def _jar(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(176, 322, 118, 14)
    s.path("M78 200H274V292C274 312 260 320 176 320S78 312 78 292Z", s.across("#dfe3e2"), "#aeb6b6", 1)
    s.path("M88 206H264V288C264 304 252 311 176 311S88 304 88 288Z", s.across(c))
    s.path("M88 222H264V276Q176 288 88 276Z", s.across(_PAPER))
    s.rect(104, 236, 22, 26, 3, look.accent)
    s.line("M138 242h96M138 253h70M138 264h84", shade(_PAPER, -0.5), 2.6)
    s.oval(176, 200, 98, 26, s.across("#e7ebea"), "#aeb6b6", 1)
    s.oval(176, 199, 88, 21, s.down(c), shade(c, -0.4), 1)
    s.path(
        "M112 196C136 186 150 202 174 194S220 188 240 198C220 206 196 200 176 206S130 206 112 196Z",
        shade(c, 0.3),
        opacity=0.6,
    )
    with s.moved("rotate(-18 300 250)"):
        s.path("M232 232H372V280C372 290 232 290 232 280Z", s.across("#3a3a3f"))
        s.line("".join(f"M{x} 240V284" for x in range(242, 370, 10)), "#55555c", 2)
        s.oval(302, 232, 70, 22, s.down("#4a4a50"), "#2c2c31", 1)
        s.oval(302, 231, 56, 16, s.down(look.accent))
    s.path("M92 214V300C98 306 104 308 110 309V216Z", "#ffffff", opacity=0.3)


def _spray(s: Sheet, look: Look) -> None:
    c = look.accent
    s.floor(204, 356, 78, 12)
    s.path(
        "M150 176C150 152 172 146 176 132H232C236 146 258 152 258 176V336C258 350 246 354 204 354S150 350 150 336Z",
        s.across("#e9ece9"),
        "#b9beba",
        1,
    )
    s.path("M150 196H258V318Q204 328 150 318Z", s.across(c))
    s.path("M150 250C170 232 186 262 204 248S240 236 258 252V318Q204 328 150 318Z", s.across(shade(c, 0.3)))
    s.path("M204 206C220 226 226 236 226 246A22 22 0 0 1 182 246C182 236 188 226 204 206Z", _PAPER)
    s.path("M192 248a12 12 0 0 0 14 12", "none", c, 3)
    s.line("M172 288h64M180 298h48", _PAPER, 3)
    s.rect(182, 104, 44, 30, 4, s.across("#55565c"))
    s.path("M168 60C168 50 176 46 188 46H228C238 46 242 54 242 66L238 104H182L180 90H150V72H170Z", s.across("#414248"))
    s.rect(140, 74, 12, 14, 3, "#2e2f34")
    s.path("M168 92C156 98 150 112 156 130L166 126C162 112 168 104 180 100Z", s.across("#55565c"))
    s.line("M192 56H226", "#8a8b92", 3, 0.7)
    for x, y in ((120, 66), (104, 78), (118, 88), (88, 64), (92, 92), (74, 80), (104, 52), (106, 104)):
        s.oval(x, y, 3.4, 3.4, "#8fb4c8", opacity=0.55)
    s.path("M160 184V330C164 338 168 340 172 342V182Z", "#ffffff", opacity=0.35)


def _brush(s: Sheet, look: Look) -> None:
    s.floor(200, 334, 150, 14)
    for y, hair, turn in ((74, "#4a3a30", -9), (196, "#d9c39a", 4)):
        with s.moved(f"rotate({turn} 200 {y + 50})"):
            s.path(f"M66 {y + 44}H334L326 {y + 108}Q200 {y + 118} 74 {y + 108}Z", s.down(hair))
            s.line(
                "".join(f"M{x} {y + 48}L{x + (200 - x) // -26} {y + 108}" for x in range(74, 332, 7)),
                shade(hair, -0.45),
                2,
                0.6,
            )
            s.line(
                "".join(f"M{x} {y + 48}L{x + (200 - x) // -26} {y + 104}" for x in range(77, 332, 14)),
                shade(hair, 0.5),
                1.4,
                0.6,
            )
            s.path(
                f"M52 {y + 28}C52 {y} 90 {y - 4} 200 {y - 4}S348 {y} 348 {y + 28}C348 {y + 48} 330 {y + 52} 200 {y + 52}S52 {y + 48} 52 {y + 28}Z",
                s.down(_BEECH),
                shade(_BEECH, -0.4),
                1.2,
            )
            s.path(
                f"M60 {y + 36}C90 {y + 46} 310 {y + 46} 340 {y + 36}C334 {y + 48} 300 {y + 50} 200 {y + 50}S66 {y + 48} 60 {y + 36}Z",
                shade(_BEECH, -0.4),
                opacity=0.4,
            )
            s.line(
                f"M84 {y + 10}C130 {y + 4} 250 {y + 16} 316 {y + 8}M78 {y + 22}C140 {y + 16} 220 {y + 28} 322 {y + 20}",
                shade(_BEECH, -0.3),
                1.3,
                0.6,
            )
            s.rect(166, y + 12, 68, 20, 4, look.accent)
            s.line(f"M180 {y + 22}h40", _PAPER, 2.6)


def _bottle(s: Sheet, look: Look) -> None:
    c = look.accent
    s.floor(176, 350, 120, 13)
    s.path(
        "M116 190C116 160 148 160 152 138H196C200 160 232 160 232 190V330C232 344 222 348 174 348S116 344 116 330Z",
        s.across("#dfe9e4"),
        "#a9b9b1",
        1,
    )
    s.path("M124 232H224V328C224 338 214 341 174 341S124 338 124 328Z", s.across("#bfe0d2"))
    s.path("M116 206H232V306Q174 314 116 306Z", s.across(_PAPER))
    s.path("M134 262C132 248 142 242 152 240C162 236 168 228 174 220L188 230C196 238 206 238 212 232L216 262Z", c)
    s.rect(132, 262, 86, 10, 3, shade(c, -0.35))
    s.line("M138 284h72M148 294h52", shade(_PAPER, -0.5), 2.8)
    s.rect(146, 116, 56, 26, 4, s.across("#f1eee6"), "#c4beb0", 1)
    s.path(
        "M160 116V86H138C128 86 124 94 124 102H112V86C112 72 120 66 134 66H196C206 66 210 72 210 80V86H188V116Z",
        s.across("#f1eee6"),
        "#c4beb0",
        1,
    )
    for x, y, r in ((268, 318, 30), (300, 328, 21), (246, 332, 17), (286, 296, 19), (320, 336, 12), (262, 296, 12)):
        s.oval(x, y, r, r, s.down("#fbfaf6"), "#d6d2c8", 1)
        s.oval(x - r * 0.3, y - r * 0.35, r * 0.3, r * 0.22, "#ffffff")
    s.path("M126 196V330C130 336 134 338 140 339V194Z", "#ffffff", opacity=0.4)


def _trees(s: Sheet, look: Look) -> None:
    s.floor(200, 318, 158, 14)
    for y, tone in ((-66, -0.14), (0, 0.0)):
        wood = shade(_CEDAR, tone)
        with s.moved(f"translate({y // -6} {y})"):
            s.path("M206 262H284", "none", shade(_STEEL, -0.35), 15)
            s.path("M206 259H284", "none", _STEEL, 9)
            s.line("".join(f"M{x} 252l6 18" for x in range(212, 280, 9)), shade(_STEEL, -0.5), 2)
            s.path(
                "M46 284C40 258 62 236 104 230C144 224 178 222 206 236C222 246 224 276 208 290C176 304 78 310 46 284Z",
                s.down(wood),
                shade(wood, -0.4),
                1.2,
            )
            s.path("M118 232C120 250 130 256 150 256H214L216 266H146C122 266 108 252 108 234Z", "#5c3d28", opacity=0.6)
            s.path(
                "M276 240C290 226 330 224 346 238C358 250 356 282 344 294C326 302 294 302 280 292C270 280 268 252 276 240Z",
                s.down(wood),
                shade(wood, -0.4),
                1.2,
            )
            s.line(
                "M62 274C100 290 160 288 204 276M70 262C84 256 96 252 104 250M290 250C306 244 326 244 338 252M288 270C304 266 328 266 342 272",
                shade(wood, -0.4),
                1.4,
                0.7,
            )
            s.path("M62 256C74 242 98 238 112 238C92 246 78 254 68 268Z", "#fffaf0", opacity=0.3)
            s.oval(318, 262, 10, 10, s.down("#c8a04e"), shade("#c8a04e", -0.45), 1)
            s.rect(150, 274, 30, 10, 2, look.accent)


_FORMS: Mapping[str, Drawing] = {
    "Tin": _tin, "Jar": _jar, "Spray": _spray, "Brush": _brush, "Bottle": _bottle, "Shoe trees": _trees,
}  # fmt: skip
