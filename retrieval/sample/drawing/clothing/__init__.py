"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.clothing.clothes import rain_jacket, storm_shell
from retrieval.sample.drawing.look import Drawing, Look
from retrieval.sample.drawing.sheet import Sheet


def _rain(sheet: Sheet, look: Look) -> None:
    (storm_shell if look.has("feature", "Pit zips") else rain_jacket)(sheet, look.paint)


DRAWINGS: Mapping[str, Drawing] = {"rain jacket": _rain}
