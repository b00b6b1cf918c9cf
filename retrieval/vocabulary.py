"""The store's vocabulary: its slots, their values, and the words shoppers use for them, learned from a catalog."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.catalog import Catalog, Product
from retrieval.spelling import english_words
from retrieval.synonyms import CATEGORY_WORDS, COLOR_WORDS, GENDER_WORDS, SIZE_WORDS
from retrieval.tokens import STOP_WORDS, Token, stem, tokens

_MAX_PHRASE = 5  # words; longer values are matched by their first five
_FLAGS = {"yes", "no", "true", "false"}
# Category branches that shops use for campaigns, not for what a thing is.
_NOT_KINDS = {"promotions", "collections", "sale", "new", "default category", "featured", "all", "what's new"}
_SIZE_SLOT = re.compile(r"(^|_)sizes?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` (inclusive token numbers) of a message name these `values` of `slot`.

    `values` are spelled as the store spells them; more than one when the words fit several ("cotton": Cotton,
    Organic Cotton). `kind` says that the words name what the thing is, not what it is like.
    """

    first: int
    last: int
    slot: str
    values: tuple[str, ...]
    kind: bool = False


class Vocabulary:
    """Slots and values of one store. Made by `Vocabulary.learn(catalog)`; immutable afterwards."""

    def __init__(
        self,
        phrases: dict[tuple[str, ...], dict[str, tuple[str, ...]]],
        values: dict[str, tuple[str, ...]],
        kinds: set[tuple[str, str]],
        words: Counter[str],
        holders: dict[tuple[str, str], frozenset[str]],
        stated: dict[str, frozenset[str]],
        categories: dict[str, frozenset[str]],
        reliable: set[tuple[str, str]],
        surface: dict[str, str],
        heads: set[str],
    ) -> None:
        self._phrases = phrases
        self._values = values
        self._kinds = kinds
        self._words = words
        self._holders = holders
        self._stated = stated
        self._categories = categories
        self._reliable = reliable
        self._surface = surface
        self._heads = heads
        self._known = {word for phrase in phrases for word in phrase}
        self._known |= {stem(word) for slot in values for word in slot.split("_")}
        self._spellings = sorted(word for word in self._known | set(surface) if len(word) > 3)
        named = (t for known in values.values() for value in known for t in tokens(value))
        self._whole = {t.word: t.stem for t in named if len(t.word) - len(t.stem) > 2}  # "leggings": "leg"
        self._longest = max((len(phrase) for phrase in phrases), default=1)

    @classmethod
    def learn(cls, catalog: Catalog) -> Vocabulary:
        """Every option, attribute, brand and category of the catalog, with its synonyms."""
        return _learn(catalog)

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(self._values)

    def values(self, slot: str) -> tuple[str, ...]:
        """The slot's values, commonest first; empty for a slot the store does not have."""
        return self._values.get(slot, ())

    def knows_word(self, word: str) -> bool:
        """Whether the stem of `word` occurs anywhere in the store's products."""
        return stem(word) in self._words

    def titles_say(self, word: str) -> bool:
        """Whether the word is in some product's title or in a value of some slot."""
        return stem(word) in self._surface

    def names_a_thing(self, word: str) -> bool:
        """Whether some product's title ends in the word: "bottle" does, "lightweight" does not."""
        return stem(word) in self._heads

    def match(self, said: Sequence[Token]) -> list[Mention]:
        """What the words name, longest first and without overlaps, in the order of the message.

        Words that name values of several slots give one mention a slot, over the same words.
        """
        mentions: list[Mention] = []
        at = 0
        while at < len(said):
            for length in range(min(self._longest, len(said) - at), 0, -1):
                phrase = tuple(t.stem for t in said[at : at + length])
                by_slot = self._phrases.get(phrase)
                if by_slot and not (length == 1 and said[at].word in STOP_WORDS):
                    for slot, values in by_slot.items():
                        kind = any((slot, value) in self._kinds for value in values)
                        mentions.append(Mention(at, at + length - 1, slot, values, kind))
                    at += length
                    break
            else:
                at += 1
        return mentions

    def corrected(self, word: str) -> str | None:
        """The store's own word that an unknown word most likely misspells; None when none is near.

        At most one edit for 3 to 5 letters, two from 6 on (optimal string alignment), same first letter (for
        three letters the last too). Words of English are left alone: "warmer" is not a misspelt "warm".
        """
        known = word in STOP_WORDS or self.knows_word(word) or stem(word) in self._known
        if known or len(word) < 3 or not word.isalpha() or word in english_words():
            return None
        whole = self._whole_word(word)
        if whole:
            return whole
        near = process.extract(
            stem(word), self._spellings, scorer=OSA.distance, score_cutoff=1 if len(word) < 6 else 2, limit=5
        )
        same_start = [
            (found, distance)
            for found, distance, _ in near
            if found[0] == word[0] and (len(word) > 3 or (found[-1] == word[-1] and len(found) > 3))
        ]
        if not same_start:
            return None
        best = min(same_start, key=lambda f: (f[1], -self._words[f[0]], f[0]))[0]
        return self._surface.get(best, best)

    def _whole_word(self, word: str) -> str | None:
        """The same by whole words, one edit away, where stems are cut far: "leggins" is not near "leg"."""
        near = (
            process.extract(word, list(self._whole), scorer=OSA.distance, score_cutoff=1, limit=5)
            if len(word) > 5
            else []
        )
        alike = [found for found, _, _ in near if found[0] == word[0]]
        return min(alike, key=lambda found: (-self._words[self._whole[found]], found), default=None)

    def can_decide(self, slot: str, values: Iterable[str], category: Iterable[str] = ()) -> bool:
        """Whether leaving out the products without these values leaves out only what is really without them.

        True where the store states the slot for at least 0.8 of the products of the category; or, with no
        category said, where at least 0.8 of the products whose text has the words also have the value. (A shop
        that marks nine bags "waterproof" and says it of its jackets in prose only must not filter by the mark.)
        """
        if self._within(category):
            return self.share_stating(slot, category) >= 0.8
        return any((slot, value) in self._reliable or (slot, value) in self._kinds for value in values)

    def share_stating(self, slot: str, category: Iterable[str]) -> float:
        """Which share of the products of the categories says anything about the slot; 0 without any product."""
        within = self._within(category)
        return len(self._stated.get(slot, frozenset()) & within) / len(within) if within else 0.0

    def holds_several(self, slot: str) -> bool:
        """Whether products that state the slot state several values of it (1.5 on average), as shops do of features."""
        stated = self._stated.get(slot, frozenset())
        n_values = sum(len(self._holders.get((slot, value), ())) for value in self.values(slot))
        return bool(stated) and n_values >= 1.5 * len(stated)

    def held_within(self, slot: str, category: Iterable[str]) -> tuple[str, ...]:
        """The values of the slot that products of the categories have, commonest of the store first."""
        within = self._within(category)
        return tuple(v for v in self.values(slot) if not within.isdisjoint(self._holders.get((slot, v), ())))

    def _within(self, category: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self._categories.get(c.lower(), frozenset()) for c in category))

    def n_products(self, slot: str, value: str) -> int:
        """How many products have the value in some variant."""
        return len(self._holders.get((slot, value), ()))


