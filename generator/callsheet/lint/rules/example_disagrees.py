"""What an example says of a request is what the spec says of it. Knows how requests are judged.

An example is the author's reading of a page. Where the rules say otherwise, one of the two is wrong.

Example:
    ```yaml
    examples:
      requests:
        long:
          body: {input: {prompt: a ball}, shape: circle, seconds: 99}
    ```

Use instead:
    ```yaml
    examples:
      requests:
        long:
          body: {input: {prompt: a ball}, shape: circle, seconds: 99}
          breaks: [seconds.range]
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.judge import judge

CODE: Final = "example-disagrees"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report requests that break other rules than they say."""
    del provider
    for example in endpoint.requests:
        found = {finding.rule for finding in judge(endpoint, example.body)}
        said = set(example.breaks)
        if found != said:
            words = f"this breaks {_list(found)}, and says that it breaks {_list(said)}"
            note = "read the page again: either the example or a rule is wrong"
            yield Diagnostic(CODE, example.span, words, note, about=example.name)


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
