"""A square sheet to draw a product on: soft studio background, light from the upper left, shadow on the floor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

_WARM_LIGHT, _COOL_DARK = (255, 250, 240), (24, 22, 32)
_LIGHTS = {
    "studio": "<radialGradient id='studio' cx='.46' cy='.36' r='.78'><stop stop-color='#f7f4ee'/>"
    "<stop offset='.62' stop-color='#ece8e0'/><stop offset='1' stop-color='#dcd6cb'/></radialGradient>",
    "fall": "<radialGradient id='fall'><stop stop-color='#2a2430' stop-opacity='.42'/>"
    "<stop offset='.55' stop-color='#2a2430' stop-opacity='.16'/>"
    "<stop offset='1' stop-color='#2a2430' stop-opacity='0'/></radialGradient>",
    "side": "<linearGradient id='side' x2='1' y2='.12'><stop offset='.04' stop-color='#fffaf0' stop-opacity='0'/>"
    "<stop offset='.2' stop-color='#fffaf0' stop-opacity='.2'/>"
    "<stop offset='.45' stop-color='#fffaf0' stop-opacity='0'/>"
    "<stop offset='.55' stop-color='#181620' stop-opacity='0'/>"
    "<stop offset='1' stop-color='#181620' stop-opacity='.3'/></linearGradient>",
    "glow": "<radialGradient id='glow'><stop stop-color='#ffd987' stop-opacity='.85'/>"
    "<stop offset='.5' stop-color='#ffe0a0' stop-opacity='.34'/>"
    "<stop offset='1' stop-color='#ffe7b5' stop-opacity='0'/></radialGradient>",
    "beam": "<linearGradient id='beam' x2='0' y2='1'><stop stop-color='#ffdf94' stop-opacity='.75'/>"
    "<stop offset='1' stop-color='#ffe7b5' stop-opacity='0'/></linearGradient>",
}


def shade(color: str, amount: float) -> str:
    """`color` (`#rrggbb`) towards warm light (`amount` up to 1) or cool dark (down to -1)."""
    toward = _WARM_LIGHT if amount > 0 else _COOL_DARK
    channels = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    mixed = (round(c + (t - c) * abs(amount)) for c, t in zip(channels, toward, strict=True))
    return "#" + "".join(f"{c:02x}" for c in mixed)


class Sheet:
    """Collects shapes on a 400 x 400 sheet; `svg(title)` gives the picture. The same calls give the same bytes."""

    def __init__(self) -> None:
        self._paints: dict[str, str] = {}  # what is inside a gradient -> its name
        self._tiles: dict[str, str] = {}  # likewise of a pattern
        self._shapes: list[str] = []

    def across(self, color: str, depth: float = 1.0) -> str:
        """A paint for upright round bodies: lit on the left, turning away on the right."""
        stops = ((0, -0.10), (0.18, 0.16), (0.5, 0.0), (1, -0.34))
        return self._gradient("x2='1' y2='0'", color, [(at, tone * depth) for at, tone in stops])

    def down(self, color: str, depth: float = 1.0) -> str:
        """A paint for cloth and fronts: lit above, darker below."""
        stops = ((0, 0.14), (0.5, 0.0), (1, -0.22))
        return self._gradient("x2='.35' y2='1'", color, [(at, tone * depth) for at, tone in stops])

    def path(self, d: str, fill: str = "none", stroke: str = "", width: float = 0, opacity: float = 1) -> None:
        self._shapes.append(f"<path d='{d}'{_look(fill, stroke, width, opacity)}/>")

    def line(self, d: str, stroke: str, width: float = 2, opacity: float = 1) -> None:
        self.path(d, "none", stroke, width, opacity)

    def rect(
        self, x: float, y: float, w: float, h: float, r: float, fill: str, stroke: str = "", width: float = 0,
        opacity: float = 1,
    ) -> None:  # fmt: skip
        shape = f"<rect x='{x:g}' y='{y:g}' width='{w:g}' height='{h:g}' rx='{r:g}'"
        self._shapes.append(f"{shape}{_look(fill, stroke, width, opacity)}/>")

    def oval(
        self, cx: float, cy: float, rx: float, ry: float, fill: str, stroke: str = "", width: float = 0,
        opacity: float = 1,
    ) -> None:  # fmt: skip
        shape = f"<ellipse cx='{cx:g}' cy='{cy:g}' rx='{rx:g}' ry='{ry:g}'"
        self._shapes.append(f"{shape}{_look(fill, stroke, width, opacity)}/>")

    def text(self, x: float, y: float, size: float, words: str, fill: str, spacing: float = 0) -> None:
        """Centered words in whatever serif the reader has."""
        self._shapes.append(
            f"<text x='{x:g}' y='{y:g}' font-size='{size:g}' letter-spacing='{spacing:g}' fill='{fill}' "
            f"text-anchor='middle' font-family='Georgia,serif'>{escape(words)}</text>"
        )

    def side_light(self, d: str) -> None:
        """Light from the left and shade on the right over a thing with the outline `d`, whatever is drawn on it."""
        self.path(d, "url(#side)")

    def floor(self, cx: float, cy: float, rx: float, ry: float = 0) -> None:
        """The shadow under a thing that stands at (`cx`, `cy`)."""
        self.oval(cx, cy, rx, ry or rx * 0.13, "url(#fall)")

    def glow(self, cx: float, cy: float, rx: float, ry: float) -> None:
        """The light around a lamp."""
        self.oval(cx, cy, rx, ry, "url(#glow)")

    @contextmanager
    def moved(self, transform: str) -> Iterator[None]:
        """What is drawn inside is drawn under an SVG transform."""
        self._shapes.append(f"<g transform='{transform}'>")
        yield
        self._shapes.append("</g>")

    @contextmanager
    def clipped(self, outline: str) -> Iterator[None]:
        """What is drawn inside shows only within the path `outline`: stripes on a shirt, prints, seams."""
        name = f"c{len(self._shapes)}"
        self._shapes.append(f"<clipPath id='{name}'><path d='{outline}'/></clipPath><g clip-path='url(#{name})'>")
        yield
        self._shapes.append("</g>")

    def both(self) -> Iterator[None]:
        """`for _ in sheet.both():` draws its body as it is and once more, mirrored about the middle."""
        start = len(self._shapes)
        yield
        name = f"m{len(self._shapes)}"
        self._shapes.insert(start, f"<g id='{name}'>")
        self._shapes.append(f"</g><use href='#{name}' transform='matrix(-1 0 0 1 400 0)'/>")

    def tiled(self, w: float, h: float, *strokes: tuple[str, str, float, float], turn: float = 0) -> str:
        """A paint that repeats lines (path, color, width, opacity) every `w` x `h`: stripes, quilting, prints."""
        lines = "".join(
            f"<path d='{d}'{_look('none', color, width, opacity)}/>" for d, color, width, opacity in strokes
        )
        turned = f" patternTransform='rotate({turn:g})'" if turn else ""
        inside = f"width='{w:g}' height='{h:g}' patternUnits='userSpaceOnUse'{turned}>{lines}"
        if inside not in self._tiles:
            self._tiles[inside] = f"t{len(self._tiles)}"
            self._shapes.append(f"<pattern id='{self._tiles[inside]}' {inside}</pattern>")
        return f"url(#{self._tiles[inside]})"

    def svg(self, title: str) -> str:
        paints = "".join(f"<linearGradient id='{n}' {inside}</linearGradient>" for inside, n in self._paints.items())
        shapes = "".join(self._shapes)
        lights = "".join(light for name, light in _LIGHTS.items() if name == "studio" or f"url(#{name})" in shapes)
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 400' role='img'><title>{escape(title)}</title>"
            f"<defs>{lights}{paints}</defs><rect width='400' height='400' fill='url(#studio)'/>"
            f"<g stroke-linecap='round' stroke-linejoin='round'>{shapes}</g></svg>\n"
        )

    def _gradient(self, direction: str, color: str, stops: list[tuple[float, float]]) -> str:
        inner = "".join(f"<stop offset='{at:g}' stop-color='{shade(color, tone)}'/>" for at, tone in stops)
        name = self._paints.setdefault(f"x1='0' y1='0' {direction}>{inner}", f"p{len(self._paints)}")
        return f"url(#{name})"


def _look(fill: str, stroke: str, width: float, opacity: float) -> str:
    look = f" fill='{fill}'"
    if stroke:
        look += f" stroke='{stroke}' stroke-width='{width:g}'"
    return look + (f" opacity='{opacity:g}'" if opacity != 1 else "")
