"""The sample store as a feed: the same bytes every time, and nothing in it that an importer rejects."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import pytest

from retrieval.importing import import_feed
from retrieval.sample import SEED, TODAY
from retrieval.sample.assortment import read_assortment
from retrieval.sample.products import product_row
from retrieval.sample.relations import holds, read_rules
from retrieval.sample.scaling import scaled_rows
from retrieval.store import open_store
from tests.stores.sample import sample_feed

ASSORTMENT = read_assortment()
ITEMS = {item.id: (kind, item) for kind, item in ASSORTMENT.items()}
PACKAGE = Path(__file__).resolve().parents[3]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from retrieval.sample.assortment import read_assortment; "
        "from retrieval.sample.writing import write_store; write_store(Path(sys.argv[1]), read_assortment())"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "feed")], check=True, cwd=PACKAGE,
        env={**os.environ, "PYTHONHASHSEED": "4"},
    )  # fmt: skip
    assert digests(tmp_path / "feed") == digests(sample_feed())


def test_another_seed_or_day_moves_the_stock_and_not_the_range() -> None:
    kind, item = next(ASSORTMENT.items())
    rows = [product_row(kind, item, seed=seed, today=TODAY) for seed in (SEED, 8)]
    assert {row["description"]["plain"] for row in rows} == {rows[0]["description"]["plain"]}
    all_rows = [
        [product_row(k, i, seed=seed, today=today) for k, i in ASSORTMENT.items()]
        for seed, today in ((SEED, TODAY), (8, TODAY), (SEED, date(2027, 3, 1)))
    ]
    assert all_rows[0] != all_rows[1]
    assert all_rows[0] != all_rows[2]
    restocked = [v["availability"].get("restock_on") for row in all_rows[2] for v in row["variants"]]
    assert min(filter(None, restocked)) > "2027-03-01"


def test_everything_is_taken_over(tmp_path: Path) -> None:
    report = import_feed(sample_feed(), tmp_path / "store", now=datetime(2026, 11, 21, tzinfo=UTC))
    assert (report.n_rejected_rows, report.rejected) == (0, ())
    assert report.warnings == ()
    assert report.n_products == len(ITEMS)
    assert report.n_pictures > 900
    assert report.n_reviews > 8_000
    with open_store(tmp_path / "store") as store:
        assert store.manifest.name == "Wrenmoor"
        assert "made-up" in " ".join(d.text for d in store.catalog.documents if "about" in d.title.lower())
        guides = [document for document in store.catalog.documents if document.kind == "guide"]
        assert len(guides) >= 12
        assert len(store.catalog.documents) - len(guides) >= 12


def test_relations_are_true_by_the_attributes() -> None:
    """Read from the feed, and held against the rules' own words, written out here for those that can do harm."""
    related = [json.loads(line) for line in (sample_feed() / "related.jsonl").read_text("utf-8").splitlines()]
    pairs = [
        (row["type"], *ITEMS[row["sku"]], *ITEMS[other]) for row in related for other in row["linked"]
    ]  # an unknown id fails here
    needed = {"needs": 0, "fits": 0, "crosssell": 0, "replaces": 0, "related": 0}
    for relation, kind, item, other_kind, other in pairs:
        needed[relation] += 1
        assert item.id != other.id
        kinds = (kind.name, other_kind.name)
        if relation == "fits" and kinds == ("monitor arm", "monitor"):
            assert set(item.values("vesa")) & set(other.values("vesa"))
            assert float(other.values("weight")[0].split()[0]) <= float(item.values("max_load")[0].split()[0])
        if relation in ("needs", "fits") and "camera lens" in kinds and "camera" in kinds:
            assert set(item.values("mount")) & set(other.values("mount"))
        if relation == "needs" and kinds == ("camp stove", "gas canister"):
            assert set(item.values("thread")) & set(other.values("thread"))
        if relation == "needs" and other_kind.name == "coffee filters":
            assert set(item.values("filter_size")) & set(other.values("filter_size"))
        if relation == "needs" and other_kind.name == "vacuum bags":
            assert set(item.values("dust_bag")) & set(other.values("dust_bag"))
        if relation == "replaces":
            assert kind.name == other_kind.name
    assert all(n >= 5 for n in needed.values()), needed


def test_every_rule_pairs_something() -> None:
    for rule in read_rules(ASSORTMENT):
        items, others = ASSORTMENT.kinds[rule.of].items, ASSORTMENT.kinds[rule.to].items
        assert any(holds(rule, item, other) for item in items for other in others if item.id != other.id), rule


def test_more_products_than_were_written_are_other_products() -> None:
    rows = list(islice(scaled_rows(ASSORTMENT, 400, seed=SEED, today=TODAY), 400))
    assert rows == list(scaled_rows(ASSORTMENT, 400, seed=SEED, today=TODAY))
    assert len({row["id"] for row in rows} | ITEMS.keys()) == 400 + len(ITEMS)
    assert len({row["title"] for row in rows}) == 400
    variants = [variant for row in rows for variant in row["variants"]]
    assert len({variant["id"] for variant in variants}) == len(variants)
    assert all(variant["price"]["amount"] > 0 for variant in variants)
    kinds = {row["categories"][0]["value"] for row in rows}
    assert len(kinds) > 60


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 6, 15), date(2028, 2, 29)])
def test_it_can_be_made_on_any_day(tmp_path: Path, today: date) -> None:
    from retrieval.sample.promotions import promotions
    from retrieval.sample.reviews import reviews

    assert promotions(ASSORTMENT, today=today)
    written = [row["created_at"] for row in reviews(ASSORTMENT, seed=SEED, today=today)]
    assert max(written)[:10] <= today.isoformat()


def test_what_ships_is_small() -> None:
    shipped = [
        path.stat().st_size
        for folder in ("retrieval/sample", "recommender/sample")
        for path in (PACKAGE / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert sum(shipped) < 6_000_000
