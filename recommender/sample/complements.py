"""What truly goes together: the kinds' complements, sharpened by what fits by the products' own attributes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from recommender.sample.needs import Wishes
from recommender.sample.shelf import Bools, Floats, Shelf
from retrieval.sample.relations import Rule, partners, read_rules

# What a rule of the range adds: to the strength written by hand for its two kinds, and where none is written.
_MORE = {"needs": 1.2, "fits": 0.7, "crosssell": 0.3}
_ALONE = {"needs": 1.6, "fits": 0.8, "crosssell": 0.5}
_NO_USE, _NO_FIT = -2.5, -0.8  # a canister with another thread; a bottle too wide for the backpack's pocket

_Block = tuple[NDArray[np.intp], NDArray[np.intp]]


def complements(shelf: Shelf, wishes: Wishes) -> Floats:
    """`(n_products, n_products)`: the utility that having bought the row's product adds to the column's."""
    strength = np.zeros((len(shelf), len(shelf)))
    said = set()
    for by_hand in wishes.complements:
        if by_hand.of in shelf.kind_at and by_hand.to in shelf.kind_at:
            said.add((by_hand.of, by_hand.to))
            strength[_block(shelf, by_hand.of, by_hand.to)] = by_hand.strength
    rules = defaultdict(list)
    for rule in read_rules(shelf.assortment):
        rules[rule.of, rule.to].append(rule)
    keeping = {pair: [(rule, _keeping(shelf, rule)) for rule in found] for pair, found in rules.items()}
    for pair, found in keeping.items():
        worth = _MORE if pair in said else _ALONE
        strength += np.max([worth[rule.kind] * holds for rule, holds in found], axis=0)
    for (of, to), found in keeping.items():
        there = [holds for rule, holds in found if rule.kind != "crosssell"]
        back = [holds.T for rule, holds in keeping.get((to, of), ()) if rule.kind != "crosssell"]
        if there:
            _forbid(shelf, strength, of, to, np.logical_or.reduce([*there, *back]), [rule for rule, _ in found])
    np.fill_diagonal(strength, 0.0)
    return strength


def _keeping(shelf: Shelf, rule: Rule) -> Bools:
    """Which pairs keep the rule: all of them, not only the few that a page shows."""
    keeps = np.zeros((len(shelf), len(shelf)), dtype=bool)
    for item in shelf.assortment.kinds[rule.of].items:
        for other in partners(replace(rule, n=len(shelf)), item, shelf.assortment):
            keeps[shelf.place[item.id], shelf.place[other.id]] = True
    return keeps


def _forbid(shelf: Shelf, strength: Floats, of: str, to: str, fits: Bools, rules: list[Rule]) -> None:
    """What fits something of the other kind, but not this, is of no use with this; either way round."""
    block = _block(shelf, of, to)
    tied = fits[block].any(axis=1, keepdims=True) & ~fits[block]
    misfit = _NO_USE if any(rule.kind == "needs" for rule in rules) else _NO_FIT
    strength[block] = np.where(tied, misfit, strength[block])
    back = _block(shelf, to, of)
    strength[back] = np.where(tied.T, misfit, strength[back])


def _block(shelf: Shelf, of: str, to: str) -> _Block:
    rows, columns = np.ix_(shelf.of_kind[shelf.kind_at[of]], shelf.of_kind[shelf.kind_at[to]])
    return rows, columns
