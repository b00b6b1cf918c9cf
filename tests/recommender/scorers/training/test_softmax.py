"""The loss over a draw of products stands for the loss over all."""

from __future__ import annotations

import pytest
import torch

from recommender.scorers.training.softmax import softmax_loss


def vectors(n: int, seed: int) -> torch.Tensor:
    return torch.randn(n, 8, generator=torch.Generator().manual_seed(seed))


def test_over_all_products_it_is_cross_entropy() -> None:
    states, products, targets = vectors(5, 1), vectors(40, 2), torch.tensor([0, 3, 3, 39, 7])
    logits = states @ products.T
    expected = -(logits.log_softmax(dim=1)[torch.arange(5), targets]).mean()
    assert float(softmax_loss(states, products, targets, 0, torch.Generator())) == pytest.approx(float(expected))


def test_a_draw_guesses_the_loss_over_all() -> None:
    states, products, targets = vectors(30, 1), vectors(2000, 2), torch.arange(30)
    whole = float(softmax_loss(states, products, targets, 0, torch.Generator()))
    generator = torch.Generator().manual_seed(5)
    drawn = [float(softmax_loss(states, products, targets, 500, generator)) for _ in range(20)]
    assert sum(drawn) / 20 == pytest.approx(whole, rel=0.03)


def test_a_target_is_not_its_own_negative() -> None:
    products = torch.eye(2)
    states = torch.tensor([[50.0, 0.0]])
    loss = softmax_loss(states, products, torch.tensor([0]), 1, torch.Generator().manual_seed(1))
    assert float(loss) == pytest.approx(0.0, abs=1e-6)
