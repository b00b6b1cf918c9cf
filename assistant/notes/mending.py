"""What a note says against the message's own words: bounds, units, wishes and what it passes over, mended by code.

A small model copies the right words more surely than it signs them: "80 cm or narrower" noted as 80 cm, "70 dB at
most" as a price. What stands right beside the copied words decides; where nothing does, the note stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import Intent
from assistant.notes.given_up import slots_given_up, with_given_up
from assistant.notes.intents import meant
from assistant.notes.notation import Note, Pair
from assistant.notes.signs import allowed_again, capped, passed_over, signed
from assistant.notes.spoken import whole
from assistant.notes.values import all_shown, only_number, sentences_with
from assistant.quantities.amounts import ABOVE, DENIED
from assistant.quantities.said_sizes import said_size
from assistant.state import DialogueState

_SEARCHING = (Intent.FIND, Intent.REFINE)
_WISHED = frozenset({"with", "color", "material", "brand"})
_RANGE = re.compile(r"(\$?\d[\d.,]*) ?(?:to|-|–|到|至) ?(\$?\d[\d.,]*)")
_MANY = 24  # more than anybody buys of one thing
_NEAR = 26  # characters on either side of copied words that may sign them

_MOST_AFTER = re.compile(
    r"^[\s,]*(?:or (?:less|lower|under|below|smaller|narrower|shorter|lighter|fewer|quieter|cheaper)|"
    r"at (?:the )?most|"
    r"max(?:imum|imal(?:ly)?)?\b|tops\b|is (?:my|the|our) (?:absolute )?(?:limit|max(?:imum)?|ceiling)|"
    r"is all (?:i|we)\b|以下|以内|之内|封顶|最多)",
    re.IGNORECASE,
)
_MOST_BEFORE = re.compile(
    r"(?:\b(?:at (?:the )?most|up to|under|below|less than|no more than|"
    r"(?:not|nothing|none) (?:over|above|more th[ae]n|beyond|higher than)|max(?:imum)?|"
    r"can only (?:do|take|handle)|(?:limit|maximum|max|ceiling)(?: (?:is|of|would be))?)|"
    r"不超过|别超过|不要超过|最多|低于|小于)[\s:]*(?:the |a |about )?[$£€¥]?$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(rf"\b{DENIED}{ABOVE} (?:the |a )?[$£€¥]?$", re.IGNORECASE)
_LEAST_AFTER = re.compile(
    r"^[\s,]*(?:or (?:more|over|above|higher|bigger|larger|longer|wider|better|up)\b|and (?:up|above|over|more)\b|"
    r"at (?:the )?least|minimum\b|min\b|\+|以上|起步)",
    re.IGNORECASE,
)
_LEAST_BEFORE = re.compile(
    r"(?:\b(?:at (?:the )?least|more than|no less than|not (?:under|below)|min(?:imum)?)|至少|起码|不低于|不少于)"
    r"[\s:]*(?:the |a |about )?[$£€¥]?$",
    re.IGNORECASE,
)
_STARS = re.compile(r"^(.*?)\s*stars?$|^(.+?)\s*星$", re.IGNORECASE)
_STARS_AFTER = re.compile(r"^\s*(?:stars?\b|星)", re.IGNORECASE)
_WORN = re.compile(
    r"(?:\bsize|\b(?:i|she|he|we|they|who|feet|foot|shoe)(?:'m| am| is| are)?(?: \w+)? (?:take|takes|wear|wears) "
    r"(?:an? )?|尺码|脚是|码数是?|穿的?码?是)\s*$",
    re.IGNORECASE,
)
_OFF = re.compile(r"^\s*(?:%|percent\b|off\b|折)", re.IGNORECASE)
_UNIT = re.compile(r"^[\s-]?([^\W\d_]{1,8}|[\"″])(?![^\W\d_])")
_CLAUSES = re.compile(r"[.!?;。！？；\n]+\s*|,\s*|，|\s+-+\s+|、|\bbut\b", re.IGNORECASE)

_WISH = re.compile(
    r"\b(?:if (?:at all )?possible|ideally|prefer(?:ably|red)?|would be (?:nice|lovely|ideal|dreamy|a plus|"
    r"a bonus)|"
    r"nice to have|rather have)\b|最好|尽量|盡量|如果可以|可以的话|有的话更好",
    re.IGNORECASE,
)
_NO_MUST = re.compile(
    r"\b(?:no|not a|isn'?t a|is not a) must\b|\bnot (?:essential|necessary|that important|a deal ?breaker)\b|"
    r"\bno deal ?breaker\b|没有也(?:没关系|行|可以|没事)|沒有也(?:沒關係|行|可以)|不是必须|不强求|不強求",
    re.IGNORECASE,
)
_ASKED_OF_SHOWN = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|hm+|well|then|oh)\W+)*(?:(?:are|is|isn'?t|aren'?t|do|does|doesn'?t|don'?t|"
    r"can|could|"
    r"will|would|has|have) (?P<one>they|it|both|these|those|this one|that one|(?:any|either|one|all) of "
    r"(?:them|these|those|the (?:two|three|four|five)))|"
    r"(?P<any>(?:do|does) any(?: of (?:them|these))?|any of (?:them|these|the (?:two|three|four|five)))|"
    r"(?:do|does) (?:you|u) have (?P<have>it|this one|that one|these|them) in)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\bwhat else\b|\bany(?:thing| others?| more)? ?else\b|\bshow (?:me )?(?:some )?(?:more|others?)\b|"
    r"还有(?:别的|其他|其它|没有别的)|換一批|换一批",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:get|give) me (?:a |an )?(?:real |actual |live )?(?:human(?: being)?|person|agent)\W*(?:please|pls|"
    r"now)?\W*$|"
    r"\b(?:talk|speak|chat) (?:to|with) (?:a |an |some |your )?(?:real |actual |live )?"
    r"(?:human|person|someone|somebody|agent|people|staff)\b|\b(?:real|actual|live) (?:pers\w{1,3}|humans?)\b|"
    r"\bhuman(?: being)?,? (?:please|pls)\b|转人工|轉人工|人工客服|真人",
    re.IGNORECASE,
)


_SORTED = re.compile(
    r"\b(?:(?P<cheap>cheapest|lowest[- ]priced)|(?P<rated>(?:best|top|highest)[- ]rated)) ", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"[,;.]|\band\b")  # "the cheapest shipping and a dress"
_NO_ORDER = re.compile(r"\b(?:not|no|never|nor)\b|n'?t\b", re.IGNORECASE)
_TERMS = re.compile(
    r"(?:支持|有|能|可以)?(?:七|7)天无理由(?:退(?:货|换))?|"
    r"(?:无理由退|包邮|开(?:个)?(?:发票|专票)|保修(?!期)|退换货)(?=[^，。！？]{0,4}(?:[吗嘛么吧?？]|多久|找谁|怎么|不(?:$|\W)))"
)


class NoteMender:
    """Holds notes against the message they were taken of. `is_unit` tells a unit of measure from another word."""

    def __init__(self, is_unit: Callable[[str], bool]) -> None:
        self._is_unit = is_unit

    def mended(self, notes: Sequence[Note], message: str, state: DialogueState) -> list[Note]:
        """The notes as the words beside what they copied have them; nothing is copied that the message does not say."""
        found: list[Note] = []
        for note in meant(with_given_up(notes, message, state), message, state):
            mended = note
            if note.intent in _SEARCHING:
                mended = self._search(note, message, state)
            elif note.intent is Intent.ADD_TO_CART:
                pairs = (_of_option(p, state) for p in note.pairs if p.key != "qty" or not _is_off(p, message))
                mended = replace(note, pairs=tuple(pairs))
            found.append(mended)
        return self._passed_over(found, message, state)

    def _search(self, note: Note, message: str, state: DialogueState) -> Note:
        asked = _question(note, message, state)
        if asked is not None:
            return asked
        said = [whole(pair, message) for pair in note.pairs if not _is_of_date(pair, note, message)]
        beside = [_beside(pair, message, len(said), state) for pair in said]
        pairs = [self._pair(pair, message) for pair in beside if pair is not None]
        pairs = allowed_again([*pairs, *passed_over(pairs, message)], message, state)
        return replace(note, pairs=_with_order(_numbers_in_text(pairs), note, message))

    def _pair(self, pair: Pair, message: str) -> Pair:
        if pair.operator == "!=" or pair.is_range:
            return pair
        at = _place(pair.value, message)
        if at is None:
            return pair
        before, after = message[max(0, at[0] - _NEAR) : at[0]], message[at[1] : at[1] + _NEAR]
        starred = _STARS.match(pair.value) if pair.key == "with" else None
        said = (starred[1] or starred[2] or "") if starred else ""
        if re.search(r"\d", said) or only_number(said):  # but neither "stars" nor "neon stars"
            return Pair("rating", ">=", said)
        if pair.key == "size" and (size := said_size(message)) and size.start <= at[0] < size.end and size.has_system:
            return replace(pair, value=message[size.start : size.end])
        if pair.key == "price" and pair.value.startswith("-"):  # "a sleeping bag for -5": no price is below nothing
            return Pair("with", "<=", pair.value)
        if pair.key == "price":
            if _STARS_AFTER.match(after):
                return Pair("rating", ">=", pair.value)
            unit = _UNIT.match(after)
            if unit and self._is_unit(unit[1]) and unit[1].lower() not in ("k", "in"):
                pair = Pair("with", pair.operator, message[at[0] : at[1] + unit.end()])
                after = after[unit.end() :]
            elif _WORN.search(before) and pair.value.isdigit():
                return Pair("size", "=", pair.value)
        if pair.operator == ">=" and _NO_MORE.search(before):
            return replace(pair, operator="<=")
        if pair.key == "qty" and pair.value.isdigit() and int(pair.value) >= _MANY:  # "1000 peices" of a puzzle
            unit = _UNIT.match(after)
            return Pair("with", "=", message[at[0] : at[1] + unit.end()]) if unit and self._is_unit(unit[1]) else pair
        if re.search(r"\d", pair.value) or only_number(pair.value):
            return replace(pair, operator=_sign(before, after) or pair.operator) if pair.operator in "=~" else pair
        if pair.key in _WISHED and pair.operator == "=" and _is_wished(at, message):
            return replace(pair, operator="~")
        return pair

    @staticmethod
    def _passed_over(notes: list[Note], message: str, state: DialogueState) -> list[Note]:
        """With what set words say and no note does: that a limit falls, that more is wanted, that a person is."""
        intents = {note.intent for note in notes}
        given_up = slots_given_up(notes, message, state)
        at = next((n for n, note in enumerate(notes) if note.intent is Intent.REFINE), None)
        if given_up and at is not None:
            notes[at] = replace(notes[at], pairs=(*notes[at].pairs, *given_up))
        elif given_up and Intent.FIND not in intents:
            talk = {Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD}
            notes = [*(note for note in notes if note.intent not in talk), Note(Intent.REFINE, given_up)]
        if intents == {Intent.REJECT} and _ELSE.search(message):
            notes = [*notes, Note(Intent.MORE)]
        notes = _with_terms(notes, message)
        if Intent.WANT_PERSON not in intents and _PERSON.search(message):
            notes = [*(note for note in notes if note.intent is not Intent.OUT_OF_SCOPE), Note(Intent.WANT_PERSON)]
        return notes


def _is_of_date(pair: Pair, note: Note, message: str) -> bool:
    """Whether the only place of a price's number is in a date: "on june 12"."""
    n = re.sub(r"\D", "", pair.value)
    dates = [day for key in ("by", "occasion") for day in note.values(key)]
    if pair.key != "price" or not n or not any(n in re.findall(r"\d+", day) for day in dates):
        return False
    return len(re.findall(rf"(?<!\d){n}(?!\d)", message)) == 1


