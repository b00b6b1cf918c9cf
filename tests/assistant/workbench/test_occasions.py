"""Occasions: which messages want all that an occasion takes, or what the cart lacks."""

from __future__ import annotations

import pytest

from assistant.acts import OF_CART, Intent, ShopperAct
from assistant.context import ContextChange
from assistant.state import DialogueState
from assistant.understanding import Understanding
from assistant.workbench.occasions import Occasions
from assistant.workbench.purposes import Purposes
from recommender.bundling import Template, TemplateSlot
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator

OFFICE = Template("home office", (TemplateSlot("Desks"), TemplateSlot("Chairs")), ("work from home",))
CAMPING = Template(
    "weekend camping", (TemplateSlot("Outdoor > Camping > Tents"), TemplateSlot("Outdoor > Camping > Mats"))
)
WINTER = Template(
    "winter outside", (TemplateSlot("Clothing > Gloves"), TemplateSlot("Clothing > Hats")), ("winter clothes",)
)
SMART = Template("dressing well", (TemplateSlot("Clothing > Shirts"),), ("outfit",))
KNOWN = Occasions(Purposes(Catalog([], currency="USD"), (OFFICE, CAMPING, WINTER, SMART)))
UNDER = Constraint("price", Operator.AT_MOST, 800)  # type: ignore[arg-type]


HAS_DESK = ContextChange(owns=("desk",))


def category(value: str) -> Constraint:
    return Constraint("category", Operator.IS, value)


def found(message: str, act: ShopperAct) -> ShopperAct:
    return KNOWN.found(Understanding((act,), sure=False), message, DialogueState()).acts[0]


@pytest.mark.parametrize(
    ("message", "act", "template"),
    [
        ("everything for a home office", ShopperAct(Intent.FIND, text="home office"), OFFICE),
        ("home office under 800", ShopperAct(Intent.FIND, (UNDER,), text="home office"), OFFICE),
        ("home office, I have a desk", ShopperAct(Intent.FIND, text="home office", context=HAS_DESK), OFFICE),
        ("weekend camping for 500", ShopperAct(Intent.FIND, (category("Camping"),), text="weekend"), CAMPING),
        ("a gift bundle for dad who camps", ShopperAct(Intent.BUNDLE, text="camps"), CAMPING),
        ("winter clothes under 300", ShopperAct(Intent.FIND, (UNDER, category("Clothing")), text="winter"), WINTER),
        ("an outfit for winter", ShopperAct(Intent.BUNDLE, text="winter"), WINTER),
        ("an outfit", ShopperAct(Intent.BUNDLE), SMART),
    ],
)  # fmt: skip
def test_all_of_an_occasion_is_a_bundle(message: str, act: ShopperAct, template: Template) -> None:
    made = found(message, act)
    assert (made.intent, made.text) == (Intent.BUNDLE, template.name)
    assert not any(c.slot == "category" for c in made.constraints)


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("home office", ShopperAct(Intent.FIND, text="home office")),  # somebody who looks around
        (
            "a desk for my home office under 300",
            ShopperAct(Intent.FIND, (UNDER, category("Desks")), text="home office"),
        ),
        (
            "a tent and a mat for weekend camping",
            ShopperAct(Intent.BUNDLE, parts=(category("Tents"), category("Mats"))),
        ),
        ("what goes with it in a home office", ShopperAct(Intent.BUNDLE, product_ids=("desk",))),
        ("add the camping gear", ShopperAct(Intent.ADD_TO_CART, product_ids=("tent",))),
        ("thanks for everything", ShopperAct(Intent.THANK)),
    ],
)
def test_things_that_are_named_are_what_they_are(message: str, act: ShopperAct) -> None:
    assert found(message, act) == act


def test_a_bare_price_beside_an_occasion_is_its_budget() -> None:
    [price] = found("weekend camping for $1,500", ShopperAct(Intent.FIND, text="weekend camping")).constraints
    assert (price.slot, price.operator, price.value) == ("price", Operator.AT_MOST, 1500)


@pytest.mark.parametrize(
    "message", ["what am I missing?", "is anything missing in my cart", "am I missing something?",
                "what else do I need?", "complete my basket", "还缺什么"],
)  # fmt: skip
def test_what_the_cart_lacks_is_asked_of_the_cart(message: str) -> None:
    made = found(message, ShopperAct(Intent.NOT_UNDERSTOOD, text=message))
    assert (made.intent, made.about) == (Intent.BUNDLE, OF_CART)
