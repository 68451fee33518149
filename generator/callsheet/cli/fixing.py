"""Print requests mended, for review. Sends nothing, and leaves the files as they are."""

import json
import sys

from callsheet.cli.requests import Document, documents
from callsheet.cli.usage import UsageError
from callsheet.cli.validating import problems_of, space_of
from callsheet.cli.verdicts import one_line
from callsheet.terminal import printable
from callsheet_runtime.changes import patch
from callsheet_runtime.mending import Mended, mend
from callsheet_runtime.space import Space

FORMATS = ("text", "json")


def fix(name: str, files: list[str], *, output: str, strict: bool) -> int:
    """Print each request that can be made legal, mended; say on standard error what was changed, and what is left."""
    if output not in FORMATS:
        raise UsageError(f"--fix prints requests: --format {' or '.join(FORMATS)}, not {output}")
    space = space_of(name)
    read = list(documents(files))
    failed = 0
    for document in read:
        mended = _mended(space, document, strict=strict)
        legal = not document.wrong and mended.legal and not (strict and mended.left)
        failed += not legal
        _explain(document, mended, legal=legal)
        if output == "json":
            sys.stdout.write(one_line(_as_object(name, document, mended, legal=legal)) + "\n")
        elif legal:
            alone = len(read) == 1
            said = json.dumps(mended.body, ensure_ascii=False, indent=2) if alone else one_line(mended.body)
            sys.stdout.write(f"{said}\n")
    return 1 if failed else 0


def _mended(space: Space, document: Document, *, strict: bool) -> Mended:
    if document.wrong:
        return Mended(body=None, changes=(), left=tuple(problems_of(space, document)))
    return mend(space, document.body, strict=strict)


def _explain(document: Document, mended: Mended, *, legal: bool) -> None:
    """Say on standard error what was done, and what only the author can do."""
    lines: list[str] = []
    body = document.body
    for change in mended.changes:
        lines.append(f"changed {change.in_words(body)}")
        body = change.apply(body)
    if not legal:
        lines.append("no legal change found: what is left only you can put right")
    elif not lines:
        lines.append("nothing to change")
    lines += [f"left: {one.level} {one.at or '/'} {one.says} [{one.rule.name}]" for one in mended.left]
    for line in lines:
        sys.stderr.write(f"{document.place}: {printable(line)}\n")


def _as_object(name: str, document: Document, mended: Mended, *, legal: bool) -> dict[str, object]:
    return {
        "endpoint": name,
        "document": document.place,
        "legal": legal,
        "body": mended.body,
        "changes": patch(document.body, mended.changes),
        "left": [one.as_json() for one in mended.left],
    }
