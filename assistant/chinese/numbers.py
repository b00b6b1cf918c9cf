"""Chinese numbers: "一百二" is 120, and how a price is said around them ("150块以内", "预算一百左右")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from retrieval.query import Constraint, Operator

_BY_VALUE = ("零〇", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六", "七", "八", "九")
_DIGITS = {char: n for n, chars in enumerate(_BY_VALUE) for char in chars}
_TIMES = {"十": 10, "百": 100, "千": 1000}
NUMERALS = f"{''.join(_DIGITS)}{''.join(_TIMES)}万半"
# Whole numbers of a length that a price can have: 2,000 figures in a row are read in no time, as no price.
_WORDED = rf"(?<![{NUMERALS}])[{NUMERALS}]{{1,12}}(?![{NUMERALS}])"
_FIGURES = r"(?<!\d)\d{1,12}(?!\d)(?:\.\d{1,2})?"
_PARTICLE = r"(?:吧|啊|呢|哦|啦|嘛|呀|哈|就行|就好)?"  # what a sentence ends with and says nothing
_ENDS = r"(?=\s*(?:$|[,，.。!！?？;；、吧啊呢]))"
_MONEY = r"(?:块钱|块錢|块|塊錢|塊|元|美元|美金|美刀|刀|欧元|欧|英镑|人民币|镑|rmb)"
_CURRENCY = r"(?:[$£€¥]\s?)"


def _price(name: str) -> str:
    return rf"{_CURRENCY}?(?P<{name}>{_FIGURES}|{_WORDED})\s?"


_TWO_FIGURES = rf"(?<=[\d{NUMERALS}]{{2}})"  # without money, "最多5" counts something else
_NOT_OVER = (
    r"(?<![音量重高长宽深径度率距])"  # of a measure
    r"(?:不超过|不要超过|别超过|不能超过|最好别超过|别超|不超|低于|少于|不到|最多|最高|最贵|顶多|上限|控制在)"
)
_MOVED = (  # "钱可以加到450"
    r"(?:预算|預算|价格|价钱|价位|钱)(?:我)?(?:还)?(?:可以|能|再)*"
    r"(?:加|提高?|涨|升|放宽|上调|调|改|降低?|减|压|砍)(?:到|成|为|至)"
)
_LOW, _HIGH = _price("low"), _price("high")
# The first that matches a place wins. `least` in "不低于"; a plain number needs money or one of these words.
_PRICES: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (Operator.BETWEEN, re.compile(rf"{_LOW}{_MONEY}?\s?(?:到|至|-|~|–)\s?{_HIGH}(?:{_MONEY}|之间|左右)")),
    (Operator.BETWEEN, re.compile(rf"(?:预算|預算)(?:是|为|大概|在)?\s?{_LOW}{_MONEY}?\s?(?:到|至|-|~|–)\s?{_HIGH}")),
    (Operator.AT_LEAST, re.compile(rf"(?:不低于|不少于|至少|最少|起码)\s?{_LOW}{_MONEY}")),
    (Operator.AT_LEAST, re.compile(rf"{_LOW}{_MONEY}(?:以上|起)")),
    (Operator.ABOUT, re.compile(rf"(?:大概|大约|差不多|约)?\s?{_LOW}{_MONEY}?\s?(?:左右|上下){_PARTICLE}")),
    (Operator.AT_MOST, re.compile(rf"{_NOT_OVER}\s?{_LOW}(?:{_MONEY}|{_TWO_FIGURES}{_ENDS}){_PARTICLE}")),
    (Operator.AT_MOST, re.compile(rf"{_MOVED}\s?{_LOW}{_MONEY}?(?!\d){_PARTICLE}")),
    (Operator.AT_MOST, re.compile(rf"(?:预算|預算)(?:是|为|只有|就|在|最多|最高|不超过|上限)?\s?{_LOW}{_MONEY}?")),
    (Operator.AT_MOST, re.compile(rf"{_LOW}{_MONEY}?\s?(?:以内|以內|之内|以下|内|內|封顶|顶天)(?!存){_PARTICLE}")),
    (Operator.AT_MOST, re.compile(rf"{_LOW}{_MONEY}?不到{_ENDS}")),
    (Operator.AT_MOST, re.compile(rf"{_LOW}{_MONEY}(?:够吗|够不够|够么)")),
    (Operator.ABOUT, re.compile(rf"{_LOW}(?:来|多){_MONEY}{_PARTICLE}")),
    (Operator.ABOUT, re.compile(rf"{_LOW}{_MONEY}(?!钱?一|儿){_PARTICLE}")),
)


def is_numeral(words: str) -> bool:
    return bool(words) and all(char in NUMERALS for char in words)


def numeral(words: str) -> Decimal:
    """`"十五"`, `"一百二"`, `"两千五百"`, `"三万"`, `"一百零五"` as a number; 0 for characters that make none."""
    if not any(char in _TIMES or char == "万" for char in words):
        return Decimal("".join(str(_DIGITS[c]) for c in words if c in _DIGITS) or 0) + _half(words)
    total = section = digit = 0
    last = 10  # "一百二": what stands after 百 alone counts tens
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last = 10 if digit == 0 else last  # after 零 it counts ones
        elif char in _TIMES:
            section += (digit or 1) * _TIMES[char]
            digit, last = 0, _TIMES[char]
        elif char == "万":
            total += (section + digit or 1) * 10_000
            section, digit, last = 0, 0, 10_000
    return Decimal(total + section + digit * (last // 10)) + _half(words)


def prices(text: str) -> Iterator[tuple[Constraint, int, int]]:
    """The prices that a Chinese text says, each with where it stands; a number needs money or a bound beside it."""
    taken: list[tuple[int, int]] = []
    for operator, pattern in _PRICES:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            said = [_value(words) for words in match.groupdict().values()]
            if not all(0 < value < 10**12 for value in said):
                continue
            taken.append(match.span())
            value = (min(said), max(said)) if operator is Operator.BETWEEN else said[0]
            yield Constraint("price", operator, value), match.start(), match.end()


def _value(words: str) -> Decimal:
    return Decimal(words) if words[0].isdigit() else numeral(words)


def _half(words: str) -> Decimal:
    return Decimal("0.5") if words.endswith("半") else Decimal(0)
