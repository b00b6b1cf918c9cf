"""Running shoes from the side: road soles, trail lugs, thin soles; mesh or knit; stripes on the flank."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.clothing.cloth import edge, is_dark, seam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

FOAM = "#f1eee6"
RUBBER = "#2f2f34"
_UPPER = "M54 262C50 244 62 230 92 221C122 212 146 194 168 168C176 158 186 151 198 150C208 162 222 176 244 180C270 184 292 172 304 148C309 138 322 137 326 148C330 162 332 178 337 198C342 220 343 244 338 262C290 272 110 274 54 262Z"
_FLANK = {
    "bars": "M206 196L178 258H194L222 199ZM232 202L206 258H222L248 204Z",
    "chevron": "M186 206L222 232L180 256H202L246 232L208 206Z",
    "hill": "M176 258L214 214L234 238L248 222L276 258Z",
    "steps": "M184 256L196 232H216L226 210H246L256 196H266L246 256Z",
    "kite": "M190 256L222 204L252 214L238 256Z",
}


def running_shoes(s: Sheet, look: Look) -> None:
    """Cushioning makes the sole thick, the surface gives it lugs, the upper is mesh or knit."""
    thick = {"Light": 22, "Medium": 32, "High": 42}[look.value("cushioning", "Medium")]
    if look.number("drop", 8) == 0:
        thick = 12
    trail = look.has("sole", "Lugged rubber")
    s.floor(202, 286 if not trail else 290, 166, 13)
    with s.moved("matrix(1.09 0 0 .88 -16 6)"):
        _shoe(s, look, thick, trail=trail)


def _shoe(s: Sheet, look: Look, thick: int, *, trail: bool) -> None:
    lift = 34 - thick
    with s.moved(f"matrix(1 0 0 1 0 {lift - 2})"):
        _upper(s, look)
    _sole(s, look, thick, trail=trail)
    if look.has("feature", "Toe guard"):
        y = lift - 2
        s.path(
            f"M52 {262 + y}C48 {246 + y} 58 {233 + y} 78 {226 + y}C74 {240 + y} 84 {256 + y} 108 {266 + y}C84 {267 + y} 66 {266 + y} 52 {262 + y}Z",
            s.down("#45454b"),
            RUBBER,
            1,
        )
        s.line(f"M62 {240 + y}q6 16 26 24M56 {250 + y}q6 8 14 13", "#6b6b72", 1.3)


def _upper(s: Sheet, look: Look) -> None:
    c, tone = look.paint, shade(look.paint, 0.16 if is_dark(look.paint) else -0.3)
    # the far side of the collar and the tongue
    s.path(
        "M190 152C178 140 172 126 176 117C190 110 206 112 214 120C216 134 222 150 232 164Z",
        s.down(shade(c, -0.12)),
        edge(c),
        1,
    )
    s.path("M184 122C190 118 202 118 208 122L212 138C204 136 196 136 190 139Z", look.accent)
    s.path(
        "M200 152C224 168 280 166 304 146C310 140 320 140 324 148C312 176 280 190 244 184C222 180 208 166 200 152Z",
        shade(c, -0.62),
    )
    s.path(
        "M206 158C232 170 280 168 308 150C300 172 276 182 246 180C228 178 214 168 206 158Z", shade(c, -0.4), opacity=0.7
    )
    s.path(_UPPER, s.down(c), edge(c), 1)
    knit = look.has("upper", "Knit")
    weave = (
        s.tiled(7, 6, ("M0 1L3.500 4L7 1", shade(c, -0.6), 1.1, 0.32))
        if knit
        else s.tiled(5, 5, ("M1 1v.1M3.500 3.500v.1", shade(c, -0.65), 1.5, 0.42), turn=12)
    )
    with s.clipped(_UPPER):
        s.path(_UPPER, weave)
        if not knit:
            # toe overlay, eyestay, heel counter
            s.path("M40 280C44 240 62 232 86 224C84 244 104 262 148 270L146 290H40Z", s.down(tone))
            s.path(
                "M120 212C146 196 160 178 174 160L196 150L214 172C198 190 186 208 176 226C160 222 140 216 120 212Z",
                s.down(tone),
                seam(tone),
                1,
            )
        s.path(
            "M300 158C284 188 276 226 286 276H350V140Z",
            s.down(tone if look.pick("heel", True, False) else shade(c, -0.12)),
            seam(c),
            1,
        )
        s.path(_FLANK[look.pick("flank", *_FLANK)], look.accent if look.pick("mark", True, True, False) else FOAM)
        s.path("M60 268C120 250 200 258 340 246V290H50Z", "#181620", opacity=0.13)
        s.path("M92 226C124 216 148 198 170 172C160 204 128 226 88 236Z", "#fffaf0", opacity=0.2)
        s.path(
            "M262 190C280 186 296 176 304 160C306 186 300 214 290 240C290 214 280 200 262 190Z", "#fffaf0", opacity=0.16
        )
    if look.has("feature", "Stability"):
        s.path("M270 262L300 216H338V262Z", shade(c, -0.45), opacity=0.6)
    s.path(
        "M196 150C208 164 222 178 244 182C272 186 294 172 305 150C309 141 319 140 324 147",
        "none",
        shade(c, 0.14 if is_dark(c) else -0.18),
        6,
    )
    s.path("M318 142C326 140 332 146 333 156L328 158C327 150 324 147 317 147Z", look.accent)
    lace = (
        FOAM
        if look.pick("laces", True, False) and sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) < 560
        else shade(c, -0.6)
    )
    across = "".join(f"M{132 + i * 14.5:g} {207 - i * 13:g}c8 -6 18 -2 26 7" for i in range(5))
    s.line(across, shade(c, -0.7), 6.8, 0.35)
    s.line(across, lace, 4.4)
    s.line(
        "M190 146C174 138 168 150 182 156M192 146C204 132 218 140 204 152M188 150C182 162 178 170 172 174", lace, 3.6
    )
    if look.has("feature", "Reflective"):
        s.line("M318 178C321 190 323 202 324 214", "#eef1f0", 4)


def _sole(s: Sheet, look: Look, thick: int, *, trail: bool) -> None:
    top, end = 294 - thick, 312
    foam = (
        FOAM
        if look.pick("foam", True, True, False) and not trail
        else shade(look.paint, -0.5 if not is_dark(look.paint) else -0.3)
    )
    s.path(
        f"M50 {top + 2}C46 {top + 10} 46 {end - 20} 56 {end - 12}C68 {end - 4} 84 {end - 2} 104 {end - 2}H316C334 {end - 2} 346 {end - 12} 348 {end - 28}C350 {top - 6} 346 {top - 16} 338 {top - 16}C330 {top - 4} 300 {top + 2} 250 {top + 2}C180 {top + 6} 100 {top + 8} 50 {top + 2}Z",
        s.down(foam), shade(foam, -0.28), 1,
    )  # fmt: skip
    if thick > 15:
        mid = (top + end) / 2
        s.line(f"M60 {mid + 1:g}C120 {mid + 7:g} 220 {mid + 4:g} 344 {mid - 9:g}", shade(foam, -0.3), 1.6)
        s.path(
            f"M232 {mid + 8:g}C264 {mid + 2:g} 306 {mid - 4:g} 344 {mid - 4:g}L340 {end - 12}C330 {end - 4} 320 {end - 3} 312 {end - 3}H238Z",
            look.accent,
            opacity=0.55 if look.pick("pod", True, False) else 0.0,
        )
        s.line(f"M62 {top + 8}C140 {top + 13} 240 {top + 10} 334 {top - 6}", shade(foam, 0.6), 2, 0.5)
    if trail:
        s.path(
            f"M50 {end - 18}C62 {end - 6} 84 {end - 5} 104 {end - 5}H316C332 {end - 5} 342 {end - 12} 347 {end - 20}V{end - 12}C342 {end} 332 {end + 3} 318 {end + 3}H98C76 {end + 3} 58 {end - 4} 50 {end - 18}Z",
            RUBBER,
        )
        s.path("".join(f"M{x} {end + 1}h12l-2 9h-8Z" for x in range(72, 328, 19)), RUBBER)
    else:
        s.path(
            f"M52 {end - 14}C64 {end - 6} 84 {end - 5} 104 {end - 5}H316C332 {end - 5} 342 {end - 12} 347 {end - 20}C346 {end - 6} 334 {end} 318 {end}H102C78 {end} 60 {end - 4} 52 {end - 14}Z",
            RUBBER,
        )
        s.line("".join(f"M{x} {end - 4}v4" for x in range(84, 324, 26)), FOAM, 1.2, 0.5)
