"""What reviews report beside aspects: that it failed, that it was sent back, and whether it runs small or large."""

from __future__ import annotations

import re

from recommender.opinions.clauses import Clause

FAILED, SENT_BACK = "failed", "sent back"
SMALL, LARGE, TRUE = "small", "large", "true"


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.I)


_FAILED = _any(
    r"(?:stopped|quit|quits|stops) (?:working|charging|turning|heating|spinning|running|responding)\b",
    r"(?:no longer|not any ?more|never) (?:works?|worked|turns? on|charges?|starts?|closes?|heats?)\b",
    r"(?:does|did|do|would|will|could)(?: not|n['’]?t) (?:even )?(?:work|turn on|switch on|start|charge|power on)\b"
    r"(?! (?:for me|as|so|too)\b)",
    r"won['’]?t (?:turn on|switch on|start|charge|power on|close|work)\b",
    r"(?:broke|broken|snapped|cracked|burned out|burnt out|gave out|gave up|died|fell apart|falls apart|came apart)\b",
    r"(?:tore|ripped|burst|split|leaked|wore out|worn out|melted|shattered|blew up|is dead|was dead|went dead)\b",
    r"(?:dead on arrival|(?:arrived|came) (?:broken|dead|defective|cracked)|defective|faulty)\b",
)
# Not of this thing, or not yet: a hope, a fear, somebody else's, the one before.
_NOT_FAILED = _any(
    r"(?:if (?:it|they|this|these)|ever|never|hasn['’]?t|haven['’]?t|has not|have not|nothing|without)\b[^.;]*$",
    r"(?:afraid|thought|old|previous|last (?:one|pair)|before this|other brands?|wish|until it|unless|had)\b[^.;]*$",
    r"(?:did not|didn['’]?t|does not|doesn['’]?t|do not|don['’]?t|no|none)\b[^.;]*$",
)
_OLD = _any(r"(?:my|our|the) (?:old|previous|last|former|other)\b")
_PART = _any(
    r"broken (?:in|into|promises?|english|hearts?)\b|broke (?:in|them in|it in|even)\b",
    r"split (?:between|in two colou?rs)\b",
)
_FAILED_ZH = re.compile("坏了|坏掉|不能用|用不了|不工作|开不了机|死机|黑屏|无法开机|断了|裂了|漏水|漏电|失灵|烧了|报废")
_BACK = _any(
    r"(?:sent|send|sending|took|going|went|gone|brought|bring|ship\w*)"
    r"(?: it| them| this| these| mine| both| straight)? back\b",
    r"returned (?:it|them|this|these|mine|both)\b|(?:had|have|has) to return\b|returning (?:it|them|this|these)\b",
    r"asked for (?:a|my) (?:refund|money)\b|want my money back\b",
)
_BACK_ZH = re.compile("退货|退了|退掉|已退|换货|申请退")
_NEGATED = re.compile(r"\b(?:not|never|no|don['’]?t|didn['’]?t|won['’]?t|wouldn['’]?t|nothing)\b[^.;]{0,20}$", re.I)

