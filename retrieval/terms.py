"""Terms: the words of a message that are worth searching for, in the forms an index may know them by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.tokens import STOP_WORDS, tokens

_MAX_TERMS = 32  # different words of a message that are searched for; a message of more is not a search
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


def terms(message: str) -> list[Term]:
    """The content words in order, each once, at most 32. Stop words and single letters are none."""
    pieces: list[tuple[int, int, str]] = []
    for token in tokens(message):
        if pieces and pieces[-1][1] == token.start:  # "2" and "xl" were one word
            start, _, word = pieces.pop()
            pieces.append((start, token.end, word + token.word))
        else:
            pieces.append((token.start, token.end, token.word))
    found: dict[str, Term] = {}
    before = ""
    for start, end, word in pieces:
        pair, before = before + word if before else "", word
        if word and word not in STOP_WORDS and not (len(word) == 1 and word.isascii() and word.isalpha()):
            written = message[start:end]
            found.setdefault(word, Term(start, end, written if _COMPOUND.fullmatch(written) else word, word, pair))
            if len(found) == _MAX_TERMS:
                break
    return list(found.values())


def with_joined(text: str) -> str:
    """`text`, followed by its hyphenated words as one word each: what makes "tshirt" find "T-shirt"."""
    joined = dict.fromkeys(re.sub(f"[{_HYPHENS}]", "", compound) for compound in _COMPOUND.findall(text))
    return " ".join([text, *joined])
