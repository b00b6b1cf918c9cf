"""Laying: which slots a bundle is to have: the parts that were named, else those of a template of the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.acts import ProposeBundle
from assistant.merging import merged
from assistant.owned import is_owned
from assistant.quantities.amounts import number
from assistant.responding import TemplateResponder
from assistant.state import DialogueState, TurnBegan
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.change import Do
from assistant.workbench.for_person import Whom, suits, whom
from assistant.workbench.purposes import MOST_KINDS, Purposes
from recommender.bundling import (
    Bundle,
    NeedMaker,
    Template,
    TemplateSlot,
    Tier,
    Whole,
    is_of_kind,
    template_for,
    template_near,
)
from recommender.likeness import kind
from recommender.shopper import Shopper
from recommender.wording import category_name, lowered
from retrieval.catalog import Catalog, Product
from retrieval.query import Constraint, Operator, Order, Query
from retrieval.tokens import tokens

MOST_BESIDE = 3  # slots beside a product that are filled unasked; the others of its template are offered
_COUNT = r"(?P<n>[2-9]|1\d|two|three|four|five|six|eight|ten|twelve|a pair of)"
_TIERS = {Order.CHEAPEST: Tier.SAVE, Order.DEAREST: Tier.BEST, Order.BEST_RATED: Tier.BEST}
_NOBODY = Shopper("")


class Laying:
    """Reads what is proposed against the store's templates. Nothing is searched here."""

    def __init__(self, catalog: Catalog, purposes: Purposes, responder: TemplateResponder) -> None:
        self._catalog = catalog
        self._purposes = purposes
        self._templates = purposes.templates
        self._maker = NeedMaker(catalog, self._templates, lambda *_: [])
        self._responder = responder

    def bench(self, act: ProposeBundle, turn: Turn) -> Bench | None:
        """The bench with nothing on it but what has to be; None where no parts and no template say which slots."""
        state = turn.state
        intent, slots = self._slots(act, state)
        if not slots:
            return None
        slots = self._for_them(slots, state) if act.words or act.of_cart else slots
        before = state.bench
        wished = any(change.do is Do.SAME_COLOR for heard in state.heard for change in heard.changes)
        whole = Whole(wished or (before is not None and before.whole.same_color), needed_day(state))
        tier = before.tier if before else _TIERS.get(state.order, Tier.BALANCED)
        said = next((h.message for h in turn.happened if isinstance(h, TurnBegan)), "")
        counted = (_counted(self._as_owned(slot, state.context.owns), said) for slot in slots)
        return Bench(tuple(_as_before(slot, before) for slot in _told_apart(counted)), intent, tier, whole)

    def around(self, bundle: Bundle, anchor_ids: Sequence[str], intent: str) -> Bench:
        """What was found around something, as slots of the kinds that its parts are of, one of each."""
        slots: list[BenchSlot] = []
        for part in bundle.parts:
            slot = self._of_kind(self._catalog.product(part.product_id))
            is_anchor = part.product_id in anchor_ids
            if not is_anchor and any(slot.name == other.name for other in slots):
                continue
            slots.append(replace(slot, variant_id=part.variant_id, is_chosen=is_anchor, is_locked=is_anchor))
        return Bench(tuple(_told_apart(slots)), intent, bundle.tier)

    def of_variants(self, variant_ids: Sequence[str], counts: Sequence[int]) -> Bench:
        """A bench of these variants, all of which the store has."""
        slots = [
            replace(self._of_kind(self._catalog.variant(v)[0]), variant_id=v, n=n, is_sized=True)
            for v, n in zip(variant_ids, counts, strict=True)
        ]
        return Bench(tuple(_told_apart(slots)))

    def template_of(self, question: str) -> Template | None:
        """The template that begins with a thing named in the question, with more than one to bring."""
        said = {token.stem for token in tokens(question)}
        return next(
            (
                template
                for template in self._templates
                if {t.stem for t in tokens(category_name(template.slots[0].kind))} <= said and len(template.slots) > 1
            ),
            None,
        )

    def offered(self, n: int) -> list[Template]:
        """Some of the store's own templates, of things as far apart as there are."""
        found: dict[str, Template] = {}
        for template in self._templates:
            if template.words and len(template.slots) > 1:
                found.setdefault(template.slots[0].kind.split(">")[0].strip(), template)
        rest = [t for t in self._templates if t.words and len(t.slots) > 1 and t not in found.values()]
        return [*found.values(), *rest][:n]

    def kind_of(self, product_id: str) -> str:
        """What kind of thing it is, in words: what goes with it is for that."""
        path = kind(self._catalog.product(product_id))
        return lowered(path[-1]) if path else ""

    def narrowed(self, bench: Bench, conditions: Sequence[Constraint]) -> Bench:
        """With the conditions on every slot that can have them."""

        def narrow(slot: BenchSlot) -> BenchSlot:
            own = tuple(c for c in conditions if self._can_have(slot, c))
            return replace(slot, constraints=merged(slot.constraints, own))

        return replace(bench, slots=tuple(map(narrow, bench.slots)))

    def _slots(self, act: ProposeBundle, state: DialogueState) -> tuple[str, list[BenchSlot]]:
        """What it is for, and the slots."""
        if act.of_cart:
            return self._missing(state)
        if act.product_ids and not act.parts:
            return self.kind_of(act.product_ids[0]), self._beside(act.product_ids, state)
        if len(act.parts) == 1 and not act.product_ids:
            return self._of_occasion(act.parts[0], act.words, state.context.owns)
        slots = [self.of_part(part) for part in act.parts]
        return "", self._seated([self._anchored(product_id, state) for product_id in act.product_ids], slots)

    def _seated(self, anchors: Sequence[BenchSlot], slots: Sequence[BenchSlot]) -> list[BenchSlot]:
        """Products that must be in take the part that they are; others have a slot of their own, before the parts."""
        left, found = list(slots), []
        for anchor in anchors:
            product = self._catalog.variant(anchor.variant_id)[0]
            at = next((n for n, slot in enumerate(left) if not slot.variant_id and _is_one(product, slot)), None)
            if at is None:
                found.append(anchor)
            else:
                left[at] = replace(left[at], variant_id=anchor.variant_id, is_chosen=True)
        return [*found, *left]

    def _missing(self, state: DialogueState) -> tuple[str, list[BenchSlot]]:
        """What the cart is for as far as a template of the store's own says, and its slots."""
        in_cart = [self._catalog.variant(line.variant_id)[0].id for line in state.cart]
        need = self._maker.for_cart(in_cart, _NOBODY) if in_cart else None
        if need is None:
            return "", []
        slots = [
            replace(
                self._of_template(TemplateSlot(slot.name, slot.required, slot.n)),
                is_owned=slot.is_owned,
                owned_id=slot.owned_id,
            )
            for slot in need.slots
        ]
        kinds = [slot.name for slot in need.slots]
        named = (t.name for t in self._templates if t.words and [slot.kind for slot in t.slots] == kinds)
        return next(named, ""), slots

    def _beside(self, product_ids: Sequence[str], state: DialogueState) -> list[BenchSlot]:
        need = self._maker.for_product(product_ids[0], _NOBODY)
        if not need.slots:
            return []
        beside = [self._of_template(TemplateSlot(slot.name, required=False, n=slot.n)) for slot in need.slots]
        shown = [replace(slot, is_out=at >= MOST_BESIDE) for at, slot in enumerate(beside)]
        return [*(self._anchored(product_id, state) for product_id in product_ids), *shown]

    def _of_occasion(self, part: Query, words: str, owns: Sequence[str]) -> tuple[str, list[BenchSlot]]:
        """Of an occasion's template; of a kind's, what goes with it is filled where it is worth its price."""
        kinds = [c for c in part.constraints if c.slot == "category" and c.operator is Operator.IS]
        if kinds:
            path = str(kinds[-1].value)
            template = next((t for t in self._templates if is_of_kind(t.slots[0].kind, path)), None)
            if path == self._purposes.sold_in(words):
                return lowered(path.rsplit(">", 1)[-1].strip()), self._of_category(path, part, owns)
            first = [self.of_part(part)]
            rest = [replace(self._of_template(s), required=False) for s in template.slots[1:]] if template else []
            return "", [*first, *(replace(s, is_out=n >= MOST_BESIDE) for n, s in enumerate(rest))] if rest else []
        template = template_for(words, self._templates) or template_near(words, self._templates)
        if template is None:
            return "", []
        slots = [self._of_template(slot) for slot in template.slots]
        if self._purposes.unsold(_beside_it(words, template)):  # what would be worth its price for that, nobody knows
            slots = [replace(slot, is_out=not slot.required) for slot in slots]
        return template.name, [
            replace(slot, constraints=(*(c for c in part.constraints if self._can_have(slot, c)), *slot.constraints))
            for slot in slots
        ]

    def _for_them(self, slots: Sequence[BenchSlot], state: DialogueState) -> list[BenchSlot]:
        """Without the kinds of a template of which nothing suits whom it is for: an outfit for dad has no dress."""
        who = whom(state.context)
        return [slot for slot in slots if slot.variant_id or slot.is_owned or who is None or self._has_for(slot, who)]

    def _has_for(self, slot: BenchSlot, who: Whom) -> bool:
        paths = [str(c.value) for c in slot.constraints if c.slot == "category"]
        inside = (p for p in self._catalog if any(is_of_kind(c, path) for path in paths for c in p.categories))
        return not paths or any(suits(product, variant, who) for product in inside for variant in product.variants)

    def _of_category(self, path: str, part: Query, owns: Sequence[str]) -> list[BenchSlot]:
        """All that there is in the category, the commonest kinds first; the two first have to be there."""
        slots = []
        for name, inside, text in self._purposes.kinds(path, owns):
            slot = BenchSlot(name, text, (Constraint("category", Operator.IS, inside),), required=False)
            own = (c for c in part.constraints if c.slot != "category" and self._can_have(slot, c))
            slots.append(self._as_owned(replace(slot, constraints=(*own, *slot.constraints)), owns))
        to_buy = [slot for slot in slots if not slot.is_owned][:MOST_KINDS]
        required = {slot.name for slot in to_buy[:2]}
        return [replace(slot, required=slot.name in required) for slot in slots if slot.is_owned or slot in to_buy]

    def _can_have(self, slot: BenchSlot, condition: Constraint) -> bool:
        """Whether something of the slot's kind states the condition's slot; rating binds all, gender what has one."""
        path = next((str(c.value) for c in slot.constraints if c.slot == "category"), "")
        return condition.slot == "rating" or any(
            product.values(variant, condition.slot)
            for product in self._catalog
            if any(is_of_kind(category, path) for category in product.categories)
            for variant in product.variants
        )

    def _of_template(self, slot: TemplateSlot) -> BenchSlot:
        constraint = Constraint("category", Operator.IS, slot.kind)
        return BenchSlot(category_name(slot.kind), "", (constraint,), slot.required, slot.n)

    def _of_kind(self, product: Product) -> BenchSlot:
        path = " > ".join(kind(product))
        if not path:
            return BenchSlot(product.title, product.title)
        return BenchSlot(category_name(path), "", (Constraint("category", Operator.IS, path),))

    def of_part(self, part: Query) -> BenchSlot:
        """The slot that a query fills, under the name that the shopper knows it by."""
        named = list(part.constraints[-1:]) if not part.text else []
        name = self._responder.label(named[0]) if named else part.text or "your choice"
        return BenchSlot(name, part.text, part.constraints)

    def _anchored(self, product_id: str, state: DialogueState) -> BenchSlot:
        """Chosen before: as it was shown, else its cheapest variant that can be bought."""
        product = self._catalog.product(product_id)
        to_buy = sorted((v for v in product.variants if v.offer.available), key=lambda v: v.offer.price)
        shown = state.shown.variants.get(product_id, "")
        variant_id = shown or (to_buy or product.variants)[0].id
        return replace(self._of_kind(product), variant_id=variant_id, is_chosen=True, is_locked=True)

    def _as_owned(self, slot: BenchSlot, owns: Sequence[str]) -> BenchSlot:
        """Also where all that the slot's kind is of is owned: sneakers, by "shoes"."""
        paths = [str(c.value) for c in slot.constraints if c.slot == "category"]
        steps = {frozenset(t.stem for t in tokens(step)) for path in paths for step in path.split(">")}
        is_there = is_owned(slot.name, owns) or any(frozenset(t.stem for t in tokens(kind)) in steps for kind in owns)
        return replace(slot, is_owned=True) if is_there else slot


