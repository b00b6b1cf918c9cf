"""The encoder's part: an adapter by which queries come near their answers and away from near misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.encoder import Encoder
from retrieval.judgments import Judgments, Split
from retrieval.learned_weights import ADAPTER, LearnedWeightsError, read_tensors
from retrieval.progress import Progress, silent
from retrieval.reranker import read_tokenizer
from retrieval.training.judging import figures
from retrieval.training.lessons import Lesson, Lessons
from retrieval.training.loop import Hooks, Ran, run
from retrieval.training.misses import drawn, found_once
from retrieval.training.recipe import Recipe
from retrieval.training.run_folder import keep
from retrieval.training.texts import Texts, filled, marked

if TYPE_CHECKING:
    import torch

_HELD_OUT = 300  # validation queries that a run is judged by
_JUDGED_AMONG = 4_000  # products: the answers of these queries among others
_READ = 128  # texts at once, where nothing is learned


def train_encoder(
    judgments: Judgments, recipe: Recipe, folder: Path, encoder: Encoder, weights: Path, *,
    begin_with: Path | None = None, resume: bool = False, hooks: Hooks | None = None, progress: Progress = silent,
) -> Ran:  # fmt: skip
    """Learns from the training queries, is judged by validation queries; the folder gets the adapter.

    `encoder` finds the near misses; `weights` is the folder of the model that learns, `begin_with` an adapter that it
    learns further.
    """
    import torch

    keep(recipe, folder, resume=resume)
    queries = judgments.queries(Split.TRAIN)
    held_out = judgments.queries(Split.VALIDATION)[:_HELD_OUT]
    pool = drawn(judgments, (), recipe.mined_from, recipe.seed)
    found = found_once(folder, judgments, encoder, queries, pool, progress)
    lessons = Lessons(judgments, queries, found, batch=recipe.batch, n_wrong=recipe.negatives, seed=recipe.seed)
    among = drawn(judgments, held_out, _JUDGED_AMONG, recipe.seed)
    wanted = {*among, *(i for own in found.values() for i in own), *(i for q in queries for i in judgments.grades[q])}
    texts = Texts(read_tokenizer(weights), [*queries, *held_out], judgments.titles, wanted, recipe.max_tokens)
    model = read_bert(weights)
    adapter = LowRank(model, recipe.rank, recipe.seed)
    if begin_with is not None:
        adapter.begin_with(begin_with)

    def judge() -> dict[str, float]:
        rows = read([texts.product(i) for i in among])
        asked = read([texts.query(q) for q in held_out])
        best = (asked @ rows.T).topk(min(10, len(among)), dim=1).indices.tolist()
        ranked = {q: [among[at] for at in own] for q, own in zip(held_out, best, strict=True)}
        return figures(ranked, {q: judgments.relevant(q) for q in held_out})

    def read(own: Sequence[Sequence[int]]) -> torch.Tensor:
        order = sorted(range(len(own)), key=lambda at: len(own[at]))
        rows = torch.empty(len(own), model.config.hidden_size)
        with torch.no_grad():
            for start in range(0, len(order), _READ):
                part = order[start : start + _READ]
                rows[part] = embedded(model, [own[at] for at in part], half=recipe.half)
        return rows

    ran = run(
        recipe, folder, adapter.parameters, lambda step: _loss(model, lessons, lessons.at(step), texts, recipe), judge,
        resume=resume, hooks=hooks or Hooks(),
    )  # fmt: skip
    adapter.write(folder / ADAPTER, {"recipe": recipe.as_json(), "steps": str(ran.steps)})
    return ran


def _loss(model: Any, lessons: Lessons, now: Sequence[Lesson], texts: Texts, recipe: Recipe) -> torch.Tensor:
    """Each query must tell its answer from its own near misses and from everything meant for the others.

    Multiple negatives ranking (https://arxiv.org/abs/1705.00652), without products that answer the query as well.
    """
    import torch

    products = [lesson.right for lesson in now] + [i for lesson in now for i in lesson.wrong]
    asked = embedded(model, [texts.query(lesson.query) for lesson in now], half=recipe.half)
    rows = embedded(model, [texts.product(i) for i in products], half=recipe.half)
    scores = asked @ rows.T / recipe.temperature
    also = torch.zeros_like(scores, dtype=torch.bool)
    for at, lesson in enumerate(now):
        answers = lessons.relevant(lesson.query)
        also[at] = torch.tensor([i in answers for i in products])
        also[at, at] = False
    return torch.nn.functional.cross_entropy(scores.masked_fill(also, -1e4), torch.arange(len(now)))


def embedded(model: Any, own: Sequence[Sequence[int]], *, half: bool) -> torch.Tensor:
    """`(len(own), dim)` float32, rows of length 1: the mean of the word pieces, as all-MiniLM is used."""
    import torch

    ids, real = filled([marked(row) for row in own])
    with arithmetic(half):
        hidden = model(input_ids=ids, attention_mask=real).last_hidden_state
    mask = real[:, :, None].float()
    return torch.nn.functional.normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=1)


def arithmetic(half: bool) -> AbstractContextManager[Any]:
    """bfloat16 in matrix products, if so wished and where the processor has it: elsewhere it is slower."""
    import torch

    return (
        torch.autocast("cpu", dtype=torch.bfloat16) if half and torch.cpu._is_avx512_bf16_supported() else nullcontext()
    )


def read_bert(weights: Path) -> Any:
    """The encoder's BERT, nothing of which learns yet and nothing of which is left to chance."""
    from transformers import AutoModel

    from retrieval.encoder import quietly

    with quietly():
        model = AutoModel.from_pretrained(str(weights), local_files_only=True)
    model.requires_grad_(False)
    return model.eval()


class LowRank:
    """A change of low rank for every linear layer of a BERT's encoder, which is all that learns."""

    def __init__(self, model: Any, rank: int, seed: int) -> None:
        import torch
        from torch.nn.utils import parametrize

        self.parameters: dict[str, torch.nn.Parameter] = {}
        chance = torch.Generator().manual_seed(seed)
        linears = {
            n: m for n, m in model.named_modules() if isinstance(m, torch.nn.Linear) and n.startswith("encoder.")
        }
        for name, linear in linears.items():
            change = _change(linear, rank, chance)
            self.parameters[f"{name}.down"], self.parameters[f"{name}.up"] = change.down, change.up
            parametrize.register_parametrization(linear, "weight", change)

    def begin_with(self, file: Path) -> None:
        """Takes over what was learned before. Raises `LearnedWeightsError` where it does not fit."""
        import torch

        tensors, _ = read_tensors(file)
        with torch.no_grad():
            for name, parameter in self.parameters.items():
                before = tensors.get(name)
                if before is None or before.shape != parameter.shape:
                    raise LearnedWeightsError(f"{file} is no adapter of this rank for these weights: see {name}.")
                parameter.copy_(before)

    def write(self, file: Path, said: Mapping[str, str]) -> None:
        """Replaces the file, in half precision."""
        import torch
        from safetensors.torch import save_file

        fresh = file.with_name(f"{file.name}.new")
        tensors = {name: own.detach().to(torch.float16).contiguous() for name, own in self.parameters.items()}
        save_file(tensors, fresh, dict(said))
        fresh.replace(file)


def _change(linear: Any, rank: int, chance: torch.Generator) -> Any:
    import torch

    class Change(torch.nn.Module):
        """The weight plus `up @ down`; nothing to begin with, because `up` is zero."""

        def __init__(self) -> None:
            super().__init__()
            down = torch.randn(rank, linear.in_features, generator=chance) / linear.in_features**0.5
            self.down = torch.nn.Parameter(down)
            self.up = torch.nn.Parameter(torch.zeros(linear.out_features, rank))

        def forward(self, weight: torch.Tensor) -> torch.Tensor:
            return weight + self.up @ self.down

    return Change()
