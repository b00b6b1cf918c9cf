"""Who is shopping: the shopper and what they did, read from the store's events."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recommender.counterfactual import Signal
from recommender.events import Event, EventStore

_ABOUT_FACTS = (
    "forgotten",
    "remembered",
    "stated",
    "unstated",
    "signal_off",
    "signal_on",
)  # they hold whomever a search is for
OF_EVENT = "event:"  # how the key of a single thing that was done begins
_CACHED = 1_000  # shoppers whose events are kept in memory


@dataclass(frozen=True, slots=True)
class Shopper:
    """A shopper and their events, oldest first. A guest has those of the conversation.

    `session_id` is the conversation that goes on; its events have it as their basket. `recipient` is whom things are
    looked for, empty for the shopper. `now` is when all this is asked; without it, the time of the last event. `off`
    are signals that have no say for them: who switched off their history has no events besides.
    """

    id: str
    events: tuple[Event, ...] = ()
    session_id: str = ""
    recipient: str = ""
    now: datetime | None = None
    off: frozenset[Signal] = frozenset()

    def products(self, *names: str) -> tuple[str, ...]:
        """Ids of the products in events of these names, latest first, each once."""
        found = [e.product_id for e in reversed(self.events) if e.name in names]
        return tuple(dict.fromkeys(found))

    def dismissed(self) -> dict[str, Event]:
        """The products that are not for them, each with the event that last said so; what was restored is left out."""
        found: dict[str, Event] = {}
        for event in self.events:
            if event.name == "dismissed":
                found[event.product_id] = event
            elif event.name == "restored":
                found.pop(event.product_id, None)
        return found

    def toward(self, recipient: str) -> Shopper:
        """The same shopper looking for `recipient`: only what they did for them may speak, and was not taken out."""
        gone: set[str] = set()
        for event in self.events:
            if event.name in ("forgotten", "remembered") and event.about.startswith(OF_EVENT):
                (gone.add if event.name == "forgotten" else gone.discard)(event.about.removeprefix(OF_EVENT))
        own = tuple(e for e in self.events if e.id not in gone and (e.recipient == recipient or e.name in _ABOUT_FACTS))
        return replace(self, events=own, recipient=recipient)

    def without(self, signals: Iterable[Signal]) -> Shopper:
        """The same shopper with these signals switched off, besides those that are off already."""
        off = self.off.union(signals)
        return replace(self, off=off, events=() if Signal.PAST in off else self.events)


class Shoppers:
    """Reads and writes shoppers' events, and keeps those of the latest shoppers in memory.

    For one process, which is what a store allows: a store's events change through this only, while it is open.
    """

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._known: OrderedDict[str, tuple[Event, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def events(self, shopper_id: str) -> tuple[Event, ...]:
        """A shopper's events, oldest first."""
        with self._lock:
            found = self._known.get(shopper_id)
            if found is None:
                found = self._known[shopper_id] = self._store.of(shopper_id)
            self._known.move_to_end(shopper_id)
            while len(self._known) > _CACHED:
                self._known.popitem(last=False)
            return found

    def add(self, shopper_id: str, happened: Sequence[Event]) -> int:
        """Writes what a shopper did; gives how many were new. Events that are there already change nothing."""
        if not happened:
            return 0
        with self._lock:
            n_new = self._store.add(happened)
            known = self._known.get(shopper_id)
            all_new = n_new == len(happened)
            if known is not None and all_new and all(not known or e.at > known[-1].at for e in happened):
                self._known[shopper_id] = (*known, *sorted(happened, key=lambda e: (e.at, e.id)))
            else:
                self._known.pop(shopper_id, None)
            return n_new

    def delete(self, shopper_id: str) -> int:
        """Removes all that a shopper did; gives how many events and searches these were."""
        with self._lock:
            self._known.pop(shopper_id, None)
            return self._store.delete(shopper_id)
