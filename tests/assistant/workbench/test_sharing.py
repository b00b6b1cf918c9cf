"""Addresses of bundles: what is in them, what cannot be read of them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from assistant.workbench.sharing import MOST, SharedPart, address_of, parts_of
from recommender.bundling import Bundle
from retrieval.catalog import Catalog
from retrieval.query import Candidate


def test_an_address_reads_back_as_what_it_was_made_of(catalog: Catalog) -> None:
    first, second = (product.variants[0] for product in list(catalog)[:2])
    parts = tuple(Candidate(catalog.variant(v.id)[0].id, v.id) for v in (first, second))
    address = address_of(Bundle(("a", "b"), parts, first.offer.price, (2, 1)), catalog)
    assert address.startswith("/bundle/?")
    assert parts_of(parse_qs(urlsplit(address).query)["part"]) == (
        SharedPart(first.id, 2, first.offer.price.minor),
        SharedPart(second.id, 1, second.offer.price.minor),
    )


def test_an_id_with_any_sign_comes_back() -> None:
    assert parts_of(["1.500.a.b & c/d?é"]) == (SharedPart("a.b & c/d?é", 1, 500),)


def test_what_is_no_part_is_left_out_and_each_variant_is_there_once() -> None:
    said = ["", "x", "1.5", "0.5.A", "-1.5.A", "100.5.A", "1.x.A", "1.5.", "².5.A", "2.7.A", "3.7.A"]
    assert parts_of(said) == (SharedPart("A", 2, 7),)


def test_no_more_parts_are_read_than_a_bundle_has() -> None:
    assert len(parts_of([f"1.0.v{n}" for n in range(MOST + 5)])) == MOST
