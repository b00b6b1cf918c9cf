"""Superlatives: "which of these is the lightest?" answered from the measures that the records of all of them state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.hearing.cues import cue
from assistant.naming.qualities import QUALITIES, Quality, measure, takes_away
from recommender.wording import listed, lowered, rating_label, slot_name
from retrieval.catalog import Product, Variant
from retrieval.remark_slots import holds_remarks
from retrieval.tokens import stem, stems, tokens

_OF_THESE = cue(
    r"\b(?:which|what|who)(?: ones?)?(?: of (?:these|those|them|the \w+))? (?:is|are|has|have|got|would be|lasts)\b",
    r"\b(?:which|what)(?: one)? (?:\w+est|costs? (?:the )?(?:least|most|more|less)|(?:weighs|lasts|"
    r"holds) (?:the )?\w+)\b",
    r"\bwhich(?: one)? (?:burns|runs|keeps|makes|plays|boils|needs|uses|takes|goes|shines) (?:\w+ )?"
    r"(?:\w+er|\w+est|least|most|more|less)\b",
    r"\bof (?:these|those|them|the (?:two|three|four|five|six))\b",
)
_RATED = cue(
    r"\b(?:best|top|highest|worst|lowest|better|higher|lower|worse)[- ](?:rated|ratings?|reviewed|reviews?|stars|"
    r"score)\b",
    r"\b(?:rated|reviewed) (?:the )?(?:best|highest|better|higher|worst|lowest)\b",
)
_WORD = re.compile(r"\b(?P<how>most|least|more|less)\s+(?P<adjective>[\w-]+)|\b(?P<est>[a-z]{3,}(?:est|er))\b", re.I)
_MUCH = ("most", "more")
_LEAST = {"least", "lowest", "smallest", "shortest", "worst"}
_COSTS = cue(r"\bcosts? (?:the )?(?P<how>least|most|more|less)\b")
_WEIGHS = cue(r"\bweighs? (?:the )?(?P<how>least|most|more|less)\b")
_PRICED = cue(r"\b(?P<how>lowest|lower|best|better|highest|higher) prices?\b")
_RATING, _PRICE_SLOT = Quality(("rating",), True), "price"
# What a noun is measured by, where the slot is not called so.
_NOUNS = {"batteri": ("runtime", "battery"), "life": ("runtime", "lifetime"), "volum": ("capacity",)}


@dataclass(frozen=True, slots=True)
class Superlative:
    """What is asked to be the most of: the words as said, the quality, and the noun that may name the slot."""

    said: str
    quality: Quality
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Best:
    """The answer; `product_ids` are those that are it, empty where the records do not say."""

    text: str
    product_ids: tuple[str, ...] = ()


def superlative_of_shown(text: str) -> Superlative | None:
    """The superlative that a question asks of what is shown; None for other texts ("the cheapest tent")."""
    return superlative(text) if _OF_THESE.search(text) else None


def superlative(text: str) -> Superlative | None:
    rated = _RATED.search(text)
    if rated:
        low = bool(re.search(r"worst|lowest|worse|lower", rated.group(), re.I))
        return Superlative(rated.group().lower(), Quality(_RATING.words, not low))
    priced = _PRICED.search(text)
    if priced:
        return Superlative(priced.group().lower(), Quality((_PRICE_SLOT,), priced["how"].lower().startswith("high")))
    for pattern, slot in ((_COSTS, _PRICE_SLOT), (_WEIGHS, "weight")):
        match = pattern.search(text)
        if match:
            return Superlative(f"{match['how']} {slot}", Quality((slot,), match["how"].lower() in _MUCH))
    for match in _WORD.finditer(text):
        nouns = tuple(t.stem for t in tokens(text[match.end() :])[:2])
        if match["est"]:
            quality = _of(match["est"].lower())
        else:
            named = QUALITIES.get(stem(match["adjective"].lower().replace("-", "")))
            high = match["how"].lower() in _MUCH
            quality = Quality(named.words, named.high == high) if named else None
            nouns = (stem(match["adjective"].lower()), *nouns)
            quality = quality or Quality((), high)
        if quality:
            return Superlative(match.group().lower(), quality, nouns)
    return None


def best_of(asked: Superlative, shown: Sequence[tuple[Product, Variant]]) -> Best:
    """Which of the shown it is, by the measure that most of them state; ties are named together, gaps are said."""
    slot = _slot(asked, shown)
    if not slot:
        called = _called(asked, shown)
        return called or Best(f"The store's data states nothing that says which of these is {_the(asked)}.")
    stated = {product.id: found for product, variant in shown if (found := _stated(slot, product, variant))}
    kinds = Counter(kind for kind, _, _ in stated.values())
    if not kinds:
        return Best(f"The store's data does not state the {slot_name(slot)} of any of these.")
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    comparable = {i: (amount, value) for i, (own, amount, value) in stated.items() if own == kind}
    high = asked.quality.high != _takes_away(slot, asked)
    pick = max if high else min
    most = pick(amount for amount, _ in comparable.values())
    winners = [p for p, _ in shown if p.id in comparable and comparable[p.id][0] == most]
    others = sorted(
        (p for p, _ in shown if p.id in comparable and p not in winners),
        key=lambda p: (-comparable[p.id][0] if high else comparable[p.id][0], p.id),
    )
    silent = [p.title for p, _ in shown if p.id not in comparable]
    said = [f"{_named(p)}: {comparable[p.id][1]}" for p in others[:3]]
    first = f"{listed([_named(p) for p in winners])}: {slot_name(slot)} {comparable[winners[0].id][1]}."
    rest = f" Then {listed(said)}." if said else ""
    gap = f" The store does not state it for {listed([f'the {title}' for title in silent])}." if silent else ""
    gone = [_named(p) for p, variant in shown if p in winners and not variant.offer.available]
    sold = f" {_sentence(listed(gone))} cannot be bought now." if gone else ""
    return Best(f"{_the(asked).capitalize()} of these: {first}{sold}{rest}{gap}", tuple(p.id for p in winners))


def _of(word: str) -> Quality | None:
    """The quality of "lightest", "heavier", "biggest"; None for other words ("under", "the rest")."""
    return QUALITIES.get(stem(_plain(word)))


def _plain(word: str) -> str:
    """The adjective that a comparative or superlative is made from; the word itself where it is none."""
    cut = word.removesuffix("est") if word.endswith("est") else word.removesuffix("er")
    ways = (cut, f"{cut}e", f"{cut.removesuffix('i')}y", cut[:-1] if cut[-2:-1] == cut[-1:] else cut)
    return next((way for way in ways if stem(way) in QUALITIES), word)


def _called(asked: Superlative, shown: Sequence[tuple[Product, Variant]]) -> Best | None:
    """Where no figure is stated: which of the shown the store itself calls so, in the title or as a remark."""
    adjective = _plain(asked.said.split()[-1])
    word = stem(adjective)
    if QUALITIES.get(word) != asked.quality:
        return None
    found: list[tuple[Product, str]] = []
    for product, _ in shown:
        remarks = [
            value
            for slot, values in product.attributes.items()
            for value in values
            if holds_remarks(slot) or slot == "type"
        ]
        said = next((remark for remark in (product.title, *remarks) if word in stems(remark)), "")
        found += [(product, said)] if said else []
    if not found or len(found) == len(shown):
        return None
    calls = [_named(p) + ("" if said == p.title else f" (“{lowered(said)}”)") for p, said in found]
    text = f"The store states no figure for it. Of these it calls only {listed(calls)} {adjective}."
    return Best(text, tuple(p.id for p, _ in found))


def _slot(asked: Superlative, shown: Sequence[tuple[Product, Variant]]) -> str:
    if asked.quality.words[:1] in ((_PRICE_SLOT,), ("rating",)):
        return asked.quality.words[0]
    slots = Counter(
        slot
        for product, variant in shown
        for slot in {*product.attributes, *variant.options}
        if _stated(slot, product, variant)
    )
    known = sorted(slots, key=lambda s: (-slots[s], s))
    for noun in asked.nouns:
        named = [s for s in known if noun in {stem(w) for w in s.split("_")}] if noun not in _NOUNS else []
        named += [s for word in _NOUNS.get(noun, ()) for s in known if word in s.split("_")]
        if named:
            return named[0]
    return next((s for word in asked.quality.words for s in known if word in s.split("_")), "")


def _takes_away(slot: str, asked: Superlative) -> bool:
    """Whether the slot measures how much is taken away of what is asked about: more noise reduction is quieter."""
    said = {*asked.nouns, *stems(asked.said)}
    return takes_away(slot) and not takes_away("_".join(said))


def _stated(slot: str, product: Product, variant: Variant) -> tuple[str, Decimal, str] | None:
    """The kind of measure, how much, and the words of the record."""
    if slot == _PRICE_SLOT:
        return slot, variant.offer.price.amount, str(variant.offer.price)
    if slot == "rating":
        if product.rating is None or not product.n_reviews:
            return None
        return "rating", Decimal(str(product.rating)), f"{rating_label(product.rating)} of 5"
    for value in product.values(variant, slot):
        found = measure(value)
        if found:
            return *found, value
    return None


def _the(asked: Superlative) -> str:
    return f"the {asked.said}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _named(product: Product) -> str:
    return f"the {product.title}"
