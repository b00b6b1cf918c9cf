"""Reasons: why a part is in the bundle on the table, from its slot alone: its ties and what else could be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.policy import query_of
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.solving import BenchSolver, Options
from recommender.belonging.belonging import Belonging
from recommender.belonging.slot_reasons import slot_reasons
from recommender.evidence import Evidence, Kind
from recommender.explaining import Explainer, Explanation
from recommender.why_not import WhyNot
from recommender.wording import lowered, named
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Candidate, Query


@dataclass(frozen=True, slots=True)
class PartReason:
    slot: BenchSlot
    variant_id: str
    told: Explanation


class BenchReasons:
    """Knows no place in a list and no budget of a part: a part has neither."""

    def __init__(self, catalog: Catalog, solver: BenchSolver, explainer: Explainer, belonging: Belonging) -> None:
        self._catalog = catalog
        self._solver = solver
        self._explainer = explainer
        self._belonging = belonging
        self._why_not = WhyNot(catalog)

    def of_part(self, product_id: str, turn: Turn) -> PartReason | None:
        """Why the product lies where it lies; None where it is no part of what is on the table."""
        bench = turn.state.bench
        slot = self._slot_of(product_id, bench)
        if bench is None or slot is None:
            return None
        options = self._solver.options(replace(bench, slots=(slot,)), turn)
        parts, names = [], []
        for one in bench.filled:
            if self._catalog.has_variant(one.variant_id):
                parts.append(_candidate(self._product_id(one), one.variant_id, options.get(one.name, ())))
                names.append(one.name)
        at = names.index(slot.name)
        tie = slot_reasons(parts, self._belonging)[at]
        told = part_reason(parts[at], tie, slot, options, self._explainer, turn)
        return PartReason(slot, slot.variant_id, told)

    def why_not(self, product_id: str, turn: Turn) -> Explanation | None:
        """Beside the part in whose place it could be, what it costs more or less; else what it misses. None where no
        bundle is on the table."""
        bench = turn.state.bench
        if bench is None:
            return None
        for name, options in self._solver.options(bench, turn).items():
            slot = bench.slot(name)
            other = next((c for c in options if c.product_id == product_id), None)
            if other is None or slot is None or not self._catalog.has_variant(slot.variant_id):
                continue
            (product, variant), (best, shown) = map(self._catalog.variant, (other.variant_id, slot.variant_id))
            gap = variant.offer.price.minor - shown.offer.price.minor
            sum_ = Money.from_minor(abs(gap), variant.offer.price.currency)
            than = f"{'dearer' if gap > 0 else 'cheaper'} than" if gap else "at the same price as"
            by = f" by {sum_}" if gap else ""
            claim = f"{than} {named(best.title)} in the bundle{by}"
            source = f"variant:{variant.id}.price variant:{shown.id}.price"
            text = f"{product.title}: one of those found for “{lowered(name)}”, {claim}."
            return Explanation((product_id,), text, (Evidence(Kind.COMPARED, claim, source),))
        missed = self._why_not.explain(product_id, (), query_of(turn.state))
        title = self._catalog.product(product_id).title
        return missed if missed.evidence else replace(missed, text=f"{title} is no part of the bundle on the table.")

    def _slot_of(self, product_id: str, bench: Bench | None) -> BenchSlot | None:
        filled = bench.filled if bench is not None else ()
        return next((slot for slot in filled if self._product_id(slot) == product_id), None)

    def _product_id(self, slot: BenchSlot) -> str:
        known = self._catalog.has_variant(slot.variant_id)
        return self._catalog.variant(slot.variant_id)[0].id if known else ""


def part_reason(
    part: Candidate, tie: Evidence | None, slot: BenchSlot | None, options: Options, explainer: Explainer, turn: Turn
) -> Explanation:
    """What ties it to another part; where nothing does, what speaks for it beside what else could be there."""
    if tie is not None:
        return Explanation((part.product_id,), f"{tie.claim[:1].upper()}{tie.claim[1:]}.", (tie,))
    query = Query(slot.text, slot.constraints) if slot else Query()
    considered = list(options.get(slot.name, ())) if slot else []
    return explainer.explain(part, considered or [part], query, turn.taste)


def _candidate(product_id: str, variant_id: str, options: Sequence[Candidate]) -> Candidate:
    """As it was found, in the size and colour that lies there."""
    found = next((c for c in options if c.product_id == product_id), None)
    return replace(found, variant_id=variant_id) if found else Candidate(product_id, variant_id)
