"""The assistant: one turn of the street, from a message to the events of a reply. Only this file knows the order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from assistant import acts
from assistant.acts import AssistantAct, Intent, ShopperAct
from assistant.answers.catalog_answers import CatalogAnswers
from assistant.answers.several_answers import numbered_on
from assistant.answers.telling import Telling
from assistant.answers.why import Why
from assistant.cart_actions import CartActions
from assistant.context_policy import beside
from assistant.handoff.talk import PersonTalk
from assistant.hearing.context_cues import on_day
from assistant.hearing.for_several import one_by_one
from assistant.hearing.profile_cues import with_reasons
from assistant.news import with_news, with_next
from assistant.policy import Policy
from assistant.proposing import Proposing
from assistant.quantities.vouchers import as_said
from assistant.reading.bounded_reading import ReadingCounts
from assistant.reading.first_finds import FirstFinds
from assistant.reading.second_reading import SecondReader
from assistant.recommending import Recommending
from assistant.reply import (
    Bundles,
    Cards,
    CartView,
    Comparison,
    FollowUp,
    FollowUps,
    HandsChanged,
    Known,
    NeedChip,
    Progress,
    ReplyEvent,
    Signals,
    Text,
    Understood,
)
from assistant.responding import TemplateResponder
from assistant.shopper.buyer_talk import BuyerTalk
from assistant.shopper.profile_talk import ProfileTalk
from assistant.shopper.signals import recipient_of
from assistant.state import DialogueState, Missed, TurnBegan
from assistant.turn import Turn
from assistant.understanding import LONGEST_READ, Understanding
from recommender.profile_facts import Fact
from retrieval.query import Candidate, Query


class Assistant:
    """Puts the stages in their order."""

    def __init__(
        self,
        reader: SecondReader,
        policy: Policy,
        recommending: Recommending,
        proposing: Proposing,
        cart_actions: CartActions,
        telling: Telling,
        catalog_answers: CatalogAnswers,
        profile_talk: ProfileTalk,
        buyer_talk: BuyerTalk,
        responder: TemplateResponder,
        *,
        first_finds: FirstFinds | None = None,
    ) -> None:
        self._reader = reader
        self._policy = policy
        self._recommending = recommending
        self._proposing = proposing
        self._cart = cart_actions
        self._telling = telling
        self._catalog_answers = catalog_answers
        self._profile_talk = profile_talk
        self._responder = responder
        self._first_finds = first_finds
        self._person_talk = PersonTalk(telling.hand_off)
        self._buyer_talk = buyer_talk

    @property
    def reading_counts(self) -> ReadingCounts:
        """What became of the messages that the language model should have read."""
        return self._reader.counts

    def turn(self, message: str, turn: Turn) -> Iterator[ReplyEvent]:
        """Answer a message. Happenings go into `turn`; raises `CancelledError` when the shopper stops it."""
        before = turn.state
        turn.happen(TurnBegan(message[:LONGEST_READ]))
        told = self._buyer_talk.read(message[:LONGEST_READ])
        if told is None:
            yield from self._heard(message, before, turn)
        elif told.rest:
            said = self._buyer_talk.taken_up(told, turn).strip()
            yield from with_news(self._heard(told.rest, before, turn), said)
        else:
            yield from self._buyer_talk.counted(told, before, turn)
        beside_it = self._buyer_talk.of_voucher(message, turn)
        if beside_it:
            yield Text(beside_it)
        if len(message) > LONGEST_READ:
            yield Text(" " + self._responder.fixed("too_long", f"{LONGEST_READ:,}"))
        self._reader.read_ahead(turn.state)

    def _heard(self, message: str, before: DialogueState, turn: Turn) -> Iterator[ReplyEvent]:
        """What is said of things, understood in the state `before` and answered; things for several people one after
        the other."""
        now, later = one_by_one(message)
        answer = self._understood(now, before, turn)
        if not later:
            return answer
        chips = tuple(FollowUp(words, words) for words in later)
        return with_next(answer, self._responder.fixed("next", later[0]), chips)

    def _understood(self, message: str, before: DialogueState, turn: Turn) -> Iterator[ReplyEvent]:
        understood = self._reader.first(message, before)
        if not understood.sure:
            yield Progress("Reading that again more carefully")
            if self._first_finds:
                yield from self._first_finds.of(understood, message, turn)
            understood = self._reader.second(understood, message, before, turn.cancelled)
        acts_said = as_said(understood.acts, message, bundling=before.bundling)
        understood = replace(understood, acts=with_reasons(acts_said, message))
        yield from self.answer(understood, turn, message)

    def listen(self, message: str, turn: Turn) -> Iterator[ReplyEvent]:
        """A person answers: the message is understood and folded into the need; nothing is done or said about it."""
        before = turn.state
        turn.happen(TurnBegan(message[:LONGEST_READ]))
        understood = self._reader.first(message, before)
        if not understood.sure:
            understood = self._reader.second(understood, message, before, turn.cancelled)
        for act in with_reasons(understood.acts, message):
            if act.intent in _OF_NEED and (understood.sure or act.intent not in _NEW_NEED):
                turn.happen(on_day(act, turn.now.date()))
        yield Understood((), understood.by)

    def answer(self, understood: Understanding, turn: Turn, message: str = "") -> Iterator[ReplyEvent]:
        """Fold what was heard, decide, and do it: all that is seen first, then all that is said."""
        before, whom = self.chips(turn.state), recipient_of(turn.state.context)
        matter = self._person_talk.matter(message, turn)
        if matter:  # "my tent came torn" looks for no tent
            understood = replace(understood, acts=tuple(a for a in understood.acts if a.intent not in _SEARCHES))
        for act in understood.acts:
            turn.happen(on_day(act, turn.now.date()))
        turn.check()
        beside_it = list(self._profile_talk.beside(understood.acts, whom, turn))
        doing = beside(self._policy.decide(turn.state), turn.state)
        # First, and quick: a budget that nothing fits does not hold, and is no condition that was taken up.
        reworked = [list(self._do(act, turn)) for act in doing if isinstance(act, acts.ChangeBundle)]
        searched = (act.query for act in doing if isinstance(act, acts.Recommend))
        given_up = next((gone for query in searched if (gone := self._recommending.withdrawn(query, turn))), None)
        now = self.chips(turn.state.after(given_up) if given_up else turn.state)  # nor does "cheaper", where nothing is
        if given_up:  # then it overrules nothing
            doing = [act for act in doing if not isinstance(act, acts.TellOverruled)]
        yield Understood(now if now != before or any(map(_says_need, understood.acts)) else (), understood.by)
        yield from filter(_leads, beside_it)
        said = [event for event in beside_it if not _leads(event)]
        if matter:
            doing = [act for act in doing if not isinstance(act, acts.Say)]
        at_once = len(doing) == 1 and isinstance(doing[0], acts.ExplainShown) and not said  # a model may word it
        is_found = not any(isinstance(act, acts.Recommend | acts.ProposeBundle) for act in doing)
        for decided in doing:
            for event in reworked.pop(0) if isinstance(decided, acts.ChangeBundle) else self._do(decided, turn):
                is_found = is_found or isinstance(event, Cards | Bundles)
                if at_once or isinstance(event, Cards | Bundles | Comparison) or _leads(event):
                    yield event
                else:
                    said.append(event)
        if message and not matter and (not is_found or any(act in _MISSED for act in map(_said, doing))):
            turn.happen(Missed())
        said += self._person_talk.offered_beside(message, matter, turn)
        yield from _in_order(said)

    def chips(self, state: DialogueState) -> tuple[NeedChip, ...]:
        """The need as removable chips."""
        context = state.context
        return (
            *(NeedChip(self._responder.chip(c), c) for c in (*state.parts, *state.constraints)),
            *(NeedChip(context.label(c), c) for c in context.conditions),
        )

    def why(self, product_id: str, variant_id: str, turn: Turn) -> Why:
        """Why the product fits the need of the turn's state; nothing is said and nothing happens."""
        return self._telling.why(product_id, variant_id, turn)

    def ranked(self, query: Query, turn: Turn) -> list[Candidate]:
        """What satisfies the query, best first for the turn's shopper; nothing is said and nothing happens."""
        return self._recommending.ranked(query, turn)

    def facts(self, turn: Turn) -> tuple[Fact, ...]:
        """All that is known of the turn's shopper, in plain words."""
        return self._profile_talk.facts(turn.known)

    def _do(self, act: AssistantAct, turn: Turn) -> Iterator[ReplyEvent]:
        match act:
            case acts.Recommend():
                return self._recommending.recommend(act, turn)
            case acts.ProposeBundle():
                return self._proposing.propose(act, turn)
            case acts.ChangeBundle():
                return self._proposing.change(act, turn)
            case acts.Compare():
                return self._telling.compare(act, turn)
            case acts.AnswerProduct():
                return self._telling.product(act, turn)
            case acts.AnswerPolicy():
                return chain(self._telling.policy(act, turn), self._proposing.offered(act.question))
            case acts.AnswerCatalog():
                return self._catalog_answers.answer(act, turn)
            case acts.ExplainShown():
                return self._telling.explain(act, turn)
            case acts.HandOff():
                return self._person_talk.hand_off(act, turn)
            case acts.LeavePerson():
                return self._person_talk.leave(act, turn)
            case acts.QuoteDelivery():
                return self._telling.delivery(act)
            case acts.SwitchSignal():
                return self._telling.switch(act, turn)
            case acts.TendProfile():
                return self._profile_talk.tend(act.act, turn)
            case acts.ChangeCart():
                return self._cart.change(act, turn)
            case acts.UndoCart():
                return self._cart.undo(turn)
            case acts.ShowCart():
                return self._cart.show(turn)
            case acts.AskVariant():
                return self._cart.ask(act, turn)
            case acts.AskWhich():
                return self._telling.which(act, turn)
            case acts.NameConflict():
                return self._recommending.conflict(act, turn)
            case acts.TellOverruled():
                return iter((Text(self._responder.overruled(act.pairs)),))
            case acts.Say(what="unresolved"):
                return self._telling.unclear(act, turn)
            case acts.Say():
                return iter((Text(self._responder.fixed(act.what, act.about)),))


