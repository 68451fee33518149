"""Emitted validators as text, run without being installed: of the real specs, and of the invented ones."""

import ast
import random
import sys
from collections.abc import Callable
from types import ModuleType

from callsheet.emit import clients, validators
from callsheet.emit.layout import variable
from callsheet.model.endpoint import Catalog, Endpoint, Provider
from callsheet_contracts.bodies import swaps
from callsheet_runtime.problems import Problem
from support.catalog import invented, real

Validate = Callable[[object], list[Problem]]


PAIRS = [
    (provider, endpoint)
    for catalog in (real(), invented())
    for provider in catalog.providers
    for endpoint in (*provider.tasks, *provider.calls)
]


_FILES: dict[int, tuple[Provider, dict[str, str]]] = {}


def _files(provider: Provider) -> dict[str, str]:
    """Emit all of a provider, once in a process: it is the same provider only if it is the same object."""
    found = _FILES.get(id(provider))
    if found is None:
        catalog = Catalog((provider,))
        found = _FILES[id(provider)] = provider, {**clients.emit(catalog), **validators.emit(catalog)}
    return found[1]


def emitted_text(provider: Provider, endpoint: Endpoint) -> tuple[str, str]:
    """Emit the pages of a provider and the validator of an endpoint, as text."""
    files = _files(provider)
    folder = f"callsheet_clients/{variable(provider.name)}"
    return files[f"{folder}/sources.py"], files[f"{folder}/validators/{variable(endpoint.name)}.py"]


def run_text(provider: Provider, pages: str, code: str | ast.Module) -> Validate:
    """Run the emitted text itself, or what was made of it, not what happens to be installed."""
    sources = ModuleType("sources")
    exec(compile(pages, "sources.py", "exec"), sources.__dict__)
    name = f"callsheet_clients.{variable(provider.name)}.sources"
    before = sys.modules.get(name)
    sys.modules[name] = sources
    try:
        module = ModuleType("validator")
        exec(compile(code, "validator.py", "exec"), module.__dict__)
    finally:
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before
    validate: Validate = module.validate
    return validate


def emitted(provider: Provider, endpoint: Endpoint) -> Validate:
    """Emit a validator and run it."""
    pages, code = emitted_text(provider, endpoint)
    return run_text(provider, pages, code)


def thinned(endpoint: Endpoint, most: int, *, whole: bool = False) -> list[tuple[str, object]]:
    """List so many of the swaps, the same in every run; with `whole`, all those of the first accepted example besides.

    Drawn, not strided: a step of fixed length falls on the same values of every field.
    """
    every = list(swaps(endpoint))
    first = next((one.name for one in endpoint.requests if not one.breaks), "")
    kept = [pair for pair in every if whole and pair[0].startswith(f"{first} ")]
    return [*kept, *random.Random(endpoint.name).sample(every, min(most, len(every)))]
