"""A code means the same wherever a provider answers with it. Knows error tables, no answer.

Whether a call is repeated rests on what a code means. Where two tables say otherwise of one code, a client that is
right about one endpoint is wrong about the other.

Example:
    ```yaml
    errors:
      at: {code: error.code, message: error.text}
      cite: {guide: errors}
      known:
        "429": {http: 429, means: rate, repeatable: true, before_work: true}
        "0429": {http: 429, means: rate, repeatable: true}
        bad_key: {http: 401, means: auth, when: {bad-key: The key is wrong.}}
        Bad_Key: {http: 403, means: permission}
    ```

Use instead:
    ```yaml
    errors:
      at: {code: error.code, message: error.text}
      cite: {guide: errors}
      known:
        "429": {http: 429, means: rate, repeatable: true, before_work: true}
        bad_key: {http: 401, means: auth, when: {bad-key: The key is wrong.}}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint
from callsheet.model.protocol import ErrorCode

CODE: Final = "code-disagrees"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report codes of which tables say different things; once, with the provider's first endpoint."""
    if endpoint is not provider.endpoints[0]:
        return
    first: dict[str, ErrorCode] = {}
    for one in _codes(provider):
        other = first.setdefault(one.code.casefold(), one)
        differ = _differences(one, other)
        if differ:
            words = f"the code {one.code!r} differs in {differ} from {other.code!r} at {other.span}"
            note = "read both pages again; where they do differ, say so under `lint`"
            yield Diagnostic(CODE, one.span, words, note, about=one.code)


def _codes(provider: Provider) -> Iterator[ErrorCode]:
    for endpoint in provider.endpoints:
        if isinstance(endpoint, (TaskEndpoint, CallEndpoint)):
            yield from endpoint.errors.known


def _differences(one: ErrorCode, other: ErrorCode) -> str:
    pairs = {
        "means": (one.means, other.means),
        "repeatable": (one.repeatable, other.repeatable),
        "before_work": (one.before_work, other.before_work),
    }
    return " and ".join(f"`{name}`" for name, (mine, theirs) in pairs.items() if mine is not theirs)
