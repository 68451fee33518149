import pytest

from support.shell import ROOT, Shell


@pytest.fixture
def home() -> Shell:
    """A shell in the repository."""
    return Shell(ROOT)
