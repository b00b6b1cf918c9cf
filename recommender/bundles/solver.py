"""Choosing one option a slot: the most worth after what the price takes off, under a budget, all different.

Branch and bound over the slots, one option a slot, the slots with the fewest options first. The bound of a partial
choice is the sum, over the slots still open, of the best option's worth, its pairs with what is chosen, and for every
later slot the best pair it could have there; under a budget also the Lagrangian relaxation of it (Geoffrion 1974,
"Lagrangean relaxation for integer programming"), its multiplier minimised once at the root. All children of a node are
bounded in one step of numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Never = float("-inf")

GRACE = 3_000  # steps: a hundredth of a second or ten of them, wherever anything can be found at all
BEAM = 48  # partial choices kept a slot, to begin with
LARGE = 5 * 12  # options over all slots: beyond, a beam finds something good before the search begins
_STEPS = 24  # of the multiplier's search
_EPSILON = 1e-9  # worths nearer than this are equal: sums of floats depend on their order


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate of a slot: whose it is (no product twice; empty for an unfilled slot), what all its pieces cost in
    minor units before promotions, and at most how much promotions can take off them, and what it is worth."""

    product_id: str
    price: int
    worth: float
    most_off: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """`picks[i]` is the place of the chosen option in slot `i`; `total` in minor units, after promotions."""

    picks: tuple[int, ...]
    worth: float
    total: int
    exact: bool = True


