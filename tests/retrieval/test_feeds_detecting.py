"""Formats are recognised by what is in the file, not by its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retrieval.feeds.detecting import delimiter_of, find_events, find_feed, format_of
from retrieval.feeds.feed import FeedError

ACP = json.dumps({"id": "1", "title": "Mug", "variants": []})
GA4 = json.dumps({"event_name": "purchase", "params": {}})
GOOGLE = "id\ttitle\tprice\n"
SHOPIFY = "Handle,Title,Variant Price\n"
SHOPIFY_NEW = '"Title","URL handle","Price"\n'


def put(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("_dot_", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ACP, "acp"),
        (GA4, "ga4"),
        (GOOGLE, "google_merchant"),
        ("ID\tTitle\tImage Link\n", "google_merchant"),
        ("g:id;g:title;g:price\n", "google_merchant"),
        (SHOPIFY, "shopify"),
        (SHOPIFY_NEW, "shopify"),
        ("\ufeff" + SHOPIFY, "shopify"),
        ("not json\n" + ACP, ""),  # a table's header is its first line
        ("{broken\n" + "x" * 5_000_000 + "\n" + ACP, "acp"),
        (json.dumps({"product_id": "1", "rating": 5}), ""),
        ("", ""),
        ("\x00\x01\x02", ""),
    ],
)
def test_format_of(tmp_path: Path, content: str, expected: str) -> None:
    put(tmp_path, feed_dot_txt=content)
    assert format_of(tmp_path / "feed.txt") == expected


def test_utf16_is_recognised_too(tmp_path: Path) -> None:
    put(tmp_path, feed_dot_csv=SHOPIFY.encode("utf-16"))
    assert find_feed(tmp_path).format == "shopify"


def test_a_folder_with_everything_beside_the_products(tmp_path: Path) -> None:
    put(
        tmp_path, products_dot_jsonl=ACP, reviews_dot_jsonl='{"product_id": "1", "rating": 5}', events_dot_jsonl=GA4,
        related_dot_jsonl='{"type": "related", "sku": "1", "linked": []}', notes_dot_txt="words",
        picture_dot_jpg=b"\xff\xd8",
    )  # fmt: skip
    found = find_feed(tmp_path)
    assert (found.format, found.main, found.folder) == ("acp", tmp_path / "products.jsonl", tmp_path)
    assert find_events(tmp_path) == [tmp_path / "events.jsonl"]


def test_products_jsonl_is_a_feed_even_when_every_row_is_bad(tmp_path: Path) -> None:
    put(tmp_path, products_dot_jsonl="{bad")
    assert find_feed(tmp_path).format == "acp"


def test_events_alone_are_found_as_events(tmp_path: Path) -> None:
    put(tmp_path, events_dot_jsonl=GA4)
    assert find_feed(tmp_path).format == "ga4"
    assert find_feed(tmp_path / "events.jsonl").format == "ga4"


def test_the_format_may_be_said(tmp_path: Path) -> None:
    put(tmp_path, a_dot_csv=SHOPIFY, b_dot_tsv=GOOGLE)
    assert find_feed(tmp_path, "google_merchant").main.name == "b.tsv"
    assert find_feed(tmp_path / "a.csv", "google_merchant").format == "google_merchant"


@pytest.mark.parametrize(
    ("files", "format", "message"),
    [
        ({"a_dot_csv": SHOPIFY, "b_dot_tsv": GOOGLE}, None, r"several feeds: a.csv \(shopify\), b.tsv"),
        ({"notes_dot_txt": "words"}, None, "holds notes.txt. Known formats: acp: Agentic"),
        ({}, None, "holds nothing"),
        ({"a_dot_csv": SHOPIFY}, "magento", "No feed format 'magento'. Known formats: acp"),
        ({"a_dot_csv": SHOPIFY}, "acp", "read as acp"),
    ],
)
def test_what_cannot_be_found_is_explained(
    tmp_path: Path, files: dict[str, str], format: str | None, message: str
) -> None:
    with pytest.raises(FeedError, match=message):
        find_feed(put(tmp_path, **files), format)


def test_a_file_of_no_format_and_no_file_at_all(tmp_path: Path) -> None:
    put(tmp_path, notes_dot_txt="words")
    with pytest.raises(FeedError, match=r"notes.txt is of no format known here. Known formats: acp"):
        find_feed(tmp_path / "notes.txt")
    with pytest.raises(FeedError, match="No feed at"):
        find_feed(tmp_path / "nowhere")


def test_a_header_of_another_format_is_named(tmp_path: Path) -> None:
    put(tmp_path, a_dot_csv="name;cost\n", b_dot_csv="")
    with pytest.raises(FeedError, match="'name;cost'"):
        delimiter_of(tmp_path / "a.csv", "shopify")
    with pytest.raises(FeedError, match="no line that can be read"):
        delimiter_of(tmp_path / "b.csv", "shopify")
