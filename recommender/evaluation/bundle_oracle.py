"""What is wrong with a proposed bundle: everything worked out anew, apart from the bundler, by trying all there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product
from math import prod
from statistics import median

from recommender.bundles.color_families import same_family
from recommender.bundles.fit_rules import FitRules
from recommender.bundles.need import ANY_WHOLE, BundleNeed, Tier
from recommender.bundles.proposal import Bundle
from retrieval.cart_prices.priced_cart import Buyer, Pieces
from retrieval.catalog import Catalog, Product, Promotion, Variant
from retrieval.query import Candidate

MOST_WAYS = 50_000  # of giving each piece to a promotion: beyond, savings are only checked to be due
MOST_CHOICES = 4_000  # of a need that is small enough to try everything
_GENDERS = {"Men", "Women", "Boys", "Girls"}


@dataclass(frozen=True, slots=True)
class Violation:
    what: str  # over budget, incompatible, out of stock, wrong total, not best, slot, missed
    told: str


class _TooManyWaysError(RuntimeError):
    """More ways to give pieces to promotions than are tried."""


class Oracle:
    """Judges bundles of one catalog."""

    def __init__(
        self,
        catalog: Catalog,
        between: Callable[[Candidate, Candidate], float | None],
        most_choices: int = MOST_CHOICES,
        most_ways: int = MOST_WAYS,
    ) -> None:
        self._catalog = catalog
        self._most_choices = most_choices
        self._most_ways = most_ways
        self._between = between
        self._rules = FitRules(catalog).rules  # the learned rules are the subject's; that they are kept is judged

    def violations(self, need: BundleNeed, bundle: Bundle) -> Iterator[Violation]:
        if need.budget is not None and bundle.total > need.budget:
            yield Violation("over budget", f"{bundle.total} of {need.budget}")
        items = [self._catalog.variant(part.variant_id) for part in bundle.parts]
        for (_, variant), pieces in zip(items, bundle.pieces, strict=True):
            offer = variant.offer
            if not offer.available or (offer.quantity is not None and offer.quantity < pieces.n):
                yield Violation("out of stock", variant.id)
        yield from self._slots(need, bundle)
        held = {slot.name for slot in need.slots if slot.is_held}
        fixed = [
            self._is_fixed(need, slot, part) and slot not in held
            for slot, part in zip(bundle.slots, bundle.parts, strict=True)
        ]
        for a, b in combinations(range(len(items)), 2):
            said = self._clash(items[a], items[b], need)
            if said and (said == "colours" or not (fixed[a] and fixed[b])):
                yield Violation("incompatible", f"{items[a][1].id} and {items[b][1].id}: {said}")
        for owned in (self._catalog.product(s.owned_id) for s in need.slots if s.is_owned and s.owned_id):
            for item in items:
                if said := self._clash(item, (owned, owned.variants[0]), replace(need, whole=ANY_WHOLE)):
                    yield Violation("incompatible", f"{item[1].id} and {owned.id}, which is owned: {said}")
        if len({item[0].id for item in items}) < len(items):
            yield Violation("slot", "one product twice")
        yield from self._total(need, bundle)

    def _slots(self, need: BundleNeed, bundle: Bundle) -> Iterator[Violation]:
        for slot in need.slots:
            at = bundle.slots.index(slot.name) if slot.name in bundle.slots else None
            if at is None:
                if slot.required and not slot.is_owned:
                    yield Violation("slot", f"{slot.name} is not filled")
                continue
            part, n = bundle.parts[at], bundle.pieces[at].n
            if slot.is_owned or n != slot.n or (slot.locked and part.variant_id != slot.locked):
                yield Violation("slot", f"{slot.name}: {part.variant_id}, {n} pieces")
            price = self._catalog.variant(part.variant_id)[1].offer.price * n
            if slot.most is not None and price > slot.most and not self._is_fixed(need, slot.name, part):
                yield Violation("slot", f"{slot.name}: {price} is more than {slot.most}")
        missing = set(need.anchor_ids) - {part.product_id for part in bundle.parts}
        if missing:
            yield Violation("slot", f"without {', '.join(sorted(missing))}")

    def _is_fixed(self, need: BundleNeed, name: str, part: Candidate) -> bool:
        locked = any(slot.name == name and slot.locked for slot in need.slots)
        return locked or part.product_id in need.anchor_ids

    def _clash(self, one: tuple[Product, Variant], other: tuple[Product, Variant], need: BundleNeed) -> str:
        mine, theirs = (_genders(*item) for item in (one, other))
        if mine and theirs and not mine & theirs:
            return "wearers"
        kinds = [_kind(product) for product, _ in (one, other)]
        for pair, ends in (((kinds[0], kinds[1]), (one, other)), ((kinds[1], kinds[0]), (other, one))):
            for rule in self._rules.get(pair, ()):
                if rule.broken(*ends):
                    return rule.slot
        colors = [v.options.get("color") or v.options.get("colour") or "" for _, v in (one, other)]
        if need.whole.same_color and not same_family(*colors):
            return "colours"
        return ""

    def _total(self, need: BundleNeed, bundle: Bundle) -> Iterator[Violation]:
        plain = sum(self._catalog.variant(p.variant_id)[1].offer.price.minor * p.n for p in bundle.pieces)
        saved = plain - bundle.total.minor
        best = self.most_saved(bundle.pieces, need.buyer)
        if best is not None and saved != best:
            yield Violation("wrong total", f"{bundle.total}: {saved} saved of {best}")
        told = sum(saving.amount.minor for saving in bundle.priced.savings) if bundle.priced else 0
        if told != saved or (bundle.priced and bundle.priced.total != bundle.total):
            yield Violation("wrong total", f"{bundle.total}: {told} told, {saved} saved")

    def most_saved(self, pieces: Sequence[Pieces], buyer: Buyer) -> int | None:
        """Minor units off, by giving every single piece to each promotion or none; None for too many ways."""
        running = [p for p in self._catalog.promotions if self._is_due(p, buyer)]
        sales = [p for p in running if _is_sale(p)]
        offers = [p for p in running if not _is_sale(p)]
        single = []
        for line in pieces:
            product_, variant = self._catalog.variant(line.variant_id)
            if any(_covers(sale, product_) for sale in sales):
                continue
            takers = [n for n, p in enumerate(offers) if _covers(p, product_)]
            if takers:
                single += [(product_, variant.offer.price.minor, takers)] * line.n
        if prod(len(takers) + 1 for *_, takers in single) > self._most_ways:
            return None
        best = (0, 0)
        for given in product(*([-1, *takers] for *_, takers in single)):
            free, by_code = 0, 0
            codes: set[str] = set()
            for n in set(given) - {-1}:
                mine = [(p, cents) for (p, cents, _), to in zip(single, given, strict=True) if to == n]
                saved = _saved(offers[n], mine)
                if saved is None or saved <= 0:
                    break
                if offers[n].code:
                    by_code, codes = by_code + saved, codes | {offers[n].code.casefold()}
                else:
                    free += saved
            else:
                best = max(best, (free, by_code)) if len(codes) <= 1 else best
        return sum(best)

    def _is_due(self, promotion: Promotion, buyer: Buyer) -> bool:
        asked = promotion.conditions
        on = self._catalog.on
        given = not promotion.code or promotion.code.casefold() in {c.casefold() for c in buyer.codes}
        member = buyer.is_member or not (asked.members_only or promotion.kind == "member_price")
        first = buyer.is_first_order or not asked.first_order
        takes = promotion.kind in ("percent_off", "member_price", "amount_off", "bundle_price", "buy_x_get_y")
        found = bool(asked.categories or asked.product_ids or asked.brand) or not asked.kinds
        return bool(on is not None and promotion.runs(on) and given and member and first and takes and found)

    # --- small needs: everything is tried -------------------------------------------------------------------------

    def best_worth(self, need: BundleNeed) -> tuple[bool, float | None]:
        """Whether the need is small enough, and the worth of its best bundle by its tier; None where none is."""
        slots = [slot for slot in need.slots if not slot.is_owned]
        plain = not need.anchor_ids and not any(s.is_owned and s.owned_id for s in need.slots) and len(slots) > 1
        if not plain or need.whole.by is not None:
            return False, None
        table: list[list[Candidate | None]] = []
        for slot in slots:
            if slot.locked:
                there = [c for c in slot.options if c.variant_id == slot.locked and self._has(c, slot.n)]
            else:
                there = [c for c in slot.options if self._has(c, slot.n) and c.product_id not in need.without]
                there = [c for c in there if slot.most is None or self._price(c) * slot.n <= slot.most.minor]
            table.append([*there, *([] if slot.required or slot.locked else [None])])
        if prod(map(len, table)) > self._most_choices:
            return False, None
        typical = sum(
            median([*(self._price(c) * s.n for c in row if c), *([0] if None in row else [])])
            for s, row in zip(slots, table, strict=True) if row
        )  # fmt: skip
        scale = max(1.0, float(need.budget.minor if need.budget else typical))
        strain = {Tier.SAVE: 2.0, Tier.BALANCED: 0.3, Tier.BEST: 0.0}[need.tier] * len(slots) / scale
        try:
            tried = [(self._worth(need, chosen, table, strain), any(chosen)) for chosen in product(*table)]
        except _TooManyWaysError:
            return False, None
        worth, filled = max(((w, f) for w, f in tried if w is not None), default=(None, False))
        return True, worth if filled else None  # where leaving all out is best, nothing is proposed

    def _worth(
        self, need: BundleNeed, chosen: Sequence[Candidate | None], table: list[list[Candidate | None]], strain: float
    ) -> float | None:
        slots = [slot for slot in need.slots if not slot.is_owned]
        taken = [(s, c) for s, c in zip(slots, chosen, strict=True) if c is not None]
        if len({c.product_id for _, c in taken}) < len(taken):
            return None
        worth = 0.0
        for (slot, c), row in ((t, table[slots.index(t[0])]) for t in taken):
            best = max(o.score for o in row if o is not None)
            worth += (max(0.0, c.score / best) if best > 0 else 0.0) + (0.0 if slot.required or slot.locked else 0.25)
        for (s, a), (t, b) in combinations(taken, 2):
            points = self._between(a, b)
            ends = self._catalog.variant(a.variant_id), self._catalog.variant(b.variant_id)
            clash = self._clash(*ends, need)
            if points is None or clash:
                if clash == "colours" or not (s.locked and t.locked and not s.is_held and not t.is_held):
                    return None
                points = 0.0
            alike = _title(ends[0][0]) == _title(ends[1][0])
            worth += points - (0.2 if alike else 0.0)
        pieces = [Pieces(c.variant_id, s.n) for s, c in taken]
        saved = self.most_saved(pieces, need.buyer)
        if saved is None:
            raise _TooManyWaysError
        total = sum(self._price(c) * s.n for s, c in taken) - saved
        if need.budget is not None and total > need.budget.minor:
            return None
        return worth - strain * total

    def _has(self, c: Candidate, n: int) -> bool:
        offer = self._catalog.variant(c.variant_id)[1].offer
        return offer.available and (offer.quantity is None or offer.quantity >= n)

    def _price(self, c: Candidate) -> int:
        return self._catalog.variant(c.variant_id)[1].offer.price.minor


def _kind(found: Product) -> tuple[str, ...]:
    steps = [tuple(s.strip() for s in re.split(r"\s*>\s*", path) if s.strip()) for path in found.categories]
    return next((path for path in steps if path), ())


def _genders(found: Product, variant: Variant) -> set[str]:
    stated = set(found.values(variant, "gender"))
    return set() if "Unisex" in stated else stated & _GENDERS


def _title(found: Product) -> frozenset[str]:
    from recommender.likeness import bare_title

    return bare_title(found)


def _is_sale(p: Promotion) -> bool:
    """Whether the day's prices have it in them already."""
    asked = p.conditions
    bare = not (p.code or asked.together or asked.first_order or asked.members_only or asked.subtotal_at_least)
    return p.kind == "percent_off" and bare and (asked.quantity_at_least or 1) <= 1


