"""Things for several people in one message: "a scarf for my mum and a mug for my dad under 30", one after the other."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.chinese.shop_words import in_english, is_chinese
from assistant.context import known_persons, person
from assistant.hearing.for_whom import recipient

_JOINT = re.compile(
    r"\s*(?:[,;]+\s+(?:(?:and|then|also|plus|but)\s+)*|\s(?:and|plus|&)\s+(?:also\s+|then\s+)?)", re.IGNORECASE
)
_OPENING = r"^\W*(?:(?:and|plus|also|then|hi|hello|hey)\W+)*"
_ARTICLE = r"(?:an?|some|two|three|four|\d+|something|anything|sth)"
_REQUEST = (
    r"(?:(?:i|we)(?:'m|'re| am| are)? (?:need|want|would like|looking for|searching for|after)|(?:i|we)'d like|"
    r"looking for|need|get me|find me|show me)"
)
# Names of things: none of the words by which one tells something.
_NO_TALK = r"(?!.*\b(?:i|he|she|they|we|it|you|is|was|are|were|has|have|had|to|that|which|who|with)\b)"
# "A red scarf for my", up to the person; the first may come without an article, and be asked for.
_LATER = re.compile(
    rf"{_OPENING}{_ARTICLE}\s+{_NO_TALK}(?:[\w'-]+\s+){{0,5}}?(?:[\w'-]+ )?for\s+(?P<of>.*)$", re.IGNORECASE
)
_FIRST = re.compile(
    rf"{_OPENING}(?:{_REQUEST}\s+)?(?:{_ARTICLE}\s+)?{_NO_TALK}(?:[\w'-]+\s+){{1,6}}?for\s+(?P<of>.*)$", re.IGNORECASE
)
_FOR_X = re.compile(rf"{_OPENING}(?:{_REQUEST}\s+)?for\s+(?P<of>.*)$", re.IGNORECASE)  # "for my mum a scarf"
_A_THING = re.compile(rf"^\s*:?\s*{_ARTICLE}\s+\w", re.IGNORECASE)
# Whose person comes later: "a book and a mug for my dad".
_THING = re.compile(rf"{_OPENING}{_ARTICLE}\s", re.IGNORECASE)
_OWN = re.compile(r"^(?:my|our)\b|^$", re.IGNORECASE)  # "my", or a name that needs none; not "a friend"
_TOLD = re.compile(r"^\s*(?:'s\b|(?:is|was|are|were|came|broke|arrived|has|had|said|says)\b)", re.IGNORECASE)
# What is done to things, asked about them, or shared by them is one matter whoever they are for.
_ONE_MATTER = re.compile(
    r"\b(?:return\w*|refund\w*|exchange\w*|orders?|ordered|deliver\w*|ship\w*|bought|cart|basket|remove|compare|instead|"
    r"same|both|total|altogether|together|each|add|take|put|tell|keep|swap|like[sd]?|love[sd]?|first|second|third|last|"
    r"ones?|kit|sets?|bundles?|outfits?|budget|spend|in all|max(?:imum)?|everything|all|not?|never|already|nothing)\b|"
    r"n't\b|\?|[.!]\s+\S",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\d")
_ZH_PART = re.compile(
    r"^(?:再|还|另外|然后|也|想|我想|我要|要)*[给送](?P<who>\S{1,4}?)(?:买|挑|选|找|来|要|送|带)+\S{2,}$"
)
_IN_LAWS = frozenset(("岳父", "岳母", "婆婆", "公公"))  # whom no English word of ours names
_ZH_JOINT = re.compile(r"[，,；;]\s*")


def one_by_one(message: str) -> tuple[str, tuple[str, ...]]:
    """What is wanted for the first person, and what for each of the others, in the message's own words. All of the
    message and nothing else where it names one person, none, or one thing for several, or is about anything else: it is
    cut only where every part plainly names a thing and the person it is for."""
    if is_chinese(message):
        return _chinese(message)
    if _ONE_MATTER.search(message):
        return message, ()
    parts: list[tuple[str, str]] = []  # the person, and what is wanted for them
    waiting = ""
    for piece in _pieces(message):
        who = _wanted(piece, is_first=not parts)
        if who and (not parts or parts[-1][0] != who):
            parts.append((who, waiting + piece))
            waiting = ""
        elif parts and _THING.match(piece) and recipient(piece) is None:
            waiting += piece
        elif parts and recipient(piece) is None:
            parts[-1] = (parts[-1][0], parts[-1][1] + waiting + piece)
            waiting = ""
        elif parts:  # another person, or the same again, told of in some other way
            return message, ()
        else:
            waiting += piece
    if (
        len(parts) < 2
        or waiting
        or (_LIMIT.search(parts[-1][1].rpartition(",")[2]) and "," in parts[-1][1].lstrip(" ,"))
    ):
        return message, ()
    first, *later = [re.sub(r"^(?:\W|and\b|plus\b|then\b|also\b)+|[\s,;]+$", "", words) for _, words in parts]
    return first, tuple(later)


def _pieces(message: str) -> list[str]:
    """The message cut before each joint; put together again they are the message."""
    cuts = [0, *(match.start() for match in _JOINT.finditer(message) if match.start()), len(message)]
    return [message[start:end] for start, end in pairwise(cuts) if message[start:end].strip()]


def _wanted(piece: str, *, is_first: bool) -> str:
    """Whom the piece wants a thing for; empty where it does not say so plainly."""
    named = recipient(piece)
    if named is None:
        return ""
    who, start, end = named
    before, behind = piece[:start], piece[end:]
    a_thing = (_FIRST if is_first else _LATER).match(before)
    for_whom = a_thing or (_FOR_X.match(before) if _A_THING.match(behind) else None)
    if for_whom is None or _TOLD.match(behind) or not _OWN.match(for_whom["of"].strip()):
        return ""
    return person(who)


def _chinese(message: str) -> tuple[str, tuple[str, ...]]:
    parts = [part for part in _ZH_JOINT.split(message) if part.strip()]
    found = [_ZH_PART.match(part.strip()) for part in parts]
    if len(parts) < 2 or not all(found) or re.search(r"不|别|没|退|换|一共|总共|两个都", message):
        return message, ()
    people = {person(in_english(match["who"])) for match in found if match}
    if len(people) < len(parts) or not people <= known_persons() | _IN_LAWS:
        return message, ()
    return parts[0].strip(), tuple(part.strip() for part in parts[1:])
