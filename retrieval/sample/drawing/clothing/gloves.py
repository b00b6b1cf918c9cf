"""Gloves, a pair, backs to the reader: knitted, waterproof, leather, thin ones for running."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.clothing.cloth import edge, is_dark, seam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

# Little finger to forefinger: x, y, length, turn about the knuckle.
_FINGERS = ((55, 142, 90, -10), (79, 108, 110, -4), (105, 96, 118, 1), (131, 110, 106, 6))


def gloves(s: Sheet, look: Look) -> None:
    """Their cuff, cloth and padding go by material and features; thumbs point to the middle."""
    bulky = look.has("feature", "Long cuffs")
    leather = look.has("material", "Leather")
    s.floor(200, 350, 140, 12)
    kid = look.has("age_group", "Kids")
    for _ in s.both():
        with s.moved(
            "rotate(-4 108 240) translate(1 0) scale(.93 .95)" + (" translate(8 30) scale(.96 .88)" if kid else "")
        ):
            _glove(s, look, bulky=bulky, leather=leather)


def _glove(s: Sheet, look: Look, *, bulky: bool, leather: bool) -> None:
    c = look.paint
    wide = 29 if bulky else 25
    palm_tone = shade(c, 0.2) if is_dark(c) else shade(c, -0.3)
    tip = look.accent if look.has("feature", "Touchscreen") and not leather else ""
    _cuff(s, look, bulky=bulky, leather=leather)
    # thumb
    with s.moved("rotate(25 158 262)"):
        s.rect(
            141,
            168,
            wide + 3,
            112,
            (wide + 3) / 2,
            s.across(palm_tone if bulky or look.has("feature", "Grip palm") else c, 0.9),
            edge(c),
            1.2,
        )
        if tip:
            s.path(
                f"M141 188V{168 + (wide + 3) / 2:g}a{(wide + 3) / 2:g} {(wide + 3) / 2:g} 0 0 1 {wide + 3} 0V188Z",
                tip,
                opacity=0.9,
            )
    for i, (x, y, long, turn) in enumerate(_FINGERS):
        with s.moved(f"rotate({turn} {x + 12} 230)"):
            s.rect(x, y, wide, long + 30, wide / 2, s.across(c, 0.9), edge(c), 1.2)
            s.line(f"M{x + 6} {y + 16}V{y + long - 16}", "#fffaf0", 3, 0.2)
            if tip and i == 3:
                s.path(
                    f"M{x} {y + 20}V{y + wide / 2:g}a{wide / 2:g} {wide / 2:g} 0 0 1 {wide} 0V{y + 20}Z",
                    tip,
                    opacity=0.9,
                )
            if bulky or look.has("feature", "Grip palm"):
                s.line(
                    f"M{x + 4} {y + 42}q{wide / 2 - 4:g} 6 {wide - 8} 0M{x + 4} {y + 66}q{wide / 2 - 4:g} 6 {wide - 8} 0",
                    seam(c, 0.4),
                    1.6,
                )
    hand = "M52 206C56 196 64 198 68 208C78 196 92 196 98 204C108 196 120 198 126 206C136 198 150 202 158 214C178 234 176 262 164 284C160 294 158 302 158 312L62 312C60 290 48 254 52 206Z"
    s.path(hand, s.down(c))
    s.line("M52 206C48 254 60 290 62 312M171 250C170 264 168 274 164 284C160 294 158 302 158 312", edge(c), 1.1)
    with s.clipped(hand):
        if not leather and not bulky:
            knit = (
                ("M0 1L3.500 4L7 1", shade(c, -0.6), 1.1, 0.4)
                if look.has("material", "Merino wool")
                else ("M1 1v.1M4 4v.1", seam(c, 0.5), 1.4, 0.45)
            )
            s.path(hand, s.tiled(7, 6, knit))
        s.path("M132 190C150 230 148 270 128 320H190V190Z", "#181620", opacity=0.14)
        s.path("M58 214C70 230 74 262 70 300C84 270 86 236 76 212Z", "#fffaf0", opacity=0.18)
        s.path("M160 224C146 246 142 270 148 292C152 270 160 250 172 238Z", "#181620", opacity=0.2)
    s.line("M71 208q1 10 3 18M99 204q1 12 1 20M127 206q0 10 -2 18", seam(c, 0.6), 2)
    if leather and not look.has("feature", "Grip palm"):
        for x, end in ((84, 78), (107, 106), (130, 134)):
            s.line(f"M{x} 226Q{(x + end) / 2 + 1:g} 250 {end} 276", seam(c, 0.5), 2.2)
            s.line(f"M{x + 2} 226Q{(x + end) / 2 + 3:g} 250 {end + 2} 276", shade(c, 0.5), 1, 0.5)
    if look.has("feature", "Grip palm") and leather:
        s.path(
            "M60 222C90 212 130 214 160 226C158 240 154 250 150 256C124 246 90 246 62 254Z",
            s.down(palm_tone),
            seam(palm_tone),
            1.4,
        )
        s.line("M66 230C92 222 128 222 152 232M66 246C92 238 126 238 148 247", seam(palm_tone), 1.2)
    elif bulky:
        s.path("M58 220C90 208 134 210 164 224L158 252C128 240 90 240 62 250Z", s.down(palm_tone), seam(palm_tone), 1.4)
        s.rect(88, 222, 42, 13, 3, look.accent)
        s.line("M96 228.500h26", shade(look.accent, 0.75), 2)
    elif look.has("feature", "Reflective"):
        s.line("M66 238L104 262L146 238", "#eef1f0", 4.5)


def _cuff(s: Sheet, look: Look, *, bulky: bool, leather: bool) -> None:
    c = look.paint
    if bulky:
        gauntlet = "M58 286C52 300 46 326 44 344Q110 360 178 344C176 326 170 300 160 286Z"
        s.path(gauntlet, s.down(shade(c, -0.06)), edge(c), 1.1)
        s.line("M46 336Q110 352 176 336", shade(c, -0.6), 3)
        s.line("M52 312Q110 326 168 312", shade(look.accent, 0), 5)
        s.rect(128, 312, 16, 12, 3, "#33333a")
        return
    if leather:
        s.path("M61 300L58 346Q110 356 164 346L158 300Z", s.down(shade(c, -0.04)), edge(c), 1.1)
        s.line("M59 338Q110 348 163 338", seam(c, 0.5), 1.3)
        if look.has("gender", "Women"):
            s.path("M84 349L110 322L136 349Z", shade(c, -0.55))
            s.line("M84 349L110 322L136 349", seam(c, 0.5), 1.4)
            s.oval(110, 316, 4, 4, "#c8a04e", shade("#c8a04e", -0.4), 1)
        else:
            s.path("M62 316H132V330H61Z", s.down(shade(c, -0.2)), seam(c), 1.2)
            s.oval(124, 323, 4, 4, "#b9b4a8", shade("#b9b4a8", -0.5), 1)
        return
    band = "M64 292C58 310 58 330 60 348Q110 358 160 348C163 330 162 310 157 292Z"
    s.path(band, s.down(shade(c, -0.08)), edge(c), 1.1)
    s.path(band, s.tiled(7, 400, ("M2 0V400", shade(c, -0.55), 2, 0.42), ("M5 0V400", shade(c, 0.6), 1.6, 0.28)))
    s.rect(78, 328, 22, 9, 2, look.accent)
