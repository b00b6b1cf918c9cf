"""Which reviews of a product to read first: by people with the same size and use, and those that tell most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from recommender.events import Event
from recommender.opinions.clauses import clauses
from recommender.opinions.mining import Reader
from recommender.opinions.suspicious import Doubt
from retrieval.catalog import Catalog, Product, Review
from retrieval.tokens import stems

_SAME_SIZE, _SAME_USE, _ASPECT = 2.0, 1.5, 0.4  # points; of aspects at most three count
_MOST_ASPECTS = 3
_CHOSEN = {"purchase": 3, "add_to_cart": 1}  # how much a variant taken says of one's size
_NAMES = {
    "xs": "extra small", "s": "small", "m": "medium", "l": "large", "xl": "extra large", "xxl": "extra extra large",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recommended:
    """`sentence` is the one of the review that tells most, word for word.

    `why` says what it has in common with the shopper: "size M", "camping"; empty where it only tells most.
    """

    review: Review
    sentence: str
    why: tuple[str, ...] = ()


def recommended(
    reviews: Sequence[Review],
    reader: Reader,
    *,
    size: str = "",
    uses: Collection[str] = (),
    doubts: Mapping[str, Doubt] | None = None,
    most: int = 3,
) -> list[Recommended]:
    """At most so many reviews, best first; suspicious ones never. `uses` are words for what it is to be used for."""
    found = []
    for review in reviews:
        doubt = (doubts or {}).get(review.id)
        if doubt and doubt.is_doubtful:
            continue
        text = f"{review.title}. {review.body}"
        own = stems(text)
        why = [f"size {size}"] if size and _speaks_of_size(text, size) else []
        points = _SAME_SIZE * len(why)
        same = [use for use in uses if stems(use) and stems(use) <= own]
        points += _SAME_USE * min(len(same), 2)
        mentions = reader.read(review).mentions
        points += _ASPECT * min(len(mentions), _MOST_ASPECTS)
        sentence = _telling([clause.sentence for clause in clauses(review.body)], size, same)
        sentence = sentence or next((mention.quote for mention in mentions), "")
        if points and sentence:
            found.append((-points, review.id, Recommended(review, sentence, (*why, *same))))
    return [one for _, _, one in sorted(found, key=lambda entry: entry[:2])[:most]]


def size_of(events: Sequence[Event], product: Product, catalog: Catalog) -> str:
    """The size among this product's options that the shopper took most often before; empty where none is known."""
    own = {(slot, value) for variant in product.variants for slot, value in variant.options.items() if "size" in slot}
    taken: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.name in _CHOSEN and event.variant_id and not event.recipient and event.product_id in catalog:
            _, variant = catalog.variant(event.variant_id)
            taken.update({pair: _CHOSEN[event.name] for pair in variant.options.items() if pair in own})
    return taken.most_common(1)[0][0][1] if taken else ""


def _telling(sentences: Sequence[str], size: str, uses: Sequence[str]) -> str:
    """The first sentence that names what is shared; empty where none does."""
    wanted = {word for use in uses for word in stems(use)}
    own = (s for s in sentences if wanted & stems(s) or (size and _speaks_of_size(s, size)))
    return next(own, "")


def _speaks_of_size(text: str, size: str) -> bool:
    """ "I took a size M", "the medium": never a single letter alone."""
    name = re.escape(size)
    ways = [rf"\bsize (?:is )?{name}\b", rf"\b(?:a|an|the|in|my|took|ordered|wear) {name}\b(?!['’])"]
    if word := _NAMES.get(size.lower()):
        ways.append(rf"\b(?:a|an|the|in|my|took|ordered|wear|size) {word}\b")
    return bool(re.search("|".join(ways), text, re.I))
