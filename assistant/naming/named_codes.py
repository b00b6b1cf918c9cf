"""Named codes: a message that is a product's number, or has it ("do you have 85123A?"), looks for that product."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from assistant.acts import MANNERS, Intent, ShopperAct
from assistant.merging import one_of
from assistant.state import DialogueState
from assistant.understanding import Understanding
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import THING, Constraint, Operator

_WORD = re.compile(r"[^\s,;!?()\"“”]+")
_SHORTEST = 4  # "501" may be a price
OPEN = {Intent.FIND, Intent.REFINE, Intent.NOT_UNDERSTOOD, Intent.OUT_OF_SCOPE}
# "1080p", "500ml", "2026", "$1,200" are written like codes and are none
_MEASURE = re.compile(r"[£$€]?\d+(?:[.,:x/-]\d+)*[a-z]{0,5}", re.I)


class NamedCodes:
    """The codes of a catalog: SKUs, and ids of products and variants, of four characters or more with a digit."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_code: dict[str, list[tuple[Product, Variant | None]]] = defaultdict(list)
        for product in catalog:
            self._note(product.id, product, None)
            for variant in product.variants:
                only = None if len(product.variants) == 1 else variant
                for code in {variant.sku, variant.id}:
                    self._note(code, product, only)

    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """The reading; a search for the products whose codes the message has, where it was read as no more than a
        search or not at all."""
        _ = state
        intents = {act.intent for act in heard.acts}
        if not intents <= OPEN | MANNERS or not intents & OPEN:
            return heard
        named = self._named(message)
        if not named:
            return heard
        thing = one_of(THING, list(dict.fromkeys(product.title for product, _ in named)), required=False)
        chosen = named[0][1] if len(named) == 1 else None
        options = chosen.options.items() if chosen else ()
        search = ShopperAct(Intent.FIND, (thing, *(Constraint(s, Operator.IS, value) for s, value in options)))
        kept = tuple(act for act in heard.acts if act.intent in MANNERS)
        return replace(heard, acts=(*kept, search), sure=True)

    def _note(self, code: str, product: Product, variant: Variant | None) -> None:
        if len(code) >= _SHORTEST and any(c.isdigit() for c in code):
            known = self._by_code[code.casefold()]
            if not any(other is product for other, _ in known):
                known.append((product, variant))

    def _named(self, message: str) -> list[tuple[Product, Variant | None]]:
        alone = len(message.split()) == 1
        for word in _WORD.findall(message):
            code = word.strip(".:'").casefold()
            if code in self._by_code and (alone or not _MEASURE.fullmatch(code)):
                return self._by_code[code]
        return []
