"""Golden conversations, walked: each turn against its golden lines, and every fact against the store's record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.acts import Intent, ShopperAct
from assistant.dialogues.claims import claim_faults
from assistant.dialogues.expecting import faults_of
from assistant.dialogues.format import Click, Dialogue, Turn, constraint_of, read_dialogue
from assistant.dialogues.moment import Fault, Moment, UnknownReferenceError
from assistant.dialogues.names import unknown_names
from assistant.dialogues.records import record_faults
from assistant.handoff.desk import HandoffDesk
from assistant.handoff.hands import Agent
from assistant.reply import FollowUp, Reply
from retrieval.catalog import Catalog

_MOST_WALKED = 24  # products behind a follow-up that are counted page by page; beyond, the first page is enough


class Session(Protocol):
    def say(self, message: str) -> Reply: ...
    def act(self, act: ShopperAct) -> Reply: ...


class Shop(Protocol):
    @property
    def catalog(self) -> Catalog: ...
    @property
    def desk(self) -> HandoffDesk: ...
    def session(self, shopper_id: str = "", session_id: str = "") -> Session: ...
    def today(self) -> date: ...


Opening = Callable[[Dialogue], AbstractContextManager[Shop]]


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong; `turn` counts from 1, 0 is the dialogue itself."""

    dialogue: str
    turn: int
    fault: Fault

    @property
    def plain(self) -> str:
        """The failure without its dialogue: `turn 3: cart: expected ...; got ...`."""
        where = f"turn {self.turn}: " if self.turn else ""
        return f"{where}{self.fault.what}: expected {self.fault.expected}; got {self.fault.got}"

    def __str__(self) -> str:
        return f"{self.dialogue}{', ' if self.turn else ': '}{self.plain}"


