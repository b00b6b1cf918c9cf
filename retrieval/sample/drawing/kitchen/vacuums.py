"""Vacuum cleaners that roll, stand, drive by themselves or lie in the hand, and their bags."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.kitchen.parts import DARK, GLASS, MID, STEEL, label, scaled
from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def vacuum_cleaner(s: Sheet, look: Look) -> None:
    drawings = {"Stick": _stick, "Robot": _robot, "Handheld": _handheld}
    drawings.get(look.value("type"), _canister)(s, look)


def _canister(s: Sheet, look: Look) -> None:
    c = look.paint
    factor = 0.86 + 0.14 * look.scale("weight", 4000, 6000)
    s.floor(224, 346, 150, 15)
    s.floor(70, 348, 60, 9)
    s.line("M330 236C394 150 330 40 232 66C180 80 150 130 128 176", shade(DARK, 0.06), 17)
    s.line("M330 232C388 150 328 44 234 68C184 82 152 130 130 176", "#6b6e74", 4, 0.7)
    s.path("M138 160L122 154L54 316L72 322Z", s.across(STEEL))
    s.path("M156 120L138 112L118 158L140 168Z", s.across(DARK))
    if look.has("feature", "Pet brush"):
        s.path("M14 328C14 314 24 308 40 308L96 308C108 308 116 316 116 328L116 346L14 346Z", s.across(c))
        for x in range(24, 112, 11):
            s.line(f"M{x} 346l4 -9", "#f4f2ec", 2.4)
    else:
        s.path("M18 334C18 322 28 316 44 314L92 314C106 316 112 324 112 334L112 346L18 346Z", s.across(DARK))
        s.line("M24 342L106 342", MID, 2)
    with scaled(s, factor, 236, 346):
        s.path(
            "M120 304C112 240 150 190 216 180C290 172 350 206 356 268C358 296 352 320 340 332L140 332C128 328 122 318 120 304Z",
            s.across(c),
        )
        s.path("M150 232C176 200 226 192 270 200C244 216 196 226 150 232Z", shade(c, 0.34), opacity=0.6)
        s.path("M206 182C220 160 290 162 304 192", "none", DARK, 12)
        style = look.pick("front", 0, 1)
        if style:
            s.path(
                "M122 292C190 268 290 262 357 276C358 296 352 320 340 332L140 332C128 328 123 318 122 292Z",
                s.across(shade(c, -0.4)),
            )
        else:
            s.path("M132 250C190 226 282 222 350 240", "none", shade(c, -0.4), 4)
            for i in range(5):
                s.line(f"M{150 + i * 13} {274 - i * 2}l-6 24", shade(c, -0.45), 3)
        s.oval(318, 230, 17, 13, s.across(DARK))
        s.oval(302, 312, 38, 37, "#26262a")
        s.oval(302, 312, 25, 24, s.across(STEEL))
        s.oval(302, 312, 9, 9, s.across(shade(c, -0.1)))
        s.oval(146, 332, 16, 15, "#26262a")
        s.oval(146, 332, 6, 6, "#8d9196")
        s.rect(222, 286 if style else 262, 30, 10, 5, "#7bc27e")
        label(s, look.accent, 196, 308 if style else 300, 40)


def _stick(s: Sheet, look: Look) -> None:
    c, new = look.paint, look.has("feature", "HEPA filter")
    s.floor(150, 354, 96, 11)
    with s.moved("rotate(14 200 352)"):
        s.rect(187, 158, 16, 178, 5, s.across(shade(c, -0.06) if new else STEEL))
        s.path("M170 66L170 36C170 26 178 20 190 20L216 20C248 20 258 40 250 66L240 96", "none", DARK, 15)
        s.path("M226 70L256 66C264 66 268 74 266 84L260 118C258 126 252 130 244 128L222 122Z", s.across(DARK))
        s.path("M164 74C164 62 174 56 188 56L222 58C234 60 238 70 236 82L228 118L164 124Z", s.across(c))
        s.path(
            "M166 124L226 120L222 170C220 182 210 188 196 188C178 188 168 180 167 168Z", s.across(GLASS), opacity=0.88
        )
        s.path(
            "M168 154C184 146 204 162 223 152L222 170C220 182 210 188 196 188C178 188 168 180 167 168Z",
            "#9a8f80",
            opacity=0.8,
        )
        s.path("M166 124L226 120L222 170C220 182 210 188 196 188C178 188 168 180 167 168Z", "none", "#7f9095", 2, 0.8)
        for i in range(4 if new else 3):
            s.line(f"M{178 + i * 11} 68l-1 20", shade(c, -0.45), 3, 0.8)
        s.oval(206, 104, 5, 5, "#7bc27e")
        s.line("M174 134L176 172", "#ffffff", 4, 0.8)
        label(s, look.accent, 190, 108, 24)
    s.path("M124 318L150 318L148 338L122 338Z", s.across(MID))
    s.path("M54 350C54 336 64 328 80 328L206 328C222 328 232 336 232 350L232 356L54 356Z", s.across(c))
    s.path("M60 356L226 356L226 350L60 350Z", "#26262a")
    if new:
        s.line("M66 344L220 344", "#9fd1c4", 3)
    else:
        s.line("M70 338L200 338", shade(c, 0.4), 3, 0.7)
    if look.has("feature", "Wall dock"):
        s.rect(304, 120, 44, 128, 9, s.down("#efece5"), "#d3cdc2", 1.4)
        s.rect(314, 140, 24, 34, 6, s.across(DARK))
        s.line("M326 248L326 350", "#cfc8bc", 3)
        s.oval(326, 228, 3.6, 3.6, "#7bc27e")


def _robot(s: Sheet, look: Look) -> None:
    c = look.paint
    s.oval(200, 292, 176, 62, "url(#fall)")
    s.path(
        "M286 96L352 96C360 96 364 102 364 110L364 226L276 226L276 110C276 102 280 96 286 96Z",
        s.across(shade(c, -0.14)),
    )
    s.path("M276 226L364 226L374 248L262 248Z", s.across(shade(c, -0.26)))
    s.oval(320, 124, 4, 4, "#7bc27e")
    label(s, look.accent, 320, 150, 30)
    s.path("M44 232L44 262C44 306 114 336 196 336C278 336 348 306 348 262L348 232Z", s.across(shade(c, -0.36)))
    s.path(
        "M44 246C60 300 150 318 196 318C242 318 332 300 348 246L348 258C330 312 240 330 196 330C152 330 62 312 44 258Z",
        s.across(DARK),
    )
    s.oval(196, 232, 152, 74, s.across(c))
    s.oval(196, 228, 138, 64, s.down(shade(c, 0.08)))
    s.oval(196, 226, 112, 50, "none", shade(c, -0.26), 1.6, 0.7)
    s.path("M158 200L158 216C158 228 178 234 200 234C222 234 242 228 242 216L242 200Z", s.across(shade(c, -0.3)))
    s.oval(200, 200, 42, 16, s.across(shade(c, -0.08)))
    s.oval(200, 199, 27, 9, "none", shade(c, -0.4), 1.6)
    s.rect(150, 254, 92, 20, 10, shade(c, -0.22))
    for i, x in enumerate((172, 196, 220)):
        s.oval(x, 264, 6, 5, "#7bc27e" if i == 1 else shade(c, 0.4))
    s.line("M66 300L36 322M66 300L58 332M66 300L84 330", shade(DARK, 0.2), 3.4)
    s.oval(66, 300, 5, 5, MID)
    s.path("M74 204C96 178 146 166 190 166", "none", "#ffffff", 6, 0.6)


def _handheld(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(198, 322, 156, 14)
    with s.moved("rotate(-8 200 250)"):
        s.path("M40 282L96 216L176 212L190 300L58 312C46 312 38 294 40 282Z", s.across(GLASS), opacity=0.88)
        s.path("M52 284C84 262 134 286 186 272L190 300L58 312C50 312 48 296 52 284Z", "#9a8f80", opacity=0.75)
        s.path("M40 282L96 216L176 212L190 300L58 312C46 312 38 294 40 282Z", "none", "#7f9095", 2, 0.8)
        s.path("M30 296L56 270L66 314L38 320Z", s.across(DARK))
        s.path(
            "M168 206L214 168C226 158 240 154 258 154L330 160C366 166 374 204 362 236L352 276C346 294 334 302 316 302L184 304Z",
            s.across(c),
        )
        s.path(
            "M226 190C232 184 240 182 250 182L318 188C336 190 340 208 336 224L330 250C328 260 322 264 312 264L254 266C236 266 228 258 226 244Z",
            s.down("#e7e2d8"),
        )
        s.path(
            "M226 244C228 258 236 266 254 266L312 264C322 264 328 260 330 250L331 244C300 252 262 254 226 244Z",
            shade(c, -0.4),
        )
        s.rect(270, 164, 34, 12, 6, s.across(DARK))
        s.rect(172, 208, 14, 96, 5, s.across(shade(c, -0.35)))
        for i in range(4):
            s.line(f"M{198 + i * 9} {282 - i}l0 -26", shade(c, -0.42), 3, 0.8)
        s.line("M84 240L70 290", "#ffffff", 5, 0.8)
        s.line("M226 166C250 160 300 164 330 170", shade(c, 0.5), 4, 0.7)
        label(s, look.accent, 268, 286, 34)


def vacuum_bags(s: Sheet, look: Look) -> None:
    c, fleece = look.paint, look.has("feature", "Fleece")
    factor = 0.9 + 0.1 * look.scale("capacity", 3000, 4000)
    s.floor(206, 344, 138, 14)
    with scaled(s, factor, 206, 344):
        for i in (3, 2, 1, 0):
            dx, dy, tone = i * 15, i * -12, -0.06 * i
            body = f"M{76 + dx} {132 + dy}C{90 + dx} {120 + dy} {252 + dx} {120 + dy} {266 + dx} {132 + dy}C{278 + dx} {200 + dy} {278 + dx} {280 + dy} {268 + dx} {338 + dy}C{220 + dx} {348 + dy} {120 + dx} {348 + dy} {74 + dx} {338 + dy}C{64 + dx} {280 + dy} {64 + dx} {200 + dy} {76 + dx} {132 + dy}Z"
            s.path(body, s.across(shade(c, tone)), shade(c, -0.24), 1.4)
        if fleece:
            for i in range(26):
                s.line(
                    f"M{88 + (i * 47) % 164} {222 + (i * 29) % 108}l{5 + i % 4} {-3 + i % 5}", shade(c, -0.2), 1.2, 0.6
                )
        else:
            s.line("M84 330C130 340 216 340 258 330M96 146L92 326M246 146L250 326", shade(c, -0.25), 1.5, 0.8)
        frame = look.pick("collar", "#4f7fa6", "#55575c", "#bf6a3b") if not look.has("dust_bag", "Q1") else "#3d3a5c"
        s.path(
            "M92 104C92 96 98 92 106 92L236 92C244 92 250 96 250 104L250 206C250 214 244 218 236 218L106 218C98 218 92 214 92 206Z",
            s.down(shade(frame, 0.3)),
        )
        s.rect(98, 97, 146, 116, 8, "none", shade(frame, -0.2), 2)
        s.oval(171, 152, 36, 34, s.across(frame))
        s.oval(171, 152, 27, 25, "#26262a")
        if look.has("feature", "Self-closing"):
            s.path("M145 146C156 124 190 124 197 146C182 156 160 156 145 146Z", shade(c, -0.12))
        s.text(118, 206, 17, look.value("dust_bag"), shade(frame, -0.55))
        label(s, look.accent, 220, 200, 34)
        if look.has("feature", "Scented"):
            for x, y, r in ((226, 282, 0), (212, 296, -44), (242, 294, 40)):
                with s.moved(f"translate({x} {y}) rotate({r})"):
                    s.path("M0 12C-8 4 -8 -8 0 -18C8 -8 8 4 0 12Z", "#5d7a50")
        s.line("M88 240C84 270 86 300 90 322", "#ffffff", 7, 0.6)
