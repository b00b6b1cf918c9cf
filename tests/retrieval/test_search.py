"""Words and meaning together; and the real store."""

from __future__ import annotations

import html
import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.encoder import Encoder, HashEncoder, MiniLMEncoder
from retrieval.filters import VariantTable
from retrieval.money import Money
from retrieval.product_text import product_text
from retrieval.query import Constraint, Operator, Query
from retrieval.relaxing import IN_STOCK
from retrieval.search import HybridRetriever, KeywordRetriever
from retrieval.vectors import MemoryIndex
from retrieval.words import WordIndex
from tests.conftest import usd

LUMA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "stores" / "luma" / "products.jsonl"
needs_luma = pytest.mark.skipif(not LUMA.is_file(), reason=f"the real store is not there: {LUMA}")

IS, AT_MOST = Operator.IS, Operator.AT_MOST


class CountingEncoder:
    """Says what it was asked for, and understands exactly one thing: umbrellas are against rain."""

    name, dim = "counting", 3

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        rows = [
            (1.0, 0.0, 0.0) if {"rain", "umbrella", "brolly"} & set(t.lower().split()) else (0.0, 1.0, 0.0)
            for t in texts
        ]
        return np.array(rows, dtype=np.float32).reshape(-1, 3)


def hybrid(catalog: Catalog, encoder: Encoder) -> HybridRetriever:
    words = WordIndex(create_engine("sqlite://"))
    words.build(catalog)
    vectors = MemoryIndex(encoder.dim)
    vectors.update([p.id for p in catalog], encoder.encode([product_text(p) for p in catalog]), [""] * len(catalog))
    return HybridRetriever(catalog, VariantTable(catalog), words, vectors, encoder)


def shop(*titles: str) -> Catalog:
    products = [Product(t.lower(), t, (Variant(t.lower(), t, Offer(usd("10"))),)) for t in titles]
    return Catalog(products, currency="USD")


def test_what_no_word_finds_meaning_finds() -> None:
    catalog = shop("Umbrella", "Teapot", "Candle")
    encoder = CountingEncoder()
    assert [c.product_id for c in hybrid(catalog, encoder).search(Query("rain"))] == ["umbrella"]
    words = WordIndex(create_engine("sqlite://"))
    words.build(catalog)
    assert KeywordRetriever(catalog, VariantTable(catalog), words).search(Query("rain")) == []


def test_the_meaning_is_asked_in_the_stores_spelling_and_once() -> None:
    encoder = CountingEncoder()
    retriever = hybrid(shop("Umbrella", "Teapot", "Candle"), encoder)
    encoder.asked.clear()
    retriever.search(Query("umbrela"))
    retriever.search(Query("umbrela", (Constraint("price", AT_MOST, Decimal(5)),)))
    assert encoder.asked == ["umbrella"]


def test_warming_up_is_what_the_first_query_needs() -> None:
    encoder = CountingEncoder()
    retriever = hybrid(shop("Umbrella"), encoder)
    encoder.asked.clear()
    retriever.warm()
    assert len(encoder.asked) == 1
    hybrid(shop(), CountingEncoder()).warm()  # an empty store is no reason to fail


def test_a_filter_reaches_beyond_the_best_of_the_whole_store() -> None:
    """500 lamps are nearer than the one that is cheap enough; it is found all the same, with its words."""
    lamps = [Product(f"lamp{n:03}", "Desk Lamp", (Variant(f"lamp{n:03}", "", Offer(usd("90"))),)) for n in range(500)]
    cheap = Product("zz", "Old Desk Lamp", (Variant("zz", "", Offer(usd("9"))),))
    retriever = hybrid(Catalog([*lamps, cheap], currency="USD"), HashEncoder(64))
    found = retriever.search(Query("desk lamp", (Constraint("price", AT_MOST, Decimal(10)),)))
    assert [c.product_id for c in found] == ["zz"]
    assert set(found[0].parts) == {"words", "meaning"}


def test_vague_words_with_constraints_leave_everything_fair_game() -> None:
    retriever = hybrid(shop("Umbrella", "Teapot", "Candle"), CountingEncoder())
    found = retriever.search(Query("xyzzy", (Constraint("price", AT_MOST, Decimal(10)),)))
    assert {c.product_id for c in found} == {"umbrella", "teapot", "candle"}


def test_relaxations_are_only_told_when_nothing_satisfies_everything(catalog: Catalog) -> None:
    retriever = hybrid(catalog, HashEncoder())
    jackets = Constraint("category", IS, "Jackets")
    assert retriever.relaxations(Query("jacket", (jackets,))) == []
    price = Constraint("price", AT_MOST, Decimal(20))
    (way,) = retriever.relaxations(Query("jacket", (jackets, price)))
    assert (way.constraint, way.n_products, way.cheapest) == (price, 2, usd("59.00"))


