"""Measured: what a product weighs, sounds, lasts beside those it is compared with, from what the records state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from recommender.evidence import Evidence, Kind, source_of
from recommender.likeness import same_kind
from retrieval.catalog import Product, Variant
from retrieval.quantities import Quantity, quantity
from retrieval.tokens import stem, tokens

MOST = 2 / 3  # of those that state it
TELLING = Decimal("1.15")  # a seventh more than the one in the middle; less is hardly felt
ENOUGH = 3  # others that state it
# Of what is used up, the weight is how much there is of it: less is no good. By the last word of its kind.
_USED_UP_KINDS = """
tea coffee beans candle soap shampoo conditioner food snack treat chocolate candy honey jam sauce spice salt sugar oil
vinegar wine flour rice pasta cereal grain nut detergent ink paint glue lotion cream balm wax polish perfume incense
clay wool yarn seed soil fertilizer litter paper
"""
_USED_UP = frozenset(map(stem, _USED_UP_KINDS.split()))


@dataclass(frozen=True, slots=True)
class _Measure:
    """How people say that there is more or less of a slot, and whether more is what most would rather have."""

    slot: str
    more: str
    less: str
    more_is_better: bool
    best: str


# Only what nearly everybody wants the same way: no size, no power, no warmth.
_MEASURES = (
    _Measure("weight", "heavier than", "lighter than", more_is_better=False, best="the least weight"),
    _Measure("noise", "louder than", "quieter than", more_is_better=False, best="the least noise"),
    _Measure("runtime", "runs longer than", "runs shorter than", more_is_better=True, best="the longest runtime"),
    _Measure(
        "setup_time", "takes longer to set up than", "takes less time to set up than", False, best="the quickest setup"
    ),
    _Measure(
        "packed_length", "packs longer than", "packs shorter than", more_is_better=False, best="the smallest pack"
    ),
    _Measure("warranty", "a longer warranty than", "a shorter warranty than", True, best="the longest warranty"),
)


def measured(
    product: Product, variant: Variant, rivals: Sequence[tuple[Product, Variant]], *, drawbacks: bool
) -> Evidence | None:
    """What it has clearly more or less of than most of its kind that state it, to its good, or to its `drawbacks`.

    "heavier than 4 of the 5 others compared (6.4 kg)"; None where the records say nothing so clear.
    """
    for measure in _MEASURES:
        own, value = _stated(measure.slot, product, variant)
        if own is None:
            continue
        theirs = [found for p, v in rivals if same_kind(product, p) for found in [_stated(measure.slot, p, v)[0]]]
        amounts = sorted(q.low for q in theirs if q is not None and q.kind == own.kind)
        if len(amounts) < ENOUGH:
            continue
        is_more = measure.more_is_better != drawbacks
        n = sum(amount < own.low if is_more else amount > own.low for amount in amounts)
        middle = amounts[len(amounts) // 2]
        far = own.low >= TELLING * middle if is_more else own.low * TELLING <= middle
        if n >= MOST * len(amounts) and far and own.low > 0:
            others = "others compared" if len(amounts) == len(rivals) else "others that state it"
            words = measure.more if is_more else measure.less
            claim = f"{words} {share(n, len(amounts))} {others} ({value})"
            return Evidence(Kind.COMPARED, claim, source_of(product, variant, measure.slot))
    return None


def most_of_all(shown: Sequence[tuple[Product, Variant]]) -> list[tuple[int, str]]:
    """Which of the shown has alone the best of a measure that all of them state in one kind of unit, and its words."""
    found = []
    for measure in _MEASURES:
        stated = [q for q in (_stated(measure.slot, p, v)[0] for p, v in shown) if q is not None]
        if len(stated) < len(shown) or len({q.kind for q in stated}) != 1:
            continue
        for at, own in enumerate(stated):  # of "8 to 10 h" and "9 h" none is the longest
            others = [*stated[:at], *stated[at + 1 :]]
            if all(own.low > q.high if measure.more_is_better else own.high < q.low for q in others):
                found.append((at, measure.best))
    return found


def share(n: int, of: int) -> str:
    return f"all {of}" if n == of else f"{n} of the {of}"


def _stated(slot: str, product: Product, variant: Variant) -> tuple[Quantity | None, str]:
    value = next(iter(product.values(variant, slot)), "")
    found = None if slot == "weight" and _is_used_up(product) else _read(value)
    return (found if found is not None and found.kind and found.is_whole else None), value


def _is_used_up(product: Product) -> bool:
    """ "Scented candles", not "coffee grinders"."""
    last = [tokens(path.split(">")[-1])[-1:] for path in product.categories]
    return any(token.stem in _USED_UP for ends in last for token in ends)


_read = lru_cache(maxsize=4096)(quantity)  # the same few thousand values are read for every card
