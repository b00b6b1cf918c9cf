"""What an import's report looks like in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from recommender.ga4 import EventReport
from recommender.opinions.opinion_store import MiningReport
from recommender.order_log import OrderReport
from retrieval.feeds.feed import Rejected
from retrieval.indexing import IndexReport
from retrieval.report import Doubt, ImportReport
from ui.terminal_view import plain

_SHOWN = 20  # rejected rows on the screen; the report file has more


def products_view(report: ImportReport, indexed: IndexReport | None) -> RenderableType:
    changes = report.changes
    table = _counts()
    against_before = f"{changes.new:,} new, {changes.updated:,} updated, {changes.unchanged:,} unchanged"
    _count(table, "products", report.n_products, f"{against_before}, {changes.removed:,} removed")
    _count(table, "variants", report.n_variants, f"{report.n_variants_with_options:,} with options")
    for what, n in (
        ("reviews", report.n_reviews),
        ("questions", report.n_questions),
        ("promotions", report.n_promotions),
        ("documents", report.n_documents),
        ("relations", report.n_relations),
        ("pictures", report.n_pictures),
    ):
        if n:
            _count(table, what, n)
    if indexed:
        kept = f"{indexed.n_kept:,} kept, {indexed.n_removed:,} removed, {indexed.seconds:.1f} s"
        _count(table, "texts read", indexed.n_embedded, kept)
    _count(table, "rejected rows", report.n_rejected_rows)
    title = plain(f"{report.store}: {report.format} feed {report.source}, prices in {report.currency}", "bold")
    return Group(title, table, _warnings(report.warnings), rejected_view(report.rejected, report.n_rejected))


def events_view(report: EventReport) -> RenderableType:
    table = _counts()
    for name, n_lines in report.n_lines.items():
        _count(table, name, n_lines)
    _count(table, "items", report.n_items, f"{report.n_new:,} of them new; {report.n_shoppers:,} shoppers")
    if report.n_ambiguous:
        _count(table, "ambiguous", report.n_ambiguous, "items fit several products equally: taken as the first")
    for name, n_lines in report.n_other.items():
        _count(table, name, n_lines, "about no product: left out")
    _count(table, "rejected", report.n_rejected)
    title = plain(f"Events of {report.file}", "bold")
    return Group(title, table, rejected_view(report.rejected, report.n_rejected))


def mining_view(report: MiningReport) -> RenderableType:
    """What was read of the reviews."""
    table = _counts()
    kept = f"{report.n_kept:,} products kept, {report.seconds:.1f} s"
    _count(table, "products read", report.n_read, kept)
    if report.aspects:
        _count(table, "own aspects", len(report.aspects), ", ".join(report.aspects[:8]))
    if report.n_doubted:
        _count(table, "suspicious", report.n_doubted, "reviews count less")
    return Group(plain(f"What {report.n_reviews:,} reviews say", "bold"), table)


def orders_view(report: OrderReport) -> RenderableType:
    table = _counts()
    _count(table, "orders", report.n_orders, f"{report.n_new:,} of them new")
    _count(table, "rejected", report.n_rejected)
    return Group(plain(f"Orders of {report.file}", "bold"), table, rejected_view(report.rejected, report.n_rejected))


def rejected_view(rejected: Sequence[Rejected], n_rejected: int) -> RenderableType:
    """The first rejected rows, and how many more there are; nothing when there are none."""
    if not n_rejected:
        return Text()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), title_justify="left")
    for heading in ("Rejected", "Field", "Value", "Reason"):
        table.add_column(heading, overflow="fold")
    for row in rejected[:_SHOWN]:
        cells = (f"{row.file}, line {row.line}", row.field, row.value, row.reason)
        table.add_row(*(plain(cell) for cell in cells))
    if n_rejected > _SHOWN:
        return Group(table, Text(f"... and {n_rejected - _SHOWN:,} more; --report FILE has them all."))
    return table


def _warnings(warnings: Sequence[Doubt]) -> RenderableType:
    lines = []
    for doubt in warnings:
        text = f"! {doubt.text}"
        if doubt.first:
            text += f"; {doubt.first.value} in {doubt.first.file}, line {doubt.first.line}" if doubt.first.value else ""
        lines.append(plain(f"{text} ({doubt.n_rows:,}x)" if doubt.n_rows else text, "yellow"))
    return Group(*lines)


def _counts() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(justify="right")
    table.add_column(style="dim")
    return table


def _count(table: Table, what: str, n: int, more: str = "") -> None:
    table.add_row(plain(what), f"{n:,}", plain(more))
