"""A language model behind an OpenAI-compatible address: a server of one's own, or somebody's service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from assistant.models.background import heard_from
from assistant.models.steerable import ModelError, SteerableChatModel

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.messages import BaseMessage


class ServedChatModel(SteerableChatModel):
    """Any LangChain chat model, made stoppable. It may not follow a `grammar`: servers differ, so none is sent.

    Stopping closes the connection, which tells the server to stop.
    """

    inner: BaseChatModel
    name_: str

    @property
    def _llm_type(self) -> str:
        return "served"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.name_}

    def bind_tools(self, *args: Any, **kwargs: Any) -> Any:
        """Tools are the inner model's affair."""
        return self.inner.bind_tools(*args, **kwargs)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002  # LangChain's signature
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        import httpx
        import openai

        sent: dict[str, Any] = {"max_tokens": kwargs.get("max_tokens", self.max_tokens)}
        if "response_format" in kwargs:
            sent["response_format"] = kwargs["response_format"]

        def ask(hear: Callable[[AIMessageChunk], bool]) -> None:
            try:
                for piece in self.inner.stream(messages, stop=stop, **sent):
                    if hear(piece):
                        return
            except (openai.OpenAIError, httpx.HTTPError, ValueError) as error:
                raise ModelError(
                    f"The model server failed for '{self.name_}': {type(error).__name__}: {error}"
                ) from error

        for piece in heard_from(ask, kwargs.get("cancel")):
            yield ChatGenerationChunk(message=piece)


def served_model(
    address: str, name: str, key: str = "", *, timeout_s: float, count_tokens: bool = False
) -> ServedChatModel:
    """The model `name` at an OpenAI-compatible `address` such as `http://127.0.0.1:8000/v1`. Nothing is sent yet.

    It may say nothing for `timeout_s` seconds. `count_tokens` asks for the counts with every answer; a server that does
    not know how may refuse.
    """
    from langchain.chat_models import init_chat_model

    inner = init_chat_model(
        name,
        model_provider="openai",
        base_url=address,
        api_key=key or "none",  # servers of one's own want none, the client wants one
        temperature=0,
        timeout=timeout_s,
        max_retries=1,
        stream_usage=count_tokens,  # not every server knows it
        use_responses_api=False,
    )
    return ServedChatModel(inner=inner, name_=name)


def model_names(address: str, key: str = "", *, timeout_s: float = 3.0) -> list[str]:
    """The models that the server says it has. Raises `ModelError` when it does not answer in time or in kind."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        answer = httpx.get(f"{address.rstrip('/')}/models", headers=headers, timeout=timeout_s)
        answer.raise_for_status()
        return [str(entry["id"]) for entry in answer.json()["data"]]
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ModelError(f"the model server at {address} does not answer ({type(error).__name__}: {error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{address} is no OpenAI-compatible server: /models is not a list of models") from error
