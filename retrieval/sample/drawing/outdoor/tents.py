"""Tents: each shape as it would stand on a meadow."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_ROPE, _PEG = "#d8623a", "#8d9196"
_DARK_ROOM = "#2b3136"


def tent(s: Sheet, look: Look) -> None:
    """The shape that its features name; a freestanding dome when they name none."""
    c, size = look.paint, look.number("sleeps", 2)
    if look.has("feature", "Standing height"):
        with scaled(s, 0.94 if size < 5 else 1.0, 0.98, 200, 314):
            _family(s, look, size > 4)
    elif look.has("feature", "Pop-up"):
        _pop_up(s, look)
    elif look.has("feature", "Tunnel"):
        _tunnel(s, look)
    elif look.has("feature", "Snow skirt"):
        _geodesic(s, look)
    elif look.has("feature", "Pole pitch"):
        with scaled(s, 0.96, 1.12, 204, 314):
            _pole_pitch(s, c)
    elif look.has("feature", "Ultralight"):
        _hoop(s, look)
    elif look.has("feature", "Two doors"):
        _trekking(s, c)
        label(s, look, 302, 290, 20, 9)
    else:
        _dome(s, look)


def _pegs(s: Sheet, *at: int) -> None:
    for x in at:
        s.line(f"M{x} 307L{x - 3} 322", _PEG, 3.5)


def _guys(s: Sheet, top: int, out: int) -> None:
    for _ in s.both():
        s.line(f"M{out + 50} {top}L{out} 312", shade(_ROPE, 0.1), 1.6)
        s.line(f"M{out} 306L{out - 4} 322", _PEG, 3.5)


def _trekking(s: Sheet, c: str) -> None:
    s.floor(200, 314, 180, 17)
    _guys(s, 236, 32)
    s.path("M52 312C70 196 138 132 200 130C262 132 330 196 348 312Z", s.across(c))
    s.path("M52 312C70 196 138 132 200 130C160 176 136 240 128 312Z", shade(c, 0.14))
    s.path("M200 130C170 178 152 240 146 312L254 312C248 240 230 178 200 130Z", shade(c, -0.66))
    s.path("M146 312C152 290 176 276 200 276C224 276 248 290 254 312Z", "#c98f52", opacity=0.55)
    s.path("M200 130C226 176 246 240 254 312L286 312C276 236 244 168 200 130Z", s.down(shade(c, 0.1)))
    s.path("M200 134C214 170 224 210 226 238C236 232 240 222 236 206C228 176 214 150 200 134Z", shade(c, 0.3))
    s.line("M52 312C70 196 138 132 200 130C262 132 330 196 348 312", shade(c, -0.4), 3.5)
    s.line("M200 130C160 176 136 240 128 312", shade(c, -0.4), 2.5)
    s.path("M184 132C190 120 210 120 216 132C208 138 192 138 184 132Z", shade(c, -0.35))


def _family(s: Sheet, look: Look, long: bool) -> None:
    c = look.paint
    s.floor(206, 316, 190, 17)
    s.line("M62 214L22 314M352 214L384 314", _ROPE, 1.6)
    s.path("M150 314C150 200 166 122 226 116C300 112 352 160 366 314Z", s.across(shade(c, -0.12)))
    s.line("M258 118C292 150 306 230 308 314M302 142C322 184 334 250 336 314", shade(c, -0.5), 2.5)
    s.path("M318 208L338 204L344 252L322 256Z", "#dfe9ea", shade(c, -0.4), 2, 0.9)
    if long:
        s.path("M268 204L288 200L294 248L274 252Z", "#dfe9ea", shade(c, -0.4), 2, 0.9)
        s.path("M350 214C372 232 384 270 388 314L366 314C364 276 360 240 350 214Z", s.across(shade(c, -0.24)))
    s.path("M34 314C38 186 66 118 142 114L228 116C200 150 246 230 250 314Z", s.down(c))
    s.path("M34 314C38 186 66 114 142 112C218 114 246 186 250 314Z", s.down(shade(c, 0.1)), shade(c, -0.4), 3)
    s.path("M82 314C84 220 102 164 142 162C182 164 200 220 202 314Z", shade(c, -0.64))
    s.path("M92 314C98 262 116 240 142 240C168 240 186 262 192 314Z", "#e7c98f", opacity=0.5)
    s.path("M142 162C182 164 200 220 202 314L216 314C214 214 196 158 142 156Z", shade(c, 0.28))
    s.path("M82 314C84 220 102 164 142 162L142 156C88 158 70 214 68 314Z", shade(c, 0.28))
    s.line("M142 112L142 156", shade(c, -0.3), 2)
    _pegs(s, 34, 250, 366)
    label(s, look, 226, 290, 22, 10)


def _pole_pitch(s: Sheet, c: str) -> None:
    s.floor(204, 314, 172, 16)
    s.line("M194 136L44 318M194 136L372 316", _ROPE, 1.4)
    s.path("M58 312C110 270 160 210 194 134C236 214 290 268 356 312Z", s.across(c))
    s.path("M58 312C110 270 160 210 194 134L170 312Z", shade(c, 0.22))
    s.path("M194 134L170 312L262 312C244 250 216 190 194 134Z", shade(c, -0.62))
    s.path("M194 134C216 190 244 250 262 312L292 312C262 256 220 196 194 134Z", shade(c, 0.12))
    s.line("M194 130L200 312", "#d9a441", 4)
    s.line("M58 312C110 270 160 210 194 134C236 214 290 268 356 312", shade(c, -0.4), 3)
    _pegs(s, 44, 58, 170, 356, 372)


def _dome(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 314, 182, 17)
    _guys(s, 232, 20)
    s.path("M40 314C46 206 108 116 200 112C292 116 354 206 360 314Z", s.across(c))
    s.path("M200 112C292 116 354 206 360 314L306 314C298 226 262 156 200 112Z", shade(c, -0.16))
    s.path("M200 112C108 116 46 206 40 314L94 314C102 226 138 156 200 112Z", shade(c, 0.12))
    s.path("M94 314C102 226 138 156 200 112C262 156 298 226 306 314Z", s.down(shade(c, 0.05)))
    s.path("M138 314C140 250 162 204 200 202C238 204 260 250 262 314Z", _DARK_ROOM)
    s.path("M150 314C158 288 180 280 200 280C220 280 242 288 250 314Z", "#b98d58", opacity=0.6)
    s.path("M138 314C140 250 162 204 200 202C176 226 164 262 164 314Z", s.down(shade(c, -0.12)))
    s.line("M138 314C140 250 162 204 200 202C238 204 260 250 262 314", shade(c, -0.5), 2.5)
    s.path("M134 148C152 116 248 116 266 148C258 176 142 176 134 148Z", s.down(shade(look.accent, -0.05)))
    s.line("M134 148C142 176 258 176 266 148", shade(look.accent, -0.45), 2)
    s.line("M40 314C60 214 120 142 200 112C280 142 340 214 360 314", shade(c, -0.45), 4)
    s.line("M94 314C102 226 138 156 200 112C262 156 298 226 306 314", shade(c, -0.4), 2)
    _pegs(s, 40, 94, 306, 360)


def _pop_up(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 316, 188, 17)
    s.path("M24 314C24 232 86 150 188 146C296 146 350 226 358 314Z", s.across(c))
    s.path("M250 160C322 184 352 250 358 314L300 314C298 246 284 196 250 160Z", shade(c, -0.2))
    s.path("M46 314C52 240 96 190 152 188C212 190 246 244 250 314Z", _DARK_ROOM)
    s.path("M62 314C84 290 210 290 234 314Z", shade("#c9b48c", -0.05), opacity=0.85)
    s.path("M80 314C92 302 200 300 218 314Z", look.accent, opacity=0.7)
    s.path("M46 314C52 240 96 190 152 188C138 214 116 258 112 314Z", s.down(shade(c, 0.3)))
    s.line("M46 314C52 240 96 190 152 188C212 190 246 244 250 314", shade(c, -0.42), 4)
    s.line("M24 314C24 232 86 150 188 146C296 146 350 226 358 314", shade(c, -0.42), 4)
    s.line("M188 146C262 168 294 240 298 314", shade(c, -0.38), 2)
    s.path("M268 222C282 222 290 234 292 262L274 264C272 246 270 234 268 222Z", "#e2ebec", opacity=0.55)
    s.floor(348, 320, 36, 8)
    s.oval(346, 288, 33, 33, s.across(shade(c, -0.3)))
    s.oval(346, 288, 23, 23, "none", shade(c, 0.2), 3, 0.7)
    s.line("M346 256C360 244 372 250 378 268", shade(c, -0.5), 4)
    label(s, look, 346, 288, 24, 11)
    _pegs(s, 26, 112, 250)


def _tunnel(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 316, 188, 17)
    s.line("M118 150L22 316M318 196L388 316", _ROPE, 1.6)
    s.path("M34 314C36 206 70 140 130 138C214 130 302 158 344 216C360 242 366 282 368 314Z", s.across(shade(c, -0.06)))
    s.path("M130 138C214 130 302 158 344 216C318 200 220 176 170 178C160 158 146 144 130 138Z", shade(c, 0.2))
    s.path("M34 314C36 206 70 138 130 136C190 138 220 206 222 314Z", s.down(shade(c, 0.06)))
    s.path("M66 314C68 232 92 180 130 178C168 180 188 232 190 314Z", _DARK_ROOM)
    s.path("M78 314C88 284 106 274 130 274C154 274 172 284 180 314Z", "#d8b878", opacity=0.5)
    s.path("M66 314C68 232 92 180 130 178L130 188C102 194 84 240 82 314Z", s.down(shade(c, 0.3)))
    s.path("M116 178C122 170 138 170 144 178L142 190C134 196 126 196 118 190Z", look.accent)
    for d in (
        "M130 137C190 138 220 206 222 314",
        "M216 138C266 150 290 226 292 314",
        "M300 170C330 196 342 256 344 314",
    ):
        s.line(d, shade(c, -0.5), 3.5)
        s.line(d, shade(c, 0.25), 1, 0.6)
    s.line("M34 314C36 206 70 138 130 136", shade(c, -0.45), 3.5)
    s.path(
        "M240 216L268 214C276 232 278 250 280 268L252 270C250 250 246 232 240 216Z", "#e4eced", shade(c, -0.4), 2, 0.75
    )
    label(s, look, 318, 286, 20, 10)
    _pegs(s, 24, 34, 222, 292, 368, 388)


def _geodesic(s: Sheet, look: Look) -> None:
    c = look.paint
    pole = "#e6c34a"
    s.floor(200, 320, 190, 16)
    s.path(
        "M22 318C60 296 340 296 378 318C380 326 366 328 350 324C330 318 320 328 300 324C280 320 250 330 200 326C150 330 120 320 100 324C80 328 70 318 50 324C34 328 20 326 22 318Z",
        "#fbfbfa",
    )
    s.path("M30 314C44 214 112 122 200 118C288 122 356 214 370 314Z", s.across(c))
    s.path("M200 118C160 160 120 230 110 306L290 306C280 230 240 160 200 118Z", s.down(shade(c, 0.1)))
    s.path("M148 308C150 256 170 216 200 214C230 216 250 256 252 308Z", shade(c, -0.3))
    s.line("M148 308C150 256 170 216 200 214C230 216 250 256 252 308", "#f1ede2", 2)
    s.path("M178 240C184 230 216 230 222 240L222 256L178 256Z", _DARK_ROOM)
    s.line("M178 246L222 246M178 251L222 251", "#5b636b", 1)
    for _ in s.both():
        s.path("M30 314C44 214 112 122 200 118C150 150 84 220 72 312Z", shade(c, 0.16), opacity=0.8)
        for width, paint in ((6, shade(c, -0.35)), (3, pole)):
            s.line("M30 314C70 220 180 90 290 182C330 220 348 270 356 312", paint, width)
        s.line("M96 170L60 236L112 262L148 200Z", shade(c, -0.28), 1.6, 0.8)
        s.line("M60 226L8 312", _ROPE, 1.6)
    s.path("M30 306C90 296 310 296 370 306L374 320C310 310 90 310 26 320Z", shade(c, -0.42))
    s.path("M26 319C90 309 310 309 374 319C340 328 60 328 26 319Z", "#f6f7f6")
    label(s, look, 200, 284, 24, 11)


def _hoop(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 315, 180, 16)
    s.line("M186 148L56 318M214 150L372 318", _ROPE, 1.4)
    s.path("M18 314C70 290 118 226 160 168C184 140 214 138 234 164C276 226 330 288 384 314Z", s.across(c))
    s.path("M18 314C70 290 118 226 160 168C172 154 184 148 196 147C170 190 152 250 146 314Z", shade(c, 0.24))
    s.path("M196 147C170 190 152 250 146 314L250 314C246 250 226 186 196 147Z", _DARK_ROOM)
    s.path("M158 314C166 292 182 286 200 286C220 286 234 292 242 314Z", shade("#c9b48c", -0.1), opacity=0.7)
    s.path("M196 147C226 186 246 250 250 314L274 314C266 252 238 190 196 147Z", s.down(shade(c, 0.14)))
    s.path("M196 147C170 190 152 250 146 314L160 314C164 250 178 192 196 147Z", shade(c, 0.4))
    s.line("M146 314C152 250 170 190 196 147C226 190 246 250 250 314", look.accent, 4)
    s.line("M18 314C70 290 118 226 160 168C184 140 214 138 234 164C276 226 330 288 384 314", shade(c, -0.4), 3)
    s.path("M290 262L316 282L300 296L278 280Z", shade(c, -0.35), opacity=0.7)
    label(s, look, 96, 296, 20, 9)
    _pegs(s, 18, 56, 146, 250, 372, 384)
