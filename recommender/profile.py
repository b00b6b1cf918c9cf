"""Profile: what a shopper's events come to: taste, what they own, what they buy again. A pure fold over events."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType

from recommender.counterfactual import Signal
from recommender.events import HAVE_IT, TOO_DEAR, WRONG_STYLE, Event
from recommender.profile_features import KIND, PRICE, Feature, Features, leaf
from recommender.shopper import Shopper
from retrieval.catalog import Catalog

# What one event says about taste, in purchases. A look is cheap, and most of them lead nowhere.
STRENGTH: Mapping[str, float] = MappingProxyType(
    {
        "purchase": 1.0,
        "liked": 0.8,
        "add_to_wishlist": 0.8,
        "add_to_cart": 0.6,
        "view_item": 0.2,
        "select_item": 0.2,
        "dismissed": -0.6,
        "refund": -0.3,
    }
)
STATED = 2.0  # what the shopper says of themselves, in purchases; it does not grow old
RATED = 0.25  # a star above or below three
HALF_LIFE_DAYS = 180.0  # taste outlasts a season
RECENCY = 0.85  # weight that an event of the conversation keeps for every one after it
MOST_EVENTS = 2_000  # of the latest, which make the taste; older ones count for what is owned and bought again
LATEST = 20  # products
ENOUGH_TIMES = 3  # purchases on different days that make a rhythm
LONGEST_GAP_DAYS = 200.0  # what is bought less often than this is bought anew, not again
_TOLD_OF_PRICE, _TOLD_OF_STYLE = (PRICE,), ("color", "colour", "pattern", "style", "style_general", "shape", "fit")
_NO_DAY = date(1970, 1, 1)
_NOTHING: Mapping[Feature, float] = MappingProxyType({})
_NONE_LEFT = 1e-9  # what is left of a weight once all of it was taken away


@dataclass(frozen=True, slots=True)
class Taste:
    """Weights of features: positive for what is chosen, negative for what is said no to. `n` is the weight of all."""

    weights: Mapping[Feature, float] = field(default_factory=dict)
    n: float = 0.0
    of_product: Mapping[str, tuple[Mapping[Feature, float], float]] = field(default_factory=dict)  # each one's part

    def share(self, feature: Feature, without: str = "") -> float:
        """-1 to 1: the share of all weight that a feature has, the product `without` not counted."""
        own, weight = self.of_product.get(without, (_NOTHING, 0.0))
        n = self.n - weight
        return (self.weights.get(feature, 0.0) - own.get(feature, 0.0)) / n if n > _NONE_LEFT else 0.0

    def sure(self, without: str = "") -> float:
        """`n / (n + 1)`: how much there is to go by."""
        n = self.n - self.of_product.get(without, (_NOTHING, 0.0))[1]
        return n / (n + 1) if n > _NONE_LEFT else 0.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A product or kind that is bought again and again: the median gap between purchases, and when the next is due."""

    key: str  # product:ID or kind:PATH
    gap_days: float
    last: date
    event_ids: tuple[str, ...]  # latest first

    @property
    def due(self) -> date:
        return self.last + timedelta(days=round(self.gap_days))

    def need(self, today: date) -> float:
        """0 until half the gap has gone by, 1 from when it is due; 0 again when three were missed."""
        passed = (today - self.last).days / self.gap_days
        return 0.0 if passed > 3 else min(1.0, max(0.0, 2 * passed - 1))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a shopper toward one recipient (empty: for themselves). Facts that were forgotten are not in."""

    taste: Taste = Taste()
    session: Taste = Taste()  # of the conversation that goes on
    owned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # product id -> the events that say so
    dismissed: Mapping[str, Event] = field(default_factory=dict)
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)  # by key
    latest: tuple[str, ...] = ()  # products chosen or looked at, latest first
    forgotten: frozenset[str] = frozenset()  # keys of facts that the shopper had deleted
    today: date = _NO_DAY

    def __bool__(self) -> bool:
        return bool(self.taste.n or self.session.n or self.owned or self.dismissed)


class Profiler:
    """Makes profiles from events. The latest are kept, so that asking again with the same events costs nothing."""

    def __init__(self, catalog: Catalog, *, cached: int = 256) -> None:
        self._catalog = catalog
        self.features = Features(catalog)
        self._cached = cached
        self._known: OrderedDict[tuple[str, str, str], tuple[Shopper, Profile]] = OrderedDict()
        self._lock = threading.Lock()

    def profile(self, shopper: Shopper) -> Profile:
        """The profile of the shopper toward `shopper.recipient`.

        Pure: any order of the same events, each told once or more often, gives the same profile. `today` is the day
        of `shopper.now`, without it that of the last event.
        """
        day = shopper.now.date() if shopper.now else None
        asked = replace(shopper, now=None, off=frozenset())
        key = (shopper.id, shopper.session_id, shopper.recipient)
        with self._lock:
            known = self._known.get(key)
        if known and known[0] == asked and day in (None, known[1].today):
            return known[1]
        made = self._made(in_order(shopper.events), shopper, day)
        with self._lock:
            self._known[key] = asked, made
            self._known.move_to_end(key)
            while len(self._known) > self._cached:
                self._known.popitem(last=False)
        return made

    def _made(self, events: list[Event], shopper: Shopper, day: date | None) -> Profile:
        if not events:
            return Profile(today=day or _NO_DAY)
        forgotten = forgotten_keys(events)
        own = [e for e in events if e.recipient == shopper.recipient]
        today = day or events[-1].at.date()
        deeds = standing(own)
        bought = [e for e in deeds if e.name == "purchase"]
        return Profile(
            taste=self._taste(
                deeds[-MOST_EVENTS:], shopper.recipient, forgotten, today, stated(events, shopper.recipient)
            ),
            session=self._session([e for e in deeds if e.basket_id == shopper.session_id], shopper.recipient, forgotten)
            if shopper.session_id
            else Taste(),
            owned={p: ids for p, ids in _owned(deeds).items() if f"owned:{p}" not in forgotten},
            dismissed={
                p: e for p, e in replace(shopper, events=tuple(own)).dismissed().items() if f"no:{p}" not in forgotten
            },
            rhythms={r.key: r for r in self._rhythms(bought) if f"again:{r.key}" not in forgotten},
            latest=tuple(
                dict.fromkeys(
                    e.product_id
                    for e in reversed(deeds)
                    if STRENGTH.get(e.name, 0) > 0 and e.product_id in self._catalog
                )
            )[:LATEST],
            forgotten=forgotten,
            today=today,
        )

    def weight(self, event: Event, feature: Feature) -> float:
        """What one event says of one feature of its product, before it grows old."""
        strength = RATED * (event.rating - 3) if event.rating is not None else STRENGTH.get(event.name, 0.0)
        if event.name != "dismissed":
            return strength
        if event.about == HAVE_IT or feature[0] == KIND:  # the search was for that kind
            return 0.0
        if event.about == TOO_DEAR:
            return strength if feature[0] in _TOLD_OF_PRICE else 0.0
        if event.about == WRONG_STYLE:
            return strength if feature[0] in _TOLD_OF_STYLE else 0.0
        return strength

    def _taste(
        self,
        deeds: list[Event],
        recipient: str,
        forgotten: frozenset[str],
        today: date,
        said: Mapping[Feature, Event],
    ) -> Taste:
        end = datetime.combine(today, datetime.min.time(), tzinfo=deeds[-1].at.tzinfo) if deeds else None
        aged = [(e, 0.5 ** (max(0.0, (end - e.at).total_seconds()) / 86_400 / HALF_LIFE_DAYS)) for e in deeds if end]
        return self._summed(aged, recipient, forgotten, tuple(said))

    def _session(self, deeds: list[Event], recipient: str, forgotten: frozenset[str]) -> Taste:
        told = [e for e in deeds if e.name in STRENGTH or e.rating is not None]
        return self._summed([(e, RECENCY**n) for n, e in enumerate(reversed(told))], recipient, forgotten)

    def _summed(
        self,
        aged: Iterable[tuple[Event, float]],
        recipient: str,
        forgotten: frozenset[str],
        said: Iterable[Feature] = (),
    ) -> Taste:
        weights: defaultdict[Feature, float] = defaultdict(float)
        of_product: defaultdict[str, defaultdict[Feature, float]] = defaultdict(lambda: defaultdict(float))
        n_of: defaultdict[str, float] = defaultdict(float)
        for event, kept in aged:
            most = 0.0
            own = of_product[event.product_id]
            for feature in self.features.chosen(event.product_id, event.variant_id):
                weight = kept * self.weight(event, feature)
                if weight:
                    weights[feature] += weight
                    own[feature] += weight
                    most = max(most, abs(weight))
            n_of[event.product_id] += most
        kept_said = [feature for feature in said if feature_key(recipient, *feature) not in forgotten]
        for feature in kept_said:
            weights[feature] += STATED
        for slot, value in list(weights) if forgotten else ():
            if feature_key(recipient, slot, value) in forgotten:
                del weights[slot, value]
                for own in of_product.values():
                    own.pop((slot, value), None)
        parts = {product_id: (MappingProxyType(dict(own)), n_of[product_id]) for product_id, own in of_product.items()}
        n = sum(n_of.values()) + STATED * len(kept_said)
        return Taste(MappingProxyType(dict(weights)), n, MappingProxyType(parts))

    def _rhythms(self, bought: list[Event]) -> list[Rhythm]:
        on_days: defaultdict[str, dict[date, Event]] = defaultdict(dict)
        for event in bought:
            on_days[f"product:{event.product_id}"][event.at.date()] = event
            if event.product_id in self._catalog:
                kind = leaf(self._catalog.product(event.product_id))
                if kind:
                    on_days[f"kind:{kind}"][event.at.date()] = event
        found = []
        for key, of_day in on_days.items():
            days = sorted(of_day)
            if len(days) < ENOUGH_TIMES:
                continue
            gap = median((b - a).days for a, b in pairwise(days))
            if 2 <= gap <= LONGEST_GAP_DAYS:
                found.append(Rhythm(key, float(gap), days[-1], tuple(of_day[d].id for d in reversed(days))))
        return found


def feature_key(recipient: str, slot: str, value: str) -> str:
    """The key of the fact that this is a shopper's taste: "taste:color:Green", "taste@dad:color:Green"."""
    return f"taste{f'@{recipient}' if recipient else ''}:{slot}:{value}"


