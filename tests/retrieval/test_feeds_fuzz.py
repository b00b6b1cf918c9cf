"""Whatever the bytes: a feed is read or refused in words, never with a crash, and good rows are never lost."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalog import Product
from retrieval.feeds.feed import FeedError, Read, Rejected, Source, Warned
from retrieval.feeds.reading import read_lines
from retrieval.importing import READERS
from retrieval.progress import silent

NOW = datetime(2026, 1, 15, tzinfo=UTC)
PRICE = {"amount": 100, "currency": "USD"}
ACP = [json.dumps({"id": str(n), "title": f"Mug {n}", "variants": [{"id": str(n), "price": PRICE}]}) for n in range(6)]
GOOGLE = ["id\ttitle\tprice\tavailability", *(f"{n}\tMug {n}\t{n}.00 USD\tin_stock" for n in range(6))]
SHOPIFY = ["Handle,Title,Body (HTML),Variant Price", *(f'h{n},Mug {n},"<p>a ""b""\n</p>",{n}.00' for n in range(6))]
FEEDS = {"acp": ACP, "google_merchant": GOOGLE, "shopify": SHOPIFY}
# Bytes that mean something to a parser, more often than chance would bring them.
PIECES = st.sampled_from(
    [b'"', b'""', b"\n", b"\r", b",", b"\t", b"{", b"}", b"[", b"\x00", b"\xff", b"\xe9", b"\\", b"-", b"&#0;", b"<"]
)


def read(format: str, content: bytes) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "products.jsonl"
        path.write_bytes(content)
        source = Source(format, path, Path(folder))
        return list(READERS[format](source, currency="USD", now=NOW, progress=silent))


def ids(found: list[Any]) -> set[str]:
    return {r.record.id for r in found if isinstance(r, Read) and isinstance(r.record, Product)}


@pytest.mark.parametrize("format", list(FEEDS))
@settings(max_examples=80, deadline=None)
@given(places=st.lists(st.tuples(st.integers(0, 400), PIECES), max_size=6))
def test_a_feed_with_bytes_put_in(format: str, places: list[tuple[int, bytes]]) -> None:
    content = "\n".join(FEEDS[format]).encode()
    for at, piece in places:
        content = content[: at % len(content)] + piece + content[at % len(content) :]
    try:
        found = read(format, content)
    except FeedError:  # the header itself was hit
        return
    assert all(isinstance(r, Read | Rejected | Warned) for r in found)
    assert all(r.line >= 1 for r in found)


@settings(max_examples=80, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_lines(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(content)
        try:
            numbers = [line.line if isinstance(line, Rejected) else line.number for line in read_lines(path)]
        except FeedError:
            return
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("format", list(FEEDS))
@settings(max_examples=60, deadline=None)
@given(bad=st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40), at=st.integers(1, 5))
def test_a_bad_row_costs_no_other(format: str, bad: str, at: int) -> None:
    rows = FEEDS[format]
    all_ids = ids(read(format, "\n".join(rows).encode()))
    assert len(all_ids) == 6
    found = ids(read(format, "\n".join([*rows[: at + 1], bad, *rows[at + 1 :]]).encode()))
    assert len(all_ids - found) <= (1 if '"' in bad else 0)  # an open quote may take the next row with it
