"""Records: fields, offers, reviews, papers, orders and carts as sources, in the record's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import quote

from assistant.copilot.offering import Source, SourceKind
from assistant.reply import CartView, Cited
from assistant.responding import promotion_line
from recommender.opinions.mining import Opinions
from recommender.orders import Order, OrderReturn
from recommender.wording import lowered, n_of, rating_label, slot_name, stock_text
from retrieval.catalog import Catalog, Product, Promotion, Question, Review, Variant
from retrieval.documents import Passage

_OF_PASSAGE = 300  # characters of a passage that its address takes: the beginning finds it


def field_source(product: Product, slot: str) -> Source:
    """A field of a product's record, all of its values; an option with those that variants have."""
    own = list(dict.fromkeys(v.options[slot] for v in product.variants if slot in v.options))
    values = own or list(product.attributes.get(slot, ()))
    label = f"{product.title}: {slot_name(slot)}"
    return Source(0, SourceKind.FIELD, label, ", ".join(values), product.id, address=product_address(product.id))


def description_source(product: Product) -> Source:
    label = f"{product.title}: description"
    return Source(0, SourceKind.FIELD, label, product.description, product.id, address=product_address(product.id))


def offer_source(product: Product, variant: Variant) -> Source:
    """Price and stock of a variant as they are now."""
    options = ", ".join(variant.options.values())
    offer = variant.offer
    was = f" (was {offer.list_price})" if offer.list_price else ""
    back = f"; expected back on {day(offer.restock_on)}" if offer.restock_on else ""
    label = f"{product.title}{f', {options}' if options else ''}: price and stock"
    text = f"{offer.price}{was}; {stock_text(offer)}{back}"
    return Source(0, SourceKind.OFFER, label, text, product.id, variant.id, address=product_address(product.id))


def review_source(product: Product, review: Review) -> Source:
    label = f"Review of the {product.title}, {review.rating} of 5"
    address = f"{product_address(product.id)}?reviews=all#review-{quote(review.id, safe='')}"
    text = f"{review.title}: {review.body}" if review.title else review.body
    return Source(0, SourceKind.REVIEW, label, text, product.id, review_id=review.id, address=address)


def opinions_source(product: Product, found: Opinions) -> Source:
    """What the reviews say, counted by aspect."""
    told = [f"rated {rating_label(found.rating)} of 5"] if found.rating is not None else []
    told += [
        f"{own.label}: {own.n_good} praise it, {own.n_bad} complain, {own.n_mixed} take no side, of {own.n}"
        for own in found.aspects
    ]
    told += [f"size runs {size}: {n} of {found.n_sized}" for size, n in found.sizes.items()]
    told += [f"failed: {len(found.failures)}, sent back: {len(found.sent_back)}, doubtful: {len(found.doubted)}"]
    text = f"{n_of(found.n_reviews, 'review')}; {'; '.join(told)}"
    label = f"Reviews of the {product.title}, counted"
    return Source(0, SourceKind.REVIEW, label, text, product.id, address=f"{product_address(product.id)}#reviews")


def question_source(product: Product, question: Question) -> Source:
    """With the store's own answer, else the first."""
    answers = sorted(question.answers, key=lambda answer: not answer.is_store)
    text = " ".join([question.text, *(answer.text for answer in answers[:1])])
    label = f"Question about the {product.title}"
    address = f"{product_address(product.id)}#question-{quote(question.id, safe='')}"
    return Source(0, SourceKind.QUESTION, label, text, product.id, question_id=question.id, address=address)


def passage_source(document_id: str, title: str, text: str) -> Source:
    address = f"/papers/{quote(document_id, safe='')}?passage={quote(text[:_OF_PASSAGE])}#passage"
    return Source(0, SourceKind.PASSAGE, title, text, document_id=document_id, address=address)


def promotion_source(promotion: Promotion) -> Source:
    text = promotion_line(promotion, promotion.description)
    return Source(0, SourceKind.PROMOTION, promotion.title, text, document_id=promotion.id)


def order_source(order: Order) -> Source:
    """The order's record in words: what was ordered, how far it is, what came back."""
    things = ", ".join(f"{line.quantity} × {line.title}" for line in order.lines)
    moved = [f"placed {day(order.placed_at)}", order.status.replace("_", " ")]
    moved += [f"left {day(order.shipped_at)}"] if order.shipped_at else []
    moved += [f"carrier {order.carrier}"] if order.carrier else []
    moved += [f"tracking number {order.tracking}"] if order.tracking else []
    moved += [f"delivered {day(order.delivered_at)}"] if order.delivered_at else []
    moved += [_returned(order, one) for one in order.returns]
    text = f"{things}; {'; '.join(moved)}; total {order.total}"
    return Source(0, SourceKind.ORDER, f"Order {order.id}", text)


def cart_source(cart: CartView) -> Source:
    things = ", ".join(f"{item.quantity} × {item.title}" for item in cart.items) or "nothing"
    return Source(0, SourceKind.CART, "The shopper's cart", f"{things}; {cart.total}")


def cited_source(cited: Cited, reviews: Iterable[Review], questions: Iterable[Question], catalog: Catalog) -> Source:
    """What a number in one of the assistant's own answers stands for."""
    if cited.document_id:
        return passage_source(cited.document_id, cited.label, cited.passage)
    product = catalog.product(cited.product_id)
    review = next((review for review in reviews if review.id == cited.review_id), None)
    if review:
        return review_source(product, review)
    question = next((one for one in questions if one.id == cited.question_id), None)
    return question_source(product, question) if question else description_source(product)


def stated_in(text: str, products: Sequence[Product], variants: Sequence[Variant]) -> tuple[Source, ...]:
    """The fields and offers of these products whose values the text tells: what a sentence made by code rests on."""
    said = text.casefold()
    found: list[Source] = []
    for product, variant in zip(products, variants, strict=True):
        for slot, values in product.attributes.items():
            if any(_tells(said, value) for value in values) and _names_slot(said, slot, values):
                found.append(field_source(product, slot))
        offer = variant.offer
        if str(offer.price) in text or stock_text(offer).casefold() in said:
            found.append(offer_source(product, variant))
    return tuple(found)


def _names_slot(said: str, slot: str, values: Sequence[str]) -> bool:
    """A short value ("0+", "L") tells nothing by itself: its slot has to be named, too."""
    return any(len(value) > 3 for value in values) or slot_name(slot) in said


def _tells(said: str, value: str) -> bool:
    value = value.casefold()
    at = said.find(value)
    if at < 0:
        return False
    before, after = said[at - 1 : at], said[at + len(value) : at + len(value) + 1]
    return not (before.isalnum() and value[0].isalnum()) and not (after.isalnum() and value[-1].isalnum())


def product_address(product_id: str) -> str:
    return f"/products/{quote(product_id, safe='')}"


def day(at: datetime | object) -> str:
    """ "19 November 2026"."""
    return f"{at:%-d %B %Y}"


def _returned(order: Order, back: OrderReturn) -> str:
    title = next((line.title for line in order.lines if line.variant_id == back.variant_id), back.variant_id)
    return f"{back.quantity} × {title} returned, {lowered(back.status or 'announced')} {day(back.at)}"


def things_of(order: Order) -> str:
    """ "1 × Robin Whistling Kettle - Red", "Slate T-Shirt - M and 2 others"."""
    first, rest = order.lines[0], sum(line.quantity for line in order.lines[1:])
    return first.title + (f" and {n_of(rest, 'other thing')}" if rest else "")


def passages_of(passages: Iterable[Passage]) -> tuple[Source, ...]:
    return tuple(passage_source(p.document_id, p.title, p.text) for p in passages)
