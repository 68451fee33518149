"""What people look for can be found. Knows no request.

An endpoint that makes something says how each capability is asked for, that it is always there, or why it is not:
otherwise whoever looks for one that can do it never sees this endpoint, or sees it in vain.

Example:
    ```yaml
    capabilities:
      duration: {by: seconds}
      audio: {by: loud}
    ```

Use instead:
    ```yaml
    capabilities:
      duration: {by: seconds}
      resolution: {by: size.tier}
      ratio: {by: size.ratio}
      audio: {by: loud}
      image: {none: it is drawn from words}
      video: {none: it is drawn from words}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import CAPABILITIES, Endpoint, Provider, TaskEndpoint

CODE: Final = "capability-missing"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report what an endpoint does not say about itself."""
    del provider
    said = {one.name for one in endpoint.capabilities}
    missing = [name for name in CAPABILITIES if name not in said]
    if missing and isinstance(endpoint, TaskEndpoint):
        words = f"{endpoint.name!r} does not say how one asks for {', '.join(missing)}"
        note = "write `by` what, that it is there `always`, or `none` and why, under `capabilities`"
        yield Diagnostic(CODE, endpoint.span, words, note, about=endpoint.name)
