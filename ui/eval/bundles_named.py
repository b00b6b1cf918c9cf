"""One of the tasks of `eval bundles`: a bundle's name against what somebody wrote that it is for."""

from __future__ import annotations

from collections.abc import Callable

from recommender.belonging.name_check import telling, unsupported
from recommender.evaluation.bundle_naming import BundleNamer, plain, rouge_l
from recommender.evaluation.bundle_sets import MarkedBundle
from recommender.likeness import shared_path
from ui.eval.bundles import Room, Row, cells, mean_of
from ui.eval.frame import Measured


def measure_naming(room: Room) -> Measured:
    """Every judged bundle that has an intent; a bundle that nothing true can be said of is named with no words."""
    namer = BundleNamer(room.marked, room.marked.of(room.train), room.table)
    namer.fit(room.seed)
    judged = [(bundle, intent) for bundle in room.marked.of(room.judged) for intent in bundle.intents]
    ways: dict[str, Callable[[MarkedBundle], str]] = {
        "copied from the nearest bundle": namer.nearest,
        "the commonest intent": lambda _: namer.commonest,
        "the last name that all paths share": lambda bundle: _deepest(room, bundle),
        "ours, by the neighbours' vote": lambda bundle: namer.name(bundle, voted=True),
        "ours": namer.name,
    }
    rows: list[Row] = []
    figures: dict[str, float] = {}
    for method, name in ways.items():
        names = [name(bundle) for bundle, _ in judged]
        scored = mean_of([rouge_l(own, intent) for own, (_, intent) in zip(names, judged, strict=True)])
        wrong = sum(len(unsupported(own, _said(room, bundle))) for own, (bundle, _) in zip(names, judged, strict=True))
        n_words = sum(len(telling(own)) for own in names)
        rows.append(
            {"method": method, **cells("rougeL", scored), "unsupported": wrong, "words": n_words, "n": len(names)}
        )
        figures = {"naming_rougeL": scored.mean, "naming_unsupported": float(wrong)}
    written = sum(len(unsupported(intent, _said(room, bundle))) for bundle, intent in judged)
    n_written = sum(len(telling(intent)) for _, intent in judged)
    rows.append({"method": "what people wrote", "unsupported": written, "words": n_written, "n": len(judged)})
    return Measured(figures, rows)


def _said(room: Room, bundle: MarkedBundle) -> list[str]:
    return [text for product in bundle.products for text in (room.marked.titles[product], *room.marked.paths[product])]


def _deepest(room: Room, bundle: MarkedBundle) -> str:
    shared = shared_path(room.marked.paths[product] for product in bundle.products)
    return plain(shared[-1]) if shared else ""
