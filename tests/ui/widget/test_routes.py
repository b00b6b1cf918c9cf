"""Where the widget is fetched: by pages of any host, kept by browsers as long as it is the same."""

from __future__ import annotations

import gzip

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.security import SecurityHeaders
from ui.widget.routes import widget_routes
from ui.widget.sent import LOADER, sent


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(widget_routes())
    app.add_middleware(SecurityHeaders)
    return TestClient(app, headers={"origin": "https://any.example"})


def test_any_page_may_load_it(client: TestClient) -> None:
    panel = f"/widget/panel-en.{sent('panel-en.js').digest}.js"
    for path in ("/widget.js", panel):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "set-cookie" not in answer.headers


def test_the_loader_is_asked_for_again_and_found_to_be_the_same(client: TestClient) -> None:
    first = client.get("/widget.js")
    assert "immutable" not in first.headers["cache-control"]
    again = client.get("/widget.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_panel_is_kept_for_ever_under_its_digest_only(client: TestClient) -> None:
    now = client.get(f"/widget/panel-zh.{sent('panel-zh.js').digest}.js")
    assert "immutable" in now.headers["cache-control"]
    before = client.get("/widget/panel-zh.00000000.js")  # a page that was opened before an update
    assert (before.content, before.headers["cache-control"]) == (now.content, "no-store")


def test_it_is_sent_compressed_to_who_takes_it(client: TestClient) -> None:
    with client.stream("GET", "/widget.js", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert (len(raw), gzip.decompress(raw)) == (len(sent(LOADER).compressed), sent(LOADER).content)
    plain = client.get("/widget.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    "name", ["panel-fr.00000000.js", "widget.js", "..%2fbuild.py", "panel-en.js", "sources.sha256"]
)
def test_nothing_else_is_there(client: TestClient, name: str) -> None:
    assert client.get(f"/widget/{name}").status_code == 404
