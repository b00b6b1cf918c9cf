"""Understanding: from a message to shopper acts. Here the interface and its plain baseline, rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from assistant.acts import Intent, ShopperAct
from assistant.answers.compatibility import asks_whether_it_fits
from assistant.answers.superlatives import superlative_of_shown
from assistant.chinese.dictionary import StoreChinese, simple
from assistant.chinese.plain import plain_english
from assistant.chinese.shop_words import is_chinese
from assistant.handoff.cues import of_hands as of_hands_of
from assistant.hearing import cues
from assistant.hearing.asked_answers import answer_to_question
from assistant.hearing.cart_requests import CartReader, is_no_longer_wanted, new_count
from assistant.hearing.catalog_questions import CatalogQuestionReader
from assistant.hearing.clauses import clauses, joined
from assistant.hearing.context_cues import only_context, with_context, without_context
from assistant.hearing.corrections import corrected
from assistant.hearing.counted_each import counted_by_option
from assistant.hearing.intent_cues import ADDS, INTENT_CUES
from assistant.hearing.own_limits import as_list
from assistant.hearing.perks import without_perks
from assistant.hearing.profile_corrections import ProfileCorrections
from assistant.hearing.profile_cues import is_liking, profile_request, takes_back_no
from assistant.hearing.returning import returned
from assistant.hearing.review_cues import OF_A_PART, asks_reviewers
from assistant.hearing.searches import SearchReader
from assistant.hearing.signal_cues import chinese_gift, signal_request
from assistant.hearing.told_behind import told_with_it
from assistant.hearing.why_cues import chinese_why
from assistant.naming.needs import NeedReader
from assistant.naming.references import Names, Reference, resolve
from assistant.quantities.amounts import quantity
from assistant.quantities.vouchers import voucher_in, with_voucher
from assistant.state import DialogueState, Focused, TurnBegan
from assistant.workbench.cues import BenchReader
from retrieval.catalog import Catalog
from retrieval.guides import GuideIndex
from retrieval.tokens import STOP_WORDS, tokens
from retrieval.vocabulary import Vocabulary

LONGEST_READ = 2_000  # characters; what is longer is read to here, and the reply says so
_TAG = re.compile(r"</?[a-zA-Z!][^>]{0,200}>")
_EM = re.compile(r"(?<![\w'])'?em(?=$|[\s.,!?])", re.I)  # "4 of 'em"
_OF_ONE = re.compile(
    r"(?:and )?(?:does|do|is|are|has|have|can|could|will|would) (?:(?:nr|no|number)\.? ?)?\d\b"
    r"(?=\s+(?:ha(?:s|ve)|come|fit|look|go|work|in|available|also|really|still)\b|\s*$)",
    re.I,
)
_ANY_OF_THEM = re.compile(
    r"\bany of (?:these|those|them)\b|\b(?:these|those|them)\b.*\bany (?:under|below|for)\b", re.I
)
_NUMBERED = {Intent.COMPARE, Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART, Intent.EXPLAIN, Intent.REJECT}
_PLAIN = {Intent.WANT_PERSON, Intent.ASK_ORDER, Intent.UNDO_CART, Intent.SHOW_CART, Intent.OUT_OF_SCOPE}


class Trouble(StrEnum):
    """Why a language model did not read a message that it should have read."""

    TOO_SLOW = "too_slow"
    FAILED = "failed"  # it is gone, it refused, or it wrote what nobody can read
    QUEUE_FULL = "queue_full"  # too many messages waited for it already
    NOT_READY = "not_ready"  # it is still loading, or could not be loaded
    STOPPED = "stopped"  # the shopper did not want the answer any more


@dataclass(frozen=True, slots=True)
class Understanding:
    """The acts of a message, who read them (`rules`, `model`), and whether the reading can be relied on.

    With a `trouble` a model did not read at all, and `acts` say nothing. `certainty` is how probable a model held all
    that it wrote, None where none wrote it or it cannot tell. `plain`: rules knew all that is said, though a model that
    leads may be asked.
    """

    acts: tuple[ShopperAct, ...]
    by: str = "rules"
    sure: bool = True
    trouble: Trouble | None = None
    certainty: float | None = None
    plain: bool = False


class Understander(Protocol):
    def understand(self, message: str, state: DialogueState) -> Understanding:
        """What the shopper does with `message`, in their order; never empty (`NOT_UNDERSTOOD` at worst).

        Constraint values come from the message or the store's vocabulary, never from elsewhere; product ids
        come from `state` or are named in the message.
        """
        ...


class RuleUnderstander:
    """Turns of phrase, the store's vocabulary and arithmetic: precise, instant, and deaf to the unusual.

    `sure` is False where it heard nothing it knows, or mostly words it does not know.
    """

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._needs = NeedReader(catalog, vocabulary)
        self._searches = SearchReader(vocabulary, self._needs)
        self._cart = CartReader(catalog, self._needs)
        self._bench = BenchReader(catalog, self._needs)
        self._ranges = CatalogQuestionReader(catalog, vocabulary, self._needs)
        self._names = Names(catalog)
        self._chinese = StoreChinese(vocabulary)
        self._corrections = ProfileCorrections(catalog)
        self._guides = GuideIndex(catalog.documents)
        self._is_chinese_shop = any(is_chinese(product.title) for product in catalog)

    def understand(self, message: str, state: DialogueState) -> Understanding:
        text = " ".join(_TAG.sub(" ", message[:LONGEST_READ]).replace("’", "'").replace("`", "").split())
        text = _EM.sub("them", text)
        of_hands = of_hands_of(text, state.hands, offered=state.is_offered_person)
        if of_hands:
            return Understanding((of_hands,))
        of_profile = (
            profile_request(text)
            or self._corrections.read(text, state)
            or signal_request(text, state)
            or chinese_gift(text, state)
        )
        of_profile = of_profile or chinese_why(text, state, self._catalog)
        if of_profile:
            return Understanding((of_profile,))
        at_bench = self._bench.read(text, state)
        if at_bench:
            return Understanding((at_bench,))
        if is_chinese(text) and not self._is_chinese_shop:
            of_catalog = self._ranges.read(text, state)
            if of_catalog:
                return Understanding((of_catalog,))
            text = plain_english(simple(text), self._chinese.named) or text
        text = corrected(text, state, self._needs)
        voucher, text = voucher_in(text)
        heard = state.after(TurnBegan(message))
        acts: list[ShopperAct] = []
        unread = 0
        said = clauses(as_list(told_with_it(text)))
        for clause in said:
            if only_context(clause) or (len(said) > 1 and cues.INTERJECTION.fullmatch(clause + ".")):
                continue
            for act, n_unread in self._clause(clause, heard, state, continuing=bool(acts)):
                acts = joined(acts, act)
                unread += n_unread
                heard = heard.after(act)
        if len(acts) > 1:
            acts = [act for act in acts if act.intent not in (Intent.NOT_UNDERSTOOD,)] or acts[:1]
        if any(act.intent in (Intent.FIND, Intent.REFINE) and act.constraints for act in acts):  # the rest is talk
            acts = [act for act in acts if not self._is_vague(act)]
        if any(act.intent is Intent.OUT_OF_SCOPE for act in acts):  # what is said beside it is hardly a search
            acts = [act for act in acts if not self._is_vague(act)]
        if not ADDS.search(text):  # "the second in blue, is that available" takes nothing yet
            asked = {act.product_ids for act in acts if act.intent is Intent.ASK_PRODUCT}
            acts = [act for act in acts if act.intent is not Intent.ADD_TO_CART or act.product_ids not in asked]
        if not acts:
            acts = [ShopperAct(Intent.NOT_UNDERSTOOD, text=text)]
        acts = counted_by_option(acts, text, self._catalog)
        acts = list(with_context(acts, text, state))
        if voucher:
            acts = with_voucher(acts, voucher)
        known = len([t for t in tokens(text) if self._vocabulary.knows_word(t.word)])
        vague = any(self._is_vague(act) for act in acts)
        sure = (
            not vague and all(act.intent is not Intent.NOT_UNDERSTOOD for act in acts) and unread <= max(1, known // 2)
        )
        return Understanding(tuple(acts), "rules", sure)

    def _is_vague(self, act: ShopperAct) -> bool:
        """A search by words alone, of which none names a thing the store has: "what would you wear to a spin class"."""
        by_words = act.intent in (Intent.FIND, Intent.REFINE) and not (act.constraints or act.dropped or act.order)
        words = act.text.split()
        return by_words and len(words) > 1 and not any(self._vocabulary.names_a_thing(word) for word in words)

    def _clause(
        self, clause: str, state: DialogueState, before: DialogueState, continuing: bool
    ) -> list[tuple[ShopperAct, int]]:
        answer = answer_to_question(clause, before, self._needs, self._vocabulary) if not continuing else None
        if answer:
            return [(answer, 0)]
        acts: list[tuple[ShopperAct, int]] = []
        interjection = cues.INTERJECTION.match(clause)
        if interjection and len(tokens(clause[interjection.end() :])) > 1:
            clause = clause[interjection.end() :]
        greeting = cues.GREETING.match(clause)
        if greeting:
            acts.append((ShopperAct(Intent.GREET), 0))
            clause = clause[greeting.end() :]
        thanks = cues.THANKS.search(clause)
        if thanks and not re.match(r"\s*no\b", clause, re.I):
            rest = (clause[: thanks.start()] + " " + clause[thanks.end() :]).strip(" ,.!")
            acts.append((ShopperAct(Intent.THANK), 0))
            clause = rest if len(tokens(rest)) > 1 else ""
        back = returned(clause, state)
        if back:
            return [*acts, *self._returned(*back, state)]
        if clause.strip(" ,.!?"):
            acts.append(self._content(clause, state))
        return acts

    def _returned(self, back: ShopperAct, rest: str, state: DialogueState) -> list[tuple[ShopperAct, int]]:
        """An earlier search, with what is said beside; another thing for the same person is a search of its own."""
        if all(t.word in STOP_WORDS for t in tokens(rest)):
            return [(back, 0)]
        act, unread = self._content(rest, state.after(back))
        if act.intent in (Intent.FIND, Intent.BUNDLE):
            return [(replace(act, context=back.context), unread)]
        return [(back, 0), (act, unread)]

    def _content(self, clause: str, state: DialogueState) -> tuple[ShopperAct, int]:
        ranged = self._ranges.read(clause, state)
        if ranged:
            return ranged, 0
        if self._guides.best(clause):
            return ShopperAct(Intent.ASK_POLICY, text=clause), 0
        clause = self._without_perks(clause, state)
        if self._searches.lists_limits(clause):
            return self._searches.read(clause, Reference(), state)
        counted = new_count(clause, state)
        if counted:
            return counted, 0
        among = [i for i in (state.focus if len(state.focus) > 1 else state.shown.product_ids) if i in self._catalog]
        if len(among) > 1 and superlative_of_shown(clause):
            return ShopperAct(Intent.ASK_PRODUCT, product_ids=tuple(among), text=clause), 0
        intent = next((intent for intent, cue in INTENT_CUES if cue.search(clause)), None)
        numbered = intent in _NUMBERED
        plain = without_context(clause, self._vocabulary.knows_word)
        meant = resolve(
            plain,
            state,
            self._catalog,
            self._vocabulary,
            self._names,
            bare_numbers=numbered or bool(_OF_ONE.match(plain)),
        )
        again = _again(meant, state) if takes_back_no(plain) else ()
        if again:
            return ShopperAct(Intent.TAKE_BACK, product_ids=again), 0
        if is_liking(plain) and meant.product_ids and meant.spans:
            return ShopperAct(Intent.LIKE, product_ids=meant.product_ids, unresolved=meant.unresolved), 0
        if meant.product_ids and intent in (None, Intent.REJECT) and is_no_longer_wanted(plain, meant):
            in_cart = {self._catalog.variant(line.variant_id)[0].id for line in state.cart}
            intent = Intent.REMOVE_FROM_CART if in_cart & set(meant.product_ids) else Intent.REJECT
        if intent in _PLAIN:
            return ShopperAct(intent, text=clause), 0
        if intent in (Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART):
            act = self._cart.read(intent, clause, meant, state)
            if act:
                return act, 0
        elif intent is Intent.ASK_POLICY and not _about_product(clause, meant):
            return ShopperAct(intent, text=clause), 0
        elif intent is Intent.MORE and state.shown.product_ids:
            need = self._needs.read(clause, state, meant.spans)
            if not need.constraints:
                return ShopperAct(intent), 0
        elif intent is Intent.COMPARE and (state.shown.product_ids or len(meant.product_ids) > 1):
            return self._compare(clause, meant, state), 0
        elif intent is Intent.EXPLAIN and (meant.product_ids or state.shown.product_ids):
            ids = meant.product_ids or state.focus or state.shown.product_ids[:1]
            return ShopperAct(intent, product_ids=ids[:3], unresolved=meant.unresolved, text=clause), 0
        elif intent is Intent.REJECT and state.shown.product_ids:
            return self._reject(clause, meant, state), 0
        pieces = quantity(clause)
        if pieces and pieces[2] >= 4 and meant.product_ids and meant.spans and not meant.named and intent is None:
            act = self._cart.read(Intent.ADD_TO_CART, clause, meant, state)  # "2 of the first"
            if act:
                return act, 0
        asked = self._product_question(clause, meant, state)
        if asked:
            return asked, 0
        return self._searches.read(plain, meant, state)

    def _without_perks(self, clause: str, state: DialogueState) -> str:
        """ "Jackets with free shipping" looks for jackets; without a thing beside, free shipping is asked about."""
        rest = without_perks(clause)
        if rest == clause:
            return clause
        need = self._needs.read(rest, state)
        named = need.kinds or any(self._vocabulary.names_a_thing(word) for word in need.words)
        return rest if named or any(c.slot == "price" for c in need.constraints) else clause

    def _compare(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct:
        ids = meant.product_ids
        if len(ids) == 1 and re.search(r"\b(?:with|to|and|vs|versus|than)\b.*\b(?:it|this|that)\b", clause, re.I):
            ids = (*ids, *(i for i in state.focus if i not in ids))
        if len(ids) < 2 and not meant.unresolved:
            ids = (*ids, *(i for i in state.shown.product_ids if i not in ids))[
                : max(2, min(3, len(state.shown.product_ids)))
            ]
        return ShopperAct(Intent.COMPARE, product_ids=ids[:4], unresolved=meant.unresolved, text=clause)

    def _reject(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct:
        turned_down = state.after(Focused(meant.product_ids)) if meant.product_ids else state  # "too expensive"
        need = self._needs.read(clause, turned_down, meant.spans)
        everything = re.search(r"\b(?:these|those|them|any of|none)\b|something else", clause, re.I)
        ids = state.shown.product_ids if everything else meant.product_ids or state.focus[:1]
        return ShopperAct(
            Intent.REJECT,
            need.constraints,
            need.dropped,
            product_ids=ids,
            unresolved=meant.unresolved,
            order=need.order,
        )

    def _product_question(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """A question about something shown or named: "is it waterproof?", "how much is the second?"."""
        of_reviews = asks_reviewers(clause)
        asks = of_reviews or cues.QUESTION.search(clause) or cues.ASK_FACT.search(clause)
        if cues.CHEAPER.search(clause) or not asks:
            return None
        if cues.BUNDLE.search(clause) and not asks_whether_it_fits(clause):
            return None
        if not meant:
            if not ((of_reviews or cues.ASK_FACT.search(clause)) and state.focus):
                return None
            need = self._needs.read(clause, state)
            names_a_kind = need.kinds and not (of_reviews and OF_A_PART.search(clause))
            if names_a_kind or any(c.slot == "price" for c in need.constraints):
                return None
            meant = Reference(state.focus[:1])
        need = self._needs.read(clause, state, meant.spans)
        if (
            len(meant.product_ids) > 1
            and _ANY_OF_THEM.search(clause)
            and any(c.slot == "price" for c in need.constraints)
        ):
            return None  # "any of those under 300?" goes on with the search
        if asks_whether_it_fits(clause):
            meant = _with_it(clause, meant, state)
        return ShopperAct(
            Intent.ASK_PRODUCT,
            need.constraints,
            product_ids=meant.product_ids,
            unresolved=meant.unresolved,
            text=clause,
        )


def _again(meant: Reference, state: DialogueState) -> tuple[str, ...]:
    """The turned down things that are meant: those pointed at, else the ones last spoken of, else the only one."""
    pointed = tuple(i for i in meant.product_ids if i in state.rejected)
    elsewhere = not set(meant.product_ids) <= set(state.focus)
    if pointed or elsewhere:
        return pointed
    return tuple(i for i in state.focus if i in state.rejected) or tuple(
        state.rejected if len(state.rejected) == 1 else ()
    )


def _about_product(clause: str, meant: Reference) -> bool:
    """ "Is the jacket under warranty?" is about policy; "how much is it?" is not; prices decide nothing here."""
    return bool(meant.product_ids) and not re.search(
        r"\b(?:return|refund|exchange|warrant|guarantee|ship|deliver|arrive|policy|discount|coupon|promo|pay|instal|wrap)\w*",
        clause,
        re.I,
    )


def _with_it(clause: str, meant: Reference, state: DialogueState) -> Reference:
    """ "Does it fit the second?" is about what was talked of, and then the second."""
    it = re.match(r"[^?.!]*?\b(?:does|do|will|would|is|can|could)\s+(?:it|this|that)\b", clause, re.I)
    if not it or not state.focus or state.focus[0] in meant.product_ids:
        return meant
    return replace(meant, product_ids=(state.focus[0], *meant.product_ids))
