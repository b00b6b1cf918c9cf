"""Talk about one thing in a draft: what its record, its reviews and earlier answers say, and where they say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.acts import ShopperAct
from assistant.answers.answering import ProductAnswer, ProductAnswerer
from assistant.cards import card
from assistant.copilot.chinese_words import slot_in
from assistant.copilot.dry_turn import Walked
from assistant.copilot.phrases import phrase
from assistant.copilot.records import (
    cited_source,
    description_source,
    field_source,
    opinions_source,
    question_source,
    stated_in,
)
from assistant.copilot.said import Said
from assistant.copilot.suiting import Suiting
from assistant.copilot.talked import Of
from assistant.copilot.things_told import N_CARDS
from assistant.copilot.told import Told, stands
from assistant.copilot.voice import in_our_voice
from assistant.hearing.asked_slots import name_of_asked
from assistant.hearing.review_cues import asks_reviewers
from assistant.reply import Comparison
from assistant.responding import once
from assistant.room import Room
from recommender.opinions.mining import Opinions
from recommender.wording import listed, lowered
from retrieval.catalog import Product, Question, Variant
from retrieval.store import Store
from retrieval.tokens import stems

_HEALTH = re.compile(
    r"\b(?:allerg\w*|intoleran\w*|c(?:o)?eliac|anaphyla\w*|asthma\w*|epilep\w*|pacemaker|pregnan\w*|eczema)\b"
    r"|过敏|哮喘|孕妇",
    re.IGNORECASE,
)
_ALLERGEN = re.compile(r"\ballerg(?:ic|y) to (?:[a-z]+ )?([a-z]+)|\b([a-z]+) allerg(?:y|ies)\b", re.IGNORECASE)
_FOR_THE_SMALL = re.compile(
    r"\b(?:bab(?:y|ies)|toddlers?|infants?|newborns?|chews?|choking|swallow\w*)\b|宝宝|婴儿", re.IGNORECASE
)
_HEALTH_WORDS = frozenset(
    stems("severe allergy allergic allergies son daughter child wife husband mother has have my safe")
    | stems("contain contains does any made with")
)
# Of which one says it in a way of their own; the rest read "The noise of the Kettle is 69 dB".
_FIELDS = {
    "age": "field_age", "material": "field_material", "feature": "fields", "safety": "field_of", "care": "field_of"
}  # fmt: skip
_NO_MATTER = frozenset(("Best for", "Stock", "Rating", "Brand", "Kind", "Color", "Colour", "Country", "Care", "Size"))
_MOST_ROWS = 4  # of a comparison, told of each


class ThingTalk:
    """Answers over one room."""

    def __init__(
        self,
        room: Room,
        answerer: ProductAnswerer,
        store: Store,
        suiting: Suiting,
        opinions: Callable[[str], Opinions],
    ) -> None:
        self._room = room
        self._catalog = room.catalog
        self._answerer = answerer
        self._store = store
        self._suiting = suiting
        self._opinions = opinions

    def told(self, act: ShopperAct, walked: Walked, of: Of) -> Told | None:
        """The record's answer about a single thing; None where the assistant answered in another way."""
        if len(act.product_ids) != 1:
            return None
        product = self._catalog.product(act.product_ids[0])
        shown = of.turn.state.shown.variants.get(product.id, "")
        answer = self._answerer.answer(product, act.text, act.constraints, shown)
        if once(answer.text) not in walked.text:
            return None
        variant = next((v for v in product.variants if v.id == answer.variant_id), product.variants[0])
        named = _of_allergen(product, of) if _HEALTH.search(of.words) else None
        if named is not None:
            return Told((named, stands("unknown_health", of.language)), about=(product.id,))
        if _HEALTH.search(of.words) and not _is_about(answer, of.words, product):
            return self._silent(product, "", of, of_health=True)
        if not answer.found:
            return self._silent(product, answer.missing, of)
        said = self._answered(answer, product, variant, of)
        safe = _safety(product, of) if answer.slot == "age" or _FOR_THE_SMALL.search(of.words) else ()
        more = (stands("unknown_health", of.language),) if _HEALTH.search(of.words) else ()
        cards = (card(self._catalog, variant.id),) if variant.offer.available else ()
        sold_out = self._instead(product, variant, of) if not variant.offer.available else Told()
        return Told((said, *safe, *more), cards=cards, about=(product.id,)) + sold_out

    def compared(self, walked: Walked, of: Of) -> Told | None:
        """Where things differ, said of each; None where nothing was compared."""
        rows = next((event for event in walked.events if isinstance(event, Comparison)), None)
        if rows is None:
            return None
        differing = [row for row in rows.rows if row.differs and row.label not in _NO_MATTER][:_MOST_ROWS]
        said = []
        for n, shown in enumerate(rows.cards):
            product, variant = self._catalog.variant(shown.variant_id)
            value = ", ".join(f"{row.label.lower()} {row.values[n]}" for row in differing)
            sources = stated_in(value, (product,), (variant,))
            fields = {"title": product.title, "value": value}
            said.append(Said(phrase("compared", of.language, **fields), sources))
        return Told(tuple(said), cards=rows.cards, about=tuple(c.product_id for c in rows.cards)) if differing else None

    def _answered(self, answer: ProductAnswer, product: Product, variant: Variant, of: Of) -> Said:
        is_option = any(answer.slot in v.options for v in product.variants)
        if answer.slot and (not is_option or of.language == "zh"):
            source = field_source(product, answer.slot)
            key = _FIELDS.get(answer.slot, "field")
            slot = slot_in(answer.slot, of.language)
            slot = f"{slot[:1].upper()}{slot[1:]}" if key == "field_of" else slot
            fields = {"slot": slot, "title": product.title, "value": answer.said, "be": _be(product.title)}
            return Said(phrase(key, of.language, **fields), (source,), key, fields)
        asked = self._asked_before(answer, product)
        if asked is not None:
            return _own_answer(asked, product, of.language)
        text = in_our_voice(once(answer.text))
        reviews, questions = self._store.reviews(product.id), self._store.questions(product.id)
        cited = [cited_source(one, reviews, questions, self._catalog) for one in answer.cited]
        counted = asks_reviewers(of.words) or any(one.review_id for one in cited)
        cited += [opinions_source(product, self._opinions(product.id))] if counted else []
        stated = () if cited else stated_in(text, (product,), (variant,))
        own = (field_source(product, answer.slot),) if answer.slot else ()
        described = (description_source(product),) if "Our page on" in text else ()
        return Said(text, tuple(dict.fromkeys((*cited, *own, *described, *stated))) or (description_source(product),))

    def _asked_before(self, answer: ProductAnswer, product: Product) -> Question | None:
        asked = next((one.question_id for one in answer.cited if one.question_id), "")
        return next((one for one in self._store.questions(product.id) if asked and one.id == asked), None)

    def _silent(self, product: Product, missing: str, of: Of, *, of_health: bool = False) -> Told:
        """That the data does not say, and what would."""
        what = missing or name_of_asked(of.words)
        if what and of.language == "en" and not of_health:
            said = stands("unknown_what", of.language, what=f"the {what}", title=product.title)
        else:
            said = stands("unknown", of.language, title=product.title)
        note = (
            f"The record of the {product.title} states nothing of it, nor do its questions and reviews. The maker, its "
            "label or the piece in the warehouse would tell; what you answer can become a standing answer."
        )
        health = (stands("unknown_health", of.language),) if of_health else ()
        return Told((said, *health), (note,), about=(product.id,))

    def _instead(self, product: Product, variant: Variant, of: Of) -> Told:
        """Beside something sold out: other versions of it that can be had, as its card; else others of its kind."""
        here = next((v for v in product.variants if v.offer.available), None)
        if here is not None:
            return Told(cards=(card(self._catalog, here.id),))
        found = self._suiting.replacements(variant.id, of.turn, self._room, N_CARDS)
        return Told(cards=tuple(one.card for one in found))


