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
from retrieval.catalog import Product, Review
from retrieval.tokens import STOP_WORDS, plain, stem, stems

_CUE = 1.8  # log odds of a phrase that names an aspect and judges it: more than a plain word of praise
_TURNED = -0.8
_MOST_LEARNED = 60
_FEWEST_REVIEWS, _SHARE_OF_REVIEWS, _FEWEST_PRODUCTS = 5, 0.001, 2
# "the hinge is ...", "its blades stay ...": what is said something of. Two words at most ("hip belt").
_TARGET = re.compile(
    r"\b(?:the|its|this|these|their)\s+((?:[a-z]+\s)?[a-z]{3,})\s+(?:is|are|was|were|isn't|aren't|feels?|felt|looks?|"
    r"works?|has|have|had|does|do|could|should|runs?|ran|sits?|stays?|keeps?|gets?|got|holds?|makes?|seems?|needs?|"
    r"broke|stopped|started|came|comes|goes|never|always)\b"
)
# What is spoken of in any review and is no part or quality of a thing.
_NO_ASPECT = frozenset(
    stem(word)
    for word in (
        "thing things item items product products one ones person people friend wife husband son daughter child "
        "children kid kids baby mother father neighbor neighbors neighbour neighbours cat dog family man woman guy "
        "day days week weeks month months year years time times night morning hour hours minute minutes moment "
        "reason reasons idea problem problems issue issues review reviews star stars store shop company brand seller "
        "rest lot bit way kind sort type first second third last next other others same whole only best worst "
        "point part parts question answer fact end start beginning middle side house kitchen room office world "
        "others reviewer reviewers customer order amount number everything nothing something old new present gift"
    ).split()
)


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
        hand, chinese, self._not_of = _by_hand()
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
                if begin < reached.get(cue.aspect, 0) or self._not_of.get(cue.aspect, _NOTHING) & kind_words:
                    continue
                reached[cue.aspect] = end
                turned = begin in clause.turned and end - begin <= 2
                found[cue.aspect] = found.get(cue.aspect, 0.0) + _CUE * cue.judges * (_TURNED if turned else 1.0)
        return found


_NOTHING: frozenset[str] = frozenset()


def learned_aspects(reviews: Iterable[Review], products: Iterable[Product]) -> dict[str, str]:
    """What a store's reviews speak of besides the common aspects: names by their stems, the commonest first.

    A name is a noun (or two words) that something is said of, in at least 5 and a thousandth of all reviews and of at
    least two products (Hu and Liu 2004, doi:10.1145/1014052.1014073, found frequent features so), and that is no kind,
    title or brand of what is sold.
    """
    own = _named_by_catalog(products)
    taken = {word for phrase, cue in _phrases() if not cue.judges for word in stems(phrase)}
    in_reviews: Counter[str] = Counter()
    of_products: dict[str, set[str]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    n_reviews = 0
    for review in reviews:
        n_reviews += 1
        seen: set[str] = set()
        for match in _TARGET.finditer(f"{review.title}. {review.body}".lower()):
            words = [plain(word) for word in match[1].split()]
            for name in (words[-1:], words):
                key = " ".join(stem(word) for word in name)
                if key in seen or any(word in STOP_WORDS or stem(word) in _NO_ASPECT for word in name):
                    continue
                if len(name) > 1 and stem(name[0]) in own:
                    continue
                seen.add(key)
                spelled[key][" ".join(name)] += 1
        for key in seen:
            in_reviews[key] += 1
            of_products[key].add(review.product_id)
    least = max(_FEWEST_REVIEWS, _SHARE_OF_REVIEWS * n_reviews)
    kept = [
        key
        for key, n in in_reviews.most_common()
        if n >= least
        and len(of_products[key]) >= _FEWEST_PRODUCTS
        and not set(key.split()) & taken
        and not set(key.split()) <= own
    ]
    # "hip belt" stands beside "belt" only where most belts are hip belts: then it takes its place.
    longer = {key.split()[-1]: key for key in kept if " " in key and 2 * in_reviews[key] > in_reviews[key.split()[-1]]}
    chosen = [key for key in kept if (" " in key and key in longer.values()) or (" " not in key and key not in longer)]
    return {key: spelled[key].most_common(1)[0][0] for key in chosen[:_MOST_LEARNED]}


def kind_words(product: Product) -> frozenset[str]:
    """Stems of what kind of thing a product is: the last steps of its categories, and the last word of its title."""
    last = [path.split(" > ")[-1] for path in product.categories]
    return frozenset(stems(" ".join([*last, *product.title.split()[-1:]])))


def _named_by_catalog(products: Iterable[Product]) -> set[str]:
    """Stems of kinds, brands and last words of titles: "the tent is great" says nothing of an aspect."""
    found: set[str] = set()
    for product in products:
        found |= kind_words(product) | stems(product.brand)
    return found


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Mapping[str, object]]:
    loaded: Mapping[str, Mapping[str, object]] = yaml.safe_load(
        files(__package__).joinpath("aspects.yaml").read_text("utf-8")
    )
    return loaded


@lru_cache(maxsize=1)
def _by_hand() -> tuple[dict[str, Aspect], tuple[tuple[str, _Cue], ...], dict[str, frozenset[str]]]:
    aspects, chinese, not_of = {}, [], {}
    for name, own in _file().items():
        aspects[name] = Aspect(name, str(own["label"]), tuple(_listed(own.get("slots"))))
        not_of[name] = frozenset(stem(word) for word in _listed(own.get("not_of")))
        for words, judges in zip(_listed(own.get("zh")), (0, 1, -1), strict=False):
            chinese += [(word, _Cue(name, judges)) for word in words.split()]
    return aspects, tuple(chinese), not_of


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
