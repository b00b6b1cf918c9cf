"""The workbench's slots as HTML: what can be done to each part, what else could be there, what is not bought."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.cards import is_size
from assistant.reply import Card, InPlace, Option, Placed, Unfilled
from retrieval.money import Money
from ui.cards import chosen_options, joined, linked, picture, price, stock
from ui.icons import icon
from ui.language import t

_NOTHING = Markup("")


def slot_card(card: Card, place: Placed) -> Markup:
    """One part with everything that can be done to its slot."""
    return Markup(
        '<article class="st-part" data-slot="{slot}" data-product="{product}" data-variant="{variant}"{locked}>'
        '<div class="st-photo">{photo}</div><div class="st-facts"><p class="st-slot">{name}</p>'
        '<h4 class="st-title">{linked}</h4><p class="st-price">{price}{times}</p>{chosen}{stock}{sizes}{reason}</div>'
        '<div class="st-slot-tools">{lock}{stepper}{own}</div>{swap}{remove}</article>'
    ).format(
        slot=place.slot,
        product=card.product_id,
        variant=card.variant_id,
        locked=Markup(" data-locked") if place.is_locked else "",
        photo=picture(card.image, card.title, 480),
        name=slot_name(place.slot),
        linked=linked(card),
        price=price(card),
        times=times(place.n),
        chosen=line("st-muted", chosen_options(card)),
        stock=stock(card),
        sizes=_NOTHING if card.settled else joined(_size(o, place) for o in card.options if is_size(o.slot)),
        reason=Markup('<p class="st-reason">{}{}</p>').format(icon("reason"), card.reason) if card.reason else "",
        lock=button(
            "unlock" if place.is_locked else "lock",
            place.slot,
            t("bench.locked") if place.is_locked else t("bench.lock"),
            t("bench.lock.label", title=card.title),
            drawn="locked" if place.is_locked else "lock",
            pressed=place.is_locked,
        ),
        stepper=_stepper(card, place),
        own=button("own", place.slot, t("bench.own"), t("bench.own.label", title=card.title), variant=card.variant_id),
        remove=button(
            "remove", place.slot, "", t("bench.remove.label", title=card.title), drawn="close", style="st-slot-out"
        ),
        swap=_instead(card, place),
    )


def times(n: int) -> Markup:
    """How many of it, beside the price of one."""
    return Markup(' <span class="st-muted">× {}</span>').format(n) if n > 1 else _NOTHING


def _size(option: Option, place: Placed) -> Markup:
    """No size was said: it is asked for here, too."""
    buttons = joined(
        Markup(
            '<button type="button" class="st-choice" data-do="bench" data-what="swap" data-slot="{}" data-variant="{}"'
            "{}>{}</button>"
        ).format(
            place.slot,
            choice.variant_id,
            "" if choice.available and choice.variant_id else Markup(" disabled"),
            choice.value,
        )
        for choice in option.choices
    )
    return Markup(
        '<div class="st-option st-bench-sizes" role="group" aria-label="{name}"><span class="st-option-name">{name}'
        "</span>{buttons}</div>"
    ).format(name=t("bench.size"), buttons=buttons)


def _stepper(card: Card, place: Placed) -> Markup:
    less, more = max(1, place.n - 1), place.n + 1
    return Markup(
        '<div class="st-stepper" role="group" aria-label="{many}"><button type="button" data-do="bench"'
        ' data-what="count" data-slot="{slot}" data-n="{less}" aria-label="{one_less}"{least}>{minus}</button>'
        '<output>{n}</output><button type="button" data-do="bench" data-what="count" data-slot="{slot}" data-n="{more}"'
        ' aria-label="{one_more}">{plus}</button></div>'
    ).format(
        many=t("bench.count", title=card.title),
        slot=place.slot,
        less=less,
        more=more,
        least=Markup(" disabled") if place.n == 1 else "",
        one_less=t("bench.less", title=card.title),
        one_more=t("bench.more", title=card.title),
        n=place.n,
        minus=icon("minus"),
        plus=icon("plus"),
    )


def _instead(card: Card, place: Placed) -> Markup:
    """What else could be here, ranked; those that do not fit say why and cannot be taken."""
    if not place.instead:
        return Markup('<p class="st-instead st-muted">{}</p>').format(t("bench.swap.none"))
    rows = joined(Markup("<li>{}</li>").format(_other(other, card, place)) for other in place.instead)
    return Markup('<details class="st-instead"><summary aria-label="{}">{}{}</summary><ol>{}</ol></details>').format(
        t("bench.swap.label", title=card.title), icon("compare"), t("bench.swap"), rows
    )


def _other(other: InPlace, card: Card, place: Placed) -> Markup:
    take = Markup('<p class="st-muted">{}</p>').format(other.why_not)
    if not other.why_not:
        take = button(
            "swap",
            place.slot,
            t("bench.take"),
            t("bench.take.label", title=other.title, old=card.title),
            variant=other.variant_id,
        )
    return Markup(
        '<div class="st-photo">{}</div><div><p class="st-title">{}</p><p class="st-price"><strong>{}</strong>'
        '<span class="st-muted">{}</span></p></div>{}'
    ).format(picture(other.image, other.title, 160), other.title, other.price, _difference(other.difference), take)


def _difference(money: Money) -> str:
    return f"+{money}" if money.minor > 0 else str(money) if money.minor else "±0"


def beside(unfilled: Iterable[Unfilled]) -> Markup:
    """Slots that nothing is bought for, each with the way back."""
    items = joined(Markup("<li>{}</li>").format(_unfilled(one)) for one in unfilled)
    return Markup('<ul class="st-beside" aria-label="{}">{}</ul>').format(t("bench.beside"), items) if items else items


def _unfilled(one: Unfilled) -> Markup:
    name = slot_name(one.slot)
    if one.why == "owned":
        back = button("disown", one.slot, t("bench.disown"), t("bench.disown.label", slot=name))
        return Markup('<span class="st-owned">{}{}</span>{}').format(
            icon("reason"), t("bench.owned", slot=one.title or name), back
        )
    return button("put_back", one.slot, t("bench.put_back", slot=name), t("bench.put_back", slot=name), drawn="plus")


def button(
    what: str,
    slot: str,
    words: str,
    label: str,
    *,
    variant: str = "",
    drawn: str = "",
    style: str = "",
    pressed: bool | None = None,
) -> Markup:
    """A button that does `what` to the slot."""
    return Markup(
        '<button type="button" class="st-tool-link {}" data-do="bench" data-what="{}" data-slot="{}" data-variant="{}"'
        ' aria-label="{}"{}>{}{}</button>'
    ).format(
        style,
        what,
        slot,
        variant,
        label,
        "" if pressed is None else Markup(' aria-pressed="{}"').format("true" if pressed else "false"),
        icon(drawn) if drawn else "",
        words,
    )


def line(style: str, words: str) -> Markup:
    """A paragraph of that style; nothing without words."""
    return Markup('<p class="{}">{}</p>').format(style, words) if words else _NOTHING


def slot_name(slot: str) -> str:
    """A slot as a heading."""
    words = slot.replace("_", " ")
    return words[:1].upper() + words[1:]
