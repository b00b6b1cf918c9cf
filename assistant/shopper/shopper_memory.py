"""What a session knows of its shopper and keeps of them: events, unless they want no personalising."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.memory import PastTurn
from assistant.shopper.signals import Source, signals
from assistant.state import DialogueState, Happening, PastErased, PersonalisingSet
from recommender.events import Event
from recommender.personalising import Personalising
from recommender.shopper import Shopper, Shoppers
from retrieval.catalog import Catalog

MOST_OF_GUEST = 2_000  # events; whoever sends more is no shopper


class ShopperMemory:
    """A known shopper's events are the store's. A guest's are read from the turns of the session and never leave it."""

    def __init__(
        self, shopper_id: str, session_id: str, catalog: Catalog, shoppers: Shoppers, personalising: Personalising,
        *, is_guest: bool,
    ) -> None:  # fmt: skip
        self._shopper_id = shopper_id
        self._session_id = session_id
        self._catalog = catalog
        self._shoppers = shoppers
        self._personalising = personalising
        self._is_guest = is_guest
        self._of_guest: tuple[Event, ...] = ()

    def over(self, catalog: Catalog) -> None:
        """From now on what happens is read over this state of the store."""
        self._catalog = catalog

    def replay(self, turns: Sequence[PastTurn]) -> None:
        """Read a guest's events anew from the finished turns; the same turns give the same events."""
        if not self._is_guest:
            return
        self._of_guest = ()
        state = DialogueState()
        for n, turn in enumerate(turns):
            if turn.at is not None:
                self.keep(turn.happened, state, n, turn.at, personal=state.personal)
            for happening in turn.happened:
                state = state.after(happening)

    def is_personal(self, state: DialogueState) -> bool:
        """Whether anything that the shopper did may be read or written for their taste."""
        return state.personal if self._is_guest else self._personalising.is_on(self._shopper_id)

    def shopper(self, now: datetime, *, personal: bool) -> Shopper:
        """Who is shopping, as known before the turn."""
        events = () if not personal else self._of_guest if self._is_guest else self._shoppers.events(self._shopper_id)
        return Shopper(self._shopper_id, events, self._session_id, now=now)

    def signals(
        self, happened: Sequence[Happening], before: DialogueState, n_turn: int, at: datetime
    ) -> tuple[Event, ...]:
        """What the happenings of turn `n_turn`, begun in the state `before`, say of the shopper."""
        return signals(happened, before, Source(self._shopper_id, self._session_id, n_turn, at), self._catalog)

    def note(self, happened: Sequence[Event]) -> int:
        """Keep events from beside the conversation, each id once; gives how many were new.

        A guest's last as long as the session is held.
        """
        if not self._is_guest:
            return self._shoppers.add(self._shopper_id, happened)
        known = {event.id for event in self._of_guest}
        new = {event.id: event for event in happened if event.id not in known}
        kept = sorted((*self._of_guest, *new.values()), key=lambda event: (event.at, event.id))
        self._of_guest = tuple(kept[-MOST_OF_GUEST:])
        return len(new)

    def keep(
        self, happened: Sequence[Happening], before: DialogueState, n_turn: int, at: datetime, *, personal: bool
    ) -> None:
        """Write what a finished turn said of the shopper, and do with the rest of it what they asked for."""
        for happening in happened:
            if isinstance(happening, PersonalisingSet):
                personal = happening.on
                if not self._is_guest:
                    self._personalising.turn(self._shopper_id, on=personal, now=at)
            elif isinstance(happening, PastErased):
                self._of_guest = ()
                if not self._is_guest:
                    self._shoppers.delete(self._shopper_id)
        found = self.signals(happened, before, n_turn, at) if personal else ()
        if self._is_guest:
            self._of_guest = (*self._of_guest, *found)
        else:
            self._shoppers.add(self._shopper_id, found)
