"""Chinese in plain English, for the rules: what a Chinese message asks for, as an English one would say it.

Phrases that carry an act, prices, denials and references come first; names of things and their qualities are those of
`chinese.in_english`. Characters that say nothing known are left out, so what comes back is terse: "想要个帐篷，300以内"
is "show me tent , under 300". Only for a shop whose own catalog is not Chinese.
"""

from __future__ import annotations

import re

from assistant.chinese.numbers import NUMERALS, is_numeral, numeral, prices
from assistant.chinese.shop_words import LookUp, in_english, is_chinese, simplified
from retrieval.query import Operator

# A whole act in a phrase, in the order in which they are tried; `\1` is what stays.
_PHRASES = r"""
你好|您好|在吗|哈喽|嗨 => hello
谢谢啦?|多谢|感谢|再见|拜拜 => thanks
转人工|人工客服|真人客服|找(?:个)?(?:真人|人工|客服)|和?真人(?:说|聊|谈) => talk to a human
(?:我的)?订单(?:到哪了?|在哪|什么时候到|状态)|物流(?:信息|到哪了?)|快递到哪了? => where is my order
(?:看看?|打开|显示|查看)(?:我的)?购物车|购物车里有什么 => show my cart
(?:加入?|放进|放到|添加到?)(?:我的)?(?:购物车|车里?)|加购(?:物车)?|下单 => add to cart
买(?:第?{n}个|这个|那个)|来{n}[件个] => add to cart
(?:从购物车)?(?:拿掉|拿出来|移除|删掉|删除|去掉) => remove from cart
(?:有什么|有啥|什么)(?:区别|不同|差别)|比(?:较|一比|一下)|对比(?:一下)? => compare them
为什么推荐|为啥推荐 => why this one
还有(?:别的|其他的?|更多)吗?|更多|换一批|再来(?:一些|几个) => show me more
(?:能|可以|怎么|如何)?退(?:换)?货(?:政策)?(?:是什么|吗)? => what is your return policy
(?:能|可以)退(?:款|换)?吗?|退款(?:政策)? => what is your return policy
(?:多久|多长时间|几天|什么时候)(?:能|可以)?(?:送|寄|发|到)(?:货|到|达)? => how long does delivery take
运费(?:是?多少)?|包邮吗?|配送(?:时间|费用?)? => how much is delivery
(?:怎么|如何|可以|能)?(?:付款|支付)(?:方式)?(?:吗)? => how can i pay
(?:可以|能)?(?:包装成礼物|礼品?包装)(?:吗)? => do you gift wrap
保修(?:多久|期|政策)? => how long is the warranty
便宜的?那(?:个|款|件|双) => the cheapest one
(?:更|再)?便宜(?:一点|一些|点|些)(?:儿)?的? => cheaper
最便宜的? => the cheapest
最贵的? => the most expensive
按?(?:评分|评价|口碑|星级)(?:(?:从|由)?高到低|最高的?|排序?一?下?)|最受好评的? => best rated
按?价格(?:从|由)?低到高(?:排序?)?(?:一下)? => the cheapest
按?价格(?:从|由)?高到低(?:排序?)?(?:一下)? => the most expensive
不限价格|价格(?:无所谓|不限|随便)|预算不限|多少钱都行 => any price
(?:颜色|材料|材质|尺码|品牌|牌子)(?:无所谓|不限|随便|都行) => no preference
(?:什么|哪些)(?:尺码|码数|尺寸) => what sizes does it come in
(?:什么|哪些)颜色 => what colors does it come in
(?:有)?多少(?:种|款) => how many
(?:是|要)?多少钱|什么价(?:格|钱)? => what does it cost
送给?(?=[\u4e00-\u9fff])|给(?=我?(?:妈|爸|老婆|老公|女朋友|男朋友|孩子|儿子|女儿|朋友|同事|奶奶|爷爷|长辈)) => for
一整?套(?:下来)?|搭配(?:一套)?|配套 => together
(?:换成|改成|改要|要不|还是要) => instead
[^，。？！\s]{1,4}先不(?:看|要)了 => instead
(?:只有|有没有|有吗|我想要|想要|想买|要买|找(?:个|一)?|看看|来个|给我|帮我|请问) => show me
我 =>
"""
_ACTS = [
    (re.compile(ways.strip().replace("{n}", f"[{NUMERALS}\\d]")), f" {english.strip()} ")
    for line in _PHRASES.strip().splitlines()
    for ways, _, english in (line.partition("=>"),)
]
_WORD = r"[^，,。？?！!\s]{1,6}?"
_DENIED = re.compile(
    rf"(?:不要|不想要|别要?|不是|除了|没有?)({_WORD})(?:的(?!码)|都行|以外|之外|(?=[，,。？?！!\s]|$))"
)
_ORDINAL = re.compile(rf"第([{NUMERALS}\d])(?:个|款|件|双|条|台|张)")
_THIS = re.compile(r"(?:这|那)(?:一)?(?:个|款|件|双|条)")
_COUNTED = re.compile(r"(?<![\d零〇二两三四五六七八九十百千第])一(?:个|件|双|条|款|点|些|下|把|张|只|顶|本)")
_REFUSED = re.compile(rf"({_WORD})的?(?:就)?不要了")
_SIZE = re.compile(rf"([A-Z]{{1,4}}|\d{{1,3}}(?:\.5)?|[{NUMERALS}]+)(?:码|号)")
_MEASURE = re.compile(rf"([{NUMERALS}]+|\d+(?:\.\d+)?)\s?(公斤|千克|克|升|毫升|厘米|米)(?:(以下|以内|之内)|(以上))?")
_UNITS = {"公斤": "kg", "千克": "kg", "克": "g", "升": "l", "毫升": "ml", "厘米": "cm", "米": "m"}
_PAUSE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_STOPS = re.compile(r"[，、。；！]")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_PRICES = {
    Operator.AT_MOST: "under {}",
    Operator.AT_LEAST: "over {}",
    Operator.ABOUT: "around {}",
    Operator.BETWEEN: "between {} and {}",
}


