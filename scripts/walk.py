"""Walks conversations that somebody wrote down through a shop, and prints what was heard and answered in every turn.

    python scripts/walk.py tests/understanding/by_hand.txt --store sample=DIR [--store luma=DIR] [--model standard]

A line of the file is a conversation: the store's name, what sort of shopper it is, and the messages, `|` between them.
For reading by eye: nothing is judged. The store is copied, so nothing that is said stays in it.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from assistant import Settings, Shop, open_shop
from assistant.acts import ShopperAct

_WARM_S = 180  # for the weights to be read; before that the rules answer
_CARDS, _TEXT = 4, 320


def main(
    conversations: Annotated[Path, typer.Argument(exists=True)],
    store: Annotated[list[str], typer.Option(help="NAME=DIR of a store; conversations of others are left out.")],
    model: Annotated[str, typer.Option(help="As in the settings: none, auto, small, standard, large.")] = "auto",
    deadline: Annotated[float, typer.Option(help="Seconds after which the rules answer.")] = 30.0,
) -> None:
    settings = Settings.model_validate({"model": model, "model_deadline_s": deadline})
    lines = [line.split("|") for line in conversations.read_text("utf-8").splitlines() if line.strip()]
    for name, _, path in (one.partition("=") for one in store):
        own = [line for line in lines if line[0].strip() == name]
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / name
            shutil.copytree(path, copy, ignore=shutil.ignore_patterns("store.lock", "store.owner"))
            with open_shop(settings, store=copy) as shop:
                _warm(shop)
                for n, (_, kind, *messages) in enumerate(own, 1):
                    typer.echo(f"\n## {name} {n}, {kind.strip()}")
                    _walk(shop, [message.strip() for message in messages])


def _warm(shop: Shop) -> None:
    """Waits until the model reads, where there is one: until then the rules would be judged in its place."""
    until = time.monotonic() + _WARM_S
    while shop.understander_name != "rules" and not shop.reading_counts().read and time.monotonic() < until:
        shop.session().say("something blue for my uncle's birthday")
        time.sleep(1)


def _walk(shop: Shop, messages: list[str]) -> None:
    session = shop.session()
    for message in messages:
        reply = session.say(message)
        heard = [h for h in session.history()[-1].happened if isinstance(h, ShopperAct)]
        typer.echo(f"> {message}")
        typer.echo(f"  {', '.join(act.intent.value for act in heard)} | {', '.join(c.label for c in reply.chips)}")
        if reply.cards:
            typer.echo("  " + "; ".join(f"{card.title} {card.price}" for card in reply.cards[:_CARDS]))
        typer.echo(f"  {reply.text[:_TEXT]}".replace("\n", " / "))
        if session.cart().items:
            typer.echo(f"  cart: {', '.join(f'{item.quantity} {item.title}' for item in session.cart().items)}")


if __name__ == "__main__":
    typer.run(main)
