"""What stands still on the desk's page: the header, the inbox, the conversation, the three views beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from assistant.copilot.copilot import TONES
from ui.cards import joined
from ui.desk.wording import d
from ui.icons import icon

VIEWS = ("reply", "find", "shopper")  # beside the conversation
# Keys and what they do; desk-keys.js does it. A key with two names is listed once.
SHORTCUTS: Sequence[tuple[tuple[str, ...], str]] = (
    (("j", "↓"), "next"),
    (("k", "↑"), "previous"),
    (("Enter",), "open"),
    (("t",), "take"),
    (("r",), "reply"),
    (("d",), "draft"),
    (("u",), "use"),
    (("s", "/"), "search"),
    (("p",), "products"),
    (("b",), "bundle"),
    (("i",), "shopper"),
    (("m",), "macros"),
    (("c",), "send_cards"),
    (("h",), "hand_back"),
    (("1", "2", "3"), "filter"),
    (("?",), "help"),
    (("Escape",), "escape"),
)


def standing_parts(store_name: str) -> Mapping[str, Markup]:
    """The parts by name, as `OwnIndex` puts them where Gradio's configuration has their places."""
    return {
        "desk-header": header(store_name),
        "desk-views": views(),
        "desk-inbox": inbox(),
        "desk-talk": talk(),
        "desk-reply": reply_head(),
        "desk-find": find_head(),
        "desk-shopper": Markup("<h2>{}</h2>").format(d("view.shopper")),
        "desk-tray": tray(),
    }


def header(store_name: str) -> Markup:
    return Markup(
        '<header class="ad-header"><div class="st-store"><span class="st-mark" aria-hidden="true">{mark}</span>'
        '<h1>{store} <small>{desk}</small></h1></div><ul class="ad-here" aria-label="{here}"></ul>'
        '<button type="button" class="st-tool" data-do="theme" aria-label="{theme}"'
        ' title="{theme}">{theme_icon}</button>'
        '<button type="button" class="st-tool" data-do="help" aria-haspopup="dialog" aria-label="{help}"'
        ' title="{help} (?)">?</button>'
        '<a class="ad-owner" href="/owner/proposals" hidden>{proposals}</a><span class="ad-me"></span><button'
        ' type="button" class="st-link" data-do="logout">{logout}</button></header>'
        '<p class="ad-line" role="status" hidden></p>{dialogs}'
        '<div class="st-hidden ad-announcer" role="status" aria-live="polite"></div>'
        '<div class="st-toast ad-toast" role="status" aria-live="polite" hidden><span></span>'
        '<button type="button" class="st-link" data-do="undo" hidden>{undo}</button></div>'
    ).format(
        mark=store_name[:1].upper(), store=store_name, desk=d("desk"), here=d("here"), theme=d("theme"),
        theme_icon=icon("settings"), help=d("help"), logout=d("logout"),
        dialogs=dialogs(), proposals=d("proposals"), undo=d("undo"),
    )  # fmt: skip


def views() -> Markup:
    """What is seen: on a phone one of five, on a wide screen one of three beside inbox and conversation."""
    tabs = joined(_tab(name) for name in ("inbox", "talk", *VIEWS))
    return Markup('<div class="ad-views" role="tablist" aria-label="{}">{}</div>').format(d("views"), tabs)


def _tab(name: str) -> Markup:
    return Markup(
        '<button type="button" role="tab" id="ad-tab-{name}" class="ad-tab" data-view="{name}" aria-selected="false"'
        ' aria-controls="ad-{name}" tabindex="-1"><span>{label}</span><b class="ad-badge" hidden></b></button>'
    ).format(name=name, label=d(f"view.{name}"))


def inbox() -> Markup:
    filters = joined(
        Markup('<button type="button" data-filter="{}" aria-pressed="{}"><span>{}</span> <b></b></button>').format(
            name, "true" if name == "all" else "false", d(f"filter.{name}")
        )
        for name in ("waiting", "mine", "all")
    )
    return Markup(
        '<nav class="ad-inbox" aria-label="{inbox}"><h2>{inbox}</h2><div class="ad-filters" role="group"'
        ' aria-label="{filter}">'
        '{filters}</div><ul class="ad-list"></ul><p class="ad-none ad-empty" hidden></p></nav>'
    ).format(inbox=d("view.inbox"), filter=d("filter"), filters=filters)


def talk() -> Markup:
    return Markup(
        '<section class="ad-talk" aria-label="{label}"><div class="ad-choose"><p>{choose}</p><p'
        ' class="ad-note">{how}</p></div>'
        '<header class="ad-talk-head" hidden><div class="ad-talk-who"><h2></h2><p class="ad-note"></p></div>'
        '<select class="st-select" data-choose="assign" aria-label="{assign}" hidden></select>'
        '<button type="button" class="st-button ad-plain-button" data-do="assign" hidden disabled>{give}</button>'
        '<button type="button" class="st-button" data-do="take">{take}<kbd>t</kbd></button>'
        '<button type="button" class="st-button ad-plain-button" data-do="hand-back" aria-haspopup="dialog"'
        ' hidden>{back}<kbd>h</kbd></button>'
        '<p class="ad-will"></p></header>'
        '<div class="ad-turns" role="log" aria-live="off" aria-label="{turns}" tabindex="0" hidden></div>'
        '<form class="ad-composer" autocomplete="off" hidden><label for="ad-words" class="st-hidden">{words}</label>'
        '<textarea id="ad-words" rows="2" enterkeyhint="send" maxlength="4000" placeholder="{placeholder}">'
        '</textarea>'
        '<div class="ad-composer-tools"><button type="button" class="st-link" data-do="macros"'
        ' aria-haspopup="dialog">{macros}<kbd>m</kbd></button>'
        '<span class="ad-note ad-from"></span><button type="submit" class="st-button" disabled>{send}</button>'
        '</div></form></section>'
    ).format(
        label=d("view.talk"), choose=d("talk.choose"), how=d("talk.choose.how"), assign=d("assign"),
        give=d("assign.go"), take=d("take"), back=d("hand_back"), turns=d("turns"), words=d("composer"),
        placeholder=d("composer.hint"), macros=d("macros"), send=d("send"),
    )  # fmt: skip


