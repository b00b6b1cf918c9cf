"""Quoting: which sentence of a text really is about what was asked; none rather than one that shares a word."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from retrieval.nearness import Nearness
from retrieval.tokens import STOP_WORDS, stem, stems, tokens

# Words that ask, measure or fill: a sentence that shares only these with a question does not answer it.
_EMPTY = (
    "long short story many much often soon quick fast time hour day week month year last lasting half full whole "
    "bit lot good great nice fine better best bad ok okay fit well really properly actually quite enough too easy "
    "easily hard use used using user work works working thing stuff kind sort type way part people person man "
    "woman somebody someone first second third fourth one ones both all them these those size color colour come "
    "comes made make makes small big large little put take get go goes going give gives keep keeps hold holds "
    "like need needs want wants say says said tell know think mean feel look looks still also just only even ever "
    "already own real thanks please material fabric brand shopper question hello hi two three four five six seven "
    "eight nine ten buy bought order ordered price cost costs euro dollar "
)
EMPTY = frozenset(stem(word) for word in _EMPTY.split()) | frozenset(stem(word) for word in STOP_WORDS)
# Cosines of all-MiniLM-L6-v2, chosen on questions that shoppers asked of the sample store; see docs/answers.md.
SAME_QUESTION = 0.8  # two questions that one answer serves
_ABOUT, _ABOUT_IT = 0.52, 0.42  # where a sentence shares half of the words of a question, and two thirds
_OF_REVIEWS = 0.18  # more, of a shopper's sentence: it speaks of much, and answers little
_READ = 8  # sentences whose meaning is looked at


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that answers."""

    sentence: str
    n_shared: int  # words that it shares with the question


def asked_words(question: str, besides: Set[str] = frozenset()) -> frozenset[str]:
    """Stems of the words that say what is asked; `besides` are stems that say of which thing."""
    return frozenset(t.stem for t in tokens(question)) - EMPTY - besides


def best_quote(
    question: str, wanted: Set[str], sentences: Iterable[str], nearness: Nearness, *, of_reviews: bool = False
) -> Quoted | None:
    """The sentence that speaks of what is `wanted`; None when none does."""
    if not wanted:
        return None
    shared = [(len(wanted & stems(sentence)), sentence) for sentence in sentences]
    found = sorted((one for one in shared if one[0]), key=lambda one: -one[0])[:_READ]
    near = nearness.to(question, [sentence for _, sentence in found])
    more = _OF_REVIEWS if of_reviews else 0.0
    about = [
        (count, cosine, sentence)
        for (count, sentence), cosine in zip(found, near, strict=True)
        if (_is_near(count / len(wanted), cosine - more) if nearness else _shares_enough(count, len(wanted)))
    ]
    if not about:
        return None
    count, _, sentence = max(about, key=lambda one: (one[0] + 2 * one[1], one[1]))
    return Quoted(sentence, count)


def _is_near(share: float, cosine: float) -> bool:
    return cosine >= (_ABOUT_IT if share >= 2 / 3 else _ABOUT) and share >= 0.5


def _shares_enough(n_shared: int, n_wanted: int) -> bool:
    """By words alone, where there is no encoder."""
    return n_shared == n_wanted or (n_shared > 1 and 2 * n_shared >= n_wanted)
