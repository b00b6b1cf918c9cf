"""Coffee machines that plug in: filter, espresso, fully automatic."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import COFFEE, DARK, GLASS, MID, STEEL, feet, label, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def filter_machine(s: Sheet, look: Look) -> None:
    c = look.paint
    factor = 0.84 + 0.2 * look.scale("makes", 5, 10)
    s.floor(200, 350, 132 * factor, 14)
    with scaled(s, factor, 200, 350):
        s.path("M226 66L300 66C308 66 312 70 312 78L312 322L226 322Z", s.across(shade(c, -0.06)))
        s.rect(278, 104, 14, 150, 7, GLASS)
        s.path("M278 166L292 166L292 247C292 251 289 254 285 254C281 254 278 251 278 247Z", "#8fb6c2")
        s.path("M94 64C94 56 100 52 108 52L300 52C308 52 312 56 312 64L312 84L94 84Z", s.across(shade(c, 0.04)))
        s.path("M100 84L234 84L224 148C223 154 219 156 214 156L120 156C115 156 111 154 110 148Z", s.across(c))
        s.line("M104 92L230 92", shade(c, -0.35), 2, 0.7)
        s.path("M146 156L188 156L182 170L152 170Z", s.across(DARK))
        s.path(
            "M84 322L312 322C318 322 320 326 320 332L320 346L80 346L80 332C80 326 80 322 84 322Z",
            s.across(shade(c, -0.12)),
        )
        s.oval(166, 320, 74, 8, s.across(DARK))
        if look.has("feature", "Thermal jug"):
            _thermal_jug(s)
        else:
            _glass_jug(s)
        if look.has("feature", "Timer"):
            s.rect(240, 270, 56, 22, 4, "#14181b")
            s.rect(248, 276, 30, 10, 2, "#9fd1c4")
        s.oval(268, 308, 6, 6, "#c8553d" if look.pick("lamp", True, False) else "#7bc27e")
        label(s, look.accent, 167, 124, 40)


def _glass_jug(s: Sheet) -> None:
    s.path("M104 196C72 200 66 268 108 286", "none", DARK, 13)
    body = "M120 186L216 186L232 262C236 290 224 318 206 318L128 318C110 318 98 290 102 262Z"
    s.path(body, s.across(GLASS), opacity=0.9)
    s.path("M108 236L226 236L232 262C236 290 224 318 206 318L128 318C110 318 98 290 102 262Z", s.across(COFFEE))
    s.oval(167, 236, 59, 6, shade(COFFEE, 0.24))
    s.path(body, "none", "#8fa3a8", 2, 0.7)
    s.rect(114, 176, 108, 14, 6, s.across(DARK))
    s.line("M124 200L114 264", "#ffffff", 6, 0.75)


def _thermal_jug(s: Sheet) -> None:
    s.path("M106 204C70 208 68 276 108 284", "none", DARK, 14)
    s.path(
        "M118 190L216 190C226 226 228 280 222 308C220 316 214 318 208 318L126 318C120 318 114 316 112 308C106 280 108 226 118 190Z",
        s.across(STEEL),
    )
    s.path("M116 192C118 178 130 172 167 172C204 172 216 178 218 192Z", s.across(DARK))
    s.path("M214 184L234 176L222 200Z", s.across(DARK))
    s.line("M128 204C120 240 120 280 124 304", "#ffffff", 7, 0.7)


def espresso_machine(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 350, 150, 15)
    s.path("M84 96C84 78 94 70 112 70L288 70C306 70 316 78 316 96L316 172L84 172Z", s.across(c))
    s.path("M112 172L288 172L288 322L112 322Z", s.across(shade(c, -0.42)))
    s.path("M96 56L304 56L308 72L92 72Z", s.across(STEEL))
    for x in (124, 160, 196):  # cups keep warm on top
        s.path(f"M{x} 34L{x + 30} 34L{x + 25} 54C{x + 24} 56 {x + 6} 56 {x + 5} 54Z", s.across("#f4f2ec"))
    s.oval(128, 122, 25, 25, s.across(STEEL))
    s.oval(128, 122, 20, 20, "#fbfaf5")
    s.line("M128 122L140 112", "#bf433b", 2.4)
    s.path("M114 132A17 17 0 1 1 142 132", "none", "#55575c", 1.6)
    for x in (226, 258, 290):
        s.oval(x, 122, 10, 10, s.across(shade(STEEL, 0.1)), MID, 1.4)
        s.oval(x, 122, 3, 3, "#7bc27e" if x == 226 else MID)
    s.rect(164, 160, 72, 26, 5, s.across(STEEL))
    s.path("M170 186L230 186L224 206L176 206Z", s.across(shade(STEEL, -0.25)))
    s.path("M222 190L312 204C320 206 320 218 312 218L222 204Z", s.across(DARK))
    s.path("M186 206L186 218L192 218L192 210L208 210L208 218L214 218L214 206Z", MID)
    s.line("M190 220L190 258M210 220L210 258", COFFEE, 3)
    s.path("M166 256L234 256L226 298C225 302 222 304 218 304L182 304C178 304 175 302 174 298Z", s.across("#f4f2ec"))
    s.path("M232 264C250 264 248 288 228 288", "none", "#dcd6c8", 6)
    s.oval(200, 256, 34, 6, shade(COFFEE, 0.1))
    s.line("M96 172L96 250C96 264 102 272 108 282", s.across(STEEL), 7)
    s.rect(92, 196, 12, 34, 5, DARK)
    s.path("M80 308L320 308L320 336C320 342 316 344 310 344L90 344C84 344 80 342 80 336Z", s.across(c))
    s.rect(92, 302, 216, 10, 3, s.across(shade(STEEL, -0.1)))
    for x in range(104, 300, 14):
        s.line(f"M{x} 307L{x + 7} 307", DARK, 3)
    feet(s, 92, 308, 344)
    s.line("M98 84L98 164", "#ffffff", 6, 0.34)
    label(s, look.accent, 200, 96, 46)
    s.line("M112 330L160 330", shade(c, -0.3), 2, 0.6)


def automatic_machine(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 350, 136, 15)
    s.path("M112 50L270 50L262 82L120 82Z", s.across(GLASS), opacity=0.85)
    s.path("M122 66L261 66L258 82L124 82Z", s.across("#6f4a2f"))
    for x, y in ((136, 66), (156, 62), (178, 66), (200, 62), (222, 66), (244, 64)):
        s.oval(x, y, 9, 5, "#7b5236")
    s.rect(104, 44, 174, 9, 4, s.across(DARK))
    s.path("M84 94C84 84 90 80 100 80L300 80C310 80 316 84 316 94L316 344L84 344Z", s.across(c))
    s.path("M116 196L284 196L284 318L116 318Z", s.across(shade(c, -0.5)))
    s.rect(126, 98, 148, 60, 8, "#14181b")
    s.path("M170 118L204 118L200 142L174 142Z", "#e8e2d4")
    s.path("M204 122C216 122 214 136 202 136", "none", "#e8e2d4", 3)
    s.rect(222, 116, 36, 5, 2, "#9fd1c4")
    s.rect(222, 128, 26, 5, 2, "#7d858a")
    s.rect(222, 140, 30, 5, 2, "#7d858a")
    s.oval(148, 128, 9, 9, "none", "#9fd1c4", 2.4)
    s.path("M164 184L236 184L232 226C231 230 228 232 224 232L176 232C172 232 169 230 168 226Z", s.across(STEEL))
    s.rect(180, 232, 10, 10, 2, DARK)
    s.rect(210, 232, 10, 10, 2, DARK)
    s.line("M185 242L187 262M215 242L213 262", COFFEE, 2.6)
    s.path(
        "M166 260L234 260L228 302C227 305 225 306 222 306L178 306C175 306 173 305 172 302Z",
        s.across(GLASS),
        opacity=0.95,
    )
    s.path("M170 284L230 284L227 302C227 305 225 306 222 306L178 306C175 306 173 305 172 302Z", s.across("#8a5a38"))
    s.path("M168 268L232 268L230 284L170 284Z", "#f3ead8")
    s.line("M296 210C306 236 306 262 300 300", DARK, 5)
    s.path("M96 312L304 312L304 338L96 338Z", s.across(shade(c, -0.2)))
    for x in range(120, 286, 13):
        s.line(f"M{x} 320L{x + 6} 320", STEEL, 3, 0.8)
    feet(s, 92, 308, 343)
    s.line("M96 96L96 330", "#ffffff", 6, 0.28)
    label(s, look.accent, 200, 172, 40)
