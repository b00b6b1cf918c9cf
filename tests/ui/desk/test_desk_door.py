"""Nothing below `/agent` and `/owner` is reached without signing in, and nothing is written for another's page."""

from __future__ import annotations

import pytest

from tests.ui.desk.conftest import PASSWORDS, House
from ui.server import create_app

WRITES = (
    "take", "hand-back", "assign", "messages", "cards", "bundle", "read", "turns/0/thumb", "drafts/d/thumb",
)  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "/agent", "/agent/", "/agent/anything", "/agent/assets/index.js", "/agent/theme.css", "/owner/proposals",
        "/owner",
    ],
)  # fmt: skip
def test_pages_lead_to_the_login(house: House, path: str) -> None:
    answer = house.ask("", "GET", path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/agent/login?next=")


@pytest.mark.parametrize("path", ["me", "inbox", "agents", "live", "sessions/s", "sessions/s/macros", "nothing"])
def test_reading_without_a_login_is_refused(house: House, path: str) -> None:
    answer = house.ask("", "GET", f"/agent/api/{path}")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "desk#login-missing"


@pytest.mark.parametrize("path", ["logout", *(f"sessions/s/{write}" for write in WRITES)])
def test_writing_without_a_login_is_refused(house: House, path: str) -> None:
    assert house.ask("", "POST", f"/agent/api/{path}", json={}).status_code == 401


@pytest.mark.parametrize("path", ["queue/join", "queue/data", "startup-events"])
def test_gradios_own_routes_are_behind_the_door(house: House, path: str) -> None:
    assert house.ask("", "POST", f"/agent/gradio_api/{path}", json={}).status_code == 401
    assert house.ask("", "GET", f"/agent/gradio_api/{path}").status_code == 401


@pytest.mark.parametrize("path", ["/agent/gradio_api/upload", "/agent/config", "/agent/gradio_api/file=/etc/passwd"])
def test_gradios_other_doors_are_closed_to_agents_too(house: House, path: str) -> None:
    assert house.ask("Mia", "GET", path).status_code == 404


def test_a_page_of_another_site_may_not_write(house: House) -> None:
    session = house.waiting()
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = house.ask("Mia", "POST", f"/agent/api/sessions/{session}/take", headers=headers)
        assert answer.status_code == 403
    assert house.shop.desk.standing(session).who == "waiting"


def test_a_form_of_another_site_signs_nobody_in(house: House) -> None:
    form = {"name": "Mia", "password": PASSWORDS["Mia"]}
    answer = house.ask("", "POST", "/agent/login", data=form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_signed_in_agent_sees_the_page(house: House) -> None:
    answer = house.ask("Mia", "GET", "/agent/", app=lambda: create_app(house.shop, agents=house.accounts))
    assert answer.status_code == 200
    assert 'id="st-texts"' in answer.text
    assert "ad-inbox" in answer.text
    assert "@@shelftalk" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_the_owners_pages_are_the_owners(house: House) -> None:
    assert house.ask("Mia", "GET", "/owner/proposals").status_code == 403
    assert house.ask("Mia", "POST", "/owner/proposals/1/approve").status_code == 403
    assert (
        house.ask("Ana", "POST", "/owner/proposals/1/approve").status_code == 403
    )  # a lead reads, and decides nothing
    assert house.ask("Ana", "GET", "/owner/proposals").status_code == 404  # let through to where no page is served here


def test_an_account_that_is_removed_is_out_at_once(house: House) -> None:
    assert house.ask("Bo", "GET", "/agent/api/me").json()["name"] == "Bo"
    house.accounts.remove("Bo")
    assert house.ask("Bo", "GET", "/agent/api/me").status_code == 401


def test_signing_in_gives_a_strict_cookie(house: House) -> None:
    answer = house.ask("", "POST", "/agent/login", data={"name": "Mia", "password": PASSWORDS["Mia"], "next": "//x"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/agent/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age=43200" in cookie


def test_a_wrong_password_says_so_and_keeps_the_name_as_text(house: House) -> None:
    answer = house.ask("", "POST", "/agent/login", data={"name": '"><script>', "password": "wrong wrong"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert "<script>" not in answer.text.split("<main>")[1]
    assert 'role="alert"' in answer.text


def test_signing_in_without_leaving_the_page(house: House) -> None:
    answer = house.ask("", "POST", "/agent/api/login", json={"name": "Ana", "password": PASSWORDS["Ana"]})
    assert answer.json() == {"id": answer.json()["id"], "name": "Ana", "role": "lead", "leads": True}
    assert house.ask("", "POST", "/agent/api/login", json={"name": "Ana", "password": "no no no"}).status_code == 401


def test_signing_out_ends_the_login_and_gives_the_conversation_back_to_the_line(house: House) -> None:
    session = house.waiting()
    house.ask("Mia", "POST", f"/agent/api/sessions/{session}/take")
    assert house.ask("Mia", "POST", "/agent/api/logout").status_code == 204
    assert house.ask("Mia", "GET", "/agent/api/me").status_code == 401
    assert house.shop.desk.standing(session).who in ("waiting", "message_left")
