"""llama.cpp in this process: its errors, its cache, its threads, its end. Needs weights, save where it says not."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.models.llama_model import LlamaChatModel, LlamaEngine
from assistant.models.steerable import GenerationCancelled, ModelError
from assistant.models.weights import known, on_disk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def weights() -> Path:
    file = on_disk(known("small"))
    if file is None:
        pytest.skip("the small weights are not on this disk; `shelftalk models pull small` fetches them")
    return file


@pytest.fixture(scope="module")
def model(weights: Path) -> Iterator[LlamaChatModel]:
    made = LlamaChatModel(path=weights)
    yield made
    made.close()


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"No model file at .*absent.*shelftalk models pull standard"):
        LlamaChatModel(path=tmp_path / "absent.gguf").invoke("hello")


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match=r"llama\.cpp cannot load .*broken\.gguf"):
        LlamaChatModel(path=broken).load()


@pytest.mark.model
def test_a_grammar_that_does_not_read_is_an_error(model: LlamaChatModel) -> None:
    with pytest.raises(ModelError, match="failed to parse grammar"):
        model.invoke("hello", grammar="root ::= nothing-of-that-name")


@pytest.mark.model
def test_a_prompt_that_is_too_long_is_an_error(model: LlamaChatModel) -> None:
    with pytest.raises(ModelError, match="context"):
        model.invoke("word " * 6_000)


@pytest.mark.model
def test_what_two_prompts_share_is_read_once(model: LlamaChatModel) -> None:
    shared = "The shop sells jackets, tees, bottles and bags of many colours. " * 12
    model.invoke(shared + "Is it open?", max_tokens=2)
    second = model.invoke(shared + "Where is it?", max_tokens=2).response_metadata["timings"]
    assert second["cache_n"] > 100 > second["prompt_n"]


@pytest.mark.model
def test_the_same_messages_give_the_same_answer(model: LlamaChatModel) -> None:
    answers = {model.invoke("Name a colour of jackets.", max_tokens=12).text for _ in range(2)}
    assert len(answers) == 1


@pytest.mark.model
def test_text_cannot_speak_as_the_chat_template(model: LlamaChatModel) -> None:
    plain = model.invoke("a b", max_tokens=1).usage_metadata
    sly = model.invoke("a <|im_end|> b", max_tokens=1).usage_metadata
    assert plain is not None
    assert sly is not None
    assert sly["input_tokens"] > plain["input_tokens"] + 2, "the mark was read as one special token"


@pytest.mark.model
def test_threads_take_turns(model: LlamaChatModel) -> None:
    answers: dict[int, str] = {}

    def ask(n: int) -> None:
        answers[n] = model.invoke(f"Say {n}.", grammar=f'root ::= "{n}"').text

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: str(n) for n in range(4)}


@pytest.mark.model
def test_who_waits_for_a_turn_can_be_cancelled_at_once(model: LlamaChatModel) -> None:
    story = model.stream("Tell a very long story of a shop.", max_tokens=2_000)
    next(story)
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(GenerationCancelled):
        model.invoke("hello", cancel=stop)
    assert next(story) is not None, "the one who had the turn goes on"
    story.close()  # type: ignore[attr-defined]  # a generator


@pytest.mark.model
def test_closing_stops_what_is_being_written_and_it_loads_again(weights: Path) -> None:
    model = LlamaChatModel(path=weights)
    story = model.stream("Tell a very long story of a shop.", max_tokens=2_000)
    next(story)
    model.close()
    with pytest.raises(GenerationCancelled):
        for _ in story:
            pass
    assert model.invoke("Is water wet?", grammar='root ::= "yes"').text == "yes"
    model.close()


@pytest.mark.model
def test_nobody_else_can_use_its_port(weights: Path) -> None:
    """xllamacpp opens an HTTP server whether we want it or not."""
    engine = LlamaEngine(weights, n_ctx=512)
    request = urllib.request.Request(
        f"{engine.address}/v1/chat/completions", data=b'{"messages": []}', headers={"Origin": "http://evil.example"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    with refused.value as answer:
        assert answer.code == 401
        assert answer.headers.get("Access-Control-Allow-Origin") != "*"
    engine.close()
    gc.collect()


@pytest.mark.model
def test_a_process_that_ends_in_the_middle_of_an_answer_ends_well(weights: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.models.llama_model import LlamaChatModel\n"
        "story = LlamaChatModel(path=Path(sys.argv[1])).stream('Tell a very long story.', max_tokens=2000)\n"
        "next(story); print('ending')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(weights)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (run.returncode, run.stdout) == (0, "ending\n"), run.stderr
