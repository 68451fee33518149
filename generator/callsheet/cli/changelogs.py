"""A changelog by versions: one section each, the newest first. Opens no file."""

import re
from typing import Final

HEADING: Final = re.compile(r"^## (?P<version>\S+).*$", re.MULTILINE)


def with_version(text: str, version: str, entry: str) -> str:
    """Write what changed with a version: in the place of what was written of it before, else above all others."""
    section = f"## {version}\n\n{entry.strip()}\n"
    headings = list(HEADING.finditer(text))
    own = next((number for number, one in enumerate(headings) if one["version"] == version), None)
    if own is None:
        start = end = headings[0].start() if headings else len(text)
    else:
        start = headings[own].start()
        end = headings[own + 1].start() if own + 1 < len(headings) else len(text)
    before, after = text[:start].rstrip(), text[end:].strip()
    return "\n\n".join(part for part in (before, section.strip(), after) if part) + "\n"
