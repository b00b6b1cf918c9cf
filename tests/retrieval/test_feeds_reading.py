"""Reading lines: encodings are found or named with their byte, a line has a limit, JSON says where it breaks."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.feeds.feed import FeedError, Rejected, short
from retrieval.feeds.reading import MAX_LINE, JsonLine, Line, encoding_of, parsed_json, read_json_lines, read_lines


def written(tmp_path: Path, content: bytes, name: str = "feed.jsonl") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_lines_are_numbered_and_lose_their_ends_only(tmp_path: Path) -> None:
    path = written(tmp_path, b" one \r\n\ntwo\n three")
    assert list(read_lines(path)) == [Line(1, " one "), Line(2, ""), Line(3, "two"), Line(4, " three")]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_the_usual_encodings_are_recognised(tmp_path: Path, encoding: str, found: str) -> None:
    text = "id,title\r\n1,Café “crème” – été\r\n2,plain\r\n"
    path = written(tmp_path, text.encode(encoding))
    assert encoding_of(path).name == found
    assert list(read_lines(path)) == [Line(1, "id,title"), Line(2, "1,Café “crème” – été"), Line(3, "2,plain")]


def test_a_guessed_encoding_is_a_doubt_with_its_first_byte(tmp_path: Path) -> None:
    doubt = encoding_of(written(tmp_path, "id\ncafé\n".encode("latin-1"))).doubt
    assert "byte 6 (0xE9)" in doubt
    assert "Windows-1252" in doubt
    assert encoding_of(written(tmp_path, "id\ncafé\n".encode())).doubt == ""


def test_a_character_that_breaks_off_at_the_end_counts_too(tmp_path: Path) -> None:
    assert "byte 3 (0xE9)" in encoding_of(written(tmp_path, "café".encode("latin-1"))).doubt


def test_a_broken_byte_in_a_utf8_file_costs_its_line_and_names_the_byte(tmp_path: Path) -> None:
    path = written(tmp_path, "café\nthé vert\nbad ".encode() + b"\xff" + "\nété\n".encode())
    good_and_bad = list(read_lines(path))
    assert [line.text for line in good_and_bad if isinstance(line, Line)] == ["café", "thé vert", "été"]
    (rejected,) = [line for line in good_and_bad if isinstance(line, Rejected)]
    assert rejected.line == 3
    assert "byte 20 of the file (0xFF)" in rejected.reason
    assert path.read_bytes()[20] == 0xFF


def test_a_character_cut_by_the_block_of_the_scan_is_no_error(tmp_path: Path) -> None:
    path = written(tmp_path, b"a" * (2**16 - 1) + "é\n".encode())
    assert encoding_of(path).doubt == ""


def test_utf16_that_breaks_off_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "one\ntwo\n".encode("utf-16") + b"\x00\xd8\n\x00")
    with pytest.raises(FeedError, match="Save it as UTF-8"):
        list(read_lines(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_past_the_limit_is_one_rejection_and_reading_goes_on(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, ("first\n" + "x" * (10 * 2**20) + "\nlast\n").encode(encoding))
    first, rejected, last = read_lines(path)
    assert (first, last) == (Line(1, "first"), Line(3, "last"))
    assert isinstance(rejected, Rejected)
    assert rejected.line == 2
    assert f"{MAX_LINE:,}" in rejected.reason
    assert len(rejected.value) <= 80


def test_a_long_line_is_never_held_as_a_whole(tmp_path: Path) -> None:
    path = written(tmp_path, b"x" * (32 * 2**20) + b"\nlast\n")
    tracemalloc.start()
    found = list(read_lines(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 2
    assert peak < 4 * MAX_LINE


def test_a_line_at_the_limit_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"x" * (MAX_LINE - 1) + b"\nlast")
    assert [line.number for line in read_lines(path) if isinstance(line, Line)] == [1, 2]


def test_progress_ends_at_the_size_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, b"abc\n" * 200_000)
    told: list[tuple[str, int, int]] = []
    list(read_lines(path, lambda *step: told.append(step)))
    assert told[-1] == ("Reading feed.jsonl", 800_000, 800_000)
    assert len(told) > 2
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": 1,}', "character 10"),
        ("[1, 2]", "not a JSON object"),
        ("nonsense", "character 1"),
        ('{"a": NaN}', "NaN"),
        ('{"a": 1e999999999}', "out of range"),
        ('{"a": ' + "9" * 5000 + "}", "out of range"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"a": "' + "b", "character 7"),
    ],
)
def test_bad_json_says_what_and_where(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path, f'{{"id": 1}}\n\n{line}\n{{"id": 2}}\n'.encode())
    one, bad, two = read_json_lines(path)
    assert (one, two) == (JsonLine(1, {"id": 1}), JsonLine(4, {"id": 2}))
    assert isinstance(bad, Rejected)
    assert bad.line == 3
    assert reason in bad.reason


def test_numbers_with_a_point_are_exact() -> None:
    assert parsed_json("[0.1, 2]") == [Decimal("0.1"), 2]


def test_values_in_reports_are_short_and_printable() -> None:
    assert short("a\x1b[31m\nb") == "a�[31m b"
    assert len(short("x" * 10**6)) == 80
