"""Matters: what a shopper writes to a person about that is no search: an order, a fault, a return, a price."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from assistant.hearing.cues import cue


class Matter(StrEnum):
    OTHERS_ORDER = "others_order"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    MISSING = "missing"
    CANCEL = "cancel"
    ADDRESS = "address"
    REFUND = "refund"
    LATE = "late"
    WHERE = "where"
    PRICE_ELSEWHERE = "price_elsewhere"
    PRICE_FELL = "price_fell"
    CODE = "code"
    GIFT_RETURN = "gift_return"
    EXCHANGE = "exchange"
    RETURN = "return"
    SIZE = "size"


_GOT = r"(?:arrived|came|got|received|delivered|reached me|turned up)"
_BROKEN = (
    r"(?:damaged|broken|dented|cracked|smashed|shattered|scratched|torn|ripped|faulty|defective|leak(?:s|ing)|"
    r"dead on arrival|doa|(?:a|big|huge|small|deep) (?:\w+ )?(?:dent|crack|scratch|hole|tear)|"
    r"(?:stopped|not|isn't|doesn't|won't|does not|no longer) work(?:ing)?|fell apart|in pieces)"
)
_PARCEL = r"(?:order|parcel|package|delivery|shipment|stuff|things?|purchase)"
_MY = r"(?:my|our|the)"
_SOMEBODY = (
    r"(?:my|a|the) (?:husband|wife|partner|boyfriend|girlfriend|friend|neighbou?r|mother|mum|mom|father|dad|son|"
    r"daughter|brother|sister|colleague|boss|ex)"
)
_LOOKS = r"(?:what|see|tell|know|contain\w*|in it|look|status|where)"

# In this order: the first that fits is the matter, the more special before the more general.
_CUES: tuple[tuple[Matter, re.Pattern[str]], ...] = (
    (
        Matter.OTHERS_ORDER,
        cue(
            rf"\b{_SOMEBODY}(?:'s|s'|s)?\b.{{0,30}}\b{_PARCEL}s?\b(?=.*\b{_LOOKS}\b)",
            rf"\b{_LOOKS}\b.{{0,40}}\b{_SOMEBODY}(?:'s|s') (?:\w+ )?{_PARCEL}\b",
            rf"\b{_LOOKS}\b.*\b{_PARCEL}\b.{{0,60}}\b(?:it(?:'s| is)|is|for|of) {_SOMEBODY}'?s?\b",
        ),
    ),
    (
        Matter.WRONG_ITEM,
        cue(
            r"\b(?:sent|got|received|delivered|shipped)\b.{0,30}\b(?:wrong|another|different|someone else's)\b"
            r"(?=.*\b(?:item|thing|one|colou?r|size|product|model|order|parcel)?\b)",
            r"\bwrong (?:item|thing|one|colou?r|size|product|model|article|parcel)\b(?! \w+ (?:ordered|chose|picked))"
            r"(?=.*\b(?:sent|got|received|came|arrived|in the (?:box|parcel)|delivered)\b)",
            r"\bi ordered\b.{1,60}\b(?:but|and)\b.{0,20}\b(?:sent|got|received|came|arrived|is in)\b",
            r"\bnot what i ordered\b",
            r"\b(?:got|received|sent|delivered)\b.{1,60}\b(?:but|and)\b.{0,15}\b(?:ordered|wanted|paid for)\b",
            r"\b(?:got|received|(?:sent|delivered)(?: me| us)?)\b.{1,60}\binstead of\b",
        ),
    ),
    (
        Matter.MISSING,
        cue(
            r"\b(?:missing|incomplete|not in the (?:box|parcel|package))\b"
            r"(?=.*\b(?:set|box|parcel|package|order|got|came|arrived|bought)\b)",
            r"\b(?:part|piece|item|thing|one|wagon|screw|cable|manual|lid)s?\b.{0,20}\b(?:is|are|was|were) missing\b",
            r"\b(?:came|arrived|delivered) without\b",
        ),
    ),
    (
        Matter.CODE,
        cue(
            r"\b(?:code|coupon|voucher|promo)\b.{0,60}\b(?:work|valid|accept\w*|apply|applied|refused|error|expired|why)\b",
            r"\b(?:code|coupon|voucher|promo)\b.{0,30}\b(?:doesn't|does not|isn't|won't|not|no)\b",
        ),
    ),
    (
        Matter.DAMAGED,
        cue(
            rf"\b{_GOT}\b.{{0,60}}\b{_BROKEN}(?!\w)",
            rf"\b{_BROKEN}(?!\w).{{0,60}}\b(?:{_GOT}|what now|replacement|refund|return|complain\w*)\b",
            rf"\b(?:my|the) (?:new )?[\w' -]{{2,40}} (?:is|was|are|has|have|came|arrived|got) "
            rf"(?:already |completely |totally |a )?{_BROKEN}(?!\w)",
            r"\b(?:stopped working|fell apart|came apart|broke)\b(?! in\b)",
            r"\b(?:my|the|it|they|this)\b.{0,30}\b(?:doesn't|does not|don't|won't|no longer|isn't|is not) "
            r"(?:work|turn|charge|switch|start|heat)(?:s|ing)?\b(?: on)?(?! (?:with|for|on)\b)",
        ),
    ),
    (
        Matter.CANCEL,
        cue(
            rf"\bcancel(?:l?ing|l?ed|lation)?\b.{{0,40}}\b{_PARCEL}\b|\b{_PARCEL}\b.{{0,30}}\bcancel(?:l?ed)?\b",
            r"\b(?:please|want to|(?:can|could|may) (?:you|i|we)(?: still)?|need to|like to) cancel\b",
        ),
    ),
    (
        Matter.ADDRESS,
        cue(
            r"\b(?:change|changed|correct|update|wrong|another|different|new)\b.{0,30}\baddress\b",
            r"\baddress\b.{0,30}\b(?:wrong|change|changed|moved|another)\b",
        ),
    ),
    (
        Matter.REFUND,
        cue(
            r"\b(?:where(?:'s| is)|when|still|not|no|waiting|how long)\b.{0,50}\b(?:refund|money back)\b",
            r"\b(?:sent|returned|shipped) (?:it|them|the \w+|\w+ \w+)?.{0,20}\bback\b.{0,60}\b(?:refund|money)\b",
        ),
    ),
    (
        Matter.LATE,
        cue(
            rf"\b{_PARCEL}\b.{{0,60}}\b(?:late|overdue|delayed|should have|supposed to|still (?:not|hasn't|nothing)|"
            r"hasn't|not (?:arrived|come|here|been delivered)|never (?:arrived|came))\b",
            rf"\b(?:late|overdue|delayed|still waiting|waiting for)\b.{{0,40}}\b{_PARCEL}\b",
            r"\b(?:weeks?|days?) late\b|\bnever (?:arrived|came|turned up|showed up)\b",
            r"\b(?:has|have)(?:n't| not) (?:arrived|come|turned up)\b",
            r"\bstill (?:not|hasn't|haven't) (?:here|arrived)\b",
        ),
    ),
    (
        Matter.WHERE,
        cue(
            rf"\bwhere(?:'s|s| is| are)\b.{{0,20}}\b{_PARCEL}\b|\b(?:track|tracking|status)\b.{{0,30}}\b{_PARCEL}\b",
            rf"\b{_PARCEL}\b.{{0,20}}\b(?:status|tracking|on its way)\b",
            rf"\bhas {_MY} {_PARCEL} (?:been )?(?:shipped|left|sent)",
            r"\bwhen (?:was|were|did)\b.{0,40}\b(?:deliver\w*|arrive\w*|ship\w*|sent)\b",
            r"\bwhen\b.{0,40}\b(?:was|were|been) (?:delivered|shipped|sent)\b",
            rf"\bwhen (?:will|does|is) {_MY} {_PARCEL}\b",
        ),
    ),
    (
        Matter.PRICE_ELSEWHERE,
        cue(
            r"\b(?:another|other|different|competitor'?s?) (?:shop|store|site|website|retailer|seller)s?\b"
            r"(?=.*(?:\b(?:match|cheaper|less|lower|price|beat)\b|[$€£]\s?\d))",
            r"\b(?:amazon|ebay|walmart|target|temu|alibaba|decathlon|ikea)\b(?=.*(?:\b(?:match|cheaper|less|beat|sells?|has)\b))",
            r"\bmatch\b.{0,30}\b(?:amazon|ebay|walmart|others?|another|competitors?|elsewhere)\b",
            r"\b(?:cheaper|lower price|less) (?:elsewhere|somewhere else)\b",
        ),
    ),
    (
        Matter.PRICE_FELL,
        cue(
            r"\b(?:bought|ordered|paid|purchased)\b.{0,80}\b(?:now|today|since)\b.{0,40}\b(?:cheaper|less|reduced|lower|"
            r"on sale|dropped|fell)\b",
            r"\b(?:price|it) (?:has )?(?:dropped|fell|fallen|went down|gone down)\b|\bget the difference\b",
            r"\bprice (?:match|adjustment|protection)\b",
        ),
    ),
    (
        Matter.GIFT_RETURN,
        cue(
            r"\b(?:gift|present|was given|got it from)\b(?=.*\b(?:return|exchange|send (?:it|them) back|"
            r"give (?:it|them) back|swap)\b)",
            r"\b(?:return|exchange|send back|swap)\b(?=.*\b(?:a gift|a present|was given)\b)",
        ),
    ),
    (
        Matter.EXCHANGE,
        cue(
            r"\b(?:exchange|swap)\b",
            r"\b(?:too (?:small|big|large|tight|loose|short|long|narrow|wide)|does(?:n't| not) fit|don'?t fit)\b"
            r"(?=.*\b(?:exchange|swap|change|return|bought|ordered|got|arrived)\b)",
            r"\bwhat if (?:it|they) (?:does(?:n't| not)|do(?:n't| not)) fit\b",
        ),
    ),
    (
        Matter.RETURN,
        cue(
            r"\b(?:return|send (?:it|them|this|these) back|give (?:it|them) back|money back)\b"
            r"(?=.*(?:\b(?:ago|bought|ordered|months?|weeks?|days?|still|after)\b))",
        ),
    ),
    (
        Matter.SIZE,
        cue(
            r"\b(?:which|what) size\b(?! (?:is the|are the|does it come))|\b(?:size|fit)s? (?:for )?me\b",
            r"\bwhat (?:do|should|would) i (?:take|need|order|wear)\b(?=.*\b(?:in (?:these|this|the|it)|size)\b)",
            r"\bi (?:usually |normally |mostly )?(?:wear|take|am)\b.{0,20}\b(?:size|eu|us|uk)\b",
        ),
    ),
)  # fmt: skip

_CHINESE: Mapping[Matter, str] = MappingProxyType(
    {
        Matter.OTHERS_ORDER: r"(?:老公|老婆|丈夫|妻子|朋友|男友|女友|别人)的订单",
        Matter.WRONG_ITEM: r"(?:发错|寄错|送错)|收到的不是",
        Matter.MISSING: r"缺(?:件|了|少)|少了(?:一|个|件)",
        Matter.DAMAGED: r"(?:收到|到货|寄来|买的).{0,12}(?:坏|破|裂|碎|有问题|损|凹)|(?:坏|破|裂|碎)了",
        Matter.CANCEL: r"取消(?:我的|这个|刚才的)?订单|订单.{0,8}取消",
        Matter.ADDRESS: r"(?:改|换|修改|更改).{0,6}地址|地址.{0,6}(?:错|改)",
        Matter.REFUND: r"退款.{0,8}(?:到|没|什么时候|多久|进度)|什么时候.{0,6}退款",
        Matter.LATE: r"(?:还没|没有).{0,4}(?:到|收到)|(?:晚|慢|延误|延迟)了?.{0,6}(?:包裹|快递|订单)",
        Matter.WHERE: r"(?:订单|包裹|快递|物流).{0,6}(?:到哪|在哪|状态|什么时候到|进度)",
        Matter.PRICE_ELSEWHERE: r"(?:别家|别的店|其他店|淘宝|京东).{0,12}(?:便宜|价)",
        Matter.PRICE_FELL: r"(?:降价|便宜了).{0,10}(?:差价|退)|(?:补|退)差价",
        Matter.CODE: r"(?:优惠码|折扣码|优惠券).{0,8}(?:用不了|无效|不能用|没用)",
        Matter.GIFT_RETURN: r"(?:别人送的|收到的礼物|礼物).{0,10}(?:退|换)",
        Matter.EXCHANGE: r"(?:换|换货).{0,6}(?:大|小|码|号|一)|(?:太小|太大|不合适).{0,10}换",
        Matter.RETURN: r"(?:买了|收到).{0,12}(?:天|周|月).{0,10}退",
        Matter.SIZE: r"(?:穿|选|买)(?:什么|多大|哪个)(?:码|号|尺码)",
    }
)

_ALL = tuple(
    (matter, cue(pattern.pattern, _CHINESE[matter]) if matter in _CHINESE else pattern) for matter, pattern in _CUES
)
_PASSED = re.compile(
    r"\b(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few) "
    r"(?P<unit>day|week|month|year)s?\b(?= ago| later| back| now|.{0,25}\b(?:ago|passed|later)\b)",
    re.I,
)
_NUMBERS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))  # noqa: SIM905
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Passed:
    """How long ago something was, as it was said."""

    words: str  # "40 days"
    days: int


def matter_of(words: str) -> Matter | None:
    """The matter that the words are about; None where they are about none of these."""
    return next((matter for matter, pattern in _ALL if pattern.search(words)), None)


def passed_in(words: str) -> Passed | None:
    """ "about 40 days ago" is "40 days"; None where the words tell no such time, or not how much."""
    match = _PASSED.search(words)
    if match is None:
        return None
    said = match["n"].lower()
    n = int(said) if said.isdigit() else _NUMBERS.get(said, 1 if said in ("a", "an") else 0)
    if not n:
        return None
    unit = match["unit"].lower()
    return Passed(f"{match['n']} {unit}{'' if n == 1 else 's'}", n * _DAYS[unit])
