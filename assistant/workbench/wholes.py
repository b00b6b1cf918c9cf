"""Wishes for a bundle as a whole: all of one colour, all there by a day; and their taking back."""

from __future__ import annotations

import re
from datetime import date

from assistant.context import ContextChange
from assistant.hearing.cues import cue
from assistant.quantities.needed_by import day, needed_by
from assistant.workbench.change import BenchChange, Do
from retrieval.tokens import tokens

_ALL = (
    r"(?:(?:it|them|these|those|this|that)(?: all)?|all(?: (?:of (?:it|them|this|these)|in all))?|everything|"
    r"(?:all )?(?:the |these )?(?:whole )?(?:parts|pieces|things|items|clothes|outfit|set|lot|bundle|kit)|each|both)"
)
_MUST = r"(?:should|must|has to|have to|needs? to|ought to|can|is to|are to|to)"
_SAME = r"(?:the |an? |one and the )?(?:very )?(?:same|one|single|matching|similar|coordinated|uniform)"
_COLOR = r"colou?rs?(?: (?:family|scheme|palette|theme))?"
_NEED_NOT = r"(?:do(?:es)?(?:n'?t| not) (?:have|need) to|need(?:n'?t| not)(?: to)?)"
_NO_MATTER = r"(?:do(?:es)?(?:n'?t| not) (?:really )?matter|(?:is|are) (?:not important|unimportant|open|up to you))"
_AFTER_ALL = r"(?: (?:after all|any ?more|to me))?"
SAME_COLOR = (
    rf"(?:(?:make|keep|have|get|put|do|want|i want|i'd like) )?(?:{_ALL} )?(?:{_MUST} )?(?:be |come )?(?:all )?"
    rf"(?:in |of )?{_SAME} {_COLOR}",
    rf"(?:{_ALL} )?(?:(?:in|with) )?(?:the |all )?{_COLOR} (?:that |{_MUST} |all )*"
    r"(?:match|go together|fit together|be the same|agree)(?:es|ing)?(?: each other)?",
    rf"(?:make|have|let) (?:the |all )?{_COLOR} (?:match|go together|agree)",
    rf"(?:make|have|let) {_ALL} match(?: in {_COLOR})?|{_ALL} {_MUST} match(?: in {_COLOR})?",
    rf"(?:{_ALL} )?colou?r[- ](?:coordinated|matched|matching)|match(?:ing)? (?:the |all )?{_COLOR}",
)
ANY_COLOR = (
    rf"(?:the |its |their )?{_COLOR} (?:{_NO_MATTER}|{_NEED_NOT} (?:match|be the same)){_AFTER_ALL}",
    rf"(?:in )?(?:any|whatever|mixed|different|all) {_COLOR}(?: (?:is|are|will be|would be))?"
    rf"(?: (?:fine|ok(?:ay)?|good|all right|do))?{_AFTER_ALL}",
    r"(?:never mind|forget(?: about)?|drop|skip|i (?:don'?t|do not) (?:care|mind) about) (?:the |their |its )?"
    rf"(?:same |one |matching )?{_COLOR}{_AFTER_ALL}",
    rf"(?:it|they|{_ALL}) {_NEED_NOT} (?:match|be (?:in |of )?{_SAME} {_COLOR}){_AFTER_ALL}",
)
ANY_DAY = (
    rf"(?:there(?:'s| is) )?no (?:rush|hurry|deadline|date|fixed (?:day|date)){_AFTER_ALL}",
    rf"(?:the )?(?:day|date|deadline|delivery(?: (?:day|date|time))?|time|when it (?:comes|arrives)) {_NO_MATTER}"
    rf"{_AFTER_ALL}",
    rf"(?:{_ALL}|it) {_NEED_NOT} (?:be here|arrive|come|get here)(?: (?:by|before|until|on) [\w ]+?)?{_AFTER_ALL}",
    rf"(?:{_ALL}|it|they) (?:can|may|could) (?:come|arrive|be) (?:late|later|whenever|any ?time)|any ?time is fine",
)
_IN_A_MESSAGE = cue(
    rf"\b(?:in|of|with) {_SAME} {_COLOR}\b(?! (?:as|like|to)\b)",
    rf"\b{_COLOR} (?:that |(?:all )?{_MUST} |all )*(?:match(?:ing|es)?|go together)\b(?! (?:my|the|her|his|with)\b)",
    r"\bcolou?r[- ](?:coordinated|matched)\b",
    r"(?:颜色(?:都)?(?:要)?(?:一致|相同|统一|一样|搭配)|(?:同一?个?种?|相同的?|统一的?|一样的?)颜色|同色系)",
)
_WORDS_OF_IT = re.compile(r"colou?rs?|same|matching|match|single", re.IGNORECASE)
# What may stand beside a day where a whole bundle is to be there by it.
_BESIDE_A_DAY = re.compile(
    r"(?:everything|it|all|of|must|has|have|had|to|should|needs?|needed|arrive|be|here|there|come|delivered|deliver|i|we|"
    r"want|them|the|parts|things|whole|lot|outfit|kit|set|bundle|only|so|get|us|me|will|this|that|these|please|at|home|"
    r"in|time)"
)


def day_said(piece: str) -> ContextChange | None:
    """By when all of it is to be there, where the piece says just that, and of a day that a calendar knows."""
    found = needed_by(piece)
    if found is None or day(found[0].words, date(2024, 1, 1)) is None:
        return None
    rest = f"{piece[: found[1]]} {piece[found[2] :]}"
    return ContextChange(needed_by=found[0]) if all(_BESIDE_A_DAY.fullmatch(t.word) for t in tokens(rest)) else None


def whole_wished(message: str) -> tuple[BenchChange, ...]:
    """What a message that asks for a bundle wants of it as a whole, beside the day, which is read as its context."""
    return (BenchChange(Do.SAME_COLOR),) if _IN_A_MESSAGE.search(message) else ()


def without_whole(text: str) -> str:
    """The words of a search without those that only say what the whole is to be."""
    return " ".join(word for word in text.split() if not _WORDS_OF_IT.fullmatch(word))
