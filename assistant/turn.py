"""A turn while it happens: the state so far, who is shopping, and whether to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.state import DialogueState, Happening
from recommender.shopper import Shopper


class CancelledError(RuntimeError):
    """The shopper stopped the turn."""


@dataclass(slots=True)
class Turn:
    """Every happening is folded into `state` at once and kept in order in `happened`. It all happens at `now`."""

    state: DialogueState
    shopper: Shopper
    now: datetime
    cancelled: Callable[[], bool] = lambda: False
    happened: list[Happening] = field(default_factory=list)

    @property
    def taste(self) -> Shopper:
        """Whose past may speak for a product: the shopper's, or nobody's when it is for somebody else."""
        return Shopper(self.shopper.id) if self.state.context.for_other else self.shopper

    def happen(self, happening: Happening) -> None:
        self.state = self.state.after(happening)
        self.happened.append(happening)

    def check(self) -> None:
        """Raises `CancelledError` once the shopper has stopped the turn."""
        if self.cancelled():
            raise CancelledError("The shopper stopped the turn.")