_RUNS = r"(?:runs?|run|ran|comes? (?:up|out)|came (?:up|out)|cut|fits?|turned out|bit|sized|way|sizes?)"
_IS = r"(?:is|are|was|were)"
_HOW_MUCH = r"(?: a (?:bit|little|touch)| rather| very| quite| really| slightly| too| on the)*"
_TAKE = r"(?:order|ordered|get|take|took|buy|go|went|choose|consider getting)(?: at least)?"
_NOT_EXPECTED = r"than (?:expected|usual|stated|the chart|normal)"
_SMALL = _any(
    rf"(?:{_RUNS}|{_IS}){_HOW_MUCH} (?:small|tight|narrow|snug|short|smaller)\b(?! (?:flaws?|quirks?|things?))",
    r"siz(?:e|ed|ing) up\b",
    rf"{_TAKE}(?: one| a| two| the next)?(?: full| half)? sizes? (?:up|larger|bigger)\b",
    rf"{_TAKE} (?:one|a size|two) (?:up|larger|bigger)\b|one size (?:up|larger|bigger)\b",
    rf"too (?:small|tight|narrow)\b|smaller {_NOT_EXPECTED}",
)
_LARGE = _any(
    rf"{_RUNS}{_HOW_MUCH} (?:large|big|wide|loose|baggy|generous|generously|larger|bigger|long)\b",
    r"siz(?:e|ed|ing) down\b",
    rf"{_TAKE}(?: one| a| two)?(?: full| half)? sizes? (?:down|smaller)\b",
    rf"{_TAKE} (?:one|a size|two) (?:down|smaller)\b|one size (?:down|smaller)\b",
    rf"{_IS}(?: way| much| far)? too (?:big|large|wide|loose|baggy|roomy)\b(?: (?:on|for) me\b)?",
    rf"(?:larger|bigger) {_NOT_EXPECTED}",
)
_TRUE = _any(
    r"true to size\b|perfect size\b|fits? (?:me )?(?:perfectly|exactly)\b",
    r"(?:fits?|sized|sizes?) (?:as|just as) (?:expected|stated|described|the (?:size )?chart|it should)\b",
    r"(?:my|the|her|his) (?:usual|normal|regular|own) size(?:,| (?:fits?|is|was|and|works?)\b"
    r"(?!(?: far| much| way| a bit| a little)? too\b))",
    r"(?:ordered|took|bought|got) my (?:usual|normal|regular) size\b",
    r"(?:the )?size (?:is|was) (?:right|correct|spot on|perfect|as expected|accurate)\b",
    r"size chart (?:is|was) (?:right|accurate|spot on)\b|(?:no need|did not need|didn['’]?t need) to size\b",
)
_SMALL_ZH = re.compile(r"偏小|太小|小了|小一号|小一码|有点小|码小|太紧|偏瘦|建议买大|买大一")
_LARGE_ZH = re.compile(r"偏大|太大|大了|大一号|大一码|有点大|码大|太肥|建议买小|买小一")
_TRUE_ZH = re.compile(r"合身|刚好|正好|合适|尺码标准|尺码正|合脚|大小合适")


def incidents(clause: Clause) -> frozenset[str]:
    """`FAILED` where it says that this thing broke or stopped working, `SENT_BACK` where it went back."""
    text = clause.text
    if clause.is_chinese:
        own = {FAILED: _FAILED_ZH, SENT_BACK: _BACK_ZH}
        return frozenset(name for name, pattern in own.items() if pattern.search(text) and not _spared(text, pattern))
    found = set()
    failed = _FAILED.search(text)
    if failed and not (_OLD.search(text) or _PART.search(text) or _NOT_FAILED.search(text[: failed.start()])):
        found.add(FAILED)
    back = _BACK.search(text)
    if back and not _NEGATED.search(text[: back.start()]) and not re.search(r"\bif\b", text[: back.start()], re.I):
        found.add(SENT_BACK)
    return frozenset(found)


def sizing(clause: Clause) -> str:
    """`SMALL`, `LARGE` or `TRUE` where the clause says how the sizes run; empty where it does not."""
    text = clause.text
    small, large, true = (_SMALL_ZH, _LARGE_ZH, _TRUE_ZH) if clause.is_chinese else (_SMALL, _LARGE, _TRUE)
    if true.search(text):
        return "" if re.search(r"\bnot\b|n['’]t\b(?! need)|不", text[: _start(true, text)]) else TRUE
    for name, pattern in ((SMALL, small), (LARGE, large)):
        match = pattern.search(text)
        if match and not _NEGATED.search(text[: match.start()]):
            return name
    return ""


def _start(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.start() if found else 0


def _spared(text: str, pattern: re.Pattern[str]) -> bool:
    """ "没坏", "不会死机"."""
    return text[max(0, _start(pattern, text) - 3) : _start(pattern, text)].endswith(("没", "没有", "不会", "不", "未"))
