"""Teapots, and tea in tins, boxes and bags."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import DARK, GLASS, STEEL, WOOD, label, scaled, steam
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

_TEA = "#b06a2c"
_OF_FLAVOR = {"Breakfast": "#7c2f3b", "Mint": "#2f7f7a", "Smoky": "#4a4e54"}


def teapot(s: Sheet, look: Look) -> None:
    factor = 0.9 + 0.12 * look.scale("capacity", 600, 1500)
    match look.value("type"):
        case "Glass":
            _glass_pot(s, look)
        case "Cast iron":
            _iron_pot(s, look)
        case "Tall":
            _tall_pot(s, look)
        case "Side handle":
            _side_handle_pot(s, look)
        case _ if look.has("material", "Stainless steel"):
            with s.moved("matrix(1.08 0 0 .88 -16 40.6)"):
                _steel_pot(s, look)
        case _:
            with scaled(s, factor, 200, 330):
                _round_pot(s, look)


def _round_pot(s: Sheet, look: Look) -> None:
    c = look.paint
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
    label(s, look.accent, 206, 290)


def _glass_pot(s: Sheet, look: Look) -> None:
    s.floor(200, 334, 124, 14)
    s.path("M284 186C352 164 364 268 280 284", "none", "#a9bcc0", 11, 0.9)
    s.path("M284 184C346 166 358 262 280 280", "none", "#eef4f4", 5, 0.9)
    s.path("M122 252C84 246 78 208 56 180C50 174 60 164 68 168C94 180 104 200 130 208Z", GLASS, "#a9bcc0", 2, 0.9)
    body = "M112 238C112 190 150 164 200 164C250 164 288 190 288 238C288 292 262 324 244 330L156 330C138 324 112 292 112 238Z"
    s.path(body, s.across(GLASS), opacity=0.85)
    s.path(
        "M113 226C150 236 250 236 287 226C290 288 262 324 244 330L156 330C138 324 110 288 113 226Z",
        s.across(_TEA),
        opacity=0.86,
    )
    s.oval(200, 227, 87, 8, shade(_TEA, 0.3), opacity=0.9)
    s.path(
        "M170 176L230 176L222 288C221 296 216 300 208 300L192 300C184 300 179 296 178 288Z",
        s.across(STEEL),
        opacity=0.5,
    )
    for x, y in ((186, 286), (200, 292), (214, 284), (194, 276), (208, 272)):
        s.path(f"M{x - 7} {y}q7 -8 14 0q-7 6 -14 0Z", "#55432a")
    s.path(body, "none", "#8fa3a8", 2, 0.7)
    s.path("M156 170C160 152 178 148 200 148C222 148 240 152 244 170Z", s.across(STEEL))
    s.oval(200, 140, 13, 11, s.across(look.pick("knob", WOOD, DARK)))
    s.line("M132 200C122 232 128 268 146 298", "#ffffff", 8, 0.75)


def _iron_pot(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 330, 138, 15)
    s.path("M104 196C96 40 304 40 296 196", "none", "#26262a", 11)
    s.path("M106 190C100 46 296 44 292 170", "none", "#55575c", 3)
    s.path("M118 250C88 240 84 210 56 194C50 188 58 174 68 178C98 186 110 204 128 212Z", s.across(c))
    s.path(
        "M92 232C92 190 140 172 200 172C260 172 308 190 308 232C308 288 272 322 256 328L144 328C128 322 92 288 92 232Z",
        s.across(c),
    )
    for row in range(5):
        y, w = 206 + row * 20, (88, 100, 102, 96, 80)[row]
        for i in range(-5, 6):
            s.oval(200 + i * w / 5.2 + (row % 2) * 5, y, 4.2, 3.6, shade(c, 0.22 - 0.05 * abs(i + 2)))
    s.path(
        "M146 178C150 158 174 152 200 152C226 152 250 158 254 178C236 188 164 188 146 178Z", s.across(shade(c, -0.12))
    )
    s.oval(200, 144, 14, 12, s.across(shade(c, -0.2)))
    s.line("M110 216C104 244 114 276 134 300", "#ffffff", 7, 0.26)
    s.path("M144 320L256 320L248 330L152 330Z", shade(c, -0.5))


def _tall_pot(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 346, 100, 14)
    s.path("M266 144C344 120 350 262 272 272", "none", shade(c, -0.3), 15)
    s.path("M266 142C340 120 346 258 272 268", "none", s.across(c), 10)
    s.path("M138 262C96 256 104 196 74 150C70 142 82 136 88 142C118 170 116 204 140 214Z", s.across(c))
    s.path(
        "M152 112L248 112C256 150 282 196 280 258C278 306 258 336 240 342L160 342C142 336 122 306 120 258C118 196 144 150 152 112Z",
        s.across(c),
    )
    s.path("M148 114C150 92 172 82 200 82C228 82 250 92 252 114C236 122 164 122 148 114Z", s.across(shade(c, -0.06)))
    s.oval(200, 70, 12, 13, s.across(c))
    gold = "#c8a04e"
    s.line("M148 115C164 122 236 122 252 115M128 216C160 226 240 226 272 216", gold, 2.5)
    for x, y, r in ((186, 262, 0), (214, 250, 40), (202, 284, -30), (228, 276, 70), (172, 288, -60)):
        with s.moved(f"translate({x} {y}) rotate({r})"):
            s.path(
                "M0 0C-8 -6 -6 -16 0 -20C6 -16 8 -6 0 0Z",
                look.accent if x % 4 else shade(look.accent, 0.3),
                opacity=0.85,
            )
    s.path("M164 336L236 336L244 346L156 346Z", s.across(shade(c, -0.1)))
    s.line("M150 150C138 190 134 240 146 292", "#ffffff", 8, 0.5)


def _side_handle_pot(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(196, 326, 128, 14)
    s.path("M272 238L356 178C366 172 376 186 368 194L286 270Z", s.across(shade(c, -0.08)))
    s.oval(364, 184, 8, 12, shade(c, -0.5))
    s.path("M104 246C86 238 84 226 64 214C58 208 64 198 74 200C96 208 106 218 116 226Z", s.across(c))
    s.path(
        "M96 250C96 208 140 190 192 190C244 190 288 208 288 250C288 296 262 320 248 326L136 326C122 320 96 296 96 250Z",
        s.across(c),
    )
    for y, w in ((232, 94), (240, 96), (248, 96)):
        s.line(f"M{192 - w} {y}C{150} {y + 12} 234 {y + 12} {192 + w} {y}", shade(c, -0.26), 1.6, 0.7)
    s.path(
        "M140 196C144 178 166 172 192 172C218 172 240 178 244 196C226 206 158 206 140 196Z", s.across(shade(c, -0.1))
    )
    s.oval(192, 164, 13, 11, s.across(shade(c, -0.04)))
    s.line("M112 236C108 258 118 284 134 304", "#ffffff", 7, 0.3)
    s.path("M300 300L352 300C352 322 342 330 326 330C310 330 300 322 300 300Z", s.across("#efe8d8"))
    s.oval(326, 300, 26, 5, "#8f9a3f")
    steam(s, 326, 286)
    label(s, look.accent, 196, 296, 30)


def _steel_pot(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 338, 128, 14)
    s.path("M280 156L338 156C348 156 352 164 350 174L334 268C332 278 326 284 316 284L282 284", "none", DARK, 14)
    s.path("M126 216L70 148C66 142 76 134 84 138L140 172Z", s.across(c))
    s.path(
        "M128 146L272 146C288 200 294 260 290 322C290 332 284 338 274 338L126 338C116 338 110 332 110 322C106 260 112 200 128 146Z",
        s.across(c),
    )
    s.path("M124 148C128 122 152 112 200 112C248 112 272 122 276 148Z", s.across(shade(c, -0.12)))
    s.rect(264, 132, 26, 18, 5, s.across(DARK))
    s.oval(200, 102, 15, 12, s.across(DARK))
    s.line("M126 150L274 150", shade(c, -0.45), 2.5)
    s.line("M112 310C150 318 250 318 288 310", shade(c, -0.3), 2)
    s.line("M144 166C132 210 128 260 130 306", "#ffffff", 11, 0.6)
    s.line("M258 170C266 220 268 260 266 306", "#ffffff", 4, 0.3)
    label(s, look.accent, 200, 290)


def tea(s: Sheet, look: Look) -> None:
    c = _OF_FLAVOR.get(look.value("flavor"), look.paint)
    if look.has("type", "Gift box"):
        _gift_box(s, look)
    elif look.has("feature", "Tea bags"):
        _box(s, look, c)
    elif look.has("type", "Tin") or look.has("type", "Green tea"):
        _tin(s, look, c)
    else:
        _pouch(s, look, c)


def _leaf(s: Sheet, x: float, y: float, color: str, size: float = 1) -> None:
    with s.moved(f"translate({x:g} {y:g}) scale({size:g})"):
        s.path("M0 26C-18 14 -22 -6 0 -24C22 -6 18 14 0 26Z", color)
        s.line("M0 -14L0 36", shade(color, -0.4), 2)


def _tin(s: Sheet, look: Look, c: str) -> None:
    slim = not look.has("type", "Tin")
    s.floor(200, 346, 92 if not slim else 74, 13)
    with s.moved("translate(34 0) scale(.83 1)" if slim else "translate(0 0)"):
        s.path("M124 132L276 132L276 330C276 340 246 346 200 346C154 346 124 340 124 330Z", s.across(c))
        s.path(
            "M120 92C120 80 156 74 200 74C244 74 280 80 280 92L280 134C280 142 244 148 200 148C156 148 120 142 120 134Z",
            s.across(shade(c, -0.3) if slim else STEEL),
        )
        s.oval(200, 92, 80, 14, s.down(shade(c, -0.12) if slim else shade(STEEL, 0.2)))
        s.oval(200, 91, 58, 9, "none", shade(c, -0.4) if slim else shade(STEEL, -0.2), 2)
        s.path("M142 178C160 184 240 184 258 178L258 306C240 314 160 314 142 306Z", "#f6f1e4")
        first, second = look.title.split()[:2]
        s.text(200, 210, 20, f"{first} {second}", "#3a3430")
        s.line("M166 222L234 222", c, 2)
        if flavor := look.value("flavor") if look.has("type", "Tin") else "":
            s.text(200, 242, 16, flavor, shade(c, -0.1), 1)
        _leaf(s, 200, 268, c, 0.8 if look.has("type", "Tin") else 1.1)
    s.line("M140 156L140 320", "#ffffff", 6, 0.3)


def _pouch(s: Sheet, look: Look, c: str) -> None:
    ink = "#f6f1e4"
    s.floor(200, 346, 108, 14)
    s.path("M126 78L274 78L290 328C290 340 284 346 274 346L126 346C116 346 110 340 110 328Z", s.across(c))
    s.path("M124 60L276 60L276 92L124 92Z", s.down(shade(c, -0.14)))
    s.line("M130 72L270 72M130 80L270 80", shade(c, 0.3), 1.2, 0.6)
    s.path("M104 346C150 330 250 330 296 346Z", shade(c, -0.35), opacity=0.6)
    s.oval(200, 262, 52, 46, "#f6f1e4")
    s.path("M150 272C170 284 230 284 250 272C244 294 226 306 200 308C174 306 156 294 150 272Z", s.across(_TEA))
    for x, y in ((176, 258), (196, 248), (218, 256), (204, 266), (186, 268), (228, 266)):
        s.path(f"M{x - 10} {y}q10 -11 20 0q-10 8 -20 0Z", shade(c, -0.35) if x % 4 else shade(c, -0.1))
    words = look.title.split()
    s.text(200, 140, 25, f"{words[0]} {words[1]}", ink)
    s.text(200, 170, 17, words[2], shade(c, 0.55), 2)
    s.line("M160 188L240 188", ink, 1.6, 0.7)
    s.line("M138 104L128 320", "#ffffff", 7, 0.24)
    label(s, look.accent, 200, 326, 30)


def _box(s: Sheet, look: Look, c: str) -> None:
    s.floor(206, 340, 142, 14)
    s.path("M270 126L318 108L322 312L274 340Z", s.across(shade(c, -0.26)))
    s.path("M84 126L270 126L274 340L88 340Z", s.across(c))
    s.path("M84 126L132 108L318 108L270 126Z", shade(c, 0.24))
    s.path("M84 270L272.5 270L274 340L88 340Z", shade(c, -0.22))
    s.path("M104 150L252 150L254 246L106 246Z", "#f6f1e4")
    words = look.title.split()
    s.text(179, 184, 22, f"{words[0]} {words[1]}", "#3a3430")
    s.text(179, 208, 15, " ".join(words[2:-2]) or words[2], shade(c, -0.15), 1)
    _leaf(s, 179, 228, c, 0.42)
    s.text(181, 312, 18, look.value("makes").replace("cups", "bags"), "#f6f1e4", 1)
    s.line("M284 120C300 132 296 168 299 196", "#fbf7ec", 2.4)
    s.path("M284 196L314 190L315 228L286 235Z", s.down("#f6f1e4"))
    _leaf(s, 300, 210, c, 0.42)
    s.line("M92 134L95 264", "#ffffff", 5, 0.3)


def _gift_box(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 340, 156, 15)
    s.path("M58 150L342 150L354 112L46 112Z", s.down(shade(c, -0.35)))
    s.path("M40 62L360 62L354 112L46 112Z", s.down(c))
    s.text(200, 96, 22, "Five Pots", "#e9dcc0", 3)
    s.path("M50 150L350 150L350 236L50 236Z", shade(c, -0.55))
    for i, tone in enumerate(("#efe8d8", "#5d7a50", "#2f7f7a", "#b55c3c", "#4a4e54")):
        x = 86 + i * 57
        s.rect(x - 24, 152, 48, 100, 6, s.across(tone))
        s.oval(x, 154, 24, 7, s.down(shade(STEEL, 0.1)))
        s.rect(x - 17, 182, 34, 40, 3, "#f6f1e4")
        _leaf(s, x, 198, tone if i else "#9caf94", 0.42)
    s.path("M40 222L360 222L352 340L48 340Z", s.down(c))
    s.path("M40 222L360 222L359 232L41 232Z", shade(c, 0.24))
    s.path("M150 262L250 262L250 306L150 306Z", "none", "#c8a04e", 2)
    _leaf(s, 200, 278, "#c8a04e", 0.7)
    s.line("M60 240L66 330", "#ffffff", 5, 0.24)
