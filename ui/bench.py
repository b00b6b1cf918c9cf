"""The workbench as HTML: a bundle's slots as cards with everything that can be done to them, its total, other ways.

A button has `data-do="bench"` and says in its other `data-` attributes what it does: `bench.js` sends them, `clicks.py`
reads. What stands under `st-bench-all` is replaced as a whole when something was done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from assistant.reply import Bundles, BundleView, ComparisonRow, FollowUp, FollowUps, ReplyEvent, Text
from ui import chips
from ui.bench_slots import beside, button, line, slot_card, slot_name, times
from ui.bench_sums import sums
from ui.cards import joined, linked, picture, price, stock
from ui.icons import icon
from ui.language import t, t_n

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class BenchAnswer:
    """What a click on the bench came to: the bench anew where it changed, what is said, chips out of a dead end."""

    html: Markup
    said: Markup
    text: str
    suggested: tuple[FollowUp, ...]


def answered(events: Iterable[ReplyEvent], turn: int) -> BenchAnswer:
    """From the events of turn number `turn`."""
    seen = list(events)
    laid = [event for event in seen if isinstance(event, Bundles)]
    text = "".join(event.piece for event in seen if isinstance(event, Text)).strip()
    suggested = tuple(chip for event in seen if isinstance(event, FollowUps) for chip in event.chips)
    said = Markup("<span>{}</span>{}").format(text, chips.follow_ups(suggested, turn))
    return BenchAnswer(bundles(laid[-1]) if laid else _NOTHING, said, text, suggested)


def bundles(event: Bundles) -> Markup:
    """Bundles of one turn: the first on the table where it is there, the others beside it, compared where asked."""
    if not event.bundles:
        return _NOTHING
    table, others = event.bundles[0], event.bundles[1:]
    if not table.is_on_table:
        return joined(_shown(view) for view in event.bundles)
    return Markup('<div class="st-bench-all">{}{}{}</div>').format(
        _on_table(table, n_others=len(others)), _compared(event), _others(others)
    )


def _on_table(view: BundleView, n_others: int) -> Markup:
    slots = joined(
        Markup("<li>{}</li>").format(slot_card(card, place))
        for card, place in zip(view.cards, view.placed, strict=True)
    )
    return Markup(
        '<section class="st-bench" aria-label="{title}"><header><div class="st-bench-name"><h3>{title}</h3>{reason}'
        '</div>{tiers}</header><ul class="st-slots">{slots}</ul>{beside}<footer>{sums}{tools}</footer>'
        '<div class="st-bench-said" role="status"></div></section>'
    ).format(
        title=view.title,
        reason=Markup('<p class="st-bench-why">{}</p>').format(view.reason) if view.reason else "",
        tiers=_tiers(view),
        slots=slots,
        beside=beside(view.unfilled),
        sums=sums(view, changes_budget=True),
        tools=_tools(view, n_others),
    )


def _tiers(view: BundleView) -> Markup:
    if not view.tiers:
        return _NOTHING
    buttons = joined(
        Markup(
            '<button type="button" data-do="bench" data-what="tier" data-tier="{}" aria-pressed="{}">{}<b>{}</b>'
            "</button>"
        ).format(one.tier, "true" if one.is_now else "false", t(f"bench.tier.{one.tier}"), one.total)
        for one in view.tiers
    )
    return Markup('<div class="st-tiers" role="group" aria-label="{}">{}</div>').format(t("bench.tiers"), buttons)


def _tools(view: BundleView, n_others: int) -> Markup:
    compare = button("compare", "", t("bench.compare"), t("bench.compare"), drawn="compare") if n_others else _NOTHING
    return Markup(
        '<div class="st-bench-tools"><button type="button" class="st-button" data-do="bench" data-what="add_all"'
        "{disabled}>{plus}{add}</button>{compare}"
        '<a class="st-link" href="{address}" target="_blank" rel="noopener">{share}</a>'
        '<button type="button" class="st-link" data-do="copy" data-address="{address}">{copy}</button></div>'
    ).format(
        disabled=_disabled(view),
        plus=icon("plus"),
        add=t_n("bench.add", len(view.cards)),
        compare=compare,
        address=view.address,
        share=t("bench.share"),
        copy=t("bench.copy"),
    )


def _others(views: tuple[BundleView, ...]) -> Markup:
    if not views:
        return _NOTHING
    items = joined(Markup("<li>{}</li>").format(_way(view, n)) for n, view in enumerate(views, 1))
    return Markup('<section class="st-ways" aria-label="{name}"><h4>{name}</h4><ul>{items}</ul></section>').format(
        name=t("bench.others"), items=items
    )


def _way(view: BundleView, n: int) -> Markup:
    photos = joined(
        Markup('<span class="st-photo">{}</span>').format(picture(card.image, card.title, 160)) for card in view.cards
    )
    parts = ", ".join(card.title for card in view.cards)
    return Markup(
        '<div class="st-way-photos">{}</div><div><p class="st-title">{}</p><p class="st-muted">{}</p>{}</div>'
        "<strong>{}</strong>{}"
    ).format(
        photos,
        view.title,
        parts,
        line("st-muted st-if-more", view.if_more),
        view.total,
        Markup(
            '<button type="button" class="st-pill" data-do="bench" data-what="take" data-n="{}" aria-label="{}">{}'
            "</button>"
        ).format(n, t("bench.work.label", title=view.title, total=view.total), t("bench.work")),
    )


def _compared(event: Bundles) -> Markup:
    """The ways beside each other, one column each; rows that differ are marked."""
    if not event.rows:
        return _NOTHING
    heads = joined(
        Markup('<th scope="col"><h4>{}</h4><strong>{}</strong></th>').format(
            t("bench.this") if n == 0 else t("bench.way", n=n), view.total
        )
        for n, view in enumerate(event.bundles)
    )
    return Markup(
        '<div class="st-comparison" role="region" aria-label="{}" tabindex="0"><table><thead><tr><td></td>{}</tr>'
        "</thead><tbody>{}</tbody></table></div>"
    ).format(t("bench.compare"), heads, joined(_row(row) for row in event.rows))


def _row(row: ComparisonRow) -> Markup:
    cells = joined(Markup("<td>{}</td>").format(value) for value in row.values)
    return Markup('<tr data-differs="{}"><th scope="row">{}</th>{}</tr>').format(
        "yes" if row.differs else "no", slot_name(row.label), cells
    )


def _shown(view: BundleView) -> Markup:
    """A bundle that is not on the table: to be looked at."""
    counts = view.counts or (1,) * len(view.cards)
    parts = joined(
        Markup(
            '<li><article class="st-part"><div class="st-photo">{}</div><div class="st-facts"><p class="st-slot">{}</p>'
            '<h4 class="st-title">{}</h4><p class="st-price">{}{}</p>{}</div></article></li>'
        ).format(
            picture(card.image, card.title, 480), slot_name(slot), linked(card), price(card), times(n), stock(card)
        )
        for card, slot, n in zip(view.cards, view.slots, counts, strict=True)
    )
    return Markup(
        '<section class="st-bench" aria-label="{title}"><header><div class="st-bench-name"><h3>{title}</h3>'
        '<p class="st-bench-why">{reason}</p></div></header><ul class="st-slots">{parts}</ul><footer>{sums}{add}'
        "</footer></section>"
    ).format(title=view.title, reason=view.reason, parts=parts, sums=sums(view), add=_add_all(view))


def _add_all(view: BundleView) -> Markup:
    """One button for all of it; sizes that were not said are asked for one after the other."""
    return Markup(
        '<button type="button" class="st-button" data-do="{do}" data-variants="{variants}" data-counts="{counts}"'
        ' data-products="{products}"{disabled}>{plus}{add}</button>'
    ).format(
        do="add_all" if all(card.settled for card in view.cards) else "size_all",
        variants="\n".join(card.variant_id for card in view.cards),
        counts="\n".join(map(str, view.counts)),
        products="\n".join(card.product_id for card in view.cards),
        disabled=_disabled(view),
        plus=icon("plus"),
        add=t_n("bench.add", len(view.cards)),
    )


def _disabled(view: BundleView) -> Markup:
    can_add = all(card.available for card in view.cards)
    return _NOTHING if can_add else Markup(' disabled title="{}"').format(t("bench.out"))
