"""A GGUF language model through llama.cpp: streaming, grammars, a prompt cache, and decoding that really stops."""

from __future__ import annotations

import math
import os
import secrets
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from langchain_core.messages import AIMessageChunk
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant.models.background import heard_from
from assistant.models.patient_threads import llama_cpp
from assistant.models.steerable import (
    Cancel,
    GenerationCancelled,
    ModelError,
    SteerableChatModel,
    json_schema_of,
    plain_messages,
)

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.messages import BaseMessage

log = structlog.get_logger()

_BATCH = 128  # tokens read at once; reading can be stopped between batches, well under a second on two cores
_CACHE_MIB = 256  # prompts kept for reuse beside the one in the slot
_NOTHING: dict[str, Any] = {"choices": []}


class LlamaChatModel(SteerableChatModel):
    """A GGUF file served in this process. Loads on the first call, or when `load()` is called.

    The prompt cache is on: a prompt that starts like the last one is only read from where it differs, so put what
    never changes first. `response_metadata` of the last chunk carries llama.cpp's `timings`.
    """

    path: Path
    n_ctx: int = 4096
    n_threads: int = 0  # 0: all cores this process may use
    adapter: Path | None = None  # a LoRA adapter as GGUF
    kept_in: Path | None = None  # the cache of weights; None is the usual place

    _engine: LlamaEngine | None = PrivateAttr(default=None)
    _loading: Any = PrivateAttr(default_factory=threading.Lock)

    @property
    def keeps_prompts(self) -> bool:
        return True

    @property
    def _llm_type(self) -> str:
        return "llama.cpp"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.path.name, "adapter": self.adapter.name if self.adapter else "", "n_ctx": self.n_ctx}

    def load(self) -> LlamaEngine:
        """Loads the weights if they are not loaded yet; raises `ModelError` when the file cannot be used."""
        with self._loading:
            if self._engine is None:
                path, adapter = self._files()
                with tempfile.TemporaryDirectory(prefix="shelftalk-") as folder:  # an adapter is read whole, at once
                    if adapter is not None:
                        adapter = _as_trained(adapter, Path(folder))
                    self._engine = LlamaEngine(path, n_ctx=self.n_ctx, n_threads=self.n_threads, adapter=adapter)
            return self._engine

    def _files(self) -> tuple[Path, Path | None]:
        """The weights with the adapter worked in, which are read a quarter faster; both where that cannot be kept."""
        from assistant.models.merged import merged
        from assistant.models.weights import WeightsError

        if self.adapter is None:
            return self.path, None
        try:
            return merged(self.path, self.adapter, self.kept_in), None
        except WeightsError as error:
            raise ModelError(str(error)) from error
        except OSError as error:
            log.warning("merged weights cannot be kept", error=str(error))
            return self.path, self.adapter

    def close(self) -> None:
        """Gives the memory back; the next call loads again."""
        with self._loading:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002  # LangChain's signature
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        request: dict[str, Any] = {
            "messages": plain_messages(messages),
            "max_tokens": kwargs.get("max_tokens", self.max_tokens),
            "temperature": 0.0,
            "cache_prompt": True,
        }
        if stop:
            request["stop"] = stop
        if "grammar" in kwargs:
            request["grammar"] = kwargs["grammar"]
        if "response_format" in kwargs:
            request["json_schema"] = json_schema_of(kwargs["response_format"])
        if kwargs.get("certainty"):
            request |= {"logprobs": True, "top_logprobs": 1}
        probabilities: list[float] = []
        for answer in self.load().answers(request, kwargs.get("cancel")):
            chunk = _chunk(answer)
            if chunk is None:
                continue
            if "logprobs" in request and chunk.text:
                probabilities.append(_probability(answer))
                if len(probabilities) == 1:
                    chunk.message.response_metadata["certainty"] = probabilities[0]
            if probabilities and getattr(chunk.message, "usage_metadata", None):
                chunk.message.response_metadata["joint_certainty"] = math.prod(probabilities)
            yield chunk


def _as_trained(adapter: Path, folder: Path) -> Path:
    from assistant.models.packed_adapters import unpacked
    from assistant.models.weights import WeightsError

    try:
        return unpacked(adapter, folder / "adapter.gguf")
    except WeightsError as error:
        raise ModelError(str(error)) from error


