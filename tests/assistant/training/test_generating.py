"""Generated training rows: the same for a seed, every label true, the shares that were promised."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.notes.grammar import understanding_grammar
from assistant.notes.notation import INTENTS
from assistant.training.checking import problems
from assistant.training.generating import SHARE_WRITTEN, GeneratedRow, NothingToTalkAboutError, Report, rows
from assistant.understanding_eval.format import read_annotated
from retrieval.catalog import Catalog
from tests.assistant.notes.test_grammar import allows
from tests.assistant.training.judged import annotated, copied

N = 3_000


@pytest.fixture(scope="module")
def made(shop: Catalog) -> tuple[list[GeneratedRow], Report]:
    report = Report()
    return list(rows(shop, seed=5, n=N, report=report)), report


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(shop: Catalog) -> None:
    first, again, other = (list(rows(shop, seed=seed, n=150, report=Report())) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_no_row_has_a_label_that_does_not_hold(made: tuple[list[GeneratedRow], Report]) -> None:
    _, report = made
    assert report.n_rows == N
    assert [(row.message, why) for row, why in report.wrong] == []


def test_the_real_grammar_of_the_message_allows_the_notes(made: tuple[list[GeneratedRow], Report]) -> None:
    for row in made[0][::23]:
        grammar = understanding_grammar(row.message, len(row.shown))
        assert allows(grammar, row.notes), (row.message, row.notes)


def test_a_model_that_only_copies_passes_and_one_that_invents_does_not(made: tuple[list[GeneratedRow], Report]) -> None:
    row = next(row for row in made[0] if " color=" in row.notes)
    wrong = row.notes.replace(" color=", " color=vermilion ")
    assert problems(row.message, wrong, len(row.shown))


@pytest.mark.parametrize(
    ("message", "notes"),
    [
        ("a blue bag", "find text=red bag"),
        ("a leather bag", "find text=bag material!=leather"),
        ("add it", "add ref=1"),
        ("add it", "add ref=it; cart"),
        ("a bag under 60", "find text=bag price<=50"),
        ("a bag", "find text=bag shade=bag"),
        ("thanks", "thanks text=thanks"),
        ("a bag", "look text=bag"),
    ],
)
def test_the_checker_finds_what_was_not_said(message: str, notes: str) -> None:
    assert problems(message, notes, 0)


def test_every_act_language_and_typo_level_has_its_share(made: tuple[list[GeneratedRow], Report]) -> None:
    rows_made, report = made
    acts = report.counts["act"]
    assert set(acts) == set(INTENTS)
    assert min(acts.values()) >= 0.002 * N
    languages = Counter(row.lang for row in rows_made)
    assert 0.23 <= languages["zh"] / N <= 0.27
    assert 0.02 <= languages["mixed"] / N <= 0.06
    by_rule = [row.typos for row in rows_made if row.turn]
    assert 0.40 <= by_rule.count("none") / len(by_rule) <= 0.50
    assert 0.15 <= by_rule.count("many") / len(by_rule) <= 0.25
    assert 0.03 <= sum(report.counts["hard"].values()) / len(by_rule) <= 0.15
    assert abs(report.n_written / N - SHARE_WRITTEN) < 0.05
    assert len(report.counts["hard"]) == 11
    assert 0.03 <= (acts["other"] + acts["unclear"]) / N <= 0.12
    assert sum(";" in row.notes for row in rows_made) / N >= 0.05


def test_every_form_of_the_notation_is_written(made: tuple[list[GeneratedRow], Report]) -> None:
    notes = " ".join(row.notes + " " for row in made[0])
    keys = ("recipient=", "occasion=", "by=", "owns=", "qty=", "rating>=", "sort=", "any=", "with>=", "price>=",
            "price~", "color~", "color!=", "brand!=", "..", "|", "fix ref=", "bundle text=", "bundle ref=")  # fmt: skip
    assert [key for key in keys if key not in notes] == []


def test_most_messages_are_said_once(made: tuple[list[GeneratedRow], Report]) -> None:
    assert len({row.message for row in made[0]}) > 0.75 * N


def test_a_store_without_kinds_of_things_is_refused() -> None:
    with pytest.raises(NothingToTalkAboutError, match="0 kinds"):
        list(rows(Catalog([], currency="USD"), seed=1, n=1, report=Report()))


def test_nothing_of_the_annotated_dialogues_is_learned(made: tuple[list[GeneratedRow], Report]) -> None:
    """Short messages that anybody says ("hi", "the 2nd one") may be in both; whole sentences may not."""
    if not annotated():
        pytest.skip("no annotated dialogues here")
    assert copied((row.message for row in made[0]), annotated(), words=4, characters=8) == set()


def test_what_is_copied_from_an_annotated_dialogue_is_found(tmp_path: Path) -> None:
    (tmp_path / "shop" / "paraphrases").mkdir(parents=True)
    (tmp_path / "shop" / "talk.yaml").write_text(
        "{id: a, lang: zh, typos: none, turns: [{say: 想要一双防水的登山鞋，42码, acts: [{find: {}}], need: []},"
        " {say: 'are they heavy?', acts: [{ask_product: {}}]}, {say: 'Hi!', acts: [{greet: {}}]}]}",
        encoding="utf-8",
    )
    (tmp_path / "shop" / "paraphrases" / "talk.yaml").write_text(
        "[{of: a, turn: 2, say: 'Do they weigh much, I wonder?'}]", encoding="utf-8"
    )
    own = ["想要一双防水的登山鞋 42码", "do they weigh much I wonder", "are they heavy", "hi", "a mug for my aunt"]
    dialogues = read_annotated(tmp_path)
    assert copied(own, dialogues, words=4, characters=8) == set(own[:2])
    assert copied(own, dialogues, words=2, characters=8) == set(own[:3])
