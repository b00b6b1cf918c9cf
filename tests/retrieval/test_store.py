"""A store: opened by one at a time, read as it was written, and clear about what is wrong with it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.catalog import Answer, Conditions, PolicyDocument, Promotion, Question
from retrieval.importing import import_feed
from retrieval.locking import StoreLock
from retrieval.money import Money
from retrieval.store import (
    StoreDamagedError,
    StoreLockedError,
    StoreNotFoundError,
    StoreVersionError,
    open_store,
)

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "feed"
    folder.mkdir()
    mug = {
        "id": "mug", "title": "Camp Mug", "brand": "Tarn", "url": "https://shop.example/mug",
        "description": {"plain": "Enamel."}, "attributes": {"material": ["Steel"]},
        "categories": [{"value": "Gear > Kitchen"}],
        "variants": [
            {"id": "mug-s", "title": "S", "price": {"amount": 905, "currency": "GBP"}, "sku": "M1",
             "list_price": {"amount": 1000, "currency": "GBP"}, "variant_options": [{"name": "size", "value": "S"}],
             "availability": {"available": True, "status": "backorder", "quantity": 4, "restock_on": "2026-02-03"}},
        ],
    }  # fmt: skip
    bag = {"id": "bag", "title": "Bag", "variants": [{"id": "bag", "price": {"amount": 1, "currency": "GBP"}}]}
    (folder / "products.jsonl").write_text(f"{json.dumps(mug)}\n{json.dumps(bag)}\n", "utf-8")
    reviews = [{"product_id": "mug", "rating": r, "title": str(r), "at": "2026-01-01T10:00:00Z"} for r in (5, 2)]
    (folder / "reviews.jsonl").write_text("\n".join(map(json.dumps, reviews)), "utf-8")
    answers = [
        {"text": "Yes, the enamel is.", "by": "Tarn", "at": "2026-01-02T09:00:00Z", "is_store": True},
        {"text": "I do."},
    ]
    question = {"product_id": "mug", "id": "q1", "question": "Dishwasher safe?", "asked_by": "Ada", "answers": answers}
    (folder / "questions.jsonl").write_text(json.dumps(question), "utf-8")
    (folder / "related.jsonl").write_text('{"type": "related", "sku": "mug", "linked": ["bag"]}', "utf-8")
    promotion = {
        "name": "Two for one", "code": "2F1", "kind": "percent_off", "value": "12.5", "gift_id": "bag",
        "starts_on": "2026-01-01", "ends_on": "2026-01-31",
        "conditions": {"kinds": ["mug"], "subtotal_at_least": {"amount": 905, "currency": "GBP"}, "first_order": True},
    }  # fmt: skip
    (folder / "promotions.json").write_text(json.dumps([promotion, {"name": "Hooray"}]), "utf-8")
    (folder / "guides").mkdir()
    (folder / "guides" / "mugs.md").write_text("---\nabout: [mug]\nsummary: All.\n---\n# Mugs\nBig or small.", "utf-8")
    (folder / "policies").mkdir()
    (folder / "policies" / "returns.md").write_text("# Returns\nThirty days.", "utf-8")
    (folder / "metadata.json").write_text('{"id": "tarn", "name": "Tarn &amp; Co"}', "utf-8")
    return folder


@pytest.fixture
def store(feed: Path, tmp_path: Path) -> Path:
    import_feed(feed, tmp_path / "store", now=NOW)
    return tmp_path / "store"


def test_it_is_read_as_it_was_written(store: Path) -> None:
    with open_store(store) as opened:
        manifest = opened.manifest
        assert (manifest.name, manifest.currency, manifest.format) == ("Tarn & Co", "GBP", "acp")
        assert manifest.imported_at == NOW
        assert manifest.counts == {
            "products": 2, "variants": 2, "reviews": 2, "questions": 1, "promotions": 2, "documents": 2, "relations": 1,
        }  # fmt: skip
        mug, bag = opened.catalog
        assert (mug.id, mug.brand, mug.categories, mug.url) == (
            "mug",
            "Tarn",
            ("Gear > Kitchen",),
            "https://shop.example/mug",
        )
        assert mug.attributes == {"material": ("Steel",)}
        assert (mug.rating, mug.n_reviews) == (3.5, 2)
        assert (bag.rating, bag.n_reviews) == (None, 0)
        (small,) = mug.variants
        assert (small.options, small.sku) == ({"size": "S"}, "M1")
        assert small.offer.price == Money(Decimal("9.05"), "GBP")
        assert small.offer.list_price == Money(Decimal("10.00"), "GBP")
        assert (small.offer.status, small.offer.quantity, str(small.offer.restock_on)) == ("backorder", 4, "2026-02-03")
        assert [r.other_id for r in opened.catalog.related("mug")] == ["bag"]
        conditions = Conditions(kinds=("mug",), subtotal_at_least=Money(Decimal("9.05"), "GBP"), first_order=True)
        two_for_one = Promotion(
            "two_for_one", "Two for one", "", "2F1", True, "percent_off", Decimal("12.5"), "bag",
            date(2026, 1, 1), date(2026, 1, 31), conditions,
        )  # fmt: skip
        assert opened.catalog.promotions == (two_for_one, Promotion("hooray", "Hooray"))
        assert opened.catalog.documents == (
            PolicyDocument("returns", "Returns", "Thirty days."),
            PolicyDocument("mugs", "Mugs", "Big or small.", "guide", ("mug",), "All."),
        )
        assert [(r.rating, r.at) for r in opened.reviews("mug")] == [
            (5, datetime(2026, 1, 1, 10, tzinfo=UTC)), (2, datetime(2026, 1, 1, 10, tzinfo=UTC)),
        ]  # fmt: skip
        assert opened.reviews("nothing") == []
        store_s = Answer("Yes, the enamel is.", "Tarn", datetime(2026, 1, 2, 9, tzinfo=UTC), is_store=True)
        assert opened.questions("mug") == [
            Question("q1", "mug", "Dishwasher safe?", "Ada", None, (store_s, Answer("I do.")))
        ]
        assert opened.questions("nothing") == []


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(
        StoreNotFoundError, match=r"No store at .*nowhere. Make one with `shelftalk import FEED --store"
    ):
        open_store(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreNotFoundError):
        open_store(tmp_path / "empty")
    assert list((tmp_path / "empty").iterdir()) == []


def test_an_open_store_is_locked_and_says_by_whom(store: Path) -> None:
    with (
        open_store(store),
        pytest.raises(StoreLockedError, match=r"in use by this process since 20\d\d-.* Stop that first"),
    ):
        open_store(store)
    open_store(store).close()


def test_another_process_is_named(store: Path) -> None:
    code = "import sys; from pathlib import Path; from retrieval.store import open_store\n"
    code += "s = open_store(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(store)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreLockedError, match=f"in use by process {other.pid} since"):
            open_store(store)
        other.kill()
    open_store(store).close()  # a killed process leaves no lock behind


def test_closing_twice_and_from_another_thread(store: Path) -> None:
    opened = open_store(store)
    thread = threading.Thread(target=opened.close)
    thread.start()
    thread.join()
    opened.close()
    open_store(store).close()


def test_a_note_that_cannot_be_read_does_not_hide_the_lock(store: Path) -> None:
    lock = StoreLock(store)
    (store / "store.owner").write_text("{broken")
    with pytest.raises(StoreLockedError, match="in use by another process"):
        open_store(store)
    lock.release()


def test_the_note_goes_with_the_lock(store: Path) -> None:
    with open_store(store):
        assert json.loads((store / "store.owner").read_text()) == {"pid": os.getpid()}
    assert not (store / "store.owner").exists()


def test_the_engine_serves_several_threads(store: Path) -> None:
    with open_store(store) as opened:
        with opened.engine.begin() as connection:
            connection.execute(text("CREATE TABLE notes (n INTEGER)"))

        def write(n: int) -> list[str]:
            with opened.engine.begin() as connection:
                connection.execute(text("INSERT INTO notes VALUES (:n)"), {"n": n})
            return [r.title for r in opened.reviews("mug")]

        with ThreadPoolExecutor(8) as pool:
            assert all(titles == ["5", "2"] for titles in pool.map(write, range(40)))
        with opened.engine.connect() as connection:
            assert connection.execute(text("SELECT COUNT(*) FROM notes")).scalar_one() == 40
            assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE variants",
        "DROP TABLE facts",
        "DELETE FROM facts WHERE name = 'currency'",
        "UPDATE products SET attributes = 'no json'",
        "ALTER TABLE products RENAME COLUMN brand TO maker",
    ],
)
def test_a_damaged_store_says_so_and_lets_go(store: Path, damage: str) -> None:
    connection = sqlite3.connect(store / "shop.db")
    connection.execute(damage)
    connection.commit()
    connection.close()
    for _ in range(2):  # the lock was given back
        with pytest.raises(StoreDamagedError, match="Move the folder away and import the feed again"):
            open_store(store)


def test_a_database_that_is_none(store: Path) -> None:
    (store / "shop.db").write_bytes(b"this is not a database, not even nearly" * 100)
    with pytest.raises(StoreDamagedError, match="not a database"):
        open_store(store)


def test_a_store_of_another_version(store: Path) -> None:
    connection = sqlite3.connect(store / "shop.db")
    connection.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreVersionError, match="tables of version 99; this shelftalk reads version 2"):
        open_store(store)


def test_odd_folder_names(feed: Path, tmp_path: Path) -> None:
    store = tmp_path / "a shop [1] 100% ü?#"
    for _ in range(2):
        import_feed(feed, store, now=NOW)
    with open_store(store) as opened:
        assert len(opened.catalog) == 2
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
