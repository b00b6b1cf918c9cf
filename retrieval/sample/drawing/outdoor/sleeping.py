"""Sleeping bags, mats and travel pillows."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterable

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled, stuff_sack
from retrieval.sample.drawing.sheet import Sheet, shade

_MUMMY = "M200 40C240 40 268 66 270 112C276 190 258 300 240 344C230 356 170 356 160 344C142 300 124 190 130 112C132 66 160 40 200 40Z"


def sleeping_bag(s: Sheet, look: Look) -> None:
    """A bag seen from above, beside the sack that it packs into."""
    big = look.scale("weight", 600, 3200)
    shape = next((f for f in ("Rectangular", "Quilt") if look.has("feature", f)), "Mummy")
    if look.has("feature", "Double"):
        _double(s, look)
        return
    with s.moved("translate(-46 0)"):
        if shape == "Rectangular":
            _rectangular(s, look)
        elif shape == "Quilt":
            _quilt(s, look)
        elif look.has("age_group", "Kids"):
            with scaled(s, 0.98, 0.86, 200, 352):
                _mummy(s, look)
        else:
            wide = 1.06 if look.has("gender", "Women") else 1.0
            with scaled(s, wide, 1.06 if look.has("size", "Long") else 1.0, 200, 352):
                _mummy(s, look)
    stuff_sack(s, look, 312, 352, 62 + 34 * big, 92 + 70 * big, shade(look.paint, -0.25))


def _lining(look: Look) -> str:
    return look.pick("lining", "#d9a25a", "#c8683d", "#8fa7a3", "#cbb58a")


def _hood(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.path("M200 56C228 56 246 72 246 98C246 122 226 136 200 136C174 136 154 122 154 98C154 72 172 56 200 56Z", inside)
    s.path("M200 62C224 62 240 76 240 98C240 118 222 130 200 130C178 130 160 118 160 98C160 76 176 62 200 62Z", shade(inside, -0.45))
    s.path("M164 112C176 126 224 126 236 112C228 128 216 130 200 130C184 130 172 128 164 112Z", shade(inside, 0.3))
    s.line("M232 128C246 170 246 230 236 290", shade(inside, 0.3), 2.5)
    s.rect(230, 284, 9, 14, 4, shade(c, -0.6))


def _mummy(s: Sheet, look: Look) -> None:
    c = look.paint
    cold = 1 - look.scale("comfort_temperature", -16, 12)
    s.floor(200, 352, 96, 12)
    s.path(_MUMMY, s.across(c))
    step = int(20 + 14 * (1 - cold))
    if "fill_power" in look.values:  # down: every chamber bulges
        for y in range(142, 340, step):
            half = 71 - max(0, y - 170) * 0.15
            s.rect(200 - half - 2, y, 2 * half + 4, step - 1, step * 0.45, s.across(c))
            s.line(f"M{200 - half + 12:g} {y + step * 0.3:g}L{190:g} {y + step * 0.3:g}", shade(c, 0.4), 2.5, 0.5)
    else:
        for y in range(146, 340, step):
            pinch = max(0, y - 150) * 0.13
            s.line(f"M{132 + pinch:g} {y}C170 {y + 11} 230 {y + 11} {268 - pinch:g} {y}", shade(c, -0.34), 2)
            s.line(f"M{138 + pinch:g} {y + 7}C156 {y + 13} 176 {y + 15} 190 {y + 15}", shade(c, 0.35), 2.5, 0.5)
    if look.has("feature", "Draft collar"):
        s.path("M134 128C150 152 250 152 266 128L270 146C250 170 150 170 130 146Z", s.down(shade(c, -0.16)))
    _hood(s, look)
    if look.has("age_group", "Kids"):
        s.path("M164 214L236 214L232 262C224 270 176 270 168 262Z", s.down(_lining(look)))
        s.line("M164 214L236 214", shade(c, -0.5), 3)
        for x in (188, 212):
            s.oval(x, 206, 8, 10, "#a9825c")
        s.path("M180 214C180 196 220 196 220 214Z", "#a9825c")
        s.oval(193, 206, 2, 2, "#2e2e31")
        s.oval(207, 206, 2, 2, "#2e2e31")
    label(s, look, 168, 318, 22, 10)


def _rectangular(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.floor(200, 352, 104, 12)
    s.rect(116, 48, 168, 302, 16, s.across(c))
    for y in range(150, 340, 38):
        s.line(f"M118 {y}C160 {y + 8} 240 {y + 8} 282 {y}", shade(c, -0.3), 2)
        s.line(f"M124 {y + 8}C144 {y + 14} 170 {y + 15} 190 {y + 15}", shade(c, 0.35), 2.5, 0.5)
    s.path("M116 64C116 54 122 48 132 48L268 48C278 48 284 54 284 64L284 96L116 96Z", shade(inside, -0.12))
    s.rect(138, 54, 124, 46, 16, s.down("#f2ede1"))
    s.line("M152 76C176 84 224 84 248 76", "#d6cfbf", 2)
    s.path("M116 96L284 96L284 128C240 134 214 150 190 186C168 150 140 134 116 130Z", s.down(inside))
    s.line("M116 130C140 134 168 150 190 186C214 150 240 134 284 128", shade(inside, -0.35), 2)
    s.line("M276 130L276 344", shade(c, -0.5), 3)
    s.rect(271, 126, 10, 15, 4, "#d9c7a0")
    label(s, look, 150, 326, 24, 11)


def _quilt(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.floor(200, 352, 96, 12)
    s.path("M124 96C150 70 250 70 276 96C280 190 262 300 244 344C232 356 168 356 156 344C138 300 120 190 124 96Z", shade(inside, -0.2))
    s.path("M112 112C130 96 168 104 200 104C232 104 270 96 288 112C290 196 268 300 248 346C236 358 164 358 152 346C132 300 110 196 112 112Z", s.across(c))
    for y in range(118, 336, 27):
        half = 82 - max(0, y - 120) * 0.16
        s.rect(200 - half, y, half - 2, 25, 11, s.across(c))
        s.rect(202, y, half - 2, 25, 11, s.across(c))
    s.path("M112 112C130 96 168 104 200 104C232 104 270 96 288 112L288 122C260 112 140 112 112 122Z", inside)
    for _ in s.both():
        s.line("M114 150C100 148 92 160 96 172", "#3a3a3e", 4)
    label(s, look, 200, 334, 22, 10)


def _double(s: Sheet, look: Look) -> None:
    c, inside = look.paint, _lining(look)
    s.floor(200, 348, 172, 14)
    s.rect(46, 62, 308, 284, 18, s.across(c))
    for y in range(170, 336, 34):
        s.line(f"M48 {y}C140 {y + 9} 260 {y + 9} 352 {y}", shade(c, -0.3), 2)
        s.line(f"M56 {y + 8}C90 {y + 14} 150 {y + 16} 190 {y + 16}", shade(c, 0.35), 2.5, 0.45)
    s.path("M46 80C46 68 54 62 64 62L336 62C346 62 354 68 354 80L354 116L46 116Z", shade(inside, -0.16))
    for _ in s.both():
        s.rect(64, 70, 124, 52, 18, s.down("#f2ede1"))
        s.line("M78 96C104 104 148 104 174 96", "#d6cfbf", 2)
    s.path("M46 114C120 122 280 122 354 114L354 152C280 160 120 160 46 152Z", s.down(inside))
    s.line("M46 152C120 160 280 160 354 152", shade(inside, -0.35), 2)
    s.line("M200 158L200 344", shade(c, -0.42), 3)
    s.rect(195, 158, 10, 15, 4, "#d9c7a0")
    label(s, look, 84, 322)


def sleeping_mat(s: Sheet, look: Look) -> None:
    """Foam folds, self-inflating mats roll, air mats stand upright beside their sack."""
    if look.has("feature", "Foam"):
        _accordion(s, look)
    elif look.has("feature", "Self-inflating"):
        with scaled(s, 1.0, 0.86 + 0.2 * look.scale("thickness", 30, 100), 200, 318):
            _roll(s, look)
    else:
        _air_mat(s, look)


def _accordion(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(204, 322, 176, 16)
    s.path("M48 112L92 88L358 88L316 112Z", s.down(shade(c, 0.2)))
    s.path(_dimples(((x + row * -14, 94 + row * 6) for row in range(3) for x in range(108, 350, 30)), 9, 2.4), shade(c, -0.14))
    for i in range(7):
        y = 112 + i * 29
        s.path(f"M316 {y}L358 {y - 24}L358 {y + 5}L316 {y + 29}Z", shade(c, -0.26 if i % 2 else -0.4))
        s.rect(48, y, 268, 28, 9, s.across(shade(c, 0.05 if i % 2 else -0.05)))
        s.path(_dimples(((x, y + 14) for x in range(66 + i % 2 * 14, 306, 28)), 9, 7), shade(c, -0.24), opacity=0.75)
    for x in (92, 250):
        s.path(f"M{x} 112L{x + 43} 88L{x + 60} 88L{x + 17} 112L{x + 17} 315L{x} 315Z", "#3a3a3e")
        s.rect(x - 3, 196, 23, 20, 3, "#6a6f76")
    label(s, look, 182, 214, 34, 15)


def _dimples(at: Iterable[tuple[float, float]], wide: float, high: float) -> str:
    """Many small ovals as one path."""
    return "".join(
        f"M{x - wide:g} {y:g}a{wide:g} {high:g} 0 1 0 {2 * wide:g} 0a{wide:g} {high:g} 0 1 0 {-2 * wide:g} 0" for x, y in at
    )


def _roll(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 318, 170, 15)
    s.path("M150 246L346 232C366 232 372 240 372 250L372 292C372 304 364 310 352 310L150 318Z", s.down(c))
    for x in range(186, 350, 41):
        s.line(f"M{x} {246 - (x - 150) * 0.06:g}L{x + 2} {316 - (x - 150) * 0.04:g}", shade(c, -0.3), 2)
    s.path("M150 286L372 274L372 292C372 304 364 310 352 310L150 318Z", shade(c, -0.3))
    s.oval(122, 236, 86, 84, s.across(c))
    turns = int(3 + 3 * (1 - look.scale("thickness", 30, 100)))
    for i in range(turns):
        r = 70 - i * 52 / turns
        s.oval(122, 236, r, r - 1, "none", shade(c, -0.36), 3)
        s.oval(120, 234, r - 4, r - 5, "none", shade(c, 0.3), 2, 0.45)
    s.oval(122, 236, 10, 10, shade(c, -0.55))
    s.path("M150 318C140 322 130 322 122 320L122 312L150 308Z", shade(c, -0.2))
    s.rect(62, 226, 120, 13, 3, "#3a3a3e", opacity=0.92)
    s.rect(110, 222, 24, 21, 3, look.accent)
    s.oval(356, 262, 8, 8, "#3a3a3e")
    s.oval(355, 261, 4, 4, "#8d9196")


def _air_mat(s: Sheet, look: Look) -> None:
    c = look.paint
    double = look.has("feature", "Double")
    half = 112 if double else 66 + (8 if look.number("r_value", 3) > 6 else 0)
    top = 30 if look.has("size", "Long") else 52
    x = 168 if double else 150
    s.floor(x, 346, half + 20, 13)
    taper = 18 if look.has("feature", "Ultralight") else 0
    s.path(
        f"M{x - half} {top + 26}C{x - half} {top + 6} {x - half + 14} {top} {x - half + 28} {top}L{x + half - 28} {top}C{x + half - 14} {top} {x + half} {top + 6} {x + half} {top + 26}"
        f"L{x + half - taper} 326C{x + half - taper} 340 {x + half - taper - 10} 346 {x + half - taper - 24} 346L{x - half + taper + 24} 346C{x - half + taper + 10} 346 {x - half + taper} 340 {x - half + taper} 326Z",
        s.across(c),
    )
    if look.number("r_value", 3) > 6:  # lengthwise chambers
        for i in range(6):
            s.rect(x - half + 12 + i * 22, top + 14, 19, 318 - top, 9, s.across(shade(c, 0.05)))
    elif taper:
        at = [(x - 44 + k * 22 + i % 2 * 11, y) for i, y in enumerate(range(top + 22, 326, 24)) for k in range(4 + (i + 1) % 2)]
        s.path(_dimples(at, 8, 7), shade(c, -0.2), opacity=0.8)
        s.path(_dimples([(px - 2, py - 3) for px, py in at], 3, 2), shade(c, 0.5), opacity=0.5)
    else:
        for middle, w in ((x - half / 2, half - 12), (x + half / 2, half - 12)) if double else ((x, half * 2 - 18),):
            for y in range(top + 14, 326, 23):
                s.rect(middle - w / 2, y, w, 21, 10, s.across(shade(c, 0.05)))
                s.line(f"M{middle - w / 2 + 14:g} {y + 6}L{middle:g} {y + 6}", shade(c, 0.45), 2.5, 0.5)
    s.oval(x + half - 18, top + 12, 8, 8, "#3a3a3e")
    s.oval(x + half - 19, top + 11, 4, 4, "#9aa0a5")
    label(s, look, x, 336, 24, 10)
    stuff_sack(s, look, 324 if double else 300, 350, 56 + 24 * look.scale("weight", 350, 1200), 96 + (24 if double else 0), shade(c, -0.3))


def travel_pillow(s: Sheet, look: Look) -> None:
    """Rings for the neck, flat ones for lying down."""
    if look.has("feature", "Neck pillow"):
        _ring(s, look)
    else:
        _flat(s, look)


def _ring(s: Sheet, look: Look) -> None:
    c = look.paint
    kids, firm = look.has("age_group", "Kids"), look.has("feature", "Memory foam")
    s.floor(200, 330, 140, 16)
    if kids:
        for _ in s.both():
            s.oval(104, 110, 34, 36, s.across(c))
            s.oval(106, 112, 19, 21, shade(c, 0.45))
    s.path("M200 84C290 84 336 146 334 214C332 280 296 330 258 330C230 330 222 306 234 280C252 244 246 196 200 196C154 196 148 244 166 280C178 306 170 330 142 330C104 330 68 280 66 214C64 146 110 84 200 84Z", s.down(c))
    s.path("M200 84C290 84 336 146 334 214C332 280 296 330 258 330C244 330 236 324 234 314C276 312 306 262 304 208C300 146 262 104 200 84Z", shade(c, -0.2), opacity=0.8)
    s.line("M94 214C92 154 134 110 192 106", shade(c, 0.5), 9, 0.4)
    if not firm:
        s.line("M200 86C196 120 196 160 200 196M132 104C146 134 156 176 166 206M268 104C254 134 244 176 234 206", shade(c, -0.3), 1.8, 0.8)
    if firm:
        s.path("M96 250C70 276 84 326 142 330C166 330 176 314 170 292C150 306 112 296 96 250Z", shade(c, 0.14))
        s.path("M304 250C330 276 316 326 258 330C234 330 224 314 230 292C250 306 288 296 304 250Z", shade(c, -0.1))
        s.line("M66 206C110 236 160 232 166 214M334 206C290 236 240 232 234 214", shade(c, -0.4), 2.5)
        s.line("M160 322C176 336 224 336 240 322", "#3a3a3e", 5)
        s.rect(190, 325, 20, 13, 3, "#2e2e31")
    if look.has("feature", "Hood"):
        s.path("M120 214C114 160 150 118 200 118C250 118 286 160 280 214C262 186 236 182 200 182C164 182 138 186 120 214Z", shade(c, -0.6))
        s.path("M86 236C60 110 122 30 200 30C278 30 340 110 314 236L280 216C286 160 250 126 200 126C150 126 114 160 120 216Z", s.down(shade(c, 0.06)))
        s.line("M200 30L200 126M120 216C114 160 150 126 200 126C250 126 286 160 280 216", shade(c, -0.5), 2.5)
        s.line("M104 160C112 100 150 62 190 56", shade(c, 0.5), 7, 0.35)
    if look.has("feature", "Clip"):
        s.line("M104 318C90 330 88 344 96 352", "#3a3a3e", 4)
        s.oval(98, 358, 7, 9, "none", "#8d9196", 4)
    if kids:
        for x in (112, 288):
            s.oval(x, 268, 6, 7, "#2e2e31")
            s.oval(x - 2, 266, 2, 2, "#ffffff")
        for x in (98, 302):
            s.oval(x, 288, 10, 6, "#e2a08f", opacity=0.6)
    label(s, look, 132, 300, 26, 12)


def _flat(s: Sheet, look: Look) -> None:
    c = look.paint
    down = look.has("fill", "Duck down")
    with s.moved("translate(-18 0)"):
        s.floor(190, 322, 168, 16)
        s.path("M52 168C40 120 62 112 92 124C150 136 230 136 290 124C320 112 342 122 330 168C322 210 322 248 330 284C340 326 318 332 290 320C230 308 150 308 92 320C60 332 42 324 52 284C60 248 60 210 52 168Z", s.down(c))
        if down:
            for x, y in ((120, 176), (190, 170), (260, 176), (120, 226), (190, 224), (260, 226), (120, 274), (190, 276), (260, 274)):
                s.oval(x, y, 30, 21, shade(c, 0.1))
                s.oval(x - 6, y - 6, 14, 7, shade(c, 0.4), opacity=0.5)
            s.line("M84 200C150 208 230 208 298 200M84 250C150 256 230 256 298 250M155 132C152 190 152 260 155 312M226 132C228 190 228 260 226 312", shade(c, -0.3), 2)
        else:
            s.path("M92 152C150 164 230 164 290 152C284 190 284 250 290 292C230 282 150 282 92 292C98 250 98 190 92 152Z", shade(c, 0.12), shade(c, -0.25), 2)
            s.line("M112 176C160 184 220 184 264 176", shade(c, 0.5), 7, 0.45)
            s.oval(308, 300, 11, 11, "#3a3a3e")
            s.oval(306, 298, 6, 6, "#8d9196")
        s.path("M290 124C320 112 342 122 330 168C322 210 322 248 330 284C340 326 318 332 290 320C300 260 300 180 290 124Z", shade(c, -0.24), opacity=0.6)
        label(s, look, 112, 302)
    stuff_sack(s, look, 350, 342, 46, 66 if down else 56, shade(c, -0.35))
