"""What a language model was asked and what it said, counted in tokens; for measurements."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.outputs import LLMResult

    from assistant.models.steerable import SteerableChatModel


class TokenMeter(BaseCallbackHandler):
    """Counts every call of the model whose `callbacks` it is among. Tokens only where the model says how many."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.n_asked = 0
        self.n_failed = 0  # cancelled ones, too
        self.prompt_tokens = 0  # those that a prompt cache held as well
        self.answer_tokens = 0

    def on_chat_model_start(self, serialized: dict[str, Any], messages: list[list[BaseMessage]], **kwargs: Any) -> None:
        _ = serialized, messages, kwargs
        with self._lock:
            self.n_asked += 1

    def on_llm_error(self, error: BaseException, **kwargs: Any) -> None:
        _ = error, kwargs
        with self._lock:
            self.n_failed += 1

    def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
        _ = kwargs
        for generations in response.generations:
            for generation in generations:
                message = getattr(generation, "message", None)
                if isinstance(message, AIMessage) and message.usage_metadata:
                    with self._lock:
                        self.prompt_tokens += message.usage_metadata["input_tokens"]
                        self.answer_tokens += message.usage_metadata["output_tokens"]


def metered(model: SteerableChatModel) -> TokenMeter:
    """A meter of all that the model is asked from now on."""
    meter = TokenMeter()
    others = model.callbacks if isinstance(model.callbacks, list) else []
    model.callbacks = [*others, meter]
    return meter
