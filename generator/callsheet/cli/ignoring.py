"""Read which changes are accepted. Knows no change."""

from pathlib import Path
from typing import Final

from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError
from callsheet.diff import Ignored
from callsheet.text import Listing, Mapping, Node, Scalar, read

IGNORE: Final = ".callsheet-diff-ignore.yaml"
FORM: Final = "write a list of `{fingerprint: …, reason: …}`"


def ignored(file: str, *, needed: bool) -> tuple[Ignored, ...]:
    """Read the file of accepted changes; one that nobody named may be missing."""
    path = Path(file)
    try:
        said = path.read_text("utf-8")
    except FileNotFoundError as error:
        if needed:
            raise UsageError(f"{file}: there is no such file") from error
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}") from error
    try:
        node = read(said, file)
    except SpecError as error:
        raise UsageError(str(error)) from error
    if not isinstance(node, Listing):
        raise UsageError(f"{node.span}: this is {node.kind}; {FORM}")
    return tuple(map(_one, node.items))


def _one(node: Node) -> Ignored:
    if not isinstance(node, Mapping):
        raise UsageError(f"{node.span}: this is {node.kind}; {FORM}")
    for name, span, _ in node:
        if name not in {"fingerprint", "reason"}:
            raise UsageError(f"{span}: there is no key {name!r}; {FORM}")
    return Ignored(_word(node, "fingerprint"), _word(node, "reason"), node.span)


def _word(node: Mapping, name: str) -> str:
    value = node.get(name)
    # A fingerprint of digits alone is a number to YAML; as it was written it is none.
    word = value.word if isinstance(value, Scalar) and value.value is not None else ""
    if not word.strip():
        raise UsageError(f"{node.span}: an accepted change has a {name}; {FORM}")
    return word
