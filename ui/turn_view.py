"""One turn of the conversation as HTML: built up event by event, so that only what changed is sent again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from assistant.reply import (
    Bundles,
    Card,
    Cards,
    CartView,
    Comparison,
    Done,
    FollowUp,
    FollowUps,
    HandsChanged,
    Known,
    PersonSaid,
    Progress,
    Provisional,
    ReplyEvent,
    Signals,
    Text,
    Understood,
)
from ui import bench, cards, chips, hands_view, why_view
from ui.icons import icon
from ui.language import Language, speaking, t
from ui.sources import with_sources

# The parts of a turn in the order they are read: what was said, what was understood, products, prose, next steps. What
# may come late has a place from the beginning: Gradio redraws by position, and what moves it draws anew.
_FRAME = (
    '<article class="st-turn" tabindex="-1" data-turn="{turn}" data-state="{state}">{said}'
    '<div class="st-answer"><div>{chips}</div><p class="st-progress">{progress}</p>'
    '<div class="st-body"{waiting}>{body}</div><p class="st-text">{text}</p>{problem}{after}</div></article>'
)
PARTS = ("turn", "state", "said", "chips", "progress", "waiting", "body", "text", "problem", "after")

# The same frame as Gradio's template. Values are put in as they are, never evaluated: a value holding "${...}" or
# "{{...}}" stays text, because the template is made before they are.
TEMPLATE = _FRAME.format(**{part: f"${{value.{part}}}" for part in PARTS})

# Cards to come: as many and as high as usual, so that little moves when they do.
SKELETON = Markup('<ul class="st-cards" aria-hidden="true">{}</ul>').format(
    Markup('<li><div class="st-card st-skeleton"><div class="st-photo"></div><i></i><i></i><i></i></div></li>') * 4
)
KEPT = "\u200b"  # keeps a line's place before there is anything to say
_NOTHING = Markup("")
_NAMED = 60  # so many characters of a message name the buttons beside it


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn so far. `after(event)` gives the turn with one event more; `parts()` is what the page shows of it."""

    number: int
    said: str = ""
    state: str = "running"  # running, done, stopped, failed
    by_click: bool = False
    language: Language = "en"
    chips: Markup = _NOTHING
    progress: str = ""
    body: Markup = _NOTHING
    is_provisional: bool = False  # the body is a first look: it gives way to whatever the turn comes to
    text: Markup = _NOTHING
    hands: Markup = _NOTHING  # that others answer from now on
    panel: Markup = _NOTHING  # signals with their switches, or what is known of the shopper
    has_buttons: bool = False  # the panel has a button for each next step
    next_steps: Markup = _NOTHING
    suggested: tuple[FollowUp, ...] = ()
    cart: CartView | None = None

    def after(self, event: ReplyEvent) -> TurnView:
        with speaking(self.language):
            return self._after(event)

    def _after(self, event: ReplyEvent) -> TurnView:
        match event:
            case Progress():
                return replace(self, progress=event.text)
            case Provisional():
                return replace(self, body=_product_list(event.cards, more=False), is_provisional=True)
            case Understood():
                # The chips take the place of the progress line, so that what stands below stays where it is.
                progress = "" if event.chips else self.progress
                return replace(self, chips=chips.need_chips(event.chips), progress=progress)
            case Cards():
                return self._with_body(_product_list(event.cards, more=event.more))
            case Bundles():
                return self._with_body(bench.bundles(event))
            case Comparison():
                return self._with_body(cards.comparison(event))
            case Text() if event.leads:
                return self._with_body(Markup('<p class="st-text">{}</p>').format(with_sources(event).strip()))
            case Text():
                return replace(self._settled(), text=self.text + with_sources(event), progress="")
            case PersonSaid():
                return self._with_body(hands_view.said(event))
            case HandsChanged():
                return replace(self._settled(), hands=self.hands + hands_view.changed(event), progress="")
            case FollowUps():
                next_steps = chips.follow_ups(event.chips, self.number)
                return replace(self, next_steps=next_steps, suggested=event.chips)
            case Signals():
                return replace(self._settled(), panel=why_view.switches(event))
            case Known():  # it says what the text did
                return replace(self._settled(), panel=why_view.known(event), text=_NOTHING, has_buttons=True)
            case CartView():
                return replace(self, cart=event)
            case Done():
                return self.ended("done")

    def ended(self, state: str) -> TurnView:
        """The turn, over: done, stopped or failed."""
        return replace(self._settled(), state=state, progress="")

    def parts(self) -> dict[str, str]:
        """HTML of every part. The text only ever grows, so that a longer one is sent as its new end."""
        with speaking(self.language):
            said = self._said()
            problem = _NOTHING
            if self.state == "failed":
                problem = Markup('<p class="st-problem" role="alert">{}</p>').format(t("turn.problem"))
        is_waiting = self.state == "running" and not self.body and not self.text
        return {
            "turn": str(self.number),
            "state": self.state,
            "said": str(said),
            "chips": str(self.chips),
            "progress": str(escape(self.progress)) or (KEPT if is_waiting and not self.chips else ""),
            "waiting": " inert" if self.is_provisional else "",
            "body": str(SKELETON if is_waiting else self.body),
            "text": str(self.text),
            "problem": str(problem),
            "after": str(self.hands + (self.panel if self.has_buttons else self.panel + self.next_steps)),
        }

    def html(self) -> str:
        """The whole turn, as the page's template would put it together."""
        return _FRAME.format(**self.parts())

    @property
    def is_quiet(self) -> bool:
        """Whether this turn only touched the cart, by a click: the cart shows it, the conversation need not."""
        return not self.said and self.cart is not None and not self.body

    def _said(self) -> Markup:
        """The shopper's own words, which can be edited and asked again; what they clicked cannot."""
        if not self.said:
            return _NOTHING
        words = Markup('<p class="{}"><span class="st-hidden">{}</span>{}</p>').format(
            "st-did" if self.by_click else "st-said", t("turn.you"), self.said
        )
        if self.by_click:
            return words
        start = self.said[:_NAMED]
        tools = cards.joined(
            Markup('<button type="button" class="st-link" data-do="{}" title="{}" aria-label="{}">{}</button>').format(
                do, t(f"turn.{do}"), t(f"turn.{do}.label", words=start), icon(drawn)
            )
            for do, drawn in (("edit", "new"), ("again", "again"))
        )
        return Markup('{}<div class="st-said-tools">{}</div>').format(words, tools)

    def _with_body(self, more: Markup) -> TurnView:
        settled = self._settled()
        return replace(settled, body=settled.body + more)

    def _settled(self) -> TurnView:
        """Without what was only a first look."""
        return replace(self, body=_NOTHING, is_provisional=False) if self.is_provisional else self


def _product_list(shown: Sequence[Card], *, more: bool) -> Markup:
    return cards.card_list(shown, label=t("cards.more") if more else t("cards"))


def empty_parts() -> dict[str, str]:
    """No turn yet."""
    return dict.fromkeys(PARTS, "")


def replayed(number: int, message: str, events: Iterable[ReplyEvent], language: Language = "en") -> TurnView:
    """A finished turn from what it said and what it was answered with."""
    view = TurnView(number, message, language=language)
    for event in events:
        view = view.after(event)
    return view.ended("done")
