"""Small PNG pictures of the drawings, for whatever cannot show SVG."""

from __future__ import annotations

from retrieval.svg import png as thumbnail

__all__ = ["thumbnail"]
