"""Mice: for either hand, for a right and a left one, upright, flat, hollow, and with a ball."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import is_light, mark
from retrieval.sample.drawing.sheet import Sheet, shade


def mouse(s: Sheet, look: Look) -> None:
    if look.has("feature", "Trackball"):
        _trackball(s, look)
    elif look.has("feature", "Left-handed"):
        with s.moved("matrix(-1 0 0 1 400 0)"):
            _vertical(s, look)
    elif look.has("feature", "Vertical"):
        _vertical(s, look)
    elif look.has("feature", "Symmetrical"):
        _even(s, look)
    else:
        _shaped(s, look)


def _wheel(s: Sheet, x: float, y: float, h: float, color: str = "#2e2e31") -> None:
    s.rect(x - 9, y - h / 2, 18, h, 9, "#1d1e22")
    s.rect(x - 6.5, y - h / 2 + 4, 13, h - 8, 6, s.across(color))
    s.line("".join(f"M{x - 5:g} {y - h / 2 + 10 + i * 6:g}h10" for i in range(int((h - 16) / 6))), "#101114", 1.6, 0.7)


def _even(s: Sheet, look: Look) -> None:
    c = look.paint
    flat, hollow = look.has("material", "Aluminum"), look.has("feature", "Gaming")
    half = 76 if flat else 84 if hollow else 80
    top, low = (62, 342) if not flat else (56, 344)
    s.floor(204, 336, half + 34, 30)
    if look.has("feature", "Wired"):
        s.line(f"M200 {top + 4}C200 30 250 40 262 14", "#2e2e31", 7)
    square = 0.9 if flat else 0.5
    body = f"M200 {top}C{200 + half * square:g} {top} {200 + half:g} {top + 30} {200 + half:g} {top + 92}C{200 + half * 1.02:g} 220 {200 + half * 1.1:g} {low} 200 {low}C{200 - half * 1.1:g} {low} {200 - half * 1.02:g} 220 {200 - half:g} {top + 92}C{200 - half:g} {top + 30} {200 - half * square:g} {top} 200 {top}Z"
    s.path(body, s.across(c))
    s.path(
        f"M200 {top + 4}C{200 + half * square - 4:g} {top + 4} {200 + half - 8:g} {top + 34} {200 + half - 8:g} {top + 92}L{200 + half - 8:g} 196C240 212 160 212 {208 - half:g} 196L{208 - half:g} {top + 92}C{208 - half:g} {top + 34} {204 - half * square:g} {top + 4} 200 {top + 4}Z",
        s.down(shade(c, 0.1)),
    )
    s.line(f"M{208 - half:g} 196C160 212 240 212 {192 + half:g} 196M200 {top + 4}L200 205", shade(c, -0.45), 2)
    if hollow:
        holes = "".join(
            f"M{200 + dx * 24 + (row % 2) * 12 - 12:g} {232 + row * 22}l9 5v10l-9 5l-9 -5v-10z"
            for row in range(4)
            for dx in range(-2 + (row > 2), 3 - (row > 2) - (row % 2 == 0) + 0)
        )
        s.path(holes, shade(c, -0.6), shade(c, 0.3), 1)
        for y in (176, 212):
            s.rect(200 - half - 4, y - 8, 12, 28, 5, shade(c, -0.45))
    _wheel(s, 200, top + 62, 52, look.accent if hollow else "#77797e")
    shine = f"M{214 - half:g} {top + 110}C{212 - half:g} {top + 66} {222 - half:g} {top + 40} {240 - half:g} {top + 28}"
    s.line(shine, "#ffffff", 7, 0.5 if is_light(c) else 0.28)
    if not hollow:
        mark(s, look, 200, 292, 24, 5)
        s.oval(200, 236, 2.6, 2.6, "#7bc27e")


def _shaped(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(208, 340, 128, 30)
    s.path(
        "M206 50C262 48 296 84 298 150C300 196 322 262 300 306C286 336 246 348 206 346C160 346 122 330 108 300C94 268 118 232 112 196C104 118 136 52 206 50Z",
        s.across(c),
    )
    s.path(
        "M112 196C118 232 94 268 108 300C116 318 134 330 156 338C140 290 150 240 142 190C138 150 142 100 158 66C122 92 106 136 112 196Z",
        s.down("#3a3a3e"),
    )
    s.path(
        "M206 55C258 54 288 88 290 148L292 190C260 208 190 212 146 200C138 140 146 84 172 64C182 58 194 55 206 55Z",
        s.down(shade(c, 0.1)),
    )
    s.line("M146 200C190 212 260 208 292 190M214 55L218 204", shade(c, -0.45), 2)
    for d in (
        "M120 160C124 150 136 150 138 160L139 186L122 188Z",
        "M123 196L140 194L141 222L120 228C118 216 120 206 123 196Z",
    ):
        s.path(d, s.down("#77797e"), "#232327", 1)
    _wheel(s, 216, 116, 64, "#c3c7ca")
    s.rect(208, 162, 18, 10, 5, "#232327")
    s.line("M168 112C170 96 176 86 184 80", "#ffffff", 6, 0.35)
    mark(s, look, 222, 300, 28, 5)


def _vertical(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 342, 150, 15)
    s.path(
        "M76 336C70 320 90 296 104 262C118 222 122 150 168 104C204 68 256 74 276 116C296 158 286 200 312 262C322 290 336 316 326 336Z",
        s.across(c),
    )
    s.path("M76 336C70 320 90 296 104 262C114 234 118 190 134 152C144 200 138 262 166 336Z", s.down("#3a3a3e"))
    s.path(
        "M178 100C208 74 250 80 268 116C282 146 282 176 292 210L196 226C180 190 172 136 178 100Z",
        s.down(shade(c, 0.12)),
    )
    s.line("M196 226L292 210M236 84C242 130 250 180 254 216", shade(c, -0.45), 2.2)
    with s.moved("rotate(-8 238 132)"):
        _wheel(s, 240, 134, 48, "#c3c7ca")
    s.path("M128 178C138 166 152 166 156 176L160 204C150 212 138 212 128 206Z", s.down("#8d9196"), "#232327", 1)
    s.path("M126 216C136 222 150 222 161 214L166 242C154 252 138 252 122 246Z", s.down("#8d9196"), "#232327", 1)
    s.rect(72, 330, 258, 12, 5, shade(c, -0.4))
    s.line("M190 116C196 104 206 98 216 96", "#ffffff", 6, 0.4)
    mark(s, look, 268, 300, 24, 5)


def _trackball(s: Sheet, look: Look) -> None:
    c, ball = look.paint, look.pick("ball", "#bf433b", "#4f7fa6", "#6f5685")
    s.floor(206, 336, 150, 22)
    s.path(
        "M224 56C292 56 332 100 334 168C336 240 330 300 282 326C226 352 132 342 94 300C64 264 60 190 86 152C112 112 156 56 224 56Z",
        shade(c, -0.5),
    )
    s.path(
        "M224 50C292 50 332 94 334 162C336 234 330 292 282 318C226 344 132 334 94 292C64 256 60 184 86 146C112 106 156 50 224 50Z",
        s.across(c),
    )
    s.path(
        "M226 56C286 56 322 98 324 160L326 190C290 206 236 206 192 190C182 144 186 90 206 60C212 57 220 56 226 56Z",
        s.down(shade(c, 0.12)),
    )
    s.line("M192 190C236 206 290 206 326 190M262 62C266 110 268 160 266 201", shade(c, -0.45), 2)
    _wheel(s, 264, 116, 52, "#77797e")
    s.oval(124, 208, 56, 56, shade(c, -0.55))
    s.oval(124, 206, 48, 48, s.down(ball))
    s.oval(124, 206, 48, 48, "none", shade(ball, -0.5), 1.2)
    s.oval(108, 188, 13, 9, "#ffffff", opacity=0.7)
    for i in range(9):
        s.oval(112 + (i * 17) % 44, 206 + (i * 29) % 36, 1.6, 1.6, shade(ball, 0.5), opacity=0.7)
    s.rect(166, 120, 14, 34, 6, shade(c, -0.4))
    mark(s, look, 240, 290, 26, 5)
