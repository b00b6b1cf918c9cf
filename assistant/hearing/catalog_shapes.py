"""Catalog shapes: the set ways to ask what a shop has: how many, which brands, what kinds, at which prices, in what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.chinese.shop_words import is_chinese, simplified


class Aspect(StrEnum):
    COUNT = "count"  # how many there are
    BRANDS = "brands"
    KINDS = "kinds"
    PRICES = "prices"  # from the cheapest to the dearest
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    VALUES = "values"  # of a slot: sizes, colours ...


@dataclass(frozen=True, slots=True)
class CatalogShape:
    """What is asked of which things. `about` is empty where no thing is named; `slot` are the words of a slot.

    `of_shown`: said in a way that may mean what is on the screen ("the jackets").
    """

    aspect: Aspect
    about: str = ""
    slot: str = ""
    of_shown: bool = False


# --- English ------------------------------------------------------------------------------------------------

_YOU = r"(?:you|u|the shop|this shop|your shop|the store|this store)(?: guys)?"
_HAVE = (
    rf"(?:(?:do|does) {_YOU}(?: all)?(?: currently| actually)? (?:have|sell|carry|stock|offer|got|keep)"
    rf"|have you(?: guys)? got|{_YOU} (?:have|sell|carry|stock|got)|(?:are|is) (?:there|available|in stock))"
)
_GET = rf"(?:{_HAVE}|(?:do|does|can) i (?:have|get|choose from|choose)|can (?:you|one) get)"
_LOW = r"(?:cheapest|least expensive|most affordable|lowest[- ]priced|lowest)"
_HIGH = r"(?:dearest|most expensive|priciest|highest[- ]priced|costliest|highest)"
_THE, _YOUR = r"(?:the |your |ur )?", r"(?:the |your |ur )"
_IS = r"(?:is|are|does|do)"
_BEFORE = (
    r"\W*(?:(?:and|but|so|ok|okay|well|then|also|just|now|hm+|um+|erm?|oh|please|pls|sorry)\b[\s,:]*)*"
    r"(?:(?:(?:can|could|would|will) you (?:please )?)?(?:tell|show|let) me(?: know)?\s+|do you know\s+"
    r"|i(?:'d| would) (?:like|love) to know\s+|i(?:'m| am)(?: just)? (?:curious|wondering)[\s,:]+|i wonder\s+"
    r"|just curious[\s,:]+)?"
)
_PLACE = (
    r"(?:here|there|(?:in|at) (?:the|this|your) (?:shop|store|catalog(?:ue)?|range)|on (?:this|your) (?:site|website))"
)
_AFTER = (
    rf"(?:[\s,]+(?:please|pls|btw|by the way|in total|in all|altogether|overall|at all|{_PLACE}|right now|now|"
    r"currently|at the moment|today|in stock|for sale|available|to choose from|on offer|exactly|roughly|then))*"
    r"[\s?!.]*"
)
_BRANDS = r"(?:brands|manufacturers|makers)"
_KINDS = r"(?:kinds?|types?|sorts?|categor(?:y|ies)|varieties|departments|sections|product (?:types|categories|groups))"
_ABOUT = r"(?P<about>.+?)"
_MORE = r"(?: (?:of |for |in )?(?P<more>.+?))??"
_WHICH = r"(?:what|which)(?: all)?(?: (?:are|is) the)?(?: other| different| various)*"

_ENGLISH = (
    (Aspect.BRANDS, rf"{_WHICH} (?:{_BRANDS}|makes(?= of\b))(?: (?:of|for|in) {_ABOUT})?(?: {_GET})?{_MORE}"),
    (Aspect.BRANDS, rf"{_WHICH} {_ABOUT} {_BRANDS} {_GET}{_MORE}"),
    (Aspect.BRANDS, rf"(?:list|name)(?: all)? {_THE}{_BRANDS}(?: (?:of|for) {_ABOUT})?(?: {_HAVE})?"),
    (Aspect.BRANDS, rf"who makes (?:the|your|ur) {_ABOUT}(?: {_HAVE})?"),
    (Aspect.KINDS, r"what(?: all)? (?:do|does|can) (?:you|u|i|the shop|this shop|the store|this store)(?: guys)?"
                   r"(?: all)? (?:sell|have|offer|carry|stock|buy|get|find)"),
    (Aspect.KINDS, rf"what else (?:do|does) {_YOU} (?:sell|carry|stock)"),
    (Aspect.KINDS, r"what kind of (?:a )?(?:shop|store) (?:is (?:this|it)|are you)"),
    (Aspect.KINDS, rf"what (?:kinds?|sorts?|types?) of (?:things|stuff|products|items|goods) {_GET}"),
    (Aspect.KINDS, rf"{_WHICH} {_KINDS}(?: of {_ABOUT})? {_GET}{_MORE}"),
    (Aspect.COUNT, rf"how many(?: different| various)*(?: {_ABOUT})?? {_HAVE}{_MORE}"),
    (Aspect.COUNT, rf"how many(?: different| various)* {_ABOUT} {_PLACE}"),
    (Aspect.COUNT, rf"what(?:'s| is) the (?:total )?number of {_ABOUT} {_HAVE}"),
    (Aspect.PRICES, rf"(?:what(?:'?s| is| are)? )?{_THE}(?:price|pricing) ?-?(?:range|span|spread)s?"
                    rf"(?: (?:of|for|on|in|with) {_ABOUT})?(?: {_HAVE})?"),
    (Aspect.PRICES, rf"(?:what|which) (?:price range|prices)(?: do| are)?(?: (?:your|ur))? {_ABOUT}"
                    r"(?: come| available)?(?: in| at| from)?"),
    (Aspect.PRICES, rf"what(?:'s| is| are) (?:the )?(?:{_LOW} and (?:the )?{_HIGH}|{_HIGH} and (?:the )?{_LOW}) prices?"
                    rf"(?: (?:of|for|on) {_ABOUT})?(?: {_HAVE})?"),
    (Aspect.PRICES, rf"(?:(?:what(?:'?s| is| are)|which (?:is|are)|show(?: me)?|give me|find(?: me)?) )?{_THE}"
                    rf"(?:{_LOW}(?: (?P<first>.+?))? (?:and|&|or) {_THE}{_HIGH}"
                    rf"|{_HIGH}(?: (?P<first2>.+?))? (?:and|&|or) {_THE}{_LOW}) {_ABOUT}(?: (?:that )?{_HAVE})?"),
    (Aspect.CHEAPEST, rf"how much {_IS} {_YOUR}{_LOW} {_ABOUT}(?: cost)?(?: (?:that )?{_HAVE})?"),
    (Aspect.DEAREST, rf"how much {_IS} {_YOUR}{_HIGH} {_ABOUT}(?: cost)?(?: (?:that )?{_HAVE})?"),
    (Aspect.CHEAPEST, rf"what {_IS} {_YOUR}{_LOW} {_ABOUT} cost"),
    (Aspect.DEAREST, rf"what {_IS} {_YOUR}{_HIGH} {_ABOUT} cost"),
    (Aspect.CHEAPEST, rf"what(?:'s| is) the (?:price of {_YOUR}{_LOW}|{_LOW} price (?:of|for|on)(?: an?)?) {_ABOUT}"
                      rf"(?: (?:that )?{_HAVE})?"),
    (Aspect.DEAREST, rf"what(?:'s| is) the (?:price of {_YOUR}{_HIGH}|{_HIGH} price (?:of|for|on)(?: an?)?) {_ABOUT}"
                     rf"(?: (?:that )?{_HAVE})?"),
    (Aspect.PRICES, rf"how much (?:do|does|are|is) (?:your |ur |an? )?{_ABOUT}(?: (?:cost|go for|sell for|run))?"),
    (Aspect.PRICES, rf"what (?:do|does) (?:your |ur |an? )?{_ABOUT} (?:cost|go for|sell for|run)"),
    (Aspect.PRICES, rf"how (?:expensive|pricey) (?:are|is) (?:your |ur |an? )?{_ABOUT}"),
    (Aspect.VALUES, rf"(?:in )?{_WHICH} (?P<slot>\w+s|\w+ \w+s) {_GET}"
                    rf"(?: (?:of |for |in )?(?P<shown>the )?{_ABOUT}(?: in)?)?"),
    (Aspect.VALUES, rf"(?:in )?{_WHICH} (?P<slot>\w+s|\w+ \w+s) (?:do|does|are|can i (?:get|have|buy)) (?P<shown>the )?"
                    rf"(?:your |ur |an? )?{_ABOUT}(?: (?:come|available|made|sold|offered))?(?: in| with)?"),
    (Aspect.VALUES, rf"{_WHICH} (?P<slot>\w+s|\w+ \w+s) (?:of|in|for) {_ABOUT} {_GET}"),
    (Aspect.VALUES, rf"{_WHICH} {_ABOUT} (?P<slot>\w+s) {_GET}"),
    (Aspect.VALUES, rf"how many(?: different)? (?P<slot>colou?rs|sizes) {_HAVE}(?: (?:of|for|in) {_ABOUT})?"),
)  # fmt: skip
# Words by which something shown is pointed at, and those of another question than what there is.
_ELSEWHERE = re.compile(
    r"\b(?:it|its|this|that(?! (?:are|is|have|has|can|fit))|these|those|them|they|ones?|first|second|third|fourth|fifth"
    r"|sixth|last|\d(?:st|nd|rd|th)|same|my|mine|me|both|cart|basket|left|good|better|best|recommend|suggest|should"
    r"|there|would|do|does|you|u|i|we|not|n't|if|why|because)\b|#\d",
    re.I,
)

# --- Chinese ------------------------------------------------------------------------------------------------

_ZH_ABOUT = r"(?P<about>.*?)"
_ZH_BEFORE = (
    r"(?:(?:请问|想问一?下|问一?下|我想知道|你好|您好|那么?|嗯|哦|对了|话说|一共|总共|目前|现在)+)?"
    r"(?:(?:你们?家?|您们?|咱们?|贵?店|这家?店|这里|这边|这儿)(?:里|这里|这边|这儿|店里?|商店)?)?(?:现在|目前|一共|总共|里面?|都|的)*"
)
_ZH_AFTER = r"(?:呢|啊|呀|吗|么|嘛|呐|可以选|可选|可以挑|在卖|有货|现货)*"
_ZH_WHICH = r"(?:哪些|什么|啥|哪几[个种款]|几[个种款]?|多少[个种款]?)(?:不同的?)?"
_MEASURE = r"(?:种|款|个|件|双|把|顶|条|只|台|本|类|支|张|块|套|瓶|盒|副|盏|辆)"
_ZH_SLOTS = {
    "颜色": "colors",
    "色": "colors",
    "尺码": "sizes",
    "尺寸": "sizes",
    "码数": "sizes",
    "码": "sizes",
    "号": "sizes",
    "材质": "materials",
    "材料": "materials",
    "面料": "materials",
    "容量": "capacities",
    "口味": "flavors",
    "味道": "flavors",
    "香味": "scents",
}
_ZH_SLOT = f"(?P<slot>{'|'.join(_ZH_SLOTS)})"
_CHINESE = (
    (Aspect.BRANDS, rf"{_ZH_ABOUT}(?:都|一共|总共)?(?:有|卖)(?:些)?{_ZH_WHICH}(?:牌子|品牌)(?:的(?P<more>.+?))?"),
    (Aspect.BRANDS, rf"{_ZH_ABOUT}(?:都是|是|的)?哪(?:些|几个)(?:牌子|品牌)的?"),
    (Aspect.KINDS, r"(?:都|主要|到底)*(?:卖|有)(?:些|点)?(?:什么|哪些|啥)"
                   r"(?:东西|商品|产品|货|种类|品类|类别)?(?:卖|的)?"),
    (Aspect.KINDS, rf"{_ZH_ABOUT}(?:都|一共|总共)?有(?:哪些|什么|哪几种|几种)"
                   r"(?:种类|类型|款式|类别|类|式样|样式|不同的)"),
    (Aspect.KINDS, r"有(?:哪些|什么|哪几种)(?:种类|类型|类|款式)的(?P<about>.+?)"),
    (Aspect.VALUES, rf"{_ZH_ABOUT}(?:都|一共|总共)?(?:有|分){_ZH_WHICH}{_ZH_SLOT}(?:的(?P<more>.+?))?"),
    (Aspect.COUNT, rf"{_ZH_ABOUT}(?:都|一共|总共|现在)*(?:有|卖)(?:多少|几){_MEASURE}?(?:不同的?)?(?P<more>.*?)"),
    (Aspect.PRICES, rf"{_ZH_ABOUT}的?(?:价格|价位|价钱)(?:的)?(?:范围|区间|段)(?:大概|大约)?(?:是|在)?"
                    r"(?:多少|什么|怎么样|怎样)?"),
    (Aspect.PRICES, rf"{_ZH_ABOUT}(?:一般|大概|大约|都|通常)(?:要|卖|是)?(?:多少钱|什么价位?|什么价格)"),
    (Aspect.PRICES, r"最(?:便宜|贵)的?(?:和|跟|与|还有|及|、)最(?:便宜|贵)的(?P<about>.+?)"
                    r"(?:分别|各)?(?:是|要|卖)?(?:哪些|哪个|哪款|哪两个|哪两款|什么|多少钱?)?"),
    (Aspect.PRICES, rf"{_ZH_ABOUT}(?:里面?|中|当中)?最(?:便宜|贵)的?(?:和|跟|与|还有|及|、)最(?:便宜|贵)的?"
                    r"(?:分别|各)?(?:是|要|卖)?(?:哪些|哪个|哪款|哪两个|哪两款|什么|多少钱?)?"),
    (Aspect.CHEAPEST, r"最便宜的(?P<about>.+?)(?:要|卖|是)?多少钱"),
    (Aspect.DEAREST, r"最贵的(?P<about>.+?)(?:要|卖|是)?多少钱"),
)  # fmt: skip
_ZH_ELSEWHERE = re.compile(r"这|那|它|第|刚才|上面|前面|购物车|我的|推荐|适合|好看|最好|比较|要不要|送|给")

_READ_ENGLISH = [(aspect, re.compile(_BEFORE + core + _AFTER, re.I)) for aspect, core in _ENGLISH]
_READ_CHINESE = [(aspect, re.compile(_ZH_BEFORE + core + _ZH_AFTER)) for aspect, core in _CHINESE]


def shape_of(clause: str) -> CatalogShape | None:
    """What the clause asks of the shop's range, if its whole wording is one of the set ways to ask that."""
    return _chinese(clause) if is_chinese(clause) else _english(clause)


def _english(clause: str) -> CatalogShape | None:
    for aspect, pattern in _READ_ENGLISH:
        match = pattern.fullmatch(clause)
        if match is None:
            continue
        found = match.groupdict()
        about, first = found.get("about") or "", found.get("first") or found.get("first2") or ""
        about = " ".join(filter(None, (about, found.get("more"))))
        if _ELSEWHERE.search(about) or (first and first.rstrip("s") != about.rstrip("s")):
            continue
        return CatalogShape(aspect, about.strip(" ,"), (found.get("slot") or "").lower(), _is_definite(about, found))
    return None


def _is_definite(about: str, found: dict[str, str | None]) -> bool:
    return bool(found.get("shown")) or about.lower().startswith("the ")


def _chinese(clause: str) -> CatalogShape | None:
    plain = re.sub(r"[\s,，。?？!！~～.]+", "", simplified(clause))
    for aspect, pattern in _READ_CHINESE:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        found = match.groupdict()
        about = "".join(filter(None, (found.get("more"), found.get("about")))).removesuffix("的")
        if _ZH_ELSEWHERE.search(about):
            continue
        return CatalogShape(aspect, about, _ZH_SLOTS.get(found.get("slot") or "", ""))
    return None
