"""Measuring the bundler with needs by chance: what it breaks, against trying everything; and how long it takes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from recommender.belonging.together import CountedTogether
from recommender.bundles.bundler import RelatedBundler
from recommender.bundles.mining import mine
from recommender.bundles.need import BundleNeed
from recommender.bundles.proposal import Proposal
from recommender.evaluation.bundle_oracle import Oracle, Violation
from recommender.evaluation.random_needs import RandomNeeds
from recommender.event_log import EventLog
from recommender.shopper import Shopper
from retrieval.progress import Progress
from retrieval.store import open_store
from ui.eval.frame import Cell, Measured

KINDS = ("over budget", "incompatible", "out of stock", "wrong total", "slot", "not best", "missed")
_SAME = 1e-6  # worths nearer than this are equal
_TOLD = 5  # violations that are printed


@dataclass(frozen=True, slots=True)
class NeedOptions:
    store: Path
    n: int
    seed: int
    on: date
    seconds: float  # a proposal's time; beyond, what was found then is given, and not called exact
    judged: bool = True  # False: milliseconds only


def measure_needs(options: NeedOptions, progress: Progress) -> Measured:
    """Violations over all bundles of all needs (0 is the goal), and milliseconds a proposal."""
    with open_store(options.store, on=options.on) as store:
        catalog = store.catalog
        events = list(EventLog(store.engine).all())
        together = CountedTogether(catalog, events)  # as an opened shop has it
        bundler = RelatedBundler(catalog, together=together, seconds=options.seconds)
        oracle = Oracle(catalog, together.between)
        needs = RandomNeeds(catalog, mine(catalog, events), options.seed)
        shopper = Shopper("nobody")
        bundler.propose(next(iter(needs.needs(1))), shopper)  # what is read once is read before the first is timed
        found: Counter[str] = Counter()
        told: list[str] = []
        milliseconds, n_bundles, n_exact, n_none, n_small = [], 0, 0, 0, 0
        for at, need in enumerate(needs.needs(options.n)):
            began = time.perf_counter()
            proposal = bundler.propose(need, shopper)
            milliseconds.append((time.perf_counter() - began) * 1_000)
            shown = (*proposal.bundles, *proposal.tiers)
            n_bundles += len(shown)
            n_exact += sum(bundle.exact for bundle in shown)
            n_none += not shown
            if options.judged:
                small, wrong = _judged(need, proposal, oracle)
                n_small += small
                found.update({v.what for v in wrong})
                told += [f"need {at}: {v.what}: {v.told}" for v in wrong]
            progress("Needs", at + 1, options.n)
    ms = np.array(milliseconds)
    figures = {
        "needs": float(options.n),
        "bundles": float(n_bundles),
        "exact": n_exact / max(1, n_bundles),
        "without_bundle": n_none / options.n,
        "tried_in_full": float(n_small),
        **({what.replace(" ", "_"): float(found[what]) for what in KINDS} if options.judged else {}),
        "p50_ms": float(np.percentile(ms, 50)),
        "p95_ms": float(np.percentile(ms, 95)),
        "max_ms": float(ms.max()),
    }
    rows: list[dict[str, Cell]] = []
    if options.judged:
        rows += [{"what": what, "needs with it": found[what]} for what in KINDS]
    rows += [{"what": line} for line in told[:_TOLD]]
    return Measured(figures, rows)


def _judged(need: BundleNeed, proposal: Proposal, oracle: Oracle) -> tuple[bool, list[Violation]]:
    """Whether everything could be tried, and what is wrong."""
    wrong = [v for bundle in (*proposal.bundles, *proposal.tiers) for v in oracle.violations(need, bundle)]
    small, best = oracle.best_worth(need)
    if small:
        wrong += _against(best, proposal)
    return small, wrong


def _against(best: float | None, proposal: Proposal) -> Iterator[Violation]:
    """The first bundle against the best there is."""
    if not proposal.bundles:
        if best is not None:
            yield Violation("missed", f"a bundle of worth {best:.3f} fits")
        return
    first = proposal.bundles[0]
    if best is None:
        yield Violation("not best", "nothing fits, by trying all")
    elif first.exact and abs(first.worth.total - best) > _SAME:
        yield Violation("not best", f"{first.worth.total:.4f} of {best:.4f}")
