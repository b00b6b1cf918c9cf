"""Context in notes: whom it is for, what for, until when, what they have, how many: read from the copied words."""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.chinese.shop_words import in_english
from assistant.context import ContextChange, NeededBy, known_persons
from assistant.hearing.context_cues import read_context
from assistant.hearing.for_whom import canonical_occasion
from assistant.notes.notation import CONTEXT, Note
from assistant.notes.values import quantity
from assistant.notes.whom import is_occasion, is_person, whose

_POSSESSIVE = re.compile(r"^(?:(?:my|our|his|her|their|the|ur)\s+)+|['’]s$|\s+too$", re.IGNORECASE)
_ME = re.compile(r"(?:for )?(?:me|myself|my own|self|mine)", re.IGNORECASE)
_WITH_ME = re.compile(r"^(?:me|myself) and (?:my |the )?(?=\w)|\s+and (?:me|i|myself)$", re.IGNORECASE)  # they go along
_NOBODY_NAMED = re.compile(
    r"(?:for )?(?:his|her|hers|their|theirs|him|them|it|he|she|they|everyone|us|we)", re.IGNORECASE
)
_PERSONS = sorted(known_persons())
_ARTICLE = re.compile(r"^(?:an?|some|the|two|my|our|his|her)\s+(?=\S)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\bbefore|\buntil|\btill|赶在)\s*$", re.IGNORECASE)
# Who says so is not who it is for: "my sister says I should get a scale".
_SAYS = (
    r"(?:'s)?\s+(?:\w+ly\s+|just\s+|also\s+|always\s+)?(?:says?|said|thinks?|told|tells|recommend(?:s|ed)?|"
    r"suggest(?:s|ed)?|swears|insists|"
    r"reckons|advised|mentioned|had|used to|made|makes|gave|lent)\b"
)
_BEFORE_ZH = re.compile(r"^\s*(?:之前|以前|前)")


def noted_context(note: Note, message: str, *, whole: bool) -> ContextChange:
    """What the note adds to the context. A gift and a feeling no note tells: code hears them in the message.

    Code's reading of the message fills what the note leaves out; with `whole` how many, too.
    """
    heard = read_context(message).change
    said = {key: next(iter(note.values(key)), "") for key in CONTEXT}
    if said["recipient"] and _only_says(said["recipient"], message):
        said["recipient"] = ""
    whom = "" if said["recipient"] == said["occasion"] else recipient(whose(said["recipient"], message))
    noted = ContextChange(
        recipient=whom if is_person(whom, message) else "",
        gift=heard.gift,
        occasion=_occasion(said["occasion"]),
        needed_by=_until(said["by"], message) if said["by"] else None,
        owns=tuple(dict.fromkeys(kind for value in note.values("owns") for kind in _owned(value))),
        quantity=quantity(note),
        feeling=heard.feeling,
        taken_back=heard.taken_back,
        not_owned=heard.not_owned,
    )
    return ContextChange(
        recipient=noted.recipient or heard.recipient,
        gift=heard.gift,
        occasion=noted.occasion or heard.occasion,
        needed_by=noted.needed_by or heard.needed_by,
        owns=noted.owns or heard.owns,
        quantity=noted.quantity or (heard.quantity if whole else 0),
        feeling=heard.feeling,
        taken_back=heard.taken_back,
        not_owned=heard.not_owned,
    )


_NEEDS = re.compile(
    r"\b(?:she|he|they)\b[^.?!]*\b(?:needs?|wants?|likes?|loves?|hers|his|theirs|broke)\b", re.IGNORECASE
)


def _only_says(person: str, message: str) -> bool:
    """Whether somebody is named who says something, and nowhere as whom it is for or who needs it."""
    named = rf"\b{re.escape(person)}"
    says = re.search(named + _SAYS, message, re.IGNORECASE)
    whom = rf"\b(?:for|to|get|getting|buy) (?:my |our |his |her )?{re.escape(person)}\b"
    wants = re.search(whom, message, re.IGNORECASE) or _NEEDS.search(message)
    return bool(says) and not wants


def recipient(words: str) -> str:
    """Whom the words name, as code calls them: "my freind" is "friend", "myself" is "me"; nobody where "his" is
    all, or nothing."""
    if not words.strip() or _NOBODY_NAMED.fullmatch(words.strip()):
        return ""
    if _ME.fullmatch(words.strip()):
        return "me"
    plain = _WITH_ME.sub("", " ".join(in_english(words).lower().split()))
    plain = _POSSESSIVE.sub("", _POSSESSIVE.sub("", plain))
    if _ME.fullmatch(plain) or not plain:
        return "me"
    *before, last = plain.split()
    return " ".join([*before, _spelled(last)])


def _spelled(word: str) -> str:
    if word in _PERSONS or len(word) < 4:
        return word
    near = process.extractOne(word, _PERSONS, scorer=OSA.distance, score_cutoff=1 if len(word) < 6 else 2)
    return near[0] if near and near[0][0] == word[0] else word


def _occasion(words: str) -> str:
    """The occasion that is noted; empty where the words name none ("jacket")."""
    named = occasion(words) if words else ""
    return named if is_occasion(named) else ""


def occasion(words: str) -> str:
    """The occasion that the words name, by its usual name: "bday", "60th" and "turns 5" are a birthday."""
    return canonical_occasion(in_english(words))


def _until(words: str, message: str) -> NeededBy:
    at = message.lower().find(words.lower())
    before = at >= 0 and bool(_BEFORE.search(message[:at]) or _BEFORE_ZH.search(message[at + len(words) :]))
    said = re.sub(r"^(?:on |by |before )?(?:the (?=\d|\w+day\b))?", "", " ".join(in_english(words).lower().split()))
    return NeededBy(said, before)


def _owned(words: str) -> list[str]:
    pieces = re.split(r",? and |, |\|", " ".join(in_english(words).lower().split()))
    return [_ARTICLE.sub("", piece).removesuffix(" already") for piece in pieces if piece]
