from __future__ import annotations

from retrieval.judgments import Judgments, Split
from retrieval.training.lessons import POOR, Lesson, Lessons
from tests.retrieval.training import tiny

GRADED = tiny.judgments()
QUERIES = GRADED.queries(Split.TRAIN)
FOUND = {query: [*GRADED.titles][:40] for query in QUERIES}


def lessons(found: dict[str, list[str]] = FOUND, judgments: Judgments = GRADED, n_wrong: int = 4) -> Lessons:
    queries = judgments.queries(Split.TRAIN)
    return Lessons(judgments, queries, found, batch=8, n_wrong=n_wrong, seed=7)


def test_every_lesson_has_an_answer_and_nothing_that_answers_among_the_wrong() -> None:
    made = lessons()
    for step in range(2 * made.steps_an_epoch):
        for lesson in made.at(step):
            grades = GRADED.grades[lesson.query]
            assert lesson.right in GRADED.relevant(lesson.query)
            assert all(grades.get(i, 0.0) < POOR for i in lesson.wrong)
            assert lesson.grades == (grades[lesson.right], *(grades.get(i, 0.0) for i in lesson.wrong))
            assert len(lesson.wrong) == 4


def test_an_epoch_has_every_query_once_and_the_next_another_order() -> None:
    made = lessons()
    epochs = [
        [lesson.query for step in range(made.steps_an_epoch) for lesson in made.at(epoch * made.steps_an_epoch + step)]
        for epoch in range(2)
    ]
    assert all(len(set(own)) == len(own) == made.steps_an_epoch * 8 for own in epochs)
    assert epochs[0] != epochs[1]


def test_a_step_is_the_same_whenever_it_is_asked_for() -> None:
    assert lessons().at(5) == lessons().at(5)
    assert [lesson.wrong for lesson in lessons().at(5)] != [lesson.wrong for lesson in lessons().at(6)]


def test_what_was_found_first_and_not_graded_may_be_an_answer_and_is_left_out() -> None:
    first = {query: [i for i in GRADED.titles if i not in GRADED.grades[query]][:10] for query in QUERIES}
    drawn: list[Lesson] = [lesson for step in range(30) for lesson in lessons(first).at(step)]
    assert all(not {*first[lesson.query][:3]} & {*lesson.wrong} for lesson in drawn)
    assert any({*first[lesson.query][3:]} & {*lesson.wrong} for lesson in drawn)


def test_a_product_that_is_neither_right_nor_wrong_is_no_lesson() -> None:
    unsure = {q: {**g, "tent-red": 2.5} for q, g in GRADED.grades.items() if "shelter" not in q}
    made = lessons({}, Judgments(GRADED.titles, unsure, ""))
    drawn = [lesson for step in range(20) for lesson in made.at(step)]
    assert all("tent-red" not in (lesson.right, *lesson.wrong) for lesson in drawn)
