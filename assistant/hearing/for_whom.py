"""For whom: the recipient and the occasion that a message names, and whether it is a gift."""

from __future__ import annotations

import re

from assistant.context import ME
from assistant.hearing.cues import cue

_NAMES = "dad|daddy|mum|mom|mam|mummy|mommy|grandma|grandpa|granny|gran|nan|nana|hubby"  # said without "my"
_RELATION = (
    rf"(?:{_NAMES}|grand(?:father|mother|dad|son|daughter|kids?|children|parents)|papa|mama|father|mother|parents|"
    r"step(?:dad|mum|mom|son|daughter)|(?:mother|father|sister|brother)[- ]in[- ]law|in[- ]laws|son|daughter|kids?|"
    r"child(?:ren)?|baby|toddler|twins|boys?|girls?|wife|husband|partner|fianc[eé]e?|girlfriend|boyfriend|gf|bf|bro|"
    r"brothers?|sis|sisters?|siblings?|uncle|aunt(?:ie|y)?|cousins?|nephews?|nieces?|god(?:son|daughter|child)|"
    r"friends?|mate|bestie|buddy|roommate|flatmate|housemate|colleagues?|coworkers?|co-workers?|boss|teachers?|"
    r"neighbou?rs?|host(?:ess)?|bride|groom)"
)
_ADJECTIVES = (
    r"(?:(?:best|dear|old|older|oldest|younger|youngest|little|big|elder|eldest|new|lovely|good|teenage|teen|elderly|"
    r"\d{1,2}[- ]?(?:years?|yrs?|yo|y/o|months?)?(?:[- ]old)?|(?:one|two|three|four|five|six|seven|eight|nine|ten)"
    r"[- ]years?[- ]old) ){0,3}?"
)
# What is bought "for a baby shower" or "for my brother printer" is for nobody.
_NO_PERSON = (
    r"(?! (?:printer|shower|carrier|seat|monitor|board|day|christmas|clothes|clothing|shoes|stuff|sizes?|"
    r"section|room|"
    r"bag|bed|gear|toys?|bikes?|cot|carriage|food)\b)"
    r"(?!-)"
)
_AFTER_ONE = (  # what may follow "a friend"
    r"(?=\s*$|\s*[,.;!?)]|'?s \d|'?s (?:\w+ )?(?:birthday|bday|wedding|anniversary)"
    r"| (?:of|who|that|and|but|so|to|in|on|"
    r"with|w/|under|below|around|about|up|for|at|he|she|they|is|because|turning|turns|max|please|this|next|from|by|"
    r"before|loves|likes|wants|needs|plays)\b)"
)
_POSSESSED = r"(?!'s? (?!(?:\d|big |own )|(?:\w+ )?(?:birthday|bday|wedding|anniversary|graduation|party)))"
_POSSESSED_PLAIN = r"(?:s(?= \d{1,3}(?:st|nd|rd|th)| (?:birthday|bday|wedding|anniversary|graduation)))?"


def _my(name: str) -> str:
    """ "My older sister", with the relation in a group of that name."""
    own = rf"(?:my|our|his|her) {_ADJECTIVES}(?:{_RELATION}(?:'?s'?) (?={_RELATION}\b))?(?P<{name}>{_RELATION})"
    return rf"{own}{_POSSESSED_PLAIN}(?![\w]){_POSSESSED}{_NO_PERSON}"


