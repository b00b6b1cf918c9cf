"""What the doctor found: a part of the installation, how it is, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    OK = "ok"
    NOTE = "note"  # something optional is not there, or something is worth knowing
    MISSING = "missing"  # shelftalk cannot serve without it


@dataclass(frozen=True, slots=True)
class Finding:
    """`says` is what was found, `mend` the command that mends it; empty when nothing is to be mended."""

    part: str
    health: Health
    says: str
    mend: str = ""
