"""Explanations: the telling reason first, the honest drawback last, and never a word too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from recommender.bundling import Bundle
from recommender.copurchases import CoPurchases
from recommender.events import Event
from recommender.evidence import Evidence, Kind, constraint_evidence
from recommender.explaining import TemplateExplainer, _says_again, _unlike
from recommender.reasons import Reason
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Offer, Product, Relation, Variant
from retrieval.filters import VariantTable
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Query, Value

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
GUEST = Shopper("guest")
RAIN, FLEECE = Candidate("rain", "rain-M-Blue"), Candidate("fleece", "fleece-M-Blue")
TEE, BOTTLE, PACK = Candidate("tee", "tee-M-White"), Candidate("bottle", "bottle-500"), Candidate("pack", "pack")


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def must(slot: str, operator: Operator, value: Value) -> Constraint:
    return Constraint(slot, operator, value)


def wish(slot: str, operator: Operator, value: Value) -> Constraint:
    return Constraint(slot, operator, value, required=False)


def did(name: str, product_id: str, n: int = 1) -> Event:
    return Event(f"e{n}", name, "ada", NOW, product_id)


def text(
    catalog: Catalog, shown: Candidate, *others: Candidate, query: Query | None = None, shopper: Shopper = GUEST
) -> str:
    return TemplateExplainer(catalog).explain(shown, [shown, *others], query or Query(), shopper).text


# --- what was asked for ----------------------------------------------------------------------------------------


def test_required_constraints_that_hold_on_the_variant(catalog: Catalog) -> None:
    query = Query(
        "jacket",
        (
            must("color", Operator.IS, "Blue"),
            must("size", Operator.IS, "M"),
            must("price", Operator.AT_MOST, Decimal("60")),
        ),
    )
    assert text(catalog, FLEECE, query=query) == "In blue, in size M; $59.00 is under your $60.00."


@pytest.mark.parametrize(
    ("constraint", "claim"),
    [
        (must("price", Operator.AT_MOST, Decimal("59")), "$59.00 is just within your budget"),
        (must("price", Operator.AT_LEAST, Decimal("50")), "$59.00 is not below your $50.00"),
        (must("price", Operator.ABOUT, Decimal("50")), "$59.00 is close to your $50.00"),
        (must("price", Operator.BETWEEN, (Decimal("50"), Decimal("60"))), "$59.00 is within your $50.00 to $60.00"),
        (must("material", Operator.IS, "Polyester"), "made with polyester"),
        (must("material", Operator.NOT, "Leather"), "no leather listed"),
        (must("color", Operator.NOT, "Red"), "not red"),
        (must("size", Operator.ONE_OF, ("S", "M")), "in size M"),
        (must("gender", Operator.IS, "Men"), "for men"),
        (must("brand", Operator.IS, "Northway"), "by Northway"),
        (must("rating", Operator.AT_LEAST, Decimal("3.5")), "rated 3.9 by 4 reviewers"),
        (must("feature", Operator.IS, "Insulated"), "insulated"),
    ],
)
def test_how_a_constraint_that_holds_is_said(catalog: Catalog, constraint: Constraint, claim: str) -> None:
    product, variant = catalog.variant("fleece-M-Blue")
    found = constraint_evidence(constraint, product, variant)
    assert found is not None
    assert found.claim == claim
    assert found.source.startswith(("product:fleece.", "variant:fleece-M-Blue."))


@pytest.mark.parametrize(
    "constraint",
    [
        must("price", Operator.AT_MOST, Decimal("58.99")),
        must("color", Operator.IS, "Gray"),  # the fleece has it, this variant has not
        must("color", Operator.NOT, "Blue"),
        must("feature", Operator.IS, "Waterproof"),
        must("pattern", Operator.NOT, "Striped"),  # nobody says
        must("rating", Operator.AT_LEAST, Decimal("4")),
        must("capacity", Operator.AT_LEAST, Decimal("1")),
        must("category", Operator.IS, "Jackets"),  # true, and no reason
    ],
)
def test_what_does_not_hold_or_nobody_says_has_no_evidence(catalog: Catalog, constraint: Constraint) -> None:
    assert constraint_evidence(constraint, *catalog.variant("fleece-M-Blue")) is None


def test_evidence_is_found_where_the_filter_finds_a_match(catalog: Catalog) -> None:
    table = VariantTable(catalog)
    constraints = [
        must("price", Operator.BETWEEN, (Decimal("18"), Decimal("59"))),
        must("size", Operator.ONE_OF, ("m", "XL")),
        must("material", Operator.IS, "steel"),
        must("capacity", Operator.AT_LEAST, Decimal("600")),
        must("gender", Operator.IS, "Men"),
        must("rating", Operator.ABOUT, Decimal("4")),
    ]
    for constraint in constraints:
        holds = dict(zip(table.variant_ids, table.holds(constraint).tolist(), strict=True))
        for variant_id in table.variant_ids:
            product, variant = catalog.variant(variant_id)
            found = constraint_evidence(constraint, product, variant) is not None
            # What states no gender is for everybody, so the filter lets it pass; there is nothing to tell of it.
            silent = constraint.slot == "gender" and not product.values(variant, "gender")
            assert found == (holds[variant_id] and not silent)
        assert any(holds.values())


def test_a_wish_that_only_this_one_grants_comes_first(catalog: Catalog) -> None:
    query = Query("", (wish("feature", Operator.IS, "Waterproof"), must("size", Operator.IS, "M")))
    assert text(catalog, RAIN, FLEECE, TEE, query=query).startswith("Waterproof, ")
    assert "aterproof" not in text(catalog, FLEECE, RAIN, TEE, query=query)


def test_words_are_quoted_only_where_they_stand(catalog: Catalog) -> None:
    query = Query("something light for walks with a hood, in silk")
    assert text(catalog, RAIN, query=query) == (
        'Hooded, with "light" and "walks" in its description, rated 4.5 by 12 reviewers.'
    )
    assert text(catalog, FLEECE, query=Query("cold morning")) == 'With "cold" and "mornings" in its description.'
    assert "fleece" not in text(catalog, FLEECE, query=Query("fleece")).lower()  # the title is on the card anyway


def test_words_said_in_passing_are_no_reason(catalog: Catalog) -> None:
    """ "likes" and "keeping" are of people, whatever the description does ("Keeps tea hot and water cold")."""
    said = text(catalog, BOTTLE, query=Query("for a friend who likes keeping tea hot"))
    assert '"tea" and "hot"' in said
    assert "eep" not in said


# --- what the records say --------------------------------------------------------------------------------------


def test_a_reason_that_all_share_comes_after_one_that_tells_them_apart(catalog: Catalog) -> None:
    query = Query("", (wish("size", Operator.IS, "M"),))
    said = text(catalog, TEE, RAIN, FLEECE, query=query)
    assert said == "The cheapest of 3 compared, in size M."


def test_cheapest_means_strictly_and_of_all_compared(catalog: Catalog) -> None:
    assert "The cheapest of 4 compared" in text(catalog, BOTTLE, TEE, RAIN, PACK)
    assert "cheapest" not in text(catalog, TEE, BOTTLE, RAIN, PACK)
    assert "Cheaper than 3 of the 4 others compared" in text(catalog, TEE, BOTTLE, RAIN, PACK, FLEECE)
    tie = Candidate("tee", "tee-M-Black")
    assert "cheapest" not in text(catalog, replace(tie, product_id="other"), TEE, RAIN)


def test_a_rating_is_a_reason_when_good_and_a_drawback_when_poor(catalog: Catalog) -> None:
    poor = replace(catalog.product("fleece"), rating=2.9, n_reviews=7)
    one = replace(catalog.product("rain"), rating=5.0, n_reviews=1)
    other = Catalog([poor, one, catalog.product("pack")], currency="USD")
    assert text(catalog, RAIN) == "Rated 4.5 by 12 reviewers."
    assert text(other, RAIN) == "Rated 5 by 1 reviewer."
    assert text(other, FLEECE) == "Available at $59.00, but rated 2.9 by 7 reviewers."
    assert "rated" not in text(catalog, FLEECE).lower()  # 3.9 is neither
    asked = Query("", (wish("rating", Operator.AT_LEAST, Decimal("2")),))
    assert text(other, FLEECE, query=asked).lower().count("rated") == 1


def test_little_stock_and_none_are_said(catalog: Catalog) -> None:
    assert text(catalog, replace(BOTTLE, variant_id="bottle-750")).endswith(", but only 3 left.")
    assert text(catalog, Candidate("mug", "mug")) == "Out of stock now."


def test_a_much_dearer_one_is_called_so(catalog: Catalog) -> None:
    assert text(catalog, RAIN, FLEECE, TEE, BOTTLE).endswith(", but dearer than all 3 others compared.")
    assert "dearer" not in text(catalog, PACK, FLEECE, TEE, RAIN)
    assert "dearer" not in text(catalog, RAIN, TEE, BOTTLE)  # two are no crowd


def test_a_reduced_price_is_said_with_the_old_one(catalog: Catalog) -> None:
    assert "reduced from $28.00" in text(catalog, replace(BOTTLE, variant_id="bottle-750")).lower()
    assert "reduced" not in text(catalog, BOTTLE).lower()


def test_popular_is_what_was_really_bought_more_than_the_others(catalog: Catalog) -> None:
    explainer = TemplateExplainer(catalog, {"tee": 31, "rain": 30, "pack": 4})

    def said(shown: Candidate) -> str:
        return explainer.explain(shown, [TEE, RAIN, PACK, BOTTLE], Query(), GUEST).text.lower()

    assert "bought 31 times here" in said(TEE)
    assert "times here" not in said(PACK)  # 4 times is not popular
    assert "times here" not in said(BOTTLE)
    beaten = TemplateExplainer(catalog, {"tee": 31, "rain": 30, "pack": 29})
    assert "times here" not in beaten.explain(PACK, [TEE, RAIN, PACK, BOTTLE], Query(), GUEST).text


def test_with_nothing_better_a_rare_fact_tells_products_apart(catalog: Catalog) -> None:
    assert text(catalog, PACK, RAIN, FLEECE, BOTTLE, TEE) == "Made with leather."
    assert text(catalog, PACK, RAIN) == "Available at $64.50."  # next to one other thing all is rare


# --- the past --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "events", "said"),
    [
        (FLEECE, [did("view_item", "rain")], "same brand as the Brook Rain Jacket you looked at"),
        (FLEECE, [did("add_to_cart", "rain")], "same brand as the Brook Rain Jacket you put in your cart"),
        (FLEECE, [did("purchase", "rain")], "same brand as the Brook Rain Jacket you bought"),
        (PACK, [did("purchase", "rain")], "goes with the Brook Rain Jacket you bought"),
        (RAIN, [did("view_item", "rain", 1), did("purchase", "rain", 2)], "one you bought before"),
    ],
)
def test_the_past_is_named_with_its_event(catalog: Catalog, shown: Candidate, events: list[Event], said: str) -> None:
    explanation = TemplateExplainer(catalog).explain(shown, [shown], Query(), Shopper("ada", tuple(events)))
    assert said in explanation.text[0].lower() + explanation.text[1:]
    assert events[-1].id in {e.source.removeprefix("event:") for e in explanation.evidence}


def test_a_relation_is_stronger_than_a_brand_and_one_way(catalog: Catalog) -> None:
    ada = Shopper("ada", (did("purchase", "pack", 1), did("view_item", "bottle", 2), did("purchase", "mug", 3)))
    assert "oes with the Fell Day Backpack you bought" in text(
        catalog, BOTTLE, shopper=replace(ada, events=ada.events[:1])
    )
    assert "oes with" not in text(catalog, RAIN, shopper=ada)  # the pack is shown with the jacket, not the other way
    assert "ame brand as the Camp Mug you bought" in text(catalog, PACK, shopper=replace(ada, events=ada.events[2:]))


def test_a_look_in_this_conversation_is_a_reason_for_other_things_alone(catalog: Catalog) -> None:
    look = replace(did("view_item", "rain"), basket_id="now")
    ada = Shopper("ada", (look,), session_id="now")
    assert "looked at" not in text(catalog, RAIN, shopper=ada)
    assert "brand as the Brook Rain Jacket you looked at" in text(catalog, FLEECE, shopper=ada)
    assert "ne you looked at before" in text(catalog, RAIN, shopper=replace(ada, session_id="another"))


def test_taken_out_of_the_cart_is_not_in_the_cart(catalog: Catalog) -> None:
    events = (did("view_item", "rain", 1), did("add_to_cart", "rain", 2), did("remove_from_cart", "rain", 3))
    assert "brand as the Brook Rain Jacket you looked at" in text(catalog, FLEECE, shopper=Shopper("ada", events))
    assert "brand" not in text(catalog, FLEECE, shopper=Shopper("ada", events[1:]))


def test_what_others_bought_with_it(catalog: Catalog) -> None:
    log = [Event(f"{b}{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}") for b in range(4) for p in ("tee", "mug")]
    ada = Shopper("ada", (did("purchase", "mug"),))
    explanation = TemplateExplainer(catalog, copurchases=CoPurchases(log)).explain(TEE, [TEE], Query(), ada)
    assert explanation.text == "Bought 4 times with the Camp Mug you bought."
    few = CoPurchases(log[:4])
    assert TemplateExplainer(catalog, copurchases=few).explain(TEE, [TEE], Query(), ada).text == "Available at $19.00."


# --- bundles ---------------------------------------------------------------------------------------------------


def bundle(catalog: Catalog, *variant_ids: str) -> Bundle:
    found = [catalog.variant(variant_id) for variant_id in variant_ids]
    prices = [variant.offer.price for _, variant in found]
    parts = tuple(Candidate(product.id, variant.id) for product, variant in found)
    return Bundle(tuple(variant_ids), parts, sum(prices[1:], start=prices[0]))


def why(catalog: Catalog, *variant_ids: str, budget: str = "", copurchases: CoPurchases | None = None) -> str:
    query = Query(constraints=(must("price", Operator.AT_MOST, Decimal(budget)),)) if budget else Query()
    shown = bundle(catalog, *variant_ids)
    return TemplateExplainer(catalog, copurchases=copurchases).explain(shown, [], query, GUEST).text


def test_a_bundle_says_what_ties_it_and_what_it_costs(catalog: Catalog) -> None:
    assert why(catalog, "rain-M-Blue", "pack", budget="150") == (
        "The store pairs the Brook Rain Jacket with the Fell Day Backpack; $143.50 together, under your $150.00."
    )
    assert why(catalog, "pack", "bottle-500", budget="82.50") == (
        "The store pairs the Fell Day Backpack with the Steel Water Bottle; both by Tarn; "
        "$82.50 together, all of your budget."
    )
    assert why(catalog, "rain-M-Blue", "tee-M-White") == "$98.00 together."
    assert why(catalog, "rain-M-Blue", "tee-M-White", budget="90").endswith("over your $90.00.")


def test_a_bundle_names_what_all_parts_share_and_what_is_scarce(catalog: Catalog) -> None:
    assert why(catalog, "rain-M-Blue", "fleece-M-Blue") == "Both in blue and by Northway; $138.00 together."
    assert why(catalog, "fleece-M-Gray", "tee-M-White") == "Both for men; $78.00 together."
    assert why(catalog, "tee-S-White", "bottle-750").endswith("but only 3 left of the Steel Water Bottle.")


def test_needs_and_baskets_tie_a_bundle() -> None:
    def thing(product_id: str, title: str) -> Product:
        return Product(product_id, title, (Variant(product_id, title, Offer(usd("10.00"))),))

    things = [thing("lamp", "Lamp"), thing("bulb", "Bulb"), thing("shade", "Shade")]
    catalog = Catalog(things, currency="USD", relations=[Relation("needs", "lamp", "bulb")])
    log = [
        Event(f"{b}{p}", "purchase", f"s{b}", NOW, p, basket_id=f"b{b}") for b in range(5) for p in ("lamp", "shade")
    ]
    assert why(catalog, "bulb", "lamp", "shade", copurchases=CoPurchases(log)) == (
        "The Lamp needs the Bulb; shoppers bought the Lamp with the Shade (5 times); $30.00 together."
    )


def test_the_evidence_of_a_total_names_every_price(catalog: Catalog) -> None:
    explanation = TemplateExplainer(catalog).explain(bundle(catalog, "pack", "mug"), [], Query(), GUEST)
    assert Evidence("offer", "$73.50 together", "variant:pack.price variant:mug.price") in explanation.evidence


def test_what_the_drawback_says_is_no_reason_beside_it() -> None:
    """No "weight 390 g, but heavier than all others (390 g)"."""
    weight = Reason((Evidence(Kind.FIELD, "weight 390 g", "product:pillow.weight"),))
    heavier = Reason((Evidence(Kind.COMPARED, "heavier than all 5 others compared (390 g)", "product:pillow.weight"),))
    pages = Reason((Evidence(Kind.FIELD, "40 pages", "product:pillow.pages"),))
    assert _says_again(weight, heavier)
    assert _says_again(heavier, heavier)
    assert not _says_again(pages, heavier)
    assert not _says_again(weight, None)


def test_a_second_comparison_waits_until_all_else_is_said() -> None:
    lighter, cheaper = (Reason((Evidence(Kind.COMPARED, claim, claim),)) for claim in ("lighter", "cheaper"))
    rated = Reason((Evidence(Kind.RATING, "rated", "rated"),))
    assert _unlike([lighter, cheaper, rated]) == [lighter, rated, cheaper]
    assert _unlike([rated, cheaper]) == [rated, cheaper]
    assert _unlike([]) == []


def test_what_the_title_says_is_no_feature_worth_telling(catalog: Catalog) -> None:
    rivals = [catalog.product(i) for i in ("tee", "bottle", "pack", "mug")]
    rain = catalog.product("rain")

    def told(value: str) -> str:
        own = replace(rain, attributes={"kind": (value,)}, n_reviews=0, rating=None)
        store = Catalog([own, *rivals], currency="USD")
        shown = [Candidate("rain", "rain-M-Blue"), TEE, BOTTLE, PACK]
        return TemplateExplainer(store).explain(shown[0], shown, Query(), GUEST).text

    assert "storm" in told("storm jacket")
    assert "rain" not in told("rain jacket").lower()