def test_relaxations_keep_to_what_the_text_means(catalog: Catalog) -> None:
    retriever = hybrid(catalog, HashEncoder())
    (way,) = retriever.relaxations(Query("rain jacket", (Constraint("price", AT_MOST, Decimal(20)),)))
    assert way.constraint.slot == "price"
    assert way.n_products in (1, 2)
    assert way.cheapest in (usd("59.00"), usd("79.00"))  # never the bottle for 18
    (gone,) = retriever.relaxations(Query("camp mug"))
    assert gone.constraint == IN_STOCK
    assert gone.cheapest == usd("9.00")


def test_minilm_finds_what_is_meant_without_a_common_word(catalog: Catalog) -> None:
    retriever = hybrid(catalog, MiniLMEncoder())
    for said, meant in (("cosy sweater", "fleece"), ("hydration", "bottle"), ("rucksack", "pack")):
        assert retriever.search(Query(said))[0].product_id == meant, said


# --- the real store --------------------------------------------------------------------------------------------


def _luma() -> Catalog:
    products = []
    for line in LUMA.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        categories = tuple(c["value"] for c in record["variants"][0]["categories"])
        attributes = {slot: tuple(map(html.unescape, values)) for slot, values in record["attributes"].items()}
        genders = [g for g in ("Men", "Women") if any(path.startswith(f"{g} >") for path in categories)]
        products.append(
            Product(
                record["id"],
                html.unescape(record["title"]),
                tuple(
                    Variant(
                        v["id"],
                        v["title"],
                        Offer(Money.from_minor(v["price"]["amount"], "USD"), available=v["availability"]["available"]),
                        {o["name"]: o["value"] for o in v["variant_options"]},
                    )
                    for v in record["variants"]
                ),
                description=record["description"]["html"],
                categories=categories,
                attributes=attributes | ({"gender": tuple(genders)} if genders else {}),
            )
        )
    return Catalog(products, currency="USD")


@pytest.fixture(scope="module")
def luma() -> tuple[Catalog, HybridRetriever]:
    catalog = _luma()
    return catalog, hybrid(catalog, HashEncoder())


WOMEN, UNDER_60 = Constraint("gender", IS, "Women"), Constraint("price", AT_MOST, Decimal(60))
JACKETS, BLUE, SIZE_M = (
    Constraint("category", IS, "Jackets"),
    Constraint("color", IS, "Blue"),
    Constraint("size", IS, "M"),
)


@needs_luma
def test_a_rain_jacket_for_women_under_60_is_exactly_that(luma: tuple[Catalog, HybridRetriever]) -> None:
    catalog, retriever = luma
    found = retriever.search(Query("rain jacket", (JACKETS, WOMEN, UNDER_60, BLUE, SIZE_M)))
    expected = {
        p.id
        for p in catalog
        if "Women > Tops > Jackets" in p.categories
        and any(
            v.offer.price.amount <= 60 and v.options["color"] == "Blue" and v.options["size"] == "M" for v in p.variants
        )
    }
    assert len(expected) >= 3
    assert {c.product_id for c in found} == expected
    for candidate in found:
        _, variant = catalog.variant(candidate.variant_id)
        assert variant.options == {"size": "M", "color": "Blue"}
        assert variant.offer.price <= usd("60.00")
    best = catalog.product(retriever.search(Query("rain jacket", (JACKETS, WOMEN, UNDER_60)))[0].product_id)
    assert "Rainy" in best.attributes["climate"] or "Rain Coat" in best.attributes["style_general"]


@needs_luma
def test_what_luma_does_not_have_is_said_with_a_way_out(luma: tuple[Catalog, HybridRetriever]) -> None:
    catalog, retriever = luma
    under_30 = Constraint("price", AT_MOST, Decimal(30))
    query = Query("rain jacket", (JACKETS, WOMEN, under_30))
    assert retriever.search(query) == []
    easiest = retriever.relaxations(query)[0]
    assert easiest.constraint == under_30
    assert easiest.cheapest == min(
        v.offer.price for p in catalog if "Women > Tops > Jackets" in p.categories for v in p.variants
    )
    assert len(retriever.search(easiest.applied(query))) == easiest.n_products


@needs_luma
@pytest.mark.parametrize(
    ("said", "title_word"),
    [
        ("hodie", "Hood"),
        ("sweatshrit", "Sweatshirt"),
        ("back pack", "Backpack"),
        ("leggins", "Leggings"),
        ("watch", "Watch"),
    ],
)
def test_luma_is_found_however_it_is_spelt(luma: tuple[Catalog, HybridRetriever], said: str, title_word: str) -> None:
    catalog, retriever = luma
    assert title_word in catalog.product(retriever.search(Query(said))[0].product_id).title
