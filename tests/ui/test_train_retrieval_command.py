"""`shelftalk train retrieval`: from judgments or a store's searches to weights, and what it says when it cannot."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from recommender.event_log import EventLog
from recommender.events import Event, Search
from retrieval.encoder import default_encoder
from retrieval.indexing import open_retriever
from retrieval.judgments import Split, split_of
from retrieval.learned_weights import ADAPTER, RERANKER, TUNED
from retrieval.progress import Progress
from retrieval.query import Query
from retrieval.reranker import default_reranker
from retrieval.staging import Staging
from retrieval.store import open_store
from retrieval.training.run_folder import TrainingError
from tests.retrieval.training import tiny
from ui.cli import app
from ui.import_command import import_command
from ui.train_retrieval_command import TrainRetrievalOptions, _put_into, train_retrieval_command

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def write_judgments(folder: Path, times: int = 2) -> Path:
    """The tiny queries, and the same again with other words around them, so that there are enough."""
    graded = tiny.judgments()
    folder.mkdir()
    with (folder / "products.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("product_uid", "product_title"), *graded.titles.items()])
    with (folder / "judgments.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("product_uid", "search_term", "relevance"))
        for query, own in graded.grades.items():
            for n in range(times):
                rows.writerows((i, query + " please" * n, grade) for i, grade in own.items())
    return folder


def test_judgments_become_weights_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    said = StringIO()
    options = TrainRetrievalOptions(
        tmp_path / "run", data=write_judgments(tmp_path / "data"), steps=2, batch=4, layers=1, minutes=0
    )
    assert train_retrieval_command(options, Console(file=said, width=200)) is False
    assert "queries with an answer to learn from" in said.getvalue()
    assert "after 1 of 2 steps" in said.getvalue()
    assert "with --resume goes on" in said.getvalue()
    again = replace(options, minutes=None, resume=True, part="encoder")
    assert train_retrieval_command(again, Console(file=said, width=200)) is True
    assert "encoder.safetensors: " in said.getvalue()
    assert "after 2 of 2 steps" in said.getvalue()
    assert (tmp_path / "run" / "reranker" / RERANKER).stat().st_size < 4_000_000
    assert (tmp_path / "run" / "encoder" / ADAPTER).stat().st_size < 4_000_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two mugs, as a shop exports them; nothing of them is embedded."""
    feed = tmp_path / "export.csv"
    feed.write_text("Handle,Title,Variant SKU,Variant Price\nmug,Camp Mug,S1,9.00\ncup,Cup,S2,4\n", "utf-8")

    def unindexed(staging: Staging, progress: Progress) -> None:
        pass

    import_command(feed, tmp_path / "store", now=NOW, console=Console(quiet=True), index=unindexed, brief=True)
    return tmp_path / "store"


def log_searches(store: Path, n: int) -> None:
    """So many different searches that end in the cart."""
    with open_store(store) as opened:
        product = next(iter(opened.catalog)).id
        happened: list[Event | Search] = []
        for at in range(n):
            moment = NOW + timedelta(minutes=at)
            happened.append(Search(f"q{at}", "ada", moment, f"jacket {at}", f"s{at}"))
            happened.append(Event(f"e{at}", "add_to_cart", "ada", moment, product, basket_id=f"s{at}"))
        EventLog(opened.engine).add(happened)


def test_a_store_with_few_searches_is_told_how_many_are_needed(store: Path, tmp_path: Path) -> None:
    log_searches(store, 30)
    options = TrainRetrievalOptions(tmp_path / "run", store=store)
    learned = sum(split_of(f"jacket {n}") is Split.TRAIN for n in range(30))
    said = StringIO()
    with pytest.raises(TrainingError, match="too little to learn from: expected 100 different searches"):
        train_retrieval_command(options, Console(file=said, width=200))
    assert f"{learned} queries with an answer to learn from" in said.getvalue()
    assert not (tmp_path / "run").exists()


def test_a_store_takes_what_is_better_and_is_embedded_anew(store: Path, tmp_path: Path) -> None:
    from retrieval.training.loop import Ran

    data = write_judgments(tmp_path / "data")
    options = TrainRetrievalOptions(tmp_path / "run", data=data, steps=1, batch=4, layers=1, negatives=1)
    train_retrieval_command(options, Console(file=StringIO()))
    worse = {"recall_10": 0.5, "mrr_10": 0.5}
    better = {"recall_10": 0.6, "mrr_10": 0.6}
    said = StringIO()
    before = default_encoder(store).name
    _put_into(store, options.out, {"encoder": Ran(1, True, better, worse)}, Console(file=said, width=200))
    assert "stays as it is" in said.getvalue()
    assert not (store / TUNED).exists()

    ran = {"encoder": Ran(1, True, worse, better), "reranker": Ran(1, True, better, worse)}
    _put_into(store, options.out, ran, Console(file=said, width=200))
    assert "finds with the new encoder now; 2 products were read again" in said.getvalue()
    own = default_encoder(store)
    assert own.name != before
    shipped = default_reranker()
    assert (default_reranker(store) is None) == (shipped is None)
    with open_store(store) as opened, open_retriever(opened.engine, opened.catalog, store, own) as retriever:
        assert retriever.search(Query("mug"))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "either --data FOLDER with judgments, or --store DIR"),
        ({"data": Path("a"), "store": Path("b")}, "either --data FOLDER with judgments, or --store DIR"),
        ({"data": Path("a"), "part": "all"}, "--part is 'all', expected encoder, reranker or both"),
    ],
)
def test_what_cannot_be_meant_is_said_at_once(wrong: dict[str, object], says: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=says):
        train_retrieval_command(TrainRetrievalOptions(tmp_path / "run", **wrong), Console())  # type: ignore[arg-type]


def test_the_command_explains_itself_and_names_a_folder_without_judgments(tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["train", "retrieval", "--help"])
    assert shown.exit_code == 0
    assert "--data" in shown.output
    failed = CliRunner().invoke(app, ["train", "retrieval", "--data", str(tmp_path), "--out", str(tmp_path / "run")])
    assert failed.exit_code == 1
    assert "products.csv is not there" in failed.output
