"""The transformer reads a list from left to right and nothing behind it."""

from __future__ import annotations

import pytest
import torch

from recommender.scorers.training.transformer import TransformerShape, dropping, first_weights, keeping, states

SHAPE = TransformerShape(dim=8, blocks=2, heads=2, longest=6)


@pytest.fixture
def weights() -> dict[str, torch.Tensor]:
    made = first_weights(SHAPE, torch.Generator().manual_seed(1))
    made["distances"] = torch.randn(made["distances"].shape, generator=torch.Generator().manual_seed(2))
    return made


def lists(seed: int) -> torch.Tensor:
    return torch.randn(3, 6, 8, generator=torch.Generator().manual_seed(seed))


def test_what_comes_later_changes_nothing_before(weights: dict[str, torch.Tensor]) -> None:
    one, other = lists(3), lists(3)
    other[:, 4:] = lists(4)[:, 4:]
    read, reread = states(weights, SHAPE, one, keeping), states(weights, SHAPE, other, keeping)
    assert torch.allclose(read[:, :4], reread[:, :4], atol=1e-6)
    assert not torch.allclose(read[:, 4:], reread[:, 4:], atol=1e-2)


def test_the_order_of_what_was_read_matters(weights: dict[str, torch.Tensor]) -> None:
    one = lists(3)
    swapped = one[:, [1, 0, 2, 3, 4, 5]]
    assert not torch.allclose(
        states(weights, SHAPE, one, keeping)[:, -1], states(weights, SHAPE, swapped, keeping)[:, -1], atol=1e-3
    )


def test_dropout_keeps_the_mean_and_is_its_generators() -> None:
    ones = torch.ones(100_000)
    dropped = dropping(0.3, torch.Generator().manual_seed(1))(ones)
    assert float(dropped.mean()) == pytest.approx(1.0, abs=0.01)
    assert float((dropped == 0).float().mean()) == pytest.approx(0.3, abs=0.01)
    assert torch.equal(dropped, dropping(0.3, torch.Generator().manual_seed(1))(ones))
