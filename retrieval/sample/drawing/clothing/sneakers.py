"""Sneakers from the side: leather, canvas, knit or suede, low or high, with laces, straps or neither."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.clothing.cloth import edge, is_dark, seam
from retrieval.sample.drawing.clothing.running_shoes import FOAM, RUBBER
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_LOW = "M52 278C48 256 60 240 92 232C124 224 150 208 172 184C182 174 192 168 204 168C212 180 228 190 250 192C276 194 296 184 306 164C311 154 324 154 328 164C332 182 338 206 340 234C342 250 342 264 340 278Z"
_HIGH = "M52 278C48 256 60 242 92 234C124 226 150 214 168 192C182 172 190 136 196 96C208 90 218 94 226 98C252 106 284 102 312 90C322 94 322 112 324 134C328 180 338 220 340 278Z"


def sneakers(s: Sheet, look: Look) -> None:
    """By upper and shaft: a court shoe, canvas low or high, a knit slip-on, a retro runner, one with straps."""
    high, upper = look.has("shaft", "High"), look.value("upper")
    s.floor(200, 322 if high else 290, 164, 13)
    with s.moved("matrix(1.07 0 0 .95 -13 17)" if high else "matrix(1.09 0 0 .87 -17 9)"):
        _shoe(s, look, high=high, upper=upper)


def _shoe(s: Sheet, look: Look, *, high: bool, upper: str) -> None:
    outline = _HIGH if high else _LOW
    if not high:
        _collar_behind(s, look)
    else:
        s.path("M200 100C236 82 290 78 314 92C300 112 236 118 206 106Z", shade(look.paint, -0.6))
        s.path(
            "M192 116C184 100 184 80 190 72C202 66 216 68 222 76L232 112Z",
            s.down(shade(look.paint, -0.14)),
            edge(look.paint),
            1,
        )
    s.path(outline, s.down(look.paint), edge(look.paint), 1)
    with s.clipped(outline):
        {"Canvas": _canvas, "Knit": _knit, "Suede": _suede}.get(upper, _leather)(s, look)
        s.path("M50 286C120 256 240 264 344 246V290H50Z", "#181620", opacity=0.12)
        s.path("M80 246C112 234 146 222 166 202C156 228 120 244 76 256Z", "#fffaf0", opacity=0.24)
        s.path("M322 90C312 180 322 240 330 290H360V90Z", "#181620", opacity=0.16)
    rim = shade(look.paint, 0.16 if is_dark(look.paint) else -0.16)
    if high:
        s.line("M204 96C250 112 286 106 316 92", rim, 5)
    else:
        s.line("M204 168C214 182 230 190 250 192C276 194 296 184 306 165C311 156 322 155 326 162", rim, 6)
    s.path("M316 156h14l2 22h-13Z" if not high else "M314 92l10 2l3 40h-9Z", look.accent)
    if look.has("closure", "Straps"):
        _straps(s, look)
    elif look.has("closure", "Laces"):
        _laces(s, look, high)
    _sole(s, look)


def _collar_behind(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path(
        "M198 172C184 160 178 142 182 132C196 124 212 126 220 136C222 150 226 166 236 180Z",
        s.down(shade(c, -0.08)),
        edge(c),
        1,
    )
    s.path("M188 138C196 132 208 132 214 138L217 152C208 149 200 150 194 153Z", look.accent, opacity=0.85)
    s.path(
        "M204 168C230 184 284 182 306 162C312 156 322 156 326 163C314 190 284 200 250 196C228 193 212 182 204 168Z",
        shade(c, -0.5),
    )
    s.path(
        "M212 176C240 188 284 184 312 166C302 186 278 194 252 192C234 191 220 184 212 176Z",
        "#e9dcc4" if not is_dark(c) else shade(c, 0.2),
        opacity=0.55,
    )


def _leather(s: Sheet, look: Look) -> None:
    c = look.paint
    tone, line = shade(c, -0.05), seam(c, 0.3)
    toe = look.pick("front", "cap", "plain", "mudguard")
    if toe == "cap":
        s.path("M40 290V240C70 226 96 232 108 240C128 254 134 270 134 290Z", s.down(shade(c, 0.03)), line, 1.2)
    elif toe == "mudguard":
        s.path("M40 290V256C70 250 110 254 140 268C170 278 200 276 220 290Z", s.down(shade(c, -0.1)), line, 1.2)
    s.line("M82 244v.1M92 242v.1M102 243v.1M88 251v.1M98 251v.1M108 252v.1", line, 2.4, 0.9)
    s.path(
        "M126 220C150 206 164 192 178 176L204 166L224 188C208 206 198 226 192 250C172 236 148 226 126 220Z",
        s.down(tone),
        line,
        1.2,
    )
    s.path(
        "M304 168C288 196 280 238 288 290H350V160Z",
        s.down(look.accent if look.pick("heel", True, False) else shade(c, -0.12)),
        line,
        1.2,
    )
    mark = look.pick(
        "side",
        "M216 212v.1M228 212v.1M240 212v.1M222 222v.1M234 222v.1M228 232v.1",
        "M212 258C216 236 236 218 270 212M222 260C228 242 246 228 272 222",
        "",
    )
    s.line(
        mark or "M192 252C220 242 250 240 288 246",
        shade(c, -0.36) if not is_dark(c) else shade(c, 0.3),
        4.4 if mark.endswith(".1") else 2,
    )


def _canvas(s: Sheet, look: Look) -> None:
    c = look.paint
    high = look.has("shaft", "High")
    s.path(
        "M40 60H350V290H40Z", s.tiled(4, 4, ("M0 2H4", shade(c, -0.55), 0.9, 0.3), ("M2 0V4", shade(c, 0.5), 0.8, 0.3))
    )
    line = seam(c, 0.4)
    eyestay = (
        "M150 214C176 190 186 150 192 96L222 96C220 150 208 210 192 250C176 236 162 224 150 214Z"
        if high
        else "M128 222C152 208 166 194 180 178L204 166L222 186C206 206 198 226 192 248C172 234 150 226 128 222Z"
    )
    s.path(eyestay, s.down(shade(c, 0.05)), line, 1.3)
    s.line(
        "M300 172C286 206 282 240 288 290"
        if not high
        else "M288 100C292 160 284 220 290 290M297 98C301 160 293 220 299 290",
        line,
        1.4,
    )
    if high:
        s.path("M288 100C292 160 284 220 290 290H350V90Z", s.down(shade(c, -0.18)), opacity=0.7)
        s.rect(240, 214, 30, 12, 2, look.accent)
        s.line("M245 220h20", FOAM, 1.6)
    s.path("M40 290V252C62 236 92 240 106 250C118 260 122 274 122 290Z", s.down(FOAM), shade(FOAM, -0.3), 1.2)


def _knit(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path(
        "M40 60H350V290H40Z",
        s.tiled(7, 6, ("M0 1L3.500 4L7 1", shade(c, -0.6), 1.2, 0.3), ("M0 -1L3.500 2L7 -1", shade(c, 0.6), 0.9, 0.35)),
    )
    s.path(
        "M150 210C176 190 190 176 204 168L246 192C226 206 214 226 210 250C190 232 170 220 150 210Z",
        s.tiled(6, 300, ("M2 0V300", shade(c, -0.55), 1.8, 0.35), turn=40),
    )
    s.line("M250 206C232 226 226 250 228 290M306 180C292 210 288 250 292 290", seam(c), 1.3, 0.7)


def _suede(s: Sheet, look: Look) -> None:
    c = look.paint
    mesh = shade(c, 0.34)
    s.path("M40 150H350V290H40Z", mesh)
    s.path("M40 150H350V290H40Z", s.tiled(5, 5, ("M1 1v.1M3.500 3.500v.1", shade(c, -0.5), 1.5, 0.5)))
    s.path("M40 290V244C62 230 84 230 96 234C88 254 116 270 160 276V290Z", s.down(c), seam(c), 1.2)
    s.path(
        "M122 222C148 208 164 194 178 176L204 166L222 186C206 206 196 222 190 244C168 234 144 226 122 222Z",
        s.down(c),
        seam(c),
        1.2,
    )
    s.path("M304 168C292 190 268 220 276 290H350V160Z", s.down(c), seam(c), 1.2)
    s.path("M200 258C216 236 236 214 262 200L272 210C250 226 234 244 222 266Z", FOAM, shade(FOAM, -0.3), 1)
    s.path("M228 264C240 246 254 232 272 220L276 232C262 242 254 252 246 266Z", look.accent)


def _laces(s: Sheet, look: Look, high: bool) -> None:
    c = look.paint
    lace = FOAM if sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) < 640 else "#fbfaf6"
    rungs = (
        [(142, 214), (155, 203), (167, 191), (178, 179)]
        if not high
        else [(154, 208), (166, 192), (175, 174), (182, 155), (186, 136), (190, 117)]
    )
    across = "".join(f"M{x - 4} {y - 4}c10 -6 22 0 29 11" for x, y in rungs)
    s.line(across, "#181620", 7.6, 0.26)
    s.line(across, lace, 5.2)
    x, y = rungs[-1]
    s.line(
        f"M{x + 12} {y - 10}C{x - 12} {y - 24} {x - 18} {y - 4} {x + 4} {y - 4}M{x + 14} {y - 10}C{x + 24} {y - 28} {x + 40} {y - 14} {x + 20} {y - 4}",
        shade(lace, -0.16),
        4.4,
    )


def _straps(s: Sheet, look: Look) -> None:
    c = look.paint
    tone = shade(c, -0.24)
    for x, y in ((138, 214), (172, 186)):
        s.path(
            f"M{x - 8} {y - 2}C{x + 14} {y - 8} {x + 40} {y + 10} {x + 62} {y + 30}L{x + 52} {y + 48}C{x + 34} {y + 28} {x + 14} {y + 18} {x - 12} {y + 18}Z",
            s.down(tone),
            seam(tone),
            1.3,
        )
        s.rect(x + 34, y + 17, 15, 13, 3, look.accent)


def _sole(s: Sheet, look: Look) -> None:
    kind = look.value("sole")
    y = 276
    if "oam" in kind:
        s.path(
            f"M46 {y - 4}C44 {y + 14} 50 {y + 30} 74 {y + 32}H322C344 {y + 32} 352 {y + 10} 346 {y - 10}C280 {y + 6} 130 {y + 4} 46 {y - 4}Z",
            s.down(FOAM),
            shade(FOAM, -0.28),
            1,
        )
        s.line(f"M58 {y + 13}C140 {y + 20} 260 {y + 18} 344 {y + 8}", shade(FOAM, -0.26), 1.6)
        s.path(
            f"M54 {y + 25}C70 {y + 29} 330 {y + 29} 342 {y + 22}C338 {y + 32} 328 {y + 35} 318 {y + 35}H80C64 {y + 35} 56 {y + 31} 54 {y + 25}Z",
            RUBBER if "rubber" in kind else shade(FOAM, -0.3),
        )
        return
    sole = "#d9b98a" if look.pick("gum", True, False, False) and kind == "Natural rubber" else FOAM
    s.path(
        f"M44 {y - 2}C120 {y + 4} 270 {y + 4} 345 {y - 4}C349 {y + 10} 347 {y + 30} 336 {y + 34}H66C46 {y + 32} 42 {y + 14} 44 {y - 2}Z",
        s.down(sole),
        shade(sole, -0.3),
        1,
    )
    s.line(f"M50 {y + 5}C130 {y + 11} 260 {y + 11} 341 {y + 4}", shade(sole, -0.26), 1.1)
    if look.has("upper", "Canvas"):
        s.line(f"M46 {y + 16}C130 {y + 21} 260 {y + 21} 346 {y + 15}", look.accent, 3)
    else:
        s.line(f"M56 {y + 8}H336", "#ffffff", 1.4, 0.5)
    s.path(
        f"M50 {y + 25}C70 {y + 30} 320 {y + 30} 343 {y + 24}C341 {y + 32} 338 {y + 34} 334 {y + 34}H68C58 {y + 34} 52 {y + 30} 50 {y + 25}Z",
        shade(sole, -0.22),
    )
