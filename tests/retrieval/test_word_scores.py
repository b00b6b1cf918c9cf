from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import StaticPool

from retrieval import word_scores
from retrieval.catalog import Product
from retrieval.words import _WEIGHTS, WordIndex
from tests.conftest import SIX

WORDS = ["rain", "jacket", "jackets", "tent", "warm", "blue", "back", "pack", "wool", "sock", "socks", "light"]


def many(n: int = 300) -> list[Product]:
    chance = Random(3)
    return [
        replace(
            SIX[0],
            id=f"p{at:03}",
            title=" ".join(chance.choices(WORDS, k=3)),
            description=" ".join(chance.choices(WORDS, k=chance.randint(0, 30))),
            brand=chance.choice(["", "Warm Wool"]),
        )
        for at in range(n)
    ]


def by_fts5(connection: Connection, expressions: list[str], n: int, among: list[str] | None) -> list[tuple[str, float]]:
    """The plain way: FTS5 scores every product that has any of the words."""
    weights = ", ".join(map(str, _WEIGHTS.values()))
    found = connection.execute(
        text(
            f"SELECT product_id, -bm25(product_words, {weights}) AS score FROM product_words "
            "JOIN product_words_row ON product_words_row.id = product_words.rowid WHERE product_words MATCH :match"
        ),
        {"match": " OR ".join(expressions)},
    )
    hits = [(str(row.product_id), float(row.score)) for row in found if among is None or row.product_id in among]
    return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:n]


@pytest.fixture(params=[1, 10_000], ids=["written", "asked"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(word_scores, "_COMMON", request.param)
    made = create_engine("sqlite://", poolclass=StaticPool)
    yield made
    made.dispose()


QUESTIONS = [
    ['"rain"'],
    ['"rain"', '"jackets"', '"tent"'],
    ['"socks"', '"back pack"', '"unheard"'],
    ['"ja"*', '"wool"'],
    ['"unheard"'],
]


@pytest.mark.parametrize("expressions", QUESTIONS)
@pytest.mark.parametrize("n", [1, 5, 1000])
@pytest.mark.parametrize("among", [None, ["p001", "p007", "p100", "gone"], []])
def test_scores_are_to_the_last_bit_those_of_fts5(
    engine: Engine, expressions: list[str], n: int, among: list[str] | None
) -> None:
    index = WordIndex(engine)
    index.build(many())
    with engine.connect() as connection:
        wanted = by_fts5(connection, expressions, n, among)
        assert index._scores.best(connection, expressions, n, among) == wanted
        assert index._scores.best(connection, expressions, n, among) == wanted  # as kept


def test_scores_follow_the_products(engine: Engine) -> None:
    """After every build: changed, gone and new products, the last row (whose number is free again) among them."""
    products = many()
    index = WordIndex(engine)
    index.build(products)
    index.search("rain jacket", 10)
    products = [*products[5:-1], replace(products[-1], title="rain rain rain"), replace(products[0], id="new")]
    index.build(products)
    with engine.connect() as connection:
        for expressions in QUESTIONS:
            found = index._scores.best(connection, expressions, 1000)
            assert found == by_fts5(connection, expressions, 1000, None)
            assert not {hit[0] for hit in found} & {"p000", "p004"}


def test_what_other_weights_wrote_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_scores, "_COMMON", 1)
    engine = create_engine("sqlite://", poolclass=StaticPool)
    WordIndex(engine).build(many())
    other = word_scores.WordScores([1.0] * len(_WEIGHTS))
    own = word_scores.WordScores([*_WEIGHTS.values()])
    with engine.connect() as connection:
        assert own.n_hits(connection, '"rain"') == len(own.best(connection, ['"rain"'], 1000))
        assert other.n_hits(connection, '"rain"') is None
        assert other.best(connection, ['"rain"'], 5) != own.best(connection, ['"rain"'], 5)
    engine.dispose()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_scores, "_MAX_KEPT", 100)
    engine = create_engine("sqlite://", poolclass=StaticPool)
    index = WordIndex(engine)
    index.build(many())
    with engine.connect() as connection:
        for word in WORDS:
            index._scores.best(connection, [f'"{word}"'], 5)
        assert len(index._scores._parts) == 1
        assert index._scores.best(connection, ['"rain"', '"tent"'], 5) == by_fts5(
            connection, ['"rain"', '"tent"'], 5, None
        )
    engine.dispose()
