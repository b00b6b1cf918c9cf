"""Corrections: what a shopper puts right in the same breath or in the next message, told plainly.

"A blue jacket, no wait, green" is "a green jacket"; after a search for blue ones "no, green" is "green"; with a limit
of 300 "make it 200" is "at most 200" and "I can spend 50 more" is "at most 350". What corrects nothing stays as it was
said.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from assistant.hearing.cart_requests import new_count
from assistant.naming.needs import NeedReader
from assistant.quantities.amounts import SLIP, alone
from assistant.state import DialogueState
from retrieval.query import Constraint, Operator

_NO = r"(?:no+|nope|nah)"
_SLIPS = (
    rf"(?:{_NO}(?=\s*[,;.!-])|{_NO}(?=\s+(?:{SLIP})\b)"
    rf"|\b(?:{SLIP}|or rather|(?<!'d )rather(?! (?:not|than)\b)|hang on|hold on|oops|let'?s (?:say|do)"
    r"|better(?! than\b)"
    r"|change (?:it|that) to|(?:i(?:'ve)? )?changed my mind(?: about (?:the|my) \w+)?))\b[\s,;:.!-]*"
)
_FILLER = r"(?:(?:oh|ah|h+m+|u+m+|well|ok(?:ay)?|fine|all ?right|but|and|then|please)\b[\s,.!?-]*)*"
_LEAD = re.compile(rf"^{_FILLER}(?:{_SLIPS})+(?=\S)", re.I)
_BETWEEN = re.compile(rf"(?<![\s,;.(-])[\s,;.(-]+(?:{_SLIPS})+(?=\S)", re.I)
_NEGATED = re.compile(
    r"(?:no|not|without|nothing|none|never|neither|anything but|too|less|hate|except|don't|isn't)\b", re.I
)

# The limit.
_LIMIT = r"(?:it|that|(?:the|my|our) (?:budget|limit|price|max(?:imum)?))"
_VERB = r"(?:raise|increase|up|bump|lift|lower|drop|reduce|cut|decrease|bring|set|change|stretch|extend|move)"
_ASKED = r"(?:(?:can|could) (?:you|we|i) |let'?s |please )*"
_TO = re.compile(rf"^{_FILLER}{_ASKED}{_VERB}(?: {_LIMIT})?(?: up| down)? to (?=\S)", re.I)
_FINE = re.compile(
    rf"^{_FILLER}(?P<n>.+?)\s*(?:(?:is|'s|would be) (?:ok(?:ay)?|fine|all ?right|good)(?:,? too| as well)?"
    r"|works(?:,? too)?|instead|it is(?: then)?|then)$",
    re.I,
)
_SO_MUCH = r"(?P<n>\S+(?: \S+){0,2})"
_STEPS = (
    re.compile(
        rf"(?:i|we)(?: can| could|'ll| will)? (?:spend|pay|go) (?:up )?{_SO_MUCH} (?P<less>less|more)(?: on it)?",
        re.I,
    ),
    re.compile(rf"{_ASKED}(?P<less>{_VERB})(?: {_LIMIT})?(?: up| down)? by {_SO_MUCH}", re.I),
    re.compile(rf"{_ASKED}add {_SO_MUCH} to (?:the|my|our) budget", re.I),
)
_LESS = re.compile(r"less|lower|drop|reduce|cut|decrease", re.I)
_COUNTED = re.compile(r"(\d+) ([a-z]+)")
_SMALL = 20  # a bare number below is rather so many people than so much money

# What is exchanged within a message: the last of its sort before the slip for the first behind it.
_NUMBERS = (
    re.compile(r"(?<!\d)(?P<new>\d[\d.,]*)(?P<unit> [a-z]+)?$", re.I),
    re.compile(r"(?P<new>\d[\d.,]*\d|\d)(?![\w%])(?P<unit> (?!(?:or|and|please|if|in|for|with|is)\b)[a-z]+)?", re.I),
)
_NTH = r"(?P<new>(?:first|second|third|fourth|fifth|last|[1-9](?:st|nd|rd|th)))\b"
_ORDINALS = (re.compile(rf"\b{_NTH}(?P<unit> one)?$", re.I), re.compile(rf"(?:the )?{_NTH}(?P<unit> one)?", re.I))
_BEHIND = re.compile(r"\s*(?:$|[,.;!?)]|(?:in|for|with|and|or|please)\b)", re.I)
_NO_BEFORE = re.compile(r"\bnot? (?:in )?$", re.I)
_JOINING = re.compile(r"\b(?:and|or)\W*$", re.I)
_WORDS = re.compile(r"[\w'-]+")
_ONES = re.compile(r"^\s+ones?\b", re.I)

_SAID_MEANT = re.compile(r"^(?:sorry,? )?i (?:said|wrote) .+? (?:but )?i mean(?:t)? (?P<new>.+)$", re.I)
_OLD = r"(?:(?:the|an?|in)\s+)*(?P<old>[\w-]+)(?P<kind> (?!(?:under|over|for|in|with|below|up|and|or|but)\b)[\w-]+)?"
_INSTEAD = re.compile(rf",?\s*\b(?:instead of|rather than)\s+{_OLD},?\s*", re.I)
_NOT_BUT = re.compile(rf"^(?:i said )?not {_OLD}\s*(?:[,;]|\bbut\b)\s*(?:but\s+)?(?P<new>.+)$", re.I)
_PLAIN_SLIP = re.compile(r"\b(?:no,? wait|wait,? no|i mean(?:t)?|or rather|oops|scratch that)\b|,\s*no,", re.I)
_TWICE_IN = re.compile(r"\b(in|for|with) \1\b", re.I)
_SAYS_MORE = re.compile(
    r"[.?!]\s+\S|\bno,? (?:just|only)\b|\b(?:too|also|as well|for (?:him|her|me))\W*$|,\s*and\b", re.I
)
_NOTHING = DialogueState()


def corrected(text: str, state: DialogueState, needs: NeedReader) -> str:
    """The message as it would be said without its slip; as it is where nothing is put right."""
    if new_count(text, state):
        return text
    limit = "" if state.asked and state.asked.slot != "price" else _of_the_limit(text, state)
    return limit or _meant(text, needs) or _within(text, needs) or _of_before(text, state, needs) or text


def in_one_breath(text: str, needs: NeedReader) -> str:
    """The message with what it plainly puts right itself: "in sand, no wait, in green" is "in green"."""
    plain = _PLAIN_SLIP.search(text) and not _SAYS_MORE.search(text)
    return _TWICE_IN.sub(r"\1", _within(text, needs) or text) if plain else text


# --- the limit ---------------------------------------------------------------------------------------------------


def _of_the_limit(text: str, state: DialogueState) -> str:
    """The limit (or how many people) as it shall be from now on, where the message only changes it; else ""."""
    said = text.strip(" .!?")
    limit = next((c for c in state.constraints if c.slot == "price" and c.required), None)
    for step in _STEPS if limit else ():
        match = step.fullmatch(said)
        by = alone(match["n"]) if match else Decimal(0)
        if limit and match and by:
            less = _LESS.match(match.groupdict().get("less") or "")
            return _limited(limit, _bound(limit) + (-by if less else by))
    n = _said_alone(said)
    if not n:
        return ""
    if limit and (n >= _SMALL or _bound(limit) < _SMALL) and _is_alike(n, _bound(limit)):
        sizes = [Decimal(str(c.value)) for c in state.constraints if str(c.value).isdigit() and c.slot != "price"]
        if any(abs(n - size) < abs(n - _bound(limit)) for size in sizes):
            return ""
        return _limited(limit, n)
    counted = [m for c in state.constraints if c.required for m in [_COUNTED.fullmatch(str(c.value))] if m]
    return f"{n} {counted[0][2]}" if len(counted) == 1 and n < _SMALL else ""


def _said_alone(said: str) -> Decimal:
    """The amount in "make it 200", "raise the budget to 200", "200 is fine, too"; 0 where more or less is said."""
    lead = _LEAD.match(said)
    rest = said[lead.end() :] if lead else said
    to = _TO.match(rest)
    rest = rest[to.end() :] if to else rest
    fine = _FINE.match(rest)
    return alone(fine["n"] if fine else rest) if lead or to or fine else Decimal(0)


def _is_alike(n: Decimal, bound: Decimal) -> bool:
    """Whether so much may be meant in place of `bound`."""
    return bound / 10 <= n <= bound * 10


def _bound(limit: Constraint) -> Decimal:
    """The end of the limit that a single number changes: of a range the upper one."""
    return max(value for value in limit.values if isinstance(value, Decimal))


def _limited(limit: Constraint, n: Decimal) -> str:
    if n <= 0:
        return ""
    if limit.operator is Operator.BETWEEN:
        low = min(value for value in limit.values if isinstance(value, Decimal))
        return f"between {low} and {n}" if n > low else f"at most {n}"
    words = {Operator.AT_LEAST: "at least", Operator.ABOUT: "about"}
    return f"{words.get(limit.operator, 'at most')} {n}"


# --- values ------------------------------------------------------------------------------------------------------


def _meant(text: str, needs: NeedReader) -> str:
    """What is meant in "I said blue, I meant gray"."""
    said = _SAID_MEANT.match(text)
    return said["new"] if said and _slots(said["new"], needs) else ""


def _within(text: str, needs: NeedReader) -> str:
    """The message with a number, a place in the list or a value put right by a later one: "blue, no wait, green"."""
    for slip in _BETWEEN.finditer(text):
        left, right = text[: slip.start()], text[slip.end() :]
        for before, behind in (_NUMBERS, _ORDINALS):
            was, now = before.search(left), behind.match(right)
            if was and now and _goes_with(was, now, left, right[now.end() :], needs):
                unit = now["unit"] or was["unit"] or ""
                return f"{left[: was.start()]}{now['new']}{unit}{right[now.end() :]}"
        if _NEGATED.match(right) or _JOINING.search(left):
            continue
        new = _first_value(right, needs)
        if new is None or all(c.slot != new[0] for c in needs.read(left, _NOTHING).constraints):
            continue
        for start, stop in reversed(_windows(left)):
            if new[0] in _slots(left[start:stop], needs):
                if left[start:stop].lower() in right[: new[1]].lower():  # "glass is better. Make it glass"
                    break
                no = _NO_BEFORE.search(left[:start])
                if no:  # "not red, sorry, blue"
                    return f"{left[: no.start()]}{right}"
                return f"{left[:start]}{right[: new[1]]}{left[stop:]}{_ONES.sub('', right[new[1] :])}"
    return ""


def _of_before(text: str, state: DialogueState, needs: NeedReader) -> str:
    """The message without what it takes back of before: "no, green", "not blue, green", "green instead of blue"."""
    instead = _INSTEAD.search(text)
    for end in ("old", "kind") if instead else ():  # of "instead of blue jackets" the jackets stay
        if instead and instead[end]:
            rest = f"{text[: instead.start()]} {text[instead.end(end) :].lstrip(' ,')}".strip(" ,")
            if set(_slots(text[instead.start("old") : instead.end(end)], needs)) & set(_slots(rest, needs)):
                return rest
    lead = _LEAD.match(text)
    but = _NOT_BUT.match(text[lead.end() :] if lead else text)
    if but:
        stood = {c.slot for c in state.constraints if c.required and c.operator is not Operator.NOT}
        if stood & set(_slots(f"{but['old']}{but['kind'] or ''}", needs)) & set(_slots(but["new"], needs)):
            return but["new"]
    if lead and (state.text or state.constraints):
        rest = text[lead.end() :]
        if not _NEGATED.match(rest) and _slots(rest, needs):
            return rest
    return ""


def _goes_with(was: re.Match[str], now: re.Match[str], left: str, behind: str, needs: NeedReader) -> bool:
    """Whether a number is put right by the later one: money by as much money, people by people."""
    if not _BEHIND.match(behind) or (was["unit"] and now["unit"] and was["unit"] != now["unit"]):
        return False
    priced = next((price for price in needs.prices(left) if price.start <= was.start() < price.end), None)
    if priced is None:
        return True
    return not now["unit"] and _is_alike(alone(now["new"]), _bound(priced.constraint))


def _first_value(text: str, needs: NeedReader) -> tuple[str, int] | None:
    """The slot of the value that the text begins with, and where the value ends."""
    words = [match.span() for match in _WORDS.finditer(text)][:3]
    for start, stop in [*words[:2], *((first[0], last[1]) for first, last in pairwise(words))]:
        slots = _slots(text[start:stop], needs)  # "green", "the green one", "in green", then "dark green"
        if slots:
            return slots[0], stop
    return None


def _windows(text: str) -> list[tuple[int, int]]:
    """Every two words, then every word, the last one last."""
    words = [match.span() for match in _WORDS.finditer(text)]
    return [(first[0], last[1]) for first, last in pairwise(words)] + words


def _slots(text: str, needs: NeedReader) -> list[str]:
    """The slots of which the text names a value that is wanted."""
    return [c.slot for c in needs.read(text, _NOTHING).constraints if c.operator is not Operator.NOT]
