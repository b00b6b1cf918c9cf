"""Mugs and cups."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

import re

from retrieval.sample.drawing.kitchen.parts import COFFEE, DARK, GLASS, label, scaled, steam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_SPOTS = {
    1: ((0, 0, 1.0),),
    2: ((-62, -34, 0.68), (58, 10, 0.68)),
    4: ((-62, -104, 0.56), (66, -104, 0.56), (-84, 2, 0.56), (54, 2, 0.56)),
}


def mug(s: Sheet, look: Look) -> None:
    """As many as the pack holds."""
    drawings = {
        "Travel": _travel, "Enamel": _enamel, "Glass": _glass, "Espresso cup": _espresso, "Stacking": _straight,
        "Tall": _tall,
    }  # fmt: skip
    one = drawings.get(look.value("type"), _stoneware)
    count = re.match(r"\d+", look.value("pack"))
    spots = _SPOTS.get(int(count[0]) if count else 1, _SPOTS[1])
    for dx, dy, factor in spots:
        with s.moved(f"translate({dx} {dy})"), scaled(s, factor, 200, 330):
            one(s, look)
    if len(spots) == 1 and look.value("type") in ("Mug", "Enamel", "Tall") and look.pick("steam", True, True, False):
        steam(s, 196, 122 if look.value("type") != "Tall" else 92)


def _stoneware(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 328, 124, 15)
    s.path("M268 176C332 168 336 276 262 282", "none", shade(c, -0.28), 24)
    s.path("M268 174C328 168 332 272 262 278", "none", s.across(c), 17)
    s.path(
        "M112 146L276 146C278 200 276 260 262 306C256 322 246 328 228 328L160 328C142 328 132 322 126 306C112 260 110 200 112 146Z",
        s.across(c),
    )
    s.path("M113 180C150 188 238 188 276 180L276 160L112 160Z", shade(c, 0.32), opacity=0.34)
    s.path(
        "M127 308C150 316 238 316 261 308C256 322 246 328 228 328L160 328C142 328 132 322 127 308Z", s.across("#a9825a")
    )
    s.oval(194, 146, 82, 17, shade(c, 0.3))
    s.oval(194, 148, 72, 12, shade(c, -0.5))
    s.path("M124 151C150 142 238 142 264 151C240 163 148 163 124 151Z", COFFEE)
    s.line("M130 172C130 220 134 260 142 292", "#ffffff", 9, 0.36)


def _tall(s: Sheet, look: Look) -> None:
    c, bare = look.paint, "#b98f68"
    s.floor(200, 338, 112, 15)
    s.path("M258 160C330 156 328 280 254 280", "none", shade(c, -0.3), 22)
    s.path("M258 158C326 156 324 276 254 276", "none", s.across(c), 15)
    s.path("M122 116L262 116L268 300C268 326 254 338 234 338L150 338C130 338 116 326 116 300Z", s.across(bare))
    s.path("M122 116L262 116L267 276C250 290 230 272 206 284C180 296 150 276 117 286Z", s.across(c))
    s.path("M122 116L262 116L264 176C240 192 214 170 190 182C166 194 144 176 120 184Z", shade(c, -0.24), opacity=0.55)
    for y in (206, 232, 258):
        s.line(f"M119 {y}C160 {y + 8} 226 {y + 8} 266 {y}", shade(c, -0.2), 1.6, 0.5)
    s.oval(192, 116, 70, 14, shade(c, 0.28))
    s.oval(192, 118, 61, 10, shade(c, -0.5))
    s.path("M132 120C156 112 228 112 252 120C232 130 152 130 132 120Z", COFFEE)
    s.line("M136 144C134 200 132 250 134 270", "#ffffff", 8, 0.34)


def _straight(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 328, 118, 15)
    s.path(
        "M264 176L306 176C322 176 328 186 326 198L316 254C314 264 308 270 298 270L262 270", "none", shade(c, -0.24), 20
    )
    s.path("M264 174L306 174C320 174 326 184 324 196L314 252C312 260 306 266 296 266L262 266", "none", s.across(c), 14)
    s.path("M116 138L276 138L270 296L256 328L136 328L122 296Z", s.across(c))
    s.line("M122 296L270 296", shade(c, -0.3), 2)
    s.oval(196, 138, 80, 16, shade(c, 0.3))
    s.oval(196, 140, 70, 11, shade(c, -0.45))
    s.path("M128 143C154 134 238 134 264 143C240 155 152 155 128 143Z", "#8a4b2a")
    s.line("M134 164L138 288", "#ffffff", 9, 0.4)
    label(s, look.accent, 200, 314, 30)


def _espresso(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 330, 140, 15)
    s.path(
        "M72 300C72 290 130 284 200 284C270 284 328 290 328 300C328 316 280 330 200 330C120 330 72 316 72 300Z",
        s.across(shade(c, -0.06)),
    )
    s.oval(200, 299, 128, 15, s.down(shade(c, 0.18)))
    s.oval(200, 301, 58, 7, shade(c, -0.3), opacity=0.7)
    s.path("M256 186C312 182 308 250 246 250", "none", shade(c, -0.3), 18)
    s.path("M256 184C308 182 304 246 246 246", "none", s.across(c), 12)
    s.path("M128 158L266 158C268 220 250 268 224 296L170 296C144 268 126 220 128 158Z", s.across(c))
    s.oval(197, 158, 69, 14, shade(c, 0.3))
    s.oval(197, 160, 57, 9, shade(c, -0.4))
    s.oval(197, 162, 52, 7, "#8a5a33")
    s.oval(190, 161, 26, 3, "#c08a55", opacity=0.9)
    s.line("M146 180C148 220 160 252 174 274", "#ffffff", 8, 0.42)


def _glass(s: Sheet, look: Look) -> None:
    s.floor(200, 336, 104, 14)
    s.path("M266 178C322 174 322 262 258 264", "none", "#a9bcc0", 13)
    s.path("M266 176C318 174 318 258 258 260", "none", "#eef4f4", 7)
    outer = "M122 112L278 112C284 180 270 250 258 312C255 328 246 336 230 336L170 336C154 336 145 328 142 312C130 250 116 180 122 112Z"
    s.path(outer, s.across(GLASS), opacity=0.75)
    s.path(
        "M138 160L262 160C260 210 244 250 228 286C222 298 214 302 200 302C186 302 178 298 172 286C156 250 140 210 138 160Z",
        s.across("#8a5a38"),
    )
    s.path("M137 140L263 140L261 178C240 186 220 174 200 180C180 186 160 176 139 178Z", "#f3e6cf")
    s.oval(200, 140, 63, 9, "#fbf3e2")
    s.path("M200 132c-10 -4 -22 0 -16 6c4 4 12 4 16 8c4 -4 12 -4 16 -8c6 -6 -6 -10 -16 -6Z", "#b98352", opacity=0.8)
    s.path(outer, "none", "#8fa3a8", 2, 0.6)
    s.oval(200, 112, 78, 11, "none", "#8fa3a8", 2, 0.7)
    s.line("M134 132C134 196 146 260 156 308", "#ffffff", 7, 0.85)
    s.line("M262 200C258 240 250 280 246 304", "#ffffff", 4, 0.6)
    label(s, look.accent, 200, 322, 24)


def _travel(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 348, 72, 12)
    s.path("M142 110L258 110L240 334C239 344 232 348 222 348L178 348C168 348 161 344 160 334Z", s.across(c))
    s.path("M138 84C138 72 150 68 200 68C250 68 262 72 262 84L262 114L138 114Z", s.across(DARK))
    s.rect(186, 58, 44, 14, 5, s.across("#55575c"))
    s.path("M145 164L255 164L250 228L150 228Z", s.across(shade(c, -0.36)))
    for y in (180, 196, 212):
        s.line(f"M152 {y}L248 {y}", shade(c, -0.55), 2)
    s.line("M160 126L166 156M168 240L172 326", "#ffffff", 6, 0.28)
    label(s, look.accent, 200, 300, 30)


def _enamel(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 326, 118, 15)
    white = c == "#f4f2ec"
    rim = "#2d3f5e" if white else "#f4f2ec"
    s.path("M268 186C330 182 330 280 266 284", "none", shade(c, -0.35), 13)
    s.path("M268 185C328 182 328 277 266 281", "none", s.across(c), 9)
    s.path("M116 140L280 140L272 312C271 322 264 326 254 326L142 326C132 326 125 322 124 312Z", s.across(c))
    s.oval(198, 140, 82, 15, shade(c, -0.36))
    s.oval(198, 142, 76, 12, "#f7f5ef")
    s.path("M122 142C140 156 256 156 274 142C262 134 134 134 122 142Z", "#ded9ce")
    s.oval(198, 140, 82, 15, "none", rim, 5)
    for i in range(30):
        s.oval(
            134 + (i * 47) % 130,
            166 + (i * 31) % 148,
            1.5 + i % 3 * 0.5,
            1.4 + i % 2 * 0.5,
            shade(c, -0.3 if white else 0.5),
            opacity=0.5,
        )
    s.line("M134 166L140 304", "#ffffff", 8, 0.4)
