"""Stores by name for a measurement: one that is given, the sample, or an import of a feed beside the clone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from retrieval.catalog import Catalog
from retrieval.progress import Progress, silent
from retrieval.sample import SEED, TODAY
from ui.eval.frame import EvalError

_NOW = datetime.combine(TODAY, time(12), UTC)  # no clock: the same store whenever it is measured
BEAUTY = "rec_s3/Beauty.txt"  # shoppers and what they took, in the order of time


class NoSuchStoreError(LookupError):
    """There is no store of that name; the message says how to give one."""


def clone() -> Path:
    """The folder that the code lies in; of an installed shelftalk it holds no tests."""
    return Path(__file__).resolve().parents[2]


def beside(name: str) -> Path:
    """The folder or file of that name among the data that lies beside the clone."""
    return clone().parent / "shared" / "data" / name


def named(pairs: Iterable[str]) -> dict[str, Path]:
    """`NAME=DIR` pairs as a dict. Raises `EvalError` for what is none."""
    found = {}
    for pair in pairs:
        name, _, folder = pair.partition("=")
        if not name or not folder:
            raise EvalError(f"'{pair}' names no store; write NAME=DIR, such as sample=my-store.")
        found[name] = Path(folder)
    return found


def catalog_of(
    name: str, given: Mapping[str, Path], folder: Path, *, feeds: Path | None = None, progress: Progress = silent
) -> Catalog:
    """What the store of that name sells: of the one in `given`, else one that is made in `folder` (without shoppers).

    `feeds` holds feeds by their stores' names; by default those beside the clone. Raises `NoSuchStoreError`, and
    what opening and importing raise.
    """
    from retrieval.importing import import_feed
    from retrieval.store import open_store

    store = given.get(name)
    if store is None:
        feed = (feeds or beside("stores")) / name
        if name == "sample":
            feed = _sample(folder, progress)
        elif not feed.is_dir():
            raise NoSuchStoreError(f"its data is not there; give its store with --store-of {name}=DIR")
        store = folder / name
        import_feed(feed, store, now=_NOW, progress=progress)
    with open_store(store) as opened:
        return opened.catalog


def _sample(folder: Path, progress: Progress) -> Path:
    from ui.sample_command import write_sample

    feed = folder / "sample-feed"
    write_sample(feed, seed=SEED, today=TODAY, shoppers=False, progress=progress)
    return feed
