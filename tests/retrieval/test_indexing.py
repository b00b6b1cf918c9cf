from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine

from retrieval.catalog import Catalog
from retrieval.encoder import HashEncoder
from retrieval.indexing import IndexOutdatedError, encoder_of, index_store, open_retriever
from retrieval.money import Money
from retrieval.product_text import product_text
from retrieval.query import Query
from tests.conftest import SIX


class Watched(HashEncoder):
    """Remembers what it embedded."""

    def __init__(self, dim: int = 32) -> None:
        super().__init__(dim)
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.texts += texts
        return super().encode(texts)


def catalog_of(*products: object) -> Catalog:
    return Catalog(products or SIX, currency="USD")  # type: ignore[arg-type]


def engine_in(folder: Path) -> object:
    folder.mkdir(parents=True, exist_ok=True)
    return create_engine(f"sqlite:///{folder / 'store.sqlite'}")


def test_everything_is_embedded_once(tmp_path: Path) -> None:
    engine, encoder = create_engine("sqlite://"), Watched()
    first = index_store(engine, catalog_of(), tmp_path, encoder)
    assert (first.n_embedded, first.n_kept, first.n_removed) == (6, 0, 0)
    assert len(encoder.texts) == 6
    second = index_store(engine, catalog_of(), tmp_path, encoder)
    assert (second.n_embedded, second.n_kept, second.n_removed) == (0, 6, 0)
    assert len(encoder.texts) == 6
    assert second.seconds >= 0


def test_a_new_price_or_stock_embeds_nothing_and_a_new_text_only_itself(tmp_path: Path) -> None:
    engine, encoder = create_engine("sqlite://"), Watched()
    index_store(engine, catalog_of(), tmp_path, encoder)
    encoder.texts.clear()
    changed = [
        replace(
            p,
            variants=tuple(
                replace(v, offer=replace(v.offer, price=Money(Decimal(5), "USD"), available=not v.offer.available))
                for v in p.variants
            ),
            rating=1.0,
        )
        for p in SIX
    ]
    assert index_store(engine, catalog_of(*changed), tmp_path, encoder).n_embedded == 0
    changed[0] = replace(changed[0], description="Now with pit zips.")
    report = index_store(engine, catalog_of(*changed[:5]), tmp_path, encoder)
    assert (report.n_embedded, report.n_kept, report.n_removed) == (1, 4, 1)
    assert len(encoder.texts) == 1
    assert "pit zips" in encoder.texts[0]
    with open_retriever(engine, catalog_of(*changed[:5]), tmp_path, encoder) as retriever:
        assert retriever.search(Query("pit zips"))[0].product_id == "rain"
        assert retriever.search(Query("camp mug", in_stock=False)) == [] or all(
            c.product_id != "mug" for c in retriever.search(Query("camp mug", in_stock=False))
        )


def test_another_encoder_embeds_all_again_and_the_old_vectors_go(tmp_path: Path) -> None:
    engine = create_engine("sqlite://")
    index_store(engine, catalog_of(), tmp_path, Watched(32))
    with (
        pytest.raises(IndexOutdatedError, match=r"6 of 6 products .* 'hash-64'.* import FEED"),
        open_retriever(engine, catalog_of(), tmp_path, Watched(64)),
    ):
        pass
    assert index_store(engine, catalog_of(), tmp_path, Watched(64)).n_embedded == 6
    assert index_store(engine, catalog_of(), tmp_path, Watched(32)).n_embedded == 6


def test_a_catalog_that_grew_is_told_to_be_indexed(tmp_path: Path) -> None:
    engine, encoder = create_engine("sqlite://"), Watched()
    index_store(engine, catalog_of(*SIX[:4]), tmp_path, encoder)
    with (
        pytest.raises(IndexOutdatedError, match="2 of 6 products"),
        open_retriever(engine, catalog_of(), tmp_path, encoder),
    ):
        pass


def test_a_store_built_in_a_staging_folder_works_where_it_is_moved_to(tmp_path: Path) -> None:
    """As an import does it, again and again in one process: build beside, move aside, move in, open."""
    encoder, store = Watched(), tmp_path / "store"
    for n, products in enumerate([SIX[:3], SIX, SIX[3:]]):
        staging = tmp_path / f".staging-{n}"
        engine = engine_in(staging)
        index_store(engine, catalog_of(*products), staging, encoder)  # type: ignore[arg-type]
        engine.dispose()  # type: ignore[attr-defined]
        if store.exists():
            store.rename(tmp_path / f".old-{n}")
        staging.rename(store)
        engine = engine_in(store)
        with open_retriever(engine, catalog_of(*products), store, encoder) as retriever:  # type: ignore[arg-type]
            found = {c.product_id for c in retriever.search(Query(in_stock=False))}
            assert found == {p.id for p in products}
            first = products[0]
            assert retriever.search(Query(first.title, in_stock=False))[0].product_id == first.id
        engine.dispose()  # type: ignore[attr-defined]


