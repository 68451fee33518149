"""Commands that ask what was compiled: no specs, no compiler, no network."""

import json
import sys

import callsheet_clients
from callsheet.cli.usage import UsageError
from callsheet_clients.catalog import ENDPOINTS


def endpoints(*, output: str) -> int:
    """List what there is."""
    if output == "json":
        rows = [{"endpoint": name, "kind": kind, "doc": doc} for name, (_, _, doc, kind) in ENDPOINTS.items()]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max(map(len, ENDPOINTS), default=0)
    for name, (_, _, doc, kind) in ENDPOINTS.items():
        sys.stdout.write(f"{name:<{width}}  {kind:<7}  {doc}\n")
    return 0


def show(name: str | None) -> int:
    """Print the reference page of an endpoint; without a name, the one over all endpoints."""
    from pathlib import Path  # noqa: PLC0415 -- takes long to load, and validating does without

    page = Path(callsheet_clients.__file__).parent
    if name is None:
        page /= "reference.md"
    else:
        package, _, _ = endpoint_named(name)
        page = page / package / "reference" / f"{name.partition('/')[2]}.md"
    _, _, text = page.read_text("utf-8").partition("\n")
    sys.stdout.write(text)
    return 0


def endpoint_named(name: str, *, asked: bool = False) -> tuple[str, str, str]:
    """Find package, module and kind of an endpoint; of one that can be `asked` something, if that is wanted."""
    found = ENDPOINTS.get(name)
    if found is None:
        from callsheet.diagnostics import did_you_mean  # noqa: PLC0415 -- only where a name is misspelt

        hint = did_you_mean(name, ENDPOINTS) or "`callsheet endpoints` lists them"
        raise UsageError(f"no endpoint is called {name!r}; {hint}")
    package, module, _, kind = found
    if asked and kind == "webhook":
        raise UsageError(f"{name} is what the provider sends to you: there is no request to look at")
    return package, module, kind
