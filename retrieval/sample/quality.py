"""The hidden truth: how good every product is at everything that reviews speak of.

Written into the truth file and into nobody's feed; reviews, ratings and remarks are drawn from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from retrieval.sample.assortment import Assortment, Item, Kind

SIZE, VALUE = "size", "value"
_LEAN = 0.7  # how far a brand's name speaks for one aspect of one product
_SPREAD = 0.35  # and how far the product may be from it
_EXPECTED = {1: -0.05, 2: 0.25, 3: 0.5}  # by the brand's level: what its price makes people expect
_STRICT = 1.5  # of two products a little apart in quality at the same level, one is a bargain


def quality(assortment: Assortment, kind: Kind, item: Item, *, seed: int) -> Mapping[str, float]:
    """Every aspect that the product has, then `size` and `value`; -1 to 1, two digits; the same for the same seed.

    - an aspect is what the item's `hidden` says, else `0.7 * reliable + N(0, 0.35)` of its brand, cut to -1 and 1;
    - `size` is what `hidden` says, else 0: below 0 it runs small (unless the kind has an aspect of that name);
    - `value`, unless `hidden` says it, is `1.5 * (overall - expected)`, where `overall` is the mean of the other
      aspects by their weights, and the brand's level 1, 2 or 3 makes people expect -0.05, 0.25 or 0.5.
    """
    brand = assortment.brands[item.brand]
    found = {}
    for aspect in kind.spoken_of(item):
        if aspect != VALUE:
            drawn = Random(f"quality:{seed}:{item.id}:{aspect}").gauss(_LEAN * brand.reliable, _SPREAD)
            found[aspect] = item.hidden.get(aspect, _cut(drawn))
    found.setdefault(SIZE, item.hidden.get(SIZE, 0.0))
    worth = _cut(_STRICT * (overall(kind, found) - _EXPECTED[brand.level]))
    return {**found, VALUE: item.hidden.get(VALUE, worth)}


def overall(kind: Kind, truth: Mapping[str, float]) -> float:
    """The mean of the kind's own aspects by their weights, without `value`; -1 to 1."""
    weights = {aspect: said.weight for aspect, said in kind.aspects.items() if aspect in truth and aspect != VALUE}
    return sum(weight * truth[aspect] for aspect, weight in weights.items()) / sum(weights.values())


def _cut(value: float) -> float:
    return round(min(1.0, max(-1.0, value)), 2)
