"""`shelftalk train recommender`: what a store's shoppers did, counted and learned from."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from rich.console import Console

from ui.terminal_bars import bars
from ui.terminal_view import plain

MOST_TOLD = 12  # weights


def train_recommender_command(store: Path, *, seed: int, now: datetime, console: Console) -> bool:
    """Fits on the store's events; whether what was learned is in use. Raises `TooLittleError` or what opening raises.

    Interrupted, the same command goes on behind the last finished step.
    """
    from recommender.bundles.mining import mine_into
    from recommender.event_log import EventLog
    from recommender.opinions.suspicious import doubts
    from recommender.recommender_training import train
    from recommender.trusted_ratings import trusted
    from retrieval.store import open_store

    began = time.perf_counter()
    with open_store(store) as opened:
        events = list(EventLog(opened.engine).all())
        console.print(plain(f"{len(events):,} events on {len(opened.catalog):,} products."))
        with bars(console) as progress:
            progress("Reading reviews", 0, 1)
            reviews = [review for product in opened.catalog for review in opened.reviews(product.id)]
            bought = {event.shopper_id: False for event in events}
            bought |= {event.shopper_id: True for event in events if event.name == "purchase"}
            found = doubts(reviews, bought)
            rated = trusted(opened.catalog, reviews, found)
            n_templates = mine_into(opened.path, opened.catalog, events)
            trained = train(opened.catalog, events, opened.path, now=now, seed=seed, trusted=rated, progress=progress)
    n_doubted = sum(doubt.is_doubtful for doubt in found.values())
    console.print(plain(f"{n_doubted:,} of {len(reviews):,} reviews look suspicious and count less."))
    console.print(plain(f"{n_templates:,} slot templates for bundles, mined from baskets."))
    told = (
        f"The last {trained.n_validated} choices drawn in time, NDCG@10: {trained.ndcg:.4f}; "
        f"before {trained.ndcg_before:.4f}. {time.perf_counter() - began:.0f} s."
    )
    console.print(plain(told), soft_wrap=True)
    strongest = sorted(trained.weights.items(), key=lambda item: -abs(item[1]))
    counting = [f"{name} {weight:.2f}" for name, weight in strongest if weight]
    nothing = sorted(name for name, weight in trained.weights.items() if not weight)
    console.print(plain(f"Counts: {', '.join(counting[:MOST_TOLD])}."), soft_wrap=True)
    console.print(plain(f"Does not help, weighs 0: {', '.join(nothing) or 'nothing'}.", "dim"), soft_wrap=True)
    if trained.switched:
        console.print(plain(f"In use: version {trained.version}, from the next opening of the store.", "green"))
    else:
        console.print(plain("It ranks worse than what is in use; that stays.", "yellow"))
    return trained.switched
