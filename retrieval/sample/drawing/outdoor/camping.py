"""What stands, lies and burns at a camp site."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _ROPE = "#b9bdc1", "#d8623a"


def _guys(s: Sheet, top: int, out: int) -> None:
    for _ in s.both():
        s.line(f"M{out + 50} {top}L{out} 312", shade(_ROPE, 0.1), 1.6)
        s.line(f"M{out} 306L{out - 4} 322", "#8d9196", 3.5)


def trekking_tent(s: Sheet, c: str) -> None:
    s.floor(200, 314, 180, 17)
    _guys(s, 236, 32)
    s.path("M52 312C70 196 138 132 200 130C262 132 330 196 348 312Z", s.across(c))
    s.path("M52 312C70 196 138 132 200 130C160 176 136 240 128 312Z", shade(c, 0.14))
    s.path("M200 130C170 178 152 240 146 312L254 312C248 240 230 178 200 130Z", shade(c, -0.66))
    s.path("M146 312C152 290 176 276 200 276C224 276 248 290 254 312Z", "#c98f52", opacity=0.55)
    s.path("M200 130C226 176 246 240 254 312L286 312C276 236 244 168 200 130Z", s.down(shade(c, 0.1)))
    s.path("M200 134C214 170 224 210 226 238C236 232 240 222 236 206C228 176 214 150 200 134Z", shade(c, 0.3))
    s.line("M52 312C70 196 138 132 200 130C262 132 330 196 348 312", shade(c, -0.4), 3.5)
    s.line("M200 130C160 176 136 240 128 312", shade(c, -0.4), 2.5)
    s.path("M184 132C190 120 210 120 216 132C208 138 192 138 184 132Z", shade(c, -0.35))


def family_tent(s: Sheet, c: str) -> None:
    s.floor(206, 316, 190, 17)
    s.line("M62 214L22 314M352 214L384 314", _ROPE, 1.6)
    s.path("M150 314C150 200 166 122 226 116C300 112 352 160 366 314Z", s.across(shade(c, -0.12)))
    s.line("M258 118C292 150 306 230 308 314M302 142C322 184 334 250 336 314", shade(c, -0.5), 2.5)
    s.path("M318 208L338 204L344 252L322 256Z", "#dfe9ea", shade(c, -0.4), 2, 0.9)
    s.path("M34 314C38 186 66 118 142 114L228 116C200 150 246 230 250 314Z", s.down(c))
    s.path("M34 314C38 186 66 114 142 112C218 114 246 186 250 314Z", s.down(shade(c, 0.1)), shade(c, -0.4), 3)
    s.path("M82 314C84 220 102 164 142 162C182 164 200 220 202 314Z", shade(c, -0.64))
    s.path("M92 314C98 262 116 240 142 240C168 240 186 262 192 314Z", "#e7c98f", opacity=0.5)
    s.path("M142 162C182 164 200 220 202 314L216 314C214 214 196 158 142 156Z", shade(c, 0.28))
    s.path("M82 314C84 220 102 164 142 162L142 156C88 158 70 214 68 314Z", shade(c, 0.28))
    s.line("M142 112L142 156", shade(c, -0.3), 2)
    for x in (34, 250, 366):
        s.line(f"M{x} 308L{x - 3} 322", "#8d9196", 3.5)


def solo_tent(s: Sheet, c: str) -> None:
    s.floor(204, 314, 172, 16)
    s.line("M194 136L44 318M194 136L372 316", _ROPE, 1.4)
    s.path("M58 312C110 270 160 210 194 134C236 214 290 268 356 312Z", s.across(c))
    s.path("M58 312C110 270 160 210 194 134L170 312Z", shade(c, 0.22))
    s.path("M194 134L170 312L262 312C244 250 216 190 194 134Z", shade(c, -0.62))
    s.path("M194 134C216 190 244 250 262 312L292 312C262 256 220 196 194 134Z", shade(c, 0.12))
    s.line("M194 130L200 312", "#d9a441", 4)
    s.line("M58 312C110 270 160 210 194 134C236 214 290 268 356 312", shade(c, -0.4), 3)
    for x in (44, 58, 170, 356, 372):
        s.line(f"M{x} 308L{x - 3} 322", "#8d9196", 3.5)


def pegs(s: Sheet, c: str) -> None:
    s.floor(204, 318, 128, 13)
    for turn in (-24, -12, 0, 12, 24):
        with s.moved(f"rotate({turn} 200 420)"):
            s.path("M190 102L210 102L208 112L203 116L203 286L200 306L197 286L197 116L192 112Z", s.across(c))
            s.line("M200 118L200 290", shade(c, -0.35), 1.4)
            s.line("M200 112C186 128 186 148 198 152C210 148 212 126 201 112", "#c0413b", 3)
            s.rect(188, 98, 24, 8, 3, shade(c, -0.2))


def sleeping_bag(s: Sheet, c: str) -> None:
    s.floor(200, 352, 96, 12)
    s.path(
        "M200 40C240 40 268 66 270 112C276 190 258 300 240 344C230 356 170 356 160 344C142 300 124 190 130 112C132 66 160 40 200 40Z",
        s.across(c),
    )
    for y in range(146, 340, 26):
        pinch = max(0, y - 150) * 0.13
        s.line(f"M{132 + pinch:g} {y}C170 {y + 11} 230 {y + 11} {268 - pinch:g} {y}", shade(c, -0.34), 2)
        s.line(f"M{138 + pinch:g} {y + 7}C156 {y + 13} 176 {y + 15} 190 {y + 15}", shade(c, 0.35), 2.5, 0.5)
    s.path(
        "M200 56C228 56 246 72 246 98C246 122 226 136 200 136C174 136 154 122 154 98C154 72 172 56 200 56Z", "#d9a25a"
    )
    s.path(
        "M200 62C224 62 240 76 240 98C240 118 222 130 200 130C178 130 160 118 160 98C160 76 176 62 200 62Z",
        shade("#d9a25a", -0.45),
    )
    s.path("M164 112C176 126 224 126 236 112C228 128 216 130 200 130C184 130 172 128 164 112Z", "#e8c188")
    s.line("M232 128C246 170 246 230 236 290", "#e8c188", 2.5)
    s.rect(230, 284, 9, 14, 4, shade(c, -0.6))


def sleeping_mat(s: Sheet, c: str) -> None:
    s.floor(206, 318, 170, 15)
    s.path("M150 246L346 232C366 232 372 240 372 250L372 292C372 304 364 310 352 310L150 318Z", s.down(c))
    for x in range(176, 350, 27):
        s.line(f"M{x} {246 - (x - 150) * 0.06:g}L{x + 2} {316 - (x - 150) * 0.04:g}", shade(c, -0.3), 2.5)
        s.line(f"M{x + 6} {250 - (x - 150) * 0.06:g}L{x + 7} {296 - (x - 150) * 0.04:g}", shade(c, 0.4), 3, 0.4)
    s.oval(122, 236, 86, 84, s.across(c))
    for r in (70, 55, 40, 25):
        s.oval(122, 236, r, r - 1, "none", shade(c, -0.36), 3)
        s.oval(120, 234, r - 3, r - 4, "none", shade(c, 0.3), 2, 0.45)
    s.oval(122, 236, 11, 11, shade(c, -0.55))
    s.path("M150 318C140 322 130 322 122 320L122 312L150 308Z", shade(c, -0.2))
    s.oval(356, 270, 8, 8, "#3a3a3e")
    s.oval(355, 269, 4, 4, "#8d9196")


def lantern(s: Sheet, c: str) -> None:
    s.floor(200, 332, 92, 13)
    s.line("M146 132C140 40 260 40 254 132", "#55565b", 5)
    s.glow(200, 210, 150, 150)
    s.rect(154, 144, 92, 128, 14, "#fff3cf")
    s.oval(200, 210, 26, 42, "#ffe08f")
    s.oval(200, 212, 12, 26, "#fffbe9")
    for x in (154, 184, 212, 242):
        s.rect(x, 140, 4, 136, 2, shade(c, -0.3))
    s.path("M148 146C148 116 170 104 200 104C230 104 252 116 252 146Z", s.across(c))
    s.rect(186, 92, 28, 14, 5, s.across(shade(c, -0.3)))
    s.path("M142 268L258 268L264 318C264 328 258 332 250 332L150 332C142 332 136 328 136 318Z", s.across(c))
    s.oval(200, 300, 15, 15, shade(c, -0.36))
    s.line("M200 300L207 291", "#f6f2e6", 3)


def stove(s: Sheet, c: str) -> None:
    s.floor(200, 338, 96, 13)
    s.path(
        "M136 262C136 246 148 238 200 238C252 238 264 246 264 262L264 326C264 334 256 338 246 338L154 338C144 338 136 334 136 326Z",
        s.across("#2f7f7a"),
    )
    s.rect(136, 284, 128, 26, 0, "#f1ede2")
    s.text(200, 303, 17, "RIDGE", "#2f7f7a", 4)
    s.rect(184, 206, 32, 34, 5, s.across(c))
    s.rect(212, 216, 60, 8, 4, s.across(shade(c, -0.15)))
    s.oval(278, 220, 11, 11, "#c0413b")
    s.rect(176, 178, 48, 30, 6, s.across(shade(c, -0.25)))
    for x in range(182, 222, 8):
        s.line(f"M{x} 184L{x} 202", shade(c, -0.6), 2)
    for x, h in ((176, 34), (188, 46), (200, 54), (212, 46), (224, 34)):
        s.path(
            f"M{x} {178 - h}C{x + 9} {178 - h / 2:g} {x + 6} 178 {x} 178C{x - 6} 178 {x - 9} {178 - h / 2:g} {x} {178 - h}Z",
            "#4f9fd8",
            opacity=0.75,
        )
        s.path(
            f"M{x} {180 - h / 2:g}C{x + 4} {180 - h / 4:g} {x + 3} 178 {x} 178C{x - 3} 178 {x - 4} {180 - h / 4:g} {x} {180 - h / 2:g}Z",
            "#eaf6ff",
            opacity=0.9,
        )
    for _ in s.both():
        s.line("M180 200C150 190 136 170 128 136L104 132", shade(c, -0.35), 7)
        s.line("M180 198C152 188 138 168 130 134L106 130", shade(c, 0.35), 2)


def gas_canister(s: Sheet, c: str) -> None:
    s.floor(200, 330, 116, 14)
    s.path(
        "M104 206C104 158 140 140 200 140C260 140 296 158 296 206L296 306C296 322 286 330 268 330L132 330C114 330 104 322 104 306Z",
        s.across(c),
    )
    s.path("M104 226L296 226L296 300L104 300Z", "#f1ede2")
    s.path("M104 226L296 226L296 300L104 300Z", s.across("#f1ede2", 0.5))
    s.path(
        "M200 236C216 254 220 264 212 276C208 270 206 268 204 262C202 272 192 276 196 288C178 282 176 264 200 236Z",
        _ROPE,
    )
    s.text(146, 272, 17, "RIDGE", c, 2)
    s.text(256, 272, 14, "GAS", c, 3)
    s.path("M150 150C160 140 240 140 250 150L244 138C230 132 170 132 156 138Z", s.across(_STEEL))
    s.rect(182, 106, 36, 30, 5, s.across(_STEEL))
    for y in (112, 119, 126):
        s.line(f"M184 {y}L216 {y + 3}", shade(_STEEL, -0.4), 1.6)
    s.line("M122 184C128 166 142 158 160 154", "#fffdf6", 6, 0.45)
