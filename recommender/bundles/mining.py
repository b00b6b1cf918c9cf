"""Slot templates mined from a store's baskets: what is taken with a kind of thing more than chance has it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

from recommender.bundles.templates import MINED, Template, TemplateSlot, write_templates
from recommender.events import Event
from recommender.likeness import kind
from retrieval.catalog import Catalog
from retrieval.vocabulary import segments

FEWEST = 5  # shoppers that took both: fewer are nobody's business, and chance (k-anonymity)
MORE_THAN_CHANCE = 1.5  # lift, with as many baskets as `_PRIOR` added that have it at chance
_PRIOR = 5.0
OFTEN = 0.25  # of those who took the first took the other too: then the slot is required
SOMETIMES = 0.04
MOST_SLOTS = 5
_WINDOW_DAYS = 35  # what is bought within so many days is for one thing

HEADING = (
    "Mined from the store's baskets by `shelftalk train recommender`, which writes it anew.\n"
    "What is yours goes into bundles.yaml, and comes before these."
)


def mine(catalog: Catalog, events: Iterable[Event]) -> list[Template]:
    """One template for each kind that something goes with, the commonest kind first.

    A basket is all that a shopper bought within 35 days of something; a slot is required where a quarter of those who
    took the first took it.
    """
    baskets = _baskets(catalog, events)
    n_with: Counter[str] = Counter(path for basket in baskets for path in basket[1])
    both: dict[tuple[str, str], set[str]] = defaultdict(set)
    n_both: Counter[tuple[str, str]] = Counter()
    for shopper_id, kinds in baskets:
        for pair in permutations(sorted(kinds), 2):
            both[pair].add(shopper_id)
            n_both[pair] += 1
    found = []
    for path, n in sorted(n_with.items(), key=lambda item: (-item[1], item[0])):
        partners = []
        for other, n_other in n_with.items():
            if len(both.get((path, other), ())) < FEWEST:
                continue
            share, chance = n_both[path, other] / n, n_other / len(baskets)
            lift = (n_both[path, other] + _PRIOR) / (n * chance + _PRIOR)
            if lift >= MORE_THAN_CHANCE and share >= SOMETIMES:
                partners.append((chance - share, other, share >= OFTEN))
        if partners:
            slots = (
                TemplateSlot(path),
                *(TemplateSlot(to, often) for _, to, often in sorted(partners)[: MOST_SLOTS - 1]),
            )
            found.append(Template(f"{segments(path)[-1]} and what goes with it", slots))
    return found


def mine_into(store: Path, catalog: Catalog, events: Iterable[Event]) -> int:
    """Writes the store's `bundles.mined.yaml`; gives how many templates."""
    mined = mine(catalog, events)
    write_templates(store / MINED, mined, HEADING)
    return len(mined)


def _baskets(catalog: Catalog, events: Iterable[Event]) -> list[tuple[str, frozenset[str]]]:
    """What each shopper took within the days after a purchase, as paths of kinds, with who it was."""
    path_of = {product.id: " > ".join(kind(product)) for product in catalog}
    bought: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for event in events:
        if event.name == "purchase" and path_of.get(event.product_id):
            bought[event.shopper_id].append((event.at.timestamp() / 86_400, path_of[event.product_id]))
    baskets = []
    for shopper_id, own in bought.items():
        own.sort()
        begun = -1e9
        for day, _ in own:
            if day - begun > _WINDOW_DAYS:
                begun = day
                baskets.append((shopper_id, frozenset(p for d, p in own if 0 <= d - begun <= _WINDOW_DAYS)))
    return baskets
