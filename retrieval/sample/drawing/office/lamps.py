"""Desk lamps: on an arm, on a clamp, on a screen, cordless, with a bendy neck, of wood, as a bar."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import mark, usb_c
from retrieval.sample.drawing.sheet import Sheet, shade


def desk_lamp(s: Sheet, look: Look) -> None:
    if look.has("feature", "Screen bar"):
        _screen_bar(s, look)
    elif look.has("feature", "Clamp"):
        _clamp(s, look)
    elif look.has("feature", "Rechargeable"):
        _cordless(s, look)
    elif look.has("feature", "Bendy neck"):
        _bendy(s, look)
    elif look.has("feature", "Wireless charging"):
        _bar(s, look)
    elif look.has("material", "Wood"):
        _wooden(s, look)
    else:
        _arm(s, look)


def _arm(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(160, 346, 100, 13)
    s.path("M206 132L302 170L372 334L150 334Z", "url(#beam)")
    s.line("M150 324L124 188L250 94", shade(c, -0.34), 12)
    s.line("M149 322L123 187L249 93", s.across(c), 8)
    s.oval(124, 188, 13, 13, "#77797e")
    s.oval(122, 186, 5, 5, "#c9ccd0")
    s.path(
        "M78 338C78 325 110 318 152 318C194 318 226 325 226 338C226 347 194 351 152 351C110 351 78 347 78 338Z",
        s.across(c),
    )
    s.oval(152, 330, 60, 9, shade(c, 0.2))
    s.oval(182, 331, 5, 2.4, "#55575c")
    usb_c(s, 120, 345, 15, 5)
    with s.moved("translate(250 94) scale(1.12) rotate(32) translate(-250 -102)"):
        s.path(
            "M226 96C226 80 240 76 254 76L276 76C290 76 316 110 322 134L206 134C210 120 216 110 226 96Z", s.across(c)
        )
        s.oval(264, 134, 58, 9, "#fff4d2")
        s.oval(264, 134, 40, 5, "#fffdf2")
        s.rect(246, 62, 26, 18, 5, shade(c, -0.36))


def _clamp(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(28, 300, 300, 16, 2, s.across("#c99f6b"))
    s.line("M40 306L300 306", "#b38a58", 1, 0.7)
    s.path("M232 158L328 180L376 300L196 300Z", "url(#beam)")
    s.rect(70, 284, 46, 14, 4, s.across(shade(c, -0.2)))
    s.path("M70 290L82 290L82 338L110 338L110 348L70 348Z", s.across(shade(c, -0.2)))
    s.line("M100 316L100 350", "#8d9196", 5)
    s.rect(88, 350, 24, 7, 3, "#55575c")
    s.rect(86, 262, 14, 26, 3, s.across("#8d9196"))
    for dx in (0, 12):
        s.line(f"M{88 + dx} 262L{60 + dx} 160", s.across(c) if dx else shade(c, -0.25), 6)
        s.line(f"M{62 + dx} 156L{222 + dx} 84", shade(c, 0.1) if dx else shade(c, -0.25), 6)
    s.line("M94 240L78 184M90 152L134 132", "#c3c7ca", 3.5)
    s.line("M94 240L78 184M90 152L134 132", "#77797e", 3.5, 0.35)
    s.oval(68, 158, 13, 13, "#77797e")
    s.oval(66, 156, 5, 5, "#d5d8db")
    s.oval(230, 82, 10, 10, "#77797e")
    with s.moved("rotate(14 232 90)"):
        s.path(
            "M216 92C216 82 224 78 236 78L254 78C266 78 274 82 274 92L276 108C304 118 316 144 318 170L184 170C184 144 196 118 216 108Z",
            s.across(c),
        )
        s.oval(251, 170, 67, 11, "#fff4d2")
        s.oval(251, 170, 44, 6, "#fffdf2")
        s.rect(238, 66, 24, 14, 4, shade(c, -0.3))


def _cordless(s: Sheet, look: Look) -> None:
    c = look.paint
    s.glow(200, 180, 170, 130)
    s.floor(200, 346, 86, 12)
    s.path("M128 154L272 154L318 338L82 338Z", "url(#beam)", opacity=0.6)
    s.rect(192, 144, 16, 182, 6, s.across(c))
    s.path(
        "M138 338C138 324 160 318 200 318C240 318 262 324 262 338C262 347 240 351 200 351C160 351 138 347 138 338Z",
        s.across(c),
    )
    s.oval(200, 329, 50, 8, shade(c, 0.18))
    s.oval(200, 152, 84, 15, "#fff1c9")
    s.path("M104 150C104 96 146 64 200 64C254 64 296 96 296 150C266 160 134 160 104 150Z", s.across(c))
    s.path("M122 132C128 104 150 86 176 80", "none", shade(c, 0.6), 5, 0.7)
    s.oval(200, 61, 12, 6, shade(c, -0.2))
    usb_c(s, 200, 341, 16, 5)


def _bendy(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(170, 346, 92, 13)
    s.path("M206 166L306 150L352 334L180 334Z", "url(#beam)", opacity=0.8)
    s.line("M150 326C90 220 110 80 210 96C236 100 246 112 252 126", "#77797e", 13)
    s.line("M149 325C89 220 109 80 209 95C235 99 245 111 251 125", "#c3c7ca", 8)
    s.line("M149 325C89 220 109 80 209 95C235 99 245 111 251 125", "#8d9196", 9, 0.28)
    s.path(
        "M84 338C84 322 112 314 150 314C188 314 216 322 216 338C216 347 188 351 150 351C112 351 84 347 84 338Z",
        s.across(c),
    )
    s.oval(150, 327, 52, 9, shade(c, 0.2))
    s.oval(178, 328, 9, 5, "#f4f2ec", shade(c, -0.4), 1)
    with s.moved("rotate(-8 252 130)"):
        s.path("M234 116C238 108 266 108 270 116C298 124 308 152 308 172L196 172C196 152 206 124 234 116Z", s.across(c))
        s.oval(252, 172, 56, 10, "#fff4d2")
        s.oval(252, 172, 36, 5, "#fffdf2")


def _bar(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(212, 346, 128, 14)
    s.path("M104 116L336 116L372 336L68 336Z", "url(#beam)", opacity=0.75)
    s.path("M286 330L286 112L302 112L302 330Z", s.across(c))
    s.path(
        "M110 338C110 326 150 320 212 320C274 320 322 326 322 338C322 347 276 352 212 352C150 352 110 347 110 338Z",
        s.across(c),
    )
    s.oval(200, 331, 62, 8, shade(c, -0.3))
    s.oval(200, 331, 22, 3.4, "none", shade(c, 0.4), 1.4, 0.9)
    s.rect(84, 92, 240, 18, 9, s.across(c))
    s.rect(92, 108, 214, 7, 3.5, "#fff4d2")
    s.rect(112, 109, 174, 4, 2, "#fffdf2")
    s.oval(294, 101, 14, 14, s.across(shade(c, -0.1)))
    s.oval(294, 101, 5, 5, "#c9ccd0")
    s.oval(128, 98, 2.2, 2.2, look.accent)
    mark(s, look, 294, 338, 18, 4)


def _wooden(s: Sheet, look: Look) -> None:
    c, wood = look.paint, "#c99f6b"
    s.glow(206, 190, 150, 110)
    s.floor(200, 350, 88, 12)
    s.path("M132 176L272 176L306 340L100 340Z", "url(#beam)", opacity=0.6)
    s.line("M232 344C280 356 320 346 356 352", look.accent, 4)
    s.path("M188 164L212 164L218 318L182 318Z", s.across(wood))
    s.path("M184 218C176 224 176 238 184 244L216 244C224 238 224 224 216 218Z", s.across(shade(wood, -0.1)))
    s.line("M196 250L194 314M206 250L207 314", shade(wood, -0.25), 1.1, 0.7)
    s.path(
        "M136 340C136 324 164 314 200 314C236 314 264 324 264 340C264 350 236 354 200 354C164 354 136 350 136 340Z",
        s.across(wood),
    )
    s.oval(200, 327, 44, 7, shade(wood, 0.18))
    s.oval(200, 172, 76, 12, "#fff1c9")
    s.path("M172 66L228 66L280 172C256 182 144 182 120 172Z", s.across(c))
    s.oval(200, 66, 28, 6, shade(c, 0.2))
    s.rect(192, 48, 16, 18, 4, s.across("#c8a04e"))
    s.line("M168 84L140 160", shade(c, 0.55), 4, 0.5)


def _screen_bar(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path("M52 128L348 128L384 372L16 372Z", "url(#beam)", opacity=0.8)
    s.rect(36, 150, 328, 190, 8, s.across("#35353a"))
    s.rect(45, 160, 310, 170, 3, s.down("#3f5364"))
    s.path("M45 270C110 230 170 300 240 262C290 236 330 250 355 262L355 330L45 330Z", "#2f4456", opacity=0.8)
    s.path("M164 108L236 108L230 176L170 176Z", s.across(shade(c, -0.1)))
    s.path("M170 170L230 170L226 182L174 182Z", shade(c, -0.4))
    s.rect(40, 94, 320, 27, 13.5, s.across(c))
    s.rect(52, 98, 296, 5, 2.5, shade(c, 0.5), opacity=0.5)
    s.rect(58, 116, 284, 6, 3, "#fff4d2")
    for i, x in enumerate((182, 194, 206, 218)):
        s.oval(x, 108, 2.6, 2.6, look.accent if i == 0 else shade(c, 0.6 if c < "#8" else -0.4))
