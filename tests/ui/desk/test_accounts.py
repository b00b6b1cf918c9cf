"""Accounts: who may sign in, for how long, and how often one may guess."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app
from ui.desk.accounts import FREE_TRIES, HOLDS_S, AccountError, Accounts, LoginError, ThrottledError

PASSWORD = "correct horse battery"


@dataclass
class Seconds:
    """Moved by hand."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def open_accounts(tmp_path: Path, seconds: Seconds) -> Callable[..., Accounts]:
    return lambda name="shop": Accounts(tmp_path / f".{name}.agents", seconds, seconds)


@pytest.fixture
def accounts(open_accounts: Callable[..., Accounts]) -> Accounts:
    made = open_accounts()
    made.add("Mia", PASSWORD, "lead")
    return made


def test_who_signs_in_is_known_by_the_token(accounts: Accounts) -> None:
    agent = accounts.agent(accounts.login("mia ", PASSWORD))
    assert agent is not None
    assert (agent.name, agent.role, agent.leads) == ("Mia", "lead", True)


@pytest.mark.parametrize(("name", "password"), [("Mia", "wrong password"), ("Bo", PASSWORD), ("", ""), ("Mia", "")])
def test_what_is_wrong_is_not_said(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(LoginError) as refused:
        accounts.login(name, password)
    assert str(refused.value) == "Name or password is wrong."


def test_a_token_ends_after_its_time(accounts: Accounts, seconds: Seconds) -> None:
    token = accounts.login("Mia", PASSWORD)
    seconds.now += HOLDS_S - 1
    assert accounts.agent(token) is not None
    seconds.now += 1
    assert accounts.agent(token) is None


@pytest.mark.parametrize("wrong", ["", ".", "x.y", "é.é", "e30.e30", "a" * 5000])
def test_what_was_not_signed_here_is_nobody(accounts: Accounts, wrong: str) -> None:
    assert accounts.agent(wrong) is None


def test_a_changed_token_is_nobody(accounts: Accounts) -> None:
    head, _, tail = accounts.login("Mia", PASSWORD).partition(".")
    assert accounts.agent(f"{head}x.{tail}") is None
    assert accounts.agent(f"{head}.{tail[:-2]}AA") is None


def test_a_new_password_a_removal_and_leaving_end_tokens(
    accounts: Accounts, open_accounts: Callable[..., Accounts]
) -> None:
    first = accounts.login("Mia", PASSWORD)
    open_accounts().set_password("mia", "another long one")  # as the command line does, in another process
    assert accounts.agent(first) is None
    second, third = (accounts.login("Mia", "another long one") for _ in range(2))
    accounts.logout(second)
    assert accounts.agent(second) is None
    assert accounts.agent(third) is not None
    open_accounts().remove("Mia")
    assert accounts.agent(third) is None
    open_accounts().add("Mia", "another long one", "owner")
    assert accounts.agent(third) is None  # another account, though of the same name


def test_a_token_of_one_store_opens_no_other(open_accounts: Callable[..., Accounts], accounts: Accounts) -> None:
    other = open_accounts("other")
    other.add("Mia", PASSWORD, "owner")
    assert other.agent(accounts.login("Mia", PASSWORD)) is None


def test_guessing_has_to_wait_longer_and_longer(accounts: Accounts, seconds: Seconds) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(LoginError):
            accounts.login("Mia", "wrong password")
    with pytest.raises(ThrottledError) as throttled:
        accounts.login("Mia", PASSWORD)  # even the right one
    seconds.now += throttled.value.wait_s
    with pytest.raises(LoginError):
        accounts.login("Mia", "wrong password")
    with pytest.raises(ThrottledError) as longer:
        accounts.login("Mia", PASSWORD)
    assert longer.value.wait_s > throttled.value.wait_s
    seconds.now += longer.value.wait_s
    assert accounts.agent(accounts.login("Mia", PASSWORD)) is not None
    with pytest.raises(LoginError, match="Name or password"):  # forgotten with the right one
        accounts.login("Mia", "wrong password")


def test_an_address_has_to_wait_whatever_names_it_tries(accounts: Accounts) -> None:
    for n in range(FREE_TRIES):
        with pytest.raises(LoginError):
            accounts.login(f"name {n}", "wrong password", address="203.0.113.9")
    with pytest.raises(ThrottledError):
        accounts.login("Mia", PASSWORD, address="203.0.113.9")
    assert accounts.login("Mia", PASSWORD, address="198.51.100.7")


def test_the_file_is_for_its_owner_and_holds_no_password(accounts: Accounts, tmp_path: Path) -> None:
    file = tmp_path / ".shop.agents"
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    text = file.read_text()
    assert PASSWORD not in text
    assert len(json.loads(text)["accounts"]) == 1


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("M" * 61, PASSWORD), ("a\x00b", PASSWORD), ("Bo", "short")]
)
def test_accounts_that_cannot_be(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(AccountError):
        accounts.add(name, password)
    assert len(accounts.agents()) == 1


def test_a_name_is_one_persons(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="already"):
        accounts.add("  mIA ", PASSWORD)


def test_a_damaged_file_is_told(accounts: Accounts, tmp_path: Path, open_accounts: Callable[..., Accounts]) -> None:
    (tmp_path / ".shop.agents").write_text("{")
    with pytest.raises(AccountError, match="cannot be read"):
        open_accounts().agents()


def test_the_command_adds_lists_and_removes(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "shop")]
    run = CliRunner().invoke
    assert "Nobody yet" in run(app, ["agents", "list", *store]).output
    added = run(app, ["agents", "add", "Mia", "--role", "owner", *store], input=f"{PASSWORD}\n")
    assert added.exit_code == 0, added.output
    assert "Mia  owner" in run(app, ["agents", "list", *store]).output
    changed = run(app, ["agents", "password", "Mia", *store], input="another long one\n")
    assert changed.exit_code == 0, changed.output
    assert Accounts.of(tmp_path / "shop").login("Mia", "another long one")
    assert run(app, ["agents", "remove", "Mia", *store]).exit_code == 0
    assert run(app, ["agents", "remove", "Mia", *store]).exit_code != 0
    assert Accounts.of(tmp_path / "shop").agents() == ()
