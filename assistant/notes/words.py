"""Words of notes as values of a store: "knee length" is hem Knee where dresses state a hem, "folding" is Foldable."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.chinese.dictionary import StoreChinese
from assistant.merging import one_of
from assistant.naming.mentions import MentionReader
from assistant.naming.qualities import better_half, quality_of
from assistant.notes.slot_names import SlotNames
from assistant.quantities.amounts import number
from assistant.quantities.said_sizes import said_size
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.synonyms import COLORS, SIZE_WORDS
from retrieval.tokens import STOP_WORDS, Token, stem, tokens
from retrieval.vocabulary import Mention, Vocabulary

_ALIKE = {"colour": "color", "shoe_size": "size", "sizes": "size", "colors": "color"}
_SIZE = re.compile(r"(?<![\w.])(?:\d?x{1,4}[sl]|[sml]|\d{1,3}(?:[./]\d{1,2})?)(?![\w.])", re.IGNORECASE)
# Words that a value may have beside the one that counts: "survives the microwave" is Microwave-safe.
_GENERIC = frozenset(
    map(stem, ("safe", "proof", "resistant", "friendly", "able", "ready", "free", "style", "type", "length", "neck"))
)
_NO_MISSPELLING = frozenset(
    (
        "blush",
        "coal",
        "god",
        "gold",
        "greed",
        "mine",
        "mink",
        "oak",
        "pine",
        "pint",
        "rad",
        "sand",
        "silk",
        "tea",
        "tin",
        "while",
        "wine",
    )
)
_TIMES = {"single": 1, "twin": 2, "double": 2, "triple": 3, "quadruple": 4, "dozen": 12}
_DIMENSIONS = re.compile(
    r"(\d+(?:\.\d+)?) ?(?:x|×|\*|by) ?(\d+(?:\.\d+)?)(?: ?(?:cm|mm|in|inch(?:es)?))?", re.IGNORECASE
)
_COMPARED = re.compile(r"\w(?:er|est)\b|\b(?:more|less|most|least)\b", re.IGNORECASE)  # "lighter" is no flame to light
_LONGEST_PART_OF = 4  # words of a value of which one alone may be said; longer ones are prose
_NEGATING = frozenset({"free", "less"})
_LEAST_SPELLED, _LONG_WORD = 3, 6  # letters of a colour that may be misspelt, of one that may be so twice
_FEW = 2  # values that words may mean together which say only a part of each
_ENDINGS = re.compile(r"(?:able|abl|ible|ibl|ing|ed|er|or|ation|ment|y|e|s)$")
_NO_QUALITY = frozenset({"category", "brand", "gender"})  # what `with` names last


@dataclass(frozen=True, slots=True)
class Meant:
    """What words of a note mean: values of one slot each, and the words that name nothing the store has."""

    constraints: tuple[Constraint, ...] = ()
    words: tuple[str, ...] = ()


_REDUCED = re.compile(r"(?:on |in )?(?:the )?sale|reduced|discounted|marked down", re.IGNORECASE)
RESOLUTIONS = {  # ITU-T, CTA and VESA names of pixels across and down
    **dict.fromkeys(("4k", "uhd", "4k uhd", "ultra hd", "2160p"), "3840 x 2160"),
    **dict.fromkeys(("full hd", "fhd", "1080p"), "1920 x 1080"),
    **dict.fromkeys(("qhd", "wqhd", "1440p", "2k"), "2560 x 1440"),
    **dict.fromkeys(("8k", "8k uhd"), "7680 x 4320"),
}


class NoteWords:
    """Grounds copied words in one store's vocabulary; misspelt ones are read as the store spells them."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.in_english = StoreChinese(vocabulary).in_english
        self._mentions = MentionReader(catalog, vocabulary)
        self.option_slots = self._mentions.option_slots
        self._colors = frozenset(t.word for v in vocabulary.values("color") for t in tokens(v)) | COLORS
        self.several = frozenset(
            slot
            for slot in vocabulary.slots
            if slot not in self.option_slots | _NO_QUALITY and vocabulary.holds_several(slot)
        )
        self.slot_names = SlotNames(vocabulary, but=self.option_slots | _NO_QUALITY)
        self._roots = [
            (frozenset(roots), slot, value)
            for slot in vocabulary.slots
            if slot != "category"
            for value in vocabulary.values(slot)
            if (roots := [root(t.stem) for t in tokens(value.replace("-", " "))])
        ]

    def slot(self, key: str) -> str:
        """The store's slot that a key of a note names; the key itself where the store has none like it."""
        if key in self._vocabulary.slots:
            return key
        return next((slot for slot in self._vocabulary.slots if _ALIKE.get(slot, slot) == _ALIKE.get(key, key)), key)

    def read(self, key: str, words: str, kinds: Sequence[str], *, excluded: bool = False) -> Meant:
        """What the words say of the slot `key` (`with`: of whichever slot things of the `kinds` state)."""
        slot = self.slot(key)
        english = self.in_english(words)
        if english.lower().startswith("too "):  # "too heavy": as little of it as there is
            quality = quality_of(english)
            if not quality:
                return Meant()
            measured, less = better_half(replace(quality, high=not quality.high), self._vocabulary, kinds)
            return Meant((one_of(measured, less, required=False),) if less else ())
        if shown_as := self._as_a_screen_has_it(english, kinds):
            return Meant((self._made("resolution", (shown_as,), kinds),))
        if slot == "with" and _REDUCED.fullmatch(english) and "Yes" in self._vocabulary.values("sale"):
            return Meant((Constraint("sale", Operator.IS, "Yes"),))
        if slot == "size" and (size := self._size(english)):
            return Meant((self._made("size", (size,), kinds),))
        if slot == "color":
            english = self._spelled_color(english)
        said = self._mentions.corrected(english)
        found = self._named(slot, said, kinds, excluded=excluded)
        if kinds:  # a theme of books says nothing of speakers
            found = [m for m in found if m.slot in _NO_QUALITY or self._share(m.slot, kinds)]
        if kinds and found and not excluded and not self._held(found, kinds):  # glasses that are worn, of binoculars
            found = self._by_roots(slot, said, kinds) or _said_in_full(found, said)
        quality = quality_of(english, excluded=excluded)
        is_compared = bool(quality and kinds and _COMPARED.search(english))
        if not found and not is_compared:
            found = self._by_roots(slot, said, kinds)
        if found:
            read = {n for mention in found for n in range(mention.first, mention.last + 1)}
            left = [t for n, t in enumerate(said) if n not in read and t.word not in STOP_WORDS and len(t.word) > 2]
            unread = tuple(t.word for t in left) if all(m.slot in _NO_QUALITY for m in found) else ()
            return Meant(tuple(self._made(m.slot, m.values, kinds) for m in found), unread)
        content = [t for t in said if t.word not in STOP_WORDS]
        if slot == "color" in self._vocabulary.slots and (
            color := next((t.word for t in content if t.word in COLORS), "")
        ):
            return Meant((Constraint(slot, Operator.IS, color.capitalize()),))  # no product has it, and that is said
        if quality and kinds:
            measured, better = better_half(quality, self._vocabulary, kinds)
            if better:
                return Meant((one_of(measured, better, required=False),), tuple(t.word for t in content))
        return Meant((), tuple(t.word for t in content))

    def _spelled_color(self, english: str) -> str:
        """ "Prple", "ornage" and "blueish" as the colours that they are."""
        return " ".join(near_color(word, self._colors) for word in english.split())

    def dimensions(self, words: str, kinds: Sequence[str]) -> Constraint | None:
        """What things of the kind write with the same two figures: "13 x 18 cm" is a photo size of frames."""
        figures = _DIMENSIONS.fullmatch(words.strip())
        alike = [
            Constraint(slot, Operator.IS, value)
            for slot in self._vocabulary.slots
            for value in (self._vocabulary.held_within(slot, kinds) if figures and kinds else ())
            if figures and tuple(re.findall(r"\d+(?:\.\d+)?", value)) == figures.groups()
        ]
        return alike[0] if len(alike) == 1 else None

    def of_option(self, words: str, options: dict[str, set[str]]) -> Constraint | None:
        """Which of a product's own options the words choose: "the one for -3 in navy"; None where they choose none."""
        english = self.in_english(words)
        said = {t.stem for t in self._mentions.corrected(english)}
        numbers = set(re.findall(r"-?\d+(?:\.\d+)?", english)) or _worded(english)
        best: tuple[float, str, str] | None = None
        for slot, values in sorted(options.items()):
            for value in sorted(values):
                own = {t.stem for t in tokens(value)}
                figures = set(re.findall(r"-?\d+(?:\.\d+)?", value))
                if value.lower() == english.strip().lower() or (own and own <= said and figures <= numbers):
                    score = 2.0 + len(own)
                elif figures and figures == numbers:
                    score = 1.0
                elif not figures and own & said - _GENERIC and len(values) > 1:  # "ground for his press"
                    score = 0.5 if sum(bool({t.stem for t in tokens(other)} & said) for other in values) == 1 else 0.0
                else:
                    continue
                if score and (best is None or score > best[0]):
                    best = (score, slot, value)
        return Constraint(best[1], Operator.IS, best[2]) if best else None

    def _size(self, english: str) -> str:
        """The size as the store writes it: "XL", "size 32", "medium"; empty where the words are no plain size."""
        known = {value.lower(): value for slot in ("size",) for value in self._vocabulary.values(slot)}
        plain = english.strip().lower()
        if plain in known:
            return known[plain]
        of_system = said_size(english)
        if of_system and of_system.has_system:
            bare = re.sub(r"[^\d./]", "", of_system.value)
            is_bare = of_system.value.lower() not in known and bare in known  # "EU 39" where the store has 39
            return known[bare] if is_bare else of_system.value
        figures = re.findall(r"\d+", plain)
        if len(figures) > 1:  # "34/32" where the store has "W34 L32", "70 x 140" where it has "70 x 140 cm"
            alike = [value for lower, value in known.items() if re.findall(r"\d+", lower) == figures]
            return alike[0] if len(alike) == 1 else ""
        for said, means in sorted(SIZE_WORDS.items(), key=lambda pair: -len(pair[0])):
            if re.search(rf"\b{said}\b", plain) and (means in known or said in known):
                return known.get(means) or known[said]
        match = _SIZE.search(plain)
        return known.get(match.group(), match.group().upper()) if match else ""

    def _as_a_screen_has_it(self, english: str, kinds: Sequence[str]) -> str:
        """A resolution by its common name, where things of the kind state one: "4K" is 3840 x 2160."""
        named = RESOLUTIONS.get(english.strip().casefold(), "")
        return named if named in self._vocabulary.held_within("resolution", kinds) else ""

    def _named(self, slot: str, said: Sequence[Token], kinds: Sequence[str], *, excluded: bool) -> list[Mention]:
        """One mention for the same words: of the noted slot, else what things of the kind have, else the commonest."""
        by_words: dict[tuple[int, int], list[Mention]] = {}
        for mention in self._vocabulary.match(said):
            by_words.setdefault((mention.first, mention.last), []).append(mention)
        if kinds and not excluded:  # "walnut" of desks that come in walnut, though pans have handles of it
            by_words = {words: self._held(alike, kinds) or alike for words, alike in by_words.items()}
        chosen = [max(alike, key=lambda m: self._likelihood(m, slot, kinds)) for _, alike in sorted(by_words.items())]
        if slot in self._vocabulary.slots and any(m.slot == slot for m in chosen):
            return [m for m in chosen if m.slot == slot]
        if slot == "with" and not excluded:
            qualities = [m for m in chosen if m.slot not in _NO_QUALITY]
            return qualities or [m for m in chosen if m.slot != "category"] or chosen
        return chosen

    def _held(self, mentions: Sequence[Mention], kinds: Sequence[str]) -> list[Mention]:
        return [m for m in mentions if set(m.values) & set(self._vocabulary.held_within(m.slot, kinds))]

    def _likelihood(
        self, mention: Mention, slot: str, kinds: Sequence[str]
    ) -> tuple[bool, bool, bool, bool, float, float, int, str]:
        return (
            mention.slot == slot,
            mention.slot not in _NO_QUALITY or slot != "with",
            bool(self._held([mention], kinds)),
            mention.slot != "sale",
            float(mention.slot in self.option_slots),
            round(self._share(mention.slot, kinds), 1) if kinds else 0.0,
            max(self._vocabulary.n_products(mention.slot, value) for value in mention.values),
            mention.slot,
        )

    def _by_roots(self, slot: str, said: Sequence[Token], kinds: Sequence[str]) -> list[Mention]:
        """Values whose words are said in another form, or beside other words: "folding", "survive the microwave"."""
        spoken = {root(t.stem) for t in said if t.word not in STOP_WORDS}
        if not spoken or slot not in ("with", "material", "color"):
            return []
        fitting: dict[tuple[int, str], list[str]] = {}
        for own, of, value in self._roots:
            if slot not in ("with", of) or not (own - _GENERIC_ROOTS):
                continue
            core = own - _GENERIC_ROOTS
            if len(own) > _LONGEST_PART_OF and not core <= spoken:
                continue
            part = bool(kinds) and (spoken <= own or all(any(_begins(word, o) for o in own) for word in spoken))
            if core <= spoken or part:  # of whatever kind, "sleeves" is no laptop sleeve
                held = bool(kinds) and value in self._vocabulary.held_within(of, kinds)
                if kinds and not held:
                    continue
                exactly = 2 if core <= spoken else 1
                fitting.setdefault((exactly * 10 + len(own & spoken), of), []).append(value)
        if not fitting:
            return []
        best = max(score for score, _ in fitting)
        fitting = {key: values for key, values in fitting.items() if key[0] >= 20 or len(values) <= _FEW}
        if not any(score == best for score, _ in fitting):
            return []
        slots = sorted((of for score, of in fitting if score == best), key=lambda of: -self._share(of, kinds))
        return [Mention(0, len(said) - 1, slots[0], tuple(fitting[best, slots[0]]))]

    def _share(self, slot: str, kinds: Sequence[str]) -> float:
        return self._vocabulary.share_stating(slot, kinds)

    def _made(self, slot: str, values: Iterable[str], kinds: Sequence[str]) -> Constraint:
        said = tuple(dict.fromkeys(values))
        within = frozenset(self._vocabulary.held_within(slot, kinds)) if kinds else frozenset()
        held = tuple(value for value in said if value in within)
        made = one_of(slot, held or said)  # "cordless" is no Wireless of headphones where vacuum cleaners are meant
        return made if self._decides(slot, made, kinds) else made.wished()

    def _decides(self, slot: str, made: Constraint, kinds: Sequence[str]) -> bool:
        if slot in _NO_QUALITY or slot in self.option_slots:
            return True
        return self._vocabulary.can_decide(slot, [str(v) for v in made.values], kinds)


