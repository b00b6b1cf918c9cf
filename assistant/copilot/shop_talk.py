"""Talk about the shop's things and papers in a draft: what the assistant would answer, in the voice of the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.acts import Intent, ShopperAct
from assistant.answers.answering import ProductAnswerer, asks_whether
from assistant.cards import card
from assistant.chinese.shop_words import is_chinese
from assistant.copilot.asked import is_a_question
from assistant.copilot.chinese_words import asked_of_it, asked_of_papers, points_at_it
from assistant.copilot.dry_turn import DryTurns, Walked
from assistant.copilot.naming import best_named
from assistant.copilot.papers import Papers
from assistant.copilot.phrases import phrase
from assistant.copilot.records import (
    cart_source,
    cited_source,
    offer_source,
    opinions_source,
    passage_source,
    promotion_source,
    stated_in,
)
from assistant.copilot.said import Said
from assistant.copilot.service import Case
from assistant.copilot.size_talk import size_told
from assistant.copilot.suiting import Suiting
from assistant.copilot.talked import Of
from assistant.copilot.thing_talk import ThingTalk
from assistant.copilot.things_told import N_CARDS, asks_for_another, bundle_told, list_told
from assistant.copilot.told import Told, stands
from assistant.copilot.voice import in_our_voice
from assistant.hearing.asked_slots import slot_asked
from assistant.hearing.review_cues import asks_reviewers
from assistant.room import Room
from assistant.turn import Turn
from recommender.opinions.mining import Opinions
from retrieval.catalog import Catalog, Product
from retrieval.documents import Passage
from retrieval.paper_topics import is_for_papers, topics_asked
from retrieval.query import THING
from retrieval.store import Store

_LISTS = {Intent.FIND, Intent.REFINE, Intent.MORE, Intent.REJECT, Intent.TAKE_BACK, Intent.LIKE, Intent.LOOK}
_CART = {Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART, Intent.UNDO_CART}
_OF_ASSISTANT = {Intent.ASK_PROFILE, Intent.FORGET, Intent.PERSONALISE, Intent.SWITCH}
_NOTHING = {Intent.NOT_UNDERSTOOD, Intent.OUT_OF_SCOPE}
_ASKS_OF_THINGS = {Intent.ASK_PRODUCT, Intent.COMPARE, Intent.EXPLAIN, Intent.ASK_CATALOG}
_OF_ME = re.compile(
    r"^\W*(?:how|where|when|can|could|may|do|should)(?: do| can| could| should)? (?:i|we)\b", re.IGNORECASE
)
_OF_PAPERS = {"payment", "privacy", "contact", "delivery", "returns", "exchange", "recycling"}  # and no things
_OF_A_THING = re.compile(
    r"^\W*(?:(?:and|but|so|hi|hello)\W+)*(?:is|are|does|do|has|have|can|will) (?:the|this|that|these|those|your) ",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:it|this|that|they|these|those)\b", re.IGNORECASE)
_OFFERS = re.compile(
    r"\b(?:any|which|what|current\w*|running|are there)\b.*\b(?:promo\w*|discounts?|coupons?|codes?|vouchers?|deals?|"
    r"offers?|sales?)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:are you|is this|am i (?:talking|speaking) to|is there) (?:an? |really )*(?:real |actual |live )?"
    r"(?:person|human|bot|robot|ai|machine)\b|(?:是|是不是)(?:真人|机器人|人工)",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|christmas|the weekend|next week|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december))"
)
_BY_DAY = re.compile(
    rf"\b(?:by|before|until|on|in time for|for)\s+(?P<day>{_DAY}(?: \w+day| morning| evening)?)\b", re.IGNORECASE
)
_ARRIVES = re.compile(
    r"\b(?:arriv\w*|need|here|deliver\w*|there|get (?:it|them|this)|come|express|in time|ship\w*)\b", re.IGNORECASE
)


class ShopTalk:
    """Answers questions about things and papers over one room."""

    def __init__(
        self,
        room: Room,
        papers: Papers,
        answerer: ProductAnswerer,
        store: Store,
        dry: DryTurns,
        opinions: Callable[[str], Opinions],
    ) -> None:
        self._room = room
        self._catalog: Catalog = room.catalog
        self._papers = papers
        self._store = store
        self._dry = dry
        self._suiting = Suiting(dry)
        self._opinions = opinions
        self._things = ThingTalk(room, answerer, store, self._suiting, opinions)

    def told(self, words: str, acts: Sequence[ShopperAct], turn: Turn, case: Case) -> Told:
        """The answer to one question; the turn goes on from it, so that "it", asked next, is known."""
        of = Of(words, case.language, turn, case)
        if _PERSON.search(words):
            return Told((stands("yes_person", of.language),))
        by_day = self._by_day(of)
        if by_day is not None:
            return by_day
        if asks_for_another(words) and turn.state.focus:
            another = self._another(turn.state.focus[0], of)
            if another is not None:
                return another
        acts = self._of_one_thing(words, tuple(acts) or self._dry.read(words, turn.state), turn)
        asks = is_a_question(words) or asks_whether(words) or points_at_it(words) or _OF_ME.search(words)
        if asks and all(act.intent in (Intent.FIND, Intent.REFINE) for act in acts):
            told = self._no_search(of)
            if told is not None:
                return told
        walked = self._dry.walk(acts, turn)
        return self._of_acts(walked, of)

    def _no_search(self, of: Of) -> Told | None:
        """A question that was read as a search and is none: for the papers, or of a thing that nobody named."""
        if is_for_papers(of.words) or _OF_PAPERS & {*topics_asked(of.words)} or _OF_ME.search(of.words):
            rule = self._papers.said_of(of.words, of.language)
            if rule is not None:
                return Told((rule,))
        points = (_POINTS.search(of.words) and asks_whether(of.words)) or points_at_it(of.words)
        if points and not of.turn.state.focus:
            return Told((stands("which_thing", of.language),))
        return None

    def _of_one_thing(self, words: str, acts: tuple[ShopperAct, ...], turn: Turn) -> tuple[ShopperAct, ...]:
        """A question about something that is named, or on the table, is one: to a person nobody searches by asking."""
        of_papers = asked_of_papers(words) if is_chinese(words) else ""
        in_english, focus = asked_of_it(words), turn.state.focus[:1]
        named = any(c.slot in ("category", THING) for act in acts for c in act.constraints)
        if in_english and focus and (points_at_it(words) or not named) and not of_papers:
            chosen = tuple(c for act in acts for c in act.constraints if c.slot not in ("category", THING))
            return (ShopperAct(Intent.ASK_PRODUCT, chosen, product_ids=focus, text=in_english),)
        if of_papers:
            return (ShopperAct(Intent.ASK_POLICY, text=of_papers),)
        if any(act.intent is Intent.ASK_POLICY for act in acts):  # "what warranty do I get with the Beck Jacket?"
            product = best_named(words, self._catalog)
            slot = slot_asked(words, product) if product else ""
            if product and slot and product.attributes.get(slot):
                return (ShopperAct(Intent.ASK_PRODUCT, product_ids=(product.id,), text=words),)
        asks = [act for act in acts if act.intent in (Intent.FIND, Intent.REFINE, Intent.ASK_PRODUCT)]
        several = any(len(act.product_ids) != 1 for act in asks)
        if not asks or len(asks) < len(acts) or not several or not asks_whether(words):
            return acts
        if all(act.intent is not Intent.ASK_PRODUCT for act in asks) and not self._is_of_a_thing(words):
            return acts
        meant = best_named(words, self._catalog)
        return acts if meant is None else (ShopperAct(Intent.ASK_PRODUCT, product_ids=(meant.id,), text=words),)

    @staticmethod
    def _is_of_a_thing(words: str) -> bool:
        """ "Does the Slow Evening candle contain nut oil?", not "do you have candles?"."""
        return _OF_A_THING.search(words) is not None

    def size(self, words: str, turn: Turn, case: Case) -> Told | None:
        """Which size to take; None where no size guide holds what the words measure."""
        product = self._named(words, turn)
        found = size_told(words, product, (d for d in self._catalog.documents if d.kind == "policy"))
        if not found:
            return None
        if case.language == "zh":
            found = tuple(
                Said(phrase("quoted", "zh", said=one.text), one.sources, "quoted", {"said": one.text}) for one in found
            )
        return Told(found)

    # --- one question -----------------------------------------------------------------------------------------------

    def _of_acts(self, walked: Walked, of: Of) -> Told:
        intents = {act.intent for act in walked.acts}
        if intents & _CART or walked.changed_cart:
            return self._of_cart(walked, of)
        if walked.bundles:
            bundle = walked.bundles[0]
            return Told((bundle_told(bundle, self._catalog, of.language),), bundles=(bundle,))
        paper = next((cited for cited in walked.cited if cited.document_id), None)
        if paper is not None:
            passage = Passage(paper.document_id, paper.label, paper.passage, 0.0)
            return Told((self._papers.quoted(passage, of.language, of.words),))
        if intents & _ASKS_OF_THINGS:
            return self._of_things(walked, of)
        if intents & _LISTS and walked.cards:
            return self._list(walked, of)
        if Intent.SHOW_CART in intents:
            return self._cart(of)
        if intents & _OF_ASSISTANT:
            return Told((stands("by_assistant", of.language),))
        if intents <= {Intent.THANK, Intent.GREET}:
            key = "welcome" if Intent.THANK in intents else "hello_what"
            return Told((stands(key, of.language),))
        if intents & _NOTHING or Intent.ASK_POLICY in intents:
            return self._papers_or_nothing(walked, of)
        return self._plain(walked, of)

    def _papers_or_nothing(self, walked: Walked, of: Of) -> Told:
        """What the papers say; offers that run where these are asked for; else that nothing says it."""
        is_policy = Intent.ASK_POLICY in {act.intent for act in walked.acts}
        offers = [p for p in self._catalog.promotions if p.title and p.title in walked.text]
        if offers and _OFFERS.search(of.words):
            return Told((Said(in_our_voice(walked.text), tuple(promotion_source(p) for p in offers)),))
        question = asked_of_papers(of.words) if is_chinese(of.words) else of.words
        rule = self._papers.said_of(question, of.language, of.words) if question else None
        if rule is not None:
            return Told((rule,))
        if is_policy or is_a_question(of.words):
            note = f"The papers say nothing of “{_short(of.words)}”. A line in them, or a standing answer, would help."
            return Told((stands("papers_silent", of.language),), (note,))
        note = f"Nothing in the store's data answers “{_short(of.words)}”."
        return Told((stands("more", of.language),), (note,))

    def _of_things(self, walked: Walked, of: Of) -> Told:
        parts = []
        for act in walked.acts:
            if act.intent is Intent.ASK_PRODUCT and act.product_ids and not act.unresolved:
                parts.append(self._things.told(act, walked, of))
        if parts and all(part is not None for part in parts):
            return sum((part for part in parts if part is not None), Told())
        return self._things.compared(walked, of) or self._plain(walked, of)

    def _another(self, product_id: str, of: Of) -> Told | None:
        """Others of its kind that can be had now; None where there is none."""
        product = self._catalog.product(product_id)
        shown = of.turn.state.shown.variants.get(product_id, "")
        variant = next((v for v in product.variants if v.id == shown), product.variants[0])
        found = self._suiting.replacements(variant.id, of.turn, self._room, N_CARDS)
        if not found:
            return None
        cards = tuple(one.card for one in found)
        said = [list_told("instead", cards, self._catalog, of.language)]
        if not any(v.offer.available for v in product.variants):
            source = (offer_source(product, variant),)
            first = Said(
                phrase("sold_out", of.language, title=product.title), source, "sold_out", {"title": product.title}
            )
            said.insert(0, first)
        notes = tuple(f"{one.card.title}: {'; '.join(one.differences)}." for one in found if one.differences)
        return Told(tuple(said), notes, cards)

    def _list(self, walked: Walked, of: Of) -> Told:
        cards = walked.cards[:N_CARDS]
        return Told((list_told("list", cards, self._catalog, of.language),), cards=cards)

    def _of_cart(self, walked: Walked, of: Of) -> Told:
        """A cart is the shopper's: nothing is put in it from here, and nothing is said to be."""
        shown = of.turn.state.shown.variants
        ids = [i for act in walked.acts for i in act.product_ids if i in self._catalog]
        cards = tuple(card(self._catalog, shown.get(i) or self._catalog.product(i).variants[0].id) for i in ids)
        note = "The cart is the shopper's: send the card, and they put it in themselves."
        return Told((stands("to_cart", of.language),), (note,), cards)

    def _cart(self, of: Of) -> Told:
        cart = of.case.cart
        if not cart.items:
            return Told((Said(phrase("cart_empty", of.language), (cart_source(cart),), "cart_empty"),))
        fields = {"things": ", ".join(item.title for item in cart.items), "total": str(cart.total)}
        return Told((Said(phrase("cart", of.language, **fields), (cart_source(cart),), "cart", fields),))

    def _plain(self, walked: Walked, of: Of) -> Told:
        """The assistant's own sentences, in our voice; their sources are the values that they tell."""
        text = in_our_voice(walked.text)
        if not text:
            return Told()
        ids = dict.fromkeys(
            i
            for i in (*(i for act in walked.acts for i in act.product_ids), *of.turn.state.focus)
            if i in self._catalog
        )
        products = [self._catalog.product(i) for i in list(ids)[:4]]
        shown = of.turn.state.shown.variants
        variants = [next((v for v in p.variants if v.id == shown.get(p.id)), p.variants[0]) for p in products]
        cited = [
            passage_source(c.document_id, c.label, c.passage)
            if c.document_id
            else cited_source(c, self._store.reviews(c.product_id), self._store.questions(c.product_id), self._catalog)
            for c in walked.cited
        ]
        counted = [opinions_source(p, self._opinions(p.id)) for p in products] if asks_reviewers(of.words) else []
        sources = tuple(dict.fromkeys((*cited, *counted, *stated_in(text, products, variants))))
        return Told((Said(text, sources),), cards=walked.cards[:N_CARDS])

    def _by_day(self, of: Of) -> Told | None:
        """ "Will it be here by Friday?": how long the papers say it takes, and that the day cannot be promised."""
        day = _BY_DAY.search(of.words)
        if day is None or not _ARRIVES.search(of.words):
            return None
        how_long = "express" if "express" in of.words.lower() else "standard"
        rule = self._papers.said_of(f"How long does {how_long} delivery take?", of.language, of.words)
        if rule is None:
            return None
        named_day = day["day"]
        named_day = named_day[:1].upper() + named_day[1:] if named_day.lower().endswith("day") else named_day
        return Told((rule, stands("not_by_day", of.language, day=named_day)))

    def _named(self, words: str, turn: Turn) -> Product | None:
        """The product that the words name, else the one talked of last."""
        acts = self._dry.read(words, turn.state)
        ids = [i for act in acts for i in act.product_ids] or list(turn.state.focus)
        return next((self._catalog.product(i) for i in ids if i in self._catalog), None)


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + " …"
