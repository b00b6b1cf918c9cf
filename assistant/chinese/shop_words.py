"""Chinese shop words: what a few copied characters say, in the words that stores of this kind use."""

from __future__ import annotations

import re
from collections.abc import Callable

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
m: 米
inch: 英寸 寸
w: 瓦
db: 分贝
h: 小时
min: 分钟
lm: 流明
years: 岁 年
mum: 我妈 妈妈 妈咪 母亲 老妈 妈
dad: 我爸 爸爸 老爸 父亲 爸
grandma: 外婆 奶奶 姥姥 祖母
grandpa: 外公 爷爷 姥爷 祖父
wife: 老婆 妻子 媳妇 太太
husband: 老公 丈夫 先生
girlfriend: 女朋友 女友
boyfriend: 男朋友 男友
daughter: 女儿 闺女
son: 儿子
sister: 姐姐 妹妹 姐妹 姐 妹
brother: 哥哥 弟弟 兄弟 哥 弟
aunt: 阿姨 姑姑 姨妈 婶婶
uncle: 叔叔 舅舅 伯伯
niece: 侄女 外甥女
nephew: 侄子 外甥
grandson: 孙子 外孙
granddaughter: 孙女 外孙女
baby: 宝宝 婴儿 宝贝
friend: 朋友 闺蜜 好友
colleague: 同事
boss: 老板 领导 上司
teacher: 老师
elders: 长辈 老人
parents: 父母 爸妈
me: 我自己 自己 我
birthday: 生日
wedding: 婚礼 结婚
anniversary: 纪念日 周年
christmas: 圣诞节 圣诞
new year: 新年 春节 过年
valentine's day: 情人节
mother's day: 母亲节
father's day: 父亲节
graduation: 毕业
housewarming: 乔迁 搬家
monday: 周一 星期一
tuesday: 周二 星期二
wednesday: 周三 星期三
thursday: 周四 星期四
friday: 周五 星期五
saturday: 周六 星期六
sunday: 周日 周天 星期天 星期日
tomorrow: 明天
today: 今天
the weekend: 周末
next week: 下周
"""
_LINES = (line.partition(": ") for line in f"{THINGS}{QUALITIES}{_SAID}".split("\n") if line.strip())
_WORDS = {way: english for english, _, ways in _LINES for way in ways.split()}
_PIECES = re.compile(r"(?<=\d)\s?片(?!装)")  # "200片" of a puzzle
_NUMERAL = re.compile(rf"[{NUMERALS}]+")
_DENYING = frozenset("不防无没免非")
LONGEST = 7  # characters that are one word; longer ones are proverbs and institutions
_MIXED = re.compile("|".join(sorted((re.escape(way) for way in _WORDS if not _RUN.fullmatch(way)), key=len)[::-1]))


def is_chinese(words: str) -> bool:
    return bool(_RUN.search(words))


def simplified(words: str) -> str:
    """The words with simplified characters in place of traditional ones, as many as before."""
    return words.translate(_TRADITIONAL)


def in_english(words: str, looked_up: LookUp | None = None) -> str:
    """The words with every Chinese one that is known in English; characters that say nothing known are left out.

    What is not among the words here is `looked_up`; of two readings the longer word is meant. Other words stay as they
    are. Where nothing is known the words come back unchanged.
    """
    if not is_chinese(words):
        return words
    counted = _PIECES.sub(" pieces ", simplified(words))
    plain = _MIXED.sub(lambda match: f" {_WORDS[match.group()]} ", counted)
    said = _RUN.sub(lambda match: f" {' '.join(_read(match.group(), looked_up))} ", plain)
    return " ".join(said.split()) or words


def is_known(words: str) -> bool:
    """Whether every Chinese character of the words belongs to a known word or number: nothing is left out."""
    plain = _MIXED.sub(" ", simplified(words))
    return all(all(_pieces(run.replace("的", ""))) for run in _RUN.findall(plain))


def _read(run: str, looked_up: LookUp | None) -> list[str]:
    return [english for english in _pieces(run, looked_up) if english]


def _pieces(run: str, looked_up: LookUp | None = None) -> list[str]:
    """The English for each known word of the run, and an empty one for each character that says nothing known."""
    found: list[str] = []
    at = 0
    while at < len(run):
        denied = at > 0 and run[at - 1] in _DENYING and not found[-1]  # "不掉色", "防漏": the word says the opposite
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            word = run[at : at + length]
            english = _WORDS.get(word) or (looked_up(word) if looked_up and length > 1 and not denied else "")
            if english:
                found.append(english)
                at += length
                break
        else:
            number = _NUMERAL.match(run, at)
            found.append(f"{numeral(number.group()):f}" if number else "")
            at = number.end() if number else at + 1
    return found