def _covers(p: Promotion, found: Product) -> bool:
    asked = p.conditions
    if asked.product_ids and found.id not in asked.product_ids:
        return False
    if asked.brand and asked.brand.lower() != found.brand.lower():
        return False
    lies_in = [path for path in asked.categories if _within(found, path)]
    return bool(lies_in or not asked.categories) and not any(_within(found, path) for path in asked.not_categories)


def _within(found: Product, path: str) -> bool:
    wanted = f">{'>'.join(s.strip().lower() for s in path.split('>'))}>"
    return any(wanted in f">{'>'.join(s.strip().lower() for s in own.split('>'))}>" for own in found.categories)


def _saved(p: Promotion, pieces: list[tuple[Product, int]]) -> int | None:
    """What it takes off exactly these pieces; None where it cannot take them all."""
    asked, value = p.conditions, p.value or Decimal(0)
    names = list(asked.product_ids or asked.categories)
    in_sets = asked.together or p.kind in ("bundle_price", "buy_x_get_y")
    worth = sum(cents for _, cents in pieces)
    if in_sets and p.kind != "amount_off":
        return _groups(p, pieces, len(names) if asked.together else asked.quantity_at_least or 1, names)
    if asked.together and not _is_set(p, pieces, names):
        return None
    if len(pieces) < (asked.quantity_at_least or 1):
        return None
    if asked.subtotal_at_least and worth < asked.subtotal_at_least.minor:
        return None
    return min(worth, int(value * 100)) if p.kind == "amount_off" else sum(_off(cents, value) for _, cents in pieces)


