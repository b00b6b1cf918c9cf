"""`shelftalk agents`: who may log in at the desk."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from rich.console import Console

from assistant.handoff.hands import Role
from ui.desk.accounts import SHORTEST_PASSWORD, Accounts
from ui.terminal_view import plain


def add_command(store: Path, name: str, role: Role, console: Console) -> None:
    """Asks for the password, or reads it from standard input where nobody types. Raises `AccountError`."""
    agent = Accounts.of(store).add(name, password(), role)
    console.print(plain(f"Added {agent.name} ({agent.role}). They log in at /agent of the shop's address."))


def password_command(store: Path, name: str, console: Console) -> None:
    """Raises `AccountError`."""
    Accounts.of(store).set_password(name, password())
    console.print(plain(f"{name} has a new password; whoever was logged in as {name} is logged out."))


def remove_command(store: Path, name: str, console: Console) -> None:
    """Raises `AccountError`."""
    Accounts.of(store).remove(name)
    console.print(plain(f"Removed {name}, and logged them out. What they said stays in the conversations."))


def list_command(store: Path, console: Console) -> None:
    agents = Accounts.of(store).agents()
    for agent in agents:
        console.print(plain(f"{agent.name}  {agent.role}"))
    if not agents:
        console.print("Nobody yet. `shelftalk agents add NAME --role owner` adds the first.", style="dim")


def password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = typer.prompt(
        f"Password (at least {SHORTEST_PASSWORD} characters)", hide_input=True, confirmation_prompt=True
    )
    return asked
