"""Hiking boots from the side: low, mid or high, in leather, suede or fabric, on a lugged sole."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.clothing.cloth import edge, is_dark, seam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_RUBBER, _METAL = "#313136", "#b9b4a8"
_TOP = {"Low": 152, "Mid": 104, "High": 74}


def hiking_boots(s: Sheet, look: Look) -> None:
    """The shaft's height, the upper, rand, lining and sole go by what it states."""
    c, top = look.paint, _TOP[look.value("shaft", "Mid")]
    tone = shade(c, 0.2 if is_dark(c) else -0.26)
    deep = {"Deep lugs": 14, "Medium lugs": 11, "Shallow lugs": 7}.get(look.value("sole"), 10)
    low = top > 140
    s.floor(196, 304 if low else 328, 160, 13)
    with s.moved(f"translate(2 {-24 if low else 0})"):
        _boot(s, look, top, deep, tone)


def _boot(s: Sheet, look: Look, top: int, deep: int, tone: str) -> None:
    c, leather = look.paint, look.has("upper", "Smooth leather")
    upper = _outline(top)
    _tongue(s, look, top)
    s.path(upper, s.down(c), edge(c), 1)
    with s.clipped(upper):
        if not leather:
            grain = (
                ("M1 1v.1M4 3.500v.1", shade(c, -0.6), 1.3, 0.35)
                if look.has("upper", "Mesh") or look.has("upper", "Synthetic")
                else ("M0 2h2M3 4h1.500", shade(c, -0.6), 0.8, 0.22)
            )
            s.path(upper, s.tiled(6, 5, grain))
            s.path("M40 300C50 240 70 232 106 222C112 244 132 262 176 272V300Z", s.down(tone), seam(tone), 1)
            s.path(
                "M150 196C168 186 186 168 198 146L232 156C226 190 214 222 196 246C180 232 164 212 150 196Z",
                s.down(tone),
                seam(tone),
                1,
            )
        s.path(
            f"M292 {top + 40}C276 190 272 238 282 300H360V{top}Z",
            s.down(tone if look.pick("heel", True, False) else shade(c, -0.1)),
            seam(c),
            1.1,
        )
        if leather:
            s.line("M120 222C134 232 150 252 152 282M196 240C220 250 254 252 282 244", seam(c, 0.5), 1.4)
            s.line("M124 219C139 230 155 250 157 282M198 236C222 246 256 248 282 240", seam(c, 0.3), 1, 0.8)
        s.path("M50 292C110 262 230 268 350 250V300H50Z", "#181620", opacity=0.17)
        s.path("M76 244C104 226 134 218 154 202C146 228 110 244 72 258Z", "#fffaf0", opacity=0.24)
        s.path(
            f"M238 {top + 34}C240 {top + 70} 236 214 224 244C250 226 258 {top + 90} 256 {top + 34}Z",
            "#fffaf0",
            opacity=0.16,
        )
        s.path(f"M318 {top}C312 170 322 230 330 290H370V{top}Z", "#181620", opacity=0.2)
        for y in (192, 212):
            s.path(
                f"M222 {y}C246 {y + 8} 268 {y + 6} 290 {y - 6}C270 {y + 14} 246 {y + 16} 222 {y}Z",
                "#181620",
                opacity=0.16,
            )
        if look.pick("mark", True, False) and not leather:
            s.path("M214 262L238 226L252 246L264 232L284 262Z", look.accent, opacity=0.9)
    _cuff(s, look, top)
    _laces(s, look, top)
    _sole(s, look, deep)
    x = 262 if top < 140 else 252
    s.rect(x, max(top + 40, 184), 26, 9, 2, look.accent)
    s.line(f"M{x + 5} {max(top + 40, 184) + 4.5:g}h16", shade(look.accent, 0.7), 1.4)


def _outline(top: int) -> str:
    return f"M48 286C44 262 54 246 84 236C118 226 146 214 166 190C180 174 190 {(top + 190) // 2} 196 {top + 8}C206 {top + 2} 216 {top + 4} 224 {top + 8}C250 {top + 16} 284 {top + 12} 312 {top - 2}C322 {top + 2} 322 {top + 24} 324 {top + 44}C328 206 338 236 338 286C240 296 130 296 48 286Z"


def _tongue(s: Sheet, look: Look, top: int) -> None:
    c = look.paint
    s.path(
        f"M196 {top + 30}C184 {top + 12} 180 {top - 14} 186 {top - 22}C200 {top - 30} 216 {top - 28} 224 {top - 20}L236 {top + 24}Z",
        s.down(shade(c, -0.16)),
        edge(c),
        1,
    )
    s.line(f"M192 {top - 16}C200 {top - 21} 210 {top - 21} 218 {top - 17}", shade(c, 0.4), 2, 0.5)
    s.path(
        f"M200 {top + 10}C236 {top - 12} 290 {top - 16} 314 {top - 2}C300 {top + 20} 240 {top + 26} 210 {top + 14}Z",
        shade(c, -0.62),
    )


