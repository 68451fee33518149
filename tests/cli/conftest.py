from pathlib import Path

import pytest

from support.shell import ROOT, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in an empty folder."""
    return Shell(tmp_path)


@pytest.fixture
def home() -> Shell:
    """A shell in the repository."""
    return Shell(ROOT)
