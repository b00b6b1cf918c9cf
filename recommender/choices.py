"""Choices: what shoppers turned to, with all that was known of them the moment before: what a ranker learns from."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from recommender.events import Event
from recommender.shopper import Shopper

LOOKS = ("view_item", "select_item")
TAKES = ("add_to_cart", "purchase")  # choices, where no look came before


@dataclass(frozen=True, slots=True)
class Choice:
    """A shopper's choice among `own`, all their events, oldest first, of which `n_before` came before it.

    `is_new`: none of these was on the product.
    """

    shopper_id: str
    own: tuple[Event, ...]
    n_before: int
    product_id: str
    at: datetime
    session_id: str
    is_new: bool

    @property
    def shopper(self) -> Shopper:
        """Who chose: with the events before, `session_id` and `now` of the choice. Made when asked for, as the pasts
        of all choices at once would be quadratic in a shopper's events."""
        return Shopper(self.shopper_id, self.own[: self.n_before], self.session_id, now=self.at)


def by_shopper(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """Each shopper's events, oldest first; shoppers in the order of their ids."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.shopper_id, []).append(event)
    return {shopper_id: tuple(sorted(found[shopper_id], key=lambda e: (e.at, e.id))) for shopper_id in sorted(found)}


def choices_of(own: Sequence[Event], sold: Container[str]) -> list[Choice]:
    """A shopper's looks at products that are sold, and what they bought without a look; each with what was before.

    `own` is oldest first.
    """
    told = tuple(own)
    return [_choice(told, at, is_new) for at, is_new in _looks(told, sold)]


def last_new(events: Mapping[str, Sequence[Event]], sold: Container[str]) -> list[Choice]:
    """Of each shopper the last look at a product that was new to them, where anything came before it."""
    found = []
    for own in events.values():
        last = max((at for at, is_new in _looks(own, sold) if is_new), default=0)
        choice = _choice(tuple(own), last, True) if last else None
        if choice and choice.n_before:
            found.append(choice)
    return found


def _looks(own: Sequence[Event], sold: Container[str]) -> Iterator[tuple[int, bool]]:
    """Places of the choices, and whether the product was new to the shopper."""
    seen: set[str] = set()
    for at, event in enumerate(own):
        is_look = event.name in LOOKS or (event.name in TAKES and event.product_id not in seen)
        if is_look and event.product_id in sold:
            yield at, event.product_id not in seen
        if event.name != "shown":
            seen.add(event.product_id)


def _choice(own: tuple[Event, ...], at: int, is_new: bool) -> Choice:
    event = own[at]
    earlier = at
    while earlier and own[earlier - 1].at >= event.at:
        earlier -= 1
    return Choice(event.shopper_id, own, earlier, event.product_id, event.at, event.basket_id, is_new)


def before(events: Mapping[str, Sequence[Event]], held_out: Iterable[Choice]) -> list[Event]:
    """All events but those of the held-out choices and what their shoppers did after them."""
    ends = {choice.shopper_id: choice.at for choice in held_out}
    return [e for shopper_id, own in events.items() for e in own if shopper_id not in ends or e.at < ends[shopper_id]]


def drawn(choices: Sequence[Choice], n: int, seed: int) -> list[Choice]:
    """`n` of the choices, drawn by the seed, in order; all, where there are fewer."""
    if len(choices) <= n:
        return list(choices)
    rows = np.random.default_rng(seed).choice(len(choices), n, replace=False)
    return [choices[row] for row in np.sort(rows)]