def feature_of(key: str, recipient: str) -> Feature | None:
    """The feature of such a key; None for other facts and for somebody else's."""
    begin = feature_key(recipient, "", "")[:-1]
    slot, _, value = key.removeprefix(begin).partition(":")
    return (slot, value) if key.startswith(begin) and value else None


def stated(events: Iterable[Event], recipient: str) -> dict[Feature, Event]:
    """What the shopper said is the taste of this recipient, and did not take back, each with the event that says so."""
    found: dict[Feature, Event] = {}
    for event in in_order(e for e in events if e.name in ("stated", "unstated")):
        feature = feature_of(event.about, recipient)
        if feature is not None and event.name == "stated":
            found[feature] = event
        elif feature is not None:
            found.pop(feature, None)
    return found


def in_order(events: Iterable[Event]) -> list[Event]:
    """Oldest first, of one moment by id, each once."""
    return sorted({e.id: e for e in events}.values(), key=lambda e: (e.at, e.id))


def forgotten_keys(events: Iterable[Event]) -> frozenset[str]:
    """Keys of the facts that were deleted and not remembered again since."""
    gone: set[str] = set()
    for event in events:
        if event.name == "forgotten":
            gone.add(event.about)
        elif event.name == "remembered":
            gone.discard(event.about)
    return frozenset(gone)