def _is_one(product: Product, slot: BenchSlot) -> bool:
    """Whether the product is of the kind that the slot looks for, or has its words."""
    wanted = [str(c.value) for c in slot.constraints if c.slot == "category"]
    words = {token.stem for token in tokens(slot.text)}
    own = {token.stem for text in (product.title, *product.categories) for token in tokens(text)}
    of_kind = all(any(is_of_kind(path, one) for path in product.categories) for one in wanted)
    return bool(wanted or words) and of_kind and words <= own


def _as_before(slot: BenchSlot, before: Bench | None) -> BenchSlot:
    """What the shopper did to the slot of that name still holds, when the need is said anew."""
    old = before.slot(slot.name) if before else None
    if old is None:
        return slot
    kept = old.variant_id if old.is_locked else slot.variant_id
    return replace(
        slot,
        n=old.n,
        variant_id=kept,
        is_locked=old.is_locked,
        is_owned=slot.is_owned or old.is_owned,
        owned_id=old.owned_id,
        is_out=old.is_out,
        passed=old.passed,
    )


def _beside_it(words: str, template: Template) -> str:
    """The words without those of the template's name."""
    own = {t.stem for t in tokens(template.name)}
    return " ".join(word for word in words.split() if not {t.stem for t in tokens(word)} <= own)


def _told_apart(slots: Sequence[BenchSlot] | Iterator[BenchSlot]) -> Iterator[BenchSlot]:
    """The slots under names of their own: "lamps", "lamps 2"."""
    taken: set[str] = set()
    for slot in slots:
        name = next(n for n in (slot.name, *(f"{slot.name} {k}" for k in range(2, 99))) if n not in taken)
        taken.add(name)
        yield replace(slot, name=name)


def _counted(slot: BenchSlot, said: str) -> BenchSlot:
    """With so many pieces as the message says of it: "two sleeping bags"."""
    words = r"[\s-]+".join(re.escape(word).removesuffix("s") + r"(?:s|es)?" for word in slot.name.lower().split())
    match = re.search(rf"\b{_COUNT}\s+(?:[a-z-]+\s+)?{words}\b", said.lower())
    if not match or not words:
        return slot
    return replace(slot, n=2 if match["n"].startswith("a pair") else int(number(match["n"])))


def needed_day(state: DialogueState) -> date | None:
    """The last day that will do; None where none is said."""
    return state.context.needed_by.on if state.context.needed_by else None
