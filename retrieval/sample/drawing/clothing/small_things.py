"""Socks and beanies."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

import math

from retrieval.sample.drawing.clothing.cloth import edge, is_dark, seam
from retrieval.sample.drawing.clothing.tops import stripes
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_CREAM = "#f3efe6"


def socks(s: Sheet, look: Look) -> None:
    """A pair, one behind the other; ankle, crew or knee high; heel and toe in another tone."""
    height = look.value("sock_height", "Crew")
    top, frame = {"Ankle": (196, "matrix(1.24 0 0 1.24 -48 -96)"), "Knee": (-14, "matrix(.88 0 0 .88 20 46)")}.get(
        height, (92, "matrix(1.06 0 0 1.06 -10 -18)")
    )
    if look.has("age_group", "Kids"):
        top = 128
    s.floor(196, 326 if height == "Ankle" else 342, 132, 12)
    with s.moved(frame):
        with s.moved("translate(46 -16)"):
            _sock(s, look, top, behind=True)
        _sock(s, look, top, behind=False)


def beanie(s: Sheet, look: Look) -> None:
    """Ribbed, cabled, striped or plain; with a turned-up cuff, a pompom, or close and sporty."""
    c = look.paint
    sport = look.has("feature", "Fits under a helmet")
    pompom = look.has("feature", "Pompom")
    up = 0 if pompom else -22
    s.floor(200, 338, 122, 13)
    with s.moved(f"translate(0 {up + (14 if sport else 0)})"):
        high = 112 if pompom else look.pick("high", 84, 96, 106)
        dome = f"M86 {292 if sport else 264}C76 170 116 {high} 200 {high}C284 {high} 324 170 314 {292 if sport else 264}C270 {308 if sport else 280} 130 {308 if sport else 280} 86 {292 if sport else 264}Z"
        s.path(dome, s.down(c), edge(c), 1)
        with s.clipped(dome):
            if look.has("pattern", "Striped"):
                s.path(dome, stripes(s, look))
            if look.has("pattern", "Cable knit"):
                _cable(s, c)
            elif not sport:
                _ribs(s, c, high, fine=look.has("pattern", "Plain"))
            if sport:
                s.path(
                    "M60 60H150C140 140 140 240 150 320H60ZM340 60H250C260 140 260 240 250 320H340Z",
                    shade(c, 0.14 if is_dark(c) else -0.2),
                )
                s.line(f"M150 {high}C138 170 138 250 150 310M250 {high}C262 170 262 250 250 310", seam(c, 0.5), 1.6)
                s.line("M86 262C130 276 270 276 314 262", "#eef1f0", 5)
        s.side_light(dome)
        s.path(
            f"M112 190C122 150 146 {high + 22} 176 {high + 14}C146 {high + 44} 132 170 128 214Z",
            "#fffaf0",
            opacity=0.16,
        )
        if sport:
            s.line("M87 288C130 303 270 303 313 288", shade(c, -0.45), 5)
            s.rect(188, 280, 24, 9, 2, look.accent)
        else:
            _turn_up(s, look)
        if pompom:
            _pompom(s, c, high)


def _sock(s: Sheet, look: Look, top: int, *, behind: bool) -> None:
    c = shade(look.paint, -0.16) if behind else look.paint
    bold = shade(look.paint, 0.24) if is_dark(look.paint) else shade(look.paint, -0.34)
    tip = look.pick("tip", bold, look.accent, bold)
    light = look.pick("cuffs", True, False) and not look.has("pattern", "Plain")
    outline = f"M194 {top}H270C271 {top + 40} 274 200 272 236C271 270 262 292 234 303C206 313 152 330 112 334C82 336 66 316 78 297C92 278 130 274 160 254C184 238 194 214 194 188Z"
    s.path(outline, s.down(c), edge(c), 1)
    with s.clipped(outline):
        if look.has("pattern", "Ribbed"):
            s.path(
                outline, s.tiled(9, 400, ("M2 0V400", shade(c, -0.55), 2.2, 0.35), ("M6 0V400", shade(c, 0.6), 2, 0.35))
            )
        else:
            s.path(outline, s.tiled(6, 5, ("M0 1L3 3.500L6 1", shade(c, -0.6), 0.9, 0.28)))
        if look.has("pattern", "Striped"):
            s.path(f"M180 {top + 36}H290V214H180Z", stripes(s, look))
            s.path("M60 240L170 230L214 320L60 350Z", stripes(s, look, turn=68))
        s.path("M60 270C96 276 118 300 116 344H50Z", s.down(tip))
        s.path("M290 236C250 236 226 268 232 318H300Z", s.down(tip))
        s.line("M80 288C102 292 116 312 114 340M272 240C246 244 232 268 236 308", seam(tip, 0.3), 1.2, 0.8)
        if look.has("feature", "Grip sole"):
            s.line(
                "".join(
                    f"M{x} {y}v.1"
                    for x, y in (
                        (128, 322),
                        (144, 318),
                        (160, 314),
                        (176, 310),
                        (192, 305),
                        (208, 300),
                        (136, 310),
                        (152, 306),
                        (168, 302),
                        (184, 297),
                        (200, 291),
                    )
                ),
                _CREAM,
                6,
            )
        if look.value("cushioning") in ("Medium", "High"):
            s.path("M112 344C140 322 200 316 236 296V340Z", shade(c, -0.5), opacity=0.22)
            s.path(
                "M150 262C176 252 196 232 200 206L214 214C212 242 190 266 160 276Z",
                s.tiled(6, 6, ("M0 3H6", shade(c, -0.6), 1.6, 0.5)),
            )
        s.path(f"M250 {top}C252 150 254 220 246 262C262 250 290 230 290 200V{top}Z", "#181620", opacity=0.16)
        s.path("M100 340C150 326 220 318 262 286V345Z", "#181620", opacity=0.13)
        s.path(f"M202 {top}C204 120 204 190 198 216C214 190 218 140 214 {top}Z", "#fffaf0", opacity=0.2)
        s.path(
            "M198 196C214 210 232 212 248 206C232 222 212 222 196 210ZM192 222C210 236 226 238 240 234C222 248 204 244 188 232Z",
            "#181620",
            opacity=0.14,
        )
    deep = 20 if look.has("sock_height", "Ankle") else 34
    band = f"M191 {top - 2}Q232 {top + 7} 273 {top - 2}L273 {top + deep}Q232 {top + deep + 9} 192 {top + deep}Z"
    s.path(band, s.down(_CREAM if light else shade(c, -0.06)), edge(c), 1)
    s.path(band, s.tiled(6, 400, ("M1 0V400", shade(c, -0.55), 1.6, 0.42)))
    if not behind:
        s.rect(204, top + deep * 0.42, 16, 6, 1.5, look.accent)


def _ribs(s: Sheet, c: str, high: int, *, fine: bool) -> None:
    xs = (-118, -98, -78, -59, -40, -20, 0, 20, 40, 59, 78, 98, 118)
    shadow = "".join(
        f"M200 {high - 2}C{200 + x * 0.7:.0f} {high + 14} {200 + x} 190 {200 + x * 0.97:.0f} 290" for x in xs
    )
    light = "".join(
        f"M203 {high - 2}C{208 + x * 0.7:.0f} {high + 14} {208 + x} 190 {208 + x * 0.97:.0f} 290" for x in xs
    )
    s.line(shadow, shade(c, -0.55), 1.4 if fine else 3.4, 0.28 if fine else 0.4)
    s.line(light, shade(c, 0.6), 1 if fine else 3, 0.24)


def _cable(s: Sheet, c: str) -> None:
    twist = s.tiled(
        38, 34,
        ("M8 -4C8 9 30 9 30 17S8 25 8 38M30 -4C30 3 26 6 22 8M16 10C10 12 8 14 8 17M22 25C28 28 30 31 30 38", shade(c, -0.55), 6, 0.36),
        ("M7 -4C7 9 28 9 28 17S7 25 7 38", shade(c, 0.6), 2.6, 0.5), ("M0 0V34M38 0V34", shade(c, -0.6), 2.4, 0.4),
    )  # fmt: skip
    s.path("M60 60H340V300H60Z", twist)


def _turn_up(s: Sheet, look: Look) -> None:
    c = look.paint
    band = "M80 246C130 262 270 262 320 246C326 266 326 290 322 312C270 332 130 332 78 312C74 290 74 266 80 246Z"
    s.path("M84 244C130 258 270 258 316 244L316 254C270 268 130 268 84 254Z", "#181620", opacity=0.25)
    s.path(band, s.down(shade(c, 0.05)), edge(c), 1)
    s.path(band, s.tiled(10, 400, ("M2 0V400", shade(c, -0.55), 2.8, 0.42), ("M7 0V400", shade(c, 0.6), 2.4, 0.3)))
    s.side_light(band)
    s.line("M80 248C130 264 270 264 320 248", shade(c, 0.4), 2, 0.5)
    s.path("M226 276h44v24h-44Z", look.accent, shade(look.accent, -0.35), 1)
    s.line("M234 285h28M240 292h16", shade(look.accent, 0.75), 2)


def _pompom(s: Sheet, c: str, high: int) -> None:
    ball = _CREAM if sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) < 560 else "#b98f68"
    y = high - 20
    edges = [(math.cos(n * math.tau / 40), math.sin(n * math.tau / 40), (50, 43, 47, 42)[n % 4]) for n in range(40)]
    fluff = "L".join(f"{200 + x * r:.0f} {y + z * r:.0f}" for x, z, r in edges)
    s.path(f"M{fluff}Z", s.down(ball), shade(ball, -0.14), 2.4)
    for ring, tone, opacity in ((13, -0.5, 0.3), (21, 0.7, 0.6), (30, -0.5, 0.3), (36, 0.7, 0.5)):
        tufts = "".join(
            f"M{200 + x * ring:.0f} {y + z * ring:.0f}l{x * 7 + z * 3:.0f} {z * 7 - x * 3:.0f}"
            for x, z, _ in edges[:: 6 - ring // 8]
        )
        s.line(tufts, shade(ball, tone), 2.4, opacity)
    s.side_light(f"M{fluff}Z")
