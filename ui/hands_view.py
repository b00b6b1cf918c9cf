"""Who one talks to, as HTML: what a person said, the line where hands change, and the banner while they hold."""

from __future__ import annotations

from markupsafe import Markup

from assistant.handoff.standing import Standing
from assistant.reply import HandsChanged, PersonSaid
from ui.icons import icon
from ui.language import t


def said(event: PersonSaid) -> Markup:
    """Under the person's name, so that nobody takes it for the assistant's."""
    text = Markup('<p class="st-person-text">{}</p>').format(event.text) if event.text else ""
    name = Markup('<p class="st-person-name">{}<span>{}</span> <small>{}</small></p>').format(
        icon("person"), event.name, t("hands.of_shop")
    )
    return Markup('<div class="st-person">{}{}</div>').format(name, text)


def changed(event: HandsChanged) -> Markup:
    """A line across the conversation; the page reads from it who answers."""
    return Markup('<p class="st-hands-line" data-hands="{}"><span>{}</span></p>').format(event.who, event.text)


def banner(standing: Standing) -> Markup:
    """Whom one talks to, since when, and the way back; empty while that is the assistant alone. `hands.js` fills in
    the time, in the shopper's own clock."""
    if standing.who == "assistant":
        return Markup("")
    since = standing.since.isoformat() if standing.since else ""
    time = Markup('<time datetime="{}" data-words="{}"></time>').format(since, t("hands.since", time="@"))
    place = ""
    if standing.who == "waiting":
        n = standing.waiting_n
        place = t("hands.place.one") if n <= 1 else t("hands.place.many", n=n)
    return Markup(
        '<p class="st-hands-who">{icon}<span><b>{who}</b>{place} <small>{time}</small></span></p>'
        '<button type="button" class="st-button" data-do="assistant">{back}</button>'
    ).format(
        icon=icon("person" if standing.who == "agent" else "help"),
        who=t(f"hands.{standing.who}", name=standing.name),
        place=Markup(" · {}").format(place) if place else "",
        time=time,
        back=t("hands.back" if standing.who == "agent" else "hands.withdraw"),
    )
