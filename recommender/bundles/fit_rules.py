"""What must not be together: read from the store's records, never guessed.

Three kinds of rule. Things for women and things for men are not for one wearer. A slot by which things join (voltage,
mount, socket, thread ...) must agree between kinds that the store relates at all, where both state it. And what holds
for every pair that the store says fits or is needed, while pairs at random would hardly all keep it, is a rule for all
pairs of those two kinds: the same filter size, a load that is at least the weight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from recommender.likeness import clash, genders, kind
from retrieval.catalog import Catalog, Product, Variant
from retrieval.quantities import Quantity, quantity

Item = tuple[Product, Variant]
Kind = tuple[str, ...]

_JOINT = re.compile(
    r"^(?:\w+_)?(?:voltage|plug|socket|mount|bayonet|thread|gauge|vesa|connector|filter_size|battery_system|hob|hobs)$"
)
# What people choose by taste: stores pair by it, and nothing breaks where it differs.
_TASTE = frozenset(("color", "colour", "pattern", "style", "theme", "season", "activity", "gender", "feature", "scent"))
_PROVING = ("fits", "needs")
_ENOUGH = 5  # products whose pairs speak for a rule
_BY_CHANCE = 1e-3  # that pairs at random keep a rule as those do, at most
_N_AT_RANDOM = 400  # pairs of the two kinds that stand for all


@dataclass(frozen=True, slots=True)
class Rule:
    """Of a product of one kind and one of the other: `same` slots share a value, or `slot` is at least `other`."""

    slot: str
    other: str = ""  # empty: the same slot, and a value in common

    def broken(self, one: Item, two: Item) -> str:
        """What the two state, where that breaks the rule; empty where it is kept, or one of them does not say."""
        mine, theirs = one[0].values(one[1], self.slot), two[0].values(two[1], self.other or self.slot)
        if not mine or not theirs:
            return ""
        name = self.slot.replace("_", " ")
        if not self.other:
            return "" if set(mine) & set(theirs) else f"{name} {_listed(mine)} and {_listed(theirs)}"
        most, least = _amount(mine), _amount(theirs)
        if most is None or least is None or most.kind != least.kind or most.high >= least.low:
            return ""
        return f"{name} {_listed(mine)} and {self.other.replace('_', ' ')} {_listed(theirs)}"


class FitRules:
    """The rules of a catalog. `broken` is symmetric; the same for every shopper."""

    def __init__(self, catalog: Catalog) -> None:
        self.rules: Mapping[tuple[Kind, Kind], tuple[Rule, ...]] = dict(_learned(catalog))
        self._kind = lru_cache(maxsize=262_144)(lambda product_id: kind(catalog.product(product_id)))

    def broken(self, one: Item, two: Item) -> str:
        """Why the two must not be together, in plain words; empty where nothing speaks against it."""
        if clash(one, two):
            return f"for {_listed(sorted(genders(*one)))} and for {_listed(sorted(genders(*two)))}".lower()
        if not self.rules:
            return ""
        kinds = self._kind(one[0].id), self._kind(two[0].id)
        for rule in self.rules.get(kinds, ()):
            if said := rule.broken(one, two):
                return said
        for rule in self.rules.get(kinds[::-1], ()):
            if said := rule.broken(two, one):
                return said
        return ""


def _learned(catalog: Catalog) -> Iterator[tuple[tuple[Kind, Kind], tuple[Rule, ...]]]:
    of_kind: dict[Kind, list[Product]] = defaultdict(list)
    for found in catalog:
        of_kind[kind(found)].append(found)
    proven: dict[tuple[Kind, Kind], list[tuple[Product, Product]]] = defaultdict(list)
    related: dict[tuple[Kind, Kind], None] = {}
    for relation in (r for found in catalog for r in catalog.related(found.id)):
        pair = catalog.product(relation.product_id), catalog.product(relation.other_id)
        kinds = kind(pair[0]), kind(pair[1])
        if not all(kinds) or kinds[0] == kinds[1]:
            continue
        related.setdefault(kinds)
        if relation.kind in _PROVING:
            proven[kinds].append(pair)
    for kinds in related:
        sides = of_kind[kinds[0]], of_kind[kinds[1]]
        rules = [*_joints(*sides), *_proven(proven.get(kinds, []), *sides)]
        if rules:
            yield kinds, tuple(dict.fromkeys(rules))


def _joints(ones: Sequence[Product], others: Sequence[Product]) -> Iterator[Rule]:
    shared = _slots(ones) & _slots(others)
    return (Rule(slot) for slot in sorted(shared) if _JOINT.match(slot))


def _proven(
    pairs: Sequence[tuple[Product, Product]], ones: Sequence[Product], others: Sequence[Product]
) -> Iterator[Rule]:
    """What all pairs keep, and pairs at random would not."""
    pairs = pairs[:: max(1, len(pairs) // _N_AT_RANDOM)]  # some of very many
    at_random = list(_spread(ones, others))
    bounds, sizes = _measured(ones), _measured(others)
    shared = sorted((_slots(ones) & _slots(others)) - _TASTE - bounds.keys())  # equal measures are chance
    rules = [Rule(slot) for slot in shared]
    rules += [Rule(a, b) for a in sorted(bounds) for b in sorted(sizes) if bounds[a] & sizes[b]]
    for rule in rules:
        said = [(a, b) for a, b in pairs if _states(a, rule.slot) and _states(b, rule.other or rule.slot)]
        n = min(len({a.id for a, _ in said}), len({b.id for _, b in said}) * 2)
        if n < _ENOUGH or not all(_kept(rule, a, b) for a, b in said):
            continue
        drawn = [(a, b) for a, b in at_random if _states(a, rule.slot) and _states(b, rule.other or rule.slot)]
        share = sum(_kept(rule, a, b) for a, b in drawn) / len(drawn)
        if share**n < _BY_CHANCE:
            yield rule


def _kept(rule: Rule, one: Product, other: Product) -> bool:
    """Whether some variants of the two keep it."""
    return any(not rule.broken((one, a), (other, b)) for a in one.variants for b in other.variants)


def _spread(ones: Sequence[Product], others: Sequence[Product]) -> Iterator[tuple[Product, Product]]:
    """Some pairs of all, evenly."""
    step = max(1, len(ones) * len(others) // _N_AT_RANDOM)
    return islice(product(ones, others), 0, None, step)


def _slots(products: Iterable[Product]) -> set[str]:
    found = list(islice(products, 60))
    return {slot for p in found for slot in (*p.attributes, *(s for v in p.variants for s in v.options))}


def _states(found: Product, slot: str) -> bool:
    return any(found.values(variant, slot) for variant in found.variants)


def _measured(products: Sequence[Product]) -> dict[str, set[str]]:
    """Of each slot that states measures, the kinds of units."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for found in islice(products, 60):
        for slot in _slots([found]) - _TASTE:
            amount = _amount(found.values(found.variants[0], slot))
            if amount is not None and amount.kind:
                kinds[slot].add(amount.kind)
    return kinds


def _amount(values: Sequence[str]) -> Quantity | None:
    return _read(values[0]) if len(values) == 1 else None


@lru_cache(maxsize=65_536)
def _read(value: str) -> Quantity | None:
    return quantity(value)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)
