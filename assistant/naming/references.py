"""References: which shown product is meant by "the second one", "that jacket", "the cheaper one", "it"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.quantities.amounts import quantity
from assistant.state import DialogueState
from retrieval.catalog import Catalog, Product
from retrieval.tokens import STOP_WORDS, Token, stem, tokens
from retrieval.vocabulary import Vocabulary

_ORDINALS = {
    word: n
    for n, words in enumerate(
        ("first 1st one", "second 2nd two", "third 3rd three", "fourth 4th four", "fifth 5th five", "sixth 6th six",
         "seventh 7th seven", "eighth 8th eight", "ninth 9th nine"), 1
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(?P<ord>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"(?<=the )last|last(?= (?:one|item|product|option|result|two|three)\b)|1st|2nd|3rd|[4-9]th)\b"  # "does it last?"
    r"(?:\s+(?P<many>two|three|four|five|six|[2-6])\b)?(?:\s+(?:one|item|product|option|result)\b)?"
    r"|(?:#|\b(?:number|no\.?|option|item|product|result)\s?)(?P<num>[1-9])\b"
    r"|\b(?:number|option|nr\.?) (?P<said>one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"(?<!\bin )(?<!\bof )\bthe middle(?: one\b|(?=\s*(?:$|[?.!,;]|please\b)))|中间(?:那|这)(?:个|款|件|双|条|一)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:one|1) of each\b"
    r"(?=\s*(?:$|[.!?,;]|please\b|(?:to|in|into) (?:my|the) (?:cart|basket)|of (?:these|those|them)\b))"
    r"|各(?:来|要)(?:一|1)(?:个|件|双|条|款|份)",
    re.IGNORECASE,
)
_MOST_EACH = 6  # that "one of each" means
_BARE_NUMBERS = re.compile(
    r"(?<![\w.$£€])([1-9])(?![\w.%]|\s*(?:x|of|stars?|cm|l|kg|ml|pieces?|pairs?|dollars?|bucks)\b)"
)
# "the cheapest tent" names a thing to look for; "the cheapest", "the cheaper one in blue" point at what is shown.
_ALONE = (
    r"(?: one| of (?:these|them|those|the (?:two|three)))?"
    r"(?=\s*(?:please|and|in|to|for|instead|is|then|\d)\b|\s*$|\s*[?.!,;])"
)
_CHEAPER = re.compile(rf"\bthe (?:cheaper|cheapest|least expensive){_ALONE}", re.I)
_DEARER = re.compile(rf"\bthe (?:more expensive|most expensive|pricier|priciest|dearer|dearest){_ALONE}", re.I)
# "the cheaper of the first two", "the pricier one of 1 and 3"
_NTH = r"(?:first|second|third|fourth|fifth|sixth|last)(?: one)?|(?:number |#)?[1-9]"
_OF_THESE = re.compile(
    r"\bthe (?:(?P<low>cheap(?:er|est)|(?:less|least) expensive)|"
    r"(?:more|most) expensive|pric(?:ier|iest)|dear(?:er|est))"
    rf"(?: one)? (?:out )?(?:of|between|from) (?P<which>(?:the )?(?:first|last) (?:two|three|four|[2-6])\b|"
    rf"(?:the )?(?:{_NTH})(?:\s*(?:,|&|\band\b|\bor\b)\s*(?:the )?(?:{_NTH}))+)(?!\s*(?:,|&|and|or)\s*(?:the )?\w)",
    re.I,
)
_ALL = re.compile(r"\b(?:both|them all|all of them|these|those|all (?:two|three|four|five|six)|them|they)\b", re.I)
_FEW = 5  # products that have a word in their title which is a name still
_FULL_TITLE = 3  # words; "rain jacket" names a kind as well
_THIS = re.compile(r"\b(?:it|its|this one|that one|this|that)\b", re.I)
# "something to wear in the rain" points at nothing; "something to go with the blue one" does.
_ANOTHER = re.compile(r"\b(?:something|sth|smth) to(?! (?:go|match|fit|wear (?:with|over|under))\b)", re.I)
_ONE_OF_IT = re.compile(r"\bones? (?:of|from) (?:it|this|that|them)\b", re.I)
_THE_X = re.compile(r"\b(?:the|that|this|those|these)\s+((?:[\w'’-]+\s+){0,3}?)(one|ones|[\w-]+)\b", re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """Products referred to, in the order meant, and the character spans of the words that said so.

    `unresolved` keeps words that clearly refer to something shown but match nothing, or, with `product_ids`, several
    things of which one is meant.
    """

    product_ids: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    unresolved: str = ""
    named: bool = False  # by the title, out of the whole store: nobody need have seen it

    def __bool__(self) -> bool:
        return bool(self.product_ids or self.unresolved)

    def replaced(self, text: str, by: str = "") -> str:
        """The text with `by` for the first words that referred; as it is where none did."""
        if not self.spans:
            return text
        start, end = self.spans[0]
        return f"{text[:start].rstrip()} {by} {text[end:].lstrip()}".strip()


class Names:
    """Which products of a store a word of their title singles out; made once per store."""

    def __init__(self, catalog: Catalog) -> None:
        self._holders: dict[str, list[str]] = {}
        self._titles: dict[tuple[str, ...], list[str]] = {}
        for product in catalog:
            title = tuple(t.stem for t in tokens(product.title))
            self._titles.setdefault(title, []).append(product.id)
            for word in set(title):
                self._holders.setdefault(word, []).append(product.id)

    def singled_out(self, words: Iterable[str]) -> list[str]:
        """Ids of the products that have one of these stems in the title where at most two products do."""
        return list(dict.fromkeys(i for w in words if len(found := self._holders.get(w, [])) <= 2 for i in found))

    def in_full(self, said: Sequence[Token], vocabulary: Vocabulary) -> Reference:
        """The product whose whole title is said, where a word of it is a name and not one for a kind of thing."""
        longest = max(map(len, self._titles), default=0)
        for n in range(min(longest, len(said)), 1, -1):
            for at in range(len(said) - n + 1):
                words = said[at : at + n]
                title = tuple(t.stem for t in words)
                if len(self._titles.get(title, ())) == 1 and any(self._is_name(t, vocabulary) for t in words):
                    return Reference((self._titles[title][0],), ((words[0].start, words[-1].end),), named=True)
        return Reference()

    def titled(self, words: str) -> Reference:
        """The one product that has exactly these words for a title; nothing where several have, or one word is all."""
        title = tuple(t.stem for t in tokens(words) if t.word != "the")
        ids = self._titles.get(title, []) if len(title) > 1 else []
        return Reference((ids[0],), named=True) if len(ids) == 1 else Reference()

    def _is_name(self, token: Token, vocabulary: Vocabulary) -> bool:
        few = len(self._holders.get(token.stem, ())) <= _FEW
        return few and not (
            token.word.isdigit() or vocabulary.names_a_thing(token.word) or _is_value(token.stem, vocabulary)
        )


def resolve(
    text: str,
    state: DialogueState,
    catalog: Catalog,
    vocabulary: Vocabulary,
    names: Names,
    *,
    bare_numbers: bool = False,
) -> Reference:
    """What `text` refers to. With `bare_numbers`, "1 and 3" are positions too ("compare 1 and 3")."""
    shown = [i for i in state.shown.product_ids if i in catalog]
    of_these = _OF_THESE.search(text)
    if of_these:
        few = _by_position(of_these["which"], shown, bare_numbers=True)
        if len(few.product_ids) > 1:
            chosen = _by_price(few.product_ids, catalog, min if of_these["low"] else max)
            return Reference((chosen,), (of_these.span(),))
    by_position = _by_position(text, shown, bare_numbers)
    if by_position:
        return by_position
    another = bool(_ANOTHER.search(text))
    named = _by_name(text, [] if another else shown, catalog, vocabulary, names)
    if named:
        return named
    for pattern, pick in ((_CHEAPER, min), (_DEARER, max)):
        match = pattern.search(text)
        if match and shown:
            among = [i for i in state.focus if i in catalog] if len(state.focus) > 1 else shown
            return Reference((_by_price(among, catalog, pick),), (match.span(),))
    in_focus = [i for i in state.focus if i in catalog]
    among = in_focus if len(in_focus) > 1 or (in_focus and _ONE_OF_IT.search(text)) else shown
    described = None if another else _by_description(text, state, among, catalog, vocabulary)
    if described:
        return described
    match = _ALL.search(text)
    if match and _is_a_pair(match.group(), state, catalog):
        return Reference(state.focus[:1], (match.span(),))
    if match and len(shown) > 1:
        among = list(state.focus) if len(state.focus) > 1 else shown
        n = 2 if "both" in match.group().lower() else 4
        return Reference(tuple(among[:n]), (match.span(),))
    match = _THIS.search(text) or match
    if match:
        focus = tuple(i for i in state.focus if i in catalog)[:1]
        if focus:
            return Reference(focus, (match.span(),))
    return Reference()


def among_met(text: str, state: DialogueState, catalog: Catalog, vocabulary: Vocabulary) -> Reference:
    """What was shown earlier in the conversation, by a name: "the Courier", "the dot kettle from before".

    Two words of a title are a name where one title has the most of them, that of a thing on the screen included.
    """
    said = {t.stem for t in tokens(text) if t.word not in STOP_WORDS}
    products = {i: catalog.product(i) for i in state.met if i in catalog}
    shared = {i: len(said & {t.stem for t in tokens(product.title)}) for i, product in products.items()}
    most = max(shared.values(), default=0)
    best = [i for i, n in shared.items() if n == most]
    earlier = [product for i, product in products.items() if i not in state.shown.product_ids]
    if most > 1 and len(best) == 1 and products[best[0]] in earlier:
        return Reference((best[0],))
    return _titled(tokens(text), earlier, vocabulary, need=1)


def _by_price(product_ids: Iterable[str], catalog: Catalog, pick: Callable[..., str]) -> str:
    """The cheapest (`min`) or dearest (`max`) of these, by the lowest price that each can be had for."""
    return pick(product_ids, key=lambda i: (min(v.offer.price.amount for v in catalog.product(i).variants), i))


def _is_a_pair(words: str, state: DialogueState, catalog: Catalog) -> bool:
    """ "Are they waterproof?", of the one thing just talked of that is said in the plural: shoes, headphones."""
    if not state.talked_of or len(state.focus) != 1 or state.focus[0] not in catalog:
        return False
    return bool(re.fullmatch(r"they|them|those|these", words, re.I)) and catalog.product(
        state.focus[0]
    ).title.lower().endswith("s")


def _by_position(text: str, shown: Sequence[str], bare_numbers: bool) -> Reference:
    ids: list[str] = []
    spans: list[tuple[int, int]] = []
    pieces = quantity(text)
    middle, each = _MIDDLE.search(text), _EACH.search(text)
    if middle and len(shown) % 2 and len(shown) > 1:
        return Reference((shown[len(shown) // 2],), (middle.span(),))
    if each and 1 < len(shown) <= _MOST_EACH:
        return Reference(tuple(shown), (each.span(),))
    for match in _ORDINAL.finditer(text):
        if not shown and not (match["num"] or match["said"]):
            continue  # "my first backpack": nothing was shown that it could count
        positions = _positions(match, len(shown))
        spans.append(match.span())
        if any(p >= len(shown) or p < 0 for p in positions):
            return Reference((), tuple(spans), match.group().strip())
        ids += [shown[p] for p in positions]
    if bare_numbers and not ids and shown:
        for match in _BARE_NUMBERS.finditer(text):
            if pieces and pieces[1] <= match.start() < pieces[2]:
                continue
            spans.append(match.span())
            if int(match[1]) > len(shown):
                return Reference((), tuple(spans), match.group())
            ids.append(shown[int(match[1]) - 1])
    return Reference(tuple(dict.fromkeys(ids)), tuple(spans)) if ids else Reference()


def _positions(match: re.Match[str], n_shown: int) -> list[int]:
    if match["num"]:
        return [int(match["num"]) - 1]
    if match["said"]:
        return [_ORDINALS[match["said"].lower()] - 1]
    word = match["ord"].lower()
    count = _ORDINALS.get(match["many"].lower(), 0) or int(match["many"]) if match["many"] else 1
    if word == "last":
        return list(range(n_shown - count, n_shown))
    start = _ORDINALS.get(word) or int(word[0])
    return list(range(start - 1, start - 1 + count))


def _by_name(text: str, shown: Sequence[str], catalog: Catalog, vocabulary: Vocabulary, names: Names) -> Reference:
    """Title words that single a product out: among what is shown by one such word, in the whole store by two."""
    said = tokens(text)
    among_shown = _in_full(said, [catalog.product(i) for i in shown]) or _titled(
        said, [catalog.product(i) for i in shown], vocabulary, need=1
    )
    left = [t for t in said if (t.start, t.end) not in among_shown.spans]
    singled = names.singled_out(t.stem for t in left if t.word not in STOP_WORDS)
    anywhere = _titled(left, [catalog.product(i) for i in singled], vocabulary, need=2) or names.in_full(
        left, vocabulary
    )
    if not among_shown:
        return anywhere
    return Reference(
        tuple(dict.fromkeys((*among_shown.product_ids, *anywhere.product_ids))), (*among_shown.spans, *anywhere.spans)
    )


def _in_full(said: Sequence[Token], shown: Sequence[Product]) -> Reference:
    """The shown products whose whole title is said, of whatever words it is made: "the Camp Enamel Mug in blue"."""
    stems = [t.stem for t in said]
    found: dict[str, tuple[int, int]] = {}
    for product in shown:
        title = [t.stem for t in tokens(product.title)]
        starts = [at for at in range(len(stems)) if stems[at : at + len(title)] == title]
        if len(title) >= _FULL_TITLE and starts:
            found[product.id] = (said[starts[0]].start, said[starts[0] + len(title) - 1].end)
    ids = sorted(found, key=lambda i: found[i])
    return Reference(tuple(ids), tuple(found[i] for i in ids))


def _titled(said: Sequence[Token], products: Sequence[Product], vocabulary: Vocabulary, need: int) -> Reference:
    titles = {p.id: [t.stem for t in tokens(p.title)] for p in products}
    frequency = Counter(word for words in titles.values() for word in set(words))
    heads = {words[-1] for words in titles.values() if words}
    said_stems = {t.stem for t in said if t.word not in STOP_WORDS}
    best: list[tuple[int, float, str]] = []
    for product_id, words in titles.items():
        shared = said_stems & set(words)
        singling = {
            w
            for w in shared
            if frequency[w] <= 2 and w not in heads and not w.isdigit() and not _is_value(w, vocabulary)
        }
        if singling and len(shared) >= min(need, len(set(words))):
            best.append((len(singling), len(shared) / len(set(words)), product_id))
    if not best:
        return Reference()
    best.sort(key=lambda b: (-b[0], -b[1], b[2]))
    chosen = [product_id for _, _, product_id in _one_each(best, titles, said_stems)]
    if need > 1:  # several products of just these words: a search, not a reference
        owned = {i: frozenset(said_stems & set(titles[i])) for _, _, i in best}
        chosen = [i for i in chosen if sum(owned[i] <= other for other in owned.values()) == 1]
        if not chosen:
            return Reference()
    in_titles = {w for product_id in chosen for w in titles[product_id]}
    spans = tuple((t.start, t.end) for t in said if t.stem in in_titles)
    order = {w: n for n, t in enumerate(said) for w in [t.stem]}
    chosen.sort(key=lambda i: min(order.get(w, 99) for w in titles[i]))
    return Reference(tuple(chosen), spans, named=need > 1)


def _one_each(
    best: list[tuple[int, float, str]], titles: dict[str, list[str]], said: set[str]
) -> list[tuple[int, float, str]]:
    """Several shown products may each be named ("compare Chaz and Teton"): keep one product a name."""
    kept: list[tuple[int, float, str]] = []
    used: set[str] = set()
    for candidate in best:
        own = said & set(titles[candidate[2]])
        if own - used:
            kept.append(candidate)
            used |= own
    return kept


def _is_value(word: str, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.match([Token(0, 0, word, word)]))


def _by_description(
    text: str, state: DialogueState, shown: Sequence[str], catalog: Catalog, vocabulary: Vocabulary
) -> Reference:
    """ "the blue one", "that waterproof jacket": words of the store that only some shown product has."""
    for match in _THE_X.finditer(text):
        words = tokens(match.group())[1:]
        if not words or not shown:
            continue
        mentions = vocabulary.match(words)
        wanted = [(m.slot, {v.lower() for v in m.values}) for m in mentions]
        heads = {t.stem for t in words if t.word not in ("one", "ones") and t.word not in STOP_WORDS}
        if not wanted and not heads:
            continue
        fitting = [i for i in shown if _fits(i, wanted, heads, state, catalog)] or [
            i for i in shown if wanted and _fits(i, wanted, heads, DialogueState(), catalog)
        ]
        if 0 < len(fitting) < len(shown) or (fitting and words[-1].word not in ("one", "ones")):
            focus = [i for i in state.focus if i in fitting] if state.talked_of else []
            plural = match[2].lower().endswith("s") and match.group().lower().startswith(("those", "these"))
            if plural or len(focus) == 1 or len(fitting) == 1:
                return Reference(tuple(fitting[:4] if plural else (focus or fitting)[:1]), (match.span(),))
            return Reference(tuple(fitting), (match.span(),), match.group().strip())  # which of them is to be asked
        if not fitting and words[-1].word == "one":
            return Reference((), (match.span(),), match.group())
    return Reference()


def _fits(
    product_id: str,
    wanted: Sequence[tuple[str, set[str]]],
    heads: set[str],
    state: DialogueState,
    catalog: Catalog,
) -> bool:
    product = catalog.product(product_id)
    if wanted:
        shown_variant = state.shown.variants.get(product_id, "")
        variants = [v for v in product.variants if v.id == shown_variant] or list(product.variants)
        return all(_has(product, variants, slot, values) for slot, values in wanted)
    own = {t.stem for t in tokens(f"{product.title} {' '.join(product.categories)}")}
    return bool(heads) and heads <= own | {stem("one")}


def _has(product: Product, variants: Sequence[object], slot: str, values: set[str]) -> bool:
    if slot == "category":
        segments = {s.strip().lower() for path in product.categories for s in path.split(">")}
        return bool(segments & values)
    return any(v.lower() in values for variant in variants for v in product.values(variant, slot))  # type: ignore[arg-type]