def test_progress_is_told_in_order(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    index_store(create_engine("sqlite://"), catalog_of(), tmp_path, Watched(), lambda *step: told.append(step))
    assert told[0] == ("Indexing words", 0, 6)
    assert told[-1] == ("Reading meanings", 6, 6)
    for what in {step[0] for step in told}:
        done = [step[1] for step in told if step[0] == what]
        assert done == sorted(done)


def test_an_interrupted_indexing_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.indexing._STEP", 2)
    engine, encoder = create_engine("sqlite://"), Watched()

    def interrupt(what: str, done: int, total: int) -> None:
        if what == "Reading meanings" and done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_store(engine, catalog_of(), tmp_path, encoder, interrupt)
    assert index_store(engine, catalog_of(), tmp_path, encoder).n_embedded == 2


def test_an_empty_store_can_be_indexed_and_opened(tmp_path: Path) -> None:
    engine, empty = create_engine("sqlite://"), Catalog([], currency="USD")
    assert index_store(engine, empty, tmp_path, Watched()).n_embedded == 0
    with open_retriever(engine, empty, tmp_path, Watched()) as retriever:
        assert retriever.search(Query("jacket")) == []
        assert retriever.relaxations(Query("jacket")) == []


# --- the log of what was embedded ------------------------------------------------------------------------------


def test_another_folder_with_the_same_log_goes_on_where_the_first_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a killed import does it: its copy of the store is gone, the log beside the store is not."""
    monkeypatch.setattr("retrieval.indexing._STEP", 2)
    engine, encoder, log = create_engine("sqlite://"), Watched(), tmp_path / ".store.embedded"

    def interrupt(what: str, done: int, total: int) -> None:
        if what == "Reading meanings" and done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_store(engine, catalog_of(), tmp_path / "first", encoder, interrupt, log=log)
    assert len(encoder.texts) == 4
    told: list[tuple[int, int]] = []
    report = index_store(
        engine, catalog_of(), tmp_path / "second", encoder, lambda what, *done: told.append(done), log=log
    )
    assert (report.n_embedded, report.n_resumed) == (6, 4)
    assert sorted(encoder.texts) == sorted({product_text(p) for p in SIX})  # each once
    assert (4, 6) in told
    plain = index_store(engine, catalog_of(), tmp_path / "plain", Watched())
    assert plain.n_resumed == 0
    with (
        open_retriever(engine, catalog_of(), tmp_path / "second", encoder) as resumed,
        open_retriever(engine, catalog_of(), tmp_path / "plain", encoder) as at_once,
    ):
        assert resumed.search(Query("rain jacket")) == at_once.search(Query("rain jacket"))


def test_the_log_serves_texts_not_products(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed may have changed since the kill: the product's old vector must not come back."""
    monkeypatch.setattr("retrieval.indexing._STEP", 2)
    engine, encoder, log = create_engine("sqlite://"), Watched(), tmp_path / "log"
    index_store(engine, catalog_of(), tmp_path / "first", encoder, log=log)
    encoder.texts.clear()
    changed = replace(SIX[0], description="Now with pit zips.")
    report = index_store(engine, catalog_of(changed, *SIX[1:]), tmp_path / "second", encoder, log=log)
    assert report.n_resumed == 5
    assert encoder.texts == [product_text(changed)]


def test_a_log_that_cannot_be_read_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.indexing._STEP", 2)
    (tmp_path / "log").write_bytes(b"no database" * 500)
    report = index_store(create_engine("sqlite://"), catalog_of(), tmp_path / "s", Watched(), log=tmp_path / "log")
    assert (report.n_embedded, report.n_resumed) == (6, 0)


def test_a_store_from_before_the_present_encoder_is_opened_with_the_one_it_was_made_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.indexing.default_encoder", lambda folder: Named("new"))
    monkeypatch.setattr("retrieval.indexing.as_it_came", lambda encoder: Named("old"))
    assert encoder_of(tmp_path).name == "new-encoder"  # nothing there yet
    index_store(create_engine("sqlite://"), catalog_of(), tmp_path, Named("old"))
    assert encoder_of(tmp_path).name == "old-encoder"
    index_store(create_engine("sqlite://"), catalog_of(), tmp_path, Named("new"))
    assert encoder_of(tmp_path).name == "new-encoder"
    index_store(create_engine("sqlite://"), catalog_of(), tmp_path, Named("third"))
    assert encoder_of(tmp_path).name == "new-encoder"  # and opening says that it is to be imported again


class Named(HashEncoder):
    def __init__(self, name: str) -> None:
        super().__init__(8)
        self.name = f"{name}-encoder"
