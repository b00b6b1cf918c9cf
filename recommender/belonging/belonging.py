"""What belongs to a product: the store's word before baskets, baskets before texts; each with what supports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.belonging.graphs import Graph
from recommender.belonging.pair_texts import PairTexts
from recommender.evidence import Evidence, Kind, relation_evidence, relation_source
from recommender.likeness import kind, relations_between, same_kind
from recommender.togetherness import RELATION_POINTS
from recommender.wording import n_of, named
from retrieval.catalog import Catalog

# What is counted and guessed is added to what the store says, whose weakest word here has 0.3; the claim is that of
# the first that says something, in this order.
BASKETS = 0.3
KINDS = 0.12
TEXTS = 0.10
_STATED = {name: RELATION_POINTS[name] for name in ("needs", "fits", "crosssell", "related")}
_EMPTY = Graph({})


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two products belong together: points beside those of a bundle's best part, which has 1, and the claim about
    the second product."""

    points: float
    evidence: Evidence


class Belonging:
    """How well one product goes with another; directed: a lamp's bulb is more the lamp's than the lamp is the bulb's.

    `bought` has edges between products, `kinds` between kinds (`kind_key`), `instead` between products that are
    looked at in each other's place; `texts` says what nobody has bought yet.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        bought: Graph = _EMPTY,
        kinds: Graph = _EMPTY,
        instead: Graph = _EMPTY,
        texts: PairTexts | None = None,
    ) -> None:
        self._catalog, self._bought, self._kinds, self._instead = catalog, bought, kinds, instead
        self._texts = texts

    def points(self, product_id: str, other_id: str) -> float:
        """All ties' points together, less what speaks for their being alternatives; 0 without a tie. LookupError for
        an unknown product."""
        tie = self.tie(product_id, other_id)
        return 0.0 if tie is None else tie.points

    def tie(self, product_id: str, other_id: str) -> Tie | None:
        """All their points with the claim of the surest; None for a product and itself, and where nothing is known."""
        texts = 0.0 if self._texts is None else self._texts.points(product_id, [other_id])[0]
        return self._tie(product_id, other_id, texts)

    def counted(self, product_id: str, other_id: str) -> float:
        """Points of baskets and kinds alone, less for alternatives."""
        ties = [*self._by_baskets(product_id, other_id), *self._by_kinds(product_id, other_id)]
        if not ties:
            return 0.0
        alternative = self._instead.edge(product_id, other_id)
        return sum(tie.points for tie in ties) * (1.0 - (alternative.points if alternative is not None else 0.0))

    def row(self, product_id: str, others: Sequence[str]) -> list[float]:
        """`points` for each of the others, in their order: texts are read for all at once."""
        texts = [0.0] * len(others) if self._texts is None else self._texts.points(product_id, others)
        ties = [self._tie(product_id, other, points) for other, points in zip(others, texts, strict=True)]
        return [0.0 if tie is None else tie.points for tie in ties]

    def _tie(self, product_id: str, other_id: str, texts: float) -> Tie | None:
        if product_id == other_id:
            return None
        found = [
            *self._by_store(product_id, other_id),
            *self._by_baskets(product_id, other_id),
            *self._by_kinds(product_id, other_id),
            *self._by_texts(product_id, other_id, texts),
        ]
        if not found:
            return None
        alternative = self._instead.edge(product_id, other_id)
        factor = 1.0 if found[0].evidence.kind is Kind.RELATION or alternative is None else 1.0 - alternative.points
        points = factor * sum(tie.points for tie in found)
        return Tie(points, found[0].evidence) if points > 0 else None

    def ranked(self, product_id: str, others: Sequence[str]) -> list[str]:
        """Those of the others that belong to the product, best first, ties by id."""
        points = dict(zip(others, self.row(product_id, others), strict=True))
        return sorted((other for other in points if points[other] > 0), key=lambda other: (-points[other], other))

    def _by_store(self, product_id: str, other_id: str) -> list[Tie]:
        relations = relations_between(self._catalog, product_id, other_id)
        points = max((_STATED.get(relation.kind, 0.0) for relation in relations), default=0.0)
        strongest = sorted(relations, key=lambda relation: -_STATED.get(relation.kind, 0.0))
        product, other = self._catalog.product(product_id), self._catalog.product(other_id)
        evidence = relation_evidence(strongest, other, product)
        if points <= 0:
            return []
        if evidence is None:  # the relation is told from its first product only
            claim = f"shown by the store with {named(product.title)}"
            evidence = Evidence(Kind.RELATION, claim, relation_source(strongest[0]))
        return [Tie(points, evidence)]

    def _by_baskets(self, product_id: str, other_id: str) -> list[Tie]:
        edge = self._bought.edge(product_id, other_id)
        if edge is None:
            return []
        title = named(self._catalog.product(product_id).title)
        claim = f"bought with {title} in {n_of(edge.n_together, 'basket')} of {edge.n_baskets:,}"
        return [Tie(BASKETS * edge.points, Evidence(Kind.TOGETHER, claim, f"baskets:{product_id}+{other_id}"))]

    def _by_kinds(self, product_id: str, other_id: str) -> list[Tie]:
        product, other = self._catalog.product(product_id), self._catalog.product(other_id)
        mine, theirs = kind_key(self._catalog, product_id), kind_key(self._catalog, other_id)
        edge = self._kinds.edge(mine, theirs)
        if edge is None or same_kind(product, other):
            return []
        claim = (
            f"{last(theirs)} and {last(mine)} were bought together in "
            f"{n_of(edge.n_together, 'basket')} of {edge.n_baskets:,}"
        )
        return [Tie(KINDS * edge.points, Evidence(Kind.TOGETHER, claim, f"kinds:{mine}+{theirs}"))]

    def _by_texts(self, product_id: str, other_id: str, points: float) -> list[Tie]:
        if points <= 0:
            return []
        claim = f"like things that go with {named(self._catalog.product(product_id).title)}"
        return [Tie(TEXTS * points, Evidence(Kind.FIELD, claim, f"texts:{product_id}+{other_id}"))]


def kind_key(catalog: Catalog, product_id: str) -> str:
    """A product's kind as one text, for `graphs.complements(of=...)`; empty without one or for an unknown product."""
    return " > ".join(kind(catalog.product(product_id))) if product_id in catalog else ""


def last(key: str) -> str:
    return key.rpartition(" > ")[2]
