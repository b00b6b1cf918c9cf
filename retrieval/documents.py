"""The store's papers: which passage answers a question about returns, delivery or promotions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from retrieval.catalog import PolicyDocument
from retrieval.nearness import Nearness
from retrieval.paper_contact import names_an_address, worth_as_contact
from retrieval.paper_topics import WITHOUT_PAGES, topics_asked, topics_headed, topics_of_title, topics_said
from retrieval.standing_answers import ANSWERED, same_question
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
    "guarantee": ("warranty", "warranties"),
    "mend": ("repair",),
    "present": ("gift",),
    "fit": ("size", "exchange", "return"),
    "reach": ("contact", "email", "phone"),
    "data": ("privacy", "information", "personal"),
    "privacy": ("privacy", "information", "personal"),
    "pay": ("payment", "pay", "card"),
    "hours": ("hours", "open", "monday"),
    "contact": ("contact", "email", "phone"),
    "phone": ("phone", "call", "contact"),
    **dict.fromkeys(
        ("damaged", "broken", "defective", "faulty", "smashed", "cracked", "dented"), ("damaged", "faulty", "broken")
    ),
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
_OF_THE_LAST = re.compile(r"(?:It|They|This|These|That|Those)\b")
_EXCEPT = re.compile(r"\b(?:not|cannot|can't|except|excluded?|without)\b", re.I)
_FIGURE = re.compile(
    r"\b\d+(?:\s*(?:to|-|–|—)\s*\d+)?\s*(?:business |working )?(?:days?|weeks?|months?|years?|hours?)\b", re.I
)
# What meaning adds to words, how many passages it is asked of, and how much of each is read (characters): measured on
# the questions of `tests/retrieval/papers`, see docs/answers.md.
_NEAR, _NEAREST, _READ = 1.2, 24, 400


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
    topics: frozenset[str]  # of the title
    headed: frozenset[str]  # of headings in the text


@dataclass(frozen=True, slots=True)
class _Start:
    """A passage by where it begins, with what does not depend on a question."""

    page: _Page
    at: int
    sentence: str
    stems: frozenset[str]
    around: frozenset[str]  # of the title and of all sentences that fit into the passage
    topics: frozenset[str]  # that the sentence speaks of

    def is_about(self, topics: frozenset[str]) -> bool:
        return not topics or bool(topics & self.page.topics) or bool(topics & self.topics)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is looked for."""

    said: frozenset[str]  # stems
    meant: Mapping[str, float]  # stems that papers may say instead, with their weights
    numbers: frozenset[str]  # of the said
    topics: frozenset[str]
    figure: re.Pattern[str] | None  # that an answer has: what it costs, how long it takes
    is_of_exceptions: bool


