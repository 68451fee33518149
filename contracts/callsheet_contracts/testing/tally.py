"""What a run of tests has shown of the specs, in however many processes it ran. Knows no pytest."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from callsheet_contracts.coverage import Collector, Coverage, Threshold, add_journal, as_html, as_json, as_text, measure

if TYPE_CHECKING:
    from callsheet.model.endpoint import Catalog
    from callsheet_contracts.recordings import Recording
    from callsheet_contracts.simulator import Simulator

FORMATS: Final = (".html", ".json", ".txt")
"""How the name of a report may end; it says what is written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of tests has come to."""

    coverage: Coverage
    below: tuple[str, ...]
    """What was asked for and not reached, in words."""


class Tally:
    """Counts what tests show: each simulator's journal, each cassette."""

    def __init__(self, catalog: "Catalog") -> None:
        self._collector = Collector(catalog)

    def journal(self, simulator: "Simulator") -> None:
        """Count what a simulator was asked, and how it answered."""
        add_journal(self._collector, simulator.journal)

    def recording(self, recording: "Recording") -> None:
        """Count what a cassette holds."""
        self._collector.add(recording)

    def written(self) -> str:
        """Write the counts down, for another process to add."""
        return self._collector.to_json()

    def add(self, text: str, worker: str) -> None:
        """Add the counts of another process.

        Raises:
            CannotMergeError: it has run with other specs.

        """
        self._collector.merge_json(text, worker)

    def outcome(self, only: Iterable[str], thresholds: Iterable[Threshold]) -> Outcome:
        """Say what was seen, and what is too little.

        Raises:
            NotThereError: there is no such provider or endpoint.

        """
        found = measure(self._collector, only=only)
        return Outcome(found, tuple(words for one in thresholds if (words := one.missed(found))))

    def write(self, outcome: Outcome, file: Path) -> None:
        """Write a report, in the format that its name ends with.

        Raises:
            OSError: it cannot be written.

        """
        match file.suffix:
            case ".html":
                text = as_html(outcome.coverage)
            case ".json":
                text = as_json(outcome.coverage, self._collector)
            case _:
                text = as_text(outcome.coverage, missing=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
