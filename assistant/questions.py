"""Questions: which one thing to ask, by how much its answer is expected to narrow what was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answers.bands import measure_bands, price_bands
from assistant.state import DialogueState
from recommender.product_words import LONGEST_VALUE, SMALL_PRINT
from recommender.wording import slot_name
from retrieval.catalog import Catalog, Product
from retrieval.columns import bounds
from retrieval.query import Candidate, Constraint, Operator, Order
from retrieval.vocabulary import segments

_ENOUGH = 12  # fewer products than two pages can simply be looked through
_SAID_ENOUGH = 3  # required conditions; who says more has said what matters
_MOST_ASKED = 2  # questions a search
_STATED = 0.6  # of what was found must state the slot: an answer loses the others
_WORTH = 0.2  # of what was found must be expected to go, what the shopper may not know taken off
_MOST_NAMED = 12  # values; of more, nobody knows whether theirs is among them
_PAGE = 6  # what is shown at once
_AHEAD = 0.15  # of its score lies between the first and the second when the first is clearly ahead
# How likely a shopper has an answer (a judgement, not a measurement): they know for whom and what they can spend,
# some know a brand, few know decibels. The first that the slot's name has decides.
_KNOWS = tuple(
    (re.compile(rf"(?:^|_)(?:{words})(?:_|$)"), share)
    for words, share in (
        ("gender|recipient", 0.95),
        ("sleeps|players?|persons?|people|seats|age", 0.9),
        ("category", 0.9),
        ("(?:shoe_)?sizes?|waist|inseam", 0.85),
        ("activity|activities|use|used_for|purpose|room|skill_level|level", 0.7),
        ("types?|kind|roast|flavou?r|taste|fit|season", 0.65),
        ("price", 0.55),
        ("colou?rs?|style", 0.6),
        ("capacity|volume|screen|length|diameter", 0.55),
        ("materials?|features?|pattern", 0.5),
        ("brand", 0.4),
        ("noise|weight|power", 0.35),
    )
)
_OTHERS_KNOW = 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer: what to call it, the condition that it makes, and how many of the candidates meet it."""

    label: str  # the value as the store spells it, or a band
    constraint: Constraint
    n: int


@dataclass(frozen=True, slots=True)
class Question:
    """A slot that divides what was found. `gain`: the share of it that asking is expected to take away."""

    slot: str
    answers: tuple[Answer, ...]  # bands from low to high, values commonest first
    gain: float
    is_banded: bool = False


def best_question(
    ranked: Sequence[Candidate], state: DialogueState, catalog: Catalog, known: Callable[[str], Iterable[str]]
) -> Question | None:
    """The slot worth asking for, or None where the results are good already or enough was asked and said.

    Good: fewer than two pages, an order that was asked for, or a first one that is clearly ahead of the others.
    `known` gives all values the store has of a slot.
    """
    n_said = len([c for c in state.constraints if c.required])
    if len(ranked) < _ENOUGH or n_said > _SAID_ENOUGH or len(state.asked_slots) >= _MOST_ASKED:
        return None
    if state.order is not Order.FIT or is_clearly_ahead(ranked):
        return None
    askable = (q for q in questions(ranked, state, catalog, known) if q.slot not in state.asked_slots)
    return next((q for q in askable if q.gain >= _WORTH), None)


def is_clearly_ahead(ranked: Sequence[Candidate]) -> bool:
    """Whether the first stands apart: by a seventh of its score, and by more than the rest of the page spans."""
    if len(ranked) < 2:
        return bool(ranked)
    first, second, last = ranked[0].score, ranked[1].score, ranked[min(_PAGE, len(ranked)) - 1].score
    return first > 0 and first - second >= _AHEAD * first and first - second > second - last


def questions(
    ranked: Sequence[Candidate], state: DialogueState, catalog: Catalog, known: Callable[[str], Iterable[str]]
) -> list[Question]:
    """Slots that divide what was found, the most gainful first: without those of the need, and those refused."""
    products = [catalog.product(c.product_id) for c in ranked]
    closed = {c.slot for c in state.constraints if c.required} | state.refused
    if state.context.recipient:
        closed |= {"gender"}  # "Who is it for?" was said
    stated: dict[str, list[tuple[str, ...]]] = {}
    for product in products:
        for slot, values in _values(product).items():
            if slot not in closed and slot not in SMALL_PRINT and values:
                stated.setdefault(slot, []).append(values)
    found = [q for slot, own in stated.items() if (q := _of_values(slot, own, len(products), known))]
    if "price" not in closed:
        found += _of_prices([catalog.variant(c.variant_id)[1].offer.price.amount for c in ranked])
    return sorted(found, key=lambda q: (-q.gain, q.slot))


def _values(product: Product) -> dict[str, tuple[str, ...]]:
    """What can be bought of the product, by slot."""
    values: dict[str, tuple[str, ...]] = {
        slot: own for slot, own in product.attributes.items() if all(len(v) <= LONGEST_VALUE for v in own)
    }
    buyable = [v for v in product.variants if v.offer.available]
    for slot in {slot for v in buyable for slot in v.options}:
        values[slot] = tuple(dict.fromkeys(v.options[slot] for v in buyable if slot in v.options))
    values["category"] = tuple(dict.fromkeys(path[-1] for c in product.categories if (path := segments(c))))
    values["brand"] = (product.brand,) if product.brand else ()
    return values


def _of_values(
    slot: str, stated: Sequence[tuple[str, ...]], n_found: int, known: Callable[[str], Iterable[str]]
) -> Question | None:
    if len(stated) < _STATED * n_found:
        return None
    counts = Counter(value for own in stated for value in dict.fromkeys(own))
    single = [own[0] for own in stated if len(own) == 1]
    bands = measure_bands(slot, slot_name(slot), single, known(slot)) if len(single) == len(stated) else ()
    if bands:
        answers = [Answer(b.label, b.constraint, _n_meeting(stated, b.constraint)) for b in bands]
    else:
        ordered = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        answers = [Answer(value, Constraint(slot, Operator.IS, value), n) for value, n in ordered]
    leading = [answer for answer in answers if 0 < answer.n < n_found]
    if len(leading) < 2 or (not bands and leading[0].n < 2):
        return None
    gain = _knows(slot, [a.label for a in leading]) * len(stated) / n_found * _narrowing(leading, len(stated))
    return Question(slot, tuple(leading), gain, bool(bands))


def _of_prices(prices: Sequence[Decimal]) -> list[Question]:
    answers = [Answer("", band, sum(_is_within(p, band) for p in prices)) for band in price_bands(prices)]
    if len(answers) < 2 or not all(0 < answer.n < len(prices) for answer in answers):
        return []
    return [Question("price", tuple(answers), _knows("price", ()) * _narrowing(answers, len(prices)), True)]


def _narrowing(answers: Sequence[Answer], n: int) -> float:
    """The share of `n` products that an answer takes away on average, answers being as likely as what they meet."""
    total = sum(answer.n for answer in answers)
    return max(0.0, 1 - sum(answer.n / total * answer.n for answer in answers) / n)


def _knows(slot: str, values: Sequence[str]) -> float:
    share = next((share for words, share in _KNOWS if words.search(slot)), _OTHERS_KNOW)
    return share / 2 if len(values) > _MOST_NAMED else share


def _n_meeting(stated: Sequence[tuple[str, ...]], band: Constraint) -> int:
    wanted = set(band.values)
    return sum(bool(wanted & set(own)) for own in stated)


def _is_within(price: Decimal, band: Constraint) -> bool:
    low, high = bounds(band)
    return low <= price <= high
