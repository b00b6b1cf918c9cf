"""The models for tests fail when they should: that is what they are for."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.models.steerable import GenerationCancelled, ModelError
from assistant.testing import RecordedModel, RefusingModel, ScriptedModel, ScriptError


def test_a_script_is_followed_in_order_and_remembers_what_was_asked() -> None:
    with ScriptedModel(answers=["one two", "three"]) as model:
        assert model.invoke("first").content == "one two"
        assert next(piece.content for piece in model.stream("second", grammar="g")) == "three"
    assert [messages[-1]["content"] for messages, _ in model.asked] == ["first", "second"]
    assert model.asked[1][1]["grammar"] == "g"


def test_a_call_too_many_fails() -> None:
    model = ScriptedModel(answers=["one"])
    model.invoke("a")
    with pytest.raises(ScriptError, match="Call 2 of a model with 1 answers: 'b'"):
        model.invoke("b")


def test_an_answer_left_over_fails() -> None:
    with pytest.raises(ScriptError, match="1 of 1 answers were never asked for"), ScriptedModel(answers=["one"]):
        pass


def test_a_failing_test_is_not_hidden_by_what_is_left_over() -> None:
    with pytest.raises(KeyError, match="the real reason"), ScriptedModel(answers=["one"]):
        raise KeyError("the real reason")


def test_a_scripted_failure_is_raised() -> None:
    with pytest.raises(ModelError, match="out of order"):
        ScriptedModel(answers=[ModelError("out of order")]).invoke("a")


def test_a_scripted_answer_can_be_cancelled() -> None:
    stop = threading.Event()
    pieces = ScriptedModel(answers=["a long story"]).stream("tell", cancel=stop)
    assert next(pieces).content == "a "
    stop.set()
    with pytest.raises(GenerationCancelled):
        next(pieces)


def test_refusing_refuses() -> None:
    with pytest.raises(ScriptError, match="uses no language model, yet one was asked 'hello'"):
        RefusingModel().invoke("hello")


def test_recordings_are_played_back_and_a_miss_says_how_to_record(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    real = ScriptedModel(answers=["blue jacket"])
    RecordedModel(file=file, model_name="m", prompt_digest="d1", record=real).invoke("hi", grammar="g")
    played = RecordedModel(file=file, model_name="m", prompt_digest="d1")
    assert played.invoke("hi", grammar="g").content == "blue jacket"
    for changed in ({"model_name": "n"}, {"prompt_digest": "d2"}):
        with pytest.raises(ScriptError, match="record it anew"):
            played.model_copy(update=changed).invoke("hi", grammar="g")
    with pytest.raises(ScriptError, match="No recording"):
        played.invoke("hi", grammar="another")
    with pytest.raises(ScriptError, match="No recording"):
        played.invoke("ho", grammar="g")


class _Wish(BaseModel):
    color: str
    most: int


def test_structured_output_is_the_whole_object_or_an_error() -> None:
    from langchain_core.exceptions import OutputParserException

    good = ScriptedModel(answers=['{"color": "blue", "most": 60}'])
    assert good.with_structured_output(_Wish).invoke("x") == _Wish(color="blue", most=60)
    assert good.asked[0][1]["response_format"]["json_schema"]["schema"]["title"] == "_Wish"
    cut_off = ScriptedModel(answers=['{"color": "blue", "mo'] * 2)
    with pytest.raises(OutputParserException, match="no whole JSON object"):
        cut_off.with_structured_output({"type": "object"}).invoke("x")
    seen = cut_off.with_structured_output(_Wish, include_raw=True).invoke("x")
    assert seen["parsed"] is None
    assert isinstance(seen["parsing_error"], OutputParserException)
