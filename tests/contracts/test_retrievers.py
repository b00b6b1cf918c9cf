"""What every Retriever promises, run over every implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from retrieval.catalog import Catalog, Product, Variant
from retrieval.encoder import HashEncoder
from retrieval.filters import VariantTable
from retrieval.indexing import index_store, open_retriever
from retrieval.product_text import product_text
from retrieval.query import Constraint, Operator, Order, Query
from retrieval.reranker import OverlapReranker
from retrieval.search import HybridRetriever, KeywordRetriever, Retriever
from retrieval.vectors import MemoryIndex
from retrieval.words import WordIndex
from tests.conftest import SIX

CATALOG = Catalog(SIX, currency="USD")
ENCODER = HashEncoder(64)


def _words(catalog: Catalog) -> WordIndex:
    words = WordIndex(create_engine("sqlite://"))
    words.build(catalog)
    return words


def _keyword(_: Path) -> Iterator[Retriever]:
    yield KeywordRetriever(CATALOG, VariantTable(CATALOG), _words(CATALOG))


def _hybrid(_: Path) -> Iterator[Retriever]:
    vectors = MemoryIndex(ENCODER.dim)
    rows = ENCODER.encode([product_text(p) for p in CATALOG])
    vectors.update([p.id for p in CATALOG], rows, [""] * len(rows))
    yield HybridRetriever(CATALOG, VariantTable(CATALOG), _words(CATALOG), vectors, ENCODER)


def _reranked(_: Path) -> Iterator[Retriever]:
    vectors = MemoryIndex(ENCODER.dim)
    vectors.update([p.id for p in CATALOG], ENCODER.encode([product_text(p) for p in CATALOG]), [""] * len(CATALOG))
    yield HybridRetriever(CATALOG, VariantTable(CATALOG), _words(CATALOG), vectors, ENCODER, reranker=OverlapReranker())


def _chroma(folder: Path) -> Iterator[Retriever]:
    engine = create_engine("sqlite://")
    index_store(engine, CATALOG, folder, ENCODER)
    with open_retriever(engine, CATALOG, folder, ENCODER) as retriever:
        yield retriever


RETRIEVERS: dict[str, Callable[[Path], Iterator[Retriever]]] = {
    "keyword": _keyword,
    "hybrid": _hybrid,
    "reranked": _reranked,
    "chroma": _chroma,
}


@pytest.fixture(scope="module", params=RETRIEVERS)
def retriever(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    yield from RETRIEVERS[request.param](tmp_path_factory.mktemp("store"))


def _has(product: Product, variant: Variant, constraint: Constraint) -> bool:
    match constraint:
        case Constraint("price", Operator.AT_MOST, value):
            return variant.offer.price.amount <= value  # type: ignore[operator]
        case Constraint("category", Operator.IS, value):
            return any(str(value) in path.split(" > ") for path in product.categories)
        case Constraint(slot, Operator.NOT, value):
            return value not in product.values(variant, slot)
        case Constraint(slot, _, value):
            return value in product.values(variant, slot)


_CONSTRAINTS = st.one_of(
    st.integers(5, 90).map(lambda n: Constraint("price", Operator.AT_MOST, Decimal(n))),
    st.sampled_from(["Jackets", "Men", "Gear", "Bags"]).map(lambda v: Constraint("category", Operator.IS, v)),
    st.sampled_from(["Blue", "Gray", "White"]).map(lambda v: Constraint("color", Operator.IS, v)),
    st.sampled_from(["Nylon", "Steel"]).map(lambda v: Constraint("material", Operator.NOT, v)),
    st.sampled_from(["S", "M"]).map(lambda v: Constraint("size", Operator.IS, v)),
)
_QUERIES = st.builds(
    Query,
    text=st.one_of(
        st.sampled_from(
            ["", "jacket", "steel bottle", "rain", "something nice", "zzz", "show me", "hodie", '"', "AND"]
        ),
        st.text(max_size=30),
    ),
    constraints=st.lists(st.builds(lambda c, r: c if r else c.wished(), _CONSTRAINTS, st.booleans()), max_size=3).map(
        tuple
    ),
    limit=st.integers(0, 8),
    in_stock=st.booleans(),
    exclude=st.frozensets(st.sampled_from([p.id for p in SIX]), max_size=3),
    order=st.sampled_from(Order),
)


@given(query=_QUERIES)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_contract(retriever: Retriever, query: Query) -> None:
    found = retriever.search(query)
    assert len(found) <= query.limit
    ids = [c.product_id for c in found]
    assert len(set(ids)) == len(ids), "one candidate a product"
    assert found == sorted(found, key=lambda c: (-c.score, c.product_id)), "best first, ties by id"
    assert not query.exclude & set(ids)
    for candidate in found:
        product, variant = CATALOG.variant(candidate.variant_id)
        assert product.id == candidate.product_id
        assert candidate.score == pytest.approx(sum(candidate.parts.values()))
        assert set(candidate.parts) <= {"words", "meaning", "wished", "reread"}
        assert all(points > 0 for points in candidate.parts.values())
        assert variant.offer.available or not query.in_stock
        assert all(_has(product, variant, c) for c in query.required)
    assert found == retriever.search(query), "same query, same answer"


def test_constraints_alone_list_all_that_match_in_the_order_of_ids(retriever: Retriever) -> None:
    found = retriever.search(Query(constraints=(Constraint("brand", Operator.IS, "Tarn"),)))
    assert [(c.product_id, c.score) for c in found] == [("bottle", 0.0), ("pack", 0.0)]
    assert len(retriever.search(Query())) == 5
    assert len(retriever.search(Query("show me something, please"))) == 5  # words that say nothing


def test_the_right_thing_comes_first(retriever: Retriever) -> None:
    assert retriever.search(Query("rain jacket"))[0].product_id == "rain"
    assert retriever.search(Query("steel bottle"))[0].product_id == "bottle"
    assert retriever.search(Query("jakcet"))[0].product_id in {"rain", "fleece"}


def test_wishes_lift_and_never_exclude(retriever: Retriever) -> None:
    jackets = Query("jacket", (Constraint("category", Operator.IS, "Jackets"),))
    wish = Query("jacket", (*jackets.constraints, Constraint("color", Operator.IS, "Gray", required=False)))
    assert {c.product_id for c in retriever.search(wish)} == {c.product_id for c in retriever.search(jackets)}
    best = retriever.search(wish)[0]
    assert best.product_id == "fleece"
    assert best.variant_id == "fleece-M-Gray"
    assert best.parts["wished"] > 0


def test_a_required_category_makes_all_of_it_fair_game(retriever: Retriever) -> None:
    for text in ("warm fleece", "telescope"):
        found = retriever.search(Query(text, (Constraint("category", Operator.IS, "Jackets"),)))
        assert {c.product_id for c in found} == {"rain", "fleece"}, text


def test_what_only_shares_a_mood_with_the_best_is_left_out(retriever: Retriever) -> None:
    assert "mug" not in {c.product_id for c in retriever.search(Query("rain jacket", in_stock=False))}


def test_the_best_of_the_wrong_kind_is_not_what_was_asked_for(retriever: Retriever) -> None:
    """There is a tee for 20, but the text says rain jacket: nothing, rather than the wrong thing."""
    assert retriever.search(Query("rain jacket", (Constraint("price", Operator.AT_MOST, Decimal(20)),))) == []


def test_the_cheapest_are_kept_when_the_list_is_cut(retriever: Retriever) -> None:
    def kept(order: Order) -> set[str]:
        return {c.product_id for c in retriever.search(Query(limit=2, order=order))}

    assert kept(Order.CHEAPEST) == {"bottle", "tee"}
    assert kept(Order.DEAREST) == {"rain", "pack"}
    assert kept(Order.BEST_RATED) == {"bottle", "rain"}
