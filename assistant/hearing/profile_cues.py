"""Profile cues: the turns of phrase by which shoppers ask what is known of them, and have it forgotten or stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.chinese.shop_words import simplified
from assistant.hearing.cues import cue
from recommender.events import HAVE_IT, TOO_DEAR, WRONG_STYLE

_BEFORE = r"ok(?:ay)?|please|hey|so|and|now|well|(?:can|could|would) you|you can|i want you to|i'?d like you to"
_PLEASE = rf"^\W*(?:(?:{_BEFORE}) )*"
_KNOW = (
    r"(?:know|knew|remember(?:ed)?|learn(?:ed|t)?|noted?|keep|kept|keeping|stored?|storing|saved?|collect(?:ed)?|think)"
)
_ASK = cue(
    # "what do you know about me?", "what have you learned about my taste", "what did you note of me"
    rf"\bwhat (?:all |else |exactly )?(?:do|did|have|are) you (?:already |actually )?{_KNOW}(?: already)? "
    r"(?:about|of|on|that) (?:me|my (?:taste|preferences|profile|habits)|i (?:like|love|want|prefer))\b",
    rf"{_PLEASE}(?:show|tell|give|list|see)(?: me)? (?:(?:all )?(?:of )?)?(?:my|the) "
    r"(?:taste |shopping )?(?:profile|preferences|data|taste)(?: you have)?(?: please)?\W*$",
    r"^\W*(?:my )?profile\W*$",
    r"\bwhat(?:'s| is) (?:in )?my (?:taste )?profile\b",
    r"\bdo you know (?:me|(?:any|some)thing about me|what i like)\b",
    # "你知道我什么", "你记得关于我的哪些事", "我的资料"
    r"^(?:请问)?你(?:们)?(?:都|已经)?(?:知道|了解|记得|记住|记录|掌握|收集|保存)(?:了|到)?(?:些)?(?:关于)?(?:我|我的)"
    r"(?:的)?(?:什么|哪些|多少|信息|情况|事情?|资料|喜好)",
    r"^(?:请问)?(?:关于我)?,?你(?:们)?(?:都|已经)?(?:知道|了解|记得|记住|记录|收集|保存)(?:了|到)?(?:我的?)?(?:什么|哪些|多少)",
    r"^(?:看看|显示|查看|给我看)?我的(?:资料|档案|画像|偏好|个人信息)[。！!？?]*$",
)
_FORGET_ALL = cue(
    rf"{_PLEASE}(?:forget|delete|erase|clear|remove|wipe) (?:everything|all|anything|what(?:ever)?)"
    r"(?: (?:that )?you (?:know|have|learned|remember|noted|kept|stored))?(?: (?:about|of|on) me)\b",
    rf"{_PLEASE}(?:forget|delete|erase|clear|wipe|reset) (?:(?:all )?(?:of )?)?my "
    r"(?:(?:taste|shopping|personal) )?(?:profile|preferences|data|history|taste)\W*$",
    rf"{_PLEASE}forget me\W*$",
    r"^(?:请)?(?:忘掉|忘记|忘了|删除|清除|清空|抹掉)(?:关于)?(?:我|我的)的?(?:一切|所有|全部)?的?"
    r"(?:信息|数据|资料|记录|历史|偏好|档案)?[吧。！!]*$",
)
_THAT_I = r"(?:that )?i(?:'ve| have|'m| am)? (?:(?:really|often|always|usually|once) )?"
_DID = (
    r"(?:(?:like[sd]?|loved?|prefer(?:red)?|choose|chose|pick|buy|bought|own(?:ed)?|wear|look(?:ed)? at|interested in|"
    r"into|have) )"
)
_PART = r"(?:taste|preference|liking|love|interest)"
_FORGET = cue(
    rf"{_PLEASE}(?:forget|don'?t remember|delete|erase|unlearn|stop (?:thinking|assuming|believing)) "
    rf"{_THAT_I}{_DID}(?P<what>.+)$",
    rf"{_PLEASE}(?:forget|delete|erase|remove) (?:about )?my {_PART} (?:for|of|in) (?P<what2>.+)$",
    rf"{_PLEASE}(?:remove|delete|erase|take) (?P<what3>.+?) (?:from|out of|off) "
    r"(?:my profile|what you know(?: about me)?)\W*$",
)
_AGAIN = cue(
    rf"{_PLEASE}remember (?:again )?{_THAT_I}{_DID}(?P<what>.+?) again\W*$",
    rf"{_PLEASE}remember again {_THAT_I}{_DID}(?P<what2>.+)$",
)
_NAME = r"personali[sz](?:ing|ation|e|ed)(?: (?:things|results|me|search|anything|for me|this))*"
_OFF = cue(
    rf"{_PLEASE}(?:stop|quit|no more|disable|switch off|turn off|end|without)(?: the| any| all)? {_NAME}\W*$",
    rf"{_PLEASE}(?:turn|switch)(?: the)? {_NAME} off\W*$",
    rf"{_PLEASE}(?:don'?t|do not|never) {_NAME}\W*$",
    rf"^\W*no {_NAME}(?: please)?\W*$",
    r"^(?:请)?(?:停止|关闭|关掉|不要|别|取消)(?:再)?(?:做|用|使用|进行)?(?:个性化|个人化)(?:推荐)?(?:了|吧)?[。！!]*$",
    r"^(?:请)?(?:不要|别)(?:再)?(?:跟踪|追踪|记录|监视)我(?:了)?[。！!]*$",
    rf"{_PLEASE}(?:stop|don'?t|do not|quit) (?:track|profil|follow|watch|spy(?: on)?|remember)\w*(?: on)? "
    r"(?:me|what i (?:do|buy|like|look at)|my (?:taste|clicks|shopping))\W*$",
)
_ON = cue(
    rf"{_PLEASE}(?:start|begin|resume|enable|switch on|turn on)(?: the)? {_NAME}(?: again)?\W*$",
    rf"{_PLEASE}(?:turn|switch)(?: the)? {_NAME} (?:back )?on(?: again)?\W*$",
    rf"{_PLEASE}{_NAME} again\W*$",
    rf"{_PLEASE}(?:you (?:may|can) )?remember me again\W*$",
    r"^(?:请)?(?:重新|恢复|打开|开启|启用|再次?)(?:开启|打开|启用)?(?:个性化|个人化)(?:推荐)?(?:吧)?[。！!]*$",
)
_LIKE = cue(
    r"^\W*(?:(?:oh|ooh|wow|yes|ok|hm+|nice|great)[, ]+)?(?:i (?:really |quite |do |kinda )?(?:like|love)|love) "
    r"(?:it|this|that|these|those|them|(?:this|that) one|the (?:\w+ )?\w+(?: one)?|(?:number|no\.?|#) ?\d)"
    r"(?: (?:a lot|best|most|the (?:best|most)|very much))?\W*$"
)
_TAKE_BACK = cue(
    r"\btake (?:my |the |that )?no (?:to .{1,40} )?back\b|\btake back (?:my|the|that|what i said) ?(?:no\b|about\b)",
    r"\b(?:bring|put) (?:it|that(?: one)?|them|those) back (?:up|on (?:the )?(?:list|table|screen))\W*$",
    r"\bun-?hide (?:it|that|them|those|the)\b",
)
_REASONS = (
    (
        HAVE_IT,
        cue(
            r"\b(?:already|i) (?:have|own|got|bought)(?: (?:it|this|that|one|the\b.*))?(?: already)?\W*$",
            r"\b(?:already|i) (?:have|own|got|bought) (?:it|this|that|one)\b",
            r"^\W*(?:already )?got (?:it|one)\b",
        ),
    ),
    (
        TOO_DEAR,
        cue(
            r"\btoo (?:dear|expensive|costly|pric(?:e)?y|much)\b",
            r"\bover ?priced\b|\bcosts? too much\b|\bcan'?t afford\b",
        ),
    ),
    (
        WRONG_STYLE,
        cue(
            r"\bnot my (?:style|taste|thing|colou?r)\b|\b(?:ugly|hideous|tacky|old[- ]fashioned|boring|frumpy)\b",
            r"\bwrong (?:style|colou?r|look|shape)\b",
            r"\bdon'?t like (?:the|its) (?:style|colou?r|looks?|design|shape|pattern)\b",
        ),
    ),
)


def profile_request(message: str) -> ShopperAct | None:
    """What a message as a whole asks about the shopper's own profile; None where it asks nothing of the kind."""
    message = simplified(message)
    if _OFF.search(message):
        return ShopperAct(Intent.PERSONALISE, about="off")
    if _ON.search(message):
        return ShopperAct(Intent.PERSONALISE, about="on")
    if _FORGET_ALL.search(message):
        return ShopperAct(Intent.FORGET, about="all")
    for pattern, about in ((_FORGET, ""), (_AGAIN, "again")):
        match = pattern.search(message)
        if match:
            what = next(words for words in match.groups() if words)
            return ShopperAct(Intent.FORGET, text=what.strip(" .!?"), about=about)
    return ShopperAct(Intent.ASK_PROFILE) if _ASK.search(message) else None


def is_liking(clause: str) -> bool:
    """Whether a clause says no more than that a shown thing is liked: "I love the second one"."""
    return bool(_LIKE.search(clause))


def takes_back_no(clause: str) -> bool:
    """Whether a clause takes back the no to a thing: "I take back my no to that one"."""
    return bool(_TAKE_BACK.search(clause))


def dismissal_reason(message: str) -> str:
    """Why something is turned down, one of `DISMISSALS`; empty where no reason is said."""
    return next((reason for reason, pattern in _REASONS if pattern.search(message)), "")


def with_reasons(acts: Sequence[ShopperAct], message: str) -> tuple[ShopperAct, ...]:
    """The acts, rejections with the reason that the message gives."""
    reason = dismissal_reason(message) if any(act.intent is Intent.REJECT for act in acts) else ""
    return tuple(replace(a, about=a.about or reason) if a.intent is Intent.REJECT else a for a in acts)