def _place(value: str, message: str) -> tuple[int, int] | None:
    """Where the message has the copied words, as words of their own; None where it has them not, or in two places
    that may sign them differently."""
    edge_left = r"(?<![a-zA-Z0-9_.,])" if value[:1].isdigit() else r"(?<![a-z])" if value[:1].isascii() else ""
    edge_right = r"(?![\d])" if value[-1:].isdigit() else r"(?![a-z])" if value[-1:].isascii() else ""
    found = list(re.finditer(edge_left + re.escape(value) + edge_right, message, re.IGNORECASE))
    return found[0].span() if len(found) == 1 else None


def _beside(pair: Pair, message: str, n_pairs: int, state: DialogueState) -> Pair | None:
    at = _place(pair.value, message)
    if at is None:
        return capped(pair, message) if pair.is_range else pair
    return signed(pair, message[: at[0]], message[at[1] :], n_pairs, state)


def _sign(before: str, after: str) -> str:
    if _MOST_AFTER.match(after) or _MOST_BEFORE.search(before):
        return "<="
    if _LEAST_AFTER.match(after) or _LEAST_BEFORE.search(before):
        return ">="
    return ""


def _is_off(pair: Pair, message: str) -> bool:
    at = _place(pair.value, message)
    return at is not None and bool(_OFF.match(message[at[1] :]))


