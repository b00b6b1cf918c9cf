"""Turns written by hand, whole: their values exchanged for others of the same sort, so that one shape serves often."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.notes.notation import QUALITIES, Pair, plain, read
from assistant.training.checking import problems
from assistant.training.pieces import NotePair, Piece, Said, line, text_of
from assistant.training.stock import Stock
from assistant.training.wording import in_chinese, wordings
from retrieval.yaml_loader import LOADER

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_AMOUNT = re.compile(r"([$£€¥]?)(\d{1,5})([$£€]?)")
_NO_COPIES = frozenset({"price", *QUALITIES})  # what `any` names, though nobody said the word
_NOWHERE = (-1, -1)
_EXCHANGED = 0.7  # of the values of one row that can be
# Prices go together; of kinds whose qualities are said few are, for most would make no sense ("ink for 4 people").
_SHARES = {"price": 1.0, "fitted": 0.3}
# What stands before a text that is no kind of thing, but what somebody likes, does or wants it for.
_PURPOSE = re.compile(
    r"(?:\b(?:against|who|that|he|she|they|to|loves?|likes?|into|about|everything|all|something|anything|sth|of|"
    r"on (?:my|the)|at (?:my|the))|\b(?:something|anything|sth|stuff|everything)\b[^.,;!?]*\bfor(?: (?:the|an?|my))?) $"
    r"|(?:喜欢|爱|要去|第一次|想|学|对)$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"^ (?:are|is) back\b", re.IGNORECASE)  # behind it: "the wasps are back" asks for something else
_LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL")
_SORTS = {  # of one sort, as people say them
    "color": ("red", "blue", "green", "black", "white", "grey", "gray", "beige", "navy", "yellow", "orange", "purple",
              "pink", "brown", "teal", "burgundy", "olive", "turquoise", "cream", "silver", "charcoal", "mustard"),
    "material": ("wool", "cotton", "leather", "polyester", "linen", "silk", "bamboo", "steel", "plastic", "glass",
                 "ceramic", "oak", "pine", "aluminium", "nylon", "rubber", "cork", "stainless steel", "suede", "felt"),
    "color_zh": ("红色", "蓝色", "绿色", "黑色", "白色", "灰色", "米色", "黄色", "橙色", "紫色", "粉色", "棕色"),
    "material_zh": ("羊毛", "纯棉", "真皮", "涤纶", "亚麻", "真丝", "竹子", "不锈钢", "塑料", "玻璃", "陶瓷", "橡木"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """One turn: the message in pieces (what the notes copy is marked), what they note, and what stood before."""

    lang: str
    pieces: tuple[Piece, ...]
    acts: tuple[Said, ...]
    need: str
    shown: tuple[str, ...]
    keys: dict[str, str]  # mark -> the key it is noted under


@cache
def written_files() -> tuple[str, ...]:
    """The names of `written/*.yaml`, without their ending."""
    folder = files(__package__) / "written"
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


@cache
def written_turns(names: tuple[str, ...] = ()) -> tuple[Written, ...]:
    """The turns of these files (of all, for none) by file and place. `ValueError` for a file that is not there."""
    unknown = [name for name in names if name not in written_files()]
    if unknown:
        raise ValueError(f"No file of written turns is called {unknown[0]}; there are {', '.join(written_files())}.")
    folder = files(__package__) / "written"
    texts = ((folder / f"{name}.yaml").read_text("utf-8") for name in names or written_files())
    return tuple(_turn(entry) for text in texts for entry in yaml.load(text, Loader=LOADER))


def holds(turn: Written) -> bool:
    """Whether the notes can be taken of the message: a slip or another value may have broken a copied word."""
    return not problems(plain(text_of(turn.pieces)), line(turn.acts, turn.pieces), len(turn.shown))


class Exchanger:
    """Says written turns anew, with values of `stock` and of common lists."""

    def __init__(self, stock: Stock, chance: random.Random) -> None:
        self._stock = stock
        self._chance = chance
        brands = tuple(trait.said for trait in stock.of_slot("brand"))
        people = wordings("people")
        self._sorts = {
            **_SORTS,
            "brand": brands,
            **{
                f"{key}{end}": tuple(people[listed][lang])
                for key, listed in (("recipient", "recipients"), ("occasion", "occasions"), ("by", "by"))
                for end, lang in (("", "en"), ("_zh", "zh"))
            },
        }

    def exchanged(self, turn: Written) -> Written:
        """The turn with some of its values exchanged. What the need or a title says as well stays."""
        told = f"{turn.need} {' '.join(turn.shown)}".lower()
        times = self._chance.uniform(0.4, 2.2)  # for all amounts, so that a range stays one
        kept = {key for key in ("price",) if self._chance.random() > _EXCHANGED}
        marked = [piece for piece in turn.pieces if piece.mark]
        kept |= {turn.keys[piece.mark] for piece in marked if piece.text.lower() in told}
        new = {
            piece.mark: self._other(turn.keys[piece.mark], piece.text, times)
            for piece in marked
            if turn.keys[piece.mark] not in kept
            and self._chance.random() < _SHARES.get(turn.keys[piece.mark], _EXCHANGED)
        }
        texts = [text for text in new.values() if text]
        if len(set(texts)) < len(texts):
            return turn
        pieces = tuple(
            Piece(new[piece.mark], piece.mark, piece.kept) if new.get(piece.mark) else piece for piece in turn.pieces
        )
        other = replace(turn, pieces=_with_articles(pieces))
        return other if holds(other) else turn

    def _other(self, key: str, text: str, times: float) -> str:
        """Another value of the same sort; empty where none is known."""
        chinese = bool(_CHINESE.search(text))
        if key == "price":
            return _scaled(text, times)
        if key in ("kind", "fitted"):
            return self._kind(text, chinese)
        if key == "size":
            return self._size(text)
        known = self._sorts.get(f"{key}_zh" if chinese else key, ())
        if key == "brand":
            return self._chance.choice(known) if known and not chinese else ""
        own = [word for word in known if word != text.lower()]
        return self._chance.choice(own) if text.lower() in known else ""

    def _kind(self, text: str, chinese: bool) -> str:
        kind = self._chance.choice(self._stock.kinds)
        if chinese:
            said = in_chinese(kind.one)
            return said if _CHINESE.search(said) else ""
        return kind.many if text.endswith("s") and not text.endswith("ss") else kind.one

    def _size(self, text: str) -> str:
        if text.upper() in _LETTERS:
            other = self._chance.choice(_LETTERS)
            return other.lower() if text.islower() else other
        if text.isdigit() and 30 <= int(text) <= 50:
            return str(self._chance.randint(34, 47))
        return ""


def _turn(entry: dict[str, Any]) -> Written:
    message = plain(str(entry["say"]))
    places: dict[tuple[int, int], str] = {}
    keys: dict[str, str] = {}
    acts = []
    for note, noted in zip(read(entry["notes"]), str(entry["notes"]).split("; "), strict=True):
        word = noted.split()[0]
        pairs = tuple(_pair(pair, message, places, keys) for pair in note.pairs)
        acts.append(Said((), word, pairs))
    keys |= _kinds(acts, {mark: spot for spot, mark in places.items()}, message)
    pieces: list[Piece] = []
    at = 0
    for (start, end), mark in sorted(places.items()):
        pieces += [Piece(message[at:start]), Piece(message[start:end], mark)]
        at = end
    pieces.append(Piece(message[at:]))
    lang = "zh" if len(_CHINESE.findall(message)) * 2 > len(re.findall(r"[a-zA-Z]", message)) else "en"
    shown = tuple(str(title) for title in entry.get("shown", ()))
    whole = tuple(piece for piece in pieces if piece.text)
    return Written(lang, whole, tuple(acts), str(entry.get("need", "")), shown, keys)


def _kinds(acts: Sequence[Said], spots: dict[str, tuple[int, int]], message: str) -> dict[str, str]:
    """Which marks are kinds of things that another kind may stand for: `fitted` where its qualities are said, too."""
    found: dict[str, str] = {}
    for said in acts:
        fitted = any(pair.key in ("with", "owns") for pair in said.pairs)
        marks = [mark for pair in said.pairs if pair.key == "text" for mark in pair.marks]
        if said.word not in ("find", "bundle") or (said.word, len(marks)) == ("bundle", 1):  # "all for camping"
            continue
        for mark in marks:
            start, end = spots[mark]
            once = message.lower().count(message[start:end].lower()) == 1
            if once and not _PURPOSE.search(message[:start]) and not _REMARK.search(message[end:]):
                found[mark] = "fitted" if fitted else "kind"
    return found


def _pair(pair: Pair, message: str, places: dict[tuple[int, int], str], keys: dict[str, str]) -> NotePair:
    """The pair over marks, each at the value's first free place in the message."""
    parts = (pair.value,) if pair.key == "ref" and "," in pair.value else pair.parts
    spots = [_spot(part, message, places) for part in parts]
    if pair.key == "sort" or pair.value in _NO_COPIES or _NOWHERE in spots:
        return NotePair(pair.key, pair.operator, (), pair.value)
    marks = []
    for spot in spots:
        mark = places.setdefault(spot, f"m{len(places) + 1}")
        keys[mark] = pair.key
        marks.append(mark)
    return NotePair(pair.key, pair.operator, tuple(marks), between=".." if pair.is_range else "|")


def _spot(value: str, message: str, places: dict[tuple[int, int], str]) -> tuple[int, int]:
    edge = r"(?<![A-Za-z0-9]){}(?![A-Za-z0-9])"
    for match in re.finditer(edge.format(re.escape(value)), message):
        if all(match.end() <= start or end <= match.start() for start, end in places):
            return match.span()
    return _NOWHERE


def _scaled(text: str, times: float) -> str:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return ""
    value = float(match[2]) * times
    step = 1 if value < 20 else 5 if value < 200 else 10 if value < 500 else 50
    return f"{match[1]}{max(step, round(value / step) * step)}{match[3]}"


def _with_articles(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """ "a" and "an" as the word behind them wants it."""
    done: list[Piece] = []
    for piece in pieces:
        if piece.mark and done and (match := re.search(r"\b([aA])n? $", done[-1].text)):
            article = match[1] + ("n" if piece.text[:1].lower() in "aeiou" else "")
            done[-1] = Piece(f"{done[-1].text[: match.start()]}{article} ", done[-1].mark, done[-1].kept)
        done.append(piece)
    return tuple(done)
