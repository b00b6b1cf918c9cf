"""`shelftalk train recommender`: what it says, and that the shop ranks by it from its next opening."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from recommender.event_log import EventLog
from recommender.fitted_store import current, open_blend
from recommender.profile import Profiler
from recommender.recommender_training import TooLittleError
from retrieval.staging import Staging
from retrieval.store import open_store
from tests.recommender.small_store import their_events, two_camps
from ui.import_command import import_command
from ui.train_recommender_command import train_recommender_command

NOW = datetime(2026, 1, 25, tzinfo=UTC)
FEED = "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant Price\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    rows = [
        f"{p.id},{p.title},,{p.brand},{p.categories[0].split(' > ')[1]},Title,Default Title,{10 + n}.00\n"
        for n, p in enumerate(two_camps())
    ]
    feed = tmp_path / "products.csv"
    feed.write_text(FEED + "".join(rows), encoding="utf-8")
    folder = tmp_path / "store"

    def unindexed(staging: Staging, progress: object) -> None:
        return None

    import_command(feed, folder, now=NOW, console=Console(file=StringIO()), currency="USD", index=unindexed)
    return folder


def test_it_learns_says_what_counts_and_is_used_from_then_on(store: Path) -> None:
    with open_store(store) as opened:
        ids = {p.title: p.id for p in opened.catalog}
        of = {p.id: ids[p.title] for p in two_camps()}
        told = [replace(event, product_id=of[event.product_id]) for event in their_events()]
        EventLog(opened.engine).add(told)
    said = StringIO()
    assert train_recommender_command(store, seed=7, now=NOW + timedelta(hours=1), console=Console(file=said, width=200))
    assert "480 events on 24 products." in said.getvalue()
    assert "Does not help, weighs 0:" in said.getvalue()
    version = current(store)
    assert version is not None
    assert version.name == "20260125T010000Z"
    with open_store(store) as opened:
        blend = open_blend(store, opened.catalog, Profiler(opened.catalog), told)
        assert blend is not None
        assert blend.counting


def test_a_store_without_events_is_told_so_and_stays_as_it_is(store: Path) -> None:
    with pytest.raises(TooLittleError, match="There are 0 choices to learn from, expected 200"):
        train_recommender_command(store, seed=7, now=NOW, console=Console(file=StringIO()))
    assert current(store) is None
