"""`shelftalk import`: products and events together, a report a person can read, nothing half done."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from recommender.event_log import EventLog
from retrieval.feeds.feed import FeedError
from retrieval.importing import EmptyFeedError
from retrieval.indexing import IndexReport
from retrieval.progress import Progress
from retrieval.staging import Staging
from retrieval.store import open_store
from ui.import_command import import_command

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
CSV = "Handle,Title,Variant SKU,Variant Price\nmug,Camp Mug,S1,9.00\ncup,Cup,S2,-1\n"
EVENT = {"event_name": "purchase", "event_timestamp": "2026-01-15T12:00:00Z", "user_id": "ada"}
BOUGHT = EVENT | {
    "params": {"currency": "GBP", "transaction_id": "t1", "items": [{"item_id": "S1"}, {"item_id": "S9"}]}
}


def no_index(staging: Staging, progress: Progress) -> IndexReport:
    progress("Indexing", 1, 1)
    return IndexReport(len(staging.catalog()), 0, 0, 0.5)


def run(feed: Path, store: Path, *, terminal: bool = False, **more: Any) -> str:
    console = Console(file=io.StringIO(), width=120, force_terminal=terminal, color_system=None)
    more.setdefault("index", no_index)
    try:
        import_command(feed, store, now=NOW, console=console, **more)
    finally:
        said = console.file.getvalue()  # type: ignore[attr-defined]
        (store.parent / "said.txt").write_text(said, "utf-8")
    return str(said)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "export.csv").write_text(CSV, "utf-8")
    (folder / "events.jsonl").write_text(json.dumps(BOUGHT), "utf-8")
    return folder


def test_products_and_events_of_a_folder(feed: Path, tmp_path: Path) -> None:
    said = run(feed, tmp_path / "store", report=tmp_path / "report.json")
    flat = " ".join(said.split())
    assert "events.jsonl says GBP" in flat
    assert "products 1 1 new, 0 updated, 0 unchanged, 0 removed" in flat
    assert "export.csv, line 3 variant price -1 is negative" in flat
    assert "purchase 1 items 1 1 of them new; 1 shoppers" in flat
    assert "events.jsonl, line 1 items[1] S9" in flat
    assert "texts read 1 0 kept" in flat
    with open_store(tmp_path / "store") as store:
        assert store.manifest.currency == "GBP"
        assert [e.product_id for e in EventLog(store.engine).of("ada")] == ["mug"]
    written = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert written["products"]["n_products"] == 1
    assert written["products"]["rejected"][0]["line"] == 3
    assert written["events"][0]["n_rejected"] == 1


def test_again_it_says_unchanged(feed: Path, tmp_path: Path) -> None:
    run(feed, tmp_path / "store")
    flat = " ".join(run(feed, tmp_path / "store").split())
    assert "0 new, 0 updated, 1 unchanged, 0 removed" in flat
    assert "0 of them new" in flat


def test_a_failure_in_the_events_keeps_the_old_store_whole(feed: Path, tmp_path: Path) -> None:
    run(feed, tmp_path / "store")
    (feed / "export.csv").write_text("Handle,Title,Variant Price\nnew,New,1\n", "utf-8")
    with pytest.raises(FileNotFoundError):
        run(feed, tmp_path / "store", events=feed / "gone.jsonl")
    with open_store(tmp_path / "store") as store:
        assert [p.id for p in store.catalog] == ["mug"]


def test_events_alone_go_into_the_store_there_is(feed: Path, tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"no products yet in .*store. Import the product feed first"):
        run(feed / "events.jsonl", tmp_path / "store")
    assert not (tmp_path / "store").exists()
    run(feed / "export.csv", tmp_path / "store", currency="GBP")
    said = run(feed / "events.jsonl", tmp_path / "store", index=None)
    assert "products" not in said
    with open_store(tmp_path / "store") as store:
        assert len(EventLog(store.engine)) == 1
        assert len(store.catalog) == 1


def test_a_feed_of_nothing_good_shows_its_rows(tmp_path: Path) -> None:
    feed = tmp_path / "export.csv"
    feed.write_text("Handle,Title,Variant Price\n" + "mug,Mug,-1\n", "utf-8")
    with pytest.raises(EmptyFeedError, match=r"No product of export.csv can be used"):
        run(feed, tmp_path / "store")
    assert "is negative" in (tmp_path / "said.txt").read_text("utf-8")


def test_what_a_feed_says_cannot_paint_the_terminal(tmp_path: Path) -> None:
    feed = tmp_path / "export.csv"
    rows = "".join(f"mug{n},[red]Mug[/red] \x1b[31m,[bold]\x1b]0;evil\x07\n" for n in range(30))
    feed.write_text(f"Handle,Title,Variant Price\ngood,Good,1\n{rows}", "utf-8")
    said = run(feed, tmp_path / "store")
    assert "\x1b" not in said
    assert "[bold]" in said
    assert "and 40 more" in said


def test_bars_only_where_somebody_looks(feed: Path, tmp_path: Path) -> None:
    assert "Reading export.csv" in run(feed, tmp_path / "store", terminal=True)
    assert "Reading export.csv" not in run(feed, tmp_path / "store")
