"""Answers about a product, from its record, its questions and its reviews, or that the store's data does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.asked_before import asked_before, told
from assistant.named_options import NamedOptions
from assistant.qualities import quality_of
from assistant.safety import speaks_to_the_assistant
from assistant.superlatives import measured_by
from recommender.wording import (
    constraint_label,
    listed,
    lowered,
    n_of,
    rating_label,
    slot_name,
    stock_text,
    value_label,
)
from retrieval.catalog import Catalog, Product, Question, Review, Variant
from retrieval.documents import sentences
from retrieval.query import Constraint, Operator
from retrieval.tokens import STOP_WORDS, stem, tokens

_MEASURE = r"weight|load|water|space|room|light|power|noise|(?:can|do|does|will) \w+ (?:weigh|hold|carry|take|load)"
_PRICE = re.compile(rf"\b(?:how much(?! (?:{_MEASURE})\b)|price|cost|costs|is (?:it|this|that) free|for free)\b", re.I)
# Words that name a slot and mean something else: no cut, and not its own weight.
_NO_SLOT = re.compile(
    r"\bfits? (?:over|under|in|into|inside|on|onto|a|an|my|the|around|with)\b"
    r"|\bweight (?=(?:can|do|does|will) \w+ (?:hold|carry|take|bear))",
    re.I,
)
_STOCK = re.compile(r"\b(?:in stock|available|availability|how many (?:left|are left)|sold out)\b", re.I)
_REVIEWS = re.compile(r"\b(?:reviews?|rating|rated|any good|people (?:say|think)|worth it)\b", re.I)
_GENERAL = re.compile(
    r"\b(?:tell me|more about|details?|info|information|describe|"
    r"what is (?:it|this|that|the)|what's (?:it|this|that))\b",
    re.I,
)
_HOW = re.compile(
    r"\bhow (?:\w+ly )?[\w-]+ (?:is|are|does|do|was)\b|\b(?:is|are) [^.?!]{1,40}?\b[\w-]+\s*(?:enough[^.?!]*)?\s*\??$",
    re.I,
)
_SLOT_WORDS = {"colour": "color", "fabric": "material", "made": "material", "come": "", "maker": "brand"}
_ASKING = frozenset("colour color size come comes material fabric made brand first second third last".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class ProductAnswer:
    """`found` is False where the store's data does not say. `variant_id` is the one the answer is about."""

    text: str
    variant_id: str
    found: bool = True


