"""A predicted need beside the annotated one: what is right, what is spared, what is wrong, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.context import person
from assistant.quantities.needed_by import day
from assistant.understanding_eval.amounts import span_of
from assistant.understanding_eval.wanted import CONTEXT_SLOTS, Wanted
from retrieval.catalog import Catalog
from retrieval.query import THING, Constraint, Operator
from retrieval.synonyms import SIZE_WORDS
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

_SOME_DAY = date(2026, 1, 1)  # dates are compared as those that come after it
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_BOUNDS = (Operator.AT_MOST, Operator.AT_LEAST, Operator.ABOUT)
_POSITIVE = (Operator.IS, Operator.ONE_OF)
KINDS = ("price", "category", "option", "attribute", "brand", "rating", "negation", "order", "context")


@dataclass(frozen=True, slots=True)
class NeedComparison:
    """`met` pairs each line that was met with the predicted constraints that meet it."""

    met: tuple[tuple[Wanted, tuple[Constraint, ...]], ...]
    spared: tuple[Constraint, ...]  # predicted, and neither right nor wrong
    wrong: tuple[Constraint, ...]
    missed: tuple[Wanted, ...]

    def is_right(self, *, context: bool) -> bool:
        """Nothing wrong, nothing missing; the context slots (whom it is for, by when ...) count only with `context`."""
        slots = [c.slot for c in self.wrong] + [w.first.slot for w in self.missed]
        return all(slot in CONTEXT_SLOTS and not context for slot in slots)


class NeedComparer:
    """Compares needs in the words of one store."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._options = {slot for product in catalog for variant in product.variants for slot in variant.options}

    def kind(self, constraint: Constraint) -> str:
        """One of `KINDS`."""
        slot = constraint.slot
        if slot in CONTEXT_SLOTS:
            return "context"
        if constraint.operator is Operator.NOT:
            return "negation"
        if slot in ("price", "category", "brand", "rating", "order"):
            return slot
        if slot == THING:
            return "category"
        return "option" if slot in self._options else "attribute"

    def compare(
        self,
        predicted: Iterable[Constraint],
        need: Sequence[Wanted],
        may: Sequence[Wanted] = (),
        parts: Iterable[Constraint] = (),
    ) -> NeedComparison:
        """As sets. `parts` of a bundle may meet lines of the need, and are never wrong: its act says them."""
        open_ = [one for c in predicted for one in _bounds(c)]
        spare = list(parts)
        met: list[tuple[Wanted, tuple[Constraint, ...]]] = []
        missed: list[Wanted] = []
        for wanted in need:
            meeting = self.meeting(wanted, [*open_, *spare])
            if meeting:
                met.append((wanted, meeting))
                for one in meeting:  # once each: a bundle may have two parts of a kind
                    (open_ if one in open_ else spare).remove(one)
            else:
                missed.append(wanted)
        spared = [c for c in open_ if any(c in self.meeting(one, [c], loosely=True) for one in may)]
        wrong = [c for c in open_ if c not in spared]
        return NeedComparison(tuple(met), tuple(spared), tuple(wrong), tuple(missed))

    def meeting(
        self, wanted: Wanted, predicted: Sequence[Constraint], *, loosely: bool = False
    ) -> tuple[Constraint, ...]:
        """The predicted constraints that meet the line; empty when none do. `loosely`: a part of a range will do,
        and a member of an excluded family."""
        for alternative in wanted.alternatives:
            found = [self._that_meets(c, wanted, predicted) for c in alternative]
            if all(found) or (loosely and any(found)):
                return tuple(dict.fromkeys(c for some in found for c in some))
        return tuple(_excluded_with(wanted, predicted)) if loosely else ()

    def _that_meets(self, gold: Constraint, wanted: Wanted, predicted: Sequence[Constraint]) -> list[Constraint]:
        if gold.operator is Operator.NOT:
            return _excluded_with(wanted, predicted) if any(self._is(c, gold) for c in predicted) else []
        either = [v for c in wanted.constraints if c.slot == gold.slot and c.operator in _POSITIVE for v in c.values]
        return [c for c in predicted if self._is(c, gold, either)][:1]

    def _is(self, predicted: Constraint, gold: Constraint, either: Sequence[object] = ()) -> bool:
        """Whether one constraint says what the other says. `either`: values that are as right as the gold one."""
        if predicted.slot != gold.slot or not self._as_strict(predicted, gold):
            return False
        if gold.operator in _BOUNDS:
            return self._bounds_alike(predicted, gold)
        if gold.operator is Operator.NOT:
            return predicted.operator is Operator.NOT and all(_same(v, gold.value, gold.slot) for v in predicted.values)
        if predicted.operator not in _POSITIVE:
            return False
        own = predicted.values
        if all(any(_same(v, other, gold.slot) for other in either) for v in own):
            return gold.operator is Operator.IS or all(any(_same(v, g, gold.slot) for v in own) for g in gold.values)
        has_each = all(any(_same(v, g, gold.slot) for v in own) for g in gold.values)
        return has_each and all(any(_in_family(str(v), str(g)) for g in (*gold.values, *either)) for v in own)

    def _as_strict(self, predicted: Constraint, gold: Constraint) -> bool:
        """A wish must be heard as a wish. Whether an attribute that was asked for excludes or only lifts is for the
        store's data to say, which may not tell."""
        if predicted.required or not gold.required:
            return predicted.required == gold.required
        return self.kind(gold) == "attribute" and gold.slot != "gender"

    def _bounds_alike(self, predicted: Constraint, gold: Constraint) -> bool:
        bound = span_of(gold.value)
        if bound is None:
            return False
        if predicted.operator is gold.operator:
            own = span_of(predicted.value)
            return own is not None and own.low == bound.low and (own.unit == bound.unit or not own.unit)
        if predicted.operator not in _POSITIVE:
            return False
        kept = self.keeping(gold)
        if kept:
            return set(predicted.values) == set(kept)
        said = _DIGITS.findall(str(gold.value))  # nothing in the store keeps the bound: it stands as it was said
        return [_DIGITS.findall(str(v)) for v in predicted.values] == [said]

    def keeping(self, bound: Constraint) -> tuple[str, ...]:
        """The store's values that keep a bound: a bound on a measure is searched with as these."""
        limit = span_of(bound.value)
        spans = [(value, span_of(value)) for value in self._vocabulary.values(bound.slot)]
        return tuple(v for v, own in spans if limit and own and own.meets(bound.operator, limit))


