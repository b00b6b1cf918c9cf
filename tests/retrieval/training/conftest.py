from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.training import tiny


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.write_weights(tmp_path_factory.mktemp("weights"))
