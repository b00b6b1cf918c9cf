"""What reviewers say, as a block of a product page: aspects with bars and quotes, failures, sizes. Needs no script."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from assistant.safety import speaks_to_the_assistant
from recommender.opinions.mining import AspectOpinion, Opinions, Quote
from recommender.opinions.telling import doubts_told, failures_told, returns_told, sizes_told, unlike
from ui.cards import joined, product_address
from ui.language import t, t_n

_MOST_ASPECTS, _MOST_QUOTES = 8, 3
_FEWEST = 2  # reviews of an aspect, where a product has more than a handful
_HANDFUL = 8
_NOTHING = Markup("")


def review_address(product_id: str, review_id: str = "") -> str:
    """Where a review stands on its product's page; without an id, where all of them begin."""
    anchor = f"review-{quote(review_id, safe='')}" if review_id else "reviews"
    return f"{product_address(product_id)}?reviews=all#{anchor}"


def reviewers_say(product_id: str, said: Opinions) -> Markup:
    """The block; nothing where no review says anything that could be told."""
    least = _FEWEST if said.n_reviews >= _HANDFUL else 1
    aspects = [own for own in said.aspects if own.n >= least][:_MOST_ASPECTS]
    hints = [told for told in (failures_told(said), sizes_told(said), returns_told(said), doubts_told(said)) if told]
    if not aspects and not hints:
        return _NOTHING
    return Markup('<section class="sp-say"><h2>{}</h2>{}{}{}</section>').format(
        t_n("say.heading", said.n_reviews),
        Markup('<ul class="sp-hints">{}</ul>').format(joined(Markup("<li>{}</li>").format(told) for told in hints))
        if hints
        else _NOTHING,
        Markup('<ul class="sp-aspects">{}</ul>').format(joined(_aspect(product_id, own) for own in aspects)),
        _details(t("say.broke"), product_id, said.failures) if said.failures else _NOTHING,
    )


def _aspect(product_id: str, own: AspectOpinion) -> Markup:
    where = f"{product_address(product_id)}?about={quote(own.name, safe='')}#reviews"
    return Markup(
        '<li><details><summary><span class="sp-aspect">{}</span>{}<span class="sp-count">{}</span></summary>'
        '{}<p><a href="{}">{}</a></p></details></li>'
    ).format(own.label, _bar(own), _counts(own), _quotes(product_id, own), where, t_n("say.mentions", own.n))


def _bar(own: AspectOpinion) -> Markup:
    parts = (("good", own.n_good), ("mixed", own.n_mixed), ("bad", own.n_bad))
    return Markup('<span class="sp-bar" aria-hidden="true">{}</span>').format(
        joined(Markup('<i data-side="{}" style="flex-grow:{}"></i>').format(side, n) for side, n in parts if n)
    )


def _counts(own: AspectOpinion) -> str:
    """In words: a bar's colors say nothing to who cannot see them."""
    if own.n_mixed:
        return t("say.counts.mixed", good=own.n_good, bad=own.n_bad, mixed=own.n_mixed)
    return t("say.counts", good=own.n_good, bad=own.n_bad)


def _quotes(product_id: str, own: AspectOpinion) -> Markup:
    first = 1 if own.n_good >= own.n_bad else -1
    shown = [
        q for side in (first, -first, 0) for q in unlike((q for q in own.quotes if q.stance == side), _MOST_QUOTES)
    ]
    return _list(product_id, shown)


def _details(title: str, product_id: str, quotes: tuple[Quote, ...]) -> Markup:
    return Markup('<details class="sp-failed"><summary>{}</summary>{}</details>').format(
        title, _list(product_id, quotes[: 2 * _MOST_QUOTES])
    )


def _list(product_id: str, quotes: list[Quote] | tuple[Quote, ...]) -> Markup:
    return Markup('<ul class="sp-quotes">{}</ul>').format(
        joined(
            Markup('<li data-side="{}">“{}” <a href="{}">{}</a></li>').format(
                {1: "good", -1: "bad"}.get(q.stance, "mixed"),
                q.text,
                review_address(product_id, q.review_id),
                t("product.review.stars", n=q.rating),
            )
            for q in quotes
            if not speaks_to_the_assistant(q.text)
        )
    )
