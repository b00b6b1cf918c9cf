"""Rows of CSV and TSV files with the line each began on; a quote that never closes costs one row, not the rest."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.feeds.feed import FeedError, Rejected, short
from retrieval.feeds.reading import MAX_LINE, Line, read_lines
from retrieval.progress import Progress, silent

_MAX_LINES = 2000  # a quoted text that spans more lines is a quote that was never closed


@dataclass(frozen=True, slots=True)
class Row:
    """`values` by column name, every column of the header; one that comes several times is joined by commas."""

    number: int
    values: Mapping[str, str]


class _OpenQuote(Exception):  # not an error: the way out of the csv module
    """The record goes on past the end of the file or past every bound."""


def read_rows(
    path: Path, delimiter: str, column: Callable[[str], str], progress: Progress = silent
) -> Iterator[Row | Rejected]:
    """Every row under the header; `column` spells a header cell as the caller looks it up. Blank lines are no rows.

    Raises `FeedError` when there is no header.
    """
    records = _Records(read_lines(path, progress), delimiter, path.name)
    header: list[str] | None = None
    for record in records.all():
        if isinstance(record, Rejected):
            yield record
        elif header is None:
            header = [column(cell) for cell in record[1]]
            records.n_columns = len(header)
        else:
            number, cells = record
            if len(cells) > len(header):
                reason = f"has {len(cells)} fields under {len(header)} columns; is one with a {delimiter!r} not quoted?"
                yield Rejected(path.name, number, "", short(delimiter.join(cells)), reason)
                continue
            values = dict.fromkeys(header, "")
            for name, cell in zip(header, cells, strict=False):
                values[name] = f"{values[name]},{cell}" if values[name] and cell else values[name] or cell
            yield Row(number, values)
    if header is None:
        raise FeedError(f"{path.name} has no header line. The first line of a feed names its columns.")


class _Records:
    def __init__(self, lines: Iterator[Line | Rejected], delimiter: str, file: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._file = file
        self._waiting: deque[Line | Rejected] = deque()
        self._taken: list[Line] = []
        self.n_columns = 0  # of the header; 0 until it is known

    def all(self) -> Iterator[tuple[int, list[str]] | Rejected]:
        while (first := self._next()) is not None:
            if isinstance(first, Rejected):
                yield first
            elif not first.text.strip(" \t" + self._delimiter):
                continue
            elif '"' not in first.text:
                yield first.number, first.text.split(self._delimiter)
            elif (cells := self._plain(first.text)) is not None:
                yield first.number, cells
            else:
                yield self._quoted(first)

    def _next(self) -> Line | Rejected | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _plain(self, text: str) -> list[str] | None:
        """A TSV line with exactly the header's columns is a row, whatever quotes are in it.

        TSV has no quoting, though spreadsheets quote a cell and double its quotes, which is undone.
        """
        if self._delimiter != "\t" or not self.n_columns:
            return None
        cells = text.split("\t")
        return [_unquoted(cell) for cell in cells] if len(cells) == self.n_columns else None

    def _quoted(self, first: Line) -> tuple[int, list[str]] | Rejected:
        self._taken = []
        try:
            cells = next(csv.reader(self._feeding(first), delimiter=self._delimiter, strict=True))
        except _OpenQuote:
            reason = "a quoted text begins on this line and never ends"
        except csv.Error as error:
            reason = f"a quoted text on this line is not closed properly ({error})"
            if len(self._taken) == 1 and (forgiven := self._forgiven(first.text)) is not None:
                return first.number, forgiven
        else:
            if len(self._taken) == 1 or not self.n_columns or len(cells) <= self.n_columns:
                return first.number, cells
            reason = f"has {len(cells)} fields under {self.n_columns} columns; is a quote not closed?"
        # What was swallowed after the first line may be good rows: they are read again on their own.
        self._waiting.extendleft(reversed(self._taken[1:]))
        return Rejected(self._file, first.number, "", short(first.text), reason)

    def _forgiven(self, text: str) -> list[str] | None:
        """The cells of `"Rustic" mug,9`: wrong, but there is no doubt where the row ends."""
        try:
            return next(csv.reader([_one_line(text)], delimiter=self._delimiter))
        except csv.Error:
            return None

    def _feeding(self, first: Line) -> Iterator[str]:
        line: Line | Rejected | None = first
        n_characters = 0
        while isinstance(line, Line):
            self._taken.append(line)
            n_characters += len(line.text)
            if len(self._taken) > _MAX_LINES or n_characters > MAX_LINE:
                raise _OpenQuote
            yield _one_line(line.text) + "\n"
            line = self._next()
        if line is not None:
            self._waiting.appendleft(line)
        raise _OpenQuote


def _one_line(text: str) -> str:
    """A carriage return inside a line is a line break to the csv module, and to no one else."""
    return text.replace("\r", " ")


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell
