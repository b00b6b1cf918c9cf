"""SVG pictures: of a feed, only those that do nothing but draw are taken over; and as PNG where one is needed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

# Shapes, text, paints, masks. Left out: script, foreignObject, image, a, animation, style sheets, embedded pages.
_DRAWING = frozenset(
    (
        "svg", "g", "defs", "title", "desc", "metadata", "symbol", "use", "path", "rect", "circle", "ellipse", "line",
        "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "pattern", "clipPath",
        "mask", "marker", "filter", "feGaussianBlur", "feOffset", "feBlend", "feColorMatrix", "feComposite", "feFlood",
        "feMerge", "feMergeNode", "feDropShadow",
    )
)  # fmt: skip
_LARGEST = 2**20  # bytes; parsed, it takes about ten times as many
_SVG = "{http://www.w3.org/2000/svg}"
# A backslash can spell any of these otherwise, in CSS.
_LEADS_OUT = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|@import|\\", re.IGNORECASE)
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)


def png(svg: str, width: int) -> bytes:
    """The drawing as a PNG, `width` pixels wide. Raises `ValueError` for what is no SVG."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))


def svg_danger(content: bytes) -> str:
    """Why this SVG is not to be shown, in words that follow "it"; empty when it only draws, from itself alone."""
    if len(content) > _LARGEST:
        return f"is {len(content):,} bytes large; an SVG may have {_LARGEST:,}"
    try:
        if _DECLARES.search(content.decode("utf-8-sig")):
            return "declares a document type, entities or a style sheet"
        root = ElementTree.fromstring(content)
    except UnicodeDecodeError:
        return "is not UTF-8"
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # no XML, or an encoding that is none
        return f"is no well-formed SVG ({error})"
    if root.tag != f"{_SVG}svg":
        return "is no SVG"
    for element in root.iter():
        tag = str(element.tag)
        if not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _DRAWING:
            return f"has a <{tag.rsplit('}', 1)[-1]}> element, which can do more than draw"
        for name, value in element.items():
            attribute = name.rsplit("}", 1)[-1].lower()
            if attribute.startswith("on"):
                return f"has a script in {attribute}"
            if (attribute in ("href", "src") and not value.strip().startswith("#")) or _LEADS_OUT.search(value):
                return f"leads out of itself in {attribute}"
    return ""
