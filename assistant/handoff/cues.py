"""Cues of handoff: yes and no to an offered person, the way back, and matters that are a person's to settle."""

from __future__ import annotations

import re

from assistant.acts import Intent, ShopperAct
from assistant.handoff.hands import Hands
from assistant.hearing.cues import cue

_SO = r"(?:[\s,.!]|please|then|thanks|thank you)*"
_YES = cue(
    rf"^{_SO}(?:(?:y|yes|yeah|yep|yup|sure|ok|okay|of course|definitely|absolutely|go ahead|"
    r"(?:let'?s )?do (?:it|so|that)|"
    r"i(?:'d| would) (?:like|love) (?:that|to|one)|that would be (?:great|good|nice)|why not)\b"
    rf"{_SO})+$",
    r"^\W*(?:好(?:的|啊|吧)?|可以|行|是(?:的)?|要(?:的)?|需要|麻烦(?:你)?了?|嗯)[\s,，。.!！]*$",
)
_NO = cue(
    rf"^{_SO}(?:(?:n|no|nope|nah|not (?:now|yet|needed|necessary|really)|never ?mind|"
    r"i'?m (?:good|fine|ok(?:ay)?)|(?:there'?s )?no need|i(?:'d| would) rather not|maybe later|later|for now)\b"
    rf"{_SO})+$",
    r"^\W*(?:不(?:用|要|需要|必)?(?:了|谢谢)?|算了|没事|暂时不用|以后再说)[\s,，。.!！谢]*$",
)
_BACK = cue(
    r"\b(?:back|return|switch) to (?:the |my )?(?:assistant|bot|ai|machine|you)\b",
    r"\b(?:i )?(?:don'?t|do not|no longer) (?:need|want) (?:a |the |any )?(?:person|human|agent|somebody|someone)\b",
    r"\b(?:cancel|forget|withdraw|drop) (?:the |my )?(?:request|call|person|human|agent|queue)\b",
    r"\bnever ?mind (?:the |about the )?(?:person|human|agent)\b|\bno (?:person|human|agent) (?:needed|any ?more)\b",
    r"不(?:用|要|需要)(?:人工|真人|客服)|取消(?:人工|排队|转接|请求)|(?:回到|换回|转回)(?:机器人|助手|智能)",
)
_CHINESE = cue(
    r"转(?:接)?(?:人工|客服|真人)|人工(?:服务|客服)|(?:真人|在线)客服|(?:找|要|叫|联系|接)(?:个|一个|一下|你们的?)?"
    r"(?:人工|真人|客服|经理|店长|店员|活人)|(?:和|跟|与)(?:个|一个)?(?:真人|人工|客服|店员|人)(?:说|聊|谈|沟通|讲)|"
    r"有(?:没有)?(?:真人|人工|活人|人在)|^\W*(?:人工|真人|客服)[\s,，。.!！]*$",
)
_THING = r"(?:it|this|that|they|which|order|parcel|package|delivery|box|one|\w+)"
_HURT = r"(?:hurt|injured|burn(?:ed|t)|cut|shocked|poisoned)"
_MATTERS = {
    "safety": cue(
        rf"\b{_THING} (?:has |have |just )?"
        r"(?:caught (?:on )?fire|burst into flames|exploded|started (?:to )?smok(?:e|ing))",
        r"\b(?:got|gave me|had|received) an? (?:electric|electrical) shock\b",
        r"\b(?:had|got|have) an? allergic reaction\b",
        rf"\b(?:i|we|he|she|my \w+) (?:got|was|were|am|is) (?:badly |seriously |nearly |almost )?{_HURT}\b",
        rf"\b(?:it|this|that) (?:{_HURT}|injures|hurts|burns) (?:me|us|my \w+)\b",
        r"\b(?:safety|fire) (?:issue|hazard|incident|defect)\b|\bproduct recall\b",
        r"着火|起火|爆炸|漏电|触电|冒烟|受伤|烫伤|过敏反应|安全(?:问题|隐患)",
    ),
    "payment": cue(
        r"\b(?:i|we|you|they|my (?:card|account)) (?:have |has |was |were |been |got |'ve )*(?:over)?charged\b"
        r"[^.?!]{0,30}\b(?:twice|double|two times|wrong|too much|again|without|more than)\b",
        r"\b(?:double|over|wrongly|twice)[- ]?charged\b|\bcharged (?:me )?(?:twice|double)\b|\bchargeback\b",
        r"\b(?:dispute|unauthori[sz]ed|fraudulent)\b[^.?!]{0,25}\b(?:charge|payment|transaction)s?\b",
        r"\bdispute (?:a|the|this|my) (?:charge|payment|bill|invoice)\b",
        r"\bmy (?:refund|money)\b[^.?!]{0,25}\b(?:never|still|not|hasn'?t|haven'?t|didn'?t|where)\b",
        r"\bwhere(?:'?s| is) my (?:refund|money)\b|\bhaven'?t (?:got|received|had) my (?:refund|money)\b",
        r"重复(?:扣款|付款|收费)|多(?:扣|收)了|扣了(?:两|2)次|(?:退款|钱)(?:还|一直)?没(?:有)?(?:到|收到|退)|盗刷",
    ),
    "damaged": cue(
        rf"\b(?:{_THING} )?(?:arrived|came|got here|was delivered|were delivered|turned up) (?:\w+ )?"
        r"(?:damaged|broken|cracked|smashed|torn|dented|faulty|defective|scratched|shattered|ripped|crushed|"
        r"leaking|incomplete|in pieces|open(?:ed)?|wet|wrong)\b",
        r"\b(?:received|got|sent me|delivered|sent) (?:\w+ ){0,3}"
        r"(?:damaged|broken|cracked|faulty|defective|wrong|torn)\b(?! size chart)",
        r"\b(?:damaged|broken|defective|faulty) (?:delivery|parcel|package|order|item|goods)\b",
        r"\bwrong (?:item|order|parcel)\b",
        r"\bmy (?:order|parcel|package|delivery) (?:has |have )?(?:never|still (?:hasn'?t|not)|not|hasn'?t|didn'?t|"
        r"was lost|is lost|went missing|is missing)\b",
        r"\b(?:parts?|pieces?|something|an item|half) (?:is|are|was|were) missing (?:from|in) (?:my|the) "
        r"(?:order|parcel|package|delivery|box)\b",
        r"(?:收到|到货|送来|寄来)[^。！？]{0,10}(?:坏|破|损|裂|错|脏|少)|(?:发|寄|送)错(?:货|了)|少(?:发|寄)了|破损|"
        r"(?:包裹|快递|订单)(?:丢|不见|一直没)",
    ),
    "complaint": cue(
        r"\b(?:i|we)(?:'d| would| want| wish| need| have| am|'m| will|'ll)?(?: like| going)?(?: to)? "
        r"(?:make |file |lodge |raise |submit |register |write )?(?:an? )?(?:formal |official |serious )?"
        r"complain(?:t|ing)?\b",
        r"\b(?:formal|official) complaint\b|\bcomplaints? (?:department|procedure|form)\b|\bhow do i complain\b",
        r"\b(?:see|call|contact|get) (?:a |my )?(?:lawyer|solicitor|consumer (?:protection|rights|association))\b",
        r"投诉|差评|维权|(?:找|打)消费者|12315",
    ),
}
WISH = cue(r"\b(?:looking for|show me|find me|search for|i want to buy|can i (?:buy|get))\b", r"我?想买|有没有卖|推荐")
REASONS = {
    "safety": "a question of safety",
    "payment": "a payment that is disputed",
    "damaged": "a delivery that is damaged, wrong or missing",
    "complaint": "a complaint",
    "frustrated": "sounds frustrated",
    "abusive": "sounds angry",
    "misses": "the assistant failed twice in a row",
}
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w@])")
LONGEST_CONTACT = 254  # characters of a mail address (RFC 5321)


def of_hands(text: str, hands: Hands, *, offered: bool) -> ShopperAct | None:
    """What a message does about who answers: asks for a person, says yes or no to the offer of one, goes back.

    `offered`: a person was offered in the turn before. None where it says nothing of the kind.
    """
    if _BACK.search(text) and (offered or hands.who != "assistant"):
        return ShopperAct(Intent.NO_PERSON, text=text)
    if offered and _YES.search(text):
        return ShopperAct(Intent.WANT_PERSON)
    if offered and _NO.search(text):
        return ShopperAct(Intent.NO_PERSON)
    if _CHINESE.search(text):
        return ShopperAct(Intent.WANT_PERSON, text=text)
    return None


def matter_of(message: str) -> str:
    """Which matter that a person should settle the message is about: a key of `REASONS`; empty for none."""
    return next((name for name, pattern in _MATTERS.items() if pattern.search(message)), "")


def address_in(message: str) -> str:
    """A mail address that the message holds; empty without one."""
    found = ADDRESS.search(message)
    return found[0][:LONGEST_CONTACT] if found else ""
