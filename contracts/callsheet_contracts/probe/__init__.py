"""The active check: all duties of an endpoint and the life of its tasks, against a server. Knows no provider by name.

Nothing is drawn at random: the same specs and the same server give the same calls, in the same order, and the same ids.
"""

from callsheet_contracts.probe.cases import Case, Expected, Finding, Outcome, State
from callsheet_contracts.probe.hosts import CannotProbe
from callsheet_contracts.probe.report import Report
from callsheet_contracts.probe.run import Choices, probe

__all__ = ["CannotProbe", "Case", "Choices", "Expected", "Finding", "Outcome", "Report", "State", "probe"]
