"""Coverage: what of the specs a set of recordings and a test run has shown. Knows no provider by name.

Names are loaded when first asked for: a pytest plugin imports this in every run, wanted or not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet_contracts.coverage.collector import CannotMergeError, Collector
    from callsheet_contracts.coverage.goals import Goal, Kind, Section, Side, fingerprint, sections
    from callsheet_contracts.coverage.journals import NoJournalError, add_journal, read_journal
    from callsheet_contracts.coverage.page import as_html
    from callsheet_contracts.coverage.replay import Replay, replay
    from callsheet_contracts.coverage.standing import Coverage, Degree, NotThereError, Share, Standing, measure
    from callsheet_contracts.coverage.text import as_json, as_text
    from callsheet_contracts.coverage.thresholds import Threshold
    from callsheet_contracts.coverage.transport import AsyncCoverageTransport, CoverageTransport

__all__ = [
    "AsyncCoverageTransport",
    "CannotMergeError",
    "Collector",
    "Coverage",
    "CoverageTransport",
    "Degree",
    "Goal",
    "Kind",
    "NoJournalError",
    "NotThereError",
    "Replay",
    "Section",
    "Share",
    "Side",
    "Standing",
    "Threshold",
    "add_journal",
    "as_html",
    "as_json",
    "as_text",
    "fingerprint",
    "measure",
    "read_journal",
    "replay",
    "sections",
]

_HOMES = {
    "AsyncCoverageTransport": "transport",
    "CannotMergeError": "collector",
    "Collector": "collector",
    "Coverage": "standing",
    "CoverageTransport": "transport",
    "Degree": "standing",
    "Goal": "goals",
    "Kind": "goals",
    "NoJournalError": "journals",
    "NotThereError": "standing",
    "Replay": "replay",
    "Section": "goals",
    "Share": "standing",
    "Side": "goals",
    "Standing": "standing",
    "Threshold": "thresholds",
    "add_journal": "journals",
    "as_html": "page",
    "as_json": "text",
    "as_text": "text",
    "fingerprint": "goals",
    "measure": "standing",
    "read_journal": "journals",
    "replay": "replay",
    "sections": "goals",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
