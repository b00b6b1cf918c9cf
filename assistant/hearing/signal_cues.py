"""Signal cues: the turns of phrase by which shoppers leave out what orders a list, and let it count again."""

from __future__ import annotations

import re

from assistant.acts import Intent, ShopperAct
from assistant.chinese.shop_words import simplified
from assistant.context import ContextChange
from assistant.hearing.cues import cue
from assistant.state import DialogueState
from recommender.counterfactual import Signal

_BEFORE = r"ok(?:ay)?|please|hey|so|and|now|well|but|no|(?:can|could|would) you|you can|i want you to|i'?d like you to"
_PLEASE = rf"^\W*(?:(?:{_BEFORE})[, ]+)*"
_END = r"(?: (?:any ?more|for (?:this|now|once|today)|here|at all|please))*\W*$"
_MADE = r"(?:buy|bought|take|took|like|liked|choose|chose|think|say|want|do|did|look at|looked at|purchase|rate|rated)"
_OTHERS = r"(?:others?|(?:the )?other (?:people|shoppers|customers|buyers)|people|everyone|everybody)(?: else)?"
_NAMES = {
    Signal.PAST: (
        r"my (?:own )?(?:(?:shopping|purchase|buying|browsing|order|past|previous|earlier|old) )?"
        r"(?:history|past|purchases|taste|orders|likes|clicks|views)",
        r"what i (?:have |had |'ve )?(?:bought|looked at|liked|did|chose|chosen|viewed|ordered)"
        r"(?: (?:before|earlier|here|in the past|last time))?",
    ),
    Signal.CROWD: (
        rf"(?:what(?:ever)?|which things) {_OTHERS} {_MADE}",
        rf"{_OTHERS}",
        r"(?:the )?(?:popularity|crowd|best ?-?sellers?|shoppers like me|people like me|(?:other )?shoppers)",
        r"how popular (?:it is|they are|things are|something is)",
    ),
    Signal.OFFER: (
        r"(?:the )?(?:(?:store|shop)'?s )?(?:promotions?|offers?|discounts?|reductions?|reduced prices|sales?)",
        r"what(?:'s| is) (?:on sale|reduced|on offer)",
    ),
    Signal.WORDS: (r"my (?:own )?words", r"how well (?:it|they|things) match(?:es)?(?: my words)?", r"the match"),
}
_NOT = (
    r"(?:ignore|disregard|leave out|leave aside|skip|without|never mind|forget about|switch off|turn off|"
    r"(?:i )?(?:don'?t|do not) (?:use|look at|count|consider|care(?: about| for)?|go by|rank by|mind|"
    r"take into account|pay attention to)|"
    r"stop (?:using|looking at|counting|considering|going by|ranking by))"
)
_AGAIN_VERB = r"(?:use|count|consider|look at|include|go by|bring back|take into account)"
_IT = r"(?:it|that|this|them|those|these)"
_USE_IT = cue(
    rf"{_PLEASE}{_AGAIN_VERB} {_IT} (?:back|again|after all){_END}",
    rf"{_PLEASE}(?:switch|turn|put) {_IT} (?:back )?on(?: again)?{_END}",
    rf"{_PLEASE}(?:switch|turn) (?:back )?on {_IT}(?: again)?{_END}",
    r"^(?:请)?(?:再|重新|恢复|还是)(?:使?用|参考|考虑|看|打开)?(?:它|这个|上|回来|吧|回)*[。！!]*$",
)
_KEEP = cue(
    rf"{_PLEASE}(?:remember|keep|save) (?:this|that|it)(?: (?:choice|setting|off|that way|like (?:this|that)))?"
    rf"(?: for (?:next time|the future|later|good|me)| from now on)?{_END}",
    rf"{_PLEASE}(?:always|from now on)(?: (?:do|keep|leave) {_IT}(?: (?:off|so|that way|like (?:this|that)))?)?{_END}",
    rf"{_PLEASE}leave (?:it|that) off{_END}",
    r"^(?:请)?(?:帮我)?(?:记住|记下|保存)(?:这个|这样|这一?点|它|吧|选择|设置)*[。！!]*$",
    r"^(?:以后|今后)都(?:这样|这么办?)[吧。！!]*$",
)
_CHINESE = {
    Signal.PAST: r"我的?(?:以前|过去|之前|曾经)?(?:的)?"
    r"(?:历史|记录|(?:购买|购物|浏览|买过|看过|买|看)(?:的|过的)?(?:历史|记录|东西)?|喜好|口味|偏好)",
    Signal.CROWD: r"(?:别人|其他人|其他顾客|其他买家|大家|人家|销量|人气|热度)(?:都)?"
    r"(?:买|喜欢|选|说|看|评价)?(?:了|过)?(?:的|什么|啥)?(?:东西)?",
    Signal.OFFER: r"(?:商店的?|店里的?|店家的?)?(?:促销|优惠|打折|折扣|特价|活动)",
    Signal.WORDS: r"我(?:说|用)?的(?:话|词|字)",
}
_CHINESE_NOT = (
    r"(?:请)?(?:(?:不要|别|不用|不必|不想|停止)(?:再)?(?:使?用|看|管|参考|考虑|根据|按照?|理)?"
    r"|忽略|无视|去掉|关掉|抛开|不看|不管)"
)
_CHINESE_AGAIN = r"(?:请)?(?:再|重新|恢复|还是|可以)(?:使?用|看|参考|考虑|根据|打开)?"
_OFF = {
    signal: cue(
        *(rf"{_PLEASE}{_NOT} (?:{name}){_END}" for name in names),
        *(rf"{_PLEASE}(?:leave|keep) (?:{name}) out(?: of (?:it|this))?{_END}" for name in names),
        *(rf"{_PLEASE}(?:turn|switch) (?:{name}) off{_END}" for name in names),
        rf"^{_CHINESE_NOT}(?:{_CHINESE[signal]})[了吧。！!]*$",
    )
    for signal, names in _NAMES.items()
}
_ON = {
    signal: cue(
        *(rf"{_PLEASE}{_AGAIN_VERB} (?:{name})(?: (?:back|again|after all)){_END}" for name in names),
        *(rf"{_PLEASE}(?:turn|switch) (?:back )?on (?:{name})(?: again)?{_END}" for name in names),
        *(rf"{_PLEASE}(?:turn|switch) (?:{name}) (?:back )?on(?: again)?{_END}" for name in names),
        rf"^{_CHINESE_AGAIN}(?:{_CHINESE[signal]})[了吧。！!]*$",
    )
    for signal, names in _NAMES.items()
}


