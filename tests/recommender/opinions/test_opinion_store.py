"""What reviews say is kept in the store, and read again only where something changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, insert

from recommender.opinions.mining import Opinions
from recommender.opinions.opinion_store import OpinionStore, mine, opinions_as_json, opinions_of
from retrieval import records
from retrieval.catalog import Product, Review
from retrieval.store import open_engine

AT = datetime(2026, 5, 1, tzinfo=UTC)
KETTLE = [
    Review("k1", "kettle", 2, "Loud", "It is so noisy. It stopped working.", "Ann", AT),
    Review("k2", "kettle", 5, "", "Quiet and easy to clean.", "Bob", AT),
]
JACKET = [Review("j1", "jacket", 4, "", "Warm, but it runs small.", "Cem", AT)]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = open_engine(tmp_path)
    records.metadata.create_all(made)
    products = [Product("kettle", "Kettle", (), categories=("Kettles",)), Product("jacket", "Jacket", ())]
    with made.begin() as connection:
        rows = [records.product_row(product, at, (), "") for at, product in enumerate(products)]
        connection.execute(insert(records.products), rows)
    write(made, [*KETTLE, *JACKET])
    return made


def write(engine: Engine, reviews: list[Review]) -> None:
    with engine.begin() as connection:
        connection.execute(delete(records.reviews))
        if reviews:
            connection.execute(insert(records.reviews), [records.review_row(r, at) for at, r in enumerate(reviews)])


def test_what_was_mined_is_what_is_read(engine: Engine) -> None:
    read_when_asked = OpinionStore(engine).of("kettle")
    report = mine(engine)
    assert (report.n_reviews, report.n_read, report.n_kept) == (3, 2, 0)
    stored = OpinionStore(engine).of("kettle")
    assert stored == read_when_asked
    noise = stored.of("noise")
    assert noise
    assert (noise.n_good, noise.n_bad) == (1, 1)
    assert opinions_of(opinions_as_json(stored)) == stored
    assert OpinionStore(engine).of("unheard") == Opinions()


def test_only_what_changed_is_read_again(engine: Engine) -> None:
    mine(engine)
    again = mine(engine)
    assert (again.n_read, again.n_kept) == (0, 2)
    write(engine, [KETTLE[0], Review("k2", "kettle", 1, "", "Broke.", "Bob", AT), *JACKET])
    changed = mine(engine)
    assert (changed.n_read, changed.n_kept) == (1, 1)
    assert len(OpinionStore(engine).of("kettle").failures) == 2


def test_what_lost_its_reviews_says_nothing(engine: Engine) -> None:
    mine(engine)
    write(engine, JACKET)
    mine(engine)
    assert OpinionStore(engine).of("kettle") == Opinions()
    write(engine, [])
    assert mine(engine).n_reviews == 0
    assert OpinionStore(engine).of("jacket") == Opinions()
