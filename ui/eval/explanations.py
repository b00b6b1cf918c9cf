"""`shelftalk eval explanations`: whether what is said of a suggestion is true, and whether it is why it is there.

Every claim is judged twice: by the checker that guards a model's sentences, and from the records by code of its own.
"""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from assistant.grounding.checking import check
from assistant.grounding.claims import grounds_of
from recommender.counterfactual import Signal, points
from recommender.evidence import Evidence, Kind
from recommender.shopper import Shopper
from retrieval.query import Candidate
from ui.eval.explanations_made import Made, Shelf, without_events
from ui.eval.explanations_records import holds, numbers_of
from ui.eval.frame import Cell, Measured

_POOR, _FEW, _DEARER = 3.5, 3, 1.25
_VOWELS = re.compile(r"[aeiouy]+")


def measure_explanations(shelves: Mapping[str, Shelf], seed: int) -> Measured:
    """Of all explanations of all stores together; `rows` tell the stores apart."""
    rows: list[Mapping[str, Cell]] = []
    totals: dict[str, float] = {}
    for name, shelf in shelves.items():
        own = _counted(shelf, seed)
        for key, value in own.items():
            totals[key] = totals.get(key, 0.0) + value
        rows.append({"store": name, **_figures(own)})
    times = [made.seconds * 1000 for shelf in shelves.values() for made in shelf.made]
    texts = [made.explanation.text for shelf in shelves.values() for made in shelf.made]
    figures = _figures(totals) | _readability(texts)
    figures["explain_p95_ms"] = float(np.percentile(times, 95))
    return Measured(figures, rows)


def false_claims(shelves: Mapping[str, Shelf]) -> list[str]:
    """Sentences and claims that either judge does not find supported."""
    found = []
    for shelf in shelves.values():
        for made in shelf.made:
            for evidence in made.explanation.evidence:
                if not holds(evidence, made, shelf):
                    found.append(f"records: {made.shown.variant_id}: {evidence.claim} ({evidence.source})")
            grounds = grounds_of(made.shown.variant_id, made.explanation.evidence, shelf.catalog, made.shopper)
            for verdict in check(made.explanation.text, grounds):
                if not verdict.supported:
                    found.append(f"checker: {verdict.sentence} {[c.words for c in verdict.unsupported]}")
    return found


def _counted(shelf: Shelf, seed: int) -> dict[str, float]:
    drawn = random.Random(seed)
    counts: dict[str, float] = dict.fromkeys(
        ("n", "claims", "true", "checked", "passed", "numbers_wrong", "drawbacks", "drawbacks_said", "switched",
         "switched_moved", "named", "named_moved", "cited", "drop_cited", "drop_random"), 0.0,
    )  # fmt: skip
    for made in shelf.made:
        counts["n"] += 1
        evidence = made.explanation.evidence
        true = [e for e in evidence if holds(e, made, shelf)]
        counts["claims"] += len(evidence)
        counts["true"] += len(true)
        counts["numbers_wrong"] += len(_unfounded(made.explanation.text, true))
        grounds = grounds_of(made.shown.variant_id, evidence, shelf.catalog, made.shopper)
        for verdict in check(made.explanation.text, grounds):
            counts["checked"] += 1
            counts["passed"] += verdict.supported
        if _has_drawback(made, shelf):
            counts["drawbacks"] += 1
            counts["drawbacks_said"] += bool(
                re.search(r"\bbut\b|^(?:Out of stock|Only \d+ left)", made.explanation.text)
            )
        _switch(made, shelf, counts)
        _switch_named(made, shelf, counts)
        _delete(made, shelf, counts, drawn)
    return counts


def _figures(counts: Mapping[str, float]) -> dict[str, float]:
    def share(part: str, whole: str) -> float:
        return counts[part] / counts[whole] if counts[whole] else float("nan")

    found = {
        "n": counts["n"],
        "claims_true_by_records": share("true", "claims"),
        "sentences_passed_by_checker": share("passed", "checked"),
        "wrong_numbers": counts["numbers_wrong"],
        "drawbacks_said": share("drawbacks_said", "drawbacks"),
        "switching_off_moves": share("switched_moved", "switched"),
        "n_switched": counts["switched"],
        "switches_moved": share("named_moved", "named"),
        "n_switches": counts["named"],
        "n_deleted": counts["cited"],
        "deletion_ratio": share("drop_cited", "drop_random"),
    }
    return {key: value for key, value in found.items() if value == value}  # what cannot be told has no figure


