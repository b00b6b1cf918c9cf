"""Eighteen months of shopping in the sample store, played by the choice model."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from recommender.sample.calendar import Calendar
from recommender.sample.choice import POPULAR_DAYS, SHORT_BEFORE, ChoiceModel
from recommender.sample.demo import demo_shoppers
from recommender.sample.happenings import Happening, Line, Moment
from recommender.sample.needs import read_wishes
from recommender.sample.orders import Order, OrderDesk
from recommender.sample.people import Shopper
from recommender.sample.population import N_DAYS, Population
from recommender.sample.shelf import Shelf
from recommender.sample.variants import Variants
from recommender.sample.visits import SECONDS_A_DAY, Account, Purpose, Visits
from recommender.sample.wording import Wording
from retrieval.progress import Progress, silent
from retrieval.sample.assortment import Assortment
from retrieval.sample.quality import SIZE, overall, quality

_APPEAL = 0.55  # spread of how taking products are at first sight
_CONTENT, _SPREAD, _PER_QUALITY = 3.95, 0.9, 1.5  # ratings
_BAD_LUCK, _BAD = 0.05, 2.3  # the share of pieces that are not as they should be, and what these cost in stars
_RATES, _RATES_GIFT = 0.42, 0.12
_FORGETS = 0.06  # spread of when people notice that something runs out
_MORE_LASTS = 0.85  # two packs last not quite twice as long
_BREAK = 900  # seconds between two visits, at least
_LAST = N_DAYS * SECONDS_A_DAY


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """What happened in the eighteen months that end with the day before `today`; the rest is what nobody may read."""

    today: date
    seed: int
    happenings: tuple[Happening, ...]  # in time
    orders: tuple[Order, ...]  # as they were placed
    shoppers: tuple[Shopper, ...]  # the demo shoppers first
    moments: tuple[Moment, ...]  # each shopper's last look at something new to them, in the shoppers' order
    model: ChoiceModel

    @property
    def shelf(self) -> Shelf:
        return self.model.shelf

    def when(self, at: int) -> datetime:
        """Seconds of a happening as a time, UTC."""
        return datetime.combine(self.model.first_day, time(tzinfo=UTC)) + timedelta(seconds=at)


def simulate(
    assortment: Assortment, *, seed: int, today: date, n_shoppers: int = 3000, progress: Progress = silent
) -> Simulated:
    """The same assortment, seed, day and number of shoppers give the same happenings.

    The demo shoppers are among the `n_shoppers`. Raises `ValueError` for fewer shoppers than these.
    """
    wishes = read_wishes()
    shelf = Shelf(assortment, wishes)
    people_rng, visits_rng, orders_rng = (np.random.default_rng([seed, part]) for part in range(3))
    appeal = people_rng.normal(0, _APPEAL, len(shelf)).round(3)
    truths = [quality(assortment, kind, item, seed=seed) for kind, item in assortment.items()]
    good = np.array([overall(kind, truth) for (kind, _), truth in zip(assortment.items(), truths, strict=True)])
    sizes = np.array([truth[SIZE] for truth in truths])
    model = ChoiceModel(shelf, wishes, good, appeal, today)
    population = Population(shelf, wishes, people_rng)
    demo = demo_shoppers(population, shelf, wishes)
    if n_shoppers < len(demo):
        raise ValueError(f"n_shoppers is {n_shoppers}; the {len(demo)} demo shoppers are always there. Ask for more.")
    shoppers = demo + population.shoppers(n_shoppers - len(demo))
    now = datetime.combine(today, time(tzinfo=UTC))
    desk = OrderDesk(shelf, good, sizes, now, orders_rng)
    return _Simulation(model, shoppers, desk, visits_rng, orders_rng).run(seed, today, progress)


class _Simulation:
    """The store's clock: who comes next, and what follows from it."""

    def __init__(
        self, model: ChoiceModel, shoppers: list[Shopper], desk: OrderDesk, rng: np.random.Generator,
        after_rng: np.random.Generator,
    ) -> None:  # fmt: skip
        self._model, self._desk, self._after_rng = model, desk, after_rng
        self._accounts = [Account(shopper) for shopper in shoppers]
        self._calendar = Calendar(model, rng)
        self._visits = Visits(model, Wording(model.shelf, model.wishes, rng), Variants(model.shelf, rng), rng)
        self._queue: list[tuple[int, int, int, Purpose]] = []  # seconds, order of asking, account, why
        self._n_asked = 0
        self._happened: list[Happening] = []
        self._orders: list[Order] = []
        self._bought = np.zeros(len(model.shelf))  # demand of the last weeks
        self._start = datetime.combine(model.first_day, time(tzinfo=UTC))

    def run(self, seed: int, today: date, progress: Progress) -> Simulated:
        for number, account in enumerate(self._accounts):
            for at in self._calendar.visits(account.shopper):
                self._will_come(at, number, Purpose())
            for at, recipient in self._calendar.gifts(account.shopper):
                self._will_come(at, number, Purpose(recipient=recipient))
        today_is, n_visits, world = -1, 0, self._bought
        while self._queue:
            at, _, number, purpose = heapq.heappop(self._queue)
            if at // SECONDS_A_DAY != today_is:
                self._bought *= 0.5 ** ((at // SECONDS_A_DAY - max(today_is, 0)) / POPULAR_DAYS)
                today_is = at // SECONDS_A_DAY
                world = self._model.there(today_is) + self._model.popular(self._bought)
                progress("Letting shoppers in", today_is, N_DAYS)
            account = self._accounts[number]
            if at <= account.until:  # still here: they come back for this a little later
                self._will_come(account.until + _BREAK, number, purpose)
                continue
            if purpose.again >= 0 and self._has_enough(account, purpose.again, today_is):
                continue
            n_visits += 1
            visit = self._visits.visit(account, at, f"{20_000_000 + n_visits}", purpose, world)
            self._happened += visit.happenings
            account.until = visit.ended
            if visit.taken:
                self._buy(number, visit.ended, visit.taken, purpose, f"{20_000_000 + n_visits}")
        happened = sorted((h for h in self._happened if h.at < _LAST), key=lambda h: (h.at, h.shopper_id))
        moments = tuple(a.moment for a in self._accounts if a.moment is not None)
        shoppers = tuple(account.shopper for account in self._accounts)
        return Simulated(today, seed, tuple(happened), tuple(self._orders), shoppers, moments, self._model)

    def _has_enough(self, account: Account, product: int, day: int) -> bool:
        """Bought more of the kind meanwhile."""
        return day < account.memory.lasts_until.get(int(self._model.shelf.kind[product]), 0)

    def _will_come(self, at: int, number: int, purpose: Purpose) -> None:
        # A visit that begins late in the last evening could end after the simulation does.
        if 0 <= at < _LAST - 3 * 3600:
            self._n_asked += 1
            heapq.heappush(self._queue, (at, self._n_asked, number, purpose))

    def _buy(self, number: int, at: int, lines: list[Line], purpose: Purpose, session_id: str) -> None:
        account = self._accounts[number]
        shopper = account.shopper
        recipient = shopper.recipients[purpose.recipient].who if purpose.recipient >= 0 else ""
        order = self._desk.order(shopper.id, self._start + timedelta(seconds=at), lines, recipient)
        self._orders.append(order)
        self._happened.append(Happening(at, "purchase", shopper.id, session_id, order.lines, transaction_id=order.id))
        for line in lines:
            self._bought[line.product] += line.quantity
        if order.canceled_at is not None:
            self._refund(order, order.lines, order.canceled_at)
            return
        refunded = [(back.line, back.refunded_at) for back in order.returns if back.refunded_at is not None]
        if refunded:
            self._refund(order, tuple(line for line, _ in refunded), refunded[0][1])
        self._rate(order, recipient != "")
        day = at // SECONDS_A_DAY
        if purpose.recipient >= 0:
            account.givens.update(line.product for line in lines)
            return
        for line in lines:
            account.memory.bought.append((line.product, day))
            self._use_up(number, line, day)

    def _refund(self, order: Order, lines: tuple[Line, ...], refunded_at: datetime) -> None:
        at = int((refunded_at - self._start).total_seconds())
        self._happened.append(Happening(at, "refund", order.shopper_id, "", lines, transaction_id=order.id))

    def _rate(self, order: Order, gift: bool) -> None:
        """Some say after a while how good it is; what went back, was not."""
        rng = self._after_rng
        back = {r.line.product: r.reason for r in order.returns}
        for line in order.lines:
            says, days = rng.random(), rng.exponential(9)
            noise = rng.normal(0, _SPREAD) - _BAD * (rng.random() < _BAD_LUCK)
            if order.delivered_at is None or says > (_RATES_GIFT if gift else _RATES):
                continue
            content = _CONTENT + _PER_QUALITY * float(self._model.quality[line.product]) + noise
            if back.get(line.product, "changed my mind") != "changed my mind":
                content -= 1.6
            at = int((order.delivered_at - self._start).total_seconds() + (1 + days) * SECONDS_A_DAY)
            rated = (replace(line, quantity=1),)
            rating = int(np.clip(round(content), 1, 5))
            self._happened.append(Happening(at, "rate_item", order.shopper_id, "", rated, rating=rating))

    def _use_up(self, number: int, line: Line, day: int) -> None:
        """What is used up is wanted again when it is, by those who stay with the store."""
        kind = self._model.shelf.kind[line.product]
        days = int(self._model.used_up[kind])
        if not days:
            return
        account, rng = self._accounts[number], self._after_rng
        lasts = days * account.shopper.pace * line.quantity**_MORE_LASTS
        account.memory.lasts_until[int(kind)] = day + int(lasts * SHORT_BEFORE)
        notices = day + max(5, round(lasts * (1 + rng.normal(0, _FORGETS))))
        if rng.random() < account.shopper.loyal and notices < N_DAYS:
            self._will_come(self._calendar.moment(notices), number, Purpose(again=line.product))
