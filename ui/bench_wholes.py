"""What is wished of a bundle as a whole, as controls: all of it in one colour, all of it there by a day."""

from __future__ import annotations

from markupsafe import Markup

from assistant.reply import BundleView
from ui.language import t


def wholes(view: BundleView) -> Markup:
    """A button that is pressed while the wish holds, and a day with what takes it back."""
    color = Markup(
        '<button type="button" class="st-whole" data-do="bench" data-what="{}" aria-pressed="{}">{}</button>'
    ).format(
        "any_color" if view.same_color else "same_color",
        "true" if view.same_color else "false",
        t("bench.one_color"),
    )
    return Markup(
        '<div class="st-wholes" role="group" aria-label="{}">{}<form class="st-bench-day" autocomplete="off"><label>{} '
        '<input type="date" name="day" value="{}" required></label><button type="submit" class="st-link">{}</button>{}'
        "</form></div>"
    ).format(
        t("bench.wholes"), color, t("bench.by_day"), view.needed_by, t("bench.by_day.set"), _any_day(view.needed_by)
    )


def _any_day(day: str) -> Markup:
    if not day:
        return Markup("")
    return Markup('<button type="button" class="st-link" data-do="bench" data-what="any_day">{}</button>').format(
        t("bench.any_day")
    )
