"""What reviews say, kept in the store's database: mined at import, only of products whose reviews changed."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sqlalchemy import JSON, Column, Engine, Integer, MetaData, String, Table, delete, func, insert, inspect, select

from recommender.event_log import events
from recommender.opinions.aspects import Aspects, kind_words, learned_aspects
from recommender.opinions.mining import AspectOpinion, Opinions, Quote, Reader
from recommender.opinions.polarity import Polarity, Read, learned, read_review
from recommender.opinions.suspicious import Doubt, doubts
from retrieval import records
from retrieval.catalog import Product, Review
from retrieval.progress import Progress, silent

_VERSION = 3  # goes up when the same reviews would be read differently though no file of words has changed
_GROWN = 0.1  # share by which the number of reviews changes before a store's own words are learned anew
_SIZE_SLOT = re.compile(r"size|waist|length|width|尺")
_STEP = "Reading reviews"
_EVERY = 50  # products between two signs of progress
_metadata = MetaData()

_readers = Table(
    "opinion_reader",
    _metadata,
    Column("version", String, primary_key=True),
    Column("n_reviews", Integer, nullable=False),
    Column("weights", JSON, nullable=False),
    Column("aspects", JSON, nullable=False),
)
_opinions = Table(
    "opinions",
    _metadata,
    Column("product_id", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("content", JSON, nullable=False),
)

OPINION_TABLES = (_readers.name, _opinions.name)


@dataclass(frozen=True, slots=True)
class MiningReport:
    """`n_read` products were read anew, `n_kept` had the same reviews as before; `n_doubted` reviews are suspicious."""

    n_reviews: int
    n_read: int
    n_kept: int
    n_doubted: int
    aspects: tuple[str, ...]  # that the store's own reviews named
    seconds: float


class OpinionStore:
    """What a store's reviews say, by product. Where an import has not mined them they are read when asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)
        self._of = lru_cache(maxsize=512)(self._looked_up)
        self._plain = lru_cache(maxsize=1)(lambda: _stored_reader(engine) or Reader(Polarity(), Aspects()))

    def of(self, product_id: str) -> Opinions:
        """What the reviews of a product say; empty where it has none."""
        return self._of(product_id)

    def forget(self) -> None:
        """The reviews are others now: what is remembered of them is read anew."""
        self._of.cache_clear()
        self._plain.cache_clear()

    @property
    def reader(self) -> Reader:
        """What reads the store's reviews; a question, too, is read for the aspects it names."""
        return self._plain()

    def _looked_up(self, product_id: str) -> Opinions:
        with self._engine.connect() as connection:
            wanted = select(_opinions.c.content).where(_opinions.c.product_id == product_id)
            found = connection.execute(wanted).scalar_one_or_none()
        if found is not None:
            return opinions_of(found)
        own = _reviews(self._engine, product_id)
        products = _products(self._engine, product_id)
        kinds = kind_words(products[0]) if products else frozenset()
        sized = _in_sizes(self._engine, product_id)
        return self.reader.opinions(own, doubts(own), kinds, has_sizes=product_id in sized) if own else Opinions()


def mine(engine: Engine, progress: Progress = silent) -> MiningReport:
    """Reads the reviews of all products whose reviews, or their reader, changed since they were last read."""
    began = time.perf_counter()
    _metadata.create_all(engine)
    reviews = _reviews(engine)
    if not reviews:
        with engine.begin() as connection:
            connection.execute(delete(_opinions))
        return MiningReport(0, 0, 0, 0, (), time.perf_counter() - began)
    products = {product.id: product for product in _products(engine)}
    progress(_STEP, 0, len(products))
    reader = _stored_reader(engine, n_reviews=len(reviews)) or _learned_reader(engine, reviews, products.values())
    doubted = doubts(reviews, _buyers(engine))
    sized = _in_sizes(engine)
    by_product: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        if review.product_id in products:
            by_product[review.product_id].append(review)
    version = _digest([_version(), *reader.polarity.weights.items(), *reader.aspects.learned])
    with engine.connect() as connection:
        before = connection.execute(select(_opinions.c.product_id, _opinions.c.digest))
        old = {row.product_id: row.digest for row in before}
    rows: list[dict[str, Any]] = []
    kept: set[str] = set()
    for at, (product_id, own) in enumerate(by_product.items()):
        if at % _EVERY == 0:
            progress(_STEP, at, len(by_product))
        kinds = kind_words(products[product_id])
        has_sizes = product_id in sized
        digest = _digest(
            [version, has_sizes, sorted(kinds), *(_row_of(review, doubted.get(review.id)) for review in own)]
        )
        if old.get(product_id) == digest:
            kept.add(product_id)
            continue
        content = opinions_as_json(reader.opinions(own, doubted, kinds, has_sizes=has_sizes))
        rows.append({"product_id": product_id, "digest": digest, "content": content})
    with engine.begin() as connection:
        gone = [product_id for product_id in old if product_id not in kept]
        for product_id in gone:
            connection.execute(delete(_opinions).where(_opinions.c.product_id == product_id))
        if rows:
            connection.execute(insert(_opinions), rows)
    progress(_STEP, len(by_product), len(by_product))
    return MiningReport(
        len(reviews),
        len(rows),
        len(kept),
        sum(doubt.is_doubtful for doubt in doubted.values()),
        tuple(reader.aspects.learned.values()),
        time.perf_counter() - began,
    )


