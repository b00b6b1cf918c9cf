"""Copies of a store to talk in: a golden conversation may add products, and leaves no trace in the store itself."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from retrieval import records
from retrieval.catalog import Catalog, Product
from retrieval.derived import with_gender
from retrieval.encoder import Encoder
from retrieval.feeds.acp import read_acp
from retrieval.feeds.detecting import find_feed
from retrieval.feeds.feed import FeedError, Read, Rejected
from retrieval.indexing import index_store
from retrieval.locking import LOCK, OWNER, StoreLock
from retrieval.pictures import PICTURES
from retrieval.progress import silent
from retrieval.store import load_catalog, open_engine


@contextmanager
def copied(
    store: Path, *, products: Sequence[dict[str, Any]] = (), encoder: Encoder | None = None, now: datetime
) -> Iterator[Path]:
    """A copy of the store's folder without its pictures; `products`, as in an Agentic Commerce feed, are added.

    It is gone when the block ends. Raises `StoreLockedError` while somebody else has the store open, and
    `FeedError` for a product that no feed may have. `encoder` embeds what is added.
    """
    with tempfile.TemporaryDirectory(prefix="shelftalk-dialogue-") as folder:
        copy = Path(folder) / store.name
        lock = StoreLock(store)
        try:
            shutil.copytree(store, copy, ignore=shutil.ignore_patterns(LOCK, OWNER, PICTURES))
        finally:
            lock.release()
        if products:
            _add(copy, products_of(products, now), encoder)
        yield copy


def products_of(products: Sequence[dict[str, Any]], now: datetime) -> list[Product]:
    """The products that a dialogue brings, read as an importer reads them. Raises `FeedError` for one it refuses."""
    with tempfile.TemporaryDirectory(prefix="shelftalk-dialogue-") as folder:
        feed = Path(folder) / "products.jsonl"
        feed.write_text("".join(json.dumps(product) + "\n" for product in products), encoding="utf-8")
        found = list(read_acp(find_feed(feed), currency=None, now=now, progress=silent))
    for refused in found:
        if isinstance(refused, Rejected):
            raise FeedError(f"Product {refused.line} of the dialogue: {refused.field} {refused.value} {refused.reason}")
    return [with_gender(r.record) for r in found if isinstance(r, Read) and isinstance(r.record, Product)]


def _add(copy: Path, products: Sequence[Product], encoder: Encoder | None) -> None:
    from retrieval.encoder import default_encoder

    engine = open_engine(copy)
    try:
        before = load_catalog(engine, products[0].variants[0].offer.price.currency)
        with engine.begin() as connection:
            for position, product in enumerate(products, len(before)):
                its = [records.variant_row(v, product.id, n, ()) for n, v in enumerate(product.variants)]
                connection.execute(insert(records.products), [records.product_row(product, position, (), "")])
                connection.execute(insert(records.variants), its)
        catalog = Catalog([*before, *products], currency=before.currency)
        index_store(engine, catalog, copy, encoder or default_encoder())
    finally:
        engine.dispose()
