"""Small PNG pictures of the drawings, for whatever cannot show SVG."""

from __future__ import annotations


def thumbnail(svg: str, width: int) -> bytes:
    """The drawing as a PNG, `width` pixels wide."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))