@dataclass(frozen=True, slots=True)
class DialogueResult:
    dialogue: Dialogue
    path: Path
    failures: tuple[Failure, ...]
    replies: tuple[Reply, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        return not self.failures


def dialogue_paths(path: Path) -> list[Path]:
    """The golden files at `path`: itself, or every `*.yaml` below it, in order.

    Raises `FileNotFoundError` when there is none.
    """
    found = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
    if not found:
        raise FileNotFoundError(f"No golden dialogue at '{path}'; give a .yaml file or a folder that has some.")
    return found


def run_dialogues(
    path: Path, shop: Shop, *, with_products: Opening | None = None, only_store: str = ""
) -> Iterator[DialogueResult]:
    """Walks every dialogue at `path`, each in a session of its own, and yields its result when it is done.

    `with_products` opens a copy of the shop with the dialogue's own products added; without it, dialogues that
    bring products fail and say so. `only_store` leaves out dialogues written for another store. Raises
    `DialogueFormatError` for a file that is no golden dialogue, before any is walked.
    """
    dialogues = [(found, read_dialogue(found)) for found in dialogue_paths(path)]
    for found, dialogue in dialogues:
        if only_store and dialogue.store != only_store:
            continue
        if not dialogue.products:
            opened: AbstractContextManager[Shop] = nullcontext(shop)
        elif with_products is not None:
            opened = with_products(dialogue)
        else:
            fault = Fault("products", "a copy of the store with the dialogue's products", "this shop has no copy")
            yield DialogueResult(dialogue, found, (Failure(dialogue.name, 0, fault),), (), 0.0)
            continue
        with opened as its_shop:
            yield run_dialogue(dialogue, its_shop, found)


def run_dialogue(dialogue: Dialogue, shop: Shop, path: Path = Path()) -> DialogueResult:
    """Walks one dialogue to its end; a turn that fails does not stop it."""
    began = time.perf_counter()
    failures = [Failure(dialogue.name, 0, fault) for fault in unknown_names(dialogue, shop.catalog)]
    with _at_desk(dialogue, shop):
        walk = _Walk(dialogue, shop)
        if not failures:
            for number, turn in enumerate(dialogue.turns, 1):
                failures += [Failure(dialogue.name, number, fault) for fault in walk.turn(turn)]
    return DialogueResult(dialogue, path, tuple(failures), tuple(walk.replies), time.perf_counter() - began)


@contextmanager
def _at_desk(dialogue: Dialogue, shop: Shop) -> Iterator[None]:
    """People at the shop's desk as the dialogue has them, and none afterwards."""
    if dialogue.desk == "none":
        yield
        return
    somebody = Agent("dialogues", "Mia")
    shop.desk.staffed_by(lambda: True)
    if dialogue.desk == "open":
        shop.desk.present(somebody)
    try:
        yield
    finally:
        shop.desk.gone(somebody.id)
        shop.desk.staffed_by(lambda: False)


class _Walk:
    """One conversation under way, and the means to begin it again and go another way."""

    def __init__(self, dialogue: Dialogue, shop: Shop) -> None:
        self._shop = shop
        self._shopper = dialogue.shopper
        self._session = shop.session(dialogue.shopper)
        self._steps: list[str | ShopperAct] = []
        self.replies: list[Reply] = []

    def turn(self, turn: Turn) -> list[Fault]:
        try:
            step = turn.message if turn.click is None else self._clicked(turn.click)
        except UnknownReferenceError as error:
            return [Fault("click", "something that can be clicked", str(error))]
        self._steps.append(step)
        self.replies.append(_take(self._session, step))
        moment = Moment(self._shop.catalog, tuple(self.replies), turn.message, self._shop.today())
        faults = [*faults_of(turn.expect, moment), *record_faults(moment), *claim_faults(moment)]
        if turn.expect.follow_ups_lead_somewhere and not moment.reply.follow_ups:
            faults.append(Fault("follow-ups", "at least one", "none"))
        for follow_up in moment.reply.follow_ups:
            faults.extend(self._dead_end(follow_up))
        return faults

    def _clicked(self, click: Click) -> str | ShopperAct:
        if not self.replies:
            raise UnknownReferenceError("nothing was shown before the first turn")
        reply = self.replies[-1]
        if click.follow_up is not None:
            if not 1 <= click.follow_up <= len(reply.follow_ups):
                raise UnknownReferenceError(f"follow-up {click.follow_up} of {len(reply.follow_ups)}")
            return _step(reply.follow_ups[click.follow_up - 1])
        if click.remove_chip is not None:
            for chip in reply.chips:
                if click.remove_chip.casefold() in (chip.label.casefold(), chip.constraint.slot):
                    return ShopperAct(Intent.REFINE, removed=(chip.constraint,))
            raise UnknownReferenceError(f"no chip '{click.remove_chip}' among {[c.label for c in reply.chips]}")
        moment = Moment(self._shop.catalog, tuple(self.replies))
        return ShopperAct(
            click.intent or Intent.REFINE,
            constraints=tuple(map(constraint_of, click.constraints)),
            dropped=click.dropped,
            product_ids=tuple(map(moment.product_id, click.products)),
            variant_id=moment.variant_id(click.variant) if click.variant else "",
            quantity=click.quantity,
        )

    def _dead_end(self, follow_up: FollowUp) -> Iterator[Fault]:
        """Takes the follow-up in a second conversation that went the same way up to here."""
        session = self._shop.session(self._shopper)
        for step in self._steps:
            _take(session, step)
        reply = _take(session, _step(follow_up))
        what, n = f"follow-up '{follow_up.label}'", follow_up.n_products
        shown = {card.product_id for card in reply.cards}
        if n is None:
            of_person = follow_up.act is not None and follow_up.act.intent in (Intent.WANT_PERSON, Intent.NO_PERSON)
            if of_person and reply.text:
                return
            if not (shown or reply.bundles or reply.comparison or reply.cart.items or reply.state.asked):
                yield Fault(what, "something to see", reply.text)
            return
        while shown and len(shown) < min(n, _MOST_WALKED):
            more = {card.product_id for card in session.act(ShopperAct(Intent.MORE)).cards} - shown
            if not more:
                break
            shown |= more
        if len(shown) != n and len(shown) < _MOST_WALKED:
            yield Fault(what, f"{n} products", f"{len(shown)} products")


def _step(follow_up: FollowUp) -> str | ShopperAct:
    return follow_up.act or follow_up.message


def _take(session: Session, step: str | ShopperAct) -> Reply:
    return session.say(step) if isinstance(step, str) else session.act(step)
