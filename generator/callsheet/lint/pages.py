"""What lint says of its rules, read from their docstrings. Knows no spec."""

import re
from importlib import import_module
from typing import Final

from callsheet.lint import CODES

PARTS: Final = re.compile(r"^(Example|Use instead):\n    ```yaml\n(.*?)    ```$", re.DOTALL | re.MULTILINE)
HEAD: Final = """\
# What lint finds

`callsheet lint` reads the specs as a whole and reports what they may say and should not, each with its place, what is
wrong and what to do. `callsheet lint --list` names the rules, `callsheet lint --explain CODE` prints one of them.

Rules about requests reason over all that a request can be: every value of enums and flags, the edges of numbers and
lengths. What is too large to be settled that way is taken to be in order.

## A finding that is right and stands

Say so in the file that the finding is in, with the reason:

```yaml
lint:
  choice-unpriced:
    per-second: The page has a figure for 720P alone.
```

Under `lint` stands the code, below it what the finding is about, by its name, as `--format json` has it under `about`.
A reason that is about no finding is a finding itself.
"""


def words(code: str) -> str:
    """Say all about a rule, as its author wrote it."""
    module = import_module(f"callsheet.lint.rules.{code.replace('-', '_')}")
    return (module.__doc__ or "").strip()


def summary(code: str) -> str:
    """Say in a sentence what a rule asks for."""
    return words(code).partition("\n")[0].partition(". ")[0] + "."


def page() -> str:
    """Write the reference of all rules, as Markdown."""
    rows = [f"| [`{code}`](#{code}) | {summary(code)} |" for code in CODES]
    return "\n".join([HEAD, "## Rules", "", "| code | asks that |", "| --- | --- |", *rows, "", *map(_section, CODES)])


def _section(code: str) -> str:
    text = words(code)
    prose = text[: text.index("Example:")].strip()
    # What a module must not know is for those who work on it.
    first, _, rest = prose.partition("\n\n")
    asks = first.partition(". ")[0].rstrip(".") + "."
    snippets = {title: re.sub(r"^    ", "", yaml, flags=re.MULTILINE) for title, yaml in PARTS.findall(text)}
    shown = [f"{title}:\n\n```yaml\n{yaml}```\n" for title, yaml in snippets.items()]
    return "\n".join([f"### {code}", "", asks, "", rest, "", *shown])
