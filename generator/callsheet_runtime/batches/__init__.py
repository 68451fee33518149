"""Many requests, one file: checked all at once, paid for once, saved each. Whatever stops it, the same call goes on.

Knows no provider. `lines` reads, `planning` checks and reckons, `running` says which line is next, `working` brings it
on, `manifest` writes what came of it all.

Names are loaded when first asked for.
"""

from callsheet_runtime.lazily import naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.batches.batch import Batch
    from callsheet_runtime.batches.plan import Fate, Plan, Row, Wrong
    from callsheet_runtime.batches.progress import Progress, Stage
    from callsheet_runtime.batches.report import Report, Undecided

__all__ = ["Batch", "Fate", "Plan", "Progress", "Report", "Row", "Stage", "Undecided", "Wrong"]

_HOMES = {
    "Batch": "batch",
    "Fate": "plan",
    "Plan": "plan",
    "Progress": "progress",
    "Report": "report",
    "Row": "plan",
    "Stage": "progress",
    "Undecided": "report",
    "Wrong": "plan",
}
"""Which module each name lives in."""

__getattr__, __dir__ = naming(__name__, _HOMES)
