"""What must not be there and no slot of the store has: excluded by the words of the products themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.hearing import cues
from assistant.naming.qualities import MEASURED
from retrieval.exclusion import is_made_of
from retrieval.query import WORDS, Constraint, Operator
from retrieval.tokens import STOP_WORDS, Token, stem, tokens
from retrieval.vocabulary import Vocabulary

# What things are made of that goes by one word for several.
_GROUPS = {
    "synthetic": frozenset(map(stem, ("polyester", "nylon", "acrylic", "polyamide", "polypropylene"))),
    "plastic": frozenset(map(stem, ("polypropylene", "polycarbonate", "polyethylene", "pvc", "abs"))),
    "feathers": frozenset((stem("down"),)),
}
_LONGEST = 3  # words: "visible brand logo"; what is longer is a sentence
# Behind a "no" these are turns of phrase, or say how a thing should be and not what should not be on it.
_NOTHING = """
problem idea need rush hurry thanks thank way more longer matter doubt preference budget limit worry worries question
clue reason point one other others thing things stuff kind sort type item product sure sense bother time money luck joke
good bad nice ugly boring fancy expensive cheap pricey much many big small large tiny long short wide tight loose heavy
light dear available possible necessary important available stock size colour color brand price working sold anything
really just quite particular particularly ideally kidding wonder offence offense use year years old too
"""
_NO_SUBJECT = frozenset(map(stem, (*_NOTHING.split(), *MEASURED)))  # "no noise" is little of it
# Right before the word, so that nothing else can be denied: "not in stock, jackets" denies no jackets.
_RIGHT_BEFORE = re.compile(
    r"\b(?:no|without|w/o|nothing (?:with|like)|not with|but no|anything but|except(?: for)?|excluding|avoid(?:ing)?|"
    r"hates?|can'?t stand|(?:don'?t|doesn'?t|do not|does not) (?:like|want))\s+(?:the |a |an |any )?$",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(r"\s*,?\s*no\s*(?:$|[.,;!])", re.IGNORECASE)  # "roses no"


def excluded_words(said: Iterable[Token], vocabulary: Vocabulary) -> tuple[Constraint, ...]:
    """The condition that no product says these words; none where they are a turn of phrase, or nothing in the store
    says them anyway."""
    words = [t.word for t in said if t.word not in STOP_WORDS]
    telling = [word for word in words if stem(word) not in _NO_SUBJECT]
    if not telling or len(words) > _LONGEST or not all(map(vocabulary.knows_word, words)):
        return ()
    value = " ".join(words)
    return (Constraint(WORDS, Operator.NOT, value, said=value),)


def excluded_group(said: Iterable[Token], vocabulary: Vocabulary) -> tuple[Constraint, ...]:
    """What no value is called and several are: "nothing synthetic" excludes polyester, nylon and the like."""
    stems = {t.stem for t in said}
    group = next((name for name in _GROUPS if stem(name) in stems), "")
    found = []
    for slot in filter(is_made_of, vocabulary.slots if group else ()):
        values = tuple(v for v in vocabulary.values(slot) if _GROUPS[group] & {t.stem for t in tokens(v)})
        found += [Constraint(slot, Operator.NOT, values, said=group)] if values else []
    return tuple(found)


def is_denied(token: Token, text: str) -> bool:
    """Whether the text denies this very word: "no roses", "roses no"."""
    before, behind = text[: token.start], text[token.end :]
    if _RIGHT_BEFORE.search(before):
        return True
    return bool(_RIGHT_BEHIND.match(behind)) and not cues.NEGATION.search(before)


def denied_words(free: Sequence[Token], read: set[int], text: str, vocabulary: Vocabulary) -> dict[int, Constraint]:
    """By the number of the word what it excludes: words that name no value of the store, where a title says them."""
    return {
        n: constraint
        for n, token in enumerate(free)
        if n not in read and vocabulary.titles_say(token.word) and is_denied(token, text)
        for constraint in excluded_words([token], vocabulary)
    }
