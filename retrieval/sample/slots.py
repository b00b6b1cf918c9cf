"""What a slot's values may look like: measures with a unit, closed lists, free words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# How much of the first unit of its kind a unit is: measures of one slot can be compared.
_SIZES = {
    "g": "1", "kg": "1000", "mm": "1", "cm": "10", "m": "1000", "ml": "1", "l": "1000", "GB": "1", "TB": "1000",
}  # fmt: skip
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? (\S+)")


class SlotError(ValueError):
    """A value that its slot does not take."""


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    units: tuple[str, ...] = ()  # empty: it is no measure
    from_to: bool = False
    values: tuple[str, ...] = ()  # empty: any words


def slots_of(said: Mapping[str, Any], colors: tuple[str, ...]) -> dict[str, Slot]:
    """The slots of `attributes.yaml`."""
    found = {}
    for name, rules in said.items():
        rules = dict(rules)
        rules.pop("help", None)
        values = rules.pop("values", ())
        values = colors if values == "colors" else tuple(values)
        found[name] = Slot(name, tuple(rules.pop("units", ())), bool(rules.pop("from_to", False)), values)
        if rules:
            raise SlotError(f"attributes.yaml: {name} has {', '.join(rules)}, which means nothing")
    return found


def checked_values(slots: Mapping[str, Slot], name: str, said: Any) -> tuple[str, ...]:
    """One value or a list of them as words. Raises `SlotError` for a slot or a value that is not known."""
    if name not in slots:
        raise SlotError(f"slot {name!r} is not in attributes.yaml")
    slot = slots[name]
    values = tuple(said) if isinstance(said, list) else (said,)
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise SlotError(f"{name} is {value!r}, which is not words: put it in quotes")
        if slot.values and value not in slot.values:
            raise SlotError(f"{name} is {value!r}, which is none of {', '.join(slot.values)}")
        if slot.units:
            match = _MEASURE.fullmatch(value)
            if not match or match[3] not in (*slot.units, *(_singular(unit) for unit in slot.units)):
                raise SlotError(f"{name} is {value!r}, which is no number with one of {', '.join(slot.units)}")
            if match[2] and not slot.from_to:
                raise SlotError(f"{name} is {value!r}, and this slot is no span")
    return values


def amount(value: str) -> Decimal:
    """How much a measure says, in the smallest unit of its kind; of a span its upper end. Raises `SlotError`."""
    match = _MEASURE.fullmatch(value)
    if not match:
        raise SlotError(f"{value!r} is no measure")
    return Decimal(match[2] or match[1]) * Decimal(_SIZES.get(match[3], "1"))


def _singular(unit: str) -> str:
    return {"people": "person", "years": "year", "pieces": "piece", "cups": "cup", "players": "player"}.get(unit, unit)
