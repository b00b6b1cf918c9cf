"""Office chairs: mesh, cloth and leather, with and without a headrest, for children, and the stool that tips."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import mark
from retrieval.sample.drawing.sheet import Sheet, shade


def office_chair(s: Sheet, look: Look) -> None:
    if look.has("feature", "No backrest"):
        _stool(s, look)
        return
    small = look.has("age_group", "Kids")
    wide = 1.0 + 0.13 * look.scale("max_load", 130000, 180000)
    if small:
        wide = 0.92
    s.floor(200, 356, 118 * wide, 13)
    with s.moved(
        f"translate({200 - 200 * wide:g} {354 - 354 * (0.96 if small else 1):g}) scale({wide:g} {0.96 if small else 1})"
    ):
        _base(s, look)
        _back(s, look)
        if look.has("feature", "Adjustable armrests") or look.has("material", "Leather"):
            _arms(s, look)
        _seat(s, look)


def _base(s: Sheet, look: Look) -> None:
    metal = "#9a9ea3" if look.has("material", "Aluminum") else "#3a3a3e"
    for d in ("M200 306L112 338", "M200 306L288 338", "M200 306L160 348", "M200 306L240 348"):
        s.line(d, shade(metal, -0.25), 11)
        s.line(d, shade(metal, 0.18), 3, 0.6)
    soft = look.has("feature", "Soft casters")
    for x, y in ((110, 344), (290, 344), (158, 351), (242, 351)):
        s.oval(x, y, 9, 9, "#232327")
        s.oval(x - 1, y - 1, 4, 4, look.accent if soft else "#6b6d72")
    s.rect(188, 268, 24, 24, 3, "#2e2e31")
    s.rect(193, 250, 14, 60, 4, s.across("#8d9196"))


def _back(s: Sheet, look: Look) -> None:
    c = look.paint
    mesh, leather = look.has("material", "Mesh"), look.has("material", "Leather")
    head = look.has("feature", "Headrest")
    low = leather or look.has("age_group", "Kids") or look.has("feature", "Rocking back")
    top = 96 if low else (76 if head else 50)
    s.rect(190, 196, 20, 62, 5, s.across("#3a3a3e"))
    if head:
        s.rect(192, 46, 16, 44, 3, "#3a3a3e")
        s.path(
            "M148 34C148 24 166 20 200 20C234 20 252 24 252 34C252 50 244 60 226 60L174 60C156 60 148 50 148 34Z",
            s.down(c),
        )
        s.line("M160 50C180 56 220 56 240 50", shade(c, -0.35), 1.6)
    frame = f"M136 {top + 24}C136 {top + 4} 160 {top - 6} 200 {top - 6}C240 {top - 6} 264 {top + 4} 264 {top + 24}C270 {top + 70} 262 180 248 208C240 217 160 217 152 208C138 180 130 {top + 70} 136 {top + 24}Z"
    inner = f"M146 {top + 28}C146 {top + 12} 166 {top + 4} 200 {top + 4}C234 {top + 4} 254 {top + 12} 254 {top + 28}C258 {top + 70} 252 172 240 198C230 206 170 206 160 198C148 172 142 {top + 70} 146 {top + 28}Z"
    if mesh:
        s.path(frame, s.across("#3a3a3e"))
        s.path(inner, s.down(c))
        lines = "".join(f"M152 {y}C180 {y + 5} 220 {y + 5} 248 {y}" for y in range(top + 20, 196, 9))
        s.line(lines, shade(c, -0.3), 1, 0.6)
    else:
        s.path(frame, s.across(c))
        s.path(inner, s.down(shade(c, 0.06)), shade(c, -0.3), 1.2)
        if leather:
            s.line(
                f"M150 {top + 52}C180 {top + 58} 220 {top + 58} 250 {top + 52}M152 {top + 84}C180 {top + 90} 220 {top + 90} 248 {top + 84}",
                shade(c, -0.4),
                2,
            )
            s.oval(200, top + 57, 4, 3, shade(c, -0.5))
            s.oval(200, top + 89, 4, 3, shade(c, -0.5))
        elif not low:
            s.line(
                f"M164 {top + 24}C160 110 162 160 172 196M236 {top + 24}C240 110 238 160 228 196", shade(c, -0.32), 1.8
            )
    if look.has("feature", "Lumbar support"):
        s.path(
            "M156 150C180 158 220 158 244 150L241 172C220 180 180 180 159 172Z",
            shade(c, -0.4) if mesh else shade(c, -0.18),
        )
    mark(s, look, 200, top + 18, 22, 5)


def _arms(s: Sheet, look: Look) -> None:
    for _ in s.both():
        if look.has("material", "Leather"):
            s.line("M140 244L106 240L106 190", "#9a9ea3", 8)
            s.rect(88, 180, 40, 13, 6, s.across(look.paint))
        else:
            s.line("M140 244L110 242L110 190", "#3a3a3e", 10)
            s.rect(104, 196, 12, 20, 2, "#55575c")
            s.rect(88, 180, 46, 13, 6, s.across("#2e2e31"))


def _seat(s: Sheet, look: Look) -> None:
    c = look.paint
    s.path(
        "M120 234C120 216 138 211 200 211C262 211 280 216 280 234C282 252 274 262 258 262L142 262C126 262 118 252 120 234Z",
        s.across(shade(c, -0.06)),
    )
    s.path(
        "M128 230C130 220 148 216 200 216C252 216 270 220 272 230C250 238 150 238 128 230Z", shade(c, 0.14), opacity=0.7
    )
    s.line("M128 248C160 256 240 256 272 248", shade(c, -0.42), 2)
    if look.has("feature", "Adjustable armrests"):
        s.line("M262 262L286 270", "#55575c", 5)
        s.rect(280, 266, 18, 8, 4, "#232327")


def _stool(s: Sheet, look: Look) -> None:
    c, wood = look.paint, "#d8b98a"
    s.floor(200, 346, 92, 13)
    s.path(
        "M134 330C134 315 162 307 200 307C238 307 266 315 266 330C266 343 238 348 200 348C162 348 134 343 134 330Z",
        s.across("#2e2e31"),
    )
    s.path("M178 166L222 166L213 312L187 312Z", s.across(wood))
    s.line("M190 176L194 306M208 176L206 306", shade(wood, -0.2), 1.2, 0.6)
    s.path(
        "M110 116C110 92 148 82 200 82C252 82 290 92 290 116C290 154 266 178 200 178C134 178 110 154 110 116Z",
        s.across(c),
    )
    s.oval(200, 112, 86, 26, s.down(shade(c, 0.14)))
    s.path("M124 142C150 164 250 164 276 142", "none", shade(c, -0.36), 2)
    s.rect(262, 164, 28, 8, 4, "#3a3a3e")
    mark(s, look, 200, 168, 18, 5)
