"""What a bundle comes to as HTML: its parts, what promotions take off and how, the total, and the budget as a bar."""

from __future__ import annotations

from markupsafe import Markup

from assistant.reply import BundleView, TierView
from retrieval.money import Money
from ui.bench_slots import line
from ui.bench_wholes import wholes
from ui.cards import joined
from ui.language import t
from ui.promotion_lines import beside

_NOTHING = Markup("")


def sums(view: BundleView, *, changes_budget: bool = False) -> Markup:
    """Parts, what each promotion takes off and how, the total, and how it stands to the budget."""
    lines = [_sum(t("bench.parts"), str(_parts(view)))] if view.savings else []
    lines += [
        Markup('<div class="st-saving"><dt>{}<small>{}</small></dt><dd>-{}</dd></div>').format(
            saving.title, saving.arithmetic, saving.amount
        )
        for saving in view.savings
    ]
    total = Markup('<div class="st-sum"><dt>{}</dt><dd>{}</dd></div>').format(t("bench.total"), view.total)
    more = line("st-muted st-if-more", view.if_more) + joined(_more(tier) for tier in view.tiers if not tier.is_now)
    whole = wholes(view) if changes_budget else _NOTHING
    besides = joined(line("st-muted", one) for one in beside(view.extras, view.not_applied))
    return Markup('<div class="st-sums"><dl>{}{}</dl>{}{}{}{}</div>').format(
        joined(lines), total, besides, _meter(view, changes_budget=changes_budget), whole, more
    )


def _more(tier: TierView) -> Markup:
    """What a little more money would change of a tier that is not taken."""
    return line("st-muted st-if-more", f"{t(f'bench.tier.{tier.tier}')}: {tier.if_more}" if tier.if_more else "")


def _parts(view: BundleView) -> Money:
    saved = [saving.amount for saving in view.savings]
    return sum(saved, view.total)


def _sum(name: str, amount: str) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, amount)


def _meter(view: BundleView, *, changes_budget: bool) -> Markup:
    """The total against the budget as a bar with its words, and the field that changes it."""
    bar = _NOTHING
    if view.budget is not None:
        left = view.budget - view.total
        words = t("bench.left", left=left, budget=view.budget) if left.minor else t("bench.all", budget=view.budget)
        if left.minor < 0:
            words = t("bench.over", over=left * -1, budget=view.budget)
        bar = Markup(
            '<meter class="st-meter" min="0" max="{}" value="{}" aria-label="{}" aria-valuetext="{}"></meter>'
            '<p class="st-muted">{}</p>'
        ).format(view.budget.amount, min(view.total, view.budget).amount, t("bench.meter"), words, words)
    return bar + (_budget_form(view) if changes_budget else _NOTHING)


def _budget_form(view: BundleView) -> Markup:
    amount = f"{view.budget.amount.normalize():f}" if view.budget is not None else ""
    return Markup(
        '<form class="st-bench-budget" autocomplete="off"><label>{} <input name="amount" inputmode="decimal"'
        ' pattern="[0-9]+([.,][0-9]{{1,2}})?" value="{}" required></label>'
        '<button type="submit" class="st-link">{}</button></form>'
    ).format(t("bench.budget"), amount, t("bench.budget.change"))
