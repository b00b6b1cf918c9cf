"""Answers about a product, from its record, its questions and its reviews, or that the store's data does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.asked_before import AskedBefore, asked_before, told
from assistant.answers.quoting import SAME_QUESTION, asked_words, best_quote
from assistant.answers.review_answers import ReviewAnswer, ReviewAnswers
from assistant.hearing.asked_slots import feature_named, meant_slot, name_of_asked, slot_asked
from assistant.hearing.review_cues import asks_reviewers
from assistant.naming.named_options import NamedOptions
from assistant.quantities.currencies import other_currency
from assistant.reply import Cited
from assistant.safety import speaks_to_the_assistant
from recommender.wording import (
    constraint_label,
    listed,
    lowered,
    slot_name,
    stock_text,
    value_label,
)
from retrieval.catalog import Catalog, Product, Question, Review, Variant
from retrieval.documents import sentences
from retrieval.nearness import Nearness
from retrieval.query import Constraint, Operator
from retrieval.tokens import stems

_MEASURE = (
    r"weight|load|water|rain|space|room|light|power|noise|electricity|charge|energy|current|snow|cold|heat|"
    r"of (?:it|the)|"
    r"(?:can|do|does|will|may|must|could) (?:it|they|that|this|i|we|you|the \w+) "
    r"(?:\w+ )?(?:weigh|hold|carry|take|load|put|fit|use|see|block|shrink|store|need|pack|reach|extend|stretch)"
)
_PRICE = re.compile(
    rf"\b(?:how much(?!(?: \w+)? (?:{_MEASURE})\b)(?! (?:fits?|goes|noise)\b)|price|cost|costs|cheap|expensive|"
    r"is (?:it|this|that) free|for free)\b",
    re.I,
)
_STOCK = re.compile(r"\b(?:in stock|available|availability|how many (?:left|are left)|sold out)\b", re.I)
_REVIEWS = re.compile(r"\b(?:reviews?|rating|rated|any good|people (?:say|think)|worth it)\b", re.I)
_GENERAL = re.compile(
    r"\b(?:tell me|more about|details?|info|information|describe|"
    r"what is (?:it|this|that|the)|what's (?:it|this|that))\b",
    re.I,
)
_WHETHER = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|hi|hello|quick question)[\s,:!]+)*"
    r"(?:is|are|was|does|do|did|can|could|will|would|has|have|should|may|must|any)\b",
    re.I,
)
# "It keeps hot for 12 h": slots whose names are what the thing does.
_DOES = {
    "keeps_hot": "keeps hot for",
    "keeps_cold": "keeps cold for",
    "sleeps": "sleeps",
    "serves": "serves",
    "makes": "makes",
}
_FOR_WHOM = re.compile(
    r"\b(?:(?P<women>wom[ae]ns?|ladies|lady|females?)|(?P<girls>girls?)|(?P<men>m[ae]ns?|guys?|gents?|males?)|"
    r"(?P<boys>boys?))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ProductAnswer:
    """`found` is False where the store's data does not say. `variant_id` is the one the answer is about.

    Where the answer is just what the record states of `slot`, `said` is that; where it is a yes, `yes` is what to.
    `missing` is the name of what is not stated. `cited` are the reviews and questions that numbers in the text stand
    for.
    """

    text: str
    variant_id: str
    found: bool = True
    slot: str = ""
    said: str = ""
    yes: str = ""
    missing: str = ""
    cited: tuple[Cited, ...] = ()


class ProductAnswerer:
    """Reads answers from records. It never concludes a no from silence: only from a stated other value."""

    def __init__(
        self,
        catalog: Catalog,
        reviews: Callable[[str], Sequence[Review]],
        questions: Callable[[str], Sequence[Question]],
        reviewers: ReviewAnswers,
        nearness: Nearness | None = None,
    ) -> None:
        self._reviewers = reviewers
        self._nearness = nearness or Nearness(None)
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
        if asks_reviewers(question):
            return _by_reviewers(self._reviewers.answer(product, question), variant)
        if chosen:
            return self._option(product, chosen)
        if _PRICE.search(question) or other_currency(question, self._catalog.currency):
            return ProductAnswer(self._price(product, variant, bool(variant_id), question), variant.id)
        stated = [c for c in asked if c.slot not in ("category", "gender", "price")]
        listed_as = self._listed_as(product, variant, stated) if not _GENERAL.search(question) else None
        if listed_as:
            return listed_as
        before = self._same_question(product, question) if asks_whether(question) else None
        if before:
            return _asked_before(before, product, variant)
        slot = slot_asked(question, product)
        if slot:
            return self._slot(product, variant, slot, question)
        if stated and not _GENERAL.search(question):
            return self._attribute(product, variant, stated, question)
        if _STOCK.search(question):
            return ProductAnswer(self._stock(product, variant), variant.id)
        if _REVIEWS.search(question):
            return _by_reviewers(self._reviewers.answer(product, question), variant)
        if _GENERAL.search(question) or not (asked_words(question, self._title(product)) or name_of_asked(question)):
            return ProductAnswer(self._general(product, variant), variant.id)
        return self._in_text(product, variant, question)

    def _price(self, product: Product, variant: Variant, exact: bool, question: str) -> str:
        other = other_currency(question, self._catalog.currency)
        own = f" The store states its prices in {self._catalog.currency} only; I do not convert them." if other else ""
        return f"{self._costs(product, variant, exact)}{own}"

    def _costs(self, product: Product, variant: Variant, exact: bool) -> str:
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

    def _slot(self, product: Product, variant: Variant, slot: str, question: str) -> ProductAnswer:
        options = _values(product, slot)
        values = options or list(product.values(variant, slot))
        if not values:
            said_by = self._reviewers.beside_the_record(product, question)
            return _by_reviewers(said_by, variant) if said_by else self._silent(product, variant, slot_name(slot))
        said = _said(slot, values)
        if slot in _DOES:
            text = f"The {product.title} {_DOES[slot]} {said}."
        elif slot == "gender":
            text = _whose(product.title, values, question)
        elif options:
            sold_out = [
                o for o in options if not any(v.options.get(slot) == o and v.offer.available for v in product.variants)
            ]
            gone = f" Out of stock now: {listed(sold_out)}." if sold_out else ""
            text = f"The {product.title} comes in {slot_name(slot)} {listed(options)}.{gone}"
        else:
            text = f"{slot_name(slot).capitalize()} of the {product.title}: {said}."
        return ProductAnswer(text, variant.id, slot=slot, said=said)

    def _stock(self, product: Product, variant: Variant) -> str:
        n = sum(v.offer.available for v in product.variants)
        if len(product.variants) == 1:
            return f"The {product.title}: {stock_text(variant.offer).lower()}."
        if n == len(product.variants):
            return f"Yes: the {product.title} is in stock in all {n} of its versions."
        return f"{n} of the {len(product.variants)} versions of the {product.title} are in stock."

    def _listed_as(self, product: Product, variant: Variant, asked: Sequence[Constraint]) -> ProductAnswer | None:
        """Yes, where the record states one of the values asked about."""
        for constraint in asked:
            wanted = {str(v).lower() for v in constraint.values}
            own = product.values(variant, constraint.slot)
            value = next((v for v in own if v.lower() in wanted), "")
            if value:
                label = value_label(constraint.slot, value)
                text = f"Yes: the store lists the {product.title} as {label}."
                return ProductAnswer(text, variant.id, yes=label)
        return None

    def _attribute(
        self, product: Product, variant: Variant, asked: Sequence[Constraint], question: str
    ) -> ProductAnswer:
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
        text = f"The store's data does not say whether the {product.title} is {what}."
        return ProductAnswer(text, variant.id, found=False)

    def _general(self, product: Product, variant: Variant) -> str:
        about = " ".join(_quotable(product.description)[:2])
        slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
        options = [f"{slot_name(slot).capitalize()}: {listed(_values(product, slot))}." for slot in slots]
        return " ".join([f"{product.title}, {variant.offer.price}.", _shortened(about, 320), *options]).strip()

    def _title(self, product: Product) -> frozenset[str]:
        return frozenset(stems(product.title))

    def _same_question(self, product: Product, question: str) -> AskedBefore | None:
        """What the store itself answered to this very question, however it was worded."""
        asked = [q for q in self._questions(product.id) if any(answer.is_store for answer in q.answers)]
        wanted = asked_words(question, self._title(product))
        before = asked_before(asked, wanted) if wanted else None
        if before and before.is_same:
            return before
        near = self._nearness.to(question, [q.text for q in asked])
        likest = max(zip(near, asked, strict=True), key=lambda one: one[0], default=None)
        if likest is None or likest[0] < SAME_QUESTION:
            return None
        return asked_before([likest[1]], asked_words(likest[1].text) or stems(likest[1].text))

    def _in_text(self, product: Product, variant: Variant, question: str) -> ProductAnswer:
        """A value, an earlier answer or a sentence that is about what was asked; else that nothing is."""
        wanted = asked_words(question, self._title(product))
        value = feature_named(wanted, product)
        if value:
            return ProductAnswer(f"The store lists the {product.title} with: {lowered(value)}.", variant.id)
        before = asked_before(self._questions(product.id), wanted)
        own = best_quote(question, wanted, _quotable(product.description), self._nearness)
        if before and (before.is_same or not own or before.n_shared > own.n_shared):
            return _asked_before(before, product, variant)
        if own:
            return ProductAnswer(f"The store says of the {product.title}: “{_shortened(own.sentence)}”", variant.id)
        slot = meant_slot(question, product, self._nearness, is_whether=asks_whether(question))
        if slot:
            return self._slot(product, variant, slot, question)
        return self._from_reviews(product, variant, question, wanted)

    def _from_reviews(self, product: Product, variant: Variant, question: str, wanted: frozenset[str]) -> ProductAnswer:
        told_by = self._reviewers.beside_the_record(product, question)
        if told_by:
            return _by_reviewers(told_by, variant)
        reviews = list(self._reviews(product.id))
        found = [(s, review) for review in reviews for s in _quotable(review.body)]
        quote = best_quote(question, wanted, [s for s, _ in found], self._nearness, of_reviews=True)
        if quote:
            review = next(review for s, review in found if s == quote.sentence)
            who = f"A reviewer who gave the {product.title} {review.rating} of 5"
            said = f"The store's own text does not say. {who} wrote: “{_shortened(quote.sentence)}” [1]"
            label = f"Review of the {product.title}, {review.rating} of 5"
            return ProductAnswer(said, variant.id, cited=(Cited(1, label, product.id, review.id),))
        return self._silent(product, variant, name_of_asked(question))

    def _silent(self, product: Product, variant: Variant, missing: str) -> ProductAnswer:
        """`missing` is the name of what the record does not state; empty where what is asked for has none."""
        if missing == "gender":
            text = f"The store's data does not say for whom the {product.title} is made."
        elif missing:
            text = f"The store's data does not say the {missing} of the {product.title}."
        else:
            text = f"The store's data does not say that about the {product.title}."
        return ProductAnswer(text, variant.id, found=False, missing=missing)


def _asked_before(before: AskedBefore, product: Product, variant: Variant) -> ProductAnswer:
    cited = Cited(1, f"Question about the {product.title}", product.id, question_id=before.question.id)
    return ProductAnswer(f"{told(before, product.title)} [1]", variant.id, cited=(cited,))


def _by_reviewers(said: ReviewAnswer, variant: Variant) -> ProductAnswer:
    return ProductAnswer(said.text, variant.id, said.found, cited=said.cited)


def asks_whether(question: str) -> bool:
    """A yes-or-no question."""
    return bool(_WHETHER.search(question))


def _whose(title: str, values: Sequence[str], question: str) -> str:
    """ "Is it for women?": yes where the record says so, else no, and for whom it is made."""
    said = _FOR_WHOM.search(question)
    own = [value.lower() for value in values]
    answer = "T"
    if said:
        answer = "Yes: t" if {said.lastgroup, "unisex"} & set(own) else "No: t"
    return f"{answer}he store lists the {title} for {listed(own)}."


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