def _groups(p: Promotion, pieces: list[tuple[Product, int]], size: int, names: list[str]) -> int | None:
    if not pieces:
        return 0
    value, best = p.value or Decimal(0), None
    for others in combinations(range(1, len(pieces)), size - 1):
        group = [pieces[0], *(pieces[n] for n in others)]
        if p.conditions.together and not _is_set(p, group, names):
            continue
        left = _groups(p, [piece for n, piece in enumerate(pieces) if n and n not in others], size, names)
        cents = sorted(c for _, c in group)
        if p.kind == "bundle_price":
            saved = sum(cents) - int(value * 100)
        elif p.kind == "buy_x_get_y":
            saved = sum(cents[: int(value)])
        else:
            saved = sum(_off(c, value) for c in cents)
        if left is not None and saved > 0:
            best = max(best or 0, saved + left)
    return best


def _is_set(p: Promotion, group: list[tuple[Product, int]], names: list[str]) -> bool:
    """One of each of the things that are named, in some order."""
    if len(group) != len(names):
        return False
    by_id = bool(p.conditions.product_ids)
    first = names[0]
    return any(
        (group[n][0].id == first if by_id else _within(group[n][0], first))
        and (len(names) == 1 or _is_set(p, group[:n] + group[n + 1 :], names[1:]))
        for n in range(len(group))
    )


def _off(cents: int, percent: Decimal) -> int:
    return cents - int((Decimal(cents) * (100 - percent) / 100).quantize(Decimal(1), ROUND_HALF_UP))
