"""Openers: first messages made from the store and tried on it, so that every one leads somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.acts import Intent
from assistant.policy import N_FOUND
from assistant.state import DialogueState
from assistant.understanding import Understander
from recommender.wording import lowered
from retrieval.catalog import Catalog, Product
from retrieval.query import Query
from retrieval.search import Retriever
from retrieval.vocabulary import segments

N_OPENERS = 4


def openers(
    catalog: Catalog, understander: Understander, retriever: Retriever, offered: Sequence[str] = ()
) -> tuple[str, ...]:
    """Up to four messages, those that the store's feed has `offered` first.

    Each search among them was understood by the rules and found at least two products.
    """
    ideas = dict.fromkeys((*offered, *_ideas(catalog)))
    return tuple(m for m in ideas if _leads_somewhere(m, understander, retriever))[:N_OPENERS]


def _ideas(catalog: Catalog) -> list[str]:
    by_leaf: Counter[str] = Counter(leaf for p in catalog for leaf in {_leaf(p)} if leaf)
    leaves = [leaf for leaf, n in by_leaf.most_common(12) if n >= 3]
    ideas = []
    for n, leaf in enumerate(leaves[:6]):
        products = [p for p in catalog if _leaf(p) == leaf]
        prices = sorted(min(v.offer.price for v in p.variants) for p in products)
        limit = prices[len(prices) // 2]
        color = _common_color(products)
        name = lowered(leaf)
        ideas.append(
            (
                f"{_capital(name)} under {str(limit).removesuffix('.00')}",
                f"{_capital(color)} {name}" if color else f"Best rated {name}",
                f"Cheapest {name}",
            )[n % 3]
        )
    if len(leaves) >= 2:
        ideas.insert(2, f"{_capital(lowered(leaves[0]))} and {lowered(leaves[1])} to go together")
    if not leaves:
        heads = Counter(word for p in catalog for word in p.title.lower().split() if len(word) > 4)
        ideas += [f"Show me something with {word}" for word, _ in heads.most_common(6)]
    if catalog.documents:
        ideas.insert(3, "What is your return policy?")
    return ideas


def _leads_somewhere(message: str, understander: Understander, retriever: Retriever) -> bool:
    understood = understander.understand(message, DialogueState())
    act = understood.acts[0]
    if act.intent in (Intent.ASK_POLICY, Intent.BUNDLE):
        return understood.sure
    found = retriever.search(Query(act.text, act.constraints, N_FOUND))
    return understood.sure and act.intent is Intent.FIND and len(found) >= 2


def _leaf(product: Product) -> str:
    return next((path[-1] for c in product.categories if (path := segments(c))), "")


def _common_color(products: list[Product]) -> str:
    colors = Counter(
        v.options["color"].lower() for p in products for v in p.variants if "color" in v.options and v.offer.available
    )
    return min(colors, key=lambda c: (-colors[c], c)) if colors else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
