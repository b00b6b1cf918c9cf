"""Words: how a text is cut into tokens, and when two words are the same word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\W_]+", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: `text[start:end]`, its plain lower-case form, and its stem."""

    start: int
    end: int
    word: str
    stem: str


def tokens(text: str) -> list[Token]:
    """The words of `text` in order; punctuation is dropped, possessives lose their `'s`, accents are removed."""
    found = []
    for match in _WORD.finditer(text):
        word = plain(match.group())
        found.append(Token(match.start(), match.end(), word, stem(word)))
    return found


def stems(text: str) -> set[str]:
    """The stems of the words of `text`: those of `tokens`, for when it is many texts and the places do not matter."""
    return {stem(plain(word)) for word in _WORD.findall(text)}


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """Lower case, without accents, possessive endings and inner hyphens ("T-Shirt" -> "tshirt")."""
    bare = word.lower()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return _POSSESSIVE.sub("", bare).replace("-", "").replace("'", "").replace("’", "")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """English Snowball stem: "jackets" and "jacket" are one word. Irregular plurals that shops use are known."""
    return str(_STEMMER.stemWord(_IRREGULAR.get(word, word)))


_STEMMER = snowballstemmer.stemmer("english")


_IRREGULAR = {
    "men": "man",
    "mens": "man",
    "women": "woman",
    "womens": "woman",
    "womans": "woman",
    "ladies": "lady",
    "knives": "knife",
    "lenses": "lens",
    "scarves": "scarf",
    "shelves": "shelf",
    "loaves": "loaf",
    "mice": "mouse",
    "geese": "goose",
    "feet": "foot",
    "teeth": "tooth",
    "children": "child",
}

_STOP = """
a about all also am an and another any anything are around as at available be been buy by can could did do
does doing dont else ever find for from get give got had has have having hello help hey hi how i id if ill im
in into is it its ive just kind let like lol look looking lot ly may maybe me mine more most much must my
myself need needs new nice of oh ok okay on one ones only or order other our out over per please plz pls
really right sell she should show so some someone something somethin sth stuff such sure tell than thank
thanks that thats the their them then there these they thing things this those though to too try under up us u
use very want wanna wants was we well were what whats when where which while who whom whose why will with
without would yeah yes you your yours ur hmm uh um he him his her hers gonna gotta both come comes item items
option options product products recommend suggest suggestion suggestions see sale shop shopping store search
somewhat still quite bit little good great best better cool perfect ideal ideally suitable anyone everybody
everyone know think guess mean actually now today here not no nothing none never day but except instead
because since until after before nope nah gimme possible possibly bonus hopefully wear month week year time
"""

# Words that carry no content in a search; those of shopping ("show", "looking") are among them.
STOP_WORDS = frozenset(_STOP.split())
