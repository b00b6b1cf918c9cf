"""A served model: streams, says what went wrong, and hangs up when nobody listens."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from assistant import Settings
from assistant.models.served_model import ServedChatModel, model_names, served_model
from assistant.models.steerable import GenerationCancelled, ModelError
from assistant.reading.model_reading import model_of

WORDS = ["find ", "text=blue ", "jacket"]
USAGE = {"prompt_tokens": 40, "completion_tokens": 6, "total_tokens": 46}


class Server(http.server.ThreadingHTTPServer):
    """Speaks as OpenAI does; what was asked is in `asked`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, object]] = []
        self.endless = False
        self.status = 200
        self.silent_s = 0.0
        self.hung_up = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        body = json.dumps({"data": [{"id": "m"}]} if self.path == "/v1/models" else {"hello": "world"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        server = self.server
        server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        time.sleep(server.silent_s)
        self.send_response(server.status)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for word in WORDS:
                self._send({"content": word})
            while server.endless:
                self._send({"content": "and "})
                time.sleep(0.01)
            self._send({}, "stop")
            if (server.asked[-1].get("stream_options") or {}).get("include_usage"):
                self._say({"choices": [], "usage": USAGE})
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            server.hung_up.set()

    def _send(self, delta: dict[str, str], reason: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}
        self._say({"choices": [choice]})

    def _say(self, part: dict[str, object]) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", **part}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=partial(made.serve_forever, poll_interval=0.02), daemon=True).start()
    yield made
    made.endless = False
    made.shutdown()
    made.server_close()


def model(server: Server) -> ServedChatModel:
    return served_model(server.address, "m", timeout_s=2.0)


def test_it_streams_and_sends_no_grammar(server: Server) -> None:
    pieces = [p.text for p in model(server).stream("hello", grammar="root ::= x", max_tokens=7, cancel=lambda: False)]
    assert [p for p in pieces if p] == WORDS
    (asked,) = server.asked
    assert asked["temperature"] == 0
    assert {"grammar", "cancel"} & asked.keys() == set()
    assert 7 in (asked.get("max_tokens"), asked.get("max_completion_tokens"))


def test_it_answers_whole(server: Server) -> None:
    assert model(server).invoke("hello").text == "".join(WORDS)


def test_a_schema_is_sent_as_servers_know_it(server: Server) -> None:
    schema = {"title": "Need", "type": "object", "properties": {}}
    model(server).with_structured_output(schema, include_raw=True).invoke("hello")
    assert server.asked[0]["response_format"]["json_schema"]["schema"] == schema  # type: ignore[index]


@pytest.mark.parametrize("how", ["cancel", "close"])
def test_stopping_hangs_up(server: Server, how: str) -> None:
    server.endless = True
    stop = threading.Event()
    story = model(server).stream("hello", cancel=stop)
    next(story)
    if how == "cancel":
        stop.set()
        with pytest.raises(GenerationCancelled):
            for _ in story:
                pass
    else:
        story.close()  # type: ignore[attr-defined]  # a generator
    assert server.hung_up.wait(timeout=20)


def test_a_silent_server_can_be_left_at_once(server: Server) -> None:
    server.silent_s = 1.5
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    began = time.monotonic()
    with pytest.raises(GenerationCancelled):
        model(server).invoke("hello", cancel=stop)
    assert time.monotonic() - began < 1.4


def test_a_server_may_be_silent_for_as_long_as_was_asked_for(server: Server) -> None:
    settings = Settings(model_server=server.address)
    patient, hasty = model_of(settings).model, model_of(settings, patience_s=0.2).model
    assert patient is not None
    assert hasty is not None
    server.silent_s = 0.8
    assert patient.invoke("hello").text == "".join(WORDS)
    with pytest.raises(ModelError, match="Timeout"):
        hasty.invoke("hello")


def test_a_server_that_refuses_is_a_model_error(server: Server) -> None:
    server.status = 401
    with pytest.raises(ModelError, match=r"The model server failed for 'm': .*AuthenticationError"):
        model(server).invoke("hello")


def test_a_server_that_is_gone_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="The model server failed"):
        served_model("http://127.0.0.1:9/v1", "m", timeout_s=1.0).invoke("hello")


def test_the_servers_models_are_listed(server: Server) -> None:
    assert model_names(server.address) == ["m"]
    with pytest.raises(ModelError, match="no OpenAI-compatible server"):
        model_names(server.address + "/elsewhere")
