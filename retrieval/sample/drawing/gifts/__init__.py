"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.look import Drawing

DRAWINGS: Mapping[str, Drawing] = {}
