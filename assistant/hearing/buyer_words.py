"""Words of who pays: the codes that a shopper gives, and that they are a member or order for the first time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.hearing.cues import cue, one_of
from retrieval.cart_prices.priced_cart import Buyer
from retrieval.catalog import Promotion
from retrieval.tokens import STOP_WORDS, tokens

_KIND = r"(?:discount|promo(?:tion(?:al)?)?|coupon|voucher)"
_NOUN = one_of(
    rf"(?:{_KIND}[ -]?)?codes?", rf"{_KIND}s?", r"(?:优惠|折扣|促销|兑换|优惠券|折扣券)(?:代?码|券码|券)", r"代码|券码"
)
_OF_CODES = one_of(rf"(?:{_KIND}[ -]?)?code", r"(?:优惠|折扣|促销|兑换|优惠券|折扣券)(?:代?码|券码)")
_USE = one_of(r"use|using|apply|redeem|enter", r"使用|用上|用|输入|填上?|兑换")
_HAVE = one_of(r"try|add|take|have|ha(?:ve|s) got|got|with|is|here'?s|here is", r"加上|有|是|试试")
_BEGIN = one_of(
    r"(?:can|could|may|should|shall) (?:i|you|we)|i(?:'d| would)? (?:like|want|wanna) to|i(?:'ve|'ll| will)?",
    r"let me|let's",
    r"please|pls|also|and|then|now|plus|but|我想|我要|我|请|帮我|并且|还|也",
)
_NO = one_of(
    r"(?:don'?t|do not|no longer|not)(?: want to)?(?: use| apply| count)?",
    r"without|remove|drop|forget|cancel|take (?:off|out|away)|leave out",
    r"(?:不要|不想|别)(?:再)?(?:使?用)?|不(?:再)?(?:使?用)|取消|去掉|删掉",
)
_CART = r"(?:my|the|this) (?:cart|basket|order|bundle|kit|purchase)"
_ON = rf"(?:on|to|for|in|with) (?:it|this|that|them|all of it|everything|{_CART})"
_END = rf"(?:[\s,，]*(?:please|pls|thanks|thank you|too|as well|instead|now|{_ON}|谢谢|吧|了|好吗|可以吗))*"
_QUOTE, _UNQUOTE = r"[\"'“‘「（(]?", r"[\"'”’」）)]?"
_BEFORE = r"(?<![A-Za-z0-9_-])"
_AFTER = r"(?![A-Za-z0-9_-])"
_WRITTEN = r"[A-Za-z0-9][A-Za-z0-9_-]{2,23}"
# "What does CAMP10 give?" asks about it; "can I use CAMP10?", "is CAMP10 valid?" wants it.
_ASKED = cue(r"^\W*(?:what|which|how|where|when|why|who)\b", r"什么|怎么|哪")
_ANY = cue(r"\b(?:any|is there|are there|do you have|got any)\b", r"有没有|有什么")
_VALID = cue(r"^\W*(?:is|does|do|will|would|can)\b[^.;!]*\b(?:valid|work|works|working|count|counts|active|good)\b")
_OTHER_CODE = cue(
    r"\b(?:product|item|article|sku|model|zip|post(?:al)?|qr|bar|colou?r|dress|area|error|source|style|order|tracking|"
    r"country|dial(?:ling)?|hs) ?$"
)
_AMOUNT = cue(r"^\d+(?:eur|usd|gbp|off|euros?|dollars?|pounds?|pct|percent|k)$")
_BESIDE = "please now here for at on to it this that off the and too work works"
_SAID_BESIDE = frozenset(_BESIDE.split())

_IS_MEMBER = cue(
    r"\b(?:i'?m|i am|we'?re|we are|as)\s+(?P<not>not\s+)?"
    r"(?:(?:already|also|actually|now|yet|a|an|your|registered|club|loyalty|gold|silver|premium|rewards?|store|shop|vip|"
    r"paying)\s+)*members?\b(?!'s)(?: already)?(?!\s+of\b(?!\s+(?:your|this|the (?:club|shop|store))\b))"
    r"(?:\s+of\s+(?:your|this|the) (?:club|shop|store|loyalty \w+))?(?: here)?",
    r"\bi(?:'ve| have)(?: got)? (?:a |your )?(?:(?:club|loyalty|store|shop) )*membership\b(?: here)?",
    r"我(?P<not_zh>不)?是(?:你们的?|贵店的?|本店的?)?(?:VIP)?会员|我有会员(?:卡|资格)?",
)
_IS_FIRST = cue(
    r"\b(?:this|it)(?:'s| is| will be)\s+(?P<not>not\s+)?(?:going to be |gonna be )?my (?:very )?first "
    r"(?:order|purchase|time (?:ordering|buying|shopping))\b"
    r"(?:\s+(?:here|with you|from you)|(?!\s+(?:of|for|a|an|the|some|any|\w+s)\b))",
    r"\bi'?(?:m| am)\s+(?:a |an )?(?:new|first[- ]time) (?:customer|buyer|shopper)(?: here)?\b",
    r"\bi(?:'ve| have) never (?:ordered|bought)(?: anything)? (?:here|from you)(?: before)?\b",
    r"(?:这是)?我(?:的)?第一次(?:在(?:你们)?这(?:里|儿)?)?(?:下单|购买|购物|买东西)|(?:这是)?我的?首单|我是新(?:客户|顾客|用户)",
)
# "Is it cheaper if I am a member?" says of nobody that they are.
_SUPPOSED = cue(r"\b(?:if|whether|unless|until|once|when|suppose)\s*$", r"(?:如果|要是|假如|是不是)\s*$")
_WONDERED = re.compile(r"\s*[吗么嘛]")
# Beside what they are, "what do I pay?" is answered by what the cart comes to.
_WHAT_THEN = cue(
    r"^\W*(?:so |and |then )*(?:what|how much|do i|can i|is there|will i|would i)\b[^?.\d]*\b(?:pay|price|prices|total|"
    r"discount|cheaper|less|save|off|cost)\b[^?.\d]*[?.]*$"
)
_JOINING = re.compile(r"^(?:[\s,;，；。.!！:：-]|\b(?:and|but|so|then|plus|with)\b)+|[\s,;，；。!！:：-]+$", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of who pays. `rest` is the message without it; empty where it says nothing else."""

    codes: tuple[str, ...] = ()  # as the shop writes them
    unknown: tuple[str, ...] = ()  # said to be codes, and none of the shop's
    dropped: tuple[str, ...] = ()  # codes that are not to be used any more
    is_member: bool | None = None
    is_first_order: bool | None = None
    rest: str = ""

    def after(self, buyer: Buyer) -> Buyer:
        """The buyer, with this known of them, too."""
        dropped = {code.casefold() for code in self.dropped}
        return Buyer(
            frozenset(code for code in (*buyer.codes, *self.codes) if code.casefold() not in dropped),
            buyer.is_member if self.is_member is None else self.is_member,
            buyer.is_first_order if self.is_first_order is None else self.is_first_order,
        )