def signals_off(events: Iterable[Event]) -> dict[Signal, Event]:
    """The signals that a shopper asked to be left out for good, each with the event that says so."""
    known = {signal.value: signal for signal in Signal}
    found: dict[Signal, Event] = {}
    for event in in_order(e for e in events if e.name in ("signal_off", "signal_on") and e.about in known):
        if event.name == "signal_off":
            found[known[event.about]] = event
        else:
            found.pop(known[event.about], None)
    return found


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that still hold: without what was taken out of the cart, sent back, or said no to and taken back."""
    kept: list[Event | None] = []
    last: defaultdict[tuple[str, str], list[int]] = defaultdict(list)  # places of what can be undone, by deed, product
    undoes = {"remove_from_cart": "add_to_cart", "refund": "purchase", "restored": "dismissed"}
    for event in events:
        undone = last[undoes.get(event.name, ""), event.product_id]
        if event.name == "dismissed":  # the last reason holds
            undone = last["dismissed", event.product_id]
        if event.name == "purchase":  # what is bought is in the cart no more, and cannot be taken out
            last["add_to_cart", event.product_id].clear()
        elif undone:
            kept[undone.pop()] = None
        if event.name in undoes and event.name != "refund":
            continue
        last[event.name, event.product_id].append(len(kept))
        kept.append(event)
    return [event for event in kept if event is not None]


def _owned(deeds: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    """Products bought and not sent back, or said to be there already; each with its events, latest first."""
    found: dict[str, tuple[str, ...]] = {}
    for event in deeds:
        if event.name == "purchase" or (event.name == "dismissed" and event.about == HAVE_IT):
            found[event.product_id] = (event.id, *found.get(event.product_id, ()))
    return found
