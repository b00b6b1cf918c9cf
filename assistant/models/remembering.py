"""A model whose answers are kept in a file: what was asked before is not asked again. For measuring code, not time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from assistant.models.steerable import ModelError, SteerableChatModel, plain_messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.messages import BaseMessage
    from langchain_core.outputs import ChatGenerationChunk

_TELLS = ("certainty", "joint_certainty", "finish_reason")


class RememberingModel(SteerableChatModel):
    """Answers from `file` what it holds, and asks `asked` the rest, which is added to it at once, a line an answer.

    An answer counts for the same weights, adapter, messages, grammar and length. Nothing is read ahead of a message.
    Raises `ModelError` for a file that holds something else, or cannot be written.
    """

    asked: SteerableChatModel
    file: Path
    weights: str = ""  # what tells one model's answers from another's

    _answers: dict[str, dict[str, Any]] | None = PrivateAttr(default=None)

    @property
    def _llm_type(self) -> str:
        return "remembering"

    def close(self) -> None:
        self.asked.close()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        key = self._key(messages, stop, kwargs)
        kept = self._kept()
        if key not in kept:
            answer = self.asked._generate(messages, stop, run_manager, **kwargs).generations[0]
            told = {**answer.message.response_metadata, **(answer.generation_info or {})}
            usage = getattr(answer.message, "usage_metadata", None) or {}
            kept[key] = {
                "key": key,
                "answer": answer.message.text,
                "told": {name: told[name] for name in _TELLS if name in told},
                "tokens": [usage.get("input_tokens", 0), usage.get("output_tokens", 0)],
            }
            self._add(kept[key])
        return ChatResult(generations=[_generation(kept[key])])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        return self.asked._stream(messages, stop, run_manager, **kwargs)

    def _key(self, messages: list[BaseMessage], stop: list[str] | None, kwargs: dict[str, Any]) -> str:
        said = {name: value for name, value in kwargs.items() if name != "cancel"}
        asked = [self.weights, self.asked._llm_type, plain_messages(messages), stop or [], said]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]

    def _kept(self) -> dict[str, dict[str, Any]]:
        if self._answers is None:
            self._answers = {}
            if self.file.exists():
                try:
                    lines = self.file.read_text("utf-8").splitlines()
                    self._answers = {one["key"]: one for one in map(json.loads, lines) if one["answer"] is not None}
                except (OSError, ValueError, KeyError, TypeError) as error:
                    raise ModelError(
                        f"{self.file} holds no answers of a model ({error}). Give another file."
                    ) from error
        return self._answers

    def _add(self, answer: dict[str, Any]) -> None:
        try:
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        except OSError as error:
            raise ModelError(f"Answers cannot be kept in {self.file} ({error}).") from error


def _generation(kept: dict[str, Any]) -> ChatGeneration:
    n_in, n_out = kept["tokens"]
    message = AIMessage(
        kept["answer"],
        response_metadata=kept["told"],
        usage_metadata={"input_tokens": n_in, "output_tokens": n_out, "total_tokens": n_in + n_out} if n_in else None,
    )
    return ChatGeneration(message=message)
