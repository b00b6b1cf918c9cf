"""Feelings: how a shopper sounds, where the words say it plainly.

What no phrase says is heard by `assistant.feelings.judge`, where a text encoder is there.
"""

from __future__ import annotations

from assistant.chinese.shop_words import is_chinese, simplified
from assistant.context import Feeling
from assistant.feelings.chinese import PHRASES
from assistant.hearing.cues import cue

_SWEAR = r"(?:fuck\w*|bloody|damn|goddamn|such|so|just|really|absolutely|completely|a|an|the)"
_BAD = (
    r"(?:stupid|useless|dumb|idiot\w*|moron\w*|crap|sh[i1]t\w*|garbage|trash|pathetic|suck|sucks|worthless|bitch\w*|"
    r"asshole|bastard)"
)
_BOT = r"(?:bot|robot|assistant|machine|thing|ai|chat ?bot|computer|program)"
_ABUSIVE = cue(
    rf"\b(?:you|u|ur|you'?re|you are|u r)(?: {_SWEAR}){{0,3}} {_BAD}\b",
    rf"\b{_BAD} {_BOT}\b",
    r"\bf+u+c+k+ (?:you|off|this|u)\b|\bstfu\b|\bshut up\b(?! and (?:take|have|give))",
    r"\bscrew you\b|\bgo to hell\b|\bpiece of (?:shit|crap)\b",
    r"^\W*(?:idiot|moron|asshole|bastard|bitch)s?\W*$",
    r"\bthis is (?:\w+ )?(?:bull)?shit\b|\bwtf is (?:this|wrong)\b",
)
_PRAISE = r"(?:great|perfect|wonderful|brilliant|lovely|fantastic|amazing|nice|excellent|marvell?ous)"
_SO = (
    r"(?:so |really |very |getting |just |pretty |extremely |a bit |quite |absolutely |totally |completely |becoming )*"
)
_FRUSTRATED = cue(
    rf"(?:^\W*|\b(?:this|it|that|you|u)(?: is|'?s|'?re| are)? {_SO})(?:driving|drives?) me "
    r"(?:mad|crazy|nuts|insane|up the wall)\b",
    rf"\bi(?:'m| am) {_SO}(?:frustrated|annoyed|fed up|angry|furious|irritated|losing (?:my )?patience)\b"
    r"(?! (?:with|by|about|at) (?:my|the|his|her|our|these old)\b)",
    rf"\b(?:this|it|that)(?:'s| is) {_SO}(?:frustrating|annoying|ridiculous|hopeless|infuriating|exhausting|a joke)\b",
    rf"\byou(?:'re| are) {_SO}(?:annoying|not (?:listening|helping|understanding)|hopeless|no help)\b",
    r"\bhow many times\b(?=.*\b(?:do i|must i|have i|should i)\b)",
    r"\bfor the (?:third|fourth|fifth|last|hundredth) time\b|\bare you even listening\b",
    r"\bi(?:'ve)? (?:already|just) (?:told|said)(?: you)?\b|\byou keep (?:showing|giving|asking)\b",
    r"\bwast(?:e|ing) (?:of )?my time\b|\bwaste of time\b",
    r"^\W*(?:u+gh+|a+r+gh+|grr+)\b|\bfor (?:god|heaven|fuck)'?s sake\b",
    r"\bi give up\b|\b(?:this|it) (?:just )?(?:isn'?t|is not) working\b(?! (?:hours|from))|\bstill (?:all )?wrong\b",
    r"\byou (?:just )?don'?t (?:get|understand) (?:it|me|what)\b",
    rf"^\W*(?:(?:oh|wow|ah|yeah) )?{_PRAISE}\W+(?:yet )?(?:another|again|more of the same)\b",
)
_CALM = cue(
    r"\b(?:there'?s |there is |i'?m in )?no (?:rush|hurry|stress)\b",
    r"\bnot (?:urgent|in a (?:rush|hurry))\b|\bisn'?t urgent\b|\btake your time\b|\bno worries\b",
)
_URGENT = cue(
    r"\b(?:i )?need (?:it|this|them|these|one) (?:asap|urgently|quickly|fast|right away|as soon as possible)\b",
    r"\b(?:asap|urgently|as soon as possible|right away|in a (?:big |real |bit of a )?(?:hurry|rush))\b",
    r"\b(?:it'?s|it is|this is|that'?s|kinda|pretty|quite|very|really) urgent\b|^\W*urgent\b(?=\s*$|\s*[!,.:;-])",
    r"\b(?:i'?m )?running out of time\b|\b(?:it'?s |very )last[- ]minute\b(?! deals?)|\bno time to (?:lose|waste)\b",
)
_DELIGHTED = cue(
    r"(?:^|[,.!;]\s*|\b(?:i|wow|omg)\s+)(?:really |absolutely |just |fucking |totally )?"
    r"love (?:it|this|that|these|them)"
    r"(?=\s*$|\s*[,.!;]| (?:so much|already|thanks?)\b)",
    r"\b(?:that|this|it|they|these|those)(?:'s|'re| is| are| looks?) (?:so |just |really |simply )?"
    r"(?:perfect|amazing|awesome|brilliant|wonderful|fantastic|gorgeous|great|lovely|beautiful)(?=\s*$|\s*[,.!;])",
    r"^\W*wow\W*$",  # "wow, 900 for a chair" is no praise
    r"^\W*(?:yay|woohoo|omg yes|perfect|awesome|amazing|brilliant|fantastic|wonderful|excellent)"
    r"(?=\s*$|\s*[,.!;])[!,.]*",
    r"\b(?:exactly|just) what i (?:wanted|was looking for|needed|had in mind)\b",
    r"\byou(?:'re| are) (?:the best|amazing|awesome)\b",
    r"\bi'?m (?:so |really )?(?:thrilled|delighted|over the moon)\b",
)
# What stands before a phrase that then says nothing of the shopper: it is denied, asked, or told of somebody else.
_NOT = cue(
    r"\b(?:not|don'?t|doesn'?t|isn'?t|wasn'?t|never)(?: \w+)?\s*$",
    r"\b(?:says?|said|claims?|calls?|told (?:me|us)|whether|if)(?: that)?\s*$",
)
# Praise is bitter where this comes after it: "wonderful, twelve results and not a single one under 40".
_BITTER = cue(
    r"\bnot (?:a single|one of)\b|\bnone of (?:them|these|those|it)\b|\bi (?:said|told you|asked|specifically)\b",
    r"\bi (?:didn'?t|did not) (?:want|ask)\b|\bstill (?:no|not|wrong)\b|\bas usual\b|\bagain\W*$",
)
_FEELINGS = (
    (Feeling.ABUSIVE, _ABUSIVE),
    (Feeling.FRUSTRATED, _FRUSTRATED),
    (Feeling.CALM, _CALM),
    (Feeling.URGENT, _URGENT),
    (Feeling.DELIGHTED, _DELIGHTED),
)


def feeling(text: str) -> tuple[Feeling, int, int] | None:
    """How the shopper sounds and where they say it, the strongest first; None where nothing says it plainly."""
    for found, pattern in _FEELINGS:
        for match in pattern.finditer(text):
            if found is Feeling.CALM or not _is_unsaid(found, text, match.start(), match.end()):
                return found, *match.span()
    if is_chinese(text):
        plain = simplified(text)
        for found, pattern in PHRASES:
            if said := pattern.search(plain):
                return found, *said.span()
    return None


def _is_unsaid(found: Feeling, text: str, start: int, end: int) -> bool:
    return bool(_NOT.search(text[:start]) or (found is Feeling.DELIGHTED and _BITTER.search(text[end:])))
