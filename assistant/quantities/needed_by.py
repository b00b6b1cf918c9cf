"""Needed by: the day until which something is needed, worked out from the words and a given today."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.context import NeededBy
from assistant.hearing.cues import cue

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_FEASTS = {
    **dict.fromkeys(("christmas", "xmas", "christmas day"), (12, 25)),
    **dict.fromkeys(("christmas eve", "xmas eve"), (12, 24)),
    **dict.fromkeys(("new year", "new years", "new year's", "new year's day"), (1, 1)),
    "new year's eve": (12, 31),
    **dict.fromkeys(("valentine's day", "valentines day", "valentine's", "valentines"), (2, 14)),
    "halloween": (10, 31),
}

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_SMALL)})"
_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)"
_FEAST = "|".join(sorted(_FEASTS, key=len, reverse=True))
_EVENT = (
    r"(?:(?:my|his|her|their|our|the)\b(?: \w+'?s?){0,2}? (?:birthday|bday|wedding|party|trip|holidays?|vacation"
    r"|anniversary|exams?|school starts|season|marathon|race|interview|baby (?:shower|comes|arrives)))"
    r"|easter|thanksgiving|mother'?s day|father'?s day|hanukkah|diwali|eid"
)
_DAY = (
    rf"(?:the )?(?:{_DATE})|(?:(?:next|this|on) )?{_WEEKDAY}|tonight|today|tomorrow|the day after tomorrow"
    rf"|(?:the )?end of (?:the |this )?(?:week|month)|(?:the|this) weekend|next week|{_FEAST}"
)
_END = r"(?![\w'-])(?! (?:night live|deals?|sales?|bag|brown|hoodie|jumper|shirt|dress|edition|lights|tree))"

_BY = cue(
    r"(?P<lead>\b(?:i(?:'ll| will)? |we )?(?:need|want|have to have|must have) (?:it|this|that|them|these|those|one)"
    rf"(?: here)? )?\b(?P<how>by|before|until|till|no later than|not later than|latest) (?P<when>{_DAY}|"
    rf"{_EVENT}){_END}"
)
_NEED = (
    r"(?:need|want|must have|(?:needs?|has|have) to (?:be here|arrive|come|get here)|get here|deliver(?:ed)?|arrive|"
    r"in time)"
)
_ON = cue(
    rf"\b(?:i |we )?{_NEED}(?: \w+){{0,4}}? (?P<how>for|on|in time for|within|in(?: the next)?) "
    rf"(?P<when>{_DAY}|{_NUMBER} (?:days?|weeks?)){_END}",
    rf"\b(?:i |we )?need (?:it|this|them|these|one) (?P<when2>{_DAY}){_END}",
)
_SURE_DAY = (  # "the 2nd" alone may be the second on the screen
    rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?)|(?:next |"
    rf"this |on )?{_WEEKDAY}|tonight"
    r"|tomorrow|the day after tomorrow|(?:this|next) week(?:end)?|on the \d{1,2}(?:st|nd|rd|th)"
)
_TAKES_PLACE = cue(  # "I fly on Thursday", "her birthday is Friday"
    r"\b(?:birthday|bday|b-day|wedding|party|anniversary|graduation|prom|christening|baby shower|gets? married|"
    r"getting married|best man|bridesmaid|(?:i|we|he|she)(?:'m|'re|'s| am| are| is|m)? "
    r"(?:fly|flies|flying|leave|leaves|leaving|travel|travell?ing|(?:off|going) to (?!the (?:gym|office|work)\b)\w+)"
    r"(?! (?:work|marks?|stains?|it|them)\b)"
    rf"|turn(?:s|ing) \d{{1,3}}|will be \d{{1,3}})\b(?! (?:dress|cake|card|gift ?card)\b)[^.?!;]{{0,20}}?"
    rf"(?:,| is| on| are|'s)? (?P<when>{_SURE_DAY}){_END}"
)
_PAST = cue(
    r"\b(?:ordered|bought|purchased|arrived|received|came|were|had|did|didn'?t|got (?:it|this|that|them|one|"
    r"mine|my))\b"
    r"|\bwas\b(?! (?:hoping|wondering|looking))"
)
_ELSE = cue(
    r"\b(?:return|refund|send (?:it|this|them) back|exchange|open|opening|sale|promotion|offer|deals?|pay)\w*\b"
)


def needed_by(text: str) -> tuple[NeededBy, int, int] | None:
    """Until when it is needed and where that is said, in words alone; None when it is not."""
    for pattern in (_BY, _ON, _TAKES_PLACE):
        for match in pattern.finditer(text):
            clause = text[max(text.rfind(mark, 0, match.start()) for mark in ".!?;") + 1 : match.end()]
            if _PAST.search(clause) or _ELSE.search(clause):
                continue
            groups = match.groupdict()
            name = "when2" if groups.get("when2") else "when"
            said = match[name]
            words = re.sub(r"^(?:(?:on|the) )+(?=\d|\w+day\b)", "", " ".join(said.lower().split()))
            before = bool(groups.get("how")) and match["how"].lower() == "before"
            whole = pattern is _BY or re.match(rf"(?:i |we )?{_NEED} (?:it|this|them|these|one)\b", match.group(), re.I)
            how = match.start("how") if groups.get("how") else match.start(name)
            return NeededBy(words, before), match.start() if whole else how, match.end()
    return None


def dated(until: NeededBy, today: date) -> NeededBy:
    """The same with its day, where the words tell one."""
    on = day(until.words, today)
    return replace(until, on=on - timedelta(days=1) if on and until.before else on)


def day(words: str, today: date) -> date | None:
    """The coming day of these words; None where they do not tell one ("her birthday")."""
    if words in ("today", "tonight"):
        return today
    if words == "tomorrow":
        return today + timedelta(days=1)
    if words == "the day after tomorrow":
        return today + timedelta(days=2)
    if words in _FEASTS:
        return _coming(*_FEASTS[words], today)
    span = re.fullmatch(rf"(?P<n>{_NUMBER}) (?P<unit>day|week)s?", words)
    if span:
        n = int(span["n"]) if span["n"].isdigit() else _SMALL[span["n"]]
        return today + timedelta(days=n * (7 if span["unit"] == "week" else 1))
    weekday = re.fullmatch(rf"(?P<next>next |this )?(?P<day>{_WEEKDAY})", words)
    if weekday:
        ahead = (_DAYS.index(weekday["day"]) - today.weekday()) % 7
        if weekday["next"] == "next ":  # the one of the week to come
            return today + timedelta(days=7 - today.weekday() + _DAYS.index(weekday["day"]))
        return today + timedelta(days=ahead)
    if "week" in words:
        sunday = 6 - today.weekday()
        friday = sunday - 2 if sunday >= 2 else sunday
        ahead = 13 - today.weekday() if words == "next week" else sunday - 1 if "weekend" in words else friday
        return today + timedelta(days=max(0, ahead))
    if words.endswith("month"):
        first = _coming(today.month % 12 + 1, 1, today)
        return first - timedelta(days=1) if first else None
    return _dated(words, today)


def _dated(words: str, today: date) -> date | None:
    number = re.search(r"\d+", words)
    month = re.search(rf"\b{_MONTH}\b", words)
    if not number:
        return None
    n = int(number[0])
    if month:
        return _coming(next(m for m, name in enumerate(_MONTHS, 1) if name[:3] == month.group()[:3]), n, today)
    soon = [_coming(m, n, today) for m in (today.month, today.month % 12 + 1)]
    return min((found for found in soon if found), default=None)


def _coming(month: int, number: int, today: date) -> date | None:
    """The next day of that date; None where there is none (31 June)."""
    for year in range(today.year, today.year + 9):  # 29 February comes back within eight years
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found >= today:
            return found
    return None
