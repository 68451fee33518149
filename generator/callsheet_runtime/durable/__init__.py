"""Clips made by durable workflows, on many machines. Needs the extra `callsheet[durable]`; nothing else here does.

Names are loaded when first asked for.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.durable.postgres import PostgresJournal
    from callsheet_runtime.durable.workflows import Durable, Made, Making

__all__ = ["Durable", "Made", "Making", "PostgresJournal"]

_HOMES = {
    "Durable": "workflows",
    "Made": "workflows",
    "Making": "workflows",
    "PostgresJournal": "postgres",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- see the top

    try:
        value: object = getattr(import_module(f"{__name__}.{home}"), name)
    except ModuleNotFoundError as error:
        if error.name not in {"dbos", "psycopg"}:
            raise
        words = f"{name} takes the library {error.name}: pip install 'callsheet[durable]'"
        raise ModuleNotFoundError(words, name=error.name) from error
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
