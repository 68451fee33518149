"""Endpoints by name, from the specs of the working folder or those that came with the package, now or earlier."""

import io
import subprocess
import tarfile
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

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
    command = ["git", "archive", "--format=tar", f"{revision}:{folder}"]
    try:
        told = subprocess.run(command, cwd=repository, capture_output=True, check=False)  # noqa: S603 -- no shell
    except FileNotFoundError as error:
        raise LookupError("git is needed to show an earlier revision, and is not there") from error
    if told.returncode:
        raise LookupError(f"git cannot show {revision}:{folder}: {told.stderr.decode(errors='replace').strip()}")
    with TemporaryDirectory() as found, tarfile.open(fileobj=io.BytesIO(told.stdout)) as files:
        for one in files:
            content = files.extractfile(one) if one.isfile() else None
            if content is not None:
                path = Path(found, one.name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
        return load(Path(found)).compile()
