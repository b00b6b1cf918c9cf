"""Compatibility: does it fit, does it work with? From relations and stated values; else what would settle it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.asked_before import asked_before, told
from assistant.chinese.shop_words import in_english, is_chinese
from assistant.naming.qualities import measure
from assistant.safety import speaks_to_the_assistant
from recommender.likeness import kind, relations_between
from recommender.wording import listed, n_of, slot_name
from retrieval.catalog import Catalog, Product, Question
from retrieval.documents import sentences
from retrieval.tokens import STOP_WORDS, tokens

_FIT = (
    r"(?:fits?(?! for\b)|match(?:es)?|compatible|(?:works?|usable|used?|goes|go|pairs?|connects?|plays?)"
    r"(?: well| nicely| together| it| this| that| them)? (?:with|on|to)|plugs? in(?:to)?|"
    r"attach(?:es)? to|mounts? (?:on|to)|screws? on(?:to)?)"
)
_ASKED = re.compile(
    rf"\b{_FIT}\b(?: (?:well|with|to|on|onto|in|into|inside|over|under|for|also|too))*\s+(?P<what>[^?!]*[^\s?.!])", re.I
)
_WHETHER = re.compile(
    rf"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+)[\s,]+)*(?:does|do|did|will|would|is|are|can|could|if|whether|"
    rf"(?:tell me|do you know|i wonder) (?:if|whether))\b[^?.!]*\b{_FIT}\b",
    re.I,
)
_CHINESE = (
    re.compile(r"(?:和|跟|与)(?P<what>.+?)(?:能|可以|会)?(?:不能|不)?(?:兼容|适配|搭配?|配套?|通用|配得上)"),
    re.compile(
        r"(?:兼容|适配|适用于?|配套|搭配|通用|能配|能用在|能装在|能装下?|装得下|放得下|能放下?|配得上)"
        r"(?P<what>.+?)(?:吗|么|嘛|呢|上|里)*$"
    ),
)
# "Does a laptop fit in the first?" asks of the laptop: what stands after the verb is the thing talked of itself.
_ITSELF = frozenset(
    "it this that them these those one ones first second third fourth fifth last here there product item".split()  # noqa: SIM905
)
_SUBJECT = re.compile(
    rf"\b(?:does|do|will|would|can|could|is|are)\s+(?P<what>(?!(?:it|this|that|they|these|those)\b)[^?.!]*?)\s+{_FIT}\b",
    re.I,
)
_CART = re.compile(r"\b(?:in|from) (?:my|the) (?:shopping )?(?:cart|basket|trolley)\b|购物车", re.I)
_NO_THING = frozenset("well true size sizes large small big tight loose normal snugly me you us him her".split())  # noqa: SIM905
# Slots that say what a thing joins to, and those of its size; the first that are stated may settle a question.
_JOINT = re.compile(
    r"(?:^|_)(?:mount|thread|socket|ports?|plug|connection|connector|interface|charging|card|vesa|gauge|stud|compat\w*|"
    r"fits?|bag|filter|standard|ink|clamp|screen|laptop|pocket|bed)(?:_|$)"
)
_SIZES = re.compile(
    r"(?:^|(?<!focal)_)(?:diameter|width|height|depth|length|size|dimensions?|capacity|reach|load)(?:_|$)"
)
_MEASURED = re.compile(
    r"\d+(?:[.,]\d+)?[\s-]*(?:inch(?:es)?|in|cm|mm|m|kg|g|ml|l|litres?|liters?|w|v|lbs?|oz|\"|″)(?![a-z])", re.I
)
_N_NAMED = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """The answer. `product_ids` are others that it names; `found` is False where the store's data does not say."""

    text: str
    product_ids: tuple[str, ...] = ()
    found: bool = True


def asks_whether_it_fits(question: str) -> bool:
    """ "Does it go with the second?": a question of two things, not a wish for what goes together."""
    return bool(_WHETHER.search(question))


def means_the_cart(question: str) -> bool:
    """ "The one in my cart"."""
    return bool(_CART.search(question))


def theirs_is_unknown(question: str) -> str:
    """What is added where things of the shop fit and the shopper asked of a thing of their own."""
    return " Of your own one the store's data says nothing." if re.search(r"\bmy\b", _what(question), re.I) else ""


