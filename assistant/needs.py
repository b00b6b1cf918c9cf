"""Needs: the constraints and search words in a clause, read with the store's own vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant import cues
from assistant.amounts import amounts, order
from assistant.measures import Measures
from assistant.state import DialogueState, merged
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order
from retrieval.synonyms import COLORS, RECIPIENTS
from retrieval.tokens import STOP_WORDS, Token, stem, tokens
from retrieval.vocabulary import Mention, Vocabulary, segments

_SIZE_SLOT = re.compile(r"(^|_)sizes?$")
_PIECE = re.compile(r"[,;.]\s|\bbut\b")
_SIZE = re.compile(r"\d?x{1,4}[sl]|\dxl")
_SIZE_BEFORE = {"size", "sizes", "in", "a", "an", "waist", "sized", "wear", "or", "and", "please"}
_PLAIN_SLOTS = {"colour": "color", "budget": "price", "limit": "price", "price limit": "price"}


@dataclass(frozen=True, slots=True)
class Need:
    """What a clause asks for. `unread` are content words that neither vocabulary nor catalog knows."""

    constraints: tuple[Constraint, ...] = ()
    dropped: tuple[str, ...] = ()
    kinds: tuple[Constraint, ...] = ()  # those of the constraints that say what the thing is
    parts: tuple[Constraint, ...] = ()  # the same, one for each thing named
    words: tuple[str, ...] = ()  # to search with
    unread: tuple[str, ...] = ()
    order: Order | None = None

    def __bool__(self) -> bool:
        return bool(self.constraints or self.dropped or self.words or self.order)


class NeedReader:
    """Reads clauses for one store. The slots that vary within a product (size, colour) always decide."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._measures = Measures(vocabulary)
        self._above = {  # (wider, narrower) of category names: "Home Office", "Desks"
            (wider, narrower)
            for product in catalog
            for path in product.categories
            for n, narrower in enumerate(segments(path))
            for wider in segments(path)[:n]
        }
        self._option_slots = {slot for product in catalog for variant in product.variants for slot in variant.options}

    def read(self, text: str, state: DialogueState, consumed: Sequence[tuple[int, int]] = ()) -> Need:
        """The need in `text`; words inside the `consumed` spans (references, cues) are left out."""
        taken = list(consumed)
        found: list[Constraint] = []
        for amount in (*self._measures.read(text), *amounts(text)):
            if not _overlaps(amount.start, amount.end, taken):
                found.append(amount.constraint)
                taken.append((amount.start, amount.end))
        wanted_order = order(text)
        if wanted_order:
            taken.append(wanted_order[1:])
        dropped, drop_spans = self._dropped(text)
        taken += drop_spans
        if not any(c.slot == "price" for c in found):  # "cheaper than 30" says how much
            found += self._relative_price(text, state)

        free = [t for t in self._corrected(text) if not _overlaps(t.start, t.end, taken)]
        mentions = self._narrowest(
            self._chosen([m for m in self._vocabulary.match(free) if self._is_meant(m, free, text)])
        )
        categories = [v for m in mentions if m.slot == "category" for v in m.values] or [
            str(v) for c in state.constraints if c.slot == "category" for v in c.values
        ]
        kinds: list[Constraint] = []
        parts: list[Constraint] = []
        read: set[int] = set()
        by_slot: dict[str, list[tuple[str, ...]]] = {}
        negated: set[int] = set()
        for mention in mentions:
            read |= set(range(mention.first, mention.last + 1))
            if cues.NEGATION.search(text[: free[mention.first].start]):
                negated |= set(range(mention.first, mention.last + 1))
                found += [Constraint(mention.slot, Operator.NOT, value) for value in mention.values]
                continue
            by_slot.setdefault(mention.slot, []).append(mention.values)
        known = set(read)
        found += self._not_carried(free, read)
        wished = {
            m.slot for m in mentions if not m.kind and m.slot != "category" and _is_soft(text, free[m.first].start)
        }
        for slot, groups in by_slot.items():
            values = tuple(dict.fromkeys(v for group in groups for v in group))
            kind = any(m.kind and m.slot == slot for m in mentions)
            required = slot not in wished and self._decides(slot, values, categories, kind, text)
            made = _any_of(slot, values, required)
            found.append(made)
            if kind or slot == "category":
                kinds.append(made)
                parts += [_any_of(slot, group, True) for group in dict.fromkeys(groups)]
        found += self._recipient(text, found)
        exact = {i for m in mentions if m.slot in self._option_slots for i in range(m.first, m.last + 1)}
        exact |= read - known  # "pink" said no product comes in: not a word to search with either
        words = [
            t for i, t in enumerate(free) if self._is_content(t, i in read) and i not in negated and i not in exact
        ]
        return Need(
            merged((), tuple(found)),
            dropped,
            tuple(kinds),
            tuple(parts),
            tuple(dict.fromkeys(t.word for t in words)),
            tuple(
                t.word
                for i, t in enumerate(free)
                if i not in read and t in words and not self._vocabulary.knows_word(t.word)
            ),
            wanted_order[0] if wanted_order else None,
        )

    def _not_carried(self, free: Sequence[Token], read: set[int]) -> list[Constraint]:
        """Sizes and colours that the store has nowhere: "XXL", "pink". Nothing fits them, and that is said."""
        found = []
        for n, token in enumerate(free):
            if n in read or self._vocabulary.titles_say(token.word):
                continue
            slot = "size" if _SIZE.fullmatch(token.word) else "color" if token.word in COLORS else ""
            if slot in self._option_slots:
                read.add(n)
                value = token.word.upper() if slot == "size" else token.word.capitalize()
                found.append(Constraint(slot, Operator.IS, value))
        return found

    def _corrected(self, text: str) -> list[Token]:
        said = tokens(text)
        return [
            Token(t.start, t.end, better, stem(better))
            if not cues.ABUSE.fullmatch(t.word) and (better := self._vocabulary.corrected(t.word))
            else t
            for t in said
        ]

    def _is_meant(self, mention: Mention, free: Sequence[Token], text: str) -> bool:
        """Single letters and bare numbers are sizes only where they are said as sizes ("in M", "size 32", "M")."""
        words = free[mention.first : mention.last + 1]
        if not _SIZE_SLOT.search(mention.slot) or len(words) > 1:
            return True
        word = words[0]
        as_written = text[word.start : word.end]
        if len(word.word) > 1 and not word.word.isdigit() and word.word not in ("small", "medium", "large"):
            return True
        before = tokens(text[: word.start])
        after = text[word.end :].lstrip().lower()
        if word.word.isdigit() and re.match(r"(?:x\b|of\b|stars?|dollars?|bucks|pieces?)", after):
            return False
        said_size = bool(before) and before[-1].word in _SIZE_BEFORE - (
            {"a", "an", "in"} if word.word == "a" else set()
        )
        alone = len(tokens(text)) <= 2 + ("," in text)
        return said_size or alone or (as_written.isupper() and as_written.isalpha()) or len(word.word) > 2

    def _narrowest(self, mentions: list[Mention]) -> list[Mention]:
        """Without the categories that hold another named one: "desks for the home office" are desks."""
        named = {value for m in mentions if m.slot == "category" for value in m.values}
        wider = {value for value in named if any((value, other) in self._above for other in named)}
        return [m for m in mentions if m.slot != "category" or not set(m.values) <= wider]

    def _chosen(self, mentions: Sequence[Mention]) -> list[Mention]:
        """One reading for the same words: gender, then category, then what names the thing, then the commonest."""
        by_words: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            by_words.setdefault((mention.first, mention.last), []).append(mention)

        def preference(mention: Mention) -> tuple[bool, bool, bool, bool, int, str]:
            n = max(self._vocabulary.n_products(mention.slot, v) for v in mention.values)
            return (
                mention.slot != "gender",
                mention.slot != "category",
                not mention.kind,
                mention.slot not in self._option_slots,
                -n,
                mention.slot,
            )

        return [min(alike, key=preference) for _, alike in sorted(by_words.items())]

    def _decides(self, slot: str, values: Sequence[str], categories: Sequence[str], kind: bool, text: str) -> bool:
        if slot in ("category", "brand", "gender") or slot in self._option_slots or kind:
            return True
        if cues.HARD.search(text):
            return True
        return self._vocabulary.can_decide(slot, values, categories)

    def _dropped(self, text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
        slots, spans = [], []
        for match in cues.DROP.finditer(text):
            said = (match["slot"] or match["after"]).lower()
            slots.append(_PLAIN_SLOTS.get(said, said))
            spans.append(match.span())
        return tuple(dict.fromkeys(slots)), spans

    def _relative_price(self, text: str, state: DialogueState) -> list[Constraint]:
        shown = [i for i in state.focus or state.shown.product_ids if i in self._catalog]
        if not shown:
            return []
        variants = dict(zip(state.shown.product_ids, state.shown.variant_ids, strict=True))
        product = self._catalog.product(shown[0])
        priced = next((v for v in product.variants if v.id == variants.get(product.id)), product.variants[0])
        smallest = Decimal("0.01")
        if cues.CHEAPER.search(text):
            return [Constraint("price", Operator.AT_MOST, priced.offer.price.amount - smallest)]
        if cues.DEARER.search(text):
            return [Constraint("price", Operator.AT_LEAST, priced.offer.price.amount + smallest)]
        return []

    def _recipient(self, text: str, found: Sequence[Constraint]) -> list[Constraint]:
        """Whom it is for hints at a gender; a hint is a wish that the shopper sees and can remove."""
        if any(c.slot == "gender" for c in found):
            return []
        known = set(self._vocabulary.values("gender"))
        for token in tokens(text):
            hinted = RECIPIENTS.get(token.word) or RECIPIENTS.get(token.stem)
            if hinted in known:
                return [Constraint("gender", Operator.IS, str(hinted), required=False)]
        return []

    def _is_content(self, token: Token, is_read: bool) -> bool:
        if token.word in STOP_WORDS or (len(token.word) < 2 and not is_read) or cues.ABUSE.fullmatch(token.word):
            return False
        if re.fullmatch(r"\d+(?:st|nd|rd|th)", token.word):
            return False
        return not {token.word, token.stem} & RECIPIENTS.keys() and token.word not in _SAID_BY_CONSTRAINT


# Words that only carry a constraint or an order; searching with them finds noise.
_CARRIERS = """
men mens man women womens woman ladies lady male female boys boy girls girl unisex cheap cheaper cheapest cheapish
expensive pricey price priced budget dollars bucks usd euro euros pounds size sizes color colour colors colours colored
coloured rated stars star rating affordable rather prefer preferably outfit bundle together less fewer alternatively
wear gift present birthday set matching match goes going below above least max made first second third gimme piece
add put take
"""
_SAID_BY_CONSTRAINT = frozenset(_CARRIERS.split())


def _is_soft(text: str, at: int) -> bool:
    """Whether the piece of the sentence around `at` is a wish: "..., ideally blue", "blue if possible"."""
    start = max((m.end() for m in _PIECE.finditer(text, 0, at)), default=0)
    end = _PIECE.search(text, at)
    return bool(cues.SOFT.search(text[start : end.start() if end else len(text)]))


def _any_of(slot: str, values: tuple[str, ...], required: bool) -> Constraint:
    if len(values) == 1:
        return Constraint(slot, Operator.IS, values[0], required)
    return Constraint(slot, Operator.ONE_OF, values, required)


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)
