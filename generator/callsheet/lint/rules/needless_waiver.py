"""What `lint` says of a finding is about one that there is. Knows what was found.

A reason for a finding that is gone hides the next one of its name. A reason that names no finding was misspelt.

Example:
    ```yaml
    lint:
      value-refused:
        color.red: Red is said to come back in spring.
    ```

Use instead:
    ```yaml
    rules:
      no-red:
        then: {color: blue}
        cite: {guide: no red for now}
    lint:
      value-refused:
        color.red: Red is said to come back in spring.
    ```

"""

from collections.abc import Iterable, Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic, did_you_mean
from callsheet.model.endpoint import Waiver

CODE: Final = "needless-waiver"


def check(waivers: Iterable[Waiver], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Report what is said of findings that there are not."""
    there = {(one.span.file, one.code, one.about) for one in found}
    for waiver in waivers:
        if (waiver.span.file, waiver.code, waiver.about) in there:
            continue
        words = f"there is no finding {waiver.code!r} about {waiver.about!r} in this file"
        beside = [about for file, code, about in there if (file, code) == (waiver.span.file, waiver.code)]
        note = did_you_mean(waiver.about, beside) or "remove it"
        yield Diagnostic(CODE, waiver.span, words, note, about=waiver.about)
