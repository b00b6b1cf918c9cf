"""Lanes as they are shown: cards, a line that says why, guides to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.cards import card
from assistant.reply import Card
from recommender.across_stores import Carried, Encode, Nearest, suiting
from recommender.events import Event
from recommender.evidence import Evidence, Kind
from recommender.explaining import Explainer
from recommender.lanes import Lane, Lanes
from recommender.shopper import Shopper
from recommender.wording import listed
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Candidate, Query

MOST_LANES = 4  # beside them nobody looks; the most personal come first
N_NEAREST = 24  # products that a taste from elsewhere is compared with: some are sold out or owned
_RESTS = "for_you"
_BASKET = "lanes:"  # how the basket of what was shown here begins
_SAID = (Kind.HISTORY, Kind.RELATION, Kind.TOGETHER, Kind.RATING, Kind.POPULARITY)  # what says why here
_EXPLAINED = ("for_you", "new_in")  # the others' titles say why already


@dataclass(frozen=True, slots=True)
class LaneView:
    """A row for a page: every fact read from the store's record. `guides` are titles of guides, to ask for."""

    name: str
    title: str
    why: str  # one true sentence; empty where the title says it
    cards: tuple[Card, ...]
    guides: tuple[str, ...] = ()


class LaneViews:
    """Makes lanes showable. A thing is in one row only: the first, most personal one."""

    def __init__(self, catalog: Catalog, lanes: Lanes, explainer: Explainer, encode: Encode, nearest: Nearest) -> None:
        """`encode` and `nearest` are the store's: they read a taste that was brought from another store."""
        self._catalog = catalog
        self._encode, self._nearest = encode, nearest
        self._lanes = lanes
        self._explainer = explainer
        self._titles = {document.id: document.title for document in catalog.documents}

    def of(self, shopper: Shopper, today: date, brought: Carried | None = None) -> tuple[LaneView, ...]:
        """At most `MOST_LANES`, the same all day: what led "for you" on the days before rests.

        `brought` is a taste from another store; its row comes first.
        """
        used: set[str] = set()
        views: list[LaneView] = []
        lanes = self._lanes.of(shopper, _shown_before(shopper, today))
        if brought is not None:
            near = [p for p, _ in suiting(brought, self._encode, self._nearest, N_NEAREST)]
            lane_of_both = self._lanes.elsewhere(shopper, brought.store, near)
            lanes = (lane_of_both, *lanes) if lane_of_both else lanes
        for lane in lanes:
            fresh = replace(lane, product_ids=tuple(p for p in lane.product_ids if p not in used))
            enough = min(2, len(lane.product_ids))
            if len(views) < MOST_LANES and (lane.document_ids or len(fresh.product_ids) >= enough):
                used.update(fresh.product_ids)
                views.append(self._view(fresh, shopper))
        return tuple(views)

    def _view(self, lane: Lane, shopper: Shopper) -> LaneView:
        chosen = [Candidate(p, _offered(self._catalog.product(p)).id, 0.0) for p in lane.product_ids]
        reasons = [""] * len(chosen)
        if lane.name in _EXPLAINED:
            reasons = [self._reason(candidate, shopper) for candidate in chosen]
        cards = tuple(card(self._catalog, c.variant_id, reason, ()) for c, reason in zip(chosen, reasons, strict=True))
        guides = tuple(self._titles[document_id] for document_id in lane.document_ids)
        return LaneView(lane.name, lane.title, _why(lane), cards, guides)

    def _reason(self, candidate: Candidate, shopper: Shopper) -> str:
        """Compared with nothing: a row holds socks beside coffee, and the cheaper of them is no reason."""
        told = self._explainer.explain(candidate, [candidate], Query(""), shopper)
        claims = [e.claim for e in told.evidence if e.kind in _SAID][:2]
        text = ", ".join(dict.fromkeys(claims))
        return f"{text[:1].upper()}{text[1:]}." if text else ""


def shown(views: Sequence[LaneView], shopper_id: str, now: datetime) -> tuple[Event, ...]:
    """That "for you" was shown today, as events: told once a day, however often the page is opened."""
    day = f"{_BASKET}{now.date().isoformat()}"
    own = [c for view in views if view.name == _RESTS for c in view.cards]
    return tuple(
        Event(f"{day}:{shopper_id}:{place:02}", "shown", shopper_id, now, c.product_id, c.variant_id,
              basket_id=day, position=place)
        for place, c in enumerate(own, 1)
    )  # fmt: skip


def _shown_before(shopper: Shopper, today: date) -> list[list[str]]:
    """What "for you" held on each day before, oldest first."""
    days: dict[str, list[str]] = {}
    for event in shopper.events:
        if event.name == "shown" and event.basket_id.startswith(_BASKET) and event.at.date() < today:
            days.setdefault(event.basket_id, []).append(event.product_id)
    return [days[day] for day in sorted(days)]


def _why(lane: Lane) -> str:
    if lane.name == "for_you" and lane.evidence:
        return f"From what you chose here: {_names(lane.evidence)}."
    if lane.name == "because" and any(e.kind is Kind.TOGETHER for e in lane.evidence):
        return "Each was bought together with it here, more than once."
    if lane.name == "campaign":
        return "Of the shop's promotions today, the one that is for most of what you choose."
    if lane.name == "again" and lane.evidence:
        return f"You take it {lane.evidence[0].claim}." if len(lane.product_ids) == 1 else "You take these regularly."
    return ""


def _names(evidence: Sequence[Evidence]) -> str:
    return listed(list(dict.fromkeys(e.claim for e in evidence)))


def _offered(product: Product) -> Variant:
    """The cheapest variant that can be bought, else the first."""
    sold = [v for v in product.variants if v.offer.available]
    return min(sold, key=lambda v: v.offer.price) if sold else product.variants[0]