def _bounds(constraint: Constraint) -> tuple[Constraint, ...]:
    """A range as its lower and its upper bound; what excludes several values as one exclusion each."""
    if constraint.operator is Operator.NOT:
        return tuple(Constraint(constraint.slot, Operator.NOT, str(v), constraint.required) for v in constraint.values)
    if constraint.operator is not Operator.BETWEEN:
        return (constraint,)
    low, high = constraint.values
    return (
        Constraint(constraint.slot, Operator.AT_LEAST, low, constraint.required),
        Constraint(constraint.slot, Operator.AT_MOST, high, constraint.required),
    )


def _excluded_with(wanted: Wanted, predicted: Iterable[Constraint]) -> list[Constraint]:
    """The exclusions that the line covers: its values and their kinds, in whatever slot the store has them."""
    heads = [str(c.value) for c in wanted.constraints if c.operator is Operator.NOT]
    excluded = [c for c in predicted if c.operator is Operator.NOT]
    return [c for c in excluded if any(_in_family(str(c.value), head) for head in heads)]


def _same(one: object, other: object, slot: str) -> bool:
    a, b = _plain(one, slot), _plain(other, slot)
    if a == b:
        return True
    if slot == "needed_by":  # "june 12" is the 12th of June
        day_a, day_b = (day(" ".join(words.replace(" of ", " ").split()), _SOME_DAY) for words in (a, b))
        return day_a is not None and day_a == day_b
    own, others = span_of(a), span_of(b)
    return own is not None and own == others


def _plain(value: object, slot: str) -> str:
    words = " ".join(str(value).casefold().split())
    if slot == "size" or slot.endswith("_size"):
        return SIZE_WORDS.get(words, words)
    if slot == "recipient":
        return person(words)
    return words.split(">")[-1].strip() if slot == "category" else words


def _in_family(value: str, head: str) -> bool:
    """Whether the value is `head` or one kind of it: "Organic Cotton" of "Cotton"."""
    own, wanted = {t.stem for t in tokens(value)}, {t.stem for t in tokens(head)}
    return value.casefold() == head.casefold() or (bool(wanted) and wanted <= own)
