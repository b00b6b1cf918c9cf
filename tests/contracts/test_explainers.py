"""What every explainer promises: whatever it says is in a record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from recommender.bundling import BundleNeed, RelatedBundler, Slot
from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.explaining import Explainer, Explanation, TemplateExplainer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Query

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
N_BOUGHT = {"rain": 31, "tee": 6, "pack": 2}
BASKETS = CoPurchases(
    Event(f"{b}{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}") for b in range(7) for p in ("tee", "bottle")
)
EXPLAINERS: dict[str, Callable[[Catalog], Explainer]] = {
    "template": TemplateExplainer,
    "template, with purchases": lambda catalog: TemplateExplainer(catalog, N_BOUGHT, BASKETS),
}
ADA = Shopper(
    "ada",
    (
        Event("e1", "purchase", "ada", NOW, "fleece", "fleece-M-Blue"),
        Event("e2", "view_item", "ada", NOW, "rain"),
        Event("e3", "add_to_cart", "ada", NOW, "tee"),
        Event("e4", "purchase", "ada", NOW, "gone"),
    ),
)
SHOWN = [
    Candidate("rain", "rain-M-Blue"),
    Candidate("fleece", "fleece-M-Blue"),
    Candidate("bottle", "bottle-750"),
    Candidate("pack", "pack"),
    Candidate("tee", "tee-M-White"),
    Candidate("mug", "mug"),
]


def wants(slot: str, operator: Operator, value: object, *, required: bool = True) -> Constraint:
    return Constraint(slot, operator, value, required)  # type: ignore[arg-type]


QUERIES = {
    "nothing": Query(),
    "words": Query("warm waterproof hooded fleece with a pocket for tea"),
    "price": Query("jacket", (wants("price", Operator.AT_MOST, Decimal("60")),)),
    "between": Query("", (wants("price", Operator.BETWEEN, (Decimal("10"), Decimal("64.50"))),)),
    "many": Query(
        "waterproof",
        (
            wants("size", Operator.IS, "M"),
            wants("color", Operator.ONE_OF, ("Blue", "White")),
            wants("material", Operator.NOT, "Leather"),
            wants("price", Operator.ABOUT, Decimal("60"), required=False),
            wants("rating", Operator.AT_LEAST, Decimal("4"), required=False),
            wants("capacity", Operator.AT_LEAST, Decimal("600"), required=False),
            wants("brand", Operator.IS, "Tarn", required=False),
            wants("gender", Operator.IS, "Women", required=False),
        ),
    ),
}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(params=EXPLAINERS)
def explainer(request: pytest.FixtureRequest, catalog: Catalog) -> Explainer:
    return EXPLAINERS[request.param](catalog)


@pytest.fixture(params=QUERIES)
def query(request: pytest.FixtureRequest) -> Query:
    return QUERIES[request.param]


@pytest.fixture(params=["guest", "ada"])
def shopper(request: pytest.FixtureRequest) -> Shopper:
    return ADA if request.param == "ada" else Shopper("guest")


@pytest.fixture
def explanations(explainer: Explainer, query: Query, shopper: Shopper, catalog: Catalog) -> list[Explanation]:
    """Of every product and of some bundles."""
    budget = Query(constraints=(wants("price", Operator.AT_MOST, Decimal("170")),))
    bundler = RelatedBundler(catalog)
    needs = [BundleNeed((), Money(Decimal("170"), "USD"), (p,)) for p in ("rain", "pack")]
    options = (tuple(SHOWN[:2]), tuple(SHOWN[2:3]))
    slots = tuple(Slot(name, own) for name, own in zip(("jacket", "bottle"), options, strict=True))
    needs.append(BundleNeed(slots, Money(Decimal("170"), "USD")))
    bundles = [bundle for need in needs for bundle in bundler.propose(need, Shopper("guest")).bundles]
    assert bundles
    return [explainer.explain(candidate, SHOWN, query, shopper) for candidate in SHOWN] + [
        explainer.explain(bundle, [], budget, shopper) for bundle in bundles
    ]


def record(source: str, catalog: Catalog, shopper: Shopper) -> str:
    """What the named record says, as text. Fails for a record that does not exist."""
    kind, _, rest = source.partition(":")
    if kind == "event":
        event = next(event for event in shopper.events if event.id == rest)
        return catalog.product(event.product_id).title
    if kind == "relation":
        relation_kind, _, ends = rest.partition(":")
        one, other = ends.split(">")
        assert any(r.other_id == other and r.kind == relation_kind for r in catalog.related(one))
        return f"{catalog.product(one).title} {catalog.product(other).title}"
    if kind == "baskets":
        one, other = rest.split("+")
        titles = f"{catalog.product(one).title} {catalog.product(other).title}"
        return f"{titles} {BASKETS.n_together(one, other)}"
    if kind == "purchases":
        return str(N_BOUGHT[rest])
    owner, _, field = rest.rpartition(".")
    if kind == "variant":
        product, variant = catalog.variant(owner)
        offer = variant.offer
        facts = {"price": offer.price, "list_price": offer.list_price, "quantity": offer.quantity}
        return f"{product.title}: {({**variant.options, **facts, 'availability': offer.status})[field]}"
    assert kind == "product"
    product = catalog.product(owner)
    facts = {"brand": product.brand, "description": product.description}
    return f"{product.title}: {({**product.attributes, **facts, 'rating': (product.rating, product.n_reviews)})[field]}"


def test_every_number_and_name_is_in_a_record(
    explanations: list[Explanation], catalog: Catalog, query: Query, shopper: Shopper
) -> None:
    asked = " ".join(str(constraint.value) for constraint in query.constraints)
    titles = [product.title for product in catalog] + ["Northway", "Tarn"]
    for explanation in explanations:
        records = " ".join(record(s, catalog, shopper) for e in explanation.evidence for s in e.source.split())
        known = {Decimal(n.replace(",", "")) for n in NUMBER.findall(f"{records} {asked}")}
        known |= {Decimal(n) for n in range(1, len(SHOWN) + 1)}  # "the cheapest of the 6"; see test_explaining
        known.add(Decimal("170"))  # the bundles' budget
        if len(explanation.product_ids) > 1:
            known.add(sum((Decimal(n) for n in re.findall(r"\$(\d+\.\d\d)", records)), Decimal(0)))
        said = {Decimal(n.replace(",", "")) for n in NUMBER.findall(explanation.text)}
        assert said <= known, explanation.text
        for title in titles:
            assert title not in explanation.text or title in records, explanation.text


def test_the_text_is_made_of_its_evidence(explanations: list[Explanation]) -> None:
    for explanation in explanations:
        rest = explanation.text[:1].lower() + explanation.text[1:]
        for evidence in sorted(explanation.evidence, key=lambda e: -len(e.claim)):
            rest = rest.replace(evidence.claim[:1].lower() + evidence.claim[1:], "")
        assert re.fullmatch(r"(?:, |; |but |,)*\.", rest), (explanation.text, rest)


def test_a_sentence_with_evidence_about_what_is_shown(explanations: list[Explanation]) -> None:
    for explanation, candidate in zip(explanations, SHOWN, strict=False):
        assert explanation.product_ids == (candidate.product_id,)
    for explanation in explanations:
        assert explanation.evidence
        assert explanation.text.endswith(".")
        assert explanation.text[0] == explanation.text[0].upper()
        assert len(explanation.text) < 300
        assert len(set(explanation.evidence)) == len(explanation.evidence)


def test_same_arguments_same_explanation(explainer: Explainer, query: Query, shopper: Shopper) -> None:
    first = [explainer.explain(candidate, SHOWN, query, shopper) for candidate in SHOWN]
    assert [explainer.explain(candidate, SHOWN, query, shopper) for candidate in SHOWN] == first


def test_a_product_considered_alone_is_explained(explainer: Explainer, query: Query, shopper: Shopper) -> None:
    for candidate in SHOWN:
        assert explainer.explain(candidate, [], query, shopper).text
