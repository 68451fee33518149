"""Endpoints by name, from the specs of the working folder or those that came with the package."""

from difflib import get_close_matches
from functools import cache

from callsheet.model.endpoint import Catalog, Endpoint
from callsheet.resolve import find_specs, load


@cache
def catalog() -> Catalog:
    """Compile the specs that are found; once in a process.

    Raises:
        SpecError: there are mistakes in them.

    """
    return load(find_specs()).compile()


def called(of: Catalog) -> dict[str, Endpoint]:
    """List the endpoints that are called, not those that call: each by `provider/endpoint`."""
    return {f"{provider.name}/{one.name}": one for provider, one in of if one.KIND != "webhook"}


def endpoint_named(name: str) -> Endpoint:
    """Find an endpoint by `provider/endpoint`.

    Raises:
        LookupError: there is none.

    """
    known = called(catalog())
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
        raise LookupError(f"no endpoint is called {name!r}: {hint}")
    return known[name]
