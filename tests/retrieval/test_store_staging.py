"""All or nothing: whatever happens while a store is changed, it is the old one or the new one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.importing import import_feed
from retrieval.progress import Progress
from retrieval.staging import NotAStoreError, Staging, StoreNotWrittenError, staged
from retrieval.store import StoreDamagedError, StoreLockedError, StoreVersionError, open_store

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def feed(folder: Path, *titles: str, picture: bytes = b"jpeg") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "p.jpg").write_bytes(picture)
    rows = [
        {
            "id": title, "title": title, "media": [{"type": "image", "url": "p.jpg"}],
            "variants": [{"id": title, "price": {"amount": 100, "currency": "USD"}}],
        }
        for title in titles
    ]  # fmt: skip
    (folder / "products.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return folder


def titles(store: Path) -> list[str]:
    with open_store(store) as opened:
        return [product.title for product in opened.catalog]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def left_over(store: Path) -> list[str]:
    return [p.name for p in store.parent.iterdir() if p.name.startswith(".")]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    import_feed(feed(tmp_path / "feed", "old"), tmp_path / "store", now=NOW)
    return tmp_path / "store"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit, MemoryError])
def test_a_failure_leaves_the_old_store_as_it_was(store: Path, error: type[BaseException]) -> None:
    before = contents(store)

    def fails(staging: Staging, progress: Progress) -> None:
        assert [p.title for p in staging.catalog()] == ["new"]
        (staging.path / "vectors").mkdir()
        raise error("in the middle")

    with pytest.raises(error, match="in the middle"):
        import_feed(feed(store.parent / "feed", "new"), store, now=NOW, index=fails)
    after = contents(store)
    assert {name: after[name] for name in before if name != "store.lock"} == {
        name: before[name] for name in before if name != "store.lock"
    }
    assert set(after) - set(before) <= {"store.lock"}
    assert titles(store) == ["old"]
    assert left_over(store) == []


def test_a_failed_first_import_leaves_nothing(tmp_path: Path) -> None:
    def fails(staging: Staging, progress: Progress) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        import_feed(feed(tmp_path / "feed", "new"), tmp_path / "store", now=NOW, index=fails)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["feed"]


def test_the_index_sees_the_staged_store_and_its_files_are_kept(store: Path) -> None:
    def index(staging: Staging, progress: Progress) -> None:
        assert staging.path.parent == store.parent
        assert staging.manifest.currency == "USD"
        (staging.path / "vectors").mkdir(exist_ok=True)
        n_before = len(list((staging.path / "vectors").iterdir()))
        (staging.path / "vectors" / f"{n_before}.bin").write_text(str(len(staging.catalog())))
        progress("Indexing", 1, 1)

    told: list[str] = []
    for number in range(2):
        new = feed(store.parent / "feed", *"abc"[: number + 1])
        import_feed(new, store, now=NOW, index=index, progress=lambda what, done, total: told.append(what))
    assert {p.name: p.read_text() for p in (store / "vectors").iterdir()} == {"0.bin": "1", "1.bin": "2"}
    assert titles(store) == ["a", "b"]
    assert {"Reading products.jsonl", "Copying pictures", "Writing records", "Indexing"} == set(told)


def test_what_others_keep_in_the_store_survives(store: Path) -> None:
    with open_store(store) as opened, opened.engine.begin() as connection:
        connection.execute(text("CREATE TABLE sessions (id TEXT)"))
        connection.execute(text("INSERT INTO sessions VALUES ('ada')"))
        connection.execute(text("INSERT INTO facts VALUES ('theme', '\"dark\"')"))
    (store / "notes.txt").write_text("mine")
    import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
    with open_store(store) as opened, opened.engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM sessions")).scalars().all() == ["ada"]
        assert connection.execute(text("SELECT value FROM facts WHERE name = 'theme'")).scalar_one() == '"dark"'
    assert (store / "notes.txt").read_text() == "mine"
    assert titles(store) == ["new"]


def test_what_was_written_but_not_yet_checkpointed_survives_too(store: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from sqlalchemy import text\n"
        "from retrieval.store import open_store\n"
        "s = open_store(Path(sys.argv[1]))\n"
        "with s.engine.begin() as c:\n"
        "    c.execute(text('CREATE TABLE late (id TEXT)')); c.execute(text(\"INSERT INTO late VALUES ('x')\"))\n"
        "os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(store)], cwd=ROOT, check=False)
    assert (store / "shop.db-wal").stat().st_size > 0
    import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
    with open_store(store) as opened, opened.engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM late")).scalars().all() == ["x"]


def test_a_picture_of_the_old_store_is_never_written_to(store: Path) -> None:
    old = (store / "images" / "p.jpg").open("rb")
    with old:
        import_feed(feed(store.parent / "feed", "new", picture=b"another"), store, now=NOW)
        assert old.read() == b"jpeg"
    assert (store / "images" / "p.jpg").read_bytes() == b"another"


def test_an_open_store_is_not_imported_into(store: Path) -> None:
    with open_store(store):
        with pytest.raises(StoreLockedError, match="Stop that first"):
            import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
        assert left_over(store) == []
    assert titles(store) == ["old"]


def test_while_it_is_imported_into_it_cannot_be_opened(store: Path) -> None:
    with staged(store):
        with pytest.raises(StoreLockedError):
            open_store(store)
        with pytest.raises(StoreLockedError), staged(store):
            pass


def test_of_two_first_imports_the_slower_one_fails(tmp_path: Path) -> None:
    store = tmp_path / "store"
    new = feed(tmp_path / "feed", "fast")

    def overtaken(staging: Staging, progress: Progress) -> None:
        import_feed(feed(tmp_path / "feed2", "faster"), store, now=NOW)

    with pytest.raises(StoreNotWrittenError, match="could not be replaced"):
        import_feed(new, store, now=NOW, index=overtaken)
    assert titles(store) == ["faster"]
    assert left_over(store) == []


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("years of work")
    with pytest.raises(NotAStoreError, match="it is no store"):
        import_feed(feed(tmp_path / "feed", "new"), home, now=NOW)
    assert contents(home) == {"thesis.txt": b"years of work"}
    with pytest.raises(NotAStoreError):
        import_feed(tmp_path / "feed", home / "thesis.txt", now=NOW)


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    import_feed(feed(tmp_path / "feed", "new"), tmp_path / "store", now=NOW)
    assert titles(tmp_path / "store") == ["new"]


def test_a_store_behind_a_link_stays_behind_it(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "disk")
    for _ in range(2):
        import_feed(feed(tmp_path / "feed", "new"), tmp_path / "store", now=NOW)
    assert (tmp_path / "store").is_symlink()
    assert titles(tmp_path / "disk") == ["new"]


def test_an_import_that_was_killed_leaves_nothing_for_long(store: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from retrieval.staging import staged\n"
        "with staged(Path(sys.argv[1])):\n"
        "    print('in', flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, str(store)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        assert len(left_over(store)) == 1
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert len(left_over(store)) == 1
    assert titles(store) == ["old"]
    import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
    assert titles(store) == ["new"]
    assert left_over(store) == []


@pytest.mark.parametrize("by_import", [False, True])
def test_a_store_moved_aside_by_a_killed_import_comes_back(store: Path, by_import: bool) -> None:
    store.rename(store.parent / ".store.old-x1")
    if by_import:
        import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
    assert titles(store) == (["new"] if by_import else ["old"])
    assert left_over(store) == []


def test_a_damaged_or_foreign_store_is_not_touched(store: Path) -> None:
    with open_store(store) as opened, opened.engine.begin() as connection:
        connection.execute(text("UPDATE facts SET value = '99' WHERE name = 'schema'"))
    with pytest.raises(StoreVersionError, match="version 99"):
        import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
    (store / "shop.db").write_bytes(b"no database at all" * 1000)
    with pytest.raises(StoreDamagedError, match="damaged"):
        import_feed(feed(store.parent / "feed", "new"), store, now=NOW)
    assert (store / "shop.db").read_bytes().startswith(b"no database")
    assert left_over(store) == []


def test_a_full_disk_is_said_in_plain_words(store: Path) -> None:
    def fills_the_disk(staging: Staging, progress: Progress) -> None:
        with staging.engine.begin() as connection:
            n_pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {n_pages + 1}"))
            connection.execute(text("CREATE TABLE big (x BLOB)"))
            connection.execute(text("INSERT INTO big VALUES (zeroblob(1000000))"))

    with pytest.raises(StoreNotWrittenError, match="Is the disk full"):
        import_feed(feed(store.parent / "feed", "new"), store, now=NOW, index=fills_the_disk)
    assert titles(store) == ["old"]


def test_the_store_folder_is_as_readable_as_any_new_folder(store: Path) -> None:
    (store.parent / "other").mkdir()
    assert store.stat().st_mode == (store.parent / "other").stat().st_mode
