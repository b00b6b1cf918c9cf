"""The store's tables, and the way from the catalog's words to rows and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Float, Index, Integer, MetaData, String, Table, Text

from retrieval.catalog import (
    Answer,
    Offer,
    Product,
    Question,
    Relation,
    Review,
    Variant,
)
from retrieval.money import Money

SCHEMA = 2  # goes up when an older store cannot be read any more

metadata = MetaData()

facts = Table("facts", metadata, Column("name", String, primary_key=True), Column("value", JSON, nullable=False))

products = Table(
    "products",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),  # in the feed
    Column("title", Text, nullable=False),
    Column("brand", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("categories", JSON, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("media", JSON, nullable=False),
    Column("remote_media", JSON, nullable=False),  # addresses in the feed: kept, never fetched, not shown
    Column("url", Text, nullable=False),
    Column("rating", Float),
    Column("n_reviews", Integer, nullable=False, default=0),
    Column("digest", String, nullable=False),  # of the product with its variants, without rating and position
)

variants = Table(
    "variants",
    metadata,
    Column("id", String, primary_key=True),
    Column("product_id", String, nullable=False, index=True),
    Column("position", Integer, nullable=False),  # in the product
    Column("title", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("options", JSON, nullable=False),
    Column("media", JSON, nullable=False),
    Column("remote_media", JSON, nullable=False),
    Column("price", BigInteger, nullable=False),  # minor units of the store's currency
    Column("list_price", BigInteger),
    Column("available", Boolean, nullable=False),
    Column("status", String, nullable=False),
    Column("quantity", Integer),
    Column("restock_on", Date),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("product_id", String, nullable=False, index=True),  # may name a product that is sold no more
    Column("position", Integer, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", BigInteger),  # microseconds since 1970, UTC
)

questions = Table(
    "questions",
    metadata,
    Column("id", String, primary_key=True),
    Column("product_id", String, nullable=False, index=True),  # may name a product that is sold no more
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", BigInteger),  # microseconds since 1970, UTC
    Column("answers", JSON, nullable=False),  # each with text, author, at and is_store
)

promotions = Table(
    "promotions",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String),  # a decimal number, exactly
    Column("gift_id", String, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("conditions", JSON, nullable=False),  # only those that ask something
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("about", JSON, nullable=False),
    Column("summary", Text, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("product_id", String, nullable=False),
    Column("other_id", String, nullable=False),
    Index("relations_once", "kind", "product_id", "other_id", unique=True),
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Remote = dict[str, tuple[str, ...]]  # addresses by product id or variant id


def product_row(product: Product, position: int, remote: Iterable[str], digest: str) -> dict[str, Any]:
    return {
        "id": product.id,
        "position": position,
        "title": product.title,
        "brand": product.brand,
        "description": product.description,
        "categories": list(product.categories),
        "attributes": {slot: list(values) for slot, values in product.attributes.items()},
        "media": list(product.media),
        "remote_media": list(remote),
        "url": product.url,
        "rating": product.rating,
        "n_reviews": product.n_reviews,
        "digest": digest,
    }


def variant_row(variant: Variant, product_id: str, position: int, remote: Iterable[str]) -> dict[str, Any]:
    offer = variant.offer
    return {
        "id": variant.id,
        "product_id": product_id,
        "position": position,
        "title": variant.title,
        "sku": variant.sku,
        "options": dict(variant.options),
        "media": list(variant.media),
        "remote_media": list(remote),
        "price": offer.price.minor,
        "list_price": offer.list_price.minor if offer.list_price else None,
        "available": offer.available,
        "status": offer.status,
        "quantity": offer.quantity,
        "restock_on": offer.restock_on,
    }


def digest_of(product: dict[str, Any], its_variants: Iterable[dict[str, Any]]) -> str:
    """Of everything the feed says of a product: two equal digests are one and the same record."""
    said = {name: value for name, value in product.items() if name not in ("position", "rating", "n_reviews", "digest")}
    content = json.dumps([said, *its_variants], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def variant_of(row: Any, currency: str) -> Variant:
    was = Money.from_minor(row.list_price, currency) if row.list_price is not None else None
    offer = Offer(Money.from_minor(row.price, currency), was, row.available, row.status, row.quantity, row.restock_on)
    return Variant(row.id, row.title, offer, row.options, row.sku, tuple(row.media))


def product_of(row: Any, its_variants: Iterable[Variant]) -> Product:
    return Product(
        id=row.id,
        title=row.title,
        variants=tuple(its_variants),
        brand=row.brand,
        description=row.description,
        categories=tuple(row.categories),
        attributes={slot: tuple(values) for slot, values in row.attributes.items()},
        media=tuple(row.media),
        url=row.url,
        rating=row.rating,
        n_reviews=row.n_reviews,
    )


def review_row(review: Review, position: int) -> dict[str, Any]:
    return {
        "id": review.id,
        "product_id": review.product_id,
        "position": position,
        "rating": review.rating,
        "title": review.title,
        "body": review.body,
        "author": review.author,
        "at": moment(review.at) if review.at else None,
    }


def review_of(row: Any) -> Review:
    return Review(row.id, row.product_id, row.rating, row.title, row.body, row.author, _moment_of(row.at))


def question_row(question: Question, position: int) -> dict[str, Any]:
    answers = [
        {"text": a.text, "author": a.author, "at": moment(a.at) if a.at else None, "is_store": a.is_store}
        for a in question.answers
    ]
    return {
        "id": question.id,
        "product_id": question.product_id,
        "position": position,
        "text": question.text,
        "author": question.author,
        "at": moment(question.at) if question.at else None,
        "answers": answers,
    }


def question_of(row: Any) -> Question:
    answers = tuple(Answer(a["text"], a["author"], _moment_of(a["at"]), a["is_store"]) for a in row.answers)
    return Question(row.id, row.product_id, row.text, row.author, _moment_of(row.at), answers)


def relation_row(relation: Relation, position: int) -> dict[str, Any]:
    kind, product_id, other_id = relation.kind, relation.product_id, relation.other_id
    return {"position": position, "kind": kind, "product_id": product_id, "other_id": other_id}


def moment(at: datetime) -> int:
    """Microseconds since 1970 of a moment with a time zone; exact."""
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _moment_of(microseconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(microseconds / 1e6, UTC) if microseconds is not None else None
