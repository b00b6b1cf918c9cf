"""Reviews that may not be anybody's own: bursts, copied texts, authors of one verdict only, and who bought nothing.

Each sign has a strength in 0..1 and a share it may at most take of a review's word; together they are
`doubt = 1 - product over signs of (1 - share * strength)`, and a review counts with the weight `1 - doubt`:

- burst, .70: of a product's reviews, at least 5 and a tenth of them within 3 days where a steady rate would bring so
  many with p < .001 (Poisson), and at least .8 of these with the same extreme stars. The strength is how far that share
  is above the share of the same stars among the product's other reviews, .3 and more being 1.
- copied, .80: another author's text shares .8 of its runs of four words (Jaccard; Broder 1997): the share itself.
- one verdict, .30: an author of n >= 4 reviews, all of 1 or all of 5 stars: 1 - s^n, s their share.
- bought nothing, .25: 1 for an author who is a known shopper and has no purchase.

A burst of reviews is common on fake ones (Xie et al. 2012, doi:10.1145/2339530.2339662; Fei et al. 2013), and so are
copies (Jindal and Liu 2008, doi:10.1145/1341531.1341560). The numbers are chosen, not learned. A sale brings bursts
too, but with all kinds of stars.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.chance import poisson_tail
from retrieval.catalog import Review

BURST, COPIED, ONE_VERDICT, BOUGHT_NOTHING = "burst", "copied", "one verdict", "bought nothing"
_SHARES = {BURST: 0.7, COPIED: 0.8, ONE_VERDICT: 0.3, BOUGHT_NOTHING: 0.25}
DOUBTFUL = 0.5  # from here on a review is called suspicious
_WINDOW_DAYS, _FEWEST, _OF_ALL, _UNLIKELY = 3.0, 5, 0.1, 0.001
_SAME_STARS, _FULL_EXCESS = 0.8, 0.3
_RUN, _SHORTEST, _ALIKE = 4, 20, 0.8  # words in a run; a text of fewer words is anybody's
_COMMON_RUN = 40  # a run that so many reviews have tells nothing
_VERDICTS = 4
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]+")
_DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a review counts less: `signs` by name with their strength in 0..1, `doubt` what they come to, in 0..1."""

    review_id: str
    doubt: float
    signs: Mapping[str, float]

    @property
    def weight(self) -> float:
        """What the review still counts, in 0..1."""
        return 1.0 - self.doubt

    @property
    def is_doubtful(self) -> bool:
        return self.doubt >= DOUBTFUL


def doubts(reviews: Iterable[Review], buyers: Mapping[str, bool] | None = None) -> dict[str, Doubt]:
    """The reviews of a whole store that there is a reason to doubt, by id; those without any sign are not in it.

    `buyers` says of the known shoppers, by id, whether they have bought anything; an author who is none of them is
    nobody's stranger.
    """
    found = list(reviews)
    signs: dict[str, dict[str, float]] = defaultdict(dict)
    by_product: dict[str, list[Review]] = defaultdict(list)
    by_author: dict[str, list[Review]] = defaultdict(list)
    for review in found:
        by_product[review.product_id].append(review)
        if review.author:
            by_author[review.author].append(review)
    for own in by_product.values():
        for review_id, strength in bursts(own).items():
            signs[review_id][BURST] = strength
    for review_id, strength in copies(found).items():
        signs[review_id][COPIED] = strength
    of_stars = Counter(review.rating for review in found)
    for own in by_author.values():
        strength = _one_verdict(own, of_stars, len(found))
        for review in own if strength else ():
            signs[review.id][ONE_VERDICT] = strength
    for author, bought in (buyers or {}).items():
        for review in () if bought else by_author.get(author, ()):
            signs[review.id][BOUGHT_NOTHING] = 1.0
    return {review_id: Doubt(review_id, _together(its), its) for review_id, its in signs.items()}


def bursts(reviews: Sequence[Review]) -> dict[str, float]:
    """Of one product's reviews, those of a burst with the same extreme stars, with the sign's strength."""
    dated = sorted((review.at.timestamp() / _DAY_S, review.id, review) for review in reviews if review.at)
    days = [day for day, _, _ in dated]
    found: dict[str, float] = {}
    for day in days:
        begin, end = bisect_left(days, day), bisect_right(days, day + _WINDOW_DAYS)
        n, n_others = end - begin, len(days) - (end - begin)
        if n < _FEWEST or n < _OF_ALL * len(days):
            continue
        span = max(days[-1] - days[0], 30.0)
        if poisson_tail(n, (n_others + 1) * _WINDOW_DAYS / span) >= _UNLIKELY:
            continue
        inside = [review for _, _, review in dated[begin:end]]
        for stars in (1, 5):
            same = [review for review in inside if review.rating == stars]
            if len(same) < _SAME_STARS * n:
                continue
            others = [review for _, _, review in (*dated[:begin], *dated[end:])]
            usual = (sum(review.rating == stars for review in others) + 1) / (len(others) + 2)
            strength = min(1.0, max(0.0, len(same) / n - usual) / _FULL_EXCESS)
            for review in same if strength else ():
                found[review.id] = max(found.get(review.id, 0.0), strength)
    return found


def copies(reviews: Iterable[Review]) -> dict[str, float]:
    """The reviews whose text another author has written too, nearly or wholly, with how alike they are at most."""
    runs: dict[str, frozenset[int]] = {}
    authors: dict[str, str] = {}
    having: dict[int, list[str]] = defaultdict(list)
    for review in reviews:
        words = _WORD.findall(review.body.lower())
        if len(words) < _SHORTEST:
            continue
        own = frozenset(hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))
        runs[review.id], authors[review.id] = own, review.author
        for run in own:
            having[run].append(review.id)
    found: dict[str, float] = {}
    for review_id, own in runs.items():
        shared: Counter[str] = Counter()
        for run in own:
            if len(having[run]) <= _COMMON_RUN:
                shared.update(having[run])
        for other, n in shared.items():
            if other == review_id or (authors[other] and authors[other] == authors[review_id]):
                continue
            alike = n / (len(own) + len(runs[other]) - n)
            if alike >= _ALIKE:
                found[review_id] = max(found.get(review_id, 0.0), alike)
    return found


def _one_verdict(own: Sequence[Review], of_stars: Mapping[int, int], n_all: int) -> float:
    """How unlikely it is that somebody who judged as the others do gave only these stars."""
    stars = {review.rating for review in own}
    if len(own) < _VERDICTS or len(stars) > 1 or not stars & {1, 5}:
        return 0.0
    return 1.0 - float((of_stars[stars.pop()] / n_all) ** len(own))


def _together(signs: Mapping[str, float]) -> float:
    left = 1.0
    for sign, strength in signs.items():
        left *= 1.0 - _SHARES[sign] * strength
    return 1.0 - left


def said_signs(signs: Iterable[str]) -> str:
    """What the signs are, for people: "many at once with the same stars"."""
    found = set(signs)
    return ", ".join(words for sign, words in _SAID.items() if sign in found)


_SAID = {
    BURST: "many at once with the same stars",
    COPIED: "a text somebody else wrote too",
    ONE_VERDICT: "an author who only gives these stars",
    BOUGHT_NOTHING: "an author who bought nothing here",
}
