"""Sizes said in numbers, with their system or without: "size 9", "US 9", "9 UK"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.sizes import system_size

_N = r"\d{1,2}(?:\.5)?"
_SIZE = re.compile(
    rf"\b(?P<system>(?:EU|US|UK) {_N}|{_N} (?:EU|US|UK))\b"
    rf"|\bsize\s+(?P<n>(?:(?:eu|us|uk)\s+)?{_N})\b(?!\s*(?:mm|cm|m|in|inch|l|ml|kg|g)\b)"
)


@dataclass(frozen=True, slots=True)
class SaidSize:
    """`value` ("US 9", or "9" without a system) as `text[start:end]` says it."""

    value: str
    start: int
    end: int

    @property
    def has_system(self) -> bool:
        return not self.value[0].isdigit()


def said_size(text: str) -> SaidSize | None:
    """The first size in numbers. A system by itself is written in capitals: "give 9 us" gives nine to us."""
    match = _SIZE.search(text)
    if not match:
        return None
    said = match["system"] or match["n"]
    size = system_size(said)
    return SaidSize(f"{size.system} {size.number}" if size else said, *match.span())
