"""Taking over: an import that was made beside an open store becomes that store, without closing it.

What the import owns is replaced in one transaction: records, words and whatever tables the caller names. What shoppers
do (conversations, carts, events) is the open store's and stays. New vectors come before that transaction, and those of
removed products go after it: killed between them, the store is as it was or as it shall be, with a vector too many,
which finds nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine

from retrieval import records
from retrieval.catalog import Catalog
from retrieval.live import Updated
from retrieval.pictures import PICTURES
from retrieval.store import DATABASE, load_catalog, open_engine, read_manifest
from retrieval.vector_file import ROWS, VECTORS, VectorFile
from retrieval.vectors import VectorIndex
from retrieval.words import WordIndex

_STEP = 2_048  # vectors handed over at once
_OWN = frozenset(table.name for table in records.metadata.sorted_tables)


class NotForUsError(ValueError):
    """The import cannot be taken over by the shop that is open; the next opening of the store can have it."""


def take_over(
    engine: Engine,
    catalog: Catalog,
    words: WordIndex,
    vectors: VectorIndex,
    encoder_name: str,
    made: Path,
    store: Path,
    *,
    replaced: Collection[str] = (),
    added: Collection[str] = (),
) -> Updated:
    """The store in `store`, which is open and has this `catalog`, becomes what was imported in the folder `made`.

    Tables `replaced` are the import's, beside the records; of tables `added` the rows whose keys are new are taken.
    Raises `NotForUsError`, having changed nothing.
    """
    after = _imported(made, catalog)
    gone = tuple(product.id for product in catalog if product.id not in after)
    changed = tuple(p.id for p in after if p.id in catalog and p != catalog.product(p.id))
    new = tuple(product.id for product in after if product.id not in catalog)
    n_vectors = _take_vectors(made, after, vectors, encoder_name)
    _take_pictures(made / PICTURES, store / PICTURES)
    with _beside(engine, made) as connection:
        for name in (*_OWN, *replaced):
            _take_rows(connection, name, anew=True)
        for name in added:
            _take_rows(connection, name, anew=False)
        words.change(connection, [after.product(i) for i in (*changed, *new)], gone)
        connection.commit()
    words.forget()
    if gone:
        vectors.remove(gone)
    _drop_pictures(made / PICTURES, store / PICTURES)
    for file in made.glob("*.yaml"):  # what the owner wrote beside the feed
        shutil.copy2(file, store / file.name)
    return Updated(after, changed, new, gone, n_vectors)


def _imported(made: Path, catalog: Catalog) -> Catalog:
    engine = open_engine(made)
    try:
        currency = read_manifest(engine, made).currency
        if currency != catalog.currency:
            raise NotForUsError(
                f"its prices are in {currency}, and those of the open store in {catalog.currency}. Stop the shop, then "
                "import again."
            )
        return load_catalog(engine, currency, catalog.on)
    finally:
        engine.dispose()


def _take_vectors(made: Path, after: Catalog, vectors: VectorIndex, encoder_name: str) -> int:
    """Those of texts that the store has not embedded; gives how many."""
    with closing(VectorFile(made / VECTORS / ROWS, encoder_name)) as file:
        theirs, ours = file.digests(), vectors.digests()
        if any(product.id not in theirs for product in after):
            raise NotForUsError(
                "its texts were embedded by another encoder than the open shop's. Stop the shop, then import again."
            )
        missing = [product.id for product in after if ours.get(product.id) != theirs[product.id]]
        for start in range(0, len(missing), _STEP):
            ids = missing[start : start + _STEP]
            digests = [theirs[i] for i in ids]
            rows = file.by_digest(digests)
            vectors.update(ids, np.stack([rows[d] for d in digests]), digests)
    return len(missing)


@contextmanager
def _beside(engine: Engine, made: Path) -> Iterator[Connection]:
    """A connection that sees the import as `made`; what is not committed at the end is undone."""
    with engine.connect() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ? AS made", (str(made / DATABASE),))
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
        finally:
            connection.rollback()
            connection.exec_driver_sql("DETACH DATABASE made")


def _take_rows(connection: Connection, name: str, *, anew: bool) -> None:
    if not _columns(connection, "made", name):
        return
    if not _columns(connection, "main", name):
        made = connection.exec_driver_sql("SELECT sql FROM made.sqlite_master WHERE name = ?", (name,)).scalar_one()
        connection.exec_driver_sql(made)
    columns = ", ".join(f'"{column}"' for column in _columns(connection, "made", name))
    if anew:
        connection.exec_driver_sql(f'DELETE FROM main."{name}"')
    verb = "INSERT" if anew else "INSERT OR IGNORE"
    connection.exec_driver_sql(f'{verb} INTO main."{name}" ({columns}) SELECT {columns} FROM made."{name}"')


def _columns(connection: Connection, database: str, table: str) -> Sequence[str]:
    rows = connection.exec_driver_sql(f'PRAGMA {database}.table_info("{table}")')
    return [str(row.name) for row in rows]


def _take_pictures(made: Path, ours: Path) -> None:
    """Each is written beside and moved into its place: a page may be reading the old one."""
    for path in _files(made):
        target = ours / path.relative_to(made)
        there, wanted = target.stat() if target.is_file() else None, path.stat()
        if there and (there.st_size, there.st_mtime_ns) == (wanted.st_size, wanted.st_mtime_ns):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{target.name}.new")
        shutil.copyfile(path, beside)
        os.utime(beside, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))
        beside.replace(target)


def _drop_pictures(made: Path, ours: Path) -> None:
    kept = {path.relative_to(made) for path in _files(made)}
    for path in _files(ours):
        if path.relative_to(ours) not in kept:
            path.unlink()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
