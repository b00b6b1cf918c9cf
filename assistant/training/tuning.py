"""Fine-tuning by low-rank adapters (LoRA): the loop, its loss on answers alone, and how it is judged on the way."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.training.checkpoints import Checkpoint, load, save
from assistant.training.examples import IGNORED, Batch, Example, batch_at, padded
from assistant.training.recipe import PROJECTIONS, Recipe
from retrieval.training.run_folder import keep, write_log

if TYPE_CHECKING:
    import torch
    from peft import PeftModel
    from transformers import PreTrainedModel

OnStep = Callable[[dict[str, float]], None]


class MissingLibraryError(ImportError):
    """Training needs a library that serving does not."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """Where a run stands when it has ended or was stopped. `adapter` is float32, by peft's names."""

    steps: int
    finished: bool
    adapter: dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Judgement:
    """On held-out examples: the mean loss of an answer's token, and the share of answers written without a fault.

    An answer is without fault when every token of it is the likeliest after those before it, which is to say when
    greedy decoding without a grammar writes exactly it.
    """

    loss: float
    exact: float


def check_libraries(*, is_installed: Callable[[str], object] = find_spec) -> None:
    """Raises `MissingLibraryError`, which says what to install, where training cannot work."""
    missing = [name for name in ("peft", "matplotlib") if not is_installed(name)]
    if missing:
        raise MissingLibraryError(
            f"Training needs {' and '.join(missing)}, which serving does not: run `pip install 'shelftalk[train]'` "
            "(in a clone: `pip install -e '.[train]'`)."
        )


