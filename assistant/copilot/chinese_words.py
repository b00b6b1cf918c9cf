"""Chinese words of drafts: days, slots, and the figures of an English passage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from recommender.wording import slot_name

_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "weight": "重量", "noise": "噪音", "capacity": "容量", "volume": "容量", "power": "功率", "warranty": "保修期",
        "material": "材质", "upper": "鞋面", "size": "尺码", "color": "颜色", "colour": "颜色", "runtime": "续航",
        "total_runtime": "总续航", "burn_time": "燃烧时间", "height": "高度", "width": "宽度", "depth": "深度",
        "length": "长度", "diameter": "直径", "connection": "连接方式", "charging": "充电方式", "age": "适用年龄",
        "care": "护理方式", "season": "适用季节", "brand": "品牌", "country": "产地", "water_column": "防水指数",
        "sleeps": "可睡人数", "players": "人数", "play_time": "时长", "pages": "页数", "language": "语言",
        "feature": "特点", "safety": "安全说明", "temperature": "温度", "origin": "产地", "fill": "填充物",
        "price": "价格", "gender": "适用人群", "fit": "版型", "setup_time": "安装时间", "max_load": "承重",
    }
)  # fmt: skip
_MONEY = re.compile(r"[$€£¥]\s?\d[\d,.]*\d|[$€£¥]\s?\d")
_TIME = re.compile(
    r"\b(\d+)(?:\s*(?:to|-|–)\s*(\d+))?\s*(working |business )?(minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)
_UNITS = {"minute": "分钟", "hour": "小时", "day": "天", "week": "周", "month": "个月", "year": "年"}
_FREE = re.compile(r"\b(?:free(?: of charge)?|at no charge|costs nothing)\b(?! gift| standard)", re.IGNORECASE)


# What a Chinese question about a thing asks, as an English one would.
_ASKED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(ways), english)
    for ways, english in (
        (r"多重|重量|重不重|几斤|几公斤", "how heavy is it?"),
        (r"多吵|噪音|吵不吵|声音大|分贝", "how loud is it?"),
        (r"防水", "is it waterproof?"),
        (r"什么(?:材质|材料|做的|面料)|材质|面料", "what is it made of?"),
        (r"保修|质保", "how long is the warranty?"),
        (r"续航|电池(?:能)?用多久|充一次电", "how long does the battery last?"),
        (r"多大容量|容量|能装多少|几升", "what capacity does it have?"),
        (r"多高|高度", "how high is it?"),
        (r"多长|长度", "how long is it?"),
        (r"多宽|宽度", "how wide is it?"),
        (r"多大|尺寸|大小", "what size is it?"),
        (r"(?:有)?(?:什么|哪些|几种|几个)颜色", "what colors does it come in?"),
        (r"(?:有)?(?:什么|哪些)(?:尺码|码数)", "what sizes does it come in?"),
        (r"(?:怎么|如何|能)(?:洗|清洗|保养)|机洗", "how do I wash it?"),
        (r"(?:几岁|多大的孩子|适合几岁|年龄)", "what age is it for?"),
        (r"有货|现货|库存|缺货", "is it in stock?"),
        (r"产地|哪(?:里|儿)产|哪国", "where is it made?"),
        (r"纯素|素食|动物皮", "is it vegan?"),
        (r"多少钱|什么价|价格|贵不贵", "what does it cost?"),
        (r"评价|口碑|好不好|怎么样", "what do the reviews say?"),
    )
)
_OF_IT = re.compile(r"这(?:个|款|件|双|台|把|只|条|顶|本|套)|它|该(?:商品|产品)|刚才(?:那|这)|那(?:个|款|件|双|台)")


def asked_of_it(words: str) -> str:
    """The English question that a Chinese one asks of a thing; empty where it asks none of these."""
    return next((english for ways, english in _ASKED if ways.search(words)), "")


def day_in(at: date | datetime, language: str) -> str:
    """ "19 November 2026", "2026年11月19日"."""
    return f"{at.year}年{at.month}月{at.day}日" if language == "zh" else f"{at:%-d %B %Y}"


def slot_in(slot: str, language: str) -> str:
    """What people call the slot; its English name where it has no Chinese one here."""
    return _SLOTS.get(slot, slot_name(slot)) if language == "zh" else slot_name(slot)


def with_figures(found: list[str]) -> list[str]:
    """The sentences up to the last that names a sum or a time; the first where none does."""
    telling = (_MONEY, _TIME, _FREE)
    last = max((n for n, one in enumerate(found) if any(p.search(one) for p in telling)), default=0)
    return found[: last + 1]


def sums_and_free(text: str) -> bool:
    """Whether it names a sum, and when nothing is to be paid: without the words between, neither is true."""
    return bool(_MONEY.search(text) and _FREE.search(text))


# What a Chinese question asks of the store's papers, as an English one would.
_OF_PAPERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(ways), english)
    for ways, english in (
        (
            r"(?:寄|送|发|配送|运)到.{0,4}(?:国外|海外|外国|中国|香港|台湾|加拿大|英国|日本|欧洲|澳大利亚)|国际(?:配送|快递)|海外",
            "do you deliver abroad?",
        ),
        (r"包装", "do you gift wrap, and what does it cost?"),
        (r"运费|邮费|包邮|快递费", "how much is standard delivery?"),
        (r"加急|特快|最快", "how long does express delivery take?"),
        (r"(?:多久|几天|什么时候).{0,6}(?:到|送|发货)|配送时间|送货时间", "how long does standard delivery take?"),
        (r"分期", "can I pay in monthly parts?"),
        (r"付款|支付|信用卡|怎么付", "how can I pay?"),
        (r"发票", "when do I get the invoice?"),
        (r"保修|质保", "how long is the warranty?"),
        (r"换货|能换|可以换|换(?:大|小)", "can I exchange an unused item for another size, and how long?"),
        (r"退货|退款|能退|可以退", "how long can I return something unused?"),
        (r"(?:营业|客服|上班)时间|几点(?:开|关)|电话|联系", "what are your opening hours and phone number?"),
        (r"个人信息|隐私|数据", "do you sell my data?"),
        (r"会员", "what do members of the club get?"),
    )
)


def points_at_it(words: str) -> bool:
    """Whether Chinese words speak of the thing on the table: "这个", "它"."""
    return bool(_OF_IT.search(words))


def asked_of_papers(words: str) -> str:
    """The English question that a Chinese one asks of the store's papers; empty where it asks none of these."""
    return next((english for ways, english in _OF_PAPERS if ways.search(words)), "")


def figures_in_chinese(sentence: str) -> str:
    """The sums and times that an English sentence names, in Chinese: "30 天", "3 到 5 个工作日，$4.90"."""
    found = [(m.start(), m[0]) for m in _MONEY.finditer(sentence)]
    for match in _TIME.finditer(sentence):
        unit = " 个工作日" if match[3] and match[4].lower() == "day" else f" {_UNITS[match[4].lower()]}"
        span = f"{match[1]} 到 {match[2]}" if match[2] else match[1]
        found.append((match.start(), f"{span}{unit}"))
    found += [(m.start(), "免费") for m in list(_FREE.finditer(sentence))[:1]]
    return "，".join(dict.fromkeys(text for _, text in sorted(found)))
