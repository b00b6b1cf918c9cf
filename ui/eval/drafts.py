"""`eval drafts`: suggested replies to written situations, held to what they have to rest on."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete

from assistant import Settings, Shop, open_shop
from assistant.acts import Intent, ShopperAct
from assistant.copilot.asked import in_sentences
from assistant.copilot.checking import DraftChecker
from assistant.copilot.offering import Draft, Source, SourceKind
from assistant.copilot.said import Said
from assistant.dialogues.copies import copied
from assistant.handoff.hands import Agent
from recommender.order_log import ORDERS, import_orders, orders
from retrieval.encoder import Encoder
from retrieval.progress import Progress, silent
from retrieval.store import open_engine
from ui.eval.drafts_situations import Rests, Situation, order_lines, read_situations
from ui.eval.frame import Cell, Measured

_AGENT = Agent("eval", "Mia")
_UNKNOWN = re.compile(
    r"\b(?:data|papers?|page|records?) (?:on [^.]*? )?do(?:es)?(?: not|n't) (?:say|state)|资料里没有", re.I
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A situation with the draft that came of it; `wrong` says what of it is wrong, empty where nothing is."""

    situation: Situation
    draft: Draft
    ms: float
    wrong: tuple[str, ...]
    sources_found: int
    sources_apt: int
    n_unsupported: int


def drafts_of(
    settings: Settings,
    path: Path,
    *,
    now: datetime,
    encoder: Encoder | None = None,
    progress: Progress = silent,
    tone: str = "",
) -> list[Drafted]:
    """A draft for every situation of the file, in a copy of the settings' store; nothing is left behind in it.

    Raises `EvalError` for a file that holds none, and what `open_shop` raises for a store that cannot be opened.
    """
    situations = read_situations(path)
    made = []
    with copied(settings.store, now=now) as copy:
        opened = settings.model_copy(update={"store": copy})
        with open_shop(opened, encoder=encoder, clock=lambda: now) as shop:
            shop.desk.staffed_by(lambda: True)
            for n, situation in enumerate(situations, 1):
                with _orders_of(situation, copy, shop, now):
                    made.append(_drafted(situation, shop, tone))
                progress("Drafting", n, len(situations))
    return made


def measured(made: Sequence[Drafted], *, timed: bool, sealed: bool) -> Measured:
    """Figures of the test part, those of the dev part with `dev_` before; a row for each situation.

    What is wrong in the test part is counted, and told only where it is `sealed` no more.
    """
    figures: dict[str, float] = {}
    for part, prefix in (("test", ""), ("dev", "dev_")):
        own = [one for one in made if one.situation.part == part]
        figures |= {f"{prefix}{key}": value for key, value in _figures(own).items()}
    if timed and made:
        took = sorted(one.ms for one in made)
        figures |= {"draft_p50": _at(took, 0.5), "draft_p95": _at(took, 0.95)}
    return Measured(figures, [_row(one, timed=timed, told=sealed or one.situation.part == "dev") for one in made])


def _figures(made: Sequence[Drafted]) -> dict[str, float]:
    if not made:
        return {}
    n = len(made)
    wanted = sum(len(one.situation.rests_on) for one in made)
    given = sum(len(one.draft.sources) for one in made)
    return {
        "situations": n,
        "right": sum(not one.wrong for one in made) / n,
        "sources_found": sum(one.sources_found for one in made) / max(wanted, 1),
        "sources_apt": sum(one.sources_apt for one in made) / max(given, 1),
        "unsupported": sum(one.n_unsupported for one in made),
        "by_model": sum(one.draft.by == "model" for one in made) / n,
    }


def _row(one: Drafted, *, timed: bool, told: bool) -> dict[str, Cell]:
    return {
        "situation": one.situation.id,
        "part": one.situation.part,
        "by": one.draft.by,
        "sources": len(one.draft.sources),
        "ms": round(one.ms) if timed else None,
        "right": "yes" if not one.wrong else "no",
        "what is wrong": "; ".join(one.wrong) if told else "",
    }


def _drafted(situation: Situation, shop: Shop, tone: str) -> Drafted:
    session = shop.session(situation.shopper)
    for variant_id in situation.cart:
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id=variant_id))
    for message in situation.so_far:
        session.say(message)
    if situation.held:
        shop.desk.present(_AGENT)
        shop.desk.ask(session.id)
        shop.desk.take(session.id, _AGENT)
    for message in situation.open:
        session.say(message)
    began = time.perf_counter()
    *_, draft = shop.copilot.draft(session.id, tone=tone)
    ms = (time.perf_counter() - began) * 1000
    if not isinstance(draft, Draft):
        raise TypeError("A draft comes last.")
    wrong = tuple(_wrong(situation, draft, shop))
    found = sum(any(_is(source, rest, shop) for source in draft.sources) for rest in situation.rests_on)
    apt = sum(_may(source, situation, shop) for source in draft.sources)
    return Drafted(situation, draft, ms, wrong, found, apt, _unsupported(draft, situation, shop))


