"""The store's vocabulary: its slots, their values, and the words shoppers use for them, learned from a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.catalog import Catalog
from retrieval.category_paths import segments
from retrieval.learning import Learned, learned
from retrieval.spelling import english_words
from retrieval.synonyms import CATEGORY_WORDS
from retrieval.tokens import STOP_WORDS, Token, stem, tokens
from retrieval.uses import THINGS

__all__ = ["Mention", "Vocabulary", "segments"]

_CUT_FAR = 2  # letters that a stem may lack before likeness of stems says little
_SMALL = STOP_WORDS | {"down"}  # words that are values only where they are said of a thing
_OF = frozenset(("not", "no", "isnt", "arent", "without", "non", "of"))
_SHOP_WORDS = THINGS | {word for said in CATEGORY_WORDS for word in said.split()}


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

    def __init__(self, learned: Learned) -> None:
        self._phrases = learned.phrases
        self._values = learned.values
        self._kinds = learned.kinds
        self._words = learned.words
        self._holders = learned.holders
        self._stated = learned.stated
        self._categories = learned.categories
        self._reliable = learned.reliable
        self._surface = learned.surface
        self._heads = learned.heads
        self._known = {word for phrase in self._phrases for word in phrase}
        self._known |= {stem(word) for slot in self._values for word in slot.split("_")}
        self._spellings = sorted(word for word in self._known | set(self._surface) if len(word) > 3)
        named = (t for known in self._values.values() for value in known for t in tokens(value))
        self._written = {t.word: t.stem for t in named}
        self._whole = {w: own for w, own in self._written.items() if len(w) - len(own) > _CUT_FAR}  # "leggings": "leg"
        self._longest = max((len(phrase) for phrase in self._phrases), default=1)

    @classmethod
    def learn(cls, catalog: Catalog) -> Vocabulary:
        """Every option, attribute, brand and category of the catalog, with its synonyms."""
        return cls(learned(catalog))

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
                if by_slot and length == 1 and said[at].word in _SMALL and not self._is_of_a_thing(said, at):
                    by_slot = None
                if by_slot:
                    for slot, values in by_slot.items():
                        kind = any((slot, value) in self._kinds for value in values)
                        mentions.append(Mention(at, at + length - 1, slot, values, kind))
                    at += length
                    break
            else:
                at += 1
        return mentions

    def _is_of_a_thing(self, said: Sequence[Token], at: int) -> bool:
        """ "Not down", "a down jacket"; but neither "sit down" nor "show me all jackets"."""
        if said[at].word in STOP_WORDS:
            return False
        before = at > 0 and said[at - 1].word in _OF
        return before or (at + 1 < len(said) and self.names_a_thing(said[at + 1].word))

    def corrected(self, word: str) -> str | None:
        """The store's own word that an unknown word most likely misspells; None when none is near.

        At most one edit for 3 to 5 letters, two from 6 on (optimal string alignment), same first letter (for
        three letters the last too). Words of English are left alone ("warmer" is not a misspelt "warm"), and so are
        words for things that other shops have, and two words of the store that are written as one.
        """
        if word in STOP_WORDS or word in _SHOP_WORDS or len(word) < 3 or not word.isalpha() or word in english_words():
            return None
        if len(word) - len(stem(word)) > _CUT_FAR and word not in self._written:
            whole = self._whole_word(word, self._written)  # "earings" has the stem of ears
            if whole:
                return whole
        if self.knows_word(word) or stem(word) in self._known or self.parted(word)[1]:
            return None
        whole = self._whole_word(word, self._whole)
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

    def parted(self, word: str) -> tuple[str, str]:
        """The two words of the store that an unknown word is made of: "raincoat" where it has rain and coats; else the
        word and nothing."""
        if len(word) < 7 or self.knows_word(word) or stem(word) in self._known or word in english_words():
            return word, ""
        for cut in range(3, len(word) - 2):
            first, second = word[:cut], word[cut:]
            if stem(first) in self._known and stem(second) in self._known and first in english_words():
                return first, second
        return word, ""

    def _whole_word(self, word: str, among: Mapping[str, str]) -> str | None:
        """The same by whole words, one edit away, where stems are cut far: "leggins" is not near "leg".

        `among` are words with their stems.
        """
        near = process.extract(word, list(among), scorer=OSA.distance, score_cutoff=1, limit=5) if len(word) > 5 else []
        alike = [found for found, _, _ in near if found[0] == word[0]]
        return min(alike, key=lambda found: (-self._words[among[found]], found), default=None)

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
