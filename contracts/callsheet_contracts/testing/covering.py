"""Coverage of a run of pytest: counted in each process, joined in one, told at the end. Knows no provider."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest

from callsheet_contracts.coverage import CannotMergeError, NotThereError, Threshold, as_text
from callsheet_contracts.testing.specs import BadSpecs, compiled
from callsheet_contracts.testing.tally import FORMATS, Tally

if TYPE_CHECKING:
    from callsheet_contracts.testing.tally import Outcome

COUNTS: Final = "callsheet_coverage"
"""Under which name a worker of pytest-xdist hands its counts over."""


class Covering:
    """Registered with pytest where coverage is asked for."""

    def __init__(
        self, config: pytest.Config, only: Sequence[str], reports: Sequence[str], least: Sequence[str]
    ) -> None:
        """Read what was asked for.

        Raises:
            pytest.UsageError: a threshold or the name of a report makes no sense.

        """
        self._config = config
        self._only = [name for name in only if name]
        self._files = [config.invocation_params.dir / name for name in reports]
        for file in self._files:
            if file.suffix not in FORMATS:
                raise pytest.UsageError(f"--callsheet-report {file.name}: end its name in {', '.join(FORMATS)}")
        try:
            self._thresholds = [Threshold.read(word) for word in least]
        except ValueError as error:
            raise pytest.UsageError(f"--callsheet-fail-under: {error}") from error
        self._outcome: Outcome | None = None
        self._wrong: list[str] = []

    @cached_property
    def tally(self) -> Tally:
        """What was counted in this process, and in those that have ended."""
        return Tally(compiled(self._config))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Add what a worker of pytest-xdist has counted."""
        given = cast("dict[str, Any]", getattr(node, "workeroutput", {})).get(COUNTS)
        if given is not None:
            try:
                self.tally.add(given, "a worker")
            except (BadSpecs, CannotMergeError) as error:
                self._wrong.append(str(error))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand counts over, or see what they come to."""
        try:
            handed = cast("dict[str, Any] | None", getattr(self._config, "workeroutput", None))
            if handed is not None:
                handed[COUNTS] = self.tally.written()
                return
            self._outcome = self.tally.outcome(self._only, self._thresholds)
            for file in self._files:
                self.tally.write(self._outcome, file)
        except (BadSpecs, NotThereError, OSError) as error:
            self._wrong.append(str(error))
        if (self._wrong or (self._outcome and self._outcome.below)) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell what was seen."""
        terminalreporter.section("callsheet coverage")
        if self._outcome is not None and not self._wrong:
            parts = self._outcome.coverage.parts
            terminalreporter.write(
                as_text(self._outcome.coverage)
                if parts
                else "nothing was seen: no test that ran has used `simulator` or `callsheet_cassette`\n"
            )
            for file in self._files:
                terminalreporter.write_line(f"written to {_near(file, self._config.invocation_params.dir)}")
            for words in self._outcome.below:
                terminalreporter.write_line(f"FAILED {words}", red=True)
        for words in self._wrong:
            terminalreporter.write_line(f"ERROR {words}", red=True)


def _near(file: Path, folder: Path) -> str:
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)
