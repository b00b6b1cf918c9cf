"""What can be argued with, as HTML, and what its buttons mean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from assistant.acts import Intent
from assistant.context import Context
from assistant.reply import Known, KnownEvent, KnownFact, NeedChip, Signals, SignalSwitch
from ui.chips import need_chips
from ui.clicks import Click, GoneError, talk_act
from ui.language import speaking
from ui.why_view import known, switches, tended

SHOWN = Signals(
    "rain", "Brook <Rain> Jacket", 2,
    (
        SignalSwitch("your history", "Your history", "otherwise number 9", "what you bought", True, 9),
        SignalSwitch("other shoppers", "Other shoppers", "switched off", "what others buy", False),
    ),
)  # fmt: skip
FACT = KnownFact(
    "taste:color:Green", "You often choose things in green", "green", (KnownEvent("event:7", "bought the <Tee>"),)
)


def test_each_signal_has_its_switch() -> None:
    html = switches(SHOWN)
    assert "Brook &lt;Rain&gt; Jacket" in html
    assert html.count('role="switch"') == 2
    assert "otherwise number 9" in html
    with speaking("zh"):
        assert "您的历史" in switches(SHOWN)
    assert 'aria-checked="true" data-do="tend" data-what="off" data-name="your history"' in html
    assert 'aria-checked="false" data-do="tend" data-what="on" data-name="other shoppers"' in html


def test_each_fact_and_each_thing_done_can_be_forgotten_and_all_of_it_switched_off() -> None:
    html = known(Known((FACT,), 3))
    assert 'data-what="forget" data-name="taste:color:Green"' in html
    assert 'data-what="forget" data-name="event:7"' in html
    assert "&lt;Tee&gt;" in html
    assert "3 more" in html
    assert 'data-what="personal off"' in html
    assert 'data-what="forget all"' in html


def test_a_fact_with_a_value_may_be_corrected_by_a_button() -> None:
    html = known(Known((replace(FACT, instead=("Blue", "<Red>")),)))
    assert 'data-what="instead" data-name="taste:color:Green\nBlue"' in html
    assert "&lt;Red&gt;" in html
    assert 'data-what="instead"' not in known(Known((FACT,)))


@pytest.mark.parametrize(
    ("what", "name", "intent", "about"),
    [
        ("off", "your history", Intent.SWITCH, "off"),
        ("on", "other shoppers", Intent.SWITCH, "on"),
        ("forget", "event:7", Intent.FORGET, "keys"),
        ("forget all", "", Intent.FORGET, "all"),
        ("instead", "taste:color:Green\nBlue", Intent.FORGET, "instead"),
        ("personal off", "", Intent.PERSONALISE, "off"),
        ("gift", "", Intent.REFINE, ""),
    ],
)
def test_what_a_button_means(what: str, name: str, intent: Intent, about: str) -> None:
    act = talk_act(Click(do="tend", slot=what, text=name))
    assert act == tended(what, name)
    assert (act.intent, act.about) == (intent, about)


@pytest.mark.parametrize(
    ("what", "name"), [("off", "the weather"), ("on", "variety"), ("sell", ""), ("instead", "no value")]
)
def test_a_button_that_there_is_not(what: str, name: str) -> None:
    with pytest.raises(GoneError):
        talk_act(Click(do="tend", slot=what, text=name))


@pytest.mark.parametrize(
    ("context", "pressed"),
    [(Context(gift=True), "true"), (Context(recipient="dad"), "true"), (Context(recipient="me"), "false")],
)
def test_the_gift_button_shows_whether_it_is_for_somebody_else(context: Context, pressed: str) -> None:
    html = need_chips(tuple(NeedChip(context.label(c), c) for c in context.conditions))
    assert f'aria-pressed="{pressed}"' in html
    assert need_chips(()) == Markup("")
