"""`eval search`: a small pool whose right answers are plain to see, and a store asked for its own things."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from retrieval.encoder import HashEncoder
from retrieval.importing import import_feed
from retrieval.judgments import Split, split_of
from retrieval.progress import silent
from tests.conftest import NOW
from tests.stores import STARTER
from ui.cli import app
from ui.eval.frame import EvalError
from ui.eval.search import READINGS, measure_search
from ui.eval.search_stores import measure_stores

TITLES = [
    "Slate Tile 12 in. x 24 in.",
    "Ratchet 3/8 in. Drive",
    "Day Backpack",
    "Trash Can",
    "Trash Bag",
    "Steel Shelf",
]
ASKED = {"12x24 tile": 0, "3/8 drive": 1, "back pack": 2, "trash can": 3, "stel shelf": 5}


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Every query several times in other letters, so that each part has some; the parts know no upper case."""
    folder = tmp_path / "judged"
    folder.mkdir()
    rows = "".join(f'{n},"{title}"\n' for n, title in enumerate(TITLES))
    (folder / "products.csv").write_text("product_uid,product_title\n" + rows, encoding="utf-8")
    asked = [(f"{query} {n}00", right) for query, right in ASKED.items() for n in range(1, 30)]
    rows = "".join(f'{right},"{query}",3\n' for query, right in asked)
    (folder / "judgments.csv").write_text("product_uid,search_term,relevance\n" + rows, encoding="utf-8")
    return folder


def test_every_part_has_a_row_and_the_last_is_the_result(judged: Path, tmp_path: Path) -> None:
    measured = measure_search(
        judged, tmp_path / "v.db", silent, plain=HashEncoder(64), encoder=Doubled(64), plot=tmp_path / "plot.png"
    )
    names = [row["finding by"] for row in measured.rows]
    assert names[0] == "plain BM25 of the titles"
    assert names[1:6] == list(READINGS)
    assert names[6:] == [
        "meaning alone",
        "words and meaning by reciprocal ranks",
        "words + meaning, weighted",
        "tuned meaning alone",
        "words + tuned meaning, weighted",
    ]
    assert measured.figures["mrr"] == pytest.approx(measured.rows[-1]["mrr"], abs=1e-4)
    assert {*measured.figures} == {"recall@10", "recall@100", "mrr"}
    with Image.open(tmp_path / "plot.png") as picture:
        assert len(picture.convert("RGB").getcolors(10**6) or []) > 50


class Doubled(HashEncoder):
    def __init__(self, dim: int) -> None:
        super().__init__(dim)
        self.name = "doubled"


def test_words_find_more_with_each_part(judged: Path, tmp_path: Path) -> None:
    measured = measure_search(judged, tmp_path / "v.db", silent)
    mrr = [float(row["mrr"] or 0) for row in measured.rows]
    assert mrr[-1] == 1.0
    assert mrr[0] < 1.0
    assert mrr[1:] == sorted(mrr[1:])


def test_only_the_part_that_was_asked_for_is_measured(judged: Path, tmp_path: Path) -> None:
    asked = [f"{query} {n}00" for query in ASKED for n in range(1, 30)]
    for split in Split:
        n = sum(split_of(query) is split for query in asked)
        assert measure_search(judged, tmp_path / "v.db", silent, split=split).rows[0]["n"] == n
    assert measure_search(judged, tmp_path / "v.db", silent, limit=3).rows[0]["n"] == 3


def test_words_and_meaning_are_weighed_in_every_way(judged: Path, tmp_path: Path) -> None:
    measured = measure_search(judged, tmp_path / "v.db", silent, plain=HashEncoder(64), limit=4, weights=True)
    assert sum("meaning ." in str(row["finding by"]) for row in measured.rows) == 9


def test_a_store_is_asked_for_its_own_things_and_stays_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "starter"
    import_feed(STARTER, store, now=NOW)
    before = (store / "shop.db").read_bytes()
    measured = measure_stores([store], HashEncoder(64), tmp_path / "v.db", silent, n=20, seed=7)
    assert (store / "shop.db").read_bytes() == before
    by_kind = {str(row["queries"]): row for row in measured.rows}
    assert {"title", "typo", "all"} <= by_kind.keys()
    assert float(by_kind["title"]["recall@10"] or 0) > 0.9
    assert measured.figures["mrr"] == pytest.approx(by_kind["all"]["mrr"], abs=1e-4)


def test_the_command_writes_its_result(judged: Path, tmp_path: Path) -> None:
    written = tmp_path / "result.json"
    said = CliRunner().invoke(app, ["eval", "search", "--data", str(judged), "--words-only", "--json", str(written)])
    assert said.exit_code == 0, said.output
    found = json.loads(written.read_text(encoding="utf-8"))
    assert found["eval"] == "search"
    assert found["figures"].keys() == {"recall@10", "recall@100", "mrr"}


def test_a_part_that_there_is_not_is_refused(judged: Path) -> None:
    said = CliRunner().invoke(app, ["eval", "search", "--data", str(judged), "--words-only", "--split", "all"])
    assert said.exit_code != 0
    assert "There is no part 'all'" in said.output


def test_judgments_without_anything_right_are_refused(judged: Path, tmp_path: Path) -> None:
    file = judged / "judgments.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",3\n", ",1\n"), encoding="utf-8")
    with pytest.raises(EvalError, match="No query of the test part"):
        measure_search(judged, tmp_path / "v.db", silent)
