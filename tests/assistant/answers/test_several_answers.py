"""One question about several things has one answer: what they share once, what is not stated once."""

from __future__ import annotations

from assistant.answers.answering import ProductAnswer
from assistant.answers.several_answers import joined_answers


def stated(said: str, slot: str = "weight") -> ProductAnswer:
    return ProductAnswer(f"Weight: {said}.", "v", slot=slot, said=said)


SILENT = ProductAnswer("The store's data does not say the weight of it.", "v", found=False, missing="weight")


def test_one_answer_is_as_it_is() -> None:
    assert joined_answers([("Mug", stated("1 kg"))]) == "Weight: 1 kg."


def test_values_of_one_slot_stand_in_a_row_and_what_is_missing_after_them() -> None:
    answers = [("Mug", stated("1 kg")), ("Cup", stated("2 kg")), ("Pot", SILENT), ("Pan", SILENT)]
    assert joined_answers(answers) == (
        "Weight: the Mug: 1 kg; the Cup: 2 kg. The store does not say it of the Pot or the Pan."
    )


def test_what_is_the_same_is_said_once() -> None:
    assert joined_answers([("Mug", stated("1 kg")), ("Cup", stated("1 kg"))]) == (
        "Weight of the Mug and the Cup: 1 kg."
    )
    vegan = ProductAnswer("Yes: the store lists it as vegan.", "v", yes="vegan")
    assert joined_answers([("Mug", vegan), ("Cup", vegan)]) == "Yes: the store lists the Mug and the Cup as vegan."


def test_a_refusal_is_one() -> None:
    assert joined_answers([("Mug", SILENT), ("Cup", SILENT)]) == (
        "The store's data does not say the weight of the Mug or the Cup."
    )
    other = ProductAnswer("The store's data does not say that about it.", "v", found=False)
    assert joined_answers([("Mug", SILENT), ("Cup", other)]) == (
        "The store's data does not say that of the Mug or the Cup."
    )


def test_answers_of_different_kinds_each_have_their_line() -> None:
    quoted = ProductAnswer("The store says of the Cup: “It is light.”", "v")
    assert joined_answers([("Mug", stated("1 kg")), ("Cup", quoted)]) == f"Weight: 1 kg.\n{quoted.text}"