class LlamaEngine:
    """One loaded model. Requests of several threads are answered one after the other."""

    def __init__(self, path: Path, *, n_ctx: int, n_threads: int = 0, adapter: Path | None = None) -> None:
        xllamacpp = llama_cpp()
        for file in (path, adapter):
            if file is not None and not file.is_file():
                raise ModelError(f"No model file at {file}. `shelftalk models pull standard` fetches one.")
        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = n_ctx
        params.n_parallel = 1
        params.n_batch = params.n_ubatch = _BATCH
        params.cache_ram_mib = _CACHE_MIB
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = n_threads or _usable_cores()
        if adapter is not None:
            params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 1.0)]
        # xllamacpp opens an HTTP server on a loopback port as well. We do not use it; nobody else shall.
        params.api_keys = [secrets.token_urlsafe(32)]
        params.cors_origins = "none"
        params.endpoint_slots = params.endpoint_props = params.ui = False
        params.n_threads_http = 1
        params.verbosity = -1
        try:
            self._server = xllamacpp.Server(params)
        except RuntimeError as error:
            raise ModelError(
                f"llama.cpp cannot load {path} ({error}). Is it a whole GGUF file, and is there memory for it? "
                "`shelftalk models list` checks the known ones."
            ) from error
        self._turn = threading.Lock()
        self._closed = threading.Event()
        # Also runs when Python exits: a thread that is killed inside llama.cpp takes the process down with it.
        self._stop = weakref.finalize(self, _stop, self._closed, self._turn)

    @property
    def address(self) -> str:
        """Of the HTTP server that comes with it and turns everybody away."""
        return str(self._server.listening_address)

    def close(self) -> None:
        """Stops what is being decoded and frees the model."""
        self._stop()
        del self._server

    def answers(self, request: dict[str, Any], cancel: Cancel | None) -> Iterator[dict[str, Any]]:
        """The answer's chunks in OpenAI form. Stops decoding when cancelled or when this generator is closed."""
        request = {**request, "stream": True, "return_progress": True, "stream_options": {"include_usage": True}}
        for answer in heard_from(partial(self._decode, request), cancel):
            if "error" in answer:
                raise ModelError(f"llama.cpp refused the request: {answer['error'].get('message', answer['error'])}")
            yield answer

    def _decode(self, request: dict[str, Any], hear: Callable[[dict[str, Any]], bool]) -> None:
        def on_chunk(chunk: dict[str, Any]) -> bool:
            return hear(chunk) or self._closed.is_set()  # True makes llama.cpp drop the task

        with self._turn:
            if hear(_NOTHING):  # cancelled while it waited for its turn
                return
            if not self._closed.is_set():
                try:
                    self._server.handle_chat_completions(request, on_chunk)
                except (RuntimeError, ValueError, TypeError) as error:
                    raise ModelError(f"llama.cpp failed: {error}") from error
            if self._closed.is_set():
                raise GenerationCancelled("The model was closed.")


def _stop(closed: threading.Event, turn: threading.Lock) -> None:
    closed.set()
    with turn:
        pass


def _chunk(answer: dict[str, Any]) -> ChatGenerationChunk | None:
    """A LangChain chunk for one of llama.cpp's; None for those that only tell of progress."""
    usage = answer.get("usage")
    if usage is not None:
        message = AIMessageChunk(
            content="",
            usage_metadata=UsageMetadata(
                input_tokens=usage["prompt_tokens"],
                output_tokens=usage["completion_tokens"],
                total_tokens=usage["total_tokens"],
            ),
            response_metadata={"timings": answer.get("timings", {})},
        )
        return ChatGenerationChunk(message=message)
    for choice in answer["choices"]:
        reason, content = choice["finish_reason"], choice["delta"].get("content")
        if reason is not None:
            return ChatGenerationChunk(message=AIMessageChunk(content=""), generation_info={"finish_reason": reason})
        if content:
            return ChatGenerationChunk(message=AIMessageChunk(content=content))
    return None


def _probability(answer: dict[str, Any]) -> float:
    """How probable the chunk's first token was, before the grammar."""
    first = answer["choices"][0]["logprobs"]["content"][0]
    return math.exp(float(first["logprob"]))


def _usable_cores() -> int:
    """Cores this process may run on, at most 8: decoding is bound by memory, more threads only wait."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 8)
