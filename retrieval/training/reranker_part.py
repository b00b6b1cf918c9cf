"""The reranker's part: the first layers of MiniLM learn to read a query and a product's text together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.encoder import Encoder
from retrieval.judgments import Judgments, Split
from retrieval.learned_weights import RERANKER, LearnedWeightsError, read_tensors
from retrieval.pair_reading import n_layers, packed, unpacked
from retrieval.progress import Progress, silent
from retrieval.reranker import CrossEncoderReranker, pair, read_tokenizer
from retrieval.training.encoder_part import arithmetic, read_bert
from retrieval.training.judging import figures
from retrieval.training.lessons import Lesson, Lessons
from retrieval.training.loop import Hooks, Ran, run
from retrieval.training.misses import drawn, found_once
from retrieval.training.recipe import Recipe
from retrieval.training.run_folder import TrainingError, keep
from retrieval.training.texts import Texts, filled

if TYPE_CHECKING:
    import torch

_HELD_OUT = 150  # validation queries that a run is judged by, fifty pairs each
_READ = 200  # pairs at once, where nothing is learned
_GRADED = 0.5  # what telling how good a product is counts beside telling which is better


def train_reranker(
    judgments: Judgments, recipe: Recipe, folder: Path, encoder: Encoder, weights: Path, *,
    begin_with: Path | None = None, resume: bool = False, hooks: Hooks | None = None, progress: Progress = silent,
) -> Ran:  # fmt: skip
    """Learns from the training queries, is judged by validation queries; the folder gets the reranker.

    `encoder` finds the candidates, as it does when the store serves. What the run says of held-out queries is how good
    the order of these candidates is: before the first step, as they were found.
    """
    keep(recipe, folder, resume=resume)
    queries = judgments.queries(Split.TRAIN)
    held_out = judgments.queries(Split.VALIDATION)[:_HELD_OUT]
    pool = drawn(judgments, held_out, recipe.mined_from, recipe.seed)
    found = found_once(folder, judgments, encoder, [*queries, *held_out], pool, progress)
    lessons = Lessons(judgments, queries, found, batch=recipe.batch, n_wrong=recipe.negatives, seed=recipe.seed)
    wanted = {*(i for own in found.values() for i in own), *(i for q in queries for i in judgments.grades[q])}
    tokenizer = read_tokenizer(weights)
    texts = Texts(tokenizer, [*queries, *held_out], judgments.titles, wanted, recipe.max_tokens)
    model = PairModel(read_bert(weights), recipe.layers, recipe.seed)
    if begin_with is not None:
        model.begin_with(begin_with)
    relevant = {q: judgments.relevant(q) for q in held_out}

    def judge() -> dict[str, float]:
        pairs = [(q, i) for q in held_out for i in found[q]]
        scores = dict(zip(pairs, read(pairs), strict=True))
        return figures({q: sorted(found[q], key=lambda i: (-scores[q, i], i)) for q in held_out}, relevant)

    def read(pairs: Sequence[tuple[str, str]]) -> list[float]:
        import torch

        order = sorted(range(len(pairs)), key=lambda at: len(texts.product(pairs[at][1])))
        scores = [0.0] * len(pairs)
        with torch.no_grad():
            for start in range(0, len(order), _READ):
                part = order[start : start + _READ]
                rows = [pair(texts.query(pairs[at][0]), texts.product(pairs[at][1]), recipe.max_tokens) for at in part]
                for at, score in zip(part, model.logits(rows, half=recipe.half).tolist(), strict=True):
                    scores[at] = score
        return scores

    ran = run(
        recipe, folder, model.learned, lambda step: _loss(model, lessons.at(step), texts, recipe), judge,
        resume=resume, hooks=hooks or Hooks(),
        before=None if begin_with else figures({q: found[q] for q in held_out}, relevant),
    )  # fmt: skip
    model.write(folder / RERANKER, {
        "recipe": recipe.as_json(), "steps": str(ran.steps), "max_tokens": str(recipe.max_tokens),
    })  # fmt: skip
    CrossEncoderReranker(folder / RERANKER, weights=weights).warm()  # what was written can be read
    return ran


def _loss(model: PairModel, now: Sequence[Lesson], texts: Texts, recipe: Recipe) -> torch.Tensor:
    """The answer among its near misses (cross-entropy over the group), and how good each graded product is."""
    import torch
    import torch.nn.functional as f

    rows = [
        pair(texts.query(lesson.query), texts.product(i), recipe.max_tokens)
        for lesson in now
        for i in (lesson.right, *lesson.wrong)
    ]
    logits = model.logits(rows, half=recipe.half)
    # A product that nobody graded is taken for a poor one; 1 is the worst grade, 3 the best.
    grades = torch.tensor([max(0.0, (grade - 1) / 2) for lesson in now for grade in lesson.grades])
    groups = logits.view(len(now), -1)
    telling = f.cross_entropy(groups, torch.zeros(len(now), dtype=torch.long))
    return telling + _GRADED * f.binary_cross_entropy_with_logits(logits, grades)


class PairModel:
    """The layers that learn, under a head that reads the query's word pieces. Words and places stay as they are."""

    def __init__(self, bert: Any, layers: int, seed: int) -> None:
        import torch

        there = len(bert.encoder.layer)
        if not 1 <= layers <= there:
            raise TrainingError(f"{layers} layers: the encoder has {there}, 1 to {there} can be taken.")
        bert.encoder.layer = bert.encoder.layer[:layers]
        self._bert = bert
        chance = torch.Generator().manual_seed(seed)
        width = bert.config.hidden_size
        self._head = torch.nn.Parameter(torch.randn(1, width, generator=chance) * 0.02)
        self._bias = torch.nn.Parameter(torch.zeros(1))
        self.learned: dict[str, torch.nn.Parameter] = {"head.weight": self._head, "head.bias": self._bias}
        for name, parameter in bert.named_parameters():
            if name.startswith(("encoder.", "embeddings.LayerNorm", "embeddings.token_type_embeddings")):
                self.learned[name] = parameter.requires_grad_(True)

    def logits(self, rows: Sequence[tuple[Sequence[int], int]], *, half: bool) -> torch.Tensor:
        """`(len(rows),)` float32; the reranker's score is its sigmoid."""
        import torch

        ids, real = filled([row for row, _ in rows])
        own = torch.tensor([n_query for _, n_query in rows])[:, None]
        asking = (torch.arange(ids.shape[1])[None, :] < own)[:, :, None].float()
        side = (asking[:, :, 0] == 0).long()
        with arithmetic(half):
            seen = self._bert(input_ids=ids, attention_mask=real, token_type_ids=side).last_hidden_state
        mean = (seen.float() * asking).sum(1) / asking.sum(1)
        found: torch.Tensor = mean @ self._head[0] + self._bias
        return found

    def begin_with(self, file: Path) -> None:
        """Takes over what a reranker learned before. Raises `LearnedWeightsError` where it has other layers."""
        import torch

        kept, _ = read_tensors(file)
        before = unpacked(kept)
        if before.keys() != self.learned.keys():
            raise LearnedWeightsError(f"{file} has {n_layers(kept)} layers or other parts; name as many with --layers.")
        with torch.no_grad():
            for name, parameter in self.learned.items():
                parameter.copy_(before[name])

    def write(self, file: Path, said: Mapping[str, str]) -> None:
        """Replaces the file; matrices in 8 bits."""
        from safetensors.torch import save_file

        fresh = file.with_name(f"{file.name}.new")
        save_file(packed(self.learned), fresh, dict(said))
        fresh.replace(file)
