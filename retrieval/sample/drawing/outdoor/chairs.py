"""Camping chairs."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label
from retrieval.sample.drawing.sheet import Sheet, shade

_POLE, _FOOT = "#6a6f76", "#2e2e31"


def camping_chair(s: Sheet, look: Look) -> None:
    """By what its frame does: shock-corded poles, a director's frame, a recliner, runners, a low or a plain one."""
    if look.has("feature", "Collapsible poles"):
        _cord(s, look, look.has("feature", "High back"))
    elif look.has("feature", "Director style"):
        _director(s, look)
    elif look.has("feature", "Reclining"):
        _recliner(s, look)
    elif look.has("feature", "Low seat"):
        _low(s, look)
    else:
        _quad(s, look, look.has("feature", "Rocks"))


def _tubes(s: Sheet, d: str, width: float = 9, color: str = _POLE) -> None:
    s.line(d, shade(color, -0.3), width)
    s.line(d, shade(color, 0.35), width * 0.3)


def _cord(s: Sheet, look: Look, tall: bool) -> None:
    c = look.paint
    top = 34 if tall else 104
    s.floor(200, 352, 132, 14)
    _tubes(
        s,
        "M176 300L124 232M224 300L276 232M176 300L112 350M224 300L288 350M176 300L152 326M224 300L248 326M176 300L224 300",
        9,
        look.accent,
    )
    for _ in s.both():
        s.oval(111, 351, 8, 5, _FOOT)
        _tubes(s, f"M124 232C116 180 118 {top + 60} 126 {top + 10}", 8, look.accent)
    s.path(
        f"M122 {top + 4}C150 {top - 6} 250 {top - 6} 278 {top + 4}C282 150 282 190 288 236C262 250 238 262 200 262C162 262 138 250 112 236C118 190 118 150 122 {top + 4}Z",
        s.down(c),
    )
    s.path(f"M146 {top + 30}L254 {top + 30}L252 {top + 96}L148 {top + 96}Z", shade(c, -0.34))
    for y in range(top + 38, top + 92, 9):
        s.line(f"M149 {y}L251 {y}", shade(c, -0.1), 1.4, 0.7)
    if tall:
        s.path(
            f"M138 {top}C150 {top + 2} 250 {top + 2} 262 {top}L260 {top + 22}C240 {top + 30} 160 {top + 30} 140 {top + 22}Z",
            s.down(shade(c, 0.14)),
        )
    s.path(
        "M100 234C130 216 156 210 200 210C244 210 270 216 300 234C282 262 250 288 200 290C150 288 118 262 100 234Z",
        s.down(shade(c, -0.06)),
    )
    s.path(
        "M100 234C130 250 160 262 200 262C240 262 270 250 300 234C282 262 250 288 200 290C150 288 118 262 100 234Z",
        shade(c, -0.34),
    )
    s.line("M112 232C140 216 168 212 200 212", shade(c, 0.45), 3, 0.5)
    for _ in s.both():
        s.path(f"M112 {top + 2}L138 {top - 4}L140 {top + 18}L118 {top + 22}Z", shade(c, -0.5))
        s.path("M98 228L122 224L124 246L108 250Z", shade(c, -0.5))
    label(s, look, 200, top + 116 if tall else top + 14, 30, 13)


def _quad(s: Sheet, look: Look, rocks: bool) -> None:
    c = look.paint
    s.floor(200, 350, 142, 14)
    if rocks:
        for _ in s.both():
            _tubes(s, "M86 330C130 356 160 356 190 336", 10)
        _tubes(s, "M112 226L116 342M288 226L284 342", 9)
    else:
        _tubes(s, "M118 348L272 232M282 348L128 232M98 350L118 236M302 350L282 236", 9)
        for x in (98, 118, 282, 302):
            s.oval(x, 350, 10, 5, _FOOT)
    _tubes(s, "M122 240L108 62M278 240L292 62", 9)
    top = 38 if look.has("feature", "High back") else 62
    s.path(f"M104 {top}C140 {top + 12} 260 {top + 12} 296 {top}L284 216C250 232 150 232 116 216Z", s.down(c))
    s.path(
        f"M122 {top + 28}C150 {top + 36} 250 {top + 36} 278 {top + 28}L270 190C244 202 156 202 130 190Z",
        "none",
        shade(c, -0.28),
        2,
    )
    if look.has("feature", "High back"):
        s.path(
            f"M138 {top + 6}C170 {top + 14} 230 {top + 14} 262 {top + 6}L258 {top + 42}C236 {top + 50} 164 {top + 50} 142 {top + 42}Z",
            s.down(shade(c, 0.2)),
        )
    s.path("M116 214C150 196 250 196 284 214L306 262C262 292 138 292 94 262Z", s.down(shade(c, -0.08)))
    s.path("M94 262C138 280 262 280 306 262L304 276C262 302 138 302 96 276Z", shade(c, -0.4))
    for _ in s.both():
        s.path(
            "M70 168C66 158 74 152 86 152L118 158C126 162 126 174 118 176L82 182C74 182 72 176 70 168Z",
            s.down(shade(c, -0.18)),
        )
        _tubes(s, "M92 180L100 262", 7)
    if look.has("feature", "Cup holder"):
        s.path("M290 164L336 164L330 214L296 214Z", s.across(shade(c, -0.4)))
        s.oval(313, 164, 23, 6, shade(c, -0.2), shade(c, -0.55), 1.5)
        s.oval(313, 165, 17, 4, "#1f1f22")
        s.line("M297 186L329 186", shade(c, 0.1), 2)
    s.line("M128 206C160 198 240 198 268 206", shade(c, 0.4), 3, 0.4)
    label(s, look, 200, top + 104, 36, 16)


