"""Mining: what the reviews of one product say, counted, with who dissents and in whose words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from recommender.opinions.aspects import Aspect, Aspects
from recommender.opinions.incidents import FAILED, LARGE, SENT_BACK, SMALL, TRUE, incidents, sizing
from recommender.opinions.polarity import Polarity, Read, read_review, stance
from recommender.opinions.suspicious import Doubt
from retrieval.catalog import Review

N_QUOTES = 6  # of each side of an aspect: the page shows fewer, an answer two
_SHORTEST, _LONGEST = 12, 200  # characters of a quote that reads well
_ORDER = {1: 0, -1: 1, 0: 2}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a review, word for word; `stance` is 1, -1 or 0."""

    review_id: str
    text: str
    stance: int
    rating: int


@dataclass(frozen=True, slots=True)
class AspectOpinion:
    """How many reviews speak of an aspect, and how. `lean` is what they come to, -1 to 1, the doubtful ones for less.

    `n_doubted` of them are suspicious; the counts are of all reviews, whoever wrote them: those of `review_ids`.
    """

    name: str
    label: str
    n_good: int
    n_bad: int
    n_mixed: int
    lean: float
    n_doubted: int = 0
    quotes: tuple[Quote, ...] = ()
    review_ids: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """Reviews that speak of it."""
        return self.n_good + self.n_bad + self.n_mixed


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a product's reviews say; `aspects` most spoken of first. Empty without reviews.

    `failures` and `sent_back` are quotes, one a review; `sizes` counts reviews by `small`, `large` and `true`.
    `doubted` maps ids of suspicious reviews to their signs.
    """

    n_reviews: int = 0
    aspects: tuple[AspectOpinion, ...] = ()
    failures: tuple[Quote, ...] = ()
    sent_back: tuple[Quote, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    size_quotes: tuple[Quote, ...] = ()
    doubted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rating: float | None = None  # the mean of the stars
    weighted_rating: float | None = None  # the same with the doubtful for less

    def of(self, name: str) -> AspectOpinion | None:
        """The aspect of that name; None when no review speaks of it."""
        return next((own for own in self.aspects if own.name == name), None)

    @property
    def n_sized(self) -> int:
        """Reviews that say how the sizes run."""
        return sum(self.sizes.values())


@dataclass(frozen=True, slots=True)
class Mention:
    """One review's word on one aspect: log odds of praise, and the sentence that says it most plainly."""

    aspect: str
    log_odds: float
    quote: str


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """What one review says."""

    mentions: tuple[Mention, ...]
    incidents: Mapping[str, str]  # what happened, and the sentence
    size: str = ""
    size_quote: str = ""


class Reader:
    """Reads reviews with a store's polarity and aspects."""

    def __init__(
        self, polarity: Polarity, aspects: Aspects, reading: Callable[[Review], Sequence[Read]] = read_review
    ) -> None:
        """`reading` gives a review's clauses, for who has read them before."""
        self.polarity = polarity
        self.aspects = aspects
        self._reading = reading

    def read(self, review: Review, kind_words: AbstractSet[str] = frozenset()) -> ReviewReading:
        odds: dict[str, float] = defaultdict(float)
        best: dict[str, tuple[float, str]] = {}
        happened: dict[str, str] = {}
        size, size_quote = "", ""
        for own in self._reading(review):
            clause = own.clause
            found = self.aspects.of(own, kind_words)
            base = self.polarity.of(own, review.rating) if found else 0.0
            for aspect, added in found.items():
                odds[aspect] += base + added
                strength = abs(base + added) + _readable(clause.sentence)
                if strength > best.get(aspect, (-1.0, ""))[0]:
                    best[aspect] = strength, clause.sentence
            for what in incidents(clause):
                happened.setdefault(what, clause.sentence)
            if not size and (runs := sizing(clause)):
                size, size_quote = runs, clause.sentence
        mentions = tuple(Mention(aspect, value, best[aspect][1]) for aspect, value in odds.items())
        return ReviewReading(mentions, happened, size, size_quote)

    def opinions(
        self,
        reviews: Sequence[Review],
        doubts: Mapping[str, Doubt] | None = None,
        kind_words: AbstractSet[str] = frozenset(),
        *,
        has_sizes: bool = True,
    ) -> Opinions:
        """What these reviews of one product say; the doubtful ones count in full and weigh less.

        Of what does not come in sizes nothing is read of how these run: a mouse may be too small for a hand.
        """
        doubts = doubts or {}
        weights = {review.id: doubts[review.id].weight if review.id in doubts else 1.0 for review in reviews}
        doubted = {i: tuple(doubts[i].signs) for i in weights if i in doubts and doubts[i].is_doubtful}
        by_aspect: dict[str, list[tuple[Review, Mention]]] = defaultdict(list)
        happened: dict[str, list[Quote]] = {FAILED: [], SENT_BACK: []}
        sizes: Counter[str] = Counter()
        size_quotes: list[Quote] = []
        for review in reviews:
            reading = self.read(review, kind_words)
            for mention in reading.mentions:
                by_aspect[mention.aspect].append((review, mention))
            for what, sentence in reading.incidents.items():
                happened[what].append(Quote(review.id, sentence, -1, review.rating))
            if reading.size and has_sizes:
                sizes[reading.size] += 1
                size_quotes.append(Quote(review.id, reading.size_quote, _SIZE_STANCE[reading.size], review.rating))
        aspects = [_aspect(self.aspects.by_name[name], own, weights, doubted) for name, own in by_aspect.items()]
        aspects.sort(key=lambda own: (-own.n, own.name))
        counted = sum(weights.values())
        return Opinions(
            len(reviews),
            tuple(aspects),
            tuple(happened[FAILED]),
            tuple(happened[SENT_BACK]),
            dict(sizes),
            _told_best(size_quotes, 2 * N_QUOTES),
            doubted,
            sum(review.rating for review in reviews) / len(reviews) if reviews else None,
            sum(weights[review.id] * review.rating for review in reviews) / counted if counted else None,
        )


_SIZE_STANCE = {SMALL: -1, LARGE: -1, TRUE: 1}


def _aspect(
    aspect: Aspect,
    own: Sequence[tuple[Review, Mention]],
    weights: Mapping[str, float],
    doubted: Mapping[str, tuple[str, ...]],
) -> AspectOpinion:
    stances = [(review, mention, stance(mention.log_odds)) for review, mention in own]
    counts = Counter(side for _, _, side in stances)
    spoken = sum(weights[review.id] for review, _, _ in stances) or 1.0
    lean = sum(weights[review.id] * side for review, _, side in stances) / spoken
    quotes: list[Quote] = []
    for side in _ORDER:
        said = [
            (-weights[review.id], -abs(mention.log_odds) - _readable(mention.quote), review, mention)
            for review, mention, own_side in stances
            if own_side == side
        ]
        said.sort(key=lambda entry: (entry[0], entry[1], entry[2].id))
        quotes += [Quote(review.id, mention.quote, side, review.rating) for _, _, review, mention in said[:N_QUOTES]]
    return AspectOpinion(
        aspect.name,
        aspect.label,
        counts[1],
        counts[-1],
        counts[0],
        round(lean, 3),
        sum(review.id in doubted for review, _, _ in stances),
        tuple(quotes),
        tuple(review.id for review, _, _ in stances),
    )


def _told_best(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: (-_readable(quote.text), quote.review_id))[:most])


def _readable(sentence: str) -> float:
    """1 for a sentence that can be quoted as it is, less for a scrap or a paragraph."""
    return 1.0 if _SHORTEST <= len(sentence) <= _LONGEST else 0.0
