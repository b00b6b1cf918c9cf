"""What a shopper looks at on the store's own pages, as acts: from the ids that the page gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.acts import Intent, ShopperAct
from recommender.items import Items
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import segments
from ui.api.schema.requests import PageContext
from ui.shop import Session

NOWHERE = PageContext()

items_of = lru_cache(maxsize=1)(Items)  # reads every title and SKU of the store


def look(session: Session, now: PageContext, before: PageContext, catalog: Catalog) -> None:
    """Let the conversation know what became another since `before`: turns without words, that answer nothing."""
    for act in looked_at(now, before, session, catalog):
        for _ in session.stream_act(act):
            pass


def looked_at(now: PageContext, before: PageContext, session: Session, catalog: Catalog) -> Iterator[ShopperAct]:
    """A product is what "it" means from now on. A list, where no product is looked at, is the need that "under 100"
    goes on from; one that the conversation is about already stays as it was narrowed there.
    """
    if now.product:
        found = items_of(catalog).find(now.product) if now.again or now.product != before.product else None
        if found is not None:
            yield ShopperAct(Intent.LOOK, product_ids=(found.product_id,))
        return
    if now.search and now.search != before.search:
        yield ShopperAct(Intent.LOOK, text=now.search)
    elif now.collection and not now.search and (now.collection, now.search) != (before.collection, before.search):
        names = _collections(catalog).get(_address(now.collection))
        if names and not any(c.constraint.slot == "category" and names in c.constraint.values for c in session.chips()):
            yield ShopperAct(Intent.LOOK, constraints=(Constraint("category", Operator.IS, names),))


def collections_of(path: str) -> list[tuple[str, str]]:
    """The collections that a category path leads through, outermost first: their addresses and names."""
    parts = segments(path)
    return [(_address(" ".join(parts[:n])), name) for n, name in enumerate(parts, 1)]


@lru_cache(maxsize=1)
def _collections(catalog: Catalog) -> dict[str, str]:
    """Every category of the store, by its path and by its name, each as it may stand in an address."""
    found: dict[str, str] = {}
    for product in catalog:
        for path in product.categories:
            for address, name in collections_of(path):
                found.setdefault(address, name)
                found.setdefault(_address(name), name)
    return found


def _address(name: str) -> str:
    """ "Camping > Tents", "camping/tents" and "camping-tents" are the same."""
    return "-".join(re.findall(r"\w+", name.casefold()))
