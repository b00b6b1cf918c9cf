"""Mentions: which of a store's values the words of a clause really mean, one reading for the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.hearing import cues
from retrieval.catalog import Catalog
from retrieval.synonyms import CATEGORY_WORDS
from retrieval.tokens import STOP_WORDS, Token, stem, tokens
from retrieval.vocabulary import Mention, Vocabulary, segments

_SIZE_SLOT = re.compile(r"(^|_)sizes?$")
_NO_SIZE = re.compile(
    r"(?:x|of|stars?|dollars?|bucks|pieces?)\b"
    r"|[- ]?(?:inch(?:es)?|cm|mm|kg|g|ml|l|w|people|persons?|players?|years?|yo)\b"
    r"|[\"″]"
)
_SIZE_BEFORE = {"size", "sizes", "in", "a", "an", "waist", "sized", "wear", "or", "and", "please"}
_PURPOSE = re.compile(
    r"\b(?:that|which|for|to|fits?|fitting|holds?|holding)\b(?!.*(?:,|;|\band\b|\bor\b|\bplus\b|&|\+))", re.I
)
_PAUSE = re.compile(r"[^\s'’-]|\s-")
_NOR = r"\s*(?:or|nor)\s+(?:(?:in|with|any)\s+)*(?!(?:an?|the)\s)"
_OR = re.compile(_NOR, re.I)
_EITHER = re.compile(rf"\s*,?{_NOR}|\s*/\s*|\s*,\s*(?=\w+\s*,?{_NOR})", re.I)
# Words that some title ends in and that still name no thing: "stuff for the kitchen" is of the kitchen.
_VAGUE = re.compile(
    r"(?:stuff|things?|gear|clothes|clothing|equipment|accessor(?:y|ies)|gifts?|presents?|ideas?|sets?|kits?)"
)


class MentionReader:
    """Reads which values are meant: no size in "32 inch", no A5 in "a 5 year old", no monitor in "an arm for one"."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._above = {  # (wider, narrower) of category names: "Home Office", "Desks"
            (wider, narrower)
            for product in catalog
            for path in product.categories
            for n, narrower in enumerate(segments(path))
            for wider in segments(path)[:n]
        }
        self.option_slots = frozenset(s for product in catalog for variant in product.variants for s in variant.options)

    def read(self, said: Sequence[Token], text: str) -> list[Mention]:
        """The mentions that are meant, in the order of the clause."""
        meant = [m for m in self._vocabulary.match(said) if self._is_meant(m, said, text)]
        things = [t for t in said if self._vocabulary.names_a_thing(t.word) and not _VAGUE.fullmatch(t.word)]
        return _without_purposes(self._narrowest(self._chosen(meant), said), said, things, text)

    def corrected(self, text: str) -> list[Token]:
        """The words of the clause, misspelt ones as the store spells them, and two that are written as one apart."""
        return self._other_words([better for token in tokens(text) for better in self._better(token)])

    def _other_words(self, said: list[Token]) -> list[Token]:
        """ "No cable" is one word, "wireless", where the store says that of no slot but its titles do."""
        for at in range(len(said) - 1):
            words = " ".join(t.word for t in said[at : at + 2])
            if said[at].word not in ("no", "without") or words not in CATEGORY_WORDS:
                continue
            means = CATEGORY_WORDS[words][0]
            named = any(m.last > m.first for m in self._vocabulary.match(said[at : at + 2]))
            if not named and self._vocabulary.titles_say(means):
                one = Token(said[at].start, said[at + 1].end, means, stem(means))
                return [*said[:at], one, *self._other_words(said[at + 2 :])]
        return said

    def _better(self, token: Token) -> tuple[Token, ...]:
        if cues.ABUSE.fullmatch(token.word) or cues.PRICE_WORD.fullmatch(token.word):
            return (token,)
        first, second = self._vocabulary.parted(token.word)
        if second:
            cut = min(token.start + len(first), token.end)
            return (Token(token.start, cut, first, stem(first)), Token(cut, token.end, second, stem(second)))
        better = self._vocabulary.corrected(token.word)
        return (Token(token.start, token.end, better, stem(better)),) if better else (token,)

    def _is_meant(self, mention: Mention, free: Sequence[Token], text: str) -> bool:
        """Single letters and bare numbers are sizes only where they are said as sizes ("in M", "size 32", "M")."""
        words = free[mention.first : mention.last + 1]
        if all(t.word.isdigit() or len(t.word) == 1 for t in words) and not _SIZE_SLOT.search(mention.slot):
            written = text[words[0].start : words[-1].end].lower()  # "a 5" is not A5, "6 players" not from 6 on
            return any(value.lower() == written for value in mention.values)
        if not _SIZE_SLOT.search(mention.slot) or len(words) > 1:
            return True
        word = words[0]
        as_written = text[word.start : word.end]
        if len(word.word) > 1 and not word.word.isdigit() and word.word not in ("small", "medium", "large"):
            return True
        before = tokens(text[: word.start])
        after = text[word.end :].lstrip().lower()
        if word.word.isdigit() and _NO_SIZE.match(after):
            return False
        said_size = bool(before) and before[-1].word in _SIZE_BEFORE - (
            {"a", "an", "in"} if word.word == "a" else set()
        )
        alone = len(tokens(text)) <= 2 + ("," in text)
        return said_size or alone or (as_written.isupper() and as_written.isalpha()) or len(word.word) > 2

    def _narrowest(self, mentions: list[Mention], said: Sequence[Token]) -> list[Mention]:
        """Without the categories that hold another named one: "desks for the home office" are desks."""
        named = {value for m in mentions if m.slot == "category" for value in m.values}
        wider = {value for value in named if any((value, other) in self._above for other in named)}
        left = [m for m in mentions if m.slot != "category" or not set(m.values) <= wider]
        return [self._exact(m, said) if m.slot == "category" and len(m.values) > 1 else m for m in left]

    def _exact(self, mention: Mention, said: Sequence[Token]) -> Mention:
        """ "Shoes" are Shoes and not all of Clothing & Shoes; "coats" are Jackets, which hold the rain jackets."""
        words = [t.stem for t in said[mention.first : mention.last + 1]]
        named = tuple(value for value in mention.values if [t.stem for t in tokens(value)] == words)
        if named:
            return replace(mention, values=named)
        held = {value for value in mention.values for other in mention.values if (other, value) in self._above}
        return replace(mention, values=tuple(value for value in mention.values if value not in held))

    def _chosen(self, mentions: Sequence[Mention]) -> list[Mention]:
        """One reading for the same words: gender, then category, then what names the thing, then the commonest."""
        by_words: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            by_words.setdefault((mention.first, mention.last), []).append(mention)

        def preference(mention: Mention) -> tuple[bool, bool, bool, bool, int, str]:
            n = max(self._vocabulary.n_products(mention.slot, v) for v in mention.values)
            return (
                mention.slot != "gender",
                mention.slot != "category",
                not mention.kind,
                mention.slot not in self.option_slots,
                -n,
                mention.slot,
            )

        return [min(alike, key=preference) for _, alike in sorted(by_words.items())]


