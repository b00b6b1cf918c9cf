"""Chinese bench cues: the plain ways to change a bundle, put into the English that the other cues read."""

from __future__ import annotations

import re
from calendar import month_name

from assistant.chinese.shop_words import in_english, is_chinese, simplified

_DAY = (
    r"(?:(?P<week>下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])|"
    r"(?:(?P<month>\d{1,2})月)?(?P<date>\d{1,2})[号日])"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Sunday")
_WEEKDAYS = dict(zip("一二三四五六日天", _DAYS, strict=True))
_BY_DAY = re.compile(
    r"^(?:我?(?:希望|要|想要|需要))?(?:全部|都|所有的?(?:东西)?|整套)?(?:必须|要|得)?(?:在)?"
    rf"{_DAY}(?:之前|以前|前)(?:全部|都)?(?:必须|要|得|能|可以)?(?:到|送到|到货|送达|收到)?$"
)
# What asks does nothing, but for what only asks politely.
_ASKING = re.compile(r"(?:吗|么|呢|没有?)[？?]*$")
_POLITE = re.compile(r"(?:可以|好|行|能行)(?:吗|么|不|吧)[？?]*$")
_ASKING_WHAT = r"(?!.*(?:什么|哪|几|多少|怎|[？?]))"  # of what is there, or of a sum
_MONEY = r"(?:元|块钱?|美元|美金|欧元|英镑|刀|人民币)"
_SPENT = (
    r"(?:(?:我的?|总)?预算|总共|一共|总价|总额|控制[在到]|不(?:要)?超过|最多|降[到至]|加到|提高到|增加到|改[成到为])"
    r"(?:是|为|在|改[成到为]|控制[在到]|不(?:要)?超过|最多|降[到至]|加到|提高到|增加到|大概|大约)*"
)
_BARE = re.compile(r"^(\d+)(?:以内|以下|左右|吧)*$")  # a sum where it is all that is said
_WAYS = (
    (
        re.compile(r"颜色(?:都)?(?:无所谓|不重要|随便|不(?:用|必|需要)(?:都)?(?:一样|统一|一致|相同)|不限|什么都行)"),
        "colours don't matter",
    ),
    (
        re.compile(
            r"^(?:全部|都|所有(?:的|东西)?|整套)?(?:要|都|用|是|选)*(?:同一?个?种?|一样的?|相同的?|统一的?|一个)颜色(?:的)?$|"
            r"^颜色(?:都)?(?:要)?(?:一致|相同|统一|一样|搭配|协调)$|^(?:同色系?|统一色系)(?:的)?$"
        ),
        "all in the same colour",
    ),
    (re.compile(r"^不(?:着急|急|赶时间)(?:了)?$|^(?:时间|日期|什么时候到)(?:都)?(?:无所谓|不重要|都行)$"), "no rush"),
    (re.compile(r"(?:全部|都)(?:加入|放进|加到)?(?:购物车)?(?:吧|了)?$|^(?:全要|都要|都买)了?$"), "add everything"),
    (re.compile(r"^(?:便宜(?:一点|点|些)|省钱)(?:的)?(?:吧|方案)?$"), "the cheaper version"),
    (re.compile(r"^(?:最好|好一点)的?(?:吧|方案)?$"), "the best version"),
    (
        re.compile(
            rf"^{_ASKING_WHAT}(?:(?:把|那就?|就)?{_SPENT}[¥￥$]?(\d+){_MONEY}?|[¥￥$]?(\d+){_MONEY}|[¥￥$](\d+))"
            r"(?:以内|以下|之内|左右|吧)*$"
        ),
        r"make it \1",
    ),
    (re.compile(r"^(?:保留|留下|留着|锁定)(?:这个|那个)?(.+)$"), r"keep the \1"),
    (
        re.compile(
            rf"^(?!.*问题){_ASKING_WHAT}(?=我|咱|已经|早就|家里?)(?:我们?|咱们?)?(?:自己)?(?:家里?)?(?:已经|早就|也|都)*"
            r"有了?(?!没|点|些|时|空|问题|关于|兴趣|可能|必要)(.+?)了?$"
        ),
        r"i already have a \1",
    ),
    (re.compile(r"^(?:不要(?!太|超过)|去掉|不需要|删掉|拿掉)(?:这个|那个)?(.+)$"), r"without the \1"),
    (re.compile(r"^(?:换(?:一个|个|掉|一下)?|更换)(?:这个|那个)?(.+)$"), r"swap the \1"),
    (re.compile(r"^把(.+?)换(?:掉|一个|一下|了)?$"), r"swap the \1"),
)


def bench_words(text: str) -> str:
    """A Chinese message in English where it is plainly about a bundle; any other as it is."""
    if not is_chinese(text):
        return text
    pieces = [piece.strip() for piece in re.split(r"[，,。.！!；;、\s]+", simplified(text)) if piece.strip()]
    return ", ".join(_said(piece, alone=len(pieces) == 1) for piece in pieces)


def _said(piece: str, *, alone: bool) -> str:
    wish = _POLITE.sub("", piece) or piece
    if wish == piece and _ASKING.search(piece):
        return piece
    bare = _BARE.search(wish) if alone else None
    if bare:
        return f"make it {bare[1]}"
    by = _BY_DAY.search(wish)
    if by:
        return f"everything by {_day_of(by)}"
    for pattern, english in _WAYS:
        match = pattern.search(wish)
        if match:
            thing = next(filter(None, match.groups()), "")
            return english.replace(r"\1", in_english(thing).strip() if is_chinese(thing) else thing)
    return piece


def _day_of(said: re.Match[str]) -> str:
    if said["weekday"]:
        return f"{'next ' if said['week'] else ''}{_WEEKDAYS[said['weekday']]}"
    month = int(said["month"] or 0)
    return f"{said['date']} {month_name[month]}" if 1 <= month <= 12 else f"the {said['date']}th"
