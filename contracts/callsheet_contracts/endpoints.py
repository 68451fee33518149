"""Endpoints by name, from the specs of the working folder or those that came with the package, now or earlier."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from callsheet.model.endpoint import Catalog, Endpoint
from callsheet.resolve import find_specs, load, specs_at


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


def catalog_at(revision: str, *, folder: str = "specs", repository: Path | None = None) -> Catalog:
    """Compile the specs of an earlier revision, as git has them.

    Args:
        revision: what git calls it: a tag, a branch, a commit.
        folder: where in the repository the specs are.
        repository: the repository; that of the working folder, if none is given.

    Raises:
        LookupError: git cannot show that; its own words say why.
        SpecError: there are mistakes in the specs of that revision.

    """
    return specs_at(revision, folder=folder, repository=repository).compile()
