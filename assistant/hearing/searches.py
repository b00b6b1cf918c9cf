"""Searches: whether a clause begins a search, goes on with one, wants things together, or points at a card."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.hearing import cues
from assistant.hearing.own_limits import limited, without_seller
from assistant.merging import merged
from assistant.naming.needs import Need, NeedReader
from assistant.naming.references import Reference
from assistant.state import DialogueState, Focused
from retrieval.query import THING, Constraint, Operator
from retrieval.tokens import STOP_WORDS, tokens
from retrieval.vocabulary import Vocabulary

_ADDING = re.compile(r"\s*(?:with|for|in|and|but|or|more|rather|made|of)\b", re.I)
_LIST = re.compile(r",|;|\+|&|\band\b|\bplus\b", re.I)
_ONE = re.compile(
    r"^.*?\b(?:an?|some|one|the|my|new)\s+(?P<what>.+?)\s*"
    r"(?:$|\b(?:for|under|below|within|all|together|that|less|up to|max)\b)",
    re.I,
)
# What follows is said of a thing and does not name it.
_BESIDE = re.compile(r",|\b(?:with|that|which|for|in|made|from|by|priced|costing|costs?|compatible|suitable)\b", re.I)
_PIECES = re.compile(r",\s+(?=an?\b|some\b|the\b)|\b(?:and|plus)\b", re.I)
_ARTICLE = re.compile(r"\b(?:an?|some|another|two|three|four)\b", re.I)
_NO_THING = re.compile(r"price[sd]?|costs?|budget|limit|range|rating|sizes?|colou?rs?|total|fit|shop|store", re.I)
_GOES_ON = re.compile(r"[\s,;]*\b(?:and|plus|also)\b", re.I)
_PUNCTUATION = " ,;.:&+"
_OF_THE_WHOLE = {"price", "gender", "rating"}
_NOTHING = DialogueState()
_TAKEN = re.compile(r"\b(?:then|please|pls|plz|it is)\W*$", re.I)
_MANNERS = re.compile(
    r"ok(?:ay)?|perfect|great|then|please|pls|plz|but|in|size|the|an?|one|ones|so|prefer|i|it|is|colou?r|yes|yeah|and|just",
    re.I,
)
# "electric one?", "do you have red ones": of the kind that is looked for.
_SUCH_ONE = re.compile(
    r"(?:(?:(?:is|are) there|do you have|have you(?: got)?|got|show me|what about|how about|and|or|maybe|actually|just|"
    r"i(?:'d| would)? (?:like|want|need|prefer)|rather)\s+)*(?:(?:an?|the|some|any)\s+)?(?:[\w-]+\s+){1,2}ones?"
    r"(?: please| pls| then| instead| too)?\W*",
    re.I,
)
_PRONOUN = re.compile(r"it|its|this|that|they|them|these|those", re.I)


class SearchReader:
    """Reads clauses that are about what is looked for; what it cannot read is `NOT_UNDERSTOOD`."""

    def __init__(self, vocabulary: Vocabulary, needs: NeedReader) -> None:
        self._vocabulary = vocabulary
        self._needs = needs

    def read(self, clause: str, meant: Reference, state: DialogueState) -> tuple[ShopperAct, int]:
        """The act, and how many content words of the clause nobody knows."""
        chosen = None if self.lists_limits(clause) else self._chosen_one(clause, meant, state)
        if chosen:
            return chosen, 0
        bundle = cues.BUNDLE.search(clause)
        spans = [bundle.span()] if bundle else []
        each, limits = self._limited(clause, is_set=bool(bundle))
        about = state.after(Focused(meant.product_ids)) if meant.product_ids and meant.spans else state
        need = self._needs.read(clause, about, [*spans, *limits, *(meant.spans if bundle else ())])
        if bundle and state.bundling and not (need.parts or need.words or meant.product_ids):
            bundle = None  # "under 90 in total" is about the bundle at hand
        priced = any(c.slot == "price" for c in need.constraints)
        parts = each or (self._things(self._without_prices(clause)) if bundle or priced else ())
        if bundle or len(parts) > 1:
            return self._bundle(need, meant, parts), len(need.unread)
        if not need:
            if cues.ABUSE.search(clause):
                return ShopperAct(Intent.OUT_OF_SCOPE, text="abuse"), 0
            return ShopperAct(Intent.NOT_UNDERSTOOD, text=clause), len(tokens(clause))
        only_words = not (need.constraints or need.dropped or need.order)
        known = [w for w in need.words if w not in need.unread]
        going_on = bool(state.text or state.constraints) and cues.COMPARATIVE.search(clause)
        if only_words and not known and not cues.FIND_VERB.search(clause) and not going_on:
            abuse = cues.ABUSE.search(clause)
            intent = Intent.OUT_OF_SCOPE if abuse else Intent.NOT_UNDERSTOOD
            return ShopperAct(intent, text="abuse" if abuse else clause), len(need.unread)
        return self._find_or_refine(need, clause, state), len(need.unread)

    def lists_limits(self, clause: str) -> bool:
        """Whether several things are listed of which at least two have a price of their own."""
        return len(self._limited(clause, is_set=False)[1]) > 1

    def _chosen_one(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """ "ok the second one, but in green": a card pointed at without a verb is a wish to hear about it."""
        if not meant.spans or meant.named or cues.BUNDLE.search(clause) or cues.CHEAPER.search(meant.replaced(clause)):
            return None
        if _PRONOUN.fullmatch(_cut(clause, meant)):
            return None
        own = self._needs.read(clause, state, meant.spans)
        if own.kinds or own.order or any(c.slot == "price" for c in own.constraints):
            return None
        if not meant.unresolved and self._is_taken(clause, meant, own):
            return ShopperAct(Intent.ADD_TO_CART, own.constraints, product_ids=meant.product_ids)
        return ShopperAct(
            Intent.ASK_PRODUCT,
            own.constraints,
            product_ids=meant.product_ids,
            unresolved=meant.unresolved,
            text=meant.replaced(clause, "it") if cues.CHEAPER.search(_cut(clause, meant)) else clause,
        )

    def _is_taken(self, clause: str, meant: Reference, own: Need) -> bool:
        """ "The second in blue, M", "the Driven one then": which one, in which variant, and nothing said about it."""
        if "?" in clause or not (own.constraints or _TAKEN.search(clause)):
            return False
        options = self._needs.option_slots
        if not all(c.slot in options and c.required and c.operator is Operator.IS for c in own.constraints):
            return False
        words = [w for w in re.findall(r"[\w'-]+", meant.replaced(clause)) if not _MANNERS.fullmatch(w)]
        return all(any(c.slot in options for c in self._needs.read(word, _NOTHING).constraints) for word in words)

    def _is_new_search(self, need: Need, clause: str, state: DialogueState) -> bool:
        """ "Do you sell surfboards?", "yoga stuff": another thing is named, not a quality of the one at hand."""
        if any(c.slot == "price" for c in need.constraints) and not need.words:
            return False
        named = any(c.slot == "category" for c in state.constraints)
        if (cues.GIFT.search(clause) or (cues.SOMETHING_FOR.search(clause) and not named)) and (
            need.words or need.constraints
        ):
            return True
        if cues.STUFF.search(clause) and not cues.COMPARATIVE.search(clause):
            return True
        new = [w for w in need.words if w not in state.text.split()]
        names = any(w in need.unread or self._vocabulary.names_a_thing(w) for w in new)
        if new and not need.constraints and self._vocabulary.names_a_thing(new[-1]) and not _ADDING.match(clause):
            return True  # "water bottle" after jackets
        return bool(cues.NEW_SEARCH.search(clause)) and names

    @staticmethod
    def _bundle(need: Need, meant: Reference, parts: tuple[Constraint, ...]) -> ShopperAct:
        return ShopperAct(
            Intent.BUNDLE,
            tuple(c for c in need.constraints if c not in need.kinds),
            product_ids=meant.product_ids,
            text=" ".join(need.words),
            order=need.order,
            parts=parts if len(parts) > 1 else need.parts,
        )

    def _without_prices(self, clause: str) -> str:
        """ "Between 47 and 109" lists nothing."""
        for price in reversed(self._needs.prices(clause)):
            clause = f"{clause[: price.start]} {clause[price.end :]}"
        return clause

    def _things(self, clause: str) -> tuple[Constraint, ...]:
        """The things in "a tent, a sleeping bag and a stove": each by its category, else by its words.

        "Jackets or hoodies" lists nothing: it wants either.
        """
        found: list[Constraint] = []
        pieces = _LIST.split(clause)
        for piece in pieces:
            is_last = piece is pieces[-1]  # what follows the last thing is said of all: "a top and a skirt in blue"
            match = _ONE.match(piece)
            words = match["what"] if match else piece
            said = [t for t in tokens(words) if t.word not in STOP_WORDS]
            if not said or not (match or found):
                continue
            kinds = self._needs.read(words, _NOTHING).parts
            if kinds:
                found.append(replace(kinds[0], conditions=self._beside(words if is_last else piece)))
            elif self._vocabulary.names_a_thing(said[-1].word):
                found.append(Constraint(THING, Operator.IS, " ".join(t.word for t in said)))
        return tuple(dict.fromkeys(found))

    def _limited(self, clause: str, *, is_set: bool) -> tuple[tuple[Constraint, ...], tuple[tuple[int, int], ...]]:
        """The things of a list of which some have a price of their own: "a tent under 200 and a mat under 80"."""
        prices = self._needs.prices(clause)
        stretches, spans = limited(
            clause, prices, lambda words: bool(self._named(words)), self._names_known, is_set=is_set
        )
        parts: list[Constraint] = []
        for stretch in stretches:
            *others, last = self._named(stretch.words)
            own = self._beside(_PIECES.split(stretch.words)[-1]) if others else self._beside(stretch.words)
            parts += [*others, replace(last, conditions=merged((), (*last.conditions, *own, *stretch.limits)))]
        return tuple(parts), spans

    def _named(self, words: str) -> tuple[Constraint, ...]:
        """What the words name, one after the other, with an article or without: "bamboo pens with a clip"."""
        listed = self._things(words)
        if listed:
            return listed
        said_what = without_seller(words)
        asked = said_what != words or cues.FIND_VERB.match(words) or self._is_another(said_what)
        pieces = [_BESIDE.split(piece)[0] for piece in _PIECES.split(said_what.strip(_PUNCTUATION))]
        for piece in reversed([piece for piece in pieces if piece.strip()]):
            kinds = self._needs.read(piece, _NOTHING).parts
            if kinds:
                return kinds[:1]
            article = list(_ARTICLE.finditer(piece))
            said = [t for t in tokens(piece[article[-1].end() :] if article else piece) if t.word not in STOP_WORDS]
            said = [t for t in said if not (cues.FIND_VERB.fullmatch(t.word) or _NO_THING.fullmatch(t.word))]
            if said and (article or asked or self._vocabulary.names_a_thing(said[-1].word)):
                return (Constraint(THING, Operator.IS, " ".join(t.word for t in said)),)
        return ()

    def _names_known(self, words: str) -> bool:
        """Whether the words go on with a thing that the store knows: "and a stove", not "and make it quick"."""
        return any(
            part.slot != THING or self._vocabulary.names_a_thing(str(part.value).split()[-1])
            for part in self._named(words)
        )

    def _is_another(self, words: str) -> bool:
        """Whether a list goes on with a thing, whoever knows it: "and zorbs", not "and preferably"."""
        goes_on = _GOES_ON.match(words)
        head = _BESIDE.split(cues.SOFT.sub("", words[goes_on.end() :]))[0] if goes_on else ""
        need = self._needs.read(head, _NOTHING)
        return any(not self._vocabulary.match(tokens(word)) for word in need.words)

    def _beside(self, words: str) -> tuple[Constraint, ...]:
        """The conditions among the words that name a part: they are on this part alone."""
        need = self._needs.read(words, _NOTHING)
        return tuple(c for c in need.constraints if c not in need.kinds and c.slot not in _OF_THE_WHOLE)

    def _find_or_refine(self, need: Need, clause: str, state: DialogueState) -> ShopperAct:
        has_need = bool(state.text or state.constraints)
        now = {v for c in state.constraints if c.slot in {k.slot for k in need.kinds} for v in c.values}
        new_kind = any(not set(kind.values) & now for kind in need.kinds)
        fresh_words = not need.kinds and self._is_new_search(need, clause, state)
        if _SUCH_ONE.fullmatch(clause) and not any(kind.slot == "category" for kind in need.kinds):
            new_kind = fresh_words = False
        text = " ".join(need.words)
        if state.bundling and cues.NEW_SEARCH.search(clause):
            fresh_words = True
        if has_need and not new_kind and not fresh_words:
            return ShopperAct(Intent.REFINE, need.constraints, need.dropped, text=text, order=need.order)
        constraints = need.constraints
        gendered = self._vocabulary.can_decide("gender", (), [str(v) for k in need.kinds for v in k.values])
        if has_need and need.kinds and gendered and not any(c.slot == "gender" for c in constraints):
            # "and pants?" stays with whom it is for
            constraints = (*(c for c in state.constraints if c.slot == "gender" and c.required), *constraints)
        return ShopperAct(Intent.FIND, constraints, text=text, order=need.order)


def _cut(clause: str, meant: Reference) -> str:
    start, end = meant.spans[0]
    return clause[start:end]
