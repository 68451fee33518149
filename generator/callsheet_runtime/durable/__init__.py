"""Clips made by durable workflows, on many machines. Needs the extra `callsheet[durable]`; nothing else here does.

Names are loaded when first asked for.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.durable.workflows import Durable, Made, Making
    from callsheet_runtime.journal.postgres import PostgresJournal

__all__ = ["Durable", "Made", "Making", "PostgresJournal"]

_HOMES = {
    "Durable": "callsheet_runtime.durable.workflows",
    "Made": "callsheet_runtime.durable.workflows",
    "Making": "callsheet_runtime.durable.workflows",
    "PostgresJournal": "callsheet_runtime.journal.postgres",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- see the top

    try:
        value: object = getattr(import_module(home), name)
    except ModuleNotFoundError as error:
        if error.name not in {"dbos", "psycopg"}:
            raise
        words = f"{name} takes the library {error.name}: pip install 'callsheet[durable]'"
        raise ModuleNotFoundError(words, name=error.name) from error
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
