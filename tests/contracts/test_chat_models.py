"""What every language model of the assistant promises: streams, grammars, JSON, and a stop that stops."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.models.llama_model import LlamaChatModel
from assistant.models.steerable import GenerationCancelled, SteerableChatModel
from assistant.models.transformers_model import TransformersChatModel
from assistant.models.weights import known, on_disk
from assistant.testing import ScriptedModel

SCHEMA = {
    "title": "Need",
    "type": "object",
    "properties": {"color": {"enum": ["red", "blue"]}, "most": {"type": "integer", "minimum": 0, "maximum": 99}},
    "required": ["color", "most"],
    "additionalProperties": False,
}


def scripted() -> SteerableChatModel:
    story = "once upon a time there was a very long story " * 20
    return ScriptedModel(
        answers=["yes", '{"color": "blue", "most": 60}', story, story, story, "yes", "yes"], seconds_a_word=0.01
    )


def _weights(make: Callable[..., SteerableChatModel]) -> Callable[[], SteerableChatModel]:
    def made() -> SteerableChatModel:
        file = on_disk(known("small"))
        if file is None:
            pytest.skip("the small weights are not on this disk; `shelftalk models pull small` fetches them")
        return make(path=file)

    return made


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(scripted, id="scripted"),
        pytest.param(_weights(LlamaChatModel), id="llama", marks=pytest.mark.model),
        pytest.param(
            _weights(TransformersChatModel),
            id="transformers",
            marks=[
                pytest.mark.model,
                pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of transformers' own loading code
            ],
        ),
    ],
)
def model(request: pytest.FixtureRequest) -> Iterator[SteerableChatModel]:
    """One model for all tests below, which run in this order."""
    made = request.param()
    yield made
    if isinstance(made, LlamaChatModel):
        made.close()


def test_it_answers_within_the_grammar(model: SteerableChatModel) -> None:
    asked = [SystemMessage("You answer in one word."), HumanMessage("Is water wet?")]
    answer = model.invoke(asked, grammar='root ::= "yes" | "no"', certainty=True)
    assert answer.text in ("yes", "no")
    assert 0 < answer.response_metadata["certainty"] <= 1


def test_it_gives_objects_of_a_schema(model: SteerableChatModel) -> None:
    found = model.with_structured_output(SCHEMA).invoke("A blue jacket for at most 60 dollars, as JSON:")
    assert isinstance(found, dict)
    assert set(found) == {"color", "most"}
    assert found["color"] in ("red", "blue")
    assert json.dumps(found)


def test_it_streams_in_pieces(model: SteerableChatModel) -> None:
    pieces = [piece.text for piece in model.stream("Tell a story of a shop.", max_tokens=12)]
    assert len([piece for piece in pieces if piece]) >= 3


def test_a_closed_stream_stops_the_model(model: SteerableChatModel) -> None:
    story = model.stream("Tell a very long story of a shop.", max_tokens=1_000)
    next(story)
    story.close()  # type: ignore[attr-defined]  # a generator
    assert idle_soon()


def test_a_cancelled_answer_stops_the_model(model: SteerableChatModel) -> None:
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    with pytest.raises(GenerationCancelled):
        model.invoke("Tell a very long story of a shop.", max_tokens=1_000, cancel=stop)
    assert idle_soon()


def test_it_answers_after_being_stopped(model: SteerableChatModel) -> None:
    assert model.invoke("Is water wet?", grammar='root ::= "yes" | "no"').text in ("yes", "no")


def test_an_answer_that_is_not_wanted_any_more_is_not_begun(model: SteerableChatModel) -> None:
    with pytest.raises(GenerationCancelled):
        model.invoke("Is water wet?", cancel=lambda: True)


def idle_soon() -> bool:
    """Whether this process stops computing within seconds: decoding on would use all of a core."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        before, began = time.process_time(), time.monotonic()
        time.sleep(0.4)
        if time.process_time() - before < 0.25 * (time.monotonic() - began):
            return True
    return False
