"""Small parts that several of the office's drawings share: wood, metal tones, plugs, sockets, a brand's mark."""

from __future__ import annotations

from retrieval.sample.drawing.look import Look
from retrieval.sample.drawing.sheet import Sheet, shade

STEEL, DARK, INK, SHINE = "#b9bdc1", "#3a3a3e", "#232327", "#ffffff"
WOODS = ("#c99f6b", "#7a5236", "#d9bd86")  # the paints of oak, walnut and bamboo


def is_light(color: str) -> bool:
    """Whether marks on this color should be dark."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return red * 0.3 + green * 0.59 + blue * 0.11 > 150


def mark(s: Sheet, look: Look, x: float, y: float, width: float = 20, height: float = 5) -> None:
    """The brand's small label."""
    s.rect(x - width / 2, y - height / 2, width, height, min(2.0, height / 2), look.accent)


def grain(s: Sheet, color: str, x: float, y: float, w: float, h: float, lines: int = 3) -> None:
    """A few lines of wood grain inside a box; nothing on lacquer."""
    if color not in WOODS:
        return
    for i in range(lines):
        at = y + h * (i + 1) / (lines + 1)
        start, end = x + 8 + i * 11, x + w - 10 - i * 17
        d = f"M{start:g} {at:g}C{x + w * 0.35:g} {at - 2:g} {x + w * 0.6:g} {at + 2:g} {end:g} {at:g}"
        s.line(d, shade(color, -0.2), 1.2, 0.6)


def usb_c(s: Sheet, x: float, y: float, width: float = 18, height: float = 7) -> None:
    """A USB-C socket, seen from the front."""
    s.rect(x - width / 2, y - height / 2, width, height, height / 2, INK)
    s.rect(x - width * 0.28, y - height * 0.1, width * 0.56, height * 0.22, 0.8, "#8d9196")


def usb_a(s: Sheet, x: float, y: float, width: float = 24, height: float = 11) -> None:
    """A USB-A socket, seen from the front."""
    s.rect(x - width / 2, y - height / 2, width, height, 1.5, INK)
    s.rect(x - width / 2 + 3, y, width - 6, height / 2 - 2, 0.6, "#5c86b8")


def lens(s: Sheet, x: float, y: float, r: float, ring: str = INK) -> None:
    """The glass of a camera, seen from the front, with the light of a window in it."""
    s.oval(x, y, r, r, s.across(ring), shade(ring, -0.5), 1)
    s.oval(x, y, r * 0.78, r * 0.78, "#15161b")
    s.oval(x, y, r * 0.58, r * 0.58, s.down("#2b3a5a"))
    s.oval(x + r * 0.1, y + r * 0.12, r * 0.3, r * 0.3, "#0f1016")
    s.path(
        f"M{x - r * 0.5:g} {y - r * 0.1:g}A{r * 0.5:g} {r * 0.5:g} 0 0 1 {x + r * 0.06:g} {y - r * 0.5:g}"
        f"L{x + r * 0.02:g} {y - r * 0.3:g}A{r * 0.32:g} {r * 0.32:g} 0 0 0 {x - r * 0.3:g} {y - r * 0.06:g}Z",
        SHINE,
        opacity=0.55,
    )
    s.oval(x + r * 0.26, y + r * 0.3, r * 0.09, r * 0.06, "#b58fd0", opacity=0.7)
