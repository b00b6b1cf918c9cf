"""Openers: first messages made from the store and tried on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import create_engine

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.openers import N_OPENERS, openers
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Understanding
from retrieval.catalog import Catalog, Offer, PolicyDocument, Product, Variant
from retrieval.filters import VariantTable
from retrieval.query import Candidate, Query
from retrieval.search import KeywordRetriever
from retrieval.vocabulary import Vocabulary
from retrieval.words import WordIndex
from tests.conftest import usd


def thing(n: int, kind: str, color: str = "Blue") -> Product:
    title = f"{('Alder', 'Birch', 'Cedar', 'Dogwood')[n]} {kind}"
    variant = Variant(f"{kind}-{n}-1", title, Offer(usd(str(20 + 10 * n))), {"color": color})
    return Product(f"{kind}-{n}", title, (variant,), categories=(f"Outdoor > {kind}s",))


OUTDOOR = [thing(n, kind) for kind in ("Jacket", "Tent", "Lamp") for n in range(4)]
RETURNS = PolicyDocument("returns", "Returns", "Within 30 days.")


def opened(catalog: Catalog) -> tuple[RuleUnderstander, KeywordRetriever]:
    words = WordIndex(create_engine("sqlite://"))
    words.build(catalog)
    return RuleUnderstander(catalog, Vocabulary.learn(catalog)), KeywordRetriever(catalog, VariantTable(catalog), words)


def of(catalog: Catalog) -> tuple[str, ...]:
    return openers(catalog, *opened(catalog))


@pytest.fixture
def outdoor() -> Catalog:
    return Catalog(OUTDOOR, currency="USD", documents=[RETURNS])


def test_openers_are_made_of_what_the_store_has(outdoor: Catalog) -> None:
    found = of(outdoor)
    assert 2 <= len(found) <= N_OPENERS
    assert len(set(found)) == len(found)
    assert any("jacket" in m.lower() or "tent" in m.lower() or "lamp" in m.lower() for m in found)
    assert "What is your return policy?" in found


def test_every_opener_leads_somewhere(outdoor: Catalog) -> None:
    understander, retriever = opened(outdoor)
    for message in of(outdoor):
        understood = understander.understand(message, DialogueState())
        assert understood.sure
        act = understood.acts[0]
        if act.intent is Intent.FIND:
            assert len(retriever.search(Query(act.text, act.constraints))) >= 2


def test_every_opener_of_a_shop_is_answered_with_something(counter: Shop) -> None:
    assert counter.openers()
    for message in counter.openers():
        reply = counter.session().say(message)
        assert reply.cards or reply.bundles or "“" in reply.text


@dataclass
class Deaf:
    """Understands nothing, or nothing for sure."""

    intent: Intent = Intent.NOT_UNDERSTOOD

    def understand(self, message: str, state: DialogueState) -> Understanding:
        return Understanding((ShopperAct(self.intent, text=message),), sure=False)


class Empty:
    def search(self, query: Query) -> list[Candidate]:
        return []


def test_what_is_not_understood_or_finds_nothing_is_no_opener(outdoor: Catalog) -> None:
    understander, retriever = opened(outdoor)
    assert openers(outdoor, Deaf(), retriever) == ()
    assert openers(outdoor, Deaf(Intent.FIND), retriever) == ()
    left = openers(outdoor, understander, Empty())
    assert not [m for m in left if understander.understand(m, DialogueState()).acts[0].intent is Intent.FIND]


def test_no_return_policy_no_question_about_it() -> None:
    assert "What is your return policy?" not in of(Catalog(OUTDOOR, currency="USD"))


def test_a_store_without_categories_has_openers_of_its_titles() -> None:
    plain = Catalog([replace(p, categories=()) for p in OUTDOOR], currency="USD")
    assert of(plain)


def test_an_empty_store_has_none() -> None:
    assert of(Catalog((), currency="USD")) == ()


def test_what_the_store_offers_comes_first_if_it_leads_somewhere() -> None:
    catalog = Catalog(OUTDOOR, currency="USD", documents=[RETURNS])
    offered = ("Tents under 40", "A purple elephant", "Lamps under 50")
    found = openers(catalog, *opened(catalog), offered)
    assert found[:2] == ("Tents under 40", "Lamps under 50")
    assert len(found) == N_OPENERS
