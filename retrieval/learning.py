"""Learning a store's vocabulary: its slots and values, who has them, and the words of its products."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from retrieval.catalog import Catalog, Product
from retrieval.category_paths import segments
from retrieval.corrections import CorrectionKind
from retrieval.phrases import Phrases, phrases_for
from retrieval.tokens import stems, tokens


@dataclass(frozen=True, slots=True)
class Learned:
    """What one pass over a catalog gives. Values are spelled as most products spell them; words are stems."""

    phrases: Phrases
    values: dict[str, tuple[str, ...]]  # by slot, commonest first
    kinds: set[tuple[str, str]]  # values that name what a thing is
    words: Counter[str]  # in so many products
    holders: dict[tuple[str, str], frozenset[str]]  # (slot, value) -> product ids
    stated: dict[str, frozenset[str]]  # slot -> ids of the products that state it
    categories: dict[str, frozenset[str]]  # lower-case name -> product ids; all of them under ""
    reliable: set[tuple[str, str]]  # values that nearly every product has whose text says them
    surface: dict[str, str]  # stem -> a word of titles and values
    heads: set[str]  # of the last words of titles


def learned(catalog: Catalog) -> Learned:
    """Every option, attribute, brand and category of the catalog, but those that the owner hid."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    spelled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    categories: dict[str, set[str]] = defaultdict(set)
    words: Counter[str] = Counter()
    title_words: dict[str, set[str]] = defaultdict(set)
    text_words: dict[str, set[str]] = defaultdict(set)
    surface: dict[str, str] = {}
    heads: set[str] = set()
    hidden = {c.slot for c in catalog.corrections if c.kind is CorrectionKind.HIDE}
    for product in catalog:
        categories[""].add(product.id)
        for slot, value in _stated_values(product):
            if slot in hidden:
                continue
            holders[slot, value.lower()].add(product.id)
            spelled[slot, value.lower()][value] += 1
        for segment in {s for path in product.categories for s in segments(path)}:
            categories[segment.lower()].add(product.id)
            holders["category", segment.lower()].add(product.id)
            spelled["category", segment.lower()][segment] += 1
        title = tokens(product.title)
        heads.update(t.stem for t in title[-1:])
        surface.update({t.stem: t.word for t in title if t.stem not in surface})
        for word in {t.stem for t in title}:
            title_words[word].add(product.id)
    of_values = {word for _, value in holders for word in stems(value)}
    for product in catalog:  # of 100,000 descriptions only the words of values are kept
        text = stems(product.title) | stems(product.description)
        for word in text & of_values:
            text_words[word].add(product.id)
        words.update(text | stems(_stated_text(product)))

    values: dict[str, list[tuple[int, str]]] = defaultdict(list)
    named = {key: counts.most_common(1)[0][0] for key, counts in spelled.items()}
    for (slot, key), ids in holders.items():
        values[slot].append((-len(ids), named[slot, key]))
    listed = {slot: tuple(value for _, value in sorted(found)) for slot, found in values.items()}
    stated = {slot: frozenset().union(*(ids for (s, _), ids in holders.items() if s == slot)) for slot in listed}
    for slot_values in listed.values():
        for value in slot_values:
            surface.update({t.stem: t.word for t in tokens(value) if t.stem not in surface})
    phrases, kinds = phrases_for(listed, holders, title_words, catalog.corrections)
    return Learned(
        phrases,
        listed,
        kinds,
        words,
        {(slot, named[slot, key]): frozenset(ids) for (slot, key), ids in holders.items()},
        stated,
        {name: frozenset(ids) for name, ids in categories.items()},
        {key for key in _spelled(listed) if _said_where_it_holds(key[1], holders[key[0], key[1].lower()], text_words)},
        surface,
        heads,
    )


def _spelled(listed: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(slot, value) for slot, values in listed.items() for value in values]


def _said_where_it_holds(value: str, ids: set[str], text_words: dict[str, set[str]]) -> bool:
    own = [t.stem for t in tokens(value)]
    if not own or len(ids) < 2:
        return False
    said = set.intersection(*(text_words.get(word, set()) for word in own))
    return bool(said) and len(said & ids) >= 0.8 * len(said)


def _stated_values(product: Product) -> set[tuple[str, str]]:
    found = {(slot, value) for slot, values in product.attributes.items() for value in values}
    found |= {(slot, value) for variant in product.variants for slot, value in variant.options.items()}
    if product.brand:
        found.add(("brand", product.brand))
    return found


def _stated_text(product: Product) -> str:
    return " ".join([product.brand, *product.categories] + [f"{value}" for _, value in _stated_values(product)])
