"""`shelftalk eval speed --products 1000,10000,100000`: the same measurement on stores of any size, beside its peers.

Each store is made from a real one by the recipe in `retrieval.scaling`, imported as any feed is (its vectors mixed from
real ones instead of encoded: `shelftalk eval import` encodes them all), opened, and talked to. Building, serving and
the peers each run in a process of their own, so that each one's memory is its own.
"""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Query
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.speed import by_kind, bytes_of, peak_memory, percentile, queries, row_of, talk
from ui.eval.speed_vectors import SELECTIVITIES, VectorRow, measure_vectors

if TYPE_CHECKING:
    from assistant import Settings
    from retrieval.encoder import Encoder

N_SEARCHES = 200
_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Built:
    import_s: float
    index_s: float
    build_s: float
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Served:
    """Milliseconds: to the first cards by kind of turn; of whole searches by selectivity; by category and price."""

    open_s: float
    cards: dict[str, list[float]]
    searches: dict[float, list[float]]
    filtered: list[float]
    rss_mb: float


def measure_scale(
    settings: Settings,
    sizes: Sequence[int],
    seed: int,
    *,
    work: Path | None = None,
    plot: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Measured:
    """Stores of `sizes` products made of the settings' store; figures are those of the largest.

    The stores are made below `work` and kept there, to be measured again without being built, or in a folder that is
    gone afterwards. Raises what opening raises, and `EvalError` when `plot` cannot be drawn.
    """
    rows: list[dict[str, Cell]] = []
    building: list[dict[str, Cell]] = []
    vectors: list[VectorRow] = []
    figures: dict[str, float] = {}
    with _folder(work) as folder:
        base = folder / f".base-{settings.store.name}"
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(settings.store, base, ignore=shutil.ignore_patterns("images", "store.lock", "store.owner"))
        for n in sorted(sizes):
            store = folder / f"{settings.store.name}-{n}-{seed}"
            built = None
            if not store.is_dir():
                tell(f"{n:,} products: building")
                built = _apart(build_scaled, base, n, store, seed)
            tell(f"{n:,} products: talking")
            served = _apart(serve, settings, store, seed)
            tell(f"{n:,} products: vector search and its peers")
            found = _apart(measure_vectors, store, seed)
            every = [wait for kind in served.cards.values() for wait in kind]
            rows += [{"products": n, **row_of(f"first cards: {kind}", waits)} for kind, waits in served.cards.items()]
            rows.append({"products": n, **row_of("first cards: all turns", every)})
            rows.append({"products": n, **row_of("search by category, price, stock", served.filtered)})
            rows += [
                {"products": n, **row_of(f"search, {share:.1%} pass", waits)}
                for share, waits in served.searches.items()
            ]
            vectors += found
            ours = [row.recall for row in found if row.who == "shelftalk"]
            figures = {
                "cards_p50_ms": percentile(every, 50),
                "cards_p95_ms": percentile(every, 95),
                "filtered_p95_ms": percentile(served.filtered, 95),
                "vector_recall@10": round(sum(ours) / len(ours), 4),
                **({"build_s": built.build_s} if built else {}),
                "bytes": float(bytes_of(store)),
                "rss_mb": served.rss_mb,
            }
            building.append(_building_row(n, built, served, bytes_of(store)))
    if plot:
        from ui.eval.speed_plot import plot_speed

        plot_speed(rows, vectors, plot)
    return Measured(figures, [*rows, *(row.cells() for row in vectors), *building])


def sizes_of(said: str) -> list[int]:
    """`"1000,10000"` as numbers. Raises `EvalError` for anything else."""
    try:
        sizes = [int(part.strip().replace("_", "")) for part in said.split(",") if part.strip()]
    except ValueError:
        sizes = []
    if not sizes or min(sizes) < 1:
        raise EvalError(f"--products is {said!r}, expected numbers with commas between, such as 1000,10000,100000.")
    return sizes


def build_scaled(base: Path, n: int, store: Path, seed: int) -> Built:
    """Makes the store of `n` products beside where it will be, by an import of its feed."""
    from retrieval.chroma_index import ChromaIndex
    from retrieval.encoder import default_encoder
    from retrieval.feeds.detecting import find_feed
    from retrieval.importing import import_into
    from retrieval.indexing import index_store
    from retrieval.scaling import ScaledEncoder, write_scaled
    from retrieval.staging import staged
    from retrieval.store import open_store
    from retrieval.vector_file import VECTORS

    encoder = default_encoder(store)  # what the made store will be opened with: the base's own learning stays with it
    with open_store(base) as opened:
        catalog = opened.catalog
    index = ChromaIndex(base / VECTORS, encoder.name)
    real = index.rows()
    index.close()
    if unread := [product.id for product in catalog if product.id not in real]:
        raise EvalError(
            f"{len(unread):,} products of the store have no vector by {encoder.name}: import its feed again."
        )
    with tempfile.TemporaryDirectory(dir=store.parent) as feed:
        made_of = write_scaled(catalog, n, Path(feed), seed)
        began = time.perf_counter()
        with staged(store) as staging:
            import_into(staging, find_feed(Path(feed)), now=datetime.now(UTC))
            imported = time.perf_counter()
            made = staging.catalog()
            mixed = ScaledEncoder(encoder, made, made_of, real.ids, real.vectors, seed)
            report = index_store(staging.engine, made, staging.path, mixed)
        build_s = time.perf_counter() - began
    return Built(
        round(imported - began, 1), round(report.seconds, 1), round(build_s, 1), peak_memory().get("rss_mb", 0.0)
    )


def serve(settings: Settings, store: Path, seed: int) -> Served:
    """Opens the store, talks to it as shoppers do, and searches it under filters of every selectivity."""
    from retrieval.encoder import default_encoder

    encoder = default_encoder(store)
    began = time.perf_counter()
    with _opened(settings, store, encoder):
        open_s = time.perf_counter() - began
    cards = by_kind(talk(settings, store, encoder, seed))
    searches, filtered = _searches(store, encoder, seed)
    return Served(round(open_s, 1), cards, searches, filtered, peak_memory().get("rss_mb", 0.0))


@contextmanager
def _opened(settings: Settings, store: Path, encoder: Encoder) -> Iterator[None]:
    from assistant import open_shop

    with open_shop(settings, store=store, encoder=encoder):
        yield


def _searches(store: Path, encoder: Encoder, seed: int) -> tuple[dict[float, list[float]], list[float]]:
    from retrieval.indexing import open_retriever
    from retrieval.store import open_store

    with (
        open_store(store) as opened,
        open_retriever(opened.engine, opened.catalog, opened.path, encoder) as retriever,
    ):

        def timed(asked: Sequence[Query]) -> list[float]:
            waits = []
            for query in asked:
                began = time.perf_counter()
                retriever.search(query)
                waits.append((time.perf_counter() - began) * 1000)
            return waits

        timed(queries(opened.catalog, _WARM_UP, seed + 1))
        filtered = timed(queries(opened.catalog, N_SEARCHES, seed))
        by_share = {
            share: timed(priced_queries(opened.catalog, share, N_SEARCHES, seed + at))
            for at, share in enumerate(SELECTIVITIES, 2)
        }
    return by_share, filtered


def priced_queries(catalog: Catalog, share: float, n: int, seed: int) -> list[Query]:
    """`n` queries for a thing of the store at a price that so many of its products do not exceed; all: no price."""
    prices = sorted(min(variant.offer.price.amount for variant in product.variants) for product in catalog)
    bound: Decimal = prices[max(1, round(share * len(prices))) - 1]
    limits = (Constraint("price", Operator.AT_MOST, bound),) if share < 1 else ()
    products = sorted(catalog, key=lambda product: product.id)
    return [Query(product.title, limits) for product in Random(seed).choices(products, k=n)]


def _building_row(n: int, built: Built | None, served: Served, n_bytes: int) -> dict[str, Cell]:
    steps: dict[str, Cell] = {}
    if built:
        steps = {"import_s": built.import_s, "index_s": built.index_s, "build_s": built.build_s}
        steps["build_rss_mb"] = built.rss_mb
    return {
        "store of": n,
        **steps,
        "open_s": served.open_s,
        "bytes": n_bytes,
        "rss_mb": served.rss_mb,
    }


def _apart(measure: Callable[..., Any], *given: Any) -> Any:
    """What the function gives, run in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *given).result()


@contextmanager
def _folder(work: Path | None) -> Iterator[Path]:
    if work is None:
        with tempfile.TemporaryDirectory(prefix="shelftalk-speed-") as folder:
            yield Path(folder)
    else:
        work.mkdir(parents=True, exist_ok=True)
        yield work
