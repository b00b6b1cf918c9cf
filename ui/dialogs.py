"""Dialogs of the page: its settings, and the conversations that this browser has had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ui.cards import joined
from ui.icons import icon
from ui.language import NAMES, spoken, t, t_n

_APPEARANCES = ("system", "light", "dark")
_CONTRASTS = ("system", "normal", "more")


@dataclass(frozen=True, slots=True)
class PastTalk:
    """A conversation to go back to. `title` is what was said first; empty when nothing was."""

    session: str
    title: str
    n_messages: int


def settings_dialog(currency: str) -> Markup:
    languages = joined(
        Markup('<option value="{}" lang="{}"{}>{}</option>').format(
            code, code, Markup(" selected") if code == spoken() else "", name
        )
        for code, name in NAMES.items()
    )
    return _dialog(
        "settings",
        t("settings"),
        Markup('{}<p class="st-muted">{}</p>{}{}<p class="st-muted">{}</p>').format(
            _setting("language", t("settings.language"), languages),
            t("settings.language.note"),
            _setting("theme", t("settings.appearance"), _options("settings.appearance", _APPEARANCES)),
            _setting("contrast", t("settings.contrast"), _options("settings.contrast", _CONTRASTS)),
            t("settings.currency", currency=currency),
        ),
    )


def conversations_dialog() -> Markup:
    """Its list is filled in when it is opened."""
    return _dialog(
        "talks",
        t("talks"),
        Markup(
            '<div class="st-talk-list"></div><p class="st-muted">{}</p>'
            '<button type="button" class="st-button" data-do="new">{}{}</button>'
        ).format(t("talks.note"), icon("new"), t("talks.new")),
    )


def talk_list(talks: Sequence[PastTalk], current: str) -> Markup:
    """What the list holds: each to be opened or deleted. `clicks.js` adds when each was last spoken in."""
    if not talks:
        return Markup('<p class="st-none">{}</p>').format(t("talks.none"))
    return Markup("<ul>{}</ul>").format(joined(_talk(talk, talk.session == current) for talk in talks))


def _talk(talk: PastTalk, is_current: bool) -> Markup:
    title = talk.title or t("talks.untitled")
    return Markup(
        '<li data-session="{session}"><button type="button" class="st-talk" data-do="open" data-session="{session}"'
        '{current}><span class="st-talk-title">{title}</span><small>{n}<time></time>{now}</small></button>'
        '<button type="button" class="st-tool st-only" data-do="delete" data-session="{session}" aria-label="{delete}"'
        ' data-sure="{sure}">{icon}</button></li>'
    ).format(
        session=talk.session,
        current=Markup(' aria-current="true"') if is_current else "",
        title=title,
        n=t_n("talks.messages", talk.n_messages),
        now=Markup(" · {}").format(t("talks.current")) if is_current else "",
        delete=t("talks.delete", title=title),
        sure=t("talks.sure"),
        icon=icon("delete"),
    )


def _dialog(name: str, heading: str, inside: Markup) -> Markup:
    return Markup(
        '<dialog id="st-{name}" class="st-dialog" aria-labelledby="st-{name}-heading"><header>'
        '<h2 id="st-{name}-heading">{heading}</h2><button type="button" class="st-tool st-only" data-do="close"'
        ' aria-label="{close}">{icon}</button></header>{inside}</dialog>'
    ).format(name=name, heading=heading, close=t("close"), icon=icon("close"), inside=inside)


def _setting(name: str, label: str, options: Markup) -> Markup:
    return Markup(
        '<label class="st-setting"><span>{}</span><select class="st-select" data-choose="{}">{}</select></label>'
    ).format(label, name, options)


def _options(keys: str, values: Sequence[str]) -> Markup:
    return joined(Markup('<option value="{}">{}</option>').format(value, t(f"{keys}.{value}")) for value in values)
