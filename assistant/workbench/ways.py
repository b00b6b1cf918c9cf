"""Ways of saying what to do to a bundle, one pattern each, tried in order on one piece of a message."""

from __future__ import annotations

import re

from assistant.workbench.change import Do
from assistant.workbench.wholes import ANY_COLOR, ANY_DAY, SAME_COLOR

THE = r"(?:the|my|that|this|those|these|our)"
_X = r"(?P<x>.+?)"
_PRICE = r"(?:[$£€¥]\s?|usd |eur )?(?P<price>\d[\d,]*(?:\.\d{1,2})?)\s?(?:[$£€¥]|dollars?|bucks|euros?|pounds?|quid)?"
_LIMIT = r"(?: down| up)?(?: to| at| for| under| below| within)?(?: about)?"
_IN_ALL = r"(?:in (?:all|total)|all in|all ?together|together|or less|max(?:imum)?|tops)"
_OF_ALL = rf"(?:\s(?:{_IN_ALL}|instead|for (?:it all|everything|all of it|the lot)))*"
_WHOLE = r"(?:bundle|set|kit|outfit|lot|package|version|option|way|combination)"
_I = r"(?:i|we|she|he|they)"
_I_WANT = r"(?:(?:i|we) (?:want|need|would like|'d like)|i'd like|(?:show|find|give|get) me|is there|do you have)"
_THAN = r"(?P<than>(?:more|less) [a-z-]+|[a-z-]+er)"
_NUMBER = r"(?P<n>[1-9]\d?|one|two|three|four|five|six|seven|eight|ten|twelve)"
_ALL = rf"(?:it all|everything|all(?: of (?:it|them|this|that|these|those))?|them all|both|{THE} (?:whole )?{_WHOLE})"

