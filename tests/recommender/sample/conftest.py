"""One small simulation of the sample store for all tests of its shoppers."""

from __future__ import annotations

import pytest

from recommender.sample.simulation import Simulated, simulate
from retrieval.sample import SEED, TODAY
from retrieval.sample.assortment import read_assortment

N_SHOPPERS = 200


@pytest.fixture(scope="session")
def simulated() -> Simulated:
    return simulate(read_assortment(), seed=SEED, today=TODAY, n_shoppers=N_SHOPPERS)
