"""A kill in the middle of embedding, for real: another process, no chance to clean up."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

N = 600
# Imports argv[1] into argv[2]; every text takes some time, and every step is told on a line of its own.
SCRIPT = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from retrieval.encoder import HashEncoder
from retrieval.importing import import_feed
from retrieval.indexing import index_store

class Slow(HashEncoder):
    def encode(self, texts):
        time.sleep(float(sys.argv[3]))
        return super().encode(texts)

def index(staging, progress):
    report = index_store(staging.engine, staging.catalog(), staging.path, Slow(32), progress, log=staging.embedded)
    print("report", report.n_embedded, report.n_resumed, report.n_kept, flush=True)

def progress(what, done, total):
    if what == "Reading meanings":
        print(what, done, total, flush=True)

import_feed(Path(sys.argv[1]), Path(sys.argv[2]), now=datetime(2026, 1, 1, tzinfo=UTC), progress=progress, index=index)
"""


def start(feed: Path, store: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(feed), str(store), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def said(running: subprocess.Popen[str]) -> list[str]:
    out, _ = running.communicate(timeout=200)
    assert running.returncode == 0
    return out.splitlines()


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "feed"
    folder.mkdir()
    with (folder / "products.jsonl").open("w") as file:
        for n in range(N):
            variant = {"id": f"v{n}", "price": {"amount": 100 + n, "currency": "USD"}}
            row = {"id": f"p{n}", "title": f"Jacket {n}", "description": "warm " * (n % 50), "variants": [variant]}
            file.write(json.dumps(row) + "\n")
    return folder


def test_an_import_killed_while_embedding_goes_on_where_it_was(feed: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    running = start(feed, store, 0.5)
    assert running.stdout is not None
    done = 0
    for line in running.stdout:
        done = int(line.split()[2])
        if done >= 256:
            break
    running.kill()  # SIGKILL
    running.wait()
    running.stdout.close()
    assert 256 <= done < N
    assert not store.exists()
    assert (tmp_path / ".store.embedded").is_file()

    report = said(start(feed, store, 0))[-1].split()
    n_embedded, n_resumed = int(report[1]), int(report[2])
    assert n_embedded == N
    assert done <= n_resumed < N
    assert {entry.name for entry in tmp_path.iterdir()} <= {"feed", "store", "store.lock"}  # nothing is left beside it

    began = time.perf_counter()
    assert said(start(feed, store, 100))[-1].split() == ["report", "0", "0", str(N)]
    assert time.perf_counter() - began < 100  # not one text was encoded again
