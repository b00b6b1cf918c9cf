"""Explanations: why a thing is suggested, in plain words that are true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from recommender.bundling import Bundle
from recommender.copurchases import CoPurchases
from recommender.counterfactual import Anew, matters, place_of
from recommender.evidence import Evidence, Kind
from recommender.reasons import Case, Reason, ReasonFinder
from recommender.shopper import Shopper
from recommender.ties import Ties
from recommender.why_together import WhyTogether
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Order, Query


@dataclass(frozen=True, slots=True)
class Explanation:
    """`text` says nothing that `evidence` does not support."""

    product_ids: tuple[str, ...]
    text: str
    evidence: tuple[Evidence, ...]
    drawback: str = ""  # the claim that speaks against it, where there is one


class Explainer(Protocol):
    def explain(
        self,
        shown: Candidate | Bundle,
        considered: list[Candidate],
        query: Query,
        shopper: Shopper,
        anew: Anew | None = None,
    ) -> Explanation:
        """A reason exists only if its evidence does, and if taking it away would move the candidate down among the
        `considered`, all of them, best first; told by ranking `anew` without it, where that is given, else from the
        parts of the scores. Comparisons are with the first `N_COMPARED`. Same arguments, same explanation."""
        ...


N_COMPARED = 6  # that are seen beside each other
N_REASONS = 3  # with the drawback; more is not read
NO_COUNTS: Mapping[str, int] = MappingProxyType({})


class TemplateExplainer:
    """One sentence from the claims of its evidence and a few joining marks (",", ";", "but"); nothing else.

    For a product: the reasons that tell it from the others considered come first, then what was required of all,
    then one drawback if the records have one. For a bundle: what its parts have to do with each other, and the
    total; a price constraint of the query is then the budget of the whole.
    """

    def __init__(
        self,
        catalog: Catalog,
        n_bought: Mapping[str, int] = NO_COUNTS,
        copurchases: CoPurchases | None = None,
    ) -> None:
        """`n_bought` maps a product id to how often it was bought here (`PopularityScorer.n_bought`)."""
        self._catalog = catalog
        self._finder = ReasonFinder(catalog, Ties(catalog, copurchases), n_bought)
        self._why_together = WhyTogether(catalog, copurchases)

    def explain(
        self,
        shown: Candidate | Bundle,
        considered: list[Candidate],
        query: Query,
        shopper: Shopper,
        anew: Anew | None = None,
    ) -> Explanation:
        if isinstance(shown, Bundle):
            product_ids = tuple(part.product_id for part in shown.parts)
            return _explanation(product_ids, *self._why_together.reasons(shown, query))
        return _explanation((shown.product_id,), *self._of_product(shown, considered, query, shopper, anew))

    def _of_product(
        self, shown: Candidate, considered: list[Candidate], query: Query, shopper: Shopper, anew: Anew | None
    ) -> tuple[list[Reason], Reason | None]:
        product, variant = self._catalog.variant(shown.variant_id)
        beside = [c for c in considered[:N_COMPARED] if c.product_id != shown.product_id]
        others = tuple(self._catalog.variant(c.variant_id) for c in beside)
        case = Case(product, variant, others, query, shopper)
        drawback = self._finder.drawback(case)
        room = N_REASONS - (drawback is not None)
        said = {drawback.text} if drawback is not None else set()
        found = [reason for reason in self._finder.reasons(case) if _counts(reason, shown, considered, query, anew)]
        reasons = _unlike([reason for reason in found if not _says_again(reason, drawback)])[:room]
        said |= {reason.text for reason in reasons}
        reasons += [reason for reason in self._finder.required(case) if reason.text not in said][: room - len(reasons)]
        if not reasons and variant.offer.available:
            reasons = [
                Reason((Evidence(Kind.OFFER, f"available at {variant.offer.price}", f"variant:{variant.id}.price"),))
            ]
        return reasons, drawback


def _says_again(reason: Reason, drawback: Reason | None) -> bool:
    """ "Weight 390 g, but heavier than all 5 others (390 g)" says one thing twice."""
    if drawback is None:
        return False
    own, against = reason.evidence[0], drawback.evidence[0]
    return reason.text == drawback.text or (own.kind is Kind.FIELD and own.source == against.source)


def _unlike(reasons: list[Reason]) -> list[Reason]:
    """One comparison with the others first; further ones only where there is nothing else to say."""
    compared = [reason for reason in reasons if reason.evidence[0].kind is Kind.COMPARED]
    return [*(reason for reason in reasons if reason not in compared[1:]), *compared[1:]]


def _counts(reason: Reason, shown: Candidate, considered: list[Candidate], query: Query, anew: Anew | None) -> bool:
    """Whether what it stands for made a difference to the rank; a plain fact claims nothing of the rank."""
    if reason.signal is None:
        return True
    if query.order is not Order.FIT:
        return False
    if anew is None:
        return matters(shown, considered, reason.signal)
    return place_of(shown.product_id, anew(reason.signal)) > place_of(shown.product_id, considered)


def _explanation(product_ids: tuple[str, ...], reasons: list[Reason], drawback: Reason | None) -> Explanation:
    """Fragments as a list, then whole clauses, then the drawback: "A, b, c; $5.00 is ..., but only 2 left." """
    fragments = [reason.text for reason in reasons if not reason.whole]
    clauses = ([", ".join(fragments)] if fragments else []) + [reason.text for reason in reasons if reason.whole]
    text = "; ".join(clauses)
    if drawback is not None:
        text = f"{text}, but {drawback.text}" if text else drawback.text
    everything = [*reasons, *([drawback] if drawback is not None else [])]
    evidence = dict.fromkeys(e for reason in everything for e in reason.evidence)
    against = drawback.text if drawback is not None else ""
    return Explanation(product_ids, f"{text[:1].upper()}{text[1:]}.", tuple(evidence), against)
