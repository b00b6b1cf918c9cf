"""`shelftalk eval live`: how soon a shop that is open says what changed, and whether it ever stops answering.

A copy of the store is opened as a shop. Prices, new products and removals come as the API would bring them; then a feed
of the whole store, with one product in a hundred changed, is imported in another process beside the open shop, which
takes it over while a conversation goes on. Each time runs until a next answer, found by a search of its own, says it;
a change that an answer does not say is an `EvalError`.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.feeds.offers import OfferChange
from retrieval.money import Money
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.messages import conversations
from ui.eval.speed import percentile, row_of

if TYPE_CHECKING:
    from assistant import Settings, Shop
    from assistant.session import Session

N_TIMES = 20
_LOOK_S = 0.05


def measure_live(settings: Settings, seed: int, *, n: int = N_TIMES, progress: Progress = silent) -> Measured:
    """Changes a copy of the store `n` times in each way, and imports beside it once. Raises what opening raises."""
    from assistant import open_shop
    from assistant.dialogues.copies import copied
    from retrieval.indexing import encoder_of

    with (
        copied(settings.store, now=datetime.now(UTC)) as copy,
        open_shop(settings, store=copy, encoder=encoder_of(copy)) as shop,
    ):
        first = _products(shop.catalog, n)
        walk(shop, seed, 8)
        progress("Prices", 0, n)
        prices = [_timed(partial(_price, shop, product)) for product in first]
        progress("New products", 0, n)
        made = [_new(product, at) for at, product in enumerate(first)]
        new = [_timed(partial(_put, shop, product)) for product in made]
        progress("Removals", 0, n)
        removed = [_timed(partial(_remove, shop, product)) for product in made]
        progress("An import beside the open shop", 0, 1)
        during, seconds = _imported(shop, copy, seed)
        quiet = walk(shop, seed, 8)
    figures = {
        "price_p95_s": _seconds(prices),
        "new_p95_s": _seconds(new),
        "removed_p95_s": _seconds(removed),
        "import_s": seconds,
        "turn_during_import_max_s": round(max(during) / 1000, 3),
    }
    rows: list[dict[str, Cell]] = [
        row_of("a price, until an answer says it", prices),
        row_of("a new product, until an answer shows it", new),
        row_of("a removal, until no answer shows it", removed),
        row_of("turns while the import is made and taken over", during),
        row_of("turns with nothing beside them", quiet),
    ]
    return Measured(figures, rows)


def _seconds(waits: list[float]) -> float:
    return round(percentile(waits, 95) / 1000, 3)


def _timed(change: Callable[[], None]) -> float:
    began = time.perf_counter()
    change()
    return (time.perf_counter() - began) * 1000


def _products(catalog: Catalog, n: int) -> list[Product]:
    """`n` spread over the catalog, whose titles are nobody else's."""
    titles = Counter(product.title for product in catalog)
    own = [product for product in catalog if titles[product.title] == 1]
    return own[:: max(1, len(own) // n)][:n]


def _price(shop: Shop, product: Product) -> None:
    """Every variant a unit dearer than the dearest."""
    dearest = max(variant.offer.price for variant in product.variants)
    price = Money(dearest.amount + 1, dearest.currency)
    values = {"price": price, "list_price": None, "available": True}
    shop.update_offers([OfferChange(variant.id, dict(values)) for variant in product.variants])
    now = {variant.offer.price for variant in shop.catalog.product(product.id).variants}  # after the day's promotions
    before = {variant.offer.price for variant in product.variants}
    shown = _cards(shop, product.title)
    if now & before or shown.get(product.id) not in now:
        raise EvalError(f"The next answer did not say the new price of {product.title!r}.")


def _new(product: Product, at: int) -> Product:
    title = f"Zarquil{at} {product.title}"
    variant = Variant(f"eval-live-{at}", title, Offer(product.variants[0].offer.price))
    return replace(product, id=f"eval-live-{at}", title=title, variants=(variant,), media=())


def _put(shop: Shop, product: Product) -> None:
    shop.update_products([product])
    if product.id not in _cards(shop, product.title):
        raise EvalError(f"The next answer did not show the new product {product.title!r}.")


def _remove(shop: Shop, product: Product) -> None:
    shop.update_products([], [product.id])
    if product.id in _cards(shop, product.title):
        raise EvalError(f"The next answer still showed {product.title!r}, which was removed.")


def _cards(shop: Shop, message: str) -> dict[str, Money]:
    return {card.product_id: card.price for card in shop.session().say(message).cards}


def walk(shop: Shop, seed: int, n: int) -> list[float]:
    """Milliseconds of every turn of `n` conversations, each to its end."""
    return list(_turns(shop, seed, n))


def _turns(shop: Shop, seed: int, n: int) -> Iterator[float]:
    for lines in conversations(shop.catalog, n, seed):
        session = shop.session()
        for line in lines:
            yield _timed(partial(_say, session, line.message))


def _say(session: Session, message: str) -> None:
    session.say(message)


def _imported(shop: Shop, store: Path, seed: int) -> tuple[list[float], float]:
    """Turns that were talked meanwhile, in milliseconds, and the seconds that the import and its taking over took."""
    from retrieval.scaling import write_scaled
    from ui.eval.speed_import import _change, import_apart

    feed = store.parent / "live-feed"
    write_scaled(shop.catalog, len(shop.catalog), feed, seed)
    _change(feed / "products.jsonl")
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    importing = context.Process(target=import_apart, args=(feed, store, there))
    during: list[float] = []
    with _taking(shop):
        began = time.perf_counter()
        importing.start()
        there.close()
        while importing.is_alive():
            during += _turns(shop, seed + len(during), 1)
            while here.poll():
                try:
                    here.recv()
                except EOFError:
                    break
        importing.join()
        seconds = round(time.perf_counter() - began, 3)
    if importing.exitcode:
        raise EvalError(f"The import beside the open shop ended with {importing.exitcode}.")
    return during, seconds


@contextmanager
def _taking(shop: Shop) -> Iterator[None]:
    """As the server does: takes over what is offered, until the block ends."""
    shop.take_imports()
    over = threading.Event()

    def look() -> None:
        while not over.wait(_LOOK_S):
            shop.take_offered()

    looking = threading.Thread(target=look, name="taking imports")
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
