"""All or nothing: a store is changed in a copy beside it, which takes its place at the end or vanishes.

Where a running shop has the store open and takes imports, the copy does not take its place: it is offered to that shop.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from retrieval import records
from retrieval.catalog import Catalog
from retrieval.handover import BUSY, TakenOver, offer, staging_folders
from retrieval.locking import LOCK, OWNER, StoreLock, StoreLockedError, takes_imports
from retrieval.pictures import PICTURES
from retrieval.store import (
    DATABASE,
    Manifest,
    glob_safe,
    load_catalog,
    open_engine,
    read_manifest,
    reading,
    recover,
)
from retrieval.vector_file import ROWS, VECTORS

_OWN = frozenset((LOCK, OWNER, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", PICTURES, BUSY))


class NotAStoreError(FileExistsError):
    """Where the store should be there is something else, which is left alone."""


class StoreNotWrittenError(OSError):
    """The disk or the system refused; the store is as it was."""


class Staging:
    """A store in the making: `path` is its folder, `engine` its database. Everything in it is kept on success.

    Whoever writes below `path` must have closed its files when the `with staged(...)` block ends. `is_beside` says that
    a running shop has the store open; when the block has ended well, `taken_over` is what that shop said.
    """

    def __init__(self, path: Path, engine: Engine, store: Path, *, is_beside: bool = False) -> None:
        self.path = path
        self.engine = engine
        self.store = store  # where it will be
        self.is_beside = is_beside
        self.taken_over: TakenOver | None = None
        # For what was embedded: outlives an import that is killed or fails, for the next one; gone after a good one.
        self.embedded = store.parent / f".{store.name}.embedded"

    @property
    def is_new(self) -> bool:
        """Whether nothing has been imported yet, neither now nor before."""
        with self.engine.connect() as connection:
            wanted = select(records.facts.c.name).where(records.facts.c.name == "schema")
            return connection.execute(wanted).first() is None

    @property
    def manifest(self) -> Manifest:
        with reading(self.path):
            return read_manifest(self.engine, self.path)

    def catalog(self) -> Catalog:
        """The catalog as it is in the staged database now."""
        return load_catalog(self.engine, self.manifest.currency)

    def drop_embedded(self) -> None:
        for left in (self.embedded, self.embedded.with_name(f"{self.embedded.name}-journal")):
            with suppress(OSError):  # another import may be writing it, where open files cannot be removed
                left.unlink(missing_ok=True)


@contextmanager
def staged(store: Path, *, beside: bool = False) -> Iterator[Staging]:
    """A copy of the store (or an empty one) to change; it replaces the store when the block ends well.

    On any exception, `KeyboardInterrupt` too, the store is as it was and the copy is gone. The store's lock is held
    meanwhile; with `beside`, a shop that has the store open and takes imports goes on, and is offered the copy.
    Raises `StoreLockedError`, `StoreDamagedError`, `StoreVersionError`, `NotAStoreError`, `StoreNotWrittenError` or
    `NotTakenOverError`.
    """
    folder = Path(store).resolve()
    recover(folder)
    _check_place(folder)
    with ExitStack() as at_end:
        there = (folder / DATABASE).is_file()
        lock = _lock(folder, beside) if there else None
        if lock:
            at_end.callback(lock.release)
        is_beside = there and lock is None
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        path = Path(tempfile.mkdtemp(prefix=f".{folder.name}.staging-", dir=folder.parent))
        at_end.callback(shutil.rmtree, path, ignore_errors=True)
        busy = FileLock(path / BUSY, timeout=0, thread_local=False)
        at_end.enter_context(busy)
        if there:
            _copy(folder, path, is_open=is_beside)
        engine = open_engine(path)
        at_end.callback(engine.dispose)
        with reading(folder):
            if there:
                read_manifest(engine, folder)  # of our version
            records.metadata.create_all(engine)
        staging = Staging(path, engine, folder, is_beside=is_beside)
        try:
            yield staging
        except OperationalError as error:
            raise StoreNotWrittenError(
                f"The store could not be written ({error.orig}) and is as it was. Is the disk full? Make room in "
                f"{folder.parent} and import again."
            ) from error
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        if is_beside:
            staging.taken_over = offer(path, folder)
            staging.drop_embedded()
            return
        busy.release()
        (path / BUSY).unlink(missing_ok=True)
        path.chmod(0o777 & ~_umask())
        if lock and sys.platform == "win32":
            lock.release()  # there, a folder with an open file cannot be renamed
        _swap(path, folder, there)
        staging.drop_embedded()


def _lock(folder: Path, beside: bool) -> StoreLock | None:
    """None where a shop has the store open that may be offered an import."""
    try:
        return StoreLock(folder)
    except StoreLockedError:
        if beside and takes_imports(folder):
            return None
        raise


def _check_place(folder: Path) -> None:
    if folder.exists() and not (folder / DATABASE).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAStoreError(
            f"{folder} is there, but it is no store (it has no {DATABASE}). Nothing was changed. Choose an "
            "empty or new folder with --store."
        )


def _sweep(folder: Path) -> None:
    """Removes what imports left behind that were killed: their folders' locks died with them."""
    for left in staging_folders(folder):
        try:
            with FileLock(left / BUSY, timeout=0):
                pass
        except Timeout:
            continue  # somebody is at work in it
        shutil.rmtree(left, ignore_errors=True)
    for left in folder.parent.glob(f".{glob_safe(folder.name)}.old-*"):
        shutil.rmtree(left, ignore_errors=True)  # the store itself is in its place: `recover` saw to it


def _copy(folder: Path, path: Path, *, is_open: bool) -> None:
    """The database as of now, pictures as hard links (they are replaced, never written to), the rest as it is.

    Of a store that is open, the vectors' file alone, and not the graph that is made from it and may be written to.
    """
    with reading(folder):
        _back_up(folder / DATABASE, path / DATABASE)
        if is_open and (folder / VECTORS / ROWS).is_file():
            (path / VECTORS).mkdir()
            _back_up(folder / VECTORS / ROWS, path / VECTORS / ROWS)
    if (folder / PICTURES).is_dir():
        shutil.copytree(folder / PICTURES, path / PICTURES, copy_function=_linked)
    for entry in folder.iterdir():
        if entry.name in _OWN or (is_open and entry.name == VECTORS):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, path / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, path / entry.name, follow_symlinks=False)


def _back_up(source: Path, target: Path) -> None:
    there, here = sqlite3.connect(source), sqlite3.connect(target)
    with closing(there), closing(here):
        there.backup(here)


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # no hard links here
        shutil.copy2(source, target)
    return target


def _swap(path: Path, folder: Path, is_there: bool) -> None:
    """Puts `path` in the place of `folder`; if that fails, `folder` is back where it was."""
    aside = path.with_name(path.name.replace(".staging-", ".old-", 1))
    try:
        if is_there:
            folder.rename(aside)
        elif folder.exists():
            folder.rmdir()  # empty, as was checked; if not, another first import was faster
        path.rename(folder)
    except BaseException as error:
        if aside.exists() and not folder.exists():
            aside.rename(folder)
        if not isinstance(error, OSError):
            raise
        what = f"The store at {folder} could not be replaced ({error.strerror}) and is as it was"
        hint = "Was another import faster? Is it a mount point (then import into a folder below it)?"
        raise StoreNotWrittenError(f"{what}. {hint}") from error
    shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
