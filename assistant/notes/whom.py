"""Whom and what for: whether words that were noted as a person or an occasion name one."""

from __future__ import annotations

import re

from assistant.context import known_persons
from assistant.hearing.for_whom import OCCASIONS

_RELATIONS = known_persons()
_ROLES_AND_GROUPS = """
accountant adviser apprentice aunts babies babysitter bloke boys bridesmaid bridesmaids brothers cats chef class
cleaner client clients club coach colleagues cook couple cousins coworkers crew customer daughters dentist
department doctor doctors dogs driver dude elder elders family gardener girl girls godfather godmother grader
grandparents groomsmen group guest guests guy guys hairdresser hiker horse in-law in-laws intern kitten lad lads
landlady landlord law lawyer man men mentor minimalist nanny neighbors neighbours nephews newborn newlyweds
nieces nurse nursery nurses office one ones pal pet pilot plumber professor pupil reader receptionist roommates
runner secretary siblings sisters sons squad stepdad stepdaughter stepmum stepson student students teachers team
teen teenager teens trainee trainer tutor uncles vegetarian vegetarians woman women
"""
_OTHERS = frozenset(_ROLES_AND_GROUPS.split())
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]+")
_WHOSE = "|".join(sorted(_RELATIONS, key=len, reverse=True))
_EVENT = re.compile(
    r"\b(?:birthday|wedding|part(?:y|ies)|trip|holidays?|vacation|festival|interview|prom|ball|reunion|farewell|leaving|"
    r"retire\w*|pension|funeral|sympathy|exams?|graduat\w*|school|term|race|marathon|santa|honeymoon|picnic|camping|"
    r"dinner|carnival|ceremony|birth|christen\w*|baptism|thanksgiving|new year\S*|eve|thank you|job|anniversary|"
    r"mov(?:e|ing)|flight|season|concert|show|gala|stag|hen|disco|shower|day|engagement|\d{1,3}(?:st|nd|rd|th)|"
    r"turn(?:s|ing|ed)?|promotion|visit|barbecue|bbq|match|tournament|competition|cruise|safari|conference|sweet)\b"
)


def is_person(said: str, message: str) -> bool:
    """Whether the words name somebody: a relation, a role, a name that has a capital within the sentence. Words in
    other scripts are believed."""
    words = said.split()
    if not words or not said.isascii():
        return bool(words)
    known = {name.lower() for name in _PROPER.findall(message)} | _RELATIONS | _OTHERS
    return any(word in known or word.removesuffix("s") in known for word in (said, words[-1], words[0]))


def whose(said: str, message: str) -> str:
    """Who is meant where one person is said to be another's: "my kids teacher" is the teacher."""
    other = re.search(rf"\b{re.escape(said)}(?:'?s'?)? ({_WHOSE})\b", message, re.IGNORECASE) if said else None
    return other[1] if other else said


def is_occasion(named: str) -> bool:
    """Whether the words, in their usual name, are an occasion ("jacket" is none). Other scripts are believed."""
    return not named.isascii() or named in OCCASIONS or bool(_EVENT.search(named))
