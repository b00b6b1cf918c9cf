"""`shelftalk eval campaigns`: who redeems which coupon, foreseen from what they bought before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.campaigns import FEATURES, Offers
from recommender.evaluation.next_product import gains, hits, mean, place, reciprocals
from recommender.evaluation.tuning import Choices, likeliest
from retrieval.progress import Progress, silent
from ui.eval.frame import Cell, EvalError, Measured

FILES = ("campaigns", "campaign_descriptions", "coupon_redemptions", "coupons", "products", "transactions")
LEARNED_ON = 0.5  # of the redemptions, the first in time; the later ones are judged
FEWEST = 3  # redeemers and others of a campaign, for an AUC that says anything


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A household redeems the coupon `candidates[chosen]`; the candidates are those it had been sent and that ran."""

    household: int
    day: int
    candidates: NDArray[np.int64]
    chosen: int


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """`bought[h]` are household h's purchases as `(n, 2)`, day and product, by day; `n_products` of all."""

    bought: Mapping[int, NDArray[np.int64]]
    n_products: int

    def before(self, household: int, day: int) -> NDArray[np.float32]:
        """`(n_products,)`: how often the household bought each before that day."""
        own = self.bought.get(household)
        if own is None:
            return np.zeros(self.n_products, dtype=np.float32)
        n = int(np.searchsorted(own[:, 0], day))
        return np.bincount(own[:n, 1], minlength=self.n_products).astype(np.float32)

    def by_all(self, day: int) -> NDArray[np.float32]:
        """`(n_products,)`: how many households bought each before that day."""
        found = np.zeros(self.n_products, dtype=np.float32)
        for household in self.bought:
            found += self.before(household, day) > 0
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Campaign:
    """`sent`: the households it was sent to; `redeemed`: which of them redeemed any of its coupons."""

    start: int
    coupons: NDArray[np.int64]
    sent: tuple[int, ...]
    redeemed: NDArray[np.bool_]


def measure_campaigns(data: Path, progress: Progress = silent) -> Measured:
    """Coupons ranked for each redemption, then households for each campaign; weights come from earlier redemptions."""
    moments, campaigns, offers, purchases = read_journey(data)
    return measured(moments, campaigns, offers, purchases, progress)


def measured(
    moments: list[Moment], campaigns: list[Campaign], offers: Offers, purchases: Purchases, progress: Progress = silent
) -> Measured:
    """See `measure_campaigns`. The moments must be in the order of their days. EvalError without enough of them."""
    split = int(len(moments) * LEARNED_ON)
    if not split or split == len(moments):
        raise EvalError(
            f"There are {len(moments)} redemptions with a choice; expected some to learn from and to judge."
        )
    by_all = purchases.by_all(moments[split].day)
    rows = []
    for at, moment in enumerate(moments):
        suiting = offers.suiting(purchases.before(moment.household, moment.day), by_all)
        rows.append(suiting[moment.candidates])
        progress("Reading redemptions", at + 1, len(moments))
    earlier = moments[:split]
    starts = np.cumsum([0, *(m.candidates.size for m in earlier)])
    chosen = np.array([m.chosen for m in earlier], dtype=np.int64)
    weights = likeliest(Choices(np.concatenate(rows[:split]), starts, chosen)).astype(np.float32)
    ways: dict[str, NDArray[np.float32]] = {"popularity": np.array([0, 0, 1], dtype=np.float32), "matched": weights}
    figures: dict[str, float] = {"n": float(len(moments) - split)}
    table: list[Mapping[str, Cell]] = []
    for name, way in ways.items():
        judged = zip(rows[split:], moments[split:], strict=True)
        places = np.array([place(made @ way, (made @ way)[moment.chosen]) for made, moment in judged])
        hr, ndcg, mrr = mean(hits(places)), mean(gains(places)), mean(reciprocals(places))
        told = {"hr@10": hr.mean, "±hr": hr.within, "ndcg@10": ndcg.mean, "±ndcg": ndcg.within, "mrr@10": mrr.mean}
        table.append({"coupons for a household by": name, **told})
        figures |= {f"{name}_hr@10": hr.mean, f"{name}_ndcg@10": ndcg.mean}
    table.append({"weights": "learned", **{n: float(w) for n, w in zip(FEATURES, weights, strict=True)}})
    figures["candidates"] = float(np.mean([m.candidates.size for m in moments[split:]]))
    later = [c for c in campaigns if c.start >= moments[split].day and _both(c.redeemed)]
    by: dict[str, list[float]] = {"activity": [], "matched": []}
    for campaign in later:
        taken = [purchases.before(h, campaign.start) for h in campaign.sent]
        fits = [offers.suiting(one, by_all)[campaign.coupons] @ weights for one in taken]
        by["activity"].append(auc(np.array([one.sum() for one in taken]), campaign.redeemed))
        by["matched"].append(auc(np.array([fit.mean() for fit in fits]), campaign.redeemed))
    for name, found in by.items():
        told_auc = mean(np.array(found))
        table.append(
            {"households for a campaign by": name, "auc": told_auc.mean, "±": told_auc.within, "n": told_auc.n}
        )
        figures[f"{name}_auc"] = told_auc.mean
    return Measured(figures, table)


