"""The store's guides: which passage says how to choose a thing, or what a word on its page means."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.catalog import PolicyDocument
from retrieval.documents import Passage, sentences
from retrieval.tokens import STOP_WORDS, tokens

_ADVICE = re.compile(
    "|".join(
        (
            # "how do I choose a tent", "how to pick the right bag", but not "how do I choose between these"
            r"\bhow (?:do|should|can|would|could|to)\b(?: (?:i|we|you|one))?(?: best)? "
            r"(?:choose|pick|select|decide on|find the right)\b(?! between)",
            # "what should I look for in a monitor arm", "what to watch out for", "what matters in a knife"
            r"\bwhat (?:should|do|must|to|would)\b(?: (?:i|we|you|one))?(?: have to| need to)? "
            r"(?:look|watch|check|consider|know|pay attention)\b",
            r"\bwhat matters\b|\bwhat is important\b",
            # "what does water column mean"
            r"\bwhat (?:does|do|is)\b.{2,60}\b(?:mean|means|meant)\b",
            # "how warm should a sleeping bag be", "how many lumens do I need"
            r"\bhow (?:much|many|large|big|small|warm|heavy|wide|deep|high|long|loud|thick)\b.{0,60}"
            r"\b(?:do i need|should)\b",
            r"\bbuying guide\b|\b(?:guides?|tips|advice) (?:to|for|on|about)\b",
        )
    ),
    re.IGNORECASE,
)
_ASKING = frozenset(
    "choose pick select decide right best good look watch check consider know attention pay matter matters important "  # noqa: SIM905
    "mean means meant need much many buying guide guides tip tips advice find new thing".split()
)
_TITLE, _HEADING = 0.5, 1.5  # what a word in a title or a heading is worth, against one in the passage


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of a guide with the words it is found by."""

    guide: PolicyDocument
    text: str
    opens: bool  # the guide's first
    words: frozenset[str]
    heading: frozenset[str]


class GuideIndex:
    """Paragraphs of all guides among `documents`; the other documents keep their own questions."""

    def __init__(self, documents: Iterable[PolicyDocument], longest: int = 460) -> None:
        documents = list(documents)
        guides = [document for document in documents if document.kind == "guide"]
        self._parts = [part for guide in guides for part in _parts(guide, longest)]
        self._others = [_stems(f"{d.title} {s}") for d in documents if d.kind != "guide" for s in sentences(d.text)]
        self._things = {(guide.id, thing): _stems(thing) for guide in guides for thing in guide.about}
        counts = Counter(word for part in self._parts for word in part.words | part.heading)
        self._worth = {word: math.log(1 + len(self._parts) / count) for word, count in counts.items()}

    def best(self, question: str) -> Passage | None:
        """The passage that advises; None when no advice is asked for, or no guide has any on it."""
        if not self._parts or not _ADVICE.search(question):
            return None
        asked = frozenset(t.stem for t in tokens(question) if t.word not in STOP_WORDS | _ASKING)
        named = {of: thing for of, thing in self._things.items() if thing and thing <= asked}
        if named:
            largest = max(len(thing) for thing in named.values())
            named = {of: thing for of, thing in named.items() if len(thing) == largest}
            guides = {guide_id for guide_id, _ in named}
            thing = frozenset().union(*named.values())
            heads = frozenset(tokens(name)[-1].stem for _, name in named)
            among = [part for part in self._parts if part.guide.id in guides]
            return self._about(thing, heads, asked - thing, among)
        return self._explained(asked)

    def _about(
        self, thing: frozenset[str], heads: frozenset[str], asked: frozenset[str], among: list[_Part]
    ) -> Passage:
        """From guides about the thing: what speaks of the rest of the question, else how to begin choosing.

        `heads` are the words that carry the thing's name, such as "mat" of "sleeping mat".
        """

        def score(part: _Part) -> float:
            said = self._sum(asked & part.words) + _HEADING * self._sum(asked & part.heading)
            if asked and said:
                return said + 0.1 * self._sum(thing & (part.words | part.heading))
            first = thing <= _stems(part.guide.title) and thing <= _stems(part.guide.about[0])
            own = _HEADING * (thing <= part.heading) + 1.2 * (heads <= part.heading)
            own += thing <= part.words and not part.opens
            return 0.01 * (2.0 * part.opens if first else own + 0.5 * part.opens)

        best = max(among, key=score)  # the first of equals
        return Passage(best.guide.id, best.guide.title, best.text, score(best))

    def _explained(self, asked: frozenset[str]) -> Passage | None:
        """A passage with every word that is asked for, if no other document has one."""
        if not asked or any(asked <= words for words in self._others):
            return None

        def score(part: _Part) -> float:
            titled = _TITLE * self._sum(asked & _stems(part.guide.title))
            return titled + self._sum(asked & part.words) + _HEADING * self._sum(asked & part.heading)

        found = [part for part in self._parts if asked <= part.words | part.heading]
        best = max(found, key=score, default=None)
        return Passage(best.guide.id, best.guide.title, best.text, score(best)) if best else None

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._worth.get(word, 0.0) for word in sorted(words))


def _parts(guide: PolicyDocument, longest: int) -> Iterator[_Part]:
    heading: frozenset[str] = frozenset()
    opens = True
    for block in re.split(r"\n\s*\n", guide.text):
        lines = block.strip().split("\n")
        if lines[0].startswith("#"):
            heading = _stems(lines.pop(0))
        said = sentences("\n".join(lines))
        if said:
            yield _Part(guide, _within(said, longest), opens, _stems(" ".join(said)), heading)
            opens = False


def _within(said: list[str], longest: int) -> str:
    """As many whole sentences as fit; of a first one that is too long, its beginning."""
    text = said[0] if len(said[0]) <= longest else said[0][:longest].rsplit(" ", 1)[0] + " …"
    for sentence in said[1:]:
        if len(text) + len(sentence) + 1 > longest:
            break
        text = f"{text} {sentence}"
    return text


def _stems(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(text))
