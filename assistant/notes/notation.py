"""The notes a language model takes of a message: one line of acts, short to write, strict to read.

    find text=rain jacket color=blue|green with!=cotton price=40..60 recipient=dad; add ref=2 qty=2

Acts are separated by "; ". An act is a word and pairs of key, operator and value. Values are words copied from the
message, so that nothing can be invented; they hold no operator and no ";", so that the line reads in one way only.
`|` stands between values of which any will do, `..` between the ends of a range; `~` is a wish, of a number "about".
`fix` is a refinement that takes back what was said before it: "no, I meant the green one".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.acts import Intent

# The model's words for intents, with the keys an act may have. "slots" stands for `QUALITIES` (of a model that was not
# tuned: the store's own slots), "refs" for a ref that may list several shown products, "texts" for a text that may list
# several things, "context" for `CONTEXT`.
INTENTS: dict[str, tuple[Intent, tuple[str, ...]]] = {
    "find": (Intent.FIND, ("text", "slots", "price", "sort", "qty", "context")),
    "refine": (Intent.REFINE, ("text", "slots", "price", "sort", "any", "qty", "context")),
    "fix": (Intent.REFINE, ("refs", "text", "slots", "price", "sort", "any", "qty", "context")),
    "more": (Intent.MORE, ()),
    "bundle": (Intent.BUNDLE, ("texts", "slots", "price", "ref", "context")),
    "compare": (Intent.COMPARE, ("refs",)),
    "ask": (Intent.ASK_PRODUCT, ("refs", "text")),
    "catalog": (Intent.ASK_CATALOG, ("text", "slots", "price", "any")),
    "why": (Intent.EXPLAIN, ("ref",)),
    "keep": (Intent.LIKE, ("refs",)),
    "change": (Intent.CHANGE_BUNDLE, ("refs", "text", "slots", "price", "qty")),
    "reject": (Intent.REJECT, ("refs", "slots")),
    "add": (Intent.ADD_TO_CART, ("refs", "qty", "slots")),
    "remove": (Intent.REMOVE_FROM_CART, ("refs", "qty")),
    "cart": (Intent.SHOW_CART, ()),
    "undo": (Intent.UNDO_CART, ()),
    "policy": (Intent.ASK_POLICY, ("text",)),
    "order": (Intent.ASK_ORDER, ()),
    "person": (Intent.WANT_PERSON, ()),
    "thanks": (Intent.THANK, ()),
    "hello": (Intent.GREET, ()),
    "other": (Intent.OUT_OF_SCOPE, ()),
    "unclear": (Intent.NOT_UNDERSTOOD, ()),
}
SORTS = ("cheapest", "dearest", "best rated")
CORRECTION = "fix"
QUALITIES = (
    "brand",
    "color",
    "size",
    "material",
    "gender",
    "with",
)  # "with" is every other: code knows the store's slots
CONTEXT = ("recipient", "occasion", "by", "owns")  # whom it is for, what for, needed by when, what they have already
# Keys that are no slot of a store. A store may have a slot called "occasion"; the note then means that, too.
RESERVED = frozenset({"text", "price", "rating", "sort", "any", "ref", "qty", "with"})

MAX_WORDS = 60  # of a message; what comes later is not read by the model
MAX_SPAN = 6  # words a value may have; Chinese and Japanese are counted in characters
MAX_ACTS = 4
MAX_PAIRS = 8

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[$£€¥]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[{_CJK}]|[^\s,;:!?=<>~|()\[\]{{}}\"“”„«»‹›…*`\\{_CJK}，。！？、；：（）【】]+"
)
# "my brother's flat" is for the brother; "grey/black" are two.
_INSIDE = re.compile(r"(?<=.)(['’]s$|(?<=[a-zA-Z]{3})/(?=[a-zA-Z]{3}))")
_PAIR = re.compile(r"([a-z][a-z0-9_]*)(<=|>=|!=|=|~)(.+?)(?= [a-z][a-z0-9_]*(?:<=|>=|!=|=|~)|$)")


class NotationError(ValueError):
    """A line that is no notation."""


@dataclass(frozen=True, slots=True)
class Pair:
    key: str
    operator: str  # = != ~ <= >=
    value: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The values of which any will do, or the two ends of a range; else the one value. Each was copied alone."""
        return tuple(re.split(r"\|| ?\.\. ?", self.value))

    @property
    def is_range(self) -> bool:
        return ".." in self.value


@dataclass(frozen=True, slots=True)
class Note:
    """One act as noted, nothing of it checked against the store."""

    intent: Intent
    pairs: tuple[Pair, ...] = ()
    corrects: bool = False  # it takes back what was said before

    def values(self, key: str) -> list[str]:
        return [pair.value for pair in self.pairs if pair.key == key]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the message that may be copied; `space` says whether a blank stood before it."""

    text: str
    space: bool


def read(line: str) -> list[Note]:
    """The acts of a line. Raises `NotationError` when any of it does not read."""
    notes = [_note(part) for part in line.strip().rstrip(".;").split(";")[:MAX_ACTS] if part.strip()]
    if not notes:
        raise NotationError(f"{line[:80]!r} has no act. Expected something like 'find text=blue jacket price<=60'.")
    return notes


def runs(message: str) -> list[list[Word]]:
    """The message's words, cut where punctuation stands: a value never crosses it."""
    text = plain(message)
    found: list[list[Word]] = []
    end, n_words = 0, 0
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".-'’&/+")
        gap = text[end : match.start()]
        if not word or n_words == MAX_WORDS:
            continue
        if gap.strip() or not found:
            found.append([])
        first, *rest = [part for part in _INSIDE.split(word) if part]
        found[-1].append(Word(first, bool(gap) and bool(found[-1])))
        found[-1] += [Word(part, space=False) for part in rest]
        end, n_words = match.start() + len(word), n_words + 1
    return found


def plain(message: str) -> str:
    """The message in one Unicode form and on one line: full-width letters and digits become ordinary ones."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", message)).strip()


def _note(part: str) -> Note:
    word, _, rest = part.strip().partition(" ")
    if word not in INTENTS:
        raise NotationError(f"Unknown act '{word[:40]}'. Known acts: {', '.join(INTENTS)}.")
    pairs = tuple(Pair(key, operator, value.strip()) for key, operator, value in _PAIR.findall(rest))
    if "".join(f"{p.key}{p.operator}{p.value}" for p in pairs).replace(" ", "") != rest.replace(" ", ""):
        raise NotationError(f"Cannot read {rest[:80]!r} as pairs such as color=blue or price<=60.")
    return Note(INTENTS[word][0], pairs[:MAX_PAIRS], word == CORRECTION)
