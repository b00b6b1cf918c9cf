"""Meant kinds: a thing that is described and not named ("something to sit on") is looked for among what it may be.

Only where no word names what is wanted; then the kinds that the description means become a condition like any other,
with a chip that can be taken away. Where none is near enough, nothing is added, and the words are searched for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.hearing import cues
from assistant.merging import one_of
from assistant.quantities.amounts import amounts
from assistant.state import DialogueState
from assistant.understanding import Understanding
from retrieval.meaning import KindsByMeaning
from retrieval.query import THING, Constraint, Operator
from retrieval.synonyms import RECIPIENTS
from retrieval.tokens import STOP_WORDS, Token, tokens
from retrieval.vocabulary import Vocabulary

_NAMING = frozenset({"category", THING})
_OPEN = (Intent.FIND, Intent.REFINE, Intent.NOT_UNDERSTOOD)
_VAGUE = (
    r"(?:something|anything|some thing|sth|smth|somethin|stuff|things|"
    r"(?:an?|the|some|those|one of those)\s+(?:\w+\s+)?(?:things?|pieces?))"
)
# what begins the words that describe it
_VERB = r"(?:to(?!\s+go\s+with\b)\s+\w+|that|which|you|i(?:'m)?|where|when|with|without|against|so)"
# "the thing for the computer that you type on": what is named within it is not what is wanted
_DESCRIBED = re.compile(
    rf"\b{_VAGUE}(?:(?:\s+(?!for\b|to\b|that\b|which\b)\w+){{0,5}}?\s+{_VERB}\b|"
    r"(?:\s+\w+){0,3}?\s+for\s+[^,.;!?]*?\b(?:that|which|to|when|where|while)\b)[^.;!?]*",
    re.I,
)
_FOR = re.compile(rf"\b{_VAGUE}(?:\s+\w+){{0,4}}?\s+for\b[^,.;!?]*", re.I)
_NAMES_AFTER = re.compile(r"\s*(?:[,:(]|\b(?:like|such as|e\.?g\.?|ideally|preferably|maybe)\b).*", re.I | re.S)
_NOT_A_SEARCH = frozenset({"price", "rating", "gender", "color", "size", "n_reviews"})  # they say nothing of the kind
_PEOPLE = frozenset(RECIPIENTS) | {
    "friend",
    "birthday",
    "christmas",
    "present",
    "gift",
    "man",
    "woman",
    "boy",
    "girl",
    "kid",
    "child",
}
_PURPOSE = re.compile(
    r"\b(?:something|some thing|sth|smth|somethin|stuff)\s+to(?!\s+(?:go|match|fit|choose|look|think|do)\b)\s+\w+", re.I
)
_AT_HAND = re.compile(r"\b(?:it|its|this|that one|these|those|them|one|ones|instead|else)\b", re.I)
_MOST_WORDS = 4  # of a thing that goes by a name the store does not know


class MeantKinds:
    """Adds to a reading the kinds that its search describes."""

    def __init__(self, kinds: KindsByMeaning, vocabulary: Vocabulary) -> None:
        self._kinds = kinds
        self._vocabulary = vocabulary

    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """The reading, its one search with the kinds that are meant; the reading itself where there is nothing to add.

        May add a condition on what is looked for, and takes away only those kinds that were read within the
        description.
        """
        searches = [act for act in heard.acts if act.intent in _OPEN]
        if len(searches) != 1 or any(act.intent is Intent.BUNDLE for act in heard.acts):
            return heard
        search = searches[0]
        description = self._description(search, message, state)
        meant = self._kinds.meant(description) if description else ()
        if not meant:
            return heard
        if search.intent is Intent.REFINE and not looked_for(state).isdisjoint(meant):
            return heard
        named = [str(v) for c in search.constraints if c.slot in _NAMING for v in c.values]
        meant = tuple(kind for kind in meant if kind in named) or meant
        told = replace(
            search,
            intent=Intent.FIND if search.intent is Intent.NOT_UNDERSTOOD or looked_for(state) else search.intent,
            constraints=(*self._others(search), self._condition(meant)),
            text=self._known(search.text or description),
        )
        return replace(heard, acts=tuple(told if act is search else act for act in heard.acts))

    def _description(self, search: ShopperAct, message: str, state: DialogueState) -> str:
        """What is described, in the shopper's words; empty where what is wanted has a name."""
        if search.parts or any(c.slot == "brand" for c in search.constraints):
            return ""
        if search.intent is Intent.REFINE and looked_for(state) and not _is_another(message):
            return ""
        described = _DESCRIBED.search(message)
        if described:
            words = _NAMES_AFTER.sub("", described.group()) if "," in described.group() else described.group()
            rest = message.replace(words, " ", 1)
            return "" if self._names_a_kind(rest) else _without_limits(words)
        if any(c.slot in _NAMING for c in search.constraints) or self._has_kind(search):
            return ""
        vague = _FOR.search(message)
        if vague:
            words = _without_limits(vague.group())
            return words if any(t.word not in _PEOPLE and t.stem not in _PEOPLE for t in _content(words)) else ""
        if search.intent is Intent.NOT_UNDERSTOOD and not cues.FIND_VERB.search(message):
            return ""
        said = search.text.split()
        unknown = [word for word in said if not self._vocabulary.knows_word(word)]
        if not unknown or len(said) > _MOST_WORDS or any(self._vocabulary.names_a_thing(word) for word in said):
            return ""
        return search.text

    def _names_a_kind(self, text: str) -> bool:
        said = tokens(text)
        named = (m for m in self._vocabulary.match(said) if m.kind or m.slot == "category")
        return any(not cues.NEGATION.search(text[: said[m.first].start]) for m in named)

    def _has_kind(self, search: ShopperAct) -> bool:
        return any(
            c.required and c.slot not in _NOT_A_SEARCH and c.operator is not Operator.NOT for c in search.constraints
        )

    def _known(self, words: str) -> str:
        """Those that say something of the store's products: the kinds stand for the others."""
        return " ".join(t.word for t in _content(words) if self._vocabulary.knows_word(t.word))

    @staticmethod
    def _others(search: ShopperAct) -> list[Constraint]:
        """What was read in a description is a wish: "to keep tea warm" demands no feature of that name."""
        others = [c for c in search.constraints if c.slot not in _NAMING]
        said = (Operator.IS, Operator.ONE_OF)
        return [c.wished() if c.slot not in _NOT_A_SEARCH and c.operator in said else c for c in others]

    def _condition(self, kinds: Sequence[str]) -> Constraint:
        required = self._kinds.slot != THING  # words of a title are searched for, no filter knows them
        return one_of(self._kinds.slot, kinds, required=required)


def looked_for(state: DialogueState) -> frozenset[str]:
    """The kinds that the conversation looks for."""
    held = (c for c in state.constraints if c.slot in _NAMING and c.operator is not Operator.NOT)
    return frozenset(str(v) for c in held for v in c.values)


def _is_another(message: str) -> bool:
    """Whether it describes a thing by a purpose of its own: "and something to sit on", not "something that is light".

    What goes with the one at hand is no other search: "something to wear over it".
    """
    return bool(_PURPOSE.search(message)) and not _AT_HAND.search(message)


def _without_limits(words: str) -> str:
    """The words without prices and ratings: they say nothing of what it is."""
    for amount in sorted(amounts(words), key=lambda a: -a.start):
        words = words[: amount.start] + words[amount.end :]
    return " ".join(words.split())


def _content(words: str) -> list[Token]:
    return [t for t in tokens(words) if t.word not in STOP_WORDS]
