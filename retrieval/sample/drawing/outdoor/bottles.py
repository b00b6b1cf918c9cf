"""Bottles and flasks."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.outdoor.parts import label, scaled
from retrieval.sample.drawing.sheet import Sheet, shade

_STEEL, _DARK = "#c3c7ca", "#2e2e31"


def water_bottle(s: Sheet, look: Look) -> None:
    """By material and lid: steel, glass, clear, soft; taller for more water, wider for a wider neck."""
    volume = look.scale("capacity", 350, 1000)
    if look.has("feature", "Two cups"):
        _trail_flask(s, look.paint)
    elif look.has("feature", "Foldable"):
        _soft(s, look)
    elif look.has("feature", "Filter"):
        _filter(s, look)
    elif look.has("feature", "Straw lid"):
        _straw(s, look)
    elif look.has("feature", "Squeezable"):
        _squeeze(s, look)
    elif look.has("feature", "Sleeve"):
        _glass(s, look)
    elif look.has("feature", "Insulated"):
        wide_neck = look.has("feature", "Wide neck")
        with scaled(s, (1.22 if wide_neck else 1.08) + 0.06 * volume, 0.9 + 0.18 * volume, 200, 350):
            _steel(s, look.paint, wide_neck)
    else:
        with scaled(s, 1.08, 1.0, 200, 350):
            _clear(s, look.paint)


def _steel(s: Sheet, c: str, wide_neck: bool) -> None:
    s.floor(200, 350, 70, 11)
    neck = 34 if wide_neck else 28
    s.path(
        f"M158 148C158 128 {200 - neck} 124 {200 - neck} 108L{200 + neck} 108C{200 + neck} 124 242 128 242 148L242 326C242 342 232 350 216 350L184 350C168 350 158 342 158 326Z",
        s.across(c),
    )
    s.rect(200 - neck, 98, 2 * neck, 14, 2, s.across(_STEEL))
    if wide_neck:
        s.rect(160, 70, 80, 32, 7, s.across(_DARK))
        s.path("M164 78C150 40 250 40 236 78", "none", shade(_DARK, 0.1), 9)
        s.line("M172 78L172 96M186 78L186 96M200 78L200 96M214 78L214 96M228 78L228 96", "#55595f", 2)
    else:
        s.rect(168, 62, 64, 40, 8, s.across(_DARK))
        s.path("M184 62C184 36 216 36 216 62", "none", shade(_DARK, 0.08), 9)
    s.line("M172 156L172 322", "#ffffff", 7, 0.28)
    s.path("M158 322L242 322L242 326C242 342 232 350 216 350L184 350C168 350 158 342 158 326Z", "#14121c", opacity=0.16)
    if wide_neck:
        s.path(
            "M180 236C190 224 210 224 220 236M180 250C190 238 210 238 220 250M180 264C190 252 210 252 220 264",
            "none",
            shade(c, 0.6),
            3,
            0.8,
        )
    else:
        s.path("M200 214l13 22h-8l9 16h-28l9-16h-8Z", shade(c, 0.6), opacity=0.85)


def _trail_flask(s: Sheet, c: str) -> None:
    s.floor(200, 350, 82, 12)
    s.path(
        "M146 166C146 150 160 146 160 136L240 136C240 146 254 150 254 166L254 332C254 344 246 350 236 350L164 350C154 350 146 344 146 332Z",
        s.across(c),
    )
    s.path("M152 64C152 56 158 52 166 52L234 52C242 52 248 56 248 64L252 128L148 128Z", s.across(_STEEL))
    s.rect(148, 92, 104, 4, 2, shade(_STEEL, -0.35))
    s.rect(156, 126, 88, 12, 3, s.across(_DARK))
    s.line("M254 176C292 180 292 300 254 306", "#3a3a3e", 11)
    s.rect(146, 190, 108, 5, 0, shade(c, -0.35))
    s.rect(146, 312, 108, 5, 0, shade(c, -0.35))
    s.line("M162 206L162 302", "#ffffff", 8, 0.26)


def _clear(s: Sheet, c: str) -> None:
    s.floor(200, 350, 72, 11)
    s.path(
        "M152 160C152 138 170 134 172 112L228 112C230 134 248 138 248 160L248 328C248 342 238 350 222 350L178 350C162 350 152 342 152 328Z",
        s.across(c),
        shade(c, -0.2),
        2,
        0.5,
    )
    s.path(
        "M155 206C180 212 220 200 245 206L245 327C245 340 236 347 221 347L179 347C164 347 155 340 155 327Z",
        "#bfe0ee",
        opacity=0.7,
    )
    s.path("M155 206C180 212 220 200 245 206C220 214 180 220 155 206Z", "#e8f6fb", opacity=0.9)
    for y in (236, 266, 296):
        s.line(f"M222 {y}L240 {y}", shade(c, -0.3), 2, 0.8)
    s.line("M166 164L166 326", "#ffffff", 8, 0.6)
    s.rect(164, 72, 72, 44, 8, s.across(c))
    for x in range(172, 236, 9):
        s.line(f"M{x} 80L{x} 108", shade(c, -0.36), 1.5, 0.7)
    s.line("M236 92C262 92 262 128 240 132", shade(c, -0.2), 5)


def _soft(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(190, 346, 84, 11)
    s.path(
        "M134 168C128 144 158 136 170 124L210 124C222 136 252 144 246 168C240 206 256 236 252 286C250 330 240 346 222 346L158 346C140 346 130 330 128 286C124 236 140 206 134 168Z",
        s.across(shade(c, 0.3)),
        shade(c, -0.15),
        2,
        0.9,
    )
    s.path(
        "M138 196C170 204 212 190 242 198C244 230 254 250 250 290C248 326 238 340 222 340L158 340C142 340 132 326 130 290C128 250 138 230 138 196Z",
        "#bfe0ee",
        opacity=0.6,
    )
    s.path(
        "M164 214C186 196 214 206 220 232C228 268 206 300 190 318C172 296 146 250 164 214Z",
        shade(c, -0.1),
        opacity=0.75,
    )
    s.line("M150 178C144 214 142 252 146 312", "#ffffff", 7, 0.65)
    s.line("M214 150C232 180 214 204 236 224", shade(c, -0.2), 2, 0.6)
    s.rect(164, 92, 52, 34, 5, s.across(c))
    s.line("M172 96L172 122M182 96L182 122M192 96L192 122M202 96L202 122", shade(c, -0.36), 1.6)
    s.path("M174 92C170 66 180 54 190 54C200 54 210 66 206 92Z", s.across("#e8eef0"))
    s.oval(190, 56, 9, 4, shade("#e8eef0", -0.2))
    s.floor(312, 344, 48, 9)
    s.oval(310, 310, 40, 33, s.across(shade(c, 0.12)))
    s.oval(310, 310, 25, 20, "none", shade(c, -0.28), 3)
    s.oval(310, 310, 11, 8, "none", shade(c, -0.28), 3)
    s.rect(336, 284, 26, 24, 4, s.across(c))


def _filter(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 350, 84, 12)
    s.path(
        "M136 152L264 152L264 326C264 342 254 350 240 350L160 350C146 350 136 342 136 326Z",
        s.across(shade(c, 0.5)),
        shade(c, -0.2),
        2,
        0.75,
    )
    s.path(
        "M140 196C170 202 230 190 260 196L260 326C260 340 250 346 238 346L162 346C150 346 140 340 140 326Z",
        "#bfe0ee",
        opacity=0.7,
    )
    s.rect(172, 150, 56, 150, 10, s.across("#f1f3f2"), "#b4bcc0", 1.5)
    for y in range(172, 292, 14):
        s.line(f"M178 {y}L222 {y}", "#9db0b8", 3, 0.8)
    s.rect(172, 276, 56, 24, 8, s.across(c))
    s.path("M128 116C128 106 136 102 146 102L254 102C264 102 272 106 272 116L272 156L128 156Z", s.across(c))
    for x in range(138, 268, 12):
        s.line(f"M{x} 112L{x} 148", shade(c, -0.34), 1.6, 0.8)
    s.path("M184 102L184 72C184 62 190 58 200 58C210 58 216 62 216 72L216 102Z", s.across(_DARK))
    s.path("M246 104C300 96 300 150 268 150", "none", _DARK, 8)
    s.line("M148 168L148 324", "#ffffff", 8, 0.6)
    s.path("M240 216C250 230 252 238 246 246C236 250 230 240 234 230Z", "#4f9fd8")
    label(s, look, 244, 318, 24, 11)


def _straw(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 350, 84, 12)
    s.path(
        "M134 178C134 156 148 150 150 138L250 138C252 150 266 156 266 178L266 322C266 340 254 350 238 350L162 350C146 350 134 340 134 322Z",
        s.across(c),
    )
    s.rect(134, 300, 132, 30, 0, s.across(shade(c, -0.22)))
    s.path("M140 142C140 112 164 104 200 104C236 104 260 112 260 142Z", s.across("#f4f2ec"))
    s.rect(138, 132, 124, 14, 5, s.across(shade(c, -0.2)))
    s.path("M192 106L204 62C208 48 232 54 228 68L216 108Z", s.across("#f4f2ec"))
    s.path("M204 62C208 48 232 54 228 68L225 80L200 74Z", s.across(look.accent))
    s.path("M146 112C130 60 190 54 184 104", "none", shade(c, -0.3), 9)
    for x, y, r in ((168, 214, 13), (228, 196, 9), (222, 258, 15), (172, 274, 8), (198, 230, 6)):
        s.path(
            f"M{x} {y - r}l{r * 0.3:g} {r * 0.65:g}l{r * 0.7:g} {r * 0.1:g}l{-r * 0.5:g} {r * 0.5:g}l{r * 0.15:g} {r * 0.75:g}l{-r * 0.65:g} {-r * 0.4:g}l{-r * 0.65:g} {r * 0.4:g}l{r * 0.15:g} {-r * 0.75:g}l{-r * 0.5:g} {-r * 0.5:g}l{r * 0.7:g} {-r * 0.1:g}Z",
            "#fdf8ea",
            opacity=0.92,
        )
    s.line("M150 184L150 296", "#ffffff", 8, 0.35)
    label(s, look, 200, 340, 30, 10)


def _squeeze(s: Sheet, look: Look) -> None:
    c = look.paint
    body = "#dfe6e6" if c != "#f4f2ec" else "#c3d3d8"
    s.floor(200, 350, 84, 12)
    s.path(
        "M138 150C138 136 150 132 160 126L240 126C250 132 262 136 262 150L262 184C262 194 252 198 252 208C252 218 262 222 262 232L262 328C262 342 252 350 238 350L162 350C148 350 138 342 138 328L138 232C138 222 148 218 148 208C148 198 138 194 138 184Z",
        s.across(body),
    )
    s.path("M138 236L262 236L262 318C226 300 180 338 138 316Z", s.across(c))
    s.path(
        "M138 150C138 136 150 132 160 126L240 126C250 132 262 136 262 150L262 170C226 158 180 184 138 172Z", s.across(c)
    )
    s.rect(148, 96, 104, 34, 9, s.across(_DARK))
    s.line(
        "M162 102L162 124M176 102L176 124M190 102L190 124M204 102L204 124M218 102L218 124M232 102L232 124",
        "#55595f",
        2.5,
    )
    s.path("M180 96C180 80 220 80 220 96Z", s.across(_DARK))
    s.path("M188 84L190 58C192 50 208 50 210 58L212 84Z", s.across(look.accent))
    s.line("M154 244L154 322M154 142L154 186", "#ffffff", 7, 0.4)
    s.text(202, 280, 25, look.title.split()[0].upper(), "#fbfaf6" if c != "#f4f2ec" else look.accent, 3)


def _glass(s: Sheet, look: Look) -> None:
    c = look.paint
    s.floor(200, 350, 72, 11)
    s.path(
        "M150 176C150 148 174 140 176 108L224 108C226 140 250 148 250 176L250 330C250 344 240 350 226 350L174 350C160 350 150 344 150 330Z",
        "#dcebea",
        "#a9bfc0",
        2,
        0.8,
    )
    s.path(
        "M153 196C180 202 220 190 247 196L247 328C247 340 238 347 225 347L175 347C162 347 153 340 153 328Z",
        "#c4e3ec",
        opacity=0.7,
    )
    s.path(
        "M148 214C180 224 220 224 252 214L252 332C252 346 242 352 228 352L172 352C158 352 148 346 148 332Z", s.across(c)
    )
    holes = ((176, 246), (200, 250), (224, 246), (176, 276), (200, 280), (224, 276), (176, 306), (200, 310), (224, 306))
    s.path("".join(f"M{x - 8} {y}a8 9 0 1 0 16 0a8 9 0 1 0-16 0" for x, y in holes), "#cfe4e8", shade(c, -0.3), 1)
    s.line("M162 170C164 156 176 150 182 134", "#ffffff", 6, 0.9)
    s.line("M160 226L160 336", "#ffffff", 5, 0.3)
    s.rect(168, 66, 64, 44, 7, s.across("#c99f6b"))
    s.line("M174 80C190 76 210 84 226 79M174 96C192 92 208 99 226 94", "#a47a48", 1.6, 0.7)
    s.rect(170, 104, 60, 8, 2, s.across(_STEEL))
    s.path("M232 78C258 76 262 104 236 106", "none", shade(c, -0.2), 6)
    label(s, look, 200, 336, 26, 10)
