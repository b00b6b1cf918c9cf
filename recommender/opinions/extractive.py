"""A short summary in the reviewers' own sentences: what most of them say, and nothing twice.

A sentence's worth is its cosine with the centroid of the reviews (Radev et al. 2004, doi:10.1016/j.ipm.2003.10.006), a
little more where it praises or blames, a little less where it tells of the writer; sentences are taken by that worth
less their likeness to those taken already (maximal marginal relevance: Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommender.opinions.clauses import clauses
from recommender.opinions.polarity import Polarity, read
from retrieval.tokens import STOP_WORDS, tokens

_OF_THE_WRITER = re.compile(
    r"\b(?:i|i'm|i've|my|me|we|our|she|he|her|his|husband|wife|son|daughter|years? old)\b", re.I
)
_SHORTEST, _LONGEST = 4, 30  # words of a sentence


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts beside the centroid; chosen on the half that `shelftalk eval reviews` tunes on."""

    judges: float = 0.3  # for a sentence that plainly praises or blames
    writer: float = 0.1  # off one that tells of the writer
    likeness: float = 0.6  # off one that is like a chosen one, times its cosine


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    n_words: int
    vector: Mapping[str, float]  # of length 1
    worth: float


DEFAULT = Weights()


def summary_of(
    reviews: Sequence[str], most_words: int = 55, polarity: Polarity | None = None, weights: Weights = DEFAULT
) -> str:
    """At most so many words, word for word from the reviews; empty where no sentence of theirs fits."""
    found = _sentences(reviews, polarity or Polarity(), weights)
    chosen: list[_Sentence] = []
    n_words = 0
    while found:
        best = max(found, key=lambda one: one.worth - weights.likeness * _nearest(one, chosen))
        found.remove(best)
        if n_words + best.n_words > most_words:
            continue
        chosen.append(best)
        n_words += best.n_words
    return " ".join(sentence.text if sentence.text[-1] in ".!?" else f"{sentence.text}." for sentence in chosen)


def _nearest(one: _Sentence, chosen: Sequence[_Sentence]) -> float:
    return max((_cosine(one.vector, other.vector) for other in chosen), default=0.0)


def _sentences(reviews: Sequence[str], polarity: Polarity, weights: Weights) -> list[_Sentence]:
    texts = list(dict.fromkeys(clause.sentence for review in reviews for clause in clauses(review)))
    bags = {text: Counter(t.stem for t in tokens(text) if t.word not in STOP_WORDS) for text in texts}
    having = Counter(word for review in reviews for word in {t.stem for t in tokens(review)})
    n = len(reviews)
    # What several reviews say weighs most: the logarithm of how many, not of how few, as one product is spoken of.
    rarity = {word: math.log(1 + count) if count > 1 else 0.3 for word, count in having.items()}
    vectors = {text: _unit({w: c * rarity.get(w, 0.3) for w, c in bag.items()}) for text, bag in bags.items()}
    centroid: Counter[str] = Counter()
    for vector in vectors.values():
        centroid.update(vector)
    middle = _unit(dict(centroid))
    out = []
    for text in texts:
        n_words = len(tokens(text))
        if not _SHORTEST <= n_words <= _LONGEST or n == 0:
            continue
        worth = _cosine(vectors[text], middle)
        judges = max((abs(polarity.of_text(read(clause))) for clause in clauses(text)), default=0.0)
        worth += weights.judges * min(judges, 2.0) / 2.0 - weights.writer * bool(_OF_THE_WRITER.search(text))
        out.append(_Sentence(text, n_words, vectors[text], worth))
    return out


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return sum(value * long.get(word, 0.0) for word, value in short.items())
