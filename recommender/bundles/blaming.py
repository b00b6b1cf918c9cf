"""Why nothing fits: the slots or the rule to blame, and ways out that were tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from recommender.bundles.need import BundleNeed
from recommender.bundles.places import Place, unlocked, without
from recommender.bundles.proposal import ONE_COLOR, Blame, Fault, WayOut
from recommender.bundles.solver import GRACE
from recommender.bundles.table import Table
from retrieval.money import Money

MakeTable = Callable[[Sequence[Place], BundleNeed], Table]
ONLY_ONE = "the same product is all there is for both"


def blame_of(places: Sequence[Place], need: BundleNeed, table: MakeTable, is_late: Callable[[], bool]) -> Blame:
    """For places of which none is empty, and which nothing fills under the need's budget."""
    whole = table(places, need)
    least = whole.cheapest()
    cheapest = least.best(is_late=is_late, grace=GRACE)
    ways = list(_ways(places, need, table, is_late))
    if cheapest is None and least.was_cut:
        return Blame(Fault.TIME, tuple(place.name for place in places), "", tuple(ways))
    if cheapest is None:
        slots, rule = _clashing(places, need, table)
        named = [way for way in ways if way.without_rule or way.unlocked or way.without_slot in slots]
        return Blame(Fault.CLASH, slots, rule, tuple(named))
    total = Money.from_minor(cheapest.total, whole.currency)
    required = [(min(whole.prices(at)), -at) for at, place in enumerate(places) if place.required]
    dearest = -max(required)[1] if required else 0
    more = WayOut(total, budget=total)
    return Blame(Fault.BUDGET, (places[dearest].name,), "", (more, *ways))


def _ways(places: Sequence[Place], need: BundleNeed, table: MakeTable, is_late: Callable[[], bool]) -> Iterator[WayOut]:
    """One lock, one rule or one slot given up, where that is enough; of each sort what keeps most comes first."""
    budget = need.budget.minor if need.budget is not None else None

    def tried(changed: Sequence[Place], its: BundleNeed) -> Money | None:
        if not changed or is_late():
            return None
        made = table(changed, its)
        choice = made.problem(its.tier, budget).best(is_late=is_late)
        return None if choice is None else Money.from_minor(choice.total, made.currency)

    for at, place in enumerate(places):
        if place.locked and place.otherwise:
            opened = tuple(unlocked(p) if n == at else p for n, p in enumerate(places))
            if total := tried(opened, need):
                yield WayOut(total, unlocked=place.name)
    if need.whole.same_color:
        free = replace(need, whole=replace(need.whole, same_color=False))
        if total := tried(places, free):
            yield WayOut(total, without_rule=ONE_COLOR)
    dropped = []
    for at, place in enumerate(places):
        if place.required and not place.fixed and (total := tried(without(places, at), need)):
            dropped.append(WayOut(total, without_slot=place.name))
    yield from sorted(dropped, key=lambda way: -way.total.minor)


def _clashing(places: Sequence[Place], need: BundleNeed, table: MakeTable) -> tuple[tuple[str, ...], str]:
    """The fewest places, by taking out what is not to blame, that nothing fills together whatever it costs."""
    left = [place for place in places if place.required or place.fixed]
    for place in list(left):
        fewer = [p for p in left if p is not place]
        if len(fewer) > 1 and table(fewer, need).cheapest().best() is None:
            left = fewer
    names = tuple(place.name for place in left)
    made = table(left, need)
    for one, other in combinations(left, 2):
        if one.options and other.options:
            said = made.broken_by(one.options[0], other.options[0])
            same = {c.product_id for c in one.options} == {c.product_id for c in other.options} and len(
                one.options
            ) == 1
            if said or same:
                return names, said or ONLY_ONE
    return names, ""
