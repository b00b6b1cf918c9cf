"""Terms: the words of a message that are worth searching for, in the forms an index may know them by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.plain_measures import Measure, measures
from retrieval.tokens import STOP_WORDS, tokens

_MAX_TERMS = 32  # different words of a message that are searched for; a message of more is not a search
_TALK = """
anything buy did do does doing get gimme give gonna got gotta had has have having hello help hey hi i id if im is ive
let looking lol maybe me my myself need needs ok okay please plz pls recommend she should show some someone something
suggest tell thank thanks think uh um u ur wanna want wants was we were what whats when where which who why would yeah
yes you your
"""
_TALKING = frozenset(_TALK.split())  # words of a sentence to somebody
_HYPHENS = "-‐‑"
_COMPOUND = re.compile(rf"[^\W_]+(?:[{_HYPHENS}][^\W_]+)+")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: `message[start:end]`, and as one plain word without hyphens and accents ("tshirt")."""

    start: int
    end: int
    written: str  # "t-shirt"; equal to `joined` for words without a hyphen
    joined: str
    pair: str = ""  # the word before and this one as one ("back pack": "backpack"); empty at the beginning
    is_unit: bool = False  # "inch" of 24 in., for which any way to write it stands


def terms(message: str, *, with_measures: bool = True) -> list[Term]:
    """The content words in order, each once, at most 32. Stop words and single letters are none.

    A number and its unit are two, in plain words: `3/8"` is "0p375" and "inch"; but not `with_measures=False`.
    """
    found: dict[str, Term] = {}
    before = ""
    for start, end, word, is_unit in _pieces(message, with_measures):
        pair, before = before + word if before else "", word
        if word and (is_unit or word not in STOP_WORDS) and not _is_letter(word):
            written = message[start:end]
            written = written if _COMPOUND.fullmatch(written) and not is_unit else word
            found.setdefault(word, Term(start, end, written, word, pair, is_unit))
            if len(found) == _MAX_TERMS:
                break
    return list(found.values())


def small_words(message: str) -> list[str]:
    """The stop words and single letters of a message of key words: "trash can", "under cabinet light", "o ring".

    None of a message that talks ("can you show me ..."): there they are grammar.
    """
    words = [word for _, _, word, is_unit in _pieces(message, True) if word and not is_unit]
    if not _TALKING.isdisjoint(words):
        return []
    return [word for word in dict.fromkeys(words) if word in STOP_WORDS or _is_letter(word)][:_MAX_TERMS]


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalpha()


def _pieces(message: str, with_measures: bool) -> list[tuple[int, int, str, bool]]:
    """Start, end, word and whether it is a unit, in order; "2" and "xl" were one word, and are again."""
    found = measures(message) if with_measures else []
    pieces: list[tuple[int, int, str, bool]] = []
    for token in tokens(_without(message, found)):
        if pieces and pieces[-1][1] == token.start:
            start, _, word, _ = pieces.pop()
            pieces.append((start, token.end, word + token.word, False))
        else:
            pieces.append((token.start, token.end, token.word, False))
    pieces += [(m.start, m.end, word, m.is_unit) for m in found for word in m.words]
    return sorted(pieces, key=lambda piece: piece[0])


def _without(message: str, found: list[Measure]) -> str:
    """The message with white space where the measures are, so that the rest stays where it was."""
    for measure in found:
        message = message[: measure.start] + " " * (measure.end - measure.start) + message[measure.end :]
    return message


def with_joined(text: str) -> str:
    """`text`, followed by its hyphenated words as one word each: what makes "tshirt" find "T-shirt"."""
    joined = dict.fromkeys(re.sub(f"[{_HYPHENS}]", "", compound) for compound in _COMPOUND.findall(text))
    return " ".join([text, *joined])
