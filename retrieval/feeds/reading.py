"""Reading a feed's file a line at a time: encodings, the limit on a line, progress, JSON lines."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO

from retrieval.feeds.feed import FeedError, Rejected, short
from retrieval.progress import Progress, silent

MAX_LINE = 4 * 2**20  # bytes; a product with a thousand variants needs half a megabyte
_STEP = 2**18  # bytes between two calls of progress
_BEYOND_ASCII = re.compile("[^\x00-\x7f�]")


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # from 1
    text: str  # without its line end


@dataclass(frozen=True, slots=True)
class JsonLine:
    number: int
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Encoding:
    """`n_bom` bytes at the start are no text. `doubt` says why the file was not read as plain UTF-8."""

    name: str
    n_bom: int = 0
    doubt: str = ""


def encoding_of(path: Path) -> Encoding:
    """By the byte order mark, else by the bytes: UTF-8, UTF-16 or, when most high bytes are not UTF-8, Windows-1252."""
    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(codecs.BOM_UTF8):
            return Encoding("utf-8", 3)
        if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            return Encoding("utf-32", 4, "is UTF-32")
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Encoding("utf-16", 2, "is UTF-16")
        if len(head) > 3 and head[1::2].count(0) > 0.4 * len(head[1::2]):
            return Encoding("utf-16-le", 0, "is UTF-16 without a byte order mark")
        if len(head) > 3 and head[::2].count(0) > 0.4 * len(head[::2]):
            return Encoding("utf-16-be", 0, "is UTF-16 without a byte order mark")
        file.seek(0)
        return _eight_bit(file)


def _eight_bit(file: BinaryIO) -> Encoding:
    strict, loose = (codecs.getincrementaldecoder("utf-8")(errors) for errors in ("strict", "replace"))
    n_good = n_bad = offset = 0
    first_bad = ""
    is_end = False
    while not is_end:
        chunk = file.read(2**16)
        is_end = not chunk  # the decoders must see the end: a character may break off there
        n_kept_back = len(strict.getstate()[0])
        if not first_bad:
            try:
                strict.decode(chunk, is_end)
            except UnicodeDecodeError as error:
                first_bad = f"byte {offset - n_kept_back + error.start:,} (0x{error.object[error.start]:02X})"
        text = loose.decode(chunk, is_end)
        if not text.isascii():
            n_bad += text.count("�")
            n_good += len(_BEYOND_ASCII.findall(text))
        offset += len(chunk)
    if first_bad and n_bad > n_good:
        return Encoding("cp1252", 0, f"is not UTF-8 ({first_bad}); read as Windows-1252. Save it as UTF-8 to be sure")
    return Encoding("utf-8")


def read_lines(path: Path, progress: Progress = silent, encoding: Encoding | None = None) -> Iterator[Line | Rejected]:
    """Every line of the file; one that is too long or wrongly encoded comes as a rejection, and reading goes on."""
    encoding = encoding or encoding_of(path)
    if encoding.name.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(path, progress, encoding.name)
    else:
        yield from _byte_lines(path, progress, encoding)


def _byte_lines(path: Path, progress: Progress, encoding: Encoding) -> Iterator[Line | Rejected]:
    size, what, told = path.stat().st_size, f"Reading {path.name}", 0
    number = 0
    with path.open("rb") as file:
        offset = len(file.read(encoding.n_bom))
        while raw := file.readline(MAX_LINE + 1):
            number += 1
            start = offset
            offset += len(raw)
            if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
                while raw_more := file.readline(2**16):
                    offset += len(raw_more)
                    if raw_more.endswith(b"\n"):
                        break
                yield _too_long(path, number, raw[:80].decode("utf-8", "replace"), offset - start)
                continue
            if offset - told >= _STEP:
                told = offset
                progress(what, offset, size)
            try:
                text = raw.decode(encoding.name)
            except UnicodeDecodeError as error:
                near = raw[max(0, error.start - 30) : error.start + 30].decode("ascii", "replace")
                wrong = f"byte {start + error.start:,} of the file (0x{raw[error.start]:02X})"
                yield Rejected(path.name, number, "", short(near), f"{wrong} is not {encoding.name}; save it as UTF-8")
                continue
            yield Line(number, text.rstrip("\r\n"))
    progress(what, size, size)


def _wide_lines(path: Path, progress: Progress, encoding: str) -> Iterator[Line | Rejected]:
    size, what = path.stat().st_size, f"Reading {path.name}"
    number = 0
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=encoding, newline="\n") as file:
        try:
            while text := file.readline(MAX_LINE):
                number += 1
                if len(text) == MAX_LINE and not text.endswith("\n"):
                    n_characters = len(text)
                    while more := file.readline(2**16):
                        n_characters += len(more)
                        if more.endswith("\n"):
                            break
                    yield _too_long(path, number, text[:80], n_characters)
                    continue
                progress(what, min(raw.tell(), size), size)
                yield Line(number, text.rstrip("\r\n"))
        except UnicodeDecodeError as error:
            raise FeedError(
                f"{path.name} looks like {encoding.upper()}, but it cannot be read as such after line {number} "
                f"({error.reason}). Save it as UTF-8 and import it again."
            ) from error


def _too_long(path: Path, number: int, start: str, n_long: int) -> Rejected:
    return Rejected(path.name, number, "", short(start), f"is {n_long:,} bytes long; a line may have {MAX_LINE:,}")


def read_json_lines(path: Path, progress: Progress = silent) -> Iterator[JsonLine | Rejected]:
    """Every line that is not blank as a JSON object; numbers with a point are `Decimal`s."""
    for line in read_lines(path, progress):
        if isinstance(line, Rejected):
            yield line
        elif line.text.strip():
            try:
                value = parsed_json(line.text)
            except ValueError as error:
                yield Rejected(path.name, line.number, "", short(line.text), str(error))
                continue
            if isinstance(value, dict):
                yield JsonLine(line.number, value)
            else:
                yield Rejected(path.name, line.number, "", short(line.text), "is not a JSON object")


def whole_text(path: Path) -> str | Rejected:
    """A small file's text, or why there is none; Windows-1252 is read as it is."""
    size = path.stat().st_size
    if size > MAX_LINE:
        return Rejected(path.name, 1, "", "", f"is {size:,} bytes long; such a file may have {MAX_LINE:,}")
    found: list[str] = []
    for line in read_lines(path):
        if isinstance(line, Rejected):
            return line
        found.append(line.text)
    return "\n".join(found)


def parsed_json(text: str) -> Any:
    """The JSON value. Raises `ValueError` that says where it goes wrong; NaN and numbers past 10^30 are refused."""
    try:
        return json.loads(text, parse_float=_number, parse_int=_whole, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not valid JSON: {error.msg} at character {error.pos + 1:,}") from error
    except RecursionError:
        raise ValueError("is not usable JSON: it is nested too deeply") from None


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"is not usable JSON: the number {short(text, 30)} is out of range") from None
    if abs(number.adjusted()) > 30 or len(text) > 60:
        raise ValueError(f"is not usable JSON: the number {short(text, 30)} is out of range")
    return number


def _whole(text: str) -> int:
    if len(text) > 30:
        raise ValueError(f"is not usable JSON: the number {short(text, 30)} is out of range")
    return int(text)


def _no_constant(name: str) -> object:
    raise ValueError(f"is not valid JSON: {name} is no JSON number")
