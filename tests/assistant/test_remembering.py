"""A model whose answers are kept: asked once, whoever asks again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.models.remembering import RememberingModel
from assistant.models.steerable import ModelError
from assistant.testing import ScriptedModel

CHAT = [("system", "take notes"), ("user", "a blue jacket")]


def remembering(asked: ScriptedModel, file: Path, weights: str = "a") -> RememberingModel:
    return RememberingModel(asked=asked, file=file, weights=weights)


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    with ScriptedModel(answers=["find text=jacket"], certainty=0.7) as model:
        first = remembering(model, file).invoke(CHAT, grammar="root ::= x", certainty=True, cancel=lambda: False)
    with ScriptedModel(answers=[]) as nobody:
        again = remembering(nobody, file).invoke(CHAT, grammar="root ::= x", certainty=True, cancel=lambda: True)
    assert first.text == again.text == "find text=jacket"
    assert again.response_metadata["certainty"] == first.response_metadata["certainty"] == 0.7
    assert again.response_metadata["finish_reason"] == "stop"
    assert len(file.read_text("utf-8").splitlines()) == 1


def test_another_message_grammar_length_or_model_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    with ScriptedModel(answers=["one", "two", "three", "four", "five"]) as model:
        said = [
            remembering(model, file).invoke(CHAT).text,
            remembering(model, file).invoke([*CHAT, ("user", "in M")]).text,
            remembering(model, file).invoke(CHAT, grammar="root ::= x").text,
            remembering(model, file).invoke(CHAT, max_tokens=4).text,
            remembering(model, file, weights="b").invoke(CHAT).text,
        ]
    assert said == ["one", "two", "three", "four", "five"]


def test_nothing_is_kept_of_a_model_that_fails(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    with ScriptedModel(answers=[ModelError("gone"), "find text=jacket"]) as model:
        kept = remembering(model, file)
        with pytest.raises(ModelError, match="gone"):
            kept.invoke(CHAT)
        assert not file.exists()
        assert kept.invoke(CHAT).text == "find text=jacket"
    assert json.loads(file.read_text("utf-8"))["answer"] == "find text=jacket"


@pytest.mark.parametrize("text", ["- id: six\n  lang: en\n", '{"figures": {}}\n', "[1]\n"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "dialogues.yaml"
    file.write_text(text, "utf-8")
    with ScriptedModel(answers=[]) as model, pytest.raises(ModelError, match="holds no answers"):
        remembering(model, file).invoke(CHAT)
    assert file.read_text("utf-8") == text