def _is_wished(at: tuple[int, int], message: str) -> bool:
    """Whether the clause says that it is only a wish, or the next one takes the must back."""
    cuts = [0, *(cut for match in _CLAUSES.finditer(message) for cut in (match.start(), match.end())), len(message)]
    clauses = [one for one in zip(cuts[::2], cuts[1::2], strict=True) if message[slice(*one)].strip(" ,.")]
    mine = next((n for n, (start, end) in enumerate(clauses) if start <= at[0] < max(end, start + 1)), None)
    if mine is None:
        return False
    own = message[slice(*clauses[mine])]
    following = message[slice(*clauses[mine + 1])] if mine + 1 < len(clauses) else ""
    return bool(_WISH.search(own) or _NO_MUST.search(own) or _NO_MUST.search(following))


def _with_terms(notes: Sequence[Note], message: str) -> list[Note]:
    """With a question about the shop's terms where they were noted as a quality: "支持七天无理由的吧"."""
    asked = _TERMS.search(message)
    if not asked or {note.intent for note in notes} & {Intent.ASK_POLICY, Intent.ASK_PRODUCT}:
        return list(notes)
    kept = [replace(n, pairs=tuple(p for p in n.pairs if p.key != "with" or p.value not in asked[0])) for n in notes]
    idle = {Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD}
    left = [n for n in kept if n.intent not in idle and (n.pairs or n.intent is not Intent.REFINE)]
    return [*left, Note(Intent.ASK_POLICY, (Pair("text", "=", asked[0]),))]


