"""Writing an import's records: what did not change stays, what is gone goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, Table, bindparam, delete, func, insert, select, update

from retrieval import records
from retrieval.catalog import PolicyDocument, Product, Promotion, Question, Relation, Review
from retrieval.paper_rows import document_row, promotion_row
from retrieval.records import Remote
from retrieval.report import Changes

_BATCH = 1000
_REPLACED = (records.reviews, records.questions, records.promotions, records.documents, records.relations)
_TABLES: Mapping[type, tuple[Table, Callable[[Any, int], dict[str, Any]]]] = {
    Review: (records.reviews, records.review_row),
    Question: (records.questions, records.question_row),
    Promotion: (records.promotions, promotion_row),
    PolicyDocument: (records.documents, document_row),
}


class Writer:
    """Writes into a staged database, in one transaction that `finish` commits and leaving the block ends.

    Reviews, questions, promotions, documents and relations are replaced as a whole; products one by one.
    """

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        for table in _REPLACED:
            self._connection.execute(delete(table))
        self._waiting: dict[str, list[dict[str, Any]]] = {}
        self._seen: set[tuple[str, str]] = set()
        self._counts: dict[str, int] = {}

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(self, record: Review | Question | Promotion | PolicyDocument) -> bool:
        """Writes it, unless its id was there before."""
        table, row_of = _TABLES[type(record)]
        if (table.name, record.id) in self._seen:
            return False
        self._seen.add((table.name, record.id))
        self._queue(table, row_of(record, self._counts.get(table.name, 0)))
        return True

    def write_relations(self, relations: Iterable[Relation]) -> None:
        for at, relation in enumerate(relations):
            self._queue(records.relations, records.relation_row(relation, at))

    def write_products(self, found: Sequence[tuple[Product, Remote]]) -> Changes:
        """Brings the products up to date; `Remote` has the product's own addresses under the empty id."""
        products, variants = records.products, records.variants
        old = {row.id: row.digest for row in self._connection.execute(select(products.c.id, products.c.digest))}
        stay: list[dict[str, Any]] = []
        write: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
        for at, (product, remote) in enumerate(found):
            its = [records.variant_row(v, product.id, n, remote.get(v.id, ())) for n, v in enumerate(product.variants)]
            row = records.product_row(product, at, remote.get("", ()), "")
            row["digest"] = records.digest_of(row, its)
            if old.get(product.id) == row["digest"]:
                stay.append({"key": product.id, "at": at})
            else:
                write.append((row, its))
        ids = {product.id for product, _ in found}
        removed = [product_id for product_id in old if product_id not in ids]
        gone = [{"key": key} for key in (*removed, *(row["id"] for row, _ in write if row["id"] in old))]
        if gone:  # variants first, all of them: a variant may have moved from one product to another
            self._connection.execute(delete(variants).where(variants.c.product_id == bindparam("key")), gone)
            self._connection.execute(delete(products).where(products.c.id == bindparam("key")), gone)
        for row, its in write:
            self._queue(products, row)
            for variant in its:
                self._queue(variants, variant)
        if stay:
            self._connection.execute(
                update(products).where(products.c.id == bindparam("key")).values(position=bindparam("at")), stay
            )
        n_updated = sum(row["id"] in old for row, _ in write)
        return Changes(len(write) - n_updated, n_updated, len(stay), len(removed))

    def n_orphans(self, table: Table) -> int:
        """Reviews or questions about products the store does not have."""
        self._flush()
        known = select(records.products.c.id)
        wanted = select(func.count()).where(table.c.product_id.not_in(known))
        return int(self._connection.execute(wanted.select_from(table)).scalar_one())

    def finish(self, facts: Mapping[str, Any]) -> dict[str, int]:
        """Rates the products by their reviews, writes the facts, commits; gives how many there are of each record."""
        self._flush()
        products, reviews = records.products, records.reviews
        its = reviews.c.product_id == products.c.id
        self._connection.execute(
            update(products).values(
                n_reviews=select(func.count()).where(its).scalar_subquery(),
                rating=select(func.avg(reviews.c.rating)).where(its).scalar_subquery(),
            )
        )
        tables = (products, records.variants, *_REPLACED)
        counts = {
            table.name: int(self._connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in tables
        }
        said = {**facts, "schema": records.SCHEMA, "counts": counts}
        self._connection.execute(delete(records.facts).where(records.facts.c.name.in_(said)))
        rows = [{"name": name, "value": value} for name, value in said.items()]
        self._connection.execute(insert(records.facts), rows)
        self._connection.commit()
        return counts

    def _queue(self, table: Table, row: dict[str, Any]) -> None:
        rows = self._waiting.setdefault(table.name, [])
        rows.append(row)
        self._counts[table.name] = self._counts.get(table.name, 0) + 1
        if len(rows) >= _BATCH:
            self._connection.execute(insert(table), rows)
            rows.clear()

    def _flush(self) -> None:
        for name, rows in self._waiting.items():
            if rows:
                self._connection.execute(insert(records.metadata.tables[name]), rows)
                rows.clear()
