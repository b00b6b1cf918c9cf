"""Showing: a solved bench as what is seen of it. Names are checked, prices and totals are the records'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.cards import card
from assistant.cart import picture
from assistant.reply import BundleView, Card, ComparisonRow, InPlace, Placed, TierView, Unfilled
from assistant.state import DialogueState
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.model_names import ModelNames
from assistant.workbench.reasons import part_reason
from assistant.workbench.sharing import Seals
from assistant.workbench.solving import Options, Solved
from recommender.belonging.belonging import Belonging
from recommender.belonging.naming import TemplateNamer
from recommender.belonging.slot_reasons import slot_reasons
from recommender.bundling import Alternative, Bundle
from recommender.explaining import Explainer
from recommender.wording import listed, named
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Query

MOST_INSTEAD = 5


class BenchViews:
    """What a bundle looks like on the table, beside it, and beside another."""

    def __init__(
        self,
        catalog: Catalog,
        explainer: Explainer,
        belonging: Belonging,
        seals: Seals,
        names: ModelNames | None = None,
    ) -> None:
        """`names` gives better names than the template's, where it has them."""
        self._catalog = catalog
        self._names = names
        self._seals = seals
        self._explainer = explainer
        self._belonging = belonging
        self._namer = TemplateNamer(catalog)

    def on_table(
        self,
        solved: Solved,
        options: Options,
        instead: Sequence[Sequence[Alternative]],
        budget: Money | None,
        turn: Turn,
    ) -> BundleView:
        """With everything that can be done to it."""
        bench, bundle = solved.bench, solved.bundle
        view = self.shown(bundle, bench, budget, turn, options)
        placed = [
            Placed(name, n, _is_locked(bench.slot(name)), tuple(map(self._in_place, others[:MOST_INSTEAD])))
            for name, n, others in zip(bundle.slots, view.counts, instead, strict=True)
        ]
        tiers = tuple(
            TierView(t.tier.value, t.total, t.tier is bench.tier and t.pieces == bundle.pieces, self._if_more(t))
            for t in solved.tiers
        )
        return replace(
            view,
            placed=tuple(placed),
            unfilled=tuple(self._unfilled(slot) for slot in bench.slots if slot.name not in bundle.slots),
            tiers=tiers if len({t.total for t in solved.tiers}) > 1 else (),
        )

    def shown(
        self, bundle: Bundle, bench: Bench, budget: Money | None, turn: Turn, options: Options | None = None
    ) -> BundleView:
        """To be taken as it is. With `options`, every card has its reason."""
        limit = (Constraint("price", Operator.AT_MOST, budget.amount),) if budget else ()
        reason = self._explainer.explain(bundle, list(bundle.parts), Query(constraints=limit), turn.taste).text
        reasons = self._reasons(bundle, bench, options, turn) if options is not None else [""] * len(bundle.parts)
        cards = [
            self._card(part, bench.slot(name), why, turn.state)
            for part, name, why in zip(bundle.parts, bundle.slots, reasons, strict=True)
        ]
        return BundleView(
            self._name(bundle.parts, bench.intent, asks=options is not None),
            tuple(cards),
            bundle.slots,
            bundle.total,
            budget,
            reason,
            bundle.priced.savings if bundle.priced else (),
            bundle.counts or (1,) * len(bundle.parts),
            bench.intent,
            if_more=self._if_more(bundle),
            address=self._seals.address_of(bundle, self._catalog),
            same_color=bench.whole.same_color,
            needed_by=bench.whole.by.isoformat() if bench.whole.by else "",
            extras=bundle.priced.extras if bundle.priced else (),
            not_applied=bundle.priced.not_applied if bundle.priced else (),
        )

    def _name(self, parts: Sequence[Candidate], intent: str, *, asks: bool) -> str:
        """True word by word, and never waited for: a model's where it is there, else the template's."""
        names, namer = self._names, self._namer
        better = names.name(parts, intent, self._catalog, namer, asks=asks) if names is not None else ""
        return better or namer.name(parts, intent)

    def compared(self, bundles: Sequence[Bundle], slots: Sequence[str]) -> tuple[ComparisonRow, ...]:
        """What each has in every slot, and what they come to; rows that differ first."""
        rows = []
        for name in slots:
            values = tuple(self._titled(bundle, name) for bundle in bundles)
            rows.append(ComparisonRow(name, values, len(set(values)) > 1))
        saved = tuple(str(b.priced.saved) if b.priced and b.priced.savings else "nothing" for b in bundles)
        totals = tuple(str(bundle.total) for bundle in bundles)
        rows.append(ComparisonRow("Promotions take off", saved, len(set(saved)) > 1))
        rows.append(ComparisonRow("Together", totals, len(set(totals)) > 1))
        return tuple(sorted(rows, key=lambda row: not row.differs))

    def _titled(self, bundle: Bundle, slot: str) -> str:
        for name, piece in zip(bundle.slots, bundle.pieces, strict=True):
            if name == slot:
                product, variant = self._catalog.variant(piece.variant_id)
                times = f"{piece.n} × " if piece.n > 1 else ""
                return f"{times}{product.title}, {variant.offer.price}"
        return "none"

    def _reasons(self, bundle: Bundle, bench: Bench, options: Options, turn: Turn) -> list[str]:
        """What ties each to another part; where nothing does, what speaks for it beside what else could be there."""
        found = []
        for part, name, tie in zip(
            bundle.parts, bundle.slots, slot_reasons(bundle.parts, self._belonging), strict=True
        ):
            told = part_reason(part, tie, bench.slot(name), options, self._explainer, turn)
            claims = [e.claim for e in told.evidence]
            found.append("" if len(claims) == 1 and claims[0].startswith("available at") else told.text)
        return found

    def _card(self, part: Candidate, slot: BenchSlot | None, why: str, state: DialogueState) -> Card:
        need = (*state.constraints, *(slot.constraints if slot else ()))
        made = card(self._catalog, part.variant_id, why, need)
        return replace(made, settled=True) if slot is not None and slot.is_sized else made

    def _in_place(self, other: Alternative) -> InPlace:
        product, variant = self._catalog.variant(other.candidate.variant_id)
        return InPlace(
            variant.id, product.title, variant.offer.price, other.difference, picture(product, variant), other.why_not
        )

    def _unfilled(self, slot: BenchSlot) -> Unfilled:
        why = "owned" if slot.is_owned else "out" if slot.is_out and slot.variant_id else "empty"
        known = slot.owned_id if slot.is_owned else ""
        return Unfilled(slot.name, why, self._catalog.product(known).title if known in self._catalog else "")

    def _if_more(self, bundle: Bundle) -> str:
        more = bundle.if_more
        if more is None or not more.changes:
            return ""
        said = []
        for change in more.changes:
            new = named(self._title(change.after)) if change.after else ""
            old = named(self._title(change.before)) if change.before else ""
            said.append(f"{new} in place of {old}" if new and old else new or f"without {old}")
        return f"With {more.extra} more: {listed(said)}, {more.total} together."

    def _title(self, variant_id: str) -> str:
        return self._catalog.variant(variant_id)[0].title


def _is_locked(slot: BenchSlot | None) -> bool:
    return slot is not None and slot.is_locked