class BuyerWords:
    """Reads them: a code is what the shop's promotions have as one, in any case; else what is called one."""

    def __init__(self, promotions: Iterable[Promotion]) -> None:
        known = [promotion for promotion in promotions if promotion.active]
        self._codes = {promotion.code.casefold(): promotion.code for promotion in known if promotion.code}
        self._has_members = any(p.conditions.members_only or p.kind == "member_price" for p in known)
        self._has_first = any(p.conditions.first_order for p in known)
        written = "|".join(sorted(map(re.escape, self._codes.values()), key=len, reverse=True))
        self._known = _framed(written) if written else None

    def read(self, message: str) -> Told | None:
        """None where the message tells nothing of who pays."""
        text = " ".join(message.replace("’", "'").split())
        told = self._of_codes(text) or Told(rest=text)
        told = self._of_person(told)
        if told == Told(rest=text):
            return None
        rest = _JOINING.sub("", told.rest)
        is_said = all(t.word in STOP_WORDS for t in tokens(rest)) or bool(_WHAT_THEN.search(rest))
        return Told(
            told.codes, told.unknown, told.dropped, told.is_member, told.is_first_order, "" if is_said else rest
        )

    def _of_codes(self, text: str) -> Told | None:
        codes: list[str] = []
        dropped: list[str] = []
        unknown: list[str] = []
        rest, asks = text, bool(_ASKED.search(text))
        if self._known is not None and any(code in text.casefold() for code in self._codes):
            for found in self._known.finditer(text):
                code = self._codes[found["code"].casefold()]
                is_meant = _is_framed(found, code) or _is_plain(found["code"], code, text)
                is_meant = is_meant or (bool(codes) and found["code"] == code)  # "use CAMP10 and TENT"
                if not is_meant or (asks and not _WITH.search(found["use"] or "")):
                    continue
                (dropped if found["no"] else codes).append(code)
                rest = rest.replace(found[0], " ", 1)
            if codes and _VALID.search(text):
                rest = ""
        if not (codes or dropped or asks or _ANY.search(text)) and _CALLED.search(text):
            for found in _UNKNOWN.finditer(text):
                if self._is_called_code(found, text):
                    unknown.append(found["code"])
                    rest = rest.replace(found[0], " ", 1)
        if not (codes or dropped or unknown):
            return None
        return Told(
            tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(dropped)), rest=rest
        )

    def _is_called_code(self, found: re.Match[str], text: str) -> bool:
        """Whether it looks like a code, where it is called one: "use code SAVE20", not "a voucher for 20"."""
        said, noun = found["code"], found["noun"]
        if said.casefold() in self._codes or found["no"] or not noun or _AMOUNT.search(said):
            return False
        if _OTHER_CODE.search(text[: found.start("noun")]):
            return False
        is_code = bool(re.fullmatch(_OF_CODES, noun, re.I))
        is_mixed = any(c.isdigit() for c in said) and any(c.isalpha() for c in said)
        is_at_end = not text[found.end() :].strip(" .!?,")
        is_used = bool(_WITH.search(found["use"] or ""))
        is_shouted = said.isupper() and not text.isupper() and len(said) > (3 if is_code else 4)
        if (is_mixed and (is_code or len(said) > 4)) or (is_shouted and (is_code or is_used or is_at_end)):
            return True
        return is_code and is_used and is_at_end and said.casefold() not in _SAID_BESIDE

    def _of_person(self, told: Told) -> Told:
        """What nothing here depends on is left in the message, where it is not all that is said."""
        found = {}
        rest = told.rest
        for name, way, matters in (
            ("is_member", _IS_MEMBER, self._has_members),
            ("is_first_order", _IS_FIRST, self._has_first),
        ):
            match = way.search(rest)
            if match is None or _SUPPOSED.search(rest[: match.start()]) or _WONDERED.match(rest[match.end() :]):
                continue
            left = f"{rest[: match.start()]} {rest[match.end() :]}"
            if matters or not tokens(left):
                found[name] = not any(match[group] for group in match.groupdict())
                rest = left
        if not found:
            return told
        return Told(told.codes, told.unknown, told.dropped, found.get("is_member"), found.get("is_first_order"), rest)


