"""Chinese shop words: what a few copied characters say, in the words that stores of this kind use."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from assistant.chinese.numbers import NUMERALS, numeral
from assistant.chinese.qualities import QUALITIES
from assistant.chinese.things import THINGS

LookUp = Callable[[str], str]  # a simplified word of two characters or more in English; empty where it is not known

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+")
# Traditional characters that the words below have, each beside the simplified one.
_TRADITIONAL = str.maketrans(
    "於別參記錄歷瀏覽購評論誰請問沒長輩壺鐵個這幾兩雙條張隻顏藍綠黃紅銀純絲質襪褲裙鞋鏡錶錢包書筆電腦線機鍵盤滑鼠麥風燈爐鍋帳篷墊無靜輕薄防雨"
    "運動車遊戲樂員點價貴買給媽爸爺奶兒女孫師闆寶貝禮聖誕節熱溫開關屏觸摺疊滾輪護蓋帶環圍領樣剛們麼還過樓燒飯勻盤葉鋼銅錫鋁"
    "壓縮衝鋒衛羊絨毛駝鴨鵝棉麻層寬細闊緊鬆厚號碼碩強韌涼適裝飾裡為與東廣場學畢業週週獨龍頭導遠鏡筒燭鍊",
    "于别参记录历浏览购评论谁请问没长辈壶铁个这几两双条张只颜蓝绿黄红银纯丝质袜裤裙鞋镜表钱包书笔电脑线机键盘滑鼠麦风灯炉锅帐篷垫无静轻薄防雨"
    "运动车游戏乐员点价贵买给妈爸爷奶儿女孙师板宝贝礼圣诞节热温开关屏触折叠滚轮护盖带环围领样刚们么还过楼烧饭匀盘叶钢铜锡铝"
    "压缩冲锋卫羊绒毛驼鸭鹅棉麻层宽细阔紧松厚号码硕强韧凉适装饰里为与东广场学毕业周周独龙头导远镜筒烛链",
)
# Measures, people, occasions and days. Each line: what it says in English, then the ways to say it.
_SAID = """
kg: 公斤 千克
g: 克
l: 升
ml: 毫升
cm: 厘米 公分
mm: 毫米
m: 米 公尺
km: 公里 千米
inch: 英寸 寸 吋 英吋
ft: 英尺
w: 瓦
hz: 赫兹
mah: 毫安时 毫安
db: 分贝
h: 小时 个小时 钟头 个钟头
min: 分钟
lm: 流明
years: 岁 年
mum: 我妈 妈妈 妈咪 母亲 老妈 妈 老娘
dad: 我爸 爸爸 老爸 父亲 爸 老爹
grandma: 外婆 奶奶 姥姥 祖母 阿婆
grandpa: 外公 爷爷 姥爷 祖父 阿公
wife: 老婆 妻子 媳妇 太太 老伴 爱人 内人
husband: 老公 丈夫 先生
girlfriend: 女朋友 女友
boyfriend: 男朋友 男友
daughter: 女儿 闺女
son: 儿子
sister: 姐姐 妹妹 姐妹 姐 妹
brother: 哥哥 弟弟 兄弟 哥 弟
aunt: 阿姨 姑姑 姨妈 婶婶
uncle: 叔叔 舅舅 伯伯
cousin: 表姐 表妹 表哥 表弟 堂姐 堂妹 堂哥 堂弟
niece: 侄女 外甥女
nephew: 侄子 外甥
grandson: 孙子 外孙
granddaughter: 孙女 外孙女
baby: 宝宝 婴儿 宝贝
friend: 朋友 闺蜜 好友 闺密 哥们 哥们儿 兄弟们 死党 基友
neighbor: 邻居
classmate: 同学
roommate: 室友 舍友
colleague: 同事
boss: 老板 领导 上司 主管
client: 客户
teacher: 班主任 老师 导师
elders: 长辈 老人 老年人
parents: 父母 爸妈
family: 全家 一家人 家人
children: 孩子们 小朋友们
me: 我自己 自己 我
birthday: 生日
wedding: 婚礼 结婚
anniversary: 纪念日 周年
christmas: 圣诞节 圣诞
halloween: 万圣节
thanksgiving: 感恩节
new year: 新年 春节 过年
mid-autumn festival: 中秋节 中秋
new year's day: 元旦
valentine's day: 情人节 七夕
mother's day: 母亲节
father's day: 父亲节
children's day: 儿童节 六一
teachers' day: 教师节
graduation: 毕业
birth: 满月 满月酒 百日宴 百天
retirement: 退休
new job: 入职 新工作
housewarming: 乔迁 搬家 搬新家 新居
monday: 周一 星期一
tuesday: 周二 星期二
wednesday: 周三 星期三
thursday: 周四 星期四
friday: 周五 星期五
saturday: 周六 星期六
sunday: 周日 周天 星期天 星期日
monday: 这周一 本周一 这个星期一 这星期一 这礼拜一 礼拜一
next monday: 下周一 下个周一 下星期一 下个星期一 下礼拜一
tuesday: 这周二 本周二 这个星期二 这星期二 这礼拜二 礼拜二
next tuesday: 下周二 下个周二 下星期二 下个星期二 下礼拜二
wednesday: 这周三 本周三 这个星期三 这星期三 这礼拜三 礼拜三
next wednesday: 下周三 下个周三 下星期三 下个星期三 下礼拜三
thursday: 这周四 本周四 这个星期四 这星期四 这礼拜四 礼拜四
next thursday: 下周四 下个周四 下星期四 下个星期四 下礼拜四
friday: 这周五 本周五 这个星期五 这星期五 这礼拜五 礼拜五
next friday: 下周五 下个周五 下星期五 下个星期五 下礼拜五
saturday: 这周六 本周六 这个星期六 这星期六 这礼拜六 礼拜六
next saturday: 下周六 下个周六 下星期六 下个星期六 下礼拜六
sunday: 这周日 本周日 这个星期日 这星期日 这礼拜日 礼拜日 这周天 本周天 这个星期天 这星期天 这礼拜天 礼拜天
next sunday: 下周日 下个周日 下星期日 下个星期日 下礼拜日 下周天 下个周天 下星期天 下个星期天 下礼拜天
tomorrow: 明天 明儿 明日
the day after tomorrow: 后天 后儿
may 1: 五一 劳动节
october 1: 十一长假 国庆 国庆节
the end of the month: 月底
today: 今天 今儿 今晚 今日
the weekend: 周末 这周末 本周末 这个周末
next week: 下周
next weekend: 下周末
next month: 下个月 下月
"""
_LINES = (line.partition(": ") for line in f"{THINGS}{QUALITIES}{_SAID}".split("\n") if line.strip())
# What each says: of several, parted by "|", a store's own word comes before the last, which is common to all of them.
_WORDS = {way.lower(): tuple(english.split("|")) for english, _, ways in _LINES for way in ways.split()}
_PIECES = re.compile(r"(?<=\d)\s?片(?!装)")  # "200片" of a puzzle
_N = rf"(?:\d{{1,6}}(?:\.\d{{1,2}})?|[{NUMERALS}]{{1,6}}?)"
_AND_A_HALF = re.compile(
    rf"({_N})(个?小时|个?钟头|公斤|千克|斤|升|公里|米|年|岁|寸|个)半(?!价|折)(?:(?<=个半)(小时|钟头))?"
)  # "14公斤半"
_HALF_AN_HOUR = re.compile(rf"(?<![{NUMERALS}个\d])半个?(?:小时|钟头)")
_TALL = re.compile(rf"({_N})米(\d{{1,2}}|[{NUMERALS}]{{1,3}})(?![\d{NUMERALS}%厘毫公件条个双人只根])")  # "一米八"
_JIN = re.compile(rf"(?<![\d.{NUMERALS}])({_N})\s?斤(?!半)")  # half a kilogram
_BELOW_ZERO = re.compile(rf"零下\s?({_N})\s?(?:摄氏)?度")
_NUMERAL = re.compile(rf"[{NUMERALS}]+")
_DENYING = frozenset("不防无没免非")
LONGEST = 7  # characters that are one word; longer ones are proverbs and institutions
_LETTER = "[a-z0-9]"
_MIXED = re.compile(  # of letters and characters, "u型枕"; no part of a longer word in letters
    "|".join(
        rf"{rf'(?<!{_LETTER})' * way[0].isascii()}{re.escape(way)}{rf'(?!{_LETTER})' * way[-1].isascii()}"
        for way in sorted(_WORDS, key=len, reverse=True)
        if not _RUN.fullmatch(way)
    ),
    re.IGNORECASE,
)


def is_chinese(words: str) -> bool:
    return bool(_RUN.search(words))


def simplified(words: str) -> str:
    """The words with simplified characters in place of traditional ones, as many as before."""
    return words.translate(_TRADITIONAL)


def in_english(words: str, looked_up: LookUp | None = None, says: Callable[[str], bool] | None = None) -> str:
    """The words with every Chinese one that is known in English; characters that say nothing known are left out.

    What is not among the words here is `looked_up`; of two readings the longer word is meant. What can be called in two
    ways is called as the store `says` it. Other words stay as they are. Where nothing is known the words come back
    unchanged.
    """
    if not is_chinese(words):
        return words
    counted = _PIECES.sub(" pieces ", _in_figures(simplified(words)))
    plain = _MIXED.sub(lambda match: f" {called(match.group().lower(), says)} ", counted)
    said = _RUN.sub(lambda match: f" {' '.join(_read(match.group(), looked_up, says))} ", plain)
    return " ".join(said.split()) or words


def ways() -> list[str]:
    """The words of two Chinese characters or more that are known here."""
    return [way for way in _WORDS if len(way) > 1 and _RUN.fullmatch(way)]


def called(way: str, says: Callable[[str], bool] | None = None) -> str:
    """What one word of ours says in English, as the store `says` it; empty for another word."""
    names = _WORDS.get(way, ("",))
    return next((name for name in names if says and says(name)), names[-1])


def is_known(words: str) -> bool:
    """Whether every Chinese character of the words belongs to a known word or number: nothing is left out."""
    plain = _MIXED.sub(" ", simplified(words))
    return all(all(_pieces(run.replace("的", ""))) for run in _RUN.findall(plain))


def _in_figures(words: str) -> str:
    """Measures that are more than a number and its unit: "14公斤半" is "14.5公斤", "三斤" is "1.5公斤"."""
    said = _AND_A_HALF.sub(lambda match: f"{_number(match[1]) + Decimal('0.5'):f}{match[3] or match[2]}", words)
    said = _HALF_AN_HOUR.sub("30分钟", said)
    said = _TALL.sub(_in_meters, said)
    said = _JIN.sub(lambda match: f"{(_number(match[1]) / 2).normalize():f}公斤", said)
    return _BELOW_ZERO.sub(lambda match: f" -{_number(match[1]):f} °C ", said)


def _in_meters(match: re.Match[str]) -> str:
    """ "一米八": what stands behind is tenths, "一米七五": or hundredths."""
    digits = "".join(f"{numeral(char):f}" for char in match[2]) if match[2][0] in NUMERALS else match[2]
    return f"{_number(match[1]):f}.{digits}米"


def _number(words: str) -> Decimal:
    return numeral(words) if words[0] in NUMERALS else Decimal(words)


def _read(run: str, looked_up: LookUp | None, says: Callable[[str], bool] | None) -> list[str]:
    return [english for english in _pieces(run, looked_up, says) if english]


def _pieces(run: str, looked_up: LookUp | None = None, says: Callable[[str], bool] | None = None) -> list[str]:
    """The English for each known word of the run, and an empty one for each character that says nothing known."""
    found: list[str] = []
    at = 0
    while at < len(run):
        denied = at > 0 and run[at - 1] in _DENYING and not found[-1]  # "不掉色", "防漏": the word says the opposite
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            word = run[at : at + length]
            english = called(word, says) or (looked_up(word) if looked_up and length > 1 and not denied else "")
            if english:
                found.append(english)
                at += length
                break
        else:
            number = _NUMERAL.match(run, at)
            found.append(f"{numeral(number.group()):f}" if number else "")
            at = number.end() if number else at + 1
    return found