def categories_of(
    mentions: Sequence[Mention], free: Sequence[Token], text: str, sought: Sequence[str] = ()
) -> list[str]:
    """The categories that are wanted, without those that are not ("no bags"); `sought` are looked for already."""
    unwanted = negated(mentions, free, text, sought)
    wanted = [m for m in mentions if m.slot == "category" and m not in unwanted]
    return [value for mention in wanted for value in mention.values]


def negated(mentions: Sequence[Mention], free: Sequence[Token], text: str, sought: Sequence[str] = ()) -> list[Mention]:
    """The mentions that say what is not wanted.

    "No leather sofas", said of nothing else, wants sofas: what is said of a thing is negated, not the thing.
    """
    # "no cable" may be a way to say wireless
    said_so = [(free[m.first].start, free[m.last].end) for m in mentions]
    said_so += [(t.start, t.end) for t in free if " " in text[t.start : t.end]]
    found = [
        m
        for m in mentions
        if (no := cues.NEGATION.search(text[: free[m.first].start]))
        and not any(start <= no.start() < end for start, end in said_so)
    ]
    for m in sorted(mentions, key=lambda m: m.first):  # "not blue or green" wants neither
        before = max((no for no in found if no.last < m.first), key=lambda no: no.last, default=None)
        if m in found or before is None or _names_a_kind(m):
            continue
        between = _EITHER if before.slot == m.slot else _OR
        said_on = between.match(text, free[before.last].end)
        if said_on and said_on.end() == free[m.first].start:
            found.append(m)
    wanted = {v for m in mentions if _names_a_kind(m) and m not in found for v in m.values} | set(sought)
    return [m for m in found if not _is_what_is_wanted(m, found, free, text, wanted)]


def _is_what_is_wanted(
    mention: Mention, found: Sequence[Mention], free: Sequence[Token], text: str, wanted: Set[str]
) -> bool:
    before = next((m for m in found if m.last == mention.first - 1 and m.values != mention.values), None)
    if (
        before is None
        or not _names_a_kind(mention)
        or _PAUSE.search(text[free[before.last].end : free[mention.first].start])
    ):
        return False
    if wanted:
        return not wanted.isdisjoint(mention.values)
    begins = tokens(text[: free[before.first].start])
    return all(t.word in STOP_WORDS or cues.FIND_VERB.fullmatch(t.word) or cues.NEGATION.search(t.word) for t in begins)


def _names_a_kind(mention: Mention) -> bool:
    return mention.kind or mention.slot == "category"


def _without_purposes(
    mentions: list[Mention], free: Sequence[Token], things: Sequence[Token], text: str
) -> list[Mention]:
    """Without the categories that only say what a thing is for: "an arm that holds a 32 inch monitor" is an arm."""
    kept: list[Mention] = []
    head = min((thing.end for thing in things), default=-1)
    for mention in mentions:
        if mention.slot == "category":
            if 0 <= head <= free[mention.first].start and _PURPOSE.search(text[head : free[mention.first].start]):
                continue
            head = free[mention.last].end
        kept.append(mention)
    return kept
