"""Bottles, kettles, mugs and tea."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _DARK = "#c3c7ca", "#2e2e31"


def travel_mug(s: Sheet, c: str) -> None:
    s.floor(200, 348, 72, 12)
    s.path("M142 110L258 110L240 334C239 344 232 348 222 348L178 348C168 348 161 344 160 334Z", s.across(c))
    s.path("M138 84C138 72 150 68 200 68C250 68 262 72 262 84L262 114L138 114Z", s.across(_DARK))
    s.rect(186, 58, 44, 14, 5, s.across("#55575c"))
    s.path("M145 164L255 164L250 228L150 228Z", s.across(shade(c, -0.36)))
    for y in (180, 196, 212):
        s.line(f"M152 {y}L248 {y}", shade(c, -0.55), 2)
    s.line("M160 126L166 156M168 240L172 326", "#ffffff", 6, 0.28)


def electric_kettle(s: Sheet, c: str) -> None:
    s.floor(196, 348, 122, 14)
    s.path("M116 332L276 332L282 346L110 346Z", s.across(_DARK))
    s.path(
        "M262 124C332 116 344 170 330 240C324 272 300 290 270 292L268 272C290 270 304 258 310 234C320 180 312 146 262 150Z",
        s.across(_DARK),
    )
    s.path(
        "M148 104L246 104C262 180 274 260 272 318C272 328 266 334 256 334L136 334C126 334 120 328 120 318C118 260 130 180 148 104Z",
        s.across(c),
    )
    s.path("M150 118L104 96C98 94 96 100 100 104L140 158Z", s.across(shade(c, -0.06)))
    s.path("M146 104C150 82 170 76 198 76C226 76 244 82 248 104Z", s.across(shade(c, -0.12)))
    s.rect(184, 58, 28, 20, 8, s.across(_DARK))
    s.path("M120 306L272 306L272 318C272 328 266 334 256 334L136 334C126 334 120 328 120 318Z", s.across(_STEEL))
    s.line("M158 126C148 180 140 240 140 296", "#ffffff", 8, 0.34)
    s.rect(288, 252, 18, 10, 5, "#7bc27e")


def gooseneck_kettle(s: Sheet, c: str) -> None:
    s.floor(206, 346, 132, 14)
    s.path("M124 322L296 322L302 344L118 344Z", s.across(_DARK))
    s.rect(184, 328, 44, 10, 3, "#9fd1c4")
    s.path("M150 286C96 292 92 240 96 200C98 172 90 158 62 150", "none", shade(c, -0.35), 14)
    s.path("M150 284C98 290 95 240 98 200C100 170 92 154 62 148", "none", s.across(c), 10)
    s.path("M284 186C338 176 356 196 352 264", "none", "#7a5236", 15)
    s.path("M284 184C336 174 354 194 350 262", "none", shade("#7a5236", 0.24), 4)
    s.path(
        "M156 164L264 164C282 212 292 268 292 308C292 318 286 322 276 322L144 322C134 322 128 318 128 308C128 268 138 212 156 164Z",
        s.across(c),
    )
    s.path("M152 164C156 146 176 140 210 140C244 140 264 146 268 164Z", s.across(shade(c, -0.1)))
    s.oval(210, 130, 11, 11, "#7a5236")
    s.line("M166 182C154 220 150 260 150 304", "#ffffff", 8, 0.36)


def whistling_kettle(s: Sheet, c: str) -> None:
    s.floor(200, 338, 134, 15)
    s.path("M112 166C112 56 288 56 288 166", "none", _DARK, 15)
    s.path("M122 118C140 70 260 70 278 118", "none", "#7a5236", 17)
    s.path("M118 230L62 176C56 172 66 158 74 162L148 196Z", s.across(c))
    s.path("M52 170L76 150L86 166L62 184Z", s.across(_STEEL))
    s.path(
        "M112 190C132 160 268 160 288 190C314 240 316 290 300 318C292 334 276 338 260 338L140 338C124 338 108 334 100 318C84 290 86 240 112 190Z",
        s.across(c),
    )
    s.path("M150 174C156 156 244 156 250 174C236 182 164 182 150 174Z", s.across(shade(c, -0.16)))
    s.oval(200, 152, 13, 11, _DARK)
    s.line("M124 212C108 246 106 278 114 302", "#ffffff", 9, 0.4)
    s.line("M98 316C140 326 260 326 302 316", shade(c, -0.45), 3)


def _mug(s: Sheet, c: str) -> None:
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
    s.path("M124 151C150 142 238 142 264 151C240 163 148 163 124 151Z", "#4b2e1e")
    s.line("M130 172C130 220 134 260 142 292", "#ffffff", 9, 0.36)


def stoneware_mug(s: Sheet, c: str) -> None:
    s.floor(200, 328, 124, 15)
    _mug(s, c)
    s.path("M176 124C166 104 190 96 180 74M206 124C196 104 220 96 210 74", "none", "#ffffff", 5, 0.7)


def four_mugs(s: Sheet, c: str) -> None:
    for x, y in ((36, 42), (168, 42), (-12, 134), (128, 134)):
        with s.moved(f"translate({x} {y}) scale(.56)"):
            s.floor(200, 328, 124, 19)
            _mug(s, c)


def enamel_mug(s: Sheet, c: str) -> None:
    s.floor(200, 326, 118, 15)
    rim = "#2d3f5e" if c == "#f4f2ec" else "#f4f2ec"
    s.path("M268 186C330 182 330 280 266 284", "none", shade(c, -0.35), 13)
    s.path("M268 185C328 182 328 277 266 281", "none", s.across(c), 9)
    s.path("M116 140L280 140L272 312C271 322 264 326 254 326L142 326C132 326 125 322 124 312Z", s.across(c))
    s.oval(198, 140, 82, 15, shade(c, -0.36))
    s.oval(198, 142, 76, 12, "#f7f5ef")
    s.path("M122 142C140 156 256 156 274 142C262 134 134 134 122 142Z", "#ded9ce")
    s.oval(198, 140, 82, 15, "none", rim, 5)
    for i in range(34):
        s.oval(
            134 + (i * 47) % 130,
            166 + (i * 31) % 148,
            1.3 + i % 3 * 0.5,
            1.2 + i % 2 * 0.5,
            shade(c, 0.5 if c != "#f4f2ec" else -0.3),
            opacity=0.5,
        )
    s.line("M134 166L140 304", "#ffffff", 8, 0.4)


def teapot(s: Sheet, c: str) -> None:
    s.floor(200, 330, 130, 15)
    s.path("M290 190C352 172 366 272 282 290", "none", shade(c, -0.28), 22)
    s.path("M290 188C348 172 362 268 282 286", "none", s.across(c), 15)
    s.path("M124 250C84 244 76 206 54 178C48 172 60 160 68 164C96 176 104 196 134 204Z", s.across(c))
    s.path(
        "M110 236C110 186 150 160 202 160C254 160 294 186 294 236C294 290 262 322 246 328L158 328C142 322 110 290 110 236Z",
        s.across(c),
    )
    s.path(
        "M122 206C150 222 254 222 282 206C276 190 262 176 250 171C230 180 174 180 154 171C142 176 128 190 122 206Z",
        shade(c, 0.3),
        opacity=0.3,
    )
    s.path(
        "M150 170C154 148 176 140 202 140C228 140 250 148 254 170C236 180 168 180 150 170Z", s.across(shade(c, -0.08))
    )
    s.oval(202, 130, 14, 13, s.across(c))
    s.path("M148 318L256 318L248 330L156 330Z", s.across("#a9825a"))
    s.line("M136 206C126 236 134 270 150 294", "#ffffff", 9, 0.4)


def tea_tin(s: Sheet, c: str) -> None:
    s.floor(200, 344, 92, 13)
    s.path("M124 132L276 132L276 330C276 340 246 346 200 346C154 346 124 340 124 330Z", s.across(c))
    s.path(
        "M120 92C120 80 156 74 200 74C244 74 280 80 280 92L280 134C280 142 244 148 200 148C156 148 120 142 120 134Z",
        s.across(_STEEL),
    )
    s.oval(200, 92, 80, 14, s.down(shade(_STEEL, 0.2)))
    s.oval(200, 91, 58, 9, "none", shade(_STEEL, -0.2), 2)
    s.path("M142 178C160 184 240 184 258 178L258 306C240 314 160 314 142 306Z", "#f6f1e4")
    s.text(200, 214, 20, "Hill Garden", "#3a3430")
    s.line("M166 226L234 226", c, 2)
    s.path("M200 288C182 276 178 256 200 238C222 256 218 276 200 288Z", c)
    s.line("M200 248L200 298", shade(c, -0.4), 2)
