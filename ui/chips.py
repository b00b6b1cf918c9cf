"""Chips as HTML: what was understood, each part removable, and the next steps."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.context import ME, person
from assistant.reply import FollowUp, NeedChip
from ui.cards import joined
from ui.icons import icon
from ui.language import t


def need_chips(chips: Sequence[NeedChip]) -> Markup:
    """What was understood, each part removable; nothing when nothing was."""
    if not chips:
        return Markup("")
    items = joined(
        Markup(
            '<li><span class="st-chip">{}<button type="button" data-do="drop" data-slot="{}" data-label="{}"'
            ' aria-label="{}">{}</button></span></li>'
        ).format(chip.label, chip.constraint.slot, chip.label, t("chips.remove", label=chip.label), icon("close"))
        for chip in chips
    )
    return Markup(
        '<div class="st-needs"><span class="st-needs-name" aria-hidden="true">{}</span>'
        '<ul aria-label="{}">{}<li>{}</li></ul></div>'
    ).format(t("chips"), t("chips"), items, _gift(chips))


def _gift(chips: Sequence[NeedChip]) -> Markup:
    """Whether it is for somebody else, so that the shopper's own taste is left out: on or off by a click."""
    on = any(c.constraint.slot in ("gift", "recipient") and person(str(c.constraint.value)) != ME for c in chips)
    return Markup(
        '<button type="button" class="st-gift" data-do="tend" data-what="{}" data-name="" data-label="{}"'
        ' aria-pressed="{}">{}{}</button>'
    ).format(
        "no gift" if on else "gift",
        t("gift.off" if on else "gift"),
        "true" if on else "false",
        icon("gift"),
        t("gift"),
    )


def follow_ups(chips: Sequence[FollowUp], turn: int) -> Markup:
    """Next steps known to lead somewhere. One with an act is found again by turn and place: acts stay here."""
    if not chips:
        return Markup("")
    return Markup('<ul class="st-follow-ups" aria-label="{}">{}</ul>').format(
        t("chips.next"),
        joined(Markup("<li>{}</li>").format(_follow_up(chip, turn, index)) for index, chip in enumerate(chips)),
    )


def _follow_up(chip: FollowUp, turn: int, index: int) -> Markup:
    count = "" if chip.n_products is None else Markup(" <small>{}</small>").format(chip.n_products)
    if chip.act is None:
        doing = Markup('data-do="say" data-text="{}"').format(chip.message)
    else:
        doing = Markup('data-do="follow" data-turn="{}" data-index="{}" data-label="{}"').format(
            turn, index, chip.label
        )
    return Markup('<button type="button" class="st-pill" {}>{}{}</button>').format(doing, chip.label, count)
