"""Desks, seats, lamps and headphones."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _DARK, _OAK = "#b9bdc1", "#2e2e31", "#c99f6b"


def _grain(s: Sheet, c: str, x: int, y: int, w: int, h: int) -> None:
    for i in range(3):
        at = y + h * (i + 1) / 4
        s.line(
            f"M{x + 8 + i * 11} {at:g}C{x + w * 0.35:g} {at - 1.5:g} {x + w * 0.6:g} {at + 1.5:g} {x + w - 10 - i * 17} {at:g}",
            shade(c, -0.2),
            1,
            0.6,
        )


def standing_desk(s: Sheet, c: str) -> None:
    s.floor(200, 340, 176, 14)
    for x in (84, 292):
        s.rect(x, 152, 24, 100, 3, s.across("#55575c"))
        s.rect(x + 4, 236, 16, 96, 3, s.across("#77797e"))
        s.path(
            f"M{x - 28} 338C{x - 28} 328 {x - 20} 326 {x - 10} 326L{x + 34} 326C{x + 44} 326 {x + 52} 328 {x + 52} 338Z",
            s.across(_DARK),
        )
    s.rect(96, 158, 208, 14, 2, shade("#55575c", -0.2))
    s.path("M52 118L348 118L372 144L28 144Z", s.down(shade(c, 0.16)))
    s.line("M74 126L300 126M60 136L250 136M280 134L340 134", shade(c, -0.16), 1.2, 0.7)
    s.rect(28, 144, 344, 13, 2, s.across(c))
    s.rect(246, 157, 52, 11, 3, _DARK)
    for x in range(254, 294, 10):
        s.oval(x, 162.5, 2.4, 2.4, "#d9d6cf")
    s.line("M334 176L334 206M328 182L334 176L340 182M328 200L334 206L340 200", "#8a857c", 2.5)


def writing_desk(s: Sheet, c: str) -> None:
    wood = _OAK if c == "#f4f2ec" else c
    s.floor(200, 342, 150, 14)
    for _ in s.both():
        s.path("M92 178L112 178L102 340L94 340Z", s.across(wood))
        s.path("M120 178L132 178L124 318L118 318Z", shade(wood, -0.36))
    s.rect(78, 148, 244, 42, 4, s.down(c))
    s.path("M88 118L312 118L336 140L64 140Z", s.down(shade(c, 0.12)))
    s.line("M104 125L270 125M92 132L200 132", shade(c, -0.14), 1.2, 0.7)
    s.rect(64, 139, 272, 11, 2, s.across(c))
    s.rect(136, 155, 128, 28, 3, s.down(shade(c, 0.06)), shade(c, -0.3), 1.5)
    s.oval(200, 169, 6, 6, "#c8a04e")
    s.oval(198.5, 167.5, 2, 2, "#f3e2b0")


def office_chair(s: Sheet, c: str) -> None:
    s.floor(200, 352, 116, 13)
    for d in ("M200 300L112 336", "M200 300L288 336", "M200 300L160 346", "M200 300L240 346"):
        s.line(d, "#3a3a3e", 11)
    for x, y in ((110, 342), (290, 342), (158, 350), (242, 350)):
        s.oval(x, y, 9, 9, "#232327")
        s.oval(x - 2, y - 2, 3, 3, "#6b6d72")
    s.rect(191, 244, 18, 62, 4, s.across("#77797e"))
    s.path(
        "M136 58C136 40 160 34 200 34C240 34 264 40 264 58C270 110 262 160 248 198C240 208 160 208 152 198C138 160 130 110 136 58Z",
        s.across(shade(c, -0.35)),
    )
    s.path(
        "M146 64C146 50 166 44 200 44C234 44 254 50 254 64C258 110 252 154 240 188C230 196 170 196 160 188C148 154 142 110 146 64Z",
        s.down(c),
    )
    for y in range(60, 190, 9):
        s.line(f"M152 {y}C180 {y + 5} 220 {y + 5} 248 {y}", shade(c, -0.3), 1, 0.55)
    s.path("M158 146C180 154 220 154 242 146L240 164C220 172 180 172 160 164Z", shade(c, -0.42))
    for _ in s.both():
        s.line("M138 236L112 236L112 188", "#3a3a3e", 9)
        s.rect(92, 176, 42, 13, 6, s.across("#3a3a3e"))
    s.path(
        "M122 226C122 208 140 204 200 204C260 204 278 208 278 226C280 244 272 252 256 252L144 252C128 252 120 244 122 226Z",
        s.down(shade(c, -0.08)),
    )
    s.line("M130 238C160 246 240 246 270 238", shade(c, -0.42), 2)


def active_stool(s: Sheet, c: str) -> None:
    s.floor(200, 344, 88, 13)
    s.path(
        "M140 330C140 316 166 308 200 308C234 308 260 316 260 330C260 342 236 346 200 346C164 346 140 342 140 330Z",
        s.across(_DARK),
    )
    s.path("M178 180L222 180L212 312L188 312Z", s.across("#d8b98a"))
    s.line("M190 190L194 306M208 190L206 306", shade("#d8b98a", -0.2), 1.2, 0.6)
    s.path(
        "M116 138C116 118 150 108 200 108C250 108 284 118 284 138C284 172 262 192 200 192C138 192 116 172 116 138Z",
        s.across(c),
    )
    s.oval(200, 134, 82, 24, s.down(shade(c, 0.14)))
    s.path("M130 160C150 180 250 180 270 160", "none", shade(c, -0.36), 2)
    s.rect(262, 176, 24, 7, 3.5, "#3a3a3e")


def desk_lamp(s: Sheet, c: str) -> None:
    s.floor(160, 340, 88, 13)
    s.path("M204 136L294 172L356 330L140 330Z", "url(#beam)")
    s.line("M150 318L128 190L250 102", shade(c, -0.3), 11)
    s.line("M149 316L127 189L249 101", s.across(c), 7)
    s.oval(128, 190, 12, 12, "#77797e")
    s.oval(126, 188, 5, 5, "#c9ccd0")
    s.path(
        "M86 332C86 320 112 314 152 314C192 314 218 320 218 332C218 340 190 344 152 344C114 344 86 340 86 332Z",
        s.across(c),
    )
    s.oval(152, 324, 54, 8, shade(c, 0.2))
    s.oval(178, 326, 5, 2.4, "#55575c")
    with s.moved("rotate(32 250 102)"):
        s.path(
            "M226 96C226 80 240 76 254 76L276 76C290 76 316 110 322 134L206 134C210 120 216 110 226 96Z", s.across(c)
        )
        s.oval(264, 134, 58, 9, "#fff4d2")
        s.oval(264, 134, 40, 5, "#fffdf2")
        s.rect(246, 62, 26, 18, 5, shade(c, -0.36))


def floor_lamp(s: Sheet, c: str) -> None:
    s.floor(200, 370, 70, 10)
    s.glow(200, 92, 150, 120)
    s.rect(197, 120, 6, 246, 3, s.across(c))
    s.oval(200, 366, 44, 7, s.across(c))
    s.oval(200, 363, 44, 6, shade(c, 0.14))
    s.path("M168 38L232 38L258 128L142 128Z", s.across("#efe2c4", 0.7))
    s.path("M180 38L220 38L236 128L164 128Z", "#fff5da", opacity=0.7)
    s.line("M168 38L232 38M142 128L258 128", shade(c, 0.05), 3)
    for x in range(-4, 5):
        s.line(f"M{200 + x * 7.2:g} 42L{200 + x * 13:g} 125", "#cdbb92", 0.8, 0.5)
    s.line("M203 352C230 352 250 372 300 368", "#55575c", 2)
    s.rect(292, 362, 22, 10, 4, "#55575c")


def led_bulb(s: Sheet, c: str) -> None:
    s.floor(200, 344, 60, 10)
    s.glow(200, 150, 180, 170)
    s.path(
        "M200 54C254 54 288 92 288 142C288 186 258 206 246 252L154 252C142 206 112 186 112 142C112 92 146 54 200 54Z",
        s.across(shade(c, 0.45), 0.6),
    )
    s.path(
        "M200 70C242 70 270 100 270 142C270 176 250 196 238 226L162 226C150 196 130 176 130 142C130 100 158 70 200 70Z",
        "#fffaea",
        opacity=0.8,
    )
    s.line("M186 250L178 168L190 186L200 166L210 186L222 168L214 250", "#e0a33c", 3.5)
    s.line("M134 120C138 96 152 84 168 78", "#ffffff", 7, 0.8)
    s.path("M154 250L246 250L240 280L160 280Z", s.across("#e9e5dc"))
    for y in (280, 295, 310):
        s.rect(164, y, 72, 13, 5, s.across("#a9adb2"))
    s.path("M176 323L224 323L212 340L188 340Z", s.across("#55575c"))


def headphones(s: Sheet, c: str) -> None:
    s.floor(200, 340, 128, 13)
    s.line("M104 220C92 40 308 40 296 220", shade(c, -0.42), 24)
    s.line("M103 216C92 42 306 42 296 216", s.across(c), 17)
    s.line("M124 128C144 76 256 76 276 128", shade(c, -0.6), 12)
    s.line("M124 126C144 74 256 74 276 126", shade(c, -0.36), 4)
    for _ in s.both():
        s.rect(96, 176, 16, 62, 6, s.across("#b9bdc1"))
        s.path("M120 206C154 204 164 234 164 268C164 304 154 332 120 332Z", s.across("#2b2a2e"))
        s.path(
            "M122 204C94 202 76 232 76 268C76 304 94 334 122 332C136 320 140 296 140 268C140 240 136 216 122 204Z",
            s.across(c),
        )
        s.oval(104, 268, 17, 40, s.down(shade(c, -0.14)))
        s.line("M92 244C86 258 86 278 92 292", shade(c, 0.5), 3, 0.7)
    s.rect(90, 318, 12, 5, 2.5, "#d9a441")


def earbuds(s: Sheet, c: str) -> None:
    s.floor(200, 336, 126, 14)
    s.path("M98 196C98 150 130 136 200 136C270 136 302 150 302 196Z", shade(c, -0.34))
    s.path("M112 194C112 162 140 150 200 150C260 150 288 162 288 194Z", shade(c, -0.5))
    s.path("M98 196L302 196L302 270C302 314 270 336 200 336C130 336 98 314 98 270Z", s.across(c))
    s.path("M98 196L302 196L302 208C270 216 130 216 98 208Z", shade(c, 0.22), opacity=0.6)
    s.oval(200, 238, 4, 4, "#7bc27e")
    for _ in s.both():
        with s.moved("rotate(-12 150 130)"):
            s.rect(142, 128, 19, 76, 9, s.across(shade(c, 0.06)))
            s.oval(150, 120, 29, 27, s.across(shade(c, 0.1)))
            s.oval(166, 116, 14, 17, "#55575c")
            s.oval(170, 115, 8, 11, "#8d9196")
            s.line("M132 110C135 102 141 98 148 97", "#ffffff", 3.5, 0.5)


def desk_mat(s: Sheet, c: str) -> None:
    s.path("M58 226L302 166L372 262L112 338Z", "#2a2430", opacity=0.14)
    s.path("M54 220L300 158L366 254L106 330Z", shade("#b98a55", -0.1))
    s.path("M54 214L300 152L366 248L106 324Z", s.down(c))
    s.path("M64 217L297 158L356 246L110 316Z", "none", shade(c, 0.35), 1.4, 0.8)
    for i in range(46):
        x, y = 90 + (i * 61) % 230, 178 + (i * 37) % 124
        if 214 - (x - 54) * 0.25 + 14 < y < 320 - (x - 106) * 0.29:
            s.line(f"M{x} {y}l{4 + i % 4} {-2 + i % 3}", shade(c, 0.4 if i % 2 else -0.3), 1.2, 0.5)
    s.path("M140 222L254 194L276 226L160 258Z", "#f0ede6", "#cfcac0", 1.2)
    for row in range(3):
        for k in range(8):
            s.path(f"M{149 + k * 13.4 + row * 6:g} {226 + row * 9 - k * 3.3:g}l10 -2.4l4 6l-10 2.4Z", "#d3cec4")
    s.oval(310, 214, 19, 12, "#f0ede6", "#cfcac0", 1.2)
    s.line("M306 205L312 212", "#cfcac0", 1.4)
