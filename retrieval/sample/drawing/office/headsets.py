"""Headphones over, on and open around the ear; earbuds and their cases."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import grain, is_light
from retrieval.sample.drawing.sheet import Sheet, shade


def headphones(s: Sheet, look: Look) -> None:
    c = look.paint
    wood = look.has("feature", "Open-back")
    band = "#3a3a3e" if wood else c
    on_ear, kids = look.has("feature", "On-ear"), look.has("age_group", "Kids")
    slim = 0.6 if on_ear else 1.0
    s.floor(200, 346, 132, 13)
    if look.has("feature", "Wired"):
        s.line("M112 330C110 372 190 356 236 360C280 362 320 356 352 366", "#2e2e31", 4.5)
    high = 26 if not kids else 60
    s.line(f"M98 214C86 {high} 314 {high} 302 214", shade(band, -0.42), 24 * slim + 2)
    s.line(f"M97 210C86 {high + 2} 312 {high + 2} 301 210", s.across(band), 17 * slim + 2)
    if not on_ear:
        cloth = look.pick("band", "#55575c", "#6b655c") if look.has("material", "Wool cloth") else shade(band, -0.6)
        s.line("M120 118C146 62 254 62 280 118", cloth, 13)
        s.line("M120 116C146 60 254 60 280 116", shade(cloth, 0.3), 4)
    for _ in s.both():
        s.rect(90, 172, 15 if not on_ear else 11, 66, 6, s.across("#b9bdc1" if not kids else "#f4f2ec"))
        if on_ear:
            _small_cup(s, look, c)
        else:
            _large_cup(s, look, c, wood)
    if look.has("feature", "Boom microphone"):
        s.line("M88 284C84 336 118 352 164 346", "#3a3a3e", 7)
        s.line("M87 284C83 335 117 351 164 344", "#8d9196", 2, 0.8)
        s.rect(156, 334, 42, 22, 11, s.across("#26272c"))
        s.oval(88, 280, 13, 13, "#2e2e31")
    s.rect(305, 320 if not on_ear else 300, 12, 5, 2.5, look.accent)


def _large_cup(s: Sheet, look: Look, c: str, wood: bool) -> None:
    full = 0.0 if look.has("feature", "Noise cancelling") and look.number("weight", 0) < 262 else 6.0
    pad = "#2b2a2e" if not look.has("material", "Leather") else "#4a3d33"
    s.path("M118 200C156 200 168 232 168 268C168 308 156 338 118 338Z", s.across(pad))
    s.line("M146 210C160 232 160 306 146 328", shade(pad, 0.35), 2, 0.6)
    s.path(
        f"M122 198C92 196 {70 - full} 230 {70 - full} 268C{70 - full} 308 92 340 122 338C138 324 142 300 142 268C142 236 138 212 122 198Z",
        s.across(c),
    )
    if wood:
        grain(s, c, 66, 206, 76, 124, 4)
        s.oval(100, 268, 25, 52, "#26272c")
        lines = "".join(f"M{82 + i * 6} {232 + abs(i - 3) * 7}L{82 + i * 6} {304 - abs(i - 3) * 7}" for i in range(7))
        s.line(lines, "#8d9196", 1.6)
        s.oval(100, 268, 25, 52, "none", "#b9bdc1", 2.5)
        return
    s.oval(100, 268, 19, 44, s.down(shade(c, -0.14)))
    if look.has("material", "Aluminum"):
        s.oval(100, 268, 19, 44, "none", "#d5d8db", 2.2)
    s.line("M87 242C80 258 80 280 87 296", shade(c, 0.5), 3, 0.7)
    if look.has("feature", "Noise cancelling"):
        s.line("M102 222L108 222", "#1d1e22" if is_light(c) else "#c9ccd0", 3)
        s.line("M106 316L112 312", "#1d1e22" if is_light(c) else "#c9ccd0", 3)
    style = look.pick("plate", 0, 1, 2)
    if style == 1:
        s.oval(100, 268, 12, 30, "none", shade(c, 0.4), 1.4, 0.8)
    elif style == 2:
        s.oval(100, 268, 5, 5, shade(c, 0.45))


def _small_cup(s: Sheet, look: Look, c: str) -> None:
    s.path("M116 214C146 214 154 240 154 264C154 290 146 314 116 314Z", s.across("#2b2a2e"))
    s.line("M138 222C148 240 148 290 138 306", "#6b6d72", 2, 0.6)
    s.oval(106, 264, 36, 52, s.across(c))
    s.oval(101, 264, 22, 36, s.down(shade(c, 0.1)))
    s.line("M88 242C83 256 83 274 88 288", "#ffffff", 3, 0.55)
    if look.has("age_group", "Kids"):
        s.path("M92 264C96 252 108 252 112 262L122 258L114 268C110 276 96 276 92 264Z", "#ffffff", opacity=0.85)
        s.oval(106, 261, 1.8, 1.8, "#2e2e31")
    else:
        s.oval(101, 264, 7, 7, "none", shade(c, -0.35), 2)


def earbuds(s: Sheet, look: Look) -> None:
    if look.has("feature", "Wired"):
        _wired(s, look)
    elif look.has("feature", "Ear hooks") and look.has("feature", "Open ear"):
        _case(s, look, 96)
        _hooks(s, look, True)
    elif look.has("feature", "Ear hooks"):
        _case(s, look, 96)
        _hooks(s, look, False)
    elif look.number("weight", 9) <= 3.5:
        _round_case(s, look)
    else:
        _case(s, look, 100 if look.has("feature", "Noise cancelling") else 82)
        _stems(s, look)


def _case(s: Sheet, look: Look, half: float) -> None:
    c = look.paint
    pad = look.has("feature", "Wireless charging")
    s.floor(200, 344, half + 34, 14)
    s.path(
        f"M{200 - half} 214C{200 - half} 166 {230 - half} 150 200 150C{170 + half} 150 {200 + half} 166 {200 + half} 214Z",
        shade(c, -0.34),
    )
    s.path(
        f"M{214 - half} 212C{214 - half} 178 {240 - half} 164 200 164C{160 + half} 164 {186 + half} 178 {186 + half} 210Z",
        shade(c, -0.55),
    )
    s.path(
        f"M{200 - half} 214L{200 + half} 214L{200 + half} 282C{200 + half} 326 {168 + half} 344 200 344C{232 - half} 344 {200 - half} 326 {200 - half} 282Z",
        s.across(c),
    )
    s.path(
        f"M{200 - half} 214L{200 + half} 214L{200 + half} 226C270 234 130 234 {200 - half} 226Z",
        shade(c, 0.25),
        opacity=0.6,
    )
    s.oval(200, 252, 4, 4, "#7bc27e")
    s.rect(186, 318, 28, 5, 2.5, look.accent)
    if pad:
        s.rect(176, 264, 48, 22, 8, "none", shade(c, 0.3 if not is_light(c) else -0.25), 1.4)


def _stems(s: Sheet, look: Look) -> None:
    c = look.paint
    long = 66 if look.has("feature", "Findable") else 84 if look.has("feature", "Noise cancelling") else 34
    for _ in s.both():
        with s.moved("rotate(-12 146 130)"):
            s.rect(136, 128, 21, long, 10, s.across(shade(c, 0.06)))
            s.oval(146, 112, 34, 32, s.across(shade(c, 0.1)))
            s.oval(165, 107, 16, 20, "#55575c")
            s.oval(170, 106, 9, 13, "#8d9196")
            s.line("M124 102C128 92 135 87 143 86", "#ffffff", 4, 0.5)
            if look.has("feature", "Noise cancelling"):
                s.rect(140, 88, 12, 4, 2, "#2b2a2e")
            if look.has("feature", "Findable"):
                s.oval(146, 116, 7, 7, "none", look.accent, 2)


def _hooks(s: Sheet, look: Look, open_ear: bool) -> None:
    c = look.paint
    for _ in s.both():
        s.line("M128 126C96 60 172 26 180 96", shade(c, -0.4), 13)
        s.line("M127 124C96 60 171 28 179 94", s.across(c), 8)
        if open_ear:
            s.rect(112, 112, 58, 82, 27, s.across(c))
            s.rect(122, 150, 20, 32, 9, "#2b2a2e")
            s.line("M126 158h12M126 166h12M126 174h12", "#77797e", 1.6)
            s.line("M120 140C120 128 126 122 134 120", "#ffffff", 4, 0.5)
        else:
            s.oval(134, 146, 36, 34, s.across(c))
            s.oval(132, 146, 20, 19, s.down(shade(c, -0.2)))
            s.oval(168, 140, 14, 18, "#55575c")
            s.oval(173, 139, 8, 11, "#8d9196")
            s.oval(131, 146, 6, 6, look.accent)
            s.line("M110 134C114 124 121 119 129 118", "#ffffff", 4, 0.5)


def _round_case(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 338, 150, 18)
    s.oval(206, 246, 146, 88, shade(c, -0.5))
    s.oval(200, 236, 146, 88, s.across(c))
    s.oval(200, 230, 124, 72, s.down(shade(c, -0.2)))
    for _ in s.both():
        s.oval(148, 228, 44, 40, shade(c, -0.42))
        s.path(
            "M114 222C114 194 138 186 158 192C180 198 186 222 172 242C158 260 114 254 114 222Z",
            s.across(shade(c, 0.14)),
        )
        s.oval(166, 220, 14, 16, "#9aa0a6")
        s.oval(169, 219, 8, 10, "#c3c7ca")
        s.line("M124 218C126 206 134 200 142 199", "#ffffff", 4, 0.8)
    s.oval(200, 292, 3, 3, "#7bc27e")
    s.rect(186, 312, 28, 5, 2.5, look.accent)
    s.path("M66 176C86 112 142 84 200 84C258 84 314 112 334 176C296 140 104 140 66 176Z", s.across(shade(c, -0.06)))
    s.path("M84 160C120 132 280 132 316 160C300 118 254 96 200 96C146 96 100 118 84 160Z", s.down(shade(c, 0.1)))


def _wired(s: Sheet, look: Look) -> None:
    c = look.paint
    cable = shade(c, -0.12) if is_light(c) else c
    s.floor(206, 338, 140, 14)
    s.line(
        "M124 168C120 250 190 214 196 276C200 330 300 300 312 262C322 226 250 218 238 262C228 300 290 336 338 312",
        shade(cable, -0.4),
        6,
    )
    s.line("M276 168C280 236 214 214 198 272", shade(cable, -0.4), 6)
    s.line(
        "M124 166C120 248 190 212 196 274C200 328 300 298 312 260C322 224 250 216 238 260C228 298 290 334 338 310",
        shade(cable, 0.14),
        3,
    )
    s.line("M276 166C280 234 214 212 198 270", shade(cable, 0.14), 3)
    s.rect(264, 196, 17, 36, 7, s.across(shade(c, -0.06)))
    s.line("M269 208h7M269 220h7", shade(c, -0.5), 2)
    with s.moved("rotate(-24 338 312)"):
        s.rect(330, 303, 26, 16, 4, s.across("#2e2e31"))
        s.rect(356, 307, 26, 8, 3, "#c8a04e")
        s.line("M364 307v8M372 307v8", "#2e2e31", 1.4)
    for _ in s.both():
        with s.moved("rotate(-14 130 110)"):
            s.rect(114, 104, 24, 74, 11, s.across(c))
            s.oval(126, 96, 38, 36, s.across(shade(c, 0.06)))
            s.oval(150, 92, 17, 22, "#4a4e54")
            s.oval(156, 91, 10, 14, "#8d9196")
            s.oval(118, 94, 12, 12, "none", shade(c, -0.3), 2)
            s.line("M102 84C106 74 114 69 122 68", "#ffffff", 4.5, 0.5)
