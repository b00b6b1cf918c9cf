"""What may lie beside an ACP feed's products: reviews, questions, promotions, pages, relations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, ValidationError

from retrieval.catalog import Answer, Question, Relation, Review
from retrieval.feeds.cleaning import Id, Phrase, Prose, slot_name
from retrieval.feeds.feed import Read, Rejected, Warned, rejection, short
from retrieval.feeds.papers import read_papers
from retrieval.feeds.promotions import read_promotions
from retrieval.feeds.reading import JsonLine, read_json_lines
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


class _Relations(BaseModel):
    kind: Phrase = Field(validation_alias=AliasChoices("kind", "type"))
    product_id: Id = Field(validation_alias=AliasChoices("product_id", "sku", "id"))
    others: list[Id] = Field(validation_alias=AliasChoices("linked", "other_ids", "other_id"))


def read_beside(folder: Path, progress: Progress) -> Iterator[Read | Rejected | Warned]:
    """Those of `reviews.jsonl`, `questions.jsonl`, `promotions.json`, pages and `related.jsonl` that are there."""
    if (path := folder / "reviews.jsonl").is_file():
        for line in read_json_lines(path, progress):
            yield _reviewed(line, path.name)
    if (path := folder / "questions.jsonl").is_file():
        for line in read_json_lines(path, progress):
            yield _asked(line, path.name)
    if (path := folder / "promotions.json").is_file():
        yield from read_promotions(path)
    yield from read_papers(folder)
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
