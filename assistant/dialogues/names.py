"""A golden line may name only what the store has: products, variants, categories, values, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.dialogues.format import CardIs, Dialogue, Expect, RecordSaid, ShownIs
from assistant.dialogues.moment import Fault, Moment, UnknownReferenceError, lies_in
from retrieval.catalog import Catalog, PolicyDocument

_TURN_CARD = re.compile(r"turn \d+ card \d+", re.ASCII)


def unknown_names(dialogue: Dialogue, catalog: Catalog) -> list[Fault]:
    """What the dialogue names and the store (with the dialogue's own products in it) does not have."""
    faults: list[Fault] = []
    for number, turn in enumerate(dialogue.turns, 1):
        clicked = [*turn.click.products, turn.click.variant] if turn.click else []
        names = [*clicked, *_names(turn.expect)]
        faults += [Fault(f"turn {number} names", "something the store has", why) for why in _missing(names, catalog)]
        for is_ in _cards(turn.expect):
            if not _exists(is_, catalog):
                faults.append(Fault(f"turn {number} names", "a card that the store can show", str(is_)))
        for said in turn.expect.text_contains_record:
            faults += [Fault(f"turn {number} names", "words of the document", why) for why in _unsaid(said, catalog)]
    return faults


def _names(expect: Expect) -> Iterator[str]:
    shown = expect.shown or ShownIs()
    yield from (*(expect.about or ()), *(expect.comparison or ()), *(expect.cart or {}))
    yield from (*(shown.exactly or ()), *shown.contains, *shown.excludes, *shown.first, *shown.variants)
    for said in expect.text_contains_record:
        yield from (words for words in (said.product, said.variant) if words is not None)


def _missing(names: list[str], catalog: Catalog) -> Iterator[str]:
    moment = Moment(catalog, ())
    for words in names:
        if not words or _TURN_CARD.match(words) or words in catalog:
            continue
        try:
            moment.variant_id(words)
        except UnknownReferenceError as error:
            yield str(error)


def _cards(expect: Expect) -> Iterator[CardIs]:
    if expect.shown:
        yield from (*expect.shown.all, *expect.shown.any, *expect.shown.none)
    if expect.bundle:
        yield from (*(expect.bundle.parts or ()), *expect.bundle.first, *expect.bundle.first_without)


def _exists(is_: CardIs, catalog: Catalog) -> bool:
    """A category, option or attribute that no product has would make a line that always holds, or never."""
    for product in catalog:
        if is_.category is not None and not lies_in(product, is_.category):
            continue
        for variant in product.variants:
            wanted = {**is_.options, **is_.attributes}
            if all(value in product.values(variant, slot) for slot, value in wanted.items()):
                return True
    return False


def _unsaid(said: RecordSaid, catalog: Catalog) -> Iterator[str]:
    if said.document is None:
        return
    document = find_document(said.document, catalog)
    if document is None:
        yield f"the store has no document '{said.document}'; it has {[d.title for d in catalog.documents]}"
        return
    for words in said.says:
        if words.casefold() not in document.text.casefold():
            yield f"'{document.title}' does not say '{words}'"


def find_document(name: str, catalog: Catalog) -> PolicyDocument | None:
    """By id or title; letter case, hyphens and spaces do not matter."""
    plain = _plain(name)
    return next((d for d in catalog.documents if plain in (_plain(d.id), _plain(d.title))), None)


def _plain(name: str) -> str:
    return re.sub(r"[-_ ]+", " ", name).strip().casefold()