def _unfounded(text: str, true: Sequence[Evidence]) -> list[str]:
    """Numbers of the text that no true claim has."""
    known = {number for evidence in true for number in numbers_of(evidence.claim)}
    return [number for number in numbers_of(text) if number not in known]


def _has_drawback(made: Made, shelf: Shelf) -> bool:
    """Out of stock, few left, rated poorly, or much dearer than most beside it: counted here once more."""
    product, variant = shelf.catalog.variant(made.shown.variant_id)
    offer = variant.offer
    if not offer.available or (offer.quantity is not None and 0 < offer.quantity <= _FEW):
        return True
    if product.rating is not None and product.n_reviews and product.rating < _POOR:
        return True
    beside = [c for c in made.ranked[:6] if c.product_id != product.id]
    prices = sorted(float(shelf.catalog.variant(c.variant_id)[1].offer.price.amount) for c in beside)
    own = float(offer.price.amount)
    return (
        len(prices) > 2
        and 3 * sum(p < own for p in prices) >= 2 * len(prices)
        and own >= _DEARER * prices[len(prices) // 2]
    )


def _switch(made: Made, shelf: Shelf, counts: dict[str, float]) -> None:
    """With the history switched off, what history is a reason for stands elsewhere: ranked anew as for a guest."""
    if not any(e.kind is Kind.HISTORY for e in made.explanation.evidence):
        return
    anew = shelf.ranker.rank(made.found, Shopper("guest", now=made.shopper.now), made.query)
    counts["switched"] += 1
    counts["switched_moved"] += _place(anew, made.shown) != _place(made.ranked, made.shown)


def _switch_named(made: Made, shelf: Shelf, counts: dict[str, float]) -> None:
    """Each signal that "why this?" names, switched off: whether the product falls, and just as far as was said."""
    place = _place(made.ranked, made.shown)
    for one in made.swayed:
        anew = shelf.ranker.rank(made.found, made.shopper.without((one.signal,)), made.query)
        counts["named"] += 1
        counts["named_moved"] += _place(anew, made.shown) > place and _place(anew, made.shown) + 1 == one.without


def _delete(made: Made, shelf: Shelf, counts: dict[str, float], drawn: random.Random) -> None:
    """How far the score falls without the events of what is cited, and moves either way without as many at random."""
    ids = {e.source.removeprefix("event:") for e in made.explanation.evidence if e.source.startswith("event:")}
    products = {e.product_id for e in made.shopper.events if e.id in ids}
    cited = {e.id for e in made.shopper.events if e.product_id in products}
    others = [e.id for e in made.shopper.events if e.id not in cited]
    if not cited or len(others) < len(cited):
        return
    before = _history_points(made, shelf, made.shopper)
    counts["cited"] += 1
    counts["drop_cited"] += before - _history_points(made, shelf, without_events(made.shopper, cited))
    at_random = set(drawn.sample(others, len(cited)))
    counts["drop_random"] += abs(before - _history_points(made, shelf, without_events(made.shopper, at_random)))


def _history_points(made: Made, shelf: Shelf, shopper: Shopper) -> float:
    ranked = shelf.ranker.rank(made.found, shopper, made.query)
    return points(ranked[_place(ranked, made.shown)].parts, Signal.PAST)


def _place(ranked: Sequence[Candidate], shown: Candidate) -> int:
    return next(n for n, candidate in enumerate(ranked) if candidate.product_id == shown.product_id)


def _readability(texts: Iterable[str]) -> dict[str, float]:
    """Words a sentence, and Flesch's reading ease (1948): 206.835 - 1.015 words - 84.6 syllables a word."""
    words = [re.findall(r"[^\W\d_]+", text) for text in texts]
    n_words = [len(own) for own in words]
    syllables = sum(max(1, len(_VOWELS.findall(word.lower()))) for own in words for word in own)
    per_sentence, per_word = statistics.mean(n_words), syllables / max(1, sum(n_words))
    return {"words_a_sentence": per_sentence, "reading_ease": 206.835 - 1.015 * per_sentence - 84.6 * per_word}