class ProductAnswerer:
    """Reads answers from records. It never concludes a no from silence: only from a stated other value."""

    def __init__(
        self,
        catalog: Catalog,
        reviews: Callable[[str], Sequence[Review]],
        questions: Callable[[str], Sequence[Question]],
    ) -> None:
        self._catalog = catalog
        self._named = NamedOptions(catalog)
        self._reviews = reviews
        self._questions = questions

    def answer(
        self, product: Product, question: str, asked: Sequence[Constraint], variant_id: str = ""
    ) -> ProductAnswer:
        """`asked` are the values the question names ("in green"); `variant_id` is the variant last shown."""
        own = {slot for variant in product.variants for slot in variant.options}
        chosen = [c for c in asked if c.slot in own and c.operator in (Operator.IS, Operator.ONE_OF)]
        chosen = chosen or self._named.options_of(product, question)
        variant = _variant(product, chosen, variant_id)
        if chosen:
            return self._option(product, chosen)
        if _PRICE.search(question):
            return ProductAnswer(self._price(product, variant, bool(variant_id)), variant.id)
        slot = self._slot_asked(question, product) or self._measured(question, product)
        if slot:
            return ProductAnswer(self._slot(product, variant, slot), variant.id)
        stated = [c for c in asked if c.slot not in ("category", "gender", "price")]
        if stated and not _GENERAL.search(question):
            return self._attribute(product, variant, stated, question)
        if _STOCK.search(question):
            return ProductAnswer(self._stock(product, variant), variant.id)
        if _REVIEWS.search(question):
            return ProductAnswer(self._rating(product), variant.id, product.n_reviews > 0)
        if _GENERAL.search(question) or not self._content_words(question, product):
            return ProductAnswer(self._general(product, variant), variant.id)
        return self._in_text(product, variant, question)

    def _price(self, product: Product, variant: Variant, exact: bool) -> str:
        prices = sorted({v.offer.price for v in product.variants})
        if len(prices) == 1 or exact:
            was = variant.offer.list_price
            before = f" (was {was})" if was else ""
            options = f" in {', '.join(variant.options.values())}" if len(prices) > 1 and variant.options else ""
            return f"The {product.title}{options} costs {variant.offer.price}{before}."
        return f"The {product.title} costs {prices[0]} to {prices[-1]}, depending on the options."

    def _option(self, product: Product, chosen: Sequence[Constraint]) -> ProductAnswer:
        label = " and ".join(constraint_label(c, self._catalog.currency) for c in chosen)
        fitting = [v for v in product.variants if all(_has(v, c) for c in chosen)]
        to_buy = [v for v in fitting if v.offer.available]
        if to_buy:
            v = to_buy[0]
            return ProductAnswer(
                f"Yes: the {product.title} comes in {label}, {_lower_first(stock_text(v.offer))}, for {v.offer.price}.",
                v.id,
            )
        if fitting:
            v = fitting[0]
            when = f" It is expected back on {v.offer.restock_on:%-d %B %Y}." if v.offer.restock_on else ""
            return ProductAnswer(f"The {product.title} is made in {label} but it is out of stock now.{when}", v.id)
        missing = [c for c in chosen if not any(_has(v, c) for v in product.variants)]
        slot = (missing or list(chosen))[0].slot
        values = list(
            dict.fromkeys(v.options[slot] for v in product.variants if slot in v.options and v.offer.available)
        )
        words = listed([lowered(v) if slot == "color" else v for v in values])
        what = " and ".join(constraint_label(c, self._catalog.currency) for c in missing) or label
        return ProductAnswer(
            f"No: the {product.title} does not come in {what}. {slot_name(slot).capitalize()}: {words}.",
            product.variants[0].id,
        )

    def _slot_asked(self, question: str, product: Product) -> str:
        own = {slot for v in product.variants for slot in v.options} | set(product.attributes) | {"brand"}
        for token in tokens(_NO_SLOT.sub("", question)):
            word = _SLOT_WORDS.get(token.word, token.word)
            for slot in (word, stem(word), token.stem):
                for known in own | {"size", "color", "material"}:
                    if slot and slot in (known, stem(known)):
                        return known
        return ""

    def _measured(self, question: str, product: Product) -> str:
        """The slot that "how loud?", "is it heavy?" asks after; "a big jacket" of a question is none."""
        quality = quality_of(question)
        return measured_by(quality, product) if quality and _HOW.search(question) else ""

    def _slot(self, product: Product, variant: Variant, slot: str) -> str:
        options = _values(product, slot)
        if options:
            sold_out = [
                o for o in options if not any(v.options.get(slot) == o and v.offer.available for v in product.variants)
            ]
            gone = f" Out of stock now: {listed(sold_out)}." if sold_out else ""
            return f"The {product.title} comes in {slot_name(slot)} {listed(options)}.{gone}"
        values = product.values(variant, slot)
        if not values:
            return f"The store's data does not say the {slot_name(slot)} of the {product.title}."
        return f"{slot_name(slot).capitalize()} of the {product.title}: {_said(slot, values)}."

    def _stock(self, product: Product, variant: Variant) -> str:
        n = sum(v.offer.available for v in product.variants)
        if len(product.variants) == 1:
            return f"The {product.title}: {stock_text(variant.offer).lower()}."
        if n == len(product.variants):
            return f"Yes: the {product.title} is in stock in all {n} of its versions."
        return f"{n} of the {len(product.variants)} versions of the {product.title} are in stock."

    def _rating(self, product: Product) -> str:
        reviews = [r for r in self._reviews(product.id) if not speaks_to_the_assistant(f"{r.title} {r.body}")]
        if product.rating is None or not reviews:
            return f"Nobody has reviewed the {product.title} here yet."
        best = max(reviews, key=lambda r: (r.rating, len(r.body) < 240, len(r.body), r.id))
        worst = min(reviews, key=lambda r: (r.rating, -(len(r.body) < 240), -len(r.body), r.id))
        by = n_of(product.n_reviews, "reviewer")
        parts = [f"The {product.title} is rated {rating_label(product.rating)} of 5 by {by}."]
        parts.append(f"One who gave it {best.rating}: “{_shortened(best.body or best.title)}”")
        if worst.rating < best.rating:
            parts.append(f"One who gave it {worst.rating}: “{_shortened(worst.body or worst.title)}”")
        return " ".join(parts)

    def _attribute(
        self, product: Product, variant: Variant, asked: Sequence[Constraint], question: str
    ) -> ProductAnswer:
        for constraint in asked:
            values = constraint.values
            wanted = {str(v).lower() for v in values}
            own = product.values(variant, constraint.slot)
            if {v.lower() for v in own} & wanted:
                label = value_label(constraint.slot, next(v for v in own if v.lower() in wanted))
                return ProductAnswer(f"Yes: the store lists the {product.title} as {label}.", variant.id)
        said = self._in_text(product, variant, question)
        if said.found:
            return said
        own = product.values(variant, asked[0].slot)
        what = constraint_label(asked[0], self._catalog.currency)
        if own:
            stated = _said(asked[0].slot, own)
            return ProductAnswer(
                f"The store does not list the {product.title} as {what}. Its {slot_name(asked[0].slot)}: {stated}.",
                variant.id,
            )
        return ProductAnswer(f"The store's data does not say whether the {product.title} is {what}.", variant.id, False)

    def _general(self, product: Product, variant: Variant) -> str:
        about = " ".join(_quotable(product.description)[:2])
        slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
        options = [f"{slot_name(slot).capitalize()}: {listed(_values(product, slot))}." for slot in slots]
        return " ".join([f"{product.title}, {variant.offer.price}.", _shortened(about, 320), *options]).strip()

    def _content_words(self, question: str, product: Product) -> set[str]:
        own = {t.stem for t in tokens(product.title)} | {stem(w) for w in _ASKING}
        return {t.stem for t in tokens(question) if t.word not in STOP_WORDS} - own

    def _in_text(self, product: Product, variant: Variant, question: str) -> ProductAnswer:
        wanted = self._content_words(question, product)
        best = max(
            ((len(wanted & {t.stem for t in tokens(s)}), s) for s in _quotable(product.description)),
            default=(0, ""),
            key=lambda b: b[0],
        )
        before = asked_before(self._questions(product.id), wanted)
        if before and (before.is_same or before.n_shared > best[0]):
            return ProductAnswer(told(before, product.title), variant.id)
        if best[0]:
            return ProductAnswer(f"The store says of the {product.title}: “{_shortened(best[1])}”", variant.id)
        for review in self._reviews(product.id):
            for sentence in _quotable(review.body):
                if wanted & {t.stem for t in tokens(sentence)}:
                    who = f"A reviewer who gave the {product.title} {review.rating} of 5"
                    said = f"The store's own text does not say. {who} wrote: “{_shortened(sentence)}”"
                    return ProductAnswer(said, variant.id)
        return ProductAnswer(f"The store's data does not say that about the {product.title}.", variant.id, False)


def _quotable(text: str) -> list[str]:
    return [s for s in sentences(text) if not speaks_to_the_assistant(s)]


def _variant(product: Product, chosen: Sequence[Constraint], variant_id: str) -> Variant:
    fitting = [v for v in product.variants if all(_has(v, c) for c in chosen)] or list(product.variants)
    shown = [v for v in fitting if v.id == variant_id]
    return (shown or [v for v in fitting if v.offer.available] or fitting)[0]


def _said(slot: str, values: Sequence[str]) -> str:
    return listed([value if slot == "brand" else lowered(value) for value in values])


def _values(product: Product, slot: str) -> list[str]:
    """The option's values in the store's order, sold out or not."""
    return list(dict.fromkeys(v.options[slot] for v in product.variants if slot in v.options))


def _has(variant: Variant, constraint: Constraint) -> bool:
    values = constraint.values
    return variant.options.get(constraint.slot, "").lower() in {str(v).lower() for v in values}


def _shortened(text: str, longest: int = 240) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