def with_adapter(model: PreTrainedModel, recipe: Recipe) -> PeftModel:
    """The model with an adapter that changes nothing yet and is all that learns. Its weights are float32."""
    import torch
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(
        r=recipe.rank, lora_alpha=recipe.alpha, lora_dropout=0.0, bias="none", target_modules=list(PROJECTIONS),
        task_type="CAUSAL_LM",
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        # peft 0.21 asks transformers by a name that is going to change.
        warnings.filterwarnings("ignore", "`is_gradient_checkpointing`", FutureWarning)
        torch.manual_seed(recipe.seed)
        adapted = get_peft_model(model, config, autocast_adapter_dtype=True)
    if recipe.less_memory:
        whole: Any = model
        by_new_name = getattr(whole, "activation_checkpointing_enable", None)  # transformers 5.2x renamed it
        (by_new_name or whole.gradient_checkpointing_enable)({"use_reentrant": False})
        whole.enable_input_require_grads()
    return adapted


def answer_scores(model: PeftModel, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Scores (n_answer_tokens, n_vocab) float32 and the tokens (n_answer_tokens,) that should have been said.

    The head is computed where an answer's token comes next and nowhere else: most of a row is prompt.
    """
    whole: Any = model.get_base_model()
    hidden = whole.model(input_ids=batch.tokens, attention_mask=batch.mask, use_cache=False).last_hidden_state
    following = batch.labels[:, 1:]
    is_answer = following != IGNORED
    return whole.lm_head(hidden[:, :-1][is_answer]).float(), following[is_answer]


def judge(model: PeftModel, examples: Sequence[Example], size: int) -> Judgement:
    """How well the model answers `examples`, in batches of `size`."""
    import torch

    ordered = sorted(examples, key=len)
    loss, n_tokens, n_exact = 0.0, 0, 0
    model.eval()
    with torch.no_grad(), _mixed(model):
        for i in range(0, len(ordered), size):
            batch = padded(ordered[i : i + size])
            scores, said = answer_scores(model, batch)
            loss += float(torch.nn.functional.cross_entropy(scores, said, reduction="sum"))
            n_tokens += len(said)
            right = torch.ones_like(batch.labels[:, 1:], dtype=torch.bool)
            right[batch.labels[:, 1:] != IGNORED] = scores.argmax(-1) == said
            n_exact += int(right.all(-1).sum())
    model.train()
    return Judgement(loss / n_tokens, n_exact / len(ordered))


def tune(
    model: PreTrainedModel,
    learned: Sequence[Example],
    held_out: Sequence[Example],
    recipe: Recipe,
    folder: Path,
    *,
    begin_with: Mapping[str, torch.Tensor] | None = None,
    resume: bool = False,
    checkpoint_every: int = 25,
    judge_every: int = 100,
    should_stop: Callable[[], bool] = lambda: False,
    on_step: OnStep = lambda _: None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Tuned:
    """Runs the recipe, or goes on with it; the folder gets recipe, checkpoints and log.

    `begin_with` is an adapter of the same rank that an earlier run learned; without it the first step begins with one
    that changes nothing.

    `should_stop` is asked after every step; what was learned until then is kept. A run taken up again learns what
    an unbroken one would have. `model` is changed.
    """
    import torch
    from peft import get_peft_model_state_dict, set_peft_model_state_dict

    check_libraries()
    keep(recipe, folder, resume=resume)
    adapted = with_adapter(model, recipe)
    weights = [p for p in adapted.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=recipe.learning_rate, weight_decay=0.0)
    last = load(folder) if resume else None
    if begin_with is not None:
        set_peft_model_state_dict(adapted, dict(begin_with))
    if last is not None:
        set_peft_model_state_dict(adapted, last.adapter)
        optimiser.load_state_dict(last.optimiser)
    first, n_examples, seconds = (last.steps, last.examples, last.seconds) if last else (0, 0, 0.0)
    lengths = [len(example) for example in learned]
    adapted.train()
    done = first

    def state() -> dict[str, Any]:
        return {k: v.detach().clone() for k, v in get_peft_model_state_dict(adapted).items()}

    for step in range(first, recipe.steps):
        began = monotonic()
        rate = recipe.rate_at(step)
        for group in optimiser.param_groups:
            group["lr"] = rate
        batch = padded([learned[i] for i in batch_at(step, lengths, recipe.batch, recipe.seed)])
        loss = _learn(adapted, optimiser, weights, batch, recipe.largest_gradient)
        seconds, n_examples = seconds + monotonic() - began, n_examples + len(batch.tokens)
        done = step + 1
        line = {"step": done, "loss": loss, "lr": rate, "examples": n_examples, "seconds": seconds}
        stopped = should_stop()
        is_last = done == recipe.steps
        if held_out and not stopped and (is_last or done % judge_every == 0):
            found = judge(adapted, held_out, recipe.batch)
            line |= {"validation_loss": found.loss, "exact": found.exact}
        write_log(folder, line)
        on_step(line)
        if stopped or is_last or done % checkpoint_every == 0:
            save(Checkpoint(done, n_examples, seconds, state(), optimiser.state_dict()), folder)
        if stopped:
            break
    return Tuned(done, done == recipe.steps, state())


def _learn(model: PeftModel, optimiser: Any, weights: Sequence[Any], batch: Batch, largest_gradient: float) -> float:
    import torch

    optimiser.zero_grad(set_to_none=True)
    with _mixed(model):
        scores, said = answer_scores(model, batch)
    loss = torch.nn.functional.cross_entropy(scores, said)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(list(weights), largest_gradient)
    optimiser.step()
    return float(loss.detach())


def _mixed(model: PeftModel) -> AbstractContextManager[Any]:
    """Arithmetic in bfloat16 where the model is kept in it; the adapter's own float32 weights are cast on the way."""
    import torch
    from peft.helpers import disable_input_dtype_casting

    whole: Any = model.get_base_model()
    if whole.dtype != torch.bfloat16:
        return nullcontext()
    both = ExitStack()
    both.enter_context(disable_input_dtype_casting(model))
    both.enter_context(torch.autocast("cpu", dtype=torch.bfloat16))
    return both