def _own_answer(asked: Question, product: Product, language: str) -> Said:
    """What the store answered to the same question before, in its own words; else what a shopper did."""
    source = question_source(product, asked)
    own = sorted(asked.answers, key=lambda answer: not answer.is_store)[0]
    if language == "zh":
        return Said(phrase("answered", language, said=own.text), (source,), "answered", {"said": own.text})
    if own.is_store:
        return Said(own.text, (source,))
    return Said(phrase("another_shopper", language, said=own.text), (source,), "another_shopper", {"said": own.text})


def _be(title: str) -> str:
    """Gloves are, a kettle is."""
    last = title.rsplit(" ", 1)[-1].lower()
    return "are" if last.endswith("s") and not last.endswith(("ss", "us")) else "is"


def _of_allergen(product: Product, of: Of) -> Said | None:
    """The field that names what somebody is allergic to; None where none does, which says nothing."""
    named = {stem for match in _ALLERGEN.finditer(of.words) for stem in stems(match[1] or match[2])} - _HEALTH_WORDS
    for slot, values in product.attributes.items():
        if named & stems(" ".join(values)):
            key = _FIELDS.get(slot, "field")
            value = listed([lowered(one) for one in values])
            fields = {"slot": slot_in(slot, of.language), "title": product.title, "value": value}
            fields["be"] = _be(product.title)
            return Said(phrase(key, of.language, **fields), (field_source(product, slot),), key, fields)
    return None


def _safety(product: Product, of: Of) -> Sequence[Said]:
    """What the record states of safety stands beside an answer about small children, asked for or not."""
    values = product.attributes.get("safety", ())
    if not values:
        return ()
    fields = {"slot": slot_in("safety", of.language), "title": product.title, "value": "; ".join(values)}
    return (Said(phrase("safety", of.language, **fields), (field_source(product, "safety"),), "safety", fields),)


def _is_about(answer: ProductAnswer, words: str, product: Product) -> bool:
    """Whether an answer names what an allergy is against: a word beside it is not enough."""
    asked = {stem for stem in stems(words) - _HEALTH_WORDS - stems(product.title) if len(stem) > 2}
    return answer.found and bool(asked) and asked <= stems(answer.text)
