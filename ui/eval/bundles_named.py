"""One of the tasks of `eval bundles`: a bundle's name against what somebody wrote that it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from random import Random
from time import perf_counter

from assistant.workbench.name_writing import name_words
from recommender.belonging.name_check import telling, unsupported
from recommender.belonging.naming import TemplateNamer
from recommender.evaluation.bundle_naming import BundleNamer, plain, rouge_l
from recommender.evaluation.bundle_sets import MarkedBundle
from recommender.likeness import shared_path
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.query import Candidate
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
    return Measured(figures, [*rows, *_written(room, namer, judged)])


def _written(room: Room, namer: BundleNamer, judged: Sequence[tuple[MarkedBundle, str]]) -> Iterator[Row]:
    """A language model's names of some, drawn by the seed, beside the others' names of just these."""
    writer = room.writer
    if writer is None or not room.n_written:
        return
    drawn = Random(room.seed).sample(list(judged), min(room.n_written, len(judged)))
    template = _Template(room)
    draw = Random(room.seed)
    ways: dict[str, Callable[[MarkedBundle], str]] = {
        "the template's": template.name,
        "three words of the parts by chance": lambda bundle: _by_chance(room, bundle, draw),
        "ours": namer.name,
        "the model's": lambda bundle: writer.written(_things(room, bundle), _said(room, bundle)),
    }
    scored: dict[str, list[float]] = {}
    for method, name in ways.items():
        began = perf_counter()
        names = [name(bundle) for bundle, _ in drawn]
        each_s = (perf_counter() - began) / len(drawn)
        scored[method] = [rouge_l(own, intent) for own, (_, intent) in zip(names, drawn, strict=True)]
        wrong = sum(len(unsupported(own, _said(room, bundle))) for own, (bundle, _) in zip(names, drawn, strict=True))
        better = mean_of(a - b for a, b in zip(scored[method], scored["the template's"], strict=True))
        yield {
            "method": f"{method}, of {len(drawn)}",
            **cells("rougeL", mean_of(scored[method])),
            **cells("over the template", better),
            "unsupported": wrong,
            "words": sum(len(telling(own)) for own in names),
            "none": sum(not own for own in names),
            "seconds each": round(each_s, 2),
            "n": len(drawn),
            "such as": "; ".join(names[:4]),
        }


class _Template:
    """The shop's own namer over the marked products, told no need."""

    def __init__(self, room: Room) -> None:
        offer = Offer(Money(Decimal(1), "USD"))
        made = [
            Product(str(n), title, (Variant(str(n), title, offer),), categories=(" > ".join(path),) if path else ())
            for n, (title, path) in enumerate(zip(room.marked.titles, room.marked.paths, strict=True))
        ]
        self._namer = TemplateNamer(Catalog(made, currency="USD"))

    def name(self, bundle: MarkedBundle) -> str:
        return self._namer.name([Candidate(str(product), str(product)) for product in sorted(bundle.products)])


def _things(room: Room, bundle: MarkedBundle) -> list[str]:
    found = []
    for product in sorted(bundle.products):
        path = room.marked.paths[product]
        found.append(f"{room.marked.titles[product]} ({plain(path[-1])})" if path else room.marked.titles[product])
    return found


def _by_chance(room: Room, bundle: MarkedBundle, draw: Random) -> str:
    words = name_words(_said(room, bundle))
    return " ".join(draw.sample(words, min(3, len(words))))


def _said(room: Room, bundle: MarkedBundle) -> list[str]:
    return [text for product in bundle.products for text in (room.marked.titles[product], *room.marked.paths[product])]


def _deepest(room: Room, bundle: MarkedBundle) -> str:
    shared = shared_path(room.marked.paths[product] for product in bundle.products)
    return plain(shared[-1]) if shared else ""
