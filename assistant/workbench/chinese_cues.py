"""Chinese bench cues: the plain ways to change a bundle, put into the English that the other cues read."""

from __future__ import annotations

import re

from assistant.chinese import in_english, is_chinese, simplified

_WAYS = (
    (re.compile(r"(?:全部|都)(?:加入|放进|加到)?(?:购物车)?(?:吧|了)?$|^(?:全要|都要|都买)了?$"), "add everything"),
    (re.compile(r"^(?:便宜(?:一点|点|些)|省钱)(?:的)?(?:吧|方案)?$"), "the cheaper version"),
    (re.compile(r"^(?:最好|好一点)的?(?:吧|方案)?$"), "the best version"),
    (
        re.compile(r"(?:预算|总共|一共)?(?:改成|改到|改为|控制在|降到|加到)?(\d+)(?:元|块|美元|以内|左右)*$"),
        r"make it \1",
    ),
    (re.compile(r"^(?:保留|留下|留着|锁定)(?:这个|那个)?(.+)$"), r"keep the \1"),
    (re.compile(r"^我?(?:已经)?有了?(.+?)了?$"), r"i already have a \1"),
    (re.compile(r"^(?:不要|去掉|不需要|删掉|拿掉)(?:这个|那个)?(.+)$"), r"without the \1"),
    (re.compile(r"^(?:换(?:一个|个|掉|一下)?|更换)(?:这个|那个)?(.+)$"), r"swap the \1"),
    (re.compile(r"^把(.+?)换(?:掉|一个|一下|了)?$"), r"swap the \1"),
)


def bench_words(text: str) -> str:
    """A Chinese message in English where it is plainly about a bundle; any other as it is."""
    if not is_chinese(text):
        return text
    pieces = [piece.strip() for piece in re.split(r"[，,。.！!；;、\s]+", simplified(text)) if piece.strip()]
    return ", ".join(_said(piece) for piece in pieces)


def _said(piece: str) -> str:
    for pattern, english in _WAYS:
        match = pattern.search(piece)
        if match:
            thing = match[1] if match.groups() and match[1] else ""
            return english.replace(r"\1", in_english(thing).strip() if is_chinese(thing) else thing)
    return piece
