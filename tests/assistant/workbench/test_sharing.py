"""Addresses of bundles: what is in them, what cannot be read of them, what is believed of them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from assistant.workbench.sharing import MOST, Seals, Shared, SharedPart, address, shared_of
from recommender.bundling import Bundle
from retrieval.catalog import Catalog
from retrieval.query import Candidate

SEALS = Seals(b"a secret of sixteen")


def read(said: str) -> Shared:
    return shared_of(parse_qs(urlsplit(said).query)["part"])


def shared(catalog: Catalog) -> tuple[str, Shared]:
    """An address of two things of the store, and what it says."""
    first, second = (product.variants[0] for product in list(catalog)[:2])
    parts = tuple(Candidate(catalog.variant(v.id)[0].id, v.id) for v in (first, second))
    made = SEALS.address_of(Bundle(("a", "b"), parts, first.offer.price, (2, 1)), catalog)
    said = (SharedPart(first.id, 2, first.offer.price.minor), SharedPart(second.id, 1, second.offer.price.minor))
    return made, Shared(said, (first.offer.price * 2 + second.offer.price).minor)


def test_an_address_reads_back_as_what_it_was_made_of(catalog: Catalog) -> None:
    made, said = shared(catalog)
    assert made.startswith("/bundle/?")
    assert replace(read(made), seal="") == said
    assert address(read(made)) == made


def test_what_was_is_believed_only_as_it_was_sealed(catalog: Catalog) -> None:
    made, said = shared(catalog)
    assert SEALS.known(read(made), "USD") == read(made)
    silent = Shared(tuple(replace(part, was=0) for part in said.parts))
    whole = read(made)
    dearer = replace(whole, parts=(replace(whole.parts[0], was=999_900), whole.parts[1]))
    fewer = replace(whole, parts=(replace(whole.parts[0], n=1), whole.parts[1]))
    for forged in (dearer, fewer, replace(whole, total=1), replace(whole, seal=""), replace(whole, seal="é")):
        known = SEALS.known(forged, "USD")
        assert (known.total, {part.was for part in known.parts}) == (0, {0})
        assert [part.variant_id for part in known.parts] == [part.variant_id for part in forged.parts]
    assert Seals(b"another secret here").known(whole, "USD") == silent
    assert SEALS.known(whole, "EUR") == silent


def test_an_id_with_any_sign_comes_back() -> None:
    assert shared_of(["1.500.a.b & c/d?é"]).parts == (SharedPart("a.b & c/d?é", 1, 500),)


def test_what_is_no_part_is_left_out_and_each_variant_is_there_once() -> None:
    said = ["", "x", "1.5", "0.5.A", "-1.5.A", "100.5.A", "1.x.A", "1.5.", "².5.A", "1.².A", "2.7.A", "3.7.A", "seal.x"]
    assert shared_of(said) == Shared((SharedPart("A", 2, 7),))


def test_no_more_parts_are_read_than_a_bundle_has() -> None:
    assert len(shared_of([f"1.0.v{n}" for n in range(MOST + 5)]).parts) == MOST
