"""Language models for tests: one that follows a script, one that plays back recordings, one that refuses."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant.models.steerable import GenerationCancelled, SteerableChatModel, is_cancelled, plain_messages

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.messages import BaseMessage

# What an answer depends on beside model and messages; the rest (`cancel`) only decides when it ends.
_SETTINGS = ("grammar", "response_format", "max_tokens")


class ScriptError(AssertionError):
    """A test's script and what the code did with the model differ."""


class RefusingModel(SteerableChatModel):
    """Fails when it is asked: what a test uses that must get by without a model."""

    @property
    def _llm_type(self) -> str:
        return "refusing"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002  # LangChain's signature
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[ChatGenerationChunk]:
        last = messages[-1].text[:80] if messages else ""
        raise ScriptError(f"This test uses no language model, yet one was asked {last!r}. Give it a ScriptedModel.")
        yield  # makes it a generator, as streams are


class ScriptedModel(SteerableChatModel):
    """Gives `answers` in order, word by word. An answer that is an exception is raised.

    Fails on a call too many; `finished()`, or the end of a `with` block, fails when an answer is left over. What it
    was asked is in `asked`: (messages, settings) a call. With `seconds_a_word` it takes its time.
    """

    answers: list[Any]
    certainty: float = 1.0
    seconds_a_word: float = 0.0

    _asked: list[tuple[list[dict[str, str]], dict[str, Any]]] = PrivateAttr(default_factory=list)

    @property
    def asked(self) -> list[tuple[list[dict[str, str]], dict[str, Any]]]:
        return self._asked

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def finished(self) -> None:
        """Raises `ScriptError` when not all answers were asked for."""
        left = self.answers[len(self._asked) :]
        if left:
            raise ScriptError(f"{len(left)} of {len(self.answers)} answers were never asked for: {left[:3]!r}.")

    def __enter__(self) -> ScriptedModel:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finished()

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002  # LangChain's signature
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        n = len(self._asked)
        self._asked.append((plain_messages(messages), {**kwargs, "stop": stop}))
        if n >= len(self.answers):
            raise ScriptError(f"Call {n + 1} of a model with {len(self.answers)} answers: {messages[-1].text[:80]!r}.")
        answer = self.answers[n]
        if isinstance(answer, BaseException):
            raise answer
        yield from _words(str(answer), kwargs, self.seconds_a_word, self.certainty)


class RecordedModel(SteerableChatModel):
    """Plays back what a real model answered, from a JSON file that is committed.

    The key is the model's name, its settings, the digest of its prompt and the messages. A miss fails and says how
    to record; with `record` (a real model) a miss is asked of it and written down.
    """

    file: Path
    model_name: str
    prompt_digest: str = ""
    record: SteerableChatModel | None = None

    @property
    def _llm_type(self) -> str:
        return "recorded"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        recordings = json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else {}
        key = self._key(messages, stop, kwargs)
        if key not in recordings:
            if self.record is None:
                raise ScriptError(
                    f"No recording {key} in {self.file.name} for {messages[-1].text[:80]!r} "
                    f"({self.model_name}, prompt {self.prompt_digest or 'unknown'}). The prompt, a setting or the "
                    "message changed: record it anew by giving RecordedModel the real model as `record`, and review "
                    "the answers."
                )
            answer = self.record._generate(messages, stop, run_manager, **kwargs).generations[0].message.text
            recordings[key] = {"asked": messages[-1].text, "answer": answer, "prompt": self.prompt_digest}
            self.file.parent.mkdir(parents=True, exist_ok=True)
            written = json.dumps(recordings, indent=1, ensure_ascii=False, sort_keys=True)
            self.file.write_text(written + "\n", encoding="utf-8")
        yield from _words(recordings[key]["answer"], kwargs, 0.0)

    def _key(self, messages: list[BaseMessage], stop: list[str] | None, kwargs: dict[str, Any]) -> str:
        asked = {
            "model": self.model_name,
            "prompt": self.prompt_digest,
            "messages": plain_messages(messages),
            "stop": stop,
            "settings": {name: kwargs[name] for name in _SETTINGS if name in kwargs},
        }
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def _words(
    answer: str, kwargs: dict[str, Any], seconds: float, certainty: float = 1.0
) -> Iterator[ChatGenerationChunk]:
    words = answer.split(" ")
    for n, word in enumerate(words):
        if is_cancelled(kwargs.get("cancel")):
            raise GenerationCancelled("The answer was cancelled before it was complete.")
        if seconds:
            time.sleep(seconds)
        piece = word if n == len(words) - 1 else word + " "
        known = {"certainty": certainty, "joint_certainty": certainty} if kwargs.get("certainty") and n == 0 else {}
        yield ChatGenerationChunk(message=AIMessageChunk(content=piece, response_metadata=known))
    yield ChatGenerationChunk(message=AIMessageChunk(content=""), generation_info={"finish_reason": "stop"})
