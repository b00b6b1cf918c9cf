"""Which format a file has, by its own first lines; and which file of a folder is the feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from retrieval.feeds.feed import FeedError, Rejected, Source
from retrieval.feeds.reading import parsed_json, read_lines

FORMATS = {
    "acp": "Agentic Commerce Protocol (products.jsonl)",
    "google_merchant": "Google Merchant (TSV with id, title, price, ...)",
    "shopify": "Shopify (CSV with Handle or URL handle, Title, ...)",
    "ga4": "GA4 events (JSONL with event_name)",
}
EVENTS = "ga4"
_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv", ".txt")
_DELIMITERS = ("\t", ",", ";")
_N_LINES = 20


def format_of(path: Path) -> str:
    """`acp`, `google_merchant`, `shopify`, `ga4`, or empty when the first lines are none of them."""
    for text in _first_lines(path):
        if text.lstrip().startswith("{"):
            if found := _json_format(text):
                return found
        elif found := next(
            (f for f in ("google_merchant", "shopify") for d in _DELIMITERS if _is_header(f, text, d)), ""
        ):
            return found
        elif path.suffix.lower() not in (".jsonl", ".ndjson"):
            return ""  # a table's header is its first line
    return "acp" if path.name == "products.jsonl" else ""


def delimiter_of(path: Path, format: str) -> str:
    """What separates the columns of the header. Raises `FeedError` when the header is not one of the format."""
    for text in islice(_first_lines(path), 1):
        for delimiter in _DELIMITERS:
            if _is_header(format, text, delimiter):
                return delimiter
        raise FeedError(
            f"{path.name} is no {FORMATS[format]} feed: its first line is {text[:120]!r}. "
            "Export it again with its header line."
        )
    raise FeedError(f"{path.name} has no line that can be read. A {FORMATS[format]} feed begins with a header line.")


def find_feed(feed: Path, format: str | None = None) -> Source:
    """The products' file of a folder, or the file itself. Raises `FeedError` that says what was found instead."""
    if format is not None and format not in FORMATS:
        raise FeedError(f"No feed format {format!r}. Known formats: {_known()}.")
    if feed.is_file():
        found = format or format_of(feed)
        if not found:
            raise FeedError(f"{feed} is of no format known here. Known formats: {_known()}. Say which with --format.")
        return Source(found, feed, feed.parent)
    if not feed.is_dir():
        raise FeedError(f"No feed at {feed}. Give a feed's file, or the folder it lies in.")
    files = {path: format_of(path) for path in sorted(feed.iterdir()) if _may_be_feed(path)}
    wanted = [p for p, f in files.items() if (f == format if format else f and f != EVENTS)]
    if format and not wanted:
        wanted = [p for p, f in files.items() if not f and p.stem.startswith("products")]
    if not wanted and not format:
        wanted = [p for p, f in files.items() if f == EVENTS]
    if len(wanted) == 1:
        return Source(format or files[wanted[0]], wanted[0], feed)
    if wanted:
        names = ", ".join(f"{p.name} ({files[p] or format})" for p in wanted)
        raise FeedError(f"{feed} holds several feeds: {names}. Give the file of the one to import.")
    what = ", ".join(sorted(p.name for p in feed.iterdir())[:12]) or "nothing"
    as_format = f" as {format}" if format else ""
    raise FeedError(f"Nothing in {feed} can be read{as_format}: it holds {what}. Known formats: {_known()}.")


def find_events(folder: Path) -> list[Path]:
    """The files of GA4 events in a folder."""
    return [path for path in sorted(folder.iterdir()) if _may_be_feed(path) and format_of(path) == EVENTS]


def _may_be_feed(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")


def _first_lines(path: Path) -> Iterator[str]:
    for line in islice(read_lines(path), _N_LINES):
        if not isinstance(line, Rejected) and line.text.strip():
            yield line.text


def _json_format(text: str) -> str:
    try:
        value = parsed_json(text)
    except ValueError:
        return ""
    if "event_name" in value or "events" in value:
        return EVENTS
    return "acp" if "variants" in value and "id" in value else ""


def _is_header(format: str, text: str, delimiter: str) -> bool:
    cells = {
        re.sub(r"[\s_-]+", "_", cell.strip().strip('"').lower().removeprefix("g:")) for cell in text.split(delimiter)
    }
    if format == "shopify":
        return "title" in cells and bool(cells & {"handle", "url_handle", "option1_name", "variant_price"})
    return {"id", "title"} <= cells and bool(cells & {"price", "availability", "image_link"})


def _known() -> str:
    return ", ".join(f"{name}: {what}" for name, what in FORMATS.items())
