"""What `eval answers` counts as right, and the files that it reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrieval.documents import Passage
from ui.eval.answers import AskedOfPapers, half_of, judged_passage, read_papers
from ui.eval.frame import EvalError

WITHIN = Passage("returns", "Returns", "You may return anything within 30 days.", 1.0)
KEPT = Passage("returns", "Returns", "Knives stay.", 1.0)
SHARED = Path(__file__).resolve().parents[1] / "retrieval" / "papers" / "questions.tsv"


@pytest.mark.parametrize(
    ("papers", "passage", "judged"),
    [
        ({"returns"}, WITHIN, "right"),
        ({"exchange", "returns"}, WITHIN, "right"),
        ({"returns"}, KEPT, "another passage"),
        ({"delivery"}, WITHIN, "wrong paper"),
        ({"returns"}, None, "missed"),
        (set(), None, "right"),
        (set(), WITHIN, "wrong paper"),
    ],
)
def test_a_passage_is_right_where_its_paper_and_its_words_are(
    papers: set[str], passage: Passage | None, judged: str
) -> None:
    asked = AskedOfPapers("can I return it?", frozenset(papers), re.compile("30 days"))
    assert judged_passage(asked, passage) == judged


def test_the_questions_that_ship_read_and_stand_in_both_halves() -> None:
    for name in ("sample", "luma"):
        asked = read_papers(SHARED, name)
        assert {half_of(one.question) for one in asked} == {0, 1}
        assert any(not one.papers for one in asked)
    assert read_papers(SHARED, "nobody") == []


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_text("# store\nsample\tonly two\n", encoding="utf-8")
    with pytest.raises(EvalError, match="line 2 has 2 columns, expected 4"):
        read_papers(file, "sample")


def test_halves_are_those_of_the_question_s_digest() -> None:
    questions = [f"is it {n} meters long?" for n in range(40)]
    halves = [half_of(question) for question in questions]
    assert {*halves} == {0, 1}
    assert halves == [half_of(question) for question in questions]
