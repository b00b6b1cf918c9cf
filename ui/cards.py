"""Products as HTML: cards and comparisons. `Markup` escapes whatever is put into it, here as in all our HTML.

A button says what it does in `data-do` and its other `data-` attributes: `clicks.js` sends them, `clicks.py` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from assistant.cards import is_size
from assistant.reply import Card, Choice, Comparison, Option
from retrieval.cart_prices.priced_cart import Saving
from ui.icons import icon
from ui.language import day, stock_words, t, t_n

NOT_STATED = "not stated"  # a comparison's word where the store says nothing
MOST_BUTTONS = 8  # an option with more values than this becomes a list to choose from

_NOTHING = Markup("")


def joined(parts: Iterable[Markup]) -> Markup:
    return _NOTHING.join(parts)


def picture(path: str, title: str, width: int) -> Markup:
    """The photo, or the title's first letter on a quiet ground when the store has none. Alt text is the title."""
    if not path:
        letter = next((char for char in title if char.isalnum()), "·").upper()
        return Markup('<span class="st-no-photo" role="img" aria-label="{}">{}</span>').format(
            t("card.no_photo", title=title), letter
        )
    return Markup('<img src="/pictures/{}?w={}" alt="{}" loading="lazy" decoding="async">').format(
        quote(path), width, title
    )


def card_list(cards: Sequence[Card], *, label: str = "") -> Markup:
    items = joined(Markup("<li>{}</li>").format(product_card(card)) for card in cards)
    return Markup('<ul class="st-cards" aria-label="{}">{}</ul>').format(label or t("cards"), items)


def product_card(card: Card) -> Markup:
    """One product with everything a shopper can do with it."""
    return Markup(
        '<article class="st-card" data-product="{product}" data-variant="{variant}">'
        '<div class="st-photo">{photo}'
        '<button type="button" class="st-compare" data-do="pick" data-product="{product}" data-title="{title}"'
        ' aria-pressed="false" aria-label="{compare_it}">{icon}{compare}</button></div>'
        '<div class="st-facts">{brand}<h3 class="st-title">{linked}</h3>'
        '<p class="st-price">{price}</p>{options}<div class="st-standing">{stock}{rating}</div>{reason}</div>'
        '<div class="st-actions">{add}<span class="st-asides">'
        '<button type="button" class="st-link" data-do="why" data-product="{product}"'
        ' aria-label="{why_it}">{why}</button>'
        '<button type="button" class="st-link" data-do="reject" data-product="{product}"'
        ' aria-label="{reject_it}">{reject}</button></span></div></article>'
    ).format(
        product=card.product_id,
        variant=card.variant_id,
        title=card.title,
        photo=picture(card.image, card.title, 480),
        icon=icon("compare"),
        brand=Markup('<p class="st-brand">{}</p>').format(card.brand) if card.brand else "",
        linked=linked(card),
        price=price(card),
        rating=rating(card),
        options=joined(_option(option, card.settled) for option in card.options),
        stock=stock(card),
        reason=Markup('<p class="st-reason">{}{}</p>').format(icon("reason"), card.reason) if card.reason else "",
        add=_add_button(card),
        compare=t("card.compare"),
        compare_it=t("card.compare.label", title=card.title),
        why=t("card.why"),
        why_it=t("card.why.label", title=card.title),
        reject=t("card.reject"),
        reject_it=t("card.reject.label", title=card.title),
    )


def product_address(product_id: str, variant_id: str = "") -> str:
    """Where our own page of a product is."""
    return f"/products/{quote(product_id, safe='')}" + (f"?variant={quote(variant_id, safe='')}" if variant_id else "")


def linked(card: Card) -> Markup:
    """The title, linked to the product's page: the shop's own where it has a web address, else ours."""
    try:
        is_web = urlsplit(card.url).scheme in ("http", "https")
    except ValueError:  # not an address at all
        is_web = False
    where = card.url if is_web else product_address(card.product_id, card.variant_id)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(where, card.title)


def price(card: Card) -> Markup:
    """The price, and the was-price when it is higher."""
    was = (
        Markup(' <s><span class="st-hidden">{}</span>{}</s>').format(t("card.was"), card.was) if card.was else _NOTHING
    )
    return Markup("<strong>{}</strong>{}").format(card.price, was)


def rating(card: Card) -> Markup:
    """Stars and how many reviews they are from; nothing without reviews."""
    if card.rating is None:
        return _NOTHING
    spoken = t_n("card.rated", card.n_reviews, stars=f"{card.rating:.1f}")
    return Markup(
        '<span class="st-rating" role="img" aria-label="{}" title="{}">{}{} <small>({})</small></span>'
    ).format(spoken, spoken, icon("star"), f"{card.rating:.1f}", card.n_reviews)