# What a message may say of the need, or of how the shopper feels, while a person answers it. Nothing of the cart.
_OF_NEED = frozenset(
    {Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.REJECT, Intent.TAKE_BACK, Intent.LIKE, Intent.MORE}
    | {Intent.ASK_PRODUCT, Intent.ASK_POLICY, Intent.ASK_CATALOG, Intent.ASK_ORDER, Intent.COMPARE, Intent.EXPLAIN}
    | {Intent.GREET, Intent.THANK, Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD}
)
_NEW_NEED = frozenset({Intent.FIND, Intent.BUNDLE})
_SEARCHES = _NEW_NEED | {Intent.REFINE}
_MISSED = ("not_understood", "unresolved")


def _said(act: acts.AssistantAct) -> str:
    return act.what if isinstance(act, acts.Say) else ""


def clicked(act: ShopperAct) -> Understanding:
    """A click needs no understanding."""
    return Understanding((act,), "click")


def _says_need(act: ShopperAct) -> bool:
    """Whether the need stands under it as what was understood: not under a question, nor under what says nothing."""
    if act.intent is Intent.REFINE:
        return bool(act.constraints or act.dropped or act.removed or act.text or act.order)
    return act.intent in (Intent.FIND, Intent.BUNDLE, Intent.MORE, Intent.REJECT, Intent.TAKE_BACK)


def _leads(event: ReplyEvent) -> bool:
    return isinstance(event, Text) and event.leads


def _in_order(said: list[ReplyEvent]) -> Iterator[ReplyEvent]:
    """Texts of several acts one below the other, then the chips, then the cart as it is at the end."""
    texts = numbered_on([event for event in said if isinstance(event, Text)])
    for n, text in enumerate(texts):
        yield text if n == 0 or text.piece.startswith(" ") else replace(text, piece=f"\n{text.piece}")
    yield from (event for event in said if isinstance(event, Signals | Known | HandsChanged))
    chips = [chip for event in said if isinstance(event, FollowUps) for chip in event.chips]
    if chips:
        yield FollowUps(tuple(chips))
    carts = [event for event in said if isinstance(event, CartView)]
    yield from carts[-1:]
