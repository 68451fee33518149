"""A signed address in an answer has its keys among the secrets of the provider. Knows no recording.

Whoever has such an address has what lies there, until it expires: a recording may keep none. What `secrets` names is
blacked out when recordings are made, and refused where it was left in; what it does not name may stay.

Example:
    ```yaml
    examples:
      answers:
        signed:
          to: poll
          body: {id: t-1, state: DONE, picture: "https://store.acme.test/a.png?Expires=9&Signature=xxx"}
          reads: {means: succeeded}
    ```

Use instead:
    ```yaml
    secrets:
      query: [Signature]
      cite: {guide: addresses are signed}
    examples:
      answers:
        signed:
          to: poll
          body: {id: t-1, state: DONE, picture: "https://store.acme.test/a.png?Expires=9&Signature=xxx"}
          reads: {means: succeeded}
    ```

"""

import re
from collections.abc import Iterator
from typing import Final, cast
from urllib.parse import parse_qsl, urlsplit

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider

CODE: Final = "secret-undeclared"
OPENS: Final = re.compile(r"(signature|credential|token|access-?key-?id|\bsig)$", re.IGNORECASE)
"""How query keys end that let somebody in."""


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report query keys of addresses in example answers that let somebody in, and that no `secrets` names."""
    declared = {one.lower() for one in provider.secrets.query}
    for example in endpoint.answers:
        keys = {key: None for text in _texts(example.body) for key, _ in parse_qsl(_query(text)) if OPENS.search(key)}
        for key in keys:
            if key.lower() not in declared:
                words = f"an address of the answer {example.name!r} is signed with {key}, which no `secrets` names"
                note = f"write secrets: {{query: [{key}]}} into provider.yaml"
                yield Diagnostic(CODE, example.span, words, note, "warning", about=example.name)


def _query(text: str) -> str:
    try:
        return urlsplit(text).query
    except ValueError:
        return ""


def _texts(body: object) -> Iterator[str]:
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict):
        for one in cast("dict[str, object]", body).values():
            yield from _texts(one)
    elif isinstance(body, list):
        for one in cast("list[object]", body):
            yield from _texts(one)