class Compatibility:
    """Says yes or no only where a record does: a relation, the very value, a measure of both."""

    def __init__(self, catalog: Catalog, questions: Callable[[str], Sequence[Question]], ask_whom: str = "") -> None:
        self._catalog = catalog
        self._questions = questions
        self._ask_whom = ask_whom

    def answer(self, product: Product, question: str, others: Sequence[Product] = ()) -> Fit | None:
        """Whether the product goes with `others` (shown, named, in the cart), else with what the question names.

        None where the question asks nothing of the kind.
        """
        what = _what(question)
        if not what and not (others and asks_whether_it_fits(question)):
            return None
        if others:
            fits = [self._pair(product, other) for other in others if other.id != product.id]
            return _joined(fits) if fits else None
        return self._stated(product, what) or self._measured(product, what) or self._told(product, what)

    def _pair(self, product: Product, other: Product) -> Fit:
        both = f"the {product.title} and the {other.title}"
        relations = relations_between(self._catalog, product.id, other.id)
        kinds = {relation.kind: relation for relation in relations}
        if "needs" in kinds:
            one, needed = self._ends(kinds["needs"].product_id, product, other)
            return Fit(f"Yes: the {one.title} needs the {needed.title}, the store says so.", (other.id,))
        if "fits" in kinds:
            one, fitted = self._ends(kinds["fits"].product_id, product, other)
            return Fit(f"Yes: the {one.title} fits the {fitted.title}, the store says so.", (other.id,))
        shared = [slot for slot in product.attributes if slot in other.attributes and _JOINT.search(slot)]
        said = [
            f"{slot_name(slot)} {_values(product, slot)} and {_values(other, slot)}"
            if not set(product.attributes[slot]) & set(other.attributes[slot])
            else f"{slot_name(slot)} {_values(product, slot)} of both"
            for slot in shared[:_N_NAMED]
        ]
        stated = f" It states {listed(said)}." if said else ""
        shown = " It does suggest them together, which is no word on whether they fit." if kinds else ""
        text = f"The store's data does not say whether {both} fit together.{stated}{shown}"
        return Fit(f"{text} {self._settles(product, f'those of the {other.title}')}", (other.id,), False)

    def _ends(self, first_id: str, product: Product, other: Product) -> tuple[Product, Product]:
        return (product, other) if first_id == product.id else (other, product)

    def _stated(self, product: Product, what: str) -> Fit | None:
        """The very thing as a value of the record, or another value where this one is usual."""
        wanted = _content(what)
        if not wanted or (len(wanted) > 1 and re.search(r"\b(?:my|our|his|her|their)\b", what, re.I)):
            return None
        slots = {*product.attributes, *(slot for v in product.variants for slot in v.options)}
        known = sorted(slots, key=lambda slot: (not _JOINT.search(slot), slot))
        for slot in known:
            for value in _all_values(product, slot):
                if _is_value(wanted, slot, value):
                    return Fit(f"Yes: the store states {slot_name(slot)} {value} for the {product.title}.")
        for slot in known:
            if _JOINT.search(slot) and any(
                _is_value(wanted, slot, value) for other in self._catalog for value in _all_values(other, slot)
            ):
                own = _values(product, slot)
                text = f"The store states {slot_name(slot)} {own} for the {product.title}, and not {what}."
                return Fit(text)
        return None

    def _measured(self, product: Product, what: str) -> Fit | None:
        """ "A 15 inch laptop", where the record states up to which size of laptop it takes."""
        said = _MEASURED.search(what)
        if not said:
            return None
        size = measure(re.sub(r"[-\s]+", " ", said.group()).replace('"', " in").replace("″", " in"))
        nouns = _content(what)
        for slot, values in product.attributes.items():
            if not nouns & {t.stem for t in tokens(slot.replace("_", " "))} or size is None:
                continue
            stated = [m for value in values if (m := measure(value)) and m[0] == size[0]]
            if stated:
                most = max(amount for _, amount in stated)
                within = "that is within it" if size[1] <= most else "that is more than it"
                text = f"The store states {slot_name(slot)} {_values(product, slot)} for the {product.title}: "
                return Fit(f"{text}for {said.group()}, {within}.")
        return None

    def _told(self, product: Product, what: str) -> Fit:
        """A sentence or earlier answer that speaks of all of it; else that nothing does, and what would settle it."""
        wanted = _content(what)
        before = asked_before(self._questions(product.id), wanted) if wanted else None
        if before and wanted <= _content(f"{before.question.text} {before.answer.text}"):
            return Fit(told(before, product.title))
        for sentence in sentences(product.description):
            if wanted and wanted <= _content(sentence) and not speaks_to_the_assistant(sentence):
                return Fit(f"The store says of the {product.title}: “{sentence}”")
        theirs = re.sub(r"\bmy\b", "your", what, flags=re.I)
        named = f"“{theirs}”" if is_chinese(theirs) else theirs
        text = f"The store's data does not say whether the {product.title} and {named} go together."
        return Fit(f"{text}{self._elsewhere(product, wanted)} {self._settles(product, named)}", (), False)

    def _elsewhere(self, product: Product, wanted: set[str]) -> str:
        """ "A 15 inch laptop", of a backpack that states nothing of laptops while others do."""
        counted: dict[str, int] = {}
        for other in self._catalog:
            for slot in other.attributes:
                if wanted & _content(slot.replace("_", " ")) and slot not in product.attributes:
                    counted[slot] = counted.get(slot, 0) + 1
        said = [f"{slot_name(slot)} for {n_of(n, 'other product')}" for slot, n in counted.items()][:1]
        return f" It states {said[0]}, and not for this one." if said else ""

    def _settles(self, product: Product, theirs: str) -> str:
        """Which stated attribute to hold against theirs; which one is missing; and whom to ask."""
        stated = [slot for slot in product.attributes if _JOINT.search(slot)]
        stated += [slot for slot in product.attributes if _SIZES.search(slot) and slot not in stated]
        if stated:
            own = [f"{slot_name(slot)} {_values(product, slot)}" for slot in stated[:_N_NAMED]]
            settles = f"What would settle it: {listed(own)}, held against {theirs}."
        else:
            usual = self._usual(product)
            others = f" (other {usual[0]} have {listed([slot_name(s) for s in usual[1]])})" if usual[1] else ""
            settles = f"What would settle it is a size or connection, and the store states none for it{others}."
        return f"{settles} {self._ask_whom or 'The shop’s people can tell.'}"

    def _usual(self, product: Product) -> tuple[str, list[str]]:
        """The product's kind, and what others of it state of how they join."""
        own = kind(product)
        if not own:
            return "", []
        alike = [p for p in self._catalog if p.id != product.id and kind(p) == own]
        slots = dict.fromkeys(slot for p in alike for slot in p.attributes if _JOINT.search(slot))
        return own[-1].lower(), list(slots)[:_N_NAMED]


