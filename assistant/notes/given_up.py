"""What a message gives up: "forget winter", "it doesn't have to be white", "with a cord is fine": noted as `any`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.acts import Intent
from assistant.hearing import cues
from assistant.hearing.cues import cue
from assistant.notes.notation import Note, Pair
from assistant.state import DialogueState
from retrieval.query import Constraint
from retrieval.tokens import stem, tokens

_ENDS = (
    r"(?=\s*(?:[,.;:!?]|$|\b(?:and|but|then|so|if|for|any ?more|too|part|thing|bit|requirement|now|after all|as long|"
    r"either|though|tbh|really)\b))"
)
_WHAT = r"(?!(?:it|that|this|them|those|these|what|you|me|my|i)\b)(?P<{}>[\w'-]+(?: [\w'-]+){{0,2}}?)" + _ENDS
_NEED_NOT = (
    r"(?:needn'?t|(?:do(?:e?s)?e?n'?t|does not|do not) (?:really |necessarily |even )?(?:have to|need to|needs?))"
)
_GIVEN_UP = cue(
    r"(?<!don't )(?<!dont )(?<!not )\b(?:forget|never ?mind|nvm|scrap|leave out)(?: about)? (?:the |my |"
    r"being )?" + _WHAT.format("a"),
    rf"\b{_NEED_NOT} (?:be |have |come in )?(?:an? |the )?" + _WHAT.format("b"),
    r"\b(?:with|having) (?:an? |the )?(?P<c>[\w-]+(?: [\w-]+)?) is (?:also |totally |perfectly )?(?:fine|ok|"
    r"okay|alright)\b",
    r"\b(?P<d>[\w-]+) (?:isn'?t|is not|is no longer|not) (?:a must|needed|necessary|required|that important)\b",
)
_LEAST_BEGUN = 3  # letters that a word and a value begin with alike
_SLOT = r"(?P<{}>colou?rs?|sizes?|materials?|brands?)"
_ANY_SLOT = re.compile(
    rf"\b(?:don'?t|do not|doesn'?t) (?:really )?(?:mind|care)(?: about)?(?: the| what)? {_SLOT.format('a')}\b|"
    rf"\bany {_SLOT.format('b')} (?:will do|is (?:fine|ok)|works)\b|"
    rf"\b(?:the )?{_SLOT.format('c')} (?:doesn'?t|does not|don'?t) matter\b|"
    rf"\bforget (?:about )?the {_SLOT.format('d')}\b|"
    r"(?P<e>颜色|顏色|材料|材质|材質|尺码|尺碼|大小|牌子|品牌)(?:无所谓|無所謂|随便|隨便|都行|都可以|不限|不重要)",
    re.IGNORECASE,
)
_CHINESE_SLOTS = {
    "颜": "color",
    "顏": "color",
    "材": "material",
    "尺": "size",
    "大": "size",
    "牌": "brand",
    "品": "brand",
}


def with_given_up(notes: Sequence[Note], message: str, state: DialogueState) -> list[Note]:
    """The notes; what stands and a refinement's message gives up is `any` there, and nothing is wanted or excluded of
    it."""
    said_so = [said for match in _GIVEN_UP.finditer(message) for said in match.groups() if said]
    gone = [said for said in said_so if _stands(said, state)]
    at = next((n for n, note in enumerate(notes) if note.intent is Intent.REFINE), None)
    if not gone or at is None:
        return list(notes)
    noted = {value.lower() for value in notes[at].values("any")}
    kept = tuple(p for p in notes[at].pairs if p.key == "any" or not any(_says(said, p) for said in gone))
    new = tuple(Pair("any", "=", said) for said in gone if said.lower() not in noted)
    return [*notes[:at], replace(notes[at], pairs=(*kept, *new)), *notes[at + 1 :]]


def slots_given_up(notes: Sequence[Note], message: str, state: DialogueState) -> tuple[Pair, ...]:
    """`any` of slots that stand, that set words give up and that no note touches."""
    touched = {pair.key for note in notes for pair in note.pairs}
    touched |= {pair.value for note in notes for pair in note.pairs if pair.key == "any"}
    standing = {c.slot for c in state.constraints}
    found = []
    if cues.ANY_PRICE.search(message) and "price" in standing and not touched & {"price", "budget"}:
        found.append(Pair("any", "=", "price"))
    for match in _ANY_SLOT.finditer(message):
        said = next(words for words in match.groups() if words)
        slot = _CHINESE_SLOTS.get(said[0]) or said.lower().replace("colour", "color").removesuffix("s")
        if slot in standing and not touched & {slot, said}:
            found.append(Pair("any", "=", slot))
    return tuple(found)


def begins_alike(constraint: Constraint, stems: Collection[str]) -> bool:
    """Whether a word of the value begins as one of the stems does: Cordless and "cord"."""
    own = [t.stem for value in constraint.values for t in tokens(str(value).replace("-", " "))]
    return any(o.startswith(s) or s.startswith(o) for o in own for s in stems if min(len(s), len(o)) >= _LEAST_BEGUN)


def _stands(said: str, state: DialogueState) -> bool:
    stems = {t.stem for t in tokens(said)}
    slots = {stem(word) for c in state.constraints for word in c.slot.split("_")}
    return bool(stems & slots) or any(begins_alike(c, stems) for c in state.constraints if c.slot != "category")


def _says(said: str, pair: Pair) -> bool:
    return (
        pair.operator in ("=", "~", "!=") and pair.key not in ("price", "text") and pair.value.lower() in said.lower()
    )
