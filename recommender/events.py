"""What shoppers did, under GA4's names; and the store that keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# Why something is not for somebody, as the `about` of a `dismissed`; "" is "not for me" without a reason.
TOO_DEAR, WRONG_STYLE, HAVE_IT = "too_dear", "wrong_style", "have_it"
DISMISSALS = (TOO_DEAR, WRONG_STYLE, HAVE_IT)


@dataclass(frozen=True, slots=True)
class Event:
    """One product in one happening. `id` is unique: the same event imported twice counts once.

    GA4's names are select_item, view_item, add_to_cart, remove_from_cart, add_to_wishlist, purchase and refund. Ours:

    - `shown`, at `position` 1, 2, ... of its list;
    - `liked`; `dismissed`, `about` one of `DISMISSALS` or nothing; `restored`: the no is taken back;
    - `rate_item`, with a `rating`;
    - `condition_dropped`, `about` the condition that was given up ("color:Blue"); it has no product;
    - `forgotten` and `remembered`, `about` the key of a fact of the shopper's profile; they have no product;
    - `stated` and `unstated`, `about` the key of a taste that the shopper says is theirs, or takes back; no product;
    - `signal_off` and `signal_on`, `about` a `Signal` that is to have no say, or a say again; they have no product.
    """

    id: str
    name: str
    shopper_id: str
    at: datetime  # UTC
    product_id: str  # empty where the happening is about no product
    variant_id: str = ""
    quantity: int = 1
    basket_id: str = ""  # one purchase, one session: what was taken together
    rating: int | None = None  # of a rate_item: 1-5
    recipient: str = ""  # whom it was for ("dad"); empty for the shopper
    position: int | None = None  # of a shown: its place in the list, from 1
    about: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What a shopper typed into the shop's search. Events of the same session have its id as their basket."""

    id: str
    shopper_id: str
    at: datetime  # UTC
    words: str
    session_id: str = ""


class EventStore(Protocol):
    """Events and searches of all shoppers, in the order of their time; of one moment, in the order of their ids.

    What comes back is what was written, `at` to the microsecond and in UTC. Safe from several threads.
    """

    def add(self, happened: Iterable[Event | Search]) -> int:
        """Writes those whose id is not there yet, all or none; gives how many events and searches these were.

        The iterable is read as it is written: it may be longer than memory. When it raises, nothing is kept.
        """
        ...

    def of(self, shopper_id: str) -> tuple[Event, ...]:
        """A shopper's events, oldest first; empty for one who is not known."""
        ...

    def all(self) -> Iterator[Event]:
        """Every event, oldest first, read as it is asked for."""
        ...

    def since(self, at: datetime) -> Iterator[Event]:
        """Every event at that moment or later, oldest first, read as it is asked for."""
        ...

    def searches(self) -> Iterator[Search]:
        """Every search, oldest first, read as it is asked for."""
        ...

    def shopper_ids(self, *names: str) -> tuple[str, ...]:
        """Ids of the shoppers with an event of these names (of any, when none is given), in order."""
        ...

    def delete(self, shopper_id: str) -> int:
        """Removes all that a shopper did, searches too; gives how many rows these were. Nobody else's are touched."""
        ...

    def __len__(self) -> int:
        """How many events there are, searches not counted."""
        ...
