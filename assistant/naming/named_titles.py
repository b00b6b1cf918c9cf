"""Named titles: who says a product's whole title means that product, whatever else the words of the title may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import MANNERS, ShopperAct
from assistant.merging import one_of
from assistant.naming.named_codes import OPEN
from assistant.naming.references import Names
from assistant.state import DialogueState
from assistant.understanding import Understanding
from retrieval.catalog import Catalog, Product
from retrieval.query import THING, Constraint
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

Admits = Callable[[str, Sequence[Constraint]], bool]


class NamedTitles:
    """The titles of a catalog. `admits(product_id, conditions)` says whether a product can be bought that meets them.

    "Cloud Forest Coffee Beans" asks for no colour called forest: a condition that was read from words of the title
    goes where the product itself does not meet it. What else the message says of it stays: "... under $10".
    """

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary, admits: Admits) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._names = Names(catalog)
        self._admits = admits

    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """The reading; with the product looked for by its title where it was read as conditions the product fails."""
        _ = state
        intents = {act.intent for act in heard.acts}
        if not intents <= OPEN | MANNERS or not intents & OPEN:
            return heard
        named = self._names.in_full(list(tokens(message)), self._vocabulary)
        if not named:
            return heard
        product = self._catalog.product(named.product_ids[0])
        acts = tuple(self._meant(act, product) if act.intent in OPEN else act for act in heard.acts)
        return heard if acts == heard.acts else replace(heard, acts=acts, sure=True)

    def _meant(self, act: ShopperAct, product: Product) -> ShopperAct:
        title = {token.stem for token in tokens(product.title)}
        failed = [
            constraint
            for constraint in act.constraints
            if constraint.required and _words(constraint) <= title and not self._admits(product.id, [constraint])
        ]
        if not failed:
            return act
        kept = tuple(constraint for constraint in act.constraints if constraint not in failed)
        return replace(act, constraints=(one_of(THING, [product.title], required=False), *kept))


def _words(constraint: Constraint) -> set[str]:
    """The stems of its values; a number's is in no title."""
    return {token.stem for value in constraint.values if isinstance(value, str) for token in tokens(value)} or {""}
