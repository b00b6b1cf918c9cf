"""Bench cues: what a message does to the bundle on the table: "keep the bag, make it 250, swap the dress"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.acts import Intent, ShopperAct
from assistant.context import NO_CHANGE, ContextChange
from assistant.naming.needs import NeedReader
from assistant.quantities.amounts import HIGHEST_PRICE, number
from assistant.state import DialogueState
from assistant.workbench.adding import sized, sizes_of
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.change import BenchChange, Do
from assistant.workbench.chinese_cues import bench_words
from assistant.workbench.pointing import named_in, pointed_at
from assistant.workbench.ways import THE, WAYS, pieces
from assistant.workbench.wholes import day_said
from recommender.bundling import Tier
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens

_VERBLESS = (Do.LOCK, Do.UNLOCK, Do.REMOVE, Do.OWN, Do.SWAP)  # "keep the bag and the boots"
_NTH = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "other": 1, "last": -1}
_DONE_HERE = r"(?:keep|lock|unlock|swap|replace|without|remove|drop|leave out|take out)"
_ONLY_HERE = re.compile(rf"^{_DONE_HERE} {THE} [\w-]+(?: [\w-]+)?$", re.IGNORECASE)
_ALL_BUT = re.compile(
    r"^(?:everything|all|(?P<rest>(?:the )?(?:rest|others)))(?: (?:else|of it))?"
    r"(?: (?:but|except|apart from)(?: for)? (?P<but>.+))?$"
)


@dataclass
class _Read:
    changes: list[BenchChange] = field(default_factory=list)
    prices: list[Constraint] = field(default_factory=list)
    owned: list[str] = field(default_factory=list)
    by: ContextChange = NO_CHANGE
    last: Do | None = None


class BenchReader:
    """Reads messages while a bundle is on the table. What is not wholly about it is left to the others."""

    def __init__(self, catalog: Catalog, needs: NeedReader) -> None:
        self._catalog = catalog
        self._needs = needs

    def read(self, text: str, state: DialogueState) -> ShopperAct | None:
        """The changes, all in one act; None where any piece of the message says something else."""
        if state.bench is None or not state.is_at_bench:
            return None
        size = self._size(text, state.bench)
        if size is not None:
            return ShopperAct(Intent.CHANGE_BUNDLE, changes=(size,))
        read = _Read()
        said = pieces(bench_words(text))
        if not said or not all(self._piece(piece, state.bench, read) for piece in said):
            return None
        context = replace(read.by, owns=tuple(read.owned))
        return ShopperAct(Intent.CHANGE_BUNDLE, tuple(read.prices[-1:]), changes=tuple(read.changes), context=context)

    def _piece(self, piece: str, bench: Bench, read: _Read) -> bool:
        by = day_said(piece)
        if by is not None:
            read.by, read.last = by, None
            read.changes.append(BenchChange(Do.BY_DAY))
            return True
        for do, pattern in WAYS:
            match = pattern.fullmatch(piece)
            if match and self._heard(do, match, bench, read):
                read.last = do
                return True
        if read.last in _VERBLESS:  # "and the boots"
            slots = self._slots(piece, bench, read)
            if slots and re.match(rf"{THE}\b", piece, re.I):
                read.changes.append(BenchChange(read.last, slots))
                return True
        return False

    def _heard(self, do: Do, match: re.Match[str], bench: Bench, read: _Read) -> bool:
        said = {key: value for key, value in match.groupdict().items() if value}
        change: BenchChange | None = None
        match do:
            case Do.BUDGET:
                amount = number(said["price"].replace(",", ""))
                if not Decimal(10) <= amount < HIGHEST_PRICE:  # "make it two" is no budget
                    return False
                read.prices.append(Constraint("price", Operator.AT_MOST, amount))
                change = BenchChange(do)
            case Do.ADD_ALL | Do.SAME_COLOR:
                change = BenchChange(do)
            case Do.ANY_COLOR:  # without the wish, "any colour" is said of a thing
                change = BenchChange(do) if bench.whole.same_color else None
            case Do.ANY_DAY:
                change = BenchChange(do) if bench.whole.by else None
                read.by = ContextChange(taken_back=("needed_by",)) if change else read.by
            case Do.COMPARE:
                change = BenchChange(do) if bench.others else None
            case Do.TAKE:
                nth = _NTH[said["nth"].lower()]
                at = len(bench.others) if nth < 0 else nth
                change = BenchChange(do, n=at) if 0 < at <= len(bench.others) else None
            case Do.TIER:
                tier = next(t for t in Tier if t.value in said)
                change = BenchChange(do, tier=tier.value)
            case _:
                change = self._of_slots(do, said, match.group(), bench, read)
        if change is None:
            return False
        read.changes.append(change)
        return True

    def _of_slots(self, do: Do, said: dict[str, str], whole: str, bench: Bench, read: _Read) -> BenchChange | None:
        slots = self._slots(said["x"], bench, read)
        if not slots and _ONLY_HERE.match(whole):
            return BenchChange(do, (said["x"],))  # what the bundle does not have is said, not searched for
        if not slots:
            return None
        if do is Do.OWN:
            read.owned.append(slots[0].lower())
        if do is Do.COUNT:
            return BenchChange(do, slots, n=int(number(said["n"].lower())))
        if do is not Do.SWAP:
            return BenchChange(do, slots)
        than = said.get("than", "").lower()
        wished = self._needs.read(said.get("for", ""), DialogueState())
        conditions = tuple(c for c in wished.constraints if c not in wished.kinds and c.slot != "price")
        title = self._titled(said.get("for", ""), bench.slot(slots[0]), bool(conditions))
        if title:
            return BenchChange(do, slots[:1], title, is_named=True)
        return BenchChange(do, slots, than=than, conditions=conditions)

    def _titled(self, words: str, slot: BenchSlot | None, is_condition: bool) -> str:
        """The variant of the thing that the words name; words that are conditions name one only by its whole title."""
        product = named_in(words, slot, self._catalog) if words and slot else None
        if product is None or slot is None:
            return ""
        own, title = ({t.stem for t in tokens(text)} for text in (words, product.title))
        if is_condition and not title <= own:
            return ""
        ids = [variant.id for variant in product.variants]
        if slot.variant_id in ids:
            return slot.variant_id
        wanted = {str(c.value).lower() for c in slot.constraints}
        return min(
            product.variants,
            key=lambda v: (not v.offer.available, -sum(o.lower() in wanted for o in v.options.values()), v.offer.price),
        ).id

    def _slots(self, words: str, bench: Bench, read: _Read) -> tuple[str, ...]:
        """Names of the slots that the words point at: by their own name, the thing in them, or its place; "the others"
        are those that nothing of the message was said of yet."""
        rest = _ALL_BUT.match(words.strip().lower())
        if rest:
            but = pointed_at(rest["but"], bench, self._catalog) if rest["but"] else ""
            named = {name for change in read.changes for name in change.slots} if rest["rest"] else set()
            slots = tuple(slot.name for slot in bench.filled if slot.name not in {but, *named})
            return slots if but or not rest["but"] else ()
        found = pointed_at(words, bench, self._catalog)
        return (found,) if found else ()

    def _size(self, text: str, bench: Bench) -> BenchChange | None:
        """The answer to which size, where it was asked on the way into the cart."""
        slot = bench.slot(bench.asks_size_of) if bench.asks_size_of else None
        if slot is None or not self._catalog.has_variant(slot.variant_id):
            return None
        product, variant = self._catalog.variant(slot.variant_id)
        said = [t.word for t in tokens(text)]
        for value, variant_id in sizes_of(product, variant).items():
            own = [t.word for t in tokens(value)]
            if own and len(said) <= len(own) + 3 and _within(own, said):
                return sized(slot.name, variant_id)
        return None


def _within(own: Sequence[str], said: Sequence[str]) -> bool:
    return any(list(said[at : at + len(own)]) == list(own) for at in range(len(said) - len(own) + 1))