_VERB = (
    r"(?:for|get(?:ting)?|buy(?:ing)?|surpris(?:e|ing)|spoil(?:ing)?|treat(?:ing)?|give|"
    r"shopping with|present to|gift to)"
)
# "My wife wants a watch too", "gf bday is friday", "my boy is 15 and huge, something warm for him".
_NEEDING = (
    r"(?:(?:also|really|just|still|now|desperately|urgently|already)\s+){0,2}"
    r"(?:wants?|needs?|(?:would|'d) (?:like|love|prefer|rather have)|could (?:use|do with)|"
    r"(?:is|are) (?:after|looking for)|asked (?:me )?for|"
    r"wish(?:es)? for)\b(?! (?:(?:to (?:know|return|see|pay|come|sleep|share)|me|us|i|it if|help|you|your)\b|"
    r"(?:an? |the |her |his |their |more )?(?:refund|money|car|space|discount|sleep|rest)\b))"
)
_FOR = cue(
    rf"(?P<no>\b(?:not|isn'?t) )?\b{_VERB} {_my('my')}",
    rf"(?P<no2>\b(?:not|isn'?t) )?\bfor (?P<one>an? {_ADJECTIVES}{_RELATION}){_AFTER_ONE}",
    rf"(?P<no3>\b(?:not|isn'?t) )?\bfor (?P<name>{_NAMES})(?:s?(?= \d)|'s|)(?![\w-])(?! ?'?s? day\b)",
    rf"\b{_my('turning')} (?:is |will be |(?:is )?turn(?:s|ing) )\d{{1,3}}\b(?! ?(?:cm|kg|ft|feet|m\b))",
    rf"\bmy (?P<celebrating>{_RELATION})(?:'s|s|') (?:\d{{1,3}}(?:st|nd|rd|th) )?(?:birthday|bday)\b",
    rf"(?<![\w'-])(?P<short>{_NAMES}|gf|bf|wife|sis|bro)(?:'?s)? (?:\d{{1,3}}(?:st|nd|rd|th) )?(?:birthday|bday|"
    rf"b-day)\b",
    rf"\b{_my('wanting')} (?:(?:says?|said) (?:she|he|they) )?{_NEEDING}",
    rf"\bbirthday of {_my('of')}",
)
_SHE = cue(
    rf"\b{_my('whose')}(?P<rest>[^?]*?\b(?:(?:for|get|getting|buy|buying|give|giving|fits?|suits?) (?:him|her|"
    rf"them)\b|(?:he|she)(?:'s)? "
    r"(?:is|are|has|have|likes?|loves?|hates?|needs?|wants?|owns?|wears?|plays?|does|runs?|takes?|usually|always|"
    r"already|only|can'?t|won'?t|collects?|"
    r"cooks?|reads?|fish(?:es)?|hikes?|travels?|\d+)\b|(?<!\w )she'?s |(?<!\w )he'?s ))"
)
_REPORTS = re.compile(
    r"^\W*(?:\w+ly |just |also )?(?:says?|said|thinks?|told|tells|recommend|suggest|swears|had|used|made|makes|"
    r"gave|lent|bought|broke|scratched|destroyed|has (?:one|these|this|it|the)|is annoying|gets? an? discount)",
    re.I,
)
_AND_ME = re.compile(r" and (?:me|myself|i)\b", re.I)
_FOR_ME = cue(
    r"\bfor myself\b",
    r"\b(?:it'?s|it is|this is|these are|they'?re) (?:actually |really |just )?for me\b(?! to\b)",
    r"\b(?:now|and|one|something|sth) for me\b(?! to\b)",
    r"^\W*(?:(?:ok(?:ay)?|now|and|also) )+(?:an?|some) (?:[\w-]+ ){1,4}for me(?: too| as well| please)?\W*$",
    r"\btreat(?:ing)? myself\b",
)

# --- occasions ----------------------------------------------------------------------------------------------

