"""`shelftalk import`: a feed and its events into a store, with progress and a report."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from rich.console import Console

from recommender.bundles.templates import WRITTEN, import_templates
from recommender.demo_shoppers import DEMO_SHOPPERS, import_demo_shoppers
from recommender.ga4 import EventReport, currency_of_events, import_events
from recommender.opinions.opinion_store import mine
from recommender.order_log import ORDERS, OrderReport, import_orders
from retrieval.feeds.detecting import EVENTS, find_events, find_feed
from retrieval.feeds.feed import FeedError, Source
from retrieval.importing import EmptyFeedError, Index, import_into
from retrieval.indexing import IndexReport
from retrieval.progress import Progress
from retrieval.report import ImportReport
from retrieval.staging import Staging, staged
from ui.import_view import events_view, mining_view, orders_view, products_view, rejected_view
from ui.terminal_bars import bars
from ui.terminal_view import plain


def index_meanings(staging: Staging, progress: Progress) -> IndexReport:
    """Words and vectors of the staged store, with the encoder that shops are opened with."""
    from retrieval.encoder import default_encoder
    from retrieval.indexing import encoder_of, index_store

    # An open shop finds with the encoder that its store was imported by, and can take over no other's vectors.
    encoder = encoder_of(staging.path) if staging.is_beside else default_encoder(staging.path)
    return index_store(
        staging.engine, staging.catalog(), staging.path, encoder, progress, log=staging.embedded,
        graph=not staging.is_beside,
    )  # fmt: skip


def import_command(
    feed: Path,
    store: Path,
    *,
    now: datetime,
    console: Console,
    format: str | None = None,
    currency: str | None = None,
    events: Path | None = None,
    report: Path | None = None,
    index: Index = index_meanings,
    brief: bool = False,
) -> None:
    """Imports products, and events when the feed's folder (or `events`) has some, all of it or nothing.

    Prints what was done, unless `brief`; `report` is a file that gets all of it as JSON, every rejected row included.
    Raises what `import_feed` raises, after printing the rejected rows when there was not one good one.
    """
    source = find_feed(feed, format)
    only_events = source.format == EVENTS
    files = [events] if events else [source.main] if only_events else find_events(feed) if feed.is_dir() else []
    if not currency and source.format == "shopify":
        currency, said_by = next(((c, f.name) for f in files if (c := currency_of_events(f))), (None, ""))
        if currency:
            console.print(plain(f"A Shopify CSV does not say its currency; {said_by} says {currency}."))
    try:
        with staged(store, beside=True) as staging, bars(console) as progress:
            if staging.is_beside:
                console.print(
                    plain("A shop has the store open: it goes on, and takes the import over when it is made.")
                )
            products = None if only_events else _products(staging, source, now, currency, progress)
            its_events = _events(staging, files, store, progress)
            its_orders = _shoppers(staging, source.folder, progress)
            indexed = None if only_events else index(staging, progress)
            mined = mine(staging.engine, progress)
    except EmptyFeedError as error:
        console.print(rejected_view(error.rejected, error.n_rejected))
        raise
    if taken := staging.taken_over:
        counts = f"{taken.n_changed:,} products changed, {taken.n_new:,} new, {taken.n_removed:,} removed"
        console.print(plain(f"The open shop took it over: {counts}."))
    if brief:
        return
    if products:
        console.print(products_view(products, indexed if isinstance(indexed, IndexReport) else None))
    if mined.n_reviews:
        console.print(mining_view(mined))
    for done in its_events:
        console.print(events_view(done))
    if its_orders:
        console.print(orders_view(its_orders))
    if report:
        content = {
            "products": products and products.as_json(),
            "reviews": asdict(mined),
            "events": [asdict(done) for done in its_events],
            "orders": its_orders and asdict(its_orders),
        }
        report.write_text(json.dumps(content, indent=1, ensure_ascii=False), "utf-8", "replace")
        console.print(f"Everything in detail: {report}", markup=False)


def _products(
    staging: Staging, source: Source, now: datetime, currency: str | None, progress: Progress
) -> ImportReport:
    return import_into(staging, source, now=now, currency=currency, progress=progress)


def _events(staging: Staging, files: list[Path], store: Path, progress: Progress) -> list[EventReport]:
    if not files:
        return []
    if staging.is_new:
        raise FeedError(
            f"{files[0]} holds events, and there are no products yet in {store}. Import the product feed first: "
            f"`shelftalk import FEED --store {store}`."
        )
    catalog = staging.catalog()
    return [import_events(file, staging.engine, catalog, progress) for file in files]


def _shoppers(staging: Staging, folder: Path, progress: Progress) -> OrderReport | None:
    """Orders and demo shoppers that lie beside the feed."""
    if (path := folder / DEMO_SHOPPERS).is_file():
        import_demo_shoppers(path, staging.engine)
    if (path := folder / WRITTEN).is_file():
        import_templates(path, staging.path, staging.catalog())
    path = folder / ORDERS
    return import_orders(path, staging.engine, progress) if path.is_file() else None
