"""Context cues: what a message says beside the product: for whom, why, until when, what they have, how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange, Feeling, person
from assistant.feelings.phrases import feeling
from assistant.hearing.cues import cue
from assistant.hearing.for_whom import is_gift, is_no_gift, occasion, recipient
from assistant.quantities.amounts import number
from assistant.quantities.needed_by import dated, needed_by
from assistant.state import DialogueState
from assistant.workbench.change import Do
from retrieval.query import Operator
from retrieval.synonyms import RECIPIENTS
from retrieval.tokens import STOP_WORDS, tokens

_STOP = (
    r"(?=\s*$|\s*[,.;!?)]|\s+(?:and (?:i|so|need|want|just|now)|so|but|that|which|with|from|in|at|for|just|only|need|"
    r"already|to|though|atm|here|now)\b)"
)
_ARTICLE = r"(?:an?|some|the|two|my|our)"
_THING = (  # "a chair", "a tent and a good stove"
    rf"(?P<things>{_ARTICLE} (?!lot\b|few\b|bit\b|idea\b)[a-z][\w'-]*(?: (?!and\b)[\w'-]+){{0,3}}?"
    rf"(?:(?:,| and|, and) (?:an?|some|the) [a-z][\w'-]*(?: [\w'-]+){{0,2}}?)*){_STOP}"
)
_PLURAL = (  # "walking boots"
    rf"(?P<plural>(?!(?:{_ARTICLE}|one|it|this|that|these|those|them|enough|many|lots)\b)"
    rf"[a-z][\w-]*(?: [\w-]+)?s){_STOP}"
)
_OWN = r"\b(?:i|we|he|she|they)(?:'ve|'s)?"
_OWNS = cue(
    rf"{_OWN} (?:have |has )?already (?:have|has|own|owns|got|bought) {_THING}",
    rf"{_OWN} (?:already )?owns? {_THING.replace('things', 'things2')}",
    rf"{_OWN} (?:have|has|got)(?: got)? {_THING.replace('things', 'things3')} already\b",
    rf"{_OWN} (?:have |has )?already (?:have|has|own|owns|got) {_PLURAL}",
    rf"\balready (?:have|own|got) {_THING.replace('things', 'things4')}",
)
_NOT_OWNED = cue(rf"{_OWN} (?:don'?t|doesn'?t|do not) (?:actually |really )?(?:have|own) {_THING}")
_NO_THINGS = """
account accounts order orders question questions problem budget code codes voucher vouchers coupon plan idea ideas
reservation appointment cart basket one ones it this that them these those thing things kid kids children time house
home business company shop list discount subscription membership job
"""
_NO_THING = frozenset(_NO_THINGS.split())
_PLAIN_ADJECTIVES = frozenset({"good", "great", "nice", "new", "old", "decent", "perfectly", "fine", "lovely", "very"})

_COUNT = r"(?P<n>[2-9]|[1-9]\d|two|three|four|five|six|seven|eight|nine|ten|twelve|a dozen|a couple of)"
_UNIT = (
    r"(?:inch(?:es)?|liters?|litres?|watts?|volts?|years?|months?|weeks?|days?|hours?|minutes?|people|persons?|stars?|"
    r"dollars?|bucks|euros?|pounds?|quid|cents?|lbs?|grams?|kilos?|ounces?|feet|miles?|degrees|options?|ideas|"
    r"suggestions|things|results|products|alternatives|colou?rs|sizes|seats|doors?|pieces? sets?|times|kids|adults|"
    r"gifts?|reviews|parts|rooms|bedrooms|guests|choices|pockets|layers|legs|drawers|shelves|wheels|speeds|gears|"
    r"burners|lens(?:es)?|metres|meters|cups|servings|players|pages|hands)"
)
_WANT = r"(?:need|want|buy|order|after|get|looking for|take|like|have)"
_QUANTITY = cue(
    rf"\b{_WANT} (?:me |about |at least )?{_COUNT} "
    rf"(?:(?!{_UNIT}\b)[a-z'-]+ ){{0,2}}?(?!{_UNIT}\b)[a-z-]{{2,}}s\b",
    rf"\b{_WANT} {_COUNT.replace('<n>', '<m>')}(?: (?:of (?:them|these|those|it))| please)?(?=\s*$|\s*[,.;!?])",
    rf"^\W*{_COUNT.replace('<n>', '<k>')} of (?:them|these|those|each)(?: please)?\W*$",
)
_NO_DATE = cue(
    r"\bno (?:rush|hurry|deadline)\b|\b(?:it )?doesn'?t (?:matter|have to be) (?:when|here by)\b|\bany ?time is fine\b"
)
_ANOTHER = cue(r"\b(?:one|another|also|now|too|as well|something|sth|same)\b|^\W*and\b")
_CART = frozenset({Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART, Intent.COMPARE, Intent.SHOW_CART, Intent.UNDO_CART})
_SEARCHES = (Intent.FIND, Intent.BUNDLE, Intent.REFINE)


@dataclass(frozen=True, slots=True)
class ContextCues:
    """What was read, and where: `spans` are places that say nothing of the product, so that no search uses them.

    `worded` are those whose words a store may know all the same ("christmas").
    """

    change: ContextChange
    spans: tuple[tuple[int, int], ...] = ()
    worded: tuple[tuple[int, int], ...] = ()


def read_context(text: str) -> ContextCues:
    """The context that the message names. Only what it says: near misses give nothing."""
    spans: list[tuple[int, int]] = []
    worded: list[tuple[int, int]] = []
    until = needed_by(text)
    if until:
        spans.append(until[1:])
    felt = feeling(text)
    if felt and felt[0] is not Feeling.ABUSIVE:
        spans.append(felt[1:])
    whom = recipient(text)
    if whom and not {whom[0], whom[0].rsplit(" ", 1)[-1]} & RECIPIENTS.keys():
        spans.append(whom[1:])
    why = occasion(text)
    if why:
        (spans if text[why[1] : why[2]].lower().strip().startswith("turn") else worded).append(why[1:])
    owned, at = _owned(text, _OWNS)
    spans += at
    given_up, at = _owned(text, _NOT_OWNED)
    spans += at
    n, at = _quantity(text)
    spans += at
    gone = [*(["gift"] if is_no_gift(text) else []), *(["needed_by"] if _NO_DATE.search(text) else [])]
    change = ContextChange(
        recipient=whom[0] if whom else "",
        gift=is_gift(text) and not (whom and person(whom[0]) == "me"),
        occasion=why[0] if why else "",
        needed_by=until[0] if until else None,
        owns=owned,
        quantity=n,
        feeling=felt[0] if felt else None,
        taken_back=tuple(gone),
        not_owned=given_up,
    )
    return ContextCues(change, tuple(spans), tuple(worded))


def only_context(clause: str) -> bool:
    """Whether nothing is left of the clause but context: "I need it by Friday", "this is driving me mad"."""
    plain = without_context(clause)
    return plain != clause and all(token.word in STOP_WORDS for token in tokens(plain))


def without_context(clause: str, is_known: Callable[[str], bool] = lambda _: False) -> str:
    """The clause with blanks in place of what only says context, as long as before; words the store knows stay."""
    cues_read = read_context(clause)
    worded = [(a, b) for a, b in cues_read.worded if not any(is_known(t.word) for t in tokens(clause[a:b]))]
    for start, end in (*cues_read.spans, *worded):
        clause = clause[:start] + " " * (end - start) + clause[end:]
    return clause


def with_context(acts: Sequence[ShopperAct], text: str, state: DialogueState) -> tuple[ShopperAct, ...]:
    """The acts of a message with the context it names, on the last search or else the first act."""
    change = read_context(text).change
    if any(act.intent is Intent.OUT_OF_SCOPE and act.text == "abuse" for act in acts):
        change = replace(change, feeling=Feeling.ABUSIVE)
    if change.quantity and any(act.intent in _CART for act in acts):
        change = replace(change, quantity=0)
    if not change or not acts:
        return tuple(acts)
    at = _bearer(acts)
    act = acts[at]
    if act.context.recipient:  # who is come back to was found among those before: "dad's present" says no more
        change = replace(change, recipient=act.context.recipient, gift=False)
    if act.intent is Intent.NOT_UNDERSTOOD and change.says_more_than_feeling:
        act = ShopperAct(Intent.REFINE)
    elif act.intent is Intent.NOT_UNDERSTOOD and change.feeling is Feeling.DELIGHTED:
        act = ShopperAct(Intent.THANK)
    if act.intent is Intent.REFINE and _is_for_another(change, text, state):
        kinds = tuple(c for c in state.constraints if c.slot == "category" and c.operator is not Operator.NOT)
        act = replace(act, intent=Intent.FIND, constraints=(*kinds, *act.constraints), text=act.text or state.text)
    return (*acts[:at], replace(act, context=change), *acts[at + 1 :])


def with_feeling(acts: Sequence[ShopperAct], felt: Feeling) -> tuple[ShopperAct, ...]:
    """The acts, said in this feeling; as they are where one has a feeling already."""
    if not acts or any(act.context.feeling for act in acts):
        return tuple(acts)
    at = _bearer(acts)
    act = acts[at]
    if felt is Feeling.DELIGHTED and act.intent is Intent.NOT_UNDERSTOOD and not act.context:
        act = ShopperAct(Intent.THANK)
    felt_act = replace(act, context=replace(act.context, feeling=felt))
    return (*acts[:at], felt_act, *acts[at + 1 :])


def on_day(act: ShopperAct, today: date) -> ShopperAct:
    """The act with the day of what it says of time ("by friday"), as it is meant today. A bundle by a day that is past
    is no wish: its change says so, and nothing is needed by then."""
    until = act.context.needed_by
    if until is None:
        return act
    until = until if until.on is not None else dated(until, today)
    by_day = any(change.do is Do.BY_DAY for change in act.changes)
    if until.on is None or until.on >= today or not by_day:
        return replace(act, context=replace(act.context, needed_by=until))
    changes = tuple(replace(c, is_past=True) if c.do is Do.BY_DAY else c for c in act.changes)
    return replace(act, context=replace(act.context, needed_by=None), changes=changes)


def _bearer(acts: Sequence[ShopperAct]) -> int:
    """Which act has the context: the last search, or else the first act."""
    return max((n for n, act in enumerate(acts) if act.intent in _SEARCHES), default=0)


def _is_for_another(change: ContextChange, text: str, state: DialogueState) -> bool:
    """ "And one for my wife", after things for dad: the same kind of thing, but a need of her own."""
    now, wanted = person(state.context.recipient), person(change.recipient)
    return bool(now and wanted) and now != wanted and bool(_ANOTHER.search(text))


def _owned(text: str, pattern: re.Pattern[str]) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        said = next(words for words in match.groupdict().values() if words)
        kinds = [_kind(piece) for piece in re.split(r",? and |, ", said.lower())]
        if all(kind and kind.split()[-1] not in _NO_THING for kind in kinds):
            found += kinds
            spans.append(match.span())
    return tuple(dict.fromkeys(found)), spans


def _kind(said: str) -> str:
    words = re.sub(r"^(?:an?|some|the|two|my|our)\s+", "", said.strip()).split()
    while words and words[0] in _PLAIN_ADJECTIVES:
        words = words[1:]
    return " ".join(words)


def _quantity(text: str) -> tuple[int, list[tuple[int, int]]]:
    match = _QUANTITY.search(text)
    if not match:
        return 0, []
    name = next(key for key in ("n", "m", "k") if match[key])
    said = match[name].lower()
    n = {"a dozen": 12, "a couple of": 2, "twelve": 12}.get(said) or int(number(said))
    return n, [match.span(name)] if name == "n" else []
