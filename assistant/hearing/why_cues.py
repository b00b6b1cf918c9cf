"""Why cues: Chinese questions after a reason: "为什么推荐这个", "为什么不是第二个", "怎么这么贵"; of what was shown."""

from __future__ import annotations

import re

from assistant.acts import Intent, ShopperAct
from assistant.chinese.numbers import NUMERALS, numeral
from assistant.chinese.shop_words import is_chinese, simplified
from assistant.hearing.cues import cue
from assistant.state import DialogueState
from retrieval.catalog import Catalog

_WHY = r"(?:为什么|为啥|为何|凭什么|怎么(?=不|没|这么|那么|会|是))"
_PIECE = r"(?:个|款|件|双|条|台|只|本|张|把|顶|支|辆|套|种|样|家|项|名|位)"
_ORDINAL = re.compile(rf"第\s*(?P<n>[{NUMERALS}\d]+)\s*{_PIECE}?|(?P<last>最后(?:一|那)?{_PIECE})")
_CHEAPER = re.compile(r"(?:更|最|比较)?便宜(?:一?点|些)?的|低价的")
_DEARER = re.compile(r"(?:更|最|比较)?贵(?:一?点|些)?的|高价的")
_ASKS_WHY = re.compile(_WHY)
_LATIN = re.compile(r"[A-Za-z]{3}")
CHINESE_NOT = cue(rf"{_WHY}.{{0,6}}(?:不|没)", rf"{_WHY}.*(?:排在?后|靠后|落后|在后面|不在)")
CHINESE_PRICE = cue(rf"{_WHY}.*(?:价|贵|便宜|多少钱|钱|打折|降价|优惠)")


def asks_in_chinese(asked: str) -> bool:
    """Whether the why was asked in Chinese, so that it is answered so."""
    return bool(is_chinese(asked) and _ASKS_WHY.search(simplified(asked)))


def chinese_why(message: str, state: DialogueState, catalog: Catalog) -> ShopperAct | None:
    """What a Chinese "why" is about, of the things shown: by its place, as the cheaper or dearer one, or what was
    talked of, or by its whole title. None where it asks nothing of the kind, where nothing was shown, and where another
    title may be named."""
    said = simplified(message)
    if not (is_chinese(said) and _ASKS_WHY.search(said)):
        return None
    shown = [i for i in state.shown.product_ids if i in catalog]
    place = _ORDINAL.search(said)
    if place and shown:
        n = len(shown) if place["last"] else _number(place["n"])
        if 1 <= n <= len(shown):
            return ShopperAct(Intent.EXPLAIN, product_ids=(shown[n - 1],), text=message)
        return ShopperAct(Intent.EXPLAIN, unresolved=place.group(), text=message)
    for pattern, pick in ((_CHEAPER, min), (_DEARER, max)):
        if pattern.search(said) and len(shown) > 1:
            price = {i: catalog.variant(state.shown.variants[i])[1].offer.price.minor for i in shown}
            return ShopperAct(Intent.EXPLAIN, product_ids=(pick(shown, key=price.__getitem__),), text=message)
    titled = _titled(message, catalog) if shown and _LATIN.search(said) else ""
    if titled:
        return ShopperAct(Intent.EXPLAIN, product_ids=(titled,), text=message)
    about = [i for i in (*state.focus, *shown) if i in catalog]
    if not about or _LATIN.search(said):
        return None
    return ShopperAct(Intent.EXPLAIN, product_ids=(about[0],), text=message)


def _titled(message: str, catalog: Catalog) -> str:
    """The product whose whole title the message has; of several the one with the longest; empty without."""
    said = message.casefold()
    named = [p for p in catalog if p.title.casefold() in said]
    return max(named, key=lambda p: (len(p.title), p.id)).id if named else ""


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else int(numeral(said))