def _of_option(pair: Pair, state: DialogueState) -> Pair:
    """ "The 750 in rust": a place that the list has not is a number of the thing itself."""
    is_beyond = (
        pair.key == "ref" and pair.value.isdigit() and int(pair.value) > max(_MANY, len(state.shown.product_ids))
    )
    return Pair("with", "=", pair.value) if is_beyond else pair


def _with_order(pairs: Sequence[Pair], note: Note, message: str) -> tuple[Pair, ...]:
    """ "Your cheapest notebook": how the list is to be sorted, where it was passed over."""
    said = _SORTED.search(message)
    if note.intent is not Intent.FIND or not said or any(pair.key == "sort" for pair in pairs):
        return tuple(pairs)
    behind = message[said.end() : said.end() + _NEAR].lower()
    of_it = any(
        pair.key == "text" and not _ELSEWHERE.search(before)
        for pair in pairs
        for before, is_there, _ in [behind.partition(pair.value.lower())]
        if is_there
    )
    if not of_it or _NO_ORDER.search(message[max(0, said.start() - _NEAR) : said.start()]):
        return tuple(pairs)
    kept = tuple(pair for pair in pairs if pair.value.lower() not in said[0].lower())
    order = "cheapest" if said["cheap"] else "best rated"
    return (*kept, Pair("sort", "=", order))


def _question(note: Note, message: str, state: DialogueState) -> Note | None:
    """ "Are they any good on trails?" asks of what is shown and changes no search."""
    copies = [pair for pair in note.pairs if pair.key not in ("sort", "any")]
    shown = state.shown.product_ids
    if note.intent is not Intent.REFINE or note.corrects or not shown or len(copies) != len(note.pairs) or not copies:
        return None
    spoken = sentences_with((pair.value for pair in copies), message)
    asked = _ASKED_OF_SHOWN.match(spoken[0]) if len(spoken) == 1 else None
    if asked is None:
        return None
    whom = (asked["one"] or asked["any"] or asked["have"]).lower()
    alone = whom in ("it", "this one", "that one")
    ref = Pair("ref", "=", whom) if alone or whom == "both" else all_shown(state)
    return Note(Intent.ASK_PRODUCT, (ref, Pair("text", "=", spoken[0].strip())))


def _numbers_in_text(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """A range noted as what is looked for is a price; a number alone names no thing."""
    texts = [pair for pair in pairs if pair.key == "text"]
    if len(texts) != 1:
        return tuple(pairs)
    span = _RANGE.fullmatch(texts[0].value.strip())
    if span:
        others = [pair for pair in pairs if pair.key not in ("text", "price")]
        return (*others, Pair("price", "=", f"{span[1]}..{span[2]}"))
    if only_number(texts[0].value):
        return tuple(pair for pair in pairs if pair.key != "text")
    return tuple(pairs)
