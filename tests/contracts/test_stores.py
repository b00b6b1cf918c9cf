"""What every Store promises, run over every implementation: one that keeps its records elsewhere joins `STORES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.catalog import Answer, PolicyDocument, Question, Relation, Review
from retrieval.staging import staged
from retrieval.store import Store, StoreLockedError, open_store
from retrieval.writing import Writer
from tests.conftest import NOW, SIX

REVIEWS = (Review("r2", "rain", 2, "", "Too tight."), Review("r1", "rain", 5, "Dry", "Kept me dry."))
QUESTIONS = (Question("q1", "pack", "Is it padded?", "Ada", answers=(Answer("Yes.", is_store=True), Answer("No."))),)
PAPERS = (PolicyDocument("returns", "Returns", "Within 30 days."),)
FACTS = {"name": "Six", "currency": "USD", "format": "acp", "source": "six", "imported_at": NOW.isoformat()}


def _in_a_folder(tmp_path: Path) -> Callable[[], Store]:
    folder = tmp_path / "six"
    with staged(folder) as staging, Writer(staging.engine) as writer:
        for record in (*REVIEWS, *QUESTIONS, *PAPERS):
            writer.add(record)
        writer.write_products([(product, {}) for product in SIX])
        writer.write_relations([Relation("related", "rain", "pack")])
        writer.finish(FACTS)
    return lambda: open_store(folder)


STORES = {"folder": _in_a_folder}


@pytest.fixture(params=STORES.values(), ids=STORES.keys())
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    made: Callable[[], Store] = request.param(tmp_path)
    return made


@pytest.fixture
def store(opening: Callable[[], Store]) -> Iterator[Store]:
    with opening() as opened:
        yield opened


def test_records_come_back_as_they_were_written_in_the_feeds_order(store: Store) -> None:
    assert [product.id for product in store.catalog] == [product.id for product in SIX]
    for product in SIX:
        found = store.catalog.product(product.id)
        assert found.variants == product.variants  # money, options and stock to the last unit
        assert (found.title, found.categories, found.attributes) == (
            product.title, product.categories, product.attributes
        )  # fmt: skip
    assert store.catalog.documents == PAPERS
    assert [relation.other_id for relation in store.catalog.related("rain")] == ["pack"]


def test_ratings_are_those_of_the_reviews(store: Store) -> None:
    rain = store.catalog.product("rain")
    assert (rain.n_reviews, rain.rating) == (2, 3.5)
    assert store.catalog.product("pack").n_reviews == 0


def test_reviews_and_questions_in_the_feeds_order_and_none_of_what_nobody_wrote_about(store: Store) -> None:
    assert store.reviews("rain") == list(REVIEWS)
    assert store.questions("pack") == list(QUESTIONS)
    assert store.reviews("pack") == store.reviews("no such product") == store.questions("rain") == []


def test_it_says_what_it_is(store: Store) -> None:
    said = store.manifest
    assert (said.name, said.currency, said.imported_at) == ("Six", "USD", NOW)
    assert (said.counts["products"], said.counts["reviews"]) == (6, 2)
    assert store.read_manifest() == said


def test_one_owner_at_a_time(opening: Callable[[], Store]) -> None:
    with opening(), pytest.raises(StoreLockedError):
        opening()
    opening().close()


def test_others_keep_tables_in_it_that_outlive_it(opening: Callable[[], Store]) -> None:
    with opening() as store, store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (word VARCHAR(10))"))
        connection.execute(text("INSERT INTO kept VALUES ('yes')"))
    with opening() as store, store.engine.connect() as connection:
        assert connection.execute(text("SELECT word FROM kept")).scalar_one() == "yes"


def test_many_threads_may_read(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: [review.id for review in store.reviews("rain")], range(50)))
    assert found == [["r2", "r1"]] * 50


def test_closing_twice_is_no_error(opening: Callable[[], Store]) -> None:
    store = opening()
    store.close()
    store.close()
    opening().close()
