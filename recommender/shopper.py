"""Who is shopping: the shopper and what they did, read from the store's events."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.events import Event


@dataclass(frozen=True, slots=True)
class Shopper:
    """A shopper and their events, oldest first. A guest has no events."""

    id: str
    events: tuple[Event, ...] = ()

    def products(self, *names: str) -> tuple[str, ...]:
        """Ids of the products in events of these names, latest first, each once."""
        found = [e.product_id for e in reversed(self.events) if e.name in names]
        return tuple(dict.fromkeys(found))
