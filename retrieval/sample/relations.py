"""What fits, needs and goes with what: worked out by rules over the stated attributes, so that it is true by them.

A rule lies in a department's `relations.yaml`:

    - kind: fits                # needs, fits, crosssell ("goes with")
      from: monitor arm
      to: monitor
      same: [vesa]              # both state at least one common value of each of these slots; `wearer`, which no
                                # product states, means that whoever can wear the one can wear the other
      keeps: [to.weight <= from.max_load, to.screen <= from.max_screen]
      from_has: {feature: Desk clamp}      # optional: only products with this value; to_has likewise
      prefer: [brand, color]    # order: those that share more of these come first, then the nearer in price level
      n: 3                      # at most so many of `to` for each product; default 3
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from retrieval.catalog import Relation
from retrieval.sample.assortment import DEPARTMENTS, RANGE, RULES, Assortment, Item, RangeError
from retrieval.sample.slots import amount

_KEEPS = re.compile(r"(from|to)\.(\w+) (<=|>=|<|>) (from|to)\.(\w+)")
_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
}  # fmt: skip
_WEARER = "wearer"
_N = 3
_N_RELATED = 4


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str
    of: str  # the kind of thing it starts from
    to: str
    same: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    of_has: tuple[tuple[str, str], ...] = ()
    to_has: tuple[tuple[str, str], ...] = ()
    prefer: tuple[str, ...] = ()
    n: int = _N


def read_rules(assortment: Assortment) -> list[Rule]:
    """All departments' rules. Raises `RangeError` for a kind or slot that is not there."""
    rules = []
    for department in DEPARTMENTS:
        path = RANGE / department / RULES
        for said in yaml.safe_load(path.read_text("utf-8")) or () if path.is_file() else ():
            try:
                rules.append(_rule(said, assortment))
            except (KeyError, RangeError) as error:
                raise RangeError(f"{department}/relations.yaml: {said}: {error}") from error
    return rules


def relations(assortment: Assortment) -> Iterator[Relation]:
    """Every relation of the store, rule by rule; then what replaces what, then what else of its kind to look at."""
    for rule in read_rules(assortment):
        for item in assortment.kinds[rule.of].items:
            for other in partners(rule, item, assortment):
                yield Relation(rule.kind, item.id, other.id)
    for _, item in assortment.items():
        if item.replaces:
            yield Relation("replaces", item.id, item.replaces)
    for kind in assortment.kinds.values():
        for item in kind.items:
            for other in _nearest(item, kind.items)[:_N_RELATED]:
                yield Relation("related", item.id, other.id)


def partners(rule: Rule, item: Item, assortment: Assortment) -> list[Item]:
    """What the rule pairs with this product, best first, at most `rule.n`."""
    if not _has(item, rule.of_has):
        return []
    level = assortment.brands[item.brand].level
    found = [
        other
        for other in assortment.kinds[rule.to].items
        if other.id != item.id and _has(other, rule.to_has) and holds(rule, item, other)
    ]

    def order(other: Item) -> tuple[int, int, Decimal, str]:
        shared = sum(bool(_said(item, slot) & _said(other, slot)) for slot in rule.prefer)
        return -shared, abs(assortment.brands[other.brand].level - level), other.price, other.id

    return sorted(found, key=order)[: rule.n]


def holds(rule: Rule, item: Item, other: Item) -> bool:
    """Whether the two products' own attributes keep the rule; what one of them does not state, keeps nothing."""
    if not all(_said(item, slot) & _said(other, slot) for slot in rule.same if slot != _WEARER):
        return False
    if _WEARER in rule.same and not _wearers(item) <= _wearers(other):
        return False
    sides = {"from": item, "to": other}
    for condition in rule.keeps:
        left_side, left_slot, sign, right_side, right_slot = _parts(condition)
        left, right = sides[left_side].values(left_slot), sides[right_side].values(right_slot)
        if not left or not right or not _COMPARE[sign](amount(left[0]), amount(right[0])):
            return False
    return True


def _rule(said: dict[str, Any], assortment: Assortment) -> Rule:
    said = dict(said)
    rule = Rule(
        kind=said.pop("kind"),
        of=said.pop("from"),
        to=said.pop("to"),
        same=tuple(said.pop("same", ())),
        keeps=tuple(said.pop("keeps", ())),
        of_has=tuple(said.pop("from_has", {}).items()),
        to_has=tuple(said.pop("to_has", {}).items()),
        prefer=tuple(said.pop("prefer", ())),
        n=int(said.pop("n", _N)),
    )
    if said:
        raise RangeError(f"{', '.join(said)} is nothing a rule can say")
    if rule.kind not in ("needs", "fits", "crosssell"):
        raise RangeError(f"kind {rule.kind!r} is none of needs, fits, crosssell")
    if unknown := {rule.of, rule.to} - assortment.kinds.keys():
        raise RangeError(f"no kind of thing is called {', '.join(sorted(unknown))}")
    named = {slot for slot, _ in (*rule.of_has, *rule.to_has)} | set(rule.same)
    named |= {slot for c in rule.keeps for slot in (_parts(c)[1], _parts(c)[4])}
    if unknown := named - assortment.slots.keys() - {"brand", _WEARER}:
        raise RangeError(f"no slot is called {', '.join(sorted(unknown))}")
    return rule


def _parts(condition: str) -> tuple[str, str, str, str, str]:
    match = _KEEPS.fullmatch(condition)
    if not match:
        raise RangeError(f"{condition!r} is not like 'to.weight <= from.max_load'")
    return match[1], match[2], match[3], match[4], match[5]


def _has(item: Item, wanted: tuple[tuple[str, str], ...]) -> bool:
    return all(value in item.values(slot) for slot, value in wanted)


def _said(item: Item, slot: str) -> set[str]:
    return {item.brand} if slot == "brand" else set(item.values(slot))


def _wearers(item: Item) -> set[str]:
    """Whom clothing is made for: children, the stated gender, or when it states none, women and men."""
    return {"Kids"} if "Kids" in item.values("age_group") else set(item.values("gender")) or {"Women", "Men"}


def _nearest(item: Item, among: tuple[Item, ...]) -> list[Item]:
    """Others of its kind, the nearest in price first."""
    others = [other for other in among if other.id != item.id]
    return sorted(others, key=lambda other: (abs(other.price - item.price), other.id))