def _framed(written: str) -> re.Pattern[str]:
    """A code with the words that say what is to be done with it."""
    return re.compile(
        rf"(?:\b{_BEGIN}\s*){{0,5}}(?P<no>{_NO}\s*)?(?P<use>(?:(?<![A-Za-z])(?:{_USE}|{_HAVE})\s*){{1,3}})?"
        rf"(?:\b(?:the|a|an|my|this|your)\s+){{0,2}}(?P<noun>{_NOUN})?\s*(?:is|called|named|为|是|:|：|=)?\s*"
        rf"{_QUOTE}{_BEFORE}(?P<code>{written}){_AFTER}{_UNQUOTE}(?P<after>\s*(?:{_NOUN})(?![A-Za-z]))?{_END}",
        re.IGNORECASE,
    )


_UNKNOWN = _framed(_WRITTEN)
_STRICTLY = cue(_USE)
_CALLED = cue(_NOUN)
_WITH = cue(r"\b(?:with|use|using|apply|redeem|enter)\b", r"使用|用上|用|输入|填上?|兑换")


def _is_framed(found: re.Match[str], code: str) -> bool:
    """Whether it is called a code, or used; one that is a mere word ("TENT") is not by having it."""
    if found["noun"] or found["after"]:
        return True
    said = found["use"] or found["no"] or ""
    return bool(said) and (any(c.isdigit() for c in code) or bool(_STRICTLY.search(said)))


def _is_plain(said: str, code: str, text: str) -> bool:
    """Whether a code without a word of what it is must be meant: written as the shop does it, and no word besides."""
    is_all = said.casefold() == text.strip(" .!?,").casefold()
    return said == code and (is_all or any(c.isdigit() for c in said))
