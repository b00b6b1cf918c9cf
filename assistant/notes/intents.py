"""What is done, where set words of the message say it more surely than the note: praise, taking, questions, counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent
from assistant.notes.notation import Note, Pair
from assistant.notes.praise import only_thanks
from assistant.notes.values import POSITIONS, all_shown, sentences_with
from assistant.state import DialogueState

_TALK = {Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD}
_PRAISE = re.compile(
    r"\b(?:you(?:'?re| are)|ur|u r|ure) (?:an?|the) (?:\w+ ){0,2}(?:star|life ?saver|angel|legend|hero|gem|champ|"
    r"treasure|genius|best)\b|\byou (?:rock|rule)\b",
    re.IGNORECASE,
)
_TAKING = re.compile(
    r"\b(?:i'?d (?:like|take|have)|i'?ll (?:take|have|go)|i (?:want|take)|gimme|give me|go(?:ing)? (?:for|with)|sold|"
    r"(?:that|this) one,? (?:please|pls|then)|sounds like me)\b",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"\bno\.? ?\d+\b", re.IGNORECASE)  # "no. 1"
_AGAINST = re.compile(
    r"\b(?:not?|don'?t|never|nothing|none|neither|either|hate|too|isn'?t|aren'?t|won'?t|rather|instead|else|others?|"
    r"out|but|except|less)\b|n't\b",
    re.IGNORECASE,
)
_OF_THE_THING = re.compile(r"\b(?:can|could|does|do|is|are|will|would)\b[^.?!]*\b(?:it|they|them)\b", re.IGNORECASE)
_OF_THE_SHOP = re.compile(
    r"\b(?:return|refund|ship|deliver|send|sent|arriv|come|here|pay|warrant|guarant|wrap|gift|exchang|discount|"
    r"coupon|"
    r"code|voucher|free|cost|track|privacy|order|clean|repair|money|card|store|shop|broken?|breaks?|try|sale|price|"
    r"cheaper|back|stock|policy|swap|size|upstairs|downstairs|curb|kerb|doorstep|replac|crack|assembl)\w*",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(r"^\W*(?:(?:and|so|but|hm+|ok|wait)\W+)*what(?:'?s| is| are) an? [a-z -]{3,24}\W*$", re.I)
_WHAT_GOES_WITH = re.compile(
    r"\b(?:what|does anything|do you have anything|have you got anything|anything|something)\b[^.?!,]{0,24}"
    r"\b(?:go(?:es)?|match(?:es)?|pairs?|looks? good|work(?:s)?)\b[^.?!,]{0,8} with "
    r"(?:it|this|that|these|those|them|the \w+)\b|(?:有什么|有啥|什么).{0,4}(?:搭配|配套|一起)",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\b(?:twice|couple(?= of (?:those|them|these|it)\b))", re.IGNORECASE)
_ARE_THERE_NONE = re.compile(
    r"(?:\bnot|n'?t) (?:available|there|in stock|possible|an option)\b[^.?!]*\?|^\W*(?:(?:and|"
    r"so) )?no\b[^.?!,]*\?\s*$",
    re.IGNORECASE,
)
_ONLY_SO_MANY = re.compile(
    r"^\W*(?:(?:is|are) (?:that|there|these) )?(?:all|only|just)\b(?: (?:these|those|the))?[^.?!,]{0,12}\?\s*$",
    re.IGNORECASE,
)
_TOO = r"heavy|light|big|large|small|loud|noisy|long|short|wide|narrow|tall|thick|thin|dark|bright|warm|slow"
_ALL_ARE_TOO = re.compile(
    rf"\btoo (?P<much>{_TOO})\b[^.?!]{{0,12}}\b(?:all|both|every|these|those|any)\b|"
    rf"\b(?:all|both|these|those|they)\b[^.?!]{{0,24}}\btoo (?P<many>{_TOO})\b",
    re.IGNORECASE,
)
_EVERY_ONE = re.compile(
    r"\b(?:a single|any of (?:them|these|those)|none of|all of (?:them|these|those)|all (?:three|four|five))\b", re.I
)


_OF_ALL = re.compile(
    r"\b(?:(?:any|each|all|either|both|which) of (?:these|those)|any of them)\b|"
    r"\b(?:of )?(?:these|thees|those|all) (?P<n>two|three|four|five|2|3|4|5)\b",
    re.IGNORECASE,
)
_WHAT_ONE_HAS = re.compile(
    r"\b(?:does|do|can|could|will|is|has) (?:the|it|this) (?:\w+ ){0,2}?(?:have|come|do|with|got)\b|"
    r"\bhave (?:any|all|each) of\b",
    re.IGNORECASE,
)
_N = {"two": 2, "three": 3, "four": 4, "five": 5}


def _is_of_all(note: Note, spoken: str, n_shown: int) -> bool:
    """Whether a question is about everything on the screen: "any of those", "these two" of two. Those that are named
    one by one are not everything, and what one thing has may be of several sorts."""
    match = _OF_ALL.search(spoken)
    pointed_at = {n for value in note.values("ref") if POSITIONS.fullmatch(value) for n in value.split(",")}
    if match and not match["n"] and (len(pointed_at) > 1 or _WHAT_ONE_HAS.search(spoken)):
        return False
    said = (match["n"] or "").lower() if match else ""
    return bool(match) and (not said or _N.get(said, 0) == n_shown or said == str(n_shown))


def meant(notes: Sequence[Note], message: str, state: DialogueState) -> list[Note]:
    """The notes with the intents that set words give; nothing is copied that the message does not say."""
    if only_thanks(message):
        return [Note(Intent.THANK)]
    made = _turned_down([_one(note, notes, message, state) for note in notes])
    if {note.intent for note in made} <= _TALK and _PRAISE.search(message):
        return [Note(Intent.THANK)]
    adds = [n for n, note in enumerate(made) if note.intent is Intent.ADD_TO_CART]
    twice = _TWICE.search(message)
    if len(adds) == 1 and twice and not made[adds[0]].values("qty"):
        made[adds[0]] = replace(made[adds[0]], pairs=(*made[adds[0]].pairs, Pair("qty", "=", twice.group())))
    return made


def _turned_down(notes: Sequence[Note]) -> list[Note]:
    """ "Too difficult then. Add the book.": what is added is not what is turned down, but what was talked of is."""
    added = {value for note in notes if note.intent is Intent.ADD_TO_CART for value in note.values("ref")}
    made = []
    for note in notes:
        same = note.intent is Intent.REJECT and added and set(note.values("ref")) <= added
        made.append(replace(note, pairs=tuple(p for p in note.pairs if p.key != "ref")) if same else note)
    return made


def _one(note: Note, notes: Sequence[Note], message: str, state: DialogueState) -> Note:
    spoken = _sentence(note, _NO_PLACE.sub(lambda match: match.group().replace(".", ""), message))
    too = _ALL_ARE_TOO.search(message) if note.intent is Intent.REJECT and len(notes) == 1 else None
    if too:  # what is wished is less of it: to reject all would only hide them
        said = next(words for words in too.groups() if words)
        return Note(Intent.REFINE, (Pair("with", "~", f"too {said}"),))
    if note.intent is Intent.REJECT and note.values("ref"):
        alone = _NO_PLACE.sub("", spoken)
        if _TAKING.search(alone) and not _AGAINST.search(alone):
            return replace(note, intent=Intent.ADD_TO_CART)
        if _EVERY_ONE.search(message) and len(state.shown.product_ids) > 1:
            return replace(note, pairs=(all_shown(state), *(pair for pair in note.pairs if pair.key != "ref")))
    if note.intent is Intent.ASK_PRODUCT and not note.values("ref") and _WHAT_IS.match(message):
        return Note(Intent.FIND, note.pairs)  # "what is a tank?" is answered best by showing some
    if note.intent is Intent.ASK_PRODUCT and _WHAT_GOES_WITH.search(spoken):
        return Note(Intent.BUNDLE, tuple(pair for pair in note.pairs if pair.key == "ref") or (all_shown(state),))
    counted = any(POSITIONS.fullmatch(value) for value in note.values("ref"))
    n_shown = len(state.shown.product_ids)
    if note.intent in (Intent.ASK_PRODUCT, Intent.COMPARE) and n_shown > 1 and _is_of_all(note, spoken, n_shown):
        return replace(note, pairs=(all_shown(state), *(pair for pair in note.pairs if pair.key != "ref")))
    if note.intent is Intent.COMPARE and not counted and _EVERY_ONE.search(message) and n_shown > 1:
        return replace(note, pairs=(all_shown(state), *(pair for pair in note.pairs if pair.key != "ref")))
    about_it = bool(state.focus) or any(other.intent is Intent.ADD_TO_CART for other in notes)
    of_thing = _OF_THE_THING.search(spoken) and not _OF_THE_SHOP.search(spoken)
    if note.intent is Intent.ASK_POLICY and note.values("text") and about_it and of_thing:
        return Note(Intent.ASK_PRODUCT, note.pairs)
    if note.intent is Intent.REFINE and not note.corrects:
        return _refining(note, message, state)
    return note


def _refining(note: Note, message: str, state: DialogueState) -> Note:
    """ "White not available?" and "only two?" ask; they change no search."""
    if _ONLY_SO_MANY.search(message) and state.shown.product_ids and all(p.key in ("qty", "with") for p in note.pairs):
        return Note(Intent.MORE)
    beside = next((pair for pair in note.pairs if pair.key == "with" and _goes_with(pair, message)), None)
    if beside and not note.values("text"):
        rest = tuple(pair for pair in note.pairs if pair is not beside)
        return replace(note, pairs=(Pair("text", "=", beside.value), *rest))
    excluded = [pair for pair in note.pairs if pair.operator == "!="]
    if excluded and len(excluded) == len(note.pairs) and _ARE_THERE_NONE.search(message):
        if state.shown.product_ids:
            return Note(Intent.ASK_PRODUCT, (all_shown(state), Pair("text", "=", message.strip())))
        return replace(note, pairs=tuple(replace(pair, operator="=") for pair in note.pairs))
    return note


def _goes_with(pair: Pair, message: str) -> bool:
    """ "Chair to go with it": what goes with a thing is another thing, not a quality of it."""
    return bool(re.search(rf"\b{re.escape(pair.value)} to (?:go with (?:it|them|that|this)|match)\b", message, re.I))


def _sentence(note: Note, message: str) -> str:
    """The sentence that has what the note copied; all of the message where that is not one."""
    own = sentences_with((pair.value for pair in note.pairs if not pair.value.isdigit()), message)
    return own[0] if len(own) == 1 else message