def _wrong(situation: Situation, draft: Draft, shop: Shop) -> Iterator[str]:
    for rest in situation.rests_on:
        if not any(_is(source, rest, shop) for source in draft.sources):
            yield f"rests not on {rest.model_dump(exclude_defaults=True)}"
    for source in draft.sources:
        if not _may(source, situation, shop):
            yield f"rests on {source.label}"
    text = draft.text.casefold()
    yield from (f"does not say {word}" for word in situation.says if word.casefold() not in text)
    yield from (f"does not ask for {word}" for word in situation.asks_for if word.casefold() not in text)
    yield from (f"says {word}" for word in situation.must_not if re.search(word, draft.text, re.IGNORECASE))
    if situation.unknown and not _UNKNOWN.search(draft.text):
        yield "does not say that the data does not say"
    if situation.language != draft.language:
        yield f"is in {draft.language}"
    yield from _things(situation, draft, shop)


def _things(situation: Situation, draft: Draft, shop: Shop) -> Iterator[str]:
    if situation.bundle is not None:
        if not draft.bundles:
            yield "has no bundle"
        elif draft.bundles[0].total.amount > situation.bundle.total_at_most:
            yield f"has a bundle of {draft.bundles[0].total}"
    wanted = situation.cards
    if wanted is None:
        return
    if len(draft.cards) < wanted.at_least:
        yield f"has {len(draft.cards)} cards"
    for card in draft.cards:
        product, variant = shop.catalog.variant(card.variant_id)
        if wanted.category and not any(wanted.category in path.split(" > ") for path in product.categories):
            yield f"shows {card.title}"
        if (wanted.in_stock and not variant.offer.available) or card.product_id == wanted.without:
            yield f"shows {card.title}, which is not to be had"
        if any(variant.options.get(slot) != value for slot, value in wanted.options.items()):
            yield f"shows {card.title} in another version"


def _may(source: Source, situation: Situation, shop: Shop) -> bool:
    return any(_is(source, rest, shop) for rest in (*situation.rests_on, *situation.may_rest_on))


def _is(source: Source, rest: Rests, shop: Shop) -> bool:
    """Whether a source is what a situation names; `*` is any product, or any promotion."""
    if rest.document:
        return (source.kind is SourceKind.PASSAGE and source.document_id == rest.document
                and rest.says.casefold() in source.text.casefold())  # fmt: skip
    if rest.promotion:
        return source.kind is SourceKind.PROMOTION and rest.promotion in ("*", source.document_id)
    if rest.order:
        return source.kind is SourceKind.ORDER and source.label == f"Order {rest.order}"
    if rest.cart:
        return source.kind is SourceKind.CART
    if rest.reviews:
        return source.kind is SourceKind.REVIEW and source.product_id == rest.reviews
    if rest.variant:
        product = shop.catalog.variant(rest.variant)[0]
        return source.variant_id == rest.variant or (
            source.kind is SourceKind.OFFER and source.product_id == product.id
        )
    if rest.field:
        values = shop.catalog.product(rest.product).attributes.get(rest.field, ())
        return source.product_id == rest.product and any(v.casefold() in source.text.casefold() for v in values)
    return bool(source.product_id) and rest.product in ("*", source.product_id)


def _unsupported(draft: Draft, situation: Situation, shop: Shop) -> int:
    """Sentences with a figure or a quotation that no source, card or message of the shopper's has."""
    cards = (*draft.cards, *(card for bundle in draft.bundles for card in bundle.cards))
    heard = [*situation.so_far, *situation.open, *(f"{card.title} {card.price}" for card in cards)]
    heard += [str(bundle.total) for bundle in draft.bundles]
    checker = DraftChecker(shop.catalog, draft.sources, "\n".join(heard))
    return sum(not checker.holds(Said(one, draft.sources), draft.language) for one in in_sentences(draft.text))


@contextmanager
def _orders_of(situation: Situation, store: Path, shop: Shop, now: datetime) -> Iterator[None]:
    """The orders of a situation are there while it is drafted, and those of no other."""
    engine = open_engine(store)
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / ORDERS
            file.write_text("\n".join(order_lines([situation], shop.catalog, now)) + "\n", encoding="utf-8")
            import_orders(file, engine)
        yield
        with engine.begin() as connection:
            connection.execute(delete(orders).where(orders.c.id.in_([order.id for order in situation.orders])))
    finally:
        engine.dispose()


def _at(took: Sequence[float], share: float) -> float:
    return took[min(len(took) - 1, int(share * len(took)))]
