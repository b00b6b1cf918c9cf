"""Asked slots: which attribute of a thing a question is after, in whatever words: "will it wake the baby?" is noise."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.hearing.ways_of_asking import BRAND, WAYS, Way
from retrieval.catalog import Product
from retrieval.nearness import Nearness
from retrieval.remark_slots import holds_remarks
from retrieval.tokens import STOP_WORDS, stems, tokens

# Words that are names of slots and words of other questions too: alone they ask after no slot.
_NO_NAMES = frozenset(
    "type fill format card length theme paper feature features color size fit fits power screen age".split()  # noqa: SIM905
)
# Cosines from which the encoder's nearest slot answers; chosen on one half of the sample store's asked questions and
# measured on the other, see docs/answers.md. A yes-or-no question needs more: its slot says only half of it.
_MEANT, _MEANT_WHETHER = 0.5, 0.6
_MARGIN = 0.03
_WHICH = re.compile(r"\b(?:what|which|how many|any other|all the)\s+(?:other\s+)?(?P<what>[a-z]+)\b", re.IGNORECASE)


def slot_asked(question: str, product: Product) -> str:
    """The slot of the product that the question is after, by its words; empty where it states none or none is meant."""
    question = re.sub(re.escape(product.title), " it ", question, flags=re.IGNORECASE)  # a Rain Jacket asks no weather
    own = slots_of(product)
    option = _option_named(question, product)
    if option:
        return option
    for way in WAYS:
        if not way.asked.search(question):
            continue
        stated = _stated(way, own)
        if stated or way.alone:
            return stated[0] if stated else ""
    return named_slot(question, own)


def name_of_asked(question: str) -> str:
    """What people call what is asked after ("battery life"), for saying it is not stated; empty where it is open."""
    names = {way.name for way in WAYS if way.name and way.asked.search(question)}
    return names.pop() if len(names) == 1 else ""


def slots_of(product: Product) -> list[str]:
    """The slots that the product states, options first; its brand among them."""
    own = [slot for variant in product.variants for slot in variant.options]
    return list(dict.fromkeys((*own, *product.attributes, *((BRAND,) if product.brand else ()))))


def named_slot(question: str, slots: Sequence[str]) -> str:
    """The slot whose whole name stands in the question: "what refresh rate has it", "boil time?"."""
    said = [t.word.removesuffix("s") for t in tokens(question) if t.word not in STOP_WORDS]
    found = [
        slot
        for slot in slots
        if _in_a_row([w.removesuffix("s") for w in slot.split("_")], said)
        and (slot not in _NO_NAMES or _is_named(slot, question))
    ]
    return max(found, key=len, default="")


def feature_named(wanted: Set[str], product: Product) -> str:
    """The remark of the record that has every wanted stem: "does it have a lock?", of a "Combination lock"."""
    if not wanted:
        return ""
    remarks = [value for slot, values in product.attributes.items() if holds_remarks(slot) for value in values]
    return next((value for value in remarks if wanted <= stems(value)), "")


def meant_slot(question: str, product: Product, nearness: Nearness, *, is_whether: bool) -> str:
    """The slot whose name and value are nearest in meaning to the question; empty where none is near enough."""
    slots = [slot for slot in product.attributes if not holds_remarks(slot)]
    asked = [f"What is the {slot.replace('_', ' ')}? {product.attributes[slot][0]}" for slot in slots]
    near = sorted(zip(nearness.to(question, asked), slots, strict=True), reverse=True)
    if not near or near[0][0] < (_MEANT_WHETHER if is_whether else _MEANT):
        return ""
    return near[0][1] if len(near) == 1 or near[0][0] - near[1][0] >= _MARGIN else ""


def _option_named(question: str, product: Product) -> str:
    """What it is sold in, asked for by name: "which colours does it come in"."""
    options = dict.fromkeys(slot for variant in product.variants for slot in variant.options)
    for asked in _WHICH.finditer(question):
        name = asked["what"].lower().replace("colour", "color")
        found = [slot for slot in options if {name, name.removesuffix("s")} & set(slot.split("_"))]
        if found:
            return found[0]
    return ""


def _is_named(slot: str, question: str) -> bool:
    """ "What is the fit like?", "which type?": a word that is asked for by name."""
    return bool(re.search(rf"\b(?:what|which)(?:'?s| is| are)? (?:the |its |their )?{slot}\b", question, re.IGNORECASE))


def _stated(way: Way, own: Sequence[str]) -> list[str]:
    """Those of a product's own slots that are of that way, the likeliest first."""
    whole = [name for name in way.slots if name in own]
    part = [slot for name in way.slots for slot in own if name in slot.split("_") and slot not in whole]
    return [*whole, *part]


def _in_a_row(words: Sequence[str], said: Sequence[str]) -> bool:
    return any(said[at : at + len(words)] == list(words) for at in range(len(said) - len(words) + 1))
