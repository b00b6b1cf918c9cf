"""The store's papers: which passage answers a question about returns, delivery or promotions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from retrieval.catalog import PolicyDocument
from retrieval.tokens import STOP_WORDS, stem, tokens

# What shoppers say -> what policies say.
_SAYS = {
    "return": ("return", "refund", "replacement", "exchange", "money"),
    "refund": ("refund", "return", "money", "credit"),
    "exchange": ("exchange", "return", "replacement"),
    "send": ("return", "ship"),
    "ship": ("shipping", "delivery", "deliver", "arrive"),
    "shipping": ("shipping", "delivery", "deliver", "arrive"),
    "postage": ("shipping", "delivery"),
    "deliver": ("delivery", "shipping", "arrive"),
    "delivery": ("delivery", "deliver", "shipping", "arrive"),
    "arrive": ("delivery", "arrive"),
    "warranty": ("warranties",),
    "data": ("privacy", "information", "personal"),
    "privacy": ("privacy", "information", "personal"),
    "pay": ("payment", "pay", "card"),
    "hours": ("hours", "open", "monday"),
    "contact": ("contact", "email", "phone"),
    "phone": ("phone", "call", "contact"),
    "company": ("about",),
    "us": ("about",),
}
_SEND_BACK = re.compile(r"\bsend\b[^.?!]{0,20}\bback\b", re.I)  # is no shipping
_NOT_ASKED = {"policy", "policies", "rule", "terms", "condition", "conditions", "question", "long", "take"}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(])|\n+")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*[-*•] )")  # between paragraphs, and before a line of a list
_SHORT = 80  # characters: a heading or a remark that does not answer alone
# A question after a rule or a duration is best answered by a passage that names one; so with what something costs.
_FIGURES_ASKED = re.compile(
    r"\b(?:how (?:long|much|many|fast|soon|quick\w*)|polic(?:y|ies)|when|until|can i (?:return|exchange))\b", re.I
)
_COST_ASKED = re.compile(r"\b(?:how much (?:is|are|does|do|for)|costs?|fees?|prices?|charges?)\b", re.I)
_COST = re.compile(r"[$€£]\s?\d|\bfree\b", re.I)
_FIGURE = re.compile(
    r"\b\d+(?:\s*(?:to|-|–|—)\s*\d+)?\s*(?:business |working )?(?:days?|weeks?|months?|years?|hours?)\b", re.I
)
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?:\+\d|\b\d{1}[ -])?\(?\b\d{3}\)?[ -]\d{3}[ -]?\d{4}\b|\+\d[\d ()-]{7,}\d"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one document, word for word."""

    document_id: str
    title: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Page:
    """A document as sentences with the stems of each, and the numbers of those that end a paragraph."""

    document: PolicyDocument
    sentences: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    title: frozenset[str]
    ends: frozenset[int]