def opinions_as_json(found: Opinions) -> dict[str, Any]:
    """As plain values; `opinions_of` reads them back."""
    return asdict(found)


def opinions_of(content: Mapping[str, Any]) -> Opinions:
    """What `opinions_as_json` wrote."""
    return Opinions(
        n_reviews=content["n_reviews"],
        aspects=tuple(map(_aspect, content["aspects"])),
        failures=_quotes(content["failures"]),
        sent_back=_quotes(content["sent_back"]),
        sizes=content["sizes"],
        size_quotes=_quotes(content["size_quotes"]),
        doubted={review_id: tuple(signs) for review_id, signs in content["doubted"].items()},
        rating=content["rating"],
        weighted_rating=content["weighted_rating"],
    )


def _aspect(content: Mapping[str, Any]) -> AspectOpinion:
    return AspectOpinion(
        **{**content, "quotes": _quotes(content["quotes"]), "review_ids": tuple(content["review_ids"])}
    )


def _quotes(found: Iterable[Mapping[str, Any]]) -> tuple[Quote, ...]:
    return tuple(Quote(**quote) for quote in found)


def _learned_reader(engine: Engine, reviews: Sequence[Review], products: Iterable[Product]) -> Reader:
    read: dict[str, tuple[Read, ...]] = {}  # by review: what learning read, mining does not read again

    def reading(review: Review) -> tuple[Read, ...]:
        if review.id not in read:
            read[review.id] = read_review(review)
        return read[review.id]

    polarity, names = learned(reviews, reading), learned_aspects(reviews, products)
    row = {"version": _version(), "n_reviews": len(reviews), "weights": dict(polarity.weights), "aspects": names}
    with engine.begin() as connection:
        connection.execute(delete(_readers))
        connection.execute(insert(_readers), [row])
    return Reader(polarity, Aspects(names), reading)


def _stored_reader(engine: Engine, n_reviews: int | None = None) -> Reader | None:
    """What was learned before; None where nothing was, by other words, or from a tenth fewer or more reviews."""
    with engine.connect() as connection:
        row = connection.execute(select(_readers).where(_readers.c.version == _version())).first()
    if row is None or (n_reviews is not None and abs(n_reviews - row.n_reviews) > _GROWN * row.n_reviews):
        return None
    return Reader(Polarity(row.weights), Aspects(row.aspects))


@lru_cache(maxsize=1)
def _version() -> str:
    own = [files(__package__).joinpath(name).read_text("utf-8") for name in ("aspects.yaml", "words.yaml")]
    return _digest([_VERSION, *own])


def _digest(parts: Iterable[object]) -> str:
    said = json.dumps(list(parts), ensure_ascii=False, default=str)
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _row_of(review: Review, doubt: Doubt | None) -> list[object]:
    return [review.id, review.rating, review.title, review.body, doubt and [doubt.doubt, *doubt.signs]]


def _reviews(engine: Engine, product_id: str = "") -> list[Review]:
    table = records.reviews
    wanted = select(table).order_by(table.c.position)
    with engine.connect() as connection:
        rows = connection.execute(wanted.where(table.c.product_id == product_id) if product_id else wanted)
        return [records.review_of(row) for row in rows]


def _products(engine: Engine, product_id: str = "") -> list[Product]:
    """Title, brand and categories only: that is all that reading reviews needs."""
    table = records.products
    wanted = select(table.c.id, table.c.title, table.c.brand, table.c.categories)
    with engine.connect() as connection:
        rows = connection.execute(wanted.where(table.c.id == product_id) if product_id else wanted)
        return [Product(row.id, row.title, (), row.brand, categories=tuple(row.categories)) for row in rows]


def _in_sizes(engine: Engine, product_id: str = "") -> set[str]:
    """The products that come in several sizes; all of them in a store that states no options at all."""
    table = records.variants
    wanted = select(table.c.product_id, table.c.options)
    values: dict[str, set[str]] = defaultdict(set)
    has_options = False
    with engine.connect() as connection:
        for row in connection.execute(wanted.where(table.c.product_id == product_id) if product_id else wanted):
            has_options = has_options or bool(row.options)
            values[row.product_id].update(v for slot, v in row.options.items() if _SIZE_SLOT.search(slot))
    return {own for own, sizes in values.items() if len(sizes) > 1 or not has_options}


def _buyers(engine: Engine) -> dict[str, bool]:
    """Of all who did anything in the shop, whether they bought something."""
    if not inspect(engine).has_table(events.name):
        return {}
    bought = func.max(events.c.name == "purchase")
    with engine.connect() as connection:
        rows = connection.execute(select(events.c.shopper_id, bought.label("bought")).group_by(events.c.shopper_id))
        return {row.shopper_id: bool(row.bought) for row in rows}
