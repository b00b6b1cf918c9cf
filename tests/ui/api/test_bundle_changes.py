"""What the page's bundle can do, done over the API: each click a message, each answer the bundle anew or why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from assistant import Shop
from assistant.workbench.change import Do
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from tests.ui.api.conftest import Asked, heard, problem
from ui.api.schema.requests import BundleChange
from ui.api.schema.stream import Bundle, BundleOffer, Cart, Chips, Event, TextDelta
from ui.bench_clicks import BenchClick


def table(events: list[Event]) -> BundleOffer:
    [laid] = [event.data for event in events if isinstance(event.data, Bundle)]
    return laid.bundles[0]


def text(events: list[Event]) -> str:
    return "".join(event.data.delta for event in events if isinstance(event.data, TextDelta))


def test_a_bundle_is_changed_added_and_taken_out_again(ask: Callable[..., Any], shop: Shop) -> None:  # noqa: F811
    async def steps(api: Asked) -> None:
        async def click(**what: Any) -> list[Event]:
            return heard(await api.own("POST", "/messages", {"bundle": what}))

        await api.begin()
        assert "no bundle on the table" in text(await click(do="lock", slot="bags"))
        first = table(await api.say("a backpack and a water bottle together"))
        slots = {item.card.id: item.slot for item in first.items}
        assert slots.keys() == {"pack", "bottle"}
        bottle = slots["bottle"]
        locked = table(await click(do="lock", slot=bottle))
        assert [item.locked for item in locked.items if item.slot == bottle] == [True]
        await click(do="unlock", slot=bottle)
        counted = table(await click(do="count", slot=bottle, quantity=2))
        assert [item.quantity for item in counted.items if item.slot == bottle] == [2]
        assert [item.slot for item in table(await click(do="remove", slot=bottle)).items] == [slots["pack"]]
        back = table(await click(do="put_back", slot=bottle))
        assert back.total.amount == counted.total.amount
        owned = table(await click(do="own", slot=slots["pack"]))
        assert ("owned", slots["pack"]) in {(one.why, one.slot) for one in owned.empty_slots}
        whole = table(await click(do="disown", slot=slots["pack"]))
        refused = await click(do="budget", budget=1000)
        assert "cannot put that together for $10.00" in text(refused)
        assert any(isinstance(event.data, Chips) for event in refused)
        assert table(await click(do="budget", budget=20000)).budget.amount == 20000  # type: ignore[union-attr]
        assert table(await click(do="same_color")).same_color
        assert not table(await click(do="any_color")).same_color
        assert table(await click(do="by_day", day="2030-01-01")).needed_by == "2030-01-01"
        assert table(await click(do="any_day")).needed_by == ""
        added = await click(do="add_all")
        while not any(isinstance(event.data, Cart) for event in added):  # a size is asked for
            [chips] = [event.data for event in added if isinstance(event.data, Chips)]
            added = heard(await api.own("POST", "/messages", {"follow_up": chips.chips[0].id}))
        [cart] = [event.data for event in added if isinstance(event.data, Cart)]
        assert sum(line.quantity for line in cart.line_items) == sum(item.quantity for item in whole.items)
        undone = (await api.own("POST", "/cart/undo")).json()
        assert undone["cart"]["line_items"] == []

    ask(steps, shop=shop, messages_a_minute=1000, writes_a_minute=1000)


@pytest.mark.parametrize(
    "body",
    [
        {"do": "burn"},
        {"do": "swap"},
        {"do": "count", "slot": "bags"},
        {"do": "budget"},
        {"do": "budget", "budget": 0},
        {"do": "tier"},
        {"do": "take"},
        {"do": "by_day"},
        {"do": "lock", "slot": "bags", "colour": "red"},
    ],
)
def test_what_no_button_could_say_is_refused(ask: Callable[..., Any], body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BundleChange.model_validate(body)

    async def steps(api: Asked) -> None:
        await api.begin()
        assert problem(await api.own("POST", "/messages", {"bundle": body})) == (422, "invalid")

    ask(steps)


def test_every_click_of_the_page_can_be_said() -> None:
    of_api = set(BundleChange.model_fields["do"].annotation.__args__)  # type: ignore[union-attr]
    assert of_api == set(BenchClick.model_fields["what"].annotation.__args__)  # type: ignore[union-attr]
    assert of_api == {do.value for do in Do} - {"open", "narrow"}  # a shared address; words
