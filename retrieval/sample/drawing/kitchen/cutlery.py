"""Knives, and what they lie on."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _OAK = "#c3c7ca", "#c99f6b"


def _knife(s: Sheet, blade: str, edge: str, handle: str) -> None:
    s.path(blade, s.down(_STEEL))
    s.path(edge, "#eef1f2")
    s.path(handle, s.down("#5b4333"))


def chefs_knife(s: Sheet, c: str) -> None:
    with s.moved("rotate(-32 200 200)"):
        s.path(
            "M24 246C100 268 190 262 246 236L390 232L390 244L246 252C180 276 90 280 24 246Z", "#2a2430", opacity=0.14
        )
        _knife(s, "M18 226C84 190 150 176 250 176L250 226C180 246 90 248 18 226Z",
               "M18 226C90 236 180 232 250 214L250 226C180 246 90 248 18 226Z",
               "M262 178C300 172 350 176 384 186C392 196 390 212 384 220C360 214 340 222 318 218C298 214 280 218 262 218Z")  # fmt: skip
        s.rect(246, 174, 22, 48, 4, s.down(shade(_STEEL, -0.12)))
        for x in (296, 332, 366):
            s.oval(x, 197, 4.4, 4.4, _STEEL)
        s.line("M80 202C130 188 190 182 244 182", "#ffffff", 3, 0.8)
        s.line("M272 186C310 180 350 184 378 192", shade(c, 0.1), 2.5, 0.5)


def paring_knife(s: Sheet, c: str) -> None:
    with s.moved("rotate(-32 200 200)"):
        s.path(
            "M76 230C120 246 180 244 214 230L344 230L344 240L214 244C170 256 110 252 76 230Z", "#2a2430", opacity=0.14
        )
        _knife(s, "M70 216C110 192 150 184 216 184L216 216C170 228 110 230 70 216Z",
               "M70 216C120 222 170 218 216 208L216 216C170 228 110 230 70 216Z",
               "M226 184C256 178 300 182 332 188C340 196 338 210 332 216C308 212 290 218 268 214C252 212 240 216 226 216Z")  # fmt: skip
        s.rect(212, 182, 18, 37, 4, s.down(shade(_STEEL, -0.12)))
        for x in (258, 312):
            s.oval(x, 199, 4, 4, _STEEL)
        s.line("M110 200C140 190 176 188 210 188", "#ffffff", 2.5, 0.8)
        s.line("M236 190C264 186 300 188 326 194", shade(c, 0.1), 2.5, 0.5)


def whetstone(s: Sheet, c: str) -> None:
    s.floor(202, 318, 172, 16)
    s.path("M40 268L276 244L366 276L366 296L124 328L40 288Z", s.across(_OAK))
    s.path("M40 268L276 244L366 276L124 306Z", shade(_OAK, 0.2))
    s.path("M72 236L262 218L336 244L336 262L142 284L72 260Z", s.across("#d8d2c6"))
    s.path("M72 214L262 196L336 220L336 246L142 268L72 240Z", s.across(c))
    s.path("M72 214L262 196L336 220L142 242Z", shade(c, 0.22))
    s.path("M120 226C160 214 220 206 268 208C230 222 180 232 120 226Z", "#ffffff", opacity=0.35)
    for x, y, r in ((110, 190, 5), (126, 172, 7), (148, 196, 4)):
        s.path(
            f"M{x} {y - r * 2}c{r} {r * 1.2:g} {r * 1.1:g} {r * 2} 0 {r * 2.6:g}c{-r * 1.1:g} {-r * 0.6:g} {-r} {-r * 1.4:g} 0 {-r * 2.6:g}Z",
            "#8fc3dc",
            opacity=0.8,
        )


def cutting_board(s: Sheet, c: str) -> None:
    s.path("M58 240L262 186L370 268L150 340Z", "#2a2430", opacity=0.16)
    s.path("M44 214L252 160L360 240L360 262L142 332L44 238Z", s.across(shade(c, -0.14)))
    s.path("M44 214L252 160L360 240L142 308Z", c)
    for i in range(1, 7):
        t = i / 7
        s.line(f"M{44 + 208 * t:g} {214 - 54 * t:g}L{142 + 218 * t:g} {308 - 68 * t:g}", shade(c, -0.3), 1.2, 0.6)
    for i in range(1, 5):
        t = i / 5
        s.line(f"M{44 + 98 * t:g} {214 + 94 * t:g}L{252 + 108 * t:g} {160 + 80 * t:g}", shade(c, -0.3), 1.2, 0.6)
        s.path(
            f"M{44 + 98 * t:g} {214 + 94 * t:g}l30 -8l-18 -17l-30 8Z", shade(c, -0.12 if i % 2 else 0.2), opacity=0.6
        )
        s.path(
            f"M{134 + 98 * t:g} {191 + 92 * t:g}l30 -8l-18 -17l-30 8Z", shade(c, 0.22 if i % 2 else -0.14), opacity=0.6
        )
    s.path("M66 216L249 169L338 239L146 297Z", "none", shade(c, -0.36), 5)
    s.path("M66 217L249 170L338 240L146 298Z", "none", shade(c, 0.3), 1.4)
    s.path("M196 232C206 216 234 214 242 228C246 244 230 256 214 254C200 252 190 244 196 232Z", "#c9483b")
    s.path("M212 224C216 218 222 216 228 216L224 222L232 224L222 228L220 234Z", "#55734c")
    s.line("M202 234C204 228 208 225 212 224", "#ffffff", 3, 0.6)
