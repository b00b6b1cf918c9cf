"""The runner of golden conversations: it passes what is right, and finds each thing that is wrong."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.dialogue_eval import DialogueResult, dialogue_paths, run_dialogue, run_dialogues
from assistant.dialogues.format import Dialogue, DialogueFormatError, constraint_of, read_dialogue
from assistant.handoff.desk import HandoffDesk
from assistant.reply import (
    BundleView,
    Card,
    CartItem,
    CartView,
    Choice,
    Comparison,
    ComparisonRow,
    FollowUp,
    NeedChip,
    Option,
    Reply,
)
from assistant.state import Asked, CartLine, DialogueState
from retrieval.catalog import Catalog, PolicyDocument, Promotion
from retrieval.money import Money
from retrieval.query import Constraint, Operator

TODAY = date(2026, 1, 15)
AT_MOST_80 = Constraint("price", Operator.AT_MOST, Decimal(80))
BLUE = Constraint("color", Operator.IS, "Blue")
FIND = ShopperAct(Intent.FIND, (AT_MOST_80, BLUE), text="jacket")


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.fixture
def shop_catalog(catalog: Catalog) -> Catalog:
    """The six products with a policy page and a promotion."""
    relations = [relation for product in catalog for relation in catalog.related(product.id)]
    page = PolicyDocument("returns", "Returns", "Send it back within 30 days. A label costs $4.95, 5% for gifts.")
    return Catalog(
        catalog,
        currency="USD",
        relations=relations,
        promotions=[
            Promotion("p", "Free shipping over $50", ends_on=TODAY),
            Promotion("q", "Shells for $30", ends_on=TODAY - timedelta(days=1)),
            Promotion("r", "Boots for less", starts_on=TODAY + timedelta(days=1)),
        ],
        documents=[page],
    )


def card(catalog: Catalog, variant_id: str, reason: str = "") -> Card:
    """The card that the record of this variant asks for."""
    product, variant = catalog.variant(variant_id)
    slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
    return Card(
        product.id,
        variant.id,
        product.title,
        variant.offer.price,
        variant.offer.list_price,
        variant.offer.available,
        "In stock" if variant.offer.available else "Out of stock",
        tuple(Option(slot, _choices(catalog, variant_id, slot)) for slot in slots),
        "",
        product.brand,
        product.rating,
        product.n_reviews,
        reason,
        product.url,
    )


def _choices(catalog: Catalog, variant_id: str, slot: str) -> tuple[Choice, ...]:
    product, variant = catalog.variant(variant_id)
    made = {tuple(sorted(v.options.items())): v for v in product.variants}
    choices = []
    for value in dict.fromkeys(v.options[slot] for v in product.variants):
        v = made[tuple(sorted({**variant.options, slot: value}.items()))]
        choices.append(Choice(value, v.id, v.offer.available, variant.options[slot] == value))
    return tuple(choices)


def cart_of(catalog: Catalog, lines: dict[str, int]) -> CartView:
    items = []
    for variant_id, quantity in lines.items():
        product, variant = catalog.variant(variant_id)
        price, text = variant.offer.price, ", ".join(variant.options.values())
        items.append(CartItem(product.id, variant_id, product.title, text, "", quantity, price, price * quantity, True))
    return CartView(tuple(items), sum((item.total for item in items), usd("0")))


def reply_of(catalog: Catalog, *acts: ShopperAct, text: str = "Here you are.", **more: object) -> Reply:
    """A right reply; `more` replaces parts of it or of its state."""
    lines = more.pop("lines", {})
    asked = more.pop("asked", None)
    constraints = tuple(c for act in acts for c in act.constraints)
    state = DialogueState(
        constraints=constraints,
        heard=acts,
        cart=tuple(CartLine(v, n) for v, n in lines.items()),  # type: ignore[attr-defined]
        asked=asked,  # type: ignore[arg-type]
    )
    reply = Reply(
        text=text,
        acts=acts,
        cards=(),
        bundles=(),
        comparison=None,
        chips=tuple(NeedChip(str(c.value).lower(), c) for c in constraints),
        follow_ups=(),
        cart=cart_of(catalog, lines),  # type: ignore[arg-type]
        state=state,
    )
    return replace(reply, **more)  # type: ignore[arg-type]


@dataclass
class Scripted:
    """A session that answers in order, whatever is said."""

    replies: list[Reply]
    taken: int = 0

    def say(self, message: str) -> Reply:
        self.taken += 1
        return self.replies[self.taken - 1]

    def act(self, act: ShopperAct) -> Reply:
        return self.say("")


@dataclass
class ScriptedShop:
    catalog: Catalog
    replies: list[Reply]

    @property
    def desk(self) -> HandoffDesk:
        raise NotImplementedError  # none of these conversations has people at a desk

    def session(self, shopper_id: str = "", session_id: str = "") -> Scripted:
        return Scripted(self.replies)

    def today(self) -> date:
        return TODAY


def dialogue(*turns: str, store: str = "six") -> Dialogue:
    """A dialogue of one turn for each indented YAML of expectations."""
    body = [{"say": "x", "expect": _yaml(expect)} for expect in turns]
    return Dialogue.model_validate({"name": "d", "store": store, "turns": body})


def _yaml(text: str) -> object:
    import yaml

    return yaml.safe_load(textwrap.dedent(text)) or {}


def run(catalog: Catalog, replies: list[Reply], *expects: str) -> DialogueResult:
    turns = expects or ("",) * len(replies)
    return run_dialogue(dialogue(*turns), ScriptedShop(catalog, replies))


def found(catalog: Catalog, **more: object) -> Reply:
    """A right answer to "a blue jacket under 80": two cards."""
    cards = (
        card(catalog, "rain-M-Blue", "Blue and within your $80.00, at $79.00."),
        card(catalog, "fleece-M-Blue", "Blue."),
    )
    return reply_of(catalog, FIND, **{"cards": cards, "text": "Two, from $59.00 to $79.00.", **more})


# --- what is right passes ------------------------------------------------------------------------------------


def test_a_right_reply_passes_every_kind_of_expectation(shop_catalog: Catalog) -> None:
    first = found(shop_catalog, text="Brook Rain Jacket costs $79.00.")
    bought = reply_of(
        shop_catalog,
        ShopperAct(Intent.ADD_TO_CART, product_ids=("rain",)),
        lines={"rain-M-Blue": 2},
        text="Two are $158.00.",
    )
    expect = """
        acts: [find]
        acts_include: [find]
        acts_exclude: [compare]
        about: []
        constraints: [price at most 80.00, color is blue]
        constraints_exactly: [color one of Blue, price at most 80]
        not_constraints: [size, color is Red]
        shown:
          exactly: [fleece, rain]
          contains: [rain]
          excludes: [tee]
          first: [rain, tee]
          variants: [rain-M-Blue, fleece / M / Blue]
          count: 2
          at_least: 2
          at_most: 2
          all: {category: Jackets, price_at_most: 79, price_at_least: 59, options: {color: Blue}, in_stock: true}
          any: [{title: rain, brand: Northway, rating_at_least: 4}, {attributes: {gender: Men}}]
          none: [{category: Gear}, {attributes: {material: Cotton}}]
          all_new: true
        chips: [BLUE]
        asked: nothing
        cart: {}
        cart_subtotal: 0
        text_contains_record: [{product: rain, field: price}, {product: turn 1 card 1, field: title}]
        must_not_claim: [free]
        by: rules
        handed_off: false
    """
    cart = """
        about: [turn 1 card 1]
        cart: {turn 1 card 1 / M / Blue: 2}
        cart_subtotal: 158
    """
    result = run(shop_catalog, [first, bought], expect, cart)
    assert [str(failure) for failure in result.failures] == []
    assert result.passed
    assert result.replies == (first, bought)


# --- every expectation can fail ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ("acts: [refine]", "acts: expected refine; got find"),
        ("acts_include: [compare]", "acts include"),
        ("acts_exclude: [find]", "acts exclude"),
        ("about: [rain]", "about: expected rain; got nothing"),
        ("constraints: [price at most 70]", "constraint: expected price at most 70"),
        ("constraints: [wished color is Blue]", "constraint: expected wished color is Blue"),
        ("constraints_exactly: [color is Blue]", "constraints exactly"),
        ("not_constraints: [color]", "not constrained: expected color"),
        ("not_constraints: [color is Blue]", "not constrained: expected color is Blue"),
        ("shown: {exactly: [rain]}", "shown exactly: expected rain; got rain, fleece"),
        ("shown: {contains: [tee]}", "shown: expected tee"),
        ("shown: {excludes: [rain]}", "not shown: expected rain"),
        ("shown: {first: fleece}", "shown first"),
        ("shown: {variants: [rain-S-Blue]}", "shown variant"),
        ("shown: {count: 3}", "shown: expected 3 cards; got 2: rain, fleece"),
        ("shown: {count: 0}", "shown: expected 0 cards"),
        ("shown: {at_least: 3}", "shown at least"),
        ("shown: {at_most: 1}", "shown at most"),
        ("shown: {all: {category: Women}}", "every card is: expected category Women; got fleece"),
        ("shown: {all: {price_at_most: 60}}", "every card is"),
        ("shown: {all: {options: {size: L}}}", "every card is"),
        ("shown: {any: {category: Gear}}", "some card is"),
        ("shown: {none: {brand: Northway}}", "no card is"),
        ("shown: {cheaper_than_turn: 1}", "cheaper"),
        ("chips: [red]", "chip: expected red"),
        ("asked: size", "asked: expected size; got nothing"),
        ("comparison: [rain, fleece]", "comparison"),
        ("bundle: {total_at_most: 100}", "bundles: expected at least one"),
        ("bundle: {count: 1}", "bundles: expected 1"),
        ("cart: {rain-M-Blue: 1}", "cart: expected"),
        ("cart_subtotal: 79", "cart subtotal"),
        ("text_contains_record: [{product: rain, field: title}]", "text gives the record: expected Brook Rain Jacket"),
        ("text_contains_record: [{product: pack, field: material, every: true}]", "expected Nylon and Leather"),
        ("text_contains_record: [{document: returns, says: 30 days}]", "text gives the record: expected 30 days"),
        ("must_not_claim: ['within your']", "reason of rain"),
        ("by: click", "by: expected click; got rules"),
        ("handed_off: true", "handed off"),
        ("nothing_found: {give_up: [price]}", "nothing found: expected no cards"),
        ("follow_ups_lead_somewhere: true", "follow-ups: expected at least one"),
        ("about: [turn 1 card 9]", "that turn showed 2 cards"),
    ],
)
def test_an_expectation_that_does_not_hold_is_a_failure(shop_catalog: Catalog, expect: str, words: str) -> None:
    result = run(shop_catalog, [found(shop_catalog)], expect)
    assert not result.passed
    assert any(words in str(failure) for failure in result.failures), list(map(str, result.failures))
    assert all(str(failure).startswith("d, turn 1: ") for failure in result.failures)


def test_cards_that_are_not_new(shop_catalog: Catalog) -> None:
    result = run(shop_catalog, [found(shop_catalog)] * 2, "", "shown: {all_new: true}")
    assert ["turn 2: cards that are new" in str(failure) for failure in result.failures] == [True]


# --- every fact is checked in every turn ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"price": usd("1.00")}, "price of rain-M-Blue: expected $79.00; got $1.00"),
        ({"was": usd("99.00")}, "was-price of rain-M-Blue"),
        ({"available": False}, "available of rain-M-Blue"),
        ({"title": "Rain Jacket"}, "title of rain-M-Blue"),
        ({"brand": "Tarn"}, "brand of rain-M-Blue"),
        ({"rating": 5.0}, "rating of rain-M-Blue"),
        ({"n_reviews": 99}, "reviews of rain-M-Blue"),
        ({"url": "http://elsewhere.example"}, "url of rain-M-Blue"),
        ({"image": "images/none.jpg"}, "image of rain-M-Blue"),
        ({"product_id": "fleece"}, "product of rain-M-Blue"),
        ({"variant_id": "rain-XXL-Pink"}, "a variant of the store; got rain-XXL-Pink"),
        ({"stock_text": "Out of stock"}, "stock of rain-M-Blue"),
        ({"stock_text": "Only 2 left"}, "stock of rain-M-Blue: expected None pieces"),
        ({"options": ()}, "options of rain-M-Blue"),
        ({"reason": "Only $49.00 today."}, "amount in reason of rain-M-Blue"),
        ({"reason": "30% off."}, "percentage in reason of rain-M-Blue"),
    ],
)
def test_a_card_that_differs_from_the_record(shop_catalog: Catalog, change: dict[str, object], words: str) -> None:
    wrong = replace(card(shop_catalog, "rain-M-Blue"), **change)  # type: ignore[arg-type]
    result = run(shop_catalog, [found(shop_catalog, cards=(wrong,))])
    assert any(words in str(failure) for failure in result.failures), list(map(str, result.failures))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"available": True}, "Green"),  # rain-M-Green is sold out
        ({"variant_id": "rain-S-Green"}, "rain-S-Green"),
        ({"selected": True}, "Blue selected; got Green"),
        ({"price": usd("70.00")}, "price of rain-M-Green among the choices"),
        ({"value": "Red"}, "color of rain-M-Blue: expected Blue, Green; got Blue, Red"),
    ],
)
def test_a_choice_that_differs_from_the_record(shop_catalog: Catalog, change: dict[str, object], words: str) -> None:
    right = card(shop_catalog, "rain-M-Blue")
    size, color = right.options
    wrong = replace(color.choices[1], **change)  # type: ignore[arg-type]
    options = (size, replace(color, choices=(color.choices[0], wrong)))
    result = run(shop_catalog, [found(shop_catalog, cards=(replace(right, options=options),))])
    assert any(words in str(failure) for failure in result.failures), list(map(str, result.failures))


@pytest.mark.parametrize(
    "text",
    [
        "It is $12.00.",
        "It is yours for 12 dollars.",
        "It costs USD 12.",
        "Now 50% off.",
        "Only 3 left!",
        "It also comes in White.",
        "",
        "A label costs $4.95.",  # true, but nobody asked about the policy
        "Shells for $30",  # is over
        "Boots for less",  # has not begun
    ],
)
def test_a_sentence_that_no_record_supports(shop_catalog: Catalog, text: str) -> None:
    assert not run(shop_catalog, [found(shop_catalog, text=text)]).passed


@pytest.mark.parametrize(
    "text",
    [
        "Both are within your $80.",
        "The rain jacket is $79.00, the fleece 59 dollars.",
        "I found 12 more in blue.",
        "Free shipping over $50",
        "They come in Blue, Green and Gray, in S to XL.",
    ],
)
def test_a_sentence_that_records_support(shop_catalog: Catalog, text: str) -> None:
    assert list(map(str, run(shop_catalog, [found(shop_catalog, text=text)]).failures)) == []


def test_what_is_in_stock_is_not_said_to_be_sold_out(shop_catalog: Catalog) -> None:
    fleece, rain = (card(shop_catalog, variant_id) for variant_id in ("fleece-M-Blue", "rain-M-Blue"))
    text = "Sorry, that is sold out."
    assert not run(shop_catalog, [found(shop_catalog, cards=(fleece,), text=text)]).passed
    assert run(shop_catalog, [found(shop_catalog, cards=(rain,), text=text)]).passed  # one of its variants is


def test_amounts_of_a_policy_are_facts_when_it_was_asked_for(shop_catalog: Catalog) -> None:
    asked = reply_of(shop_catalog, ShopperAct(Intent.ASK_POLICY), text="A label costs $4.95, 5% for gifts.")
    assert run(shop_catalog, [asked]).passed


def test_the_price_behind_what_is_given_up_is_the_cheapest_of_the_record(shop_catalog: Catalog) -> None:
    red = Constraint("color", Operator.IS, "White")
    cheap = Constraint("price", Operator.AT_MOST, Decimal(10))
    act = ShopperAct(Intent.FIND, (red, cheap))
    chip = FollowUp("Any price", "any price", ShopperAct(Intent.REFINE, dropped=("price",)))
    right = reply_of(shop_catalog, act, text="Nothing white under $10. At any price: from $19.00.", follow_ups=(chip,))
    expect = "nothing_found: {give_up: [price]}"
    tee = reply_of(shop_catalog, ShopperAct(Intent.REFINE), cards=(card(shop_catalog, "tee-S-White"),))

    def failures(reply: Reply) -> list[str]:
        shop = ScriptedShop(shop_catalog, [reply, tee])
        return list(map(str, run_dialogue(dialogue(expect), shop).failures))

    assert failures(right) == []
    assert "amount in text" in failures(replace(right, text="Nothing white under $10; else from $18.00."))[0]
    assert "offer to give up" in failures(replace(right, follow_ups=()))[0]
    assert "text names what to give up" in failures(replace(right, text="Nothing found."))[0]


def test_cards_that_relax_a_need_silently(shop_catalog: Catalog) -> None:
    green = found(shop_catalog, cards=(card(shop_catalog, "rain-S-Green"),), text="A jacket.")
    failures = list(map(str, run(shop_catalog, [green]).failures))
    assert ["satisfies" in failure and "Blue" in failure for failure in failures] == [True]


def test_chips_that_are_not_the_need(shop_catalog: Catalog) -> None:
    red = Constraint("color", Operator.IS, "Red")
    assert not run(shop_catalog, [found(shop_catalog, chips=(NeedChip("red", red),))]).passed
    assert not run(shop_catalog, [found(shop_catalog, chips=())]).passed
    lies = (NeedChip("under $70", AT_MOST_80), NeedChip("blue", BLUE))
    assert "amount in chip" in str(run(shop_catalog, [found(shop_catalog, chips=lies)]).failures[0])


def test_a_cart_that_does_not_add_up(shop_catalog: Catalog) -> None:
    bought = reply_of(shop_catalog, ShopperAct(Intent.SHOW_CART), lines={"tee-M-White": 3}, text="That is $57.00.")
    assert run(shop_catalog, [bought]).passed
    cart = bought.cart
    for wrong, words in (
        (replace(cart, subtotal=usd("50.00")), "cart subtotal: expected $57.00"),
        (replace(cart, items=(replace(cart.items[0], price=usd("1.00")),)), "cart line tee-M-White"),
        (replace(cart, items=(replace(cart.items[0], options_text="L, White"),)), "options of cart line"),
        (CartView((), usd("0")), "cart: expected {'tee-M-White': 3}"),
    ):
        failures = list(map(str, run(shop_catalog, [replace(bought, cart=wrong)]).failures))
        assert any(words in failure for failure in failures), failures


def test_a_bundle_over_its_budget_or_with_a_wrong_sum(shop_catalog: Catalog) -> None:
    parts = (card(shop_catalog, "rain-M-Blue"), card(shop_catalog, "pack"))
    right = BundleView("For rain", parts, ("jacket", "pack"), usd("143.50"), usd("150.00"), "$6.50 below your $150.")
    act = ShopperAct(Intent.BUNDLE)
    expect = "bundle: {total_at_most: 150, parts: [{title: backpack}, {category: Jackets}]}"

    def failures(view: BundleView, wanted: str = expect) -> list[str]:
        return list(map(str, run(shop_catalog, [reply_of(shop_catalog, act, bundles=(view,))], wanted).failures))

    assert failures(right) == []
    assert "total of bundle" in failures(replace(right, total=usd("140.00"), reason=""))[0]
    assert "within the budget" in failures(replace(right, budget=usd("100.00"), reason=""))[0]
    assert "another product" in failures(replace(right, cards=(parts[0],) * 2, total=usd("158.00"), reason=""), "")[1]
    assert "bundle parts" in failures(right, "bundle: {parts: [{title: backpack}, {title: mug}]}")[0]
    assert "bundle total" in failures(right, "bundle: {total_at_most: 100}")[0]
    mug = (parts[0], card(shop_catalog, "mug"))
    assert "can be bought now" in failures(replace(right, cards=mug, total=usd("88.00"), reason=""), "")[0]


def test_a_comparison_that_is_not_the_record(shop_catalog: Catalog) -> None:
    cards = (card(shop_catalog, "rain-M-Blue"), card(shop_catalog, "fleece-M-Blue"))
    act = ShopperAct(Intent.COMPARE, product_ids=("rain", "fleece"))

    def failures(*rows: ComparisonRow) -> list[str]:
        reply = reply_of(shop_catalog, act, comparison=Comparison(cards, rows), text="The fleece is $20.00 less.")
        return list(map(str, run(shop_catalog, [reply], "comparison: [fleece, rain]").failures))

    assert failures(ComparisonRow("Price", ("$79.00", "$59.00"), True)) == []
    assert "amount in Price of fleece" in failures(ComparisonRow("Price", ("$79.00", "$79.00"), False))[0]
    assert "differs" in failures(ComparisonRow("Brand", ("Northway", "Northway"), True))[0]
    assert "2 values" in failures(ComparisonRow("Price", ("$79.00",), False))[0]


# --- follow-ups and clicks -----------------------------------------------------------------------------------


def test_a_follow_up_leads_to_as_many_products_as_it_says(shop_catalog: Catalog) -> None:
    chip = FollowUp("In any colour (2)", "any colour", n_products=2)
    first = found(shop_catalog, follow_ups=(chip,))
    shop = ScriptedShop(shop_catalog, [first, found(shop_catalog)])
    assert run_dialogue(dialogue(""), shop).passed
    three = found(shop_catalog, follow_ups=(replace(chip, n_products=3),))
    shop = ScriptedShop(shop_catalog, [three, found(shop_catalog), reply_of(shop_catalog)])
    failures = run_dialogue(dialogue(""), shop).failures
    assert ["expected 3 products; got 2 products" in str(failure) for failure in failures] == [True]


def test_a_follow_up_that_leads_nowhere(shop_catalog: Catalog) -> None:
    first = found(shop_catalog, follow_ups=(FollowUp("And mugs?", "mugs"),))
    shop = ScriptedShop(shop_catalog, [first, reply_of(shop_catalog, text="Nothing.")])
    failures = run_dialogue(dialogue("follow_ups_lead_somewhere: true"), shop).failures
    assert ["something to see" in str(failure) for failure in failures] == [True]


def test_clicks_become_acts(shop_catalog: Catalog) -> None:
    taken: list[object] = []

    class Listening(Scripted):
        def say(self, message: str) -> Reply:
            taken.append(message)
            return super().say(message)

        def act(self, act: ShopperAct) -> Reply:
            taken.append(act)
            return super().say("")

    class Shop(ScriptedShop):
        sessions = 0

        def session(self, shopper_id: str = "", session_id: str = "") -> Scripted:
            self.sessions += 1
            return Listening(self.replies) if self.sessions == 1 else Scripted([first] * 9)

    first = found(shop_catalog, follow_ups=(FollowUp("More", "show me more"),))
    turns = [
        {"say": "a blue jacket"},
        {"click": {"remove_chip": "color"}},
        {"click": {"follow_up": 1}},
        {"click": {"intent": "explain", "products": ["turn 1 card 2"]}},
        {"click": {"intent": "add_to_cart", "variant": "rain / M / Blue", "quantity": 2}},
        {"click": {"remove_chip": "red"}},
    ]
    talk = Dialogue.model_validate({"name": "d", "store": "six", "turns": turns})
    result = run_dialogue(talk, Shop(shop_catalog, [first] * 6))
    assert taken == [
        "a blue jacket",
        ShopperAct(Intent.REFINE, removed=(BLUE,)),
        "show me more",
        ShopperAct(Intent.EXPLAIN, product_ids=("fleece",)),
        ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue", quantity=2),
    ]
    assert ["no chip 'red'" in str(failure) for failure in result.failures] == [True]


# --- files ---------------------------------------------------------------------------------------------------


GOOD = """\
name: A jacket
store: six
turns:
  - say: a jacket
    expect:
      acts: [find]
