"""What `shelftalk eval search` was asked for, and who measures it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from retrieval.encoder import Encoder, HashEncoder, MiniLMEncoder, default_encoder
from retrieval.judgments import Split
from retrieval.progress import Progress
from retrieval.reranker import CrossEncoderReranker, Reranker, default_reranker
from ui.eval.frame import EvalError, Measured
from ui.eval.search import measure_search
from ui.eval.search_stores import measure_stores

VECTORS = "eval-vectors.sqlite"  # in the user's cache folder: reading 50,000 titles takes minutes


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """`data` is a folder of judgments; with `stores`, it is those that are measured. See the command's help."""

    data: Path
    stores: tuple[Path, ...]
    split: str
    limit: int
    weights: bool
    products: int
    seed: int
    words_only: bool
    adapter: Path | None
    reranker: Path | None
    vectors: Path | None
    plot: Path | None


def measuring(options: SearchOptions, progress: Progress) -> Measured:
    """The measurement that the options ask for. Raises `EvalError` for what there is not."""
    if options.split not in {*Split}:
        raise EvalError(f"There is no part '{options.split}' of the judgments. There are: {', '.join(Split)}.")
    for file in (options.adapter, options.reranker):
        if file is not None and not file.is_file():
            raise EvalError(f"There is no file {file}.")
    vectors = options.vectors or user_cache_path("shelftalk") / VECTORS
    reranker = _reranker(options)
    if options.stores:
        encoder: Encoder = HashEncoder() if options.words_only else _tuned(options) or default_encoder()
        return measure_stores(
            options.stores,
            encoder,
            vectors,
            progress,
            n=options.products,
            seed=options.seed,
            reranker=reranker,
            plot=options.plot,
        )
    return measure_search(
        options.data,
        vectors,
        progress,
        split=Split(options.split),
        plain=None if options.words_only else MiniLMEncoder(),
        encoder=_tuned(options),
        reranker=reranker,
        limit=options.limit,
        weights=options.weights,
        plot=options.plot,
    )


def _tuned(options: SearchOptions) -> Encoder | None:
    """The encoder with the adapter that was given, else with the one that ships; None when there is none."""
    if options.words_only:
        return None
    if options.adapter is not None:
        return MiniLMEncoder(options.adapter)
    shipped = default_encoder()
    return shipped if isinstance(shipped, MiniLMEncoder) and shipped.adapter is not None else None


def _reranker(options: SearchOptions) -> Reranker | None:
    if options.words_only:
        return None
    return CrossEncoderReranker(options.reranker) if options.reranker is not None else default_reranker()
