"""Opening a shop for a command: with the sample store when there is none yet, and every step told."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ui.terminal_bars import bars
from ui.terminal_view import line, plain

if TYPE_CHECKING:
    from assistant import Settings, Shop
    from retrieval.encoder import Encoder
    from retrieval.indexing import IndexReport
    from retrieval.progress import Progress
    from retrieval.staging import Staging


def open_for(settings: Settings, console: Console) -> Shop:
    """The shop of these settings. Without a store of one's own, the sample store is made when it is not there yet.

    Raises what importing and opening raise.
    """
    from assistant import open_shop
    from retrieval.indexing import encoder_of

    encoder = encoder_of(settings.store)
    if "store" not in settings.model_fields_set and not settings.store.exists():
        make_sample(settings, encoder, console)
    with step(console, "Opening the store"):
        shop = open_shop(settings, encoder=encoder)
    told = f"{shop.store_name}: {len(shop.catalog):,} products, {shop.catalog.n_variants:,} variants"
    console.print(line(plain("  Store", "dim"), told))
    console.print(line(plain("  Reads", "dim"), shop.understander_name))
    return shop


def make_sample(settings: Settings, encoder: Encoder, console: Console) -> None:
    """Writes the sample store's feed beside where the store will be, imports and indexes it, and removes the feed."""
    from retrieval.indexing import index_store
    from retrieval.sample.vectors import RangeEncoder
    from ui.import_command import import_command
    from ui.sample_command import write_sample

    known = RangeEncoder(encoder)

    def index(staging: Staging, progress: Progress) -> IndexReport:
        return index_store(staging.engine, staging.catalog(), staging.path, known, progress)

    words = "There is no store yet: making the sample store, a made-up shop to try things in. Once, about a minute."
    console.print(plain(words, "dim"), soft_wrap=True)
    began, now = time.perf_counter(), datetime.now(UTC)
    settings.store.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sample-", dir=settings.store.parent) as folder:
        feed = Path(folder) / "feed"
        with bars(console) as progress:
            write_sample(feed, seed=settings.seed, today=now.date(), progress=progress)
        import_command(feed, settings.store, now=now, console=console, index=index, brief=True)
    console.print(line(plain("✓", "green"), f"Made in {time.perf_counter() - began:.0f} s", between=" "))


@contextmanager
def step(console: Console, what: str) -> Iterator[None]:
    """Says what is going on while it goes on, and that it is done. In a pipe or a log, one line at its start."""
    if not console.is_terminal:
        console.print(plain(what))
        yield
        return
    with console.status(plain(f"{what} …")):
        yield
    console.print(line(plain("✓", "green"), what, between=" "))
