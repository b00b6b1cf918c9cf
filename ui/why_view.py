"""What a shopper can argue with, as HTML: the signals behind a place with a switch each, and the facts of the profile.

Every button says in `data-what` what becomes of what `data-name` names; `tended` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange
from assistant.reply import Known, KnownEvent, KnownFact, Signals, SignalSwitch
from recommender.counterfactual import SWITCHED, Signal
from ui.cards import joined
from ui.language import t

_KEYS: Mapping[str, str] = {Signal.WORDS: "words", Signal.PAST: "past", Signal.CROWD: "crowd", Signal.OFFER: "offer"}


def tended(what: str, name: str) -> ShopperAct:
    """The act of a click on one of these buttons. Raises `ValueError` for one that there is not."""
    match what:
        case "off" | "on" if name in SWITCHED:
            return ShopperAct(Intent.SWITCH, text=name, about=what)
        case "forget":
            return ShopperAct(Intent.FORGET, text=name, about="keys")
        case "instead" if "\n" in name:  # a fact's key, and the value that it should have
            return ShopperAct(Intent.FORGET, text=name, about="instead")
        case "forget all":
            return ShopperAct(Intent.FORGET, about="all")
        case "personal off" | "personal on":
            return ShopperAct(Intent.PERSONALISE, about=what.removeprefix("personal "))
        case "gift":
            return ShopperAct(Intent.REFINE, context=ContextChange(gift=True))
        case "no gift":
            return ShopperAct(Intent.REFINE, dropped=("recipient", "gift"))
        case _:
            raise ValueError(f"{what!r} is no button of a panel.")


def switches(shown: Signals) -> Markup:
    """What put a product at its place: the strongest signals, each with its switch."""
    heading = t("why.place", n=shown.place) if shown.place else t("why.signals")
    return Markup('<section class="st-why" aria-label="{}"><h4>{}</h4><ul>{}</ul></section>').format(
        f"{heading}: {shown.title}", heading, joined(map(_switch, shown.switches))
    )


def _switch(one: SignalSwitch) -> Markup:
    key = _KEYS[one.signal]
    is_usual = one.label.lower() == one.signal  # "What you chose for dad" is its own
    name = t(f"why.signal.{key}") if is_usual else one.label
    return Markup(
        '<li><span class="st-why-name">{name}<small>{says} · {about}</small></span>'
        '<button type="button" role="switch" class="st-switch" aria-checked="{checked}" data-do="tend"'
        ' data-what="{what}" data-name="{signal}" data-label="{label}" aria-label="{name}"></button></li>'
    ).format(
        name=name,
        says=t("why.otherwise", n=one.otherwise) if one.on else t("why.off"),
        about=t(f"why.about.{key}"),
        checked="true" if one.on else "false",
        what="off" if one.on else "on",
        signal=one.signal,
        label=t("why.without" if one.on else "why.again", what=name[:1].lower() + name[1:]),
    )


def known(told: Known) -> Markup:
    """The facts, each with what it rests on, the values it may be corrected to, and a button that deletes it; and the
    switch for all of it."""
    more = Markup('<p class="st-muted">{}</p>').format(t("known.more", n=told.n_more)) if told.n_more else ""
    return Markup(
        '<section class="st-known" aria-label="{heading}"><h4>{heading}</h4><ul>{facts}</ul>{more}'
        '<div class="st-known-all">'
        '<span class="st-why-name">{personal}<small>{personal_about}</small></span>'
        '<button type="button" role="switch" class="st-switch" aria-checked="true" data-do="tend"'
        ' data-what="personal off" data-name="" data-label="{stop}" aria-label="{personal}"></button>'
        '<button type="button" class="st-link" data-do="tend" data-what="forget all" data-name=""'
        ' data-label="{all}">{all}</button></div></section>'
    ).format(
        heading=t("known"),
        facts=joined(map(_fact, told.facts)),
        more=more,
        personal=t("known.personal"),
        personal_about=t("known.personal.about"),
        stop=t("known.stop"),
        all=t("known.all"),
    )


def _fact(fact: KnownFact) -> Markup:
    told = Markup("<p>{}</p>").format(fact.text)
    if fact.rests_on:
        told = Markup("<details><summary>{}</summary><p class='st-muted'>{}</p><ul>{}</ul></details>").format(
            fact.text, t("known.because"), joined(map(_event, fact.rests_on))
        )
    label = t("known.forget.label", what=fact.name or fact.text)
    return Markup("<li>{}{}{}</li>").format(told, _instead(fact), _forget(fact.key, label, t("known.forget")))


def _instead(fact: KnownFact) -> Markup:
    """The values that it may be corrected to, a button each, folded away; nothing where there are none."""
    if not fact.instead:
        return Markup("")
    buttons = joined(
        Markup(
            '<li><button type="button" class="st-link" data-do="tend" data-what="instead" data-name="{}\n{}"'
            ' data-label="{}">{}</button></li>'
        ).format(fact.key, value, t("known.instead.label", what=fact.name or fact.text, value=value), value)
        for value in fact.instead
    )
    return Markup('<details class="st-corrections"><summary>{}</summary><ul>{}</ul></details>').format(
        t("known.instead"), buttons
    )


def _event(event: KnownEvent) -> Markup:
    return Markup("<li><span>{}</span>{}</li>").format(
        event.text, _forget(event.key, t("known.leave_out.label", what=event.text), t("known.leave_out"))
    )


def _forget(key: str, label: str, words: str) -> Markup:
    return Markup(
        '<button type="button" class="st-link" data-do="tend" data-what="forget" data-name="{}" data-label="{}"'
        ' aria-label="{}">{}</button>'
    ).format(key, label, label, words)
