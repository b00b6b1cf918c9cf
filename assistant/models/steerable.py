"""The language model as the assistant takes it: a LangChain chat model with grammars, JSON answers and a stop."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from langchain_core.exceptions import OutputParserException
from langchain_core.language_models.chat_models import BaseChatModel, generate_from_stream
from langchain_core.runnables import RunnableLambda, RunnableMap, RunnablePassthrough
from pydantic import BaseModel

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.language_models.base import LanguageModelInput
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.outputs import ChatResult
    from langchain_core.runnables.base import Runnable

Cancel = threading.Event | Callable[[], bool]


class ModelError(RuntimeError):
    """A language model could not answer."""


class GenerationCancelled(ModelError):
    """The answer was no longer wanted; the model has stopped."""


class SteerableChatModel(BaseChatModel):
    """A chat model that can be held to a grammar and stopped; it decodes greedily, so it repeats itself.

    Beyond LangChain's own, every call (and `bind`) takes:

    - `grammar`: a GBNF grammar that the answer follows. A served model may not know grammars: check what you get;
    - `response_format`: `{"type": "json_schema", "json_schema": {"schema": ...}}`, as OpenAI-compatible servers do;
    - `max_tokens`: the longest answer;
    - `certainty`: True asks how probable the answer's first token was to the model before any grammar, 0 to 1; it
      comes as `response_metadata["certainty"]` where the model can tell; llama.cpp also tells how probable all of
      it was, as `["joint_certainty"]`;
    - `cancel`: a `threading.Event` or a function that says when to stop; then `GenerationCancelled` is raised.

    Closing the generator that `stream()` gave stops the decoding too. Everything that goes wrong is a `ModelError`.
    Safe to call from several threads. An implementation gives `_stream`, whose last chunk with a `finish_reason`
    says "stop" or "length".
    """

    max_tokens: int = 256

    @property
    def keeps_prompts(self) -> bool:
        """Whether a prompt that begins like the last one is read only from where it differs."""
        return False

    def close(self) -> None:
        """Gives back what it holds in memory; the next call takes it again. Nothing to give back by default."""

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        """The whole answer at once: the stream, gathered."""
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def with_structured_output(
        self, schema: dict[str, Any] | type, *, include_raw: bool = False, **kwargs: Any
    ) -> Runnable[LanguageModelInput, dict[str, Any] | BaseModel]:
        """The model answering with an object of `schema` (a JSON schema or a pydantic model), enforced by grammar.

        The shape is certain; the content is as good as the model. An answer cut off by `max_tokens` raises
        LangChain's `OutputParserException`.
        """
        if kwargs:
            raise ValueError(f"Unknown arguments for structured output: {', '.join(sorted(kwargs))}. None are taken.")
        if not isinstance(schema, dict) and not issubclass(schema, BaseModel):
            raise ValueError(f"{schema!r} is no schema. Give a JSON schema (dict) or a pydantic model.")
        json_schema = schema if isinstance(schema, dict) else schema.model_json_schema()
        parser = RunnableLambda(partial(_parsed, schema))
        bound = self.bind(response_format={"type": "json_schema", "json_schema": {"schema": json_schema}})
        if not include_raw:
            return bound | parser
        parsed = RunnablePassthrough.assign(
            parsed=lambda seen: parser.invoke(seen["raw"]), parsing_error=lambda _: None
        )
        failed = RunnablePassthrough.assign(parsed=lambda _: None)
        return RunnableMap(raw=bound) | parsed.with_fallbacks([failed], exception_key="parsing_error")


def _parsed(schema: dict[str, Any] | type[BaseModel], message: AIMessage) -> dict[str, Any] | BaseModel:
    # LangChain's own JSON parsers mend what was cut off; half an object must not pass for a whole one.
    try:
        if isinstance(schema, dict):
            return cast("dict[str, Any]", json.loads(message.text))
        return schema.model_validate_json(message.text)
    except ValueError as error:  # pydantic's ValidationError is one
        raise OutputParserException(
            f"The model's answer is no whole JSON object of the schema ({error}). A larger max_tokens may help.",
            llm_output=message.text,
        ) from error


def is_cancelled(cancel: Cancel | None) -> bool:
    """Whether `cancel` says stop."""
    if cancel is None:
        return False
    return cancel.is_set() if isinstance(cancel, threading.Event) else cancel()


def plain_messages(messages: list[BaseMessage]) -> list[dict[str, str]]:
    """Messages as a chat template takes them. `<|` in a content is spaced, so that no text speaks as the template."""
    roles = {"human": "user", "ai": "assistant"}
    return [
        {"role": roles.get(message.type, message.type), "content": message.text.replace("<|", "< |")}
        for message in messages
    ]


def json_schema_of(response_format: dict[str, Any]) -> dict[str, Any]:
    """The schema inside a `response_format`; "any object" for `{"type": "json_object"}`."""
    match response_format:
        case {"type": "json_schema", "json_schema": {"schema": dict(schema)}}:
            return schema
        case {"type": "json_object"}:
            return {"type": "object"}
        case _:
            raise ValueError(
                f"Unknown response format {response_format!r}. "
                'Expected {"type": "json_schema", "json_schema": {"schema": ...}} or {"type": "json_object"}.'
            )
