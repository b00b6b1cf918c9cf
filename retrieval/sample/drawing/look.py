"""What a drawing goes by: the variant's color and whatever it states, so that no picture says another thing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from retrieval.sample.drawing.sheet import Sheet
from retrieval.sample.slots import SlotError, amount

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """One variant to draw. `values` holds its attributes and options by slot."""

    item_id: str
    title: str
    paint: str  # #rrggbb: the variant's color, else the kind's own
    accent: str  # #rrggbb: the brand's label
    values: Mapping[str, tuple[str, ...]]

    def has(self, slot: str, value: str) -> bool:
        return value in self.values.get(slot, ())

    def value(self, slot: str, default: str = "") -> str:
        """The slot's first value."""
        return next(iter(self.values.get(slot, ())), default)

    def number(self, slot: str, default: float) -> float:
        """How much the slot's first value measures, in g, mm, ml or its own unit; `default` when it does not say."""
        try:
            return float(amount(self.value(slot)))
        except SlotError:
            return default

    def scale(self, slot: str, low: float, high: float, default: float = 0.5) -> float:
        """Where the measure lies between `low` (0) and `high` (1), cut off at both; `default` when not stated."""
        if slot not in self.values:
            return default
        return min(1.0, max(0.0, (self.number(slot, low) - low) / (high - low)))

    def pick(self, what: str, *choices: T) -> T:
        """One of the choices, always the same for a product: details that vary and mean nothing."""
        digest = hashlib.sha256(f"{self.item_id}\x1f{what}".encode()).digest()
        return choices[int.from_bytes(digest[:4], "big") % len(choices)]


Drawing = Callable[[Sheet, Look], None]
