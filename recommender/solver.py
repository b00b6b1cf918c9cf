"""Choosing one option a slot: the most worth under a budget, all different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

EXACT_SLOTS = 5
EXACT_OPTIONS = 12
BEAM = 32  # partial choices kept a slot, beyond the exact sizes
MAX_STEPS = 100_000  # about a second
_EPSILON = 1e-9  # worths nearer than this are equal: sums of floats depend on their order


@dataclass(frozen=True, slots=True)
class Pick:
    """An option of a slot: whose it is (no product twice), what it costs in minor units, what it is worth."""

    product_id: str
    price: int
    worth: float


class Pairing(Protocol):
    def __call__(self, slot: int, pick: int, other_slot: int, other_pick: int) -> float | None:
        """What two picks (by their places) are worth together; None when they must not be together."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """`picks[i]` is the place of the chosen option in slot `i`."""

    picks: tuple[int, ...]
    worth: float


class Problem:
    """Slots with options, pairings and a budget. Options of a slot are tried best first, ties in their order."""

    def __init__(self, options: Sequence[Sequence[Pick]], pairing: Pairing, budget: int | None) -> None:
        self.options = options
        self.budget = budget
        self._pairing = pairing
        self._cache: dict[tuple[int, int, int, int], float | None] = {}
        # The cheapest that the slots from i on can cost.
        self._least = [
            sum(min((p.price for p in slot), default=0) for slot in options[i:]) for i in range(len(options) + 1)
        ]

    def best(self, unlike: Sequence[frozenset[str]] = (), n_shared: int = 0) -> Choice | None:
        """The choice of the most worth that shares at most `n_shared` products with each of `unlike`.

        Exact up to 5 slots of 12 options (branch and bound). Beyond, a beam search; when it ends in nothing, branch
        and bound looks for something, and gives up after 100,000 steps. None when nothing fits.
        """
        if not self.options or not all(self.options):
            return None
        if len(self.options) <= EXACT_SLOTS and max(map(len, self.options)) <= EXACT_OPTIONS:
            return self._bounded(unlike, n_shared)
        return self._beam(unlike, n_shared) or self._bounded(unlike, n_shared, MAX_STEPS)

    def _bounded(self, unlike: Sequence[frozenset[str]], n_shared: int, max_steps: int | None = None) -> Choice | None:
        best: Choice | None = None
        stack = [Choice((), 0.0)] if all(self._orders) else []
        n_steps = 0
        while stack and n_steps != max_steps:
            n_steps += 1
            partial = stack.pop()
            if best is not None and partial.worth + self._most[len(partial.picks)] <= best.worth + _EPSILON:
                continue
            if len(partial.picks) == len(self.options):
                best = partial
                continue
            stack.extend(reversed(list(self._extended(partial, unlike, n_shared))))
        return best

    def _beam(self, unlike: Sequence[frozenset[str]], n_shared: int) -> Choice | None:
        beam = [Choice((), 0.0)]
        for _ in self.options:
            longer = [choice for partial in beam for choice in self._extended(partial, unlike, n_shared)]
            beam = sorted(longer, key=lambda choice: (-choice.worth, choice.picks))[:BEAM]
        return beam[0] if beam else None

    def _extended(self, partial: Choice, unlike: Sequence[frozenset[str]], n_shared: int) -> Iterator[Choice]:
        """The partial choice with each option of the next slot that may still come to a whole one."""
        at = len(partial.picks)
        chosen = [self.options[slot][pick] for slot, pick in enumerate(partial.picks)]
        taken = {pick.product_id for pick in chosen}
        spent = sum(pick.price for pick in chosen)
        for n in self._orders[at]:
            option = self.options[at][n]
            if option.product_id in taken:
                continue
            if self.budget is not None and spent + option.price + self._least[at + 1] > self.budget:
                continue
            ids = taken | {option.product_id}
            if any(len(ids & other) > n_shared for other in unlike):
                continue
            together = [self._together(slot, pick, at, n) for slot, pick in enumerate(partial.picks)]
            if None not in together:
                gain = option.worth + sum(worth or 0.0 for worth in together)
                yield Choice((*partial.picks, n), partial.worth + gain)

    @cached_property
    def _orders(self) -> list[list[int]]:
        """The options of each slot that some option of every other slot may stand beside, best first.

        Without this, one slot of men's things would be found to fit no women's only after all else was tried.
        """
        alive = [list(range(len(slot))) for slot in self.options]
        dropped = True
        while dropped:
            dropped = False
            for at, slot in enumerate(alive):
                others = [(o, picks) for o, picks in enumerate(alive) if o != at]
                kept = [n for n in slot if all(any(self._may_join(at, n, o, p) for p in picks) for o, picks in others)]
                dropped |= len(kept) < len(slot)
                alive[at] = kept
        return [sorted(slot, key=lambda n, at=at: (-self.options[at][n].worth, n)) for at, slot in enumerate(alive)]  # type: ignore[misc]

    def _may_join(self, slot: int, pick: int, other_slot: int, other_pick: int) -> bool:
        if self.options[slot][pick].product_id == self.options[other_slot][other_pick].product_id:
            return False
        if slot > other_slot:
            slot, pick, other_slot, other_pick = other_slot, other_pick, slot, pick
        return self._together(slot, pick, other_slot, other_pick) is not None

    def _together(self, slot: int, pick: int, other_slot: int, other_pick: int) -> float | None:
        key = (slot, pick, other_slot, other_pick)
        if key not in self._cache:
            self._cache[key] = self._pairing(*key)
        return self._cache[key]

    @cached_property
    def _most(self) -> list[float]:
        """`_most[n]`: no choice gains more than this from slot n on, whatever was chosen before."""
        gains = []
        for at, slot in enumerate(self.options):
            pairs = [
                max(self._together(s, p, at, n) or 0.0 for p in range(len(self.options[s])) for n in range(len(slot)))
                for s in range(at)
            ]
            gains.append(max(option.worth for option in slot) + sum(max(0.0, pair) for pair in pairs))
        return [sum(gains[n:]) for n in range(len(gains) + 1)]
