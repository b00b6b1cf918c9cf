"""Daypacks, for every day and every path."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled, straps
from retrieval.sample.drawing.sheet import Sheet, shade


def daypack(s: Sheet, look: Look) -> None:
    """The pack that its features name, larger for more liters."""
    liters = look.scale("capacity", 8000, 30000)
    if look.has("activity", "Running"):
        _vest(s, look)
        return
    with scaled(s, 0.98 + 0.16 * liters, 0.92 + 0.16 * liters, 200, 336):
        if look.has("age_group", "Kids"):
            _kids(s, look)
        elif look.has("feature", "Opens flat"):
            _travel(s, look)
        elif look.has("feature", "Packable"):
            _thin(s, look)
        elif look.has("feature", "Hydration sleeve") and look.has("feature", "Roll top"):
            _alpine(s, look)
        elif look.has("feature", "Roll top"):
            _commuter(s, look)
        elif look.has("feature", "Hidden pocket"):
            _canvas(s, look)
        else:
            _hiking(s, look)


def _hiking(s: Sheet, look: Look) -> None:
    c = look.paint
    straps(s, c)
    s.path(
        "M122 158C118 96 146 70 200 70C254 70 282 96 278 158L284 300C284 324 268 334 246 334L154 334C132 334 116 324 116 300Z",
        s.across(c),
    )
    s.path("M128 150C128 104 154 84 200 84C246 84 272 104 272 150", "none", shade(c, -0.42), 3)
    s.path(
        "M146 214C146 200 154 194 166 194L234 194C246 194 254 200 254 214L258 300C258 314 250 320 238 320L162 320C150 320 142 314 142 300Z",
        s.down(shade(c, -0.1)),
    )
    s.line("M152 218C180 210 220 210 248 218", shade(c, -0.5), 3)
    s.rect(240, 214, 4, 16, 2, "#d9c7a0")
    s.rect(184, 148, 32, 18, 4, "#b98a55")
    s.rect(191, 155, 18, 3, 1.5, "#8a6238")
    for _ in s.both():
        s.path("M116 268C122 260 132 258 140 262L142 318C130 322 118 314 116 300Z", shade(c, -0.36))
        s.line("M123 130L131 190", shade(c, -0.4), 2)


def _commuter(s: Sheet, look: Look) -> None:
    c = look.paint
    straps(s, shade(c, -0.1))
    s.path("M128 128L272 128L278 312C278 328 268 336 252 336L148 336C132 336 122 328 122 312Z", s.across(c))
    s.path("M128 84C150 76 250 76 272 84L274 134C240 142 160 142 126 134Z", s.across(shade(c, -0.1)))
    s.line("M130 98C170 92 230 92 270 98M129 112C170 106 230 106 271 112", shade(c, -0.4), 2)
    s.rect(192, 80, 16, 140, 2, shade(c, -0.55))
    s.rect(187, 168, 26, 18, 3, "#b9bdc1")
    s.rect(192, 173, 16, 8, 2, "#7d8186")
    s.path("M146 238L254 238L256 322L144 322Z", s.down(shade(c, -0.06)), shade(c, -0.35), 1.5)
    s.line("M146 238L254 238", shade(c, -0.55), 3.5)
    s.rect(152, 290, 30, 6, 3, "#eef1f0", opacity=0.9)


def _kids(s: Sheet, look: Look) -> None:
    c = look.paint
    straps(s, c)
    s.path(
        "M116 176C112 106 146 78 200 78C254 78 288 106 284 176L288 296C288 322 270 336 246 336L154 336C130 336 112 322 112 296Z",
        s.across(c),
    )
    s.path("M124 168C122 118 152 94 200 94C248 94 278 118 276 168", "none", shade(c, -0.42), 3)
    s.path(
        "M134 224C134 204 148 196 164 196L236 196C252 196 266 204 266 224L268 300C268 316 258 324 244 324L156 324C142 324 132 316 132 300Z",
        s.down(shade(c, 0.42)),
    )
    s.line("M140 226C176 216 224 216 260 226", shade(c, -0.3), 3)
    s.path(
        "M200 250C214 238 236 250 228 270C222 286 208 296 200 304C192 296 178 286 172 270C164 250 186 238 200 250Z",
        look.accent,
    )
    s.path("M200 248C198 236 208 230 216 228", "none", "#5b4a33", 4)
    for x in (168, 232):
        s.oval(x, 148, 7, 8, "#2e2e31")
        s.oval(x - 2, 145, 2.4, 2.4, "#ffffff")
    s.path("M182 166C190 176 210 176 218 166", "none", "#2e2e31", 3.5)
    s.rect(118, 262, 12, 30, 4, "#eef1f0", opacity=0.9)
    s.rect(270, 262, 12, 30, 4, "#eef1f0", opacity=0.9)


def _travel(s: Sheet, look: Look) -> None:
    c = look.paint
    straps(s, c)
    s.path(
        "M118 94C118 76 132 68 150 68L250 68C268 68 282 76 282 94L286 310C286 326 274 336 258 336L142 336C126 336 114 326 114 310Z",
        s.across(c),
    )
    s.path("M126 324L126 100C126 84 138 78 152 78L248 78C262 78 274 84 274 100L274 324", "none", shade(c, -0.45), 3)
    s.rect(266, 190, 7, 20, 3, "#d9c7a0")
    s.path("M140 116L260 116L260 206L140 206Z", s.down(shade(c, 0.06)), shade(c, -0.3), 1.5)
    s.line("M146 128L254 128", shade(c, -0.55), 3)
    s.path(
        "M138 222L262 222L262 318C262 322 258 324 254 324L146 324C142 324 138 322 138 318Z",
        s.down(shade(c, -0.06)),
        shade(c, -0.3),
        1.5,
    )
    s.line("M144 234L256 234", shade(c, -0.55), 3)
    s.path("M184 68C184 44 216 44 216 68", "none", "#2e2e31", 9)
    for _ in s.both():
        s.rect(110, 150, 24, 9, 2, shade(c, -0.5))
        s.rect(110, 270, 24, 9, 2, shade(c, -0.5))
    label(s, look, 200, 166, 36, 15)


def _thin(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 336, 116, 14)
    for _ in s.both():
        s.path("M136 108C106 130 98 230 112 316L122 318C114 240 120 160 142 126Z", shade(c, -0.3))
    s.path("M184 76C184 52 216 52 216 76", "none", shade(c, -0.4), 6)
    s.path(
        "M124 166C116 98 150 74 200 74C250 74 284 98 276 166C288 210 282 260 286 304C286 326 268 336 246 336L154 336C132 336 114 326 114 304C118 260 112 210 124 166Z",
        s.across(c),
    )
    s.path("M128 160C128 112 154 88 200 88C246 88 272 112 272 160", "none", shade(c, -0.4), 2.5)
    s.path(
        "M140 228C176 214 224 214 260 228L262 312C224 326 176 326 138 312Z", s.down(shade(c, 0.1)), shade(c, -0.25), 1.5
    )
    s.line("M140 228C176 240 224 240 260 228", shade(c, -0.4), 2.5)
    s.line(
        "M150 120C160 150 146 180 158 204M244 118C232 150 250 176 240 206M170 250C180 280 172 300 178 316M232 252C222 280 234 296 226 316",
        shade(c, -0.22),
        2,
        0.7,
    )
    s.line("M138 140C142 118 158 104 178 98", "#ffffff", 6, 0.4)
    s.floor(318, 340, 40, 8)
    s.path(
        "M286 296C286 280 298 276 318 276C338 276 350 280 350 296L350 326C350 336 344 340 336 340L300 340C292 340 286 336 286 326Z",
        s.across(shade(c, -0.1)),
    )
    s.line("M292 290L344 290", shade(c, -0.5), 2.5)
    label(s, look, 318, 314, 24, 11)


def _alpine(s: Sheet, look: Look) -> None:
    c = look.paint
    with scaled(s, 0.88, 1.0):  # a slim pack
        straps(s, c)
    s.path(
        "M140 110L260 110C268 170 274 240 272 300C270 326 258 336 240 336L160 336C142 336 130 326 128 300C126 240 132 170 140 110Z",
        s.across(c),
    )
    s.path("M136 66C158 56 242 56 264 66L262 106C240 116 160 116 138 106Z", s.across(shade(c, -0.14)))
    s.line("M139 80C170 72 230 72 261 80M138 94C170 86 230 86 262 94", shade(c, -0.42), 2.5)
    s.line("M200 60L200 166", shade(c, -0.6), 9)
    s.rect(189, 138, 22, 16, 3, "#b9bdc1")
    s.path("M130 278L270 278C270 322 258 336 240 336L160 336C142 336 130 322 130 278Z", s.across("#6b4a34"))
    s.line("M130 278L270 278", "#3f2c20", 2.5)
    for _ in s.both():
        s.line("M138 130L146 272", shade(c, -0.5), 5)
        s.line("M142 176l12 0M143 214l12 0", look.accent, 4)
    s.line("M158 180L242 216M242 180L158 216M158 216L242 252M242 216L158 252", shade(c, 0.4), 2.5)
    label(s, look, 200, 306, 34, 14)


def _canvas(s: Sheet, look: Look) -> None:
    c, leather = look.paint, "#9a6a40"
    straps(s, c)
    s.path(
        "M120 150C118 96 146 72 200 72C254 72 282 96 280 150L284 306C284 326 270 336 248 336L152 336C130 336 116 326 116 306Z",
        s.across(c),
    )
    s.path(
        "M118 118C126 80 158 66 200 66C242 66 274 80 282 118L284 206C250 222 150 222 116 206Z", s.down(shade(c, 0.06))
    )
    s.line("M116 206C150 222 250 222 284 206", shade(c, -0.45), 3)
    s.path("M142 240L258 240L260 322L140 322Z", s.down(shade(c, -0.08)), shade(c, -0.35), 2)
    for _ in s.both():
        s.rect(146, 176, 15, 84, 3, s.across(leather))
        s.rect(142, 222, 23, 17, 3, "#c8a04e")
        s.rect(148, 226, 11, 9, 2, shade(leather, -0.2))
    s.path("M116 306L284 306C284 326 270 336 248 336L152 336C130 336 116 326 116 306Z", s.across(shade(leather, -0.1)))
    s.rect(176, 118, 48, 24, 3, leather)
    s.rect(184, 127, 32, 5, 2, shade(leather, 0.5))
    label(s, look, 200, 290, 30, 12)


def _vest(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 348, 116, 12)
    s.path(
        "M134 70C150 52 250 52 266 70L292 150C304 220 300 290 284 332C262 348 138 348 116 332C100 290 96 220 108 150Z",
        shade(c, -0.62),
    )
    for y in range(110, 330, 13):
        s.line(f"M126 {y}L274 {y}", shade(c, -0.4), 1.4, 0.8)
    for _ in s.both():
        s.path(
            "M134 70C146 60 162 56 174 58C160 110 168 170 186 214L184 338C152 346 126 340 116 332C100 290 96 220 108 150Z",
            s.across(c),
        )
        s.path(
            "M112 170C128 160 156 164 168 178L172 274C154 284 124 282 108 270Z",
            s.down(shade(c, -0.12)),
            shade(c, -0.4),
            1.5,
        )
        s.path("M122 116C132 108 148 110 152 122L158 196C146 204 128 202 118 194Z", shade(c, -0.5))
        s.line(
            "M124 130L154 126M122 146L156 142M121 162L157 158M120 178L158 174M130 116L128 198M142 114L144 202",
            shade(c, -0.1),
            1.4,
            0.8,
        )
        s.line("M122 116C132 108 148 110 152 122", "#2e2e31", 5)
        s.line("M114 288C132 296 156 296 176 290", "#eef1f0", 4, 0.9)
    for y in (186, 240):
        s.line(f"M176 {y}L224 {y}", "#2e2e31", 6)
        s.rect(190, y - 7, 20, 14, 3, look.accent)
    label(s, look, 148, 316, 26, 11)
