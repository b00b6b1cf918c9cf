"""What shoppers do over a conversation: turns sampled by what the state allows, each with the notes it should give."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import QUALITIES
from assistant.state import CartChanged, CartLine, DialogueState, Focused, Shown, TurnBegan
from assistant.training.hard_negatives import HardNegatives
from assistant.training.pieces import Marks, Message, NotePair, Piece, Said, filled, spaced
from assistant.training.pointing import Pointed, Pointer
from assistant.training.searching import Searches
from assistant.training.stock import Stock
from assistant.training.wording import in_chinese, wordings
from retrieval.catalog import Product
from retrieval.query import Constraint, Operator, Order

LONGEST = 8  # turns
_BARE = {
    "cart": Intent.SHOW_CART, "undo": Intent.UNDO_CART, "order": Intent.ASK_ORDER, "person": Intent.WANT_PERSON,
    "thanks": Intent.THANK, "hello": Intent.GREET, "other": Intent.OUT_OF_SCOPE, "unclear": Intent.NOT_UNDERSTOOD,
    "more": Intent.MORE,
}  # fmt: skip
_FILES = {"cart": "cart", "undo": "cart", "order": "papers", "person": "papers", "more": "shown"}
_POINTING = {"ask": Intent.ASK_PRODUCT, "why": Intent.EXPLAIN, "reject": Intent.REJECT, "add": Intent.ADD_TO_CART}
# What is said first, and what later (with something shown); weights in percent, about.
_FIRST = {"find": 56, "gift": 9, "bundle": 8, "hello": 3, "policy": 4, "other": 4, "unclear": 1.5, "hard": 11,
          "order": 2, "find_and": 4, "thanks": 0.5, "person": 1}  # fmt: skip
_LATER = {"refine": 24, "ask": 7, "add": 9, "compare": 5, "more": 4, "reject": 4, "why": 3, "policy": 4, "remove": 10,
          "cart": 2.5, "undo": 7, "drop": 4, "cheaper": 2.5, "fix": 5, "fix_ref": 2.5, "find": 5, "several": 10,
          "other": 3.5, "thanks": 2.5, "unclear": 1.5, "person": 1.5, "order": 1.5, "hard": 10, "bundle": 2.5,
          "gift": 1.5, "hello": 0.5}  # fmt: skip
_NEED_SHOWN = {"ask", "add", "compare", "more", "reject", "why", "fix_ref", "several"}
_JOINTS = {
    "en": (
        " and ",
        ", and ",
        ". ",
        ". also ",
        "; then ",
        ", plus ",
        ", then ",
        ". oh and ",
        " but first ",
        ", and also ",
    ),
    "zh": ("，再", "，还有", "。另外", "，然后", "。", "，顺便"),
}
_NO_FRONT = ("hello", "thanks", "unclear", "other")


@dataclass(frozen=True, slots=True)
class Turn:
    """A message and the state in which it is said."""

    before: DialogueState
    message: Message


class DialogueGrammar:
    """Samples conversations over a store's stock in one language (`en`, `zh`, `mixed`)."""

    def __init__(self, stock: Stock, chance: random.Random, lang: str, real_frames: Sequence[str] = ()) -> None:
        self._stock, self._chance, self._lang = stock, chance, lang
        self._words = "zh" if lang == "zh" else "en"
        self._searches = Searches(stock, chance, lang, real_frames)
        self._pointer = Pointer(stock.catalog, chance, self._words)
        self._hard = HardNegatives(self._searches, self._pointer, chance, self._words)

    def dialogue(self) -> Iterator[Turn]:
        """The turns of one conversation, one to `LONGEST`."""
        state = DialogueState()
        for _ in range(self._chance.choices(range(1, LONGEST + 1), (16, 16, 18, 16, 12, 10, 7, 5))[0]):
            message = self._turn(state)
            if self._words == "zh":
                message = replace(message, pieces=spaced(message.pieces))
            yield Turn(state, message)
            state = self._after(state, message)

    def _turn(self, state: DialogueState) -> Message:
        weights = _LATER if state.shown.product_ids else _FIRST
        can = {what: weight for what, weight in weights.items() if self._possible(what, state)}
        what = self._chance.choices(list(can), list(can.values()))[0]
        marks = Marks()
        if what == "hard":
            return self._with_manners(self._hard.message(state, marks))
        acts = self._several(state, marks) if what in ("several", "find_and") else (self._said(what, state, marks),)
        joint = [Piece(self._chance.choice(_JOINTS[self._words]), kept=True)]
        pieces: list[Piece] = []
        for at, act in enumerate(acts):
            pieces += [*(joint if at else ()), *(_unasked(act.pieces) if at < len(acts) - 1 else act.pieces)]
        message = Message(tuple(pieces), acts)
        return message if acts[0].word in _NO_FRONT else self._with_manners(message)

    def _possible(self, what: str, state: DialogueState) -> bool:
        if what == "compare":
            return len(state.shown.product_ids) > 1
        if what in _NEED_SHOWN:
            return bool(state.shown.product_ids)
        if what in ("remove", "undo"):
            return bool(state.cart) if what == "remove" else bool(state.cart_before)
        if what in ("drop", "fix"):
            return bool(self._droppable(state)) if what == "drop" else bool(state.constraints)
        return True

    def _said(self, what: str, state: DialogueState, marks: Marks) -> Said:
        match what:
            case "find":
                return self._searches.find(marks)
            case "refine" | "fix":
                return self._searches.refine(marks, self._shown_product(state), what)
            case "gift":
                return self._searches.gift(marks)
            case "bundle":
                return self._bundle(state, marks)
            case "compare":
                pointed = self._pointer.several(state, marks)
                act = ShopperAct(Intent.COMPARE, product_ids=pointed.product_ids)
                return Said(self._fill("shown", "compare", marks, refs=pointed.pieces), what, (pointed.pair,), act)
            case "ask" | "why" | "reject" | "add":
                return self._pointing(what, state, marks)
            case "fix_ref":
                pointed = self._pointer.one(state, marks)
                pieces = self._fill("edits", "fix_ref", marks, ref=pointed.pieces)
                return Said(pieces, "fix", (pointed.pair,), ShopperAct(Intent.REFINE, product_ids=pointed.product_ids))
            case "remove":
                pointed = self._pointer.in_cart(state, marks)
                act = ShopperAct(Intent.REMOVE_FROM_CART, product_ids=pointed.product_ids)
                return Said(self._fill("cart", "remove", marks, ref=pointed.pieces), what, (pointed.pair,), act)
            case "policy":
                pieces = self._fill("papers", "policy", marks)
                text = tuple(p.mark for p in pieces if p.mark)[:1]
                return Said(pieces, what, (NotePair("text", "=", text),), ShopperAct(Intent.ASK_POLICY))
            case "drop":
                return self._drop(state, marks)
            case "cheaper":
                pair = NotePair("sort", "=", (), "cheapest")
                return Said(
                    self._fill("edits", "cheaper", marks),
                    "refine",
                    (pair,),
                    ShopperAct(Intent.REFINE, order=Order.CHEAPEST),
                )
            case _:
                return Said(self._fill(_FILES.get(what, "talk"), what, marks), what, (), ShopperAct(_BARE[what]))

    def _pointing(self, what: str, state: DialogueState, marks: Marks) -> Said:
        pointed = self._pointer.one(state, marks)
        act = ShopperAct(_POINTING[what], product_ids=pointed.product_ids)
        if what == "reject" and self._chance.random() < 0.3:
            mark = replace(marks.new(self._chance.choice(wordings("shown")["all"][self._words])), kept=True)
            pair = NotePair("ref", "=", (mark.mark,))
            everything = replace(act, product_ids=state.shown.product_ids)
            return Said(self._fill("shown", "reject_all", marks, all=[mark]), what, (pair,), everything)
        if what == "add":
            return self._add(pointed, act, marks)
        pieces = self._fill("shown", what, marks, ref=pointed.pieces)
        own = {p.mark for p in pointed.pieces}
        text = tuple(p.mark for p in pieces if p.mark and p.mark not in own)[:1]
        return Said(pieces, what, (pointed.pair, *([NotePair("text", "=", text)] if text else [])), act)

    def _add(self, pointed: Pointed, act: ShopperAct, marks: Marks) -> Said:
        way = self._chance.choices(("add", "add_opt", "add_n"), (50, 32, 18))[0]
        product = self._stock.catalog.product(pointed.product_ids[0]) if pointed.product_ids else None
        trait = self._searches.trait_of(product, ("color", "size")) if product else None
        if way == "add_opt" and product and trait and any(v.options.get(trait.slot) for v in product.variants):
            option = self._searches.phraser.trait(trait, marks)
            pieces = self._fill("cart", "add_opt", marks, ref=pointed.pieces, opt=option.pieces)
            chosen = replace(act, constraints=option.constraints)
            return Said(pieces, "add", (pointed.pair, *option.pairs), chosen)
        if way == "add_n":
            count, word = self._chance.choice(list(wordings("people")["counts"].items()))
            mark = marks.new(word if self._words == "en" and self._chance.random() < 0.4 else str(count))
            pieces = self._fill("cart", "add_n", marks, ref=pointed.pieces, n=[mark])
            return Said(pieces, "add", (pointed.pair, NotePair("qty", "=", (mark.mark,))), replace(act, quantity=count))
        return Said(self._fill("cart", "add", marks, ref=pointed.pieces), "add", (pointed.pair,), act)

    def _drop(self, state: DialogueState, marks: Marks) -> Said:
        slot = self._chance.choice(self._droppable(state))
        act = ShopperAct(Intent.REFINE, dropped=(slot,))
        if slot == "price":
            return Said(self._fill("edits", "drop_price", marks), "refine", (NotePair("any", "=", (), slot),), act)
        words = wordings("people")["slots"][self._words].get(slot) or in_chinese(slot.replace("_", " "))
        said = marks.new(words)
        pair = NotePair("any", "=", (), slot) if slot in QUALITIES else NotePair("any", "=", (said.mark,))
        return Said(self._fill("edits", "drop", marks, slot=[said]), "refine", (pair,), act)

    def _bundle(self, state: DialogueState, marks: Marks) -> Said:
        """Several things, all for one purpose, or what goes with a shown one; often with a budget for the whole."""
        way = self._chance.choices(("parts", "what", "with"), (45, 40, 15 if state.shown.product_ids else 0))[0]
        parts: tuple[Constraint, ...] = ()
        ids: tuple[str, ...] = ()
        text = ""
        if way == "parts":
            first = self._searches.kind()
            near = [k for k in self._stock.kinds if k.department == first.department and k.category != first.category]
            kinds = [first, *self._chance.sample(near, min(len(near), self._chance.choice((1, 1, 2))))]
            nouns = [marks.new(self._searches.name(kind)) for kind in kinds]
            listed: list[Piece] = []
            for at, (kind, noun) in enumerate(zip(kinds, nouns, strict=True)):
                last = at == len(kinds) - 1
                between = ("和" if last else "、") if self._words == "zh" else (" and " if last else ", ")
                article = "" if self._words == "zh" else f"{kind.article} "
                listed += [*([Piece(between)] if at else []), Piece(article), noun]
            pieces = self._fill("bundle", way, marks, parts=listed)
            pair = NotePair("text", "=", tuple(noun.mark for noun in nouns))
            parts = tuple(Constraint("category", Operator.IS, kind.category) for kind in kinds)
        elif way == "what":
            what = self._chance.choice(wordings("bundle")["activity"][self._words])
            pieces = self._fill("bundle", way, marks, what=what, bare=what.removeprefix("a ").removeprefix("the "))
            pair, text = NotePair("text", "=", tuple(p.mark for p in pieces if p.mark)[:1]), what
        else:
            pointed = self._pointer.one(state, marks)
            pieces = self._fill("bundle", way, marks, ref=pointed.pieces)
            pair, ids = pointed.pair, pointed.product_ids
        pairs = [pair]
        constraints: tuple[Constraint, ...] = ()
        if self._chance.random() < 0.5:
            price = self._searches.product_of(self._searches.kind()).variants[0].offer.price.amount
            total = self._searches.phraser.total(price * 3, marks)
            pieces = (*_unasked(pieces), Piece("，" if self._words == "zh" else ", "), *total.pieces)
            pairs += total.pairs
            constraints = total.constraints
        act = ShopperAct(Intent.BUNDLE, constraints, product_ids=ids, text=text, parts=parts)
        return Said(pieces, "bundle", tuple(pairs), act)

    def _several(self, state: DialogueState, marks: Marks) -> tuple[Said, ...]:
        """Two acts of one message, sometimes three, in an order in which people do such things."""
        if not state.shown.product_ids:
            return self._said("find", state, marks), self._said(self._chance.choice(("policy", "order")), state, marks)
        ways = [("add", "policy"), ("add", "cart"), ("ask", "policy"), ("reject", "more"), ("add", "ask"),
                ("add", "add"), ("ask", "ask"), ("reject", "refine"), ("add", "find"), ("compare", "policy"),
                ("policy", "add"), ("refine", "policy"), ("add", "policy", "cart"), ("reject", "add")]  # fmt: skip
        ways += [("remove", "add"), ("remove", "cart"), ("cart", "policy")] if state.cart else []
        if len(state.shown.product_ids) < 2:
            ways.remove(("compare", "policy"))
        acts = tuple(self._said(what, state, marks) for what in self._chance.choice(ways))
        done = [(said.word, said.act.product_ids) for said in acts if said.act and said.word in ("add", "ask")]
        return acts if len(set(done)) == len(done) else acts[:1]  # nobody adds the same thing twice

    def _with_manners(self, message: Message) -> Message:
        """Small talk before or behind a real act, which is no act of its own."""
        talk = wordings("talk")
        pieces = message.pieces
        comma = "，" if self._words == "zh" else self._chance.choice((", ", " ", "! ", ". "))
        if self._chance.random() < 0.16:
            pieces = (Piece(self._chance.choice(talk["front"][self._words])), Piece(comma, kept=True), *pieces)
        if self._chance.random() < 0.10 and not pieces[-1].mark:
            pieces = (*pieces, Piece(comma, kept=True), Piece(self._chance.choice(talk["behind"][self._words])))
        elif self._chance.random() < 0.08:
            pieces = (*pieces, Piece("，" if self._words == "zh" else ", ", kept=True), Piece(
                self._chance.choice(talk["behind"][self._words])))  # fmt: skip
        return replace(message, pieces=pieces)

    def _after(self, state: DialogueState, message: Message) -> DialogueState:
        """The state once the message was answered, as the shop would answer it."""
        state = state.after(TurnBegan(""))
        for said in message.acts:
            act = said.act
            if act is None:
                continue
            state = state.after(act)
            if act.intent in (Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.MORE, Intent.REJECT):
                state = state.after(self._shown(act, state))
            elif act.intent is Intent.ADD_TO_CART and act.product_ids:
                lines = (CartLine(self._stock.catalog.product(i).variants[0].id, act.quantity) for i in act.product_ids)
                state = state.after(CartChanged((*state.cart, *lines)))
            elif act.intent is Intent.REMOVE_FROM_CART:
                state = state.after(CartChanged(tuple(
                    c for c in state.cart if self._stock.catalog.variant(c.variant_id)[0].id not in act.product_ids
                )))  # fmt: skip
            elif act.intent is Intent.ASK_PRODUCT:
                state = state.after(Focused(act.product_ids or state.focus))
        return state

    def _shown(self, act: ShopperAct, state: DialogueState) -> Shown:
        categories = [str(c.value) for c in (*act.parts, *state.constraints) if c.slot == "category"]
        fitting = [i for k in self._stock.kinds if k.category in categories for i in k.product_ids]
        if act.intent is Intent.BUNDLE and not act.parts:  # a set: things of several kinds
            fitting = [self._chance.choice(self._searches.kind().product_ids) for _ in range(6)]
        fitting = list(dict.fromkeys(fitting)) or list(self._chance.choice(self._stock.kinds).product_ids)
        ids = self._chance.sample(fitting, min(len(fitting), self._chance.choice((1, 2, 3, 3, 4, 4, 4, 5, 6))))
        return Shown(tuple(ids), tuple(self._stock.catalog.product(i).variants[0].id for i in ids))

    def _shown_product(self, state: DialogueState) -> Product | None:
        if not state.shown.product_ids:
            return None
        return self._stock.catalog.product(self._chance.choice(state.shown.product_ids))

    def _droppable(self, state: DialogueState) -> list[str]:
        """Slots of the need that can be given up by their name."""
        slots = {c.slot for c in state.constraints if c.operator is not Operator.NOT}
        slots -= {"category", "recipient", "occasion", "needed_by", "owns", "quantity", "rating", "feature"}
        return sorted(slots)

    def _fill(self, file: str, what: str, marks: Marks, /, **holes: Sequence[Piece] | str) -> tuple[Piece, ...]:
        return filled(self._chance.choice(wordings(file)[what][self._words]), marks, **holes)


def _unasked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Without the mark at the end, for what goes on."""
    *first, last = pieces
    return (*first, replace(last, text=last.text.rstrip("?.!？。"))) if not last.mark else tuple(pieces)
