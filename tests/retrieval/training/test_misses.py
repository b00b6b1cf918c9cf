from __future__ import annotations

from pathlib import Path

from retrieval.encoder import HashEncoder
from retrieval.judgments import Judgments, Split
from retrieval.training.misses import drawn, find, found_once
from tests.retrieval.training import tiny

GRADED = tiny.judgments()


class Counting(HashEncoder):
    n = 0

    def encode(self, texts):  # type: ignore[no-untyped-def]
        self.n += len(texts)
        return super().encode(texts)


def test_what_is_asked_for_is_found_first_and_its_kin_next() -> None:
    found = find(GRADED, HashEncoder(), ["mug red", "kettle gold"], [*GRADED.titles], n=12)
    assert found["mug red"][0] == "mug-red"
    assert found["kettle gold"][0] == "kettle-gold"
    assert sum("kettle" in i or "gold" in i for i in found["kettle gold"]) == 12


def test_the_pool_has_what_was_judged_and_others_up_to_the_size() -> None:
    queries = GRADED.queries(Split.VALIDATION)
    pool = drawn(GRADED, queries, 50, seed=1)
    assert len(pool) == len(set(pool)) == 50
    assert {i for q in queries for i in GRADED.grades[q]} <= set(pool)
    assert drawn(GRADED, queries, 50, seed=1) == pool != drawn(GRADED, queries, 50, seed=2)
    assert len(drawn(GRADED, queries, 10**6, seed=1)) == len(GRADED.titles)


def test_a_run_taken_up_again_does_not_look_again_unless_something_changed(tmp_path: Path) -> None:
    encoder, pool = Counting(), [*GRADED.titles]
    first = found_once(tmp_path, GRADED, encoder, ["mug red"], pool)
    n = encoder.n
    assert found_once(tmp_path, GRADED, encoder, ["mug red"], pool) == first
    assert encoder.n == n
    found_once(tmp_path, Judgments(GRADED.titles, GRADED.grades, "other"), encoder, ["mug red"], pool)
    assert encoder.n == 2 * n