_WORDS = {
    "birthday": "birthday|bday|b-day",
    "anniversary": "(?:wedding )?anniversary",  # before the wedding, which it names
    "wedding": "wedding",
    "christmas": "christmas|xmas",
    "easter": "easter",
    "valentine's day": "valentine'?s(?: day)?",
    "mother's day": "mother'?s day",
    "father's day": "father'?s day",
    "halloween": "halloween",
    "graduation": "graduation",
    "baby shower": "baby shower",
    "housewarming": "house ?-?warming(?: party)?",
    "engagement": "engagement(?: party)?",
    "retirement": "retirement(?: party)?|retiring|retires",
    "christening": "christening|baptism",
    "hanukkah": "hanukkah|chanukah",
    "diwali": "diwali",
    "eid": "eid",
}
OCCASIONS = frozenset(_WORDS)
_OCCASION = "|".join(f"(?P<o{n}>{words})" for n, words in enumerate(_WORDS.values()))
# "for a wedding", "her birthday"; but no "wedding dress", "birthday candles" and no "christmas lights".
_ENDS = (
    r"(?![\w'-])(?=\s*$|\s*[,.;!?):]|\s+(?:is|was|this|next|on|in|at|soon|coming|and|but|for|under|below|so|"
    r"with|w/|he|"
    r"she|they|i|we|to|of|that|who|which|please|something|sth|nothing|not|around|about|up|gifts?|presents?|by|max|"
    r"party|weekend|tomorrow|budget|maybe|what|any|as|from|because|since|or|when|where|are|will|has|have|just)\b)"
)
_FRAMED = cue(
    rf"\b(?:for|attending|celebrat(?:e|ing)|invited to|(?:go|going) to)(?: (?:my|our|his|her|their|an?|the|this|next|"
    rf"\w+'?s)){{0,2}}(?: (?:\w+'?s|\d{{1,3}}(?:st|nd|rd|th)|upcoming|summer|first)){{0,2}} (?:{_OCCASION}){_ENDS}"
)
_POSSESSIVE = cue(
    rf"\b(?:my|our|his|her|their|\w+'s|{_RELATION}s|gf|bf)(?: (?:\d{{1,3}}(?:st|nd|rd|th)|\w+'s)){{0,2}} "
    rf"(?:{_OCCASION}){_ENDS}"
)
_PRESENT = cue(rf"\b(?:{_OCCASION}) (?:gifts?|presents?|surprise|party)(?! (?:cards?|wrap\w*|bags?|box\w*|shop)\b)\b")
_ROUND = cue(
    rf"\b(?:my|our|his|her|{_NAMES}|{_RELATION})(?:'s|s|)? (?P<ordinal>\d{{1,3}}(?:st|nd|rd|th))"
    r"(?=\s*$|\s*[,.;!?]| (?:and|but|so|he|she|who|under|this|next|on|in|with)\b)",
    rf"\b(?:my|our) {_ADJECTIVES}{_RELATION}(?: is| will be|'s)? turn(?:s|ing) (?P<age>\d{{1,3}})\b",
    rf"\b(?:my|our) {_ADJECTIVES}{_RELATION} will be (?P<age2>\d{{1,3}})(?=\s*$|\s*[,.;!?]| (?:on|this|next|"
    rf"soon|in)\b)",
)
_COMING = cue(
    rf"\b(?:this|next|(?:our|his|her|my|their) first|the (?:first|second|third|fourth|fifth|sixth|seventh|"
    rf"eighth|ninth|"
    rf"tenth|\d{{1,3}}(?:st|nd|rd|th))) (?:{_OCCASION}){_ENDS}"
)
_GIVEN = cue(rf"\b(?:{_OCCASION}){_ENDS}")
_MARRIES = cue(
    rf"\b(?:my|our|his|her) {_ADJECTIVES}{_RELATION}(?:'s|s)? (?:is |are |will be )?(?P<wed>(?:gets|get|"
    rf"getting) married|marries|marrying)\b",
    r"\b(?:i'?m|i am|im|we'?re|we are) (?P<wed2>(?:the |a )?best man|(?:the |a )?bridesmaid|getting married)\b",
)
_BEFORE_NOUN = re.compile(r"\b(?:by|before|until|till|on|after|since|open|during|last|every)(?: \w+){0,2}\s*$", re.I)