def stock(card: Card) -> Markup:
    """What the store says of the stock."""
    state = "in" if card.available else "out"
    return Markup('<p class="st-stock" data-stock="{}">{}</p>').format(state, _stock_and_day(card))


def _stock_and_day(card: Card) -> str:
    said = stock_words(card.stock_text)
    return t("stock.back", stock=said, day=day(card.restock_on)) if card.restock_on else said


def _option(option: Option, settled: bool) -> Markup:
    if not settled and is_size(option.slot):
        option = replace(option, choices=tuple(replace(choice, selected=False) for choice in option.choices))
    name = option.slot.replace("_", " ").capitalize()
    if len(option.choices) > MOST_BUTTONS:
        values = joined(_listed_choice(choice) for choice in option.choices)
        return Markup(
            '<label class="st-option"><span class="st-option-name">{}</span>'
            '<select class="st-select" data-choose="{}">{}</select></label>'
        ).format(name, option.slot, values)
    buttons = joined(_choice(choice) for choice in option.choices)
    return Markup('<div class="st-option" role="group" aria-label="{}">{}</div>').format(name, buttons)


def _choice(choice: Choice) -> Markup:
    can_choose = choice.available and bool(choice.variant_id)
    return Markup(
        '<button type="button" class="st-choice" data-do="choose" data-variant="{}" aria-pressed="{}"{}>{}</button>'
    ).format(
        choice.variant_id,
        "true" if choice.selected else "false",
        ""
        if can_choose or choice.selected
        else Markup(' disabled title="{}" aria-label="{}: {}"').format(
            when_back(choice), choice.value, when_back(choice)
        ),
        choice.value,
    )


def _listed_choice(choice: Choice) -> Markup:
    can_choose = choice.available and bool(choice.variant_id)
    said = choice.value
    if not can_choose and choice.restock_on:
        said = t("choice.listed.back", value=said, day=day(choice.restock_on))
    elif not can_choose:
        said = t("choice.listed", value=said)
    return Markup('<option value="{}"{}{}>{}</option>').format(
        choice.variant_id,
        Markup(" selected") if choice.selected else "",
        "" if can_choose or choice.selected else Markup(" disabled"),
        said,
    )


def when_back(choice: Choice) -> str:
    """That a choice cannot be had, and until when where the store says so."""
    return t("choice.gone.back", day=day(choice.restock_on)) if choice.restock_on else t("choice.gone")


def _add_button(card: Card, *, words: str = "") -> Markup:
    if not card.available:
        return Markup('<button type="button" class="st-button" disabled>{}</button>').format(
            stock_words(card.stock_text)
        )
    if not card.settled:
        return Markup(
            '<button type="button" class="st-button" data-do="size" data-product="{}" data-variant="{}"'
            ' data-title="{}" aria-label="{}">{}{}</button>'
        ).format(
            card.product_id,
            card.variant_id,
            card.title,
            t("card.size.label", title=card.title),
            icon("plus"),
            t("card.size"),
        )
    return Markup(
        '<button type="button" class="st-button" data-do="add" data-product="{}" data-variant="{}"'
        ' aria-label="{}">{}{}</button>'
    ).format(
        card.product_id, card.variant_id, t("card.add.label", title=card.title), icon("plus"), words or t("card.add")
    )


def chosen_options(card: Card) -> str:
    """The card's own options in words: `M, Blue`."""
    return ", ".join(
        choice.value
        for option in card.options
        if card.settled or not is_size(option.slot)
        for choice in option.choices
        if choice.selected
    )


def saving_lines(savings: Iterable[Saving]) -> Markup:
    """Each promotion that takes something off, with its arithmetic."""
    return joined(
        Markup('<p class="st-total st-muted"><span>{}<br>{}</span><strong>-{}</strong></p>').format(
            saving.title, saving.arithmetic, saving.amount
        )
        for saving in savings
    )


def comparison(view: Comparison) -> Markup:
    """Side by side; rows that differ are marked."""
    heads = joined(
        Markup('<th scope="col"><div class="st-photo">{}</div><h4>{}</h4><p class="st-price">{}</p>{}</th>').format(
            picture(card.image, card.title, 160),
            linked(card),
            price(card),
            _add_button(card, words=t("card.add.short")),
        )
        for card in view.cards
    )
    rows = joined(
        Markup('<tr data-differs="{}"><th scope="row">{}</th>{}</tr>').format(
            "yes" if row.differs else "no", row.label, joined(_cell(value) for value in row.values)
        )
        for row in view.rows
    )
    return Markup(
        '<div class="st-comparison" role="region" aria-label="{}" tabindex="0"><table>'
        "<thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(t("comparison"), heads, rows)


def _cell(value: str) -> Markup:
    if value == NOT_STATED:
        return Markup('<td class="st-unstated">{}</td>').format(t("comparison.unstated"))
    return Markup("<td>{}</td>").format(value)
