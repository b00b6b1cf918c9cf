"""The cart as HTML: its lines with steppers, the subtotal, undo."""

from __future__ import annotations

from markupsafe import Markup

from assistant.reply import CartItem, CartView
from ui.cards import joined, picture, saving_lines
from ui.icons import icon


def cart_inside(view: CartView) -> Markup:
    """The cart's inside: its lines with steppers, the subtotal, undo."""
    undo = Markup('<button type="button" class="st-link" data-do="undo">{}Undo</button>').format(icon("undo"))
    if not view.items:
        return Markup('<p class="st-cart-empty">{}<span>Your cart is empty.</span></p>{}').format(
            icon("cart"), undo if view.can_undo else ""
        )
    return Markup(
        '<ul class="st-cart-lines">{}</ul><p class="st-total"><span>Subtotal</span><strong>{}</strong></p>{}{}'
    ).format(joined(_cart_line(item) for item in view.items), view.subtotal, _savings(view),
             undo if view.can_undo else "")  # fmt: skip


def _savings(view: CartView) -> Markup:
    """Each promotion that takes something off, with its arithmetic, and what is due; nothing where none does."""
    if view.priced is None or not view.priced.savings:
        return Markup("")
    lines = saving_lines(view.priced.savings)
    due = Markup('<p class="st-total"><span>Total</span><strong>{}</strong></p>').format(view.total)
    return lines + due


def n_pieces(view: CartView) -> int:
    return sum(item.quantity for item in view.items)


def _cart_line(item: CartItem) -> Markup:
    return Markup(
        '<li class="st-line" data-variant="{variant}"><div class="st-photo">{photo}</div><div class="st-facts">'
        '<p class="st-title">{title}</p><p class="st-muted">{options}</p>{gone}'
        '<div class="st-stepper" role="group" aria-label="How many: {title}">'
        '<button type="button" data-do="set" data-variant="{variant}" data-quantity="{less}"'
        ' aria-label="One less">{minus}</button><output>{quantity}</output>'
        '<button type="button" data-do="set" data-variant="{variant}" data-quantity="{more}"'
        ' aria-label="One more">{plus}</button></div></div>'
        '<div class="st-line-end"><strong>{total}</strong><button type="button" class="st-link" data-do="set"'
        ' data-variant="{variant}" data-quantity="0" aria-label="Remove {title}">Remove</button></div></li>'
    ).format(
        variant=item.variant_id,
        photo=picture(item.image, item.title, 160),
        title=item.title,
        options=item.options_text,
        gone="" if item.available else Markup('<p class="st-stock" data-stock="out">Out of stock</p>'),
        less=item.quantity - 1,
        more=item.quantity + 1,
        minus=icon("minus"),
        plus=icon("plus"),
        quantity=item.quantity,
        total=item.total,
    )