def reply_head() -> Markup:
    tones = joined(Markup('<option value="{}">{}</option>').format(tone, d(f"tone.{tone}")) for tone in TONES)
    return Markup(
        '<h2>{}</h2><div class="ad-ask"><label>{} <select class="st-select" data-choose="tone">{}</select></label>'
        '<button type="button" class="st-button" data-do="draft">{}<kbd>d</kbd></button></div>'
        '<p class="ad-stale ad-note" role="status" hidden>{}</p>'
    ).format(d("view.reply"), d("tone"), tones, d("draft"), d("draft.stale"))


def find_head() -> Markup:
    return Markup(
        '<h2>{find}</h2><form class="ad-search" role="search"><label for="ad-query" class="st-hidden">{label}</label>'
        '<input id="ad-query" type="search" maxlength="500" placeholder="{hint}"><button type="submit"'
        ' class="st-button">{go}<kbd>s</kbd></button>'
        '</form><div class="ad-ways" role="group" aria-label="{ways}"><button type="button" class="st-pill"'
        ' data-do="products">{products}<kbd>p</kbd></button>'
        '<button type="button" class="st-pill" data-do="bundle">{bundle}<kbd>b</kbd></button></div>'
    ).format(
        find=d("view.find"), label=d("search"), hint=d("search.hint"), go=d("search.go"), ways=d("ways"),
        products=d("ways.products"), bundle=d("ways.bundle"),
    )  # fmt: skip


def tray() -> Markup:
    return Markup(
        '<div class="ad-tray" role="group" aria-label="{label}" hidden><ul></ul><div class="ad-tools">'
        '<button type="button" class="st-button" data-do="send-cards"></button>'
        '<button type="button" class="st-link" data-do="unchoose">{clear}</button></div></div>'
    ).format(label=d("tray"), clear=d("tray.clear"))


def dialogs() -> Markup:
    return _help() + _hand_back() + _thumb() + _macros() + _login()


def _help() -> Markup:
    rows = joined(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            joined(Markup("<kbd>{}</kbd>").format(key) for key in keys), d(f"key.{what}")
        )
        for keys, what in SHORTCUTS
    )
    return _dialog(
        "help", d("help"), Markup('<dl class="ad-keys">{}</dl><p class="st-muted">{}</p>').format(rows, d("help.note"))
    )


def _hand_back() -> Markup:
    return _dialog(
        "hand-back",
        d("hand_back"),
        Markup(
            '<form method="dialog"><p>{}</p><blockquote class="ad-will-back"></blockquote><label class="ad-field">{}'
            '<textarea name="note" rows="3" maxlength="2000"></textarea></label><p class="ad-problem"'
            ' role="alert" hidden></p>'
            '<button type="submit" class="st-button">{}</button></form>'
        ).format(d("hand_back.says"), d("hand_back.note"), d("hand_back.go")),
    )


def _thumb() -> Markup:
    return _dialog(
        "thumb",
        d("thumb"),
        Markup(
            '<form method="dialog"><label class="ad-field">{}<textarea name="reason" rows="3" maxlength="2000"'
            " required></textarea></label>"
            '<p class="st-muted">{}</p><p class="ad-problem" role="alert" hidden></p><button type="submit"'
            ' class="st-button">{}</button></form>'
        ).format(d("thumb.why"), d("thumb.note"), d("thumb.go")),
    )


def _macros() -> Markup:
    return _dialog(
        "macros",
        d("macros"),
        Markup(
            '<input type="search" class="ad-filter-macros" aria-label="{label}" placeholder="{label}" role="combobox"'
            ' aria-expanded="true" aria-controls="ad-macro-list"><div id="ad-macro-list"></div>'
        ).format(label=d("macros.filter")),
    )


def _login() -> Markup:
    return _dialog(
        "login",
        d("login"),
        Markup(
            '<form method="dialog"><p class="st-muted">{}</p><label class="ad-field">{}<input name="name"'
            ' autocomplete="username" required></label>'
            '<label class="ad-field">{}<input name="password" type="password" autocomplete="current-password"'
            " required></label>"
            '<p class="ad-problem" role="alert" hidden></p><button type="submit" class="st-button">{}</button></form>'
        ).format(d("login.again"), d("login.name"), d("login.password"), d("login.go")),
    )


def _dialog(name: str, heading: str, inside: Markup) -> Markup:
    return Markup(
        '<dialog id="ad-dialog-{name}" class="st-dialog ad-dialog" aria-labelledby="ad-{name}-heading"><header>'
        '<h2 id="ad-{name}-heading">{heading}</h2><button type="button" class="st-tool st-only" data-do="close"'
        ' aria-label="{close}">{icon}</button>'
        "</header>{inside}</dialog>"
    ).format(name=name, heading=heading, close=d("close"), icon=icon("close"), inside=inside)
