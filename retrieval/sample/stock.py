"""What is in stock: most of it; some sold out and expected again, some for good, a little on order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

_SOLD_OUT, _EXPECTED = 0.07, 0.6  # shares: of all variants; of the sold-out ones
_ON_ORDER, _FEW = 0.02, 0.12


def availability(variant_id: str, *, seed: int, today: date) -> dict[str, Any]:
    """A variant's `availability` as the feed writes it; the same for the same seed and day."""
    chance = Random(f"stock:{seed}:{variant_id}")
    drawn = chance.random()
    if drawn < _SOLD_OUT:
        gone: dict[str, Any] = {"available": False, "status": "out_of_stock", "quantity": 0}
        if chance.random() < _EXPECTED:
            gone["restock_on"] = (today + timedelta(days=chance.randint(4, 40))).isoformat()
        return gone
    if drawn < _SOLD_OUT + _ON_ORDER:
        back = today + timedelta(days=chance.randint(7, 30))
        return {"available": True, "status": "backorder", "restock_on": back.isoformat()}
    if drawn < _SOLD_OUT + _ON_ORDER + _FEW:
        return {"available": True, "status": "in_stock", "quantity": chance.randint(1, 4)}
    return {"available": True, "status": "in_stock", "quantity": chance.randint(5, 90)}