_GIFT = re.compile(
    r"^(?:这个?|它|我?想|我?要|是|用来|打算)*(?:一份|一个|个)?(?:送人|送礼|送别人|(?:当|作|做)?礼物)(?:用)?(?:的|吧)*[。！!]*$"
)
_MINE = re.compile(r"^(?:(?:这)?不是礼物|(?:这个?|它)?是?(?:给|我)*自己(?:用|买|穿|要|戴|看)?的?)[了吧。！!]*$")


def chinese_gift(message: str, state: DialogueState) -> ShopperAct | None:
    """ "这是礼物", "送人的", and back: "我自己用"; of the need that stands, None without one."""
    said = simplified(message.strip())
    if not (state.text or state.constraints or state.parts or state.anchors):
        return None
    if _GIFT.search(said):
        return ShopperAct(Intent.REFINE, context=ContextChange(gift=True))
    return ShopperAct(Intent.REFINE, dropped=("recipient", "gift")) if _MINE.search(said) else None


def signal_request(message: str, state: DialogueState) -> ShopperAct | None:
    """What a message as a whole asks of the signals that order a list; None where it asks nothing of the kind.

    "Use it again" and "remember this" are of the signals only where one is off in this conversation.
    """
    said = simplified(message.strip())
    for signal in _NAMES:
        if _OFF[signal].search(said):
            return ShopperAct(Intent.SWITCH, text=signal.value, about="off")
        if _ON[signal].search(said):
            return ShopperAct(Intent.SWITCH, text=signal.value, about="on")
    if state.off and _USE_IT.search(said):
        return ShopperAct(Intent.SWITCH, text=state.off[-1].value, about="on")
    return ShopperAct(Intent.SWITCH, about="remember") if state.off and _KEEP.search(said) else None
