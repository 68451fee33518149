"""`callsheet lint`: find mistakes in specs, and say what can be found."""

import sys
from pathlib import Path

from callsheet.cli.reading_specs import read_specs, say
from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, did_you_mean
from callsheet.lint import CODES
from callsheet.lint import lint as find
from callsheet.lint.pages import summary, words
from callsheet.resolve import find_specs


def lint(specs: str | None, *, output: str) -> int:
    """Print every mistake in specs."""
    read = read_specs(Path(specs) if specs else find_specs())
    if read is None:
        return 1
    try:
        findings = find(read.compile())
    except SpecError as error:
        findings = error.diagnostics
    return say(findings, read, output)


def list_rules() -> int:
    """Print every rule of lint, with what it asks for."""
    width = max(map(len, CODES))
    sys.stdout.write("".join(f"{code:{width}}  {summary(code)}\n" for code in CODES))
    return 0


def explain_rule(code: str) -> int:
    """Print what a rule of lint finds and what to write instead."""
    if code not in CODES:
        note = did_you_mean(code, CODES) or "`callsheet lint --list` lists them"
        raise UsageError(f"lint has no rule {code!r}: {note}")
    sys.stdout.write(f"{code}: {words(code)}\n")
    return 0