"""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("acts:", "act:"), 6, "turns.0.expect.act: Extra inputs"),
        (GOOD.replace("find", "fnd"), 6, "turns.0.expect.acts.0: Input should be"),
        (GOOD.replace("store: six\n", ""), 1, "store: Field required"),
        (GOOD + "      constraints: [price below 60]\n", 7, "'price below 60' is no constraint"),
        (GOOD + "      constraints: [price at most sixty]\n", 7, "'sixty' is no number"),
        (GOOD + "      must_not_claim: ['(']\n", 7, "no regular expression"),
        (GOOD + "      acts: [find]\n", 7, "'acts' is given twice"),
        (GOOD + "  - expect: {}\n", 7, "give either 'say' or 'click'"),
        (GOOD + "  - click: {follow_up: 1, remove_chip: blue}\n", 7, "exactly one of"),
        (GOOD + "      shown: {all: {colour: Blue}}\n", 7, "colour: Extra inputs"),
        (GOOD + "      text_contains_record: [{document: returns}]\n", 7, "needs 'says'"),
        (GOOD + "      text_contains_record: [{product: rain}]\n", 7, "give 'field'"),
        (GOOD.replace("turns:\n", "turns: []\nx:\n"), 3, "at least one turn"),
    ],
)
def test_a_wrong_file_says_where_and_what(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DialogueFormatError) as error:
        read_dialogue(path)
    assert any(one.startswith(f"{path}:{line}: ") and words in one for one in str(error.value).splitlines()), error


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "a: {b: !!python/object:os.system x}"])
def test_what_is_no_dialogue_at_all(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DialogueFormatError, match=r"d\.yaml"):
        read_dialogue(path)


@pytest.mark.parametrize(
    ("words", "constraint"),
    [
        ("price at most 60", Constraint("price", Operator.AT_MOST, Decimal(60))),
        ("price between 30 and 49.50", Constraint("price", Operator.BETWEEN, (Decimal(30), Decimal("49.50")))),
        ("color one of Blue, Green", Constraint("color", Operator.ONE_OF, ("Blue", "Green"))),
        ("material not Organic Cotton", Constraint("material", Operator.NOT, "Organic Cotton")),
        ("category is Women > Tops", Constraint("category", Operator.IS, "Women > Tops")),
        ("wished size is 32", Constraint("size", Operator.IS, "32", required=False)),
        ("price about 50", Constraint("price", Operator.ABOUT, Decimal(50))),
    ],
)
def test_constraints_in_words(words: str, constraint: Constraint) -> None:
    assert constraint_of(words) == constraint


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ("shown: {contains: [anorak]}", "the store has no product 'anorak'"),
        ("cart: {rain-XXL-Blue: 1}", "the store has no product 'rain-XXL-Blue'"),
        ("cart: {rain / Blue: 1}", "it must fit one"),
        ("comparison: [rain, anorak]", "anorak"),
        ("shown: {none: {category: Boots}}", "Boots"),
        ("shown: {all: {options: {color: Pink}}}", "Pink"),
        ("text_contains_record: [{document: imprint, says: x}]", "no document 'imprint'"),
        ("text_contains_record: [{document: Returns, says: 90 days}]", "does not say '90 days'"),
        ("text_contains_record: [{product: anorak, field: price}]", "anorak"),
    ],
)
def test_a_golden_line_names_only_what_the_store_has(shop_catalog: Catalog, expect: str, words: str) -> None:
    shop = ScriptedShop(shop_catalog, [])
    result = run_dialogue(dialogue(expect), shop)
    assert words in str(result.failures[0])
    assert result.replies == ()


def test_a_folder_of_dialogues(tmp_path: Path, shop_catalog: Catalog) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b" / "c.yaml").write_text(GOOD.replace("six", "luma"), encoding="utf-8")
    shop = ScriptedShop(shop_catalog, [found(shop_catalog)])
    assert [result.passed for result in run_dialogues(tmp_path, shop)] == [True, True]
    assert [result.path.name for result in run_dialogues(tmp_path, shop, only_store="luma")] == ["c.yaml"]
    with pytest.raises(FileNotFoundError, match="No golden dialogue"):
        dialogue_paths(tmp_path / "none")


def test_products_of_its_own_need_a_copy_of_the_store(tmp_path: Path, shop_catalog: Catalog) -> None:
    (tmp_path / "a.yaml").write_text(GOOD + "products: [{id: lamp, title: Lamp}]\n", encoding="utf-8")
    shop = ScriptedShop(shop_catalog, [found(shop_catalog)])
    [refused] = run_dialogues(tmp_path, shop)
    assert "this shop has no copy" in str(refused.failures[0])
    asked: list[Dialogue] = []

    def open_copy(talk: Dialogue) -> nullcontext[ScriptedShop]:
        asked.append(talk)
        return nullcontext(shop)

    opening: Callable[[Dialogue], nullcontext[ScriptedShop]] = open_copy
    [walked] = run_dialogues(tmp_path, shop, with_products=opening)
    assert walked.passed
    assert [talk.products[0]["id"] for talk in asked] == ["lamp"]


def test_asked_is_the_slot_of_the_question(shop_catalog: Catalog) -> None:
    asked = reply_of(shop_catalog, text="Which size?", asked=Asked("size", ("S", "M")))
    assert run(shop_catalog, [asked], "asked: size").passed
    assert not run(shop_catalog, [asked], "asked: nothing").passed
