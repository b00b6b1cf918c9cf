"""Questions: which one thing to ask, and which refinements lead somewhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.state import DialogueState
from recommender.product_words import SMALL_PRINT
from recommender.wording import category_name, lowered
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Constraint, Operator
from retrieval.vocabulary import segments

_LOOK_AT = 60  # of the ranked products; what is further down changes no first page
_ENOUGH = 9  # fewer products than this can simply be looked through
_CHOSEN_LATER = re.compile(r"(^|_)(sizes?|colou?rs?)$")  # asked when a thing is put in the cart
_FLAGS = {"yes", "no", "true", "false"}


@dataclass(frozen=True, slots=True)
class Split:
    """A slot that divides what was found: its values with how many products have each, commonest first."""

    slot: str
    counts: tuple[tuple[str, int], ...]
    bits: float  # entropy: how much an answer would tell


def best_question(ranked: Sequence[Candidate], state: DialogueState, catalog: Catalog) -> Split | None:
    """The slot worth asking for, or None: when an answer would change the first page, and at most once a need.

    Asked only while more is found than can be looked through and the need is still vague (up to two conditions).
    """
    if len(ranked) < _ENOUGH or len([c for c in state.constraints if c.required]) > 2 or len(state.asked_slots) >= 2:
        return None
    askable = [
        split
        for split in splits(ranked, state, catalog)
        if split.slot not in state.asked_slots and split.bits >= 0.9 and len(split.counts) <= 6
    ]
    gender = [split for split in askable if split.slot == "gender"]
    return next(iter(gender or askable), None)


def splits(ranked: Sequence[Candidate], state: DialogueState, catalog: Catalog) -> list[Split]:
    """Product slots that divide what was found, most telling first. Slots already constrained are left out.

    Only slots that the store states for nearly all of them (0.8), so that a choice loses nothing unsaid.
    """
    looked_at = [catalog.product(c.product_id) for c in ranked[:_LOOK_AT]]
    constrained = {c.slot for c in state.constraints if c.required}
    values: dict[str, list[tuple[str, ...]]] = {}
    for product in looked_at:
        for slot, own in product.attributes.items():
            values.setdefault(slot, []).append(own)
        values.setdefault("category", []).append(
            tuple(dict.fromkeys(leaf for p in product.categories if (leaf := _leaf(p))))
        )
    found = []
    for slot, stated in values.items():
        is_open = slot not in constrained and slot not in SMALL_PRINT and not _CHOSEN_LATER.search(slot)
        if not is_open or len(stated) < 0.8 * len(looked_at):
            continue
        counts = Counter(value for own in stated for value in dict.fromkeys(own))
        if {value.lower() for value in counts} <= _FLAGS:
            continue
        kept = [(v, n) for v, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if 1 < n < len(looked_at)][:5]
        if len(kept) > 1:
            found.append(Split(slot, tuple(kept), _bits([n for _, n in kept])))
    return sorted(found, key=lambda s: (-s.bits, s.slot))


def narrowing(split: Split) -> list[Constraint]:
    """The constraints that choosing each value would make."""
    return [Constraint(split.slot, Operator.IS, value) for value, _ in split.counts]


def worded(split: Split) -> str:
    """The question: "Is it for men or women?", "Which material?"."""
    if split.slot == "gender":
        return "Who is it for?"
    if split.slot == "category":
        names = [category_name(value).lower() for value, _ in split.counts[:3]]
        return f"Are you after {', '.join(names[:-1])} or {names[-1]}?"
    names = [lowered(value) for value, _ in split.counts[:3]]
    return f"Would you like {', '.join(names[:-1])} or {names[-1]}?"


def _leaf(path: str) -> str:
    return next(iter(reversed(segments(path))), "")


def _bits(counts: Sequence[int]) -> float:
    total = sum(counts)
    return -sum(n / total * math.log2(n / total) for n in counts)
