"""How shoppers say what they look for: a noun with its conditions in a frame; conditions added and taken back."""

from __future__ import annotations

import random
from collections.abc import Sequence

from assistant.acts import Intent, ShopperAct
from assistant.training.phrases import Phrase, Phraser, chosen
from assistant.training.pieces import Marks, NotePair, Piece, Said, filled, text_of
from assistant.training.stock import Kind, Stock, Trait
from assistant.training.wording import in_chinese, wordings
from retrieval.catalog import Product
from retrieval.query import Constraint, Operator, Order

_CONTEXTS = ("recipient", "occasion", "by", "owns", "quantity", "rating")
_CHINESE_COUNTS = ("", "", "", "一个", "一款", "个")
_ORDERS = {"cheapest": Order.CHEAPEST, "dearest": Order.DEAREST, "best rated": Order.BEST_RATED}


class Searches:
    """Finds, refinements and corrections in one language. `real_frames` are more frames for a search (`{thing}`)."""

    def __init__(self, stock: Stock, chance: random.Random, lang: str, real_frames: Sequence[str] = ()) -> None:
        self.stock, self.chance, self.lang = stock, chance, lang
        self.words = "zh" if lang == "zh" else "en"
        self.phraser = Phraser(stock, chance, self.words)
        self._real = real_frames

    def kind(self) -> Kind:
        return self.chance.choice(self.stock.kinds)

    def product_of(self, kind: Kind) -> Product:
        return self.stock.catalog.product(self.chance.choice(kind.product_ids))

    def name(self, kind: Kind) -> str:
        return in_chinese(kind.one) if self.words == "zh" else kind.one

    def find(self, marks: Marks, kind: Kind | None = None) -> Said:
        """A new search for a kind of thing, with up to four conditions that some product of it keeps."""
        kind = kind or self.kind()
        product = self.product_of(kind)
        phrases = self._conditions(product, marks, self.chance.choices((0, 1, 2, 3, 4), (14, 32, 30, 17, 7))[0])
        before = [p for p in phrases if p.before][:2]
        behind = [p for p in phrases if not p.before and not p.loose][:2]
        loose = [p for p in phrases if p.loose][:2]
        frame = self._frame()
        noun = marks.new(self.name(kind))
        many = marks.new(kind.many if self.words == "en" else noun.text)
        hole = "many" if "{things}" in frame else "one"
        pieces = self._put(frame, kind, noun if hole == "one" else many, before, behind, loose, marks)
        used = [*before, *behind, *loose]
        pairs, constraints = chosen(used)
        text = (noun if hole == "one" else many).mark
        category = Constraint("category", Operator.IS, kind.category)
        act = ShopperAct(Intent.FIND, (category, *constraints), text=kind.one if self.chance.random() < 0.5 else "",
                         order=_order(pairs))  # fmt: skip
        return Said(pieces, "find", (NotePair("text", "=", (text,)), *pairs), act)

    def refine(self, marks: Marks, product: Product | None, word: str = "refine") -> Said:
        """One or two conditions more on the search at hand, or (`fix`) instead of what was said."""
        product = product or self.product_of(self.kind())
        n = 1 if word == "fix" else self.chance.choices((1, 2), (75, 25))[0]
        phrases = self._conditions(product, marks, n, refining=True)
        while word == "fix" and any(pair.operator == "!=" or pair.key == "sort" for p in phrases for pair in p.pairs):
            phrases = self._conditions(product, marks, n, refining=True)  # nobody means "not green" by mistake
        attached = [p for p in phrases if not p.loose]
        used = attached or phrases[:1]
        frames = wordings("refine")[self.lang]
        if word == "fix":
            frame = self.chance.choice(wordings("edits")["fix"][self.words])
        elif not attached and self.lang != "mixed":
            frame = self.chance.choice(frames["loose"])
        else:
            frame = self.chance.choice([f for style, listed in frames.items() if style != "loose" for f in listed])
        joint = "，" if self.words == "zh" else self.chance.choice((" and ", ", ", " "))
        q = _joined([p.pieces for p in used], joint)
        pairs, constraints = chosen(used)
        pieces = filled(frame, marks, q=q)
        return Said(pieces, word, pairs, ShopperAct(Intent.REFINE, constraints, order=_order(pairs)))

    def gift(self, marks: Marks) -> Said:
        """Something for somebody, with what they like and for which day, or neither."""
        edits = wordings("edits")
        who = marks.new(str(self.chance.choice(wordings("people")["recipients"][self.words])))
        pieces = filled(self.chance.choice(edits["gift"][self.words]), marks, v=[who])
        ends_asking = pieces[-1].text.endswith("?")
        pairs = [NotePair("recipient", "=", (who.mark,))]
        constraints = [Constraint("recipient", Operator.IS, who.text)]
        text: tuple[NotePair, ...] = ()
        if self.chance.random() < 0.6 and not ends_asking:
            liked = filled(
                self.chance.choice(edits["likes_said"][self.words]),
                marks,
                v=self.chance.choice(edits["likes"][self.words]),
            )
            text = (NotePair("text", "=", tuple(p.mark for p in liked if p.mark)),)
            pieces = (*pieces, *liked)
        for way, share in (("occasion", 0.4), ("price", 0.4), ("by", 0.12)):
            if self.chance.random() < share:
                near = self.product_of(self.kind()).variants[0].offer.price.amount
                phrase = (
                    self.phraser.price(near, marks, "price_most")
                    if way == "price"
                    else self.phraser.context(way, marks)
                )
                pieces = (*pieces, Piece("，" if self.words == "zh" else ", "), *phrase.pieces)
                pairs += phrase.pairs
                constraints += phrase.constraints
        act = ShopperAct(Intent.FIND, tuple(constraints), text=" ".join(p.text for p in pieces if p.mark and text and
                         p.mark in text[0].marks))  # fmt: skip
        return Said(pieces, "find", (*text, *pairs), act)

    def trait_of(self, product: Product, how: Sequence[str]) -> Trait | None:
        fitting = [t for t in self.stock.traits(product.id) if t.how in how]
        return self.chance.choice(fitting) if fitting else None

    def _conditions(self, product: Product, marks: Marks, n: int, *, refining: bool = False) -> list[Phrase]:
        traits = list(self.stock.traits(product.id))
        self.chance.shuffle(traits)
        traits = list({trait.slot: trait for trait in traits}.values())  # one a slot: many colours are no likelier
        weights = {"color": 3.0, "feature": 1.5, "measure": 1.3, "worded": 0.8}
        traits.sort(key=lambda t: -self.chance.random() * weights.get(t.how, 2.0))
        price = product.variants[0].offer.price.amount
        found: list[Phrase] = []
        slots: set[str] = set()
        while len(found) < n:
            roll = self.chance.random()
            if roll < 0.27 and "price" not in slots:
                slots.add("price")
                found.append(self.phraser.price(price, marks))
            elif roll < 0.42 and not (refining and roll > 0.36):
                way = self.chance.choice(_CONTEXTS)
                if way not in slots:
                    slots.add(way)
                    found.append(self.phraser.context(way, marks))
            elif roll < 0.45 and "sort" not in slots:
                slots.add("sort")
                found.append(self.phraser.context("sort", marks))
            elif traits and traits[0].slot not in slots:
                trait = traits.pop(0)
                slots.add(trait.slot)
                found.append(self._trait(trait, marks, refining))
            elif traits:
                traits.pop(0)
            elif len(slots) > 4:
                break
        return found

    def _trait(self, trait: Trait, marks: Marks, refining: bool) -> Phrase:
        turnable = trait.how in ("color", "material", "brand", "quality", "feature")
        roll = self.chance.random()
        others = self.stock.others(trait)
        if turnable and others and roll < 0.16:
            return self.phraser.trait(self.chance.choice(others), marks, turned="not")
        if turnable and roll < 0.26:
            return self.phraser.trait(trait, marks, turned="prefer")
        if trait.how in ("color", "material", "brand", "size") and others and roll < 0.36:
            return self.phraser.trait(trait, marks, turned="one_of")
        phrase = self.phraser.trait(trait, marks, before=not refining and self.chance.random() < 0.6)
        if refining and phrase.before:  # "show me women's" wants a noun behind it
            noun = "的" if self.words == "zh" else " ones"
            clean = phrase.pieces if self.words == "zh" else (*phrase.pieces, Piece(noun))
            return Phrase(clean, phrase.pairs, phrase.constraints, loose=True)
        return phrase

    def _frame(self) -> str:
        if self._real and self.lang == "en" and self.chance.random() < 0.2:
            return self.chance.choice(self._real)
        frames = wordings("find")[self.lang]
        return str(self.chance.choice(frames[self.chance.choice(list(frames))]))

    def _put(
        self, frame: str, kind: Kind, noun: Piece, before: Sequence[Phrase], behind: Sequence[Phrase],
        loose: Sequence[Phrase], marks: Marks,
    ) -> tuple[Piece, ...]:  # fmt: skip
        if self.words == "zh":
            count = self.chance.choice(_CHINESE_COUNTS)
            bare = (*_joined([p.pieces for p in before], ""), noun)
            holes = {"thing": (Piece(count), *bare), "things": bare, "bare": bare}
            pieces = filled(frame, marks, **holes)
            return _with_end(pieces, [*behind, *loose], "，")
        bare = (*_joined([p.pieces for p in before], " "), *([Piece(" ")] if before else []), noun)
        tail = frame.split("}")[-1].strip(" ?.,")
        inside = behind if not tail else ()
        bare = (*bare, *(piece for p in inside for piece in (Piece(" "), *p.pieces)))
        article = kind.article
        if before and article in ("a", "an"):
            article = "an" if text_of(bare)[:1].lower() in "aeiou" else "a"
        if article == "a pair of" and self.chance.random() < 0.4:
            article = self.chance.choice(("some", "new"))
        pieces = filled(frame, marks, thing=(Piece(f"{article} "), *bare), things=bare, bare=bare)
        rest = [*(() if inside else behind), *loose]
        joint = self.chance.choice((", ", ", ", " - ", ". ", " "))
        return _with_end(pieces, rest, joint)


def _with_end(pieces: Sequence[Piece], rest: Sequence[Phrase], joint: str) -> tuple[Piece, ...]:
    """What is said after the frame; its question mark moves to the end."""
    if not rest:
        return tuple(pieces)
    asks = pieces[-1].text.endswith(("?", "？"))
    *first, last = pieces
    ended = [*first, Piece(last.text[:-1], last.mark)] if asks else [*pieces]
    mark = last.text[-1] if asks else ""
    for phrase in rest:
        ended += [Piece(joint), *phrase.pieces]
    return tuple([*ended, Piece(mark)] if mark and joint != ". " else ended)


def _joined(parts: Sequence[Sequence[Piece]], joint: str) -> list[Piece]:
    pieces: list[Piece] = []
    for at, part in enumerate(parts):
        pieces += [Piece(joint), *part] if at and joint else part
    return pieces


def _order(pairs: Sequence[NotePair]) -> Order | None:
    return next((_ORDERS[pair.value] for pair in pairs if pair.key == "sort"), None)
