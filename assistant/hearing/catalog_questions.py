"""Catalog questions: what the shop has, asked in set ways, read so strictly that no search is taken for one."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.chinese.shop_words import in_english, is_chinese, is_known
from assistant.hearing.catalog_shapes import Aspect, CatalogShape, shape_of
from assistant.naming.needs import NeedReader
from assistant.state import DialogueState
from retrieval.catalog import Catalog, Product
from retrieval.query import THING, Constraint, Operator, Order
from retrieval.tokens import STOP_WORDS, stem, tokens
from retrieval.vocabulary import Vocabulary

_FILLERS = re.compile(
    r"\b(?:different|various|other|kinds? of|types? of|sorts? of|models? of|pairs? of|sets? of|pieces? of|your|ur|an?|"
    r"the|that (?:is|are|have|has)|which (?:is|are|have))\b",
    re.I,
)
_ANYTHING = frozenset(
    "product products item items thing things article articles stuff goods 商品 东西 产品 货".split()  # noqa: SIM905
)
_OF_THINGS = frozenset({Aspect.PRICES, Aspect.CHEAPEST, Aspect.DEAREST})  # "what does overnight cost?" is of no thing


class CatalogQuestionReader:
    """Reads a clause as a question about the range: only where every word of it is understood."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary, needs: NeedReader) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._needs = needs

    def read(self, clause: str, state: DialogueState) -> ShopperAct | None:
        """The act with all conditions of what is asked about; None where it is no such question, or about a product.

        Where no thing is named, it is about the search at hand, if that is on the screen, else about everything.
        """
        shape = shape_of(clause)
        if shape is None or (shape.slot and not slot_of(shape, self._vocabulary)):
            return None
        conditions = self._conditions(shape.about)
        if conditions is None:
            return None
        kinds = [c for c in conditions if c.slot in ("category", THING)]
        if not kinds and (self._is_of_a_product(shape, state) or (conditions and shape.aspect in _OF_THINGS)):
            return None
        if not kinds and shape.aspect in (Aspect.CHEAPEST, Aspect.DEAREST):
            return None  # "how much is the cheapest?" points at what is shown
        if kinds and shape.of_shown and state.talked_of:
            return None  # "what sizes does the jacket come in" of the jacket that was talked about
        return ShopperAct(Intent.ASK_CATALOG, conditions, text=clause)

    def _is_of_a_product(self, shape: CatalogShape, state: DialogueState) -> bool:
        """ "What colours are there?", said of the one product on the screen, or that was just talked about."""
        if shape.aspect in (Aspect.BRANDS, Aspect.KINDS) or _is_of_everything(shape):
            return False
        if not state.focus or not (state.talked_of or len(state.shown.product_ids) == 1):
            return False
        slot = slot_of(shape, self._vocabulary)
        return not slot or (
            state.focus[0] in self._catalog and self._states(self._catalog.product(state.focus[0]), slot)
        )

    @staticmethod
    def _states(product: Product, slot: str) -> bool:
        return any(product.values(variant, slot) for variant in product.variants)

    def _conditions(self, about: str) -> tuple[Constraint, ...] | None:
        """What the words say, each word of them; None where one says something else. Nothing for "products"."""
        if is_chinese(about):
            if about in _ANYTHING or not is_known(about):
                return () if about in _ANYTHING else None
            about = in_english(about)
        plain = " ".join(_FILLERS.sub(" ", about).split())
        words = [t for t in tokens(plain) if t.word not in STOP_WORDS or t.word in _ANYTHING]
        if not words or all(t.word in _ANYTHING for t in words):
            return () if words or not plain else None
        need = self._needs.read(plain, DialogueState())
        if need.dropped or need.unread or (need.order or Order.FIT) is not Order.FIT:
            return None
        if any(not c.required and (c.said or c.operator is not Operator.IS) for c in need.constraints):
            return None  # "quiet": a wish that no record answers with yes or no
        conditions = tuple(self._in_full(replace(c, required=True), plain) for c in need.constraints)
        left = self._left(plain, need.words)
        if left and any(c.slot == "category" for c in conditions):
            return None
        if left:
            if not (all(map(self._vocabulary.titles_say, left)) and self._vocabulary.names_a_thing(left[-1])):
                return None
            written = [plain[t.start : t.end] for t in tokens(plain) if t.word in left]  # "t-light", not "tlight"
            conditions = (Constraint(THING, Operator.IS, " ".join(written or left)), *conditions)
        return conditions or None

    def _in_full(self, condition: Constraint, plain: str) -> Constraint:
        """ "Tea" is the category of this name, where there is one, and not also Coffee & Tea."""
        if condition.slot != "category" or condition.operator is not Operator.ONE_OF:
            return condition
        said = [t.stem for t in tokens(plain)]
        named = [value for value in condition.values if _says(said, [t.stem for t in tokens(str(value))])]
        return replace(condition, operator=Operator.IS, value=str(named[0])) if len(named) == 1 else condition

    def _left(self, plain: str, words: tuple[str, ...]) -> list[str]:
        """The words to search with that name no value of the store."""
        said = tokens(plain)
        better = [self._vocabulary.corrected(t.word) or t.word for t in said]
        corrected = [replace(t, word=word, stem=stem(word)) for t, word in zip(said, better, strict=True)]
        named = {corrected[i].stem for m in self._vocabulary.match(corrected) for i in range(m.first, m.last + 1)}
        return [word for word in words if stem(word) not in named and word not in STOP_WORDS]


def _says(said: list[str], name: list[str]) -> bool:
    return any(said[at : at + len(name)] == name for at in range(len(said) - len(name) + 1))


def slot_of(shape: CatalogShape, vocabulary: Vocabulary) -> str:
    """The store's slot that the words of the shape name; empty where it has none of that name."""
    said = tuple(t.stem for t in tokens(shape.slot))
    said = tuple({"colour": "color", "fabric": "materi", "flavour": "flavor"}.get(word, word) for word in said)
    for slot in vocabulary.slots:
        if slot != "category" and tuple(stem(word) for word in slot.split("_")) == said:
            return slot
    return ""


def is_of_the_need(shape: CatalogShape, conditions: tuple[Constraint, ...], state: DialogueState) -> bool:
    """Whether the question is about the search at hand: no thing is named, and the search is on the screen."""
    if any(c.slot in ("category", THING) for c in conditions) or not state.shown.product_ids or state.bundling:
        return False
    if _is_of_everything(shape) or (shape.aspect is Aspect.KINDS and not conditions):
        return False
    return bool(state.text or state.constraints)


def _is_of_everything(shape: CatalogShape) -> bool:
    """ "How many products do you have?" """
    return shape.about in _ANYTHING or bool(_ANYTHING & set(shape.about.lower().split()))
