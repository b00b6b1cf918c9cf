"""Whom and what for: whether words that were noted as a person or an occasion name one."""

from __future__ import annotations

import re

from assistant.context import known_persons
from assistant.hearing.for_whom import OCCASIONS

_RELATIONS = known_persons()
_ROLES_AND_GROUPS = """
accountant adviser apprentice artist aunts babies babysitter beginner bloke boys bridesmaid bridesmaids brothers
cats chef class cleaner client clients club coach colleagues cook couple cousins coworkers crew crush customer
cyclist daughters dentist department doctor doctors dogs driver dude elder elders everyone ex family gamer
gardener girl girls godfather godmother golfer grader grandparents groomsmen group guest guests guy guys
hairdresser hamster hiker horse in-law in-laws intern kitten lad lads landlady landlord law lawyer man manager
men mentor minimalist musician nanny neighbors neighbours nephews newborn newlyweds nieces nurse nursery nurses
office one ones pal people person pet pilot plumber priest professor pup pupil puppy rabbit reader receptionist
roommates runner secretary siblings sisters somebody someone sons squad stepdad stepdaughter stepmum stepson
student students swimmer teachers team teen teenager teens trainee trainer tutor uncles vegetarian vegetarians
vet woman women
"""
_OTHERS = frozenset(_ROLES_AND_GROUPS.split())
_AGED = re.compile(r"\b\d{1,2}[- ]?(?:years?|yrs?|yo|y/o|months?)\b")
_THINGS = frozenset(
    (
        "car",
        "desk",
        "house",
        "home",
        "room",
        "kitchen",
        "garden",
        "office",
        "bike",
        "boat",
        "phone",
        "laptop",
        "computer",
        "bed",
        "balcony",
        "flat",
    )
)
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]+")
_WHOSE = "|".join(sorted(_RELATIONS, key=len, reverse=True))
_EVENT = re.compile(
    r"\b(?:birthday|wedding|part(?:y|ies)|trip|holidays?|vacation|festival|interview|prom|ball|reunion|farewell|"
    r"leaving|"
    r"retire\w*|pension|funeral|sympathy|exams?|graduat\w*|school|term|race|marathon|santa|honeymoon|picnic|camping|"
    r"dinner|carnival|ceremony|birth|christen\w*|baptism|thanksgiving|ramadan|communion|bar mitzvah|recital|"
    r"dance|date|new year\S*|eve|thank you|job|anniversary|"
    r"mov(?:e|ing)|flight|season|concert|show|gala|stag|hen|disco|shower|day|engagement|\d{1,3}(?:st|nd|rd|th)|"
    r"turn(?:s|ing|ed)?|promotion|visit|barbecue|bbq|match|tournament|competition|cruise|safari|conference|sweet)\b"
)


def is_person(said: str, message: str) -> bool:
    """Whether the words name somebody: a relation, a role, a name that has a capital within the sentence. Words in
    other scripts are believed."""
    words = said.split()
    if not words or not said.isascii():
        return bool(words)
    if _AGED.search(said) or _is_ones_own(said, message):
        return True
    known = {name.lower() for name in _PROPER.findall(message)} | _RELATIONS | _OTHERS
    return any(word in known or word.removesuffix("s") in known for word in words)


def _is_ones_own(said: str, message: str) -> bool:
    """ "For my crush": whoever it is. What is sold is rather for a desk of one's own, which is no person."""
    own = rf"\bfor (?:my|our|his|her) {re.escape(said)}\s*(?:$|[,.;!?])"
    return bool(re.search(own, message, re.IGNORECASE)) and said not in _THINGS


def whose(said: str, message: str) -> str:
    """Who is meant where one person is said to be another's: "my kids teacher" is the teacher."""
    other = re.search(rf"\b{re.escape(said)}(?:'?s'?)? ({_WHOSE})\b", message, re.IGNORECASE) if said else None
    return other[1] if other else said


def is_occasion(named: str) -> bool:
    """Whether the words, in their usual name, are an occasion ("jacket" is none). Other scripts are believed."""
    return not named.isascii() or named in OCCASIONS or bool(_EVENT.search(named))
