"""A store: a folder with the records, vectors and pictures of one shop, owned by one process at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from json import JSONDecodeError
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from filelock import FileLock
from sqlalchemy import URL, Engine, create_engine, event, select
from sqlalchemy.exc import DatabaseError

from retrieval import records
from retrieval.catalog import Catalog, Question, Relation, Review, Variant
from retrieval.corrections import corrected, read_corrections
from retrieval.locking import LOCK, StoreLock, StoreLockedError
from retrieval.paper_rows import document_of, promotion_of
from retrieval.pricing import priced_on
from retrieval.standing_answers import answered_papers, answered_questions

__all__ = [
    "FolderStore",
    "Manifest",
    "Store",
    "StoreDamagedError",
    "StoreLockedError",
    "StoreNotFoundError",
    "StoreVersionError",
    "load_catalog",
    "open_store",
]

DATABASE = "shop.db"


class StoreNotFoundError(FileNotFoundError):
    """There is no store in this folder."""


class StoreDamagedError(ValueError):
    """The folder has a store's database, but it cannot be read."""


class StoreVersionError(ValueError):
    """The store was made by a shelftalk whose tables are others than ours."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store says of itself. `counts` has products, variants, reviews, questions and so on, by table."""

    name: str
    currency: str
    format: str
    source: str  # the feed as it was given
    imported_at: datetime
    counts: dict[str, int] = field(default_factory=dict)
    schema: int = records.SCHEMA
    about: str = ""  # what the store says of itself, in a sentence or two
    openers: tuple[str, ...] = ()  # first messages that the feed offers


