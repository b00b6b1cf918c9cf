"""Opening a shop for a command: with the starter store when there is none yet, and every step told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console

from ui.terminal_view import line, plain

if TYPE_CHECKING:
    from assistant import Settings, Shop
    from retrieval.encoder import Encoder
    from retrieval.indexing import IndexReport
    from retrieval.progress import Progress
    from retrieval.staging import Staging


def open_for(settings: Settings, console: Console) -> Shop:
    """The shop of these settings. Without a store of one's own, the starter store is made when it is not there yet.

    Raises what importing and opening raise.
    """
    from assistant import open_shop
    from retrieval.encoder import default_encoder

    encoder = default_encoder()
    if "store" not in settings.model_fields_set and not settings.store.exists():
        _make_starter(settings, encoder, console)
    with step(console, "Opening the store"):
        shop = open_shop(settings, encoder=encoder)
    told = f"{shop.store_name}: {len(shop.catalog):,} products, {shop.catalog.n_variants:,} variants"
    console.print(line(plain("  Store", "dim"), told))
    console.print(line(plain("  Reads", "dim"), shop.understander_name))
    return shop


def _make_starter(settings: Settings, encoder: Encoder, console: Console) -> None:
    from retrieval.indexing import index_store
    from retrieval.starter import starter_feed
    from ui.import_command import import_command

    def index(staging: Staging, progress: Progress) -> IndexReport:
        return index_store(staging.engine, staging.catalog(), staging.path, encoder, progress)

    words = "There is no store yet: making the starter store, a made-up shop to try things in."
    console.print(plain(words, "dim"), soft_wrap=True)
    settings.store.parent.mkdir(parents=True, exist_ok=True)
    import_command(starter_feed(), settings.store, now=datetime.now(UTC), console=console, index=index)


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