class Problem:
    """Slots with options, pairs and a budget.

    `pairs` is `(n, n)` float64 over all options, slot after slot: what two are worth together, `-inf` where they must
    not be together; read above the diagonal. `total` gives the exact minor units of picks, after promotions, between
    the sum of prices and that sum less every `most_off`. `strain` is the worth that a minor unit of it costs.
    """

    def __init__(
        self,
        options: Sequence[Sequence[Option]],
        pairs: Floats,
        budget: int | None = None,
        strain: float = 0.0,
        total: Callable[[tuple[int, ...]], int] | None = None,
    ) -> None:
        self.options = options
        self.budget = budget
        self.strain = strain
        self._total = total
        self.was_cut = False  # whether the last search ran out of time
        # Slots with few options come first: a locked one binds all others from the start.
        self._order = sorted(range(len(options)), key=lambda slot: (len(options[slot]), slot))
        offsets = np.cumsum([0, *(len(slot) for slot in options)])
        self._at = [(slot, pick) for slot in self._order for pick in range(len(options[slot]))]
        flat = np.array([offsets[slot] + pick for slot, pick in self._at], dtype=np.int64)
        both = np.triu(pairs, 1)
        both = both + both.T
        self._pairs: Floats = both[np.ix_(flat, flat)] if len(flat) else np.zeros((0, 0))
        self._flat = [options[slot][pick] for slot, pick in self._at]
        ids = np.array([option.product_id for option in self._flat], dtype=object)
        same = (ids[:, None] == ids[None, :]) & (ids[:, None] != "")
        self._pairs[same] = Never
        self._starts = np.cumsum([0, *(len(options[slot]) for slot in self._order)])

    def best(
        self,
        unlike: Sequence[frozenset[str]] = (),
        n_shared: int = 0,
        is_late: Callable[[], bool] = lambda: False,
        grace: int = 0,
    ) -> Choice | None:
        """The choice of the most worth that shares at most `n_shared` products with each of `unlike`.

        None when nothing fits, or nothing was found before it was late (`was_cut`); a choice found then is not `exact`.
        While nothing is found, so many steps as `grace` are made even when it is late: a busy machine is no reason to
        say that nothing fits.
        """
        if not self.options or not all(self.options):
            return None
        search = _Search(self, unlike, n_shared, is_late, grace)
        found = search.run()
        self.was_cut = search.was_cut
        return found

    # What the search reads, in the order of its slots

    @property
    def n_slots(self) -> int:
        return len(self._order)

    @cached_property
    def low(self) -> NDArray[np.int64]:
        """`(n,)`: what each option costs at the least."""
        return np.array([option.price - option.most_off for option in self._flat], dtype=np.int64)

    @cached_property
    def worth(self) -> Floats:
        """`(n,)`: worth less the strain of the least price; `-inf` for what has no partner in some slot."""
        worth = np.array([option.worth for option in self._flat]) - self.strain * self.low
        alive = np.ones(len(worth), dtype=bool)
        while True:
            met = np.isfinite(self._pairs) & alive[None, :]
            may = np.logical_or.reduceat(met, self._starts[:-1], axis=1)
            own = np.repeat(np.arange(self.n_slots), np.diff(self._starts))
            may[np.arange(len(worth)), own] = True
            kept = alive & may.all(axis=1)
            if (kept == alive).all():
                return np.where(alive, worth, Never)
            alive = kept

    @cached_property
    def ahead(self) -> Floats:
        """`(n,)`: at most what an option's pairs with all later slots come to."""
        best = np.maximum.reduceat(np.where(np.isfinite(self.worth)[None, :], self._pairs, Never),
                                   self._starts[:-1], axis=1)  # fmt: skip
        own = np.repeat(np.arange(self.n_slots), np.diff(self._starts))
        later = np.arange(self.n_slots)[None, :] > own[:, None]
        summed: Floats = np.where(later, best, 0.0).sum(axis=1)
        return summed

    @cached_property
    def least(self) -> list[int]:
        """The least that the slots from i on can cost."""
        costs = np.where(np.isfinite(self.worth), self.low, np.iinfo(np.int64).max // 64)
        each = np.minimum.reduceat(costs, self._starts[:-1])
        return [int(each[at:].sum()) for at in range(self.n_slots + 1)]

    @cached_property
    def multiplier(self) -> float:
        """The worth of a minor unit at which the root's bound is least; 0 without a budget that binds."""
        if self.budget is None:
            return 0.0
        values = self.worth + self.ahead

        def bound(multiplier: float) -> float:
            best = np.maximum.reduceat(values - multiplier * self.low, self._starts[:-1])
            return float(best.sum()) + multiplier * (self.budget or 0)

        low, high = 0.0, 4.0 / max(1, int(np.median(self.low)))  # convex: thirds
        for _ in range(_STEPS):
            one, other = low + (high - low) / 3, high - (high - low) / 3
            low, high = (low, other) if bound(one) <= bound(other) else (one, high)
        found = (low + high) / 2
        return found if bound(found) < bound(0.0) else 0.0

    def exact_total(self, places: Sequence[int]) -> int:
        """What the options at these places cost after promotions."""
        plain = sum(self._flat[place].price for place in places)
        if self._total is None or not any(self._flat[place].most_off for place in places):
            return plain
        return self._total(self.picks(places))

    def picks(self, places: Sequence[int]) -> tuple[int, ...]:
        chosen = dict(self._at[place] for place in places)
        return tuple(chosen[slot] for slot in range(len(self.options)))

    def product_id(self, place: int) -> str:
        return self._flat[place].product_id


@dataclass(frozen=True, slots=True)
class _Partial:
    """`gains[i]`: the worth of the option at place i with all that is chosen."""

    places: tuple[int, ...]
    worth: float
    low: int
    gains: Floats
    shared: tuple[int, ...]


class _Search:
    def __init__(
        self,
        problem: Problem,
        unlike: Sequence[frozenset[str]],
        n_shared: int,
        is_late: Callable[[], bool],
        grace: int,
    ) -> None:
        self._problem = problem
        self._unlike = unlike
        self._n_shared = n_shared
        self._is_late = is_late
        self._grace = grace
        self._n_steps = 0
        self._best: Choice | None = None
        self._late = False

    def run(self) -> Choice | None:
        root = _Partial((), 0.0, 0, self._problem.worth, (0,) * len(self._unlike))
        if not np.isfinite(self._problem.worth).any():
            return None
        if len(self._problem.worth) > LARGE:
            self._beam(root)
        self._descend(root)
        if self._best is None or not self._late:
            return self._best
        return Choice(self._best.picks, self._best.worth, self._best.total, exact=False)

    @property
    def was_cut(self) -> bool:
        """Whether time ran out: what was not found may be there."""
        return self._late

    def _descend(self, partial: _Partial) -> None:
        self._n_steps += 1
        is_hopeless = self._best is not None or self._n_steps > self._grace
        if self._late or (is_hopeless and self._is_late()):
            self._late = True
            return
        if len(partial.places) == self._problem.n_slots - 1:
            self._finish(partial)
            return
        for bound, child in self._children(partial):
            if not self._hopeful(bound) or self._late:
                return
            self._descend(child())

    def _beam(self, root: _Partial) -> None:
        beam = [root]
        for _ in range(self._problem.n_slots - 1):
            found = sorted((c for partial in beam for c in self._children(partial)), key=lambda c: -c[0])
            beam = [child() for _, child in found[:BEAM]]
            if self._is_late():
                return
        for partial in beam:
            self._finish(partial)

    def _hopeful(self, bound: float) -> bool:
        return self._best is None or bound > self._best.worth + _EPSILON

    def _open(self, partial: _Partial) -> NDArray[np.int64]:
        """The places of the next slot that may still come to a whole choice."""
        problem, at = self._problem, len(partial.places)
        begin, end = int(problem._starts[at]), int(problem._starts[at + 1])
        may = np.isfinite(partial.gains[begin:end])
        if problem.budget is not None:
            may &= problem.low[begin:end] + partial.low + problem.least[at + 1] <= problem.budget
        return np.flatnonzero(may) + begin

    def _children(self, partial: _Partial) -> list[tuple[float, Callable[[], _Partial]]]:
        """The partial choice with each option of the next slot, by bound, the best first."""
        problem, at = self._problem, len(partial.places)
        places = self._open(partial)
        if not len(places):
            return []
        begin = int(problem._starts[at + 1])
        segments = problem._starts[at + 1 : -1] - begin
        worths = partial.worth + partial.gains[places]
        gains = partial.gains[None, begin:] + problem._pairs[places, begin:]
        values = gains + problem.ahead[None, begin:]
        bounds = worths + np.maximum.reduceat(values, segments, axis=1).sum(axis=1)
        if problem.multiplier:
            relaxed = np.maximum.reduceat(values - problem.multiplier * problem.low[None, begin:], segments, axis=1)
            left = (problem.budget or 0) - partial.low - problem.low[places]
            bounds = np.minimum(bounds, worths + relaxed.sum(axis=1) + problem.multiplier * left)
        found: list[tuple[float, Callable[[], _Partial]]] = []
        for n in sorted(range(len(places)), key=lambda n: (-bounds[n], places[n])):
            shared = self._sharing(partial.shared, int(places[n]))
            if bounds[n] == Never or shared is None:
                continue

            def child(n: int = n, shared: tuple[int, ...] = shared) -> _Partial:
                place = int(places[n])
                full = np.concatenate([partial.gains[:begin], gains[n]])
                low = partial.low + int(problem.low[place])
                return _Partial((*partial.places, place), float(worths[n]), low, full, shared)

            found.append((float(bounds[n]), child))
        return found

    def _finish(self, partial: _Partial) -> None:
        """The last slot: the exact total decides."""
        problem = self._problem
        places = self._open(partial)
        for place in sorted(places, key=lambda place: (-partial.gains[place], place)):
            bound = partial.worth + float(partial.gains[place])
            if not self._hopeful(bound):
                return
            if self._sharing(partial.shared, int(place)) is None:
                continue
            whole = (*partial.places, int(place))
            total = problem.exact_total(whole)
            if problem.budget is not None and total > problem.budget:
                continue
            worth = bound - problem.strain * (total - partial.low - int(problem.low[place]))
            if self._hopeful(worth):
                self._best = Choice(problem.picks(whole), worth, total)

    def _sharing(self, shared: tuple[int, ...], place: int) -> tuple[int, ...] | None:
        """How much is shared with each of the unlike once this is chosen; None where that is too much."""
        product_id = self._problem.product_id(place)
        now = tuple(n + (product_id in other) for n, other in zip(shared, self._unlike, strict=True))
        return None if any(n > self._n_shared for n in now) else now