def auc(scores: NDArray[np.floating], chosen: NDArray[np.bool_]) -> float:
    """How often one of the chosen scores higher than one of the others; ties count half (Mann and Whitney 1947)."""
    own, others = scores[chosen], scores[~chosen]
    higher = (own[:, None] > others[None, :]).mean()
    return float(higher + (own[:, None] == others[None, :]).mean() / 2)


def _both(redeemed: NDArray[np.bool_]) -> bool:
    return bool(min(int(redeemed.sum()), int((~redeemed).sum())) >= FEWEST)


def read_journey(data: Path) -> tuple[list[Moment], list[Campaign], Offers, Purchases]:
    """The Complete Journey's tables as they come, in Parquet. EvalError where one is missing or cannot be read."""
    if find_spec("pyarrow") is None:
        raise EvalError("Parquet files are read with pyarrow: pip install 'shelftalk[bench]'.")
    missing = [name for name in FILES if not (data / f"{name}.parquet").is_file()]
    if missing:
        raise EvalError(f"{data} has no {', '.join(missing)} in Parquet. Expected: {', '.join(FILES)}.")
    import pandas

    return told({name: pandas.read_parquet(data / f"{name}.parquet") for name in FILES})


def told(tables: Mapping[str, Any]) -> tuple[list[Moment], list[Campaign], Offers, Purchases]:
    """The data frames as moments in the order of their days, campaigns by their start, offers and purchases."""
    import pandas

    day = tables["transactions"]["transaction_timestamp"].to_numpy().astype("datetime64[D]").astype(np.int64)
    products = tables["products"]
    number = pandas.Index(products["product_id"])
    kind_of, _ = pandas.factorize(products["product_category"].fillna("") + "|" + products["product_type"].fillna(""))
    bought = pandas.DataFrame({
        "household": tables["transactions"]["household_id"].to_numpy(),
        "day": day, "product": number.get_indexer(tables["transactions"]["product_id"]),
    }).query("product >= 0").sort_values("day", kind="stable")  # fmt: skip
    own = {int(h): part[["day", "product"]].to_numpy(np.int64) for h, part in bought.groupby("household")}
    purchases = Purchases(own, len(number))

    coupons = tables["coupons"]
    pair, pairs = pandas.MultiIndex.from_frame(coupons[["campaign_id", "coupon_upc"]]).factorize()
    known = number.get_indexer(coupons["product_id"])
    offers = Offers.of(pair[known >= 0].astype(np.int64), known[known >= 0].astype(np.int64), kind_of.astype(np.int64))
    of_campaign: dict[int, list[int]] = {}
    for offer, (campaign, _) in enumerate(pairs[: offers.products.shape[0]]):
        of_campaign.setdefault(int(campaign), []).append(offer)

    runs = {
        int(row.campaign_id): (_day(row.start_date), _day(row.end_date))
        for row in tables["campaign_descriptions"].itertuples()
    }
    sent = {int(c): tuple(part["household_id"].tolist()) for c, part in tables["campaigns"].groupby("campaign_id")}
    sent_to: dict[int, set[int]] = {}
    for campaign, households in sent.items():
        for household in households:
            sent_to.setdefault(household, set()).add(campaign)
    moments, redeemers = [], dict[int, set[int]]()
    redeemed = (
        tables["coupon_redemptions"]
        .drop_duplicates()
        .sort_values(["redemption_date", "household_id", "campaign_id", "coupon_upc"])
    )
    offer_of = {(int(c), int(u)): n for n, (c, u) in enumerate(pairs[: offers.products.shape[0]])}
    for row in redeemed.itertuples():
        campaign, household, on = int(row.campaign_id), int(row.household_id), _day(row.redemption_date)
        redeemers.setdefault(campaign, set()).add(household)
        redeemed_offer = offer_of.get((campaign, int(row.coupon_upc)))
        running = {c for c in sent_to.get(household, ()) if runs[c][0] <= on <= runs[c][1]} | {campaign}
        candidates = np.array(sorted(n for c in running for n in of_campaign.get(c, ())), dtype=np.int64)
        if redeemed_offer is not None and candidates.size >= 2:
            moments.append(Moment(household, on, candidates, int(np.searchsorted(candidates, redeemed_offer))))
    campaigns = [
        Campaign(
            runs[c][0], np.array(of_campaign.get(c, ()), dtype=np.int64), households,
            np.array([h in redeemers.get(c, ()) for h in households], dtype=bool),
        )
        for c, households in sorted(sent.items(), key=lambda item: runs[item[0]])
        if of_campaign.get(c)
    ]  # fmt: skip
    return moments, campaigns, offers, purchases


def _day(at: Any) -> int:
    return int(np.datetime64(at, "D").astype(np.int64))
