"""Things that are named together and told of one by one behind: "a tent and a stove. The tent under 200. For the
stove, 50 at most." """

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.hearing.own_limits import without_seller
from retrieval.tokens import stem

_SENTENCES = re.compile(
    r"(?<=[^\W\d])[.;!]\s+|(?<=\d)[.;!]\s+(?=[A-Z(]|(?:as\s+)?for\s|the\s)|,\s+(?=(?:and\s+|but\s+)?(?:as\s+)?for\s+the\s)"
)
_ORDER = ("first", "second", "third", "fourth", "fifth")
# "For the tent,", "The tent should", "as for the second one,"; an order alone only after "for" or with what is counted
_OPENS = re.compile(
    r"(?:and\s+|but\s+)?(?P<whose>(?:as\s+)?for\s+)?the\s+(?P<what>(?:[\w'-]+\s+){0,3}?[\w'-]+)"
    r"(?P<then>,\s*|\s+(?:should|must|has to|needs? to|can|may|is to|at|under|below|over|above|around|between|for|"
    r"up to|max(?:imum)?|less|no more|not more|about)\b\s*)",
    re.I,
)
_COUNTED = re.compile(rf"(?P<place>{'|'.join(_ORDER)}|last)(?P<of>\s+(?:one|item|product|thing))?", re.I)
_WANTED = re.compile(
    r"(?:(?:i(?:'d)?|we(?:'d)?)\s+(?:want|need|like|prefer)\s+(?:it\s+)?(?:to\s+)?|(?:please\s+)?(?:look|search)\s+for\s+"
    r"|it\s+|the\s+(?=price\b)|(?:should|must|has\s+to|needs?\s+to|can)\s+)*(?:be\s+(?=\w))?",
    re.I,
)
_LEADS = re.compile(
    r"^.*?\b(?:need|want|like|have|buy|get|find|looking\s+for|search(?:ing)?\s+for)\s+(?:(?:both|all|these|me|to|buy|get)\s+)*(?=\w)",
    re.I,
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", re.I)
_KNOWN = re.compile(r"(?:the|these|those|this|that)\b", re.I)  # "I like the tent and the stove": of what is shown
_ARTICLE = re.compile(r"^(?:an?|some|the|two|one)\s+", re.I)


def told_with_it(text: str) -> str:
    """The message with what is said of each thing directly behind its name; itself where nothing is told so.

    Only where at least two of the things that one sentence lists are told of in sentences of their own.
    """
    sentences = [one.strip() for one in _SENTENCES.split(text.rstrip(" .")) if one.strip()]
    for at, listed in enumerate(sentences[:-1]):
        things = _things(listed)
        told = _told(sentences[at + 1 :], things) if len(things) > 1 else {}
        if len(told) > 1:
            read = {n for tellings in told.values() for n, _ in tellings}
            others = [one for n, one in enumerate(sentences[at + 1 :]) if n not in read]
            pieces = [", ".join([name, *(words for _, words in told.get(n, ()))]) for n, name in enumerate(things)]
            return ". ".join([*sentences[:at], f"I want {', and '.join(pieces)}", *others])
    return text


def _things(sentence: str) -> list[str]:
    """The things that a sentence lists, as it names them: "both an angle valve and a toilet seat"."""
    names = [name.strip() for name in _BETWEEN.split(_listed(sentence))]
    is_list = all(name and len(name.split()) <= 6 and not _KNOWN.match(name) for name in names)
    return names if is_list else []


def _listed(sentence: str) -> str:
    """The sentence from its first thing on: without "I need both", "find me a shop that sells"."""
    sold = without_seller(sentence)
    return sold.strip() if sold != sentence else _LEADS.sub("", sentence, count=1)


def _told(sentences: Sequence[str], things: Sequence[str]) -> dict[int, list[tuple[int, str]]]:
    """By the place of a thing the sentences that tell of it, each with its place and without its beginning."""
    found: dict[int, list[tuple[int, str]]] = {}
    for n, sentence in enumerate(sentences):
        opens = _OPENS.match(sentence)
        place = _place(opens, things) if opens else None
        if opens and place is not None:
            rest = _WANTED.sub("", sentence[opens.end("what") :].lstrip(" ,"), count=1)
            found.setdefault(place, []).append((n, rest))
    return found


def _place(opens: re.Match[str], things: Sequence[str]) -> int | None:
    counted = _COUNTED.fullmatch(opens["what"])
    if counted:
        if not (opens["whose"] or counted["of"]):
            return None
        place = len(things) - 1 if counted["place"].lower() == "last" else _ORDER.index(counted["place"].lower())
        return place if place < len(things) else None
    said = [stem(word.lower()) for word in opens["what"].split()]
    fitting = [n for n, name in enumerate(things) if _ends_with(name, said)]
    return fitting[0] if len(fitting) == 1 else None


def _ends_with(name: str, said: Sequence[str]) -> bool:
    """Whether the words are of the name, its last one among them: "the Epson remote" of "an Epson projector remote"."""
    own = [stem(word.lower()) for word in _ARTICLE.sub("", name).split()]
    return bool(own) and said[-1] == own[-1] and set(said) <= set(own)
