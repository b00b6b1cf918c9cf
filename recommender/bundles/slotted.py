"""Bundles of given slots: solved for each tier, then for others that are really different, then for a little more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recommender.bundles.blaming import blame_of
from recommender.bundles.need import BundleNeed, Tier
from recommender.bundles.places import Place
from recommender.bundles.proposal import Bundle, Change, IfMore, Proposal
from recommender.bundles.solver import GRACE, Choice
from recommender.bundles.table import Table
from recommender.bundles.totals import Totals

N_BUNDLES = 3


class Slotted:
    """One need with its places. `is_over(share)` says whether that share of the time is over."""

    def __init__(
        self,
        places: Sequence[Place],
        need: BundleNeed,
        make_table: Callable[[Sequence[Place], BundleNeed], Table],
        totals: Totals,
        is_over: Callable[[float], bool],
    ) -> None:
        self._places = places
        self._need = need
        self._make_table = make_table
        self._table = make_table(places, need)
        self._totals = totals
        self._is_over = is_over
        self._budget = need.budget.minor if need.budget is not None else None
        self._n_free = sum(not place.fixed for place in places)

    def proposal(self) -> Proposal:
        need = self._need
        first = self._solved(need.tier, self._budget, 0.4, grace=GRACE) or self._anything()
        if first is None:
            return Proposal(blame=blame_of(self._places, need, self._make_table, lambda: self._is_over(2.0)))
        if not self._fills(first):
            return Proposal()  # nothing is required, and nothing is worth its price
        tiers = {need.tier: first}
        for tier in Tier:
            found = None if tier in tiers else self._solved(tier, self._budget, 0.6)
            tiers.setdefault(tier, found if found is not None and self._fills(found) else first)
        chosen = [first]
        while len(chosen) < N_BUNDLES and self._n_free:
            other = self._solved(need.tier, self._budget, 0.8, [self._free(choice) for choice in chosen])
            if other is None or not self._fills(other):
                break
            chosen.append(other)
        of_tier = {tier: self._bundle(choice, tier) for tier, choice in tiers.items()}
        others = [self._bundle(choice, need.tier, chosen[:n]) for n, choice in enumerate(chosen[1:], 1)]
        return Proposal((of_tier[need.tier], *others), tuple(of_tier[tier] for tier in Tier))

    def _solved(
        self, tier: Tier, budget: int | None, share: float, unlike: Sequence[frozenset[str]] = (), grace: int = 0
    ) -> Choice | None:
        n_shared = min([self._n_free // 2, *(len(other) // 2 for other in unlike)])
        return self._table.problem(tier, budget).best(unlike, n_shared, lambda: self._is_over(share), grace)

    def _anything(self) -> Choice | None:
        """Where nothing was found in time: the cheapest there is, if it is cheap enough."""
        if not self._is_over(0.4):
            return None
        found = self._table.cheapest(self._budget).best(is_late=lambda: self._is_over(1.0), grace=GRACE)
        return None if found is None else Choice(found.picks, found.worth, found.total, exact=False)

    def _fills(self, choice: Choice) -> bool:
        """Whether any slot is filled at all."""
        return any(candidate is not None for candidate in self._table.chosen(choice.picks))

    def _free(self, choice: Choice) -> frozenset[str]:
        parts = zip(self._places, self._table.chosen(choice.picks), strict=True)
        return frozenset(c.product_id for place, c in parts if c is not None and not place.fixed)

    def _bundle(self, choice: Choice, tier: Tier, unlike: Sequence[Choice] = ()) -> Bundle:
        filled = [
            (place, c) for place, c in zip(self._places, self._table.chosen(choice.picks), strict=True) if c is not None
        ]
        return Bundle(
            tuple(place.name for place, _ in filled),
            tuple(c for _, c in filled),
            self._totals.money(choice.total),
            tuple(place.n for place, _ in filled),
            self._totals.priced(self._table.pieces(choice.picks), self._need.buyer),
            tier,
            self._table.worth(choice.picks, choice.total, tier),
            tuple(p.name for p, c in zip(self._places, self._table.chosen(choice.picks), strict=True) if c is None),
            self._if_more(choice, tier, unlike),
            choice.exact,
        )

    def _if_more(self, choice: Choice, tier: Tier, unlike: Sequence[Choice]) -> IfMore | None:
        """The same question with 30 more to spend; None without a budget, or when it is late."""
        if self._budget is None or self._is_over(0.9):
            return None
        richer = self._solved(tier, self._budget + self._totals.more, 1.0, [self._free(other) for other in unlike])
        if richer is None:
            return None
        before, after = self._table.chosen(choice.picks), self._table.chosen(richer.picks)
        changes = tuple(
            Change(place.name, one.variant_id if one else "", two.variant_id if two else "")
            for place, one, two in zip(self._places, before, after, strict=True)
            if one != two
        )
        return IfMore(self._totals.money(self._totals.more), changes, self._totals.money(richer.total))
