"""What people say: questions about reviews, answered from what was mined of them, with numbered citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.superlatives import Superlative
from assistant.hearing.review_cues import BAD, FAILING, SIZING
from assistant.reply import Cited
from assistant.safety import speaks_to_the_assistant
from recommender.opinions.aspects import kind_words
from recommender.opinions.clauses import Clause, is_chinese
from recommender.opinions.mining import AspectOpinion, Opinions, Quote, Reader
from recommender.opinions.polarity import read
from recommender.opinions.recommended import recommended
from recommender.opinions.telling import (
    Said,
    aspect_told,
    complaints_told,
    failing_told,
    recommended_told,
    sizing_told,
    summary_told,
)
from recommender.wording import listed, n_of
from retrieval.catalog import Product, Review
from retrieval.tokens import stems

_NO_ASPECT = ("build", "service")  # "any problems?" names neither
# A quality of which little is good, and one of which much is: what praise of the aspect means.
_LITTLE_IS_GOOD = frozenset({"noise", "weight", "compactness"})
_ASPECT_OF_SLOT = {"size": "compactness", "water": "waterproofing", "rain": "waterproofing", "volume": "storage"}
_FEWEST, _APART = 2, 0.15  # reviews that speak of it, of each; and how far two leans are apart to be a difference


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """`found` is False where the reviews do not say."""

    text: str
    cited: tuple[Cited, ...] = ()
    found: bool = True


class ReviewAnswers:
    """Answers from what a store's reviews say; `opinions` gives it by product id, `reviews` the reviews themselves."""

    def __init__(
        self, opinions: Callable[[str], Opinions], reader: Reader, reviews: Callable[[str], Sequence[Review]]
    ) -> None:
        self._opinions = opinions
        self._reviews = reviews
        self._reader = reader

    def answer(self, product: Product, question: str) -> ReviewAnswer:
        """What the reviews say of what is asked; that they do not say it where they do not."""
        found = self._opinions(product.id)
        if not found.n_reviews:
            return ReviewAnswer(f"Nobody has reviewed the {product.title} here yet.", (), False)
        if SIZING.search(question):
            return self._told(product, sizing_told(product.title, found, _may_quote), bool(found.n_sized))
        if FAILING.search(question):
            return self._told(product, failing_told(product.title, found, _may_quote))
        named = self._named(product, question)
        own = [aspect for name in named if (aspect := found.of(name))]
        if own:
            return self._told(product, aspect_told(product.title, found, max(own, key=_n), _may_quote))
        if named:
            label = self._reader.aspects.by_name[named[0]].label
            of = n_of(found.n_reviews, "review")
            text = f"The reviews do not say: none of {of} of the {product.title} mentions the {label}."
            return ReviewAnswer(text, (), False)
        if BAD.search(question):
            return self._told(product, complaints_told(product.title, found, _may_quote))
        return self._told(product, summary_told(product.title, found, _may_quote))

    def to_read_first(self, product: Product, size: str, uses: Sequence[str]) -> ReviewAnswer:
        """The reviews by people with the same size and use, and those that tell most."""
        reviews = self._reviews(product.id)
        if not reviews:
            return ReviewAnswer(f"Nobody has reviewed the {product.title} here yet.", (), False)
        doubtful = self._opinions(product.id).doubted
        trusted = [review for review in reviews if review.id not in doubtful]
        named = kind_words(product) | stems(product.title)  # "tent" is no use of a tent
        uses = [use for use in dict.fromkeys(uses) if not stems(use) <= named]
        found = recommended(trusted, self._reader, size=size, uses=uses)
        return self._told(product, recommended_told(product.title, found, _may_quote), bool(found))

    def beside_the_record(self, product: Product, question: str) -> ReviewAnswer | None:
        """What the reviews say of an aspect that the question names and the record is silent on; None where nothing."""
        found = self._opinions(product.id)
        own = [aspect for name in self._named(product, question) if (aspect := found.of(name)) and aspect.n >= _FEWEST]
        if not own:
            return None
        told = aspect_told(product.title, found, max(own, key=_n), _may_quote)
        return self._told(product, Said(f"The store's own text does not say. {told.text}", told.cited))

    def best_of(self, asked: Superlative, products: Sequence[Product]) -> tuple[str, tuple[str, ...]]:
        """Which of the products is the most of what is asked, by the reviews, and its id; empty for none."""
        name = self._aspect_of(asked)
        if not name:
            return "", ()
        label = self._reader.aspects.by_name[name].label
        spoken = [(p, own) for p in products if (own := self._opinions(p.id).of(name)) and own.n >= _FEWEST]
        if len(spoken) < 2:
            return "", ()
        wants_good = asked.quality.high != (name in _LITTLE_IS_GOOD)
        spoken.sort(key=lambda pair: (-pair[1].lean if wants_good else pair[1].lean, -pair[1].n, pair[0].id))
        counts = [f"the {product.title}: {_counted(own)}" for product, own in spoken]
        silent = [f"the {p.title}" for p in products if p.id not in {product.id for product, _ in spoken}]
        gap = f" Too few reviews of {listed(silent)} say anything of it." if silent else ""
        first, second = spoken[0][1], spoken[1][1]
        told = f"Of the {label}, the reviews say of {'; of '.join(counts)}.{gap}"
        no_figure, winner = "The store states no figure for it", spoken[0][0]
        if abs(first.lean - second.lean) < _APART:
            return f"{no_figure}, and by the reviews there is no difference to speak of. {told}", ()
        return f"{no_figure}. By the reviews, the {winner.title}. {told}", (winner.id,)

    def _aspect_of(self, asked: Superlative) -> str:
        known = self._reader.aspects.by_name
        for word in (*asked.quality.words, *asked.nouns):
            for name in (word, _ASPECT_OF_SLOT.get(word, "")):
                if name in known:
                    return name
            named = next((name for name, own in known.items() if word in own.slots), "")
            if named:
                return named
        return ""

    def _named(self, product: Product, question: str) -> list[str]:
        """The aspects that the question names, the plainest first."""
        clause = read(Clause(question, question, is_chinese(question)))
        found = self._reader.aspects.of(clause, kind_words(product))
        own = [name for name in found if not (BAD.search(question) and name in _NO_ASPECT)]
        return sorted(own, key=lambda name: (self._reader.aspects.by_name[name].is_learned, name))

    def _told(self, product: Product, said: Said, found: bool = True) -> ReviewAnswer:
        return ReviewAnswer(said.text, tuple(_cited(product, n, q) for n, q in enumerate(said.cited, 1)), found)


def _cited(product: Product, number: int, quote: Quote) -> Cited:
    return Cited(number, f"Review of the {product.title}, {quote.rating} of 5", product.id, quote.review_id)


def _may_quote(text: str) -> bool:
    return not speaks_to_the_assistant(text)


def _n(own: AspectOpinion) -> int:
    return own.n


def _counted(own: AspectOpinion) -> str:
    return f"{own.n_good} praise it and {own.n_bad} complain, of {own.n}"