class Store(Protocol):
    """An open store; a context manager, safe to read from several threads. One process has it open at a time.

    `engine` is for everyone who keeps tables in the store's database; `path` is the store's folder. `catalog` and
    `manifest` are as they were when it was opened; reviews and questions are read when they are asked for.
    """

    @property
    def path(self) -> Path: ...
    @property
    def engine(self) -> Engine: ...
    @property
    def manifest(self) -> Manifest: ...
    @property
    def catalog(self) -> Catalog: ...

    def reviews(self, product_id: str) -> list[Review]:
        """The reviews of a product in the feed's order; empty when it has none."""
        ...

    def questions(self, product_id: str) -> list[Question]:
        """What was asked about a product, with the answers: the owner's standing answers, then shoppers' questions in
        the feed's order; empty when nobody asked."""
        ...

    def read_manifest(self) -> Manifest:
        """What the store says of itself now: after an import was taken over, other than `manifest`."""
        ...

    def take_imports(self) -> None:
        """From now on imports made beside the open store are offered to this process (`retrieval.handover`)."""
        ...

    def close(self) -> None:
        """Gives the store free for others; a second time does nothing."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class FolderStore:
    """A store in a folder of this machine: SQLite, pictures and vectors. Made by `open_store`."""

    def __init__(self, path: Path, engine: Engine, manifest: Manifest, catalog: Catalog, lock: StoreLock) -> None:
        self.path = path
        self.engine = engine
        self.manifest = manifest
        self.catalog = catalog
        self._lock = lock

    def reviews(self, product_id: str) -> list[Review]:
        table = records.reviews
        wanted = select(table).where(table.c.product_id == product_id).order_by(table.c.position)
        with self.engine.connect() as connection:
            return [records.review_of(row) for row in connection.execute(wanted)]

    def questions(self, product_id: str) -> list[Question]:
        table = records.questions
        wanted = select(table).where(table.c.product_id == product_id).order_by(table.c.position)
        with self.engine.connect() as connection:
            asked = [records.question_of(row) for row in connection.execute(wanted)]
        return [*answered_questions(self.engine, product_id, self.manifest.name), *asked]

    def read_manifest(self) -> Manifest:
        return read_manifest(self.engine, self.path)

    def take_imports(self) -> None:
        self._lock.take_imports()

    def close(self) -> None:
        self.engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path, *, on: date | None = None) -> Store:
    """Opens the store in this folder and keeps it for this process until it is closed.

    Prices are those of the day `on` (`retrieval.pricing`); without one, the records' own.

    Raises `StoreNotFoundError`, `StoreLockedError`, `StoreVersionError` or `StoreDamagedError`, each with what to do.
    """
    folder = Path(path).resolve()
    recover(folder)
    if not (folder / DATABASE).is_file():
        raise StoreNotFoundError(f"No store at {path}. Make one with `shelftalk import FEED --store {path}`.")
    lock = StoreLock(folder)
    try:
        engine = open_engine(folder)
        try:
            with reading(folder):
                manifest = read_manifest(engine, folder)
                catalog = load_catalog(engine, manifest.currency, on)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return FolderStore(folder, engine, manifest, catalog, lock)


def recover(folder: Path) -> None:
    """Puts a store back that an import had moved aside when its process died between two renames."""
    if folder.exists() or not folder.parent.is_dir():
        return
    for aside in sorted(folder.parent.glob(f".{glob_safe(folder.name)}.old-*")):
        # An import between its two renames still holds the lock: it will be done in a moment.
        with suppress(OSError), FileLock(aside / LOCK, timeout=5):
            if not folder.exists():
                aside.rename(folder)


def glob_safe(name: str) -> str:
    return "".join(f"[{c}]" if c in "[?*" else c for c in name)


def open_engine(folder: Path) -> Engine:
    """The engine of a store's database: many readers beside one writer (WAL), waiting rather than failing."""
    address = URL.create("sqlite", database=str(folder / DATABASE))
    engine = create_engine(address, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """What SQLite says of a file it cannot make sense of, in words a shop owner can act on."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, KeyError, AttributeError, TypeError, JSONDecodeError) as error:
        reason = error.orig if isinstance(error, DatabaseError) else f"{type(error).__name__} {error}"
        raise StoreDamagedError(
            f"The store at {folder} cannot be read: {DATABASE} is damaged ({reason}). Move the folder away and import "
            f"the feed again with `shelftalk import FEED --store {folder}`."
        ) from error


def read_manifest(engine: Engine, folder: Path) -> Manifest:
    """The store's facts. Raises `StoreVersionError` for tables of another version."""
    with engine.connect() as connection:
        facts = {row.name: row.value for row in connection.execute(select(records.facts))}
    schema = facts["schema"]
    if schema != records.SCHEMA:
        raise StoreVersionError(
            f"The store at {folder} has tables of version {schema}; this shelftalk reads version {records.SCHEMA}. "
            "Import the feed into a new folder, or use the shelftalk that made the store."
        )
    return Manifest(
        name=facts["name"],
        currency=facts["currency"],
        format=facts["format"],
        source=facts["source"],
        imported_at=datetime.fromisoformat(facts["imported_at"]),
        counts=dict(facts["counts"]),
        schema=schema,
        about=facts.get("about", ""),
        openers=tuple(facts.get("openers", ())),
    )


def load_catalog(engine: Engine, currency: str, on: date | None = None) -> Catalog:
    """All products with their variants, in the feed's order, as the owner corrected them, at the prices of `on`."""
    with engine.connect() as connection:
        by_product: dict[str, list[Variant]] = defaultdict(list)
        for row in connection.execute(select(records.variants).order_by(records.variants.c.position)):
            by_product[row.product_id].append(records.variant_of(row, currency))
        products = [
            records.product_of(row, by_product[row.id])
            for row in connection.execute(select(records.products).order_by(records.products.c.position))
        ]
        relations, promotions, documents = (
            connection.execute(select(table).order_by(table.c.position)).all()
            for table in (records.relations, records.promotions, records.documents)
        )
    corrections = read_corrections(engine)
    offered = [promotion_of(row) for row in promotions]
    products = corrected(priced_on(on, products, offered) if on else products, corrections)
    return Catalog(
        products,
        currency=currency,
        relations=[Relation(row.kind, row.product_id, row.other_id) for row in relations],
        promotions=offered,
        documents=[*(document_of(row) for row in documents), *answered_papers(engine)],
        corrections=corrections,
        on=on,
    )
