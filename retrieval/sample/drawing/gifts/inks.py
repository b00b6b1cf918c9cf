"""Ink in bottles and cartridges, before a stroke of its color."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade


def ink(s: Sheet, look: Look) -> None:
    s.path(
        "M40 92C110 60 190 108 250 78C290 60 330 66 362 84C352 118 300 108 262 124C200 148 120 112 52 138C34 132 30 104 40 92Z",
        look.paint,
        opacity=0.88,
    )
    s.path(
        "M60 122C120 104 190 136 250 112C290 96 330 100 356 94C346 116 300 108 262 124C200 148 120 112 52 138C48 134 52 126 60 122Z",
        shade(look.paint, -0.3),
        opacity=0.7,
    )
    if look.has("feature", "Shimmer"):
        for k in range(16):
            s.oval(60 + k * 37 % 280, 88 + k * 23 % 36, 1.8, 1.8, "#fdf1c4")
    if look.value("ink_system") == "Cartridge":
        _cartridges(s, look)
    else:
        _bottle(s, look)


def _bottle(s: Sheet, look: Look) -> None:
    c, glass = look.paint, "#dbe4e6"
    s.floor(200, 346, 128)
    if look.has("feature", "Document-safe"):
        body, inner, neck = (
            "M118 220C118 208 128 200 140 200H260C272 200 282 208 282 220V340H118Z",
            "M128 240H272V332H128Z",
            36,
        )
    elif look.has("feature", "Refillable"):
        body, inner, neck = (
            "M168 200C112 206 84 246 90 292C94 330 120 344 146 344H254C280 344 306 330 310 292C316 246 288 206 232 200Z",
            "M104 262C98 300 116 334 150 334H250C284 334 302 300 296 262C240 254 160 254 104 262Z",
            34,
        )
    elif look.has("feature", "Shimmer"):
        body, inner, neck = (
            "M160 204L106 246L122 336C123 342 126 344 130 344H270C274 344 277 342 278 336L294 246L240 204Z",
            "M116 256L131 328C132 334 134 335 138 335H262C266 335 268 334 269 328L284 256Z",
            32,
        )
    else:
        body, inner, neck = (
            "M112 214C112 206 118 202 126 202H274C282 202 288 206 288 214L300 332C300 340 296 344 290 344H110C104 344 100 340 100 332Z",
            "M118 248H282L290 328C290 332 288 334 284 334H116C112 334 110 332 110 328Z",
            36,
        )
    s.path(body, s.across(glass))
    s.path(inner, s.across(c))
    s.path(body, "none", "#9fb0b4", 2, 0.8)
    s.rect(200 - neck, 178, 2 * neck, 28, 3, s.across(shade(glass, -0.1)))
    s.rect(
        200 - neck - 10,
        138,
        2 * neck + 20,
        46,
        7,
        s.across("#2f2f35" if not look.has("feature", "Shimmer") else "#c8a04e"),
    )
    for k in range(7):
        s.line(f"M{200 - neck + k * neck / 3:.0f} 144v34", "#ffffff", 1.4, 0.16)
    s.line("M126 228V318", "#ffffff", 6, 0.4)
    _label(s, look)


def _label(s: Sheet, look: Look) -> None:
    s.rect(148, 254, 104, 64, 5, "#fbf6ea")
    s.rect(148, 254, 104, 9, 3, look.accent)
    with s.moved("translate(200 291)"):
        if look.has("feature", "Document-safe"):
            s.path("M-14 -14h28v28h-28Z", "none", look.paint, 2.4)
            s.line("M-7 -6h14M-7 0h14M-7 6h8", look.paint, 2)
        elif look.has("feature", "Refillable"):
            s.line("M-24 14C-10 8 4 0 20 -14M-8 6c-2 -10 2 -16 8 -18M4 0c8 2 14 0 18 -4", "#6b705c", 2.4)
            for x, y in ((-1, -14), (20, -3), (-14, 0), (12, -16)):
                s.oval(x, y, 5, 5, look.paint)
        elif look.has("feature", "Shimmer"):
            s.path("M0 -20l4 14l14 4l-14 4l-4 14l-4 -14l-14 -4l14 -4Z", look.paint)
        else:
            s.line(
                "M-34 -6c8 -8 14 -8 22 0s14 8 22 0s14 -8 22 0M-34 8c8 -8 14 -8 22 0s14 8 22 0s14 -8 22 0", look.paint, 4
            )


def _cartridges(s: Sheet, look: Look) -> None:
    c = look.paint
    many = look.number("capacity", 6) > 20
    front = "#f4efe3" if look.has("feature", "Shading") else shade(look.accent, 0.1)
    s.floor(196, 346, 140)
    w = 168 if many else 132
    left = 190 - w / 2
    s.path(f"M{left + w:g} 158l26 -10v184l-26 12Z", shade(front, -0.34))
    s.path(f"M{left:g} 158l26 -10h{w:g}l-26 10Z", shade(front, 0.3))
    s.rect(left, 158, w, 186, 3, s.down(front))
    s.rect(left, 176, w, 34, 0, c)
    s.rect(left + 16, 228, w - 32, 92, 10, "#fbf6ea")
    n = 5 if many else 3
    for k in range(n):
        _cartridge(s, left + 16 + (w - 32) * (k + 0.5) / n - 9, 236, 1, c)
    s.rect(left + w / 2 - 26, 185, 52, 15, 3, "#fbf6ea")
    s.rect(left + w / 2 - 20, 189, 40, 7, 2, look.accent)
    for x, y, turn in ((98, 330, 74), (300, 350, 106)):
        with s.moved(f"translate({x} {y}) rotate({turn})"):
            s.rect(-7, -34, 22, 78, 8, "#2a2430", opacity=0.16)
            _cartridge(s, -9, -38, 1.02, c)


def _cartridge(s: Sheet, x: float, y: float, k: float, c: str) -> None:
    with s.moved(f"translate({x:g} {y:g}) scale({k:g})"):
        s.rect(5, 0, 8, 12, 3, "#dfe6e8", "#a9b4b8", 1)
        s.rect(0, 9, 18, 66, 7, "#dfe6e8", "#a9b4b8", 1)
        s.rect(2, 22, 14, 51, 6, s.across(c))