_SAID: tuple[tuple[Do, tuple[str, ...]], ...] = (
    (Do.SAME_COLOR, SAME_COLOR),
    (Do.ANY_COLOR, ANY_COLOR),
    (Do.ANY_DAY, ANY_DAY),
    (
        Do.BUDGET,
        (
            r"(?:make|keep|bring|get|do|have|set) (?:it|that|this|everything|the (?:total|budget|price))(?: all)?"
            rf"{_LIMIT} {_PRICE}{_OF_ALL}",
            rf"(?:with )?(?:my |the |a )?(?:budget|limit)(?: of| is| to|:)?(?: now)? {_PRICE}{_OF_ALL}",
            rf"(?:{_I}(?:'ll| can| could| will) )?(?:spend|go up to|stretch to)(?: up to)? {_PRICE}{_OF_ALL}",
            rf"(?:under|below|within|up to|max(?:imum)?|at most|no more than|for) {_PRICE}{_OF_ALL}",
            rf"{_PRICE} {_IN_ALL}",
        ),
    ),
    (
        Do.ADD_ALL,
        (
            rf"(?:add|buy|order|take|get|put|i(?:'ll| will)? (?:take|have|buy|want)|i(?:'d| would) like)(?: me)? {_ALL}"
            r"(?: (?:in|to|into) (?:my|the) (?:cart|basket|trolley))?",
        ),
    ),
    (
        Do.COMPARE,
        (
            rf"compare (?:(?:the|these|those|both|all|two|three|2|3) )*(?:{_WHOLE}s|them|both)",
            rf"(?:what(?:'?s| is) )?the difference between (?:(?:the|these|those|two|three) )*(?:{_WHOLE}s|them)",
        ),
    ),
    (
        Do.TAKE,
        (
            r"(?:(?:take|use|show(?: me)?|open|i(?:'ll| will) (?:take|have)|i prefer|go (?:with|for)|switch to) )?"
            rf"the (?P<nth>second|2nd|third|3rd|other|last) {_WHOLE}",
        ),
    ),
    (
        Do.TIER,
        (
            r"(?:(?:i want|show me|take|give me|make it|switch to|go (?:with|for)|use|try) )?(?:the |a )?"
            r"(?:(?P<save>cheap(?:er|est)?|saving|save|less expensive|budget|thrifty)|"
            r"(?P<best>best(?: quality)?|premium|nicest|better|top|finest|fanciest|more expensive)|"
            r"(?P<balanced>balanced|middle|in[- ]between|medium|normal))"
            rf"(?: (?:{_WHOLE}|one|tier|quality))?",
            r"(?P<save>save (?:me )?(?:some |more )?money|as cheap as (?:possible|you can)|cut the (?:price|cost))",
        ),
    ),
    (
        Do.PUT_BACK,
        (
            rf"(?:put|bring|add|take) {THE} {_X} back(?: in)?",
            rf"(?:with|include|add|i (?:do )?(?:need|want)) {THE} {_X} (?:again|after all)",
        ),
    ),
    (
        Do.OWN,
        (
            rf"{_I}(?:'ve got|'ve|'s got| (?:already|have|has|got|own|owns))+ (?:an?|some|such an?|{THE}) {_X}"
            r"(?: (?:already|at home))?",
            rf"(?:{_I}(?:'ve| have| has)? )?already (?:have|has|own|owns|got) {_X}",
        ),
    ),
    (
        Do.REMOVE,
        (
            r"(?:without|remove|drop|leave out|take out|skip|omit|delete|forget(?: about)?|no need for|lose|minus|"
            rf"i (?:don'?t|do not) (?:need|want)) (?:(?:an?|any|{THE}) )?{_X}",
            rf"(?:take|leave) (?:{THE} )?{_X} out",
            rf"no {_X}",
        ),
    ),
    (Do.UNLOCK, (rf"(?:unlock|release|let go of|unpin|free)(?: up)? (?:{THE} )?{_X}",)),
    (
        Do.LOCK,
        (
            r"(?:keep|lock(?: in)?|pin|hold(?: on to)?|stick with|leave|don'?t (?:change|touch|swap)) "
            rf"(?:{THE} )?{_X}(?: (?:as (?:it|they) (?:is|are)|in|where it is|though|there|alone))?",
            rf"{THE} {_X} (?:stays?|is (?:perfect|fine|a keeper)|must stay)",
        ),
    ),
    (
        Do.SWAP,
        (
            rf"make {THE} {_X} {_THAN}",
            rf"(?:{_I_WANT} )?(?:(?:something|anything|an?other one|a|one) )?(?:a (?:bit|little) )?{_THAN}"
            rf"(?: (?:one|thing))? (?:than|instead of|in place of|for) {THE} {_X}",
            r"(?:swap|change|replace|exchange|switch|i (?:don'?t|do not) like|not keen on)(?: out)? "
            rf"(?:{THE} )?{_X}(?: (?:for|with|to|by)(?: (?:something|one|another|an?))?(?: (?P<for>.+))?)?",
            rf"(?:{_I_WANT} )?(?:an?other|a different|other|different) {_X}",
            rf"(?:{_I_WANT} )?(?:an? )?{_THAN} {_X}",
        ),
    ),
    (Do.COUNT, (rf"(?:(?:make it|{_I_WANT}|take|add) )?{_NUMBER} (?:(?:x|×|pieces of|of) )?(?:{THE} )?{_X}",)),
)
WAYS = tuple((do, re.compile(way, re.IGNORECASE)) for do, ways in _SAID for way in ways)

_PIECE = re.compile(
    r"\s*(?:[.!?;,]+(?=\s|$)|\b(?:and then|and also|and|then|(?<!everything )(?<!all )(?<!rest )but|also|plus)\b)\s*",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:(?:ok(?:ay)?|please|pls|yes|yeah|well|so|now|great|good|nice|perfect|fine|thanks|just|actually|rather|oh|"
    r"instead|for me|only|can (?:you|we)|could you|let'?s|i(?:'d| would) (?:like|love|prefer) (?:you )?to|"
    r"i want (?:you )?to|hmm?)\b[\s,]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s+(?:please|pls|thanks|instead|then|for me|though|too|as well|now))+$", re.IGNORECASE)


def pieces(text: str) -> list[str]:
    """The message piece by piece, without words that only make it polite."""
    cut = (_TAIL.sub("", _FILLER.sub("", piece.strip(" ,.!?;:\"'"))).strip() for piece in _PIECE.split(text))
    return [piece for piece in cut if piece]
