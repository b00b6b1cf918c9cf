"""A product's page: what the store says, nothing unescaped, one page a variant."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from retrieval.catalog import Catalog
from tests.ui.fake_shop import FakeShop
from ui.product_page import product_routes


@pytest.fixture
def shop(catalog: Catalog, tmp_path: Path) -> FakeShop:
    return FakeShop(catalog, tmp_path)


def get(shop: FakeShop, address: str) -> httpx.Response:
    app = FastAPI()
    app.include_router(product_routes(shop))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
            return await client.get(address)

    return asyncio.run(ask())


def test_it_says_what_the_record_says(shop: FakeShop) -> None:
    product = next(iter(shop.catalog))
    html = get(shop, f"/products/{product.id}").text
    assert f"<h1>{product.title}</h1>" in html
    assert product.description in html
    for values in product.attributes.values():
        assert ", ".join(values) in html
    assert "Kept me dry." in html
    assert "Is it warm?" in html


def test_words_of_others_are_escaped(shop: FakeShop) -> None:
    html = get(shop, f"/products/{next(iter(shop.catalog)).id}").text
    assert "&lt;b&gt;Dry&lt;/b&gt;" in html
    assert "A &lt;i&gt;bit&lt;/i&gt;." in html


def test_a_variant_has_its_own_price_and_choices(shop: FakeShop) -> None:
    product = next(p for p in shop.catalog if len(p.variants) > 1)
    for variant in product.variants:
        html = get(shop, f"/products/{product.id}?variant={variant.id}").text
        assert f"<strong>{variant.offer.price}</strong>" in html
        for value in variant.options.values():
            assert f">{value}<" in html


def test_what_is_not_sold_has_no_page(shop: FakeShop) -> None:
    missing = get(shop, "/products/nothing")
    assert missing.status_code == 404
    assert missing.headers["content-type"].startswith("text/html")
    assert "<h1>Not in the shop</h1>" in missing.text
    assert shop.store_name.replace("&", "&amp;") in missing.text
    assert get(shop, f"/products/{next(iter(shop.catalog)).id}?variant=nothing").status_code == 200


def test_it_counts_what_reviewers_say_and_links_each_quote_to_its_review(shop: FakeShop) -> None:
    product = next(iter(shop.catalog))
    html = get(shop, f"/products/{product.id}").text
    assert "<h2>What 2 reviewers say</h2>" in html
    assert "1 praise, 1 complain" in html
    assert "1 of 2 says it broke or stopped working." in html
    assert "3 of 3 who speak of the size say it runs small." in html
    assert "1 of 2 reviews looks suspicious" in html
    assert f'href="/products/{product.id}?reviews=all#review-r1"' in html
    assert 'id="review-r1"' in html


def test_quotes_are_escaped(shop: FakeShop) -> None:
    html = get(shop, f"/products/{next(iter(shop.catalog)).id}").text
    assert "&lt;script&gt;It&lt;/script&gt; leaks." in html
    assert "The &lt;b&gt;zip&lt;/b&gt; broke." in html


def test_reviews_can_be_narrowed_to_an_aspect(shop: FakeShop) -> None:
    product = next(iter(shop.catalog))
    html = get(shop, f"/products/{product.id}?about=waterproofing").text
    assert "2 of 2 reviews speak of the waterproofing" in html
    assert 'id="review-r2"' in html
    assert "reviews speak of the" not in get(shop, f"/products/{product.id}?about=unheard").text
