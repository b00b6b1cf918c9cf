"""Aspects: what of a thing a clause speaks of. Common ones by hand, and those that a store's own reviews name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from recommender.opinions.polarity import Read
from recommender.opinions.words import Phrases
from recommender.opinions.words import words as lexicon
from retrieval.catalog import Product, Review
from retrieval.tokens import STOP_WORDS, plain, stem, stems

_CUE = 1.8  # log odds of a phrase that names an aspect and judges it: more than a plain word of praise
_TURNED = -0.8
_MOST_LEARNED = 60
_FEWEST_REVIEWS, _SHARE_OF_REVIEWS, _FEWEST_PRODUCTS, _NOUN = 5, 0.001, 2, 0.33
_TARGET = re.compile(  # "the hinge is ...", "its blades stay ...", "the hip belt could ..."
    r"\b(?:the|its|this|these|their)\s+(?:[a-z]+\s)?([a-z]{3,})\s+(?:is|are|was|were|isn't|aren't|feels?|felt|looks?|"
    r"works?|has|have|had|does|do|could|should|runs?|ran|sits?|stays?|keeps?|gets?|got|holds?|makes?|seems?|needs?|"
    r"broke|stopped|started|came|comes|goes|never|always)\b"
)
_JUDGED_NOUN = re.compile(r"\b([a-z]{3,})\s(?=([a-z]{3,})\b)")  # every word with the next; the first must judge
_AFTER_ARTICLE = re.compile(
    r"\b(?:the|a|an|its|my|no|this|these|their|any|both|each)\s+(?:[a-z]+\s(?=[a-z]+[.,]))?([a-z]{3,})\b"
)
_ANY_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Aspect:
    """`label` is what people call it; `slots` are attributes of a record that measure it, the likeliest first."""

    name: str
    label: str
    slots: tuple[str, ...] = ()
    is_learned: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    aspect: str
    judges: int  # 1 praise, -1 blame, 0 names only


class Aspects:
    """Finds aspects in clauses: the common ones, and learned ones by the stems of their names."""

    def __init__(self, learned: Mapping[str, str] | None = None) -> None:
        """`learned` maps the stems of a name, joined by a space, to the name."""
        self.learned = dict(learned or {})
        hand, chinese, self._not_of, self._only_of = _by_hand()
        own = {
            key.replace(" ", "_"): Aspect(key.replace(" ", "_"), label, (), True) for key, label in self.learned.items()
        }
        self.by_name: Mapping[str, Aspect] = {**own, **hand}
        self._chinese = chinese
        own_cues = ((label, _Cue(key.replace(" ", "_"), 0)) for key, label in self.learned.items())
        self._phrases = Phrases([*_phrases(), *own_cues])

    def of(self, clause: Read, kind_words: AbstractSet[str] = frozenset()) -> dict[str, float]:
        """The aspects that a clause speaks of, each with the log odds that its own phrases add.

        `kind_words` are stems of what kind of thing it is about: the "warm" of a kettle is not that of a jacket.
        """
        found: dict[str, float] = {}
        if clause.clause.is_chinese:
            for text, cue in self._chinese:
                if text in clause.clause.text:
                    found[cue.aspect] = max((found.get(cue.aspect, 0.0), _CUE * cue.judges), key=abs)
        else:
            reached: dict[str, int] = {}
            for begin, end, cue in self._phrases.found(clause.said.stems):
                if begin < reached.get(cue.aspect, 0) or not self._is_of(cue.aspect, kind_words):
                    continue
                if not cue.judges and set(clause.said.stems[begin:end]) <= kind_words:
                    continue  # "my old rain jacket" does not speak of rain
                reached[cue.aspect] = end
                turned = begin in clause.turned and end - begin <= 2
                found[cue.aspect] = found.get(cue.aspect, 0.0) + _CUE * cue.judges * (_TURNED if turned else 1.0)
        return found

    def _is_of(self, aspect: str, kind_words: AbstractSet[str]) -> bool:
        only = self._only_of.get(aspect)
        return not self._not_of.get(aspect, _NOTHING) & kind_words and (not only or bool(only & kind_words))


_NOTHING: frozenset[str] = frozenset()


def learned_aspects(reviews: Iterable[Review], products: Iterable[Product]) -> dict[str, str]:
    """What a store's reviews speak of besides the common aspects: names by their stems, the commonest first.

    A name is a noun that something is said of ("the hinge is stiff", "a stiff hinge") in at least 5 reviews, a
    thousandth of all, and of two products (Hu and Liu 2004, doi:10.1145/1014052.1014073, found frequent features so);
    that stands after an article in a third of the cases, so that it is a noun; and that is no kind, title or brand of
    what is sold.
    """
    taken = _named_by_catalog(products) | {w for phrase, cue in _phrases() if not cue.judges for w in stems(phrase)}
    in_reviews: Counter[str] = Counter()
    of_products: dict[str, set[str]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    as_noun: Counter[str] = Counter()
    n_reviews = 0
    for review in reviews:
        n_reviews += 1
        text = f"{review.title}. {review.body}".lower()
        seen.update(map(stem, map(plain, _ANY_WORD.findall(text))))
        as_noun.update(stem(plain(word)) for word in _AFTER_ARTICLE.findall(text))
        named = {plain(match[1]) for match in _TARGET.finditer(text)}
        named |= {plain(noun) for judging, noun in _JUDGED_NOUN.findall(text) if judging in _judging()}
        for name in named:
            key = stem(name)
            if name in STOP_WORDS or key in _no_aspect() or key in taken or name.endswith("ly"):
                continue
            spelled[key][name] += 1
            in_reviews[key] += 1
            of_products[key].add(review.product_id)
    least = max(_FEWEST_REVIEWS, _SHARE_OF_REVIEWS * n_reviews)
    kept = [
        key
        for key, n in in_reviews.most_common()
        if n >= least and len(of_products[key]) >= _FEWEST_PRODUCTS and as_noun[key] >= _NOUN * seen[key]
    ]
    return {key: spelled[key].most_common(1)[0][0] for key in kept[:_MOST_LEARNED]}


def kind_words(product: Product) -> frozenset[str]:
    """Stems of what kind of thing a product is: the steps of its categories, and the last word of its title."""
    return frozenset(stems(" ".join([*product.categories, *product.title.split()[-1:]])))


def _named_by_catalog(products: Iterable[Product]) -> set[str]:
    """Stems of kinds, brands and ends of titles: "the tent is great" says nothing of an aspect."""
    found: set[str] = set()
    for product in products:
        found |= kind_words(product) | stems(product.brand)
    return found


@lru_cache(maxsize=1)
def _judging() -> frozenset[str]:
    """Single words that praise or blame whatever they are said of."""
    return frozenset(word for own in lexicon()["english"]["words"].values() for word in own.split())


@lru_cache(maxsize=1)
def _no_aspect() -> frozenset[str]:
    return frozenset(map(stem, lexicon()["english"]["no_aspect"].split()))


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Mapping[str, object]]:
    loaded: Mapping[str, Mapping[str, object]] = yaml.safe_load(
        files(__package__).joinpath("aspects.yaml").read_text("utf-8")
    )
    return loaded


@lru_cache(maxsize=1)
def _by_hand() -> tuple[
    dict[str, Aspect], tuple[tuple[str, _Cue], ...], dict[str, frozenset[str]], dict[str, frozenset[str]]
]:
    """The aspects, their Chinese cues, and of which kinds each is not, or alone, read."""
    aspects, chinese, not_of, only_of = {}, [], {}, {}
    for name, own in _file().items():
        aspects[name] = Aspect(name, str(own["label"]), tuple(_listed(own.get("slots"))))
        not_of[name] = frozenset(stem(word) for word in _listed(own.get("not_of")))
        only_of[name] = frozenset(stem(word) for word in _listed(own.get("only_of")))
        for words, judges in zip(_listed(own.get("zh")), (0, 1, -1), strict=False):
            chinese += [(word, _Cue(name, judges)) for word in words.split()]
    return aspects, tuple(chinese), not_of, only_of


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, _Cue], ...]:
    return tuple(
        (phrase, _Cue(name, judges))
        for name, own in _file().items()
        for part, judges in (("terms", 0), ("good", 1), ("bad", -1))
        for phrase in _listed(own.get(part))
    )


def _listed(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
