"""CSV and TSV rows: quotes, and what happens when one never closes."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.feeds.delimited import Row, read_rows
from retrieval.feeds.feed import FeedError, Rejected


def rows_of(tmp_path: Path, content: str, delimiter: str = ",") -> list[Row | Rejected]:
    path = tmp_path / "feed.csv"
    path.write_text(content, "utf-8", newline="")
    return list(read_rows(path, delimiter, str.lower))


def values_of(found: list[Row | Rejected]) -> list[list[str]]:
    return [list(row.values.values()) for row in found if isinstance(row, Row)]


def test_quoted_cells_may_hold_anything(tmp_path: Path) -> None:
    found = rows_of(tmp_path, 'ID,Text\r\n1,"a, ""b""\r\n\r\nc"\r\n2,5" pipe\r\n\r\n,,\r\n3,\r\n')
    assert values_of(found) == [["1", 'a, "b"\n\nc'], ["2", '5" pipe'], ["3", ""]]
    assert [row.number for row in found if isinstance(row, Row)] == [2, 5, 8]


def test_missing_cells_are_empty_and_repeated_columns_are_joined(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "id,img,img,price\n1,a,b\n")
    assert isinstance(row, Row)
    assert row.values == {"id": "1", "img": "a,b", "price": ""}


def test_too_many_cells_are_a_rejection(tmp_path: Path) -> None:
    found = rows_of(tmp_path, "id,title\n1,a,b\n2,c\n")
    assert isinstance(found[0], Rejected)
    assert (found[0].line, "3 fields under 2 columns" in found[0].reason) == (2, True)
    assert values_of(found) == [["2", "c"]]


@pytest.mark.parametrize(
    "bad", ['1,"never closed', '1,"closed by the next" quote', '"1,x'],
)  # fmt: skip
def test_an_open_quote_costs_one_row(tmp_path: Path, bad: str) -> None:
    found = rows_of(tmp_path, f'id,title\n{bad}\n2,b\n3,"c"\n4,"d\ne"\n')
    assert values_of(found)[-3:] == [["2", "b"], ["3", "c"], ["4", "d\ne"]]
    assert len(found) == 4


def test_an_open_quote_at_the_end_costs_one_row(tmp_path: Path) -> None:
    found = rows_of(tmp_path, 'id,title\n1,a\n2,"b')
    assert values_of(found) == [["1", "a"]]
    assert isinstance(found[1], Rejected)
    assert "never ends" in found[1].reason


def test_an_open_quote_in_a_huge_file_is_given_up_early(tmp_path: Path) -> None:
    found = rows_of(tmp_path, 'id,title\n1,"open\n' + "2,b\n" * 5000)
    assert len(values_of(found)) == 5000


def test_tsv_rows_are_lines_whatever_their_quotes(tmp_path: Path) -> None:
    found = rows_of(tmp_path, 'id\ttitle\tx\n1\t"Rustic" mug\ty\n2\t"open\tz\n3\t"He said ""hi"""\tw\n', "\t")
    assert values_of(found) == [["1", '"Rustic" mug', "y"], ["2", '"open', "z"], ["3", 'He said "hi"', "w"]]


def test_tsv_from_a_spreadsheet_may_span_lines(tmp_path: Path) -> None:
    found = rows_of(tmp_path, 'id\ttitle\tx\n1\t"two\nlines"\ty\n2\tb\tz\n', "\t")
    assert values_of(found) == [["1", "two\nlines", "y"], ["2", "b", "z"]]


def test_no_header(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="no header line"):
        rows_of(tmp_path, "\n\n")
