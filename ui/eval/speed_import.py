"""`shelftalk eval import`: a feed of any size imported for real, killed on the way, then again unchanged and changed.

The feed is made from a real store by the recipe in `retrieval.scaling`; every text is embedded by the encoder that
shops are opened with. The first import runs in a process of its own and is killed (SIGKILL) in the middle of
embedding; the time of both, what was lost included, is the time of the import.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from retrieval.progress import Progress, silent
from retrieval.staging import Staging
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.speed import bytes_of, peak_memory

EMBEDDING = "Reading meanings"
_CHANGED = 100  # every so-manyth product gets another text, and one as often another price


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds of a whole import, and of its indexing; how many texts it embedded, and took over from a killed one."""

    seconds: float
    index_s: float
    n_embedded: int
    n_resumed: int
    rss_mb: float


def measure_import(store: Path, n: int, seed: int, *, kill_at: float = 0.5, progress: Progress = silent) -> Measured:
    """Imports `n` products made of those of `store`. `kill_at` is the part of the texts after which the first try is
    killed; 0 for no kill. Raises what opening raises, and `EvalError` when an import does not do what it should.
    """
    from retrieval.scaling import write_scaled
    from retrieval.store import open_store

    with open_store(store) as opened:
        catalog = opened.catalog
    with tempfile.TemporaryDirectory(prefix="shelftalk-import-") as folder:
        feed, made = Path(folder) / "feed", Path(folder) / "store"
        write_scaled(catalog, n, feed, seed)
        lost_s = _killed(feed, made, kill_at, progress) if kill_at else 0.0
        first = _apart(feed, made, progress)
        again = _apart(feed, made, progress)
        if again.n_embedded:
            raise EvalError(f"The unchanged feed made the import embed {again.n_embedded:,} texts, expected none.")
        n_texts = _change(feed / "products.jsonl")
        changed = _apart(feed, made, progress)
        if changed.n_embedded > n_texts:
            raise EvalError(f"{n_texts:,} texts changed, and {changed.n_embedded:,} were embedded.")
        n_bytes = bytes_of(made)
    rows: list[dict[str, Cell]] = [{"what": "killed while embedding", "import_s": round(lost_s, 1)}] if kill_at else []
    rows += [_row("the rest of it", first), _row("unchanged", again), _row("1 % of texts, 1 % of prices", changed)]
    figures = {
        "import_s": round(lost_s + first.seconds, 1),
        "reimport_s": again.seconds,
        "changed_s": changed.seconds,
        "texts_per_s": round((first.n_embedded - first.n_resumed) / first.index_s, 1),
        "resumed": float(first.n_resumed),
        "bytes": float(n_bytes),
        "rss_mb": first.rss_mb,
    }
    return Measured(figures, rows)


def _row(what: str, done: Imported) -> dict[str, Cell]:
    return {
        "what": what,
        "import_s": done.seconds,
        "index_s": done.index_s,
        "embedded": done.n_embedded,
        "resumed": done.n_resumed,
        "rss_mb": done.rss_mb,
    }


def _apart(feed: Path, store: Path, progress: Progress) -> Imported:
    """An import in a process of its own, to its end."""

    def goes_on(what: str, done: int, total: int) -> bool:
        progress(what, done, total)
        return True

    return _run(feed, store, goes_on)


def _killed(feed: Path, store: Path, kill_at: float, progress: Progress) -> float:
    """An import that is killed once it has embedded that part of the texts. The seconds that it lived."""
    began = time.perf_counter()

    def goes_on(what: str, done: int, total: int) -> bool:
        progress(what, done, total)
        return what != EMBEDDING or done < kill_at * total

    try:
        _run(feed, store, goes_on)
    except _KilledError:
        return time.perf_counter() - began
    raise EvalError("The import ended before it could be killed; give more products, or --kill-at 0.")


class _KilledError(RuntimeError):
    """The import was killed, as was asked."""


def _run(feed: Path, store: Path, goes_on: Callable[[str, int, int], bool]) -> Imported:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=import_apart, args=(feed, store, there))
    process.start()
    there.close()
    with closing(here):
        try:
            while True:
                said = here.recv()
                if isinstance(said, Imported):
                    process.join()
                    return said
                if not goes_on(*said):
                    process.kill()
                    process.join()
                    raise _KilledError
        except EOFError:
            process.join()
            raise EvalError(f"The import ended with {process.exitcode} and said nothing.") from None


def import_apart(feed: Path, store: Path, told: Connection) -> None:
    """What the process does: imports, and tells how far it is and at last what it did."""
    from retrieval.importing import import_feed
    from ui.import_command import index_meanings

    index_s = n_embedded = n_resumed = 0.0

    def index(staging: Staging, progress: Progress) -> None:
        nonlocal index_s, n_embedded, n_resumed
        report = index_meanings(staging, progress)
        index_s, n_embedded, n_resumed = report.seconds, report.n_embedded, report.n_resumed

    began = time.perf_counter()
    import_feed(
        feed,
        store,
        now=datetime.now(UTC),
        progress=lambda what, done, total: told.send((what, done, total)),
        index=index,
        beside=True,
    )
    seconds = round(time.perf_counter() - began, 1)
    rss_mb = peak_memory().get("rss_mb", 0.0)
    told.send(Imported(seconds, round(index_s, 1), int(n_embedded), int(n_resumed), rss_mb))


def _change(file: Path) -> int:
    """Gives one product in a hundred another description, and another one another price; how many texts changed."""
    lines = file.read_text(encoding="utf-8").splitlines()
    n_texts = 0
    for at, line in enumerate(lines):
        if at % _CHANGED in (0, 1):
            row = json.loads(line)
            if at % _CHANGED == 0:
                row["description"] = {"plain": f"{row['description']['plain']} Now improved."}
                n_texts += 1
            else:
                row["variants"][0]["price"]["amount"] += 1
            lines[at] = json.dumps(row, ensure_ascii=False)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return n_texts
