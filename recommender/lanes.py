"""Lanes: short rows of products for one shopper, each with a title in plain words and the records that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommender.campaigns import Offers, worth
from recommender.copurchases import CoPurchases
from recommender.diversity import calibrated, rested
from recommender.evidence import Evidence, Kind, relation_source
from recommender.likeness import bare_title
from recommender.profile import STRENGTH, Profile, Profiler
from recommender.profile_features import KIND, leaf
from recommender.scorers.popularity import Scorer
from recommender.shopper import Shopper
from recommender.wording import lowered
from retrieval.catalog import Catalog, Product
from retrieval.pricing import covers
from retrieval.tokens import stems
from retrieval.vocabulary import segments

LONGEST, SHORTEST = 8, 2  # products of a lane; one alone is no row
MOST = 2_000  # products that are compared for a lane; of a longer range, those in demand
CALIBRATION = 0.05  # how far the kinds of "for you" are held to their shares in the taste: breaks near ties only
TOGETHER = 2  # baskets that must hold both before one is shown because of the other
PER_KIND = 3  # where no taste is known, so that a row is not one shelf
DUE = 0.5  # of a rhythm's need: from three quarters of the usual gap on
_BELONGS = ("needs", "fits", "crosssell")


@dataclass(frozen=True, slots=True)
class Lane:
    """`evidence` says why, `product_ids` are best first. `document_ids` are guides, of the lane that is for reading."""

    name: str  # for_you, because, goes_with, new_in, again, campaign, deals, reading, elsewhere
    title: str
    product_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    document_ids: tuple[str, ...] = ()


class Lanes:
    """The lanes of a shopper. A lane with nothing to show, or nothing to say why, is left out.

    Every lane holds only products that can be bought now, none that was turned down, and, but for `again`, none that
    is owned. `suits` orders them: a learned blend, or any scorer. Nothing is sold into a lane.
    """

    def __init__(
        self,
        catalog: Catalog,
        profiler: Profiler,
        suits: Scorer,
        together: CoPurchases,
        *,
        new: Mapping[str, float] | None = None,
        demand: Scorer | None = None,
    ) -> None:
        """`new` says how new products are, 0-1 (`Demand.newness`); `demand` which of a long range are compared."""
        self._catalog, self._profiler, self._suits, self._together = catalog, profiler, suits, together
        self._new, self._demand = new or {}, demand

    def of(self, shopper: Shopper, shown: Sequence[Sequence[str]] = ()) -> tuple[Lane, ...]:
        """All lanes of the shopper, the most personal first.

        `shown` are the products of "for you" on the days before, oldest first: what led it then, and was not answered,
        does not lead again.
        """
        made = (
            self.again,
            self.because,
            self.goes_with,
            self.for_you,
            self.campaign,
            self.new_in,
            self.deals,
            self.reading,
        )
        lanes = [lane for lane in (make(shopper) for make in made) if lane is not None]
        return tuple(self._rested(lane, shopper, shown) if lane.name == "for_you" else lane for lane in lanes)

    def for_you(self, shopper: Shopper) -> Lane | None:
        """What suits best of all, kinds in the proportion that they have in the taste; for a guest, what is in demand,
        a few of each kind."""
        profile = self._profiler.profile(shopper)
        best = self._in_proportion(shopper, profile)
        events = [e for e in reversed(shopper.events) if e.product_id in profile.latest][:3]
        evidence = tuple(Evidence(Kind.HISTORY, self._title(e.product_id), f"event:{e.id}") for e in events)
        return _lane("for_you", "For you" if profile.latest else "Liked by many here", best, evidence)

    def because(self, shopper: Shopper) -> Lane | None:
        """Bought with the thing bought last, more than once; else of the kind of that, or of the one looked at last."""
        profile = self._profiler.profile(shopper)
        bought = [p for p in shopper.products("purchase") if p in profile.owned]
        last = next((p for p in (*bought, *profile.latest) if p in self._catalog), None)
        if last is None:
            return None
        event = next(e for e in reversed(shopper.events) if e.product_id == last)
        alike = [p.id for p in self._catalog if leaf(p) and leaf(p) == leaf(self._catalog.product(last))]
        beside = self._bought_with(last) if last in bought else []
        among = beside if len(beside) >= SHORTEST else alike
        deed = "bought" if last in bought else "looked at"
        evidence: tuple[Evidence, ...] = (
            Evidence(Kind.HISTORY, f"you {deed} the {self._title(last)}", f"event:{event.id}"),
        )
        best = self._best((p for p in among if p != last), shopper, profile)
        if among is beside:  # what goes with this very thing first, not what suits anyway
            allowed = self._worth(beside, shopper, profile)
            best = [p for p in beside if p in allowed][:LONGEST]
            evidence += tuple(
                Evidence(
                    Kind.TOGETHER, f"in {self._together.n_together(last, p)} baskets with it", f"baskets:{last}+{p}"
                )
                for p in best
            )
        return _lane("because", f"Because you {deed} the {self._title(last)}", best, evidence)

    def goes_with(self, shopper: Shopper) -> Lane | None:
        """What the store says belongs to things that are owned or in the cart, the latest first."""
        profile = self._profiler.profile(shopper)
        for owned in dict.fromkeys((*shopper.products("add_to_cart"), *shopper.products("purchase"))):
            if owned not in self._catalog or owned not in profile.latest:
                continue
            relations = {r.other_id: r for r in self._catalog.related(owned) if r.kind in _BELONGS}
            best = self._best(relations, shopper, profile)
            evidence = tuple(Evidence(Kind.RELATION, self._title(p), relation_source(relations[p])) for p in best)
            lane = _lane("goes_with", f"Goes with your {self._title(owned)}", best, evidence)
            if lane is not None:
                return lane
        return None

    def new_in(self, shopper: Shopper) -> Lane | None:
        """New products, of kinds that the shopper cares for where there are any: by content, for nobody took them."""
        profile = self._profiler.profile(shopper)
        new = [p for p, how in self._new.items() if how > 0.5 and p in self._catalog]
        liked = {value for (slot, value), weight in profile.taste.weights.items() if slot == KIND and weight > 0}
        own = [p for p in new if leaf(self._catalog.product(p)) in liked]
        best = self._best(own if len(own) >= SHORTEST else new, shopper, profile)
        return _lane("new_in", "New in, among what you look at" if len(own) >= SHORTEST else "New in", best)

    def again(self, shopper: Shopper) -> Lane | None:
        """What is bought again and again and runs out about now. One thing is enough for this one."""
        profile = self._profiler.profile(shopper)
        due = {
            key.removeprefix("product:"): rhythm
            for key, rhythm in profile.rhythms.items()
            if key.startswith("product:") and rhythm.need(profile.today) >= DUE
        }
        best = [p for p in sorted(due, key=lambda p: (due[p].due, p)) if self._sold(p) and p not in profile.dismissed]
        evidence = tuple(
            Evidence(Kind.HISTORY, f"every {due[p].gap_days:.0f} days", f"event:{due[p].event_ids[0]}") for p in best
        )
        return _lane("again", "Time for more of it?", best, evidence, shortest=1)

    def deals(self, shopper: Shopper) -> Lane | None:
        """What costs less than usual today, what suits first. Nobody pays to be here."""
        reduced = {p.id: offer for p in self._catalog if (offer := _reduced(p))}
        best = self._best(reduced, shopper, self._profiler.profile(shopper))
        evidence = tuple(Evidence(Kind.OFFER, reduced[p], f"product:{p}.price") for p in best)
        return _lane("deals", "Reduced today", best, evidence)

    def campaign(self, shopper: Shopper) -> Lane | None:
        """The promotion of today that is for most of what the shopper takes, with what suits of it; none for a guest,
        none that is for everything, none with a code that would first have to be found."""
        profile = self._profiler.profile(shopper)
        rows = {product.id: row for row, product in enumerate(self._catalog)}
        taken = np.zeros(len(rows), dtype=np.float32)
        for event in shopper.events:
            if event.product_id in rows and STRENGTH.get(event.name, 0.0) > 0 and event.recipient == shopper.recipient:
                taken[rows[event.product_id]] += STRENGTH[event.name]
        running = [p for p in self._catalog.promotions if shopper.now and p.runs(shopper.now.date()) and not p.code]
        meant = {p.id: [i for i in rows if covers(p.conditions, self._catalog.product(i))] for p in running}
        meant = {p: ids for p, ids in meant.items() if SHORTEST <= len(ids) < len(rows)}
        if not meant or not taken.any():
            return None
        offer_of = np.array([at for at, ids in enumerate(meant.values()) for _ in ids], dtype=np.int64)
        product_of = np.array([rows[i] for ids in meant.values() for i in ids], dtype=np.int64)
        kinds = {kind: n for n, kind in enumerate(sorted({leaf(p) for p in self._catalog}))}
        kind_of = np.array([kinds[leaf(p)] for p in self._catalog], dtype=np.int64)
        fits = worth(Offers.of(offer_of, product_of, kind_of), taken)
        if not fits.any():
            return None
        chosen = list(meant)[int(fits.argmax())]
        promotion = next(p for p in running if p.id == chosen)
        best = self._best(meant[chosen], shopper, profile)
        return _lane(
            "campaign", promotion.title, best, (Evidence(Kind.PROMOTION, promotion.title, f"promotion:{chosen}"),)
        )

    def reading(self, shopper: Shopper) -> Lane | None:
        """Guides about the kinds that the shopper looked at last."""
        profile = self._profiler.profile(shopper)
        names = dict.fromkeys(
            segments(leaf(self._catalog.product(p)))[-1] for p in profile.latest if leaf(self._catalog.product(p))
        )
        guides = [d for d in self._catalog.documents if d.kind == "guide"]
        for name in names:
            said = stems(name)
            about = tuple(d.id for d in guides if any(said == stems(thing) for thing in (*d.about, d.title)))
            if about:
                evidence = (Evidence(Kind.HISTORY, f"you looked at {lowered(name)}", f"kind:{name}"),)
                return Lane("reading", f"Worth reading about {lowered(name)}", (), evidence, about[:LONGEST])
        return None

    def elsewhere(self, shopper: Shopper, store: str, nearest: Sequence[str]) -> Lane | None:
        """What is near to what the shopper chose in another store and brought along (`across_stores`)."""
        profile = self._profiler.profile(shopper)
        best = [p for p in nearest if self._sold(p) and p not in profile.owned and p not in profile.dismissed]
        evidence = (Evidence(Kind.HISTORY, f"what you chose at {store}", f"store:{store}"),)
        return _lane("elsewhere", f"Like what you chose at {store}", best, evidence)

    def _in_proportion(self, shopper: Shopper, profile: Profile) -> list[str]:
        worth = self._worth((p.id for p in self._catalog), shopper, profile)
        kinds = {p: leaf(self._catalog.product(p)) for p in worth}
        liked = {
            str(kind): weight
            for (slot, kind), weight in profile.taste.weights.items()
            if slot == KIND and weight > 0 and kind in kinds.values()
        }
        if not liked:
            n_of: Counter[str] = Counter()
            few = []
            for product_id, kind in kinds.items():
                n_of[kind] += 1
                if not kind or n_of[kind] <= PER_KIND:
                    few.append(product_id)
            return few[:LONGEST]
        names = sorted(liked)
        taste = np.array([liked[name] for name in names])
        best = list(worth)[: LONGEST * 10]
        of_kind = np.array([[float(kinds[p] == name) for name in names] for p in best])
        scores = np.array([worth[p] for p in best])
        order = calibrated(scores, of_kind, taste / taste.sum(), CALIBRATION, LONGEST)
        return [best[at] for at in order]

    def _rested(self, lane: Lane, shopper: Shopper, shown: Sequence[Sequence[str]]) -> Lane:
        before = {product_id for list_ in shown for product_id in list_}
        since = next((n for n, e in enumerate(shopper.events) if e.name == "shown" and e.product_id in before), 0)
        answered = {e.product_id for e in shopper.events[since:] if e.name != "shown"}
        return replace(lane, product_ids=tuple(rested(lane.product_ids, shown, answered=answered)))

    def _bought_with(self, product_id: str) -> list[str]:
        """What was in a basket with it more than once, the closest first: one basket is chance."""
        often = [p for p, n in self._together.partners(product_id).items() if n >= TOGETHER and p in self._catalog]
        return sorted(often, key=lambda p: (-self._together.likeness(product_id, p), p))[: 3 * LONGEST]

    def _best(self, product_ids: Iterable[str], shopper: Shopper, profile: Profile) -> list[str]:
        return list(self._worth(product_ids, shopper, profile))[:LONGEST]

    def _worth(self, product_ids: Iterable[str], shopper: Shopper, profile: Profile) -> dict[str, float]:
        """How well each suits that may be shown, best first, no two of nearly the same title."""
        left = [p for p in product_ids if self._sold(p) and p not in profile.owned and p not in profile.dismissed]
        if len(left) > MOST and self._demand is not None:
            in_demand = self._demand.score(left, shopper)
            left = [left[at] for at in np.argsort(-in_demand, kind="stable")[:MOST].tolist()]
        scores = dict(zip(left, self._suits.score(left, shopper).tolist(), strict=True))
        by_title: dict[object, str] = {}
        for product_id in sorted(left, key=lambda p: (-scores[p], p)):
            by_title.setdefault(bare_title(self._catalog.product(product_id)) or product_id, product_id)
        return {product_id: scores[product_id] for product_id in by_title.values()}

    def _sold(self, product_id: str) -> bool:
        return product_id in self._catalog and any(
            v.offer.available for v in self._catalog.product(product_id).variants
        )

    def _title(self, product_id: str) -> str:
        return self._catalog.product(product_id).title


def _lane(
    name: str, title: str, best: Sequence[str], evidence: tuple[Evidence, ...] = (), *, shortest: int = SHORTEST
) -> Lane | None:
    return Lane(name, title, tuple(best[:LONGEST]), evidence[:LONGEST]) if len(best) >= shortest else None


def _reduced(product: Product) -> str:
    """The price and the one before, of the first variant that costs less and can be bought; empty without one."""
    for variant in product.variants:
        offer = variant.offer
        if offer.available and offer.list_price is not None and offer.list_price > offer.price:
            return f"{offer.price} in place of {offer.list_price}"
    return ""