def plain_english(message: str, looked_up: LookUp | None = None) -> str:
    """The message for rules that know English; one without Chinese comes back as it is. Words that are not known here
    are `looked_up`."""
    if not is_chinese(message):
        return message
    said = _priced(_PAUSE.sub("，", simplified(message)))
    said = _MEASURE.sub(_measured, said)
    said = _SIZE.sub(lambda match: f" size {_digits(match[1])} ", said)
    said = _REFUSED.sub(r" 不要\1 ", said)
    for phrase, english in _ACTS:
        said = phrase.sub(english, said)
    said = _COUNTED.sub(" ", said)
    said = _DENIED.sub(lambda match: f" not {in_english(match[1], looked_up)} ", said)
    said = _ORDINAL.sub(lambda match: f" the {_place(match[1])} one ", said)
    said = _THIS.sub(" this one ", said)
    read = [in_english(piece, looked_up) for piece in _STOPS.sub(" , ", said).split()]
    return " ".join(piece for piece in read if not is_chinese(piece)).strip(" ,")


def _priced(said: str) -> str:
    for constraint, start, end in sorted(prices(said), key=lambda found: -found[1]):
        amounts = [f"{value:f}" for value in constraint.values if not isinstance(value, str)]
        said = f"{said[:start]} {_PRICES[constraint.operator].format(*amounts)} {said[end:]}"
    return said


def _measured(match: re.Match[str]) -> str:
    bound = "at most " if match[3] else "at least " if match[4] else ""
    return f" {bound}{_digits(match[1])} {_UNITS[match[2]]} "


def _place(said: str) -> str:
    return _PLACES[max(1, min(len(_PLACES), int(_digits(said)))) - 1]


def _digits(said: str) -> str:
    return f"{numeral(said):f}" if is_numeral(said) else said
