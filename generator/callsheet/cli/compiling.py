"""Commands of the compiler."""

import json
import sys
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.diagnostics import Diagnostic, SpecError, as_annotations, as_json, as_text, did_you_mean
from callsheet.emit.files import Files, stale, write
from callsheet.emit.targets import emit_all
from callsheet.lint import CODES
from callsheet.lint import lint as find
from callsheet.lint.pages import summary, words
from callsheet.resolve import Specs, find_specs, load
from callsheet.syntax import json_schema

LANGUAGE = "callsheet.schema.json"
"""The JSON Schema of the spec language, which every spec names for editors; it stands beside them."""


def generate(specs: str | None, out: str, *, check: bool) -> int:
    """Compile specs into a folder, or say what in it is stale."""
    folder = Path(specs) if specs else find_specs()
    read = _load(folder)
    if read is None:
        return 1
    try:
        made = emit_all(read.compile())
    except SpecError as error:
        return _say(error.diagnostics, read, "text")
    language: Files = {LANGUAGE: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"}
    places = ((Path(out), made), (folder, language))
    if check:
        return _check(places)
    for place, files in places:
        for path in write(files, place):
            sys.stdout.write(f"{'wrote' if path in files else 'removed'} {place / path}\n")
    return 0


def lint(specs: str | None, *, output: str) -> int:
    """Print every mistake in specs."""
    read = _load(Path(specs) if specs else find_specs())
    if read is None:
        return 1
    try:
        findings = find(read.compile())
    except SpecError as error:
        findings = error.diagnostics
    return _say(findings, read, output)


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


def _load(folder: Path) -> Specs | None:
    try:
        return load(folder)
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, {}))
        return None


def _check(places: tuple[tuple[Path, Files], ...]) -> int:
    found = [(place / path, path in files) for place, files in places for path in stale(files, place)]
    for path, made in found:
        words = "is stale" if made and path.exists() else "is missing" if made else "is made by no spec any more"
        sys.stdout.write(f"{path} {words}\n")
    if found:
        sys.stderr.write(f"{len(found)} stale; run `callsheet generate`\n")
    return 1 if found else 0


def _say(findings: tuple[Diagnostic, ...], read: Specs, output: str) -> int:
    match output:
        case "json":
            sys.stdout.write(as_json(findings))
        case "github":
            sys.stdout.write(as_annotations(findings))
        case _:
            sys.stdout.write(as_text(findings, read.lines()))
            sys.stdout.write(
                f"{len(findings)} found\n" if findings else f"{len(read.files)} spec files, nothing found\n"
            )
    return 1 if findings else 0
