"""References in notes: places, and copied words such as "the other one", "the 45 dollar one", "便宜的那个"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.chinese.dictionary import StoreChinese
from assistant.chinese.numbers import NUMERALS, numeral
from assistant.chinese.shop_words import is_chinese, simplified
from assistant.naming.qualities import compared, measure
from assistant.naming.references import Names, Reference, among_met, resolve
from assistant.notes.words import root
from assistant.quantities.amounts import number
from assistant.state import DialogueState
from retrieval.catalog import Catalog, Product, Variant
from retrieval.tokens import STOP_WORDS, stem, tokens
from retrieval.vocabulary import Vocabulary

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_POINTING = (*_ORDINALS, "cheaper", "cheapest", "other", "last", "both", "these", "those")
_PIECE = r"(?:个|款|件|双|条|只|张|台|本|样|种|顶|把|盏|套|瓶|盒|支|幅|部)"
_N = rf"[{NUMERALS}]|\d{{1,2}}"
_CHINESE = (  # what is said, in words that are read below; {n} is its number, {nth} as an ordinal
    (re.compile(rf"第({_N})(?:{_PIECE})?"), "the {nth} one "),
    (re.compile(rf"最后(?:一{_PIECE}|的)?"), "the last one "),
    (re.compile(rf"前({_N}){_PIECE}?"), "the first {n} "),
    (re.compile(rf"另外?(?:两|三|几|些){_PIECE}?|其他的?"), "the other ones "),
    (re.compile(rf"另外?一?{_PIECE}?"), "the other one "),
    (re.compile(rf"(?:最?便宜|实惠)(?:一?点)?的?(?:[这那]?{_PIECE})?"), "the cheapest one "),
    (re.compile(rf"(?:最?贵)(?:一?点)?的?(?:[这那]?{_PIECE})?"), "the dearest one "),
    (
        re.compile(rf"[这那](?:[两二三四五六]{_PIECE}|些|几{_PIECE})(?:都)?|(?:两{_PIECE})?都|它们|全部"),
        "all of these ",
    ),
    (re.compile(rf"[这那该](?:一?{_PIECE})?|它|刚刚的?|刚才的?"), "that one "),
)
_OTHER = re.compile(r"\bother\b", re.IGNORECASE)
_BESIDE = re.compile(  # of what was talked of, in the order of the list
    r"(?:the )?(?:one |thing )?(?:(?:right |just )?(?:(?P<before>before|above)|after|below) (?:that|it|this)(?: one)?)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:two|three|four|both|all|ones|rest|others)\b", re.IGNORECASE)
_EVERYTHING = re.compile(
    r"\b(?:these|all|both|each|everything|none|neither|any of|(?:those|the|them) (?:two|three|four|five|six))\b",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(
    r"(?:the )?(?:it|its|this|that|taht|this one|that one|'?em|them|they|those|do they|one|same|him|(?:in )?there)",
    re.I,
)
_PRICE = re.compile(
    r"[$£€¥]\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s?(?:dollars?|bucks?|euros?|pounds?|[$£€]|刀|块|元)", re.I
)
_NUMBERED = re.compile(
    r"\b(?:nr|no|num|number|item|option)\.?\s?(\d{1,2}|one|two|three|four|five|six)\b", re.IGNORECASE
)
# What a note may take for a name: "gr8 add tht".
_NO_NAME = re.compile(r"(?:gr8|great|ok(?:ay)?|perfect|cool|nice|lovely|super|tht|taht|dat)\W*", re.IGNORECASE)
_TOP = re.compile(r"(?:the )?(?:top|uppermost|topmost)(?: one)?", re.IGNORECASE)
_BOTTOM = re.compile(r"(?:the )?(?:bottom|lowest|lowermost)(?: one)?", re.IGNORECASE)
_DEAR = {"cheaper": False, "cheapest": False, "dearer": True, "dearest": True, "pricier": True, "priciest": True}
_NO_DESCRIPTION = STOP_WORDS | {"ones", "one", "rather", "then", "those", "that", "this", "pair", "thing"}


class NoteReferences:
    """Finds which shown products the words of a note's `ref` mean."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._in_english = StoreChinese(vocabulary).in_english
        self._names = Names(catalog)

    def resolve(self, words: str, state: DialogueState, talked_of: Sequence[str]) -> Reference:
        """What the words mean; `unresolved` where they clearly mean something shown, and nothing is like that.

        `talked_of` are the products of the latest act on products, in this message or the one before.
        """
        shown = [i for i in state.shown.product_ids if i in self._catalog]
        said = _spelled(self._plain(words))
        titled = self._names.titled(said)
        if titled:
            return titled
        numbered = _NUMBERED.search(said)
        if numbered:
            n = _count(numbered[1])
            return Reference((shown[n - 1],)) if 0 < n <= len(shown) else Reference(unresolved=words)
        if shown and (_TOP.fullmatch(said.strip()) or _BOTTOM.fullmatch(said.strip())):
            return Reference((shown[0 if _TOP.fullmatch(said.strip()) else -1],))
        beside = _BESIDE.fullmatch(said.strip())
        if beside and shown:
            at = next((shown.index(i) for i in talked_of if i in shown), len(shown))
            at += -1 if beside["before"] else 1
            is_there = 0 <= at < len(shown) and any(i in shown for i in talked_of)
            return Reference((shown[at],)) if is_there else Reference(unresolved=words)
        if _OTHER.search(said) and shown:
            return self._others(said, shown, state, talked_of)
        priced = self._priced(said, shown)
        if priced:
            return priced
        if _EVERYTHING.search(said) and len(shown) > 1 and not re.search(r"\b(?:first|last)\b", said):
            few = [i for i in talked_of if i in shown] if "both" in said else []
            return Reference(tuple(few if len(few) == 2 else shown[:2] if "both" in said else shown)[:6])
        if _PRONOUNS.fullmatch(said.strip()) or _NO_NAME.fullmatch(said.strip()):
            ids = tuple(i for i in talked_of if i in self._catalog) or state.focus[:1]
            return Reference(ids if re.search(r"em\b|th(?:ey|ose)", said) else ids[:1])
        extreme = self._extreme(said, shown, state)
        if extreme:
            return extreme
        for text in (said, f"the {said}", f"the {said} one"):  # models leave the article out
            found = resolve(text, state, self._catalog, self._vocabulary, self._names, bare_numbers=True)
            if found.product_ids and (found.named or not self._is_weak(said, found)):
                return found
            if found.unresolved and re.search(rf"\b(?:{'|'.join(_ORDINALS)})\b|\d", found.unresolved):
                return Reference(unresolved=words)
        met = among_met(said, state, self._catalog, self._vocabulary)
        return met or self._described(said, shown, state) or Reference(unresolved=words)

    def _plain(self, words: str) -> str:
        if not is_chinese(words):
            return " ".join(words.split())
        said = simplified(words)
        for pattern, english in _CHINESE:
            said = pattern.sub(partial(_counted, english), said)
        return " ".join(self._in_english(said).split())

    def _is_weak(self, said: str, found: Reference) -> bool:
        """Whether only a pronoun in the words was read ("that one" of "that one from Guatemala")."""
        content = {t.stem for t in tokens(said) if t.word not in _NO_DESCRIPTION}
        read = {t.stem for start, end in found.spans for t in tokens(said[start:end])}
        return bool(content) and not content & read

    def _others(self, said: str, shown: Sequence[str], state: DialogueState, talked_of: Sequence[str]) -> Reference:
        known = set(talked_of) & set(shown) or set(state.focus)
        left = [i for i in shown if i not in known]
        return Reference(tuple(left if _SEVERAL.search(said) else left[:1]), unresolved="" if left else said)

    def _priced(self, said: str, shown: Sequence[str]) -> Reference:
        match = _PRICE.search(said)
        if not match:
            return Reference()
        amount = Decimal(match[1] or match[2])
        near = [
            i for i in shown if any(abs(v.offer.price.amount - amount) < 1 for v in self._catalog.product(i).variants)
        ]
        return Reference(tuple(near[:1]))

    def _extreme(self, said: str, shown: Sequence[str], state: DialogueState) -> Reference:
        """ "The quieter one", "the biggest": by price, rating or the measure that the shown things state."""
        among = [i for i in state.focus if i in shown] if len(state.focus) > 1 else list(shown)
        cards = state.shown.variants
        for word in (t.word for t in tokens(said)):
            if word in _DEAR and among:
                pick = max if _DEAR[word] else min
                prices = {i: min(v.offer.price.amount for v in self._catalog.product(i).variants) for i in among}
                return Reference((pick(among, key=lambda i: prices[i]),))
            quality = compared(word)
            if not quality:
                continue
            stated: dict[str, Decimal] = {}
            slot = next((s for i in shown for s in [quality.slot_among(self._catalog.product(i).attributes)] if s), "")
            for i in shown:
                product = self._catalog.product(i)
                variant = next((v for v in product.variants if v.id == cards.get(i)), product.variants[0])
                found = [m for value in product.values(variant, slot) if (m := measure(value))] if slot else []
                stated |= {i: found[0][1]} if found else {}
            if len(stated) > 1:
                pick = max if quality.high else min
                return Reference((pick(stated, key=lambda i: stated[i]),))
        return Reference()

    def _described(self, said: str, shown: Sequence[str], state: DialogueState) -> Reference:
        """The shown product whose title, values or description has most of the words, title and values before prose."""
        spoken = [t for t in tokens(self._in_english(said)) if t.word not in _NO_DESCRIPTION]
        better = [stem(self._vocabulary.corrected(t.word) or t.word) for t in spoken]
        wanted = {root(word) for word in better if len(word) > 1 or word.isdigit()}
        if not wanted or not shown:
            return Reference()
        cards = state.shown.variants
        scores: dict[str, float] = {}
        for i in shown:
            product = self._catalog.product(i)
            card = next((v for v in product.variants if v.id == cards.get(i)), product.variants[0])
            fields = _fields(product, card)
            scores[i] = sum(max((weight for weight, own in fields if _has(own, word)), default=0.0) for word in wanted)
        best = max(scores.values())
        if best <= 0:
            return Reference()
        chosen = [i for i in shown if scores[i] == best]
        plural = bool(re.search(r"\b(?:ones|those)\b", said)) and len(chosen) < len(shown)
        return Reference(tuple(chosen[:4] if plural else chosen[:1]))


