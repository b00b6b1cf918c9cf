"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.look import Drawing
from retrieval.sample.drawing.office.chairs import office_chair
from retrieval.sample.drawing.office.desks import desk
from retrieval.sample.drawing.office.lamps import desk_lamp
from retrieval.sample.drawing.office.mounts import laptop_stand, monitor_arm
from retrieval.sample.drawing.office.screens import monitor, webcam

DRAWINGS: Mapping[str, Drawing] = {
    "desk": desk,
    "desk lamp": desk_lamp,
    "laptop stand": laptop_stand,
    "monitor": monitor,
    "monitor arm": monitor_arm,
    "office chair": office_chair,
    "webcam": webcam,
}
