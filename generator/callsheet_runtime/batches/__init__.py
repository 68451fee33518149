"""Many requests, one file: checked all at once, paid for once, saved each. Whatever stops it, the same call goes on.

Knows no provider. `lines` reads, `planning` checks and reckons, `running` says which line is next, `working` brings it
on, `manifest` writes what came of it all.

Names are loaded when first asked for.
"""

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
