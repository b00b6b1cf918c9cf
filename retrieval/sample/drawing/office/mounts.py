"""What holds a screen or a laptop: monitor arms and laptop stands."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import grain, is_light, mark
from retrieval.sample.drawing.sheet import Sheet, shade

_SHADE = "#55575c"


def monitor_arm(s: Sheet, look: Look) -> None:
    if look.has("feature", "Wall mount"):
        _wall(s, look)
    elif look.has("feature", "Pole"):
        _pole(s, look)
    elif look.has("feature", "Two screens"):
        _duo(s, look)
    else:
        _floating(s, look)


def _table(s: Sheet, y: float, color: str = "#c99f6b") -> None:
    s.path(f"M20 {y}L380 {y}L380 {y + 15}L20 {y + 15}Z", s.down(color))
    grain(s, "#c99f6b", 24, y, 350, 15, 2)


def _clamp(s: Sheet, look: Look, x: float, y: float) -> None:
    c = shade(look.paint, -0.12)
    s.rect(x - 30, y - 12, 60, 12, 4, s.across(c))
    s.path(
        f"M{x - 30} {y - 6}L{x - 16} {y - 6}L{x - 16} {y + 40}L{x + 14} {y + 40}L{x + 14} {y + 51}L{x - 30} {y + 51}Z",
        s.across(c),
    )
    s.line(f"M{x + 2} {y + 18}L{x + 2} {y + 60}", "#8d9196", 6)
    s.rect(x - 12, y + 58, 28, 8, 3, "#2e2e31")


def _plate(s: Sheet, look: Look, x: float, y: float, size: float) -> None:
    """The plate that screws to a screen, turned a little to us."""
    c = look.paint
    with s.moved(f"matrix(.72 .14 0 1 {x:g} {y:g})"):
        half = size / 2
        s.rect(-half + 5, -half + 2, size, size, 8, shade(c, -0.4))
        s.rect(-half, -half, size, size, 8, s.down(c), shade(c, -0.3), 1)
        for dx in (-1, 1):
            for dy in (-1, 1):
                s.oval(dx * half * 0.72, dy * half * 0.72, 4.4, 4.4, "#1f2024" if is_light(c) else "#c9ccd0")
                s.oval(dx * half * 0.42, dy * half * 0.42, 2.6, 2.6, "#1f2024" if is_light(c) else "#8d9196")
        s.oval(0, 0, half * 0.24, half * 0.24, shade(c, -0.35))


def _limb(s: Sheet, look: Look, x1: float, y1: float, x2: float, y2: float, thick: float) -> None:
    c = look.paint
    d = f"M{x1:g} {y1:g}L{x2:g} {y2:g}"
    s.line(d, shade(c, -0.36), thick)
    s.line(f"M{x1:g} {y1 - 1.5:g}L{x2:g} {y2 - 1.5:g}", c, thick - 5)
    s.line(f"M{x1 + 4:g} {y1 - thick * 0.26:g}L{x2 - 4:g} {y2 - thick * 0.26:g}", shade(c, 0.5), 2, 0.6)


def _joint(s: Sheet, look: Look, x: float, y: float, r: float) -> None:
    s.oval(x, y, r, r, s.across(shade(look.paint, -0.1)), shade(look.paint, -0.42), 1)
    s.oval(x - 1, y - 1, r * 0.45, r * 0.45, shade(look.paint, 0.3))


def _floating(s: Sheet, look: Look) -> None:
    thick = 19 + 14 * look.scale("max_load", 6500, 18000)
    _table(s, 316)
    s.floor(112, 318, 70, 6)
    _clamp(s, look, 104, 316)
    s.rect(104 - thick * 0.55, 238, thick * 1.1, 70, 5, s.across(look.paint))
    elbow = (178, 230 - thick * 0.3)
    _limb(s, look, 104, 236, *elbow, thick)
    _limb(s, look, *elbow, 286, 122, thick * 1.05)
    if look.has("feature", "Cable channel"):
        s.line(f"M{elbow[0] + 22:g} {elbow[1] - 12:g}L262 {138 + thick * 0.2:g}", shade(look.paint, -0.5), 3, 0.7)
        s.line(f"M104 {270}C88 276 84 300 80 316", "#2e2e31", 3.5)
    _joint(s, look, 104, 236, thick * 0.62)
    _joint(s, look, *elbow, thick * 0.62)
    _joint(s, look, 286, 122, thick * 0.55)
    s.line("M286 122L318 122", shade(look.paint, -0.3), 14)
    _plate(s, look, 326, 124, 92 + thick)
    mark(s, look, 232, 172 - thick * 0.12, 14, 4)


def _pole(s: Sheet, look: Look) -> None:
    _table(s, 322)
    _clamp(s, look, 138, 322)
    s.rect(128, 60, 20, 254, 4, s.across("#b9bdc1"))
    s.oval(138, 60, 10, 3, "#e4e6e8")
    s.rect(122, 142, 32, 34, 5, s.across(look.paint))
    s.oval(160, 160, 5, 9, "#2e2e31")
    _limb(s, look, 150, 158, 252, 158, 20)
    _joint(s, look, 212, 158, 14)
    s.line("M252 158L284 158", shade(look.paint, -0.3), 14)
    _plate(s, look, 292, 160, 116)
    s.line("M132 210L144 210M132 222L144 222M132 234L144 234", "#77797e", 1.4)


def _duo(s: Sheet, look: Look) -> None:
    _table(s, 320)
    _clamp(s, look, 200, 320)
    s.rect(188, 214, 24, 98, 5, s.across(look.paint))
    _limb(s, look, 200, 232, 118, 206, 22)
    _limb(s, look, 118, 206, 92, 132, 22)
    _limb(s, look, 200, 222, 282, 196, 22)
    _limb(s, look, 282, 196, 306, 126, 22)
    for x, y in ((118, 206), (282, 196), (92, 132), (306, 126)):
        _joint(s, look, x, y, 13)
    _joint(s, look, 200, 226, 16)
    _plate(s, look, 92, 116, 100)
    _plate(s, look, 314, 108, 100)
    mark(s, look, 200, 276, 14, 4)


def _wall(s: Sheet, look: Look) -> None:
    c = look.paint
    s.rect(40, 40, 44, 320, 0, s.across("#d8d0c2", 0.5))
    s.line("M84 40L84 360", "#b7ad9c", 2)
    s.rect(76, 128, 26, 150, 6, s.across(c))
    for y in (144, 262):
        s.oval(89, y, 6, 6, "#8d9196")
        s.line(f"M86 {y}L92 {y}", "#3a3a3e", 1.6)
    s.rect(96, 172, 24, 62, 5, s.across(shade(c, -0.15)))
    _limb(s, look, 112, 202, 196, 240, 25)
    _limb(s, look, 196, 240, 284, 188, 25)
    _joint(s, look, 196, 240, 16)
    _joint(s, look, 284, 188, 15)
    s.line("M284 188L312 188", shade(c, -0.3), 15)
    _plate(s, look, 320, 190, 120)
    mark(s, look, 240, 212, 14, 4)


def laptop_stand(s: Sheet, look: Look) -> None:
    if look.has("feature", "Vertical"):
        _vertical(s, look)
    elif look.has("feature", "Cooling fans"):
        _cooling(s, look)
    elif look.number("max_load", 0) >= 10000:
        _jointed(s, look)
    elif look.has("feature", "Foldable"):
        _rails(s, look)
    else:
        _bent(s, look)


def _laptop(s: Sheet, x: float, y: float, w: float, turn: float) -> None:
    """The laptop it is made for, pale, so that the eye stays on the stand; hinge at (`x`, `y`)."""
    with s.moved(f"translate({x:g} {y:g}) rotate({turn:g})"):
        s.rect(-w, -9, w, 9, 4, "#9ea3a8", opacity=0.55)
        s.path(f"M-6 -8L0 -8L{w * 0.26:g} {-w * 0.52:g}L{w * 0.26 - 7:g} {-w * 0.52 - 2:g}Z", "#8d9298", opacity=0.55)


def _bent(s: Sheet, look: Look) -> None:
    c = look.paint
    thick = 15 if look.has("material", "Plywood") else 9
    s.floor(200, 342, 138, 14)
    _laptop(s, 262, 176, 196, -9)
    s.path(
        f"M70 204L250 172C272 168 282 182 276 202L238 326L306 326L306 338L88 338L88 326L{222 - thick} 326L{258 - thick} 202C260 192 256 188 246 190L72 {204 + thick + 2}Z",
        s.across(c),
    )
    s.path("M70 204L250 172C260 170 268 173 272 178L74 212Z", shade(c, 0.4), opacity=0.6)
    if look.has("material", "Plywood"):
        s.line(f"M76 {210 + 3}L248 182C264 180 270 190 266 202L230 326", shade(c, -0.28), 1.4, 0.8)
        s.line("M96 332L300 332", shade(c, -0.28), 1.4, 0.8)
        s.path("M110 195L220 175L222 181L112 201Z", "#b58a5c")
    s.path("M62 200L74 198L76 216L64 218Z", "#3a3a3e")
    s.rect(96, 336, 30, 6, 3, "#3a3a3e")
    s.rect(270, 336, 30, 6, 3, "#3a3a3e")
    mark(s, look, 290, 332, 16, 4)


def _rails(s: Sheet, look: Look) -> None:
    c = look.paint
    tall = look.scale("max_load", 5000, 4000) if look.has("material", "Glass-fiber plastic") else 0.0
    s.floor(200, 342, 142, 14)
    top = 232 - 70 * tall
    _laptop(s, 298, top - 22, 214, -10)
    for dx, tone in ((14, -0.3), (0, 0.0)):
        p = shade(c, tone)
        s.line(f"M{84 + dx} {332 - dx}L{288 + dx} {top - dx - 14}", shade(p, -0.3), 15)
        s.line(f"M{84 + dx} {330 - dx}L{287 + dx} {top - dx - 16}", p, 9)
        s.line(f"M{292 + dx} {332 - dx}L{112 + dx} {top + 34 - dx}", shade(p, -0.36), 15)
        s.line(f"M{292 + dx} {330 - dx}L{113 + dx} {top + 32 - dx}", shade(p, 0.1), 9)
    s.line(f"M92 {top + 26}L308 {top - 16}", shade(c, -0.36), 12)
    s.line(f"M92 {top + 24}L307 {top - 18}", shade(c, 0.16), 7)
    s.line(f"M90 {top + 26}L86 {top + 8}", "#3a3a3e", 8)
    at = (top + 340) / 2
    s.oval(196, at - 6, 11, 11, s.across("#8d9196"))
    s.oval(195, at - 7, 4, 4, look.accent)
    s.line("M78 338L100 338M282 338L306 338", "#3a3a3e", 8)


def _jointed(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 344, 142, 14)
    _laptop(s, 318, 166, 232, -8)
    s.path("M94 344L98 326C99 322 104 320 110 320L296 320C302 320 307 322 308 326L312 344Z", s.across(c))
    s.rect(92, 340, 222, 7, 3, shade(c, -0.4))
    for dx, tone in ((16, -0.28), (0, 0.0)):
        p = shade(c, tone)
        s.line(f"M{252 + dx} 314L{170 + dx} 246", shade(p, -0.3), 20)
        s.line(f"M{251 + dx} 312L{169 + dx} 244", p, 13)
        s.line(f"M{170 + dx} 246L{250 + dx} 190", shade(p, -0.3), 20)
        s.line(f"M{170 + dx} 244L{250 + dx} 188", shade(p, 0.06), 13)
    for x, y in ((252, 314), (170, 246), (250, 190)):
        s.oval(x, y, 14, 14, s.across(shade(c, -0.08)), shade(c, -0.42), 1)
        s.oval(x - 1, y - 1, 5, 5, "#77797e")
    s.path("M84 204L322 170L324 182L86 217Z", s.across(c))
    s.path("M84 204L322 170L322 174L85 209Z", shade(c, 0.4), opacity=0.7)
    s.path("M76 196L88 194L90 216L78 218Z", _SHADE)
    mark(s, look, 200, 331, 22, 5)


def _vertical(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 340, 142, 15)
    s.path("M176 84L330 58C336 57 340 60 340 66L340 260L176 306Z", "#a9aeb3", opacity=0.6)
    s.path("M166 88L176 84L176 306L166 304Z", "#7f848a", opacity=0.7)
    s.path("M60 318L238 318L338 288L338 304L240 342L60 342Z", s.across(shade(c, -0.1)))
    s.path("M60 318L158 288L338 270L338 288L238 318Z", s.down(shade(c, 0.1)))
    s.path("M118 306L118 214C118 206 122 202 128 200L150 194L158 196L158 296Z", s.across(shade(c, -0.16)))
    s.path("M186 306L186 216C186 208 190 204 196 202L310 172C318 170 322 174 322 182L322 270Z", s.down(shade(c, 0.04)))
    s.path("M186 306L186 216C186 208 190 204 196 202L203 200L203 301Z", s.across(c))
    s.line("M158 202L158 292", "#3a3a3e", 4)
    mark(s, look, 262, 246, 26, 5)


def _cooling(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 334, 168, 15)
    s.path("M82 150L318 150L366 296L34 296Z", s.down(shade("#3a3a3e", 0.1)))
    s.path("M34 296L366 296L366 318C366 324 360 328 354 328L46 328C40 328 34 324 34 318Z", s.across("#2e2e31"))
    s.path("M96 158L304 158L344 282L56 282Z", "#232327")
    s.line(
        "".join(f"M{96 - i * 5.7:g} {158 + i * 17.7:g}L{304 + i * 5.7:g} {158 + i * 17.7:g}" for i in range(1, 7)),
        "#55575c",
        1.6,
    )
    for x in (136, 264):
        s.oval(x, 222, 50, 36, shade(c, -0.5), "#8d9196", 2)
        for turn in range(0, 360, 60):
            with s.moved(f"translate({x} 222) scale(1 .72) rotate({turn})"):
                s.path("M0 0C10 -16 26 -24 42 -16C34 -6 20 2 0 0Z", "#9ea3a8", opacity=0.75)
        s.oval(x, 222, 11, 8, "#c3c7ca")
    s.path("M60 282L340 282L346 300L54 300Z", s.across("#4a4e54"))
    s.oval(334, 314, 3, 3, "#6fb7e0")
    mark(s, look, 200, 314, 30, 5)