class PassageIndex:
    """Sentences of all policy documents, found by their words (idf-weighted overlap with neighbours' help)."""

    def __init__(self, documents: Iterable[PolicyDocument], longest: int = 460) -> None:
        self._longest = longest
        self._pages = [_page(document) for document in documents]
        counts = Counter(w for page in self._pages for own in page.stems for w in page.title.union(own))
        n = max(sum(len(page.sentences) for page in self._pages), 1)
        self._idf = {word: math.log(1 + n / count) for word, count in counts.items()}

    def best(self, question: str) -> Passage | None:
        """The passage that speaks of what the question asks; None when no document does."""
        asked = self._asked(question)
        said = {word for word, weight in asked.items() if weight == 1.0}
        unknown = any(word not in self._idf and not _means(word) & self._idf.keys() for word in said)
        best: tuple[float, _Page, int] | None = None
        figure = _COST if _COST_ASKED.search(question) else _FIGURE if _FIGURES_ASKED.search(question) else None
        ways = [{word} | _means(word) for word in said]  # a sentence may have a word itself or what it means
        most = max((_n_said(ways, own) for page in self._pages for own in page.stems), default=0)
        for page in self._pages:
            titled = 0.5 * sum(self._idf.get(w, 0.0) for w in asked.keys() & page.title)
            for at, (sentence, stems) in enumerate(zip(page.sentences, page.stems, strict=True)):
                own = self._score(stems, asked)
                if own == 0 or (unknown and said.isdisjoint(stems)):
                    continue  # "PayPal" is nowhere in the papers: a passage on gift cards is no answer
                text, n = self._from(page.sentences, at)
                score = titled + own + 0.35 * self._added(page.stems[at : at + n], asked)
                if figure and figure.search(sentence) and _n_said(ways, stems) == most:
                    score *= 6  # "returned within 30 days" says the rule itself, but not for the knives asked about
                elif figure and figure.search(text):
                    score *= 1.3
                if best is None or score > best[0]:
                    best = score, page, at
        return self._passage(*best) if best else None

    def contact(self) -> Passage | None:
        """The passage with a telephone number or mail address; None when the papers have none."""
        for page in self._pages:
            for at, sentence in enumerate(page.sentences):
                if _CONTACT.search(sentence):
                    return self._passage(0.0, page, at)
        return None

    def _asked(self, question: str) -> dict[str, float]:
        """Stems to look for with their weights: said 1, meant 0.45."""
        said = [
            t
            for t in tokens(_SEND_BACK.sub("return", question))
            if t.word not in STOP_WORDS | _NOT_ASKED or t.word in _SAYS
        ]
        weights = {t.stem: 1.0 for t in said if t.word not in _NOT_ASKED}
        if not weights:  # "who are you?"
            weights = {stem("about"): 1.0}
        for token in said:
            for other in _SAYS.get(token.word, _SAYS.get(token.stem, ())):
                weights.setdefault(stem(other), 0.45)
        return weights

    def _score(self, words: Sequence[str], asked: Mapping[str, float]) -> float:
        length = 1 + 0.02 * max(len(words) - 12, 0)
        heading = 1.6 if set(words[:3]) & asked.keys() else 1.0  # "Returns and Replacements We want you ..."
        worth = [(w, w * self._idf.get(word, 0.0)) for word, w in asked.items() if word in words]
        said = sum(points for w, points in worth if w == 1.0)
        meant = max((points for w, points in worth if w < 1.0), default=0.0)  # of synonyms one is enough
        return heading * (said + meant) / length

    def _added(self, found: Sequence[Sequence[str]], asked: Mapping[str, float]) -> float:
        """What the sentences after the first are worth for words of the question that none before them has."""
        left, added = dict(asked), 0.0
        for n, words in enumerate(found):
            added += self._score(words, left) if n else 0.0
            for word in words:
                left.pop(word, None)
        return added

    def _passage(self, score: float, page: _Page, at: int) -> Passage:
        """From sentence number `at` to the end of its paragraph; a heading or a short remark takes the next with it."""
        last = at
        while last + 1 < len(page.sentences) and (
            last not in page.ends or len(" ".join(page.sentences[at : last + 1])) < _SHORT
        ):
            last += 1
        text, _ = self._from(page.sentences[: last + 1], at)
        return Passage(page.document.id, page.document.title, text, score)

    def _from(self, found: Sequence[str], at: int) -> tuple[str, int]:
        """The sentences from number `at` on that fit, joined, and how many they are."""
        text, n = found[at], 1
        for sentence in found[at + 1 :]:
            if len(text) + len(sentence) + 1 > self._longest:
                break
            text, n = f"{text} {sentence}", n + 1
        return (text if len(text) <= self._longest else text[: self._longest].rsplit(" ", 1)[0] + " …"), n


def _page(document: PolicyDocument) -> _Page:
    blocks = [found for block in _BLOCK.split(document.text) if (found := sentences(block))]
    said = tuple(sentence for block in blocks for sentence in block)
    stems = tuple(tuple(t.stem for t in tokens(sentence)) for sentence in said)
    ends = frozenset(n_until - 1 for n_until in accumulate(len(block) for block in blocks))
    return _Page(document, said, stems, frozenset(t.stem for t in tokens(document.title)), ends)


def _n_said(ways: Iterable[set[str]], words: Sequence[str]) -> int:
    """How many words of a question a sentence has, each in one of its ways."""
    return sum(not way.isdisjoint(words) for way in ways)


def _means(said: str) -> set[str]:
    return {stem(other) for word, others in _SAYS.items() if stem(word) == said for other in others}


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, without its headings' marks, word for word."""
    lines = (re.sub(r"^[#>*\-\s]+", "", line).strip() for line in text.split("\n") if not line.startswith("# "))
    joined = "\n".join(line.replace("**", "").replace("`", "") for line in lines)
    return [part.strip() for part in _SENTENCE.split(joined) if part.strip()]
