"""What the copilot offers, as HTML. Nothing here sends anything: a click puts it where the agent can change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from assistant.copilot.offering import Draft, Found, Macro, Source, Suggested, Summary
from assistant.reply import BundleView, Card
from ui.cards import joined
from ui.desk import small
from ui.desk.wording import d, d_n
from ui.icons import icon

MOST_DIFFERENCES = 3  # told of a replacement; the product's page has all
_NUMBER = re.compile(r"\[(\d+)\]")
_NOTHING = Markup("")


# --- the conversation in a few lines ---


def summary(of: Summary) -> Markup:
    """What was noted, wanted, tried and turned down; the open question first, since it is what is to be answered."""
    return joined(
        (
            _open_question(of),
            Markup('<p class="ad-words">{}</p>').format(of.text) if of.text else _NOTHING,
            _row("notes", _list(f"{note.name}: {note.note}" for note in of.notes)),
            _row("needs", _chips(of.needs)),
            _row("tried", _list(f"{one.what}{f': {one.came}' if one.came else ''}" for one in of.tried)),
            _row("rejected", _list(f"{one.title}{f': {one.why}' if one.why else ''}" for one in of.rejected)),
            _row("shown", _said(", ".join(card.title for card in of.shown))),
            _row("cart", Markup("<p>{}</p>").format(small.cart_words(of.cart)) if of.cart.items else _NOTHING),
            _row("mood", _said(d(f"mood.{of.mood}") if of.mood else "")),
            _row("why_person", _said(of.why_person)),
        )
    )


def _open_question(of: Summary) -> Markup:
    if not of.open_question:
        return _NOTHING
    return Markup('<div class="ad-open"><p class="ad-label">{}</p><p class="ad-words" dir="auto">{}</p></div>').format(
        d("summary.open"), of.open_question
    )


def _row(name: str, inside: Markup) -> Markup:
    if not inside:
        return _NOTHING
    return Markup('<div class="ad-row"><p class="ad-label">{}</p>{}</div>').format(d(f"summary.{name}"), inside)


def _said(words: str) -> Markup:
    return Markup('<p dir="auto">{}</p>').format(words) if words else _NOTHING


def _chips(labels: Iterable[str]) -> Markup:
    items = joined(Markup("<li>{}</li>").format(label) for label in labels)
    return Markup('<ul class="ad-chips">{}</ul>').format(items) if items else _NOTHING


def _list(lines: Iterable[str]) -> Markup:
    items = joined(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<ul class="ad-plain">{}</ul>').format(items) if items else _NOTHING


# --- a suggested reply ---


def writing(text: str) -> Markup:
    """A draft so far."""
    return Markup('<div class="ad-draft" data-state="writing"><p class="ad-words" dir="auto">{}</p></div>').format(text)


def draft(of: Draft) -> Markup:
    """The whole draft: its text with numbers that open what they rest on, and what can be done with it."""
    if not of.text.strip():
        return Markup('<div class="ad-draft" data-state="none"><p class="ad-none">{}</p>{}</div>').format(
            d("draft.none"), _notes(of)
        )
    return Markup(
        '<div class="ad-draft" data-state="done" data-draft="{id}" data-turns="{turns}" data-said="{said}">'
        '<p class="ad-words" dir="auto">{marked}</p>{unchecked}'
        '<div class="ad-tools"><button type="button" class="st-button" data-do="use">{use}</button>'
        '<button type="button" class="st-link" data-do="draft">{anew}</button>'
        '<button type="button" class="ad-icon" data-do="thumb-draft" title="{down}"'
        ' aria-label="{down}">{down_icon}</button></div>'
        "{notes}{cards}{sources}</div>"
    ).format(
        id=of.id,
        turns=of.n_turns,
        said=of.text,
        marked=_marked(of),
        unchecked=_NOTHING if of.checked else Markup('<p class="ad-bad">{}</p>').format(d("draft.unchecked")),
        use=d("draft.use"),
        anew=d("draft.anew"),
        down=d("draft.down"),
        down_icon=small.thumb_icon(),
        notes=_notes(of),
        cards=_along(of),
        sources=_sources(of.sources),
    )


def _marked(of: Draft) -> Markup:
    known = {source.number for source in of.sources}
    out, at = Markup(""), 0
    for match in _NUMBER.finditer(of.marked):
        if int(match[1]) not in known:
            continue
        out += escape(of.marked[at : match.start()]) + Markup(
            '<button type="button" class="ad-source" data-do="source" data-source="{}" aria-label="{}">{}</button>'
        ).format(match[1], d("source.open", n=match[1]), match[1])
        at = match.end()
    return out + escape(of.marked[at:])


def _notes(of: Draft) -> Markup:
    return (
        Markup('<div class="ad-notes"><p class="ad-label">{}</p>{}</div>').format(d("draft.notes"), _list(of.notes))
        if of.notes
        else _NOTHING
    )


def _along(of: Draft) -> Markup:
    if not of.cards and not of.bundles:
        return _NOTHING
    return Markup('<p class="ad-label">{}</p>{}{}').format(
        d("draft.along"), _choices(Suggested(card) for card in of.cards), joined(map(bundle, of.bundles))
    )


def _sources(sources: Sequence[Source]) -> Markup:
    if not sources:
        return _NOTHING
    return Markup('<p class="ad-label">{}</p><ol class="ad-sources">{}</ol>').format(
        d("sources"), joined(map(_source, sources))
    )


def _source(of: Source) -> Markup:
    where = of.address if of.address.startswith("/") and not of.address.startswith("//") else ""
    link = (
        Markup(' <a href="{}" target="_blank" rel="noopener">{}</a>').format(where, d("source.read")) if where else ""
    )
    return Markup(
        '<li data-source="{}" value="{}"><details><summary><span>{}</span></summary><blockquote'
        ' dir="auto">{}</blockquote>'
        '<p class="ad-note">{}{}</p></details></li>'
    ).format(of.number, of.number, of.label, of.text, d(f"source.{of.kind}"), link)


# --- things for this shopper ---


def suggested(of: Sequence[Suggested], heading: str) -> Markup:
    if not of:
        return Markup('<p class="ad-none">{}</p>').format(d("find.none"))
    return Markup("<h3>{}</h3>{}").format(heading, _choices(of))


def _choices(of: Iterable[Suggested]) -> Markup:
    return Markup('<ul class="ad-cards ad-choices">{}</ul>').format(joined(map(_choice, of)))


def _choice(of: Suggested) -> Markup:
    card = of.card
    why = Markup('<p class="ad-why">{}{}</p>').format(icon("reason"), card.reason) if card.reason else _NOTHING
    differs = (
        Markup('<p class="ad-note">{}</p>').format(" · ".join(of.differences[:MOST_DIFFERENCES]))
        if of.differences
        else _NOTHING
    )
    return Markup(
        '<li><label class="ad-choice"><input type="checkbox" data-choose="card" value="{}" data-title="{}"'
        ' aria-label="{}"{}></label>'
        "{}{}</li>"
    ).format(
        card.variant_id,
        card.title,
        d("choose", title=card.title),
        "" if card.available else Markup(" disabled"),
        small.small_card(card, under=why + differs),
        _instead(card),
    )


def _instead(card: Card) -> Markup:
    return Markup(
        '<button type="button" class="ad-icon" data-do="instead" data-variant="{}" data-title="{}" title="{}"'
        ' aria-label="{}">{}</button>'
    ).format(card.variant_id, card.title, d("instead"), d("instead.label", title=card.title), icon("again"))


def bundle(of: BundleView | None) -> Markup:
    if of is None:
        return Markup('<p class="ad-none">{}</p>').format(d("find.no_bundle"))
    counts = of.counts or (1,) * len(of.cards)
    pieces = "\n".join(card.variant_id for card, n in zip(of.cards, counts, strict=True) for _ in range(n))
    reason = Markup('<p class="ad-why">{}{}</p>').format(icon("reason"), of.reason) if of.reason else _NOTHING
    return Markup(
        '<div class="ad-offer">{}{}<button type="button" class="st-button" data-do="send-bundle" data-variants="{}"'
        ' data-title="{}">{}</button></div>'
    ).format(small.bundle(of), reason, pieces, of.title, d("bundle.send"))


def found(of: Found) -> Markup:
    passages = joined(
        Markup(
            '<li><p class="ad-label">{}</p><blockquote dir="auto">{}</blockquote><p class="ad-tools">'
            '<button type="button" class="st-link" data-do="quote" data-text="{}">{}</button>{}</p></li>'
        ).format(
            one.label,
            one.text,
            one.text,
            d("quote"),
            Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(one.address, d("source.read"))
            if one.address.startswith("/") and not one.address.startswith("//")
            else "",
        )
        for one in of.passages
    )
    if not passages and not of.cards:
        return Markup('<p class="ad-none">{}</p>').format(d("find.nothing", words=of.words))
    return Markup("{}{}").format(
        Markup('<h3>{}</h3><ul class="ad-passages">{}</ul>').format(d_n("find.passages", len(of.passages)), passages)
        if passages
        else "",
        suggested([Suggested(card) for card in of.cards], d_n("find.products", len(of.cards))) if of.cards else "",
    )


def macros(of: Sequence[Macro]) -> Markup:
    """A list to pick from; what is missing stands in the text in square brackets."""
    return Markup('<ul class="ad-macros" role="listbox" aria-label="{}">{}</ul>').format(
        d("macros"),
        joined(
            Markup(
                '<li role="option" tabindex="-1" lang="{}" data-text="{}" data-missing="{}">'
                "<strong>{}</strong>{}<span>{}</span></li>"
            ).format(
                one.language,
                one.text,
                "\n".join(one.missing),
                one.title,
                Markup("<kbd>{}</kbd>").format(one.keys) if one.keys else "",
                one.text,
            )
            for one in of
        ),
    )