def _director(s: Sheet, look: Look) -> None:
    c, wood = look.paint, "#b98a55"
    s.floor(200, 350, 138, 14)
    _tubes(s, "M96 346L296 214M304 346L104 214", 11, "#9aa0a5")
    s.path("M92 60L108 60L108 176L92 176ZM292 60L308 60L308 176L292 176Z", s.across("#9aa0a5"))
    s.path("M94 76L306 76L306 142L94 142Z", s.down(c))
    s.line("M100 84L300 84M100 134L300 134", shade(c, 0.4), 1.6, 0.7)
    for x in (94, 296):
        s.rect(x, 74, 12, 70, 4, shade(c, -0.25))
    s.path("M88 214L312 214L312 236C262 246 138 246 88 236Z", s.down(shade(c, -0.1)))
    s.path("M88 234C138 246 262 246 312 234L312 242C262 254 138 254 88 242Z", shade(c, -0.4))
    for x in (82, 300):
        s.rect(x + 3, 176, 12, 170, 3, s.across("#9aa0a5"))
        s.rect(x - 14, 166, 46, 15, 6, s.across(wood))
    for x in (78, 296):
        s.rect(x, 342, 26, 9, 4, _FOOT)
    label(s, look, 200, 109, 48, 20)


def _recliner(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 334, 176, 14)
    _tubes(s, "M116 332L250 216M252 332L120 206", 10)
    _tubes(s, "M40 90L154 236L306 244L372 320", 10)
    for x in (114, 254):
        s.oval(x, 334, 12, 5, _FOOT)
    s.path("M30 84C38 70 52 68 62 80L172 222L160 240C150 240 144 238 138 232Z", s.down(c))
    s.path(
        "M138 232C144 222 160 214 176 216L302 226C316 228 318 246 304 250L160 246C150 244 142 240 138 232Z",
        s.down(shade(c, -0.05)),
    )
    s.path("M298 230C312 224 322 230 328 240L376 312C380 322 370 330 360 326L296 250Z", s.down(shade(c, -0.14)))
    for x, y in ((60, 104), (84, 136), (108, 166), (132, 196)):
        s.line(f"M{x - 10} {y + 18}L{x + 14} {y - 6}", shade(c, -0.32), 2.5)
    s.line("M200 220L196 246M240 222L238 248M278 226L276 250M326 256L310 272M348 288L330 304", shade(c, -0.32), 2.5)
    s.path("M26 92C24 72 44 58 62 70L88 102C78 118 62 128 50 122Z", s.down(shade(c, 0.2)))
    s.line("M48 84L146 214", shade(c, 0.5), 4, 0.4)
    _tubes(s, "M106 158C140 164 190 166 226 168L232 226", 8)
    s.rect(140, 154, 92, 15, 7, s.across("#2e2e31"))
    label(s, look, 244, 236, 32, 13)


def _low(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(206, 334, 160, 15)
    _tubes(s, "M70 92L150 308L150 326L312 326", 10, "#c9ced2")
    _tubes(s, "M126 326L300 252L312 326", 10, "#c9ced2")
    s.rect(118, 322, 214, 12, 6, _FOOT)
    s.path("M64 84C92 68 196 62 226 76L276 246C240 262 166 268 122 256Z", s.down(c))
    for i in range(1, 5):
        x, right, y = 65 + i * 11.5, 226 + i * 9.6, 84 + i * 34
        s.path(
            f"M{x:g} {y}C{x + 40:g} {y - 14} {right - 42:g} {y - 18} {right:g} {y - 8}L{right + 3:g} {y + 4}C{right - 40:g} {y - 6} {x + 42:g} {y - 2} {x + 4:g} {y + 11}Z",
            "#f6f1e6",
            opacity=0.85,
        )
    s.path("M122 256C166 268 240 262 276 246L340 268C320 296 190 306 150 300Z", s.down(shade(c, -0.12)))
    s.path("M150 300C190 306 320 296 340 268L342 278C322 308 192 316 154 310Z", shade(c, -0.42))
    s.path("M74 82C96 70 194 66 218 76L226 104C196 94 104 98 82 112Z", s.down(shade(c, 0.22)))
    _tubes(s, "M242 146C290 150 326 160 344 178L330 262", 9, "#c9ced2")
    s.path(
        "M256 138C290 140 326 150 344 164C350 172 346 182 336 180C314 168 284 160 258 158C246 156 246 138 256 138Z",
        s.across("#b98a55"),
    )
    label(s, look, 148, 88, 34, 14)
