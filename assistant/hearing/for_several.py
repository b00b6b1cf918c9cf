"""Things for several people in one message: "a scarf for my mum and a mug for my dad under 30", one after the other."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.context import ME
from assistant.hearing.for_whom import recipient

_JOINT = re.compile(
    r"\s*(?:[,;.!]+\s+(?:(?:and|then|also|plus|but)\s+)*|\s(?:and|plus|&)\s+(?:also\s+|then\s+)?)", re.IGNORECASE
)
_JOINT_ZH = re.compile(r"[，。；,;!！]\s*(?:再|还有|另外|还要|也)?")
# Begins a thing of its own.
_THING = re.compile(r"^\W*(?:(?:and|plus|also|then)\s+)*(?:an?|some|two|three|\d+|the)\s", re.IGNORECASE)
_NO_THING = re.compile(
    r"\b(?:for|my|our|his|her|an?|the|some|also|too|then|and|or|something|anything|sth|one|get|getting|buy|buying|give|"
    r"need|want|i|we|to|as|well|please|pls|have)\b|[^\w\s-]",
    re.IGNORECASE,
)
# What is asked about somebody's things, or done to them, is one matter whoever they belong to.
_OTHER = re.compile(
    r"\b(?:return\w*|refund\w*|exchange\w*|orders?|ordered|deliver\w*|ship\w*|bought|cart|basket|remove|compare|instead|"
    r"same|both|total|altogether|together|each)\b|\?",
    re.IGNORECASE,
)
_FOR_ZH = re.compile(
    r"(?:给|送|帮)(?:我)?(?P<who>妈妈?|爸爸?|老婆|老公|女儿|儿子|女友|女朋友|男友|男朋友|孩子|宝宝|奶奶|爷爷|外婆|外公|姐姐?|妹妹?|哥哥?|弟弟?|朋友|同事|"
    r"老师|岳父|岳母|婆婆|公公|自己)"
)


def one_by_one(message: str) -> tuple[str, tuple[str, ...]]:
    """What is wanted for the first person, and what for each of the others, in the message's own words. All of the
    message and nothing else where it names one person, none, or one thing for several."""
    if _OTHER.search(message):
        return message, ()
    joint, is_chinese = (_JOINT_ZH, True) if _FOR_ZH.search(message) else (_JOINT, False)
    parts: list[tuple[str, str]] = []  # the person, and what is said of what is wanted for them
    waiting = ""  # a thing whose person comes later: "a scarf and a mug for my dad"
    for piece in _pieces(message, joint):
        who, thing = _wanted(piece, is_chinese)
        begins = bool(who) and bool(thing) and (not parts or (parts[-1][0] not in ("", who)))
        if begins:
            parts.append((who, waiting + piece))
            waiting = ""
        elif not who and _THING.match(piece) and parts:
            waiting += piece
        elif parts:
            parts[-1] = (parts[-1][0] or who, parts[-1][1] + waiting + piece)
            waiting = ""
        else:
            waiting += piece
    if len(parts) < 2:
        return message, ()
    parts[-1] = (parts[-1][0], parts[-1][1] + waiting)
    first, *later = [re.sub(r"^(?:\W|and\b|plus\b|then\b|also\b)+|[\s,;，；]+$", "", words) for _, words in parts]
    return first, tuple(later)


def _pieces(message: str, joint: re.Pattern[str]) -> list[str]:
    """The message cut before each joint; put together again they are the message."""
    cuts = [0, *(match.start() for match in joint.finditer(message) if match.start()), len(message)]
    return [message[start:end] for start, end in pairwise(cuts) if message[start:end].strip()]


def _wanted(piece: str, is_chinese: bool) -> tuple[str, str]:
    """Whom the piece names, and what it wants for them; empty where it says neither."""
    if is_chinese:
        match = _FOR_ZH.search(piece)
        if match is None:
            return "", ""
        rest = re.sub(r"[\W买挑选找送个条件双的]|一", "", piece[: match.start()] + piece[match.end() :])
        return match["who"], rest
    named = recipient(piece)
    if named is None:
        return "", ""
    who, start, end = named
    if who == ME and not re.search(r"\b(?:me|myself)\b", piece, re.IGNORECASE):
        return "", ""
    return who, _NO_THING.sub(" ", f"{piece[:start]} {piece[end:]}").strip()
