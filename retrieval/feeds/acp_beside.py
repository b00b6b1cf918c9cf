"""What may lie beside an ACP feed's products: reviews, questions, promotions, policy pages, relations."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, ValidationError

from retrieval.catalog import Answer, PolicyDocument, Promotion, Question, Relation, Review
from retrieval.feeds.cleaning import Id, Phrase, Prose, Title, html_text, paragraphs, slot_name, text
from retrieval.feeds.feed import Read, Rejected, Warned, rejection, short
from retrieval.feeds.reading import (
    MAX_LINE,
    JsonLine,
    parsed_json,
    read_json_lines,
    read_lines,
)
from retrieval.progress import Progress

_KINDS = {
    "related": "related", "upsell": "upsell", "up_sell": "upsell", "crosssell": "crosssell", "cross_sell": "crosssell",
    "needs": "needs", "fits": "fits", "replaces": "replaces",
}  # fmt: skip


def _optional(value: Any) -> Any:
    return None if value == "" else value


def _utc(at: datetime | None) -> datetime | None:
    return at and (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC))


class _Review(BaseModel):
    product_id: Id
    rating: Annotated[int, Field(ge=1, le=5)]
    id: Annotated[Id | None, BeforeValidator(_optional)] = None
    title: Phrase = ""
    body: Prose = Field(default="", validation_alias=AliasChoices("body", "text", "content"))
    author: Phrase = Field(default="", validation_alias=AliasChoices("author", "reviewer", "nickname"))
    at: Annotated[datetime | None, BeforeValidator(_optional)] = Field(
        default=None, validation_alias=AliasChoices("at", "created_at", "date")
    )

    def review(self) -> Review:
        at = _utc(self.at)
        own = (self.product_id, self.author, self.title, self.body, str(self.rating), at.isoformat() if at else "")
        review_id = self.id or hashlib.sha256("\x1f".join(own).encode()).hexdigest()[:16]
        return Review(review_id, self.product_id, self.rating, self.title, self.body, self.author, at)


class _Answer(BaseModel):
    text: Annotated[Prose, Field(min_length=1, validation_alias=AliasChoices("text", "answer", "body"))]
    author: Phrase = Field(default="", validation_alias=AliasChoices("by", "author", "answered_by"))
    at: Annotated[datetime | None, BeforeValidator(_optional)] = Field(
        default=None, validation_alias=AliasChoices("at", "answered_at", "created_at", "date")
    )
    is_store: bool = False


class _Question(BaseModel):
    product_id: Id
    text: Annotated[Prose, Field(min_length=1, validation_alias=AliasChoices("question", "text", "body"))]
    id: Annotated[Id | None, BeforeValidator(_optional)] = None
    author: Phrase = Field(default="", validation_alias=AliasChoices("asked_by", "author", "nickname"))
    at: Annotated[datetime | None, BeforeValidator(_optional)] = Field(
        default=None, validation_alias=AliasChoices("asked_at", "at", "created_at", "date")
    )
    answers: list[_Answer] = Field(default_factory=list)

    def question(self) -> Question:
        own = "\x1f".join((self.product_id, self.text))
        question_id = self.id or hashlib.sha256(own.encode()).hexdigest()[:16]
        answers = tuple(Answer(a.text, a.author, _utc(a.at), a.is_store) for a in self.answers)
        return Question(question_id, self.product_id, self.text, self.author, _utc(self.at), answers)


class _Promotion(BaseModel):
    title: Title = Field(validation_alias=AliasChoices("title", "name"))
    id: Annotated[Id | None, BeforeValidator(_optional)] = None
    description: Prose = ""
    code: Phrase = Field(default="", validation_alias=AliasChoices("code", "coupon_code"))
    active: bool = Field(default=True, validation_alias=AliasChoices("active", "is_active"))

    def promotion(self) -> Promotion:
        return Promotion(self.id or slot_name(self.title)[:100], self.title, self.description, self.code, self.active)


class _Relations(BaseModel):
    kind: Phrase = Field(validation_alias=AliasChoices("kind", "type"))
    product_id: Id = Field(validation_alias=AliasChoices("product_id", "sku", "id"))
    others: list[Id] = Field(validation_alias=AliasChoices("linked", "other_ids", "other_id"))


def read_beside(folder: Path, progress: Progress) -> Iterator[Read | Rejected | Warned]:
    """Those of `reviews.jsonl`, `questions.jsonl`, `promotions.json`, `policies/*.md` and `related.jsonl` there."""
    if (path := folder / "reviews.jsonl").is_file():
        for line in read_json_lines(path, progress):
            yield _reviewed(line, path.name)
    if (path := folder / "questions.jsonl").is_file():
        for line in read_json_lines(path, progress):
            yield _asked(line, path.name)
    if (path := folder / "promotions.json").is_file():
        yield from _promotions(path)
    if (path := folder / "policies").is_dir():
        for page in sorted(path.iterdir()):
            if page.suffix.lower() in (".md", ".txt") and page.is_file():
                yield _policy(page, folder.resolve())
    if (path := folder / "related.jsonl").is_file():
        for line in read_json_lines(path, progress):
            yield from _relations(line, path.name)


def _reviewed(line: JsonLine | Rejected, file: str) -> Read | Rejected:
    if isinstance(line, Rejected):
        return line
    try:
        return Read(file, line.number, _Review.model_validate(line.value).review())
    except ValidationError as error:
        return rejection(error, file, line.number)


def _asked(line: JsonLine | Rejected, file: str) -> Read | Rejected:
    if isinstance(line, Rejected):
        return line
    try:
        return Read(file, line.number, _Question.model_validate(line.value).question())
    except ValidationError as error:
        return rejection(error, file, line.number)


def _promotions(path: Path) -> Iterator[Read | Rejected]:
    """A JSON list; each entry is placed by the line it begins on."""
    content = _whole(path)
    if isinstance(content, Rejected):
        yield content
        return
    try:
        entries = parsed_json(content)
    except ValueError as error:
        yield Rejected(path.name, 1, "", short(content), str(error))
        return
    if not isinstance(entries, list):
        yield Rejected(path.name, 1, "", short(content), "is not a JSON list of promotions")
        return
    for number, entry in zip(_line_numbers(content), entries, strict=True):
        try:
            yield Read(path.name, number, _Promotion.model_validate(entry).promotion())
        except ValidationError as error:
            yield rejection(error, path.name, number)


def _line_numbers(content: str) -> Iterator[int]:
    """Where each entry of a valid JSON list begins."""
    decoder, between = json.JSONDecoder(), re.compile(r"[\s,]*")
    at = content.index("[") + 1
    while content[at := between.match(content, at).end()] != "]":  # type: ignore[union-attr]  # it matches anything
        yield content.count("\n", 0, at) + 1
        _, at = decoder.raw_decode(content, at)


def _policy(path: Path, folder: Path) -> Read | Rejected:
    """A page: its first heading is the title. An export may have wrapped the page as JSON with a `text`."""
    name = text(path.stem)
    file = f"{path.parent.name}/{name}{path.suffix}"
    if not path.resolve().is_relative_to(folder):
        return Rejected(file, 1, "", "", "is a link that leads out of the feed's folder")
    content = _whole(path)
    if isinstance(content, Rejected):
        return Rejected(file, content.line, content.field, content.value, content.reason)
    title = name.replace("-", " ").replace("_", " ").capitalize()
    heading = re.match(r"\s*#+[ \t]+(.+)", content)
    if heading:
        title, content = text(heading[1]) or title, content[heading.end() :]
    if content.lstrip().startswith("{"):
        try:
            wrapped = parsed_json(content)
        except ValueError:
            wrapped = {}  # prose that happens to begin with a brace
        content = str(wrapped.get("text") or "") if "text" in wrapped else content
    body = html_text(content) if re.match(r"\s*<\w", content) else paragraphs(content)
    if not body:
        return Rejected(file, 1, "text", short(title), "the page has a title but no text")
    return Read(file, 1, PolicyDocument(name, title, body))


def _relations(line: JsonLine | Rejected, file: str) -> Iterator[Read | Rejected]:
    if isinstance(line, Rejected):
        yield line
        return
    value = line.value
    if isinstance(value.get("other_id"), str):
        value = {**value, "other_id": [value["other_id"]]}
    try:
        row = _Relations.model_validate(value)
    except ValidationError as error:
        yield rejection(error, file, line.number)
        return
    kind = _KINDS.get(slot_name(row.kind))
    if kind is None:
        known = ", ".join(dict.fromkeys(_KINDS.values()))
        yield Rejected(file, line.number, "type", short(row.kind), f"is none of {known}")
        return
    for other_id in row.others:
        yield Read(file, line.number, Relation(kind, row.product_id, other_id))


def _whole(path: Path) -> str | Rejected:
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
