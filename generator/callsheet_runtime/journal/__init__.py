"""Every submission written down before it is sent, in one file, so that a crash loses no paid task and buys none twice.

Names are loaded when first asked for: whoever keeps no journal loads no database.
"""

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


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- who imports a module of this package directly needs no more

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