_GIFT = cue(
    r"(?<!free )(?<!no )\b(?:gifts?|presents?)\b(?!'|-)(?! ?(?:cards?|wrap\w*|vouchers?|bags?|boxe?s?|shops?|"
    r"receipts?|"
    r"messages?|paper|certificates?|tags?|sets?|options?)\b)"
)
_NO_GIFT = cue(r"\b(?:not|isn'?t|no)\b(?: really)?(?: for)?(?: an?)? (?:gift|present)\b", r"\bat present\b")
_GIVING = cue(
    r"\b(?:gift|present)s? (?:for|to) (?:me|myself)\b",
    r"\b(?:got|received|was|had|opened)\b[^.?!]*\b(?:gift|present)s?\b",
)


_WHO = ("my", "one", "name", "turning", "celebrating", "short", "wanting", "of")


def recipient(text: str) -> tuple[str, int, int] | None:
    """For whom it is ("dad", "a friend", "me") and where the person is named; None when nobody is."""
    mine = _FOR_ME.search(text)
    for match in _FOR.finditer(text):
        groups = match.groupdict()
        if groups["no"] or groups["no2"] or groups["no3"] or _AND_ME.match(text, match.end()):
            continue
        name = next(key for key in _WHO if groups[key])
        said = groups[name].lower()
        if name == "one":
            said = re.sub(rf"^(an?) .*?({_RELATION})$", r"\1 \2", said)
            said = re.sub(r"^an (?=[^aeiou])", "a ", said)
        return said, match.start(name), match.end(name)
    she = next((m for m in _SHE.finditer(text) if not _REPORTS.match(m["rest"])), None)
    if she and mine is None:
        return she["whose"].lower(), *she.span("whose")
    return (ME, *mine.span()) if mine else None


def occasion(text: str) -> tuple[str, int, int] | None:
    """What it is for ("birthday", "wedding") and where that is said; None when no occasion is."""
    for pattern in (_FRAMED, _POSSESSIVE, _PRESENT, _COMING, *((_GIVEN,) if is_gift(text) else ())):
        for match in pattern.finditer(text):
            n = next(n for n in range(len(_WORDS)) if match[f"o{n}"])
            if not _BEFORE_NOUN.search(text[: match.start()]) or pattern in (_PRESENT, _GIVEN):
                return list(_WORDS)[n], *match.span(f"o{n}")
    match_round = _ROUND.search(text)
    if match_round:
        name = next(key for key in ("ordinal", "age", "age2") if match_round[key])
        start = (
            match_round.start(name)
            if name != "age"
            else match_round.group().lower().rfind(" turn") + match_round.start()
        )
        return "birthday", start, match_round.end(name)
    married = _MARRIES.search(text)
    if married:
        return "wedding", *married.span("wed" if married["wed"] else "wed2")
    return None


_OTHER_NAMES = (
    ("birthday", cue(r"^\W*(?:\d{1,3}(?:st|nd|rd|th)|turn(?:s|ing)\b.*|.*\bbirth.*|sweet sixteen)\W*$")),
    ("wedding", cue(r"\b(?:married|marries|marrying|marriage|wed)\b")),
)


def canonical_occasion(words: str) -> str:
    """The usual name of an occasion ("xmas" is christmas, "60th" a birthday); the words where it has none."""
    said = " ".join(words.lower().replace("’", "'").split())
    for name, spelled in _WORDS.items():
        if re.search(rf"\b(?:{spelled})\b", said):
            return name
    return next((name for name, pattern in _OTHER_NAMES if pattern.search(said)), said)


def is_gift(text: str) -> bool:
    """Whether it is said to be a gift for somebody."""
    return bool(_GIFT.search(text)) and not (_NO_GIFT.search(text) or _GIVING.search(text))


def is_no_gift(text: str) -> bool:
    return bool(re.search(r"\b(?:not|isn'?t)(?: for)? an? (?:gift|present)\b", text, re.I))
