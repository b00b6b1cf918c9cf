"""Values of notes: how many pieces are wanted, as people write it."""

from __future__ import annotations

import pytest

from assistant.notes.notation import read
from assistant.notes.values import alternatives, negated, quantity, sentences_with
from retrieval.query import Constraint, Operator


@pytest.mark.parametrize(
    ("said", "meant"), [("x2", 2), ("×3", 3), ("4x", 4), ("a pair", 2), ("twelve", 12), ("两", 2), ("xs", 0)]
)
def test_a_quantity_is_read_as_it_is_written(said: str, meant: int) -> None:
    assert quantity(read(f"find text=mugs qty={said}")[0]) == meant


def test_what_is_negated_is_one_exclusion_of_all_its_values() -> None:
    either = Constraint("color", Operator.ONE_OF, ("Red", "Coral"), required=False)
    assert negated(either) == Constraint("color", Operator.NOT, ("Red", "Coral"))
    assert negated(Constraint("color", Operator.IS, "Red")) == Constraint("color", Operator.NOT, "Red")


def test_an_exclusion_of_several_values_wins_over_each_of_them() -> None:
    out = Constraint("color", Operator.NOT, ("Red", "Coral"))
    wanted = [Constraint("color", Operator.IS, value) for value in ("Coral", "Blue")]
    assert alternatives([*wanted, out]) == (Constraint("color", Operator.IS, "Blue"), out)


def test_a_point_within_a_number_ends_no_sentence() -> None:
    assert sentences_with(["2.5 l"], "Thanks! is the 2.5 l kettle quiet? add it") == ["is the 2.5 l kettle quiet?"]