def _fields(product: Product, card: Variant) -> list[tuple[float, set[str]]]:
    options = " ".join(value for v in product.variants for value in v.options.values())
    attributes = " ".join(value for values in product.attributes.values() for value in values)
    texts = (
        (4.0, product.title),
        (3.5, " ".join(card.options.values())),
        (3.0, f"{product.brand} {' '.join(product.categories)}"),
        (3.0, f"{attributes} {options}"),
        (1.0, product.description),
    )
    return [(weight, {root(t.stem) for t in tokens(text.replace("-", " "))}) for weight, text in texts]


def _has(own: set[str], word: str) -> bool:
    """The word, or one that it is made from: "japanese" of Japan, "wooden" of wood."""
    return word in own or (
        len(word) > 4 and any(len(o) > 3 and (word.startswith(o) or o.startswith(word)) for o in own)
    )


def _counted(english: str, match: re.Match[str]) -> str:
    n = _count(match[1]) if match.re.groups else 0
    return english.format(n=n, nth=_ORDINALS[n - 1] if 0 < n <= len(_ORDINALS) else f"{n}th")


def _spelled(words: str) -> str:
    """With misspelt ordinals and the like mended: "teh fourht one", "cheepest 1"."""
    said = []
    for word in words.split():
        if len(word) > 3 and word.isalpha() and word.lower() not in STOP_WORDS:
            near = process.extractOne(
                word.lower(), _POINTING, scorer=OSA.distance, score_cutoff=1 if len(word) < 7 else 2
            )
            word = near[0] if near and near[0][0] == word[0].lower() else word
        said.append("the" if word.lower() in ("teh", "te", "hte") else word)
    return re.sub(r"(?<=[a-z]) 1$", " one", " ".join(said))


def _count(words: str) -> int:
    return int(numeral(words) if words[0] in NUMERALS else number(words))
