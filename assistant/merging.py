"""Merging: what a need comes to when conditions are added: what lives side by side, what replaces what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.columns import bounds
from retrieval.query import Constraint, Operator
from retrieval.units import unit

# A thing has one of each, so another value is another wish. Of all else it may have several.
_ONE_EACH = re.compile(r"(?:price|rating|category|brand|gender|materials?|(?:.*_)?(?:colou?rs?|sizes?))")
# Praise adds up from message to message: "wireless", and later "with a number pad".
_ADDS_UP = re.compile(r"(?:features?|tags?|highlights?)(?:_.*)?")
_POSITIVE = (Operator.IS, Operator.ONE_OF)
_TWO_ENDS = frozenset({Operator.AT_LEAST, Operator.AT_MOST})
_BOUNDS = _TWO_ENDS | {Operator.BETWEEN, Operator.ABOUT}


def one_of(slot: str, values: Sequence[str], *, required: bool = True) -> Constraint:
    """That the slot is one of the values, of which there may be only one."""
    if len(values) == 1:
        return Constraint(slot, Operator.IS, values[0], required)
    return Constraint(slot, Operator.ONE_OF, tuple(values), required)


def merged(
    old: tuple[Constraint, ...], new: tuple[Constraint, ...], dropped: tuple[str, ...] = ()
) -> tuple[Constraint, ...]:
    """`old` without the dropped slots, with `new` replacing what it contradicts.

    A new constraint replaces the old ones on its slot, save that exclusions (`not`) add up, features add up, a lower
    and an upper bound with room between them live side by side, and what is wanted is no longer excluded. Within `new`,
    what was said in one breath, nothing is left out because it contradicts: several values of a slot that can have
    several must all hold, and bounds that no number keeps together ("between 100 and 150", "at most 80") all stay, for
    `contradictions.conflict` to find. Of bounds that some number keeps, save a lower and an upper one, and of values
    that a thing has one of, the last one counts in one breath, too.
    """
    kept = [c for c in old if c.slot not in dropped]
    for constraint in new:
        kept = [left for c in kept for left in _left_of(c, constraint)]
    said: list[Constraint] = []
    for constraint in new:
        said = [left for c in said for left in _left_beside(c, constraint)]
        said += [] if any(_covers(c, constraint) for c in said) else [constraint]
    return (*kept, *_without_exceptions(said))


def contradicted(old: Constraint, new: Constraint) -> bool:
    """Whether nothing can meet both, so that the later word takes the place of the earlier."""
    if old.slot != new.slot:
        return False
    if _are_apart(old, new):
        return True
    for excluded, wanted in ((old, new), (new, old)):
        if excluded.operator is Operator.NOT and wanted.operator in _POSITIVE:
            return set(wanted.values) <= set(excluded.values)
    if are_measures(old) and are_measures(new):
        return not set(old.values) & set(new.values)
    return False


def _are_apart(one: Constraint, other: Constraint) -> bool:
    """Whether both bound the same slot and no number keeps both; one without a unit is in the other's."""
    if not {one.operator, other.operator} <= _BOUNDS:
        return False
    measured = [unit(own.unit or beside.unit) for own, beside in ((one, other), (other, one))]
    if measured[0].kind != measured[1].kind:
        return False
    ends = [[of.amount(end) for end in bounds(c)] for of, c in zip(measured, (one, other), strict=True)]
    return max(low for low, _ in ends) > min(high for _, high in ends)


def _are_limits_apart(one: Constraint, other: Constraint) -> bool:
    """ "About" is no limit: in one breath it gives way ("usually about 100, but under 60")."""
    return Operator.ABOUT not in (one.operator, other.operator) and _are_apart(one, other)


def are_measures(constraint: Constraint) -> bool:
    """Whether it wants values that are all measures: "20 l or 32 l", the store's values that keep a bound."""
    return constraint.operator in _POSITIVE and all(
        isinstance(v, str) and re.match(r"-?\d[\d.,]*\s?\D", v) for v in constraint.values
    )


def _left_of(old: Constraint, new: Constraint) -> Iterable[Constraint]:
    """What is left of a standing condition once another is said."""
    if old.slot != new.slot:
        return (old,)
    if old.operator is Operator.NOT and new.operator in _POSITIVE:
        return _less(old, new)
    if old.operator is Operator.NOT:
        return () if new.operator is Operator.NOT and set(old.values) <= set(new.values) else (old,)
    if new.operator is Operator.NOT:
        return () if set(old.values) <= set(new.values) else (old,)
    if {old.operator, new.operator} == _TWO_ENDS:
        return () if contradicted(old, new) else (old,)
    if are_measures(old) and are_measures(new):
        return (old,) if _two_ends(old, new) else ()
    if old.operator in _POSITIVE and new.operator in _POSITIVE and _ADDS_UP.fullmatch(old.slot):
        return () if set(old.values) <= set(new.values) or set(new.values) <= set(old.values) else (old,)
    return ()


def _left_beside(earlier: Constraint, later: Constraint) -> Iterable[Constraint]:
    """What is left of a condition when another is said in the same breath."""
    if (
        earlier.slot != later.slot
        or {earlier.operator, later.operator} == _TWO_ENDS
        or _are_limits_apart(earlier, later)
    ):
        return (earlier,)
    if Operator.NOT in (earlier.operator, later.operator):
        return () if later.operator is earlier.operator and set(earlier.values) <= set(later.values) else (earlier,)
    several = earlier.operator in _POSITIVE and later.operator in _POSITIVE and not _ONE_EACH.fullmatch(later.slot)
    return (earlier,) if several and set(earlier.values) != set(later.values) else ()


def _covers(exclusion: Constraint, other: Constraint) -> bool:
    both = exclusion.slot == other.slot and exclusion.operator is other.operator is Operator.NOT
    return both and set(other.values) <= set(exclusion.values)


def _without_exceptions(said: list[Constraint]) -> Iterable[Constraint]:
    """ "No leather, faux leather is fine": one of the kinds that are excluded is wanted, and the others are not."""
    for constraint in said:
        left = [constraint]
        for wanted in said if constraint.operator is Operator.NOT else ():
            among = wanted.slot == constraint.slot and wanted.operator in _POSITIVE
            if among and set(wanted.values) < set(constraint.values):
                left = [rest for one in left for rest in _less(one, wanted)]
        yield from left


def _less(exclusion: Constraint, wanted: Constraint) -> Iterable[Constraint]:
    """The exclusion without the values that are wanted; nothing where that was all it excluded."""
    rest = tuple(v for v in exclusion.values if v not in wanted.values)
    if len(rest) == len(exclusion.values):
        return (exclusion,)
    if not rest:
        return ()
    value = tuple(str(v) for v in rest) if len(rest) > 1 else rest[0]
    return (replace(exclusion, value=value, said=""),)


def _two_ends(one: Constraint, other: Constraint) -> bool:
    """Whether two sets of measures are a lower and an upper bound: they share some and each has its own."""
    a, b = set(one.values), set(other.values)
    return bool(a & b and a - b and b - a)
