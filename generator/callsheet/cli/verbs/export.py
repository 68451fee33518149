"""`callsheet export`."""

import argparse
import json
import sys
from pathlib import Path

from callsheet.cli.usage import UsageError, specs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet.model.endpoint import Catalog, Provider

EXAMPLE = "export openapi --out exports"
FORMATS = ("openapi", "arazzo", "postman")


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("target", metavar="TARGET", choices=FORMATS, help="openapi (3.1), arazzo (1.0), postman (2.1)")
    parser.add_argument("providers", metavar="PROVIDER", nargs="*", help="whose; all, if none is named")
    out = "write TARGET/PROVIDER.json below this folder; - for standard output (default, for one provider)"
    parser.add_argument("--out", metavar="DIR", default="-", help=out)
    parser.add_argument("--format", choices=("json", "yaml"), default="json", help="how to write (default: json)")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.diagnostics import SpecError, as_text  # noqa: PLC0415 -- an extra: without it, --help still works
    from callsheet.resolve import find_specs, load  # noqa: PLC0415

    if options.target == "postman" and options.format == "yaml":
        raise UsageError("a Postman collection is JSON: leave --format out")
    try:
        read = load(Path(options.specs) if options.specs else find_specs())
        catalog = read.compile()
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, {}))
        return 1
    chosen = _chosen(catalog, options.providers)
    if options.target == "arazzo":
        # A document of workflows has at least one.
        chosen = [one for one in chosen if one.tasks]
    texts = {one.name: _text(options.target, one, options.format) for one in chosen}
    if options.out == "-":
        if len(texts) != 1:
            raise UsageError(f"standard output takes one provider, not {len(texts)}: name one, or a folder with --out")
        sys.stdout.write(next(iter(texts.values())))
        return 0
    return _write(Path(options.out) / options.target, texts, options.format)


def _chosen(catalog: "Catalog", names: list[str]) -> "list[Provider]":
    known = {one.name: one for one in catalog.providers}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(f"there is no provider {unknown[0]!r}: there are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names)] or [*known.values()]


def _text(target: str, provider: "Provider", form: str) -> str:
    from callsheet.emit.exports import arazzo, openapi, postman  # noqa: PLC0415

    match target:
        case "openapi":
            document = openapi.document(provider)
        case "arazzo":
            document = arazzo.document(provider, suffix=form)
        case _:
            document = postman.document(provider)
    if form == "yaml":
        from callsheet.text import as_yaml  # noqa: PLC0415

        return as_yaml(document)
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _write(folder: Path, texts: dict[str, str], suffix: str) -> int:
    from callsheet.emit.files import replace  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            replace(folder / f"{name}.{suffix}", text)
            sys.stdout.write(f"wrote {folder / f'{name}.{suffix}'}\n")
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror or error}") from error
    return 0