def _cuff(s: Sheet, look: Look, top: int) -> None:
    """The padded collar, in two or three rolls, and the pull tab."""
    c = look.paint
    pad = "#e6dcc6" if look.has("feature", "Insulated") else shade(c, 0.12 if is_dark(c) else -0.36)
    rolls = 1 if top > 140 else 2
    for i in range(rolls):
        y = top + 8 + i * 15
        s.path(
            f"M208 {y - 3}C250 {y + 11} 286 {y + 5} 316 {y - 10}C323 {y - 6} 324 {y + 4} 322 {y + 8}C290 {y + 22} 250 {y + 26} 206 {y + 12}Q202 {y + 2} 208 {y - 3}Z",
            s.down(shade(pad, -0.06 * i)),
            shade(pad, -0.35),
            1,
        )
        s.line(f"M214 {y + 1}C250 {y + 12} 286 {y + 7} 312 {y - 4}", shade(pad, 0.5), 1.8, 0.4)
    s.path(
        f"M310 {top + 2}C310 {top - 22} 330 {top - 22} 328 {top + 6}L326 {top + 34}L318 {top + 34}L320 {top + 4}C320 {top - 8} 316 {top - 8} 316 {top + 2}Z",
        look.accent,
    )


def _laces(s: Sheet, look: Look, top: int) -> None:
    c = look.paint
    lace = (
        look.pick("lace", "#e9e2d0", "#d9903f", "#c9c2b2", "#e9e2d0")
        if sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) < 480
        else "#4a4038"
    )
    rungs = [(146, 207), (162, 194), (176, 178), (187, 160)]
    if top < 140:
        rungs += [(194, 142), (198, 124)]
    if top < 90:
        rungs += [(201, 108), (203, 93)]
    across = "".join(f"M{x - 6} {y - 5}c10 -5 22 1 28 11" for x, y in rungs)
    eyes = "".join(f"M{x + 24} {y + 6}v.1" for x, y in rungs)
    s.line(across, "#181620", 7, 0.28)
    s.line(across, lace, 4.4)
    s.line(eyes, shade(_METAL, -0.5), 9)
    s.line(eyes, _METAL, 6.5)
    x, y = rungs[-1]
    s.line(
        f"M{x + 2} {y - 8}C{x - 22} {y - 22} {x - 30} {y - 2} {x - 6} {y - 4}M{x + 4} {y - 8}C{x + 16} {y - 26} {x + 34} {y - 14} {x + 12} {y - 2}M{x} {y - 4}C{x - 8} {y + 14} {x - 14} {y + 22} {x - 22} {y + 26}",
        lace,
        3.6,
    )


def _sole(s: Sheet, look: Look, deep: int) -> None:
    c, y = look.paint, 286
    if look.has("feature", "Rubber rand"):
        s.path(
            "M46 290C42 266 52 250 82 244C92 258 118 262 150 264C220 268 290 266 338 254C342 266 342 280 340 290Z",
            s.down("#46464c"),
            _RUBBER,
            1,
        )
        s.line("M56 268C90 274 220 282 336 268", "#6d6d74", 1.2, 0.7)
    elif look.has("feature", "Resoleable"):
        s.path(
            f"M44 {y - 6}C120 {y + 4} 260 {y + 4} 344 {y - 6}L344 {y + 3}H42Z",
            s.down("#caa571"),
            shade("#caa571", -0.4),
            1,
        )
        s.line(f"M52 {y - 2}C120 {y + 5} 260 {y + 5} 338 {y - 2}", "#efe3c6", 1.3)
    mid = (
        look.pick("mid", shade(c, -0.4), "#d8d2c4", look.accent) if not look.has("feature", "Resoleable") else "#57504a"
    )
    s.path(
        f"M42 {y - 2}C120 {y + 8} 260 {y + 8} 344 {y - 3}C350 {y + 4} 350 {y + 14} 346 {y + 18}H54C40 {y + 14} 38 {y + 4} 42 {y - 2}Z",
        s.down(mid),
        shade(mid, -0.4),
        1,
    )
    s.path(
        f"M42 {y + 9}C60 {y + 17} 100 {y + 16} 180 {y + 16}H348C350 {y + 24} 347 {y + 29} 342 {y + 30}H64C50 {y + 26} 42 {y + 20} 42 {y + 9}Z",
        s.down(_RUBBER),
        "#1f1f24",
        1,
    )
    s.path("".join(f"M{x} {y + 28}h15l-3 {deep}h-10Z" for x in range(60, 210, 22)), _RUBBER)
    s.path(f"M228 {y + 18}H348L344 {y + 28 + deep}H242L236 {y + 28}Z", _RUBBER)
    s.line("".join(f"M{x} {y + 29}v{deep - 2}" for x in range(256, 342, 20)), "#57575e", 1.6)
    s.line(f"M58 {y + 19}H340", "#6d6d74", 1.3, 0.8)
