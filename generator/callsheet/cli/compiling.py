"""`callsheet generate`: compile specs into a folder, or say what in it is stale."""

import json
import sys
from pathlib import Path

from callsheet.cli import freshness
from callsheet.cli.reading_specs import read_specs, say
from callsheet.diagnostics import SpecError
from callsheet.emit.files import Files, stale, write
from callsheet.emit.targets import emit_all
from callsheet.resolve import find_specs
from callsheet.syntax import json_schema

LANGUAGE = "callsheet.schema.json"
"""The JSON Schema of the spec language, which every spec names for editors; it stands beside them."""


def generate(specs: str | None, out: str, *, check: bool) -> int:
    """Compile specs into a folder, or say what in it is stale."""
    folder = Path(specs) if specs else find_specs()
    if freshness.is_fresh(str(folder), out):
        return 0
    before = freshness.seal(str(folder), out) if check else ""
    read = read_specs(folder)
    if read is None:
        return 1
    try:
        made = emit_all(read.compile())
    except SpecError as error:
        return say(error.diagnostics, read, "text")
    language: Files = {LANGUAGE: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"}
    places = ((Path(out), made), (folder, language))
    if check:
        code = _check(places)
        if code == 0:
            freshness.keep(str(folder), out, before)
        return code
    for place, files in places:
        for path in write(files, place):
            sys.stdout.write(f"{'wrote' if path in files else 'removed'} {place / path}\n")
    return 0


def _check(places: tuple[tuple[Path, Files], ...]) -> int:
    found = [(place / path, path in files) for place, files in places for path in stale(files, place)]
    for path, made in found:
        words = "is stale" if made and path.exists() else "is missing" if made else "is made by no spec any more"
        sys.stdout.write(f"{path} {words}\n")
    if found:
        sys.stderr.write(f"{len(found)} stale; run `callsheet generate`\n")
    return 1 if found else 0
