"""`shelftalk eval search --data`: how well queries of real people are answered, by the judgments of real people.

Every query is asked of the whole pool, in the way a shopper's is of a store. Rows are added up: each has one part more
than the row before, except those that are only there to be compared with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from retrieval.encoder import Encoder
from retrieval.evaluation.lists import Worth, worth
from retrieval.evaluation.pool import Pool, Rank, plain_bm25, reciprocal_ranks
from retrieval.evaluation.remembered import RememberedEncoder
from retrieval.fusion import Weights
from retrieval.judgments import Judgments, Split, read_judgments
from retrieval.progress import Progress
from retrieval.reranker import Reranker
from retrieval.words import Reading
from ui.eval.frame import Cell, EvalError, Measured

READINGS = {
    "the store's word index, plainest": Reading(measures=False, unknown=False, pairs=False, small_words=False),
    "+ measures in plain words": Reading(unknown=False, pairs=False, small_words=False),
    "+ unknown words corrected": Reading(pairs=False, small_words=False),
    "+ two words as one": Reading(small_words=False),
    "+ small words: words alone": Reading(),
}


def measure_search(
    data: Path,
    vectors: Path,
    progress: Progress,
    *,
    split: Split = Split.TEST,
    plain: Encoder | None = None,
    encoder: Encoder | None = None,
    reranker: Reranker | None = None,
    limit: int = 0,
    weights: bool = False,
    plot: Path | None = None,
) -> Measured:
    """A row for each part of finding, and what the whole is worth under the fixed keys.

    `plain` is the encoder as it comes, `encoder` the one that was tuned, if there is one; `vectors` is the file that
    remembers what they read. Without any, words alone are measured. `limit`: so many of the split's queries only.
    `weights`: a row for each way to weigh words against meaning, too.
    """
    judgments = read_judgments(data)
    queries = _queries(judgments, split, limit)
    right = {query: judgments.relevant(query) for query in queries}
    rows: dict[str, Worth] = {}
    with ExitStack() as stack:
        encoders = [e and stack.enter_context(RememberedEncoder(e, vectors, progress)) for e in (plain, encoder)]
        for one in filter(None, encoders):
            one.encode(queries)  # many at once are quicker than each when it is asked
        for name, rank in _ladder(judgments, encoders[0], encoders[1], reranker, weights).items():
            lists = {}
            for at, query in enumerate(queries):
                lists[query] = rank(query)
                progress(name, at + 1, len(queries))
            rows[name] = worth(right, lists)
    if plot is not None:
        from ui.eval.search_plot import plot_worth

        plot_worth({f"{split}: {len(queries):,} queries": rows}, plot)
    served = rows[next(reversed(rows))]
    figures = {"recall@10": served.recall_10, "recall@100": served.recall_100, "mrr": served.mrr}
    return Measured(figures, [row_of("finding by", name, found) for name, found in rows.items()])


def _queries(judgments: Judgments, split: Split, limit: int) -> Sequence[str]:
    queries = judgments.queries(split)
    if not queries:
        raise EvalError(f"No query of the {split} part has a product that is right for it; are these the judgments?")
    step = max(1, len(queries) // limit) if limit else 1
    return queries[::step][: limit or None]


def _ladder(
    judgments: Judgments, plain: Encoder | None, tuned: Encoder | None, reranker: Reranker | None, weights: bool
) -> Mapping[str, Rank]:
    """The ways to find, each under its name; the last is the one that serves."""
    pool = Pool(judgments.titles)
    ladder: dict[str, Rank] = {"plain BM25 of the titles": plain_bm25(judgments.titles)}
    for name, reading in READINGS.items():
        ladder[name] = pool.by_words(reading)
    best = tuned or plain
    if plain is not None:
        ladder["meaning alone"] = pool.by_meaning(plain)
        ladder["words and meaning by reciprocal ranks"] = reciprocal_ranks(pool.by_words(), pool.by_meaning(plain))
        ladder["words + meaning, weighted"] = pool.by_all(plain)
    if best is not None and weights:
        for tenth in range(1, 10):
            tried = Weights(words=tenth / 10, meaning=1 - tenth / 10)
            ladder[f"words .{tenth}, meaning .{10 - tenth}"] = pool.by_all(best, weights=tried)
    if tuned is not None:
        ladder["tuned meaning alone"] = pool.by_meaning(tuned)
        ladder["words + tuned meaning, weighted"] = pool.by_all(tuned)
    if best is not None and reranker is not None:
        ladder["+ the first read again"] = pool.by_all(best, reranker=reranker)
    return ladder


def row_of(kind: str, name: str, found: Worth) -> dict[str, Cell]:
    """A row of the table; `±` is half the width of the 95 % interval of the column before."""
    return {
        kind: name,
        "n": found.n,
        "recall@10": round(found.recall_10, 4),
        "± r": round(found.recall_10_within, 4),
        "recall@100": round(found.recall_100, 4),
        "mrr": round(found.mrr, 4),
        "± m": round(found.mrr_within, 4),
    }
