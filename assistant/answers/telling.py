"""Telling: answers about products, comparisons, reasons, the store's papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.acts import (
    AnswerPolicy,
    AnswerProduct,
    AskWhich,
    Compare,
    ExplainShown,
    HandOff,
    QuoteDelivery,
    Say,
    ShopperAct,
    SwitchSignal,
)
from assistant.answers.answering import ProductAnswerer
from assistant.answers.belonging import belonging
from assistant.answers.compatibility import Compatibility, Fit, asks_whether_it_fits, means_the_cart, theirs_is_unknown
from assistant.answers.quoting import asked_words
from assistant.answers.review_answers import ReviewAnswers
from assistant.answers.several_answers import cited_in, joined_answers, with_numbers_apart
from assistant.answers.superlatives import Best, Superlative, best_of, superlative, superlative_of_shown
from assistant.answers.why import Why, why
from assistant.answers.why_answers import WhyAnswers
from assistant.cards import card
from assistant.grounding.wording import Wording
from assistant.hearing.cues import cue
from assistant.hearing.review_cues import READ_FIRST, asks_reviewers
from assistant.recommending import Recommending
from assistant.reply import Cards, Cited, Comparison, ComparisonRow, FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder, once
from assistant.shopper.switching import Switching
from assistant.state import DialogueState, Focused, Shown
from assistant.turn import Turn
from assistant.workbench.reasons import BenchReasons
from recommender.comparing import cheapest_of, comparison_rows
from recommender.explaining import Explainer
from recommender.opinions.recommended import size_of
from recommender.wording import listed, slot_name
from retrieval.catalog import Catalog, Product, Variant
from retrieval.documents import Passage, PassageIndex
from retrieval.guides import GuideIndex
from retrieval.paper_topics import is_for_papers, topics_asked
from retrieval.promoting import asked_for

_ONE = cue(r"\b(?:which|what|who)(?:'s| is)?\b", r"\bof (?:these|those|them|the two)\b", r"\bthe (?:\w+er|\w+est)\b")
_CHOSE = cue(r"\bdid (?:i|we) (?:choose|pick|take|add)\b", r"\bhave (?:i|we) (?:chosen|picked|taken|added)\b")
_DIFFERENCE = cue(r"\bdiffer\w*\b", r"\bcompare\b")
_DELIVERY_TIME = "how many working days does delivery take"
N_WHICH = 4  # things that a question names; who is shown six and means one of five had better count
_IN_PAPERS = {"warranty", "gifts", "payment", "recycling", "returns", "delivery"}
_NO_USE = ("category", "brand", "price", "color", "gender")  # they say whose and what, not what for
_PROMOTION = ("promo", "discount", "coupon", "voucher", "deal", "offer", "sale")


class Telling:
    def __init__(
        self,
        catalog: Catalog,
        answerer: ProductAnswerer,
        compatibility: Compatibility,
        passages: PassageIndex,
        guides: GuideIndex,
        recommending: Recommending,
        explainer: Explainer,
        responder: TemplateResponder,
        reviewers: ReviewAnswers,
        wording: Wording | None = None,
        parts: BenchReasons | None = None,
    ) -> None:
        self._parts = parts
        self._reviewers = reviewers
        self._switching = Switching(catalog, recommending)
        self._why_answers = WhyAnswers(catalog, recommending, explainer, self._switching, wording, parts)
        self._catalog = catalog
        self._answerer = answerer
        self._compatibility = compatibility
        self._passages = passages
        self._guides = guides
        self._recommending = recommending
        self._explainer = explainer
        self._responder = responder

    def product(self, act: AnswerProduct, turn: Turn) -> Iterator[ReplyEvent]:
        asked = superlative_of_shown(act.question) if len(act.product_ids) > 1 else None
        if asked:
            best = self._best_of(asked, [self._as_shown(turn.state, product_id) for product_id in act.product_ids])
            turn.happen(Focused((*best.product_ids, *(i for i in act.product_ids if i not in best.product_ids))))
            yield Text(once(best.text))
            return
        if READ_FIRST.search(act.question) and act.product_ids:
            yield self._to_read_first(act.product_ids[0], turn)
            return
        of_papers = is_for_papers(act.question) and not asks_reviewers(act.question)
        paper = self._passages.best(act.question) if of_papers else None
        if paper:  # "would both arrive by Friday?" is asked once, of the shop
            turn.happen(Focused(act.product_ids))
            yield self._quoted(paper)
            return
        fit = self._fit(act, turn)
        if fit:
            yield from fit
            return
        answers = []
        for product_id in act.product_ids[:4]:
            product = self._catalog.product(product_id)
            answer = self._answerer.answer(
                product, act.question, act.constraints, _shown_variant(turn.state, product_id)
            )
            answers.append((product.title, answer))
            if product_id not in turn.state.shown.product_ids or act.constraints:
                need = (*turn.state.constraints, *act.constraints)
                yield Cards((card(self._catalog, answer.variant_id, need=need),), more=True)
                turn.happen(_beside(turn.state, product_id, answer.variant_id))
        turn.happen(Focused(act.product_ids))
        said = any(answer.found for _, answer in answers)
        passage = None if said else self._beside_the_record(act.question)
        if passage:
            yield self._quoted(passage)
            return
        answers = with_numbers_apart(answers)
        yield Text(once(joined_answers(answers)), cited_in(answers))

    def _to_read_first(self, product_id: str, turn: Turn) -> Text:
        """By their size, said here or taken before, and by the words that they look for things with."""
        product = self._catalog.product(product_id)
        stated = {c.slot: str(c.value) for c in turn.state.constraints if isinstance(c.value, str)}
        size = next((value for slot, value in stated.items() if "size" in slot), "")
        size = size or size_of(turn.taste.events, product, self._catalog)
        named = [value for slot, value in stated.items() if slot not in _NO_USE and "size" not in slot]
        said = self._reviewers.to_read_first(product, size, [*named, *turn.state.text.split()])
        turn.happen(Focused((product_id,)))
        return Text(once(said.text), said.cited)

    def _best_of(self, asked: Superlative, shown: Sequence[tuple[Product, Variant]]) -> Best:
        """By what the records state, else by what the reviews say."""
        best = best_of(asked, shown)
        if best.product_ids:
            return best
        text, product_ids = self._reviewers.best_of(asked, [product for product, _ in shown])
        return Best(text, product_ids) if text else best

    def _beside_the_record(self, question: str) -> Passage | None:
        """What the papers say of what no record states: the warranty, the wrapping of gifts."""
        return self._passages.best(question) if _IN_PAPERS & {*topics_asked(question)} else None

    def _fit(self, act: AnswerProduct, turn: Turn) -> list[ReplyEvent]:
        """Whether it goes with something: of several products one with the others, or with what lies in the cart."""
        first, *rest = (self._catalog.product(i) for i in act.product_ids)
        others = rest if asks_whether_it_fits(act.question) else []
        in_cart = means_the_cart(act.question)
        if in_cart:
            lines = (self._catalog.variant(line.variant_id)[0] for line in turn.state.cart)
            others = [*others, *(product for product in lines if product.id != first.id)]
        belongs = None if others else belonging(self._catalog, first, act.question)
        if belongs:
            fit = Fit(belongs.text + theirs_is_unknown(act.question), belongs.product_ids)
        elif in_cart and not others and asks_whether_it_fits(act.question):
            fit = Fit("There is nothing else in your cart that it could go with.", (), False)
        else:
            answered = self._compatibility.answer(first, act.question, others)
            if answered is None:
                return []
            fit = answered
        # What lies in the cart or was named beside is known; what the store says belongs to it is to be seen.
        named = [i for i in fit.product_ids if belongs and i not in turn.state.shown.product_ids]
        if not named:
            turn.happen(Focused(act.product_ids))
            return [Text(fit.text)]
        shown = [self._as_shown(turn.state, product_id) for product_id in named]
        turn.happen(Shown(tuple(p.id for p, _ in shown), tuple(v.id for _, v in shown)))
        return [Cards(tuple(card(self._catalog, v.id, need=turn.state.constraints) for _, v in shown)), Text(fit.text)]

    def which(self, act: AskWhich, turn: Turn) -> Iterator[ReplyEvent]:
        """Which of several shown things is meant; each chip says it of one of them."""
        titles = {i: self._catalog.product(i).title for i in act.product_ids[:N_WHICH]}
        turn.happen(Focused(act.product_ids))
        yield Text(self._responder.which_of(act.act.unresolved, list(titles.values())))
        yield _each(act.act, titles)

    def unclear(self, act: Say, turn: Turn) -> Iterator[ReplyEvent]:
        """That it is open which shown thing is meant; each of them as a chip that says it of that one."""
        shown = [i for i in turn.state.shown.product_ids if i in self._catalog][:N_WHICH]
        titles = {i: self._catalog.product(i).title for i in shown}
        said = next((heard for heard in turn.state.heard if heard.unresolved == act.about), None)
        if not shown:
            yield Text(self._responder.fixed("nothing_shown"))
            return
        yield Text(self._responder.fixed("unresolved", act.about))
        if said:
            yield _each(said, titles)

    def _chosen(self, turn: Turn) -> Iterator[ReplyEvent]:
        """ "Which one did I choose?": what lies in the cart, and what waits for its size or colour."""
        lines = [self._catalog.variant(line.variant_id) for line in turn.state.cart]
        names = [f"the {p.title}" + (f" ({', '.join(v.options.values())})" if v.options else "") for p, v in lines]
        open_choice = turn.state.asked.variant_of if turn.state.asked else None
        said = [f"In your cart: {listed(names)}."] if names else []
        if open_choice:
            title = self._catalog.product(open_choice.product_id).title
            said.append(f"The {title} is not in it yet: its {slot_name(open_choice.slot)} is still to be said.")
        yield Text(once(" ".join(said) or self._responder.fixed("cart_empty")))

    def compare(self, act: Compare, turn: Turn) -> Iterator[ReplyEvent]:
        if _CHOSE.search(act.question):
            yield from self._chosen(turn)
            return
        shown = [self._as_shown(turn.state, product_id) for product_id in act.product_ids[:4]]
        for_one = _asks_for_one(act.question)
        asked = superlative(act.question) if for_one else None
        if asked:  # "which one is quieter?" is no question after all their differences
            best = self._best_of(asked, shown)
            rest = tuple(p.id for p, _ in shown if p.id not in best.product_ids)
            turn.happen(Focused((*best.product_ids, *rest)))
            yield Text(once(best.text))
            return
        rows = tuple(ComparisonRow(r.label, r.values, r.differs, r.sources) for r in comparison_rows(shown))
        need = turn.state.constraints
        yield Comparison(tuple(card(self._catalog, v.id, need=need) for _, v in shown), rows)
        if not set(act.product_ids) <= set(turn.state.shown.product_ids):
            turn.happen(Shown(tuple(p.id for p, _ in shown), tuple(v.id for _, v in shown)))
        differing = [r.label.lower() for r in rows if r.differs]
        cheapest = cheapest_of(shown)
        # "That one", said next, is the one that was named last.
        last = cheapest.product_id or shown[0][0].id
        turn.happen(Focused((last, *(p.id for p, _ in shown if p.id != last))))
        price = f" {cheapest.text}" if cheapest.text else ""
        differ = f"They differ in {', '.join(differing[:5])}." if differing else "The store states no difference."
        told = self._told_of_each(act, turn) if for_one else None
        yield told or Text(f"{differ}{price}")

    def _told_of_each(self, act: Compare, turn: Turn) -> Text | None:
        """ "Which one is good for phone calls?": what is stated of it, of each; None where it asks nothing more."""
        if not asked_words(act.question):
            return None
        answers = []
        for product_id in act.product_ids[:4]:
            product = self._catalog.product(product_id)
            answer = self._answerer.answer(product, act.question, (), _shown_variant(turn.state, product_id))
            answers.append((product.title, answer))
        answers = with_numbers_apart(answers)
        return Text(once(joined_answers(answers)), cited_in(answers))

    def explain(self, act: ExplainShown, turn: Turn) -> Iterator[ReplyEvent]:
        return self._why_answers.answer(act, turn)

    def switch(self, act: SwitchSignal, turn: Turn) -> Iterator[ReplyEvent]:
        """What becomes of the order when a signal is switched off, or on again."""
        return self._switching.switch(act, turn)

    def why(self, product_id: str, variant_id: str, turn: Turn) -> Why:
        """Why it fits the need of the turn's state; nothing is said and nothing happens."""
        return why(product_id, variant_id, turn, self._recommending, self._explainer, self._switching, self._parts)

    def policy(self, act: AnswerPolicy, turn: Turn) -> Iterator[ReplyEvent]:
        """From a guide when advice is asked for, else from what runs today, else from the store's papers."""
        advice = self._guides.best(act.question)
        if advice:
            yield self._quoted(advice)
            return
        if any(word in act.question.lower() for word in _PROMOTION):
            running = [p for p in self._catalog.promotions if p.runs(turn.now.date())]
            yield Text(self._responder.promotions(running, asked_for(act.question, running)))
            return
        yield self._quoted(self._passages.best(act.question))

    def delivery(self, act: QuoteDelivery) -> Iterator[ReplyEvent]:
        """What the papers say of how long delivery takes; that it will be there in time is not ours to say."""
        passage = self._passages.best(_DELIVERY_TIME)
        yield Text(self._responder.delivery(act.needed_by, passage))

    def _quoted(self, passage: Passage | None) -> Text:
        """A passage word for word, with a number that opens it in its paper."""
        said = self._responder.passage(passage)
        if passage is None:
            return Text(said)
        return Text(f"{said} [1]", (Cited(1, passage.title, document_id=passage.document_id, passage=passage.text),))

    def hand_off(self, act: HandOff, turn: Turn) -> Iterator[ReplyEvent]:
        passage = self._passages.contact()
        about = (
            f"The shop writes: {self._responder.passage(passage)}" if passage else "Please contact the shop directly."
        )
        yield Text(self._responder.fixed("offer_person" if act.offered else "hand_off", about))
        if turn.state.cart:
            yield FollowUps((FollowUp("Show my cart", "show my cart"),))

    def _as_shown(self, state: DialogueState, product_id: str) -> tuple[Product, Variant]:
        product = self._catalog.product(product_id)
        shown = _shown_variant(state, product_id)
        return product, next((v for v in product.variants if v.id == shown), product.variants[0])


def _each(act: ShopperAct, titles: Mapping[str, str]) -> FollowUps:
    """A chip for each of the products, by id, that says the act of that one."""
    return FollowUps(
        tuple(
            FollowUp(title, title, replace(act, product_ids=(product_id,), unresolved=""))
            for product_id, title in titles.items()
        )
    )


def _asks_for_one(question: str) -> bool:
    """ "Which one is quieter?", not "what is the difference?"."""
    return bool(_ONE.search(question)) and not _DIFFERENCE.search(question)


def _shown_variant(state: DialogueState, product_id: str) -> str:
    return state.shown.variants.get(product_id, "")


def _beside(state: DialogueState, product_id: str, variant_id: str) -> Shown:
    """The list as it was, with this variant in its place, or the product alone when it was not in the list."""
    if product_id not in state.shown.product_ids:
        return Shown((product_id,), (variant_id,)) if not state.shown.product_ids else state.shown
    variants = tuple(
        variant_id if own == product_id else old
        for own, old in zip(state.shown.product_ids, state.shown.variant_ids, strict=True)
    )
    return Shown(state.shown.product_ids, variants)
