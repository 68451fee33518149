"""Every submission written down before it is sent, in one file, so that a crash loses no paid task and buys none twice.

Names are loaded when first asked for: whoever keeps no journal loads no database.
"""

from callsheet_runtime.lazily import naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.journal.errors import JournalError, NoSuchJob, StateForbids
    from callsheet_runtime.journal.jobs import Job, JobState
    from callsheet_runtime.journal.journal import Journal

__all__ = ["Job", "JobState", "Journal", "JournalError", "NoSuchJob", "StateForbids"]

_HOMES = {
    "Job": "jobs",
    "JobState": "jobs",
    "Journal": "journal",
    "JournalError": "errors",
    "NoSuchJob": "errors",
    "StateForbids": "errors",
}
"""Which module each name lives in."""

__getattr__, __dir__ = naming(__name__, _HOMES)