def _said_in_full(mentions: Sequence[Mention], said: Sequence[Token]) -> list[Mention]:
    """Without what only a word of a longer value names: the "frame" of a bike is no Aluminum frame."""
    stems = {t.stem for t in said}
    own = {m: [{t.stem for t in tokens(value)} for value in m.values] for m in mentions}
    return [m for m in mentions if any(each <= stems or not each & stems for each in own[m])]


def near_color(word: str, colors: Collection[str]) -> str:
    """The colour that a misspelt word is, or is a shade of; the word where it is none, or one already."""
    plain = word.lower().strip(".,!?")
    bare = re.sub(r"ish$", "", plain)
    if plain in colors or plain in _NO_MISSPELLING or len(plain) < _LEAST_SPELLED:
        return word
    if bare in colors or f"{bare}e" in colors:  # "blueish", "bluish"
        return bare if bare in colors else f"{bare}e"
    cutoff = 1 if len(plain) < _LONG_WORD else 2
    alike = [color for color in sorted(colors) if color[:1] == plain[:1]]
    near = process.extractOne(plain, alike, scorer=OSA.distance, score_cutoff=cutoff)
    return near[0] if near else word


def negations(constraint: Constraint, vocabulary: Vocabulary, said: str) -> tuple[Constraint, ...]:
    """Every value of it excluded, as one condition; what a store answers with yes or no is to be no."""
    known = {value.lower(): value for value in vocabulary.values(constraint.slot)}
    if set(known) <= {"yes", "no", "true", "false"} and len(known) == 2:
        other = next(value for lower, value in known.items() if value not in constraint.values)
        return (Constraint(constraint.slot, Operator.IS, other),)
    values = tuple(map(str, constraint.values))
    if len(values) == 1:
        return (Constraint(constraint.slot, Operator.NOT, values[0]),)
    return (Constraint(constraint.slot, Operator.NOT, values, said=said),)


def _worded(english: str) -> set[str]:
    """The counts that words say: "packs of three", "the triple", "in the thousand"; "the big one" counts nothing."""
    said = re.findall(r"[a-z]+", english.lower())
    counts = {_TIMES.get(word) or int(number(word)) for word in said if word not in ("one", "a", "an", "zero")}
    return {str(n) for n in counts if n}


def _begins(word: str, whole: str) -> bool:
    """ "Decaf" of "decaffeinated"."""
    return word == whole or (len(word) >= 5 and whole.startswith(word))


def root(word: str) -> str:
    """What forms of a word share: "foldabl", "folding" and "folds" are "fold"; "dimmabl" and "dim" are "dim"."""
    bare = _ENDINGS.sub("", word) if len(word) > 4 else word
    bare = bare if len(bare) > 2 else word
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


_GENERIC_ROOTS = frozenset(map(root, _GENERIC)) - {root(stem(word)) for word in _NEGATING}
