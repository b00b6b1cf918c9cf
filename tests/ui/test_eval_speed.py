from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from retrieval.catalog import Catalog
from retrieval.filters import VariantTable
from retrieval.scaling import scaled, write_scaled
from tests.conftest import SIX
from ui.eval.frame import EvalError
from ui.eval.speed import row_of
from ui.eval.speed_import import _change
from ui.eval.speed_scale import priced_queries, sizes_of
from ui.eval.speed_vectors import SELECTIVITIES, Passing, VectorRow, _right, _row

CATALOG = Catalog([s.product for s in scaled(Catalog(SIX, currency="USD"), 400, 7)], currency="USD")


def test_sizes_are_numbers_with_commas() -> None:
    assert sizes_of("1000, 10_000") == [1000, 10000]
    for said in ("", "many", "0,10", "1000;2000"):
        with pytest.raises(EvalError, match="expected numbers with commas"):
            sizes_of(said)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_a_price_lets_that_share_of_the_products_pass(share: float) -> None:
    query = priced_queries(CATALOG, share, 3, seed=1)[0]
    table = VariantTable(CATALOG)
    found = table.n_products(table.holds(query.required[0]))
    assert share * len(CATALOG) <= found <= share * len(CATALOG) + 15  # equal prices pass together
    assert priced_queries(CATALOG, 1.0, 1, seed=1)[0].required == ()


def test_a_row_has_the_percentiles() -> None:
    row = row_of("all", [float(n) for n in range(101)])
    assert (row["p50_ms"], row["p95_ms"], row["p99_ms"], row["max_ms"]) == (50, 95, 99, 100)


def test_recall_is_counted_against_what_passes_the_filter() -> None:
    chance = np.random.default_rng(0)
    vectors = chance.standard_normal((300, 8)).astype(np.float32)
    ids = [f"p{n}" for n in range(300)]
    mark = chance.permutation(300) / 300
    asked = vectors[:5]
    right = _right(ids, vectors, mark, asked)
    for share in SELECTIVITIES:
        n_passing = len(np.flatnonzero(mark < share))
        assert all(len(found) == min(10, n_passing) for found in right[share])

    def blind(vector: np.ndarray, share: float) -> list[str]:
        """Finds the nearest, but knows no filter."""
        return [ids[row] for row in np.argsort(-(vectors @ vector))[:10]]

    assert _row(300, "blind", 1.0, blind, asked, right).recall == 1
    assert _row(300, "blind", 0.1, blind, asked, right).recall < 0.6
    assert "note" in VectorRow(300, "not there", 0.0, (), 0.0, "not installed").cells()


def test_what_passes_is_told_in_numbers_and_in_ids() -> None:
    passing = Passing(["a", "b", "c"], np.array([0, 2]))
    assert list(passing) == ["a", "c"]
    assert "b" not in passing


def test_a_changed_feed_has_one_percent_other_texts_and_prices(tmp_path: Path) -> None:
    write_scaled(CATALOG, 300, tmp_path, 7)
    file = tmp_path / "products.jsonl"
    before = [json.loads(line) for line in file.read_text().splitlines()]
    assert _change(file) == 3
    after = [json.loads(line) for line in file.read_text().splitlines()]
    assert sum(a["description"] != b["description"] for a, b in zip(before, after, strict=True)) == 3
    assert sum(a["variants"] != b["variants"] for a, b in zip(before, after, strict=True)) == 3
