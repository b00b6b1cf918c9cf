"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.look import Drawing
from retrieval.sample.drawing.office.cables import cable, usb_hub
from retrieval.sample.drawing.office.cameras import camera, memory_card
from retrieval.sample.drawing.office.chairs import office_chair
from retrieval.sample.drawing.office.desks import desk
from retrieval.sample.drawing.office.headsets import earbuds, headphones
from retrieval.sample.drawing.office.keyboards import keyboard
from retrieval.sample.drawing.office.lamps import desk_lamp
from retrieval.sample.drawing.office.lenses import camera_lens
from retrieval.sample.drawing.office.mice import mouse
from retrieval.sample.drawing.office.mounts import laptop_stand, monitor_arm
from retrieval.sample.drawing.office.power import charger, power_bank
from retrieval.sample.drawing.office.screens import monitor, webcam
from retrieval.sample.drawing.office.speakers import speaker

DRAWINGS: Mapping[str, Drawing] = {
    "USB hub": usb_hub,
    "cable": cable,
    "camera": camera,
    "camera lens": camera_lens,
    "charger": charger,
    "desk": desk,
    "desk lamp": desk_lamp,
    "earbuds": earbuds,
    "headphones": headphones,
    "keyboard": keyboard,
    "laptop stand": laptop_stand,
    "memory card": memory_card,
    "monitor": monitor,
    "monitor arm": monitor_arm,
    "mouse": mouse,
    "office chair": office_chair,
    "power bank": power_bank,
    "speaker": speaker,
    "webcam": webcam,
}
