"""The second look at an explanation: each claim counted once more from the records, by code of its own.

It shares nothing with the code that finds reasons, nor with the checker: patterns of what is said, and the store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from recommender.evidence import Evidence
from retrieval.catalog import Product, Variant
from retrieval.quantities import quantity
from ui.eval.explanations_made import Made, Shelf

_COMPARED = 6
_SUMS = re.compile(r"[$£€¥₹]([\d,]+(?:\.\d+)?)")


def holds(evidence: Evidence, made: Made, shelf: Shelf) -> bool:
    """Whether the claim is true of the shown product by the store's records. What no pattern knows is not."""
    product, variant = shelf.catalog.variant(made.shown.variant_id)
    claim = evidence.claim
    for pattern, judge in _JUDGES:
        match = re.fullmatch(pattern, claim)
        if match:
            return judge(match, evidence, product, variant, made, shelf)
    return _stated(claim, evidence, product, variant)


def numbers_of(text: str) -> list[str]:
    """The numbers a text shows, as written without commas between thousands."""
    return [n.replace(",", "") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


_Judge = Callable[["re.Match[str]", Evidence, Product, Variant, Made, Shelf], bool]


def _rated(match: re.Match[str], _: Evidence, product: Product, *__: object) -> bool:
    if product.rating is None:
        return False
    said = f"{product.rating:.1f}"
    return match[1] in (said, said.removesuffix(".0")) and int(match[2].replace(",", "")) == product.n_reviews


def _bought(match: re.Match[str], _: Evidence, product: Product, __: Variant, ___: Made, shelf: Shelf) -> bool:
    return shelf.n_bought.get(product.id) == int(match[1].replace(",", ""))


def _together(match: re.Match[str], _: Evidence, product: Product, __: Variant, made: Made, shelf: Shelf) -> bool:
    past = [shelf.catalog.product(i) for i in {e.product_id for e in made.shopper.events} if i in shelf.catalog]
    named = [p for p in past if p.title.removeprefix("The ") == match[2]]
    return any(
        shelf.baskets.n_together(product.id, p.id) == int(match[1]) and _did(made, p.id, match[3]) for p in named
    )


_DEEDS = {
    "you bought": ("purchase",),
    "you liked": ("liked", "add_to_wishlist"),
    "you put in your cart": ("add_to_cart",),
    "you looked at": ("view_item",),
}


def _did(made: Made, product_id: str, deed: str) -> bool:
    return any(e.product_id == product_id and e.name in _DEEDS[deed] for e in made.shopper.events)


def _before(match: re.Match[str], _: Evidence, product: Product, __: Variant, made: Made, ___: Shelf) -> bool:
    return _did(made, product.id, match[1])


def _past(match: re.Match[str], _: Evidence, __: Product, ___: Variant, made: Made, shelf: Shelf) -> bool:
    ids = {e.product_id for e in made.shopper.events}
    return any(
        i in shelf.catalog
        and shelf.catalog.product(i).title.removeprefix("The ") == match[1]
        and _did(made, i, match[2])
        for i in ids
    )


def _tied(match: re.Match[str], _: Evidence, product: Product, __: Variant, made: Made, shelf: Shelf) -> bool:
    """ "same brand as the X you bought", "in blue like the X you looked at", "goes with the X you bought"."""
    how, title, deed = match[1], match[2], match[3]
    for past in [shelf.catalog.product(i) for i in {e.product_id for e in made.shopper.events} if i in shelf.catalog]:
        if past.title.removeprefix("The ") != title or not _did(made, past.id, deed):
            continue
        if how == "same brand as" and product.brand and product.brand == past.brand:
            return True
        kinds = {r.kind for r in (*shelf.catalog.related(product.id), *shelf.catalog.related(past.id))
                 if {r.product_id, r.other_id} == {product.id, past.id}}  # fmt: skip
        if how in ("goes with", "needs", "needed for", "fits", "replaces") and kinds:
            return True
        shared = [v for s, vs in product.attributes.items() for v in vs if v in past.attributes.get(s, ())]
        if how.endswith(" like") and any(value.lower() in how.lower() for value in shared):
            return True
    return False


def _prices(made: Made, shelf: Shelf) -> list[Decimal]:
    others = [c for c in made.ranked[:_COMPARED] if c.product_id != made.shown.product_id]
    return [shelf.catalog.variant(c.variant_id)[1].offer.price.amount for c in others]


def _cheapest(match: re.Match[str], _: Evidence, __: Product, variant: Variant, made: Made, shelf: Shelf) -> bool:
    prices = _prices(made, shelf)
    return len(prices) + 1 == int(match[1]) and all(variant.offer.price.amount < p for p in prices)


def _priced(match: re.Match[str], _: Evidence, __: Product, variant: Variant, made: Made, shelf: Shelf) -> bool:
    prices, own = _prices(made, shelf), variant.offer.price.amount
    n = sum(p > own for p in prices) if match[1] == "cheaper" else sum(p < own for p in prices)
    return _is_share(match[2], n, len(prices))


def _is_share(said: str, n: int, of: int) -> bool:
    return said == (f"all {of}" if n == of else f"{n} of the {of}")


_WORDS = {
    "heavier than": ("weight", 1), "lighter than": ("weight", -1), "louder than": ("noise", 1),
    "quieter than": ("noise", -1), "runs longer than": ("runtime", 1), "runs shorter than": ("runtime", -1),
    "takes longer to set up than": ("setup_time", 1), "takes less time to set up than": ("setup_time", -1),
    "packs longer than": ("packed_length", 1), "packs shorter than": ("packed_length", -1),
    "a longer warranty than": ("warranty", 1), "a shorter warranty than": ("warranty", -1),
}  # fmt: skip


def _measured(match: re.Match[str], _: Evidence, product: Product, variant: Variant, made: Made, shelf: Shelf) -> bool:
    slot, way = _WORDS[match[1]]
    own = [q for v in product.values(variant, slot)[:1] if (q := quantity(v)) and v == match[3]]
    if not own:
        return False
    amounts = []
    for candidate in made.ranked[:_COMPARED]:
        other, theirs = shelf.catalog.variant(candidate.variant_id)
        found = next((quantity(v) for v in other.values(theirs, slot)), None)
        if other.id != product.id and found is not None and found.kind == own[0].kind:
            amounts.append(found.low)
    n = sum((amount - own[0].low) * way < 0 for amount in amounts)
    return _is_share(match[2], n, len(amounts))


def _reduced(match: re.Match[str], _: Evidence, __: Product, variant: Variant, *___: object) -> bool:
    was = variant.offer.list_price
    return was is not None and was > variant.offer.price and str(was) == match[1]


def _left(match: re.Match[str], _: Evidence, __: Product, variant: Variant, *___: object) -> bool:
    return variant.offer.available and variant.offer.quantity == int(match[1])


def _gone(_: re.Match[str], __: Evidence, ___: Product, variant: Variant, *____: object) -> bool:
    return not variant.offer.available


def _available(match: re.Match[str], _: Evidence, __: Product, variant: Variant, *___: object) -> bool:
    return variant.offer.available and str(variant.offer.price) == match[1]


def _budget(match: re.Match[str], _: Evidence, __: Product, variant: Variant, made: Made, ___: Shelf) -> bool:
    amounts = [Decimal(n.replace(",", "")) for n in _SUMS.findall(match[0])]
    limits = {v for c in made.query.constraints if c.slot == "price" for v in c.values if isinstance(v, Decimal)}
    price = variant.offer.price.amount
    if amounts[0] != price:
        return False
    if "just within" in match[0]:
        return price in limits
    under = "is under" not in match[0] or price < amounts[1]
    return under and all(any(abs(a - limit) < Decimal("0.005") for limit in limits) for a in amounts[1:])


def _quoted(match: re.Match[str], _: Evidence, product: Product, *__: object) -> bool:
    words = re.findall(r'"([^"]+)"', match[0])
    return bool(words) and all(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", product.description) for w in words)


def _unlisted(match: re.Match[str], evidence: Evidence, product: Product, variant: Variant, *_: object) -> bool:
    slot = evidence.source.rpartition(".")[2]
    own = {v.lower() for v in product.values(variant, slot)}
    return bool(own) and not any(word.strip().lower() in own for word in re.split(r",| or ", match[1]))


def _stated(claim: str, evidence: Evidence, product: Product, variant: Variant) -> bool:
    """A field said in words: its value stands in the claim, and belongs to the slot that the source names."""
    owner, _, slot = evidence.source.partition(":")[2].rpartition(".")
    if owner not in (product.id, variant.id):
        return False
    values = product.values(variant, slot)
    flags = {"yes", "true"}
    if any(v.lower() in flags for v in values) and slot.replace("_", " ").lower() in claim.lower():
        return True
    return any(value.lower() in claim.lower() for value in values)


_TITLE = r"(?:the )?(.+)"
_DEED = "(" + "|".join(_DEEDS) + ")"
_JUDGES: Sequence[tuple[str, _Judge]] = (
    (r"rated ([\d.]+) by ([\d,]+) reviewers?", _rated),
    (r"bought ([\d,]+) times? here", _bought),
    (rf"bought (\d+) times? with {_TITLE} {_DEED}", _together),
    (rf"one {_DEED} before", _before),
    (rf"(same brand as|goes with|needs|needed for|fits|replaces|.+ like) {_TITLE} {_DEED}", _tied),
    (rf"{_TITLE} {_DEED}", _past),
    (r"the cheapest of (\d+) compared", _cheapest),
    (r"(cheaper|dearer) than (.+) others compared", _priced),
    (rf"({'|'.join(_WORDS)}) (all \d+|\d+ of the \d+) others (?:compared|that state it) \((.+)\)", _measured),
    (r"reduced from (.+)", _reduced),
    (r"only (\d+) left", _left),
    (r"out of stock now", _gone),
    (r"available at (.+)", _available),
    (r"[$£€¥₹][\d,.]+ is .*", _budget),
    (r"with \".*\" in its description", _quoted),
    (r"(?:no|not) (.+?)(?: listed)?", _unlisted),
)
