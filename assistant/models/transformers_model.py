"""A GGUF language model through transformers, for machines that llama.cpp has no wheel for: slower, same answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessageChunk
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant.models.steerable import (
    GenerationCancelled,
    ModelError,
    SteerableChatModel,
    is_cancelled,
    json_schema_of,
    plain_messages,
)

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.messages import BaseMessage

_BATCH = 128  # prompt tokens read between two looks at `cancel`


class TransformersChatModel(SteerableChatModel):
    """A GGUF file, loaded when it is first needed; the weights stay quantised, the arithmetic is float32.

    Greedy, one request at a time. What a prompt shares with the last one is not read again. `grammar` and
    `response_format` are held by llguidance.
    """

    path: Path

    _loaded: Any = PrivateAttr(default=None)
    _turn: Any = PrivateAttr(default_factory=threading.Lock)

    @property
    def _llm_type(self) -> str:
        return "transformers"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.path.name}

    def load(self) -> None:
        """Loads the weights if they are not loaded yet; raises `ModelError` when the file cannot be used."""
        with self._turn:
            self._load()

    def _load(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = _Loaded(self.path)
        return self._loaded  # type: ignore[no-any-return]

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002  # LangChain's signature
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        cancel, most = kwargs.get("cancel"), kwargs.get("max_tokens", self.max_tokens)
        with self._turn:
            loaded = self._load()
            constraint = loaded.constraint(kwargs.get("grammar", ""), kwargs.get("response_format"))
            prompt = loaded.prompt(plain_messages(messages))
            said: list[int] = []
            told = 0
            reason = "length"
            for token in loaded.tokens(prompt, constraint, most):
                if is_cancelled(cancel):
                    raise GenerationCancelled("The answer was cancelled before it was complete.")
                if token is None:
                    continue
                if token in loaded.ends:
                    reason = "stop"
                    break
                said.append(token)
                text = loaded.text(said)
                ends = [at for word in stop or () if (at := text.find(word)) >= 0]
                whole = text[: min(ends)] if ends else text
                if len(whole) > told and (ends or not whole.endswith("\ufffd")):  # half a character waits
                    known = {"certainty": loaded.first_probability} if kwargs.get("certainty") and not told else {}
                    yield ChatGenerationChunk(message=AIMessageChunk(content=whole[told:], response_metadata=known))
                    told = len(whole)
                if ends or (constraint is not None and constraint.is_stopped()):
                    reason = "stop"
                    break
            usage = UsageMetadata(
                input_tokens=len(prompt), output_tokens=len(said), total_tokens=len(prompt) + len(said)
            )
            last = AIMessageChunk(content="", usage_metadata=usage)
            yield ChatGenerationChunk(message=last, generation_info={"finish_reason": reason})


class _Loaded:
    """Weights, tokenizer, and the cache of the last prompt."""

    def __init__(self, path: Path) -> None:
        import llguidance.hf
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer, DynamicCache
        from transformers.utils import logging as transformers_logging

        if not path.is_file():
            raise ModelError(f"No model file at {path}. `shelftalk models pull standard` fetches one.")
        transformers_logging.disable_progress_bar()
        where = {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name, "local_files_only": True}
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(**where)
            self._model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32).eval()
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(f"transformers cannot load {path} ({error}).") from error
        self._n_vocab = self._model.get_output_embeddings().out_features
        self._for_grammar = llguidance.hf.from_tokenizer(self._tokenizer, n_vocab=self._n_vocab)
        self._cache = DynamicCache()
        self._cached: list[int] = []
        self.first_probability = 0.0
        configured = self._model.generation_config.eos_token_id
        ends = configured if isinstance(configured, list) else [configured]
        turn_end = self._tokenizer.convert_tokens_to_ids("<|im_end|>")
        self.ends = {int(e) for e in (*ends, self._tokenizer.eos_token_id, turn_end) if e is not None}

    def prompt(self, messages: list[dict[str, str]]) -> list[int]:
        text = self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def text(self, tokens: list[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True))

    def constraint(self, grammar: str, response_format: dict[str, Any] | None) -> Any:
        """llguidance's matcher for a GBNF grammar or a JSON schema; None for free text."""
        import json

        import llguidance
        from llguidance.gbnf_to_lark import GbnfToLarkError, gbnf_to_lark

        if response_format is not None:
            written = llguidance.LLMatcher.grammar_from_json_schema(json.dumps(json_schema_of(response_format)))
        elif grammar:
            try:
                written = llguidance.LLMatcher.grammar_from_lark(gbnf_to_lark(grammar))
            except GbnfToLarkError as error:
                raise ModelError(f"The grammar does not read: {error}") from error
        else:
            return None
        matcher = llguidance.LLMatcher(self._for_grammar, written)
        if matcher.is_error():
            raise ModelError(f"The grammar does not read: {matcher.get_error()}")
        return matcher

    def tokens(self, prompt: list[int], constraint: Any, most: int) -> Iterator[int | None]:
        """Up to `most` tokens, the likeliest each time; None while the prompt is still being read."""
        import torch

        length = self._cache.get_seq_length()
        same = min(_shared(self._cached, prompt[:-1]), length)
        if length > same:
            self._cache.crop(same - length)  # negative: so many tokens less
        self._cached = prompt[:same]
        unread = prompt[same:]
        with torch.inference_mode():
            while len(unread) > _BATCH:
                self._read(unread[:_BATCH])
                unread = unread[_BATCH:]
                yield None
            for n in range(most):
                free = self._read(unread)
                scores = free if constraint is None else _masked(free, constraint)
                token = int(scores.argmax())
                if n == 0:
                    self.first_probability = float(free.softmax(0)[token])
                yield token
                if constraint is not None and not constraint.consume_token(token):
                    raise ModelError(f"The grammar cannot go on: {constraint.get_error() or 'token refused'}")
                unread = [token]

    def _read(self, tokens: list[int]) -> Any:
        """Scores of the next token after these, ([n_vocab] float32)."""
        import torch

        output = self._model(torch.tensor([tokens]), past_key_values=self._cache, use_cache=True, logits_to_keep=1)
        self._cached += tokens
        return output.logits[0, -1].float()


def _masked(scores: Any, constraint: Any) -> Any:
    """Scores with what the grammar forbids at minus infinity. (llguidance's own kernel compiles for half a minute.)"""
    import numpy as np
    import torch

    words = np.frombuffer(constraint.compute_bitmask(), dtype=np.uint8)
    allowed = torch.from_numpy(np.unpackbits(words, bitorder="little")[: len(scores)].astype(bool))
    masked = torch.full_like(scores, float("-inf"))
    masked[: len(allowed)][allowed] = scores[: len(allowed)][allowed]
    return masked


def _shared(a: list[int], b: list[int]) -> int:
    """How many tokens both begin with."""
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n