def _what(question: str) -> str:
    """What it is to go with, in the shopper's words; empty where the question asks nothing of the kind."""
    if is_chinese(question):
        plain = re.sub(r"[\s?？。!！]+", "", question)
        found = next((m for pattern in _CHINESE if (m := pattern.search(plain))), None)
        return found["what"].removeprefix("我的").removeprefix("我") if found else ""
    match = _ASKED.search(question)
    what = match["what"].strip(" ,") if match else ""
    said = {t.word for t in tokens(what)}
    if said and said <= _ITSELF | STOP_WORDS:
        subject = _SUBJECT.search(question)
        what = subject["what"].strip(" ,") if subject else ""
        said = {t.word for t in tokens(what)} - _ITSELF
    return "" if said <= _NO_THING | STOP_WORDS else what


def _content(words: str) -> set[str]:
    english = in_english(words) if is_chinese(words) else words
    return {t.stem for t in tokens(english) if t.word not in STOP_WORDS}


def _is_value(wanted: set[str], slot: str, value: str) -> bool:
    """Whether the value is all of what is wanted; the slot may be named beside it: "SD cards", "the Orbit mount"."""
    left = wanted - _content(slot.replace("_", " ")) or wanted
    return left <= _content(value)


def _all_values(product: Product, slot: str) -> list[str]:
    own = [v.options[slot] for v in product.variants if slot in v.options]
    return list(dict.fromkeys((*product.attributes.get(slot, ()), *own)))


def _values(product: Product, slot: str) -> str:
    return listed(_all_values(product, slot))


def _joined(fits: Sequence[Fit]) -> Fit:
    ids = tuple(dict.fromkeys(i for fit in fits for i in fit.product_ids))
    return Fit("\n".join(fit.text for fit in fits), ids, any(fit.found for fit in fits))
