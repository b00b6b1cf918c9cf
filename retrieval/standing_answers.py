"""The owner's standing answers: to questions about a product, or about the store; they stay when a feed is imported.

One about a product stands among what was asked of it, answered by the store. One about the store is a paper of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from retrieval.catalog import Answer, PolicyDocument, Question
from retrieval.nearness import Nearness
from retrieval.records import moment
from retrieval.tokens import STOP_WORDS, tokens

SAME = 0.8  # cosine of two questions that one answer serves, as in `assistant.answers.quoting`
ANSWERED = "answer-"  # how the ids of these questions and papers begin
_answers = Table(
    "standing_answers",
    MetaData(),  # of its own: an import leaves it alone
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("product_id", String, nullable=False),  # empty: of the store
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("undone_at", BigInteger),
    sqlite_autoincrement=True,
)


class StandingAnswerError(ValueError):
    """A standing answer that cannot be kept, or taken back."""


@dataclass(frozen=True, slots=True)
class StandingAnswer:
    """`id` is 0 before it is kept; without `product_id` it is of the store."""

    question: str
    answer: str
    product_id: str = ""
    at: datetime | None = None
    id: int = 0


def keep_answer(engine: Engine, answer: StandingAnswer, at: datetime) -> StandingAnswer:
    """Keeps it; gives it with its number. Raises `StandingAnswerError` for one that says nothing."""
    if not answer.question.strip() or not answer.answer.strip():
        raise StandingAnswerError("A standing answer takes a question and an answer; one of them is empty.")
    _answers.metadata.create_all(engine)
    row = {
        "product_id": answer.product_id, "question": answer.question.strip(), "answer": answer.answer.strip(),
        "at": moment(at),
    }  # fmt: skip
    with engine.begin() as connection:
        key = connection.execute(insert(_answers).values(row)).inserted_primary_key
    return replace(answer, at=at, id=int(key[0]) if key else 0)


def take_back_answer(engine: Engine, number: int, at: datetime) -> None:
    """From now on it is not said. Raises `StandingAnswerError` for a number that none of those that hold has."""
    known = {one.id for one in standing_answers(engine)}
    if number not in known:
        raise StandingAnswerError(f"No standing answer has the number {number}.")
    with engine.begin() as connection:
        connection.execute(update(_answers).where(_answers.c.id == number).values(undone_at=moment(at)))


def standing_answers(engine: Engine, product_id: str | None = None) -> tuple[StandingAnswer, ...]:
    """Those that hold, oldest first: all, those of a product, or (empty id) those of the store."""
    if not inspect(engine).has_table(_answers.name):
        return ()
    wanted = select(_answers).where(_answers.c.undone_at.is_(None)).order_by(_answers.c.id)
    if product_id is not None:
        wanted = wanted.where(_answers.c.product_id == product_id)
    with engine.connect() as connection:
        return tuple(
            StandingAnswer(row.question, row.answer, row.product_id, _time(row.at), row.id)
            for row in connection.execute(wanted)
        )


def answered_questions(engine: Engine, product_id: str, store_name: str = "") -> list[Question]:
    """The standing answers of a product, as questions that the store answered; the newest first."""
    return [
        Question(
            f"{ANSWERED}{one.id}", product_id, one.question, at=one.at,
            answers=(Answer(one.answer, store_name, one.at, is_store=True),),
        )
        for one in reversed(standing_answers(engine, product_id))
    ]  # fmt: skip


def questions_of_store(engine: Engine) -> list[str]:
    """The questions to the store that have a standing answer."""
    return [one.question for one in standing_answers(engine, "")]


def answered_papers(engine: Engine) -> list[PolicyDocument]:
    """The standing answers of the store, each a paper with the question as its title."""
    return [
        PolicyDocument(f"{ANSWERED}{one.id}", one.question, f"# {one.question}\n\n{one.answer}\n")
        for one in standing_answers(engine, "")
    ]


def same_question(question: str, standing: Sequence[str], nearness: Nearness) -> int | None:
    """Which of the standing questions this is: by its words, else by its meaning; None for none."""
    wanted = _said(question)
    if not wanted or not standing:
        return None
    for n, other in enumerate(standing):
        if _said(other) == wanted:
            return n
    near = nearness.to(question, standing)
    likest = max(range(len(standing)), key=lambda n: near[n])
    return likest if near[likest] >= SAME else None


def _said(question: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(question) if token.word not in STOP_WORDS)


def _time(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
