"""Messages that look like something else: numbers that are no prices, excluded values, words at the machine."""

from __future__ import annotations

import random
from decimal import Decimal

from assistant.acts import Intent, ShopperAct
from assistant.state import DialogueState
from assistant.training.phrases import chosen
from assistant.training.pieces import Marks, Message, NotePair, Piece, Said, filled
from assistant.training.pointing import Pointer
from assistant.training.searching import Searches
from assistant.training.stock import Kind, Trait
from assistant.training.wording import wordings
from retrieval.query import Constraint, Operator

_ANYTIME = (
    "number_no_price", "two_budgets", "chat_with_product", "instruction", "instruction_and_need", "any_but_brand",
    "recipient_is_shopper_kind",
)  # fmt: skip
_WHEN_SHOWN = ("size_and_quantity", "not_but", "budget_changed", "nothing_shown")


class HardNegatives:
    def __init__(self, searches: Searches, pointer: Pointer, chance: random.Random, lang: str) -> None:
        self._searches, self._pointer, self._chance, self._lang = searches, pointer, chance, lang

    def message(self, state: DialogueState, marks: Marks) -> Message:
        """One hard negative that fits the state."""
        shown = bool(state.shown.product_ids)
        possible = (*_ANYTIME, *_WHEN_SHOWN) if shown else _ANYTIME
        has_brands = bool(self._searches.stock.of_slot("brand"))
        what = self._chance.choice([p for p in possible if has_brands or p != "any_but_brand"])
        if what in ("size_and_quantity", "not_but", "nothing_shown", "budget_changed"):
            acts = (self._edit(what, state, marks),)
        elif what in ("chat_with_product", "instruction"):
            acts = (self._other(what, marks),)
        elif what == "two_budgets":
            return self._two_budgets(marks)
        else:
            acts = (self._search(what, marks),)
        return Message(acts[0].pieces, acts, what)

    def _template(self, what: str) -> str:
        return str(self._chance.choice(wordings("hard")[what][self._lang]))

    def _other(self, what: str, marks: Marks) -> Said:
        kind = self._searches.kind()
        pieces = filled(self._template(what), marks, kind=self._searches.name(kind), a=_article(kind))
        return Said(pieces, "other", (), ShopperAct(Intent.OUT_OF_SCOPE))

    def _search(self, what: str, marks: Marks) -> Said:
        kind = self._searches.kind()
        noun = marks.new(self._searches.name(kind))
        pairs = [NotePair("text", "=", (noun.mark,))]
        constraints = [Constraint("category", Operator.IS, kind.category)]
        people = wordings("people")
        value: Piece = Piece("")
        if what == "any_but_brand":
            brand = self._chance.choice(self._searches.stock.of_slot("brand")).value
            value = marks.new(brand)
            pairs.append(NotePair("brand", "!=", (value.mark,)))
            constraints.append(Constraint("brand", Operator.NOT, brand))
        elif what == "recipient_is_shopper_kind":
            value = marks.new(str(self._chance.choice(people["recipients"][self._lang])))
            pairs.append(NotePair("recipient", "=", (value.mark,)))
            constraints.append(Constraint("recipient", Operator.IS, value.text))
        whose = self._chance.choice(("his", "her", "their"))
        pieces = filled(self._template(what), marks, kind=[noun], a=_article(kind), v=[value], p=whose)
        return Said(pieces, "find", tuple(pairs), ShopperAct(Intent.FIND, tuple(constraints), text=kind.one))

    def _two_budgets(self, marks: Marks) -> Message:
        """Two things, each with a limit of its own: two searches."""
        first, second = self._searches.kind(), self._searches.kind()
        nouns = [marks.new(self._searches.name(kind)) for kind in (first, second)]
        low, high = sorted(self._chance.sample((20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200), 2))
        numbers = [marks.new(str(n)) for n in self._chance.sample((low, high), 2)]
        pieces = filled(
            self._template("two_budgets"), marks, kind=[nouns[0]], kind2=[nouns[1]], n=[numbers[0]], m=[numbers[1]],
            a=_article(first), a2=_article(second),
        )  # fmt: skip
        acts = tuple(
            Said((), "find", (NotePair("text", "=", (noun.mark,)), NotePair("price", "<=", (number.mark,))),
                 ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, kind.category),), text=kind.one))
            for kind, noun, number in zip((first, second), nouns, numbers, strict=True)
        )  # fmt: skip
        kept = tuple(piece if piece.mark else Piece(piece.text, kept=True) for piece in pieces)
        return Message(kept, acts, "two_budgets")

    def _edit(self, what: str, state: DialogueState, marks: Marks) -> Said:
        if what == "nothing_shown":
            pointed = self._pointer.nothing(state, marks)
            act = ShopperAct(Intent.ADD_TO_CART, unresolved=pointed.unresolved)
            return Said(filled(self._template(what), marks, far=pointed.pieces), "add", (pointed.pair,), act)
        product = self._searches.stock.catalog.product(self._chance.choice(state.shown.product_ids))
        if what == "size_and_quantity":
            size = self._searches.trait_of(product, ("size",))
            pointed = self._pointer.one(state, marks)
            if size is not None:
                n, value = marks.new(str(self._chance.randint(2, 6))), marks.new(size.said)
                pieces = filled(self._template(what), marks, n=[n], v=[value], ref=pointed.pieces)
                pairs = (pointed.pair, NotePair("qty", "=", (n.mark,)), NotePair("size", "=", (value.mark,)))
                act = ShopperAct(Intent.ADD_TO_CART, (Constraint("size", Operator.IS, size.value),),
                                 product_ids=pointed.product_ids, quantity=int(n.text))  # fmt: skip
                return Said(pieces, "add", pairs, act)
        trait = self._searches.trait_of(product, ("color", "material"))
        if what == "not_but" and trait is not None and self._searches.stock.others(trait):
            return self._not_but(trait, marks)
        low, high = sorted(self._chance.sample((30, 40, 50, 60, 80, 100, 120, 150, 200), 2))
        new = marks.new(str(low))
        pieces = filled(self._template("budget_changed"), marks, n=str(high), m=[new])
        act = ShopperAct(Intent.REFINE, (Constraint("price", Operator.AT_MOST, Decimal(low)),))
        return Said(pieces, "refine", (NotePair("price", "<=", (new.mark,)),), act)

    def _not_but(self, trait: Trait, marks: Marks) -> Said:
        phraser = self._searches.phraser
        other = self._chance.choice(self._searches.stock.others(trait))
        bad, good = phraser.trait(trait, marks, turned="not"), phraser.trait(other, marks, before=True)
        wrong, right = (next(p for p in phrase.pieces if p.mark) for phrase in (bad, good))
        pieces = filled(self._template("not_but"), marks, v=[wrong], w=[right])
        pairs, constraints = chosen((bad, good))
        return Said(pieces, "refine", pairs, ShopperAct(Intent.REFINE, constraints))


def _article(kind: Kind) -> str:
    return kind.article
