"""What a journal raises. Knows no file format and no task.

CallsheetError              sent?     billed?   repeat it?
  x JournalError            it says   it says   when the file can be written again; with a `ticket`: never submit again
    x NoSuchJob             no        no        with another id
    x StateForbids          no        no        never: the job is in no state for that
"""

# ruff: noqa: N818 -- as in `callsheet_runtime.errors`: an error is named after what happened
from callsheet_runtime.errors import CallsheetError


class JournalError(CallsheetError):
    """The journal cannot be opened, read or written. Where a task was created all the same, `ticket` is its ticket."""

    billed: bool | None = False
    repeatable: bool | None = True

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"the journal {path}: {why}")
        self.path = path
        self.why = why


class NoSuchJob(JournalError):
    """The journal has no job of that id."""

    repeatable = False

    def __init__(self, path: str, job: int) -> None:
        super().__init__(path, f"it has no job {job}")
        self.job = job


class StateForbids(JournalError):
    """What was asked for is not possible in the state that the job is in."""

    repeatable = False

    def __init__(self, path: str, job: int, *, state: str, why: str) -> None:
        super().__init__(path, f"job {job} is {state}: {why}")
        self.job = job
        self.state = state
