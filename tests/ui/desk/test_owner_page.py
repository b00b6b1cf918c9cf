"""The owner's list: who may see it, what a decision does, and that nothing in it is read as HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from assistant import Shop
from assistant.copilot.offering import Draft, Proposal, ProposalStatus
from assistant.handoff.hands import Agent
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from ui.desk.accounts import COOKIE, Accounts
from ui.desk.mounting import guard_desk
from ui.desk.owner_page import PAGE, owner_routes

HOST = "http://shop.example:7860"
PASSWORDS = {"Mia": "sea-glass-lantern", "Ana": "copper-orchard", "Olga": "walnut-bicycle"}
ROLES = {"Mia": "agent", "Ana": "lead", "Olga": "owner"}
SENT = "The Fell Day Backpack weighs 900 g <script>alert(1)</script>, on our own scale."

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(shop: Shop, tmp_path: Path) -> Ask:  # noqa: F811
    accounts = Accounts.of(tmp_path)
    for name, password in PASSWORDS.items():
        accounts.add(name, password, ROLES[name])  # type: ignore[arg-type]
    tokens = {name: accounts.login(name, password) for name, password in PASSWORDS.items()}
    app = FastAPI()
    guard_desk(app, shop, lambda: accounts)
    app.include_router(owner_routes(shop))

    def asked(who: str, method: str, path: str, **more: object) -> httpx.Response:
        async def go() -> httpx.Response:
            headers = {"Cookie": f"{COOKIE}={tokens[who]}"} if who else {}
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=HOST) as client:
                return await client.request(method, path, headers=headers | more.pop("headers", {}), **more)  # type: ignore[arg-type,operator]

        return asyncio.run(go())

    return asked


@pytest.fixture
def proposal(shop: Shop) -> Proposal:  # noqa: F811
    shop.desk.staffed_by(lambda: True)
    mia = Agent("mia", "Mia")
    shop.desk.present(mia)
    session = shop.session()
    session.say("tell me about the Fell Day Backpack")
    shop.desk.ask(session.id)
    shop.desk.take(session.id, mia)
    session.say("how heavy is it?")
    *_, draft = shop.copilot.draft(session.id)
    assert isinstance(draft, Draft)
    [proposal] = shop.copilot.proposals.from_edit(draft.id, SENT, by="Mia")
    return proposal


@pytest.mark.parametrize(("who", "status"), [("", 303), ("Mia", 403), ("Ana", 200), ("Olga", 200)])
def test_who_may_read(ask: Ask, proposal: Proposal, who: str, status: int) -> None:
    assert ask(who, "GET", PAGE).status_code == status
    assert proposal.status is ProposalStatus.WAITING


@pytest.mark.parametrize("who", ["", "Mia", "Ana"])
def test_only_the_owner_decides(ask: Ask, shop: Shop, proposal: Proposal, who: str) -> None:  # noqa: F811
    answer = ask(who, "POST", f"{PAGE}/{proposal.id}", data={"do": "approve"})
    assert answer.status_code in (401, 403)
    assert shop.copilot.proposals.get(proposal.id).status is ProposalStatus.WAITING
    assert "Approve" not in (ask("Ana", "GET", PAGE).text)


def test_a_page_of_another_site_decides_nothing(ask: Ask, shop: Shop, proposal: Proposal) -> None:  # noqa: F811
    path, foreign = f"{PAGE}/{proposal.id}", {"Origin": "https://evil.example"}
    assert ask("Olga", "POST", path, data={"do": "approve"}, headers=foreign).status_code == 403
    assert shop.copilot.proposals.get(proposal.id).status is ProposalStatus.WAITING


def test_an_edit_is_approved_and_then_said(ask: Ask, shop: Shop, proposal: Proposal) -> None:  # noqa: F811
    edited = {"do": "approve", "question": proposal.question, "answer": "It weighs 905 g."}
    answer = ask("Olga", "POST", f"{PAGE}/{proposal.id}", data=edited)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{PAGE}?done=approve#proposal-{proposal.id}"
    session = shop.session()
    session.say("tell me about the Fell Day Backpack")
    assert "905 g" in session.say("how heavy is it?").text
    page = ask("Olga", "GET", f"{PAGE}?done=approve").text
    assert "Approved: it holds from now on." in page
    assert "approved by Olga" in page
    ask("Olga", "POST", f"{PAGE}/{proposal.id}", data={"do": "undo"})
    assert "905 g" not in session.say("how heavy is it?").text


def test_a_long_chinese_answer_is_not_too_much(ask: Ask, shop: Shop, proposal: Proposal) -> None:  # noqa: F811
    long = "重量是九百克。" * 571  # what the field holds, nine bytes a character in a form
    answer = ask("Olga", "POST", f"{PAGE}/{proposal.id}", data={"do": "save", "answer": long})
    assert answer.status_code == 303
    assert shop.copilot.proposals.get(proposal.id).answer == long
    too_much = ask("Olga", "POST", f"{PAGE}/{proposal.id}", data={"do": "save", "answer": "x" * 300_000})
    assert too_much.status_code == 413
    assert shop.copilot.proposals.get(proposal.id).answer == long


def test_a_form_whose_login_has_ended_is_told_how_to_arrive_all_the_same(ask: Ask, proposal: Proposal) -> None:
    answer = ask("", "POST", f"{PAGE}/{proposal.id}", data={"do": "save", "answer": "Mended"})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "text/html; charset=utf-8")
    for said in ("Your login has ended", "Nothing was changed", "reload this page", "next=%2Fowner%2Fproposals"):
        assert said in answer.text
    assert "is kept" not in answer.text


def test_what_stands_in_it_is_text(ask: Ask, proposal: Proposal) -> None:
    page = ask("Olga", "GET", PAGE).text
    assert proposal.answer in SENT
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_what_cannot_be_done_is_said(ask: Ask, proposal: Proposal) -> None:
    answer = ask("Olga", "POST", f"{PAGE}/{proposal.id}", data={"do": "approve", "answer": " "})
    assert answer.status_code == 422
    assert "one of them is empty" in answer.text
    assert ask("Olga", "POST", f"{PAGE}/77", data={"do": "approve"}).status_code == 404
    assert ask("Olga", "POST", f"{PAGE}/{proposal.id}", data={"do": "burn"}).status_code == 422
    assert ask("Olga", "GET", f"{PAGE}/77/dialogue.yaml").status_code == 404
