"""Kettles: electric ones of four kinds, with a gooseneck, for the stove, to fold."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import DARK, GLASS, STEEL, WATER, WOOD, label, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def kettle(s: Sheet, look: Look) -> None:
    factor = 0.86 + 0.16 * look.scale("capacity", 900, 1700, 0.6)
    match look.value("type"):
        case "Gooseneck":
            _gooseneck(s, look)
        case "Stovetop":
            _stovetop(s, look)
        case "Travel":
            _folding(s, look)
        case _:
            s.floor(200, 348, 128 * factor, 14)
            with scaled(s, factor, 196, 348):
                _electric(s, look)


def _electric(s: Sheet, look: Look) -> None:
    if look.value("material").endswith("glass"):
        _glass(s, look)
    elif look.has("feature", "Temperature control"):
        _drum(s, look)
    elif look.has("feature", "Water window"):
        _jug(s, look)
    else:
        _bell(s, look)


def _handle(s: Sheet, top: float) -> None:
    s.path(
        f"M258 {top}C330 {top - 8:g} 346 {top + 44:g} 332 242C325 274 302 292 272 294L270 274C292 272 305 260 311 236C322 182 314 {top + 24:g} 258 {top + 26:g}Z",
        s.across(DARK),
    )


def _bell(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path("M116 332L276 332L282 346L110 346Z", s.across(DARK))
    _handle(s, 122)
    s.path(
        "M148 104L246 104C262 180 274 260 272 318C272 328 266 334 256 334L136 334C126 334 120 328 120 318C118 260 130 180 148 104Z",
        s.across(c),
    )
    s.path("M150 118L104 96C98 94 96 100 100 104L140 158Z", s.across(shade(c, -0.06)))
    s.path("M146 104C150 82 170 76 198 76C226 76 244 82 248 104Z", s.across(shade(c, -0.12)))
    s.rect(184, 58, 28, 20, 8, s.across(DARK))
    s.path("M120 306L272 306L272 318C272 328 266 334 256 334L136 334C126 334 120 328 120 318Z", s.across(STEEL))
    s.line("M158 126C148 180 140 240 140 296", "#ffffff", 8, 0.34)
    s.rect(288, 252, 18, 10, 5, "#7bc27e")
    label(s, look.accent, 196, 282)


def _jug(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path("M122 330L272 330L278 346L116 346Z", s.across(DARK))
    s.path(
        "M250 92L318 92C334 92 340 100 338 114L322 286C321 296 314 300 304 300L262 300L264 278L298 276L312 118L250 116Z",
        s.across(shade(c, -0.14)),
    )
    s.path("M140 84L256 84L272 318C272 328 268 332 258 332L138 332C128 332 124 328 124 318Z", s.across(c))
    s.path("M142 84L100 72C94 72 94 80 98 84L136 130Z", s.across(shade(c, -0.06)))
    s.path("M138 86C140 70 160 64 198 64C236 64 256 70 258 86Z", s.across(shade(c, -0.2)))
    s.rect(226, 150, 20, 136, 9, shade(c, -0.3))
    s.rect(229, 153, 14, 130, 7, GLASS)
    s.path("M229 210L243 210L243 276C243 280 240 283 236 283C232 283 229 280 229 276Z", WATER)
    for y in (176, 198, 220, 242, 264):
        s.line(f"M230 {y}L236 {y}", "#6b7f86", 1.6)
    s.line("M152 104C144 180 140 250 140 312", "#ffffff", 8, 0.4)
    s.path("M270 306L300 306L300 314L272 314Z", "#c8553d")
    label(s, look.accent, 180, 296)


def _drum(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path("M104 318L292 318L300 346L96 346Z", s.across(DARK))
    s.rect(160, 325, 76, 15, 4, "#14181b")
    s.rect(166, 329, 26, 7, 2, "#9fd1c4")
    for x in (206, 218, 229):
        s.oval(x, 332, 3, 3, "#8d9196")
    s.path(
        "M252 108L314 108C328 108 334 116 334 128L334 262C334 276 328 284 314 284L258 284L258 264L304 264C311 264 314 261 314 254L314 136C314 130 311 128 304 128L252 128Z",
        s.across(WOOD if look.pick("handle", True, False) else DARK),
    )
    s.path("M142 96L258 96L270 304C270 314 264 320 254 320L146 320C136 320 130 314 130 304Z", s.across(c))
    s.path("M142 104L142 136L96 98C92 92 98 88 104 90Z", s.across(shade(c, -0.1)))
    s.path("M138 98C140 84 160 78 200 78C240 78 260 84 262 98Z", s.across(shade(c, -0.16)))
    s.oval(200, 72, 13, 10, s.across(DARK))
    s.line("M138 150L262 150", shade(c, -0.22), 1.6, 0.8)
    s.line("M156 108C150 180 146 250 146 308", "#ffffff", 8, 0.36)
    label(s, look.accent, 200, 292)


def _glass(s: Sheet, look: Look) -> None:
    _handle(s, 118)
    s.path("M120 322L276 322L286 346L110 346Z", s.across(DARK))
    body = "M140 100L254 100C268 160 278 230 274 304C274 312 270 316 262 316L134 316C126 316 122 312 122 304C118 230 128 160 140 100Z"
    s.path(body, s.across(GLASS), opacity=0.85)
    s.path(
        "M125 204C160 212 236 198 272 206C276 240 276 274 274 304C274 312 270 316 262 316L134 316C126 316 122 312 122 304C120 268 120 234 125 204Z",
        s.across(WATER),
        opacity=0.85,
    )
    s.path("M126 296L272 296L273 312L123 312Z", "#6fb3e0", opacity=0.75)
    for x, y, r in (
        (160, 280, 5),
        (184, 258, 4),
        (210, 284, 6),
        (232, 248, 4),
        (204, 232, 3),
        (150, 244, 3),
        (246, 276, 4),
    ):
        s.oval(x, y, r, r, "none", "#ffffff", 1.6, 0.9)
    s.path(body, "none", shade(WATER, -0.25), 2, 0.7)
    s.rect(118, 312, 158, 14, 5, s.across(STEEL))
    s.path("M142 112L100 92C94 92 94 98 98 102L134 148Z", s.across(STEEL))
    s.path("M136 102C140 84 160 78 197 78C234 78 254 84 258 102Z", s.across(DARK))
    s.rect(184, 62, 28, 18, 8, s.across(DARK))
    s.line("M150 120C140 180 136 230 136 286", "#ffffff", 8, 0.7)
    label(s, look.accent, 197, 336, 30)


def _gooseneck(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 346, 132, 14)
    s.path("M124 322L296 322L302 344L118 344Z", s.across(DARK))
    s.rect(184, 328, 44, 10, 3, "#9fd1c4")
    s.path("M150 286C96 292 92 240 96 200C98 172 90 158 62 150", "none", shade(c, -0.35), 14)
    s.path("M150 284C98 290 95 240 98 200C100 170 92 154 62 148", "none", s.across(c), 10)
    s.path("M268 190C332 172 356 196 352 264", "none", WOOD, 15)
    s.path("M270 187C330 170 354 194 350 262", "none", shade(WOOD, 0.24), 4)
    s.path(
        "M156 164L264 164C282 212 292 268 292 308C292 318 286 322 276 322L144 322C134 322 128 318 128 308C128 268 138 212 156 164Z",
        s.across(c),
    )
    s.path("M152 164C156 146 176 140 210 140C244 140 264 146 268 164Z", s.across(shade(c, -0.1)))
    s.oval(210, 130, 11, 11, WOOD)
    s.line("M166 182C154 220 150 260 150 304", "#ffffff", 8, 0.36)
    label(s, look.accent, 214, 296)


def _stovetop(s: Sheet, look: Look) -> None:
    c, whistle = look.paint, look.has("feature", "Whistle")
    s.floor(200, 338, 134, 15)
    s.path("M112 166C112 56 288 56 288 166", "none", DARK if whistle else shade(c, -0.4), 15 if whistle else 9)
    s.path("M122 118C140 70 260 70 278 118" if whistle else "M150 88C168 76 232 76 250 88", "none", WOOD, 17)
    s.path("M118 230L62 176C56 172 66 158 74 162L148 196Z", s.across(c))
    if whistle:
        s.path("M52 170L76 150L86 166L62 184Z", s.across(STEEL))
        s.path("M44 152c-8 -8 -4 -14 -12 -20M58 140c-4 -10 2 -14 -4 -24", "none", "#ffffff", 4, 0.8)
    s.path(
        "M112 190C132 160 268 160 288 190C314 240 316 290 300 318C292 334 276 338 260 338L140 338C124 338 108 334 100 318C84 290 86 240 112 190Z",
        s.across(c),
    )
    s.path("M150 174C156 156 244 156 250 174C236 182 164 182 150 174Z", s.across(shade(c, -0.16)))
    s.oval(200, 152, 13, 11, s.across(DARK if whistle else WOOD))
    if not whistle:
        s.line("M150 174C164 182 236 182 250 174", shade(c, -0.5), 3)
        s.line("M92 262C130 274 270 274 308 262", shade(c, 0.5 if c < "#c" else -0.3), 2.5, 0.8)
        s.line("M92 270C130 282 270 282 308 270", shade(c, 0.5 if c < "#c" else -0.3), 1.4, 0.8)
    s.line("M124 212C108 246 106 278 114 302", "#ffffff", 9, 0.4)
    s.line("M98 316C140 326 260 326 302 316", shade(c, -0.45), 3)
    label(s, look.accent, 200, 304 if whistle else 300)


def _folding(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(198, 346, 118, 13)
    s.path("M118 326L272 326L280 346L110 346Z", s.across(DARK))
    s.path(
        "M256 150L308 150C322 150 326 158 324 170L312 282C311 292 306 296 296 296L266 296L266 278L292 276L304 168L256 168Z",
        s.across(DARK),
    )
    s.path("M132 140L262 140L258 164L136 164Z", s.across(STEEL))
    s.path("M136 140L96 128C90 128 92 136 96 140L132 172Z", s.across(STEEL))
    for i, (y, w) in enumerate(((164, 58), (194, 66), (224, 60), (254, 68))):
        s.path(
            f"M{198 - w} {y}L{198 + w} {y}C{206 + w} {y + 10} {206 + w} {y + 20} {198 + w + (6 if i % 2 else -4)} {y + 30}L{198 - w - (6 if i % 2 else -4)} {y + 30}C{190 - w} {y + 20} {190 - w} {y + 10} {198 - w} {y}Z",
            s.across(shade(c, -0.08 if i % 2 else 0.04)),
        )
        s.line(f"M{200 - w} {y + 30}L{196 + w} {y + 30}", shade(c, -0.35), 2, 0.7)
    s.rect(126, 284, 146, 44, 8, s.across(STEEL))
    s.path("M134 140C138 122 158 118 198 118C238 118 258 122 262 140Z", s.across(shade(c, -0.16)))
    s.rect(184, 104, 28, 16, 7, s.across(DARK))
    s.line("M148 176L146 280", "#ffffff", 7, 0.32)
    label(s, look.accent, 198, 307)
