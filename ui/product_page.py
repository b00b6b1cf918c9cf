"""A product's own page: everything the store says of it, and what shoppers say. Plain HTML, no script needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from markupsafe import Markup, escape

from assistant.cards import card as card_of
from assistant.reply import Card, Choice
from recommender.opinions.mining import Opinions
from retrieval.catalog import Answer, Product, Question, Review
from ui.cards import joined, picture, price, product_address, rating, stock, when_back
from ui.icons import icon
from ui.language import speaking, t, t_n, wanted
from ui.plain_page import no_such_product, plain_page
from ui.review_block import review_address, reviewers_say
from ui.shop import Shop

N_REVIEWS = 12  # newest first; the rest are counted
_RELATED = ("needs", "fits", "crosssell", "replaces", "upsell", "related")  # relations, in the order shown
_NOTHING = Markup("")


def product_routes(shop: Shop) -> APIRouter:
    """`GET /products/{product_id}`, with `?variant=` for one of its variants.

    `?about=noise` shows the reviews that speak of that aspect, `?reviews=all` all of them, each with its own anchor.
    """
    router = APIRouter()

    @router.get("/products/{product_id:path}")
    def product(product_id: str, request: Request, variant: str = "", about: str = "", reviews: str = "") -> Response:
        with speaking(wanted(request)):
            if product_id not in shop.catalog:
                return Response(str(no_such_product(shop.store_name)), 404, media_type="text/html")
            page = product_page(shop, shop.catalog.product(product_id), variant, about, all_reviews=reviews == "all")
            return Response(str(page), media_type="text/html")

    return router


def product_page(
    shop: Shop, product: Product, variant_id: str = "", about: str = "", *, all_reviews: bool = False
) -> Markup:
    """The page of a product, showing the variant of that id, else the first that can be bought."""
    ids = [v.id for v in product.variants]
    buyable = next((v.id for v in product.variants if v.offer.available), ids[0])
    card = card_of(shop.catalog, variant_id if variant_id in ids else buyable)
    questions = shop.questions(product.id)
    opinions = shop.opinions(product.id)
    inside = Markup(
        '<p class="sp-path">{path}</p><div class="sp-product"><div class="sp-photo">{photo}</div>'
        '<div class="sp-facts">{brand}<h1>{title}</h1>{rating}<p class="sp-price">{price}</p>{stock}{options}'
        '<p class="sp-text">{text}</p><p><a class="sp-ask" href="/?about={variant}">{icon}{ask}</a></p></div>'
        "</div><section><h2>{facts_heading}</h2>{facts}</section>{related}{reviews}{questions}"
    ).format(
        title=product.title,
        path=" › ".join(product.categories[0].split(" > ")) if product.categories else "",
        photo=picture(card.image, product.title, 960),
        brand=Markup('<p class="sp-brand">{}</p>').format(product.brand) if product.brand else "",
        rating=rating(card),
        price=price(card),
        stock=stock(card),
        options=_options(card),
        text=product.description,
        icon=icon("send"),
        facts=_facts(product),
        related=_related(shop, product),
        reviews=reviewers_say(product.id, opinions)
        + _reviews(product.id, shop.reviews(product.id), opinions, about, all_reviews),
        questions=_questions(questions) if questions else "",
        variant=quote(card.variant_id, safe=""),
        ask=t("product.ask"),
        facts_heading=t("product.facts"),
    )
    return plain_page(product.title, shop.store_name, inside)


def _options(card: Card) -> Markup:
    return joined(
        Markup('<div class="sp-option" role="group" aria-label="{}"><span>{}</span>{}</div>').format(
            option.slot, _words(option.slot), joined(_choice(card.product_id, choice) for choice in option.choices)
        )
        for option in card.options
    )


def _choice(product_id: str, choice: Choice) -> Markup:
    if choice.selected:
        return Markup('<b aria-current="true"{}>{}{}</b>').format(_sold_out(choice), choice.value, _spoken_gone(choice))
    if not choice.variant_id:
        return Markup("<s>{}{}</s>").format(choice.value, _spoken_gone(choice))
    where = product_address(product_id, choice.variant_id)
    return Markup('<a href="{}"{}>{}{}</a>').format(where, _sold_out(choice), choice.value, _spoken_gone(choice))


def _spoken_gone(choice: Choice) -> Markup:
    """For who cannot see that it is struck out."""
    if choice.available:
        return _NOTHING
    return Markup('<span class="st-hidden">: {}</span>').format(when_back(choice))


def _sold_out(choice: Choice) -> Markup:
    return _NOTHING if choice.available else Markup(' class="sp-gone" title="{}"').format(when_back(choice))


def _facts(product: Product) -> Markup:
    rows = joined(
        Markup("<tr><th scope='row'>{}</th><td>{}</td></tr>").format(_words(slot), ", ".join(values))
        for slot, values in product.attributes.items()
    )
    return Markup("<table>{}</table>").format(rows) if rows else Markup("<p>{}</p>").format(t("product.facts.none"))


def _related(shop: Shop, product: Product) -> Markup:
    by_kind: dict[str, list[str]] = {}
    for relation in shop.catalog.related(product.id):
        by_kind.setdefault(relation.kind, []).append(relation.other_id)
    return joined(
        Markup('<section><h2>{}</h2><ul class="sp-others">{}</ul></section>').format(
            t(f"product.{kind}"), joined(_other(shop, other_id) for other_id in by_kind[kind])
        )
        for kind in _RELATED
        if kind in by_kind
    )


def _other(shop: Shop, product_id: str) -> Markup:
    card = card_of(shop.catalog, shop.catalog.product(product_id).variants[0].id)
    return Markup('<li><a href="{}">{}<span>{}</span></a><p class="sp-price">{}</p></li>').format(
        product_address(product_id), picture(card.image, "", 480), card.title, price(card)
    )


def _reviews(product_id: str, reviews: Sequence[Review], said: Opinions, about: str, all_of_them: bool) -> Markup:
    if not reviews:
        return Markup('<section><h2 id="reviews">{}</h2><p>{}</p></section>').format(
            t("product.reviews"), t("product.reviews.none")
        )
    counts = Counter(review.rating for review in reviews)
    bars = joined(
        Markup(
            '<tr><th scope="row">{}</th><td><meter min="0" max="{}" value="{}" aria-label="{}"></meter></td>'
            "<td>{}</td></tr>"
        ).format(t_n("product.stars", stars), len(reviews), counts[stars], t_n("product.stars", stars), counts[stars])
        for stars in (5, 4, 3, 2, 1)
    )
    aspect = said.of(about) if about else None
    fitting = [review for review in reviews if aspect is None or review.id in aspect.review_ids]
    newest = sorted(fitting, key=_newest, reverse=True)
    shown = newest if all_of_them or aspect else newest[:N_REVIEWS]
    every = Markup('<a href="{}">{}</a>').format(review_address(product_id), t("product.reviews.all"))
    if aspect:
        about_it = t("product.reviews.about", n=len(fitting), all=len(reviews), aspect=aspect.label)
        which = Markup("{} · {}").format(about_it, every)
    elif len(shown) < len(reviews):
        newest_of = t("product.reviews.newest", n=len(shown), all=len(reviews))
        which = Markup("{} · {}").format(newest_of, every)
    else:
        which = escape(len(reviews))
    return Markup(
        '<section><h2 id="reviews">{}</h2><table class="sp-stars">{}</table><p class="sp-by">{}</p>'
        '<ul class="sp-reviews">{}</ul></section>'
    ).format(t("product.reviews"), bars, which, joined(_review(review, review.id in said.doubted) for review in shown))


def _review(review: Review, is_doubted: bool) -> Markup:
    return Markup('<li id="review-{}"><h3>{}</h3><p class="sp-by">{}{}{}{}</p><p>{}</p></li>').format(
        review.id,
        review.title or t("product.review.untitled"),
        t("product.review.stars", n=review.rating),
        f" · {review.author}" if review.author else "",
        f" · {review.at.date().isoformat()}" if review.at else "",
        f" · {t('product.review.doubted')}" if is_doubted else "",
        review.body,
    )


def _newest(review: Review) -> tuple[float, str]:
    return review.at.timestamp() if review.at else 0.0, review.id


def _questions(questions: Sequence[Question]) -> Markup:
    asked = joined(
        Markup('<li id="question-{}"><h3>{}</h3>{}</li>').format(
            question.id, question.text, joined(_answer(answer) for answer in question.answers)
        )
        for question in questions
    )
    return Markup('<section><h2>{}</h2><ul class="sp-reviews">{}</ul></section>').format(t("product.questions"), asked)


def _answer(answer: Answer) -> Markup:
    who = t("product.answer.store") if answer.is_store else answer.author or t("product.answer.shopper")
    return Markup('<p>{}<span class="sp-by"> · {}</span></p>').format(answer.text, who)


def _words(slot: str) -> str:
    return slot.replace("_", " ").capitalize()
