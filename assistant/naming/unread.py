"""What of a search the store has nothing for: words that none of it has, measures, names that no thing goes by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.naming.qualities import quality_of
from retrieval.catalog import Product
from retrieval.tokens import STOP_WORDS, stems, tokens
from retrieval.vocabulary import Vocabulary, segments

_MEASURE = re.compile(r"(?<![\w.$£€])\d+(?:[.,]\d+)?(?:\s?[^\W\d_]{1,8})?")
_CALLED = r"\b(?:an?|any|some|those|these|have|sell|need|want|also|pair of)\s+(?:\w+\s+)?"


@dataclass(frozen=True, slots=True)
class Unread:
    """Empty where the store has something for all of it."""

    words: tuple[str, ...] = ()  # that no text of the store has
    measure: str = ""  # that nothing states, "30 cm"
    name: str = ""  # that nothing which is shown goes by, though texts have the word


def unread(said: Iterable[str], unknown: Collection[str], message: str) -> Unread:
    """The `unknown` among the words `said`, numbers and their units as the measure that they are in the message."""
    words = [word for word in said if word in unknown]
    if not any(word[0].isdigit() for word in words):
        return Unread(tuple(words))
    found = [m.group() for m in _MEASURE.finditer(message) if {t.word for t in tokens(m.group())} & set(words)]
    measure = found[0] if found else ""
    own = {t.word for text in found for t in tokens(text)}
    return Unread(tuple(word for word in words if word not in own and not word[0].isdigit()), measure)


def nameless(said: Sequence[str], shown: Iterable[Product], message: str, vocabulary: Vocabulary) -> str:
    """What was asked for by name, "a scale", where nothing that is shown is called so; empty where one is."""
    content = [word for word in said if word not in STOP_WORDS and not quality_of(word)]
    if len(content) != 1 or not vocabulary.knows_word(content[0]):
        return ""
    [word] = content
    called = {
        stem
        for product in shown
        for name in (product.title, product.brand, *(segments(c)[-1] for c in product.categories if segments(c)))
        for stem in stems(name)
    }
    if stems(word) & called or not re.search(rf"{_CALLED}{re.escape(word)}\b", message, re.IGNORECASE):
        return ""
    return word
