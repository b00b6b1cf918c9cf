"""`eval filters`: the filters against an oracle that was written apart from them; and that it finds what is wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from retrieval.columns import SlotColumn
from retrieval.filters import VariantTable
from retrieval.importing import import_feed
from retrieval.query import Constraint, Operator, Query
from retrieval.store import open_store
from tests.conftest import NOW
from tests.stores import STARTER
from tests.stores.sample import sample_feed
from ui.cli import app
from ui.eval.filter_oracle import Oracle
from ui.eval.filters import Wrong, differences, measure_filters, random_queries

DAY = date(2026, 11, 21)  # the sample store's winter promotion runs


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("stores") / "starter"
    import_feed(STARTER, store, now=NOW)
    return store


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("stores") / "sample"
    import_feed(sample_feed(), store, now=NOW)
    return store


def wrong(store: Path, n: int, seed: int = 3) -> list[Wrong]:
    with open_store(store, on=DAY) as opened:
        table = VariantTable(opened.catalog)
    oracle = Oracle(store, DAY)
    found: list[Wrong] = []
    for query in random_queries(oracle.rows, n, random.Random(seed)):
        found += differences(table.matching(query), oracle.keeping(query), query)
    return found


def test_the_starter_store_is_filtered_as_its_records_say(starter: Path) -> None:
    assert wrong(starter, 300) == []


def test_the_sample_store_is_filtered_as_its_records_say(sample: Path) -> None:
    assert wrong(sample, 40) == []


def _no_units(patch: pytest.MonkeyPatch) -> None:
    right = SlotColumn.keeping

    def careless(self: SlotColumn, constraint: Constraint) -> object:
        return right(self, Constraint(constraint.slot, constraint.operator, constraint.value))

    patch.setattr(SlotColumn, "keeping", careless)


def _silence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(VariantTable, "_said", lambda self, _: np.zeros(len(self), dtype=np.bool_))


def _any_variant(patch: pytest.MonkeyPatch) -> None:
    """Options held together by the product, not by one variant."""
    right = VariantTable.holds

    def loose(self: VariantTable, constraint: Constraint) -> object:
        held = right(self, constraint)
        products = np.unique(self._product_of[held])
        return np.isin(self._product_of, products) if constraint.operator is Operator.IS else held

    patch.setattr(VariantTable, "holds", loose)


@pytest.mark.parametrize("mutation", [_no_units, _silence, _any_variant])
def test_filters_that_are_wrong_are_found_out(
    starter: Path, monkeypatch: pytest.MonkeyPatch, mutation: Callable[[pytest.MonkeyPatch], None]
) -> None:
    mutation(monkeypatch)
    assert wrong(starter, 300)


def test_a_price_that_forgets_the_promotion_is_found_out(sample: Path) -> None:
    with open_store(sample) as opened:  # without the day's prices
        table = VariantTable(opened.catalog)
    oracle = Oracle(sample, DAY)
    beanie = next(row for row in oracle.rows if row.available and "Beanies" in row.categories[0])
    query = Query(constraints=(Constraint("price", Operator.AT_MOST, Decimal(beanie.price) / 100),))
    assert "missed" in {found.what for found in differences(table.matching(query), oracle.keeping(query), query)}


def test_the_command_counts_and_writes(starter: Path, tmp_path: Path) -> None:
    out = tmp_path / "filters.json"
    said = CliRunner().invoke(
        app, ["eval", "filters", "--store", str(starter), "--n", "20", "--on", "2026-11-21", "--json", str(out)]
    )
    assert said.exit_code == 0, said.output
    figures = json.loads(out.read_text(encoding="utf-8"))["figures"]
    assert (figures["queries"], figures["violations"], figures["missed"]) == (20, 0, 0)
    assert figures["queries_with_matches"] > 0.3


def test_the_command_ends_with_1_when_something_is_wrong(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _silence(monkeypatch)
    said = CliRunner().invoke(app, ["eval", "filters", "--store", str(starter), "--n", "300", "--on", "2026-11-21"])
    assert said.exit_code == 1
    assert "shown" in said.output


def test_the_same_seed_asks_the_same(starter: Path) -> None:
    rows = Oracle(starter, None).rows
    assert list(random_queries(rows, 5, random.Random(1))) == list(random_queries(rows, 5, random.Random(1)))


def test_progress_is_told(starter: Path) -> None:
    told: list[int] = []
    measure_filters(starter, 3, 1, DAY, lambda _, done, __: told.append(done))
    assert told[-1] == 3
