"""A turn while it happens: the state so far, who is shopping, and whether to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.handoff.prospect import Asking, no_desk
from assistant.shopper.signals import recipient_of
from assistant.state import DialogueState, Happening
from recommender.counterfactual import Signal
from recommender.events import Event
from recommender.profile import signals_off
from recommender.shopper import Shopper


class CancelledError(RuntimeError):
    """The shopper stopped the turn."""


@dataclass(slots=True)
class Turn:
    """Every happening is folded into `state` at once and kept in order in `happened`. It all happens at `now`.

    `shopper` is who they were before the turn; without `personal`, nothing they did is in it. `signals` reads from
    the happenings of this turn what they say of the shopper.
    """

    state: DialogueState
    shopper: Shopper
    now: datetime
    cancelled: Callable[[], bool] = lambda: False
    happened: list[Happening] = field(default_factory=list)
    signals: Callable[[Sequence[Happening]], Sequence[Event]] = lambda _: ()
    personal: bool = True
    prospect: Asking = no_desk  # how things stand at the desk, for whoever asks for a person
    before: DialogueState = field(init=False)  # the state that the turn began with

    def __post_init__(self) -> None:
        self.before = self.state

    @property
    def known(self) -> Shopper:
        """The shopper as known by now, for whomever they looked for things."""
        return replace(self.shopper, events=(*self.shopper.events, *self.signals(self.happened)))

    @property
    def taste(self) -> Shopper:
        """Whose past may speak for a product: what they did for whom things are looked for now, without the signals
        that they switched off, here or for good."""
        return self.taste_without(self.off)

    @property
    def off(self) -> frozenset[Signal]:
        """The signals that are switched off, here or for good."""
        return frozenset((*self.state.off, *signals_off(self.known.events)))

    def taste_without(self, off: frozenset[Signal]) -> Shopper:
        """`taste`, were just these signals switched off."""
        return self.known.toward(recipient_of(self.state.context)).without(off)

    def happen(self, happening: Happening) -> None:
        self.state = self.state.after(happening)
        self.happened.append(happening)

    def check(self) -> None:
        """Raises `CancelledError` once the shopper has stopped the turn."""
        if self.cancelled():
            raise CancelledError("The shopper stopped the turn.")