class PassageIndex:
    """Sentences of all policy documents, found by topic, words (idf-weighted) and, with an encoder, meaning."""

    def __init__(
        self, documents: Iterable[PolicyDocument], longest: int = 460, nearness: Nearness | None = None
    ) -> None:
        self._longest = longest
        self._nearness = nearness or Nearness(None)
        self._pages = [_page(document) for document in documents]
        counts = Counter(w for page in self._pages for own in page.stems for w in page.title.union(own))
        n = max(sum(len(page.sentences) for page in self._pages), 1)
        self._idf = {word: math.log(1 + n / count) for word, count in counts.items()}
        self._rarest = max(self._idf.values(), default=1.0)
        self._starts = [self._start(page, at) for page in self._pages for at in range(len(page.sentences))]
        self._standing = [page for page in self._pages if page.document.id.startswith(ANSWERED)]

    def best(self, question: str) -> Passage | None:
        """The passage that speaks of what the question asks; None when no document does.

        A standing answer to this very question is it. Of a topic that the question is about (delivery, returns ...),
        only what is about that topic is looked at.
        """
        titles = [page.document.title for page in self._standing]
        standing = same_question(question, titles, self._nearness)
        if standing is not None:
            page = self._standing[standing]
            return Passage(page.document.id, page.document.title, " ".join(page.sentences), math.inf)
        asked = _question(question)
        about = asked.topics
        found = [(self._by_words(start, asked), start) for start in self._starts if start.is_about(about)]
        found = [(points, start) for points, start in found if points > 0 or about]
        found.sort(key=lambda f: -f[0])
        found = found[:_NEAREST]
        near = self._nearness.to(question, [f"{s.page.document.title}: {s.sentence}"[:_READ] for _, s in found])
        ranked = [(points + _NEAR * cosine, start) for (points, start), cosine in zip(found, near, strict=True)]
        score, best = max(ranked, key=lambda r: r[0], default=(0.0, None))
        if best is None or score < self._least(best, about):
            return None
        return self._passage(score, best.page, best.at)

    def contact(self) -> Passage | None:
        """The passage that says how to reach the shop; None when the papers have none."""
        best: tuple[int, Passage] | None = None
        for page in self._pages:
            for at, sentence in enumerate(page.sentences):
                if not names_an_address(sentence):
                    continue
                passage = self._passage(0.0, page, at)
                worth = worth_as_contact(sentence, passage.text, page.topics)
                if worth > 0 and (best is None or worth > best[0]):
                    best = worth, passage
        return best[1] if best else None

    def _least(self, best: _Start, about: frozenset[str]) -> float:
        """The score from which a passage answers: less of a page on the very topic, most where none is known."""
        with_meaning = bool(self._nearness)
        if about & (best.page.topics | (best.topics & WITHOUT_PAGES)):
            return 0.0
        if about & best.page.headed:
            return 0.6 if with_meaning else 0.4
        return (0.95 if with_meaning else 0.6) if about else (1.2 if with_meaning else 0.85)

    def _by_words(self, start: _Start, asked: _Question) -> float:
        """What the words of the question, its topic and the figures it asks for are worth in the passage."""
        whole = sum(self._idf.get(word, self._rarest) for word in asked.said) or 1.0
        own = sum(self._idf.get(word, 0.0) for word in asked.said & start.stems) / whole
        near = sum(self._idf.get(word, 0.0) for word in asked.said & start.around) / whole
        meant = max((weight for word, weight in asked.meant.items() if word in start.stems), default=0.0)
        points = 0.8 * own + 0.3 * near + 0.4 * meant * (1 - own)
        if asked.topics:
            titled = bool(asked.topics & start.page.topics)
            points += 0.5 * titled + 0.25 * bool(asked.topics & start.topics)
            points += 0.2 / (1 + start.at) if titled else 0.0  # a page begins with its rule
        if points <= 0:
            return points
        if asked.figure:
            points += 0.35 * bool(asked.figure.search(start.sentence))
        if asked.numbers:  # the line of a table with that number, not the table's beginning
            points += 0.35 * len(asked.numbers & start.stems) / len(asked.numbers)
        if asked.is_of_exceptions:
            points += 0.3 * bool(_EXCEPT.search(start.sentence))
        return points

    def _start(self, page: _Page, at: int) -> _Start:
        sentence = page.sentences[at]
        _, n = self._from(page.sentences, at)
        around = page.title.union(*page.stems[at : at + n])
        return _Start(page, at, sentence, frozenset(page.stems[at]), around, topics_said(sentence))

    def _passage(self, score: float, page: _Page, at: int) -> Passage:
        """From sentence number `at` to the end of its paragraph; a heading or a short remark takes the next with it.

        "It is free when ..." takes the sentence before it along: what is free stands there.
        """
        if at and at - 1 not in page.ends and _OF_THE_LAST.match(page.sentences[at]):
            both = len(page.sentences[at - 1]) + 1 + len(page.sentences[at])
            at -= both <= self._longest
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


def _question(question: str) -> _Question:
    """Its words, read once for all passages."""
    weights = _asked(question)
    said = frozenset(word for word, weight in weights.items() if weight == 1.0)
    return _Question(
        said,
        {word: weight for word, weight in weights.items() if word not in said},
        frozenset(word for word in said if any(c.isdigit() for c in word)),
        frozenset(topics_asked(question)),
        _COST if _COST_ASKED.search(question) else _FIGURE if _FIGURES_ASKED.search(question) else None,
        bool(_EXCEPT.search(question)),
    )


def _asked(question: str) -> dict[str, float]:
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


def _page(document: PolicyDocument) -> _Page:
    blocks = [found for block in _BLOCK.split(document.text) if (found := sentences(block))]
    said = tuple(sentence for block in blocks for sentence in block)
    stems = tuple(tuple(t.stem for t in tokens(sentence)) for sentence in said)
    ends = frozenset(n_until - 1 for n_until in accumulate(len(block) for block in blocks))
    return _Page(
        document,
        said,
        stems,
        frozenset(t.stem for t in tokens(document.title)),
        ends,
        topics_of_title(document.title),
        frozenset(topic for sentence in said for topic in topics_headed(sentence)),
    )


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, without its headings' marks, word for word."""
    lines = (re.sub(r"^[#>*\-\s]+", "", line).strip() for line in text.split("\n") if not line.startswith("# "))
    joined = "\n".join(line.replace("**", "").replace("`", "") for line in lines)
    return [part.strip() for part in _SENTENCE.split(joined) if part.strip()]
