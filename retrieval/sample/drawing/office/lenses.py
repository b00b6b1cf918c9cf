"""Camera lenses standing on their mounts: as long as their focal length, as wide as their light."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.office.parts import is_light
from retrieval.sample.drawing.sheet import Sheet, shade


def camera_lens(s: Sheet, look: Look) -> None:
    reach = look.number("focal_length", 50)  # of a zoom its longer end
    zoom = look.has("feature", "Zoom")
    tall = (
        118
        + min(150.0, reach * 0.36)
        + (22 if zoom and look.number("weight", 0) > 500 else 0)
        - (16 if reach <= 50 and zoom else 0)
    )
    half = 46 + 44 * look.scale("filter_thread", 40, 82)
    low = 336.0
    larger = 1.0 + 0.55 * (1 - min(1.0, (tall - 110) / 176))  # small ones still have to be seen
    s.floor(206, low + 6, (half + 36) * larger, 14)
    with s.moved(f"translate({200 - 200 * larger:g} {low - low * larger:g}) scale({larger:g})"):
        _standing(s, look, tall, half, low)


def _standing(s: Sheet, look: Look, tall: float, half: float, low: float) -> None:
    c, top, foot = look.paint, low - tall, half * 0.8
    reach, zoom = look.number("focal_length", 50), look.has("feature", "Zoom")
    # From the mount up: steel, a waist, the rings, the front with its glass.
    s.path(
        f"M{200 - foot:g} {low - 10}A{foot:g} {foot * 0.2:g} 0 0 0 {200 + foot:g} {low - 10}L{200 + foot:g} {low - 22}L{200 - foot:g} {low - 22}Z",
        s.across("#c3c7ca"),
    )
    waist = low - 18 - tall * 0.2
    s.path(
        f"M{200 - foot - 5:g} {low - 18}A{foot + 5:g} {foot * 0.2:g} 0 0 0 {205 + foot:g} {low - 18}L{200 + half:g} {waist:g}L{200 + half:g} {top:g}L{200 - half:g} {top:g}L{200 - half:g} {waist:g}Z",
        s.across(c),
    )
    s.oval(200 - foot * 0.6, low - 16, 4, 4, "#e9e5dc")
    if look.has("feature", "Tripod foot"):
        s.path(
            f"M{200 + half - 4:g} {waist - 20:g}L{200 + half + 30:g} {waist - 8:g}L{200 + half + 30:g} {low + 4}L{200 + half + 14:g} {low + 4}L{200 + half + 12:g} {waist + 20:g}L{200 + half - 4:g} {waist + 14:g}Z",
            s.across("#4a4e54"),
        )
        _ring(s, half + 3, waist - 22, 42, "#4a4e54")
        s.oval(214, waist + 2, 6, 6, "#8d9196")
    _ribbed(s, half + 2, top + tall * (0.16 if zoom else 0.24), tall * (0.2 if zoom else 0.26), c)
    if zoom:
        _ribbed(s, half + 3, top + tall * 0.44, tall * 0.19, c)
    band = top + tall * (0.39 if zoom else 0.525)
    if reach > 60 or look.has("feature", "Weather-sealed"):
        _ring(s, half + 0.6, band, 4, look.accent)
    ink = "#3a3a3e" if is_light(c) else "#d9d6cf"
    words = look.value("focal_length")
    at = waist + 32 if look.has("feature", "Tripod foot") else top + tall * (0.75 if zoom else 0.74) + 6
    s.text(200, at, 13, words, ink, 0.5)
    if tall > 122:
        s.text(200, at + 14, 10, look.value("aperture"), ink, 0.5)
    if look.has("feature", "Macro"):
        _ring(s, half + 0.6, top + 12, 5, "#e2b33f")
    _front(s, look, half, top)


def _ring(s: Sheet, half: float, y: float, h: float, color: str) -> None:
    s.path(
        f"M{200 - half:g} {y:g}A{half:g} {half * 0.2:g} 0 0 0 {200 + half:g} {y:g}L{200 + half:g} {y + h:g}A{half:g} {half * 0.2:g} 0 0 1 {200 - half:g} {y + h:g}Z",
        s.across(color),
    )


def _ribbed(s: Sheet, half: float, y: float, h: float, color: str) -> None:
    """A rubber ring to turn: its ribs grow narrow toward the sides."""
    rubber = "#2b2c31" if not is_light(color) else "#55575c"
    _ring(s, half, y, h, rubber)
    ribs = ""
    for i in range(-8, 9):
        at = i / 9
        x = 200 + half * (1.35 * at - 0.35 * at**3)
        sag = half * 0.2 * max(0.0, 1 - ((x - 200) / half) ** 2) ** 0.5
        ribs += f"M{x:.0f} {y + sag + 4:.0f}v{h - 8:.0f}"
    s.line(ribs, "#101114", 2.4, 0.8)
    with s.moved("translate(-1.6 0)"):
        s.line(ribs, "#77797e", 1, 0.5)


def _front(s: Sheet, look: Look, half: float, top: float) -> None:
    bright = float(look.value("aperture", "f/4").removeprefix("f/").split("-")[0])
    glass = half * (0.84 - 0.07 * min(4.5, bright - 1.4) if bright else 0.7)
    s.oval(200, top, half, half * 0.3, s.across(shade(look.paint, 0.08)))
    s.oval(200, top + 1, half * 0.93, half * 0.26, "#1b1c20")
    s.oval(200, top + 2, glass + 5, (glass + 5) * 0.27, "#2e2f35")
    s.oval(200, top + 2.5, glass, glass * 0.26, s.down("#33486e"))
    s.oval(204, top + 4, glass * 0.55, glass * 0.13, "#0f1018", opacity=0.8)
    s.oval(200 - glass * 0.36, top - glass * 0.04, glass * 0.3, glass * 0.07, "#cfe0f2", opacity=0.75)
    s.oval(200 + glass * 0.4, top + glass * 0.1, glass * 0.16, glass * 0.04, "#b58fd0", opacity=0.7)
