"""Real stores to talk in, made once a test run, and the golden conversations walked in them once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from assistant import Settings, Shop, open_shop
from assistant.dialogue_eval import DialogueResult, run_dialogues
from assistant.dialogues.copies import copied
from assistant.dialogues.format import Dialogue
from retrieval.encoder import Encoder, default_encoder
from retrieval.importing import import_feed
from retrieval.indexing import index_store
from retrieval.progress import Progress
from retrieval.sample.vectors import RangeEncoder
from retrieval.staging import Staging
from tests.stores import STARTER
from tests.stores.sample import put_templates, sample_feed

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
LUMA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "stores" / "luma"
FEEDS = {"luma": lambda: LUMA, "starter": lambda: STARTER, "sample": sample_feed}


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return RangeEncoder(default_encoder())


@pytest.fixture(scope="session")
def store_of(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Callable[[str], Path]:
    """The store of that name, imported when it is first wanted; a test that wants one without its feed skips."""

    def index(staging: Staging, progress: Progress) -> None:
        index_store(staging.engine, staging.catalog(), staging.path, encoder, progress)

    @cache
    def make(name: str) -> Path:
        store = tmp_path_factory.mktemp("stores") / name
        import_feed(FEEDS[name](), store, now=NOW, index=index)
        if name == "sample":
            put_templates(store)
        return store

    def store(name: str) -> Path:
        if not FEEDS[name]().is_dir():
            pytest.skip(f"the feed of the store '{name}' is not there: {FEEDS[name]()}")
        return make(name)

    return store


@pytest.fixture(scope="session")
def shop_of(store_of: Callable[[str], Path], encoder: Encoder) -> Iterator[Callable[[str], Shop]]:
    """An open copy of the store of that name, understood by rules alone."""
    with ExitStack() as at_end:

        @cache
        def opened(name: str) -> Shop:
            copy = at_end.enter_context(copied(store_of(name), now=NOW))
            return at_end.enter_context(_open(copy, encoder))

        yield opened


@pytest.fixture(scope="session")
def walked(
    store_of: Callable[[str], Path], shop_of: Callable[[str], Shop], encoder: Encoder
) -> Callable[[Path], DialogueResult]:
    """A golden file's result; each file is walked once a test run."""

    @contextmanager
    def with_products(dialogue: Dialogue) -> Iterator[Shop]:
        with (
            copied(store_of(dialogue.store), products=dialogue.products, encoder=encoder, now=NOW) as copy,
            _open(copy, encoder) as shop,
        ):
            yield shop

    @cache
    def walk(path: Path) -> DialogueResult:
        [result] = run_dialogues(path, shop_of(path.parent.name), with_products=with_products)
        return result

    return walk


def _open(store: Path, encoder: Encoder) -> Shop:
    return open_shop(Settings(store=store, model="none"), encoder=encoder, clock=lambda: NOW)
