"""The cart as HTML: its lines with steppers, the subtotal, undo."""

from __future__ import annotations

from markupsafe import Markup

from assistant.reply import CartItem, CartView
from ui.cards import joined, picture, saving_lines
from ui.icons import icon
from ui.language import t
from ui.promotion_lines import beside


def cart_inside(view: CartView) -> Markup:
    """The cart's inside: its lines with steppers, the subtotal, undo."""
    undo = Markup('<button type="button" class="st-link" data-do="undo">{}{}</button>').format(
        icon("undo"), t("turn.undo")
    )
    if not view.items:
        return Markup('<p class="st-cart-empty">{}<span>{}</span></p>{}').format(
            icon("cart"), t("cart.empty"), undo if view.can_undo else ""
        )
    return Markup(
        '<ul class="st-cart-lines">{}</ul><p class="st-total"><span>{}</span><strong>{}</strong></p>{}{}'
    ).format(
        joined(_cart_line(item) for item in view.items),
        t("cart.subtotal"),
        view.subtotal,
        _savings(view),
        undo if view.can_undo else "",
    )


def _savings(view: CartView) -> Markup:
    """Each promotion that takes something off, with its arithmetic, and what is due; what else promotions give or
    could."""
    if view.priced is None:
        return Markup("")
    lines = saving_lines(view.priced.savings)
    if view.priced.savings:
        lines += Markup('<p class="st-total"><span>{}</span><strong>{}</strong></p>').format(
            t("cart.total"), view.total
        )
    besides = beside(view.priced.extras, view.priced.not_applied)
    return lines + joined(Markup('<p class="st-muted">{}</p>').format(one) for one in besides)


def n_pieces(view: CartView) -> int:
    return sum(item.quantity for item in view.items)


def _cart_line(item: CartItem) -> Markup:
    return Markup(
        '<li class="st-line" data-variant="{variant}"><div class="st-photo">{photo}</div><div class="st-facts">'
        '<p class="st-title">{title}</p><p class="st-muted">{options}</p>{gone}'
        '<div class="st-stepper" role="group" aria-label="{how_many}">'
        '<button type="button" data-do="set" data-variant="{variant}" data-quantity="{less}"'
        ' aria-label="{one_less}">{minus}</button><output>{quantity}</output>'
        '<button type="button" data-do="set" data-variant="{variant}" data-quantity="{more}"'
        ' aria-label="{one_more}">{plus}</button></div></div>'
        '<div class="st-line-end"><strong>{total}</strong><button type="button" class="st-link" data-do="set"'
        ' data-variant="{variant}" data-quantity="0" aria-label="{remove_it}">{remove}</button></div></li>'
    ).format(
        variant=item.variant_id,
        photo=picture(item.image, item.title, 160),
        title=item.title,
        options=item.options_text,
        gone="" if item.available else Markup('<p class="st-stock" data-stock="out">{}</p>').format(t("stock.out")),
        less=item.quantity - 1,
        more=item.quantity + 1,
        minus=icon("minus"),
        plus=icon("plus"),
        quantity=item.quantity,
        total=item.total,
        how_many=t("cart.how_many", title=item.title),
        one_less=t("cart.less"),
        one_more=t("cart.more"),
        remove=t("cart.remove"),
        remove_it=t("cart.remove.label", title=item.title),
    )