def _learn(catalog: Catalog) -> Vocabulary:
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    spelled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    categories: dict[str, set[str]] = defaultdict(set)
    words: Counter[str] = Counter()
    title_words: dict[str, set[str]] = defaultdict(set)
    text_words: dict[str, set[str]] = defaultdict(set)
    surface: dict[str, str] = {}
    heads: set[str] = set()
    for product in catalog:
        categories[""].add(product.id)
        for slot, value in _stated_values(product):
            holders[slot, value.lower()].add(product.id)
            spelled[slot, value.lower()][value] += 1
        for segment in {s for path in product.categories for s in segments(path)}:
            categories[segment.lower()].add(product.id)
            holders["category", segment.lower()].add(product.id)
            spelled["category", segment.lower()][segment] += 1
        in_title = {t.stem for t in tokens(product.title)}
        heads.update(t.stem for t in tokens(product.title)[-1:])
        surface.update({t.stem: t.word for t in tokens(product.title) if t.stem not in surface})
        for word in in_title:
            title_words[word].add(product.id)
        for word in in_title | {t.stem for t in tokens(product.description)}:
            text_words[word].add(product.id)
        words.update(in_title | {t.stem for t in tokens(_all_text(product))})

    values: dict[str, list[tuple[int, str]]] = defaultdict(list)
    named = {key: counts.most_common(1)[0][0] for key, counts in spelled.items()}
    for (slot, key), ids in holders.items():
        values[slot].append((-len(ids), named[slot, key]))
    listed = {slot: tuple(value for _, value in sorted(found)) for slot, found in values.items()}
    stated = {slot: frozenset().union(*(ids for (s, _), ids in holders.items() if s == slot)) for slot in listed}
    for slot_values in listed.values():
        for value in slot_values:
            surface.update({t.stem: t.word for t in tokens(value) if t.stem not in surface})
    phrases, kinds = _phrases(listed, holders, title_words)
    return Vocabulary(
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


def segments(path: str) -> list[str]:
    """The names in a category path that say what a thing is; campaign branches are left out.

    `"Men > Tops > Tees"` gives Men, Tops, Tees; `"Promotions > Tees"` gives nothing.
    """
    names = [name.strip() for name in path.split(">")]
    kept = []
    for name in names:
        if name.lower() in _NOT_KINDS:
            break
        kept.append(name)
    return [name for name in kept if name]


def _stated_values(product: Product) -> set[tuple[str, str]]:
    found = {(slot, value) for slot, values in product.attributes.items() for value in values}
    found |= {(slot, value) for variant in product.variants for slot, value in variant.options.items()}
    if product.brand:
        found.add(("brand", product.brand))
    return found


def _all_text(product: Product) -> str:
    return " ".join(
        [product.title, product.brand, product.description, *product.categories]
        + [f"{value}" for _, value in _stated_values(product)]
    )


def _phrases(
    values: dict[str, tuple[str, ...]],
    holders: dict[tuple[str, str], set[str]],
    title_words: dict[str, set[str]],
) -> tuple[dict[tuple[str, ...], dict[str, tuple[str, ...]]], set[tuple[str, str]]]:
    phrases: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds: set[tuple[str, str]] = set()

    def say(words: str, slot: str, value: str) -> None:
        phrase = tuple(t.stem for t in tokens(words))[:_MAX_PHRASE]
        if phrase and value not in phrases[phrase][slot]:
            phrases[phrase][slot].append(value)

    for slot, known in values.items():
        if {value.lower() for value in known} <= _FLAGS:
            truth = [value for value in known if value.lower() in ("yes", "true")]
            if truth and slot.replace("_", " ") not in STOP_WORDS:
                say(slot.replace("_", " "), slot, truth[0])
            continue
        for value in known:
            for words in _ways_to_say(slot, value, known):
                say(words, slot, value)
            if slot == "category" or _names_the_thing(value, holders[slot, value.lower()], title_words):
                kinds.add((slot, value))
    ending = _by_ending(values)
    for phrase, slots in list(phrases.items()):  # "cotton" also means Organic Cotton: same slot, same last word
        for slot, found in slots.items():
            if slot in ("category", "brand") or _SIZE_SLOT.search(slot):
                continue
            found.extend(value for value in ending.get((slot, phrase), ()) if value not in found)
    return {p: {s: tuple(v) for s, v in slots.items()} for p, slots in phrases.items()}, kinds


def _by_ending(values: dict[str, tuple[str, ...]]) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """The values of a slot that end in a phrase and begin before it: (color, (green,)) has Dark Green."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for slot, known in values.items():
        for value in known:
            own = tuple(t.stem for t in tokens(value))
            for start in range(1, len(own)):
                found[slot, own[start:]].append(value)
    return found


def _ways_to_say(slot: str, value: str, known: Sequence[str]) -> list[str]:
    """The value itself, its parts ("Hoodies & Sweatshirts"), and the synonyms that the store has no word for."""
    ways = [value]
    if "-" in value:  # "dishwasher safe" for Dishwasher-safe, and "noise-cancelling" for Noise cancelling
        ways.append(value.replace("-", " "))
    elif value.count(" ") == 1:
        ways.append(value.replace(" ", "-"))
    lower = value.lower()
    if slot == "category":
        if value in GENDER_WORDS.values():  # "Men > Tops": the derived slot `gender` says it
            return []
        ways += [part for part in re.split(r"\s*(?:&|/|,|\band\b)\s*", value) if part]
        parts = {stem(t.word) for way in ways for t in tokens(way)[-1:]}
        own = {
            stem(t.word) for name in known for t in tokens(name)[-1:]
        }  # a store of Earbuds means no headphones by it
        ways += [word for word, means in CATEGORY_WORDS.items() if stem(means) in parts and stem(word) not in own]
    elif slot in ("color", "colour"):
        names = {name.lower() for name in known}
        ways += [word for word, means in COLOR_WORDS.items() if means == lower and word not in names]
    elif slot == "gender":
        ways = [word for word, means in GENDER_WORDS.items() if means == value]
    elif _SIZE_SLOT.search(slot):
        ways += [word for word, means in SIZE_WORDS.items() if means == lower]
    else:
        ways += [word for word, means in CATEGORY_WORDS.items() if means == lower]
    return ways


def _names_the_thing(value: str, ids: set[str], title_words: dict[str, set[str]]) -> bool:
    """Whether products that carry the value's words in their title are, nearly all, those that have the value.

    So "Backpack" (a bag style) names a thing; "Waterproof" does not. 0.8: a store mislabels some.
    """
    own = [t.stem for t in tokens(value)]
    if not own:
        return False
    titled = set.intersection(*(title_words.get(word, set()) for word in own))
    return len(titled) >= 2 and len(titled & ids) >= 0.8 * len(titled) and len(titled) >= 0.2 * len(ids)
